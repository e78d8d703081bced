"""The whole draft at a glance: how full, what stands in the way, what the money went to, and against last year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region

from model.checks.summary import TITLES, Chart, summarise
from tui.look.cells import clip, fit, named, visible, wrap
from tui.state.section_status import standing
from tui.state.view_state import SHORT_NAMES, SHORT_NUMBERS, STILL_READING, ViewState
from tui.widgets.drawn import Drawn
from tui.widgets.hints import Hints
from tui.windows.dialogs import BACK, Dialog, Words
from tui.windows.finding.command_palette import Goal

NAME: Final = 24
LABEL: Final = 32
AMOUNT: Final = 16
BLOCK: Final = "█"
BOLD: Final = Style(bold=True)
ERRORS: Final = 5
UNREAD: Final = 20


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """A line of the overview: what it says, and where it leads; None for nowhere."""

    said: list[Segment]
    goal: Goal | None = None


class Glance(Drawn):
    """The lines of the overview, one of those that lead somewhere marked; ``chosen`` is told of a click on one."""

    def __init__(self, state: ViewState, section: int, chosen: Callable[[], None]) -> None:
        super().__init__()
        self._state = state
        self._chosen = chosen
        self._told: list[OverviewLine] = []
        self._charts = summarise(state.report).charts
        self._unread = [] if state.still_reading else state.session.checker.unread()
        self._first: Goal = ("section", str(section))
        self._index = 0

    def get_content_height(self, _container: object, _viewport: object, width: int) -> int:
        """As many lines as there are."""
        return len(list(self._all(width)))

    def redraw(self) -> None:
        """The lines in the width of now; the mark stays on the line that leads where it led."""
        marked = (self.goal if self._told else None) or self._first
        self._told = list(self._all(self.size.width))
        goals = [told.goal for told in self._told]
        self._index = goals.index(marked if marked in goals else self._first)
        self._draw()

    def _draw(self) -> None:
        palette = self.palette
        lines = []
        for index, told in enumerate(self._told):
            said, goal = told.said, told.goal
            here = index == self._index
            if here:
                said = [Segment(text, (style or palette.text) + BOLD) for text, style, _ in said]
            lines.append([Segment("" if goal is None else "> " if here else "  ", palette.accent), *said])
        self.show(lines)

    @property
    def goal(self) -> Goal | None:
        """Where the marked line leads."""
        return self._told[self._index].goal

    def step(self, step: int) -> Region:
        """Mark another line that leads somewhere; returns the lines to be seen: those around it that do not, too."""
        leading = [index for index, told in enumerate(self._told) if told.goal is not None]
        at = max(0, min(leading.index(self._index) + step, len(leading) - 1))
        self._index = leading[at]
        self._draw()
        top = leading[at - 1] + 1 if at else 0
        return Region(0, top, 1, self._index + 1 - top)

    def on_click(self, event: events.Click) -> None:
        """Go where the line leads that was clicked."""
        if event.y < len(self._told) and self._told[event.y].goal is not None:
            self._index = event.y
            self._draw()
            self._chosen()

    def _all(self, width: int) -> Iterator[OverviewLine]:
        if self._state.milder:
            yield self._heading("本地规定")
            for said in self._state.milder:
                yield from (OverviewLine([Segment(line, self.palette.text)]) for line in wrap(said, width - 2))
        yield from self._sections(width - 2)
        yield from self._errors(width - 2)
        yield from self._bars(width - 2)
        yield from self._uncompared(width - 2)

    def _heading(self, text: str) -> OverviewLine:
        return OverviewLine([Segment(text, self.palette.heading)])

    def _sections(self, width: int) -> Iterator[OverviewLine]:
        palette, state = self.palette, self._state
        yield self._heading("各部分")
        for number, count in state.counts().items():
            name = Segment(f"{fit(SHORT_NUMBERS[number], 5)}{fit(SHORT_NAMES[number], NAME)}", palette.text)
            yield OverviewLine(
                standing(name, state.shares[number], count, width, palette, 10), ("section", str(number))
            )

    def _errors(self, width: int) -> Iterator[OverviewLine]:
        palette = self.palette
        errors = [f for f in self._state.known if f.severity == "error" and not f.accepted]
        yield OverviewLine([])
        found = f"妨碍盖章的错误 {len(errors)} 处" if errors else "没有妨碍盖章的错误"
        yield self._heading(f"{found}（{STILL_READING}）" if self._state.still_reading else found)
        for finding in errors[:ERRORS]:
            number = Segment(fit(SHORT_NUMBERS[finding.section], 5), palette.error)
            message = Segment(clip(visible(finding.message), width - 5), palette.text)
            yield OverviewLine([number, message], ("field", finding.fields[0]) if finding.fields else None)
        if len(errors) > ERRORS:
            more = f"还有 {len(errors) - ERRORS} 处：全部问题"
            yield OverviewLine([Segment(more, palette.faint)], ("action", "problems"))

    def _uncompared(self, width: int) -> Iterator[OverviewLine]:
        """The numbers in texts that no check compares with anything: what is left to the eyes."""
        unread = self._unread
        if not unread:
            return
        yield OverviewLine([])
        yield self._heading(f"正文里没有可比的数 {len(unread)} 个（未核对，请对照来源看）")
        for one in unread[:UNREAD]:
            number = Segment(fit(SHORT_NUMBERS[one.cell.section], 5), self.palette.faint)
            words = Segment(clip(visible(one.words), width - 5), self.palette.text)
            yield OverviewLine([number, words], ("field", one.cell.path))
        if len(unread) > UNREAD:
            yield OverviewLine([Segment(f"还有 {len(unread) - UNREAD} 个", self.palette.faint)])

    def _bars(self, width: int) -> Iterator[OverviewLine]:
        """The charts of ``ziping summary``; each bar leads to its field."""
        charts = self._charts
        for kind, title in TITLES.items():
            if any(chart.kind == kind for chart in charts):
                yield OverviewLine([])
                yield self._heading(title)
            for chart in charts:
                if chart.kind == kind:
                    yield from self._chart(chart, width)

    def _chart(self, chart: Chart, width: int) -> Iterator[OverviewLine]:
        """Bars behind their numbers: nothing stands behind a bar, however wide its blocks are."""
        palette = self.palette
        if chart.kind != "execution":
            yield OverviewLine([Segment(clip(visible(chart.title), width), palette.text)])
        most, label = max(bar.length for bar in chart.bars), min(LABEL, width // 3)
        for bar in chart.bars:
            name, rate = fit(named(visible(bar.label), label), label), bar.rate and f"{bar.rate}%"
            head = f"{name}  {fit(bar.amount, AMOUNT, right=True)}  {fit(rate, 9, right=True)}  "
            length = bar.length * max((width - cell_len(head)) // 2, 4) // (most or 1)
            block = BLOCK * length or ("▏" if bar.length else "")
            yield OverviewLine([Segment(head, palette.text), Segment(block, palette.info)], ("field", bar.path))
        if chart.note:
            yield OverviewLine([Segment(f"（{chart.note}）", palette.faint)])


class OverviewWindow(Dialog["Goal | None"]):
    """The overview; the result is where the line leads that was chosen, None for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        Binding("f3", "close", show=False),
        Binding("down", "turn(1)", show=False),
        Binding("up", "turn(-1)", show=False),
        Binding("pagedown", "turn(10)", show=False),
        Binding("pageup", "turn(-10)", show=False),
        Binding("home", "turn(-999)", show=False),
        Binding("end", "turn(999)", show=False),
    ]

    def __init__(self, state: ViewState, section: int) -> None:
        super().__init__()
        self._glance = Glance(state, section, self.action_take)

    def compose(self) -> ComposeResult:
        """The lines, and the keys."""
        with Vertical():
            yield Words("总览", "heading", "title")
            yield self._glance
            yield Hints(("↑↓ PgUp PgDn", "选", ""), ("回车", "前往", "take"), BACK)

    def action_turn(self, step: int) -> None:
        """Mark another line, and see it."""
        glance = self._glance
        lines = glance.step(step).translate(glance.virtual_region.offset)
        self.query_one(Vertical).scroll_to_region(lines, spacing=glance.dock_gutter, animate=False, immediate=True)

    def action_take(self) -> None:
        """There."""
        self.dismiss(self._glance.goal)

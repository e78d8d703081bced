"""The whole draft at a glance: how full, what stands in the way, what the money went to, and against last year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from tui.desk import MARKS, SHORT_NAMES, SHORT_NUMBERS
from tui.screens.dialogs import Dialog
from tui.widgets.drawn import Drawn
from tui.widgets.hints import Hints
from tui.words import clip, fit, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import ClassVar

    from textual.app import ComposeResult

    from model.report import Report
    from model.tree import Cell
    from tui.desk import Desk

SHARES: Final = (
    ("支出构成", ("basic", "project", "operating", "remitted", "subsidies")),
    ("基本支出构成", ("personnel", "general")),
)
YEARS: Final = (
    ("支出总额", "overview.scale.total", "overview.scale.last_year"),
    ("基本支出", "general_budget.basic.actual", "general_budget.basic.last_year"),
    ("项目支出", "general_budget.projects.actual", "general_budget.projects.last_year"),
    ("三公经费", "general_budget.three_public.actual", "general_budget.three_public.last_year"),
)
LABEL: Final = 24
BLOCK: Final = "█"
ERRORS: Final = 5

Drawing = list[Segment]


class Glance(Drawn):
    """The lines of the overview."""

    DEFAULT_CSS = "Glance { height: auto; }"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._count = 0

    def get_content_height(self, _container: object, _viewport: object, width: int) -> int:
        """As many lines as there are."""
        return len(list(self._drawing(width)))

    def on_resize(self) -> None:
        """Draw in the new width."""
        self.show(list(self._drawing(self.size.width)))

    def _drawing(self, width: int) -> Iterator[Drawing]:
        yield from self._sections()
        yield from self._errors(width)
        report = self._desk.report
        for title, names in SHARES:
            yield from self._bars(title, shares(report, names), width)
        functions = report.rows("overview.scale.functions").rows
        amounts = [(row.title, amount(row.cell("amount"))) for row in functions]
        yield from self._bars("项目支出按功能分类", sorted(amounts, key=lambda pair: -pair[1])[:6], width)
        yield from self._years(report, width)

    def _sections(self) -> Iterator[Drawing]:
        palette, desk = self.palette, self._desk
        yield [Segment("各部分", palette.heading)]
        for number, count in desk.counts().items():
            line = [
                Segment(f"  {fit(SHORT_NUMBERS[number], 5)}{fit(SHORT_NAMES[number], LABEL)}", palette.text),
                Segment(fit(desk.shares[number], 10), palette.faint),
            ]
            for severity, mark in MARKS.items():
                if count[severity]:
                    line.append(Segment(f"{mark}{count[severity]} ", palette.severity(severity)))
            yield line

    def _errors(self, width: int) -> Iterator[Drawing]:
        palette = self.palette
        errors = [f for f in self._desk.findings if f.severity == "error" and not f.accepted]
        yield []
        yield [Segment(f"妨碍盖章的错误 {len(errors)} 处" if errors else "没有妨碍盖章的错误", palette.heading)]
        for finding in errors[:ERRORS]:
            head = f"  {fit(SHORT_NUMBERS[finding.section], 5)}"
            yield [Segment(head, palette.error), Segment(clip(visible(finding.message), width - 7), palette.text)]
        if len(errors) > ERRORS:
            yield [Segment(f"  还有 {len(errors) - ERRORS} 处，按 ^L 全看", palette.faint)]

    def _bars(self, title: str, amounts: Sequence[tuple[str, int]], width: int) -> Iterator[Drawing]:
        """A bar for each amount, behind its number: nothing stands behind a bar, however wide its blocks are."""
        whole = sum(abs(value) for _, value in amounts)
        if not whole:
            return
        palette = self.palette
        yield []
        yield [Segment(f"{title}（万元）", palette.heading)]
        for name, value in amounts:
            yield self._bar(name, value, f"{100 * value / whole:6.2f}%", value / whole, width)

    def _bar(self, name: str, value: int, said: str, share: float, width: int) -> Drawing:
        palette = self.palette
        head = f"  {fit(visible(name), LABEL)}{fit(money(value), 14, right=True)}  {fit(said, 9, right=True)}  "
        room = max((width - cell_len(head)) // 2, 4)
        length = round(max(min(share, 1), 0) * room)
        bar = BLOCK * length or ("▏" if share > 0 else "")
        return [Segment(head, palette.text), Segment(bar, palette.info)]

    def _years(self, report: Report, width: int) -> Iterator[Drawing]:
        pairs = [(name, amount(report.cell(this)), amount(report.cell(last))) for name, this, last in YEARS]
        pairs = [pair for pair in pairs if pair[1] and pair[2]]
        if not pairs:
            return
        yield []
        yield [Segment("与上年比（万元）", self.palette.heading)]
        for name, this, last in pairs:
            most = max(abs(this), abs(last))
            change = 100 * (this - last) / abs(last)
            yield self._bar(name, this, f"{change:+.2f}%", abs(this) / most, width)
            yield self._bar("  上年", last, "", abs(last) / most, width)


def shares(report: Report, names: Sequence[str]) -> list[tuple[str, int]]:
    """The parts of the expenditure that there are, by name."""
    cells = [report.cell(f"overview.scale.{name}") for name in names]
    return [(cell.field.label, amount(cell)) for cell in cells if amount(cell)]


def amount(cell: Cell) -> int:
    """What a figure says, in billionths of its base unit; 0 where there is none."""
    return 0 if cell.figure is None else cell.figure.value


def money(value: int) -> str:
    """An amount in 万元, with separators."""
    from model.figures import WAN, digits, group

    return group(digits(value, WAN, 2))


class Overview(Dialog[None]):
    """The overview as a window to read."""

    DEFAULT_CSS = """
    Overview {
        & > Vertical { width: 96%; max-width: 110; max-height: 94%; }
        & Hints { margin-top: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f3", "close", show=False),
        Binding("down", "turn(2)", show=False),
        Binding("up", "turn(-2)", show=False),
        Binding("pagedown", "turn(15)", show=False),
        Binding("pageup", "turn(-15)", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        """The lines, and how to go back."""
        with Vertical():
            yield Hints(("总览", "", ""), ("↑↓ PgUp PgDn", "翻看", ""), ("Esc", "返回", "close"))
            yield Glance(self._desk)

    def action_turn(self, step: int) -> None:
        """Scroll by some lines."""
        self.query_one(Vertical).scroll_relative(y=step, animate=False)

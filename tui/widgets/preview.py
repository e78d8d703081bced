"""The report as it will read, beside the form: references resolved, findings marked, following every key.

Of an annex with many tables, beside the form, only the one with the cursor is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from exporters.document import Block, Heading, Paragraph
from exporters.wording.wording_blocks import Wording
from model.drafts.draft import Draft
from model.errors import ZipingError
from model.report.tree import Cell
from model.schema.fields import Prose
from tui.look.cells import visible, wrap
from tui.look.palette import Palette, palette
from tui.state.view_state import Target, ViewState
from tui.widgets.key_taker import run_bound
from tui.widgets.preview_lines import INDENT, PreviewPiece, SetLine, pieces_of, runs_of, wrapped
from tui.widgets.preview_tables import set_table

SLICE = 0.02
"""Seconds for which the whole report is set at a time."""
LOOKED_THROUGH = 40
"""In so many lines of a block its figure is looked for."""
QUOTED = 12
"""So many characters tell a paragraph from the others."""


class Setting:
    """Sets blocks in lines; a block that was set before in the same width, with the same marks, is not set again."""

    def __init__(self) -> None:
        self._kept: dict[object, list[SetLine]] = {}

    def set(
        self, blocks: Iterable[Block], width: int, marks: dict[str, str], here: str, palette: Palette
    ) -> Iterator[tuple[Block, list[SetLine]]]:
        """Each of ``blocks`` with its lines in ``width`` cells, once it is asked for.

        ``marks`` are the severities by field; the figure of the field ``here`` is highlighted.
        """
        kept: dict[object, list[SetLine]] = {}
        for block in blocks:
            key = (block, width, palette, _look(block, marks, here))
            found = self._kept.get(key)
            if found is None:
                found = _set(block, width, marks, here, palette)
            kept[key] = found
            yield block, found
        self._kept = kept


class Preview(ScrollView, inherit_bindings=False):
    """The lines of the report; ``update`` puts in what the draft says now. Until all is set, ``waiting`` is shown.

    ``refused`` is called where something is typed, which only reads.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "turn(1)", show=False),
        Binding("up", "turn(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(
        self, draft: Draft, state: ViewState, waiting: str = "", refused: Callable[[], object] = lambda: None
    ) -> None:
        super().__init__()
        self.draft = draft
        self.state = state
        self._setting = Setting()
        self._lines: list[SetLine] = []
        self._wording: Wording | None = None
        self._asked: tuple[int, Target | None] | None = None
        self._coming: Iterator[tuple[Block, list[SetLine]]] = iter(())
        self._composed: list[Block] = []
        self._starts: list[int] = []
        self._set_lines: list[SetLine] = []
        self._waiting = waiting
        self.whole = not waiting
        """Whether all is set."""
        self._look: Palette | None = None
        self._at: object = None
        self._sought: Target | None = None
        self._near, self._inside, self._found = -1, False, -1
        self.refused = refused
        self._firsts: dict[str, int] = {}

    async def take_key(self, event: events.Key) -> None:
        """Do what the key is bound to; who types is told that nothing is taken here."""
        self._sought, self._found = None, -1  # who turns the pages is not taken elsewhere by what is set meanwhile
        if not await run_bound(self, event.key) and event.is_printable:
            self.refused()

    async def take_paste(self, text: str) -> None:
        """There is nothing to paste into."""
        self.refused()

    def update(self, section: int, here: Target | None) -> None:
        """Show section ``section`` (0: the whole report), the value of ``here`` in sight.

        The whole report is set in slices, between which keys are taken: of a large one that takes seconds.
        """
        self._asked = section, here
        self._begin()

    def _begin(self) -> None:
        """Set what was asked for in the room and the colours of now."""
        room = self.scrollable_content_region.size
        if not room.width:
            return
        self._composed, self._starts, self._set_lines, self._firsts = [], [], [], {}
        if self._asked is None:
            self._put([[Segment(line)] for line in wrap(self._waiting, room.width)])
            return
        section, here = self._asked
        path, self._look = here.path if here is not None else "", palette(self.app)
        if (section, path) != self._at:
            self._at = section, path
            self._sought = here
        self._near, self._inside, self._found = -1, path.count(".") > 1, -1
        blocks = self._blocks(section, here)
        self._coming = self._setting.set(blocks, room.width, self.state.marks, path, self._look)
        self._go_on()

    def _go_on(self) -> None:
        """Set what comes next: a section at once, the whole report for as long as a key may wait."""
        assert self._asked is not None
        begin, end = len(self._composed), None if self._asked[0] else monotonic() + SLICE
        more = False
        try:
            for block, lines in self._coming:
                self._composed.append(block)
                self._starts.append(len(self._set_lines))
                self._set_lines += lines
                if more := end is not None and monotonic() > end:
                    break
        except Exception as error:  # whatever the exporters stumble on, the clerk goes on typing
            said = str(error) if isinstance(error, ZipingError) else f"预览排不出来（{type(error).__name__}）"
            width = self.scrollable_content_region.width
            self._composed, self._set_lines = [], [[Segment(line)] for line in wrap(said, width)]
        self.whole = not more
        if more:
            self.set_timer(SLICE, self._go_on)
        waiting: list[SetLine] = [[Segment(self._waiting)]] if more else []
        self._put([*self._set_lines, *waiting] or [[Segment("这一部分不附在报告里")]])
        self._seek(begin)
        if not more and self._sought is not None:
            self._sought, self._found = None, self._near
        # What is set behind it makes room to scroll.
        if self._found >= 0 and (not more or len(self._lines) > self._found + LOOKED_THROUGH + self.size.height):
            self._show(self._highlit(self._found))
            self._found = -1

    def _put(self, lines: list[SetLine]) -> None:
        if lines != self._lines:
            self._lines = lines
            self.virtual_size = Size(self.scrollable_content_region.width, len(lines))
            self.refresh()

    def _blocks(self, section: int, here: Target | None) -> Iterator[Block]:
        from exporters import compose
        from exporters.named_files import wording_of

        if self._wording is None:
            self._wording = wording_of(self.draft)
        names, near = self.state.session.checker.names, here.node if here is not None and section else None
        for number in [section] if section else self.state.numbers:
            element = self.state.report.section(number).element
            assert element is not None
            self._firsts[element.name] = len(self._composed)
            yield from compose.compose_part(self.state.report, element.name, self._wording, names=names, near=near)

    def _seek(self, begin: int) -> None:
        """Note the line where the value that is sought is printed, and where the record around it begins.

        Looked at are the blocks from ``begin`` on, which were set now.
        """
        here = self._sought
        if here is None:
            return
        quoted = here.raw.strip().split("\n")[0][:QUOTED] if isinstance(here, Cell) else ""
        prose = isinstance(here, Cell) and isinstance(here.field, Prose) and len(quoted) > 2
        around = here.path.rpartition(".")[0] + "."
        first = self._firsts.get(here.path.partition(".")[0], -1)
        for number in range(begin, len(self._composed)):
            start = self._starts[number]
            if number == first:
                self._near = start
            for run in runs_of(self._composed[number]):
                if run.path == here.path or (prose and quoted in run.text):
                    self._sought, self._found = None, start
                    return
                if self._inside and run.path.startswith(around):
                    self._near, self._inside = start, False

    def _highlit(self, start: int) -> int:
        """The first line from ``start`` on that has the highlight, ``start`` where none near it has."""
        look = palette(self.app).choice
        near = range(start, min(start + LOOKED_THROUGH, len(self._lines)))
        return next((at for at in near if any(piece.style == look for piece in self._lines[at])), start)

    def _show(self, line: int) -> None:
        height = self.scrollable_content_region.height
        y = self.scroll_offset.y
        if not y <= line < y + height - 3:
            self.scroll_to(y=max(line - height // 3, 0), animate=False)

    def on_resize(self) -> None:
        """Set everything in the new width."""
        self._at = None
        self._begin()

    def notify_style_update(self) -> None:
        """Something about the looks changed, which may be the theme."""
        super().notify_style_update()
        if palette(self.app) != self._look:
            self._begin()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint what came into sight."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line at ``y`` of what is seen."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return Strip(self._lines[index]).adjust_cell_length(width).apply_style(self.rich_style)

    def action_turn(self, step: int) -> None:
        """A few lines up or down."""
        self.scroll_relative(y=2 * step, animate=False)

    def action_page(self, step: int) -> None:
        """A page up or down."""
        self.scroll_relative(y=step * max(self.size.height - 2, 1), animate=False)


def _look(block: Block, marks: dict[str, str], here: str) -> object:
    return tuple((run.path, marks.get(run.path), run.path == here) for run in runs_of(block) if run.path)


def _set(block: Block, width: int, marks: dict[str, str], here: str, palette: Palette) -> list[SetLine]:
    if isinstance(block, Heading):
        before: list[SetLine] = [] if block.level > 2 else [[]]
        return [*before, *wrapped([PreviewPiece(visible(block.text))], width, here, palette, heading=True)]
    if isinstance(block, Paragraph):
        pieces = [PreviewPiece(INDENT), *pieces_of(block.runs, marks)]
        return wrapped(pieces, width, here, palette)
    return set_table(block, width, marks, here, palette)

"""The one live editor of long texts: a TextArea that is never seen itself; the form draws it below its label."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import ClassVar, Final, Self

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Selection

from model.drafts.draft import MAX_TEXT
from model.text import clean
from tui.form.chinese_wrapping import wrap_between_characters
from tui.look.cells import as_typed
from tui.look.palette import Palette
from tui.widgets.key_taker import run_own
from tui.widgets.line_editor import BRACES, HOW_TO_EMPTY, Listener, is_too_long

DONE: Final = "这段已写完；要再改，先按 ← 或 →，或用鼠标点一下"
DELETING: Final = frozenset(("backspace", "delete", "ctrl+h", "ctrl+d", "ctrl+k", "ctrl+u", "ctrl+w"))

wrap_between_characters()


class ProseEditor(TextArea):
    """Edits a long text. Until it is touched, Enter and the arrows walk on; from then on they belong to the text.

    In a ``phrase`` of one line, which a new line would break, Enter walks on all the same.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.next_place", show=False),
        Binding("shift+tab", "screen.previous_place", show=False),
        Binding("escape", "leave", show=False),
        Binding("enter", "enter", show=False),
        Binding("down", "down", show=False),
        Binding("up", "up", show=False),
        Binding("ctrl+d,delete", "delete_right", show=False),
        Binding("ctrl+home", "edge(False)", show=False),
        Binding("ctrl+end", "edge(True)", show=False),
        Binding("ctrl+a", "select_all", show=False),
    ]

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.touched = False
        self.is_done = False
        self.phrase = False
        self.columns = 40
        self.rows = 4
        self._top = 0
        super().__init__(soft_wrap=True, show_line_numbers=False, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False

    @property
    def wrap_width(self) -> int:
        """The cells of a line."""
        return self.columns

    @property
    def lines(self) -> int:
        """How many lines the text takes."""
        return self.wrapped_document.height

    @property
    def said(self) -> str:
        """The whole text."""
        return self.text

    @property
    def around(self) -> tuple[str, str]:
        """The text of the paragraph before the text cursor, and behind it."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        return line[:column], line[column:]

    @property
    def breaks(self) -> bool:
        """Whether Enter begins a new paragraph."""
        return self.touched and not (self.phrase and self.document.line_count == 1)

    def take(self, text: str, *, phrase: bool) -> None:
        """Take in another text, the cursor at its end; nobody is told."""
        self.phrase = phrase
        self.touched = self.is_done = False
        self._top = 0
        self.load_text(clean(text))
        self.set_reactive(TextArea.selection, Selection.cursor(self.document.end))

    def room(self, columns: int, rows: int) -> None:
        """Set the text in so many cells and lines."""
        self.rows = rows
        if columns != self.columns:
            self.columns = columns
            self.wrapped_document.wrap(columns, self.indent_width)

    def refresh(self, *_regions: Region, **_what: bool) -> Self:
        """It is never seen: painting it would only have Textual lay out everything anew."""
        return self

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """It is never seen; Textual would cut the whole paragraph into its lines for each key."""
        return Offset()

    def record_cursor_width(self) -> None:
        """Keep the column for the lines above and below, without cutting the paragraph into its lines."""
        self.navigator.last_x_offset = self.cursor_at(self.columns)[0]

    def key(self, row: int) -> object:
        """What the drawing of a line depends on."""
        x, y = self._cursor()
        self._scroll(y)
        selection = None if self.selection.is_empty else self.selection
        return self._line(self._top + row), (x if y == self._top + row else -1), selection

    def strip(self, row: int, width: int, palette: Palette) -> Strip:
        """The line ``row`` of what is seen, in ``width`` cells."""
        x, y = self._cursor()
        self._scroll(y)
        number = self._top + row
        text = as_typed(self._line(number))
        edges = {0, len(text)}
        first, last = self._selected(number)
        cursor = x if y == number else -1
        if cursor >= 0:
            text += " " * (cursor >= len(text))
            edges |= {cursor, cursor + 1}
        marks = sorted(mark for mark in edges | {first, last} if 0 <= mark <= len(text))
        segments = [
            Segment(
                text[left:right],
                palette.cursor if left == cursor else palette.selected if first <= left < last else None,
            )
            for left, right in pairwise(marks)
        ]
        return Strip(segments).adjust_cell_length(width).apply_style(palette.field)

    def cursor_at(self, _width: int) -> tuple[int, int]:
        """Where the text cursor stands: column and line of what is seen."""
        x, y = self._cursor()
        self._scroll(y)
        return cell_len(as_typed(self._line(y)[:x])), y - self._top

    def point(self, x: int, y: int, _width: int) -> None:
        """Put the text cursor to a cell."""
        self._touch()
        y = min(y + self._top, self.lines - 1)
        self.selection = Selection.cursor(self.wrapped_document.offset_to_location(Offset(x, y)))

    def _cursor(self) -> tuple[int, int]:
        """The text cursor as index within its wrapped line, and number of that line."""
        row, column = self.selection.end
        starts = [0, *self.wrapped_document.get_offsets(row)]
        section = bisect_right(starts, column) - 1
        above = sum(len(self.wrapped_document.get_offsets(number)) + 1 for number in range(row))
        return column - starts[section], above + section

    def _scroll(self, y: int) -> None:
        """Have the line ``y`` seen, and no room left empty below the text while some of it is hidden above."""
        self._top = max(min(self._top, y, self.lines - self.rows), y - self.rows + 1, 0)

    def _line(self, number: int) -> str:
        """The text of a wrapped line."""
        start, end = self._span(number)
        return self.document.get_line(start[0])[start[1] : end[1]] if start[0] >= 0 else ""

    def _span(self, number: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where a wrapped line begins and ends in the text; -1 for the row of one that is not there."""
        # Textual would cut the whole paragraph into its lines for each that is asked for.
        for row in range(self.document.line_count):
            offsets = self.wrapped_document.get_offsets(row)
            if number <= len(offsets):
                begin = offsets[number - 1] if number else 0
                return (row, begin), (
                    row,
                    offsets[number] if number < len(offsets) else len(self.document.get_line(row)),
                )
            number -= len(offsets) + 1
        return (-1, 0), (-1, 0)

    def _selected(self, number: int) -> tuple[int, int]:
        """The selected part of a wrapped line, as indexes within it; equal for none."""
        (row, begin), (_, end) = self._span(number)
        first, last = sorted((self.selection.start, self.selection.end))
        left = max((row, begin), first)
        right = min((row, end), last)
        return (left[1] - begin, right[1] - begin) if left < right and row >= 0 else (-1, -1)

    def watch_selection(self, _before: Selection, _selection: Selection) -> None:
        """Tell that the text cursor moved."""
        self.listener.turned(self)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text; the listener hears of it within the same frame."""
        result = super().edit(edit)
        self._touch()
        self.listener.typed(self.text, self)
        return result

    def _touch(self) -> None:
        self.is_done = False
        if not self.touched:
            self.touched = True
            self.listener.mode_changed()

    def take_letter(self, character: str) -> None:
        """A letter was typed: it asks for a figure to quote, or goes into the text, unless Esc has ended that."""
        if self.is_done:
            self.listener.refused(DONE)
        elif character not in BRACES or not self.listener.quote(self):
            self.put(character)

    async def press(self, key: str) -> bool:
        """Do what another key means to the editor; returns whether it means anything."""
        if self.is_done and key in DELETING:
            self.listener.refused(DONE)
            return True
        return await run_own(self, key)

    def put(self, text: str) -> None:
        """Type ``text`` where the text cursor is."""
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def paste(self, text: str) -> None:
        """Text was pasted, of any number of paragraphs."""
        if is_too_long(text, MAX_TEXT, self.listener):
            return
        self.listener.begun()
        self.put(clean(text))
        self.listener.pasted(text)

    async def action_enter(self) -> None:
        """A new paragraph where the text is under edit, else the next field."""
        if self.breaks:
            self.put("\n")
        else:
            await self.run_action("screen.next_input")

    def action_leave(self) -> None:
        """Give Enter and the arrows back to the form; what is typed next does not go on in a text that is written."""
        self.touched, self.is_done = False, bool(self.text)
        self.listener.mode_changed()

    async def action_down(self) -> None:
        """A line down; from the last one to the next field."""
        if self.touched and not self.cursor_at_last_line:
            self.action_cursor_down()
        else:
            await self.run_action("screen.move(1)")

    async def action_up(self) -> None:
        """A line up; from the first one to the field before."""
        if self.touched and not self.cursor_at_first_line:
            self.action_cursor_up()
        else:
            await self.run_action("screen.move(-1)")

    def action_cursor_left(self, select: bool = False) -> None:
        """The cursor goes left, and the text is under edit."""
        self._touch()
        super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:
        """The cursor goes right, and the text is under edit."""
        self._touch()
        super().action_cursor_right(select)

    def action_cursor_line_start(self, select: bool = False) -> None:
        """The cursor goes to the start of the paragraph, from there to that of the text, which is under edit."""
        self._touch()
        row, column = self.cursor_location
        self.move_cursor((row, 0) if column else self.document.start, select=select)

    def action_cursor_line_end(self, select: bool = False) -> None:
        """The cursor goes to the end of the line, and the text is under edit."""
        self._touch()
        super().action_cursor_line_end(select)

    async def action_edge(self, end: bool) -> None:
        """The cursor goes to the start or the end of the text, which is under edit; once more: of the section."""
        edge = self.document.end if end else self.document.start
        if self.touched and self.selection == Selection.cursor(edge):
            await self.run_action(f"screen.edge({end})")
            return
        self._touch()
        self.move_cursor(edge)

    def action_delete_right(self) -> None:
        """Delete what is selected or behind the text cursor; where there is nothing, say how the field is emptied."""
        if self.text and self.selection == Selection.cursor(self.document.end):
            self.listener.refused(HOW_TO_EMPTY)
        super().action_delete_right()

    def action_select_all(self) -> None:
        """All of the text is selected, as office programs do it, and the text is under edit."""
        self._touch()
        super().action_select_all()

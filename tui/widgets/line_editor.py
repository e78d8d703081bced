"""The one live editor of lines: an Input that is never seen itself; the form draws it where the cursor stands."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, ClassVar, Final, Self

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.input import Selection

from model.text import clean
from tui.look.cells import as_typed
from tui.look.palette import Palette
from tui.widgets.key_taker import run_own

BRACES: Final = ("{", "｛")
SPACES: Final = (" ", "\u3000")

CUT: Final = ".."
HOW_TO_EMPTY: Final = "光标后面没有字；要清空这一栏，按 Ctrl+A 再按 Delete"

MOST: Final = 5_000
"""No line of a report has so many characters."""


class Listener:
    """Who takes what the editors are given; one that says nothing else takes nothing but the text."""

    def typed(self, text: str, editor: Widget) -> None:
        """``editor`` now holds ``text``."""

    def turned(self, editor: Widget) -> None:
        """The text cursor or the selection of ``editor`` moved."""

    def refused(self, why: str) -> None:
        """Something typed was not taken; ``why`` tells the clerk."""

    def begun(self) -> None:
        """What comes next is a step of its own, to be taken back alone."""

    def mode_changed(self) -> None:
        """The keys of the editor mean something else from now on."""

    def pasted(self, text: str) -> bool:
        """Text was pasted; returns whether it was taken in as rows and cells, not as a text like any other."""
        return False

    def cycle(self, step: int) -> bool:
        """Space or an arrow was pressed; returns whether that chose another option."""
        return False

    def beside(self, step: int) -> bool:
        """An arrow was pressed at an end of the text; returns whether there was a cell beside it to go to."""
        return False

    def pass_absent(self) -> bool:
        """Space was pressed; returns whether that passed over figures that the department does not have."""
        return False

    def quote(self, editor: Any) -> bool:
        """{ was typed into ``editor``; returns whether the figure to be quoted is asked for, then ``put`` there."""
        return False


class LineEditor(Input):
    """Edits one line; ``listener`` hears of every key within the same frame. ``right``: set flush right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.next_input", show=False),
        Binding("tab", "screen.next_place", show=False),
        Binding("shift+tab", "screen.previous_place", show=False),
        Binding("down", "screen.move(1)", show=False),
        Binding("up", "screen.move(-1)", show=False),
        Binding("right", "cycle_or_right", show=False),
        Binding("left", "cycle_or_left", show=False),
        Binding("ctrl+a", "select_all", show=False),
        Binding("ctrl+home", "screen.edge(False)", show=False),
        Binding("ctrl+end", "screen.edge(True)", show=False),
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", show=False),
    ]
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.right = False
        super().__init__(select_on_focus=False)
        self.cursor_blink = False
        self._left = 0
        self._grown = 0

    def load(self, text: str, *, hint: str = "", right: bool = False, select: bool = False) -> None:
        """Take in the text of another field; nobody is told."""
        self.right = right
        self._left = 0
        self.set_reactive(Input.placeholder, hint)
        self.set_reactive(Input.value, text)
        self.set_reactive(Input.selection, Selection(0, len(text)) if select else Selection.cursor(len(text)))

    @property
    def said(self) -> str:
        """The whole text."""
        return self.value

    @property
    def around(self) -> tuple[str, str]:
        """The text before the text cursor, and behind it."""
        at = self.cursor_position + self._grown
        return self.value[:at], self.value[at:]

    def refresh(self, *_regions: Region, **_what: bool) -> Self:
        """It is never seen: painting it would only have Textual lay out everything anew."""
        return self

    def key(self, _row: int) -> object:
        """What the drawing depends on."""
        return self.value, self.selection, self.placeholder

    def strip(self, _row: int, width: int, palette: Palette) -> Strip:
        """The text with cursor and selection, in ``width`` cells; the cursor is always inside."""
        shift = self._shift(width)
        at = self.cursor_position
        cursor = cell_len(as_typed(self.value[:at]))
        if not self.value:
            text = as_typed(self.placeholder)
            segments = [Segment(" " * shift), Segment(text[:1] or " ", palette.cursor), Segment(text[1:], palette.hint)]
            return Strip(segments).adjust_cell_length(width).apply_style(palette.field)
        text = as_typed(self.value) + " "
        start, end = sorted(self.selection)
        edges = sorted({0, start, end, at, at + 1, len(text)})
        segments = [Segment(" " * shift)]
        for left, right in pairwise(edges):
            style: Style | None = palette.selected if start <= left < end else None
            segments.append(Segment(text[left:right], palette.cursor if left == at else style))
        self._left = max(min(self._left, cursor - len(CUT)), cursor + 2 - width, 0)
        if cell_len(text) <= width:
            self._left = 0
        strip = Strip(segments).crop(self._left, self._left + width)
        if self._left:  # what is not seen of it is told
            strip = Strip([Segment(CUT, palette.hint), *strip.crop(len(CUT), width)])
        return strip.adjust_cell_length(width).apply_style(palette.field)

    def cursor_at(self, width: int) -> tuple[int, int]:
        """Where in ``width`` cells the text cursor stands: column and line."""
        at = cell_len(as_typed(self.value[: self.cursor_position])) - self._left + self._shift(width)
        return min(max(at, 0), max(width - 1, 0)), 0

    def point(self, x: int, _y: int, width: int) -> None:
        """Put the text cursor to the cell ``x``."""
        x += self._left - self._shift(width)
        index = 0
        while index < len(self.value) and cell_len(as_typed(self.value[: index + 1])) <= x:
            index += 1
        self.selection = Selection.cursor(index)

    def _shift(self, width: int) -> int:
        """How far a flush right text stands from the left edge."""
        return max(width - cell_len(as_typed(self.value or self.placeholder)) - 1, 0) if self.right else 0

    def watch_value(self, before: str, value: str) -> None:
        """Tell what is typed."""
        self._grown = max(len(value) - len(before), 0)  # the text cursor goes on by that only after this
        self.listener.typed(value, self)
        self._grown = 0

    def watch_selection(self, _selection: Selection) -> None:
        """Tell that the text cursor moved."""
        self.listener.turned(self)

    def take_letter(self, character: str) -> None:
        """A letter was typed: it chooses an option, passes over figures that are not there, or goes into the text."""
        if character in SPACES and (self.listener.cycle(1) or self.listener.pass_absent()):
            return
        if character not in BRACES or not self.listener.quote(self):
            self.put(character)

    async def press(self, key: str) -> bool:
        """Do what another key means to the editor; returns whether it means anything."""
        return await run_own(self, key)

    def paste(self, text: str) -> None:
        """Text was pasted: rows where it is a block, else one line, without marks that steer how it is shown."""
        text = text.strip("\r\n")
        if not self.listener.pasted(text) and not is_too_long(text, MOST, self.listener):
            self.listener.begun()
            self.put(" ".join(clean(text).split()))

    def put(self, text: str) -> None:
        """Type ``text`` where the text cursor is."""
        self.replace(text, *self.selection)

    def action_paste(self) -> None:
        """Paste what was copied within the program."""
        self.paste(self.app.clipboard)

    def action_delete_right(self) -> None:
        """Delete what is selected or behind the text cursor; where there is nothing, say how the field is emptied."""
        if self.value and self.selection.is_empty and self.cursor_position == len(self.value):
            self.listener.refused(HOW_TO_EMPTY)
        super().action_delete_right()

    def action_cycle_or_right(self) -> None:
        """Another option where there are options, else the cursor goes right, from the end into the next cell."""
        at_end = self.cursor_position == len(self.value)
        if not self.listener.cycle(1) and not (at_end and self.listener.beside(1)):
            self.action_cursor_right()

    def action_cycle_or_left(self) -> None:
        """Another option where there are options, else the cursor goes left, from the start into the cell before."""
        at_start = not self.cursor_position or self.selection == Selection(0, len(self.value))
        if not self.listener.cycle(-1) and not (at_start and self.listener.beside(-1)):
            self.action_cursor_left()


def is_too_long(text: str, most: int, listener: Listener) -> bool:
    """Whether the pasted ``text`` has more than ``most`` characters; the clerk is then told that it was not taken."""
    if len(text) <= most:
        return False
    listener.refused(f"粘贴的文字有 {len(text):,} 字，这一栏最多 {most:,} 字，没有粘贴；请检查复制的是不是这一栏的内容")
    return True

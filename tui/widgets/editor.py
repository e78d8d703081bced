"""The one live line editor: an Input without borders, laid over the value that is being typed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.words import as_typed

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget


class Listener(Protocol):
    """Who takes what the editors are given."""

    def typed(self, text: str, editor: Widget) -> None:
        """``editor`` now holds ``text``."""

    def pasted(self, text: str) -> bool:
        """A block was pasted; returns whether it was taken in as rows."""

    def cycle(self, step: int) -> bool:
        """Space or an arrow was pressed; returns whether that chose another option."""


class Editor(Input):
    """Edits one line; ``listener`` hears of every key within the same frame. ``right``: set flush right."""

    DEFAULT_CSS = """
    Editor {
        position: absolute; layer: edit; width: 10; height: 1; padding: 0; border: none;
        background: $primary 40%; scrollbar-size-horizontal: 0;
        &:focus { border: none; background-tint: $foreground 0%; }
        &>.input--selection { background: $primary; color: $foreground; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,tab", "screen.next_place", show=False),
        Binding("shift+tab", "screen.previous_place", show=False),
        Binding("down", "screen.move(1)", show=False),
        Binding("up", "screen.move(-1)", show=False),
        Binding("space", "cycle(1)", show=False),
        Binding("right", "cycle_or_right", show=False),
        Binding("left", "cycle_or_left", show=False),
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", show=False),
    ]
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, listener: Listener) -> None:
        super().__init__(select_on_focus=False)
        self.cursor_blink = False
        self.listener = listener
        self.right = False
        self._initial_value = False

    def load(self, text: str, *, hint: str = "", right: bool = False, select: bool = False) -> None:
        """Take in the text of another field; nobody is told."""
        self.right = right
        self.set_reactive(Input.placeholder, hint)
        self.set_reactive(Input.value, text)
        self.virtual_size = Size(self.content_width, 1)
        self.selection = Selection(0, len(text)) if select else Selection.cursor(len(text))
        self._cursor_visible = True
        self.refresh()

    def place_cursor(self) -> None:
        """Put the terminal's cursor, where an input method opens its window, to the place of the text cursor."""
        self.app.cursor_position = self.cursor_screen_offset

    def _watch_value(self, value: str) -> None:
        self.virtual_size = Size(self.content_width, 1)
        self.listener.typed(value, self)
        self.selection = self.selection

    def _on_paste(self, event: events.Paste) -> None:
        text = event.text.strip("\r\n")
        event.stop()
        event.prevent_default()
        if ("\n" in text or "\t" in text or "\r" in text) and self.listener.pasted(text):
            return
        self.replace(" ".join(text.split()), *self.selection)

    def action_paste(self) -> None:
        """Paste what was copied within the program."""
        self.replace(" ".join(self.app.clipboard.split()), *self.selection)

    def action_cycle(self, step: int) -> None:
        """Another option where there are options, else a space."""
        if not self.listener.cycle(step):
            self.replace(" ", *self.selection)

    def action_cycle_or_right(self) -> None:
        """Another option where there are options, else the cursor goes right."""
        if not self.listener.cycle(1):
            self.action_cursor_right()

    def action_cycle_or_left(self) -> None:
        """Another option where there are options, else the cursor goes left."""
        if not self.listener.cycle(-1):
            self.action_cursor_left()

    @property
    def _shift(self) -> int:
        """How far a flush right text stands from the left edge."""
        if not self.right:
            return 0
        text = self.value or self.placeholder
        return max(self.size.width - cell_len(as_typed(text)) - 1, 0)

    @property
    def content_width(self) -> int:
        """The width of the text and the cursor behind it."""
        return cell_len(as_typed(self.value)) + 1

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor stands on the screen."""
        x, y, width, _height = self.content_region
        at = cell_len(as_typed(self.value[: self.cursor_position])) - round(self.scroll_x)
        return Offset(x + min(self._shift + at, max(width - 1, 0)), y)

    def _position_to_cell(self, position: int) -> int:
        return cell_len(as_typed(self.value[:position]))

    def _cell_offset_to_index(self, offset: int) -> int:
        return super()._cell_offset_to_index(offset - self._shift)

    def render_line(self, y: int) -> Strip:
        """The text with cursor and selection."""
        width = self.size.width
        plain = self.rich_style
        cursor = self.get_component_rich_style("input--cursor")
        if not self.value:
            faint = self.get_component_rich_style("input--placeholder")
            text = as_typed(self.placeholder)[: max(width, 1)]
            head, rest = (text[:1], text[1:]) if text else (" ", "")
            segments = [Segment(" " * self._shift), Segment(head, cursor), Segment(rest, faint)]
            return Strip(segments).adjust_cell_length(width).apply_style(plain)
        text = as_typed(self.value) + " "
        start, end = sorted(self.selection)
        at = self.cursor_position
        selected = self.get_component_rich_style("input--selection")
        edges = sorted({0, start, end, at, at + 1, len(text)})
        segments = [Segment(" " * self._shift)]
        for left, right in pairwise(edges):
            inside = start <= left < end
            style = cursor if left == at and self.has_focus else selected if inside else None
            segments.append(Segment(text[left:right], style))
        strip = Strip(segments)
        scroll = round(self.scroll_x)
        return strip.crop(scroll, scroll + width).adjust_cell_length(width).apply_style(plain)

    def scroll_to_region(self, region: Region, **_options: object) -> Offset:
        """Bring the cursor into view at once."""
        width = max(self.size.width, 1)
        x = round(self.scroll_x)
        wanted = min(max(x, region.right - width), region.x)
        if self.content_width <= width:
            wanted = 0
        if wanted != x:
            self.set_reactive(Input.scroll_x, float(wanted))
            self.set_reactive(Input.scroll_target_x, float(wanted))
            self.refresh()
        return Offset(wanted - x, 0)

"""The one live editor of long texts, laid over the text that is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import textual.document._wrapped_document as wrapping
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import TextArea

from model.fields import clean
from tui.words import as_typed, breaks

if TYPE_CHECKING:
    from textual import events
    from textual.document._document import EditResult
    from textual.document._edit import Edit

    from tui.widgets.editor import Listener


def _chinese_offsets(text: str, width: int, *_rest: object, **_options: object) -> list[int]:
    return breaks(text, width)


# Textual takes a Chinese sentence for one word and breaks it before full stops; its document knows no other rule.
wrapping.compute_wrap_offsets = _chinese_offsets  # type: ignore[attr-defined]


class ProseEditor(TextArea):
    """Edits a long text. Until it is touched, Enter and the arrows walk on; from then on they belong to the text."""

    DEFAULT_CSS = """
    ProseEditor {
        position: absolute; layer: edit; width: 10; height: 5; padding: 0; border: none;
        background: $primary 20%; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
        &:focus { border: none; background-tint: $foreground 0%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.next_place", show=False),
        Binding("shift+tab", "screen.previous_place", show=False),
        Binding("escape", "leave", show=False),
        Binding("down", "down", show=False),
        Binding("up", "up", show=False),
        Binding("ctrl+d,delete", "delete_right", show=False),
    ]
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, listener: Listener) -> None:
        super().__init__(soft_wrap=True, show_line_numbers=False, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False
        self.listener = listener
        self.touched = False

    def take(self, text: str) -> None:
        """Take in another text, the cursor at its end; nobody is told."""
        self.touched = False
        self.load_text(clean(text))
        self.move_cursor(self.document.end)

    def place_cursor(self) -> None:
        """Put the terminal's cursor to the place of the text cursor."""
        self.app.cursor_position = self.cursor_screen_offset

    def get_line(self, line_index: int) -> Text:
        """The line without what a terminal would obey."""
        return Text(as_typed(self.document.get_line(line_index)), end="", no_wrap=True)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text; the listener hears of it within the same frame."""
        result = super().edit(edit)
        self._touch()
        self.listener.typed(self.text, self)
        return result

    def _touch(self) -> None:
        if not self.touched:
            self.touched = True
            self.screen.refresh_bindings()

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.touched:
            event.stop()
            event.prevent_default()
            await self.run_action("screen.next_place")
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._replace_via_keyboard(clean(event.text), *self.selection)

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        self._touch()
        await super()._on_mouse_down(event)

    def action_leave(self) -> None:
        """Give Enter and the arrows back to the form."""
        self.touched = False
        self.screen.refresh_bindings()

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
        """The cursor goes to the start of the line, and the text is under edit."""
        self._touch()
        super().action_cursor_line_start(select)

    def action_cursor_line_end(self, select: bool = False) -> None:
        """The cursor goes to the end of the line, and the text is under edit."""
        self._touch()
        super().action_cursor_line_end(select)

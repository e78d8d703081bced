"""A line to type a path into."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Self

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from tui.look.palette import palette
from tui.widgets.key_taker import run_bound
from tui.widgets.line_editor import LineEditor, Listener


class LineInput(LineEditor, Listener):
    """The line editor by itself; ``changed`` is told of every key, ``submitted`` of Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit_line", show=False)]

    def __init__(
        self, text: str, changed: Callable[[str], None], submitted: Callable[[str], None], *, select: bool = False
    ) -> None:
        super().__init__(self)
        self._changed = changed
        self._submitted = submitted
        self._text = text
        self._select = select

    async def take_key(self, event: events.Key) -> None:
        """Letters go into the line; of other keys, those of the window come first."""
        if event.is_printable and event.character is not None:
            self.take_letter(event.character)
        else:
            await run_bound(self, event.key)

    async def take_paste(self, text: str) -> None:
        """What is pasted goes into the line."""
        self.paste(text)

    def on_mount(self) -> None:
        """Begin with the text, the cursor behind it, or all of it selected."""
        self.load(self._text, select=self._select)
        if self.screen.focused is None:
            self.screen.set_focus(self)
        self.call_after_refresh(self.turned, self)

    def refresh(self, *regions: Region, **what: bool) -> Self:
        """It is seen, other than the editor of a form."""
        return super(LineEditor, self).refresh(*regions, **what)

    def render_line(self, y: int) -> Strip:
        """The line."""
        return self.strip(y, self.size.width, palette(self.app))

    def typed(self, text: str, editor: Widget) -> None:
        """Another text."""
        self.refresh()
        self._changed(text)

    def turned(self, editor: Widget) -> None:
        """Put the terminal's cursor, where an input method opens its window, to the text cursor."""
        self.refresh()
        x, y = self.cursor_at(self.size.width)
        self.app.cursor_position = self.content_region.offset + Offset(x, y)

    def action_submit_line(self) -> None:
        """The text is what is wanted."""
        self._submitted(self.value)

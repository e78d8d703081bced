"""A line to type a path into."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.widgets.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget


class LineInput(Editor):
    """The line editor outside the form; ``changed`` is told of every key, ``submitted`` of Enter."""

    DEFAULT_CSS = "LineInput { position: relative; layer: default; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit_line", show=False)]

    def __init__(self, text: str, changed: Callable[[str], None], submitted: Callable[[str], None]) -> None:
        super().__init__(self)
        self._changed = changed
        self._submitted = submitted
        self._text = text

    def on_mount(self) -> None:
        """Begin with the text, the cursor behind it."""
        self.load(self._text)
        self.focus()
        self.call_after_refresh(self.place_cursor)

    def typed(self, text: str, editor: Widget) -> None:
        """Another text."""
        self._changed(text)

    def pasted(self, text: str) -> bool:
        """No rows here."""
        return False

    def cycle(self, step: int) -> bool:
        """No options here."""
        return False

    def action_submit_line(self) -> None:
        """The text is what is wanted."""
        self._submitted(self.value)

"""A long text over the whole screen, with an undo of its own that goes back by what was written in one go."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from model.text import clean
from tui.form.chinese_wrapping import wrap_between_characters
from tui.form.typed_words import TypedWords
from tui.widgets.hints import Hints
from tui.widgets.key_taker import run_bound
from tui.widgets.line_editor import BRACES
from tui.windows.dialogs import Dialog

wrap_between_characters()


class TextPage(TextArea):
    """The text. Undo takes back what was typed since the last mark or pause."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "select_all", show=False),
        Binding("ctrl+home", "edge(False)", show=False),
        Binding("ctrl+end", "edge(True)", show=False),
        Binding("home", "line_start", show=False),
    ]

    def __init__(self, text: str, quote: Callable[[TextPage], bool]) -> None:
        super().__init__(clean(text), soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        self.cursor_blink = False
        self._words = TypedWords()
        self._quote = quote

    async def take_key(self, event: events.Key) -> None:
        """Letters and Enter go into the text; other keys do what they are bound to."""
        letter = "\n" if event.key == "enter" else event.character if event.is_printable else None
        if letter is None:
            await run_bound(self, event.key)
            return
        if self._words.begins(letter):
            self.history.checkpoint()
        if letter not in BRACES or not self._quote(self):
            self.put(letter)

    def put(self, text: str) -> None:
        """Type ``text`` where the text cursor is."""
        self.replace(text, *self.selection, maintain_selection_offset=False)

    async def take_paste(self, text: str) -> None:
        """What is pasted goes into the text, as one step."""
        self.history.checkpoint()
        self.put(clean(text))
        self.history.checkpoint()

    def action_edge(self, end: bool) -> None:
        """The cursor goes to the start or the end of the text."""
        self.move_cursor(self.document.end if end else self.document.start)

    def action_line_start(self) -> None:
        """The cursor goes to the start of the paragraph; from there to the start of the text."""
        row, column = self.cursor_location
        self.move_cursor((row, 0) if column else self.document.start)


class TextWindow(Dialog[None]):
    """The text of one field; ``changed`` hears of it after every key, so that nothing waits for the window to close.

    ``quote`` is told of a { and returns whether it asks for a figure, which is then put into the page.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "close", show=False)]

    def __init__(
        self,
        label: str,
        text: str,
        changed: Callable[[str], object],
        quote: Callable[[TextPage], bool],
        at: Selection | None = None,
    ) -> None:
        super().__init__()
        self._label = label
        self._changed = changed
        self._at = at
        self._page = TextPage(text, quote)
        self._keys = Hints(apart=False)

    def compose(self) -> ComposeResult:
        """One line with the label, the keys and the length; the text."""
        yield self._keys
        yield self._page

    def on_mount(self) -> None:
        """The cursor where it was in the form, else at the end."""
        self._page.selection = self._at or Selection.cursor(self._page.document.end)
        self.set_focus(self._page)
        self._tell()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._changed(self._page.text)
        self._tell()

    def _tell(self) -> None:
        count = len("".join(self._page.text.split()))
        keys = (
            ("Esc", "写完", "close"),
            ("^Z", "撤销", "undo"),
            ("^Y", "重做", "redo"),
            ("^A", "全选", ""),
            ("{", "引用数", ""),
        )
        self._keys.set((self._label, f"{count}字", ""), *keys)

    def action_undo(self) -> None:
        """One step back."""
        self._page.undo()

    def action_redo(self) -> None:
        """One step forth."""
        self._page.redo()

    def action_close(self) -> None:
        """Close; the text is in the draft."""
        self._changed(self._page.text)
        self.dismiss(None)

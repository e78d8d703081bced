"""What the screen of a draft has, for the parts that its actions are divided into."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.form.data_entry import DataEntry
    from tui.state.view_state import ViewState
    from tui.widgets.footer import Footer
    from tui.windows.dialogs import Dialog

T = TypeVar("T")
KEPT = 50


class Bench(Screen[None]):
    """The state, the form, the line that says what was done, and the places that the cursor jumped away from."""

    state: ViewState
    entry: DataEntry
    footer: Footer

    def __init__(self) -> None:
        super().__init__()
        self._trail: list[str] = []

    def ask(self, dialog: Dialog[T], then: Callable[[T | None], object]) -> None:
        """Show ``dialog`` and give its result to ``then``, before the next key is looked at."""

        def answered(result: T | None) -> None:
            self.entry.regain()
            then(result)

        dialog.then = answered
        self.app.push_screen(dialog)

    def mark(self) -> None:
        """Remember where the cursor is, for the way back."""
        path = self.entry.here.path
        if self._trail[-1:] != [path]:
            self._trail = [*self._trail[1 - KEPT :], path]

    def jump_to(self, path: str) -> None:
        """Put the cursor on the field, row or list at ``path``; ``action_back`` leads back."""
        self.mark()
        self.entry.go_to(path)

    def action_back(self) -> None:
        """Back to where the cursor was before the last jump."""
        self.entry.commit()
        here = self.entry.here.path
        while self._trail:
            path = self._trail.pop()
            if path != here:
                self.entry.go_to(path)
                self.footer.say(f"回到原处：{self.entry.label}")
                return
        self.footer.say("没有更早的地方了")

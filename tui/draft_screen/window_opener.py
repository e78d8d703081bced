"""Opens windows over the form and gives their results back to the action that asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from tui.form.data_entry import DataEntry
    from tui.windows.dialogs import Dialog

T = TypeVar("T")


class WindowOpener:
    """Shows windows over ``screen``; the text cursor is back in ``entry`` when they close."""

    def __init__(self, screen: Screen[None], entry: DataEntry) -> None:
        self._screen = screen
        self._entry = entry

    def show(self, window: Dialog[None]) -> None:
        """Show a window that has nothing to answer."""
        self._screen.app.push_screen(window)

    def ask(self, window: Dialog[T], then: Callable[[T | None], object]) -> None:
        """Show a window and give its result to ``then``, before the next key is looked at."""

        def answered(result: T | None) -> None:
            self._entry.regain()
            then(result)

        window.then = answered
        self._screen.app.push_screen(window)

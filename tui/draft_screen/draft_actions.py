"""What the actions on one draft have in common: the parts of the screen that they work on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from textual.screen import Screen

from model.drafts.draft import Draft
from tui.form.data_entry import DataEntry
from tui.state.view_state import ViewState
from tui.widgets.footer import Footer
from tui.windows.dialogs import Dialog

T = TypeVar("T")
_JUMPS_KEPT = 50


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


class JumpTrail:
    """The places that the cursor jumped away from: jumps to fields, and goes back one jump at a time."""

    def __init__(self, entry: DataEntry, footer: Footer) -> None:
        self._entry = entry
        self._footer = footer
        self._paths: list[str] = []

    def mark(self) -> None:
        """Remember where the cursor is, for the way back."""
        path = self._entry.here.path
        if self._paths[-1:] != [path]:
            self._paths = [*self._paths[1 - _JUMPS_KEPT :], path]

    def jump_to(self, path: str) -> None:
        """Put the cursor on the field, row or list at ``path``; ``back`` leads back."""
        self.mark()
        self._entry.go_to(path)

    def back(self) -> None:
        """Back to where the cursor was before the last jump."""
        self._entry.commit()
        here = self._entry.here.path
        while self._paths:
            path = self._paths.pop()
            if path != here:
                self._entry.go_to(path)
                self._footer.say(f"回到原处：{self._entry.label}")
                return
        self._footer.say("没有更早的地方了")


@dataclass(frozen=True, slots=True)
class DraftParts:
    """A draft, what the screen shows of it, and the parts of the screen that actions use."""

    draft: Draft
    state: ViewState
    entry: DataEntry
    footer: Footer
    windows: WindowOpener
    trail: JumpTrail


class DraftActions:
    """Base of the objects that hold the actions on a draft, a group of them each."""

    def __init__(self, parts: DraftParts) -> None:
        self._draft = parts.draft
        self._state = parts.state
        self._entry = parts.entry
        self._footer = parts.footer
        self._windows = parts.windows
        self._trail = parts.trail

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action of the group does, by its name in ``tui.config.actions``."""
        raise NotImplementedError

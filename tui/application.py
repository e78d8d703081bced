"""The Textual application: which screen is shown, and nothing else."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

from textual.app import App

if TYPE_CHECKING:
    from model.drafts import Draft


class ZipingApp(App[int], inherit_bindings=False):
    """Shows the draft it is given, or the start screen."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    CSS = "Screen { background: $background; }"

    def __init__(self, draft: Draft | None = None) -> None:
        super().__init__()
        self.draft = draft
        self.animation_level = "none"

    def on_mount(self) -> None:
        """Show the first screen; collect garbage again once it is painted."""
        if self.draft is not None:
            self.edit(self.draft)
        else:
            from tui.screens.start import StartScreen

            self.push_screen(StartScreen())
        self.set_timer(0.5, settle)

    def edit(self, draft: Draft, name: str = "") -> None:
        """Show ``draft`` in place of what is shown; ``name`` is what to call it while it has no file."""
        from tui.screens.edit import EditScreen

        screen: Any = EditScreen(draft, name)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
        if draft.path is not None:
            path = draft.path
            from tui.recent import remember

            self.set_timer(0.4, lambda: remember(path))


def settle() -> None:
    """What is there now stays: leave it out of every later collection."""
    gc.freeze()
    gc.enable()

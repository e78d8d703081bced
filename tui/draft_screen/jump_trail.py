"""The places that the cursor jumped away from, and the way back to them."""

from __future__ import annotations

from tui.form.data_entry import DataEntry
from tui.widgets.footer import Footer

KEPT = 50


class JumpTrail:
    """Jumps to fields, and goes back one jump at a time."""

    def __init__(self, entry: DataEntry, footer: Footer) -> None:
        self._entry = entry
        self._footer = footer
        self._paths: list[str] = []

    def mark(self) -> None:
        """Remember where the cursor is, for the way back."""
        path = self._entry.here.path
        if self._paths[-1:] != [path]:
            self._paths = [*self._paths[1 - KEPT :], path]

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

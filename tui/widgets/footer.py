"""The line at the bottom: the keys of the moment, or what has just been done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment

from tui.widgets.drawn import Drawn
from tui.words import fit, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

Key = tuple[str, str, str]
"""The key as shown, its word, and the action that a click on it does ("" for none)."""
SEVERITIES: Final = {"error": "错  ", "warning": "", "info": ""}


class Footer(Drawn):
    """One line; ``say`` puts a message over the keys until ``said`` is taken back, at the next key."""

    DEFAULT_CSS = "Footer { dock: bottom; height: 1; background: $panel; }"

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[tuple[int, int, str]] = []
        self.said = False
        self._key: object = None

    def update(self, keys: Sequence[Key]) -> None:
        """Show as many of ``keys`` as there is room for, unless a message is to be read."""
        if self.said:
            return
        palette = self.palette
        state = (keys, self.size.width, palette)
        if state == self._key:
            return
        self._key = state
        line: list[Segment] = []
        self._spans = []
        at = 0
        for key, word, action in keys:
            width = 3 + cell_len(key) + cell_len(word)
            if at + width > self.size.width:
                continue
            self._spans.append((at, at + width, action))
            line += [Segment(f" {key} ", palette.bar_key), Segment(word + " ", palette.bar)]
            at += width
        self.show([line], palette.bar)

    def say(self, text: str, severity: str = "info") -> None:
        """Show a message in place of the keys."""
        self.said = True
        self._key = None
        palette = self.palette
        style = palette.bar + (palette.good if severity == "info" else palette.severity(severity))
        self._spans = []
        self.show([[Segment(fit(f" {SEVERITIES[severity]}{visible(text)}", self.size.width), style)]], palette.bar)

    async def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does; on a message, it takes the message back."""
        if self.said:
            return
        event.stop()
        for left, right, action in self._spans:
            if left <= event.x < right and action:
                await self.run_action(f"screen.{action}")

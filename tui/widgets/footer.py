"""The line at the bottom: the keys of the moment, or what has just been done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual import events

from tui.look.cells import visible, wrap
from tui.widgets.drawn import Drawn

Key = tuple[str, str, str]
"""The key as shown, its word, and the action that a click on it does ("" for none)."""
SEVERITIES: Final = {"error": "错  ", "warning": "", "info": ""}


class Footer(Drawn):
    """One line: the keys of the moment at the left, at the right those that are always there.

    ``say`` puts a message over the keys at the left, and over all where it is long, until ``said`` is taken back, at
    the next key. A message that is longer than the line has as many lines as it needs.
    """

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[tuple[int, int, str]] = []
        self._ever: Sequence[Key] = ()
        self.said = ""

    def update(self, keys: Sequence[Key], ever: Sequence[Key] = ()) -> None:
        """Show ``ever``, and as many of ``keys`` as there is room for, unless a message is to be read."""
        self._ever = ever
        if self.said:
            return
        width = self.size.width
        self.styles.height = 1
        ever = _fitting(ever, width)
        self._spans = []
        line = self._line(_fitting(keys, width - _cells(ever)), 0)
        self._end(line, ever)

    @property
    def beside_keys(self) -> int:
        """The cells for a message beside the keys that are always shown, its mark and the blanks around it left out."""
        return self.size.width - _cells(self._ever) - cell_len(SEVERITIES["error"]) - 2

    def say(self, text: str, severity: str = "info") -> None:
        """Show a message in place of the keys."""
        self.said = text
        width, palette = self.size.width, self.palette
        style = palette.bar + (palette.good if severity == "info" else palette.severity(severity))
        said = f"{SEVERITIES[severity]}{visible(text)}"
        lines = wrap(said, max(width - 2, 2))
        ever = self._ever if cell_len(said) + 2 + _cells(self._ever) <= width else ()
        self._spans = []
        self.styles.height = len(lines)
        if len(lines) == 1:
            self._end([Segment(f" {said} ", style)], ever)
        else:
            self.show([[Segment(f" {line} ", style)] for line in lines], palette.bar)

    def _end(self, line: list[Segment], ever: Sequence[Key]) -> None:
        """Show ``line``, with ``ever`` at the right edge."""
        at = self.size.width - _cells(ever)
        gap = Segment(" " * (at - sum(segment.cell_length for segment in line)), self.palette.bar)
        self.show([[*line, gap, *self._line(ever, at)]], self.palette.bar)

    def _line(self, keys: Sequence[Key], at: int) -> list[Segment]:
        """``keys`` from the column ``at`` on, to be clicked there."""
        palette = self.palette
        line: list[Segment] = []
        for key, word, action in keys:
            line += [Segment(f" {key} ", palette.bar_key), Segment(word + " ", palette.bar)]
            self._spans.append((at, at + _cells([(key, word, action)]), action))
            at = self._spans[-1][1]
        return line

    async def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does; on a message, it takes the message back."""
        for left, right, action in self._spans:
            if left <= event.x < right and action:
                event.stop()
                await self.run_action(f"screen.{action}")


def _cells(keys: Sequence[Key]) -> int:
    return sum(3 + cell_len(key) + cell_len(word) for key, word, _ in keys)


def _fitting(keys: Sequence[Key], room: int) -> list[Key]:
    """Those of ``keys`` that have room, the first ones first."""
    found: list[Key] = []
    for key in keys:
        if _cells([key]) <= room:
            found.append(key)
            room -= _cells([key])
    return found

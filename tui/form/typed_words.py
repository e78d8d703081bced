"""Where a stretch of typing ends, so that undo takes back what was written in one go and not a whole text."""

from __future__ import annotations

import time
from typing import Final

from model.text import common_ends

PAUSE: Final = 2.0
"""Seconds without a letter that end a stretch: an input method takes its time for each word."""


class TypedWords:
    """Follows the letters of one text after another."""

    def __init__(self) -> None:
        self._kind = ""
        self._last = 0.0
        self._at = 0

    def begins(self, letter: str, at: int | None = None) -> bool:
        """Whether ``letter`` begins a stretch: behind a mark or a pause, or not ``at`` the last one; "" deletes."""
        kind, now = _kind(letter), time.monotonic()
        elsewhere = at is not None and abs(at - self._at) > 1
        # A mark belongs to what it ends.
        goes_on = kind == self._kind or (kind, self._kind) == ("mark", "word")
        begins = elsewhere or not goes_on or now - self._last > PAUSE
        self._kind, self._last, self._at = kind, now, at or 0
        return begins

    def changed(self, before: str, after: str) -> bool:
        """Whether the change of a text from ``before`` to ``after`` begins a stretch of writing or of deleting."""
        head, tail = common_ends(before, after)
        end = len(after) - tail
        return self.begins(after[end - 1] if end > head else "", end)


def _kind(letter: str) -> str:
    """What a letter is: one of a word or figure, or a mark."""
    if not letter.isalnum() and letter not in (".", ",", "%", "％"):  # 1,240.50 is one figure
        return "mark" if letter else "nothing"
    return "word"

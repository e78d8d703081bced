"""Where a word that is typed ends, so that undo takes back a word and not a whole text."""

from __future__ import annotations

import time
import unicodedata
from typing import Final

from model.text import common_ends

PAUSE: Final = 0.4
"""Seconds without a letter that end a word: an input method gives the letters of one at once."""


class TypedWords:
    """Follows the letters of one text after another."""

    def __init__(self) -> None:
        self._kind = ""
        self._last = 0.0
        self._at = 0

    def begins(self, letter: str, at: int | None = None) -> bool:
        """Whether ``letter`` begins a word: behind a mark, a space, figures, a pause, or not ``at`` the last one."""
        kind, now = _kind(letter), time.monotonic()
        elsewhere = at is not None and abs(at - self._at) > 1
        begins = elsewhere or kind != self._kind or now - self._last > PAUSE
        self._kind, self._last, self._at = kind, now, at or 0
        return begins

    def changed(self, before: str, after: str) -> bool:
        """Whether the change of a text from ``before`` to ``after`` begins a word, or a stretch of deleting."""
        head, tail = common_ends(before, after)
        end = len(after) - tail
        return self.begins(after[end - 1] if end > head else "", end)


def _kind(letter: str) -> str:
    """What a letter is to a reader: one of a word, one of a figure or a Latin word, or a mark of its own."""
    if not letter.isalnum() and letter not in (".", ","):  # 1,240.50 is one figure
        return "mark" if letter else "nothing"
    return "wide" if unicodedata.east_asian_width(letter) in "WF" else "narrow"

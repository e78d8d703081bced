"""Answers of a terminal that come late or not as Textual knows them: they arrive as keys, and are no input.

Textual 8.2.8 gives an escape sequence that it does not know to the app letter by letter, so that colours and device
attributes would be typed into the field. A key that may begin such an answer waits for a moment.
"""

from __future__ import annotations

import re
from typing import Final

from textual import events

LETTER_DUE: Final = 0.04
"""Seconds within which the next letter of an answer comes; no typist is as quick."""
_BEGINS: Final = frozenset("^[]")
_COLOUR: Final = r"\^?\][0-9]{1,3};(?:[0-9]{1,3};)?rgba?:[0-9a-fA-F/]*"
_DEVICE: Final = r"\^?\[[?>=][0-9;]*"
_VERSION: Final = r"\^P[>!01][^\\]*"
_WHOLE: Final = re.compile(rf"(?:{_COLOUR}(?:\x07|\^?\\)|{_DEVICE}\$?[a-zA-Z]|{_VERSION}\\)")
_PART: Final = re.compile(
    rf"(?:\^?(?:\](?:[0-9]{{1,3}}(?:;(?:[0-9]{{1,3}};?)?(?:r|rg|rgb|rgba)?)?)?|\[)?|{_COLOUR}\^?|{_DEVICE}\$?|\^P|{_VERSION})"
)
_SURE: Final = re.compile(rf"(?:{_COLOUR}\^?|\^?\[[?>=][0-9]+;[0-9;]*\$?|{_VERSION})")


class TerminalReplies:
    """Holds keys back while they may be an answer of the terminal; ``take`` tells which ones are keys."""

    def __init__(self) -> None:
        self._held: list[events.Key] = []
        self._text = ""

    @property
    def waiting(self) -> bool:
        """Whether keys are held back."""
        return bool(self._held)

    def take(self, key: events.Key) -> list[events.Key]:
        """The keys that are to be done now that ``key`` came, in order; none while they may be an answer."""
        letter = key.character or ""
        if not self._held and letter not in _BEGINS:
            return [key]
        self._held.append(key)
        self._text += letter or "\x00"
        if _WHOLE.fullmatch(self._text):
            self._drop()
        elif not _PART.fullmatch(self._text):
            return _with_escape(self._drop())
        return []

    def give_up(self) -> list[events.Key]:
        """No more came: the keys that were held back, but for what can only be an answer cut off."""
        sure = _SURE.fullmatch(self._text) is not None
        held = self._drop()
        return [] if sure else held

    def _drop(self) -> list[events.Key]:
        held, self._held, self._text = self._held, [], ""
        return held


def _with_escape(keys: list[events.Key]) -> list[events.Key]:
    """The keys; a ^ with a control key right behind it was Esc: Textual 8.2.8 gives it so where both come at once."""
    first, *rest = keys
    if first.character == "^" and rest and not rest[0].is_printable:
        return [events.Key("escape", "\x1b"), *rest]
    return keys

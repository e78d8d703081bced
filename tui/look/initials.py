"""Finds by what is typed: by the words themselves or by the first letters of their pinyin (sgjf for 三公经费).

The letters come from the order of GB 2312, whose common characters stand by pinyin: a dictionary of readings would take
half as long to load as the whole program takes to start, and gives the same letters for every label of the report.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import Final

from model.text import in_order

_LETTERS: Final = "abcdefghjklmnopqrstwxyz"
_FROM: Final = (
    *(0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8),
    *(0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1),
)
_END: Final = 0xD7FA
_TWO_READINGS: Final = {"长": "cz", "调": "dt", "行": "hx", "会": "hk", "重": "cz", "单": "ds", "参": "cs", "率": "ls"}
_NAMES: Final = 32_768
"""So many names stand in the list over the fields of a draft with a thousand projects, all compared at each key."""
ANY: Final = "*"
"""In place of the letters of a mark: a character too rare to have one, which every letter fits."""


@lru_cache(maxsize=4096)
def letters(mark: str) -> str:
    """The letters that a character may be typed by, small ones; "" for punctuation, ``ANY`` for a rare character."""
    if mark in _TWO_READINGS:
        return _TWO_READINGS[mark]
    if mark.isascii():
        return mark.lower() if mark.isalnum() else ""
    try:
        code = int.from_bytes(mark.encode("gb2312"), "big")
    except UnicodeEncodeError:
        code = _END if mark.isalpha() else 0
    if code < _FROM[0]:
        return ""
    return _LETTERS[bisect_right(_FROM, code) - 1] if code < _END else ANY


@lru_cache(maxsize=_NAMES)
def initials(text: str) -> tuple[str, ...]:
    """The letters of each character of ``text`` that has any."""
    return tuple(filter(None, map(letters, text)))


@lru_cache(maxsize=_NAMES)
def folded(text: str) -> str:
    """``text`` as it is compared: half-width, small letters, without spaces, separators and dots between labels."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(mark for mark in plain if mark not in " \t\n·,，、()“”\"'")


def score(wanted: str, text: str) -> int:
    """How well ``text`` is what ``wanted`` (folded) asks for, 0 for not at all: words before letters, starts first."""
    if not wanted:
        return 1
    plain = folded(text)
    if wanted in plain:
        return 7 if plain == wanted else 6 if plain.startswith(wanted) else 5
    if not (wanted.isascii() and wanted.isalnum()) or wanted.isdigit():
        return 4 if len(wanted) > 1 and not wanted.isascii() and in_order(wanted, plain) else 0
    spelt = initials(text)
    begun = spelt[: max(len(spelt) - len(wanted) + 1, 0)]
    for start in [start for start, known in enumerate(begun) if wanted[0] in known or known == ANY]:
        if all(_is(mark, spelt[start + at]) for at, mark in enumerate(wanted)):
            return 3 if start else 6 if len(spelt) == len(wanted) else 4
    marks = iter(spelt)
    return 2 if len(wanted) > 2 and all(any(_is(mark, other) for other in marks) for mark in wanted) else 0


def _is(letter: str, spelt: str) -> bool:
    return letter in spelt or spelt == ANY

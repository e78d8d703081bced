"""How text is set in a file: on one line, and how wide it prints."""

from __future__ import annotations

import unicodedata

from model.text import clean

_MARKS = frozenset(("Mn", "Me", "Cf"))
_OBEYED = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def one_line(text: str) -> str:
    """``text`` on one line, without controls and direction marks, which are obeyed instead of shown."""
    if text.isprintable():
        return text
    return "".join(mark for mark in " ".join(clean(text).splitlines()) if unicodedata.category(mark) not in _OBEYED)


def wrapped(text: str, columns: int) -> list[str]:
    """``text``, made one line, broken into lines of at most so many half-width columns."""
    lines = [""]
    for mark in one_line(text):
        if width(lines[-1] + mark) > columns:
            lines.append("")
        lines[-1] += mark
    return lines


def width(text: str) -> int:
    """How many half-width columns ``text`` takes; quotation marks and dashes take two, as in Chinese type."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(char) in _MARKS else 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        for char in text
    )

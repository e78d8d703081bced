"""What characters may stand in a file and how wide they print: shared by every exporter."""

from __future__ import annotations

import re
import unicodedata

_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_MARKS = frozenset(("Mn", "Me", "Cf"))
_OBEYED = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def clean(text: str) -> str:
    """``text`` without what XML and UTF-8 cannot hold, and what is obeyed instead of shown.

    Left out are controls, lone surrogates, U+FFFE and U+FFFF; marks that turn the direction of reading; blanks of no
    width, soft hyphens and byte order marks. Tabs and line ends stay, whichever sign is used for them. What was typed
    is checked before; this holds for every file all the same.
    """
    return _LINE_ENDS.sub("\n", _NO_TEXT.sub("", text))


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

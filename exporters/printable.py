"""What characters may stand in a file and how wide they print: shared by every exporter."""

from __future__ import annotations

import re
import unicodedata

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKS = frozenset(("Mn", "Me", "Cf"))
_OBEYED = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def clean(text: str) -> str:
    """``text`` without what XML and UTF-8 cannot hold (C0 controls, lone surrogates, U+FFFE, U+FFFF).

    Tabs and line ends stay; a carriage return becomes a line end. The last line of defence, not the check at input.
    """
    text = _NO_TEXT.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def one_line(text: str) -> str:
    """``text`` on one line, without controls and direction marks, which are obeyed instead of shown."""
    if text.isprintable():
        return text
    return "".join(mark for mark in " ".join(clean(text).splitlines()) if unicodedata.category(mark) not in _OBEYED)


def width(text: str) -> int:
    """How many half-width columns ``text`` takes; quotation marks and dashes take two, as in Chinese type."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(char) in _MARKS else 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        for char in text
    )

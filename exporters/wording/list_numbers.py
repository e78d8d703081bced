"""The numbers that lines of a clerk's text begin with: of headings that were pasted along, of the items of a list.

A report has 一、 （一） 1. （1） for its own headings. A number of a text that would read as one of those is printed as
one of a level below, ① at last, with its value as it was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from model.patterns import Pattern
from model.text import numeral

_LOWEST: Final = 5
"""The level of ①."""

_LONGEST_HEADING: Final = 30

_NUMERALS: Final = {numeral(number): number for number in range(1, 100)}
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

_NUMBER: Final = Pattern(
    r"(?P<l1>[一二三四五六七八九十]{1,3})、\s*(?![一二三四五六七八九十])"
    r"|[（(](?P<l2>[一二三四五六七八九十]{1,3})[)）]\s*"
    r"|(?P<l3>\d{1,2})(?:、|[.．]\s*(?!\d))"
    r"|[（(](?P<l4>\d{1,2})[)）]\s*"
    rf"|(?P<l5>[{_CIRCLES}])\s*"
)
_FIRST_IS: Final = Pattern(r"^[一二三四五六七八九十]{1,2}是[，：]?(?=..)")
_PUNCTUATED: Final = Pattern("[，。；：！？…]")
_NO_END_OF_HEADING: Final = "。；，、：;:, "


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line of a text: the number ``typed`` at its beginning, "" for none, how it is ``printed``, and the ``rest``.

    ``heading``: it heads the lines below it, and has no stop at its end.
    """

    typed: str
    printed: str
    rest: str
    heading: bool = False


def numbered_lines(lines: Sequence[str], level: int) -> list[NumberedLine]:
    """The ``lines`` of a text that stands below a heading of that ``level``, 1 to 4."""
    found = [_number(line) for line in lines]
    first = max(level, 2) + 1  # below 一、 the report has （一） of its own
    kinds = sorted({number[0] for number in found if number is not None})
    moved = (
        {kind: min(first + place, _LOWEST) for place, kind in enumerate(kinds)} if kinds and kinds[0] < first else {}
    )
    told = []
    for place, (line, number) in enumerate(zip(lines, found, strict=True)):
        if number is None:
            told.append(NumberedLine("", "", line))
            continue
        kind, value, end = number
        below = found[place + 1] if place + 1 < len(found) else number
        rest = line[end:]
        heading = 0 < len(rest) <= _LONGEST_HEADING and not _PUNCTUATED.search(rest)
        printed = _printed(moved[kind], value) if moved.get(kind, kind) != kind else line[:end]
        told.append(NumberedLine(line[:end], printed, rest, heading and (below is None or below[0] > kind)))
    return told


def bare_heading(title: str) -> str:
    """A heading without the number, 一是 and the stop that it had in the report that it was copied from."""
    number = _number(title)
    bare = title[number[2] if number is not None else 0 :].rstrip(_NO_END_OF_HEADING)
    return _FIRST_IS.sub("", bare) or bare or title


def _number(line: str) -> tuple[int, int, int] | None:
    """The level of the number that ``line`` begins with, its value and its end; None for no number."""
    found = _NUMBER.match(line)
    if found is None:
        return None
    level, digits = next((int(name[1]), said) for name, said in found.groupdict().items() if said)
    if level == _LOWEST:
        return level, _CIRCLES.index(digits) + 1, found.end()
    value = int(digits) if digits.isdecimal() else _NUMERALS.get(digits, 0)
    return (level, value, found.end()) if value else None


def _printed(level: int, value: int) -> str:
    if level == _LOWEST:
        return _CIRCLES[value - 1] if value <= len(_CIRCLES) else f"{value}）"
    return f"{value}." if level == 3 else f"（{value}）"

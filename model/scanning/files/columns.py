"""Tables that a text sets in columns, with a line of dashes below the header."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULE: Final = re.compile(r"\s*[-─—=]{8,}\s*")
_CELL: Final = re.compile(r"\S+(?: \S+)*")


class _Cell(NamedTuple):
    text: str
    start: int
    end: int


def ruled_table(lines: Sequence[str], at: int) -> tuple[list[tuple[str, ...]], int] | None:
    """The table whose header is the line ``at``, and the place of the line behind it; None where none begins there.

    A cell belongs to the column that it begins or ends with: a row may leave any of them empty.
    """
    if at + 1 >= len(lines) or not _RULE.fullmatch(lines[at + 1]):
        return None
    heads = _cells(lines[at])
    if len(heads) < 2:
        return None
    rows = [tuple(head.text for head in heads)]
    end = at + 2
    while end < len(lines) and lines[end].strip():
        row = [""] * len(heads)
        for cell in _cells(lines[end]):
            apart = [_apart(cell, head) for head in heads]
            nearest = apart.index(min(apart))
            row[nearest] = f"{row[nearest]} {cell.text}".strip()
        rows.append(tuple(row))
        end += 1
    return rows, end


def _apart(cell: _Cell, head: _Cell) -> int:
    overlap = min(cell.end, head.end) - max(cell.start, head.start)
    return min(abs(cell.start - head.start), abs(cell.end - head.end)) - max(overlap, 0)


def _cells(line: str) -> list[_Cell]:
    """The cells of a line, each with the columns of a screen that it takes; two blanks part cells."""
    widths = [0]
    for mark in line:
        widths.append(widths[-1] + (2 if unicodedata.east_asian_width(mark) in "WFA" else 1))
    return [_Cell(found[0], widths[found.start()], widths[found.end()]) for found in _CELL.finditer(line)]

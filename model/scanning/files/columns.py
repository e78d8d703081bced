"""Tables that a text sets in columns: with a line of dashes below the header, or behind a line that gives the unit."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULE: Final = re.compile(r"\s*[-─—=]{8,}\s*")
_UNIT: Final = re.compile(r"\s*[（(]?(?:金额)?单位[：:]\s*[^\s，。；]{1,8}\s*")
_CELL: Final = re.compile(r"\S+(?: \S+)*")
_FIGURE: Final = re.compile(r"-?[0-9][0-9,.]*%?|[-—/]+")


class _Cell(NamedTuple):
    text: str
    start: int
    end: int


def set_table(lines: Sequence[str], at: int) -> tuple[list[tuple[str, ...]], int] | None:
    """The table whose header is the line ``at``, and the place of the line behind it; None where none begins there.

    A form has several headers: a line without figures whose cells begin where none of the header's do is the next one.
    A cell belongs to the column that begins before it ends: a row may leave any of them empty.
    """
    heads = _cells(lines[at])
    ruled = at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1]) is not None
    if len(heads) < 2 or not (ruled or (at and _UNIT.fullmatch(lines[at - 1]))):
        return None
    rows = [[head.text for head in heads]]
    end = at + 1 + ruled
    while end < len(lines):
        cells = _cells(lines[end])
        if not cells and (ruled or end + 1 >= len(lines) or len(_cells(lines[end + 1])) < 2):
            break
        starts = {head.start for head in heads}
        figures = any(_FIGURE.fullmatch(cell.text) for cell in cells)
        if not ruled and len(cells) > 1 and not figures and any(cell.start not in starts for cell in cells):
            heads = cells
        row = [""] * len(heads)
        for cell in cells:
            begun = [place for place, head in enumerate(heads) if head.start < cell.end]
            same = [place for place, head in enumerate(heads) if head.start == cell.start]
            place = same[0] if same and not _FIGURE.fullmatch(cell.text) else begun[-1] if begun else 0
            row[place] = f"{row[place]} {cell.text}".strip()
        rows.append(row)
        end += 1
    width = max(map(len, rows))
    return [(*row, *[""] * (width - len(row))) for row in rows if any(row)], end


def _cells(line: str) -> list[_Cell]:
    """The cells of a line, each with the columns of a screen that it takes; two blanks part cells."""
    widths = [0]
    for mark in line:
        widths.append(widths[-1] + (2 if unicodedata.east_asian_width(mark) in "WFA" else 1))
    return [_Cell(found[0], widths[found.start()], widths[found.end()]) for found in _CELL.finditer(line)]

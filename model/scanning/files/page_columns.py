"""Tables that a text sets in columns: with a line of dashes below the header, or behind a line that gives the unit."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from model.patterns import Pattern

_RULE: Final = Pattern(r"\s*[-─—=]{8,}\s*")
_UNIT: Final = Pattern(r"\s*[（(]?(?:金额)?单位[：:]\s*[^\s，。；]{1,8}\s*")
_CELL: Final = Pattern(r"\S+(?: \S+)*")
_PROSE: Final = Pattern("[。；，]")
_LABEL: Final = 24
_NAMES: Final = 4
_FIGURE: Final = Pattern(r"-?[0-9][0-9,.]*%?|[-—/]+")


class _Cell(NamedTuple):
    text: str
    start: int
    end: int


def set_table(lines: Sequence[str], at: int) -> tuple[list[tuple[str, ...]], int] | None:
    """The table whose header is the line ``at``, and the place of the line behind it; None where none begins there.

    A form has several headers: a line without figures whose cells begin where none of the header's do is the next one.
    A cell belongs to the column that begins before it ends: a row may leave any of them empty.
    """
    if "\t" in lines[at] or lines[at].lstrip().startswith("|"):
        return None
    ruled = at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1]) is not None
    if not (ruled or (at and _UNIT.fullmatch(lines[at - 1]))):
        return None
    heads = _cells(lines[at])
    if len(heads) < 2:
        return None
    rows = [[head.text for head in heads]]
    end = at + 1 + ruled
    while end < len(lines) and _belongs(lines, end, heads, ruled=ruled):
        cells = _cells(lines[end])
        starts = {head.start for head in heads}
        figures = any(_FIGURE.fullmatch(cell.text) for cell in cells)
        if not ruled and len(cells) > 1 and not figures and any(cell.start not in starts for cell in cells):
            heads = cells
        if len(cells) > len(heads):
            return None
        row = [""] * len(heads)
        for number, cell in enumerate(cells):
            place = number if len(cells) == len(heads) else _column(cell, heads)
            if row[place] and _FIGURE.fullmatch(cell.text):
                return None  # two figures below one head: the columns are not where the screen shows them
            row[place] = f"{row[place]} {cell.text}".strip()
        rows.append(row)
        end += 1
    width = max(map(len, rows))
    return [(*row, *[""] * (width - len(row))) for row in rows if any(row)], end


def _column(cell: _Cell, heads: Sequence[_Cell]) -> int:
    """The number of the column that the cell stands in: figures stand at its right, names at its left."""
    same = [place for place, head in enumerate(heads) if head.start == cell.start]
    if same and not _FIGURE.fullmatch(cell.text):
        return same[0]
    return max((place for place, head in enumerate(heads) if head.start < cell.end), default=0)


def _belongs(lines: Sequence[str], at: int, heads: Sequence[_Cell], *, ruled: bool) -> bool:
    """Whether a line goes on with the table: it has cells or, in a form, is a short name with such lines behind it."""
    if ruled:
        return bool(_cells(lines[at]))
    for line in lines[at : at + _NAMES]:
        cells = _cells(line)
        within = len(cells) > 1 and cells[0].start in [head.start for head in heads[1:]]
        if cells and not within and (len(cells[0].text) > _LABEL or _PROSE.search(cells[0].text)):
            return False
        if len(cells) > 1:
            return True
    return False


def _cells(line: str) -> list[_Cell]:
    """The cells of a line, each with the columns of a screen that it takes; two blanks part cells."""
    widths = [0]
    for mark in line:
        widths.append(widths[-1] + (2 if unicodedata.east_asian_width(mark) in "WFA" else 1))
    found = [_Cell(one[0], widths[one.start()], widths[one.end()]) for one in _CELL.finditer(line)]
    for at in range(len(found) - 1, 0, -1):  # 合  计
        one, other = found[at - 1 : at + 1]
        if one.text + other.text in ("合计", "总计", "小计"):
            found[at - 1 : at + 1] = [_Cell(one.text + other.text, one.start, other.end)]
    return found

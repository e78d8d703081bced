"""What a file is made of before it is understood: lines of text and tables."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from model.patterns import Pattern


class Tagged(NamedTuple):
    """A figure in a file that this program exported: the ``path`` of its field, and its text now and as exported.

    It stands from ``start`` to ``end`` of a paragraph, or in the ``cell`` (row, column from the end: -1 is the last).
    """

    path: str
    text: str
    exported: str
    start: int = 0
    end: int = 0
    cell: tuple[int, int] | None = None


class Line(NamedTuple):
    """A paragraph as it stands in the file; ``heading``: the depth of the heading as which the file marks it.

    1 is the outermost, 0 says that it is marked as none. ``tagged`` are the figures that the file says the fields of.
    """

    text: str
    heading: int = 0
    tagged: tuple[Tagged, ...] = ()


class Grid(NamedTuple):
    """A table: the texts of its cells, row by row; merged cells repeat nothing. ``tagged`` as a Line's."""

    rows: tuple[tuple[str, ...], ...]
    tagged: tuple[Tagged, ...] = ()


Block = Line | Grid


# A number as a workbook keeps it, and as its cell shows it.
_KEPT: Final = Pattern(r"-?[0-9]{1,15}\.[0-9]{9,30}")
_SHOWN: Final = Pattern(r"-?[0-9][0-9,]*(?:\.([0-9]{1,4}))?")
_MONEY_DECIMALS, _MOST_DECIMALS = 2, 4


def as_shown(block: Block) -> Block:
    """``block`` with the numbers that a workbook left in full, 3.5999999999999996, as their column is written, 3.60."""
    if isinstance(block, Line) or not any(_KEPT.fullmatch(cell) for row in block.rows for cell in row):
        return block
    columns: dict[int, int] = {}
    for row in block.rows:
        for place, cell in enumerate(row):
            if found := _SHOWN.fullmatch(cell):
                columns[place] = max(columns.get(place, 0), len(found[1] or ""))
    rows = [
        [_rounded(cell, columns.get(place, 0)) if _KEPT.fullmatch(cell) else cell for place, cell in enumerate(row)]
        for row in block.rows
    ]
    return block._replace(rows=tuple(map(tuple, rows)))


def _rounded(cell: str, decimals: int) -> str:
    """The number in ``cell`` with so many decimals; with more where it says them exactly, or ``decimals`` is none."""
    exact = Decimal(cell).quantize(Decimal("1e-9"), ROUND_HALF_UP)
    own = len(f"{exact:f}".rstrip("0").partition(".")[2])
    decimals = max(decimals, own) if own <= _MOST_DECIMALS else decimals or _MONEY_DECIMALS
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"

"""How wide each column of a printed table is, and how small its type has to be."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from exporters.characters import width

if TYPE_CHECKING:
    from exporters.document import Table

SIZES = (24, 21, 18)
"""Type sizes of a table in half-points (小四, 五号, 小五): the largest in which no figure is broken is taken."""

MARGINS = 160
"""Left and right margin of a cell and its border, twips."""

_TWIPS = 5
"""Width of a half-width character in twips for each half-point of its size."""

_HEADER = 12
"""Half-width characters of a head that stand in one line where they can; a longer head is broken."""

_TEXT, _NARROW_TEXT = 16, 8
"""Half-width characters a line of text has where it can, by smaller type if need be, and where it cannot."""

_AIR = 2
"""Half-width characters a column has beyond its content where it can: a substitute font may run wider."""


def fit(table: Table, total: int) -> tuple[int, list[int]]:
    """The type size (half-points) and the width of each column (twips); the widths sum up to ``total``.

    Figures are never broken over two lines as long as the smallest size allows it; what they leave is the text's, the
    short columns served first. Where 五号 keeps every entry on its line, no text is broken for the sake of 小四.
    """
    least, ample, most, unbroken = [], [], [], []
    for index, (head, numeric) in enumerate(zip(table.header, table.numeric, strict=True)):
        content = max((width(row[index].text) for row in table.rows), default=0)
        unbroken_head = min(width(head), _HEADER)
        least.append(content if numeric else min(content, _NARROW_TEXT))
        ample.append(max(content + _AIR, unbroken_head) if numeric else max(min(content, _TEXT), unbroken_head))
        most.append(max(content + _AIR, width(head)))
        unbroken.append(max(content, unbroken_head))
    size = next((size for size in SIZES[:2] if sum(_twips(unbroken, size)) <= total), 0) or next(
        (size for size in SIZES if sum(_twips(ample, size)) <= total), SIZES[-1]
    )
    widths = _twips(least, size)
    for wish in (ample, most):
        widths = _pour(widths, _twips(wish, size), total)
    return size, _spread(widths, total)


def _twips(characters: list[int], size: int) -> list[int]:
    return [count * size * _TWIPS + MARGINS for count in characters]


def _pour(widths: list[int], wish: list[int], total: int) -> list[int]:
    """Hand out what is left above ``widths`` evenly, to no column more than it wishes."""
    spare = max(total - sum(widths), 0)
    gaps = sorted((wanted - width_, column) for column, (width_, wanted) in enumerate(zip(widths, wish, strict=True)))
    poured = list(widths)
    for served, (gap, column) in enumerate(gaps):
        share = min(gap, spare // (len(gaps) - served))
        poured[column] += share
        spare -= share
    return poured


def _spread(widths: list[int], total: int) -> list[int]:
    """``widths`` scaled to sum up to ``total`` exactly."""
    edges = [0]
    whole, sum_ = sum(widths), 0
    for width_ in widths:
        sum_ += width_
        edges.append(sum_ * total // whole)
    return [right - left for left, right in pairwise(edges)]

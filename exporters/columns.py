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

_LEAST_TEXT, _LEAST_HEADER = 12, 10
"""Half-width characters below which a column of text, or a head over figures, is not squeezed."""

_AIR = 2
"""Half-width characters a column is given beyond its content where there is room: a substitute font may run wider."""


def fit(table: Table, total: int) -> tuple[int, list[int]]:
    """The type size (half-points) and the width of each column (twips); the widths sum up to ``total``.

    Figures are never broken over two lines as long as the smallest size allows it; what they leave is the text's, the
    short columns served first.
    """
    least, most = [], []
    for index, (head, numeric) in enumerate(zip(table.header, table.numeric, strict=True)):
        content = max((width(row[index].text) for row in table.rows), default=0)
        least.append(max(content, min(width(head), _LEAST_HEADER)) if numeric else min(content, _LEAST_TEXT))
        most.append(max(content, width(head)) + _AIR)
    size = next((size for size in SIZES if sum(_twips(least, size)) <= total), SIZES[-1])
    return size, _spread(_pour(_twips(least, size), _twips(most, size), total), total)


def _twips(characters: list[int], size: int) -> list[int]:
    return [count * size * _TWIPS + MARGINS for count in characters]


def _pour(least: list[int], most: list[int], total: int) -> list[int]:
    """Hand out what is left above ``least`` evenly, to no column more than ``most``."""
    widths = list(least)
    spare = max(total - sum(least), 0)
    by_gap = sorted(range(len(widths)), key=lambda column: most[column] - least[column])
    for served, column in enumerate(by_gap):
        share = min(most[column] - least[column], spare // (len(widths) - served))
        widths[column] += share
        spare -= share
    return widths


def _spread(widths: list[int], total: int) -> list[int]:
    """``widths`` scaled to sum up to ``total`` exactly."""
    edges = [0]
    whole, sum_ = sum(widths), 0
    for width_ in widths:
        sum_ += width_
        edges.append(sum_ * total // whole)
    return [right - left for left, right in pairwise(edges)]

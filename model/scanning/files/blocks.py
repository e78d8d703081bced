"""What a file is made of before it is understood: lines of text and tables."""

from __future__ import annotations

from typing import NamedTuple


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

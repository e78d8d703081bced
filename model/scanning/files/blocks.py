"""What a file is made of before it is understood: lines of text and tables."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A paragraph as it stands in the file; ``heading``: the depth of the heading as which the file marks it.

    1 is the outermost, 0 says that it is marked as none.
    """

    text: str
    heading: int = 0


class Grid(NamedTuple):
    """A table: the texts of its cells, row by row; merged cells repeat nothing."""

    rows: tuple[tuple[str, ...], ...]


Block = Line | Grid

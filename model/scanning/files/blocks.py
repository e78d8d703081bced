"""What a file is made of before it is understood: lines of text and tables."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A paragraph as it stands in the file; ``heading``: the file itself marks it as a heading."""

    text: str
    heading: bool = False


class Grid(NamedTuple):
    """A table: the texts of its cells, row by row; merged cells repeat nothing."""

    rows: tuple[tuple[str, ...], ...]


Block = Line | Grid

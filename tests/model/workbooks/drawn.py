"""Workbooks drawn as text, the cells of a row parted by "|": what a test says of a book is what a reader would see."""

from __future__ import annotations

import re

from tests.model.workbooks.accounts import Grid


def drawn(name: str, text: str) -> Grid:
    """The sheet that ``text`` shows.

    "<" is a cell merged with the one to its left, "^" with the one above it. A number is a number, with "'" before it
    a text.
    """
    found = Grid(name)
    lines = [[cell.strip(" ") for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    for row, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            if cell in ("", "<", "^"):
                continue
            found.cells[row, column] = _value(cell)
            last, right = row, column
            while right + 1 < len(cells) and cells[right + 1] == "<":
                right += 1
            while last + 1 < len(lines) and lines[last + 1][column : column + 1] == ["^"]:
                last += 1
            if (last, right) != (row, column):
                found.spans.append((row, column, last, right))
    return found


def _value(cell: str) -> str | float:
    if re.fullmatch(r"-?[0-9]+", cell) and not re.fullmatch(r"[23][0-9]{2}(?:[0-9]{2}){0,2}", cell):
        return int(cell)
    return float(cell) if re.fullmatch(r"-?[0-9]+\.[0-9]+", cell) else cell.removeprefix("'")

"""Tables on the pages of a PDF: lines whose figures stand below one another, with the lines of heads above them.

pdftotext sets every character as one column wide, so that what stands in one column of a table overlaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from model.patterns import Pattern

_WORD: Final = Pattern(r"\S+")
_FIGURE: Final = Pattern(r"[-+－]?[0-9][0-9,.]*[%％]?|[-—/]+")
_PROSE: Final = Pattern("[。；！？]")
_LONGEST: Final = 30  # characters of a cell; what is longer is a paragraph
_HEADS: Final = 4  # lines of heads above the first row, at most
_ROWS: Final = 2  # rows with figures, at least
_MOST: Final = 60  # columns, at most
_GAP: Final = 2  # blanks between two cells, and empty lines within a table where a page ends


class _PageCell(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def figure(self) -> bool:
        return _FIGURE.fullmatch(self.text) is not None


class _PageColumns:
    """From where to where each column of a table goes; it widens with what is put into it."""

    def __init__(self, rows: Sequence[Sequence[_PageCell]]) -> None:
        most = max(map(len, rows))
        full = [row for row in rows if len(row) == most]
        self.spans = [(min(c.start for c in one), max(c.end for c in one)) for one in zip(*full, strict=True)]

    @property
    def apart(self) -> bool:
        """Whether no column begins before the one at its left ends."""
        return all(left[1] <= right[0] for left, right in zip(self.spans, self.spans[1:], strict=False))

    def over(self, cell: _PageCell) -> list[int]:
        """The columns that a cell stands in or over; the nearest one where it stands between two."""
        found = [at for at, (start, end) in enumerate(self.spans) if cell.start < end and start < cell.end]
        away = [max(start - cell.end, cell.start - end) for start, end in self.spans]
        return found or [away.index(min(away))]

    def row(self, cells: Sequence[_PageCell]) -> list[str] | None:
        """The texts of the cells, each in its one column; None where two fall into one, or one into two."""
        row = [""] * len(self.spans)
        places = [self.over(cell) for cell in cells] if len(cells) < len(row) else [[at] for at in range(len(row))]
        for cell, place in zip(cells, places, strict=True):
            if len(place) > 1 or row[place[0]]:
                return None
            row[place[0]] = cell.text
        return row

    def heads(self, cells: Sequence[_PageCell]) -> list[str]:
        """The texts of a line of heads: one over several columns is the head of each."""
        row = [""] * len(self.spans)
        for cell in cells:
            for at in self.over(cell):
                row[at] += cell.text
                if len(self.over(cell)) == 1:
                    start, end = self.spans[at]
                    self.spans[at] = min(start, cell.start), max(end, cell.end)
        return row


def with_tables(lines: Sequence[str]) -> Iterator[str]:
    """The lines, those of each table as rows between bars; a table whose columns are not certain stays as it is."""
    cells = [_cells(line) for line in lines]
    at = 0
    while at < len(lines):
        first = next((body for body in range(at, min(at + _HEADS, len(lines)) + 1) if _is_row(cells, body)), None)
        heads = range(at, first) if first is not None else range(0)
        if heads and first is not None and all(_is_head(cells[head]) for head in heads):
            end = _end(cells, first)
            if (rows := _table(cells[at:first], cells[first:end])) is not None:
                yield from (f"| {' | '.join(row)} |" for row in rows)
                at = end
                continue
        yield lines[at]
        at += 1


def _table(heads: Sequence[Sequence[_PageCell]], body: Sequence[Sequence[_PageCell]]) -> list[list[str]] | None:
    full = [row for row in body if _has_figures(row)]
    columns = _PageColumns(full) if len(full) >= _ROWS and max(map(len, full)) <= _MOST else None
    if columns is None or not columns.apart:
        return None
    rows: list[list[str]] = []
    for cells in filter(None, body):
        row = columns.row(cells)
        if row is None:
            return None
        if _has_figures(cells):
            rows.append(row)
        else:  # what did not go into the line above
            rows[-1] = [before + more for before, more in zip(rows[-1], row, strict=True)]
    return [*_heads([columns.heads(cells) for cells in reversed(heads)]), *rows]


def _heads(lines: list[list[str]]) -> list[list[str]]:
    """The lines of heads, given from the lowest, from the uppermost on; each head above each of its columns.

    A head whose bracket closes in a line below is one with it. One goes over the column at its right, too, where both
    have heads below and that column has none beside it.
    """
    for number, line in reversed(list(enumerate(lines))):
        for at, text in enumerate(line):
            for below in reversed(lines[:number]):
                if text.count("（") + text.count("(") > text.count("）") + text.count(")"):
                    text, below[at] = text + below[at], ""
            line[at] = text
    lines = [line for line in lines if any(line)]
    for number, line in enumerate(lines):
        headed = [any(column) for column in zip(*lines[:number], strict=True)]
        for at in range(1, len(headed)):
            if not line[at] and headed[at] and headed[at - 1]:
                line[at] = line[at - 1]
    return lines[::-1]


def _end(cells: Sequence[Sequence[_PageCell]], first: int) -> int:
    """The place behind the last row of a table that begins with the row ``first``."""
    label = max(cell.end for cell in cells[first][:1])
    end = at = first + 1
    while at < len(cells) and at - end <= _GAP:
        if _is_row(cells, at):
            label = max(label, cells[at][0].end)
            end = at + 1
        elif cells[at] and at == end and _goes_on(cells[at], label):
            end = at + 1
        elif cells[at]:
            break
        at += 1
    return end


def _goes_on(cells: Sequence[_PageCell], label: int) -> bool:
    """Whether a line is the rest of a label, or of a short text in another column."""
    one = len(cells) == 1 and not cells[0].figure and not _PROSE.search(cells[0].text)
    return one and (cells[0].end <= label or cells[0].start > label)


def _is_row(cells: Sequence[Sequence[_PageCell]], at: int) -> bool:
    return at < len(cells) and _has_figures(cells[at])


def _has_figures(cells: Sequence[_PageCell]) -> bool:
    """Whether a line is a label, perhaps with a number before it, and then mostly figures."""
    label = next((at for at, cell in enumerate(cells[:2]) if not cell.figure), None)
    rest = cells[label + 1 :] if label is not None else []
    figures = sum(cell.figure for cell in rest)
    told = any(cell.figure and cell.text.strip("-—/") for cell in rest)
    return told and figures * 2 >= len(rest) and all(_is_short(cell) for cell in cells)


def _is_head(cells: Sequence[_PageCell]) -> bool:
    """Whether a line may be one of the heads of a table: short names beside one another, or one over some columns."""
    return bool(cells) and (len(cells) > 1 or cells[0].start > _GAP * 2) and all(_is_short(cell) for cell in cells)


def _is_short(cell: _PageCell) -> bool:
    return len(cell.text) <= _LONGEST and not _PROSE.search(cell.text)


def _cells(line: str) -> list[_PageCell]:
    """The cells of a line: two blanks part them, one does between figures and before a figure that stands alone."""
    words = [_PageCell(word[0], word.start(), word.end()) for word in _WORD.finditer(line)]
    found: list[_PageCell] = []
    for at, word in enumerate(words):
        last = found[-1] if found else None
        behind = words[at + 1] if at + 1 < len(words) else None
        alone = word.figure and (word.text[-1] == "%" or "." in word.text if behind is None else _parts(word, behind))
        if last is None or alone or _parts(last, word):
            found.append(word)
        else:
            found[-1] = _PageCell(line[last.start : word.end], last.start, word.end)
    return found


def _parts(left: _PageCell, right: _PageCell) -> bool:
    return right.start - left.end >= _GAP or (left.figure and right.figure)

"""The header of a table: the rows between its title and its data, and what they call each column."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from model.patterns import Pattern
from model.workbooks.books import Sheet, Value
from model.workbooks.files.inspection import Span
from model.workbooks.tables.cell_values import bare, blank, clean, numeric
from model.workbooks.tables.table_headings import stands_before
from model.workbooks.tables.table_notes import is_note
from model.workbooks.tables.table_words import WORDS

LABEL: Final = Pattern(WORDS["label"])
BESIDE: Final = Pattern(WORDS["beside"])
HEADED: Final = Pattern(WORDS["headed"])
_YEAR: Final = Pattern(r"20[0-9]{2}年度?")
_INDEX: Final = Pattern(r"\(?([0-9]{1,2})\)?(?:=[-+=()0-9]+)?")


class TableHeaders:
    """The header of the table whose title stands in row ``title`` of ``sheet`` and that ends before row ``stop``.

    ``start`` is its first row, ``first`` the first row of data below it, ``width`` how many columns the table has.
    """

    def __init__(self, sheet: Sheet, title: int, stop: int) -> None:
        self._rows = sheet.rows
        self.cell = sheet.cell
        self._title = title
        self._indices: dict[int, bool] = {}
        self._merged = _merged(sheet, title, stop)
        self.width = max((len(row) for row in sheet.rows[max(title, 0) : stop]), default=0)
        self.start, self.first = self._bounds(title + 1, stop)

    def said(self, row: int, column: int) -> Value:
        """What stands in a cell, be it merged with others to its left: 本年支出合计 over all labels of a half."""
        _, left, *_ = self._merged.get((row, column), (row, column))
        return self.cell(row, left)

    def path(self, column: int, end: int) -> str:
        """The headers above ``column`` from the top, each said once, joined by "/"; "" for one empty down to ``end``.

        A merged one stands above all its columns.
        """
        parts: list[str] = []
        if not any(self.cell(row, column) != "" for row in range(self.start, end)):
            return ""
        for row in range(self.start, self.first):
            if self.is_index(row):
                continue
            text = self._text(row, column)
            if text and text != "其中" and (not parts or parts[-1] != text):
                parts.append(text)
        return "/".join(parts)

    def top(self, column: int) -> str:
        """The first header above ``column``; "" where there is none."""
        return self._text(self.start, column) if column < self.width else ""

    def rows_of(self, row: int, column: int) -> range:
        """The rows of the cell at a place: several where it is merged."""
        top, _, bottom, _ = self._merged.get((row, column), (row, column, row, column))
        return range(top, bottom + 1)

    def right_of(self, row: int, column: int) -> Iterator[int]:
        """The columns to the right of a label, past the cells merged with it."""
        last = self._merged.get((row, column), (row, column, row, column))[3]
        return iter(range(last + 1, self.width))

    def _bounds(self, row: int, stop: int) -> tuple[int, int]:
        """The first row of the header and the first row of data."""
        while row < stop and self._is_preamble(row):
            row += 1
        header = row
        while row < stop:
            if self.is_index(row):
                return header, row + 1
            if self._is_data(row, header):
                return header, row
            row += 1
        return header, stop

    def _is_preamble(self, row: int) -> bool:
        """Whether the row stands between title and header: unit, department, number of the table."""
        texts = [text for text in map(clean, self._rows[row]) if text]
        alone = len(texts) == 1 and row < self._title + 3 and not HEADED.fullmatch(texts[0])
        return alone or not texts or (any(map(stands_before, texts)) and not any(map(HEADED.fullmatch, texts)))

    def is_index(self, row: int) -> bool:
        """Whether the row numbers the columns: 栏次 1 2 3, 甲 乙 (1) (2), 1=2+3 2 3."""
        if row not in self._indices:  # each column asks it of each row of the header
            self._indices[row] = self._numbers_columns(row)
        return self._indices[row]

    def _numbers_columns(self, row: int) -> bool:
        if any(isinstance(cell, Decimal) and cell >= 100 for cell in self._rows[row]):
            return False
        texts = [clean(cell) for cell in self._rows[row] if not blank(cell)]
        numbers = [_index(text) for text in texts if not (LABEL.fullmatch(text) or text in "甲乙丙丁")]
        named = any(text == "栏次" for text in texts)
        return (
            bool(numbers or named)
            and numbers == [str(number) for number in range(1, len(numbers) + 1)]
            and (named or len(numbers) > 1)
        )

    def _is_data(self, row: int, header: int) -> bool:
        """Whether amounts or nothing but a label stand in the row."""
        cells = [cell for cell in self._rows[row] if not blank(cell) and not BESIDE.fullmatch(clean(cell))]
        if any(map(numeric, cells)) or (cells and is_note(clean(cells[0]))):
            return True
        if row == header or len(cells) != 1:
            return False
        # What stands alone below the head of the labels, a year or a budget, heads the rows below it; else columns.
        text, place = bare(cells[0]), self._rows[row].index(cells[0])
        heads = [head for above in range(header, row) if (head := bare(self.cell(above, place)))]
        first = next(column for column, cell in enumerate(self._rows[header]) if not blank(cell))
        if heads and LABEL.fullmatch(heads[-1]) and not text.startswith("("):
            return LABEL.fullmatch(text) is None
        return text in ("合计", "总计") or (place == first and _YEAR.fullmatch(text) is not None)

    def _text(self, row: int, column: int) -> str:
        span = self._merged.get((row, column))
        text = self._own(*span[:2]) if span else self._own(row, column)
        if text or span or not self._headed_below(row, column):
            return text
        # An unmerged header stands above the first of its columns only; it ends where one above it begins.
        for left in range(column, -1, -1):
            text = self._own(row, left)
            if text:
                return text if self._headed_below(row, left) and not LABEL.fullmatch(text) else ""
            if any(self._own(above, left) for above in range(self.start, row)):
                return ""
        return ""

    def _own(self, row: int, column: int) -> str:
        return bare(bare(self.cell(row, column)).removeprefix("其中:"))

    def _headed_below(self, row: int, column: int) -> bool:
        """Whether another header stands below this place, itself the first or only one of its columns."""
        for below in range(row + 1, self.first):
            span = self._merged.get((below, column))
            if span and span[0] <= row:
                return False
            if not self.is_index(below) and self._own(below, column):
                return True
        return False


def _index(text: str) -> str:
    """The number of a column: 1 of 1, (1) and 1=2+3; other text as it is."""
    found = _INDEX.fullmatch(text)
    return found[1] if found else text


def _merged(sheet: Sheet, title: int, stop: int) -> dict[tuple[int, int], Span]:
    found: dict[tuple[int, int], Span] = {}
    for span in sheet.spans:
        top, left, bottom, right = span
        if title <= top and bottom < stop and (bottom - top + 1) * (right - left + 1) < 10_000:
            found |= {(row, column): span for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return found

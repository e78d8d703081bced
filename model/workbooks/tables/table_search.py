"""Finds the tables of a workbook by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from model.workbooks.books import Book, Sheet, Value
from model.workbooks.files.inspection import Place
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import bare
from model.workbooks.tables.row_years import by_year
from model.workbooks.tables.table_kinds import kind_of
from model.workbooks.tables.table_notes import is_note

_OTHER: Final = re.compile(
    r"(?!.*续)[^。,;:]{2,40}(?:决算|预算|收支|支出|情况|明细|统计)[^。,;:]{0,6}表(?:\([^()]{1,20}\))?"
)


def tables(book: Book) -> Iterator[AccountTable]:
    """The tables of a workbook that the mapping knows; one with years for rows is a table for each of them."""
    for sheet in book.sheets:
        titles = [(row, kind) for row, cells in enumerate(sheet.rows) if (kind := _titled(cells))]
        first = titles[0][0] if titles else len(sheet.rows)
        titles += [(row, "") for row, cells in enumerate(sheet.rows) if row > first and _is_other_title(cells)]
        titles.sort()
        if not titles and (kind := kind_of(bare(sheet.name).rstrip("0123456789-_"))):
            titles = [(-1, kind)]
        for number, (row, kind) in enumerate(titles):
            if not kind:  # a table that no figure is taken from ends the one above it
                continue
            start = row if number else 0
            stop = titles[number + 1][0] if number + 1 < len(titles) else len(sheet.rows)
            table = AccountTable(book, sheet, kind, start, row, stop)
            if any(map(table.is_value, range(table.width))):
                yield from by_year(table)


def _titled(cells: list[Value]) -> str:
    """The kind of table whose title stands in a row; "" for none, and for one that goes on from the page before."""
    return next((kind for _, kind in _titles(cells)), "")


def _titles(cells: list[Value]) -> Iterator[tuple[int, str]]:
    """The columns in which titles of known tables stand in a row, and the kinds of these."""
    for column, cell in enumerate(cells):
        if isinstance(cell, str) and "表" in cell and len(cell) < 90 and "续" not in cell and "。" not in cell:
            text = bare(cell)
            if not is_note(text) and (kind := kind_of(text)):
                yield column, kind


def beside(sheet: Sheet) -> list[Place]:
    """Where the titles stand of tables that begin beside another; these are not read."""
    rows = (list(_titles(cells)) for cells in sheet.rows)
    return [(row, column) for row, named in enumerate(rows) for column, kind in named[1:] if kind != named[0][1]]


def _is_other_title(cells: list[Value]) -> bool:
    """Whether a row has the title of a table of no known kind, and nothing else."""
    filled = [cell for cell in cells if cell != ""]
    return len(filled) == 1 and _OTHER.fullmatch(title := bare(filled[0])) is not None and not kind_of(title)

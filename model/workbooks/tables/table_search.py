"""Finds the tables of a workbook by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, groupby
from operator import attrgetter

from model.workbooks.books import Book, Sheet
from model.workbooks.files.inspection import Place
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import bare, numeric
from model.workbooks.tables.row_years import by_year
from model.workbooks.tables.side_by_side import titles_of
from model.workbooks.tables.table_kinds import KINDS, kind_of


def tables(book: Book) -> Iterator[AccountTable]:
    """The tables of a workbook that the mapping knows; one with years for rows is a table for each of them."""
    for sheet in book.sheets:
        titles = list(_titles(sheet))
        lead = titles[0][0] if titles and not any(map(numeric, chain(*sheet.rows[: titles[0][0]]))) else 0
        if not titles and (kind := kind_of(bare(sheet.name).rstrip("0123456789-_"))):
            titles = [(-1, kind)]
        for number, (row, kind) in enumerate(titles):
            if not kind:  # a table that no figure is taken from ends the one above it
                continue
            start = row if number else 0
            stop = titles[number + 1][0] if number + 1 < len(titles) else len(sheet.rows)
            table = AccountTable(book, sheet, KINDS[kind].same or kind, start, row, stop, lead if number else 0)
            headed = any(re.search(KINDS[kind].headed, path) for path in table.paths)
            if headed and any(map(table.is_value, range(table.width))):
                yield from by_year(table)


def _titles(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """The rows with titles from the first known one on, and their kinds; another title counts where it stands alone."""
    known = False
    for row, of_row in groupby(titles_of(sheet), attrgetter("row")):
        kind = next((title.kind for title in of_row if title.kind), "")
        alone = sum(cell != "" for cell in sheet.rows[row]) == 1
        if kind or (known and alone):
            known = True
            yield row, kind


def beside(sheet: Sheet) -> list[Place]:
    """Where the titles stand of tables that begin beside another and could not be parted; these are not read."""
    rows = ([title for title in titles if title.kind] for _, titles in groupby(titles_of(sheet), attrgetter("row")))
    return [
        (title.row, title.column)
        for first, *others in filter(None, rows)
        for title in others
        if title.kind != first.kind
    ]

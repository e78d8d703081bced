"""Years that stand beneath each other: which rows of a table are of which year."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Final

from model.patterns import Pattern
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import blank, clean, numeric
from model.workbooks.tables.table_kinds import THREE_PUBLIC

_YEAR: Final = Pattern(r"(?:(20[0-9]{2})(年?)|(本|上)年)度?((?:支出|收入)?(?:决算)?数?(?:[合总]计)?)")
_ACCOUNTS: Final = Pattern(r"(20[0-9]{2})年度?(?:支出)?决算(?:支出)?数?")


def by_year(table: AccountTable) -> list[AccountTable]:
    """The table of each year that the rows of ``table`` are of; itself where they are of one."""
    if table.kind == THREE_PUBLIC and (parted := _accounts_before(table)):
        return parted
    for column in range(table.width):
        if table.is_value(column):
            continue
        marked = {row: year for row in table.data() if (year := _year_of(table, row, column))}
        if len(set(marked.values())) > 1:
            years, beside = _filled(table, column, marked)
            return [table.of_rows(rows, year, beside) for year, rows in years.items()]
    return [table]


def _accounts_before(table: AccountTable) -> list[AccountTable]:
    """The table without a row 2022年决算数 of the year before, and that row; [] where it has none."""
    named = {
        row: int(found[1])
        for column in range(table.width)
        if not table.is_value(column)
        for row in table.data()
        if (found := _ACCOUNTS.fullmatch(clean(table.cell(row, column))))
    }
    year = max(table.heading.years or named.values(), default=0)
    before = [row for row, named_year in named.items() if named_year == year - 1]
    rest = [row for row in table.data() if row not in before]
    return [table.of_rows(rest, year, -1), table.of_rows(before, year - 1, -1)] if before else []


def _year_of(table: AccountTable, row: int, column: int) -> int:
    """The year that a cell names for its row, 0 for none; 本年 and 上年 are told by the year above the table."""
    cell = table.cell(row, column)
    found = _YEAR.fullmatch(clean(cell)) if isinstance(cell, Decimal) or cell else None
    if found is None:
        return 0
    number, called, beside, rest = found.groups()
    if table.kind == THREE_PUBLIC and rest:
        return 0  # 2023年决算数 below 2023年预算数 is another amount of the same year
    if number:
        return int(number) if called or "年" in table.paths[column] else 0
    stated = table.heading.years
    if len(stated) != 1 or not (rest.endswith("数") or clean(table.cell(row, column)).endswith("度")):
        return 0  # 本年收入 is no year
    return min(stated) - (beside == "上")


def _filled(table: AccountTable, column: int, marked: dict[int, int]) -> tuple[dict[int, list[int]], int]:
    """The rows of each year: those beside it, those below it with nothing in the column, those below it alone.

    And the column of the years; -1 where a year stands alone above its rows, among their labels.
    """
    found: dict[int, list[int]] = defaultdict(list)
    year, above = 0, False
    for row in table.data():
        if row in marked:
            year = marked[row]
            above = not any(table.is_value(place) and numeric(table.cell(row, place)) for place in range(table.width))
            if not above:
                found[year].append(row)
        elif year and (above or blank(table.cell(row, column))):
            found[year].append(row)
        else:
            year = 0
    return dict(found), -1 if above else column

"""Looks a figure up in one table: the amount there, why it cannot be taken, or that the table has no such place."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from model.patterns import Pattern
from model.text import in_quotes, shown
from model.workbooks import mapping
from model.workbooks.books import Value
from model.workbooks.classes import classes
from model.workbooks.files.inspection import address, misleading
from model.workbooks.found_amounts import NO_VALUE, SLIP, Doubt, Hit, plain
from model.workbooks.mapping import TOTAL_ROW, Spot
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import amount, bare, blank, counted, numeric
from model.workbooks.tables.table_kinds import APPROPRIATION, INCOME_AND_EXPENDITURE
from model.workbooks.tables.table_words import WORDS

_NUMBERS_OF: Final = "人数"
"""What the numbers of a form would be headed."""
_PERSONS: Final = Pattern(r"\([人名]\)$")


def places_of(spot: Spot, table: AccountTable, year: int | None) -> list[tuple[int, int]]:
    """The cells of ``table`` that may be meant, as rows and columns."""
    places = []
    for column in table.columns(spot.column, year):
        rows = _rows(spot, table, column, year)
        if spot.row and len({table.labels(row, column)[-1] for row in rows}) > 1:
            # 一、三公经费支出 may be no more than the head of （一）支出合计.
            rows = [row for row in rows if not _is_blank(table, row, column)] or rows
        places += [(row, column) for row in rows]
    places = [place for place in places if not _unseen(table, *place)] or places
    for wanted in spot.prefer:
        better = [place for place in places if re.search(wanted, _heads(table, *place))]
        places = better or places
    return places


def look(spot: Spot, table: AccountTable, year: int | None, path: str) -> Hit | Doubt | None:
    """The amount at ``spot`` of ``table``; None where the table has no such place."""
    if spot.right_of:
        return _right_of(spot, table, path)
    if table.form:
        return _right_of(spot, table, path) if spot.row and re.fullmatch(spot.column, _NUMBERS_OF) else None
    places = places_of(spot, table, year)
    if not places or (spot.beside and not table.columns(spot.beside, year)):
        return None
    columns = list(dict.fromkeys(column for _, column in places))
    if len(columns) > 1 and spot.table in (INCOME_AND_EXPENDITURE, APPROPRIATION):  # 年末结转和结余 stands in each half
        places = [place for place in places if not _is_blank(table, *place)] or places
        columns = list(dict.fromkeys(column for _, column in places))
    if len(columns) == 1 and len(places) > 1:
        places = [place for place in places if _is_sum(table, *place)] or places
    if len({table.cell(*place) for place in places}) > 1:
        if len(columns) > 1:
            at = {column: row for row, column in reversed(places)}
            names = "、".join(f"{address(at[column], column)}“{table.paths[column]}”" for column in columns[:4])
            once = len({(row, table.paths[column]) for row, column in places}) == 1
            read = [read_cell(table, *place, path) for place in places if once]
            hits = tuple(hit for hit in read if isinstance(hit, Hit) and hit.number is not None)
            return Doubt(path, table, -1, -1, f"有几列都像是要取的：{names}", hits)
        names = "、".join(address(*place) for place in places[:4])
        return Doubt(path, table, -1, -1, f"有几行都像是要取的：{names}")
    return read_cell(table, *places[0], path)


def _heads(table: AccountTable, row: int, column: int) -> str:
    return "/".join((table.paths[column], *table.labels(row, column)))


def _unseen(table: AccountTable, row: int, column: int) -> bool:
    return row in table.sheet.hidden_rows or column in table.sheet.hidden_columns


def _rows(spot: Spot, table: AccountTable, column: int, year: int | None) -> list[int]:
    wanted = Pattern(rf"(?:{year}年度?)?(?:{spot.row or TOTAL_ROW})")
    rows = table.rows_called(wanted, column)
    if rows and (spot.after or spot.before):
        bounds = [
            next(iter(table.rows_called(Pattern(edge), column)), None)
            for edge in (spot.after or "(?!)", spot.before or "(?!)")
        ]
        first, last = bounds[0] if spot.after else -1, bounds[1]
        rows = [row for row in rows if first is not None and row > first and (last is None or row < last)]
    if rows or spot.row:
        return rows
    values = [place for place in range(table.width) if table.is_value(place)]
    return [row for row in table.data() if any(not blank(table.cell(row, place)) for place in values)]


def _is_sum(table: AccountTable, row: int, column: int) -> bool:
    """Whether the row is what the classes, the rows with codes of three digits, add up to."""
    assert table.unit is not None
    whole = amount(table.cell(row, column), table.unit)
    rows = classes(table, column)
    parts = [amount(table.cell(other, column), table.unit) or Decimal() for other in rows]
    return bool(parts) and whole is not None and abs(sum(parts, Decimal()) - whole) * table.unit.factor <= SLIP * 10**4


def _right_of(spot: Spot, table: AccountTable, path: str) -> Hit | Doubt | None:
    """The amount behind a label: the next cell to its right that is not blank and not under another year or 预算数."""
    wanted = Pattern(spot.row)
    found: list[Hit | Doubt] = []
    for row in table.data():
        for label in range(table.width):
            value = table.cell(row, label)
            if not isinstance(value, str) or not wanted.fullmatch(_PERSONS.sub("", bare(value))):
                continue
            places = [at for at in table.right_of(row, label) if not re.search(WORDS["other_amount"], table.paths[at])]
            filled = next((place for place in places if not _is_blank(table, row, place)), None)
            if table.form and filled is not None and not numeric(table.cell(row, filled)):  # the next label
                filled = None
            if filled is not None and re.search(spot.column, table.paths[filled]):
                found.append(Doubt(path, table, row, filled, f"表头是“{table.paths[filled]}”，与行名不符"))
            elif filled is not None:
                found.append(read_cell(table, row, filled, path))
            elif places:
                found.append(Hit(table, row, places[0], None))
    if len(found) > 1 and len({hit.number if isinstance(hit, Hit) else None for hit in found}) > 1:
        return Doubt(path, table, -1, -1, "有几处都像是要取的合计")
    return found[0] if found else None


def _as_it_is(value: Value) -> str:
    """The start of what stands in a cell, on one line: what is said of 2 .4 must show its blank."""
    return shown(" ".join(str(value).split()))[:20]


def _is_blank(table: AccountTable, row: int, column: int) -> bool:
    return (row, column) not in table.sheet.uncomputed and blank(table.cell(row, column))


def read_cell(table: AccountTable, row: int, column: int, path: str) -> Hit | Doubt:
    """The amount in a cell, or why it cannot be taken: no number, a formula without value, hidden, shown otherwise."""
    assert table.unit is not None
    value = table.cell(row, column)
    if (row, column) in table.sheet.uncomputed:
        return Doubt(path, table, row, column, NO_VALUE)
    if blank(value):
        return Hit(table, row, column, None)
    is_count = path in mapping.COUNTS
    number = counted(value) if is_count else amount(value, table.unit)
    if number is None:
        return Doubt(path, table, row, column, f"单元格里写的是{in_quotes(_as_it_is(value))}，不是数")
    if _unseen(table, row, column):
        return Doubt(path, table, row, column, "在隐藏的行或列里")
    code = table.sheet.formats.get((row, column), "")
    if number and code and not is_count and misleading(code, table.unit.name):
        why = f"存的是{plain(number)}，数字格式“{code[:20]}”把它显示成别的数，不能断定金额单位是不是{table.unit.name}"
        return Doubt(path, table, row, column, why)
    return Hit(table, row, column, number, counted=is_count)

"""The classes of a table, functional and economic: which rows or columns they are, and their amounts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from model.patterns import Pattern
from model.workbooks import mapping
from model.workbooks.found_amounts import Doubt, Found, Hit, Row
from model.workbooks.mapping import ECONOMIC_HEAD, ECONOMIC_NAME, FUNCTION_SPOTS, SUBJECT_AMOUNT, TOTAL_ROW, Spot
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import amount, bare
from model.workbooks.tables.table_kinds import INCOME_AND_EXPENDITURE

ReadCell = Callable[[AccountTable, int, int, str], Hit | Doubt]
Look = Callable[[Spot, AccountTable, int | None, str], Hit | Doubt | None]

_ECONOMIC_NAME: Final = Pattern(ECONOMIC_NAME)
_ECONOMIC_HEAD: Final = Pattern(ECONOMIC_HEAD)


def classes(table: AccountTable, column: int) -> list[int]:
    """The rows of the functional classes: those with a code of three digits that is one."""
    if any(re.search(head, table.coded_by(column)) for head, _ in mapping.UNUSED):
        return []
    return [row for row in table.data() if is_class(table.code(row, column)[0])]


def is_class(code: str) -> bool:
    """Whether a code is that of a functional class."""
    return len(code) == 3 and int(code) in mapping.FUNCTION_CODES


def _amount_at(hit: Hit | Doubt) -> bool:
    """Whether an amount other than 0 stands in the cell of ``hit``, be it hidden or not."""
    if isinstance(hit, Hit):
        return bool(hit.number)
    assert hit.table.unit is not None
    return amount(hit.table.cell(hit.row, hit.column), hit.table.unit) != 0


def find_functions(tables: list[AccountTable], year: int | None, found: Found, read_cell: ReadCell) -> None:
    """The functional classes: rows with codes of three digits that have project expenditure."""
    path = mapping.FUNCTIONS
    for spot, table in ((spot, table) for spot in FUNCTION_SPOTS for table in tables if table.kind == spot.table):
        if any(function.hit.table.kind != table.kind for function in found.functions):
            break
        columns = table.columns(spot.column, year)
        columns = [column for column in columns if column not in table.sheet.hidden_columns] or columns
        if len(columns) != 1 or path in {doubt.path for doubt in found.doubts}:
            continue
        (column,) = columns
        if any(re.search(head, table.coded_by(column)) for head, _ in mapping.UNUSED):
            continue
        coded = [(row, *table.code(row, column)) for row in table.data()]
        top = [(code, name, read_cell(table, row, column, path)) for row, code, name in coded if len(code) == 3]
        filled = [(code, name, hit) for code, name, hit in top if _amount_at(hit)]
        times = Counter(part for code, name, _ in filled for part in {code, name})
        for code, name, hit in filled:
            if not is_class(code):
                why = f"编码{code}不是支出功能分类的类级科目（201至234）"
                found.doubts.append(Doubt(path, table, hit.row, hit.column, why))
            elif isinstance(hit, Doubt):
                found.doubts.append(hit)
            elif times[code] > 1 or times[name] > 1:
                found.doubts.append(Doubt(path, table, hit.row, hit.column, f"{code} {name}在表里不止一行"))
            elif not name:
                found.doubts.append(Doubt(path, table, hit.row, hit.column, f"{code}没有写科目名称"))
            else:
                found.functions.append(Row(name, hit))
        if not any(is_class(code) for code, _, _ in top):
            why = "没有三位的科目编码，不能断定哪些行是类级科目，项目支出按功能分类没有取"
            found.doubts.append(Doubt(path, table, -1, -1, why))
        if len({id(function.hit.table) for function in found.functions}) > 1:
            found.functions.clear()
            found.doubts.append(Doubt(path, table, -1, -1, f"{table.kind}不止一张，不能断定用哪一张"))


def find_economic(tables: list[AccountTable], year: int | None, found: Found, read_cell: ReadCell, look: Look) -> None:
    """The economic classes of all expenditure and of basic expenditure: those of the first table that has them."""
    for classes in mapping.ECONOMIC_TABLES:
        kinds = [kind for kind in classes.tables for table in tables if table.kind == kind]
        for table in (table for kind in dict.fromkeys(kinds) for table in tables if table.kind == kind):
            read = [*_in_rows(table, year, read_cell)] or [*_in_columns(table, year, look)]
            found.doubts.extend(hit for _, hit in read if isinstance(hit, Doubt))
            rows = [Row(name, hit) for name, hit in read if isinstance(hit, Hit) and hit.number]
            if not rows:
                continue
            twice = sorted(name for name, times in Counter(row.name for row in rows).items() if times > 1)
            if twice:
                why = f"{'、'.join(twice)}在表里不止一处，按经济分类的数没有取"
                found.doubts.append(Doubt(mapping.ECONOMIC, table, -1, -1, why))
                continue
            if classes.value in found.economic:
                found.remarks.append(f"{table.file} 工作表“{table.sheet.name}”也有按经济分类的数，没有用到")
                continue
            found.economic[classes.value] = rows
            total = _total(table, rows, year, look)
            if isinstance(total, Hit) and total.number is not None:
                found.economic_totals[classes.value] = total


def _in_rows(table: AccountTable, year: int | None, read_cell: ReadCell) -> Iterator[tuple[str, Hit | Doubt]]:
    """The classes that are rows: by their names, those of the first level only."""
    for column in table.columns(SUBJECT_AMOUNT, year):
        if table.kind == INCOME_AND_EXPENDITURE and "经济" not in table.heads(column):
            continue
        start = _marked(table, column)
        if start is None and "性质" in table.heads(column):
            continue
        named = start is not None or "经济" in table.heads(column)
        for row in table.data():
            name = next(filter(_ECONOMIC_NAME.fullmatch, table.labels(row, column)), "")
            code, coded = table.code(row, column)
            if _ECONOMIC_NAME.fullmatch(coded):
                name = coded
            known = int(code) in mapping.ECONOMIC_CODES if len(code) == 3 else not code and named
            if name and known and (start is None or row > start):
                yield printed_name(name), read_cell(table, row, column, mapping.ECONOMIC)


def _marked(table: AccountTable, column: int) -> int | None:
    """The row under which the economic classes stand; None where no row says so."""
    return next(iter(table.rows_called(_ECONOMIC_HEAD, column)), None)


def _in_columns(table: AccountTable, year: int | None, look: Look) -> Iterator[tuple[str, Hit | Doubt]]:
    """The classes that are columns, read in the row of the total."""
    tops = [part for path in table.paths for part in path.split("/") if _ECONOMIC_NAME.fullmatch(part)]
    for name in dict.fromkeys(tops):
        hit = look(Spot(table.kind, TOTAL_ROW, mapping.economic_column(re.escape(name))), table, year, mapping.ECONOMIC)
        if hit is not None:
            yield printed_name(name), hit


def _total(table: AccountTable, rows: list[Row], year: int | None, look: Look) -> Hit | Doubt | None:
    """What the table says that the classes come to."""
    if table.kind == INCOME_AND_EXPENDITURE:
        column = rows[0].hit.column
        start = _marked(table, column)
        return None if start is None else look(Spot(table.kind, ECONOMIC_HEAD, SUBJECT_AMOUNT), table, year, "")
    if len({row.hit.column for row in rows}) > 1 and len({row.hit.row for row in rows}) > 1:
        return None  # side by side: each of the tables has a sum of its own
    return look(Spot(table.kind, TOTAL_ROW, SUBJECT_AMOUNT), table, year, "")


def printed_name(name: str) -> str:
    """A name of a table as reports print it, with full-width brackets."""
    return bare(name).replace("(", "（").replace(")", "）")


def find_incomes(found: Found, read_cell: ReadCell) -> None:
    """The kinds of income of the fund budgets: the rows above the sum of all income or below it that come to it."""
    for path, whole in mapping.INCOMES.values():
        hit = found.hits.get(whole)
        if hit is None or mapping.INCOMES.get(hit.table.kind) != (path, whole):
            continue
        column = hit.column
        named = [
            (row, name) for row in hit.table.data() if (name := hit.table.labels(row, column)[-1]).endswith("收入")
        ]
        read = [(row, name, read_cell(hit.table, row, column, path)) for row, name in named if row != hit.row]
        rows = [(row, Row(name, each)) for row, name, each in read if isinstance(each, Hit) and each.number]
        sides = [[income for row, income in rows if (row < hit.row) is above] for above in (True, False)]
        complete = (side for side in sides if side and sum(row.hit.number or 0 for row in side) == hit.number)
        if incomes := next(complete, None):
            found.incomes[path] = incomes
        elif rows:
            found.remarks.append(f"{hit.where} 上面各种收入加起来不等于它，收入明细没有取")


def find_fund_items(found: Found, read_cell: ReadCell) -> None:
    """What the funds of the budgets with a table of their own were spent on: the subjects of the lowest level.

    In a table without codes that lists projects, these.
    """
    for none in mapping.NONE.values():
        fund = none.removesuffix("none")
        hit = found.hits.get(f"{fund}actual")
        if hit is None or not hit.number or mapping.NONE.get(hit.table.kind) != none:
            continue
        table, column = hit.table, hit.column
        coded = [(row, *table.code(row, column)) for row in table.data()]
        named = [(row, name) for row, code, name in coded if len(code) == 7]
        if not any(code for _, code, _ in coded) and re.fullmatch(mapping.PROJECT_NAMES, table.heads(column)):
            named = [(row, table.labels(row, column)[-1]) for row in table.data() if row < hit.row]
        read = [(name, read_cell(table, row, column, "")) for row, name in named]
        rows = [Row(printed_name(name), each) for name, each in read if name and isinstance(each, Hit) and each.number]
        once = len({row.name for row in rows}) == len(rows)
        if once and sum(row.hit.number or 0 for row in rows) == hit.number:
            found.listed[f"{fund}items"] = rows

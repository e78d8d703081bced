"""The functional classes of a table: which rows they are, and what of project expenditure they have."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from model.workbooks import mapping
from model.workbooks.hits import Doubt, Function, Hit
from model.workbooks.mapping import FUNCTION_SPOT
from model.workbooks.tables import amount

if TYPE_CHECKING:
    from collections.abc import Callable

    from model.workbooks.hits import Found
    from model.workbooks.tables import Table


def classes(table: Table, column: int) -> list[int]:
    """The rows of the functional classes: those with a code of three digits that is one."""
    if any(re.search(head, table.coded_by(column)) for head, _ in mapping.UNUSED):
        return []
    return [row for row in table.data() if is_class(table.code(row, column)[0])]


def is_class(code: str) -> bool:
    """Whether a code is that of a functional class."""
    return len(code) == 3 and int(code) in mapping.FUNCTION_CODES


def _amount_at(hit: Hit | Doubt) -> bool:
    """Whether something stands there, nothing being nothing in a hidden row, too."""
    if isinstance(hit, Hit):
        return bool(hit.number)
    assert hit.table.unit is not None
    return amount(hit.table.cell(hit.row, hit.column), hit.table.unit) != 0


def find_functions(
    tables: list[Table], year: int | None, found: Found, read_cell: Callable[[Table, int, int, str], Hit | Doubt]
) -> None:
    """The functional classes: rows with codes of three digits that have project expenditure."""
    path = mapping.FUNCTIONS
    for table in [table for table in tables if table.kind == FUNCTION_SPOT.table]:
        columns = table.columns(FUNCTION_SPOT.column, year)
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
                found.functions.append(Function(name, hit))
        if not any(is_class(code) for code, _, _ in top):
            why = "没有三位的科目编码，不能断定哪些行是类级科目，项目支出按功能分类没有取"
            found.doubts.append(Doubt(path, table, -1, -1, why))
        if len({id(function.hit.table) for function in found.functions}) > 1:
            found.functions.clear()
            found.doubts.append(Doubt(path, table, -1, -1, "支出决算表不止一张，不能断定用哪一张"))

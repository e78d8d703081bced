"""Lists of projects with their budgets and what was paid: a project a row, sums of units and kinds among them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from model.workbooks.found_amounts import Doubt, Found, Hit, Row
from model.workbooks.mapping import PROJECT_COLUMNS, PROJECT_NAMES, PROJECTS, PUBLIC_PROJECTS
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import clean
from model.workbooks.tables.table_kinds import PROJECT_LIST

ReadCell = Callable[[AccountTable, int, int, str], Hit | Doubt]
_SUM: Final = re.compile("[小合总]计$")
_NUMBER: Final = re.compile("[0-9]{1,3}")
_NUMBERS: Final = re.compile("序号|编号|行次")


def find_projects(tables: list[AccountTable], year: int | None, found: Found, read_cell: ReadCell) -> None:
    """The projects of the lists among ``tables``, those called public apart, where they come to the sum told."""
    lists = [table for table in tables if table.kind == PROJECT_LIST]
    for table in lists:
        columns = {name: places[0] for name, head in PROJECT_COLUMNS if len(places := table.columns(head, year)) == 1}
        places = [place for place in range(table.width) if re.fullmatch(PROJECT_NAMES, table.paths[place])]
        if "executed" not in columns or len(columns) < 2 or len(places) != 1:
            why = "没有认出项目名称、预算和支出各在哪一列"
        elif len(lists) > 1:
            why = "项目清单不止一张，不能断定用哪一张"
        else:
            why = _read(table, places[0], columns, found, read_cell)
        if why:
            found.doubts.append(Doubt("", table, -1, -1, f"{why}，项目没有取"))


def _read(table: AccountTable, place: int, columns: dict[str, int], found: Found, read_cell: ReadCell) -> str:
    """Take the projects of a list; returns why not, "" where they were."""
    numbers = next((at for at in range(table.width) if _NUMBERS.fullmatch(table.paths[at])), -1)
    kind, whole, rows = PROJECTS, dict[str, Decimal](), list[tuple[str, str, Row]]()
    for row in table.data():
        number = clean(table.cell(row, numbers)) if numbers >= 0 else "1"
        name = clean(table.cell(row, place)) or (number if _SUM.search(number) else "")
        hits = {field: read_cell(table, row, column, kind) for field, column in columns.items()}
        told = {field: hit for field, hit in hits.items() if isinstance(hit, Hit) and hit.number is not None}
        if not told or not name:
            continue
        if name in ("合计", "总计"):
            whole = {field: hit.number or Decimal() for field, hit in told.items()}
        elif not _NUMBER.fullmatch(number):
            kind = PUBLIC_PROJECTS if name.startswith("公共") else kind if _SUM.search(name) else PROJECTS
        elif not _SUM.search(name):
            rows += [(kind, field, Row(name, hit, field)) for field, hit in told.items()]
    names = [row.name for _, field, row in rows if field == "executed"]
    if not names or len(set(names)) < len(names):
        return "有同名的项目" if names else "没有认出项目"
    for field, total in whole.items():
        parts = sum((row.hit.number or Decimal() for _, own, row in rows if own == field), Decimal())
        if parts != total:
            return f"各项目的{table.paths[columns[field]]}之和与合计不相等"
    for kind, _, project in rows:
        found.projects.setdefault(f"{kind}.items", []).append(project)
    return ""

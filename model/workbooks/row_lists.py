"""Lists of which each row is one of the report's: projects, classes of fixed assets, disposals, what was added.

Nothing of a list is taken whose rows do not come to the sum that it tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from model.workbooks import mapping
from model.workbooks.found_amounts import Doubt, Found, Hit, Row
from model.workbooks.mapping import ASSET_LISTS, PROJECT_COLUMNS, PROJECT_NAMES, PROJECTS, PUBLIC_PROJECTS, AssetList
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import bare, clean, numeric
from model.workbooks.tables.table_kinds import PROJECT_LIST

ReadCell = Callable[[AccountTable, int, int, str], Hit | Doubt]
_SUM: Final = re.compile("[小合总]计$")
_WHOLE: Final = re.compile("(?:项目支出)?[合总]计")
_NUMBER: Final = re.compile("[0-9]{1,3}")
_NUMBERS: Final = re.compile("序号|编号|行次")
_REMARK: Final = re.compile("备注|说明")
_OF_WHICH: Final = "其中:"


class _Projects:
    """The projects of one list: ``rows`` with their kind and ``sums``, the amounts told for several of them.

    ``why`` says why none can be taken, "" where they can.
    """

    def __init__(self, table: AccountTable, year: int | None, read_cell: ReadCell) -> None:
        self.table = table
        self.rows: list[tuple[str, Row]] = []
        self.sums: list[dict[str, Hit]] = []
        columns = {name: places[0] for name, head in PROJECT_COLUMNS if len(places := table.columns(head, year)) == 1}
        names = [place for place in range(table.width) if re.fullmatch(PROJECT_NAMES, table.paths[place])]
        if "executed" not in columns or len(columns) < 2 or len(names) != 1:
            self.why = "没有认出项目名称、预算和支出各在哪一列"
        else:
            self.why = self._read(names[0], columns, read_cell)

    @property
    def names(self) -> set[str]:
        """What its projects are called."""
        return {row.name for _, row in self.rows}

    def _read(self, place: int, columns: dict[str, int], read_cell: ReadCell) -> str:
        """Read the rows; returns why they cannot be taken, "" where they can."""
        table = self.table
        numbers = next((at for at in range(table.width) if _NUMBERS.fullmatch(table.paths[at])), -1)
        remarks = next((at for at in range(table.width) if _REMARK.fullmatch(table.paths[at])), -1)
        kind, whole = self._titled(), dict[str, Hit]()
        for row in table.data():
            number = clean(table.cell(row, numbers)) if numbers >= 0 else "1"
            name = clean(table.cell(row, place)) or (number if _SUM.search(number) else "")
            hits = {field: read_cell(table, row, column, kind) for field, column in columns.items()}
            told = {field: hit for field, hit in hits.items() if isinstance(hit, Hit) and hit.number is not None}
            if not told or not name:
                continue
            if _WHOLE.fullmatch(name):
                whole = told
            elif not _NUMBER.fullmatch(number) and not _SUM.search(name):
                kind = PUBLIC_PROJECTS if name.startswith("公共") else PROJECTS
            elif not _SUM.search(name):
                self.rows += [(kind, Row(name, hit, field)) for field, hit in told.items()]
                note = "" if remarks < 0 or numeric(table.cell(row, remarks)) else str(table.cell(row, remarks)).strip()
                if note:
                    self.rows.append((kind, Row(name, Hit(table, row, remarks, None, text=note), "remark")))
                continue
            self.sums.append(told)
        names = [row.name for _, row in self.rows if row.figure == "executed"]
        if not names or len(set(names)) < len(names):
            return "有同名的项目" if names else "没有认出项目"
        for field, hit in whole.items():
            if _sum(row.hit for _, row in self.rows if row.figure == field) != hit.number:
                return f"各项目的{table.paths[columns[field]]}之和与合计不相等"
        return ""

    def _titled(self) -> str:
        """The kind of all projects below a title that says so."""
        return PUBLIC_PROJECTS if "公共项目" in self.table.title else PROJECTS

    def total(self, kind: str, field: str) -> Hit | None:
        """The cell that tells what the projects of ``kind`` come to; None where none does."""
        parts = _sum(row.hit for own, row in self.rows if (own, row.figure) == (kind, field))
        return next((told[field] for told in self.sums if field in told and told[field].number == parts), None)


def _sum(hits: Iterable[Hit]) -> Decimal:
    return sum((hit.number or Decimal() for hit in hits), Decimal())


def find_projects(tables: list[AccountTable], year: int | None, found: Found, read_cell: ReadCell) -> None:
    """The projects of the lists among ``tables``, those called public apart, where they come to the sums told.

    A list that repeats some of another's, as a subordinate unit keeps it, is left.
    """
    lists = [_Projects(table, year, read_cell) for table in tables if table.kind == PROJECT_LIST]
    for each in lists:
        if each.why:
            found.doubts.append(Doubt("", each.table, -1, -1, f"{each.why}，项目没有取"))
    lists = sorted((each for each in lists if not each.why), key=lambda each: -len(each.names))
    taken: list[_Projects] = []
    for each in lists:
        shared = [other for other in taken if other.names & each.names]
        if shared:
            why = "其中的项目另一张清单里都有" if each.names <= shared[0].names else "有的项目另一张清单里也有"
            found.doubts.append(Doubt("", each.table, -1, -1, f"{why}，没有取"))
            if not each.names <= shared[0].names:
                taken.remove(shared[0])
                found.doubts.append(Doubt("", shared[0].table, -1, -1, "有的项目另一张清单里也有，没有取"))
        else:
            taken.append(each)
    kinds = [kind for each in taken for kind in {kind for kind, _ in each.rows}]
    for each in taken:
        for kind, project in each.rows:
            found.lists.setdefault(f"{kind}.items", []).append(project)
        for field, path in (("amount", "total"), ("executed", "executed")):
            for kind in {kind for kind, _ in each.rows if kinds.count(kind) == 1}:
                hit = each.total(kind, field)
                if hit is not None:
                    found.hits[f"{kind}.{path}"] = hit


def find_assets(tables: list[AccountTable], year: int | None, found: Found, read_cell: ReadCell) -> None:
    """The classes of fixed assets, what was disposed of and what was added, from the tables of each kind."""
    for listed in ASSET_LISTS:
        of_kind = [table for table in tables if table.kind == listed.table]
        for table in of_kind:
            places = [table.columns(head, year) for head in listed.columns]
            column = next((found_at[0] for found_at in places if len(found_at) == 1), -1)
            if column < 0 or not re.search(listed.headed, table.heads(column)):
                continue
            rows, whole = _classes(table, column, listed, read_cell)
            if listed.within and not rows:
                continue
            heads = (table.paths[column], table.title)
            based = next((base for head in heads for base, word in listed.base if word in head), "")
            why = "同一种表有几张，不能断定用哪一张" if len(of_kind) > 1 else _contradicted(rows, whole, listed)
            if not why and listed.base and not based:
                why = "没有写明是原值还是净值"
            if why or whole is None:
                found.doubts.append(Doubt(listed.path, table, -1, -1, f"{why}，各项没有取"))
                continue
            found.lists[listed.path] = rows
            if based:
                found.hits[mapping.ASSET_BASE] = replace(whole, number=None, text=based)


def _contradicted(rows: list[Row], whole: Hit | None, listed: AssetList) -> str:
    """Why rows that have the sum ``whole`` may not be all of it; "" where they are. Of what was added some may do."""
    if whole is None or whole.number is None:
        return "没有合计，不能断定列全了"
    parts = _sum(row.hit for row in rows if not row.part)
    return "" if parts == whole.number or (listed.within and parts < whole.number) else "各项加起来不等于合计"


def _classes(table: AccountTable, column: int, listed: AssetList, read_cell: ReadCell) -> tuple[list[Row], Hit | None]:
    """The rows of a list that have an amount, those of which each is a part marked, and the row of their sum."""
    rows: list[Row] = []
    whole: Hit | None = None
    edge = -1  # how far the words of 其中 stand from the left: what stands further in below is of it, too
    inside = not listed.within
    for row in table.data():
        beside = (str(table.cell(row, at)) for at in range(table.width) if not table.is_value(at))
        said = next((text for text in beside if bare(text) and not bare(text).isdigit()), "")
        name, indent = clean(said), len(said) - len(said.lstrip())
        hit = read_cell(table, row, column, listed.path)
        if not isinstance(hit, Hit) or not hit.number or not name:
            continue
        label = bare(said)
        if listed.within:
            if re.fullmatch(listed.within, label):
                inside, whole = True, hit
                continue
            inside = inside and (label.startswith(_OF_WHICH) or (bool(rows) and indent > edge))
        elif re.fullmatch(mapping.TOTAL_ROW, label):
            whole = hit
            continue
        if not inside:
            continue
        if label.startswith(_OF_WHICH):
            edge = indent
        elif indent <= edge or label != name:
            edge = -1
        part = edge >= 0 and not listed.within
        label = label.removeprefix(_OF_WHICH)
        if not part:
            rows.append(Row(_full(label), hit))
        elif rows:
            rows.append(Row(rows[-1].name, hit, part=_full(label)))
    return rows, whole


def _full(name: str) -> str:
    """A name as reports print it, with full-width brackets."""
    return name.replace("(", "（").replace(")", "）")

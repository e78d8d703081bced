"""Names the numbers that no figure was taken from, each by its cell, so that the clerk can see that none was missed.

Numbers that belong together are named as one block, which holds no other number than they.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Final

from model.patterns import Pattern
from model.text import first_of
from model.workbooks import mapping
from model.workbooks.books import Book, Sheet
from model.workbooks.files.inspection import address, place
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import clean, numeric

_READABLE: Final = 12
"""So many blocks of one kind are read through; more are named by what lies around all of them."""
_NEAR: Final = 20

_CODE: Final = Pattern(r"[0-9]{1,12}")
_YEAR: Final = Pattern(r"(?:19|20)[0-9]{2}")
_TOTAL: Final = Pattern(mapping.TOTAL_ROW)
_IN_COLUMN: Final = ""
_ACCOUNTED: Final = "-"
_SHOWN: Final = "+"


@dataclass(slots=True)
class _Run:
    """Numbers of one kind below each other in a column, none of another kind between them, and how many they are."""

    top: int
    bottom: int
    kind: str
    count: int = 1


@dataclass(slots=True)
class _Block:
    """Cells of one kind, no number of another kind between them."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def cells(self) -> str:
        """The names of its first and last cell: C6:E12."""
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


def of_sheets(
    books: Sequence[Book],
    tables: Sequence[AccountTable],
    unused: Sequence[AccountTable],
    told: Mapping[tuple[str, str], Set[str]],
) -> Iterator[str]:
    """A remark for each sheet with some of ``tables`` that has numbers beside those that are accounted for.

    ``unused`` are the tables of which it is said that nothing of them is used, ``told`` the names of the cells that
    were taken, compared or listed, by file and sheet.
    """
    used = {(table.file, table.sheet.name) for table in tables}
    found: dict[tuple[str, str], list[str]] = {}
    for book in books:
        for sheet in book.sheets:
            name = book.file, sheet.name
            if name in used:  # a sheet that is not used at all is named as such
                here = [table for table in tables if table.sheet is sheet]
                idle = {row for table in unused if table.sheet is sheet for row in table.data()}
                found.setdefault(name, []).extend(_blocks(sheet, here, idle, told.get(name, frozenset())))
    for (file, sheet_name), blocks in found.items():
        if blocks:
            yield f"{file} 工作表“{sheet_name}”没有取的数：{'；'.join(blocks)}"


def _blocks(sheet: Sheet, tables: Sequence[AccountTable], idle: Set[int], told: Set[str]) -> Iterator[str]:
    """What to say of each kind: 按科目列的明细 C6:E12."""
    columns = _columns(sheet, tables, idle, told)
    kinds = {run.kind for runs in columns.values() for run in runs} - {_ACCOUNTED}
    for kind in sorted(kinds):
        blocks = _joined(columns, kind)
        if len(blocks) > _READABLE:
            count = sum(run.count for runs in columns.values() for run in runs if run.kind == kind)
            yield f"{kind or '各列'} {_around(blocks).cells} 之间的{count}个数"
        elif kind == _IN_COLUMN:
            yield "、".join(f"{_headed(tables, block)}{block.cells}" for block in blocks)
        else:
            yield f"{kind} {'、'.join(block.cells for block in blocks)}"


def _columns(sheet: Sheet, tables: Sequence[AccountTable], idle: Set[int], told: Set[str]) -> dict[int, list[_Run]]:
    """The numbers of each column by their kinds, from the top."""
    found: dict[int, list[_Run]] = defaultdict(list)
    uncomputed: dict[int, set[int]] = defaultdict(set)
    for row, column in sheet.uncomputed:
        uncomputed[row].add(column)
    places = set(map(place, filter(None, told)))
    for row, cells in enumerate(sheet.rows):
        numbers = {
            column for column, cell in enumerate(cells) if isinstance(cell, Decimal) or numeric(cell)
        } | uncomputed[row]
        table = next((each for each in tables if each.start <= row < each.end), None)
        if not numbers or (table is not None and table.is_index(row)):
            continue
        kinds: dict[int, str] = {}  # what is shown in one half of a table is of one kind
        for column in numbers:
            kind = _ACCOUNTED
            if row not in idle and (row, column) not in places:
                kind = _kind_of_cell(sheet, table, row, column)
                if table is not None and kind == _SHOWN:
                    half = table.half(column)
                    if half not in kinds:
                        kinds[half] = _kind_of_row(table, row, column)
                    kind = kinds[half]
            runs = found[column]
            if runs and runs[-1].kind == kind:
                runs[-1].bottom = row
                runs[-1].count += 1
            else:
                runs.append(_Run(row, row, kind))
    return found


def _kind_of_cell(sheet: Sheet, table: AccountTable | None, row: int, column: int) -> str:
    """What a number that was not taken is by its place; one that is no amount, as a code, is accounted for."""
    if table is None or row < table.first:
        return _ACCOUNTED if _YEAR.fullmatch(clean(sheet.cell(row, column))) else "表外的"
    if not table.is_value(column) and table.paths[column] and _CODE.fullmatch(clean(sheet.cell(row, column))):
        return _ACCOUNTED
    return "隐藏的" if row in sheet.hidden_rows or column in sheet.hidden_columns else _SHOWN


def _kind_of_row(table: AccountTable, row: int, column: int) -> str:
    """What the numbers are that are shown in the half of ``column``, by their row and its codes."""
    head = table.coded_by(column)
    if not head or (any(map(_TOTAL.fullmatch, table.labels(row, column))) and not table.code(row, column)[0]):
        return _IN_COLUMN
    return _detail(head)


@lru_cache(256)  # asked for each number below the same few headers
def _detail(head: str) -> str:
    """What the numbers are that stand beside codes with that header."""
    return next((what for named, what in mapping.UNUSED if re.search(named, head)), "按科目列的明细")


def _joined(columns: Mapping[int, Sequence[_Run]], kind: str) -> list[_Block]:
    """The fewest blocks of a kind that come of joining each run of a column with one to its left."""
    blocks: list[_Block] = []
    for column in sorted(columns):
        for run in columns[column]:
            if run.kind != kind:
                continue
            for block in blocks[: -_NEAR - 1 : -1]:
                wider = _Block(min(run.top, block.top), max(run.bottom, block.bottom), block.left, column)
                if _alone(columns, kind, wider):
                    block.top, block.bottom, block.right = wider.top, wider.bottom, column
                    break
            else:
                blocks.append(_Block(run.top, run.bottom, column, column))
    return sorted(blocks, key=lambda block: (block.top, block.left))


def _alone(columns: Mapping[int, Sequence[_Run]], kind: str, block: _Block) -> bool:
    """Whether all numbers of a block are of one kind."""
    for column in range(block.left, block.right + 1):
        runs = columns.get(column, ())
        first = bisect_left(runs, block.top, key=attrgetter("bottom"))
        end = bisect_right(runs, block.bottom, key=attrgetter("top"))
        if any(run.kind != kind for run in runs[first:end]):
            return False
    return True


def _around(blocks: Sequence[_Block]) -> _Block:
    return _Block(
        min(block.top for block in blocks),
        max(block.bottom for block in blocks),
        min(block.left for block in blocks),
        max(block.right for block in blocks),
    )


def _headed(tables: Sequence[AccountTable], block: _Block) -> str:
    """What the columns of a block are called: “上年数”."""
    table = next((each for each in tables if each.first <= block.top < each.end), None)
    columns = [] if table is None else filter(table.is_value, range(block.left, block.right + 1))
    names = list(
        dict.fromkeys(table.paths[column].replace("/", "·") for column in columns if table and table.paths[column])
    )
    return f"“{first_of(names, 2)}”" if names else ""

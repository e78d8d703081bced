"""What workbooks hold that the report has no place for, and what was not read: told with sheets and cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from model.figures import WAN
from model.workbooks import mapping
from model.workbooks.books import Book
from model.workbooks.choosing import ChosenTables
from model.workbooks.files.inspection import address
from model.workbooks.hits import Found
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import amount
from model.workbooks.tables.table_kinds import TITLES


def of_tables(tables: Sequence[AccountTable], found: Found) -> Iterator[str]:
    """What is not used of ``tables``: economic classes, units, projects."""
    economic = {id(row.hit.table) for rows in found.economic.values() for row in rows}
    for table in tables:
        for head, what in mapping.UNUSED:
            if id(table) in economic and head == "经济":
                continue
            places = [
                (row, column)
                for column in range(table.width)
                if table.is_value(column) and re.search(head, table.coded_by(column))
                for row in table.data()
                if table.code(row, column)[0] and amount(table.cell(row, column), table.unit or WAN)
            ]
            if places:
                first, last = (tuple(pick(axis) for axis in zip(*places, strict=True)) for pick in (min, max))
                cells = f"{address(first[0], first[1])}:{address(last[0], last[1])}"
                yield f"{table.file} 工作表“{table.sheet.name}”{cells} 是{what}，没有用到"
                break


def of_books(books: Sequence[Book], choice: ChosenTables) -> Iterator[str]:
    """Whose books they are and of which year where nothing says so; the sheets that were not used or not read."""
    known = [*choice.now, *choice.before, *(table for table, _ in choice.left)]
    used = {(table.file, table.sheet.name) for table in known}
    if choice.undated:
        files = "、".join(choice.undated)
        yield f"{files} 没有写明年度，作为报告年度（{choice.year or '草稿未填'}）的报表取数"
    if choice.named:
        names = "、".join(f"“{name}”" for name in choice.named)
        yield f"草稿没有填单位名称，没有核对这些账表是不是本单位的：写的是{names}"
    for book in books:
        left = [sheet.name for sheet in book.sheets if sheet.rows and (book.file, sheet.name) not in used]
        if left:
            yield f"{book.file} 没有用到的工作表：{'、'.join(left)}"
        if book.hidden:
            yield f"{book.file} 隐藏的工作表没有读：{'、'.join(book.hidden)}"
        yield from (f"{book.file} {remark}" for remark in book.remarks)


def of_idle(tables: Sequence[AccountTable], found: Iterable[Found]) -> Iterator[str]:
    """The tables that are known and gave no figure and no doubt."""
    told: set[int] = set()
    for each in found:
        hits = [*each.hits.values(), *each.wholes.values(), *(hit for others in each.others.values() for hit in others)]
        hits += [row.hit for rows in (each.functions, *each.economic.values()) for row in rows]
        told |= {id(hit.table) for hit in hits} | {id(doubt.table) for doubt in each.doubts}
    for table in tables:
        if id(table) not in told:
            yield f"{table.file} 工作表“{table.sheet.name}”里没有报告要用的数，没有用到"


def of_last_year(tables: Sequence[AccountTable], told: Set[tuple[str, str, str]]) -> Iterator[str]:
    """The tables whose columns of last year gave nothing; ``told`` are the file, sheet and cell of what was found."""
    columns = {(file, sheet, cell.rstrip("0123456789")) for file, sheet, cell in told}
    for table in tables:
        names = [address(0, column).rstrip("1") for column in table.columns_beside]
        if not any((table.file, table.sheet.name, name) in columns for name in names):
            where = f"{table.file} 工作表“{table.sheet.name}”{'、'.join(names[:6])}列"
            yield f"{where}是上年的数，草稿里没有它的位置，没有用到"


def of_missing(known: Set[str]) -> Iterator[str]:
    """The kinds of tables that every report needs and that are not among the ``known``."""
    missing = [kind for kind in dict.fromkeys(title.kind for title in TITLES) if kind not in known]
    missing = [kind for kind in missing if kind in mapping.NEEDED]
    if missing:
        yield f"没有找到的表：{'、'.join(missing)}；其中的数没有取"

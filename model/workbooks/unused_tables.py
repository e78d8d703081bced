"""Names the books, sheets and whole tables that were not used or not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from model.workbooks.annex_sheets import AnnexSheet
from model.workbooks.books import Book
from model.workbooks.files.inspection import address
from model.workbooks.found_amounts import Found
from model.workbooks.table_choice import ChosenTables
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import clean
from model.workbooks.tables.table_kinds import KINDS
from model.workbooks.tables.table_search import beside
from model.workbooks.taking import Taken


def of_books(books: Sequence[Book], choice: ChosenTables, annexes: Sequence[AnnexSheet]) -> Iterator[str]:
    """Whose books they are and of which year where nothing says so; the sheets that were not used or not read."""
    known = [*choice.now, *choice.before, *(table for table, _ in choice.left)]
    used = {(table.file, table.sheet.name) for table in known}
    used |= {(annex.file, annex.sheet.name) for annex in annexes}
    if choice.undated:
        files = "、".join(choice.undated)
        yield f"{files} 没有写明年度，作为报告年度（{choice.year or '草稿未填'}）的报表取数"
    if choice.named:
        names = "、".join(f"“{name}”" for name in choice.named)
        yield f"草稿没有填单位名称，没有核对这些账表是不是本单位的：写的是{names}"
    for book in books:
        left = dict.fromkeys(sheet.name for sheet in book.sheets if sheet.rows and (book.file, sheet.name) not in used)
        if left:
            yield f"{book.file} 没有用到的工作表：{'、'.join(left)}"
        for sheet in book.sheets:
            for row, column in beside(sheet) if (book.file, sheet.name) in used else ():
                title = f"{address(row, column)} 的“{clean(sheet.rows[row][column])}”"
                yield f"{book.file} 工作表“{sheet.name}”{title}与左边的表并排，没有读：请移到另一张工作表再导入"
        if book.hidden:
            yield f"{book.file} 隐藏的工作表没有读：{'、'.join(book.hidden)}"
        yield from (f"{book.file} {remark}" for remark in book.remarks)


def idle(tables: Sequence[AccountTable], found: Iterable[Found]) -> list[AccountTable]:
    """The tables that are known and gave no figure and no doubt."""
    told: set[int] = set()
    for each in found:
        hits = [*each.hits.values(), *each.wholes.values(), *(hit for others in each.others.values() for hit in others)]
        rows = (each.functions, *each.economic.values(), *each.listed.values())
        hits += [row.hit for listed in rows for row in listed]
        hits += [hit for records in each.records.values() for record in records for hit in record.hits.values()]
        told |= {id(hit.table) for hit in hits} | {id(doubt.table) for doubt in each.doubts}
    return [table for table in tables if id(table) not in told]


def of_missing(known: Set[str]) -> Iterator[str]:
    """The kinds of tables that every report needs and that are not among the ``known``."""
    missing = [name for name, kind in KINDS.items() if kind.needed and name not in known]
    if missing:
        yield f"没有找到的表：{'、'.join(missing)}；其中的数没有取"


def of_sheets(
    books: Sequence[Book], choice: ChosenTables, annexes: Sequence[AnnexSheet], figures: Iterable[Taken]
) -> Iterator[str]:
    """What each sheet was read as, and how many ``figures`` come from it."""
    read: dict[tuple[str, str], list[str]] = {}
    for table in choice.now:
        read.setdefault((table.file, table.sheet.name), []).append(table.kind)
    for table in choice.before:
        read.setdefault((table.file, table.sheet.name), []).append(f"上年的{table.kind}")
    for annex in annexes:
        read.setdefault((annex.file, annex.sheet.name), []).append(annex.title)
    counts = Counter((figure.file, figure.sheet) for figure in figures)
    for file, name in dict.fromkeys((book.file, sheet.name) for book in books for sheet in book.sheets if sheet.rows):
        kinds = "、".join(dict.fromkeys(read.get((file, name), ())))
        known = f"当作{kinds}，可取{counts[file, name]}项" if kinds else "没有认出或不是本部门本年度的，没有取"
        yield f"{file} 工作表“{name}”：{known}"

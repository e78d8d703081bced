"""Which tables of the workbooks are this year's and last year's, and of this department; the others are not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from model.drafts.draft import DraftError
from model.report.report import Report
from model.text import fold
from model.workbooks.annex_sheets import AnnexSheet
from model.workbooks.books import Book, Sheet
from model.workbooks.files.inspection import address
from model.workbooks.found_amounts import NO_VALUE
from model.workbooks.tables import departments
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import clean
from model.workbooks.tables.side_by_side import parted
from model.workbooks.tables.table_headings import book_department, book_year, cover_year
from model.workbooks.tables.table_search import tables
from model.workbooks.taking import Taken

_ABOVE = 40
"""So many rows from the top of a sheet say whose accounts it holds, and of which year."""


@dataclass(slots=True)
class ChosenTables:
    """``now`` and ``before``, the tables of the report's ``year`` and of the one before it.

    ``left``: the tables that are neither, each with the reason; ``undated``: the files with tables that name no year
    and were taken for those of the report. ``foreign``: tables of ``now`` and ``before`` that name another department
    than the draft, each with what to say of it; ``named``: the departments that they name where the draft names none.
    ``year`` is None where nothing names one.
    """

    year: int | None
    now: list[AccountTable]
    before: list[AccountTable]
    left: list[tuple[AccountTable, str]]
    undated: list[str]
    foreign: list[tuple[AccountTable, str]] = field(default_factory=list)
    named: list[str] = field(default_factory=list)


def choose(
    books: Sequence[Book], year: int | None, department: str, annexes: Sequence[AnnexSheet] = ()
) -> ChosenTables:
    """The tables of ``books`` for the report of ``year`` (None: not said) and of ``department`` ("": not said).

    A report without a year is of the later one of two years that follow each other. Raises DraftError where neither a
    table is known nor ``annexes`` are there, and where a report without a year has accounts of others.
    """
    left: list[tuple[AccountTable, str]] = []
    dated = [pair for book in books for pair in _dated(book, left)]
    if not (dated or left or annexes):
        _refuse(books)
    stated = {each for _, each in dated if each} or {min(annex.years) for annex in annexes if len(annex.years) == 1}
    if year is None:
        if stated and max(stated) - min(stated) > 1:
            raise DraftError("草稿没有填报告年度，不知道哪些是本年的报表，请先填报告年度")
        year = max(stated, default=None)
    undated = list(dict.fromkeys(table.file for table, each in dated if each is None))
    choice = ChosenTables(year, [], [], left, undated)
    for table, each in dated:
        if each in (None, year):
            choice.now.append(table)
        elif year and each == year - 1:
            choice.before.append(table)
        else:
            left.append((table, f"是{each}年度的，不是报告年度{year}年的，也不是上一年的"))
    for group in (choice.now, choice.before):
        _of_one_department(group, department, left)
    named = {book.file: book_department(book) for book in books}
    whose = [(table, table.heading.department or named[table.file]) for table in (*choice.now, *choice.before)]
    if not department:
        names = (*(annex.department for annex in annexes), *(name for _, name in whose))
        choice.named += dict.fromkeys(name for name in names if name)
    for table, name in whose if department else ():
        if name and not departments.same(name, department):
            said = f"{table.file} 写的是“{name}”，草稿的单位名称是“{department}”：不能断定是同一个部门的账"
            choice.foreign.append((table, said))
    return choice


def _dated(book: Book, left: list[tuple[AccountTable, str]]) -> Iterator[tuple[AccountTable, int | None]]:
    """The tables of a book, each with its year, None where none is named; those of uncertain years go to ``left``."""
    here = list(tables(book))
    several = len({min(table.heading.years) for table in here if table.heading.years}) > 1
    kinds, covered = Counter(table.kind for table in here), cover_year(book)
    for table in here:
        alone = covered is not None and kinds[table.kind] == 1
        why = _not_dated(table, several=several and not alone)
        if why:
            left.append((table, why))
        else:
            yield table, min(table.heading.years, default=covered) or book_year(book)


def _refuse(books: Sequence[Book]) -> NoReturn:
    """Raise DraftError for books in which no table is known."""
    for book in books:
        for sheet in book.sheets:
            if sheet.uncomputed:
                where = f"工作表“{sheet.name}”的 {address(*min(sheet.uncomputed))}"
                raise DraftError(f"{book.file}：{where} {NO_VALUE}")
    files = "、".join(book.file for book in books)
    raise DraftError(f"{files}：没有认出部门决算公开表，表的标题要写明，如“支出决算表”，请检查是否选错了文件")


def identity(
    report: Report, choice: ChosenTables, books: Sequence[Book], annexes: Sequence[AnnexSheet]
) -> Iterator[Taken]:
    """The year and the department that the tables state, for a report that does not say them."""
    years, unit = report.cell("overview.year"), report.cell("overview.unit")
    sheets = [(table.file, table.sheet) for table in choice.now]
    sheets += [(annex.file, annex.sheet) for annex in annexes]
    sheets += [(book.file, sheet) for book in books for sheet in book.sheets]
    told = [(years, str(choice.year or ""))] if years.state != "typed" else []
    whose = min(choice.named, key=len, default="")
    if not unit.raw and all(departments.same(whose, name) for name in choice.named):
        told.append((unit, whose))
    for cell, value in told:
        at = next((found for file, sheet in sheets if (found := _stating(file, sheet, value))), None)
        if value and at is not None:
            yield Taken(cell.section, cell.path, cell.label, value, *at, cell.raw, unit="")


def _stating(file: str, sheet: Sheet, value: str) -> tuple[str, str, str] | None:
    """File, sheet and cell in which ``value`` stands above the tables of ``sheet``."""
    rows = enumerate(sheet.rows[:_ABOVE])
    places = ((row, column, cell) for row, cells in rows for column, cell in enumerate(cells) if isinstance(cell, str))
    return next(
        ((file, sheet.name, address(row, column)) for row, column, cell in places if value in clean(cell)), None
    )


def named_in(book: Book) -> tuple[str, ...]:
    """The departments that the tables and the cover of a workbook name."""
    names = (*(table.heading.department for table in tables(parted(book))), book_department(book))
    return tuple(dict.fromkeys(name for name in names if name))


def _not_dated(table: AccountTable, *, several: bool) -> str:
    """Why the year of a table cannot be told; "" where it can, or where nothing speaks against the report's."""
    years = sorted(table.heading.years)
    if len(years) > 1:
        return f"表头写着几个年度（{'、'.join(map(str, years))}），不能断定是哪一年的"
    if table.heading.unread_year:
        return f"写的是“{table.heading.unread_year}”，不能断定是哪一年的，请写成四位数，如 2023年度"
    if not years and table.heading.of_another_year:
        return "工作表名写的是上年，表里没有写明年度"
    if not years and several:
        return "没有写明年度，同一工作簿里有不止一个年度的报表"
    return ""


def _of_one_department(group: list[AccountTable], department: str, left: list[tuple[AccountTable, str]]) -> None:
    """Leave in ``group`` the tables of one department, and those that name none."""
    names = list(dict.fromkeys(table.heading.department for table in group if table.heading.department))
    if all(departments.same(names[0], name) for name in names[1:]):
        return
    exact = [name for name in names if fold(name) == fold(department)]
    ours = exact or [name for name in names if departments.same(name, department)]
    for table in [table for table in group if table.heading.department not in ("", *ours)]:
        group.remove(table)
        left.append((table, _other(table, names, department if ours else "")))


def _other(table: AccountTable, names: Iterable[str], department: str) -> str:
    if department:
        return f"是“{table.heading.department}”的，不是“{department}”的"
    return f"几张表写着不同的部门（{'、'.join(names)}），请改成同一个名称，或把草稿的单位名称填得与其中一个相同"

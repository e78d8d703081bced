"""Counts the numbers of workbooks by rules of its own, and which of them an import neither takes nor lists."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter, range_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.workbooks.books import Book, Sheet, Value
    from model.workbooks.taking import Proposal

NUMBER = re.compile(r"[-+(]{0,2}[0-9][0-9,]*(\.[0-9]+)?\)?(万?元)?")
LABELS = re.compile(r"编码|代码|行次|栏次|序号|年度|年份|科目|[类款项]$|名称|项目$|类别|内容")
RANGE = re.compile(r"[A-Z]{1,3}[0-9]+(?::[A-Z]{1,3}[0-9]+)?")


def passed_over(books: Sequence[Book], proposal: Proposal) -> list[str]:
    """The cells with numbers, as 决算.xlsx!支出!C6, that nobody who reads the whole of ``proposal`` hears of."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for taken in (*proposal.figures, *proposal.repeated):
        named[taken.file, taken.sheet].update(taken.cell.split("、"))
    for left in proposal.unplaced:
        named[left.file, left.sheet].add(left.cell)
    return [
        f"{book.file}!{sheet.name}!{cell}"
        for book in books
        for sheet in book.sheets
        if not _as_a_whole(book, sheet, proposal)
        for cell in _numbers(sheet)
        if not any(_within(cell, each) for each in named[book.file, sheet.name])
        if not _in_remark(book, sheet, cell, proposal)
    ]


def _numbers(sheet: Sheet) -> Iterator[str]:
    """The cells with numbers that are no codes, years or numbers of rows and columns."""
    for row, cells in enumerate(sheet.rows):
        if "栏次" in map(_squeezed, cells) or _counts_columns(cells):
            continue
        for column, cell in enumerate(cells):
            plain = _squeezed(cell)
            if not NUMBER.fullmatch(plain):
                continue
            if plain.isdigit() and (_is_label(sheet, row, column) or re.fullmatch("(19|20)[0-9]{2}", plain)):
                continue
            yield f"{get_column_letter(column + 1)}{row + 1}"


def _counts_columns(cells: list[Value]) -> bool:
    plain = [re.sub(r"[()]|=.*", "", text) for text in map(_squeezed, cells) if text]
    numbers = [text for text in plain if text not in ("甲", "乙", "项目", "类", "款", "项", "科目编码", "科目名称")]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _is_label(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a header above a cell says that codes stand there."""
    above = (_squeezed(cells[column]) for cells in sheet.rows[:row] if column < len(cells))
    return any(LABELS.search(re.sub(r"\(.*\)", "", text)) for text in above)


def _squeezed(cell: Value) -> str:
    """The text of a cell in half-width characters without blanks."""
    return "".join(unicodedata.normalize("NFKC", str(cell)).split())


def _as_a_whole(book: Book, sheet: Sheet, proposal: Proposal) -> bool:
    """Whether it is said of the sheet that nothing of it was used."""
    quoted = f"工作表“{sheet.name}”"
    idle = f"{book.file} {quoted}里没有报告要用的数，没有用到" in proposal.remarks
    listed = any(
        sheet.name in remark.partition("没有用到的工作表：")[2].split("、")
        for remark in proposal.remarks
        if remark.startswith(f"{book.file} 没有用到")
    )
    whole = any(
        (left.file, left.sheet, left.cell, left.label) == (book.file, sheet.name, "", "") for left in proposal.unplaced
    )
    return idle or listed or whole


def _in_remark(book: Book, sheet: Sheet, cell: str, proposal: Proposal) -> bool:
    for remark in proposal.remarks:
        if remark.startswith(f"{book.file} 工作表“{sheet.name}”没有取的数"):
            ranges = RANGE.findall(re.sub("“.*?”", "", remark.partition("：")[2]))
            if any(_within(cell, each) for each in ranges):
                return True
    return False


def _within(cell: str, cells: str) -> bool:
    if not cells:
        return False
    column, row, *_ = range_boundaries(cell)
    left, top, right, bottom = range_boundaries(cells)
    assert None not in (column, row, left, top, right, bottom)
    return left <= column <= right and top <= row <= bottom  # type: ignore[operator]

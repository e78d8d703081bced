"""What the lines above a table, and the name of its sheet, say of all of it: unit, years, whose accounts they are."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from model.figures import MONEY, Unit, unit_named
from model.patterns import Pattern
from model.workbooks.books import Book
from model.workbooks.tables import departments
from model.workbooks.tables.cell_values import BRACKETED_UNIT, MONEY_NAME, clean
from model.workbooks.tables.table_words import WORDS

_UNITS: Final = Pattern(rf"单位[:(](?:{MONEY_NAME}[、,;/和或及与]?)+")
_ONLY_UNIT: Final = Pattern(rf"\(?(?:(?:金额|计量|货币)?单位[:(])?{MONEY_NAME}\)*|(?:金额|计量|货币)?单位:")
_YEAR: Final = Pattern(r"(20[0-9]{2})年度|(?<=预算年度:)(20[0-9]{2})(?![0-9年])")
_TITLE_YEAR: Final = Pattern(r"(20[0-9]{2})年(?![0-9]{1,2}月)")
_ONLY_YEAR: Final = Pattern(r"(?<![0-9])(20[0-9]{2})(?![0-9]|年[0-9]{1,2}月)")
_UNREAD: Final = Pattern(r"[0-9零〇○一二三四五六七八九十百千]{1,9}年度")
_ANOTHER: Final = Pattern(WORDS["another_year"])
_PREAMBLE: Final = Pattern(WORDS["preamble"])


def stands_before(text: str) -> bool:
    """Whether a cell belongs to the lines between title and header: unit, department, date, number of the table."""
    return _PREAMBLE.match(text) is not None or _ONLY_UNIT.fullmatch(text) is not None


class TableHeading:
    """What ``texts``, the cells above the data, and the name of the ``sheet`` say; else ``over``, above all tables.

    ``unit`` is that of the amounts, None where there is none or more than one of ``units``; ``years`` those named above
    the header (``above``), else in the name of the sheet; ``unread_year`` the words there that say one which nobody
    understands, "" where there is none; ``department`` whose accounts they are, "" for not said; ``lines`` all that is
    said above the header.
    """

    def __init__(self, sheet: str, above: Sequence[str], texts: Iterable[str], over: Sequence[str]) -> None:
        name = clean(sheet)
        self.lines = above
        self.units = units_in([*texts, name]) or units_in([*over])
        unit = unit_named(self.units[0]) if len(self.units) == 1 else None
        self.unit: Unit | None = unit if unit is not None and unit.dimension == MONEY else None
        self.years = (
            years_in(above) or years_in(over) or years_in([name]) or {int(year) for year in _ONLY_YEAR.findall(name)}
        )
        unread = [] if self.years else [found[0] for text in (*above, name) if (found := _UNREAD.search(text))]
        self.unread_year = next(iter(unread), "")
        self.of_another_year = not self.years and _ANOTHER.search(name) is not None
        before = f"(?:{_PREAMBLE.source}|{_ONLY_UNIT.source})"
        self.department = departments.stated(above, before) or departments.stated(over, before)

    def of_year(self, year: int) -> TableHeading:
        """The same above the rows of one year."""
        heading = copy.copy(self)
        heading.years, heading.unread_year, heading.of_another_year = {year}, "", False
        return heading


def years_in(texts: Iterable[str]) -> set[int]:
    """The years that ``texts`` state: those called 年度 where there are any, else those that are no dates."""
    texts = list(texts)
    for pattern in (_YEAR, _TITLE_YEAR):
        found = {
            int(year) for text in texts for match in pattern.finditer(text) for year in filter(None, match.groups())
        }
        if found:
            return found
    return set()


def book_year(book: Book) -> int | None:
    """The year that the workbook's cover, the names of its sheets or of its file state."""
    texts = [clean(cell) for sheet in book.sheets for row in sheet.rows[:8] for cell in row if isinstance(cell, str)]
    titles = [text for text in texts if len(text) <= 40 and not text.startswith(("注", "编制", "日期"))]
    for stated in (titles, [clean(sheet.name) for sheet in book.sheets], [clean(book.file)]):
        found = years_in(stated)
        if len(found) == 1:
            return found.pop()
    return None


def units_in(texts: list[str]) -> list[str]:
    """The units of money that clean ``texts`` state, each once."""
    listed = (found[0] for text in texts for found in _UNITS.finditer(text))  # one, or several: 元、万元
    found = {name for units in listed for name in re.findall(MONEY_NAME, units)}
    found |= {name for text in texts for name in BRACKETED_UNIT.findall(text)}
    found |= {stated[1] for text in texts if (stated := _ONLY_UNIT.fullmatch(text)) and stated[1]}
    return sorted(found)


def book_department(book: Book) -> str:
    """The department that the workbook's cover names; "" for none."""
    return next(filter(None, map(departments.stated, _covers(book))), "")


def cover_year(book: Book) -> int | None:
    """The one year that the workbook's cover names."""
    found = set().union(*map(years_in, _covers(book)))
    return found.pop() if len(found) == 1 else None


def _covers(book: Book) -> list[list[str]]:
    """The texts of the workbook's cover: a sheet at its beginning without amounts."""
    rows = [sheet.rows[:40] for sheet in book.sheets[:2]]
    cells = [[cell for row in each for cell in row if cell != ""] for each in rows]
    return [
        [text for text in map(clean, each) if text]
        for each in cells
        if not any(isinstance(cell, Decimal) for cell in each)
    ]

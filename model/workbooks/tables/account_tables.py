"""A table of the accounts: what its columns and rows are called, the codes and amounts in them, of which year.

Nothing is known by its number: a table is found by its title, a column by the headers above it, a row by the label or
the code in its own half of the table.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from model.figures import MONEY, PEOPLE, Unit, unit_named
from model.patterns import Pattern
from model.workbooks.books import Book, Sheet, Value
from model.workbooks.files.inspection import Place, address
from model.workbooks.tables.cell_values import bare, clean, numeric
from model.workbooks.tables.table_headers import BESIDE, LABEL, TableHeaders
from model.workbooks.tables.table_headings import TableHeading
from model.workbooks.tables.table_kinds import STAFF, STAFF_BELOW, THREE_PUBLIC
from model.workbooks.tables.table_notes import saying_nothing_is_there, table_foot
from model.workbooks.tables.table_words import WORDS

_SIDE: Final = Pattern(WORDS["side"])
_CODED: Final = Pattern(WORDS["coded"])
_CODE: Final = Pattern(r"[\[(【〔]?([0-9]{3,7})[\])】〕]?+[-—_:、]?([^0-9.年].*)")
_BRACKETED: Final = Pattern(r"[\[(【〔]([0-9]+)[\])】〕]")
_LAST_YEAR: Final = WORDS["last_year"]
_NOT_OF_THE_YEAR: Final = Pattern(WORDS["not_of_the_year"])
_UNITS: Final = Pattern("(?:计量)?单位")
_NAME: Final = Pattern("[\u4e00-\u9fff]{2}")
_SUMS: Final = ("小计", "合计")
_NOTES: Final = 12
"""So many rows of notes stand below a table at most."""
_UNNAMED: Final = "决算数"
"""What a column of the accounts is called that is headed by the year alone."""
_CHANGE: Final = Pattern(WORDS["change"])


class AccountTable:
    """A table of one kind on a sheet.

    ``kind`` is its name in the mapping, ``title`` the words of its title, ``heading`` what stands above it, ``paths``
    the headers above each column from the top, joined by "/", ``start`` its first row, ``first`` to ``end`` its rows of
    data, ``notes`` what is written below. ``form``: it has no header, each number stands behind its label. The rows to
    ``lead`` stand above all tables of the sheet.
    """

    def __init__(self, book: Book, sheet: Sheet, kind: str, start: int, title: int, stop: int, lead: int) -> None:
        self.file = book.file
        self.sheet = sheet
        self.cell = sheet.cell
        self.kind = kind
        self.start = start
        self._headers = TableHeaders(sheet, title, stop)
        self.said = self._headers.said
        self.width, self.header, self.first = self._headers.width, self._headers.start, self._headers.first
        self.end, self.notes = table_foot(sheet, self.first, stop)
        self._stop = stop
        self._rows: Sequence[int] = range(self.first, self.end)
        self._year_column = -1
        self.paths = [self._headers.path(column, self.end) for column in range(self.width)]
        self.form = kind == STAFF and self.first == self.header
        self._values = [self._holds_amounts(column) for column in range(self.width)]
        self._blocks = self._find_blocks()
        self._grouped = {column for top, column, bottom, _ in sheet.spans if self.first <= top < bottom}
        self._codes: dict[int, int] = {}
        self._labels: dict[tuple[int, int], tuple[str, ...]] = {}
        self._rows_by_label: dict[int, dict[str, list[int]]] = {}
        self._places = {half.start: [place for place in half if not self._values[place]] for half in self._blocks}
        self._subjects: dict[tuple[int, int], tuple[str, str]] = {}
        self._past: dict[int, str] | None = None
        rows = sheet.rows[start : self.first]
        above = [clean(cell) for row in rows[: self.header - start] for cell in row if cell != ""]
        heads = [clean(cell) for row in rows[self.header - start :] for cell in self._seen(row) if cell != ""]
        self.title = "".join(map(clean, sheet.rows[title])) if title >= 0 else clean(sheet.name)
        over = [clean(cell) for row in sheet.rows[:lead] for cell in row if cell != ""]
        self.heading = TableHeading(sheet.name, above, [*above, *heads], over)

    def _seen(self, cells: Sequence[Value]) -> Iterator[Value]:
        """The cells of a row that stand in no hidden column."""
        return (cell for column, cell in enumerate(cells) if column not in self.sheet.hidden_columns)

    @property
    def unit(self) -> Unit | None:
        """The unit of its amounts; None where that is not certain."""
        if self.kind in (STAFF, STAFF_BELOW):
            return PEOPLE
        return self.heading.unit or (None if self.heading.units else self._unit_beside())

    def _unit_beside(self) -> Unit | None:
        """The unit of money in the column that gives each row its unit; None where there is none, or several."""
        places = [place for place, path in enumerate(self.paths) if _UNITS.fullmatch(path)]
        named = {clean(self.cell(row, place)) for place in places for row in self.data()}
        money = [unit for name in named if name and (unit := unit_named(name)) is not None and unit.dimension == MONEY]
        return money[0] if len(money) == 1 else None

    def data(self) -> Sequence[int]:
        """The rows below the header and above the notes, of its year where the rows are of several."""
        return self._rows

    @property
    def its_rows(self) -> str:
        """The cells of its rows where it is one of several years in one table: A5:H6; "" for a table of its own."""
        rows = self._rows
        if len(rows) == self.end - self.first or not rows:
            return ""
        return f"{address(rows[0], 0)}:{address(rows[-1], self.width - 1)}"

    @property
    def words(self) -> str:
        """All that is written in its header and beside its amounts."""
        rows = self.sheet.rows[max(self.header, 0) : self.end]
        return " ".join(clean(cell) for row in rows for cell in row if isinstance(cell, str) and cell)

    @property
    def empty(self) -> bool:
        """Whether no amount stands in the table."""
        return not any(
            self.is_value(column) and numeric(self.cell(row, column))
            for row in self.data()
            for column in range(self.width)
        )

    @property
    def says_nothing_is_there(self) -> str:
        """The note that there is no such income or expenditure; "" where there is no such note."""
        return saying_nothing_is_there(self.notes)

    @property
    def below(self) -> int:
        """The row at which its notes end at the latest."""
        return min(self._stop, self.end + _NOTES)

    def noted(self, wanted: str) -> Place | None:
        """Where a note below the table says ``wanted``, a pattern; None where none does."""
        below = enumerate(self.sheet.rows[self.end : self.below], self.end)
        places = ((row, column, cell) for row, cells in below for column, cell in enumerate(cells))
        return next(((row, column) for row, column, cell in places if re.search(wanted, clean(cell))), None)

    def is_value(self, column: int) -> bool:
        """Whether the column holds amounts."""
        return self._values[column]

    def _holds_amounts(self, column: int) -> bool:
        path = self.paths[column]
        if self.form:
            return any(numeric(self.cell(row, column)) for row in self.data())
        return (
            bool(path)
            and not self._is_side(column)
            and not LABEL.fullmatch(path.rpartition("/")[2])
            and not _CODED.fullmatch(path)
            and not _UNITS.fullmatch(path.rpartition("/")[2])
            and not self._holds_words(column)
        )

    def _holds_words(self, column: int) -> bool:
        """Whether names and no amounts stand in the column: these are labels, whatever their header."""
        cells = [self.cell(row, column) for row in self.data()]
        if any(map(numeric, cells)):
            return False
        return len({text for text in map(clean, cells) if _NAME.search(text)}) > 1

    def is_index(self, row: int) -> bool:
        """Whether the row numbers the columns."""
        return self._headers.is_index(row)

    def labels(self, row: int, column: int) -> tuple[str, ...]:
        """The labels of ``row`` for an amount in ``column``, those in its own half of the table, and all as one."""
        at = row, self.half(column)
        if at not in self._labels:
            self._labels[at] = self._read_labels(row, column)
        return self._labels[at]

    def rows_called(self, wanted: Pattern, column: int) -> list[int]:
        """The rows of which a label in the half of ``column`` is ``wanted``, in their order."""
        start = self.half(column)
        if start not in self._rows_by_label:  # every figure of the mapping is looked for in every row
            found: dict[str, list[int]] = defaultdict(list)
            for row in self.data():
                for label in self.labels(row, column):
                    found[label].append(row)
            self._rows_by_label[start] = found
        by_label = self._rows_by_label[start]
        return sorted({row for label in filter(wanted.fullmatch, by_label) for row in by_label[label]})

    def _read_labels(self, row: int, column: int) -> tuple[str, ...]:
        places = self._label_places(column)
        found = []
        for place in places:
            if place in self._grouped:
                text = self._label(row, place, places)
            elif (cell := self._headers.said(row, place)) == "":
                continue
            else:
                text = bare(cell)
            if text and not text.isdigit() and not BESIDE.fullmatch(text):
                found.append(text)
        if not found and self._year_column >= 0 and clean(self.cell(row, self._year_column)):
            found = ["决算数" if self.kind == THREE_PUBLIC else "合计"]  # a row that is called by its year alone
        return (*found, "".join(found))

    def _label(self, row: int, place: int, places: Sequence[int]) -> str:
        """What a cell calls its row; one merged over rows of which one is 小计 calls that one only."""
        rows = self._headers.rows_of(row, place)
        inner = [each for each in places if each > place]
        sums = {each for each in rows for other in inner if bare(self.cell(each, other)) in _SUMS}
        if len(rows) == 1 or not sums:
            return bare(self.cell(row, place))
        return bare(self.cell(rows.start, place)) if row in sums else ""

    def heads(self, column: int) -> str:
        """The headers above the labels in the half of ``column``: 支出/项目(按支出性质和经济分类)."""
        return "/".join(self.paths[place] for place in self._label_places(column))

    def code(self, row: int, column: int) -> tuple[str, str]:
        """The code and the name of the row's subject in the half of ``column``; ("", "") where it has no code.

        A code parted over several columns (类 款 项) is joined. A row that leaves the first of them blank belongs to
        the class above it and has no code of its own.
        """
        at = row, self.half(column)
        if at not in self._subjects:  # asked for each column of amounts
            self._subjects[at] = self._read_code(row, column)
        return self._subjects[at]

    def _read_code(self, row: int, column: int) -> tuple[str, str]:
        code = ""
        first = self._first_code(column)
        if first < 0:
            return "", ""
        for place in self._label_places(column):
            value = self.cell(row, place)
            text = _digits(value) if isinstance(value, Decimal) or value else ""
            if not text or BESIDE.fullmatch(text):
                continue
            joined = _CODE.fullmatch(text)
            if joined and not code and place == first:
                return joined[1], bare(joined[2])
            if text.isdigit() and not self.paths[place].endswith(("行次", "序号")):
                if not code and place != first:
                    return "", ""
                code += text if not code or len(text) > 2 else text.zfill(2)
            elif code and not numeric(value):
                return code, bare(value)
        return (code, "") if code else ("", "")

    def _first_code(self, column: int) -> int:
        """The column of the half of ``column`` in which codes begin; -1 where it has none."""
        half = self.half(column)
        if half not in self._codes:
            self._codes[half] = next(
                (
                    place
                    for place in self._label_places(column)
                    if not self.paths[place].endswith(("行次", "序号"))
                    and any(map(self._is_code, (self.cell(row, place) for row in self.data())))
                ),
                -1,
            )
        return self._codes[half]

    def _is_code(self, value: Value) -> bool:
        text = _digits(value)
        return (text.isdigit() and len(text) > 2) or _CODE.fullmatch(text) is not None

    def coded_by(self, column: int) -> str:
        """The headers above the codes in the half of ``column``: 功能分类科目编码/类; "" where it has no codes."""
        first = self._first_code(column)
        if first < 0:
            return ""
        return self.paths[first] or self._headers.top(first + 1)

    def columns(self, pattern: str, year: int | None) -> list[int]:
        """The columns of amounts whose headers are ``pattern``, those of other years than ``year`` left out."""
        wanted = Pattern(pattern)
        values = [column for column in range(self.width) if self.is_value(column)]
        return [column for column in values if wanted.fullmatch(self._of_year(column, year))]

    def _of_year(self, column: int, year: int | None) -> str:
        """The headers above ``column`` without ``year``; "" where they name another year."""
        if self._past is not None:
            return self._past.get(column, "")
        parts = [re.sub(rf"{year}年?(?:度|的)?|^本年度?数?$", "", part) for part in self.paths[column].split("/")]
        path = "/".join(part for part in parts if part)
        return "" if _NOT_OF_THE_YEAR.search(path) else path or _UNNAMED

    def of_rows(self, rows: Sequence[int], year: int, column: int) -> AccountTable:
        """The same table with ``rows`` only, those of ``year``; ``column`` holds the years, -1 for none."""
        table = copy.copy(self)
        table._rows, table._year_column = rows, column
        table._codes, table._labels, table._subjects, table._rows_by_label = {}, {}, {}, {}
        table.heading = self.heading.of_year(year)
        return table

    def last_year(self) -> AccountTable | None:
        """The same table with the columns of last year for its amounts; None where it has none."""
        past: dict[int, str] = {}
        named = [{int(year) for year in re.findall(r"(20[0-9]{2})年", path)} for path in self.paths]
        stated = self.heading.years or {max(set().union(*named), default=0)}
        for column, (path, years) in enumerate(zip(self.paths, named, strict=True)):
            earlier = years == {max(stated) - 1} or (not years and re.search(_LAST_YEAR, path) is not None)
            if earlier and self.is_value(column) and not _CHANGE.search(path):
                parts = [
                    re.sub(rf"{_LAST_YEAR}数?$|{_LAST_YEAR}|20[0-9]{{2}}年度?", "", part) for part in path.split("/")
                ]
                past[column] = "/".join(part for part in parts if part) or _UNNAMED
        if not past:
            return None
        table = copy.copy(self)
        table._past = past
        return table

    def right_of(self, row: int, column: int) -> Iterator[int]:
        """The columns to the right of a label, past the cells merged with it."""
        return self._headers.right_of(row, column)

    def _is_side(self, column: int) -> bool:
        """Whether the column is headed 收入 or 支出 and holds what these are called, not their amounts."""
        headed = _SIDE.fullmatch(self.paths[column].rpartition("/")[2])
        return headed is not None and not any(numeric(self.cell(row, column)) for row in self.data())

    def _find_blocks(self) -> list[range]:
        """The half of the table that each column is in: labels, and the amounts that belong to them."""
        columns = range(1, self.width)
        starts = [0, *(column for column in columns if self._starts_block(column))]
        halves = [range(start, end) for start, end in zip(starts, [*starts[1:], self.width], strict=True)]
        return [half for half in halves for _ in half]

    def _starts_block(self, column: int) -> bool:
        left = next((place for place in range(column - 1, -1, -1) if self.paths[place]), None)
        return left is not None and self.is_value(left) and self.paths[column] != "" and not self.is_value(column)

    def half(self, column: int) -> int:
        """The first column of the half of the table that ``column`` is in: its labels are those of all the half."""
        return self._blocks[column].start

    def _label_places(self, column: int) -> list[int]:
        """The columns of labels and codes in the half of ``column``."""
        places = self._places[self.half(column)]
        return [place for place in places if place != self._year_column] if self._year_column >= 0 else places


def _digits(value: Value) -> str:
    """The clean text of a cell; of a code in brackets the code."""
    text = clean(value)
    found = _BRACKETED.fullmatch(text)
    return found[1] if found else text

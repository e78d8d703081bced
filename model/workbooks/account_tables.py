"""Recognises the tables on a sheet: their title, unit and year, what each column and each row is called.

Nothing is known by its number: a table is found by its title, a column by the headers above it, a row by the label or
the code in its own half of the table.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from model.errors import ZipingError
from model.figures import MAX_DIGITS, Unit, canonical, unit_named
from model.workbooks.table_headings import BRACKETED_UNIT, MARKS, TableHeading, clean, stands_before
from model.workbooks.table_kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.workbooks.books import Book, Sheet, Value
    from model.workbooks.files.inspection import Span

_NUMBERING: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[、.](?![0-9]))+"
)
_LABEL: Final = re.compile(
    r"(?:收入|支出)?项目(?:\(.*\))?|.*(?:科目|编码|分类|名称)|(?>.*?(?:科目|编码|分类|名称)\().*\)|栏次|行次|序号|[类款项]"
)
_SIDE: Final = re.compile(r"(?:收入|支出)(?:来源|类别|用途)?")
_BESIDE: Final = re.compile(r"[类款项]|栏次|行次|序号")
_CODED: Final = re.compile(r".*(?:编码|代码)|(?:.*/)?[类款项]")
_INDEX: Final = re.compile(r"\(?([0-9]{1,2})\)?(?:=[-+=()0-9]+)?")
_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?|\([0-9][0-9,]*(?:\.[0-9]+)?\)|[0-9 ]+\.[0-9]+")
_NOTE: Final = re.compile(r"(?:注|备注|说明|附注|填表说明)(?:[:0-9一1.、]|$)|※|本表(?:反映|为空|无)|本套报表")
_HEADED: Final = re.compile(_LABEL.pattern + r"|.*(?:[预决]算数|收入|支出|合计)")
_OTHER: Final = re.compile(
    r"(?!.*续)[^。,;:]{2,40}(?:决算|预算|收支|支出|情况|明细|统计)[^。,;:]{0,6}表(?:\([^()]{1,20}\))?"
)
_NOTHING: Final = re.compile(
    r"(?>.*?(?:没有|无|未发生|未安排|不涉及|不存在)).*?(?:收入|支出|数据|资金|预算|经费|拨款|本表|空)"
)
# What a sentence names that speaks of a part only, or of what others would have to do.
_NOT_ALL: Final = re.compile(
    r"出国|接待|公务用车|公车|购置|运行|会议费|培训费|基本支出|项目支出|应当?|须|如果?|若|的(?:部门|单位|,)"
)
_NOTED: Final = re.compile(r"(?<!{0}){0}++$".format(rf"[\s{re.escape(MARKS)}*※#△▲★☆†‡]"))
_LOOSE: Final = re.compile(r"(?<=[0-9])\s*[,，]\s*(?=[0-9]{3}(?![0-9]))")
_CODE: Final = re.compile(r"[\[(【〔]?([0-9]{3,7})[\])】〕]?[-—_:、]?([^0-9.].*)")
_COUNTED: Final = re.compile(r"([0-9][0-9,]*(?:\.0+)?)(?:个|批次?|人次?|次|辆|台)?")
_LAST_YEAR: Final = r"(?:上年度?|上一年度?|去年)(?!结转|结余|财政拨款结转)"
_UNNAMED: Final = "决算数"
"""What a column of the accounts is called that is headed by the year alone."""
_CHANGE: Final = re.compile(r"增减|%|占比|比例|较|比上年")
_BLANKS: Final = frozenset({"", "-", "--", "/", "－", "—", "——", "–", "\\"})


def bare(value: Value) -> str:
    """The text of a cell without the numbering before it, the unit and the colon behind it."""
    text = BRACKETED_UNIT.sub("", clean(value))
    found = _NUMBERING.match(text)
    return text[found.end() if found else 0 :].rstrip(":")


def blank(value: Value) -> bool:
    """Whether the cell says nothing; a dash says nothing."""
    return isinstance(value, str) and clean(value) in _BLANKS


def amount(value: Value, unit: Unit) -> Decimal | None:
    """The number in a cell, in ``unit`` or the unit behind it; None where there is none."""
    if isinstance(value, Decimal):
        return value if value.adjusted() < MAX_DIGITS else None
    text = _unmarked(value)
    if any(sign in MARKS for sign in text):  # a mark inside of a number: nobody knows which digits are the number's
        return None
    try:
        typed = canonical(text, unit)
    except ZipingError:
        return None
    digits = re.match(r"-?[0-9.]+", typed)
    other = unit_named(typed[digits.end() :]) if digits else None
    if digits is None:
        return None
    named = unit if other is None or not other.name else other
    return Decimal(digits[0]) * named.factor / unit.factor


def counted(value: Value) -> Decimal | None:
    """The number of things in a cell, a whole one, whatever they are called behind it; None where there is none."""
    if not isinstance(value, Decimal):
        found = _COUNTED.fullmatch(_unmarked(value))
        value = Decimal(found[1].replace(",", "")) if found else Decimal(-1)
    return value if value == value.to_integral_value() and 0 <= value < 10**9 else None


class AccountTable:
    """A table of one kind on a sheet.

    ``kind`` is its name in the mapping, ``heading`` what stands above it, ``paths`` the headers above each column from
    the top, joined by "/", ``first`` to ``end`` its rows of data, ``notes`` what is written below.
    """

    def __init__(self, book: Book, sheet: Sheet, kind: str, start: int, title: int, stop: int) -> None:
        self.file = book.file
        self.sheet = sheet
        self.kind = kind
        self.title = title
        self._merged = _merged(sheet, title, stop)
        self.width = max((len(row) for row in sheet.rows[max(title, 0) : stop]), default=0)
        self.header, self.first = self._find_header(title + 1, stop)
        self.end, self.notes = self._find_end(stop)
        self.paths = [self._path(column) for column in range(self.width)]
        self._sides = {column for column in range(self.width) if self._is_side(column)}
        self._blocks = self._find_blocks()
        self._codes: dict[int, int] = {}
        self._past: dict[int, str] | None = None
        texts = [[clean(cell) for cell in row if cell != ""] for row in sheet.rows[start : self.first]]
        above = [text for row in texts[: self.header - start] for text in row]
        self.heading = TableHeading(sheet.name, above, [text for row in texts for text in row])

    @property
    def unit(self) -> Unit | None:
        """The unit of its amounts; None where that is not certain."""
        return self.heading.unit

    def cell(self, row: int, column: int) -> Value:
        """What stands in a cell; "" beyond the edge of the sheet."""
        rows = self.sheet.rows
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""

    def data(self) -> range:
        """The rows below the header and above the notes."""
        return range(self.first, self.end)

    @property
    def words(self) -> str:
        """All that is written in its header and beside its amounts."""
        rows = self.sheet.rows[max(self.header, 0) : self.end]
        return " ".join(clean(cell) for row in rows for cell in row if isinstance(cell, str) and cell)

    @property
    def empty(self) -> bool:
        """Whether no amount stands in the table."""
        return not any(
            self.is_value(column) and _numeric(self.cell(row, column))
            for row in self.data()
            for column in range(self.width)
        )

    @property
    def says_nothing_is_there(self) -> str:
        """The note that there is no such income or expenditure; "" where there is no such note."""
        return next((note for note in self.notes if any(map(_denies, re.split(r"[。;]", clean(note))))), "")

    def is_value(self, column: int) -> bool:
        """Whether the column holds amounts."""
        path = self.paths[column]
        return (
            bool(path)
            and column not in self._sides
            and not _LABEL.fullmatch(path.rpartition("/")[2])
            and not _CODED.fullmatch(path)
        )

    def labels(self, row: int, column: int) -> list[str]:
        """The labels of ``row`` for an amount in ``column``, those in its own half of the table, and all as one."""
        found = [bare(self.cell(row, place)) for place in self._block(column) if not self.is_value(place)]
        found = [text for text in found if text and not _BESIDE.fullmatch(text) and not text.isdigit()]
        return [*found, "".join(found)]

    def heads(self, column: int) -> str:
        """The headers above the labels in the half of ``column``: 支出/项目(按支出性质和经济分类)."""
        return "/".join(self.paths[place] for place in self._block(column) if not self.is_value(place))

    def code(self, row: int, column: int) -> tuple[str, str]:
        """The code and the name of the row's subject in the half of ``column``; ("", "") where it has no code.

        A code parted over several columns (类 款 项) is joined. A row that leaves the first of them blank belongs to
        the class above it and has no code of its own.
        """
        code = ""
        first = self._first_code(column)
        for place in self._block(column):
            value = self.cell(row, place)
            text = clean(value)
            if self.is_value(place) or not text or _BESIDE.fullmatch(text):
                continue
            joined = _CODE.fullmatch(text)
            if joined and not code and place == first:
                return joined[1], bare(joined[2])
            if text.isdigit() and not self.paths[place].endswith(("行次", "序号")):
                if not code and place != first:
                    return "", ""
                code += text if not code or len(text) > 2 else text.zfill(2)
            elif code and not _numeric(value):
                return code, bare(value)
        return (code, "") if code else ("", "")

    def _first_code(self, column: int) -> int:
        """The column of the half of ``column`` in which codes begin; -1 where it has none."""
        block = self._block(column)
        if block.start not in self._codes:
            self._codes[block.start] = next(
                (
                    place
                    for place in block
                    if not self.is_value(place)
                    and not self.paths[place].endswith(("行次", "序号"))
                    and any(map(self._is_code, (self.cell(row, place) for row in self.data())))
                ),
                -1,
            )
        return self._codes[block.start]

    def _is_code(self, value: Value) -> bool:
        text = clean(value)
        return (text.isdigit() and len(text) > 2) or _CODE.fullmatch(text) is not None

    def coded_by(self, column: int) -> str:
        """The headers above the codes in the half of ``column``: 功能分类科目编码/类; "" where it has no codes."""
        first = self._first_code(column)
        if first < 0:
            return ""
        beside = self._header_text(self.header, first + 1) if first + 1 < self.width else ""
        return self.paths[first] or beside

    def columns(self, pattern: str, year: int | None) -> list[int]:
        """The columns of amounts whose headers are ``pattern``, those of other years than ``year`` left out."""
        wanted = re.compile(pattern)
        values = [column for column in range(self.width) if self.is_value(column)]
        return [column for column in values if wanted.fullmatch(self._of_year(column, year))]

    def _of_year(self, column: int, year: int | None) -> str:
        """The headers above ``column`` without ``year``; "" where they name another year."""
        if self._past is not None:
            return self._past.get(column, "")
        parts = [re.sub(rf"{year}年?(?:度|的)?|^本年度?数?$", "", part) for part in self.paths[column].split("/")]
        path = "/".join(part for part in parts if part)
        another = rf"{_LAST_YEAR}|(?:19|20)[0-9]{{2}}年?|增减|%|占比|比例"
        return "" if re.search(another, path) else path or _UNNAMED

    @property
    def columns_beside(self) -> list[int]:
        """The columns of last year that it is made of; none of a table that is one of its own."""
        return list(self._past or ())

    def last_year(self) -> AccountTable | None:
        """The same table with the columns of last year for its amounts; None where it has none."""
        past: dict[int, str] = {}
        for column in range(self.width):
            path = self.paths[column]
            years = {int(year) for year in re.findall(r"(20[0-9]{2})年", path)}
            stated = self.heading.years or {max(years, default=0)}
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
        last = self._merged.get((row, column), (row, column, row, column))[3]
        return iter(range(last + 1, self.width))

    # How the parts of a table are found.

    def _find_header(self, row: int, stop: int) -> tuple[int, int]:
        """The first row of the header and the first row of data."""
        while row < stop and self._is_preamble(row):
            row += 1
        header = row
        while row < stop:
            if self._is_index(row):
                return header, row + 1
            if self._is_data(row, header):
                return header, row
            row += 1
        return header, stop

    def _is_preamble(self, row: int) -> bool:
        """Whether the row stands between title and header: unit, department, number of the table."""
        texts = [text for text in map(clean, self.sheet.rows[row]) if text]
        alone = len(texts) == 1 and row < self.title + 3 and not _HEADED.fullmatch(texts[0])
        return alone or not texts or (any(map(stands_before, texts)) and not any(map(_HEADED.fullmatch, texts)))

    def _is_index(self, row: int) -> bool:
        """Whether the row numbers the columns: 栏次 1 2 3, 甲 乙 (1) (2), 1=2+3 2 3."""
        texts = [clean(cell) for cell in self.sheet.rows[row] if not blank(cell)]
        numbers = [_index(text) for text in texts if not (_LABEL.fullmatch(text) or text in "甲乙丙丁")]
        named = any(text == "栏次" for text in texts)
        return (
            bool(numbers or named)
            and numbers == [str(number) for number in range(1, len(numbers) + 1)]
            and (named or len(numbers) > 1)
        )

    def _is_data(self, row: int, header: int) -> bool:
        """Whether amounts or nothing but a label stand in the row."""
        cells = [cell for cell in self.sheet.rows[row] if not blank(cell) and not _BESIDE.fullmatch(clean(cell))]
        if any(map(_numeric, cells)) or (cells and _NOTE.match(clean(cells[0]))):
            return True
        return row > header and len(cells) == 1 and bare(cells[0]) in ("合计", "总计")

    def _find_end(self, stop: int) -> tuple[int, list[str]]:
        end = stop
        notes: list[str] = []
        for row in range(self.first, stop):
            texts = [str(cell) for cell in self.sheet.rows[row] if isinstance(cell, str) and not blank(cell)]
            if end == stop and texts and _NOTE.match(clean(texts[0])):
                end = row
            notes += [text.strip() for text in texts if row >= end or len(clean(text)) > 8]
        return end, notes

    def _path(self, column: int) -> str:
        """The headers above ``column``, each said once; a merged one stands above all its columns but empty ones."""
        parts: list[str] = []
        if not any(self.cell(row, column) != "" for row in range(self.header, self.end)):
            return ""
        for row in range(self.header, self.first):
            if self._is_index(row):
                continue
            text = self._header_text(row, column)
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        return "/".join(parts)

    def _header_text(self, row: int, column: int) -> str:
        span = self._merged.get((row, column))
        text = self._header_cell(*span[:2]) if span else self._header_cell(row, column)
        if text or span or not self._headed_below(row, column):
            return text
        # An unmerged header stands above the first of its columns only; it ends where one above it begins.
        for left in range(column, -1, -1):
            text = self._header_cell(row, left)
            if text:
                return text if self._headed_below(row, left) and not _LABEL.fullmatch(text) else ""
            if any(self._header_cell(above, left) for above in range(self.header, row)):
                return ""
        return ""

    def _header_cell(self, row: int, column: int) -> str:
        return bare(bare(self.cell(row, column)).removeprefix("其中:"))

    def _headed_below(self, row: int, column: int) -> bool:
        """Whether another header stands below this place, itself the first or only one of its columns."""
        for below in range(row + 1, self.first):
            span = self._merged.get((below, column))
            if span and span[0] <= row:
                return False
            if not self._is_index(below) and self._header_cell(below, column):
                return True
        return False

    def _is_side(self, column: int) -> bool:
        """Whether the column is headed 收入 or 支出 and holds what these are called, not their amounts."""
        headed = _SIDE.fullmatch(self.paths[column].rpartition("/")[2])
        return headed is not None and not any(_numeric(self.cell(row, column)) for row in self.data())

    def _find_blocks(self) -> list[range]:
        """The halves of the table: labels, and the amounts that belong to them."""
        columns = range(1, self.width)
        starts = [0, *(column for column in columns if self._starts_block(column))]
        return [range(start, end) for start, end in zip(starts, [*starts[1:], self.width], strict=True)]

    def _starts_block(self, column: int) -> bool:
        left = next((place for place in range(column - 1, -1, -1) if self.paths[place]), None)
        return left is not None and self.is_value(left) and self.paths[column] != "" and not self.is_value(column)

    def _block(self, column: int) -> range:
        return next(block for block in self._blocks if column in block)


def tables(book: Book) -> Iterator[AccountTable]:
    """The tables of a workbook that the mapping knows."""
    for sheet in book.sheets:
        titles = [(row, kind) for row, cells in enumerate(sheet.rows) if (kind := _titled(cells))]
        first = titles[0][0] if titles else len(sheet.rows)
        titles += [(row, "") for row, cells in enumerate(sheet.rows) if row > first and _is_other_title(cells)]
        titles.sort()
        if not titles and (kind := kind_of(bare(sheet.name).rstrip("0123456789-_"))):
            titles = [(-1, kind)]
        for number, (row, kind) in enumerate(titles):
            if not kind:  # a table that no figure is taken from ends the one above it
                continue
            start = row if number else 0
            stop = titles[number + 1][0] if number + 1 < len(titles) else len(sheet.rows)
            table = AccountTable(book, sheet, kind, start, row, stop)
            if any(map(table.is_value, range(table.width))):
                yield table


def _denies(sentence: str) -> bool:
    """Whether a sentence says that there is nothing of what its table is about."""
    return _NOTHING.match(sentence) is not None and _NOT_ALL.search(sentence) is None


def _titled(cells: list[Value]) -> str:
    """The kind of table whose title stands in a row; "" for none, and for one that goes on from the page before."""
    texts = [bare(cell) for cell in cells if isinstance(cell, str) and len(cell) < 90 and "续" not in cell]
    return next((kind for text in texts if "。" not in text and not _NOTE.match(text) and (kind := kind_of(text))), "")


def _is_other_title(cells: list[Value]) -> bool:
    """Whether a row has the title of a table of no known kind, and nothing else."""
    texts = [bare(cell) for cell in cells if cell != ""]
    return len(texts) == 1 and _OTHER.fullmatch(texts[0]) is not None and not kind_of(texts[0])


def _numeric(value: Value) -> bool:
    return isinstance(value, Decimal) or _NUMBER.fullmatch(_unmarked(value)) is not None


def _unmarked(value: str) -> str:
    """The text of a number in half-width characters, without the signs of notes behind it and blanks after commas."""
    text = _NOTED.sub("", value)
    if any(sign in MARKS for sign in text):
        return text
    return _LOOSE.sub(",", unicodedata.normalize("NFKC", text).strip())


def _index(text: str) -> str:
    """The number of a column: 1 of 1, (1) and 1=2+3; other text as it is."""
    found = _INDEX.fullmatch(text)
    return found[1] if found else text


def _merged(sheet: Sheet, title: int, stop: int) -> dict[tuple[int, int], Span]:
    found: dict[tuple[int, int], Span] = {}
    for span in sheet.spans:
        top, left, bottom, right = span
        if title <= top and bottom < stop and (bottom - top + 1) * (right - left + 1) < 10_000:
            found |= {(row, column): span for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return found

"""Finds the figures of the report in the tables of workbooks; what is not certain is listed, never guessed."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from model.figures import WAN
from model.workbooks import mapping
from model.workbooks.headings import clean
from model.workbooks.inspection import address
from model.workbooks.mapping import FUNCTION_SPOT, MAPPING, SUMS, THE_ONE_ROW, THREE_PUBLIC, TOTAL_ROW
from model.workbooks.tables import Table, amount, blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from model.workbooks.mapping import Entry, Spot

# Published tables slip by this much where they add up rounded amounts, in 万元.
SLIP: Final = Decimal("0.02")

NOT_FOUND: Final = "这张表里没有认出它的行或列"


class Hit(NamedTuple):
    """An amount found: the table, its row and column, and the number in the unit of the table, None for a blank.

    ``text`` is said instead of a number: that there is nothing of this kind (无, 是).
    """

    table: Table
    row: int
    column: int
    number: Decimal | None
    text: str = ""

    @property
    def wan(self) -> Decimal | None:
        """The amount in 万元."""
        assert self.table.unit is not None
        return None if self.number is None else self.number * self.table.unit.factor / WAN.factor

    @property
    def cell(self) -> str:
        """The name of the cell: D6."""
        return address(self.row, self.column)


class Doubt(NamedTuple):
    """What could not be placed for certain, and why. ``row`` and ``column`` are -1 where it has no one cell."""

    path: str
    table: Table
    row: int
    column: int
    why: str

    @property
    def cell(self) -> str:
        """The name of the cell; "" where there is no one cell."""
        return address(self.row, self.column) if self.row >= 0 <= self.column else ""


class Function(NamedTuple):
    """Project expenditure of one functional class."""

    name: str
    hit: Hit


class Found(NamedTuple):
    """What the tables of one year say: amounts by path, functional classes, doubts and remarks."""

    hits: dict[str, Hit]
    functions: list[Function]
    doubts: list[Doubt]
    remarks: list[str]


def find(tables: list[Table], year: int | None) -> Found:
    """What ``tables``, all of the same ``year``, say."""
    found = Found({}, [], [], [])
    usable = []
    for table in tables:
        if table.empty:
            _nothing(table, found)
        elif table.unit is None:
            found.doubts.append(Doubt("", table, -1, -1, "表头没有写明金额单位（元还是万元），整张表没有取"))
        else:
            usable.append(table)
    for entry in MAPPING:
        _place(entry, usable, year, found)
    _blanks(found)
    for path, hit in list(found.hits.items()):
        if hit.number is None and not hit.text:
            del found.hits[path]
            found.doubts.append(Doubt(path, hit.table, hit.row, hit.column, "单元格空着，不能断定是0"))
    _functions(usable, year, found)
    return found


def out_of_scope(entry: Entry, chosen: str, found: Found, whole: Callable[[str], Decimal | None]) -> str:
    """Why the amount does not cover what the draft's figure does; "" where it does.

    ``chosen`` is the scope that the draft names, ``whole`` gives an amount of the draft in 万元 by its path.
    """
    scope = entry.scope
    if scope is None or chosen == scope.value:
        return ""
    part = found.hits.get(scope.part)
    all_of_it = found.hits.get(scope.whole)
    left = part.wan if part else None
    right = all_of_it.wan if all_of_it else whole(scope.whole)
    if left is not None and left == right:
        return ""
    shown = f"（{_plain(left)}万元和{_plain(right)}万元）" if left is not None and right is not None else ""
    return f"这张表只含一般公共预算，与草稿所选口径的金额不同或无从比较{shown}：把口径改为“{scope.value}”后再导入"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _nothing(table: Table, found: Found) -> None:
    """An empty table says nothing, unless a note says that there is nothing."""
    note = table.says_nothing_is_there
    row = next((row for row in table.data() if note and note in map(str, table.sheet.rows[row])), table.end)
    hit = Hit(table, row, 0, None)
    if not note:
        found.doubts.append(Doubt("", table, -1, -1, "表里没有数，也没有写明“没有”，不能断定是0"))
    elif table.kind in mapping.NONE:
        found.hits[mapping.NONE[table.kind]] = hit._replace(text="是")
    elif table.kind == THREE_PUBLIC:
        paths = [entry.path for entry in MAPPING if entry.spots[0].table == THREE_PUBLIC]
        found.hits.update({path: hit._replace(text="无") for path in paths if path.startswith("general_budget")})
    else:
        found.doubts.append(Doubt("", table, -1, -1, "表里没有数"))


def _place(entry: Entry, tables: list[Table], year: int | None, found: Found) -> None:
    """Find one figure: the first of its places that is there counts, the others are compared with it."""
    taken: Hit | None = None
    there = [table for table in tables if table.kind == entry.spots[0].table]
    for spot in entry.spots:
        here = [_look(spot, table, year, entry.path) for table in tables if table.kind == spot.table]
        hits = [hit for hit in here if isinstance(hit, Hit)]
        doubts = [doubt for doubt in here if isinstance(doubt, Doubt)]
        if taken is not None:
            found.remarks.extend(_differences(taken, hits))
        elif hits and (doubts or len({(hit.wan, hit.text) for hit in hits}) > 1):
            why = "同一种表有几张，数不相同，不能断定用哪一张"
            found.doubts.extend(Doubt(entry.path, hit.table, hit.row, hit.column, why) for hit in hits)
            found.doubts.extend(doubts)
            return
        elif doubts:
            found.doubts.extend(doubts)
            return
        elif hits:
            taken = hits[0]
    if taken is not None:
        found.hits[entry.path] = taken
    elif there:
        found.doubts.append(Doubt(entry.path, there[0], -1, -1, NOT_FOUND))


def _differences(taken: Hit, others: list[Hit]) -> Iterator[str]:
    for other in others:
        if None not in (taken.wan, other.wan) and taken.wan != other.wan:
            yield (
                f"{_where(taken)}是{_plain(taken.wan or Decimal())}万元，{_where(other)}是"
                f"{_plain(other.wan or Decimal())}万元，两张表不同，取前者"
            )


def _where(hit: Hit) -> str:
    return f"{hit.table.file} 工作表“{hit.table.sheet.name}”{hit.cell}"


def _look(spot: Spot, table: Table, year: int | None, path: str) -> Hit | Doubt | None:
    """The amount at ``spot`` of ``table``; None where the table has no such place."""
    if spot.right_of:
        return _right_of(spot, table, path)
    columns = table.columns(spot.column, year)
    columns = [column for column in columns if column not in table.sheet.hidden_columns] or columns
    if len(columns) > 1:
        names = "、".join(f"{address(table.header, column)}“{table.paths[column]}”" for column in columns[:4])
        return Doubt(path, table, -1, -1, f"有几列都像是要取的：{names}")
    if not columns:
        return None
    (column,) = columns
    rows = _rows(spot, table, column, year)
    rows = [row for row in rows if row not in table.sheet.hidden_rows] or rows
    if not rows:
        return None
    if len(rows) > 1:
        rows = [row for row in rows if _is_sum(table, row, column)] or rows
    if len({table.cell(row, column) for row in rows}) > 1:
        names = "、".join(address(row, column) for row in rows[:4])
        return Doubt(path, table, -1, -1, f"有几行都像是要取的：{names}")
    return _hit(table, rows[0], column, path)


def _rows(spot: Spot, table: Table, column: int, year: int | None) -> list[int]:
    wanted = re.compile(rf"(?:{year}年度?)?(?:{spot.row if spot.row != THE_ONE_ROW else TOTAL_ROW})")
    rows = [row for row in table.data() if any(map(wanted.fullmatch, table.labels(row, column)))]
    if rows or spot.row != THE_ONE_ROW:
        return rows
    values = [place for place in range(table.width) if table.is_value(place)]
    return [row for row in table.data() if any(not blank(table.cell(row, place)) for place in values)]


def _is_sum(table: Table, row: int, column: int) -> bool:
    """Whether the row is what the classes, the rows with codes of three digits, add up to."""
    assert table.unit is not None
    classes = [other for other in table.data() if len(table.code(other, column)[0]) == 3]
    whole = amount(table.cell(row, column), table.unit)
    parts = [amount(table.cell(other, column), table.unit) or Decimal() for other in classes]
    return bool(parts) and whole is not None and abs(sum(parts, Decimal()) - whole) * table.unit.factor <= SLIP * 10**4


def _right_of(spot: Spot, table: Table, path: str) -> Hit | Doubt | None:
    """The amount behind a label: the next cell to its right that is not blank and not under another year or 预算数."""
    wanted = re.compile(spot.row)
    found: list[Hit | Doubt] = []
    for row in table.data():
        for label in range(table.width):
            value = table.cell(row, label)
            if not isinstance(value, str) or not wanted.fullmatch(clean(value).rstrip(":")):
                continue
            places = [place for place in table.right_of(row, label) if not _other_amount(table.paths[place])]
            filled = next((place for place in places if not blank(table.cell(row, place))), None)
            if filled is not None and spot.column in table.paths[filled]:
                found.append(Doubt(path, table, row, filled, f"表头是“{table.paths[filled]}”，与行名不符"))
            elif filled is not None:
                found.append(_hit(table, row, filled, path))
            elif places:
                found.append(Hit(table, row, places[0], None))
    if len(found) > 1 and len({hit.number if isinstance(hit, Hit) else None for hit in found}) > 1:
        return Doubt(path, table, -1, -1, f"有几处都写着“{clean(spot.row[:4])}合计”")
    return found[0] if found else None


def _other_amount(path: str) -> bool:
    return re.search(r"预算数|预算$|上年|去年|增减|行次|%", path) is not None


def _hit(table: Table, row: int, column: int, path: str) -> Hit | Doubt:
    assert table.unit is not None
    value = table.cell(row, column)
    if blank(value):
        return Hit(table, row, column, None)
    number = amount(value, table.unit)
    if number is None:
        return Doubt(path, table, row, column, f"单元格里写的是“{clean(value)[:20]}”，不是数")
    if row in table.sheet.hidden_rows or column in table.sheet.hidden_columns:
        return Doubt(path, table, row, column, "在隐藏的行或列里")
    return Hit(table, row, column, number)


def _blanks(found: Found) -> None:
    """A blank is nothing for certain where the other parts already come to the sum."""
    for path, parts in SUMS:
        whole = found.hits.get(path)
        here = [(part, found.hits[part]) for part in parts if part in found.hits]
        if whole is None or whole.number is None:
            continue
        same = [(part, hit) for part, hit in here if hit.table is whole.table]
        if sum((hit.number for _, hit in same if hit.number is not None), Decimal()) != whole.number:
            continue
        for part, hit in same:
            if hit.number is None:
                found.hits[part] = hit._replace(number=Decimal())


def _amount_at(hit: Hit | Doubt) -> bool:
    """Whether something stands there, nothing being nothing in a hidden row, too."""
    if isinstance(hit, Hit):
        return bool(hit.number)
    assert hit.table.unit is not None
    return amount(hit.table.cell(hit.row, hit.column), hit.table.unit) != 0


def _functions(tables: list[Table], year: int | None, found: Found) -> None:
    """The functional classes: rows with codes of three digits that have project expenditure."""
    path = mapping.FUNCTIONS
    for table in [table for table in tables if table.kind == FUNCTION_SPOT.table]:
        columns = table.columns(FUNCTION_SPOT.column, year)
        if len(columns) != 1 or path in {doubt.path for doubt in found.doubts}:
            continue
        (column,) = columns
        coded = [(row, *table.code(row, column)) for row in table.data()]
        classes = [(code, name, _hit(table, row, column, path)) for row, code, name in coded if len(code) == 3]
        filled = [(code, name, hit) for code, name, hit in classes if _amount_at(hit)]
        times = Counter(part for code, name, _ in filled for part in {code, name})
        for code, name, hit in filled:
            if isinstance(hit, Doubt):
                found.doubts.append(hit)
            elif times[code] > 1 or times[name] > 1:
                found.doubts.append(Doubt(path, table, hit.row, hit.column, f"{code} {name}在表里不止一行"))
            else:
                found.functions.append(Function(name, hit))
        if not classes:
            why = "没有三位的科目编码，不能断定哪些行是类级科目，项目支出按功能分类没有取"
            found.doubts.append(Doubt(path, table, -1, -1, why))
        if len({id(function.hit.table) for function in found.functions}) > 1:
            found.functions.clear()
            found.doubts.append(Doubt(path, table, -1, -1, "支出决算表不止一张，不能断定用哪一张"))

"""Whether what was found adds up: parts and totals, classes and columns, one table and another, this year and last.

What fails is not taken unasked. A figure that another sum confirms is not blamed for a sum that it is only a part of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from model.figures import WAN
from model.text import first_of
from model.workbooks import mapping
from model.workbooks.books import Sheet
from model.workbooks.classes import classes
from model.workbooks.files.inspection import address
from model.workbooks.found_amounts import SLIP, Found, Hit, plain
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import amount, blank
from model.workbooks.tables.table_kinds import KINDS

# So many times more than the year before is a slip of the unit: the report's own figures never grow like that.
_SIZE: Final = 2000
_POWERS: Final = tuple(Decimal(10) ** power for power in (3, 4, 8))


@dataclass(slots=True)
class Reference:
    """An amount in 万元 that a figure should be of the same size as, and what it is: 草稿里已填的数.

    ``sheet`` is the one that it stands on: what stands on one sheet is of one unit.
    """

    wan: Decimal
    what: str
    sheet: Sheet | None = None


@dataclass(slots=True)
class Weighed:
    """Why figures should not be taken unasked: by path (that of a list for its rows), by table. And what to remark.

    ``held`` are the figures that a sum confirms.
    """

    paths: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    tables: list[tuple[AccountTable, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    @property
    def slipped(self) -> set[str]:
        """The files of which a unit is wrong."""
        return {table.file for table, _ in self.tables}

    def why(self, path: str, table: AccountTable) -> str:
        """Why the figure at ``path``, found in ``table``, is in doubt; "" where it is not."""
        return "；".join(
            dict.fromkeys([*self.paths.get(path, []), *(why for other, why in self.tables if other is table)])
        )


class _Sums:
    """Sums that hold and sums that fail, by the paths that take part."""

    def __init__(self, weighed: Weighed) -> None:
        self.weighed = weighed
        self.held = weighed.held
        self.failed: dict[str, list[str]] = defaultdict(list)

    def judge(self, whole: Hit, total: Decimal, count: int, paths: Iterable[str], said: str) -> bool:
        """Whether the parts come to the whole; ``said`` names them."""
        assert whole.wan is not None
        slip = max(SLIP, Decimal("0.005") * count)
        if abs(total - whole.wan) <= slip:
            self.held.update(paths)
            return True
        self.fail(paths, f"{said}加起来是{plain(total)}万元，{whole.cell}是{plain(whole.wan)}万元，不相等", whole)
        return False

    def fail(self, paths: Iterable[str], why: str, at: Hit) -> None:
        for path in paths:
            self.failed[path].append(why)
        remark = f"{at.table.file} 工作表“{at.table.sheet.name}”{why}"
        if remark not in self.weighed.remarks:
            self.weighed.remarks.append(remark)


def weigh(found: Found, references: Mapping[str, Sequence[Reference]], slipped: Iterable[str]) -> Weighed:
    """What of ``found`` does not add up or is not of the size of ``references``, by path.

    ``slipped`` are the files of which a unit is known to be wrong.
    """
    weighed = Weighed()
    sums = _Sums(weighed)
    for whole, parts in mapping.SUMS:
        _parts(found, found.hits, whole, parts, sums)
    for whole, parts in mapping.WHOLE_SUMS:
        if set(parts) <= found.wholes.keys():
            _parts(found, found.wholes, whole, parts, sums)
    for path, hit in found.hits.items():
        if KINDS[hit.table.kind].classified and hit.number is not None and hit.printed:
            _columns(path, hit, sums)
    _functions(found, sums)
    _economic(found, weighed)
    for before, after in mapping.BALANCES:
        _balance(found, before, after, sums)
    for path, reasons in sums.failed.items():
        if path not in sums.held:
            weighed.paths[path] += reasons
    for path, others in found.others.items():
        for other in others:
            if not _without_some(path, found, other):
                _tables(path, found.hits.get(path), other, weighed)
    for part, whole in mapping.PARTS:
        _within(found.hits.get(part), found.hits.get(whole), part, weighed)
    for path, hit in found.hits.items():
        _size(path, hit, references.get(path, ()), weighed)
    _neighbours(found, references, weighed, {*slipped, *weighed.slipped})
    return weighed


def _parts(found: Found, hits: Mapping[str, Hit], whole: str, parts: Sequence[str], sums: _Sums) -> None:
    hit = found.hits.get(whole)
    if hit is None or hit.wan is None:
        return
    blanks = {doubt.path for doubt in found.doubts if doubt.cell and blank(doubt.table.cell(doubt.row, doubt.column))}
    unknown = {doubt.path for doubt in found.doubts if doubt.cell} - blanks
    if unknown & set(parts):
        return
    there = {path: part for path in parts if (part := hits.get(path)) is not None and part.wan is not None}
    if not there:
        return
    total = sum((part.wan or Decimal() for part in there.values()), Decimal())
    printed = {path for path, part in there.items() if part.printed}
    missing = set(parts) - set(there) - blanks
    if missing and total <= hit.wan + SLIP and all((part.wan or 0) >= 0 for part in there.values()):
        # Columns that the table does not have may hold the rest, but what the sum proves it proves.
        if total == hit.wan and len(there) > 1:
            sums.held.update({whole, *printed})
        elif whole in mapping.ALL_OR_NONE and hit.wan - total > SLIP:
            cells = "、".join(part.cell for part in there.values())
            sums.fail(
                printed, f"{cells} 加起来是{plain(total)}万元，{hit.cell}是{plain(hit.wan)}万元，还有来源没有找到", hit
            )
        return
    sums.judge(hit, total, len(parts), [whole, *printed], "、".join(part.cell for part in there.values()) + " ")


def _columns(path: str, hit: Hit, sums: _Sums) -> None:
    table = hit.table
    assert table.unit is not None
    rows = [row for row in classes(table, hit.column) if row != hit.row]
    if any((row, hit.column) in table.sheet.uncomputed for row in rows):
        return
    amounts = {row: amount(table.cell(row, hit.column), table.unit) for row in rows}
    filled = {row: number for row, number in amounts.items() if number}
    seen = {row: number for row, number in filled.items() if row not in table.sheet.hidden_rows}
    if sum(seen.values(), Decimal()) == hit.number:
        filled = seen  # what nobody sees is in the total or not; where it is not, the rows that are seen hold
    if not filled:
        return
    total = sum(filled.values(), Decimal()) * table.unit.factor / WAN.factor
    names = first_of([address(row, hit.column) for row in filled], 6)
    sums.judge(hit, total, len(rows), [path], f"类级科目 {names} ")


def _functions(found: Found, sums: _Sums) -> None:
    """Whether the classes with project expenditure come to all of it."""
    whole = found.hits.get("overview.scale.project")
    if not found.functions or whole is None or whole.wan is None:
        return
    if any(doubt.path == mapping.FUNCTIONS for doubt in found.doubts):
        return
    total = sum((function.hit.wan or Decimal() for function in found.functions), Decimal())
    if abs(total - whole.wan) > max(SLIP, Decimal("0.005") * len(found.functions)):
        sums.weighed.paths[mapping.FUNCTIONS].append(
            f"各类项目支出加起来是{plain(total)}万元，项目支出是{plain(whole.wan)}万元，不相等"
        )


def _economic(found: Found, weighed: Weighed) -> None:
    """Whether the economic classes come to their total and to what they are the classes of."""
    for spent in mapping.ECONOMIC_TABLES:
        rows = found.economic.get(spent.value, [])
        total = sum((row.hit.wan or Decimal() for row in rows), Decimal())
        wholes = (found.economic_totals.get(spent.value), found.hits.get(spent.part or spent.whole))
        for whole in wholes:
            if not rows or whole is None or whole.wan is None:
                continue
            if abs(total - whole.wan) > max(SLIP, Decimal("0.005") * len(rows)):
                weighed.paths[f"{mapping.ECONOMIC}.{spent.value}"].append(
                    f"各经济分类加起来是{plain(total)}万元，{whole.where}是{plain(whole.wan)}万元，不相等"
                )


def _balance(found: Found, before: Sequence[str], after: Sequence[str], sums: _Sums) -> None:
    """Whether what was there is what became of it. A figure that no table has is nothing, unless all of a side miss."""
    sides = [
        {path: hit for path in side if (hit := found.hits.get(path)) and hit.wan is not None}
        for side in (before, after)
    ]
    if any(len(side) < 2 for side in sides) or {doubt.path for doubt in found.doubts if doubt.cell} & {*before, *after}:
        return
    one, other = (sum((hit.wan or Decimal() for hit in side.values()), Decimal()) for side in sides)
    paths = [path for side in sides for path, hit in side.items() if hit.printed]
    if abs(one - other) <= SLIP:
        sums.held.update(paths)
        return
    first, last = ("、".join(hit.cell for hit in side.values()) for side in sides)
    why = f"年初结转加收入（{first}）是{plain(one)}万元，支出加年末结转（{last}）是{plain(other)}万元，不相等"
    sums.fail(paths, why, next(iter(sides[0].values())))


def _tables(path: str, taken: Hit | None, other: Hit, weighed: Weighed) -> None:
    """Two tables that both have a figure."""
    if taken is None or taken.wan is None or other.wan is None or taken.wan == other.wan:
        return
    said = f"{taken.where}是{plain(taken.wan)}万元，{other.where}是{plain(other.wan)}万元"
    if _apart(taken.wan, other.wan):
        _unit_slip(said, (taken.table, other.table), weighed)
        return
    weighed.remarks.append(f"{said}，两张表不同，取前者")
    if abs(taken.wan - other.wan) > SLIP:
        weighed.paths[path].append(f"{other.where}是{plain(other.wan)}万元，两张表不同")


def _without_some(path: str, found: Found, other: Hit) -> bool:
    """Whether another table tells all expenditure but kinds of it that have no economic classes or details there."""
    whole = found.hits.get(path)
    if path != "overview.scale.total" or whole is None or whole.wan is None or other.wan is None:
        return False
    sums = {Decimal()}
    for kind in ("operating", "remitted", "subsidies"):
        part = found.hits.get(f"overview.scale.{kind}")
        amount_of_it = (part.wan if part else None) or Decimal()
        sums |= {known + amount_of_it for known in sums}
    return whole.wan - other.wan in sums - {Decimal()}


def _within(part: Hit | None, whole: Hit | None, path: str, weighed: Weighed) -> None:
    if part is None or whole is None or not part.wan or not whole.wan or part.table is whole.table:
        return
    said = f"{part.where}是{plain(part.wan)}万元，{whole.where}是{plain(whole.wan)}万元"
    if _same_digits(part.wan, whole.wan) or part.wan / whole.wan >= _SIZE:
        _unit_slip(said, (part.table, whole.table), weighed)
    elif part.wan > whole.wan + SLIP > 0:
        weighed.remarks.append(f"{said}，一般公共预算的数比全部的数还大")
        weighed.paths[path].append(f"比{whole.cell}的全部{plain(whole.wan)}万元还大")


def _size(path: str, hit: Hit, references: Iterable[Reference], weighed: Weighed) -> None:
    for reference in references:
        if not hit.wan or not reference.wan or hit.counted or reference.sheet is hit.table.sheet:
            continue
        said = f"{hit.where}是{plain(hit.wan)}万元，{reference.what}是{plain(reference.wan)}万元"
        if path in mapping.SIZES and _apart(hit.wan, reference.wan):
            _unit_slip(said, (hit.table,), weighed)
        elif _same_digits(hit.wan, reference.wan):
            weighed.paths[path].append(f"{reference.what}是{plain(reference.wan)}万元，差在金额单位")


def _neighbours(
    found: Found, references: Mapping[str, Sequence[Reference]], weighed: Weighed, slipped: set[str]
) -> None:
    """A book of which one unit is wrong may have it wrong in each sheet: those that nothing confirms are in doubt."""
    known = {id(table) for table, _ in weighed.tables}
    for path, hit in found.hits.items():
        if any(_of_one_size(hit.wan, each.wan) for each in references.get(path, ()) if not hit.counted):
            known.add(id(hit.table))
    for table in _tables_of(found):
        if table.file in slipped and id(table) not in known:
            known.add(id(table))
            weighed.tables.append((table, "同一工作簿里有金额单位写错的表，没有别的数能证实这张表的单位"))


def _tables_of(found: Found) -> Iterator[AccountTable]:
    lists = (found.functions, *found.economic.values(), *found.incomes.values(), *found.listed.values())
    yield from (hit.table for hit in (*found.hits.values(), *found.wholes.values()))
    yield from (row.hit.table for rows in lists for row in rows)


def _of_one_size(one: Decimal | None, other: Decimal) -> bool:
    """Whether neither amount is fifty times the other: no unit of money lies between them."""
    return one is not None and bool(one and other) and Decimal("0.02") < abs(one / other) < 50


def _unit_slip(said: str, tables: Iterable[AccountTable], weighed: Weighed) -> None:
    why = f"{said}，相差成千上万倍，有一处的金额单位可能写错了"
    weighed.remarks.append(why)
    weighed.tables += [(table, why) for table in tables]


def _apart(one: Decimal, other: Decimal) -> bool:
    if not one or not other:
        return False
    ratio = abs(one / other)
    return ratio >= _SIZE or ratio <= Decimal(1) / _SIZE or _same_digits(one, other)


def _same_digits(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts differ by their unit only, within the last digit printed."""
    small, large = sorted((abs(one), abs(other)))
    return any(abs(small * power - large) <= large / 1000 for power in _POWERS)

"""Finds the figures of the report in the tables of workbooks; what is not certain is listed, never guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from model.workbooks import mapping
from model.workbooks.account_tables import AccountTable, amount, blank, counted
from model.workbooks.classes import classes, find_economic, find_functions, find_incomes
from model.workbooks.files.inspection import address, misleading
from model.workbooks.hits import NO_VALUE, NOT_FOUND, SLIP, UNCERTAIN, Doubt, Found, Hit, plain
from model.workbooks.mapping import MAPPING, SUMS, THE_ONE_ROW, TOTAL_ROW
from model.workbooks.table_headings import clean
from model.workbooks.table_kinds import APPROPRIATION, INCOME_AND_EXPENDITURE, THREE_PUBLIC
from model.workbooks.unused import of_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from model.workbooks.table_kinds import MappedFigure, Spot


def find(tables: list[AccountTable], year: int | None) -> Found:
    """What ``tables``, all of the same ``year``, say."""
    found = Found()
    usable = []
    for table in tables:
        if table.empty:
            _nothing(table, found)
        elif table.unit is None:
            found.doubts.append(Doubt("", table, -1, -1, "表头没有写明金额单位（元还是万元），整张表没有取"))
        else:
            usable.append(table)
    for entry in MAPPING:
        if not entry.needs or entry.needs in found.hits:
            _place(entry, usable, year, found)
    _blanks(found)
    for path, hit in list(found.hits.items()):
        if hit.number is None and not hit.text:
            del found.hits[path]
            found.doubts.append(Doubt(path, hit.table, hit.row, hit.column, UNCERTAIN))
    _denied(found)
    find_functions(usable, year, found, read_cell)
    find_economic(usable, year, found, read_cell, _look)
    find_incomes(found, read_cell)
    found.remarks.extend(of_tables(usable, found))
    return found


def in_scope(
    entry: MappedFigure, chosen: str, found: Found, whole: Callable[[str], Decimal | None], label: str
) -> tuple[Hit | None, str]:
    """The amount that covers what the draft's figure does, and why there is none where there is another.

    ``chosen`` is the scope that the draft names in the field called ``label``, ``whole`` gives an amount of the draft
    in 万元 by its path.
    """
    hit, all_of_it, scope = found.hits.get(entry.path), found.wholes.get(entry.path), entry.scope
    if scope is None or chosen == scope.value:
        return hit, ""
    if all_of_it is not None and (chosen or scope.open):
        return all_of_it, ""
    one = hit or all_of_it
    if one is None:
        return None, ""
    part, total = found.hits.get(scope.part), found.hits.get(scope.whole)
    left = part.wan if part else None
    right = total.wan if total else whole(scope.whole)
    if left is not None and left == right:
        return one, ""
    shown = f"（{plain(left)}万元和{plain(right)}万元）" if left is not None and right is not None else ""
    if hit is None:
        return one, f"这张表含全部经费，不能断定草稿里这一项只含一般公共预算还是全部：先填“{label}”再导入"
    return hit, (
        f"这张表只含一般公共预算，与草稿所选口径的金额不同或无从比较{shown}：把“{label}”改为“{scope.value}”后再导入"
    )


def _nothing(table: AccountTable, found: Found) -> None:
    """An empty table says nothing, unless a note says that there is nothing."""
    note = table.says_nothing_is_there
    row = next((row for row in table.data() if note and note in map(str, table.sheet.rows[row])), table.end)
    hit = Hit(table, row, 0, None)
    if not note:
        found.doubts.append(Doubt("", table, -1, -1, "表里没有数，也没有写明“没有”，不能断定是0"))
    elif table.kind in mapping.NONE:
        found.hits[mapping.NONE[table.kind]] = replace(hit, text="是")
    elif table.kind == THREE_PUBLIC:
        paths = [entry.path for entry in MAPPING if entry.spots[0].table == THREE_PUBLIC]
        found.hits.update({path: replace(hit, text="无") for path in paths if path.startswith("general_budget")})
    else:
        found.doubts.append(Doubt("", table, -1, -1, "表里没有数"))


def _denied(found: Found) -> None:
    """Where a table says that there is no such budget, printed zeros say the same; an amount elsewhere contradicts."""
    for none in mapping.NONE.values():
        said = found.hits.get(none)
        if said is None:
            continue
        group = none.removesuffix("none")
        amounts = {path: hit for path, hit in found.hits.items() if path.startswith(group) and path != none}
        against = next((hit for hit in amounts.values() if hit.number), None)
        for path in [path for path, hit in amounts.items() if not hit.number]:
            del found.hits[path]
        found.doubts[:] = [doubt for doubt in found.doubts if not doubt.path.startswith(group)]
        if against is not None:
            why = f"{against.where}是{plain(against.wan or Decimal())}万元，这张表却写明没有"
            found.doubts.append(Doubt(none, said.table, said.row, said.column, why))
            del found.hits[none]


def _place(entry: MappedFigure, tables: list[AccountTable], year: int | None, found: Found) -> None:
    """Find one figure: the first of its places that is there counts, the others are compared with it."""
    for spot in entry.whole:
        for table in tables:
            hit = _look(spot, table, year, entry.path) if table.kind == spot.table else None
            if isinstance(hit, Hit) and hit.number is not None:
                found.wholes.setdefault(entry.path, hit)
    taken: Hit | None = None
    kinds = [spot.table for spot in entry.spots]
    there = sorted((table for table in tables if table.kind in kinds), key=lambda table: kinds.index(table.kind))
    for spot in entry.spots:
        if taken is not None:
            hits = [hit for table in tables if table.kind == spot.table for hit in _repeated(spot, table, year, found)]
            if taken.number is None and hits and hits[0].number is not None:
                taken = hits.pop(0)  # blank in one table, printed in the next
            found.others.setdefault(entry.path, []).extend(hits)
            continue
        here = [_look(spot, table, year, entry.path) for table in tables if table.kind == spot.table]
        hits = [hit for hit in here if isinstance(hit, Hit)]
        doubts = [doubt for doubt in here if isinstance(doubt, Doubt)]
        if hits and (doubts or len({(hit.wan, hit.text) for hit in hits}) > 1):
            why = "同一种表有几张，数不相同，不能断定用哪一张"
            found.doubts.extend(Doubt(entry.path, hit.table, hit.row, hit.column, why) for hit in hits)
            found.doubts.extend(doubts)
            return
        if doubts:
            found.doubts.extend(doubts)
            return
        if hits:
            taken = hits[0]
    if taken is not None:
        found.hits[entry.path] = taken
    elif there and there[0].kind == kinds[0] and re.search(entry.sign, there[0].words):
        found.doubts.append(Doubt(entry.path, there[0], -1, -1, NOT_FOUND))


def _repeated(spot: Spot, table: AccountTable, year: int | None, found: Found) -> list[Hit]:
    """The same amount once more, at each place of one row; what is not certain there is remarked."""
    looked = _look(spot, table, year, "")
    if isinstance(looked, Doubt):
        places = [] if spot.right_of else _places(spot, table, year)
        again = [read_cell(table, *place, "") for place in places]
        if not looked.cell and len({row for row, _ in places}) == 1:
            return [hit for hit in again if isinstance(hit, Hit)]
        at = looked.cell or "、".join(address(*place) for place in places[:4])
        found.remarks.append(f"{table.file} 工作表“{table.sheet.name}”{at} {looked.why}，没有用它核对")
        return []
    return [] if looked is None else [looked]


def _places(spot: Spot, table: AccountTable, year: int | None) -> list[tuple[int, int]]:
    """The cells of ``table`` that may be meant, as rows and columns."""
    places = []
    for column in table.columns(spot.column, year):
        rows = _rows(spot, table, column, year)
        if spot.row != THE_ONE_ROW and len({table.labels(row, column)[-1] for row in rows}) > 1:
            # 一、三公经费支出 may be no more than the head of （一）支出合计.
            rows = [row for row in rows if not _is_blank(table, row, column)] or rows
        places += [(row, column) for row in rows]
    places = [place for place in places if not _unseen(table, *place)] or places
    for wanted in spot.prefer:
        better = [place for place in places if re.search(wanted, _heads(table, *place))]
        places = better or places
    return places


def _look(spot: Spot, table: AccountTable, year: int | None, path: str) -> Hit | Doubt | None:
    """The amount at ``spot`` of ``table``; None where the table has no such place."""
    if spot.right_of:
        return _right_of(spot, table, path)
    places = _places(spot, table, year)
    if not places:
        return None
    columns = list(dict.fromkeys(column for _, column in places))
    if len(columns) > 1 and spot.table in (INCOME_AND_EXPENDITURE, APPROPRIATION):  # 年末结转和结余 stands in each half
        places = [place for place in places if not _is_blank(table, *place)] or places
        columns = list(dict.fromkeys(column for _, column in places))
    if len(columns) == 1 and len(places) > 1:
        places = [place for place in places if _is_sum(table, *place)] or places
    if len({table.cell(*place) for place in places}) > 1:
        if len(columns) > 1:
            at = {column: row for row, column in reversed(places)}
            names = "、".join(f"{address(at[column], column)}“{table.paths[column]}”" for column in columns[:4])
            return Doubt(path, table, -1, -1, f"有几列都像是要取的：{names}")
        names = "、".join(address(*place) for place in places[:4])
        return Doubt(path, table, -1, -1, f"有几行都像是要取的：{names}")
    return read_cell(table, *places[0], path)


def _heads(table: AccountTable, row: int, column: int) -> str:
    return "/".join((table.paths[column], *table.labels(row, column)))


def _unseen(table: AccountTable, row: int, column: int) -> bool:
    return row in table.sheet.hidden_rows or column in table.sheet.hidden_columns


def _rows(spot: Spot, table: AccountTable, column: int, year: int | None) -> list[int]:
    wanted = re.compile(rf"(?:{year}年度?)?(?:{spot.row if spot.row != THE_ONE_ROW else TOTAL_ROW})")
    rows = [row for row in table.data() if any(map(wanted.fullmatch, table.labels(row, column)))]
    if rows and (spot.after or spot.before):
        bounds = [
            next((row for row in table.data() if any(map(re.compile(edge).fullmatch, table.labels(row, column)))), None)
            for edge in (spot.after or "(?!)", spot.before or "(?!)")
        ]
        first, last = bounds[0] if spot.after else -1, bounds[1]
        rows = [row for row in rows if first is not None and row > first and (last is None or row < last)]
    if rows or spot.row != THE_ONE_ROW:
        return rows
    values = [place for place in range(table.width) if table.is_value(place)]
    return [row for row in table.data() if any(not blank(table.cell(row, place)) for place in values)]


def _is_sum(table: AccountTable, row: int, column: int) -> bool:
    """Whether the row is what the classes, the rows with codes of three digits, add up to."""
    assert table.unit is not None
    whole = amount(table.cell(row, column), table.unit)
    rows = classes(table, column)
    parts = [amount(table.cell(other, column), table.unit) or Decimal() for other in rows]
    return bool(parts) and whole is not None and abs(sum(parts, Decimal()) - whole) * table.unit.factor <= SLIP * 10**4


def _right_of(spot: Spot, table: AccountTable, path: str) -> Hit | Doubt | None:
    """The amount behind a label: the next cell to its right that is not blank and not under another year or 预算数."""
    wanted = re.compile(spot.row)
    found: list[Hit | Doubt] = []
    for row in table.data():
        for label in range(table.width):
            value = table.cell(row, label)
            if not isinstance(value, str) or not wanted.fullmatch(clean(value).rstrip(":")):
                continue
            places = [place for place in table.right_of(row, label) if not _other_amount(table.paths[place])]
            filled = next((place for place in places if not _is_blank(table, row, place)), None)
            if filled is not None and spot.column in table.paths[filled]:
                found.append(Doubt(path, table, row, filled, f"表头是“{table.paths[filled]}”，与行名不符"))
            elif filled is not None:
                found.append(read_cell(table, row, filled, path))
            elif places:
                found.append(Hit(table, row, places[0], None))
    if len(found) > 1 and len({hit.number if isinstance(hit, Hit) else None for hit in found}) > 1:
        return Doubt(path, table, -1, -1, "有几处都像是要取的合计")
    return found[0] if found else None


def _other_amount(path: str) -> bool:
    return re.search(r"预算数|预算$|上年|去年|增减|行次|%", path) is not None


def _is_blank(table: AccountTable, row: int, column: int) -> bool:
    return (row, column) not in table.sheet.uncomputed and blank(table.cell(row, column))


def read_cell(table: AccountTable, row: int, column: int, path: str) -> Hit | Doubt:
    """The amount in a cell, or why it cannot be taken: no number, a formula without value, unseen, shown otherwise."""
    assert table.unit is not None
    value = table.cell(row, column)
    if (row, column) in table.sheet.uncomputed:
        return Doubt(path, table, row, column, NO_VALUE)
    if blank(value):
        return Hit(table, row, column, None)
    is_count = path in mapping.COUNTS
    number = counted(value) if is_count else amount(value, table.unit)
    if number is None:
        return Doubt(path, table, row, column, f"单元格里写的是“{clean(value)[:20]}”，不是数")
    if _unseen(table, row, column):
        return Doubt(path, table, row, column, "在隐藏的行或列里")
    code = table.sheet.formats.get((row, column), "")
    if number and code and not is_count and misleading(code, table.unit.name):
        why = f"存的是{plain(number)}，数字格式“{code[:20]}”把它显示成别的数，不能断定金额单位是不是{table.unit.name}"
        return Doubt(path, table, row, column, why)
    return Hit(table, row, column, number, counted=is_count)


def _blanks(found: Found) -> None:
    """A blank or a dash is nothing for certain where the other parts already come to the sum."""
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
                printed = clean(hit.table.cell(hit.row, hit.column)) != ""
                found.hits[part] = replace(hit, number=Decimal(), printed=printed)

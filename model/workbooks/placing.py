"""Finds the figures of the report in the tables of workbooks; what is not certain is listed, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from model.figures import WAN
from model.schema.fields import YES
from model.workbooks import mapping
from model.workbooks.classes import find_economic, find_functions, find_fund_items, find_incomes
from model.workbooks.files.inspection import address
from model.workbooks.found_amounts import NOT_FOUND, SLIP, UNCERTAIN, Doubt, Found, Hit, plain
from model.workbooks.lists.insurance_tables import find_insurance
from model.workbooks.lists.listed_rows import find_listed
from model.workbooks.lists.said_below import find_said
from model.workbooks.mapping import MAPPING, SUMS, UNNAMED, MappedFigure, Spot
from model.workbooks.spot_lookup import look, places_of, read_cell
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import amount, clean
from model.workbooks.tables.table_kinds import KINDS, THREE_PUBLIC

_ALL_MONEY: Final = "全部经费"


def find(tables: list[AccountTable], year: int | None) -> Found:
    """What ``tables``, all of the same ``year``, say."""
    found = Found()
    usable = []
    for table in tables:
        if table.empty:
            _nothing(table, found)
        elif table.unit is None:
            units = "、".join(table.heading.units)
            stated = f"写着几个金额单位（{units}），不能断定是哪一个" if units else "没有写明金额单位（元还是万元）"
            found.doubts.append(Doubt("", table, -1, -1, f"表头{stated}，整张表没有取"))
        else:
            usable.append(table)
    for entry in MAPPING:
        found_in_part = {doubt.path for doubt in found.doubts if doubt.hits}
        if not entry.needs or entry.needs in found.hits or entry.needs in found_in_part:
            _place(entry, usable, year, found)
    _without_budgets(usable, found)
    _blanks(found)
    _unnamed(found)
    for path, hit in list(found.hits.items()):
        if hit.number is None and not hit.text:
            del found.hits[path]
            found.doubts.append(Doubt(path, hit.table, hit.row, hit.column, UNCERTAIN))
    _denied(found)
    find_functions(usable, year, found, read_cell)
    find_economic(usable, year, found, read_cell, look)
    find_incomes(found, read_cell)
    find_fund_items(found, read_cell)
    find_listed(usable, year, found)
    find_said(usable, year, found)
    find_insurance(usable, year, found)
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
    general_only = all(none in found.hits for none, _ in mapping.NO_BUDGET)
    if all_of_it is not None and (chosen or scope.open or (hit is None and general_only)):
        return all_of_it, ""
    one = hit or all_of_it
    if one is None or (hit is None and entry.path == scope.part):
        return None, ""  # of the parts that are compared themselves only what was chosen is told
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
        found.hits[mapping.NONE[table.kind]] = replace(hit, text=YES)
    elif table.kind == THREE_PUBLIC:
        paths = [entry.path for entry in MAPPING if entry.path.startswith("general_budget.three_public")]
        found.hits.update({path: replace(hit, text="无") for path in paths})
    else:
        found.doubts.append(Doubt("", table, -1, -1, "表里没有数"))


def _without_budgets(tables: list[AccountTable], found: Found) -> None:
    """Take the notes below tables of all money that there is no budget of its own: 无政府性基金预算收支."""
    for none, wanted in mapping.NO_BUDGET:
        for table in tables:
            place = table.noted(wanted) if KINDS[table.kind].covers == _ALL_MONEY else None
            if place is not None:
                found.hits.setdefault(none, Hit(table, *place, None, text=YES))


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
            hit = look(spot, table, year, entry.path) if table.kind == spot.table else None
            if isinstance(hit, Hit) and hit.number is not None:
                found.wholes.setdefault(entry.path, hit)
    taken: Hit | None = None
    kinds = [spot.table for spot in (*entry.spots, *(spot for group in entry.added for spot in group))]
    there = sorted((table for table in tables if table.kind in kinds), key=lambda table: kinds.index(table.kind))
    for spot in entry.spots:
        if taken is not None:
            # In one table of staff another column counts others: 年末实有人数 beside those paid from the budget.
            others = [table for table in tables if not (entry.counted and table is taken.table)]
            hits = [
                hit
                for table in others
                if table.kind == spot.table
                for hit in _repeated(entry, spot, table, year, found)
            ]
            if taken.number is None and hits and hits[0].number is not None:
                taken = hits.pop(0)  # blank in one table, printed in the next
            found.others.setdefault(entry.path, []).extend(hits)
            continue
        here = [look(spot, table, year, entry.path) for table in tables if table.kind == spot.table]
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
    elif entry.added and _add(entry, tables, year, found):
        return
    elif there and there[0].kind == kinds[0] and re.search(entry.sign, there[0].words):
        found.doubts.append(Doubt(entry.path, there[0], -1, -1, NOT_FOUND))


def _add(entry: MappedFigure, tables: list[AccountTable], year: int | None, found: Found) -> bool:
    """Find a figure that is made of several cells of one table; whether any of them is there."""
    for group in entry.added:
        for table in (table for table in tables if table.kind == group[0].table):
            looked = [hit for spot in group if (hit := look(spot, table, year, entry.path)) is not None]
            if not looked:
                continue
            hits = [hit for hit in looked if isinstance(hit, Hit)]
            filled = [hit for hit in hits if hit.number is not None]
            total = sum((hit.number or Decimal() for hit in filled), Decimal())
            added = [
                replace(hit, number=total, added=tuple((each.row, each.column) for each in filled[1:]))
                for hit in filled[:1]
            ]
            at = next(iter((*filled, *hits)), None)
            whole, parts = (None, None) if at is None else _class_of(group[0], at, year)
            if at is None or len(hits) < len(looked):
                found.doubts.extend(hit for hit in looked if isinstance(hit, Doubt))
            elif whole is not None and abs(whole - (parts or 0)) * (table.unit or WAN).factor > SLIP * WAN.factor:
                why = f"同类各项加起来是{plain(parts or Decimal())}，这一类是{plain(whole)}，不相等"
                found.doubts.append(Doubt(entry.path, table, at.row, at.column, why, tuple(added)))
            elif added and (len(filled) == len(group) or whole is not None):
                of_all = KINDS[table.kind].covers != KINDS[entry.added[0][0].table].covers
                (found.wholes if of_all else found.hits)[entry.path] = added[0]
            else:
                empty = next((hit for hit in hits if hit.number is None), at)
                found.doubts.append(Doubt(entry.path, table, empty.row, empty.column, UNCERTAIN))
            return True
    return False


def _class_of(spot: Spot, hit: Hit, year: int | None) -> tuple[Decimal | None, Decimal | None]:
    """The amount of the class that the subject of ``hit`` belongs to, None for no code, and what its subjects come to.

    The subjects of a class may stand in several halves of the table.
    """
    table, code = hit.table, hit.table.code(hit.row, hit.column)[0][:3]
    whole: Decimal | None = None
    total = Decimal()
    for column in table.columns(spot.column, year):
        for row in table.data():
            own, number = table.code(row, column)[0], amount(table.cell(row, column), table.unit or WAN)
            if code and own == code:
                whole = number
            elif code and own.startswith(code) and len(own) == len(code) + 2:
                total += number or 0
    return whole, total


def _repeated(entry: MappedFigure, spot: Spot, table: AccountTable, year: int | None, found: Found) -> list[Hit]:
    """The same amount once more, at each place of one row; what is not certain there is remarked."""
    looked = look(spot, table, year, entry.path)
    if isinstance(looked, Doubt):
        places = [] if spot.right_of else places_of(spot, table, year)
        again = [read_cell(table, *place, entry.path) for place in places]
        if not looked.cell and len({row for row, _ in places}) == 1:
            return [hit for hit in again if isinstance(hit, Hit)]
        at = looked.cell or "、".join(address(*place) for place in places[:4])
        found.remarks.append(f"{table.file} 工作表“{table.sheet.name}”{at} {looked.why}，没有用它核对")
        return []
    return [] if looked is None else [looked]


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


def _unnamed(found: Found) -> None:
    """A part that no row names is the number of another row where the sum lacks just that: retired veterans."""
    for part, same, whole, others in UNNAMED:
        told, summed = found.hits.get(same), found.hits.get(whole)
        parts = [hit for other in others if (hit := found.hits.get(other)) is not None]
        if part in found.hits or not parts or told is None or summed is None or not told.number:
            continue
        if all(hit.table is told.table for hit in (summed, *parts)) and summed.number == told.number + sum(
            (hit.number or Decimal() for hit in parts), Decimal()
        ):
            found.hits[part] = told
            found.doubts[:] = [doubt for doubt in found.doubts if doubt.path != part]

"""Budgets as they were changed in the year: 年初预算80万元，年中追加20万元，调整后预算100万元，执行率95%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from model.language.amounts import MONEY, PERCENT
from model.language.quantity import Quantity
from model.scanning.gathering import Gathering, Piece
from model.scanning.placing.enumerating import last_clause
from model.scanning.placing.project_items import is_rate_of

# What was spent of each budget whose changes have fields.
_ACTUAL: Final = {
    "overview.scale": "overview.scale.total",
    "general_budget.basic": "general_budget.basic.actual",
    "general_budget.projects": "general_budget.projects.actual",
}
_OF_ALL: Final = ("", "overview", "overview.income")
_FIRST: Final = re.compile("预算|年初|批复")
_MORE: Final = re.compile("(?:追加|调增|净增|增加)[^，；]{0,6}$")
_LESS: Final = re.compile("(?:追减|调减|核减|压减|收回)[^，；]{0,6}$")
_LAST: Final = re.compile("调整|全年|追加后|预算")
_CHANGED: Final = re.compile("[、，]?(?:年中)?调整后?(?:预算)?数?为?")
_PART: Final = re.compile("基本支出|项目支出|三公|接待|用车|基金|公用|人员|国有资本|一般公共|财政拨款")
_OUT: Final = re.compile("(?:执行率|[占完为][^，；]{0,6}预算|支出进度)[^，；]{0,4}$")
_FROM_BEFORE: Final = re.compile("结转[^，；]{0,6}$")
_WITHIN: Final = re.compile("含|其中|包括")
_CARRIED: Final = re.compile("其中[^，；]{0,4}结转[^，；]{0,6}$")

Told = Sequence[tuple[Quantity, Piece]]


def read_budget_changes(found: Told, home: str, gathering: Gathering) -> set[int]:
    """Place a budget, what was added to it and what it became where the three agree; returns whose identities.

    ``found`` are the figures of a paragraph, ``home`` is what its heading is about.
    """
    home = "overview.scale" if home in _OF_ALL else home
    if home not in _ACTUAL:
        return set()
    for at in range(1, len(found)):
        change = found[at][0]
        sign = 1 if _MORE.search(_words(change)) else -1 if _LESS.search(_words(change)) else 0
        if not sign or not _money(change):
            continue
        if found[at + 2 :] and (both := _twice(found, at, home, gathering)):
            return both
        last, carried = at + 1, list[tuple[Quantity, Piece]]()
        if found[last:] and _money(found[last][0]) and _FROM_BEFORE.search(_words(found[last][0])):
            last, carried = at + 2, [found[last]]  # 追加5万元，加上结转2万元，全年预算17万元
        added = carried[0][0] if carried and not _WITHIN.search(_words(carried[0][0])) else None
        if not (found[last:] and _LAST.search(_words(found[last][0]))):
            last, carried, added = at - 1, [], None  # 年初10万元，调整为15万元，净增5万元
        adjusted = found[last][0]
        before = [one for one in found[max(0, min(at, last) - _NEAR) : min(at, last)] if _FIRST.search(_words(one[0]))]
        before = [one for one in before if _comes_to(one[0], change, sign, added, adjusted)]
        if not (before and _money(adjusted) and _LAST.search(_words(adjusted))) or any(
            _PART.search(_words(one)) for one in (before[0][0], change, adjusted)
        ):
            continue
        taken: set[int] = set()
        told = [("original", before[0], 1), ("change", found[at], sign), ("adjusted", found[last], 1)]
        for name, (mention, piece), way in (*told, *(("carried_in", one, 1) for one in carried)):
            cell = gathering.cell(f"{home}.execution.{name}")
            if not cell.raw and gathering.put(cell, mention, piece, sign=way):
                taken.add(id(mention))
        taken |= _after(found[max(at, last) + 1 :], adjusted, home, gathering)
        if taken:
            return taken
    return _side_by_side(found, home, gathering)


def _twice(found: Told, at: int, home: str, gathering: Gathering) -> set[int]:
    """Place a budget that was added to and cut, and what it became: 年初80万元，调增10万元、调减5万元，全年85万元."""
    changes = [found[at][0], found[at + 1][0]]
    signs = [1 if _MORE.search(_words(one)) else -1 if _LESS.search(_words(one)) else 0 for one in changes]
    (first, piece), (adjusted, its_piece) = found[at - 1], found[at + 2]
    every = [first, *changes, adjusted]
    total = first.amount.value + sum(sign * one.amount.value for sign, one in zip(signs, changes, strict=True))
    told = _FIRST.search(_words(first)) and _LAST.search(_words(adjusted)) and all(signs) and all(map(_money, every))
    cells = [gathering.cell(f"{home}.execution.{name}") for name in ("original", "adjusted")]
    right = abs(total - adjusted.amount.value) <= sum(one.amount.half for one in every)
    if not told or not right or any(cell.raw for cell in cells) or any(_PART.search(_words(one)) for one in every):
        return set()
    gathering.put(cells[0], first, piece)
    gathering.put(cells[1], adjusted, its_piece)
    return {id(first), id(adjusted)} | _after(found[at + 3 :], adjusted, home, gathering)


def _side_by_side(found: Told, home: str, gathering: Gathering) -> set[int]:
    """Place a budget and what it became where the rate behind them proves it: 年初数80万元、调整数100万元，完成95%."""
    for at in range(len(found) - 2):
        (first, piece), (adjusted, its_piece), (rate, _) = found[at : at + 3]
        words = _words(first)
        told = "年初" in words and "预算" in words and not _PART.search(words) and _CHANGED.fullmatch(adjusted.gap)
        if told and _money(first) and _money(adjusted) and rate.kind == PERCENT:
            proven = _after(found[at + 2 : at + 3], adjusted, home, gathering)
            cells = [gathering.cell(f"{home}.execution.{name}") for name in ("original", "adjusted")]
            if proven and not any(cell.raw for cell in cells):
                put = [gathering.put(cells[0], first, piece), gathering.put(cells[1], adjusted, its_piece)]
                return proven | ({id(first)} if put[0] else set()) | ({id(adjusted)} if put[1] else set())
    return set()


# So many figures may stand between a budget and its change.
_NEAR: Final = 4


def _after(found: Told, adjusted: Quantity, home: str, gathering: Gathering) -> set[int]:
    """Place what of the budget was carried over from last year, and the rate to which it was carried out."""
    taken = set()
    spent, plan = gathering.amount(_ACTUAL[home]), adjusted.amount.in_base_unit
    for at, (mention, piece) in enumerate(found[:_NEAR]):
        words = _words(mention)
        name = ""
        if at == 0 and _money(mention) and _CARRIED.search(words):
            name = "carried_in"
        elif mention.kind == PERCENT and _OUT.search(words) and spent is not None:
            name = "rate" if is_rate_of(spent, plan, mention) else ""
        cell = gathering.cell(f"{home}.execution.{name}") if name else None
        if cell is not None and not cell.raw and gathering.put(cell, mention, piece):
            taken.add(id(mention))
    return taken


def _words(mention: Quantity) -> str:
    return last_clause(mention.gap)


def _money(mention: Quantity) -> bool:
    return mention.kind == MONEY and not mention.hedged


def _comes_to(first: Quantity, change: Quantity, sign: int, added: Quantity | None, adjusted: Quantity) -> bool:
    """Whether the budget with the change, and what else was added, comes to the adjusted one, as printed."""
    parts = [first, change, adjusted, *([] if added is None else [added])]
    total = first.amount.value + sign * change.amount.value + (0 if added is None else added.amount.value)
    return _money(first) and abs(total - adjusted.amount.value) <= sum(one.amount.half for one in parts)

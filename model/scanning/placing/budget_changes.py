"""Budgets as they were changed in the year: 年初预算80万元，年中追加20万元，调整后预算100万元，执行率95%."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from model.language.amounts import MONEY, PERCENT
from model.language.quantity import Quantity
from model.patterns import Pattern
from model.scanning.gathering import Gathering, Piece
from model.scanning.placing.enumerating import last_clause
from model.scanning.placing.project_items import is_rate_of
from model.scanning.placing.table_parts import SPENT_OF

_OF_ALL: Final = ("", "overview", "overview.income")
_FIRST: Final = Pattern("预算|年初|批复")
_MORE: Final = Pattern("(?:追加|调增|净增|增加|加上?[^，；]{0,4}调整)(?!后)(?:(?!预算)[^，；]){0,20}$")
_LESS: Final = Pattern("(?:追减|调减|核减|压减|收回)[^，；]{0,6}$")
_LAST: Final = Pattern("调整|全年|追加后|预算|^后[为达共]?|[变增调]为$|[增加调]到$|增至")
_HOMES: Final = {
    "政府性基金": "government_funds",
    "国有资本经营": "state_capital",
    "基本支出": "general_budget.basic",
    "项目支出": "general_budget.projects",
}
_SPENT: Final = Pattern("^(?!.*(?:上年|去年|较|比|20[0-9]{2}年)).*(?:支出|列支|执行|决算|使用)[^，；]{0,4}$")
_LEFT: Final = Pattern("结[转余]|剩余|未用|未支出")
_PART: Final = Pattern("基本支出|项目支出|三公|接待|用车|基金|公用|人员|国有资本|一般公共|财政拨款")
_OTHERS: Final = Pattern("三公|接待|用车|公用|人员|(?:一般公共|财政拨款)(?!.{0,200}(?:基本|项目)支出)")
_OUT: Final = Pattern("(?:执行率|[占完为][^，；]{0,6}预算|支出进度)[^，；]{0,4}$")
_FROM_BEFORE: Final = Pattern("结转[^，；]{0,6}$")
_WITHIN: Final = Pattern("含|其中|包括")
_CARRIED: Final = Pattern("其中[^，；]{0,8}结转[^，；]{0,6}$")

Told = Sequence[tuple[Quantity, Piece]]


def read_budget_changes(found: Told, home: str, gathering: Gathering) -> set[int]:
    """Place a budget, what was added to it or cut and what it became where these agree; returns whose identities.

    ``found`` are the figures of a paragraph, ``home`` is what its heading is about where the words do not say that.
    """
    every = set[int]()
    for at, (first, piece) in enumerate(found):
        named = next((of for name, of in _HOMES.items() if name in _words(first)), "")
        of = named or ("overview.scale" if home in _OF_ALL else home)
        if of in SPENT_OF and _money(first) and _FIRST.search(_words(first)) and (told := _changed(found, at)):
            taken: set[int] = set()
            for name, (mention, its_piece), sign in (("original", (first, piece), 1), *told):
                cell = gathering.cell(f"{of}.execution.{name}")
                if not cell.raw and gathering.put(cell, mention, its_piece, sign=sign):
                    taken.add(id(mention))
            adjusted = next(mention for name, (mention, _), _ in told if name == "adjusted")
            last = max(place for place, one in enumerate(found) if any(one[0] is each[1][0] for each in told))
            every |= taken | _after(found[last + 1 :], adjusted, of, gathering)
    return every


def _changed(found: Told, at: int) -> list[tuple[str, tuple[Quantity, Piece], int]]:
    """What became of the budget at ``at``, by the names of the fields, with signs; nothing where it does not add up.

    A change is named where it is the only one: 年中调增10万元、调减5万元 are two.
    """
    first, told = found[at][0], list[tuple[str, tuple[Quantity, Piece], int]]()
    total, half = first.amount.value, first.amount.half
    for one in found[at + 1 : at + 2 + _NEAR]:
        mention, words = one[0], _words(one[0])
        sign = 1 if _MORE.search(words) else -1 if _LESS.search(words) else 0
        if not _money(mention):
            continue
        if sign:
            told.append(("change", one, sign))
        elif _FROM_BEFORE.search(words):
            told.append(("carried_in", one, 1))
            sign = 0 if _WITHIN.search(words) else 1
        elif _LAST.search(words) and all(name != "adjusted" for name, *_ in told):
            told.append(("adjusted", one, 1))
            sign = -1
        total, half = total + sign * mention.amount.value, half + abs(sign) * mention.amount.half
        names = [name for name, *_ in told]
        if {"change", "adjusted"} <= set(names) and abs(total) <= half:
            fit = not any(_PART.search(_words(each[0])) for _, each, _ in told)
            fit = fit and not _OTHERS.search(_words(first))
            return [each for each in told if each[0] != "change" or names.count("change") == 1] if fit else []
    return []


# So many figures may stand between a budget and its change.
_NEAR: Final = 4


def _after(found: Told, adjusted: Quantity, home: str, gathering: Gathering) -> set[int]:
    """Place what of the budget was carried over from last year, and the rate to which it was carried out."""
    taken = set()
    spent, plan = gathering.amount(SPENT_OF[home]), adjusted.amount.in_base_unit
    rates = [one[0] for one in found[: 2 * _NEAR] if one[0].kind == PERCENT and _OUT.search(_worked_out(*one))]
    for at, (mention, piece) in enumerate(found[: 2 * _NEAR]):
        words = _worked_out(mention, piece)
        name = ""
        amount = mention.amount.in_base_unit
        if (
            spent is None
            and _money(mention)
            and _SPENT.search(words)
            and any(is_rate_of(amount, plan, r) for r in rates)
        ) and gathering.put(gathering.cell(SPENT_OF[home]), mention, piece):
            spent = amount
            taken.add(id(mention))
            continue
        if at == 0 and _money(mention) and _CARRIED.search(words):
            name = "carried_in"
        elif mention.kind == PERCENT and _OUT.search(words) and spent is not None:
            name = "rate" if is_rate_of(spent, plan, mention) else ""
        elif _money(mention) and _LEFT.search(words) and spent is not None and plan - spent == amount:
            name = "carried_over"
        cell = gathering.cell(f"{home}.execution.{name}") if name else None
        if cell is not None and not cell.raw and gathering.put(cell, mention, piece):
            taken.add(id(mention))
    return taken


def _worked_out(mention: Quantity, piece: Piece) -> str:
    """The words before a figure, be it the outcome of a formula behind them: 执行率=95/100=95%."""
    return piece.clause.partition("=")[0] if mention.gap == "=" else _words(mention)


def _words(mention: Quantity) -> str:
    return last_clause(mention.gap)


def _money(mention: Quantity) -> bool:
    return mention.kind == MONEY and not mention.hedged

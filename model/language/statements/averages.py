"""Averages and multiples: an amount over a number of persons or things, a figure as so many times another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from model.language.amounts import MONEY, SCALE
from model.language.intervals import Interpretation
from model.language.statements.statement import Example, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.language.quantity import Quantity
    from model.language.text_document import TextDocument


EXAMPLES = (
    Example("入住老人200人，支出伙食费100.00万元，人均600元。", "600"),
    Example("志愿服务3000小时，是上年1500小时的2倍。"),
    Example("公用经费312.08万元，人均2.05万元（按125人计算）。", "2.05"),
)

_TIMES = "count:倍"
# 平均每人: no name of something else (人均可支配收入).
_LONGEST = 5
_EACH = re.compile(r"(?:平均每|每)(.)|(.)均")
_RECKONED = ("计算", "测算", "算", "）")


def averages(document: TextDocument) -> Iterator[Statement]:
    """The statements of averages and multiples whose operands stand right before them, the second perhaps behind."""
    for row in document.sentences:
        for amount, mention, count in zip(row, row[1:], row[2:], strict=False):
            by = count.depth > mention.depth and mention.stock == "average" and mention.kind == amount.kind == MONEY
            if by and count.after.startswith(_RECKONED) and amount.level and count.level and not mention.hedged:
                yield _ratio(mention, amount, count)  # 人均2.50万元（按125人计算）
        for at in range(2, len(row)):
            yield from _by_unit(row, at)
            first, second, mention = row[at - 2 : at + 1]
            if mention.hedged or first.hedged or second.hedged or first.part != mention.part:
                continue
            if mention.kind == _TIMES and mention.tail.endswith("的") and first.kind == second.kind and first.level:
                yield _ratio(mention, first, second, first.time == "prior")
            elif (
                mention.stock == "average"
                and mention.kind == MONEY
                and len(mention.tail) <= _LONGEST
                and first.level
                and second.level
            ):
                amounts = [one for one in (first, second) if one.kind == MONEY and one.stock != "average"]
                counts = [one for one in (first, second) if one.kind.startswith("count")]
                if len(amounts) == len(counts) == 1:
                    yield _ratio(mention, amounts[0], counts[0])


def _by_unit(row: list[Quantity], at: int) -> Iterator[Statement]:
    """An average that names what it is of one of: the nearest of its kind before it over the nearest count of those."""
    mention = row[at]
    found = _EACH.search(mention.tail)
    if found is None or mention.hedged or not mention.level:
        return
    each = {"生": "人", "案": "件", "车": "辆"}.get(unit := found[1] or found[2], unit)
    earlier = [one for one in reversed(row[:at]) if one.level and one.stock != "average"]
    counts = [one for one in earlier if one.kind.startswith(f"count:{each}")]
    amounts = [one for one in earlier if one.kind == mention.kind and one not in counts]
    if counts and amounts:
        rest = [Interpretation(((1, one),), ((1, other),), times=SCALE) for one in amounts for other in counts]
        sure = len(counts) == len(amounts) == 1 and each != "人"
        yield replace(_ratio(mention, amounts[0], counts[0]), charity=rest, certainty="explicit" if sure else "slip")


def _ratio(mention: Quantity, over: Quantity, under: Quantity, turned: bool = False) -> Statement:
    over, under = (under, over) if turned else (over, under)
    if not mention.amount.half:  # in 元, but worked out and rounded
        mention.amount = replace(mention.amount, half=mention.amount.step // 2)
    reading = Interpretation(((1, over),), ((1, under),), binding=True, times=SCALE)
    other = Interpretation(((1, under),), ((1, over),), times=SCALE)
    rest = (other,) if over.kind == under.kind else ()
    return Statement("average", mention, (reading,), rest, items=(over, under))

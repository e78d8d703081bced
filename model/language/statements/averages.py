"""Averages, multiples and rates of counts: an amount over a number of persons, one number over another."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from model.language.amounts import MONEY, PERCENT, SCALE
from model.language.intervals import Interpretation
from model.language.statements.statement import Example, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.language.quantity import Quantity
    from model.language.text_document import TextDocument


EXAMPLES = (
    Example("入住老人200人，支出伙食费100.00万元，人均600元。", "600"),
    Example("志愿服务3000小时，是上年1500小时的2倍。"),
    Example("发现隐患864处，整改843处，整改率96.7%。", "96.7"),
    Example("受理投诉864件，办结843件，按期办结率100%。"),
)

_TIMES = "count:倍"
# 平均每人: no name of something else (人均可支配收入).
_LONGEST = 5


def averages(document: TextDocument) -> Iterator[Statement]:
    """The statements of averages and multiples whose two operands stand right before them in the sentence."""
    for row in document.sentences:
        for at in range(2, len(row)):
            first, second, mention = row[at - 2 : at + 1]
            if mention.hedged or first.hedged or second.hedged or first.part != mention.part:
                continue
            if mention.kind == _TIMES and mention.tail == "的" and first.kind == second.kind and first.level:
                yield _ratio(mention, first, second)
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


def rates(document: TextDocument) -> Iterator[Statement]:
    """The rate of a deed, whose number stands right before it, in a number of its kind before that (整改率97%)."""
    for row in document.sentences:
        for done, rate in pairwise(row):
            deed = rate.name.removesuffix("率")
            counted = done.level and done.kind.startswith("count") and rate.level and rate.kind == PERCENT
            if not counted or deed == rate.name or done.part != rate.part or not _tells(done.name, deed):
                continue
            earlier = [one for one in row if one.index < done.index and one.level and _one_kind(one.kind, done.kind)]
            totals = [one for one in reversed(earlier) if one.amount.value >= done.amount.value]
            if totals:
                rest = [Interpretation(((1, done),), ((1, one),)) for one in earlier]
                rest += [Interpretation(((1, done),), ((1, one), (1, other))) for one, other in pairwise(earlier)]
                reading = Interpretation(((1, done),), ((1, totals[0]),), binding=True)
                yield Statement("average", rate, (reading,), rest, items=(done, totals[0]))


def _tells(name: str, deed: str) -> bool:
    """Whether the name says the deed, in its order of characters: 取得证书 is what 取证率 is the rate of."""
    rest = iter(name)
    return len(deed) > 1 and name[:1] == deed[0] and all(character in rest for character in deed)


def _one_kind(one: str, other: str) -> bool:
    """Whether both count the same: 人 and 人次 may."""
    return one.startswith(other) or other.startswith(one)


def _ratio(mention: Quantity, over: Quantity, under: Quantity) -> Statement:
    if not mention.amount.half:  # in 元, but worked out and rounded
        mention.amount = replace(mention.amount, half=mention.amount.step // 2)
    reading = Interpretation(((1, over),), ((1, under),), binding=True, times=SCALE)
    return Statement("average", mention, (reading,), items=(over, under))

"""Averages and multiples: an amount over a number of persons or things, a figure as so many times another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from model.language.amounts import MONEY, PERCENT, SCALE
from model.language.intervals import Interpretation
from model.language.lexicon import lexicon
from model.language.statements.statement import Certainty, Example, Statement

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
_EACH = re.compile(r"(?:平均每|每)(.)|(.)均")
# What an average is of one of, where it is counted otherwise.
_COUNTED = {"生": "人", "案": "件", "车": "辆", "平": ""}
_RECKONED = ("计算", "测算", "算", "）")
# 平均每人: no name of something else (人均可支配收入).
_LONGEST = 5


def averages(document: TextDocument) -> Iterator[Statement]:
    """The statements of averages and multiples whose operands stand in their sentence."""
    for row in document.sentences:
        for at, mention in enumerate(row[1:], 1):
            pair = row[at - 2 : at] if at > 1 else []
            if mention.hedged:
                continue
            alike = bool(pair) and pair[0].kind == pair[1].kind != PERCENT
            if mention.kind == _TIMES and mention.tail.endswith("的") and alike:
                over, under = pair if pair[0].time != "prior" else pair[::-1]
                told = {kind for word in lexicon().words(mention.tail) for kind in word.kinds}
                last = under.time == "prior" or "prior" not in told
                if over.level and under.level and last and not under.hedged and over.part == mention.part:
                    yield _ratio(mention, over, under, [(under, over)], "explicit")
            elif mention.level and (mention.stock == "average" or _EACH.search(mention.tail)):
                yield from _average(row, at)


def _average(row: list[Quantity], at: int) -> Iterator[Statement]:
    """An amount over the nearest count before it of what it is told of one of, or over one in brackets behind."""
    mention = row[at]
    found = _EACH.search(mention.tail)
    unit = (found[1] or found[2]) if found is not None else ""
    each = _COUNTED.get(unit, unit)
    earlier = [one for one in reversed(row[:at]) if one.level and one.stock != "average"]
    counts = [one for one in earlier if one.kind.startswith(f"count:{each}")]
    amounts = [one for one in earlier if one.kind == mention.kind and one not in counts]
    behind = [one for one in row[at + 1 : at + 2] if one.depth > mention.depth and one.after.startswith(_RECKONED)]
    if behind and amounts and amounts[0].index == mention.index - 1 and behind[0].kind.startswith("count"):
        yield _ratio(mention, amounts[0], behind[0], [], "explicit")  # 人均2.50万元（按125人计算）
    elif counts and amounts:
        near = {amounts[0].index, counts[0].index} == {mention.index - 1, mention.index - 2}
        near = near and mention.kind == MONEY and len(mention.tail) <= _LONGEST and row[at - 2].part == mention.part
        sure = near or (len(counts) == len(amounts) == 1 and each not in ("", "人"))
        rest = [] if near else [(one, other) for one in amounts for other in counts]
        yield _ratio(mention, amounts[0], counts[0], rest, "explicit" if sure else "slip")


def _ratio(
    mention: Quantity, over: Quantity, under: Quantity, rest: list[tuple[Quantity, Quantity]], certainty: Certainty
) -> Statement:
    if not mention.amount.half:  # in 元, but worked out and rounded
        mention.amount = replace(mention.amount, half=mention.amount.step // 2)
    reading = Interpretation(((1, over),), ((1, under),), binding=True, times=SCALE)
    others = [Interpretation(((1, one),), ((1, other),), times=SCALE) for one, other in rest]
    return Statement("average", mention, (reading,), others, certainty, items=(over, under))

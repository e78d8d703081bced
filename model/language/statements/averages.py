"""Averages and multiples: an amount over a number of persons or things, a figure as so many times another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from model.figures import SCALE, Unit
from model.language.amounts import MONEY, PERCENT, PLAIN, Amount
from model.language.intervals import Interpretation
from model.language.lexicon import lexicon
from model.language.quantity import Quantity
from model.language.statements.statement import Certainty, Example, Statement
from model.language.text_document import TextDocument

EXAMPLES = (
    Example("入住老人200人，支出伙食费100.00万元，人均600元。", "600"),
    Example("志愿服务3000小时，是上年1500小时的2倍。"),
    Example("为1200人发放补助，每人500元，共66万元。", "500"),
    Example("三年累计投入1078万元，年均395.3万元。", "395.3"),
    Example("公用经费312.08万元，人均2.05万元（按125人计算）。", "2.05"),
)

_TIMES = "count:倍"
_EACH = re.compile(r"(?:平均每|每)(.)|(.)均")
_EACH_ONE = re.compile(r"按?每(.)(?:补助|补贴|发放|奖励|资助|慰问|标准)?(?:为|约)?")
_YEARS = re.compile("([两三四五六])年(?:累计|合计|共|间|来)")
# What an average is of one of, where it is counted otherwise.
_COUNTED = {"生": "人", "案": "件", "车": "辆", "日": "天", "平": ""}
_RECKONED = ("计算", "测算", "算", "）")
# 平均每人: no name of something else (人均可支配收入).
_LONGEST = 5


def averages(document: TextDocument) -> Iterator[Statement]:
    """The statements of averages and multiples whose operands stand in their sentence."""
    for row in document.sentences:
        for at, mention in enumerate(row[1:], 1):
            pair = row[at - 2 : at] if at > 1 else []
            if mention.price and mention.kind == MONEY:
                yield from _price(row, at)
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
    elif amounts and amounts[0].index == mention.index - 1 and (period := _over_time(amounts[0], unit)) is not None:
        yield _ratio(mention, amounts[0], period, [], "explicit")
    elif counts and amounts:
        near = {amounts[0].index, counts[0].index} == {mention.index - 1, mention.index - 2}
        near = near and mention.kind == MONEY and len(mention.tail) <= _LONGEST and row[at - 2].part == mention.part
        sure = near or (len(counts) == len(amounts) == 1 and each not in ("", "人"))
        rest = [] if near else [(one, other) for one in amounts for other in counts]
        yield _ratio(mention, amounts[0], counts[0], rest, "explicit" if sure else "slip")


def _over_time(amount: Quantity, unit: str) -> Quantity | None:
    """How many years, or months of a year, an amount is told of (三年累计, 全年); None where it says neither."""
    years = _YEARS.search(amount.tail) if unit == "年" else None
    count = "两三四五六".index(years[1]) + 2 if years else 12 if unit == "月" and "全年" in amount.tail else 0
    whole = Amount(count * SCALE, 0, Unit(unit, PLAIN), 0, str(count))
    return Quantity(amount.end, amount.end, whole, False, "", prose=amount.prose) if count else None


def _price(row: list[Quantity], at: int) -> Iterator[Statement]:
    """What each got, of how many before it, and what that comes to behind it (1200人，每人500元，共60万元)."""
    price, count = row[at], row[at - 1]
    behind = row[at + 1] if at + 1 < len(row) else None
    each = _EACH_ONE.fullmatch(price.tail)
    if behind is None or each is None or not (count.level and behind.level and behind.kind == MONEY):
        return
    if count.kind == f"count:{each[1]}" and behind.total and not behind.own and count.part == behind.part:
        yield _ratio(price, behind, count, [], "explicit")


def _ratio(
    mention: Quantity, over: Quantity, under: Quantity, rest: list[tuple[Quantity, Quantity]], certainty: Certainty
) -> Statement:
    if not mention.amount.half:  # in 元, but worked out and rounded
        mention.amount = replace(mention.amount, half=mention.amount.step // 2)
    reading = Interpretation(((1, over),), ((1, under),), binding=True, times=SCALE)
    others = [Interpretation(((1, one),), ((1, other),), times=SCALE) for one, other in rest]
    return Statement("average", mention, (reading,), others, certainty, items=(over, under))

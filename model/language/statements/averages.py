"""Averages and multiples: an amount over a number of persons or things, a figure as so many times another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from model.figures import SCALE, Unit
from model.language.amounts import MONEY, PERCENT, PLAIN, Amount
from model.language.aspects import FILLING
from model.language.intervals import Interpretation, holds
from model.language.lexicon import alternatives, lexicon
from model.language.quantity import Quantity, Role
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
# What one of is meant where a price is told: 按每人每年, 每户补助.
_EACH_ONE = r"按?(?:平均)?每({units}|生)(?:每年)?(?:补助|补贴|发放|奖励|奖补|资助|慰问|标准)?(?:为|约)?"
_YEARS = re.compile("([两三四五六])年(?:累计|合计|共|间|来)")
# What an average is of one of, where it is counted otherwise.
_COUNTED = {"生": "人", "案": "件", "车": "辆", "日": "天", "平": ""}
_RECKONED = ("计算", "测算", "算", "）")
# 平均每人: no name of something else (人均可支配收入).
_LONGEST = 5
# 约 leaves out so small a part.
_ABOUT = 20


def averages(document: TextDocument) -> Iterator[Statement]:
    """The statements of averages and multiples whose operands stand in their sentence."""
    for row in document.sentences:
        for at, mention in enumerate(row):
            pair = row[at - 2 : at] if at > 1 else []
            if mention.price and mention.kind == MONEY:
                yield from _price(row, mention)
            if mention.hedged and not (mention.about or "均价" in mention.tail):
                continue
            alike = bool(pair) and pair[0].kind == pair[1].kind != PERCENT
            if mention.kind == _TIMES and mention.tail.endswith("的") and alike:
                over, under = pair if pair[0].time != "prior" else pair[::-1]
                told = {kind for word in lexicon().words(mention.tail) for kind in word.kinds}
                last = under.time == "prior" or "prior" not in told
                if over.level and under.level and last and not under.hedged and over.part == mention.part:
                    yield _ratio(mention, over, under, [(under, over)], "explicit")
            elif mention.role is Role.LEVEL and (mention.stock == "average" or _each().search(mention.tail)):
                yield from _average(row, at)


@cache
def _each() -> re.Pattern[str]:
    """What names an average, and of one of what: 人均, 平均每场次."""
    units = alternatives(lexicon().number["counts"].split())
    return re.compile(f"(?:平均每|每)({units}|.)|({units}|.)均")


@cache
def _each_one() -> re.Pattern[str]:
    return re.compile(_EACH_ONE.format(units=alternatives(lexicon().number["counts"].split())))


def _average(row: list[Quantity], at: int) -> Iterator[Statement]:
    """An amount over the nearest count before it of what it is told of one of, or over one in brackets behind."""
    mention = row[at]
    if "按" in mention.tail:
        return  # 按生均300元: a price
    found = _each().search(mention.tail)
    unit = (found[1] or found[2]) if found is not None else ""
    each = next((row.split()[0] for row in lexicon().number["same_counts"] if unit in row.split()), unit)
    each = _COUNTED.get(each, each)
    earlier = [one for one in reversed(row[:at]) if one.level and one.stock != "average"]
    kinds = (f"count:{each}", f"count:人{each}", f"count:户{each}") if each else ("count:",)
    counts = [one for one in earlier if one.kind.startswith(kinds)]
    amounts = [one for one in earlier if one.kind == mention.kind and one not in counts and one.plan == mention.plan]
    amounts = [one for one in amounts if "折合" not in one.tail]
    behind = [one for one in row[at + 1 : at + 2] if one.depth > mention.depth and one.after.startswith(_RECKONED)]
    if behind and amounts and amounts[0].index == mention.index - 1 and behind[0].kind.startswith("count"):
        yield _ratio(mention, amounts[0], behind[0], [], "explicit")  # 人均2.50万元（按125人计算）
    elif (
        amounts
        and amounts[0].index == mention.index - 1
        and (period := _over_time(amounts[0], unit, row[at - 2] if at > 1 else None))
    ):
        yield _ratio(mention, amounts[0], period, [], "explicit")
    elif counts and amounts and not counts[0].tail.startswith(tuple(lexicon().kinds["remainder"])):
        near = {amounts[0].index, counts[0].index} == {mention.index - 1, mention.index - 2}
        near = near and mention.kind == MONEY and len(mention.tail) <= _LONGEST and row[at - 2].part == mention.part
        said = mention.tail[found.end() :].strip(FILLING) if found is not None else ""  # 户均增收: of no other amount
        alone = len(counts) == len(amounts) == 1 and each not in ("", "人") and said in amounts[0].name
        sure = near or alone
        rest = [] if near else [(one, other) for one in amounts for other in counts]
        yield _ratio(mention, amounts[0], counts[0], rest, "explicit" if sure else "slip")


def _over_time(amount: Quantity, unit: str, before: Quantity | None) -> Quantity | None:
    """How many years, or months of a year, an amount is told of (三年累计, 全年); None where it says neither.

    It is told of as many years as figures stand 分别 before it, too.
    """
    years = _YEARS.search(amount.tail) if unit == "年" else None
    count = "两三四五六".index(years[1]) + 2 if years else 12 if unit == "月" and "全年" in amount.tail else 0
    if unit == "年" and not count and before is not None and amount.tail.startswith("累计"):
        count = len(before.group) if before.rank == len(before.group) else 0
    whole = Amount(count * SCALE, 0, Unit(unit, PLAIN), 0, str(count))
    return Quantity(amount.end, amount.end, whole, False, "", prose=amount.prose) if count else None


def _price(row: list[Quantity], price: Quantity) -> Iterator[Statement]:
    """What it comes to that so many get so much each (1200人，每人500元，共60万元).

    Where several are counted or paid, only a slip of the pen makes an error, and only if none of them agrees.
    """
    each = _each_one().fullmatch(price.tail[price.tail.find("按" if "按" in price.tail else "每") :])
    if each is None:
        return
    near = [one for one in row if one.level and one.part == price.part and one.depth == price.depth]
    counts = [one for one in near if one.kind == f"count:{_COUNTED.get(each[1], each[1])}"]
    paid = [one for one in near if one.kind == MONEY and one.index > price.index]
    pairs = [(amount, count) for amount in paid for count in counts if amount.index > count.index]
    if not pairs:
        return
    worth = price.amount.value
    pairs.sort(key=lambda pair: abs(SCALE * pair[0].amount.value - worth * pair[1].amount.value))
    amount, count = pairs[0]
    readings = [Interpretation(((1, one),), each=price) for one in counts]
    beside = price.index == count.index + 1 == amount.index - 1
    whole = count.total and amount.index == count.index + 1
    sure = whole or (len(pairs) == 1 and beside and amount.total and not amount.own)
    kept = any(holds(one.amount, Interpretation(((1, other),), each=price)) for one, other in pairs)
    if not kept:
        reading = Interpretation(((1, count),), binding=True, each=price)
        yield Statement("average", amount, (reading,), readings, "explicit" if sure else "slip", items=(count, price))


def _ratio(
    mention: Quantity, over: Quantity, under: Quantity, rest: list[tuple[Quantity, Quantity]], certainty: Certainty
) -> Statement:
    if not mention.amount.half:  # in 元, but worked out and rounded
        mention.amount = replace(mention.amount, half=mention.amount.step // 2)
    if mention.about:
        mention.amount = replace(mention.amount, half=max(mention.amount.half, mention.amount.value // _ABOUT))
    reading = Interpretation(((1, over),), ((1, under),), binding=True, times=SCALE)
    others = [Interpretation(((1, one),), ((1, other),), times=SCALE) for one, other in rest]
    return Statement("average", mention, (reading,), others, certainty, items=(over, under))

"""Products: what it comes to that so many get so much each (1200人，每人500元，共60万元)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from model.figures import SCALE, Unit
from model.language.amounts import MONEY, PERCENT, Amount
from model.language.intervals import Interpretation, Terms, expected, holds
from model.language.lexicon import pattern
from model.language.quantity import Quantity, Role
from model.language.statements.cures import slip_of
from model.language.statements.quotients.averages import PER, counted_as
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument

# What one of is meant where a price is told: 按每人每年, 每户补助.
_DAY, _DAYS = "天", ("count:工作日", "count:个工作日")
_EACH_OF_EACH = "每[人生户名](?:每|/)?(?:天|日|月|学?期|学?年|次)[^，。；0-9]{0,4}$"
_TIMES = ("count:天", "count:日", "count:月", "count:个月", "count:期", "count:次", "count:年", "count:学期")
_SLIPS, _NEAR = ("swap", "point"), 6
_EACH_ONE = "按?(?:平均)?(?:每(<counts>|生)|(<counts>|.)均)(?:每学?年)?[^每，。；、]{0,6}?(?:为|约)?$"


def products(document: TextDocument) -> Iterator[Statement]:
    """The statements of products whose price, or average, and result stand in one sentence."""
    for row in document.sentences:
        for mention in row:
            average = mention.level and mention.stock == "average"
            if (average or mention.price or pattern(PER).match(mention.after)) and mention.kind != PERCENT:
                yield from _product(document, row, mention)


def of_three(document: TextDocument) -> Iterator[Statement]:
    """What so many persons come to who get so much for each of so many times, told in one part of a sentence.

    205人，每人每天16元，全年365天，共119.72万元: only a slip of the pen in what they come to makes an error.
    """
    for row in document.sentences:
        for price in (one for one in row if pattern(_EACH_OF_EACH).search(one.tail) and one.kind == MONEY):
            told = [one for one in row if one.part == price.part and one.sound and one is not price]
            people = [one for one in told if one.kind == "count:人"]
            times = [one for one in told if one.kind in _TIMES and not one.amount.decimals]
            paid = [one for one in told if one.kind == MONEY and one.index > price.index and not one.plan][:1]
            counts = [one for one in people if paid and one.index < paid[0].index]
            ways = [Interpretation(((1, one),), binding=True, each=price) for one in counts]
            ways += [
                Interpretation(((1, _together(one, often)),), binding=True, each=price)
                for one in counts
                for often in times
            ]
            if not ways or any(holds(paid[0].amount, way) for way in ways):
                continue
            slips = [way for way in ways if (due := expected(way)) and slip_of(paid[0], int(due), due) in _SLIPS]
            if len(slips) == 1 and paid[0].index - price.index <= _NEAR:
                yield Statement("average", paid[0], (slips[0],), certainty="slip", items=(price,))


def _together(count: Quantity, often: Quantity) -> Quantity:
    """So many persons so often, as one figure (205人 for 365天: 74825人天)."""
    value = count.amount.value * often.amount.value // SCALE
    unit = Unit(f"{count.amount.unit.name}{often.amount.unit.name}", "count")
    return replace(count, amount=Amount(value, 0, unit, 0, str(value // SCALE)))


def _product(document: TextDocument, row: list[Quantity], price: Quantity) -> Iterator[Statement]:
    """The product of a price with a number of its part of the sentence, or of the sentence before.

    Where several are counted or paid, only a slip of the pen makes an error, and only if none of them agrees.
    """
    before = next((one for one in row if one.index == price.index - 1), price)
    unit, of_each = _priced(price, before)
    if unit is None:
        return
    near = [one for one in row if one.level and one.part == price.part and one.depth == price.depth]
    counts = _counts_of(row, near, price, unit)
    paid = [one for one in near if one.kind == price.kind and one.index > price.index]
    paid = [one for one in paid if not _of_several(row, price, one)]
    if not of_each:
        paid = [one for one in paid if not one.own]  # 2辆，单价18.6万元，含税及保险合计41.3万元
    if not paid and before.level and before.kind == MONEY and not before.plan and price.tail.startswith("按"):
        paid = [before]  # 收费327.6万元，按180元/平方米对应面积1.82万平方米
        counts = [one for one in counts if one.index == price.index + 1]
    # 日均53件，全年250个工作日，办理13250件
    between_both = [one for one in counts if price.level and one.index == price.index + 1]
    if price.level:
        if not price.amount.half:  # in 元, but worked out and rounded
            price.amount = replace(price.amount, half=price.amount.step // 2)
        summed = paid[:1] if paid and (paid[0].total or paid[0].tail.startswith("共") or between_both) else []
        paid = [one for one in summed if one.index == price.index + 1 + len(between_both)]
        back = document.sentences[price.sentence - 1] if price.sentence and not counts else []
        counts += [one for one in back if one.level and one.kind == f"count:{unit}" and one.prose == price.prose]
    if paid and counts and counts[0].kind == paid[0].kind:
        return
    moved = [one for one in row if one.index == price.index + 1 and one.role is Role.CHANGE and one.kind == price.kind]
    if moved:
        yield from _of_those_that_came(counts, price, moved[0])
        return
    ways: list[Terms] = [((1, one),) for one in counts]
    if counts and counts == counts[0].group:
        ways.append(tuple((1, one) for one in counts))
    pairs = [(amount, way) for amount in paid for way in ways if amount is before or amount.index > way[-1][1].index]
    if not pairs or _of_a_share(row, price, pairs):
        return
    amount, way = min(pairs, key=lambda pair: _apart(price, *pair))
    count = way[-1][1]
    beside = price.index == count.index + 1 == amount.index - 1
    told = (
        amount.total
        or amount.tail.startswith(("应", "共", "计", "金额"))
        or (amount.key and price.name.endswith(amount.name))
    )
    sure = (count.total and amount.index == count.index + 1) or (len(pairs) == 1 and beside and told)
    parted = any(one.opener for one in document.mentions[amount.index + 1 : amount.index + 2])
    sure = sure or (count in between_both and (told or unit == _DAY) and not parted)
    only = len(ways) == 1 or len(way) == len(counts) > 1
    prices = [one for one in row if one.price and one.part == price.part]
    between = [one for one in near if price.index < one.index < amount.index and one not in counts]
    sure = sure or (only and told and amount is paid[0] and prices == [price] and not between)
    reading = Interpretation(way, binding=True, each=price)
    due = expected(reading) or 0
    sure = sure and amount.amount.value < 2 * due < 4 * amount.amount.value
    rest = [Interpretation(one, each=price) for one in ways]
    yield Statement("average", amount, (reading,), rest, "explicit" if sure else "slip", items=(count, price))


def _priced(price: Quantity, before: Quantity) -> tuple[str | None, bool]:
    """The unit that things with such a price are counted in, None where it is not told, and whether 每 or 均 tells it.

    ``before`` is the figure before the price.
    """
    begins = max(0, price.tail.find("按" if "按" in price.tail else "每"))
    found = pattern(_EACH_ONE).search(price.tail, begins)
    if found is not None and not (found[1] and found.start() != begins):
        return counted_as(found[1] or found[2]), True
    if (per := pattern(PER).match(price.after)) is not None:
        return counted_as(per[1]), found is not None  # 按180元/平方米
    if price.tail.endswith("单价") and before.kind.startswith("count:") and before.level:
        return before.kind.removeprefix("count:"), found is not None  # 帐篷120顶，单价1850元
    return None, False


def _counts_of(row: list[Quantity], near: list[Quantity], price: Quantity, unit: str) -> list[Quantity]:
    """The numbers of what has the price: ``near`` it, else in the part of the sentence before."""
    kinds = (f"count:{unit}", *_DAYS) if unit == _DAY else (f"count:{unit}",)
    counts = [one for one in near if one.kind in kinds and one is not price]
    if not counts:  # 除治1.68万株，其中县级0.95万株；每株85元，共支出142.8万元
        counts = [one for one in row if one.level and one.kind == f"count:{unit}" and one.index < price.index]
        counts = [one for one in counts if one.part == price.part - 1 and not (one.listed or one.depth or one.stock)]
    if price.level:  # 18条，平均每条43万元，其中国际航线2条共96万元
        counts = [one for one in counts if one.index < price.index or not (one.opener or one.listed)]
    return counts


def _of_those_that_came(counts: list[Quantity], price: Quantity, more: Quantity) -> Iterator[Statement]:
    """How much more is paid for those that came (户数由26万户增至31.2万户，每户60元，增收312万元)."""
    came = [(was, one) for was, one in pairwise(counts) if one.turned]
    if len(came) == 1 and not more.hedged:
        was, one = came[0]
        reading = Interpretation(((1, one), (-1, was)), sign=one.direction, each=price)
        yield Statement("average", more, (reading,), certainty="slip", items=(one, price))


def _of_a_share(row: list[Quantity], price: Quantity, pairs: list[tuple[Quantity, Terms]]) -> bool:
    """Whether one of the ``pairs`` comes to the price or a part of it (每人640元 ... 县64元，县配套4160万元)."""
    last = max(amount.index for amount, _ in pairs)
    prices = [price, *(one for one in row if one.kind == price.kind and price.index < one.index < last)]
    ways = ((amount, Interpretation(way, each=one)) for amount, way in pairs for one in prices if one is not amount)
    return any(holds(amount.amount, way) for amount, way in ways)


def _apart(price: Quantity, amount: Quantity, way: Terms) -> tuple[bool, int]:
    """How far an amount is from the price of so many, those first that only a slip of ten or of 万 keeps apart."""
    told, due = SCALE * amount.amount.value, price.amount.value * sum(one.amount.value for _, one in way)
    return told not in (due * 10, due * 10**4) and told * 10 != due != told * 10**4, abs(told - due)


def _of_several(row: list[Quantity], price: Quantity, amount: Quantity) -> bool:
    """Whether several prices come to it together (甲30条、每条1.6元，乙12艘、每艘4.5万元，共支出102万元)."""
    earlier = [one for one in row if one.index < amount.index and one.kind == amount.kind and one.part == price.part]
    last = next((at for at in range(len(earlier) - 1, -1, -1) if not earlier[at].price), -1)
    prices = earlier[last + 1 :]
    counted = {one.index + 1 for one in row if one.level and one.kind.startswith("count")}
    together = price in prices and len(prices) > 1 and counted.issuperset(one.index for one in prices)
    return "共" in amount.tail and together

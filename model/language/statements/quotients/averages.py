"""Averages and multiples: an amount over a number of persons or things, a figure as so many times another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from model.figures import SCALE, Unit
from model.language.amounts import MONEY, PERCENT, PLAIN, Amount
from model.language.aspects import FILLING
from model.language.intervals import Interpretation
from model.language.keys import key, tidy
from model.language.lexicon import lexicon, pattern
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.quotients.said_bases import called, said_base
from model.language.statements.statement import Certainty, Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

_TIMES = "count:倍"
_GREW = ("增长", "增加", "提高", "增长了", "增加了")
_NUMERALS = "两三四五六七八九"
_YEARS = Pattern(f"([{_NUMERALS}])年(?:累计|合计|共|间|来)")
# What names an average, and of one of what: 人均, 平均每场次.
_EACH = "平均(<counts>)(?:额|规模)|(?:平均每|每)(<counts>|.)|(<counts>|.)均"
# What an average is of one of, where it is counted otherwise.
PER = "[/／](<counts>|[^0-9，。；：、（）]{1,4})"
# What is the most or least of some is of one of them: 单价最高的一辆46.8万元.
_OF_ONE = Pattern("最[高低大小多少贵]")
# Such a price is worked out of what was paid.
_COST = Pattern("均价|单价|成本|造价")
_COUNTED = {"生": "人", "案": "件", "车": "辆", "日": "天", "平": ""}
_RECKONED = ("计", "测算", "算", "）")
# 平均每人: no name of something else (人均可支配收入).
_LONGEST = 5
_JOINED_NAMES = Pattern("[、及]|以及|(?<!共)和(?!谐)")
_FORMER = Pattern("(?P<Second>[前后])者[约]?[是为][约]?(?:[前后]者|另一个?|另一方)的$")
_TWO = Pattern("[\u4e00-\u9fff]{2,12}[是为](?!前者|后者|上年|去年|20)[\u4e00-\u9fff]{2,12}的$")
_SUMS = ("累计", "共")
_MOST = 12
_SHORT = 2
_BEFORE = 80
_CLOSE = 300
# 约 leaves out so small a part.
_ABOUT = 20


def averages(document: TextDocument) -> Iterator[Statement]:
    """The statements of averages and multiples whose operands stand in their sentence."""
    for row in document.sentences:
        for at, mention in enumerate(row):
            pair = row[at - 2 : at] if at > 1 else []
            worked_out = mention.about or (
                (mention.price or pattern(PER).match(mention.after)) and _COST.search(mention.tail)
            )
            comes_to = any(one.kind == mention.kind and one.tail[:1] in "计共合" for one in row[at + 1 : at + 2])
            if mention.price and not comes_to and (paid := _paid_each(pair, mention)) is not None:
                yield from _each_paid(mention, *paid)
            if mention.hedged and not worked_out:
                continue
            alike = bool(pair) and pair[0].kind == pair[1].kind != PERCENT
            # 甲432名，乙276名，丙165名，甲是丙的2.6倍: of these two
            said = mention.kind == _TIMES and _TWO.search(mention.tail)
            alike = alike and not (said and any(one.name and one.name not in mention.tail for one in pair))
            if mention.kind == _TIMES and mention.tail.endswith("的") and alike:
                former = _FORMER.match(mention.tail)  # 甲218元，乙655元，后者为前者的3倍
                of_then = pair[0].time == "prior" or "原" in mention.tail
                of_then = of_then or (pair[0].year > 0 and f"{pair[0].year}年" in mention.tail)
                if pair[1].turned and not of_then and not former:
                    continue  # 由100张增至250张，为全市平均的1.5倍
                turned = former["Second"] == "后" if former else of_then
                over, under = pair[::-1] if turned else pair
                told = {kind for word in lexicon().words(mention.tail) for kind in word.kinds}
                last = under.time == "prior" or "prior" not in told
                if over.level and under.level and last and not under.hedged and over.part == mention.part:
                    yield _ratio(mention, over, under, [] if former else [(under, over)], "explicit")
            elif mention.kind == _TIMES and mention.tail in _GREW and alike and (risen := _risen(pair, mention)):
                was, now = risen
                reading = Interpretation(((1, now), (-1, was)), ((1, was),), binding=True, times=SCALE)
                yield Statement("average", mention, (reading,), items=(now, was))
            elif any(one.turned for one in row[at + 1 : at + 2]):
                continue  # 人均资助由1150元提高到1200元: what it was before
            elif mention.role is Role.LEVEL and (mention.stock == "average" or _unit_of(mention)):
                yield from _average(document, row, at)


def _risen(pair: list[Quantity], times: Quantity) -> tuple[Quantity, Quantity] | None:
    """What a figure was and what it became, right before so many 倍 that it grew; None where the two are not that.

    由12.4万元增加到37.2万元; 3.84亿元，较上年的1.92亿元; 上年40场，今年120场.
    """
    first, last = pair
    told = all(one.sound and one.part == times.part and one.depth == times.depth for one in pair)
    if not told or first.index + 1 != last.index or last.index + 1 != times.index:
        return None
    if last.role is Role.BASE and last.time == "prior" and first.level and first.time not in OTHER_TIMES:
        return last, first
    grown = last.level and (last.turned or (first.time == "prior" and last.time == "this"))
    return (first, last) if grown and first.level and not (first.plan or last.plan) else None


def _paid_each(pair: list[Quantity], price: Quantity) -> tuple[Quantity, Quantity] | None:
    """What was paid, and the number of those that got it, right before what each got (590人，15.34万元，每人260元)."""
    unit = counted_as(_unit_of(price))
    paid = [one for one in pair if one.level and one.kind == price.kind and one.part == price.part]
    counts = [one for one in pair if one.level and one.kind == f"count:{unit}" and one.part == price.part]
    each = price.tail.startswith("每") and len(price.tail) <= 2 * _SHORT and paid and counts
    return (paid[0], counts[0]) if each and not (paid[0].plan or counts[0].price) else None


def _each_paid(price: Quantity, paid: Quantity, count: Quantity) -> Iterator[Statement]:
    """What each got, or what all come to where that is what the price is called (减免57.5万元（每具减免320元）)."""
    rest = pattern(_EACH).sub("", price.tail).strip(FILLING)
    if rest and rest in paid.name:
        yield Statement("average", paid, (Interpretation(((1, count),), each=price),), certainty="slip")
        return
    each = Fraction(paid.amount.value * SCALE, count.amount.value or 1)
    # 412盏，123.6万元，每盏3000元: by no chance
    evenly = not (rest or count.listed) and each % (10 * price.amount.step) == 0
    yield _ratio(price, paid, count, [], "explicit" if evenly else "slip")


def _unit_of(mention: Quantity) -> str:
    """Of one of what it is told: said before it (每亩, 亩均) or behind it (6元/平方米); "" where nothing says."""
    found = pattern(_EACH).search(mention.tail) or pattern(PER).match(mention.after)
    return next(filter(None, found.groups()), "") if found is not None else ""


def counted_as(unit: str) -> str:
    """The unit that things are counted in where ``unit`` names one of them: 案 is 件, 位 is 人."""
    same = next((row.split()[0] for row in lexicon().number["same_counts"] if unit in row.split()), unit)
    return _COUNTED.get(same, same)


def _average(document: TextDocument, row: list[Quantity], at: int) -> Iterator[Statement]:
    """An amount over the number of what it is told of one of.

    That number is said in brackets behind it, is a time, or is counted before it. A name that goes on behind the unit
    (平均每辆超限车, 户均奖补) says of which count, or of which amount.
    """
    mention = row[at]
    remains = tuple(lexicon().kinds["remainder"])
    if ("按" in mention.tail and not said_base(mention)) or mention.kind == PERCENT:
        return  # 按生均300元: a price
    found = pattern(_EACH).search(mention.tail)
    unit = _unit_of(mention)
    said = mention.tail[found.end() :].removeprefix("平均").strip(FILLING) if found is not None else ""
    what = tidy(mention.tail[: found.start()]) if found is not None else ""
    each = counted_as(unit)
    earlier = [one for one in reversed(row[:at]) if one.level and one.stock != "average"]
    paid_to = row[at + 1] if at + 1 < len(row) else mention
    if paid_to.kind == f"count:{each}" and paid_to.tail == "共":
        return  # 每个新基地奖补5万元，共60万元，每个优秀基地奖补2万元，共20个: a price
    kinds: tuple[str, ...] = tuple(f"count:{before}{each}" for before in (("", "人", "户") if each else ("",)))
    kinds = (*kinds, "count:家") if each == "户" else kinds
    counts = _counts_before(earlier, unit, kinds)
    if not counts:  # 平均每张床位: of 张, not of 张床
        counts = [one for one in earlier if one.kind == f"count:{each[:1]}"]
        said = each[1:] + said if counts and said else said
    counts = counts or _things_before(earlier, mention, unit)
    amounts = _amounts_before([one for one in earlier if one not in counts], mention)
    if paid_to.kind == mention.kind and paid_to.part == mention.part and paid_to.tail.startswith(_SUMS):
        amounts = [one for one in amounts if one.part == mention.part]  # 支付9万元；改造75户，户均400元，共支付3万元
    if not amounts and unit != "年":  # 年均运行成本23.52万元，每立方米节水成本0.42元
        amounts = [one for one in reversed(row[:at]) if one.level and "年均" in one.tail and one.kind == mention.kind]
    of_part = tidy(mention.tail[: found.start()].removeprefix("其中")) if found is not None else ""
    if mention.opener == "weak" and len(of_part) > 1:  # 亩均267元，其中造林亩均500元，计160万元: of what that cost
        amounts = [one for one in amounts if of_part in one.name]
    base = said_base(mention)
    if base:
        told = [*earlier, *(one for one in _sentence_before(document, mention)[::-1] if one.level)]
        told = [one for one in told if one.kind.startswith("count") and one not in amounts]
        counts = called([one for one in told if not each or one.kind.startswith(kinds)] or told, base)
    behind = [one for one in row[at + 1 : at + 2] if one.depth > mention.depth and one.kind.startswith("count")]
    behind = [one for one in behind if one.after.startswith((*_RECKONED, f"{unit}）"))]  # 村均126万元（17个村）
    if behind and said and behind[0].kind.startswith(kinds) and (single := _the_one(document, mention, said)):
        yield _ratio(mention, single, behind[0], [], "explicit")  # 审计项目29个 ...，人均完成项目0.81个（36人）
        return
    if not amounts:
        return
    amount = amounts[0]
    beside = amount.index == mention.index - 1
    ranked = next((one.group for one in amounts[1:2] if one.rank), [])
    if beside and amount.amount.value == sum(one.amount.value for one in ranked):
        amounts = [amount]  # 六期分别为52人、48人、50人，累计150人，期均50人
    # 火灾同比下降9.5%（上年455起），损失318万元，起均
    counts = [one for one in counts if one.time != "prior" or one.depth <= mention.depth]
    if behind and beside:
        # 运维费104万元，含燃油费49万元、维修费55万元，车均
        head = next((one for one in amounts if not one.listed), amount)
        rest_of = [(one, behind[0]) for one in amounts]
        yield _ratio(mention, head, behind[0], rest_of, "explicit")  # 人均2.50万元（按125人计算）
    elif beside and (run := _joined(counts)) and (amount.total or amount.tail.startswith(_SUMS)):
        several = Interpretation(((1, amount),), tuple((1, one) for one in run), binding=True, role=unit, times=SCALE)
        singly = tuple(_over(amount, one) for one in counts)  # 甲班9期、乙班14期，合计支出161万元，平均每期7万元
        yield Statement("average", mention, (several,), singly, items=(amount, run[0]))
    elif beside and (many := _so_many(document, amount, unit, row[at - 2] if at > 1 else None)):
        stated = _ratio(mention, amount, many, [], "explicit", amount.group)
        yield replace(stated, readings=(replace(stated.readings[0], role=unit),))
    elif unit == "年" and (told := _of_years(earlier, mention)):
        count = Amount(len(told) * SCALE, 0, Unit(unit, PLAIN), 0, str(len(told)))
        years = Quantity(mention.start, mention.start, count, False, "", prose=mention.prose)
        yield _ratio(mention, amount, years, [], "explicit", told)
    elif not counts:
        told = _counted_above(document, mention, amounts, unit, kinds[0])
        if len(told) == 1 and unit and not said and _plausible(mention, amount, told[0]):
            yield _ratio(mention, amount, told[0], [], "explicit")  # 工程类39宗。工程类交易额41.7亿元，宗均
    elif not any(word in counts[0].tail for word in remains):
        others = [one for one in earlier[:_MOST] if one.kind.startswith("count") and one.kind != mention.kind]
        stated = _over_counts(mention, amounts, counts, others if each else [], "" if base else said, each)
        # 慰问支出12万元，另发放物资人均200元: of what it names; 流转3.12万亩，户均300亩，其余0.54万亩: of a part
        other = _of_another(stated, what, amount) or mention.opener in ("weak", "whole")
        if other and any(what in one.name for one in counts if one is not stated.items[1]):
            return  # 在编39人、聘用48人，人员经费913.5万元，在编人均14.5万元: of what those cost
        further = any(one.kind == mention.kind and one.tail.startswith(remains) for one in row[at + 1 : at + 2])
        stated = replace(stated, certainty="slip") if other or further or _of_a_part(stated, said) else stated
        if each not in ("", "人") and [one.kind for one in (*amounts, *counts)] == [mention.kind, f"count:{each}"]:
            stated.readings = (replace(stated.readings[0], role=unit),)  # of what its unit names, and of nothing else
        yield stated


def _counts_before(earlier: list[Quantity], unit: str, kinds: tuple[str, ...]) -> list[Quantity]:
    """The counts in that unit, else of those ``kinds``, the nearest first; of equal ones the first that is told."""
    counts = [one for one in earlier if one.kind == f"count:{unit}" != kinds[0]]  # 受理86件次，救助63案，案均1.5万元
    counts = counts or [one for one in earlier if one.kind.startswith(kinds)]
    return list({one.amount.value: one for one in reversed(counts)}.values())[::-1]  # 停港720艘，应休720艘


def _things_before(earlier: list[Quantity], mention: Quantity, unit: str) -> list[Quantity]:
    """The counts of what is called its unit (参赛队42支、运动员1386名，平均每队33名)."""
    counts = [one for one in earlier if one.kind.startswith("count") and one.kind != mention.kind]
    named = [one for one in counts if unit and (one.name.endswith(unit) or _things(one, unit))]
    return [] if unit in "年月日天季" else named


def _amounts_before(earlier: list[Quantity], mention: Quantity) -> list[Quantity]:
    """The figures of its kind that it may be an average of: no averages or prices, and stocks only where all are."""
    amounts = [one for one in earlier if one.kind == mention.kind and one.plan == mention.plan]
    stocks = [one for one in amounts if one.time == "closing"]
    amounts = [one for one in amounts if "折合" not in one.tail and one.time not in ("opening", "closing")] or stocks
    amounts = [one for one in amounts if not _OF_ONE.search(one.tail)]
    return [one for one in amounts if not pattern(_EACH).search(one.tail)]  # 册均码洋47.5元、册均实付32.3元


def _sentence_before(document: TextDocument, mention: Quantity) -> list[Quantity]:
    """The levels of the sentence before, in the same paragraph."""
    back = document.sentences[mention.sentence - 1] if mention.sentence else []
    return [one for one in back if one.level and one.prose == mention.prose]


def _counted_above(
    document: TextDocument, mention: Quantity, amounts: list[Quantity], unit: str, kind: str
) -> list[Quantity]:
    """The counts of that ``kind`` in the sentence before that the first of ``amounts`` can be over."""
    back = [one for one in _sentence_before(document, mention) if one.kind == kind]
    found = [one for one in back if len(one.key) > 1 and amounts[0].key.startswith(one.key)]
    if kind not in ("count:", "count:人") and not found and len(amounts) == 1:
        found = [one for one in back if not (one.listed or one.stock)]
    return _named_after(document, mention, unit) if unit in _COUNTED and not found else found


def _of_another(stated: Statement, what: str, amount: Quantity) -> bool:
    """Whether the words before an average name something else than the amount and the count."""
    counted = stated.items[1].name
    return len(what) > 1 and what not in amount.name and not (counted and (counted in what or what in counted))


def _named_after(document: TextDocument, mention: Quantity, unit: str) -> list[Quantity]:
    """The counts of its paragraph that are called what it is an average of one of (在校生3240人 ...，生均640元)."""
    told = (one for one in document.mentions[: mention.index] if one.prose == mention.prose and one.level)
    return [one for one in told if one.kind.startswith("count") and one.key.endswith(unit) and not one.listed]


def _of_a_part(stated: Statement, what: str) -> bool:
    """Whether an average is called what is but some of the amount (助学金、奖学金120万元，生均助学金)."""
    amount, counted = stated.items[0], stated.items[1].name
    if stated.target.kind != MONEY or len(what) < _SHORT or (counted and (what in counted or counted in what)):
        return False
    said = key(what).rstrip("金款")
    names = [key(tidy(name)) for name in _JOINED_NAMES.split(amount.gap[amount.gap.rfind("，") + 1 :])]
    several = [name for name in names if name]
    if len(several) > 1:
        return any(said in name or name in said for name in several)
    return not (said in amount.name or (amount.key and amount.key in said))


def _things(count: Quantity, unit: str) -> bool:
    """Whether what is counted is called the unit behind the number (28个教学班)."""
    return re.match(f"[^，。；：、（）0-9]{{0,4}}{re.escape(unit)}(?=[，。；：、（）]|$)", count.after) is not None


def _joined(counts: list[Quantity]) -> list[Quantity]:
    """The counts that stand beside each other, the nearest of all among them; [] where that stands alone."""
    run = counts[:1]
    for one in counts[1:]:
        if one.kind != run[0].kind or run[0].index - one.index != 1 or not run[0].gap.startswith(("、", "和")):
            break
        run.insert(0, one)
    return run if len(run) > 1 else []


def _the_one(document: TextDocument, mention: Quantity, said: str) -> Quantity | None:
    """The only level before it, of its kind, that is called what it is an average of; None where there is none."""
    rows = document.sentences[max(0, mention.sentence - 1) : mention.sentence + 1]
    told = [one for row in rows for one in row if one.level and one.kind == mention.kind and one.index < mention.index]
    told = [one for one in told if one.prose == mention.prose and one.name.endswith(said[-_SHORT:]) and not one.listed]
    return told[0] if len(told) == 1 else None


def _of_years(earlier: list[Quantity], average: Quantity) -> list[Quantity]:
    """The figures of single years right before their average, in order; [] where there are none (2021年8万元 ...)."""
    told = [one for one in earlier if one.year and one.kind == average.kind and not one.plan and not one.own][::-1]
    years = [one.year for one in told]
    run = len(years) > 1 and years == list(range(years[0], years[0] + len(years))) and not average.year
    return told if run and told[-1].index == average.index - 1 and earlier[-1] is told[0] else []


def _over_counts(
    mention: Quantity, amounts: list[Quantity], counts: list[Quantity], others: list[Quantity], said: str, each: str
) -> Statement:
    """The average of an amount over a count, both told before it in its sentence; not over ``others``."""
    amount, count = amounts[0], counts[0]
    based = counts if said_base(mention) else called(counts, said) if len(said) > 1 else []
    near = {amount.index, count.index} == {mention.index - 1, mention.index - 2}
    fine = mention.kind == MONEY or (each == "人" and mention.amount.decimals > 0 and not amount.listed)
    fine = fine or (each not in ("", "人") and _things(count, said or each))
    near = near and fine and len(mention.tail) <= _LONGEST and count.part == mention.part
    near = near and amount.part == mention.part and not based
    near = near and not (count.gap.startswith("、") and any(one.index == count.index - 1 for one in counts))
    of_it = [one for one in counts if one.own and len(one.name) > 1 and one.name[:_SHORT] == amount.name[:_SHORT]]
    near = near and (not of_it or count in of_it)  # 轮换出库1.80万吨，年末6.15万吨，轮换费用126.00万元，吨均70元
    alone = len(counts) == len(amounts) == 1 and each not in ("", "人")
    # 管护劳务费287.5万元，平均每亩管护费用4.6元
    alone = alone and (said in amount.name or said[:_SHORT] in amount.name)
    summed = amount.index == mention.index - 1 and (amount.total or amount.tail.startswith(_SUMS)) and not said
    kindred = each == "人" and count.index == mention.index - 1 and len(amounts) == 1 and len(amount.key) > 1
    alone = alone or (kindred and not based and (amount.key in count.key or count.key in amount.key))
    # 共6期，每期52人 ...，累计300人，期均50人
    alone = alone or (summed and len(counts) == 1 and each not in ("", "人"))
    if amount.total and any(abs(one.index - count.index) == 1 and one.gap.startswith("、") for one in others):
        alone = False  # 桌椅20套、电脑8台，合计45万元: of things of other kinds, too
    heads, inner = ([one for one in several if not one.listed] for several in (amounts, counts))
    here = [one for one in heads if one.part == mention.part]
    here = here if len(here) == 1 else [one for one in called(here, said) if based]
    if len(here) == 1 and not (near or alone):
        whole = [one for one in inner if one.total and not one.depth]
        beside = [one for one in inner if one.part == mention.part]
        kin = [one for one in counts if len(one.name) > 1 and one.name[-2:] in here[0].name]
        if based:
            count = based[0]
        elif said not in here[0].name:
            whole = []
        elif len(kin) == 1 and not said:
            whole, count = kin, kin[0]  # 完工15个；完工项目决算442.50万元，平均每个29.50万元
        elif len(beside) == 1 and (len(counts) > 1 or said or each != "人"):
            whole, count = beside, beside[0]  # 今年9辆 ...；上年11辆、运维费30.80万元，车均2.80万元
        elif len(inner) == 1 and each not in ("", "人"):
            whole, count = inner, inner[0]  # 面积462.5万平方米，其中 ...；经费2775万元，平均每平方米6.0元
        elif len(whole) == 1:
            count = whole[0]  # 总计201人，取得证书162人；投入32.16万元，人均1600元
        told = len(based) == 1 or len(whole) == 1
        if told and _plausible(mention, here[0], count):
            amount, alone = here[0], True
    sure = near or alone
    only = near and not (count.opener or count.listed)  # 职工1200人次，其中女职工480人次，支出36万元，人均300元
    rest = [] if only else [(one, other) for one in amounts for other in (based or counts)]
    if not sure:  # ten times as much as one of them is a slip
        amount, count = next((pair for pair in rest if _ten_times(mention, *pair)), (amount, count))
    stated = _ratio(mention, amount, count, rest, "explicit" if sure else "slip")
    if only and len(counts) == len(amounts) == 1 and mention.amount.decimals:
        # 4人，经费11.28万元，人均2.82万元: of no others
        stated.readings = (replace(stated.readings[0], role=count.amount.unit.name),)
    if len(counts) == 1 and amount.index == min(one.index for one in amounts):
        beside = [one for one in others if one.kind != count.kind and one.part == count.part and one.amount.value]
        stated.rivals = tuple((one.amount.unit.name, _over(amount, one)) for one in beside)
    return stated


def _over(over: Quantity, under: Quantity) -> Interpretation:
    return Interpretation(((1, over),), ((1, under),), times=SCALE)


def _ten_times(mention: Quantity, over: Quantity, under: Quantity) -> bool:
    """Whether the quotient is a tenth, or ten times, of what is printed, to a few in a thousand."""
    printed, due = mention.amount.value * under.amount.value, over.amount.value * SCALE
    return any(abs(printed * 10 - due * times) * _CLOSE < due * times for times in (1, 100))


def _plausible(mention: Quantity, over: Quantity, under: Quantity) -> bool:
    """Whether the quotient is near enough to what is printed, or to ten times it, that it must be meant."""
    printed, due = mention.amount.value * under.amount.value, over.amount.value * SCALE
    return printed < 3 * due < 9 * printed or _ten_times(mention, over, under)


def _so_many(document: TextDocument, amount: Quantity, unit: str, before: Quantity | None) -> Quantity | None:
    """How many of the unit the words say that an amount is of (三年累计, 全年, 四个镇分得), or None.

    It is of as many years as figures stand 分别 before it, too, and the last of such figures is of all of them.
    """
    count = 0
    words = document.text_of(amount)[max(0, amount.start - _BEFORE) : amount.start].rpartition("。")[2]
    if amount.rank == len(amount.group) > 1:
        said = amount.group[0].gap  # 项均经费分别为40万元和10万元，总体项均20万元: of none of these
        count = len(amount.group) if unit and unit in said and f"{unit}均" not in said else 0
    elif unit == "月" and "全年" in amount.tail:
        count = 12
    elif years := _YEARS.search(amount.tail) if unit == "年" else None:
        count = _NUMERALS.index(years[1]) + 2
    elif unit == "年" and before is not None and amount.tail.startswith("累计"):
        count = len(before.group) if before.rank == len(before.group) else 0
    elif amount.total and unit and (several := re.findall(f"([{_NUMERALS}])个?{re.escape(unit)}", words)):
        count = _NUMERALS.index(several[-1]) + 2
    whole = Amount(count * SCALE, 0, Unit(unit, PLAIN), 0, str(count))
    return Quantity(amount.end, amount.end, whole, False, "", prose=amount.prose) if count else None


def _ratio(
    mention: Quantity,
    over: Quantity,
    under: Quantity,
    rest: list[tuple[Quantity, Quantity]],
    certainty: Certainty,
    together: Iterable[Quantity] = (),
) -> Statement:
    """The statement that the mention is ``over``, or the sum of those that stand ``together``, over ``under``."""
    if not mention.amount.half:  # in 元, but worked out and rounded
        mention.amount = replace(mention.amount, half=mention.amount.step // 2)
    if mention.about:
        mention.amount = replace(mention.amount, half=max(mention.amount.half, mention.amount.value // _ABOUT))
    terms = tuple((1, one) for one in together) or ((1, over),)
    reading = Interpretation(terms, ((1, under),), binding=True, times=SCALE)
    others = [Interpretation(((1, one),), ((1, other),), times=SCALE) for one, other in rest]
    return Statement("average", mention, (reading,), others, certainty, items=(over, under))

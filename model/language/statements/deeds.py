"""What was done: its rate in what was planned, or of how many it was; what is not done yet, posts that are vacant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise

from model.language.amounts import MONEY, PERCENT
from model.language.intervals import HUNDRED, Interpretation, expected
from model.language.keys import alike
from model.language.lexicon import alternatives, lexicon
from model.language.operands import Operands, operands, same_sentence, swapped
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.balances import UNSPENT, is_original
from model.language.statements.statement import Example, Statement
from model.language.text_document import TextDocument

EXAMPLES = (
    Example("监测费预算100.00万元，支出90.00万元，完成预算的80%。", "80"),
    Example("监测费支出90.00万元，完成预算的112%。"),
    Example("到位资金总量86.40亿元，支出57.90亿元，支付率76.0%。", "76.0"),
    Example("发现隐患864处，整改843处，整改率96.7%。", "96.7"),
    Example("受理投诉864件，办结843件，按期办结率100%。"),
    Example("发现隐患864处，整改843处，未整改31处。", "31"),
    Example("受理投诉864件，上年结转12件，办结843件，未办结33件。"),
    Example("核定编制45名，实有42人，空编5名。", "5"),
    Example("核定编制45名，实有42人，其中事业空编2名。"),
)

# What the rate of a state begins with: it is of all who were looked at, no deed of what was told before.
_STATES = re.compile("[不优良达满合]")
_MOST, _MOST_PAIRS = 12, 24
# What says that something was done, and what remains of nothing but a debt.
_DONE, _OWED = re.compile("[已实完]|到位|整改"), ("尚欠", "欠", "未付", "未缴", "还差")
# What a rate of deeds is called by.
_RATES = ("率", "度", "比例", "面")
_SHORTEST = 2


def deeds(document: TextDocument) -> Iterator[Statement]:
    """The statements of deeds whose numbers stand in one sentence."""
    for row in document.sentences:
        for at, mention in enumerate(row[1:], 1):
            earlier = [one for one in row[max(0, at - _MOST) : at] if one.level]
            if not mention.level or not mention.own or not earlier or mention.rank:
                continue
            if mention.kind == PERCENT and mention.name.endswith(_RATES):
                told = document.sentences[mention.sentence - 1][-_MOST:] if mention.sentence else []
                yield from _rate(earlier, [one for one in told if one.level], mention)
            elif mention.name.endswith(tuple(lexicon().kinds["vacant"])):
                yield from _vacant([one for one in earlier if _one_kind(one.kind, mention.kind)], mention)
            elif (undone := _undone().search(mention.name)) and not UNSPENT.match(mention.name):
                same = [one for one in earlier if one.kind == mention.kind and one.depth <= mention.depth]
                yield from _not_done(same, mention, mention.name[undone.end() :], row[at + 1 : at + 2])
            elif _remains().match(mention.tail):
                same = [one for one in earlier if one.kind == mention.kind and one.depth <= mention.depth]
                yield from _remainder(same, mention, row[at + 1 : at + 3])


@cache
def _remains() -> re.Pattern[str]:
    return re.compile(f"(?:目前|现|账上|年末|年底|至今)?(?:{alternatives(lexicon().kinds['remainder'])})")


def _remainder(earlier: list[Quantity], left: Quantity, behind: list[Quantity]) -> Iterator[Statement]:
    """A total less what was done of it, the two before it (合同价650万元，已付552.5万元，尚欠97.5万元)."""
    if len(earlier) < _SHORTEST or left.opener:
        return
    total, done = earlier[-2:]
    more = any(one.level and one.kind == left.kind and one.part == left.part for one in behind)
    if any(one.time == "opening" for one in earlier):
        return  # what moved a stock, too, is told
    sure = len(earlier) == _SHORTEST and not more and total.part == done.part == left.part
    told = done.actual or done.move or total.total or _DONE.search(done.tail) or left.tail.startswith(_OWED)
    sure = sure and bool(told)  # 中央补助650万元、省级专项412.60万元，其余由市级承担: of what, is told elsewhere
    sure = sure and total.amount.value > done.amount.value and done.time not in OTHER_TIMES and not done.rank
    rest = [Interpretation(((1, one), (-1, other))) for one in earlier for other in earlier if one is not other]
    rest += [
        Interpretation(((1, one), *((-1, part) for part in earlier[start:end])))
        for at, one in enumerate(earlier)
        for start in range(at + 1, len(earlier) - 1)
        for end in range(start + 2, len(earlier) + 1)
    ]
    readings = [one for one in rest if (expected(one) or 0) > 0]
    printed = left.amount.value
    canonical = min(readings, key=lambda one: abs((expected(one) or Fraction(0)) - printed), default=None)
    if canonical is not None:
        yield Statement("balance", left, (canonical,), rest, "explicit" if sure else "slip")


def _rate(earlier: list[Quantity], told: list[Quantity], rate: Quantity) -> Iterator[Statement]:
    """The rate of a deed, whose number is called alike or stands right before it, in a number of its kind before that.

    Where the words do not say that the number is the deed's, only a slip of the pen is an error.
    """
    deed = next((rate.name.removesuffix(ending) for ending in _RATES if rate.name.endswith(ending)), rate.name)
    if rate.time in OTHER_TIMES or rate.compared or "由" in rate.tail:
        return  # 审结率由上年的82.0%提高到87.5%
    here = [one for one in earlier if one.part == rate.part and one.kind.startswith("count")]
    done = _number_of(deed, here, rate)
    if done is None or done.rank:
        return
    earlier = [one for one in earlier if one.index < done.index]
    others = [one for one in earlier if _one_kind(one.kind, done.kind)]
    others = others or [one for one in told if _one_kind(one.kind, done.kind)]
    totals = [one for one in reversed(others) if one.amount.value >= done.amount.value]
    if not totals and len(others) == _SHORTEST:  # 新收864件，旧存120件，结案902件，结案率91.7%
        reading = Interpretation(((1, done),), tuple((1, one) for one in others), binding=True)
        yield Statement("average", rate, (reading,), certainty="slip", items=(done, others[0]))
    if totals:
        total = totals[0]
        reading = Interpretation(((1, done),), ((1, total),), binding=True)
        rest = list(_other_rates(done, others, totals, [one for one in here if one.kind == done.kind]))
        failed = f"不{deed[-_SHORTEST:]}"
        if len(failed) > _SHORTEST and failed in done.name and failed not in deed:  # 检出不合格样品17个，合格率98.8%
            total = max(totals, key=lambda one: one.amount.value)
            reading = Interpretation(((1, total), (-1, done)), ((1, total),), binding=True)
            rest += [Interpretation(((1, one), (-1, done)), ((1, one),)) for one in totals]
        sure = _tells(done.name, deed) or len(reading.terms) > 1
        # Where it is far off, the number that it is of is not printed (惠及1.23万人；安置士兵186人，安置率100%).
        due, printed = expected(reading) or Fraction(0), rate.amount.value
        sure = sure and printed != HUNDRED and printed < 2 * due < 4 * printed
        state = _STATES.match(deed) is not None
        rated = (one.index for one in earlier if state and one.kind == PERCENT and one.part != done.part)
        sure = sure and not any(total.index < at for at in rated)  # 合格90人，合格率97%；近视人数70人，近视率40%
        sure = sure and (total.sentence == done.sentence or _sole(told, total, done))
        sure = sure and (done.time in OTHER_TIMES) == (total.time in OTHER_TIMES)
        yield Statement("average", rate, (reading,), rest, "explicit" if sure else "slip", items=(done, total))


def _number_of(deed: str, here: list[Quantity], rate: Quantity) -> Quantity | None:
    """How often the deed was done: the number called alike, else the one right before the rate; None for neither."""
    beside = here[-1] if here and here[-1].index == rate.index - 1 else None
    if beside is not None and _tells(beside.name, deed):
        return beside
    return next((one for one in reversed(here) if _tells(one.name, deed)), beside)


def _other_rates(
    done: Quantity, others: list[Quantity], totals: list[Quantity], run: list[Quantity]
) -> Iterator[Interpretation]:
    """What else the rate may be: of another number, upside down, of neighbours in ``run`` that were done together."""
    at = run.index(done)
    for one in others:
        yield Interpretation(((1, done),), ((1, one),))
        yield Interpretation(((1, one),), ((1, done),))
    for one, other in pairwise(others):
        yield Interpretation(((1, done),), ((1, one), (1, other)))
    for total in totals[-_SHORTEST:]:  # 很满意118份、满意79份，满意度93.8%
        for start in range(at + 1):
            for end in range(max(at + 1, start + _SHORTEST), min(len(run), at + _SHORTEST) + 1):
                yield Interpretation(tuple((1, one) for one in run[start:end]), ((1, total),))
    for one in [*others, *run[at + 1 :]]:
        # What was done and what was not are told, and what both come to is not (批准148人，不捕64人，不捕率30.19%).
        yield Interpretation(((1, done),), ((1, one), (1, done)))


def _sole(told: list[Quantity], total: Quantity, done: Quantity) -> bool:
    """Whether the sentence before, of the same paragraph, counts nothing but the total, and tells no rate of it."""
    alone = [one for one in told if one.kind.startswith("count")] == [total] and total.prose == done.prose
    return alone and not any(one.kind == PERCENT for one in told)


def _tells(name: str, deed: str) -> bool:
    """Whether the name says the deed, in its order of characters: 取得证书 is what 取证率 is the rate of."""
    rest = iter(name)
    if len(deed) > _SHORTEST + 1 and set(deed) <= set(name):
        return True  # 完成整改77条，整改完成率81.05%
    if len(deed) < _SHORTEST or _undone().search(name) or f"不{deed}" in name:
        return False
    begins = name[:1] == deed[0] and all(character in rest for character in deed)
    return begins or deed in name


def _one_kind(one: str, other: str) -> bool:
    """Whether both count the same: 人 and 人次 may."""
    return one.startswith(other) or other.startswith(one)


def _vacant(earlier: list[Quantity], vacant: Quantity) -> Iterator[Statement]:
    """Posts less who fills them, the two right before it (编制45名，实有42人，空编3名)."""
    if len(earlier) >= _SHORTEST and not vacant.opener and vacant.kind.startswith("count"):
        posts, filled = earlier[-2:]
        rest = [Interpretation(((1, one), (-1, other))) for one, other in combinations(earlier, 2)]
        rest += [
            Interpretation(((1, posts), *((-1, one) for one in earlier[at:])))
            for at, posts in enumerate(earlier, 1)
            if at < len(earlier)
        ]
        sure = earlier[0] is posts and posts.part == vacant.part and not filled.opener
        canonical = Interpretation(((1, posts), (-1, filled)), binding=True)
        yield Statement("balance", vacant, (canonical,), rest, "explicit" if sure else "never")


@cache
def _undone() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(lexicon().kinds['undone'])})(?=..)")


def _not_done(earlier: list[Quantity], left: Quantity, done: str, behind: list[Quantity]) -> Iterator[Statement]:
    """A total is what was done of it with what was not (发现隐患864处，整改843处，未整改21处)."""
    tails = [one.tail.rstrip("的了为共") for one in earlier]
    place = next((at for at in range(len(tails) - 1, 0, -1) if tails[at].endswith(done[:_SHORTEST])), 0)
    if not place or left.opener or _undone().search(earlier[place].name):
        return
    made, totals = earlier[place], earlier[:place]
    likely = [one for one in totals if one.amount.high >= made.amount.low]
    if not likely:
        return
    rest = [Interpretation(((1, one), (-1, made))) for one in totals]
    rest += [Interpretation(((1, one), (1, other), (-1, made))) for one, other in pairwise(totals)]
    rest += [Interpretation(((1, one), *((-1, part) for part in earlier[place:]))) for one in totals]
    rest += [Interpretation(((1, one), (-1, made), (1, more))) for one in totals for more in behind]
    yield Statement("balance", left, (Interpretation(((1, likely[-1]), (-1, made)), binding=True),), rest)


def executions(document: TextDocument) -> Iterator[Statement]:
    """The statements of execution rates; the denominator is a plan."""
    for mention in document.mentions:
        if mention.role is not Role.EXECUTION or mention.hedged:
            continue
        if not mention.amount.value or mention.rank:  # 本级、所属单位执行率分别为: whose each is, no position tells
            continue
        pairs = operands(document, mention)
        first = next(pairs, None)
        nothing = _nothing(document, mention)
        if nothing is not None:
            yield nothing
            continue
        row = document.sentences[mention.sentence]
        added = [one for one in row if one.added and one.index < mention.index]
        if added and not any(one.plan and one.adjusted for one in row):
            base_before = first is not None and len(added) == 1 and first.base.index == added[0].index - 1
            if first is not None and base_before:
                base = ((1, first.base), (1, added[0]))
                full = Interpretation(((1, first.subject),), base, binding=first.binding, role="预算")
                own = Interpretation(((1, first.subject),), ((1, first.base),), role="预算")
                yield Statement("execution", mention, (full,), (own,), "explicit" if first.binding else "never")
            continue
        if first is not None and (first.binding or first.subject.sentence == mention.sentence):
            yield _in_sentence(document, mention, [first, *pairs])
            continue
        if first is None and (told := _of_all(row, mention)) is not None:
            yield told
            continue
        far = [Interpretation(((1, pair.subject),), ((1, pair.base),), role="预算") for pair in pairs]
        if first is not None:
            far.insert(0, Interpretation(((1, first.subject),), ((1, first.base),), role="预算"))
        yield from _of_section(document, mention, far)


def _of_all(row: list[Quantity], rate: Quantity) -> Statement | None:
    """The rate of what was spent in what there was to spend, the only two that its sentence tells."""
    levels = [one for one in row[: row.index(rate)] if one.kind == MONEY]
    if len(levels) != 2 or not all(one.level and one.part == rate.part and not one.depth for one in levels):
        return None
    whole, spent = levels
    told = spent.flow == "支出" and spent.index == rate.index - 1 and whole.total and not spent.own and not rate.own
    reading = Interpretation(((1, spent),), ((1, whole),), binding=True)
    return Statement("execution", rate, (reading,), items=(spent, whole)) if told else None


def _in_sentence(document: TextDocument, mention: Quantity, pairs: list[Operands]) -> Statement:
    """The rate of what the sentence spent in what it planned; of the plan that the rate names, where it names one."""
    first = pairs[0]
    row = document.sentences[mention.sentence]
    adjusted = mention.adjusted or "调整" in mention.gap
    said = "年初" in mention.tail or "年初" in mention.gap[-12:]
    named_plan = [one for one in row if one.plan and one.index < mention.index and one.adjusted == adjusted]
    if (adjusted or said) and named_plan:
        pairs = [pair for pair in pairs if pair.base.adjusted == adjusted] or pairs
    if first.binding:  # a plan printed in the sentence is the one that is meant
        pairs = [pair for pair in pairs if pair.base.sentence == mention.sentence]
        first = pairs[0] if pairs else first
        pairs = pairs or [first]
    readings = [
        Interpretation(((1, one.subject),), ((1, one.base),), role="预算", swapped=swapped(one, first)) for one in pairs
    ]
    if first.subject.tail.lstrip("实际").startswith(("多", "超")):  # 计划70场，多办11场，完成率115.7%
        base = ((1, first.base),)
        readings.append(Interpretation(((1, first.subject), *base), base))
    if not (adjusted or said):
        readings += _at_hand(document, mention, first.subject)
    # What stands behind the rate under a name of its own (收回16.47万元) is not what was spent, unless it is said so.
    behind = first.subject.index > mention.index and first.subject.own
    sure = first.binding and not (behind and not first.subject.flow and not first.subject.actual)
    sure = sure and not (said and first.base.adjusted)  # of the year's opening budget, which is not printed
    return Statement(
        "execution",
        mention,
        (replace(readings[0], binding=first.binding),),
        readings[1:],
        "explicit" if sure else "never",
        rivals=tuple(_other_bases(document, mention, first.subject)),
    )


def _at_hand(document: TextDocument, mention: Quantity, spent: Quantity) -> Iterator[Interpretation]:
    """What was at hand for spending, named otherwise in the sentence: one level, or two that stand side by side."""
    levels = [
        one
        for one in document.sentences[mention.sentence]
        if one.level
        and one.kind == spent.kind
        and one.time != "prior"
        and one is not spent
        and one.index < mention.index
    ]
    levels = [one for one in levels if not (one.flow == "收入" and spent.flow == "支出")]
    for one in levels[:8]:
        yield Interpretation(((1, spent),), ((1, one),))
    if any(one.plan and one.adjusted for one in levels):
        return  # all that was put to the budget is in the one that came of it
    for one, other in pairwise(levels[:9]):
        yield Interpretation(((1, spent),), ((1, one), (1, other)))


def _nothing(document: TextDocument, mention: Quantity) -> Statement | None:
    """A rate that something of nothing cannot have (决算0万元，完成预算的8%)."""
    if not mention.amount.value or mention.own or not mention.index:
        return None
    subject = next(
        (m for m in same_sentence(document, mention) if m.index < mention.index and m.level and not m.plan), None
    )
    if subject is None or subject.amount.value or subject.kind in ("percent", "points"):
        return None
    row = document.sentences[mention.sentence]
    if any(one.plan and not one.amount.value and one.amount.half and not one.amount.decimals for one in row):
        return None  # both are told in whole 万元: neither need be nothing
    between = document.mentions[subject.index + 1 : mention.index]
    if any(one.own and not one.plan for one in between):
        return None
    return Statement("nothing", mention, (), items=(subject,))


def _of_section(document: TextDocument, mention: Quantity, far: list[Interpretation]) -> Iterator[Statement]:
    """A rate that stands alone: of the section's expenditure, or income, in its plan; an error where a slip shows."""
    here = [
        one
        for row in document.sentences[max(0, mention.sentence - 12) : mention.sentence + 1]
        for one in row
        if one.section == mention.section and one.level and one.kind == MONEY and one.index < mention.index
    ]
    totals = [
        one for one in here if (one.total or not one.own or alike(one.key, mention.key)) and one.time in ("", "this")
    ]
    pairs = [
        (spent, planned)
        for spent in reversed(totals)
        for planned in reversed(totals)
        if planned.plan and not spent.plan and not spent.stock and len({spent.flow, planned.flow} - {""}) < 2
    ]
    told = [one for one in here if one.sentence == mention.sentence and one.own and not one.plan]
    if told and not mention.own:  # of what its own sentence tells of, in the plan of that
        pairs = [pair for pair in pairs if all(alike(one.key, told[-1].key) for one in pair)]
    spending = [pair for pair in pairs if "支出" in (pair[0].flow, pair[1].flow)][:_MOST_PAIRS]
    if not spending:
        if far:
            yield Statement("execution", mention, tuple(far[:1]), far[1:], "never")
        return
    spent, planned = next((pair for pair in spending if pair[1].adjusted), spending[0])
    canonical = Interpretation(((1, spent),), ((1, planned),), role="支出预算")
    rest = [*far, *(Interpretation(((1, one),), ((1, other),)) for one, other in pairs[:_MOST_PAIRS])]
    yield Statement(
        "execution", mention, (canonical,), rest, "slip", rivals=tuple(_other_bases(document, mention, spent))
    )


def _other_bases(document: TextDocument, mention: Quantity, spent: Quantity) -> Iterator[tuple[str, Interpretation]]:
    """What is no plan, and that the rate may have been taken of by mistake: the year's income, last year's figure."""
    for row in document.sentences[max(0, mention.sentence - 12) : mention.sentence + 1]:
        for one in row:
            if one is spent or not one.level or one.kind != spent.kind or one.section != spent.section:
                continue
            if one.plan and not mention.adjusted:
                continue
            if one.flow == "收入" and spent.flow == "支出" and one.actual:
                yield "决算收入", Interpretation(((1, spent),), ((1, one),))
            elif one.time == "prior" and one.key == spent.key:
                yield "上年数", Interpretation(((1, spent),), ((1, one),))
            elif is_original(one) and "年初" in one.tail and alike(one.key, spent.key):
                yield "年初预算", Interpretation(((1, spent),), ((1, one),))

"""Rates of execution: what was spent or done in what was planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from model.language.amounts import MONEY
from model.language.intervals import Interpretation
from model.language.keys import alike
from model.language.neighbours import same_sentence, was
from model.language.operands import MISSED, Operands, operands, swapped
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.balances import UNSPENT, is_cut, is_original
from model.language.statements.quotients.said_bases import said_base
from model.language.statements.quotients.set_aside import of_other_years, of_this_year, taken_out, without
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

_MOST_PAIRS = 24
_BUDGETS = ("年初预算", "全年预算")
_OF_THIS_YEAR = Pattern("(?:本年|当年|结转)[^，。；0-9]{0,6}执行")


def executions(document: TextDocument) -> Iterator[Statement]:
    """The statements of execution rates; the denominator is a plan, or what figures beside it show it to be."""
    for mention in document.mentions:
        if mention.role is not Role.EXECUTION or mention.hedged or not mention.amount.value:
            continue
        if mention.rank:  # 本级、所属单位执行率分别为: whose each is, no position tells
            yield from _of_ranks(document, mention)
            continue
        row = document.sentences[mention.sentence]
        if _OF_THIS_YEAR.search(mention.tail) and any(one.stock == "left" and one.time == "opening" for one in row):
            continue  # 支出228万元，其中上年结转40万元、本年预算188万元，本年预算执行率94%: of a part of either
        statement = _stated(document, mention)
        if statement is None or statement.certainty != "explicit":
            statement = _shown(document, mention, statement) or statement
        if statement is not None:
            yield statement


def _of_ranks(document: TextDocument, rate: Quantity) -> Iterator[Statement]:
    """The rate of its rank among as many figures before them, in plans of their names or told in order behind them."""
    size, first, last = len(rate.group), rate.group[0].index, rate.group[-1].index
    done = [one for one in document.sentences[rate.sentence] if one.index < first and not was(document, one)][-size:]
    plans = document.mentions[last + 1 : last + 1 + size]
    kinds = {one.kind for one in (*done, *plans) if one.level and one.sentence == rate.sentence}
    inside = len(done) == len(plans) == size and len(kinds) == 1 and all(one.depth > rate.depth for one in plans)
    if inside and all(one.level for one in done) and re.search("任务|目标|计划|预算", plans[0].gap):
        pair = done[rate.rank - 1], plans[rate.rank - 1]
        reading = Interpretation(((1, pair[0]),), ((1, pair[1]),), binding=True, role="计划")
        yield Statement("execution", rate, (reading,), items=pair)
        return
    before = document.mentions[max(0, first - 2 * size) : first]
    turns = [one.plan for one in before if one.level and one.kind == MONEY and one.prose == rate.prose]
    if turns == [True, False] * size and all(one.own for one in before[::2]):
        pair = before[2 * rate.rank - 1], before[2 * rate.rank - 2]  # 甲预算45万元、支出43万元；乙 ...。执行率分别为
        reading = Interpretation(((1, pair[0]),), ((1, pair[1]),), binding=True, role="预算")
        yield Statement("execution", rate, (reading,), items=pair)
        return
    row = [one for one in document.sentences[rate.sentence] if one.index < first and one.level]
    both = row[-2 * size :]
    if len(both) == 2 * size and [one.kind for one in both[:size]] == [one.kind for one in both[size:]]:
        planned_so = [one.plan for one in both] if both[size].plan else []
        if planned_so[: size + 1] == [*[False] * size, True] and not any(one.own for one in both[size + 1 :]):
            pair = both[rate.rank - 1], both[size + rate.rank - 1]  # 甲46口、乙31公里，计划为50口、30公里，完成率分别为
            reading = Interpretation(((1, pair[0]),), ((1, pair[1]),), binding=True, role="计划")
            yield Statement("execution", rate, (reading,), items=pair)
            return


def _stated(document: TextDocument, mention: Quantity) -> Statement | None:
    """The rate of what the words, or the place, name."""
    pairs = operands(document, mention)
    first = next(pairs, None)
    if (nothing := _nothing(document, mention)) is not None:
        return nothing
    row = document.sentences[mention.sentence]
    added = _moved(row, mention)
    if added and not any(one.plan and one.adjusted for one in row):
        run = list(range(added[0].index, added[0].index + len(added)))
        if first is None or first.base.index != added[0].index - 1 or [one.index for one in added] != run:
            return None
        base = ((1, first.base), *((-1 if is_cut(one) else 1, one) for one in added))
        full = Interpretation(((1, first.subject),), base, binding=first.binding, role="预算")
        rest = [Interpretation(full.terms, ((1, first.base),), role="预算")]
        left = [one for one in row if one.level and one.kind == first.base.kind and one.time == "opening"]
        rest += [Interpretation(full.terms, (*base, (1, one))) for one in left]  # 上年结转12万元，当年预算180万元，追加
        return Statement("execution", mention, (full,), rest, "explicit" if first.binding else "never")
    if first is not None and (first.binding or first.subject.sentence == mention.sentence):
        return _in_sentence(document, mention, [first, *pairs])
    if first is None and (told := _of_all(row, mention)) is not None:
        return told
    far = [Interpretation(((1, pair.subject),), ((1, pair.base),), role="预算") for pair in pairs]
    if first is not None:
        far.insert(0, Interpretation(((1, first.subject),), ((1, first.base),), role="预算"))
    return _of_section(document, mention, far)


def _moved(row: list[Quantity], rate: Quantity) -> list[Quantity]:
    """What was put to a plan before the rate, or taken off it right behind it (预算90万元，按要求压减10万元)."""
    found: list[Quantity] = []
    for before, one in pairwise(row[: row.index(rate)]):
        behind = before.plan or before in found
        if one.added or (
            behind and not (one.plan or one.compared) and is_cut(one) and one.sound and one.kind == before.kind
        ):
            found.append(one)
    return [one for one in row[:1] if one.added and one is not rate] + found


def _shown(document: TextDocument, rate: Quantity, stated: Statement | None) -> Statement | None:
    """The rate of what figures beside it show: with what is left they are three that agree, or one plan is named.

    None where nothing shows them. What else its words may mean stays admissible, but no other budget than a named one.
    """
    row = document.sentences[rate.sentence]
    before = document.sentences[rate.sentence - 1] if rate.sentence else []
    told = [one for one in (*before, *row) if one.level and one.prose == rate.prose]
    done = [one for one in row[: row.index(rate)] if not MISSED.match(one.tail)]
    spent = done[-1] if done and done[-1].index >= rate.index - 2 else None
    charity = [*stated.readings, *stated.charity] if stated is not None else []
    pair: tuple[Quantity, Quantity] | None = None
    if spent is not None and spent in told and not spent.plan:
        plans = [one for one in told if one.plan and one.adjusted == rate.adjusted and one.kind == spent.kind]
        plans = [one for one in plans if not one.listed]
        plans = [one for one in plans if one.index < spent.index]
        if rate.adjusted and len(plans) == 1 and (spent.actual or (spent.flow == "支出" and not spent.own)):
            charity = [one for one in charity if all(base.adjusted for _, base in one.base)]
            pair = spent, plans[0]  # 调整后预算90万元。实际支出81万元，占调整后预算的90%
        elif spent.kind == MONEY and spent.total and spent.actual and len(plans) == 1:
            pair = spent, plans[0]  # 预算384万元，其中 ...。甲、乙执行数分别为 ...，合计执行369.3万元，执行率96.17%
        elif len(plans) == 1 and plans[0].total and row[:2] == [spent, rate] and _all_spent(spent, rate):
            pair = spent, plans[0]  # 预算批复共计420万元，分别为 ...。截至年底支出403.2万元，预算执行率96%
        elif spent.kind.startswith("count") and len(plans) == 1 and plans[0].sentence == rate.sentence:
            same = spent.time not in OTHER_TIMES and "完成" in spent.tail and "完成" in rate.tail
            pair = (spent, plans[0]) if same else None
        elif (due := [one for one in told if one.index == spent.index - 1]) and _due(due[0], spent):
            pair = spent, due[0]  # 应拨681.6万元，已拨613.44万元，拨付率90%
        elif spent.kind.startswith("count") and spent.own and due and _due(due[0], spent, spent.key[-2:]):
            pair = spent, due[0]  # 开放总床日数73000床日，实际占用总床日数62050床日，使用率85%
        elif spent.kind.startswith("count") and spent.own and spent.name[-2:] in rate.tail and "任务" not in rate.tail:
            pair = _of_whole_list([one for one in before if one in told and one.kind == spent.kind], spent)
    if pair is None:
        pair = _with_what_is_left(row, told, rate)
    if pair is None:
        return None
    reading = Interpretation(((1, pair[0]),), ((1, pair[1]),), binding=True, role="预算")
    return Statement("execution", rate, (reading,), charity, items=pair)


def _all_spent(spent: Quantity, rate: Quantity) -> bool:
    """Whether a sentence tells, in its first two figures and by no name of its own, what was spent and its rate."""
    plain = not (spent.own or rate.own) and (spent.actual or "支出" in spent.tail)
    return plain and spent.kind == MONEY and spent.time not in ("prior", "opening", "next", "part")


def _due(due: Quantity, done: Quantity, named: str = "应") -> bool:
    """Whether the one says what was to be done, the other what was done of it (应拨, 已拨; 开放床日, 占用床日)."""
    both = due.tail.startswith("应") or (due.own and due.key.endswith(named))
    both = both and done.tail.startswith(("已", "实"))
    return both and due.kind == done.kind and due.part == done.part and due.amount.value >= done.amount.value


def _of_whole_list(before: list[Quantity], done: Quantity) -> tuple[Quantity, Quantity] | None:
    """What was done in the head of the list before it, whose items come to it (95条，其中46条、49条。整改77条)."""
    whole = before[0].amount.value == sum(one.amount.value for one in before[1:]) if before else False
    return (done, before[0]) if whole and done.amount.value <= before[0].amount.value else None


def _with_what_is_left(row: list[Quantity], told: list[Quantity], rate: Quantity) -> tuple[Quantity, Quantity] | None:
    """What was spent and what there was to spend, where what is left, told there, is their difference."""
    at = row.index(rate)
    lefts = [
        one for one in row[max(0, at - 2) : at + 3] if one.stock == "left" or UNSPENT.match(one.name) or one.saving
    ]
    for left in (one for one in lefts if not one.hedged and not one.depth):
        for whole in (one for one in told if one.kind == left.kind and one.index < rate.index and one is not left):
            for spent in (one for one in told if one.kind == left.kind and one.index < rate.index):
                near = rate in (row[row.index(one) + 1] for one in (whole, spent) if one in row[:-1])
                exact = whole.amount.value - spent.amount.value == left.amount.value > 0
                fine = min(len(one.amount.typed.replace(".", "")) for one in (whole, spent, left)) > 2
                if near and exact and fine and spent.time not in ("prior", "opening", "next"):
                    return spent, whole
    return None


def _of_all(row: list[Quantity], rate: Quantity) -> Statement | None:
    """The rate of what was spent in what there was to spend, the only two that its sentence tells."""
    levels = [one for one in row[: row.index(rate)] if one.kind == MONEY]
    if len(levels) != 2 or not all(one.level and one.part == rate.part and not one.depth for one in levels):
        return None
    whole, spent = levels
    told = (
        spent.flow == "支出"
        and spent.index == rate.index - 1
        and (whole.total or (whole.tail.startswith("到位") and "预算" not in rate.tail))
        and not spent.own
        and not rate.own
    )
    reading = Interpretation(((1, spent),), ((1, whole),), binding=True)
    return Statement("execution", rate, (reading,), items=(spent, whole)) if told else None


def _in_sentence(document: TextDocument, mention: Quantity, pairs: list[Operands]) -> Statement:
    """The rate of what the sentence spent in what it planned; of the plan that the rate names, where it names one."""
    first = pairs[0]
    row = document.sentences[mention.sentence]
    base_said = said_base(mention)
    adjusted = mention.adjusted or "调整" in mention.gap or "调整" in base_said or base_said.startswith("全年预算")
    said = "年初" in mention.tail or "年初" in mention.gap[-12:] or base_said.startswith("年初")
    named_plan = [one for one in row if one.plan and one.index < mention.index and one.adjusted == adjusted]
    if (adjusted or said) and named_plan:
        pairs = [pair for pair in pairs if pair.base.adjusted == adjusted] or pairs
        if len(named_plan) == 1 and pairs[0].base is named_plan[0] and _right_before(row, pairs[0].subject, mention):
            # 年初预算90万元，调整预算99万元，支出95万元，为年初预算的105.6%
            first = pairs[0] = replace(pairs[0], binding=True)
    apart = first.base.own and first.base.part == first.subject.part == mention.part  # 车费14万元；接待费预算3万元
    if first.binding:  # a plan printed in the sentence is the one that is meant
        pairs = [pair for pair in pairs if pair.base.sentence == mention.sentence]
        if apart:
            pairs = [pair for pair in pairs if pair.base.part == mention.part or not pair.base.own]
        first = pairs[0] if pairs else first
        pairs = pairs or [first]
    readings = [
        Interpretation(((1, one.subject),), ((1, one.base),), role="预算", swapped=swapped(one, first)) for one in pairs
    ]
    if first.subject.tail.lstrip("实际").startswith(("多", "超")):  # 计划70场，多办11场，完成率115.7%
        base = ((1, first.base),)
        readings.append(Interpretation(((1, first.subject), *base), base))
    for one in row:  # 与预算90万元相比，少9万元，执行率90%
        if one.role is Role.CHANGE and one.direction and first.base.index < one.index < mention.index:
            base = ((1, first.base),)
            readings.append(Interpretation((*base, (one.direction, one)), base))
    for part in of_other_years(row, mention, first.subject):
        more = [one for one in without(first.subject, first.base, part) if len(one.terms) > 1]
        readings = [*more, *readings] if of_this_year(mention) else [*readings, *more]
    out = taken_out(row, mention, first.subject.kind)
    if out is not None:
        readings = [*without(first.subject, first.base, out)]
        if not readings:
            return Statement("execution", mention, (), [], "never")
    if not (adjusted or said or out):
        readings += _at_hand(document, mention, first.subject, apart=apart)
    # What stands behind the rate under a name of its own (收回16.47万元) is not what was spent, unless it is said so.
    behind = first.subject.index > mention.index and first.subject.own
    sure = first.binding and not (behind and not first.subject.flow and not first.subject.actual)
    sure = sure and "调整" not in first.subject.tail  # 年初数20万元、调整数22万元，完成调整预算的92%
    sure = sure and not (said and first.base.adjusted)  # of the year's opening budget, which is not printed
    sure = sure and not _unprinted(base_said, [one for one in row if one.plan], adjusted=adjusted)
    return Statement(
        "execution",
        mention,
        (replace(readings[0], binding=first.binding),),
        readings[1:],
        "slip" if out and sure else "explicit" if sure else "never",
        rivals=() if out else tuple(_other_bases(document, mention, first.subject)),
    )


def _right_before(row: list[Quantity], spent: Quantity, rate: Quantity) -> bool:
    """Whether what was spent stands right before a rate that goes on with a budget's name alone (为年初预算的)."""
    told = rate.tail.endswith("的") and rate.tail[:1] in "为是占完达" and not rate.own
    return told and spent in row and spent.index == rate.index - 1 and spent.part == rate.part and not spent.plan


def _unprinted(said: str, plans: list[Quantity], *, adjusted: bool) -> bool:
    """Whether the base that is said is a budget that no plan of the sentence is: 执行率95%（占全年预算数的比例）."""
    when = said[:2]
    return said.startswith(_BUDGETS) and not any(when in one.tail or (adjusted and one.adjusted) for one in plans)


def _at_hand(document: TextDocument, mention: Quantity, spent: Quantity, *, apart: bool) -> Iterator[Interpretation]:
    """What was at hand for spending, named otherwise in the sentence: one level, or two that stand side by side.

    ``apart``: the plan of its part is meant, and no other part's.
    """
    levels = [
        one
        for one in document.sentences[mention.sentence]
        if one.level
        and one.kind == spent.kind
        and (one.time != "prior" or one.stock == "left")
        and one is not spent
        and one.index < mention.index
    ]
    levels = [one for one in levels if not (one.flow == "收入" and spent.flow == "支出")]
    levels = [one for one in levels if not apart or one.part == mention.part or not one.own or one.stock == "left"]
    for one in levels[:8]:
        yield Interpretation(((1, spent),), ((1, one),))
    taken = [one for one in levels if is_cut(one)]
    if taken:  # 上年结转80万元，财政收回30万元，本年预算500万元
        yield Interpretation(((1, spent),), tuple((-1 if one in taken else 1, one) for one in levels[:8]))
    if any(one.plan and one.adjusted for one in levels):
        return  # all that was put to the budget is in the one that came of it
    heads = [one for one in levels if not one.listed]  # 结转28万元，其中 ...；本年新增预算170万元
    for one, other in (*pairwise(levels[:9]), *pairwise(heads[:9])):
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


def _of_section(document: TextDocument, mention: Quantity, far: list[Interpretation]) -> Statement | None:
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
        return Statement("execution", mention, tuple(far[:1]), far[1:], "never") if far else None
    spent, planned = next((pair for pair in spending if pair[1].adjusted), spending[0])
    canonical = Interpretation(((1, spent),), ((1, planned),), role="支出预算")
    rest = [*far, *(Interpretation(((1, one),), ((1, other),)) for one, other in pairs[:_MOST_PAIRS])]
    return Statement(
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

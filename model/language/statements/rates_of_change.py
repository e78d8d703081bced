"""Changes, their rates and directions, and 持平: subject less base, and what part of the base that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from model.language.amounts import PERCENT, POINTS
from model.language.intervals import Interpretation, compare, holds
from model.language.keys import alike
from model.language.lexicon import lexicon, pattern
from model.language.neighbours import bound_base, only_a_base, same_sentence, two_years
from model.language.operands import Operands, operands, swapped
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.quotients.rates_in_rows import grown_in_rows
from model.language.statements.statement import Certainty, Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

_FLAT = "[）)]?(?:相比|比较|对比)?[，]?(?:[两二]年|与上年度?|与去年)?(?:保持|均|无)?<flat>"

POINTS_MEANT = "个百分点"
"""What a statement says of a change in per cent that is one in points."""
_BEHIND_NAME = Pattern("[^，。；：、（）的0-9]{2,12}（[^（）]{0,8}$")
_MOST_PAIRS = 60
_PAIR = 2
# Rates at constant prices or for what is comparable alone are not those of the amounts.
_AT_PRICES = Pattern("可比|不变价|同口径|生产总值|增加值|剔除|扣除")


def changes(document: TextDocument) -> Iterator[Statement]:
    """The statements of changes, rates, directions and 持平."""
    for mention in document.mentions:
        if not mention.sound:
            continue
        if mention.turned:
            yield from _turn(document, mention)
        of_two = _between_years(document, mention) if mention.role in (Role.CHANGE, Role.RATE) else None
        told = [of_two] if of_two else [_change(document, mention)] if mention.role is Role.CHANGE else []
        if mention.role is Role.RATE and not of_two:
            told = list(_rate(document, mention))
        if told:
            sure = any(one.certainty == "explicit" for one in told)
            more = _of_unit(document, mention) or (None if sure else _turned_round(document, mention))
            yield from told if more is None else [_with(told[0], more)]
        elif pattern(_FLAT).match(mention.after) and (mention.role is Role.BASE or mention.time == "prior"):
            yield _flat(document, mention)


def _between_years(document: TextDocument, claim: Quantity) -> Statement | None:
    """The change, or its rate, from one year that it names to another one, each told once (2023年比2021年增长11%)."""
    if not claim.direction or not (pair := two_years(document, claim)):
        return None
    reading = _against(claim, pair[1], pair[0], claim.direction)
    rest = Interpretation(((1, document.mentions[claim.index - 1]),), ((1, pair[0]),))
    rate = claim.role is Role.RATE
    return Statement("rate" if rate else "change", claim, (reading,), (rest,) if rate else ())


def _difference(mention: Quantity, pair: Operands, first: Operands | None = None) -> Interpretation:
    return Interpretation(
        ((1, pair.subject), (-1, pair.base)),
        sign=mention.direction,
        binding=pair.binding,
        role=base_name(mention),
        swapped=swapped(pair, first),
    )


def base_name(claim: Quantity) -> str:
    """What the claim is held against, in Chinese."""
    if claim.against_plan:
        return "预算"
    return {"prior": "上年", "opening": "年初"}.get(claim.against, "")


def _change(document: TextDocument, mention: Quantity) -> Statement:
    pairs = operands(document, mention)
    first = next(pairs, None)
    if first is None or only_a_base(document, first.subject):
        return Statement("change", mention, (), certainty="never")
    put = not mention.compared and pattern("<added>").search(mention.tail) and not first.subject.adjusted
    # 预算8万元，上年预算9万元。比上年净减2万元: of what was spent
    plans = mention.own and first.subject.plan and first.base.plan and not (mention.plan or mention.against_plan)
    other = first.subject.sentence != mention.sentence and (plans or _rated(document, mention, first.base))
    # 主要是考察取消，少支出5万元: a part of what it explains
    part = not mention.compared and pattern("(?:<because>)[^。；]{0,60}，").search(mention.gap)
    part = part or (mention.depth > first.subject.depth and _BEHIND_NAME.search(mention.gap))  # 来自房屋（增加60万元）
    if put or part or other or _moves(document, mention):  # 年初安排500万元，10月调增80万元: a balance tells of it
        return Statement("change", mention, (), certainty="never")
    if not first.binding and (only := _only_two(document, mention)) is not None:
        pairs, first = chain((first,), pairs), only
    readings = (_difference(mention, first),)
    rest = chain(
        _of_the_two_before(document, mention),
        (_difference(mention, pair, first) for pair in pairs),
        _of_sums(document, mention, first.base),
        _with_the_others(document, mention, first),
    )
    return Statement("change", mention, readings, rest, "explicit" if first.binding else "never")


def _only_two(document: TextDocument, claim: Quantity) -> Operands | None:
    """The subject and the base of a change that are the only two figures of its kind near it, or that its rate shows.

    年度计划举办活动260场，实际举办204场，较计划少56场. 2023年为3581万元。2024年总额3704万元，增加123万元，增长3.42%.
    """
    rows = document.sentences[max(0, claim.sentence - 1) : claim.sentence + 1]
    told = [one for row in rows for one in row if one.index < claim.index and one.kind == claim.kind]
    told = [one for one in told if one.prose == claim.prose and one.depth <= claim.depth]
    if len(told) != _PAIR or any(not one.level or one.listed for one in told):
        return None
    base, subject = sorted(told, key=lambda one: one.time not in OTHER_TIMES and not one.plan)
    against = base.plan if claim.against_plan else base.time in OTHER_TIMES and claim.against == "prior"
    if not against or subject.plan or subject.time in OTHER_TIMES or claim.rank:
        return None
    if subject.sentence != claim.sentence and not claim.own and "，" in claim.gap:
        return None  # 支出29万元。未发生出国费，较预算节约20万元
    rate = next(iter(document.mentions[claim.index + 1 : claim.index + 2]), claim)
    grown = Interpretation(((1, subject),), ((1, base),), True, rate.direction)
    shown = rate.role is Role.RATE and not rate.own and _significant(rate) and holds(rate.amount, grown)
    one_name = any(short and short in long for short, long in ((base.key, subject.key), (subject.key, base.key)))
    named = not claim.own or claim.key == subject.key or (len(base.key) > 1 and claim.key.startswith(base.key))
    return Operands(subject, base, True) if shown or (one_name and named) else None


def _of_the_two_before(document: TextDocument, mention: Quantity) -> Iterator[Interpretation]:
    """This year's right before the change less last year's right before that, whatever they are called."""
    if mention.index < 2:
        return
    base, subject = document.mentions[mention.index - 2 : mention.index]
    told = base.sentence == subject.sentence == mention.sentence and base.kind == subject.kind == mention.kind
    told = told and base.level and subject.level
    moves = told and not {base.time, subject.time} & {*OTHER_TIMES}
    if moves and mention.tail.startswith(tuple(lexicon().kinds["net_change"])):
        # 离职18人，新招25人，净增7人: whichever of both took off
        yield Interpretation(((1, subject), (-1, base)))
        yield Interpretation(((1, base), (-1, subject)))
    other = subject.time not in OTHER_TIMES or bool(subject.year)
    before = base.time in OTHER_TIMES or (subject.adjusted and not base.adjusted)  # 概算2.64亿元，调整后2.71亿元
    if told and before and other:
        yield Interpretation(((1, subject), (-1, base)), sign=mention.direction)


def _with_the_others(document: TextDocument, change: Quantity, pair: Operands) -> Iterator[Interpretation]:
    """All that moved a stock between the two (年末120卷，年初100卷，本年增加30卷，报废减少10卷，净增20卷)."""
    row = document.sentences[change.sentence]
    moves = [one for one in row if one.role is Role.CHANGE and one.kind == change.kind and not one.compared]
    moves = [one for one in moves if not pattern("<net_change>").search(one.tail)]
    if len(moves) > 1 and change in moves and all(one.direction for one in moves):
        others = ((-one.direction, one) for one in moves if one is not change)
        yield Interpretation(((1, pair.subject), (-1, pair.base), *others), sign=change.direction)


def _rated(document: TextDocument, change: Quantity, base: Quantity) -> bool:
    """Whether the rate right behind a change is of it and that base: the three are right together."""
    rate = next(iter(document.mentions[change.index + 1 : change.index + 2]), None)
    told = rate is not None and rate.role is Role.RATE and rate.sentence == change.sentence
    reading = Interpretation(((1, change),), ((1, base),))
    return told and rate is not None and _significant(rate) and holds(rate.amount, reading)


def _turn(document: TextDocument, mention: Quantity) -> Iterator[Statement]:
    """The word that says which way a figure went (由158人降至191人)."""
    before = document.mentions[mention.index - 1]
    beside = [(one.sentence, one.kind, one.depth) for one in (before, mention)]
    if not before.level or beside[0] != beside[1]:
        return
    if (mention.amount.value - before.amount.value) * mention.direction < 0:
        yield Statement("direction", mention, (), items=(before,))


def _moves(document: TextDocument, mention: Quantity) -> bool:
    """Whether the change is a movement of a stock (年初100卷，增加20卷，减少5卷，年末115卷)."""
    if mention.compared or mention.against_plan:
        return False
    row = document.sentences[mention.sentence]
    added = [one for one in row if one.added and one is not mention]
    budget = added and any(one.plan and one.adjusted for one in row)
    if budget or any(abs(one.index - mention.index) == 1 for one in added):
        return True  # a budget was added to and cut (年初3120万元，追加1486.5万元，调减212.8万元，调整后4393.7万元)
    told = [one.time for one in row if one.level and one.own and mention.own and one.key == mention.key]
    if sorted(told) == ["", "opening"]:
        return False  # 聘用23人，上年末28人，聘用减少5人
    opened = any(one.level and one.time == "opening" and one.index < mention.index for one in row)
    return opened and any(
        one.role is Role.LEVEL and one.index > mention.index and one.kind == mention.kind for one in row
    )


def _of_sums(document: TextDocument, mention: Quantity, base: Quantity) -> Iterator[Interpretation]:
    """The change of what the neighbouring levels before it come to (人员40万元，公用10万元，较预算45万元增加5万元)."""
    levels = [
        one
        for one in reversed(document.sentences[mention.sentence])
        if one.index < mention.index and one.level and one.kind == mention.kind and one is not base
    ]
    for start in range(min(len(levels), 6)):
        for end in range(start + 2, min(len(levels), start + 6) + 1):
            terms = tuple((1, one) for one in levels[start:end])
            yield Interpretation((*terms, (-1, base)), sign=mention.direction)


def _rate(document: TextDocument, mention: Quantity) -> Iterator[Statement]:
    if (told := grown_in_rows(document, mention) or _of_percentages(document, mention)) is not None:
        yield told
        return
    amount = beside(document, mention)
    of_head = amount is not None and not mention.own and amount.part != mention.part
    if amount is not None and _way(amount) * _way(mention) < 0 and not of_head:
        yield Statement("direction", mention, (), items=(amount,))
        return
    canonical: list[Interpretation] = []
    charity: list[Interpretation] = []
    name = base_name(mention)
    bound = bound_base(document, mention)
    if amount is not None and bound is not None:
        canonical.append(Interpretation(((1, amount),), ((1, bound),), binding=True, role=name))
    elif amount is not None:
        canonical += _of_amount(document, amount, name)
        last = None if canonical else _last_years(document, amount)
        if last is not None:
            canonical.append(Interpretation(((1, amount),), ((1, last),), binding=True, role=name))
    pairs = operands(document, mention)
    first = next(pairs, None)
    # 结案4971件（上年4650件），同比增长6.90%: of no figures of another sentence
    bracketed = amount is None and first is not None and _in_brackets(first, mention)
    if first is not None:
        binding = first.binding and (amount is None or bound is not None)
        grown = Interpretation(((1, first.subject),), ((1, first.base),), True, mention.direction, binding, name)
        (canonical if binding else charity).append(grown)
    if amount is not None:
        back = list(_from_subjects(document, amount, name))
        canonical += [reading for reading in back if reading.binding]
        charity += back
    rest = (
        Interpretation(((1, pair.subject),), ((1, pair.base),), True, mention.direction, role=name)
        for pair in pairs
        if (amount is None or bound is None or pair.subject.sentence == mention.sentence)  # both are printed beside it
        and not bracketed
    )
    if mention.amount.value < 0 and amount is not None:  # 减少25.3万元，增长率为-2.9%
        canonical, charity = (
            [one if one.growth else replace(one, sign=-1) for one in told] for told in (canonical, charity)
        )
    priced = any(_AT_PRICES.search(one.gap) for one in document.sentences[mention.sentence])
    certainty: Certainty = "explicit" if canonical and not priced else "never"
    yield Statement("rate", mention, tuple(canonical) or tuple(charity[:1]), chain(charity, rest), certainty)


def _in_brackets(pair: Operands, rate: Quantity) -> bool:
    """Whether the rate stands right behind its subject and the base that brackets tell behind that."""
    beside = pair.subject.index + 1 == pair.base.index == rate.index - 1 and not rate.own
    return pair.binding and beside and pair.base.depth > pair.subject.depth == rate.depth


def _of_percentages(document: TextDocument, rate: Quantity) -> Statement | None:
    """A change of a percentage that is as many points as per cent are told (92.5%，上年87.5%，提高5%), or None."""
    row = [one for one in document.sentences[rate.sentence] if one.index < rate.index and one.depth <= rate.depth]
    told = [one for one in row if one.kind == PERCENT and one.role is not Role.RATE]
    if len(told) < 2 and rate.sentence:
        told = [
            one for one in document.sentences[rate.sentence - 1] if one.kind == PERCENT and one.prose == rate.prose
        ] + told
    pair = [one for one in told if one.role is not Role.RATE and not one.hedged][-2:]
    if len(pair) < 2 or pair[1].index != rate.index - 1 or rate.hedged or rate.rank:
        return None
    base, subject = sorted(pair, key=lambda one: (one.time != "prior" and one.role is not Role.BASE, not one.year))
    was = (
        base.time == "prior"
        or base.role is Role.BASE
        or subject.turned
        or (rate.against == "prior" and not subject.year)
    )
    named = not rate.own or any(alike(rate.key, one.key) for one in pair)
    points = Interpretation(((1, subject), (-1, base)), sign=rate.direction)
    grown = Interpretation(((1, subject),), ((1, base),), True, rate.direction, binding=True)
    if was and named and compare(rate.amount, points) == "exact" != compare(rate.amount, grown):
        return Statement("rate", rate, (grown,), whole=POINTS_MEANT)
    return None


def _way(change: Quantity) -> int:
    """Whether a change or its rate is up (above 0) or down (below); 增长率为-2.9% is down."""
    return change.direction * change.amount.value


def _with(told: Statement, reading: Interpretation) -> Statement:
    """The statement with a reading that figures beside it show; all that its words may mean stays admissible."""
    return Statement(told.kind, told.target, (reading,), chain(told.readings, told.charity))


def _against(claim: Quantity, subject: Quantity, base: Quantity, sign: int) -> Interpretation:
    """The claim as the change, or the rate of change, from the base to the subject."""
    if claim.role is Role.RATE:
        return Interpretation(((1, subject),), ((1, base),), True, sign, True)
    return Interpretation(((1, subject), (-1, base)), sign=sign, binding=True, role="计划" if base.plan else "上年")


def _of_unit(document: TextDocument, claim: Quantity) -> Interpretation | None:
    """The claim of the figures of its sentence that are counted in what it names (批次增长64.3%，人数增长54.4%)."""
    row = [one for one in document.sentences[claim.sentence] if one.index < claim.index and one.depth <= claim.depth]
    behind = document.mentions[claim.index + 1 : claim.index + 1 + 2 * _PAIR]  # 批次降12%，人次降9%（上年93批323人次）
    row += [one for one in behind if one.sentence == claim.sentence and one.depth > claim.depth]
    bound = bound_base(document, claim)
    counts = [one for one in row if one.kind.startswith("count:") and not one.plan and (one.level or one is bound)]
    said = claim.tail if bound is None else bound.name
    counted = [
        one for one in counts if re.search(f"{re.escape(one.kind[6:])}(?:[数次]|$|(?:同比)?[增减上下升降提])", said)
    ]
    last = [one for one in counted if one.time == "prior"]
    this = [one for one in counted if one.time in ("", "this") and one is not bound]
    if not this and last and claim.sentence:  # 接待24批次。上年支出1.7万元，接待批次比上年31批次减少7批次
        back = document.sentences[claim.sentence - 1]
        this = [one for one in back if one.level and one.kind == last[0].kind and one.prose == claim.prose]
    one_each = len(last) == len(this) == 1 and claim.against in ("", "prior") and not claim.against_plan
    return _against(claim, this[0], last[0], claim.direction) if one_each else None


def _turned_round(document: TextDocument, claim: Quantity) -> Interpretation | None:
    """This year's figure held against last year's, where the claim is their change but for its direction; else None."""
    if claim.against == "opening" or claim.rank:
        return None
    planned = claim.against_plan or claim.saving or (not claim.compared and not claim.against)
    row = [one for one in document.sentences[claim.sentence] if one.index < claim.index]
    last = [] if claim.against_plan or claim.saving else [one for one in reversed(row) if one.time == "prior"]
    last += [one for one in row[-3:] if one.plan and one.level and planned]  # 完成任务820万元的105%，短收43万元
    for base in (one for one in last if not one.hedged):
        told = [one for one in row if one.level and one.kind == base.kind and one.time in ("", "this")]
        back = document.sentences[claim.sentence - 1] if claim.sentence and not told and len(row) == 1 else []
        told += [one for one in back if one.level and one.kind == base.kind and one.prose == base.prose][:1]
        for subject in told:
            named = alike(subject.key, base.key) or (len(base.key) > 1 and base.key in subject.key)
            became = subject.index == base.index + 1 and re.search("[由从]", base.tail) is not None
            beside = base.index == subject.index + 1 == claim.index - 1
            beside = beside or (base.index == claim.index - 3 and base.plan and _significant(claim))
            turned = _against(claim, subject, base, -claim.direction)
            if (named or became or beside or subject in back) and not subject.plan and holds(claim.amount, turned):
                return _against(claim, subject, base, claim.direction)
    return None


def _last_years(document: TextDocument, amount: Quantity) -> Quantity | None:
    """Last year's figure right before a change of it (收入上年为80万元，本年增收12万元，增幅15%), or None."""
    last = document.mentions[amount.index - 1] if amount.index else None
    if last is None or last.part != amount.part or last.sentence != amount.sentence or last.kind != amount.kind:
        return None
    one = not amount.own or alike(amount.key, last.key)
    return last if last.level and last.time == "prior" and last.own and one and not amount.against_plan else None


def _of_amount(document: TextDocument, amount: Quantity, name: str) -> Iterator[Interpretation]:
    """The rate of a change whose base is known, named beyond doubt or shown by the change's own figures."""
    for at, pair in enumerate(operands(document, amount)):
        if amount.own and not alike(pair.subject.key, amount.key):
            continue
        one = pair.subject.key == pair.base.key or pair.base.sentence == pair.subject.sentence == amount.sentence
        shown = (
            one and pair.base.amount.value and _significant(amount) and holds(amount.amount, _difference(amount, pair))
        )
        if pair.binding or shown:
            yield Interpretation(((1, amount),), ((1, pair.base),), binding=True, role=name)
            return
        if at > _MOST_PAIRS:
            return


def _significant(mention: Quantity) -> bool:
    """Whether so many digits are printed that chance does not make them agree."""
    return len(mention.amount.typed.replace(".", "").lstrip("-0")) > 2


def _from_subjects(document: TextDocument, amount: Quantity, name: str) -> Iterator[Interpretation]:
    """The rate of a change whose base is not printed: of what the subject was before (支出90万元，增加8万元)."""
    nearest = True
    for before in same_sentence(document, amount):
        if before.index > amount.index or not before.level or before.kind != amount.kind:
            continue
        if _held_against(document, before):
            continue  # 完成90万元，占计划100万元的90%，同比增长9.76%，增收8万元
        here = before.time in ("", "this") or _alone(document, before)
        plain = not amount.own and here and before.depth <= amount.depth
        sure = plain and nearest and (amount.against == "prior" or amount.against_plan)
        sure = sure and before.part == amount.part and _says_more(document, before, amount)
        nearest = nearest and before.depth > amount.depth
        yield Interpretation(((1, amount),), ((1, before), (-amount.direction, amount)), binding=sure, role=name)


def _held_against(document: TextDocument, level: Quantity) -> bool:
    """Whether a level is what a share or a rate of execution right behind it is of (计划100万元的90%)."""
    after = document.mentions[level.index + 1 : level.index + 2]
    return any(one.tail == "的" and one.role in (Role.SHARE, Role.EXECUTION) for one in after)


def _alone(document: TextDocument, level: Quantity) -> bool:
    """Whether a part of the year's figure is the only one of its kind that its sentence tells (1至6月收入90万元)."""
    row = [one for one in document.sentences[level.sentence] if one.level and one.kind == level.kind]
    told = [one for one in row if one.depth <= level.depth and not _held_against(document, one)]
    return level.time == "part" and told[0] is level and not any(one.part == level.part for one in told[1:])


def _says_more(document: TextDocument, level: Quantity, amount: Quantity) -> bool:
    """Whether all between the level and its change tells of the level: its rates, or what stands in brackets."""
    between = [one for one in document.mentions[level.index + 1 : amount.index] if one.depth <= amount.depth]
    return all(
        not one.own and (one.role in (Role.RATE, Role.SHARE, Role.EXECUTION) or _held_against(document, one))
        for one in between
    )


def beside(document: TextDocument, rate: Quantity) -> Quantity | None:
    """The change whose rate is printed right before or behind it; None where there is none."""
    if rate.rank or rate.own or rate.opener in ("weak", "whole"):
        return None
    row = [one for one in document.sentences[rate.sentence] if one.kind != POINTS]  # 增长9.5%，比上年低0.2个百分点
    for before in [one for one in row if one.index < rate.index and one.depth <= rate.depth][-1:]:  # 减少37吨（7万斤）
        if before.role is Role.CHANGE and not before.hedged and (not rate.compared or rate.against == before.against):
            return before
    for after in document.mentions[rate.index + 1 : rate.index + 2]:
        same = after in row and after.role is Role.CHANGE and not after.hedged
        bases = (after.against, after.against_plan), (rate.against, rate.against_plan)
        alike_base = not (after.compared or after.against_plan) or bases[0] == bases[1]  # 同比下降10%，超预算3万元
        alike_base = alike_base and (not rate.against_year or after.against_year in (0, rate.against_year))
        if same and not after.own and alike_base and after.opener not in ("weak", "whole"):
            return after
    return None


def _flat(document: TextDocument, mention: Quantity) -> Statement:
    if mention.role is Role.LEVEL:
        before = document.mentions[mention.index - 1] if mention.index else None
        if before is None or before.sentence != mention.sentence or not before.level or before.kind != mention.kind:
            return Statement("flat", mention, (), certainty="never")
        one = before.time in ("", "this") and before.key == mention.key and before.part == mention.part
        one = one and before.depth in (mention.depth, mention.depth - 1)
        reading = Interpretation(((1, before),), binding=one)
        return Statement("flat", mention, (reading,), certainty="explicit" if one else "never")
    pairs = operands(document, mention)
    first = next(pairs, None)
    if first is None:
        return Statement("flat", mention, (), certainty="never")
    sure = first.binding and first.subject.part <= mention.part
    reading = Interpretation(((1, first.subject),), binding=sure)
    rest = [Interpretation(((1, pair.subject),), swapped=swapped(pair, first)) for pair in pairs]
    told = [one for one in document.sentences[mention.sentence] if one.level and one.index < mention.index]
    # 5月到账60万元，8月到账40万元，与下达指标100万元一致
    rest += [Interpretation(tuple((1, one) for one in told[at:])) for at in range(len(told) - 1)]
    return Statement("flat", mention, (reading,), rest, "explicit" if sure else "never")

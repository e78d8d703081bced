"""Whose figure a change, rate, share or execution rate is, and on what base: one function for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.language.amounts import MONEY
from model.language.keys import alike
from model.language.lexicon import pattern
from model.language.neighbours import before, bound_base, named, once, only_a_base, same_sentence
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.text_document import TextDocument
from model.patterns import Pattern

_OPENS_COMPARED = Pattern(r"[^，。；：]{0,4}(?:较|比|与|同|和)")
_PUT = Pattern("[调追核][增减加]")
_REACHED = Pattern("，?(?:达到|达|增至|升至|降至|减至)")
_LAST_YEAR = Pattern("上年|去年|上一年")
_COUNTED = "(?:(<counts>)数量?|[金总]额)(?=[增减上下升降提多少]|$)"
_OF_MONEY = "，?(?:<of_money>)"
_NEAR = 9
_MOST = 24
_CLOSE = 2
MISSED = Pattern("[尚还仍]?未")
"""What a figure begins with that tells what was not done."""


@dataclass(frozen=True, slots=True)
class Operands:
    """A subject and a base of a claim. ``binding``: the words name both beyond doubt."""

    subject: Quantity
    base: Quantity
    binding: bool = False


def operands(document: TextDocument, claim: Quantity) -> Iterator[Operands]:
    """The admissible operands of ``claim``, the canonical ones first; ``binding`` only on these.

    A change is subject less base, a rate is of the base, a share is the subject's in the base, an execution rate is
    the subject's in a plan. A base printed right before the claim is the only one.
    """
    bound = bound_base(document, claim)
    if bound is not None and claim.role is Role.CHANGE and not _fits(claim, bound):
        bound = None  # 由2000元提高到2400元，比上年的1200户增加300户，合计增收360万元
    beside = _beside(document, claim)
    if beside is not None and bound is None:
        yield beside
    subjects, sure = _subjects(document, claim, bound)
    if claim.role is Role.EXECUTION:
        subjects = [subject for subject in subjects if not subject.plan or subject.time == "prior"]
    if claim.role in (Role.EXECUTION, Role.RATE):
        of_kind = [subject for subject in subjects if bound is None or subject.kind == bound.kind]
        sure = sure and of_kind[:1] == subjects[:1]  # 活动255场，服务17.9万人次，完成目标240场的106.3%
        subjects = of_kind
    if not subjects:
        return
    canonical = subjects[0]
    bases = [bound] if bound is not None else _bases(document, claim, canonical)
    bases = [base for base in bases if _flows_agree(claim, canonical, base)]
    certain = sure and bool(bases) and (bound is not None or _certain(document, claim, canonical, bases))
    first = beside is None or bound is not None
    for subject in subjects:
        for base in bases if bound is not None or subject is canonical else _bases(document, claim, subject):
            if base is subject or not _flows_agree(claim, subject, base):
                continue
            yield Operands(subject, base, first and certain and subject is canonical)
            first = False


def _beside(document: TextDocument, claim: Quantity) -> Operands | None:
    """Both operands printed in one breath with the claim: 由B缩减至A at a change, （决算A／预算B） at a rate."""
    row = document.mentions[max(0, claim.index - 2) : claim.index + 3]
    row = [one for one in row if one.sentence == claim.sentence]
    at = row.index(claim)
    pairs = [row[at - 2 : at]] if at > 1 else []
    pairs += [row[at + 1 : at + 3], [*row[max(0, at - 1) : at], *row[at + 1 : at + 2]]]
    for pair in pairs:
        if len(pair) < 2 or not ((pair[0].level or pair[0].price) and pair[1].level) or pair[0].kind != pair[1].kind:
            continue
        if claim.role is Role.CHANGE and _REACHED.match(pair[1].gap) and pair[0].index < claim.index < pair[1].index:
            if pair[0].time == "prior" and not pair[1].own:  # 在上年80万元的基础上，支出增加10万元，达到90万元
                return Operands(pair[1], pair[0], True)
        elif claim.role in (Role.CHANGE, Role.RATE) and pair[1].adjusted and _PUT.match(claim.tail):
            if not pair[0].adjusted and pair[1].index < claim.index:
                return Operands(pair[1], pair[0], True)  # 概算200万元，调整后概算220万元，调增10%
        elif claim.role in (Role.CHANGE, Role.RATE) and not (claim.against_plan and claim.compared):
            other = pair[0].index > claim.index and len(pair[0].key) > 1 and pair[0].key != claim.key
            # 应诉率由19.4%降到12.7%，“案结事了”比例提高6.7个百分点: of what bears another name
            other = other or (claim.kind == "points" and claim.own and not alike(pair[1].key, claim.key))
            # 甲增长15%（由12万元增加到14万元），乙下降10%: brackets behind a rate are its own
            other = other or (claim.own and pair[1].index < claim.index and pair[1].depth > claim.depth)
            if _told_behind(claim, pair[0], pair[1]):
                return Operands(pair[0], pair[1], True)
            if pair[1].turned and pair[1].part == claim.part and _fits(claim, pair[1]) and not (pair[1].own or other):
                return Operands(pair[1], pair[0], True)
        elif claim.role is Role.EXECUTION and pair[0].index > claim.index and pair[0].plan != pair[1].plan:
            inside = pair[0].depth == pair[1].depth == claim.depth + 1 or pair[0].gap.startswith("，即")
            if inside:
                spent, planned = (pair[0], pair[1]) if pair[1].plan else (pair[1], pair[0])
                return Operands(spent, planned, True)
    return None


def _told_behind(claim: Quantity, subject: Quantity, base: Quantity) -> bool:
    """Whether last year's figure stands right behind the claim whose subject is right before it.

    车辆运行费9.56万元，同比下降5.06%，2021年为10.07万元.
    """
    around = subject.index + 1 == claim.index == base.index - 1 and {subject.part, base.part} == {claim.part}
    last = base.time == "prior" and not base.own and claim.against == "prior" and not claim.against_plan
    year = claim.against_year in (0, base.year) or not base.year
    return (
        around and last and year and subject.time in ("", "this") and not subject.plan and subject.depth == claim.depth
    )


def _fits(claim: Quantity, mention: Quantity) -> bool:
    """Whether the mention is of a kind that the claim can be of."""
    if claim.role is Role.RATE and (counted := pattern(_COUNTED).search(claim.tail)):
        return mention.kind == (f"count:{counted[1]}" if counted[1] else MONEY)  # 笔数降17.4%、金额降12.9%
    if claim.role is Role.EXECUTION and pattern(_OF_MONEY).match(claim.tail):
        return mention.kind == MONEY  # 计划60座，完成57座，资金执行率94.25%
    if claim.role in (Role.CHANGE, Role.BASE):
        return mention.kind == ("percent" if claim.kind == "points" else claim.kind)
    return mention.kind not in ("percent", "points", "plain", "count:倍") or (
        claim.role is Role.RATE and mention.kind == "plain" and mention.amount.value > 0
    )


def _subjects(document: TextDocument, claim: Quantity, bound: Quantity | None) -> tuple[list[Quantity], bool]:
    """Whose the claim may be, the likeliest first, and whether the first is beyond doubt."""
    if claim.rank and claim.role is not Role.LEVEL:
        return _of_rank(document, claim)
    own = _own_name(claim, bound)
    row = [mention for mention in same_sentence(document, claim) if _fits(claim, mention)]
    earlier = [
        mention for mention in row if mention.index < claim.index and (bound is None or mention.index < bound.index)
    ]
    # Points are of any percentage that was told: of a share, a rate of execution.
    of_points = claim.kind == "points"
    levels = [one for one in earlier if one.level or (of_points and one.sound and one.role is not Role.BASE)]
    found: list[Quantity] = []
    sure = False
    if own:
        same = [mention for mention in levels if alike(mention.key, own)]
        exact = [mention for mention in same if mention.key == own and _present(claim, mention)]
        far = [mention for mention in named(document, own, claim) if _fits(claim, mention)]
        present = [mention for mention in far if _present(claim, mention)]
        if bound is not None and not (exact or present) and len(same) == 1 and _present(claim, same[0]):
            exact = present = same  # 办理结婚登记2316对，结婚登记数比上年的2587对减少271对
        one = len({mention.amount.value for mention in present}) == 1
        # Behind a semicolon it may be of another scope (二级单位中接待费3万元；三公经费少9万元，其中接待费多8万元).
        sure = (bool(exact) and (one or exact[0].part == claim.part)) or (one and _close(claim, present[0]))
        found = [*exact, *present, *same, *far, *levels]
    else:
        present = [
            mention
            for mention in levels
            if mention.depth <= claim.depth and (_present(claim, mention) or _left_over(mention, bound))
        ]
        if bound is not None:
            beside = [one for one in present if one.index == bound.index - 1 and _like(one, bound)]
            # 支出499万元，其中人员256万元，比上年237万元增加19万元: of the only one of its size
            own_size = beside if not any(_like(one, bound) for one in present if one not in beside) else []
            present.sort(key=lambda mention: (mention not in own_size, mention.listed))
        nearest = next((mention for mention in earlier if mention.role is Role.LEVEL or mention.hedged), None)
        alone = bool(present) and present[0] is nearest
        sure = bool(present) and (alone or present[0].part == claim.part or _goes_on(document, present[0], claim))
        sure = sure and not (nearest is not None and nearest.hedged) and not _turns(document, present[0], claim)
        # 支出34万元，预算40万元，比上年36万元减少2万元: either may be meant.
        sure = sure and not (present[0].plan and any(not one.plan for one in present))
        found = [*present, *levels]
        if not present:
            told = _told_before(document, claim, row)
            # 基本支出9万元，项目支出8万元。上年16万元: of neither.
            tops = {one.key for one in told if one.own and not one.listed and one.depth == told[0].depth}
            sure = bool(told) and len(tops) < 2 and not told[0].listed
            # 目标值为40场，完成率103%。比上年39场增加2场: what was done is printed elsewhere.
            sure = sure and not (told[0].plan and not (bound or document.sentences[claim.sentence][0]).plan)
            found = [*told, *levels]
        if levels and levels[0].key:
            found += [mention for mention in named(document, levels[0].key, claim) if _fits(claim, mention)]
    found += [mention for mention in row if mention.index > claim.index and mention.level]
    found += [mention for mention in before(document, claim) if mention.level and _fits(claim, mention)]
    if bound is not None and not own:  # 全年支出90万元 ... 第一类占75%。与上年支出80万元相比，增加10万元
        paragraph = (one for one in before(document, claim, _NEAR) if one.prose == claim.prose)
        found += [mention for mention in paragraph if mention.level and _fits(claim, mention)]
    return once(found), sure and not (found and only_a_base(document, found[0]))


def _like(one: Quantity, base: Quantity) -> bool:
    """Whether the one is neither more than twice the other nor less than half of it."""
    return base.amount.value < 2 * one.amount.value < 4 * base.amount.value


def _told_before(document: TextDocument, claim: Quantity, row: list[Quantity]) -> list[Quantity]:
    """The subject of a sentence that names none: of last year's name in it, or what the sentence before is of."""
    named_here = next(
        (one for one in row if one.level and one.own and one.index < claim.index and one.depth <= claim.depth), None
    )
    if named_here is not None:
        found = [
            mention
            for mention in named(document, named_here.key, claim)
            if _fits(claim, mention) and _present(claim, mention) and claim.sentence - mention.sentence in range(_NEAR)
        ]
        return found if len({mention.amount.value for mention in found}) == 1 else []
    earlier = document.sentences[claim.sentence - 1] if claim.sentence else []
    parts = [one for one in earlier if one.level and _fits(claim, one)]
    if claim.sentence > 1 and len(parts) > 1 and parts[0] is earlier[0] and parts[0].opener in ("weak", "whole"):
        earlier = document.sentences[claim.sentence - 2]  # 支出90万元。其中：甲50万元，乙40万元。与上年80万元相比
    if not earlier or earlier[0].prose != claim.prose or claim.own or any(mention.hedged for mention in earlier):
        return []
    first = document.sentences[claim.sentence][0]
    begins = first.level and first.time == "prior" and not first.own  # 支出90万元。上年为80万元，增加10万元
    if not begins and not (first.role in (Role.BASE, Role.CHANGE, Role.RATE) and first.compared and not first.own):
        return []
    if not begins and not _OPENS_COMPARED.match(first.gap):
        return []  # something stands before the comparison that may be its subject (未发生接待费支出，较预算节约2万元)
    found = [mention for mention in earlier if mention.level and _fits(claim, mention) and _present(claim, mention)]
    return sorted(found, key=lambda one: (one.depth, one.listed, one.plan, not one.own, one.index))


def _of_rank(document: TextDocument, claim: Quantity) -> tuple[list[Quantity], bool]:
    """The subject of a claim among several told 分别: the number of the same rank before them."""
    first = claim.group[0]
    levels = [
        mention
        for mention in same_sentence(document, first)
        if mention.index < first.index and mention.level and _fits(claim, mention)
    ]
    size = len(claim.group)
    if len(levels) < size:
        return [], False
    chosen = levels[size - claim.rank]
    others = levels[:size]
    joined = all(other.rank or other.own for other in others)
    return [chosen, *levels[:_MOST]], joined and len({other.kind for other in others}) == 1


def _own_name(claim: Quantity, bound: Quantity | None) -> str:
    """The name that the claim's own clause gives its subject, "" where it gives none."""
    if bound is not None and bound.role is Role.BASE:
        return bound.key if bound.own else claim.key if claim.own else ""
    return claim.key if claim.own else ""


def _present(claim: Quantity, mention: Quantity) -> bool:
    """Whether the mention states what this year came to, or what the claim is of, not what it is held against."""
    # 1至6月新增65万人，完成全年目标90万人的72%: what it is of is printed there.
    of_plan = mention.time == "part" and claim.role is Role.EXECUTION and claim.tail.endswith("的")
    if (
        (mention.time in ("prior", "opening", "part") and not of_plan)
        or mention.added
        or mention.stock in ("left", "depreciation")
    ):
        return False
    if claim.role in (Role.CHANGE, Role.RATE, Role.BASE):
        if claim.against_plan and claim.against != "prior":
            return not mention.plan
        return not (mention.time == "next" and not claim.against_year)
    # 完成50项，未完成4项，完成率92.59%; 完成50项，4项未完成
    missed = (MISSED.match(mention.tail) or MISSED.match(mention.after)) and not MISSED.match(claim.tail)
    return mention.time != "next" and not (claim.role is Role.EXECUTION and (mention.plan or missed))


def _goes_on(document: TextDocument, subject: Quantity, claim: Quantity) -> bool:
    """Whether nothing between the subject and the claim is of another name (支出90万元；上年80万元；增加10万元)."""
    between = document.mentions[subject.index + 1 : claim.index + 1]
    return not any(one.own and one.depth <= claim.depth for one in between)


def _turns(document: TextDocument, subject: Quantity, claim: Quantity) -> bool:
    """Whether a rate between the subject and the claim names another thing (其中设备的执行率为91.5%，节余5万元)."""
    between = document.mentions[subject.index + 1 : claim.index]
    rates = (Role.EXECUTION, Role.SHARE, Role.RATE)
    return any(one.role in rates and one.own and not alike(one.key, subject.key) for one in between)


def _left_over(mention: Quantity, bound: Quantity | None) -> bool:
    """Whether what is left over is itself compared: its base stands right behind it (结余9万元，比年初8万元)."""
    beside = bound is not None and bound.role is Role.BASE and bound.index == mention.index + 1
    return beside and mention.stock == "left" and mention.time not in OTHER_TIMES


def _close(claim: Quantity, mention: Quantity) -> bool:
    return claim.sentence - mention.sentence <= _CLOSE and len(mention.key) > 1


def _bases(document: TextDocument, claim: Quantity, subject: Quantity) -> list[Quantity]:
    """What the subject may be held against where nothing is printed right before the claim."""
    row = same_sentence(document, claim)
    found = [mention for mention in row if _may_be_base(claim, subject, mention)]
    # 支出2860元，少支2140元，较上年3120元减少260元: it is the base of what follows it.
    if claim.role is Role.CHANGE:
        found = [one for one in found if one.index < claim.index or one.role is Role.LEVEL or not _bears(document, one)]
    name = subject.key
    far = [one for one in named(document, name, claim) if _may_be_base(claim, subject, one)] if name else []
    near = [mention for mention in before(document, claim) if _may_be_base(claim, subject, mention)]
    same = [mention for mention in found if mention.key == name or not mention.own]
    beside = [one for one in found if {one.index, subject.index} == {claim.index - 1, claim.index - 2}]
    ordered = [*beside, *same, *far, *found, *near]
    return once(ordered)


def _bears(document: TextDocument, base: Quantity) -> bool:
    """Whether a change of its own stands right behind the base."""
    return any(
        one.role is Role.CHANGE and not one.compared for one in document.mentions[base.index + 1 : base.index + 2]
    )


def _may_be_base(claim: Quantity, subject: Quantity, mention: Quantity) -> bool:
    behind = mention.index > claim.index and mention.sentence == claim.sentence
    if behind and (mention.part != claim.part or (mention.role is Role.BASE and claim.compared)):
        return False
    if (
        mention is subject
        or mention.hedged
        or mention.kind != subject.kind
        or mention.role not in (Role.LEVEL, Role.BASE)
    ):
        return False
    elsewhere = mention.sentence != claim.sentence or mention.part != claim.part
    if mention.role is Role.BASE and (elsewhere or (claim.compared and mention.index > claim.index)):
        return False
    if claim.role is Role.EXECUTION:
        return mention.plan and mention.time not in ("prior", "next")
    if mention.added:
        return False
    aside = mention.depth > claim.depth and mention.index < claim.index and claim.own and len(mention.key) > 1
    if aside and not (alike(mention.key, claim.key) or mention.key in claim.key or claim.key in mention.key):
        return False  # 甲项支出增长两成（上年18万元），乙项支出比上年压减3万元
    year = claim.against_year
    if year and mention.year and mention.year != year:
        return False
    if subject.year and mention.year and mention.year + 1 < subject.year and _LAST_YEAR.search(claim.tail):
        return False  # 2022年905万元。2023年947万元。2024年986万元，较上年增加39万元
    if claim.against == "prior":
        if claim.against_plan and not mention.plan:
            return False
        return mention.time in ("prior", "opening") or (
            bool(year) and mention.plan and mention.year in (year, 0) and subject.time == "next"
        )
    if claim.against == "opening":
        return mention.time in ("opening", "prior")
    if claim.against_plan:
        return mention.plan and mention.time != "next"
    if claim.saving:
        return mention.plan or mention.time == "prior"
    return mention.time in ("prior", "opening") or mention.plan


def _certain(document: TextDocument, claim: Quantity, subject: Quantity, bases: list[Quantity]) -> bool:
    """Whether the first of ``bases`` is the base beyond doubt: near, of the subject's name, and the only one."""
    base = bases[0]
    row = document.sentences[claim.sentence]
    called_so = [one for one in row if one.level and one.own and one.key == subject.key and one is not subject]
    if (
        subject.listed
        and base.key != subject.key
        and any(one.kind == subject.kind and one.index < subject.index for one in called_so)
    ):
        return False  # 年初98万元，其中甲60万元、乙38万元；年末甲50万元、乙30万元，较年初分别减少10万元、8万元
    if base.time == "opening" and claim.against == "prior":
        return False
    if claim.against == base.time == "opening" and subject.time == "closing" and base.sentence == subject.sentence:
        return len({other.amount.value for other in bases if other.time == "opening"}) == 1
    # 项目总额80万元，较上年90万元减少10万元（其中新增项目增加4万元）: last year's is of all of them.
    within = not claim.own and base.part == subject.part and min(len(base.key), len(subject.key)) > 1
    within = within and (base.key.endswith(subject.key) or subject.key.endswith(base.key))
    head_only = subject.listed and base.index < subject.index  # 较预算30万元减少7万元，其中接待费3万元: of the head
    nameless = not (base.key or head_only) and (base.part == subject.part or subject.sentence == claim.sentence - 1)
    # 2023年90万元，2024年80万元，下降；公用经费比2023年少2万元: that was of another name
    nameless = nameless and not (claim.own and base.sentence == claim.sentence and base.part != claim.part)
    if not _one_name(base, subject) and not within and not nameless:
        return False
    if base.sentence == claim.sentence and {base.index, subject.index} == {claim.index - 1, claim.index - 2}:
        return True
    if base.sentence != claim.sentence:
        # 2023年支出90万元。2024年支出95万元，增加5万元.
        if (
            base.year
            and base.year + 1 == subject.year
            and base.key == subject.key
            and subject.sentence == claim.sentence
        ):
            near = [*document.sentences[base.sentence], *document.sentences[claim.sentence]]
            like = [one for one in near if one.level and one.kind == base.kind and one.index < claim.index]
            return base.sentence + 1 == claim.sentence and like == [base, subject]
        if claim.role is Role.EXECUTION:
            return False  # one thing has several budgets: only the one in its sentence is meant beyond doubt
        if not subject.key or claim.sentence - base.sentence > _NEAR or base.sentence > claim.sentence:
            return False
        same = [other for other in bases if other.key == subject.key]
        return len({other.amount.value for other in same}) == 1
    same = [
        other for other in bases if other is base or (other.sentence == claim.sentence and other.depth <= claim.depth)
    ]
    if not claim.against and not claim.against_plan and claim.role is not Role.EXECUTION and base.part != claim.part:
        return claim.saving and base.plan and same == [base]
    if claim.against or claim.against_plan or base.time in ("prior", "opening"):
        same = [other for other in same if other.part == base.part and (_one_name(other, subject) or not other.own)]
    return len({other.amount.value for other in same}) == 1 or base.index == claim.index - 1


def _one_name(one: Quantity, other: Quantity) -> bool:
    """Whether both are called alike; the total of all money is what any total is of."""
    return one.key == other.key or alike(one.key, other.key) or (one.key[:1] == "总" and other.key[-1:] == "总")


def _flows_agree(claim: Quantity, subject: Quantity, base: Quantity) -> bool:
    """An execution rate of expenditure is not of income, nor is what changed since last year."""
    if claim.role in (Role.CHANGE, Role.RATE) and claim.against == "prior":
        return "" in (subject.flow, base.flow) or subject.flow == base.flow
    if claim.role is not Role.EXECUTION:
        return True
    flows = {flow for flow in (claim.flow, subject.flow, base.flow) if flow}
    return len(flows) < 2


def swapped(pair: Operands, first: Operands | None) -> tuple[Quantity, Quantity] | None:
    """The subject or base printed right there, and the one of its name that is taken in its place from far."""
    if first is None or not first.binding:
        return None
    for here, far in ((first.subject, pair.subject), (first.base, pair.base)):
        if far.amount.value != here.amount.value and far.key == here.key and far.sentence != here.sentence:
            return here, far
    return None

"""Whether a figure that its own reading does not explain is borne out by other figures of its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, combinations, pairwise, permutations, product

from model.figures import SCALE
from model.language.amounts import PERCENT, POINTS
from model.language.intervals import HUNDRED, Interpretation, compare, expected, holds
from model.language.keys import key
from model.language.quantity import TOGETHER, Quantity, Role
from model.language.statements.cures import Case
from model.language.statements.quotients.said_bases import said_base
from model.language.statements.quotients.short_figures import readings_of_short_figures
from model.language.text_document import TextDocument

Held = Mapping[Quantity, Sequence[tuple[Quantity, Interpretation]]]
"""The statements that hold, as their target and the reading that does, by each figure that stands in them."""
_MOST = 16
_PAIR = 2
_TIMES = "count:倍"
_LACKS = ("差额", "差")
_LINKS = "为是占达完成到的"
_LEAST_DIGITS = 3
_SENTENCES = 16
_NUMERALS = "两三四五六七八九"


def borne_out(document: TextDocument, case: Case) -> bool:
    """Whether other figures of the sentence come to the target in the shape that its statement has.

    At least one of them is none of the reading's own: those alone are a wrong base.
    """
    if _of_another_head(document, case) or _of_another_year(document, case):
        return True
    target = case.statement.target
    if case.statement.kind == "average" and _of_another_sum(document, case):
        return True
    if _of_what_stands_beside(document, case) or _of_those_who_passed(case) or _of_one_whole(document, case):
        return True
    if case.statement.kind in ("average", "share") and case.reading.role:
        return False  # 满意度88.9%（以收回份数为基数）: of no other one
    if case.statement.kind == "change" and (_of_a_nearer_base(document, case) or _among_changes(document, target)):
        return True
    if case.statement.kind == "average" and target.kind == PERCENT and _of_those_before(document, target):
        return True
    row = document.sentences[target.sentence]
    if target.cell is not None:
        return False
    if _digits(target) < _LEAST_DIGITS:
        return any(holds(target.amount, reading) for reading in readings_of_short_figures(case, row))
    place = row.index(target)
    near = [one for one in row[max(0, place - _MOST) : place + _MOST] if one.sound and one is not target]
    near = [one for one in near if one.stock != "average"]
    levels = [one for one in near if one.level or (target.kind == POINTS and one.kind == PERCENT)]
    lacks = [one for one in row if one.role is Role.OTHER and one.tail in _LACKS]
    parts = sorted([*levels, *lacks], key=lambda one: one.index)  # 上半年20万元，下半年18万元，差额2万元为扣发
    own = set(case.reading.operands())
    return any(
        holds(target.amount, reading) and not own.issuperset(reading.operands())
        for reading in _readings(case, target, levels, parts)
    )


def others_stand_by(document: TextDocument, case: Case, held: Held) -> bool:
    """Whether like figures stand among those of the reading that it leaves out, so that they may be meant.

    What only parts an operand is none: 抽查456个，合格441个，不合格15个. Nor is what another statement, which is
    ``held``, tells of an operand: 检查1842艘，缺陷236艘，缺陷率12.81%，整改231艘，整改率93.90%.
    """
    statement, reading = case.statement, case.reading
    if statement.kind not in ("average", "balance", "change") or statement.target.cell is not None or reading.role:
        return False
    own = set(reading.operands())
    kinds = {one.kind for one in own}
    rows = document.sentences[min(one.sentence for one in own) : statement.target.sentence + 1]
    before = (one for one in chain.from_iterable(rows) if one.index < statement.target.index)
    near = [one for one in before if one.level and one.kind in kinds and one.stock != "average"]
    wholes = {one.amount.value for one in own}
    parts: set[Quantity] = set()
    for start in range(len(near)):
        total = 0
        for end, one in enumerate(near[start : start + _MOST], start + 1):
            total += one.amount.value
            if end - start > 1 and total in wholes:
                parts.update(near[start:end])
    of_own = (claim for one in own for claim in held.get(one, ()))
    parts.update(one for target, told in of_own for one in (target, *told.operands()))
    return not own.union(parts).issuperset(near)


def _of_another_year(document: TextDocument, case: Case) -> bool:
    """Whether a rate, a share or an average may be last year's, and the reading takes figures of this year.

    It says so (上年执行率91.3%), or what is told right before it does (上年支出60万元，人员占61.35%). A rate that names
    its year is none of another year's figure (2023年支出90万元（2021年为80万元，2022年增幅5%）).
    """
    target, operands = case.statement.target, case.reading.operands()
    if case.statement.kind == "rate":
        both_told = target.year > 0 and operands[0].year > 0 and not target.against_year
        return both_told and target.year != operands[0].year
    if case.statement.kind not in ("share", "average", "execution") or target.cell is not None or target.kind == _TIMES:
        return False
    before = document.mentions[target.index - 1] if target.index else target
    near = before.sentence == target.sentence and before.part == target.part and before.level
    prior = target.time == "prior" or (target.time == "" and near and before.time == "prior")
    return prior and any(one.time != "prior" for one in operands)


def _of_another_sum(document: TextDocument, case: Case) -> bool:
    """Whether an average is just that of the sum behind it, or of another one, over one of the counts of its kind.

    内退人均3.2万元，支出99.2万元; 离休3人、退休68人，分别发放2.64万元、27.2万元，退休人均4000元.
    """
    target, bases = case.statement.target, {one.kind for _, one in case.reading.base or ()}
    near = [one for one in document.sentences[target.sentence] if one.level and one is not target]
    counts = [one for one in near if one.index < target.index and one.kind in bases]
    for one, of in product([one for one in near if one.kind == target.kind], counts):
        verdict = compare(target.amount, Interpretation(((1, one),), ((1, of),), times=SCALE))
        if verdict == "exact" or (verdict == "rounding" and one.index == target.index + 1):
            return True
    return False


def a_ratio_of_others(document: TextDocument, case: Case) -> bool:
    """Whether a rate or share is, to three digits or more, the ratio of other figures of its paragraph.

    Of a figure, or the sum or difference of neighbours, to another one of their kind; of so many where the words say
    how many (两项占). What is less than the base of the reading is a brother of its part, and no base.
    """
    statement, target, reading = case.statement, case.statement.target, case.reading
    if statement.kind not in ("share", "average", "execution") or target.kind != PERCENT or target.cell is not None:
        return False
    if not reading.base or _digits(target) < _LEAST_DIGITS:
        return False
    base, part = reading.base[0][1], sum(one.amount.value for _, one in reading.terms)
    together = TOGETHER.match(target.tail) or TOGETHER.match(base.tail)
    if not together and _tied(case, base):
        return False
    many = _NUMERALS.index(together["Many"]) + 2 if together and together["Many"] else 0
    around = document.mentions[max(0, target.index - _SENTENCES) : target.index + _SENTENCES]
    near = [one for one in around if one.level and one.prose == target.prose and one.kind not in (PERCENT, POINTS)]
    near = [one for one in near if not target.flow or one.flow in ("", target.flow)]
    for whole in [base] if together else near:
        like = [one for one in near if one.kind == whole.kind]
        runs = [like[start:end] for start, end in combinations(range(len(like) + 1), 2) if end - start <= _MOST // 4]
        ways = [tuple((1, one) for one in run) for run in runs if whole not in run and many in (0, len(run))]
        ways += [] if many else [((1, one), (-1, other)) for one, other in pairwise(like)]
        for way in ways:
            same = sum(sign * one.amount.value for sign, one in way) == part
            brother = same and whole.kind == base.kind and whole.amount.value <= base.amount.value
            verdict = compare(target.amount, Interpretation(way, ((1, whole),)))
            fine = verdict == "rounding" and min(map(_digits, (whole, *(one for _, one in way)))) >= _LEAST_DIGITS
            if (verdict == "exact" or fine) and not brother and [one for _, one in way] != [base]:
                return True
    return False


def _tied(case: Case, base: Quantity) -> bool:
    """Whether the words tie a rate to its base, or to its part: by name, or by standing right beside it."""
    target, terms = case.statement.target, [one for _, one in case.reading.terms]
    if target.whole_name or target.tail == "的" or (case.statement.kind == "average" and case.reading.role):
        return True
    beside = {target.index - 1, target.index - 2}, {target.index + 1, target.index + 2}
    if target.tail.endswith("的") and len(said := target.tail.strip(_LINKS)) > _PAIR and base.tail.endswith(said):
        return True  # 年初预算1150万元，调整预算1384万元，支出1329万元，为年初预算的115.6%
    both = {one.index for one in (base, *terms)} in beside and base.sentence == target.sentence
    named = target.own and any(len(one.key) > 1 and one.key in target.key for one in terms)
    return both or named or said_base(target) != ""


def told_otherwise(document: TextDocument, case: Case) -> bool:
    """Whether figures around the target, some of them not the reading's, come to it in the way its words ask for.

    A rise goes from one figure to the next (由25.0亿元增至35.0亿元，再增至36.75亿元，增长5%), points lie between two
    rates, a sum is of neighbours or of what all rose from (由3.2万元降到1.6万元 ...，合计由10.5万元), what is left is
    of any two. Of a base that the words name this says nothing.
    """
    statement, target = case.statement, case.statement.target
    if target.cell is not None or (case.reading.base and statement.kind != "rate") or case.reading.each is not None:
        return False
    if any(one.role is Role.BASE and one.index == target.index - 1 for _, one in case.reading.base):
        return False  # 较上年决算71.20万元下降10.76%
    around = document.mentions[max(0, target.index - _SENTENCES) : target.index + _SENTENCES]
    near = [one for one in around if one.sound and one is not target and one.prose == target.prose]
    near = [one for one in near if abs(one.sentence - target.sentence) <= 1]
    own = set(case.reading.operands())
    if statement.kind in ("rate", "change") and target.kind in (PERCENT, POINTS):
        ways: Iterable[Interpretation] = () if target.against_year else _rises(target, near)
        own = own if target.kind == POINTS else set()
    elif statement.kind in ("list", "total", "balance") and _digits(target) >= _LEAST_DIGITS:
        depths = {one.depth for one in own}  # parts of a part bear the part out, not what it is a part of
        like = [one for one in near if one.level and one.kind == target.kind and one.depth in depths]
        like = [one for one in like if one.index >= target.index] if _right_behind(case) else like
        ways = _sums(like, told_apart=statement.kind != "list")
    else:
        return False
    amount = replace(target.amount, half=max(target.amount.half, target.amount.step // 2))
    return any(holds(amount, reading) and not own.issuperset(reading.operands()) for reading in ways)


def _right_behind(case: Case) -> bool:
    """Whether a whole list stands right behind its head: what bears the head out bears no list of it out."""
    statement = case.statement
    first = statement.items[0] if statement.kind == "list" and statement.whole and statement.items else None
    return first is not None and first.opener == "weak" and first.index == statement.target.index + 1


def _rises(target: Quantity, near: list[Quantity]) -> Iterator[Interpretation]:
    """The rises from each level to the next of its kind before the target; where it is points, of any two rates."""
    if target.kind == POINTS:
        for one, other in permutations((one for one in near if one.kind == PERCENT), 2):
            yield Interpretation(((1, one), (-1, other)))
        return
    levels = [one for one in near if one.level and one.index < target.index]
    for kind in {one.kind for one in levels}:
        for one, other in pairwise(level for level in levels if level.kind == kind):
            yield Interpretation(((1, other),), ((1, one),), growth=True, sign=target.direction or 1)


def _sums(levels: list[Quantity], *, told_apart: bool) -> Iterator[Interpretation]:
    """The sums of neighbours and of what others rose or fell from; with ``told_apart`` the differences of any two."""
    if told_apart:
        for one, other in permutations(levels, 2):
            yield Interpretation(((1, one), (-1, other)))
    before = {one.index - 1 for one in levels if one.turned}
    for row in ([one for one in levels if (one.index in before) == was] for was in (False, True)):
        for start, end in combinations(range(len(row) + 1), 2):
            if 1 < end - start <= _MOST // 2:
                yield Interpretation(tuple((1, one) for one in row[start:end]))


def _digits(mention: Quantity) -> int:
    """How many digits of it tell something: none at its beginning or, of a whole number, at its end that is 0."""
    typed = mention.amount.typed.replace(".", "").lstrip("-0")
    return len(typed if mention.amount.decimals else typed.rstrip("0"))


def _of_what_stands_beside(document: TextDocument, case: Case) -> bool:
    """Whether the figure is what its reading says of another figure beside it.

    A rate of the figure right before it; a share of a whole that bears the name in part only (抽查总数); a part of what
    so many come to at one price (承担比例县10%，每亩36元，投保22.5万亩，县级应承担81万元).
    """
    target, reading, statement = case.statement.target, case.reading, case.statement
    row = document.sentences[target.sentence]
    if reading.each is not None:
        rates = (one for one in row if one.kind == PERCENT and one.index < target.index)
        due = expected(reading)
        like = [one.amount.value for one in row if one.level and one.kind == target.kind and one.index < target.index]
        if target.total and any(sum(like[-many:]) == target.amount.value for many in range(_PAIR, len(like) + 1)):
            return True  # 每人每年600元，上半年20人、0.6万元，下半年30人、0.9万元，共1.5万元
        return due is not None and any(abs(due * one.amount.value / HUNDRED - target.amount.value) < 1 for one in rates)
    if not reading.base or statement.kind not in ("share", "execution"):
        return False
    before = document.mentions[target.index - 1] if target.index else target
    if statement.kind == "execution":  # 支出768.2万元，结余7.3万元，占调整后预算的0.9%
        beside = before.level and before.sentence == target.sentence and not reading.growth
        return beside and holds(target.amount, Interpretation(((1, before),), reading.base))
    base = reading.base[0][1]
    said = target.whole_name.removesuffix("总数").removesuffix("总额")  # 抽查总数 of what 抽查 counted
    if "总" not in target.whole_name or base.key in (target.whole_name, key(target.whole_name)):
        return False
    if len(said) > 2 and base.name.endswith(said):
        return False
    rows = document.sentences[max(0, target.sentence - _SENTENCES // 4) : target.sentence + 1]
    rows = rows if base.sentence < target.sentence else [row] if base.kind.startswith("count") else []
    wholes = [one for row in rows for one in row if one.level and one.kind == base.kind and one.index < target.index]
    wholes = [one for one in wholes if not one.listed or base.listed]  # no brother of the part
    return any(holds(target.amount, Interpretation(reading.terms, ((1, one),))) for one in wholes)


def _of_one_whole(document: TextDocument, case: Case) -> bool:
    """Whether all shares of a sentence that names no whole are right ones of what its outermost figures come to.

    土地、房屋800万元（其中房屋700万元，占70%）；设备150万元，占15%；家具50万元，占5%.
    """
    target = case.statement.target
    row = document.sentences[target.sentence]
    pairs = [(one, share) for one, share in pairwise(row) if share.role is Role.SHARE and one.level]
    shares = [share for _, share in pairs]
    if target not in shares or len(pairs) <= _PAIR or any(one.whole_name or one.hedged for one in shares):
        return False
    parts = tuple((1, one) for one in row if one.level and not one.depth and one.kind == pairs[0][0].kind)
    return bool(parts) and all(holds(share.amount, Interpretation(((1, one),), parts)) for one, share in pairs)


def _of_those_who_passed(case: Case) -> bool:
    """Whether a rate is of the rest, where a few that failed are told (20个中有2个存在缺陷，达标率90%)."""
    target, due = case.statement.target, expected(case.reading)
    if case.statement.kind != "average" or target.kind != PERCENT or due is None:
        return False
    return 2 * due < HUNDRED and abs(HUNDRED - due - target.amount.value) <= target.amount.half


def _of_a_nearer_base(document: TextDocument, case: Case) -> bool:
    """Whether a change whose base stands in another sentence is one from another figure near it."""
    if len(case.reading.terms) < _PAIR or case.reading.terms[1][1].sentence == case.statement.target.sentence:
        return False
    target, (_, subject), (_, base) = case.statement.target, *case.reading.terms[:_PAIR]
    near = document.sentences[max(0, min(base.sentence, subject.sentence) - _PAIR) : target.sentence + 1]
    told = (one for row in near for one in row if one.sound and one.kind == target.kind and one not in (base, subject))
    if "上年" in target.tail:  # 2022年905万元。2023年947万元。2024年986万元，较上年增加39万元
        told = (one for one in told if not (one.year and base.year) or one.year == base.year)
    return any(holds(target.amount, Interpretation(((1, subject), (-1, one)), sign=target.direction)) for one in told)


def _among_changes(document: TextDocument, target: Quantity) -> bool:
    """Whether the change is an item of a list of changes that come to their head (增118家，其中今年45家、上年73家)."""
    row = [one for one in document.sentences[target.sentence] if one.role is Role.CHANGE and one.kind == target.kind]
    heads = [at for at, one in enumerate(row[:-_PAIR]) if row[at + 1].opener and one.index < target.index]
    sums = ((row[at], [(one.direction * row[at].direction, one) for one in row[at + 1 :]]) for at in heads)
    return any(
        target in (one for _, one in items) and holds(head.amount, Interpretation(tuple(items))) for head, items in sums
    )


def _of_those_before(document: TextDocument, target: Quantity) -> bool:
    """Whether a rate is that of the two figures right before it, whatever they count, or the sum of rates before it.

    床位1260张，入住693人，入住率55%. 占比47.8%、34.3%和17.9%，满意度（非常满意＋满意）82.1%.
    """
    before = [one for one in document.sentences[target.sentence] if one.index < target.index and one.sound]
    ratios = [Interpretation(((1, one),), ((1, other),)) for one, other in permutations(before[-2:], 2)]
    if len(ratios) > 1 and all(one.level for one in before[-2:]) and any(holds(target.amount, one) for one in ratios):
        return True
    rates = [one for one in before if one.kind == PERCENT][-_MOST:]
    return any(holds(target.amount, Interpretation(tuple((1, one) for one in two))) for two in pairwise(rates))


def _of_another_head(document: TextDocument, case: Case) -> bool:
    """Whether a list comes to another figure before it than its nearest head, or to one with what follows it.

    全年支出1760万元。支出中拨款1642万元。投向如下：... A figure of the head's name is that total, told twice.
    """
    target, items = case.statement.target, case.statement.items
    if case.statement.kind != "list" or not items or items[0].cell is not None:
        return False
    first = items[0]
    row = [one for one in document.sentences[first.sentence] if one.level and one.kind == target.kind]
    row = [one for one in row if one.depth == first.depth]
    sums = [sum(one.amount.value for one in several) for several in (items, row) if {*several} >= {*items}]
    told = [
        one
        for sentence in document.sentences[max(0, target.sentence - _SENTENCES) : first.sentence + 1]
        for one in sentence
        if one.level and one.kind == target.kind and one.index < first.index
    ]
    after = [one for one in document.mentions[items[-1].index + 1 : items[-1].index + 1 + _PAIR] if one.level]
    if target.sentence < first.sentence and any(one.amount.value in sums and one.kind == target.kind for one in after):
        return True  # 按类别：甲20万元，乙30万元，两类合计50万元
    if target.plan and any(one.total and not one.plan and one.amount.value == sums[0] for one in after):
        return True  # 安排90万元，一季度支出20万元，二季度支出40万元，合计支出60万元
    last = items[-1].sentence
    behind = [
        [one.amount.value for one in sentence if one.level and one.kind == target.kind]
        for sentence in document.sentences[last + 1 : last + _SENTENCES]
    ]
    first_of_each, all_of_them = (values[0] for values in behind if values), [*chain(*behind)][:_MOST]
    longer = {sums[0] + more for more in chain(accumulate(first_of_each), accumulate(all_of_them))}
    if target.amount.value in longer:
        return True  # 按用途分，人员40万元，公用10万元。项目20万元。
    if target.sentence == first.sentence and not (first.opener == "whole" and "；" in first.gap):
        # 完成31.8万亩，占计划30.0万亩的106%，其中造林20.3万亩，抚育11.5万亩: of what was done
        return target.plan and any(one.sentence == first.sentence and one.amount.value == sums[0] for one in told)
    head = target.key, target.plan, target.actual
    names = {(one.key, one.plan, one.actual) == head for one in told if one.amount.value in sums}
    if names:
        return True not in names
    # 支出中拨款1642万元，其他收入118万元。投向如下：... of both together.
    beside = pairwise(told)
    both = {one.amount.value + other.amount.value for one, other in beside if one.sentence == other.sentence}
    return not both.isdisjoint(sums)


def _readings(case: Case, target: Quantity, levels: list[Quantity], parts: list[Quantity]) -> Iterator[Interpretation]:
    kind, reading = case.statement.kind, case.reading
    if kind == "average":
        times = reading.times
        if reading.base and reading.base[0][1].kind.startswith("count:人") and "人均" in target.tail:
            levels = [one for one in levels if one.kind == target.kind or one.kind.startswith("count:人")]
        for over, under in permutations(levels, 2):
            if target.kind != PERCENT or over.kind == under.kind:
                yield Interpretation(((1, over),), ((1, under),), times=times)
        for pair in pairwise(levels):  # 非常满意120份、满意86份，满意度（非常满意+满意）为82.1%
            for under in levels:
                if len({one.kind for one in (*pair, under)}) == 1 and under not in pair:
                    yield Interpretation(tuple((1, one) for one in pair), ((1, under),), times=times)
    elif kind == "share" and not target.whole_name and case.statement.items:
        item = case.statement.items[0]
        whole = case.statement.items[-1]  # with shares of their own in the same whole
        brothers = [one for one in levels if one.shared and item.shared and one.index > whole.index]
        for one in (
            one for one in levels if one.index < target.index and one not in brothers
        ):  # 证书412本、证明448份，合计860本（份），其中电子证照381份，占44.3%
            yield Interpretation(((1, case.statement.items[0]),), ((1, one),))
    elif kind == "change" and len(reading.terms) == 2:
        wanted, base = PERCENT if target.kind == POINTS else target.kind, reading.terms[1][1]
        # 距要求的95%仍差0.4个百分点: the base of another change
        behind = [one for one in levels if one.role is Role.BASE and one.index > target.index]
        year = reading.terms[0][1].year if target.against_year and reading.binding else 0
        # 2022年 ...比2020年
        behind += [one for one in levels if year and one.year not in (0, year) and one is not base]
        for one, other in permutations((one for one in levels if one.kind == wanted and one not in behind), 2):
            if other is base or target.index + 1 in (one.index, other.index):  # 执行中又节约21.7万元，实际支出552.5万元
                yield Interpretation(((1, one), (-1, other)), sign=target.direction)
    elif kind == "balance" and not reading.base:  # 420万元，其中258万元 ...；另有76万元、38.7万元，余下47.3万元
        like = [one for one in levels if one.kind == target.kind and one.index < target.index][-_MOST // 2 :]
        for at, whole in enumerate(like):
            for many in range(1, len(like) - at):
                for several in combinations(like[at + 1 :], many):
                    yield Interpretation(((1, whole), *((-1, one) for one in several)))
    elif kind in ("list", "total") and not reading.base:
        depths = {one.depth for one in reading.operands()}  # a division of its own in brackets bears no other one out
        like = [one for one in parts if one.kind == target.kind and one.depth in depths and one.stock != "depreciation"]
        was = {one.index - 1 for one in like if one.turned}
        like = [one for one in like if one.index not in was]
        first = case.statement.items[0] if case.statement.items else target
        if (
            first.opener == "whole" and "；" in first.gap
        ):  # 112人，其中机关38人、下属74人；按学历分，...: another division of it
            like = [one for one in like if not target.index < one.index < first.index]
        like = [one for one in like if one.index >= target.index] if _right_behind(case) else like
        for start in range(len(like)):
            apart = (
                bool(like[start].opener) and case.statement.items and like[start].index > case.statement.items[-1].index
            )
            for end in range(start + 2, len(like) + 1) if not apart else ():  # nor does another division behind it
                yield Interpretation(tuple((1, one) for one in like[start:end]))
                if end - start > 3:
                    yield Interpretation(tuple((1, one) for one in like[start:end:2]))
        if target.counted:  # 1.2万亩已验收；0.8万亩中验收0.66万亩，两批合计验收1.86万亩
            before = [one for one in like if one.index < target.index][-_MOST // 2 :]
            for several in combinations(before, target.counted):
                yield Interpretation(tuple((1, one) for one in several))

"""What was done: its rate of how many it was; what is not done yet, posts that are vacant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

from model.language.amounts import MONEY, PERCENT
from model.language.intervals import HUNDRED, Interpretation, expected, holds, sum_of
from model.language.lexicon import lexicon, pattern
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.balances import UNSPENT
from model.language.statements.quotients.posts import vacant
from model.language.statements.quotients.said_bases import called, said_base
from model.language.statements.scores import SCORE
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern
from model.text import in_order

MISSED = Pattern("[不未逾超差漏缺空退流失病死亡损废]")
"""What begins the name of a deed that was not done, or should not have been."""
# What the rate of a state begins with: it is of all who were looked at, no deed of what was told before.
_LATE = "逾超"
_STATES = Pattern("[不优良达满合]")
_REMAINS = "(?:目前|现|账上|年末|年底|至今)?(?:<remainder>)|余$"
_UNDONE = "<undone>(?=..)"
_MOST = 12
# 按365天计算; 按期办结 is a deed.
_ON = Pattern("按(?![期时])")
# What a rate is of that is told by those who failed.
_PASSED = ("合格", "达标")
# What says that something was done, and what remains of nothing but a debt.
_DONE, _OWED = Pattern("[已实完]|到位|整改"), ("尚欠", "欠", "未付", "未缴", "还差")
# What a rate of deeds is called by.
_RATES = ("率", "度", "比例", "面")
# Of how many a rate tells, in its unit.
_SCALES = {PERCENT: HUNDRED, "count:‰": 10 * HUNDRED}
# What has been done of things, what is being done, and what is not: each is one of these.
_FIRST_STATE = Pattern("(?:其中)?(?:已|完[工成]|办结|竣工|建成)")
_STATE = Pattern(f"{_FIRST_STATE.source}|(?:其中)?(?:正在|在[建办审]|尚?未|停[工办])")
_LAST_STATE = Pattern("正在|在[建办审]|尚?未|停[工办]")
_DUE = Pattern("(?:应|需|拟|计划|目标)(?:按期)?$")
_AIMED = Pattern("计划|目标|规划|任务|应|需")
_SHORTEST = 2
_RECKONED = Pattern("^.*?[计测]算(?!机)的?|^算")


def deeds(document: TextDocument) -> Iterator[Statement]:
    """The statements of deeds whose numbers stand in one sentence."""
    for row in document.sentences:
        for at, mention in enumerate(row):
            more = any(one.kind == mention.kind and one.part == mention.part for one in row[at + 1 : at + 2])
            if not more and not mention.depth and mention.kind.startswith("count") and _LAST_STATE.match(mention.tail):
                yield from _in_states(row[max(0, at - _SHORTEST * 2) : at + 1], mention)
            earlier = [one for one in row[max(0, at - _MOST) : at] if one.level]
            if "得分" not in mention.name:  # 分值5分，满意度90%，得4.5分: no rate of what may be given for it
                earlier = [one for one in earlier if one.kind != SCORE]
            if mention.rank or not (mention.level and mention.own):
                continue
            if mention.kind in _SCALES and mention.name.endswith(_RATES):
                told = document.sentences[mention.sentence - 1][-_MOST:] if mention.sentence else []
                told = [one for one in told if one.level]
                if base := said_base(mention):
                    yield from _rate_of_said([*told, *earlier], mention, base)
                elif earlier:
                    # 职工满意度93.8%（65人参评，61人满意），村组满意度90.0%: brackets behind a rate are its own
                    here = [one for one in earlier if not _of_a_rate(row, one, mention)]
                    yield from _rate(here, told, mention, row[at + 1 : at + 2]) if here else ()
            elif _left_undone(mention) and (stated := _rated_before(document, mention)):
                yield stated
            elif not earlier:
                continue
            elif mention.name.endswith((*lexicon().kinds["vacant"], *lexicon().kinds["overfull"])):
                yield from vacant(earlier, mention)
            elif mention.gap.endswith("、"):
                continue  # 222套未分配、71套已分未住: the name stands behind
            elif (undone := pattern(_UNDONE).search(name := _said_undone(mention))) and not UNSPENT.match(mention.name):
                deed = name[undone.end() :][:_SHORTEST]  # 超额完成5个、完成21个、未完成3个
                same = [one for one in row[max(0, at - _MOST) : at] if one.level or (one.sound and deed in one.tail)]
                same = [one for one in same if one.kind == mention.kind and one.depth <= mention.depth]
                yield from _not_done(same, mention, name[undone.end() :], row[at + 1 : at + 2])
            elif pattern(_REMAINS).match(mention.tail):
                same = [one for one in earlier if one.kind == mention.kind and one.depth <= mention.depth]
                same = [one for one in same if not one.listed] if same and not same[-1].listed else same
                moved = [one for one in row[max(0, at - _MOST) : at] if one.sound and one.kind == mention.kind]
                yield from _remainder(same, moved, mention, row[at + 1 : at + 3])


def _of_a_rate(row: list[Quantity], one: Quantity, rate: Quantity) -> bool:
    """Whether it stands in brackets behind a rate that is told before the other one."""
    outside = (other for other in reversed(row) if other.index < one.index and other.depth <= rate.depth)
    return one.depth > rate.depth and next(outside, one).kind == PERCENT


def _in_states(row: list[Quantity], last: Quantity) -> Iterator[Statement]:
    """All of a number of things by what has become of them (项目9个，已完工6个，在建2个，未开工1个)."""
    same = [one for one in row if one.kind == last.kind and one.level and one.part == last.part and not one.depth]
    same = [one for one in same if not one.listed or _STATE.match(one.tail)]  # 1486件，其中来信92件、来访1394件，已办结
    states = [bool(_STATE.match(one.tail)) for one in same]
    whole = next((at for at in range(len(same) - 2, -1, -1) if not states[at]), None)
    told = same[whole + 1 :] if whole is not None else []
    if whole is None or len(told) < _SHORTEST or not _FIRST_STATE.match(told[0].tail):
        return
    # 建议12件、提案15件，已办结25件 ...; 来信92件、来访355批次、来电1039件，已办结1427件 ...
    beside = same[whole].gap.startswith("、") or (whole > 0 and same[whole - 1].index == same[whole].index - 1)
    if beside or told[-1].index - same[whole].index != len(told) or same[whole].time not in ("", "this"):
        return
    if not same[whole].amount.value < 2 * sum(one.amount.value for one in told) < 4 * same[whole].amount.value:
        return  # 涉及企业186家，已停产3家，未验收2家: of a few of them
    rest = [Interpretation(tuple((1, one) for one in told if one is not left)) for left in told]
    reading = sum_of(told)
    yield Statement("list", same[whole], (reading,), rest, whole="各种情形", items=tuple(told))


def _said_undone(left: Quantity) -> str:
    """The name of what may not have been done; its words, where what was not done is no name (未完成)."""
    return left.tail if pattern(_UNDONE).match(left.tail) and left.name in lexicon().kinds["undone"] else left.name


def _left_undone(left: Quantity) -> bool:
    """Whether a figure is called what was not done, what remains or what is not finished."""
    missed = MISSED.match(left.name) or pattern(_REMAINS).match(left.tail)
    return missed is not None or left.tail in lexicon().texts["unfinished"]


def _rated_before(document: TextDocument, left: Quantity) -> Statement | None:
    """What is left of two numbers whose rate stands between (抽查14家，规范12家，规范率85.7%，不规范的2家)."""
    done, rate = document.mentions[max(0, left.index - 2) : left.index] if left.index > 1 else (left, left)
    behind = [one for one in document.mentions[left.index + 1 : left.index + 2] if not _is_of(one, left)]
    if (
        rate.kind != PERCENT
        or not ("率" in rate.tail or rate.role is Role.EXECUTION)
        or left.opener
        or rate.rank
        or done.rank
        or done.prose != left.prose
        or (done.sentence != left.sentence and done.key and done.key not in left.key and not _same_deed(left, rate))
    ):
        return None
    if any(one.kind == left.kind and one.part == left.part for one in behind) or rate.hedged:
        return None
    name = left.name[1:].rstrip("的")
    if (
        done.kind != left.kind
        or not done.level
        or (MISSED.match(left.name) and left.name[0] not in _LATE and name not in done.name)
    ):
        return None
    earlier = [one for one in document.sentences[done.sentence] if one.index < done.index and one.level]
    wholes = [one for one in earlier if one.kind == done.kind and one.amount.value > done.amount.value]
    wholes = [one for one in wholes if holds(rate.amount, Interpretation(((1, done),), ((1, one),)))]
    if len({one.amount.value for one in wholes}) != 1:
        return None
    rest = (Interpretation(((1, done),)), Interpretation(((1, wholes[-1]),)))
    return Statement("balance", left, (Interpretation(((1, wholes[-1]), (-1, done)), binding=True),), rest)


def _same_deed(left: Quantity, rate: Quantity) -> bool:
    """Whether what was not done is called by the deed of the rate (完成率92.9%。未完成的2项)."""
    deed = left.tail[1:].rstrip("的")
    return len(deed) >= _SHORTEST and deed in rate.tail and MISSED.match(left.tail) is not None


def _remainder(
    earlier: list[Quantity], moved: list[Quantity], left: Quantity, behind: list[Quantity]
) -> Iterator[Statement]:
    """A total less what was done of it, the two before it (合同价650万元，已付552.5万元，尚欠97.5万元).

    Of what ``moved`` it, whichever were taken off are admissible (31项，取消6项，合并9项为3项，压减4项，其余12项).
    """
    if len(earlier) < _SHORTEST or left.opener or left.kind == PERCENT:
        return  # 中央60%，省级24%，其余16%: of all of it
    total, done = earlier[-2:]
    more = any(one.level and one.kind == left.kind and one.part == left.part for one in behind)
    if any(one.time == "opening" for one in earlier):
        return  # what moved a stock, too, is told
    beside = total.index + 1 == done.index == left.index - 1 and total.tail.startswith("应")
    sure = (len(earlier) == _SHORTEST or beside) and not more and total.part == done.part == left.part
    told = done.actual or done.move or total.total or _DONE.search(done.tail) or left.tail.startswith(_OWED)
    to_do = left.kind.startswith("count") and _AIMED.search(total.tail) and left.tail.startswith(("还需", "尚需"))
    sure = sure and bool(
        told or to_do
    )  # 中央补助650万元、省级专项412.60万元，其余由市级承担: of what, is told elsewhere
    sure = sure and not total.opener  # 其中续建项目5个，新增项目3个，其余5个
    # 上年支出98万元，增支13万元，其中新建项目9万元，剩余4万元: of the change
    changes = [one for one in moved if one.role is Role.CHANGE and total.index < one.index < done.index]
    sure = sure and not (changes and done.opener)
    sure = sure and total.amount.value > done.amount.value and done.time not in OTHER_TIMES and not done.rank
    rest = [Interpretation(((1, one), (-1, other))) for one in earlier for other in earlier if one is not other]
    rest += [
        Interpretation(((1, one), *((-1, part) for part in earlier[start:end])))
        for at, one in enumerate(earlier)
        for start in range(at + 1, len(earlier) - 1)
        for end in range(start + 2, len(earlier) + 1)
    ]
    several = moved[-_SHORTEST * 3 :] if len(moved) > len(earlier) else []
    rest += [
        Interpretation(((1, several[0]), *((-1, one) for one in some)))
        for many in range(1, len(several))
        for some in combinations(several[1:], many)
    ]
    rest += [  # 少支156.4万元，主要是少兑付121万元，其余35.4万元为压减
        Interpretation(((1, one), *((-1, part) for part in moved[at + 1 : end])))
        for at, one in enumerate(moved)
        if one.role is Role.CHANGE
        for end in range(at + 2, len(moved) + 1)
    ]
    readings = [one for one in rest if (expected(one) or 0) > 0]
    printed = left.amount.value
    canonical = min(readings, key=lambda one: abs((expected(one) or Fraction(0)) - printed), default=None)
    if canonical is not None:
        yield Statement("balance", left, (canonical,), rest, "explicit" if sure else "slip")


def _deed(rate: Quantity) -> str:
    """What a rate is called by without its ending: 办结 of 办结率."""
    name = _RECKONED.sub("", rate.name)
    return next((name.removesuffix(ending) for ending in _RATES if name.endswith(ending)), name)


def _rate_of_said(told: list[Quantity], rate: Quantity, base: str) -> Iterator[Statement]:
    """The rate of a deed in the number that brackets behind it say (满意711份，满意度93.1%（按收回份数计）)."""
    counts = [one for one in told if one.kind.startswith("count") or one.kind == MONEY]
    wholes = called(counts, base)
    done = _number_of(_deed(rate), [one for one in counts if one not in wholes], rate)
    if wholes and done is not None and _one_kind(done.kind, wholes[-1].kind):
        deed = _deed(rate)
        several = [one for one in counts if len(one.key) > 1 and one.key in deed and one.kind == done.kind]
        # 改判74件、发回22件，改判发回率
        terms = tuple((1, one) for one in several) if len(several) > 1 else ((1, done),)
        reading = Interpretation(terms, ((1, wholes[-1]),), binding=True, role=base)
        rest = [Interpretation(((1, one),), ((1, whole),)) for one in counts for whole in wholes if one is not whole]
        sure = len(several) > 1 or _tells(done.name, deed)
        yield Statement("average", rate, (reading,), rest, "explicit" if sure else "slip", items=(done, wholes[-1]))


def _all_of(total: Quantity, done: Quantity) -> bool:
    """Whether a number told behind it is of all that a deed is done to: 防治总面积 beside 无公害防治面积."""
    name = total.name.replace("总", "", 1)
    return (
        total.kind == done.kind and total.amount.value >= done.amount.value and name != total.name and name in done.name
    )


def _rate(earlier: list[Quantity], told: list[Quantity], rate: Quantity, behind: list[Quantity]) -> Iterator[Statement]:
    """The rate of a deed, whose number is called alike or stands right before it, in a number of its kind before that.

    Where the words do not say that the number is the deed's, only a slip of the pen is an error.
    """
    deed = _deed(rate)
    if rate.time in OTHER_TIMES or rate.compared or "由" in rate.tail:
        return  # 审结率由上年的82.0%提高到87.5%
    here = [one for one in earlier if one.part == rate.part and one.kind.startswith("count")]
    left = _left_over(here, rate)
    done = _number_of(deed, [one for one in here if not _ON.match(one.tail) and one is not left], rate, left)
    if done is None or done.rank:
        return
    for base in here:
        said = _ON.match(base.tail) or base.depth > done.depth
        if said and done.index < base.index and base.kind == done.kind and base.amount.value >= done.amount.value:
            reading = Interpretation(((1, done),), ((1, base),), binding=True)
            if _tells(done.name, deed):  # 优良天数321天，按365天计算优良率87.9%
                yield Statement("average", rate, (reading,), items=(done, base))
            return
    kinds_named = (one for one in (*told, *earlier) if len(one.key) >= _SHORTEST and one.key in deed)
    if any(
        one.key not in done.name and not _tells(one.key, deed) and deed != one.key + done.key for one in kinds_named
    ):
        return  # 抽检500批次（蔬菜300、水果200） ...；不合格7批次，蔬菜合格率97.8%: of what it names
    earlier = [one for one in earlier if one.index < done.index]
    others = [one for one in earlier if _one_kind(one.kind, done.kind)]
    others = others or [one for one in told if _one_kind(one.kind, done.kind)]
    if any(one.time == "closing" for one in others):
        others = [one for one in others if one.time != "opening"]  # 年初168人，年末172人。合格166人，合格率
    totals = [one for one in reversed(others) if one.amount.value >= done.amount.value]
    totals = totals or [one for one in here if one.index > done.index and _all_of(one, done)]
    if not totals and len(others) == _SHORTEST:  # 新收864件，旧存120件，结案902件，结案率91.7%
        reading = Interpretation(((1, done),), tuple((1, one) for one in others), binding=True)
        yield Statement("average", rate, (reading,), certainty="slip", items=(done, others[0]))
    if totals:
        total = totals[0]
        if rate.kind != PERCENT:  # ten times as much as of one of them is a slip: 死亡11人，死亡率25.16‰
            total = next((one for one in totals if _tenth(rate, done, one)), total)
        reading = Interpretation(((1, done),), ((1, total),), binding=True)
        due_and_done = "应" in total.tail and "实" in done.tail and total.index == done.index - 1
        run = [one for one in here if one.kind == done.kind]
        rest = [] if due_and_done else list(_other_rates(done, others, totals, run))
        if any(name in rate.name for name, *_ in lexicon().defined):  # 编制58名，在职55人，控制率105.45%: never so
            rest = [one for one in rest if one.terms != reading.base or one.base != reading.terms]
        stem = _passed(deed)
        failed = (f"不{deed[-_SHORTEST:]}", *lexicon().texts["failed"])
        if stem is not None and any(word in done.name for word in failed):  # 检出不合格样品17个，合格率98.8%
            total = max(totals, key=lambda one: (one.part == done.part, one.amount.value))
            reading = Interpretation(((1, total), (-1, done)), ((1, total),), binding=True)
            if _tells(total.name, deed[-_SHORTEST:]):  # 合格529批次，不合格7批次
                reading = Interpretation(((1, total),), ((1, total), (1, done)), binding=True)
            rest += [Interpretation(((1, one), (-1, done)), ((1, one),)) for one in totals]
        if stem and not _is_said_of(stem, total, done):
            return
        rest_told = any(one.amount.value == total.amount.value - done.amount.value > 0 for one in behind)
        rest_told = rest_told and done.index == rate.index - 1 and pattern(_REMAINS).match(behind[0].tail) is not None
        both = bool(done.key) and deed == f"{total.key}{done.key}" and total.index == done.index - 1
        named = both or _tells(done.name, deed)  # 抽样250批次，合格242批次，抽样合格率96.8%
        # 应检360台，实检342台，检验率95%
        sure = rest_told or named or len(reading.terms) > 1 or due_and_done or left is not None
        # Where it is far off, the number that it is of is not printed (惠及1.23万人；安置士兵186人，安置率100%).
        due, printed = expected(reading) or Fraction(0), rate.amount.value
        sure = sure and printed != HUNDRED and (both or printed < 2 * due < 4 * printed)
        between = [one for one in here if total.index < one.index <= done.index]  # 接报406起，有效94起，误报312起
        beside = total.index + 1 == done.index or sum(one.amount.value for one in between) == total.amount.value
        whole = beside and done.index == rate.index - 1 and total.kind == done.kind and rate.kind == PERCENT
        if whole and named:
            reading = replace(reading, role=total.name or deed)  # 收回398份，满意371份，满意度: of no other two
        missed = printed < HUNDRED and abs(HUNDRED - due - printed) <= rate.amount.step // 2
        if whole and missed and not MISSED.search(deed + done.name):
            sure, reading = True, replace(reading, role=total.name)  # 应报368份，按时报361份，及时率1.90%
        rated = [one for one in earlier if one.kind == PERCENT and one.part != done.part and total.index < one.index]
        sure = sure and not (rated and _STATES.match(deed))  # 合格90人，合格率97%；近视人数70人，近视率40%
        alike = done.own and total.own and _tells(done.name, deed) and _tells(total.name, deed)
        # 职工满意度93.8%（65人参评，61人满意），村组满意度90.0%（100人参评，90人满意）: of what the brackets say
        sure = sure and (due_and_done or not alike) and not any(one.depth > rate.depth for one in behind)
        sure = sure and (total.sentence == done.sentence or _sole(told, total, done))
        sure = sure and (left is not None or (done.time in OTHER_TIMES) == (total.time in OTHER_TIMES))
        reading, *rest = (replace(one, times=_SCALES[rate.kind]) for one in (reading, *rest))
        yield Statement("average", rate, (reading,), rest, "explicit" if sure else "slip", items=(done, total))


def _passed(deed: str) -> str | None:
    """What those are called who passed, "" where that is not said; None for the rate of another deed."""
    passed = deed.endswith(_PASSED) and not deed.startswith("不")
    return next((deed.removesuffix(word) for word in _PASSED if passed and deed.endswith(word)), None)


def _is_said_of(stem: str, total: Quantity, done: Quantity) -> bool:
    """Whether a rate of ``stem`` is of the numbers (not of all: 不合格7批次，全部是蔬菜，蔬菜合格率97.8%)."""
    names = total.name if done.opener or done.listed else total.name + done.name
    said = stem[:_SHORTEST] in names or stem[-_SHORTEST:] in names
    return said or (len(stem) <= _SHORTEST and bool({*stem} & {*names}))


def _tenth(rate: Quantity, done: Quantity, total: Quantity) -> bool:
    """Whether a tenth of the rate, to its last digit but one, is what the numbers come to."""
    due = Fraction(done.amount.value * _SCALES[rate.kind], total.amount.value)
    return abs(due * 10 - rate.amount.value) <= 10 * rate.amount.step


def _left_over(here: list[Quantity], rate: Quantity) -> Quantity | None:
    """What is left of the two numbers before it, right before the rate (应传1460份，实传1436份，缺传24份).

    Parts of a number are none: 在职43人，分别为行政31人、事业12人，人员控制率93.48%.
    """
    run = here[-3:]
    if len(run) < 3 or [one.index for one in run] != list(range(rate.index - 3, rate.index)):
        return None
    total, done, left = run
    named = MISSED.search(left.name) or pattern(_REMAINS).match(left.tail)  # 在职43人，分别为行政31人、事业12人
    alike = total.kind == done.kind == left.kind and not (left.opener or done.opener) and named is not None
    less = done.amount.value > left.amount.value and not _tells(left.name, _deed(rate))
    less = less and (_left_undone(left) or _tells(done.name, _deed(rate)))
    return left if alike and less and total.amount.value - done.amount.value == left.amount.value else None


def _number_of(deed: str, here: list[Quantity], rate: Quantity, passed: Quantity | None = None) -> Quantity | None:
    """How often the deed was done: the number called alike, else the one right before the rate; None for neither.

    What stands between the two as ``passed`` is no such number.
    """
    last = rate if passed is None else passed
    beside = here[-1] if here and here[-1].index == last.index - 1 else None
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
    deed = deed[-_SHORTEST:] if deed.endswith("满意") else deed
    if len(deed) < _SHORTEST or pattern(_UNDONE).search(name) or f"不{deed}" in name:
        return False
    return (name[:1] == deed[0] and in_order(deed, name)) or deed in name


def _one_kind(one: str, other: str) -> bool:
    """Whether both count the same: 人 and 人次 may."""
    return one.startswith(other) or other.startswith(one)


def _is_of(one: Quantity, left: Quantity) -> bool:
    """Whether it is a part of the figure before it (未完成2项，其中数量1项)."""
    return one.opener == "weak" and one.depth == left.depth


def _not_done(earlier: list[Quantity], left: Quantity, done: str, behind: list[Quantity]) -> Iterator[Statement]:
    """A total is what was done of it with what was not (发现隐患864处，整改843处，未整改21处).

    Nothing is said where two states of what was done stand side by side: 完成19个，基本完成2个，未完成1个.
    """
    tails = ["" if pattern(_UNDONE).search(_said_undone(one)) else one.tail.rstrip("的了为共有") for one in earlier]
    place = next((at for at in range(len(tails) - 1, 0, -1) if tails[at].endswith(done[:_SHORTEST])), 0)
    if not place or left.opener:
        return
    made, totals = earlier[place], earlier[:place]
    likely = [one for one in totals if one.amount.high >= made.amount.low]
    beside = earlier[place - 1].tail.rstrip("的了为共有")
    if not likely or (beside.endswith(done[:_SHORTEST]) and not _DUE.search(beside[:-_SHORTEST])):
        return
    rest = [Interpretation(((1, one), (-1, made))) for one in totals]
    rest += [Interpretation(((1, one), (1, other), (-1, made))) for one, other in pairwise(totals)]
    rest += [  # 设定指标19个，完成16个，部分完成2个，未完成1个
        Interpretation(((1, one), *((-1, part) for part in earlier[start:])))
        for at, one in enumerate(totals)
        for start in range(at + 1, place + 1)
    ]
    rest += [
        Interpretation(((1, one), (-1, made), (sign, more)))
        for one in totals
        for more in behind
        for sign in (1, -1)
        if not _is_of(more, left)
    ]
    sure = likely[-1].part == made.part or len(likely) == 1
    reading = Interpretation(((1, likely[-1]), (-1, made)), binding=True)
    yield Statement("balance", left, (reading,), rest, "explicit" if sure else "slip")

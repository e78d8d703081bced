"""What words say of the order of figures: which is the most, which of two is more, whether an aim was reached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from model.figures import SCALE
from model.language.amounts import PERCENT, POINTS
from model.language.intervals import Interpretation, holds
from model.language.keys import alike, key, tidy
from model.language.lexicon import pattern
from model.language.quantity import Quantity, Role
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

_NAME = "[^，。；：、（）0-9比较]{2,12}?"
_LEAST = 2
_SIX = 6
_SIZE = Pattern("(?:资金|规模|总额|金额|数额|总量|支出|费用|数)*")
_SHARE = Pattern("占比|比重|比例|份额")
_MEASURE = Pattern("(?:其中|以)?(?P<Said>[^，。；：、（）0-9]{2,8})$")
_RATE = Pattern("[率幅速]$|进度$")
_COUNTED = Pattern("(?:[人户件]?数量?)$")


@cache
def _words(structure: str) -> Pattern:
    return pattern(structure.replace("NAME", _NAME))


def orders(document: TextDocument) -> Iterator[Statement]:
    """The statements of order whose words and figures stand in one sentence; each is wrong as it stands."""
    most = _words("(?P<Name>NAME)的?(?:<amount_of>)*(?P<Word>最(?:<more>|<less>))(?=[，。；、（]|$)")
    most_of = _words(
        "(?P<Word>最(?:<more>|<less>))的[^，。；：是为0-9]{0,8}[是为](?P<Name>NAME)(?:支出)?(?=[，。；、（]|$)"
    )
    first = _words("(?P<Name>NAME)居[^，。；]{0,4}(?:首位|首|第一)(?=[，。；]|$)")
    of_year = _words("(?P<Year>20[0-9]{2})年(?:度|为)?(?P<Word>最(?:<more>|<less>))(?=[，。；、]|$)")
    half = _words("(?P<Name>NAME)的?(?:<amount_of>)*(?P<Word>超过|过|不足|不到|未到)(?:一半|半数|五成)(?=[，。；]|$)")
    more = _words(
        "(?:^|[，；：。])(?:其中)?(?P<Name>NAME)(?P<Word><more_than>|<less_than>)(?P<Other>NAME)(?=[，。；]|$)"
    )
    tends = _words(
        "(?:^|[，；])(?P<Name>[^，。；：0-9]{0,8}?)呈[^，。；]{0,4}(?P<Word><rising>|<falling>)[^，。；]{0,2}[趋态]势"
    )
    yearly = _words("(?:呈现?|连续)?逐年(?:<degrees>)?(?P<Word><rising>|<falling>)(?=[，。；态趋])")
    moves = _words(
        "(?P<Name>[^，。；：0-9]{2,12}?)较(?:上年|年初|去年)(?:末|底)?(?:有所|明显|大幅|略有|稳步|进一步|均)?(?P<Word><rising>|<falling>)(?=[，。；])"
    )
    flows = _words("(?:^|[，；：])(?:[当本全]年)?(?:(?P<More>收大于支|收入大于支出)|支大于收|支出大于收入|入不敷出)")
    for row in document.sentences:
        if not row or row[0].cell is not None:
            continue
        words = _said(document, row)
        for found in _finds(most, words, "最"):
            yield from _most(row, found["Name"], less=_is(found["Word"][1:], "less"))
        for found in _finds(most_of, words, "最"):
            if _of_other_measure(words[: found.start()]):
                continue
            back = document.sentences[row[0].sentence - 1] if row[0].sentence else []
            near = [one for one in back if one.prose == row[0].prose]
            near = near if len([one for one in row if one.level]) < _LEAST else row
            yield from _most(near, found["Name"], less=_is(found["Word"][1:], "less"))
        for found in _finds(first, words, "居"):
            yield from _most(row, found["Name"], less=False)
        for found in _finds(of_year, words, "最"):
            yield from _of_year(row, found)
        for found in _finds(half, words, "半", "五成"):
            yield from _half(row, found["Name"], over=found["Word"] in ("超过", "过"))
        for found in more.finditer(words):
            one, other = _named(row, found["Name"]), _named(row, found["Other"])
            if one and other and one.kind == other.kind and (one.plan, one.time) == (other.plan, other.time):
                above = _is(found["Word"], "more_than")
                if (one.amount.value < other.amount.value) if above else (one.amount.value > other.amount.value):
                    yield _told(one, other)
        for found in _finds(yearly, words, "逐年"):
            yield from _yearly(row, found)
        for found in _finds(tends, words, "呈"):
            yield from _trend(row, found["Name"], found["Word"])
        for found in _finds(moves, words, "较"):
            yield from _trend(row, found["Name"], found["Word"])
        for found in _finds(flows, words, "大于", "入不敷出"):
            yield from _flows(row, found)
        for at, one in enumerate(row):
            if at > 1 and (
                two := _words("^(?P<First>[前后])者比[前后]者(?P<Word><over>|<under>)[为了出]?$").match(one.tail)
            ):
                yield from _of_the_two(row[at - 2 : at], one, two)
            if apart := _words(
                "^(?P<First>[前后])者[^，。；0-9比]{0,8}(?P<Word><more_than>|<less_than>)[前后]者$"
            ).match(one.tail):
                yield from _former(document, one, apart)
            if one.kind == POINTS and (
                beside := _words("^(?P<Word><more_than>|<less_than>)(?P<Other>NAME)$").match(one.tail)
            ):
                yield from _wrong_way(row[:at], one, beside)
            if (last := _of_its_own_year(row[:at], one)) is not None:
                yield Statement("direction", last, (), items=(one,), whole=f"比{one.year}年")
            yield from _aims(document, row[:at], one)
            yield from _compared(document, row[:at], one)


def _finds(told: Pattern, words: str, *said: str) -> Iterable[re.Match[str]]:
    """What ``told`` finds in ``words``: nothing without any of what is ``said`` in each, as in most sentences."""
    return told.finditer(words) if any(one in words for one in said) else ()


def _of_other_measure(before: str) -> bool:
    """Whether what is the most is no figure that was told, but worked out of them (支出率最高的是, 扣分最多的是)."""
    said = _MEASURE.search(before)
    measure = _SHARE.sub("", _SIZE.sub("", said["Said"])) if said else ""
    told = before[: said.start("Said")] if said else ""
    return _RATE.search(measure) is not None or (len(measure) >= _LEAST and measure not in told)


def _is(word: str, kind: str) -> bool:
    return pattern(f"<{kind}>").fullmatch(word) is not None


def _told(one: Quantity, other: Quantity) -> Statement:
    return Statement("direction", one, (), items=(other,), whole="order")


def _said(document: TextDocument, row: list[Quantity]) -> str:
    """The words of the sentence, on to the next figure of the paragraph."""
    after = document.mentions[row[-1].index + 1 : row[-1].index + 2]
    text = document.text_of(row[0])
    end = after[0].start if after and after[0].prose == row[0].prose else len(text)
    return text[max(0, row[0].start - len(row[0].gap)) : end]


def _named(row: list[Quantity], name: str) -> Quantity | None:
    """The only level of that name, None where there is none or there are several."""
    wanted = key(_COUNTED.sub("", tidy(name.removeprefix("其中").removeprefix("以"))))
    same = [one for one in row if one.level and one.own and one.key == wanted and one.kind != PERCENT]
    same = same or [one for one in row if one.level and one.tail == _COUNTED.sub("", name)]  # 应兑付36万元
    if any("、" in one.name for one in row):
        return same[0] if len(same) == 1 else None  # 分布在机关、学校两类场所，人数分别是540人、1465人
    if not same:
        told = [one for one in row if one.level and one.own and "、" not in one.name and not one.rank]
        same = [one for one in told if len(wanted) >= _LEAST and wanted in one.key and one.kind != PERCENT]
        same = same or [one for one in told if len(one.key) >= _LEAST and wanted.startswith(one.key)]
        ends = [one for one in told if len(one.key) >= _LEAST and wanted.endswith(one.key)]  # 规模最大的总园
        same = same or [one for one in ends if len(one.key) == max(len(other.key) for other in ends)]
    return same[0] if len(same) == 1 else None


def _brothers(row: list[Quantity], one: Quantity) -> list[Quantity]:
    """What stands beside a figure in one list: each with a name of its own, and no total of the others."""
    like = [
        other
        for other in row
        if other.level and other.own and (other.kind, other.depth, other.listed) == (one.kind, one.depth, one.listed)
    ]
    like = [other for other in like if (other.plan, other.stock) == (one.plan, one.stock) and not other.total]
    like = [other for other in like if (other.time == "prior") == (one.time == "prior")]
    total = sum(other.amount.value for other in like)
    return [other for other in like if 2 * other.amount.value != total]


def _most(row: list[Quantity], name: str, *, less: bool) -> Iterator[Statement]:
    one = _named(row, name)
    brothers = _brothers(row, one) if one is not None else []
    if one is None or len(brothers) <= _LEAST or one not in brothers:
        return
    first = (min if less else max)(brothers, key=lambda other: other.amount.value)
    if first.amount.value != one.amount.value:
        yield _told(one, first)


def _of_year(row: list[Quantity], said: re.Match[str]) -> Iterator[Statement]:
    """The year that was the most, or least, of those that the sentence tells one by one (2021年最多)."""
    years = [one for one in row if one.level and one.year and not (one.total or one.depth or one.plan)]
    years = [one for one in years if one.tail == f"{one.year}年"]
    named = [one for one in years if one.year == int(said["Year"])]
    run = [one.year for one in years]
    if len(named) != 1 or len(run) <= _LEAST or run != list(range(run[0], run[0] + len(run))):
        return
    first = (min if _is(said["Word"][1:], "less") else max)(years, key=lambda one: one.amount.value)
    if len({(one.kind, one.key) for one in years}) == 1 and first.amount.value != named[0].amount.value:
        yield _told(named[0], first)


def _half(row: list[Quantity], name: str, *, over: bool) -> Iterator[Statement]:
    one = _named(row, name)
    brothers = _brothers(row, one) if one is not None else []
    total = sum(other.amount.value for other in brothers)
    whole = next(
        (other for other in row if other.level and other.amount.value == total and other not in brothers), None
    )
    if one is not None and one in brothers and whole is not None and (2 * one.amount.value > total) != over:
        yield _told(one, whole)


def _flows(row: list[Quantity], found: re.Match[str]) -> Iterator[Statement]:
    """Which of the year's income and expenditure is more, each told once in the sentence."""
    told = [[one for one in row if one.level and one.flow == flow and not one.plan] for flow in ("收入", "支出")]
    if [len(one) for one in told] == [1, 1] and told[0][0].time in ("", "this"):
        (income,), (spent,) = told
        if (income.amount.value < spent.amount.value) == (found["More"] is not None):
            yield Statement("direction", income, (), items=(spent,), whole=found[0].lstrip("，；："))


def _trend(row: list[Quantity], name: str, word: str) -> Iterator[Statement]:
    way = 1 if _is(word, "rising") else -1
    moved = [one for one in row if one.role in (Role.CHANGE, Role.RATE) and one.direction]
    subjects = {one.key for one in row if one.level and one.own}
    name = key(tidy(name))
    mine = len(subjects) <= 1 and (
        not name
        or any(
            alike(name, one) or (one and name.startswith(one) and _SIZE.fullmatch(name[len(one) :])) for one in subjects
        )
    )
    if mine and moved and all(one.direction == -way and not one.saving for one in moved):
        yield Statement("direction", moved[-1], (), items=(moved[-1],), whole=word)


def _yearly(row: list[Quantity], said: re.Match[str]) -> Iterator[Statement]:
    """The figure of a year that went the other way than all are said to go year by year."""
    years = [one for one in row if one.level and one.year and not (one.total or one.depth or one.hedged)]
    years = [one for one in years if one.kind == years[0].kind and one.key == years[0].key]
    run = [one.year for one in years]
    if len(run) <= _LEAST or run != list(range(run[0], run[0] + len(run))):
        return
    way = 1 if _is(said["Word"], "rising") else -1
    for one, after in pairwise(years):
        if (after.amount.value - one.amount.value) * way < 0:
            yield Statement("direction", after, (), items=(after,), whole=said[0])
            return


def _aims(document: TextDocument, earlier: list[Quantity], aim: Quantity) -> Iterator[Statement]:
    """A rate that is said to have missed, or passed, an aim in percent that stands behind it."""
    found = _words(
        "(?P<Name>[^，。；：、]{0,8}?)(?P<Word>未达到|未达|未能达到|没有达到|不及|未超过|<more_than>|<less_than>)[^，。；]{0,6}$"
    )
    said = found.search(aim.tail) if aim.kind == PERCENT else None
    if said is None or not _words("^(?:以上|以下)?的?(?:<aim_of>)?(?:<aim>)").match(aim.after):
        return
    name = tidy(said["Name"])
    rates = [one for one in earlier if one.kind == PERCENT and one.level and one.time in ("", "this")]
    rates = [one for one in rates if one.name.endswith(name)] if name else rates[-1:]
    if len(rates) != 1 or (not name and rates[0].index != aim.index - 1):
        return
    apart = rates[0].amount.value - aim.amount.value
    under = said["Word"] == "未超过"
    if (apart > 0) if under else (apart < 0) if _is(said["Word"], "more_than") else (apart >= 0):
        yield _told(rates[0], aim)


def _of_its_own_year(earlier: list[Quantity], base: Quantity) -> Quantity | None:
    """What is held against a figure of its own year (2021年支出90万元，比2021年的80万元增加), None where nothing is."""
    one = earlier[-1] if earlier else base
    told = base.role is Role.BASE and base.tail.strip("的") in (f"比{base.year}年", f"较{base.year}年")
    same = one.index == base.index - 1 and one.year == base.year and one.level and one.kind == base.kind
    plain = not (one.plan or base.plan) and one.time == base.time and one.tail.startswith(f"{base.year}年")
    return one if base.year and told and same and plain else None


def _of_the_two(pair: list[Quantity], one: Quantity, told: re.Match[str]) -> Iterator[Statement]:
    """How much more the former of the two right before it is than the latter (前者比后者多14.8公里)."""
    over, under = pair if told["First"] == "前" else pair[::-1]
    if all(each.level and each.kind == one.kind and each.part == one.part for each in pair):
        sign = 1 if _is(told["Word"], "over") else -1
        reading = Interpretation(((1, over), (-1, under)), sign=sign, binding=True)
        yield Statement("change", one, (reading,), items=(over, under))


def _former(document: TextDocument, one: Quantity, told: re.Match[str]) -> Iterator[Statement]:
    """How much the former of the two last figures of its kind is above or below the latter (前者低于后者2个百分点)."""
    kind = PERCENT if one.kind == POINTS else one.kind
    near = document.mentions[max(0, one.index - _SIX) : one.index]
    pair = [other for other in near if other.kind == kind and other.sound and other.prose == one.prose][-2:]
    if len(pair) == _LEAST and pair[1].sentence >= one.sentence - 1 and pair[0].part + 1 >= pair[1].part:
        over, under = pair if told["First"] == "前" else pair[::-1]
        sign = 1 if _is(told["Word"], "more_than") else -1
        reading = Interpretation(((1, over), (-1, under)), sign=sign, binding=True)
        yield Statement("change", one, (reading,), items=(over, under))


def _wrong_way(earlier: list[Quantity], apart: Quantity, told: re.Match[str]) -> Iterator[Statement]:
    """How far a rate is above another, where it is as far below it (销量增6.5%，经费增7.4%，低于销量0.9个百分点)."""
    rates = [one for one in earlier if one.kind == PERCENT and one.sound and one.depth == apart.depth]
    if not rates or rates[-1].index != apart.index - 1 or rates[-1].rank:
        return
    sign = 1 if _is(told["Word"], "more_than") else -1
    ways = [Interpretation(((1, rates[-1]), (-1, one)), sign=sign, binding=True) for one in rates[:-1]]
    meant = [one for one in rates[:-1] if len(one.key) >= _LEAST and one.key[-_LEAST:] in told["Other"]]
    for way in ways:
        turned = holds(apart.amount, replace(way, sign=-sign)) and way.terms[1][1] in meant
        if turned and not any(holds(apart.amount, other) for other in ways):
            yield Statement("change", apart, (way,), items=(rates[-1], way.terms[1][1]))


def _compared(document: TextDocument, earlier: list[Quantity], one: Quantity) -> Iterator[Statement]:
    """How much more one of two named figures is than the other (劳务费比委托业务费少23.7万元)."""
    times = one.kind == "count:倍"
    said = _words("(?:^|其中)(?P<Name>(?:NAME)?)比(?P<Other>NAME)(?P<Word><over>|<under>)[为了]?$").search(one.tail)
    if times:
        said = _words("(?:^|其中)(?P<Name>NAME)[为是](?P<Other>NAME)的(?P<Word>)$").search(one.tail)
    next_to = bool(earlier) and earlier[-1].index == one.index - 1 and earlier[-1].level
    beside = earlier[-1] if next_to and not one.compared else None
    # 应兑付36万元 ...；兑付34.92万元，比应兑付数少1.08万元
    over = None if said is None else _named(earlier, said["Name"]) if said["Name"] else beside
    under = _named(earlier, said["Other"]) if said is not None else None
    if said is None or over is None or under is None or over is under or over.kind != under.kind:
        return
    if times:
        ratio = Interpretation(((1, over),), ((1, under),), binding=True, times=SCALE)
        yield Statement("average", one, (ratio,), items=(over, under))
    if under.kind != one.kind:
        return
    sign = 1 if _is(said["Word"], "over") else -1
    reading = Interpretation(((1, over), (-1, under)), sign=sign, binding=True, role=said["Other"])
    yield Statement("change", one, (reading,), items=(over, under))

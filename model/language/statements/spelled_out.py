"""What a text spells out: the sum or quotient that a figure was worked out by, and the names of what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, permutations, product

from model.figures import SCALE, Unit
from model.language.amounts import MONEY, PERCENT, PLAIN, Amount
from model.language.intervals import HUNDRED, Interpretation, holds, sum_of
from model.language.lexicon import lexicon, pattern
from model.language.quantity import Quantity
from model.language.statements.statement import Statement, all_of_it
from model.language.text_document import TextDocument
from model.patterns import Pattern
from model.text import numeral_value

_RATIO = Pattern("([\u4e00-\u9fff])([\u4e00-\u9fff])比(?:例)?(?:约)?(?:为|是)?$")
_RATIO_OF = Pattern("([^，。；：（）]{2,10})[与和]([^，。；：（）]{2,10})之比(?:约)?(?:为|是|达)?$")
_PROPORTION = Pattern("(?:之比|比例|比)[为是约达]{0,2}$")
_NUMBER = Pattern("(?:人|户|件|次)?[总]?数量?$")
_ABOUT = ("，即约", "，约合", "，折合约", "，合约", "（约合", "（约", "（即约", "，约为")
_COLONS = (":", "：", "∶")
_SHORT = 4
_OVER = Pattern(r"[）)]?[/÷][（(]?")
_MARK = r"(?:：|，?(?:即|分别为|分别是)[：]?)"
_ASIDE = r"（(?P<aside>[^，。；：（）0-9]+(?:，无其他[^，。；：（）0-9]{1,6})?)）"
# What offices are called, whatever each is: 6个二级单位（甲站、乙所、丙中心）.
_SOME = "[^，。；：（）、0-9]{0,4}(?:单位|机构|站所|科室)"
_NAMED = Pattern(
    rf"(?P<colon>[^，。；：（）、0-9]{{0,8}}{_MARK}(?P<told>[^，。；：（）0-9]+))"
    rf"|(?:[^，。；：（）、0-9]{{1,8}}(?=（即)|{_SOME}(?=（))?{_ASIDE}"
)
# 6个科室（即办公室、财务科，无其他科室）: all of them.
_SAID = Pattern("^(?:即|分别[为是])[：]?|，无其他[^，]*$")
_CLAUSE = Pattern("[，。；：（）0-9]")
_HAS = Pattern("(?:下设|内设|下辖|所属|设有|设)(?=..)")
_COVERS = Pattern("(?:覆盖|涉及|涵盖|包括|包含|分布在)(?=..)")
_OFFICE = "(?:<office>|中心|科室?|股|室|处)$"
_IN_ALL = Pattern("(?:一?共|合计|共计)有?$|等$")
_AND_MORE = "等"
_REACH = 200
_PARTIAL = Pattern(r"等|其中|包括|包含|主要|详见|^含|^如|各")
_JOINED = Pattern("(?<=.)[和及与]")
# 三个专项，分别是; 甲、乙、丙三个项目，资金分别为; 等三项.
_MANY = "(?P<Many>[两三四五六七八九])(?P<Of>个|项|类|种|级|家|处|批|次)"
_MANY_ARE = Pattern(f"{_MANY}[^，。；：、0-9]{{0,10}}[，：](?:具体)?分别[为是][：]?[^，。；：、0-9]*$")
_NAMES_BETWEEN = Pattern(
    "[^，。；：0-9]{0,6}，(?:具体)?分别[为是](?P<Names>[^，。；：（）]+)，[^，。；：0-9]{0,10}(?:分别|依次)[为是]$"
)
_NAMED_MANY = Pattern(
    f"(?P<Names>(?:[^，。；：、（）0-9]{{1,14}}、){{1,8}}[^，。；：、（）0-9]{{1,28}}?){_MANY}[^，。；：、0-9]{{0,6}}，[^，。；：0-9]{{0,8}}(?:分别|依次)[为是]$"
)
_MANY_BEFORE = Pattern(f"{_MANY}[^，。；：、0-9]{{0,8}}：[^，。；：、0-9]*$")
_ARE = Pattern("[^，。；：、0-9]{0,8}，(?:即|分别[为是])")
_MANY_NAMED = Pattern(
    f"{_MANY}[^，。；：、0-9]{{0,8}}(?:：|，即)(?P<Names>[^，。；：（）0-9]+)，[^，。；：0-9]{{0,8}}(?:分别|依次)[为是]$"
)
# 五个派出所，甲、乙、丙、丁、戊警力依次为; 在五个镇实施，即甲镇20亩、乙镇30亩: where these come to what is told.
_MANY_THEN = Pattern(
    f"{_MANY}[^，。；：、0-9两三四五六七八九]{{0,10}}，(?!其中|主要)(?:(?P<Names>[^，。；：（）0-9]+)(?:分别|依次)[为是]|即[^，。；：、0-9]*)$"
)
_KINDS_BEHIND = Pattern("，(?:以上|上述|共)?(?P<Many>[三四五六七八九])大?(?P<Of>[类种])(?=[^、，。；0-9])")
_KINDS_BEFORE = Pattern("(?P<Many>[三四五六七八九])大?(?P<Of>[类种])[^，。；：、0-9]{0,8}：[^，。；：、0-9]*$")
_MANY_BEHIND = Pattern(f"，?(?:以上|上述)?等?{_MANY}(?:中|里面)?(?=[^个项类种级家处批次0-9])")
# Meetings and the like are told by their kinds: 会议3次（党组会、专题会 ...).
_THINGS = ("类", "种", "个", "家", "所", "处", "座", "名", "间", "支", "条")
_FEWEST, _MOST, _LONGEST = 3, 12, 14


def formulas(document: TextDocument) -> Iterator[Statement]:
    """The statements of quotients that are printed with their result (42÷45×100%=93.33%)."""
    for row in document.sentences:
        for at in range(len(row) - 2):
            over, under, result = row[at : at + 3]
            if under.gap == "×" and result.gap in ("=", "＝") and result.kind == under.kind == MONEY:
                under.amount = replace(under.amount, half=max(under.amount.half, under.amount.step // 2))
                times = Interpretation(((1, result),), ((1, over),), binding=True, times=SCALE)
                yield Statement("average", under, (times,))  # 1200人×500元=60万元
            if result.kind == PERCENT and result.amount.value == HUNDRED and "×" in result.gap:
                result = row[at + 3] if at + 3 < len(row) else result
            printed = _OVER.fullmatch(under.gap) and over.kind == under.kind and result.gap in ("=", "）=")
            if printed and result.kind == PERCENT and under.amount.value > 0 and not over.hedged:  # （14.2-16.8）÷16.8
                for one in (over, under):
                    if one.kind == PLAIN and not one.amount.decimals:
                        one.amount = replace(one.amount, half=0)  # whole numbers of a formula are meant as they stand
                yield Statement("average", result, (Interpretation(((1, over),), ((1, under),), binding=True),))


def ratios(document: TextDocument) -> Iterator[Statement]:
    """The statements of ratios whose name says of which two of its sentence's numbers (医师、护士; 医护比1：1.49).

    Each character of the name begins the name of one number, the shortest such name; no other two may agree.
    """
    for row in document.sentences:
        for one, other in pairwise(row):
            apart = other.gap.strip() in _COLONS and one.kind == other.kind == PLAIN
            found = (_RATIO_OF.search(one.tail) or _RATIO.search(one.tail)) if apart and one.amount.value else None
            if found is None:
                continue
            levels = [level for level in row if level.index < one.index and level.level and level.name]
            if not levels and one.sentence:
                levels = [level for level in document.sentences[one.sentence - 1] if level.level and level.name]
                levels = [level for level in levels if level.prose == one.prose]
            if said := _RATIO_OF.search(one.tail):  # 通过人数与岗位数之比
                marks = [_NUMBER.sub("", side) for side in said.groups()]
                sides = [[level for level in levels if level.name.endswith(mark)] for mark in marks]
            else:
                sides = [[level for level in levels if mark in level.name[:_SHORT]] for mark in found.groups()]
            if not all(sides) or not {*sides[0]}.isdisjoint(sides[1]):
                continue  # 上下行比: 行 is of both
            over, under = (min(side, key=lambda level: len(level.name)) for side in sides)
            times = Interpretation(((1, over),), ((1, under),), binding=True, times=SCALE)
            rest = [Interpretation(((1, a),), ((1, b),), times=SCALE) for a, b in product(*sides)]
            target = one
            if SCALE not in (one.amount.value, other.amount.value):  # 普职比5.8:4.2
                target, times = other, replace(times, terms=times.base, base=times.terms, times=one.amount.value)
                rest = [replace(reading, terms=reading.base, base=reading.terms, times=times.times) for reading in rest]
            elif one.amount.value == SCALE:  # 1：1.49: the second in the first
                target, times = other, replace(times, terms=times.base, base=times.terms)
                rest = [replace(reading, terms=reading.base, base=reading.terms) for reading in rest]
            times = replace(times, role="比") if said else times  # of no other two
            if over is not under and (said or over.kind == under.kind):
                yield Statement("average", target, (times,), rest)


def proportions(document: TextDocument) -> Iterator[Statement]:
    """The statements of ratios of three or more figures, printed behind them in order (32名、24名、40名，之比为4:3:5).

    They are wrong where what is more is told as less, or where one alone does not fit.
    """
    for row in document.sentences:
        for at, first in enumerate(row):
            if first.kind != PLAIN or not _PROPORTION.search(first.tail):
                continue
            joined = [one.gap in _COLONS and one.kind == PLAIN for one in row[at + 1 : at + _MOST]]
            told = row[at : at + 1 + [*joined, False].index(False)]
            before = [one for one in row[:at] if one.level and not one.total and one.kind == row[at - 1].kind]
            parts = before[-len(told) :]
            values = [(one.amount.value, two.amount.value) for one, two in zip(parts, told, strict=False)]
            if not 2 < len(told) == len(parts) or not all(map(all, values)):
                continue
            fits = [[a * d == b * c for c, d in values].count(True) for a, b in values]
            crossed = [any((a - c) * (b - d) < 0 for c, d in values) for a, b in values]
            best = fits.index(max(fits))
            wrong = next((place for place, count in enumerate(fits) if count == 1 and place != best), None)
            if wrong is not None and (any(crossed) or max(fits) == len(told) - 1):
                terms, base = ((1, parts[wrong]),), ((1, parts[best]),)
                reading = Interpretation(terms, base, binding=True, times=told[best].amount.value)
                yield Statement("average", told[wrong], (reading,), items=(parts[wrong], parts[best]))


def restated(document: TextDocument) -> Iterator[Statement]:
    """The statements of amounts told again in another unit right behind them (1258000元（125.80万元）)."""
    for row in document.sentences:
        for one, again in pairwise(row):
            inside = again.depth > one.depth and again.after.startswith("）") and again.gap.startswith("（")
            told = (inside and not again.tail.strip("即合约")) or again.gap in ("，折合", "，合", "，即")
            units = one.kind == again.kind == MONEY and one.amount.unit != again.amount.unit and one.sound
            near = again.amount.value < 2 * one.amount.value < 4 * again.amount.value
            if again.about and units and again.gap in _ABOUT and not near:  # 2101850元，即约21.02万元
                yield Statement("repeat", again, (Interpretation(((1, one),), binding=True),), items=(one,))
            if told and units and again.level:
                yield Statement(
                    "repeat", again, (Interpretation(((1, one),), binding=True),), whole="另一单位", items=(one,)
                )


def differences(document: TextDocument) -> Iterator[Statement]:
    """The statements of rates that are by their name what one is more than the other (自然增长率)."""
    for row in document.sentences:
        rates = [one for one in row if one.kind == PERCENT and one.level and one.own and one.name.endswith("率")]
        for one, other in pairwise(rates):  # 合格率98.75%，不合格率1.25%
            passed, failed = (one, other) if len(one.name) < len(other.name) else (other, one)
            if failed.name.endswith(f"不{passed.name}") and one.time == other.time and one.part == other.part:
                reading = Interpretation(((1, all_of_it(one)), (-1, passed)), binding=True)
                yield Statement("balance", failed, (reading,))
        yield from _defined(document, row)
        levels = [one for one in row if one.level]
        for names in lexicon().differences if len(levels) >= _FEWEST else ():
            told = [[one for one in levels if one.name.endswith(name)] for name in names]
            if all(len(found) == 1 for found in told) and len({one.kind for (one,) in told}) == 1:
                more, less, left = (found[0] for found in told)
                yield Statement("balance", left, (Interpretation(((1, more), (-1, less)), binding=True),))


def _defined(document: TextDocument, row: list[Quantity]) -> Iterator[Statement]:
    """The rates that go by one definition, of the two figures beside them that are called as it says (人员控制率)."""
    back = document.sentences[row[0].sentence - 1] if row and row[0].sentence and len(row) == 1 else []
    told, row = row, [*(one for one in back if one.prose == row[0].prose), *row]  # 编制86名，在职81人。人员控制率94.19%
    percents = [one for one in told if one.kind == PERCENT and not one.hedged]
    for name, over, under in lexicon().defined if percents else ():  # as in hardly any sentence
        rates = [one for one in percents if one.tail.removeprefix("在职").startswith(name)]
        if len(rates) != 1:
            continue
        sound = [one for one in row if one.sound and one.kind != PERCENT]
        levels = [one for one in sound if not one.depth]
        done = [one for one in levels if over in one.tail and not one.adjusted]
        whole = [one for one in levels if under in one.tail and one not in done]
        sums = _in_all(levels, done), _in_all(levels, whole)
        if all(sums):
            done, whole = sums
        if not whole:  # 占用床日98000日，使用率83.9%（开放床日116800日）
            whole = [one for one in sound if one.depth and under in one.tail and one.index == rates[0].index + 1]
        if len(done) == len(whole) == 1 and done[0] is not whole[0]:
            reading = Interpretation(((1, done[0]),), ((1, whole[0]),), binding=True, role=under)
            pairs = [pair for pair in permutations(levels, 2) if pair != (whole[0], done[0])]
            rest = [Interpretation(((1, one),), ((1, two),), grown) for one, two in pairs for grown in (False, True)]
            yield Statement("average", rates[0], (reading,), rest, items=(done[0], whole[0]))


def _in_all(levels: list[Quantity], named: list[Quantity]) -> list[Quantity]:
    """The sum told right behind a row that begins with one so named (在职行政10人、事业14人，共24人); else []."""
    if not named:
        return []
    at = levels.index(named[0])
    run = levels[at : at + _MOST]
    ends = next((place for place, one in enumerate(run) if one.total and not one.own), 0)
    same = ends > 1 and all(one.own and one.kind == named[0].kind for one in run[:ends])
    inside = same and all(one in run[:ends] for one in named) and holds(run[ends].amount, sum_of(run[:ends]))
    return [run[ends]] if inside else []


def _named_before(document: TextDocument, mention: Quantity) -> tuple[list[str], bool]:
    """The names before a number of things, and whether 等 leaves it open that there are more.

    They end as the things are called (综合科、法规科共2个科室), or stand behind a colon (：红星、大营2个村).
    """
    text = document.text_of(mention)
    clause = _CLAUSE.split(text[max(mention.start - _REACH, 0) : mention.start])[-1]
    counted = _IN_ALL.search(clause)
    names = (clause if counted is None else clause[: counted.start()]).split("、")
    if not all(names) or len(names) < _FEWEST:
        return [], False
    if counted is None and (begun := _HAS.search(names[0])) and all(map(pattern(_OFFICE).search, names)):
        return [names[0][begun.end() :], *names[1:]], False  # 下设甲中心、乙中心、丙站3个事业单位
    covered = _COVERS.search(names[0]) if mention.kind in ("count:类", "count:种") else None
    if counted is None and covered is not None:
        return [names[0][covered.end() :], *names[1:]], False  # 覆盖水稻、玉米、大豆3类作物
    if counted is None:
        return names if text[mention.start - len(clause) - 1] == "：" else [], False
    called, ends = text[mention.end : mention.end + 2], {name[-1] for name in names}
    open_end = counted[0] == _AND_MORE
    alike = all(end in called for end in ends) and (open_end or len(ends) == 1)
    return names if alike else [], open_end


def said_counts(document: TextDocument) -> Iterator[Statement]:
    """The statements of how many there are, in a word, of what stands with a figure each beside it.

    四个专项，分别是：甲20万元、乙30万元. 甲、乙、丙四个项目，分别为20万元、30万元和40万元: the names are as many as
    the figures. 共90万元，包括甲20万元、乙30万元、丙40万元等五项: these come to all of it.
    """
    for row in document.sentences:
        for at, first in enumerate(row):
            if not first.level or first.cell is not None:
                continue
            said, run = None, first.group if first.rank == 1 else _run(row[at:], "、和及与以") or _run(row[at:], "，")
            if first.rank == 1 and (named := _NAMED_MANY.search(first.gap) or _MANY_NAMED.search(first.gap)):
                names = named["Names"].split("、")
                kinds = {len(names), len(names) + bool(_JOINED.search(names[-1]))}
                more = [one for one in row[at + len(run) :][:1] if one.gap.startswith(("、", "和"))]
                said = named if len(run) in kinds and not more else None  # 分别是240户、130户和68个村
            elif first.rank == 1 and at and (named := _NAMES_BETWEEN.match(first.gap)):
                names = named["Names"].split("、")
                if len(run) in (len(names), len(names) + bool(_JOINED.search(names[-1]))):
                    yield from of_so_many(row[at - 1], len(run))
            elif first.rank == 0 and run:
                said = _MANY_ARE.search(first.gap) if not run[-1].etcetera else None
                after = row[at + len(run) : at + len(run) + 1]
                summed = any(holds(one.amount, sum_of(run)) and one.kind == first.kind for one in after)
                if summed and at and _ARE.match(first.gap) and row[at - 1].kind.startswith("count"):
                    yield from of_so_many(row[at - 1], len(run))  # 3个项目，即甲20万元、乙30万元、丙40万元，合计90万元
                if said is None and summed:
                    # 四类工程：甲20万元、乙30万元，总投资50万元; 甲20万元，乙30万元，以上两项合计50万元
                    said = _MANY_BEFORE.search(first.gap) or _MANY_BEHIND.match(document.text_of(first), run[-1].end)
                if said is None and at and holds(row[at - 1].amount, sum_of(run)) and run[-1].kind == row[at - 1].kind:
                    said = _MANY_BEHIND.match(document.text_of(first), run[-1].end)
            near = [*row[:at], *row[at + len(run) : at + len(run) + 1]] if run else []
            near = [] if run and run[-1].etcetera else near
            if said is None and any(one.kind == first.kind and holds(one.amount, sum_of(run)) for one in near):
                then = _MANY_THEN.search(first.gap)
                said = then if then and (not then["Names"] or then["Names"].count("、") + 1 == len(run)) else None
            if said is None and first.rank == 0 and not run and (things := _row_of_things(row[at:])):
                # 帐篷650顶、棉被3200床、发电机24台，三类物资共值90万元
                said, run = _KINDS_BEHIND.match(document.text_of(first), things[-1].end), things
                sums = row[at + len(run) :]  # 四类仪器：甲2台、乙6台、丙3架，累计11台
                if (
                    said is None
                    and not first.item
                    and any(not one.own and holds(one.amount, sum_of(run)) for one in sums[:1])
                ):
                    said = _KINDS_BEFORE.search(first.gap)
            if said is None:
                continue
            many = numeral_value(said["Many"])
            start = said.start("Many") + (0 if said.string is not first.gap else first.start - len(first.gap))
            told = Amount(many * SCALE, 0, Unit(said["Of"], "count"), 0, str(many))
            end = start + said.end("Of") - said.start("Many")
            yield from of_so_many(replace(first, start=start, end=end, amount=told), len(run))


def of_so_many(told: Quantity, many: int) -> Iterator[Statement]:
    """The number of things where one more or one less than ``many`` was told."""
    if told.level and told.kind.startswith("count") and abs(told.amount.value - many * SCALE) == SCALE:
        whole = Amount(many * SCALE, 0, Unit(told.amount.unit.name, PLAIN), 0, str(many))
        listed = replace(told, amount=whole)
        yield Statement("list", told, (Interpretation(((1, listed),), binding=True),), whole="列出的名称")


def _run(row: list[Quantity], marks: str) -> list[Quantity]:
    """The figures from the first on that one of the marks joins, each with a name of its own; [] for less than two."""
    alike = [one.level and one.own and not one.total and one.kind == row[0].kind for one in row[1:]]
    gaps = [one.gap.removeprefix("）").removesuffix("（") if one.depth else one.gap for one in row[1:]]
    joined = [gap[:1] in marks and not _CLAUSE.search(gap[1:]) for gap in gaps]
    run = row[: 1 + [*(a and b for a, b in zip(alike, joined, strict=True)), False].index(False)]
    total, first = sum(one.amount.value for one in run), row[0]
    after = [one for one in row[len(run) : len(run) + 1] if (one.kind, one.part) == (first.kind, first.part)]
    summed = any(one.total for one in after)  # 甲20万元，乙30万元，以上两项合计50万元
    ends = all(one.amount.value == total for one in after) and (summed or not any(joined[len(run) - 1 : len(run)]))
    return run if len(run) > 1 and ends else []


def _row_of_things(row: list[Quantity]) -> list[Quantity]:
    """The things counted in units of their own, each by its name, from the first on that 、 joins; [] for few."""
    alike = [one.level and one.own and one.kind.startswith("count") and one.gap.startswith("、") for one in row[1:]]
    run = row[: 1 + [*alike, False].index(False)]
    opened = run[0].kind.startswith("count") and run[0].own and not (run[0].opener or run[0].gap.startswith("、"))
    return run if opened and len(run) >= _FEWEST and len({one.kind for one in run}) > 1 and not run[-1].etcetera else []


def named_things(document: TextDocument) -> Iterator[Statement]:
    """The statements of how many there are whose names follow one by one (4个小区：丁香苑、文昌里 ...)."""
    for mention in document.mentions:
        amount = mention.amount
        things = mention.level and not mention.cell and amount.kind.removeprefix("count:") in _THINGS
        if not things or amount.decimals:
            continue
        found = _NAMED.match(document.text_of(mention), mention.end) if not mention.opener else None
        said = _SAID.sub("", found["told"] or found["aside"]) if found is not None else ""
        names, more = (said.split("、"), False) if said else _named_before(document, mention)
        if not _FEWEST <= len(names) <= _MOST or _PARTIAL.search(found[0] if found else ""):
            continue
        if any(not 1 < len(name) <= _LONGEST for name in names):
            continue
        # Names in brackets may be kinds of things; where they end alike, they are the things themselves.
        all_of_them = found is not None and said != found["aside"]
        kinds = found is not None and found["aside"] and not all_of_them and len({name[-1] for name in names}) > 1
        if kinds and found and not (re.match(f"{_SOME}（", found[0]) and all(map(pattern(_OFFICE).search, names))):
            continue
        counts = range(len(names), len(names) + sum(bool(_JOINED.search(name)) for name in names) + 1)
        told = amount.value // SCALE
        if told == counts[0] - 1 or (told == counts[-1] + 1 and not more):
            yield from of_so_many(mention, counts[0] if told < counts[0] else counts[-1])

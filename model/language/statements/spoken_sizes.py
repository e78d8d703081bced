"""Sizes told in words: 增加六成, 翻一番, 是320件的三倍, 占比不足七成; no figures to reckon with, but to hold true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from model.language.amounts import PERCENT
from model.language.intervals import HUNDRED, holds, sum_of
from model.language.lexicon import pattern
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern
from model.text import numeral_value

_NEARLY = ("近", "将近", "接近")
_LESS, _MORE = (*_NEARLY, "不足", "不到", "未到"), ("超过", "超", "逾", "过")
_BESIDE = f"(?P<Beside>约|{'|'.join((*_LESS, *_MORE))})?"
_SIZE = (
    "(?:(?P<Many>[一二两三四五六七八九])(?P<Of>成|倍|番)(?P<Half>半)?|(?P<All>一半|半数)"
    "|(?P<Parts>[二三四五六七八九十])分之(?P<Taken>[一二三四五六七八九]))"
)
_SAID = f"{_BESIDE}{_SIZE}(?P<Behind>多|余|强|以上|左右)?"
_ENDS = "(?=[，。；、（）]|$)"
_TURN = "(?:(?P<Up><up>|<up_short>|翻)|(?P<Down><down>|<down_short>))[了出]?"
_COMPARED = "[^，。；：（）0-9]{0,4}相比，?(?:[^，。；：（）0-9]{2,6}(?=[翻增减上下升降提]))?"
_GREW = f"^(?:{_COMPARED}|的)?，?(?:同比|[比较]上年|[两三四五]年)?{_TURN}{_SAID}{_ENDS}"
_IS = f"^的{_SAID}{_ENDS}"
_CALLED = "[^，。；：（）0-9]{1,6}率|(?P<Called>[^，。；：（）0-9]{2,6})面"
_SHARE = f"^，(?:约?占比?[了到]?|比例|比重|{_CALLED})(?:为|达|达到)?{_SAID}(?=[，。；]|$)"
_NAMED_SHARE = f"[，。；](?:其中)?(?P<Name>[^，。；：、（）0-9]{{2,12}}?)(?:所?占比?[例重]?[了到为]?){_SAID}{_ENDS}"
_PART = "(?:(?P<Many>[一二三四五六七八九])(?P<Of>成)(?P<Half>半)?|(?P<All>一半|半数)|(?P<Parts>$^)(?P<Taken>$^))"
_IN_WORDS = f"^，(?:已|均|仅)?{_BESIDE}{_PART}(?P<Behind>多|余|强|以上)?{_ENDS}"
_IN_PERCENT = (
    f"(?<![^，（])(?:[前后]者)?(?:占比?)?[了为]?{_SAID}(?:（[即为]?|，(?:只有|仅为?|为|即))$"  # 超过七成（68.2%）
)
_OF_YEARS = f"[，。；](?P<Now>20[0-9]{{2}})年仅?(?:相当于|[为是])(?P<Was>20[0-9]{{2}})年的{_SAID}{_ENDS}"
_HOLDS = Pattern("(?:占|是|为|当于|达到?|即)[^，。；：0-9]{0,12}$")
_TOGETHER = Pattern("合计|总计|之和|[两二三四五](?:者|项)")
_SIZED = Pattern(_SIZE)
_REACH = 24
_NEAR = 12
_TENTH = Fraction(1, 10)


def spoken_sizes(document: TextDocument) -> Iterator[Statement]:
    """The statements of such sizes whose two figures stand right before them; each is wrong as it stands."""
    for row in document.sentences:
        for at, one in enumerate(row):
            said_first = None
            if one.kind == PERCENT and _SIZED.search(one.gap):
                said_first = pattern(_IN_PERCENT).search(one.gap)
            if said_first is not None and not _within(said_first, Fraction(one.amount.value, HUNDRED)):
                yield _told(one, said_first)
            if one.hedged or one.cell is not None or one.rank:
                continue
            text = document.text_of(one)
            end = row[at + 1].start if at + 1 < len(row) else len(text)
            words = text[one.end : min(end, one.end + _REACH * 2)]
            if _SIZED.search(words) is None:
                continue
            for named in pattern(_NAMED_SHARE).finditer(words):
                part = _named_pair(row[: at + 1], named["Name"])
                if part and not _within(named, _over(*part)):
                    yield _told(part[0], named)
            for years in pattern(_OF_YEARS).finditer(words):  # 2023年仅为2020年的一半
                both = [[each for each in row if each.level and each.year == int(years[of])] for of in ("Now", "Was")]
                (now, *more), (was, *others) = (each or [one] for each in both)
                one_name = all(both) and not (more or others) and now.key == was.key and now.kind == was.kind
                if one_name and not _within(years, _over(now, was)):
                    yield _told(now, years)
            words = words[:_REACH]
            if one.kind == PERCENT and one.role is not Role.RATE and (said := pattern(_IN_WORDS).match(words)):
                if not _within(said, Fraction(one.amount.value, HUNDRED)):
                    yield _told(one, said)  # 到位率40%，超过五成
                continue
            before = [other for other in row[:at] if other.kind == one.kind and other.level]
            if one.role is Role.BASE and (one.year or one.time == "prior") and (grew := pattern(_GREW).match(words)):
                near = document.mentions[max(0, one.index - _NEAR) : one.index]
                near = [other for other in near if other.kind == one.kind and other.prose == one.prose and other.level]
                near = [other for other in near if not (other.listed or other.depth or other.plan)]
                near = [other for other in near if other.sentence >= one.sentence - 1]
                if len(near) == 1 and near[0].time not in OTHER_TIMES and not _grown(grew, near[0], one):
                    yield _told(one, grew)
                continue
            if not before or before[-1].part != one.part:
                continue
            last = before[-1]
            if grew := pattern(_GREW).match(words):
                if one.turned and last.index == one.index - 1 and not _grown(grew, one, last):
                    yield _told(one, grew)
                last_year = one.level and one.time in ("prior", "opening") and last.time not in OTHER_TIMES
                if last_year and last.index == one.index - 1 and not last.plan and not _grown(grew, last, one):
                    yield _told(one, grew)  # 年末4800只，上年末4000只，增加了两成
            elif (times := pattern(_IS).match(words)) and _HOLDS.search(one.tail):
                if _TOGETHER.search(one.tail):
                    continue  # 甲30万元，乙20万元，两者合计占专项62万元的八成以上
                if last.index == one.index - 1 and one.sound and not _within(times, _over(last, one)):
                    yield _told(one, times)
            elif (share := pattern(_SHARE).match(words)) and one.level and len(before) == 1:
                plain = not (one.plan or last.plan) and last.time not in OTHER_TIMES
                plain = plain and (not share["Called"] or share["Called"] in one.tail)  # 当年脱困31户，脱困面达到三成
                if plain and last.amount.value >= one.amount.value and not _within(share, _over(one, last)):
                    yield _told(one, share)


def _named_pair(row: list[Quantity], name: str) -> tuple[Quantity, Quantity] | None:
    """The only item of a list that comes to its head and is called so, and that head (甲40万元、乙60万元，乙占六成)."""
    for at, head in enumerate(row):
        items = [one for one in row[at + 1 :] if one.level and one.own and one.kind == head.kind]
        called = [one for one in items if name in (one.name, one.key) or one.name.endswith(name)]
        if head.level and len(called) == 1 and holds(head.amount, sum_of(items)) and len(items) > 1:
            return called[0], head
    return None


def _told(one: Quantity, said: re.Match[str]) -> Statement:
    return Statement("direction", one, (), items=(one,), whole=said[0].strip("，的").split("（")[0].split("，")[-1])


def _over(one: Quantity, other: Quantity) -> Fraction:
    return Fraction(one.amount.value, other.amount.value) if other.amount.value > 0 else Fraction(0)


def _grown(said: re.Match[str], now: Quantity, was: Quantity) -> bool:
    """Whether a figure grew, or fell, as is said; to so many times is admissible where by so many times is said."""
    times = _over(now, was)
    if said["Of"] == "番":
        part = times / 2 ** numeral_value(said["Many"])
        least = Fraction(3 if said["Beside"] in _LESS else 7, 4 if said["Beside"] in _LESS else 8)
        return bool(least <= part <= Fraction(9 if said["Behind"] else 5, 4))
    by = times - 1 if said["Up"] else 1 - times
    return _within(said, by) or (said["Of"] == "倍" and _within(said, times))


def _within(said: re.Match[str], due: Fraction) -> bool:
    """Whether ``due`` may be told so: to about the last part that is named, on the side that is named."""
    if said["Parts"]:
        size = Fraction(numeral_value(said["Taken"]), numeral_value(said["Parts"]))
        return 5 * abs(due - size) <= size
    part = _TENTH if said["All"] or said["Of"] == "成" else Fraction(1)
    size = 5 * part if said["All"] else (numeral_value(said["Many"]) + Fraction(bool(said["Half"]), 2)) * part
    if said["Half"]:
        part /= 2
    below, above = size - part * 9 / 10, size + part * 9 / 10
    if said["Beside"] in _NEARLY:
        below, above = size - part, size + part / 20
    elif said["Beside"] in _LESS:
        below, above = below - part, size + part / 20
    elif said["Beside"] in _MORE or said["Behind"] in ("多", "余", "强", "以上"):
        below, above = size - part / 20, above + part
    elif part < 1:
        below, above = below + part / 10, above - part / 10
    else:
        below, above = size - part / 2, size + part / 2
    return below <= due <= above

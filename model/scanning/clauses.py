"""The words before a number, taken apart: the subject named, the year, what it is compared with, which way it moved.

Every word has to be known. What is left over is ``unknown``, and a clause with unknown words names no subject: that is
how "市就业中心项目支出" is not taken for the department's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from model.scanning.subjects import by_name
from model.scanning.words import WORDS

if TYPE_CHECKING:
    from model.scanning.subjects import Subject

Basis = Literal["", "last", "budget", "opening", "other"]
_YEAR: Final = r"(?:19|20)[0-9]{2}年?(?:度)?"
_SELF: Final = re.compile(
    r"(?:我|本|全)(?:局|单位|部门|中心|学校|校|医院|院|馆|委员会|委|办公室|办|厅|会|支队|大队|队|所|站|镇|乡|街道|园|公司)|本级"
)
_ENUMERATOR: Final = re.compile(
    r"(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][，、]?|[（][0-9]{1,2}[）]|[0-9]{1,2}[、.]|[①-⑳])"
)
_DATE: Final = re.compile(rf"{_YEAR}(?:12月31日|12月底|12月末|末|底|初|同期)?|12月31日|12月底|1月1日")
_AGAINST: Final = re.compile(r"[与同和][^与同和]{2,14}?(?:相比|比较|对比|相较)|[与同](?:上年度?|去年|20[0-9]{2}年度?)$")
# What money is for, before the name of the money: 工资福利等人员经费, 用于保障机构运转的公用经费.
_NAMED_FOR: Final = re.compile(
    r"(?:等(?:各项|方面)?的?|而发生的|的)(?=(?:人员|日常公用|公用)(?:经费|支出)|(?:基本|项目)支出)"
)
_PURPOSE: Final = re.compile(
    r"用于|为保障|为了?完成|为维持|保障|基本工资|工资|津补?贴|补贴|奖金|绩效|社会保障|社保|保险|公积金|福利|对?个人和家庭"
    r"|办公|印刷|水电|水费|电费|差旅|会议|培训|维修|邮电|物业|劳务|商品和服务|取暖|工会"
)
_ANYONE: Final = re.compile(r"机关事业单位|各?单位|学校|机关|机构|部门")
_SOMEONE: Final = re.compile(r"[局委厅院校所站队馆园厂镇乡村]|中心|公司|街道")
_REMOVED: Final = re.compile(r"[：，、“”\s/—]")


@dataclass
class Phrase:
    """A clause taken apart. ``named`` are the subjects its words can mean, ``unknown`` the words not understood."""

    text: str
    names: dict[str, tuple[Subject, ...]] = field(default_factory=dict, repr=False)
    named: tuple[Subject, ...] = ()
    several: bool = False
    period: str = ""
    compared: bool = False
    basis: Basis = ""
    direction: int = 0
    moved: bool = False
    rate: bool = False
    reached: bool = False
    share: bool = False
    base: tuple[Subject, ...] = ()
    execution: bool = False
    budget: bool = False
    adjusted: bool = False
    actual: bool = False
    carried: bool = False
    reason: bool = False
    opener: bool = False
    apart: bool = False
    general: bool = False
    unknown: list[str] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        """Whether the words say nothing about which figure it is."""
        return not (
            self.named
            or self.period
            or self.compared
            or self.direction
            or self.moved
            or self.rate
            or self.share
            or self.execution
            or self.budget
            or self.adjusted
            or self.actual
            or self.carried
            or self.unknown
        )


@cache
def _vocabulary(section: str) -> tuple[re.Pattern[str], dict[str, str]]:
    kinds: dict[str, str] = {}
    for kind, words in WORDS.items():
        for word in words.split():
            if section != "insurance" or "支出" not in word:  # there it is what the figure is about
                kinds.setdefault(word, kind)
    for name in _names(section):
        kinds[name] = "subject"
    # A name goes before a word of its own length, the longer before the shorter.
    ordered = sorted(kinds, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))), kinds


def _reach(section: str) -> tuple[str, ...]:
    """The sections whose figures a clause in ``section`` may give; "": any but the funds', whose names are short."""
    if section in ("overview", "general_budget", "assets"):
        return ("overview", "general_budget", "assets")
    return (section,) if section else ("overview", "general_budget", "assets", "government_funds", "state_capital")


@cache
def _names(section: str) -> dict[str, tuple[Subject, ...]]:
    """The subjects by name that a clause of ``section`` can mean."""
    found = {}
    for name, several in by_name().items():
        fitting = tuple(one for one in several if one.section in _reach(section))
        if fitting:
            found[name] = fitting
    return found


def phrase(text: str, section: str, year: int, own: str) -> Phrase:
    """The clause ``text`` taken apart: in ``section`` of a report on ``year`` (0: not known) of the unit ``own``."""
    text = _undescribed(_impersonal(text, own))
    found = Phrase(text, names=_names(section))
    pattern, kinds = _vocabulary(section)
    run = ""
    at = 0
    while at < len(text):
        step = 0
        if text[at] in "与同和" and _AGAINST.match(text, at):
            _word(found, "compare", text[at], text[at + 1 :])
            at += 1
            continue
        for known in (_DATE, _ENUMERATOR, _SELF):
            match = known.match(text, at)
            if match is not None and not (known is _ENUMERATOR and at and text[at - 1] not in "，：；（"):
                step = match.end() - at
                if known is _DATE:
                    _period(found, match[0], year)
                break
        else:
            removed = _REMOVED.match(text, at)
            match = removed or pattern.match(text, at)
            if match is not None:
                step = len(match[0])
                if removed is None:
                    if kinds[match[0]] == "harmless" and run and len(match[0]) == 1:
                        step = 0
                    else:
                        _word(found, kinds[match[0]], match[0], text[at + step :], text[:at])
        if step:
            _close(found, run, own)
            run = ""
            at += step
        else:
            run += text[at]
            at += 1
    _close(found, run, own)
    if text.endswith(("由", "从")) and found.period != "last":
        found.period = "other"
    if found.general and not found.named:
        found.unknown.append("一般公共预算")
    return found


def _impersonal(text: str, own: str) -> str:
    """``text`` without the name of the unit ``own``, in full or from any of its words on: 县统计局, 统计局, 中心."""
    for start in range(len(own) - 2):
        if own[start:] in text:
            return text.replace(own[start:], "", 1)
    kind = own[-2:]
    return re.sub(rf"^({_DATE.pattern})?{kind}", r"\1", text) if kind in ("中心", "学校", "医院", "街道") else text


def _undescribed(text: str) -> str:
    """``text`` without what the money at its end is for; as it is where that is somebody else's money."""
    named = _NAMED_FOR.search(text)
    purpose = _PURPOSE.search(text, 0, named.start()) if named is not None else None
    if named is None or purpose is None:
        return text
    said = text[purpose.start() : named.start()]
    return text if _SOMEONE.search(_ANYONE.sub("", said)) else text[: purpose.start()] + text[named.end() :]


def _close(found: Phrase, run: str, own: str) -> None:
    if run and not _is_own(run, own):
        found.unknown.append(run)


def _is_own(run: str, own: str) -> bool:
    """Whether ``run`` is the unit's name or a shortened form of it."""
    if run in ("学校", "医院") and own.endswith(("学", "校", "院")):
        return True
    short = len(run) > 2 and run[0] in "省市县区州旗"  # 区妇联
    if len(run) < 2 or not own or not (short or run[-1] == own[-1]):
        return False
    marks = iter(own)
    return all(mark in marks for mark in run)


def _period(found: Phrase, said: str, year: int) -> None:
    digits = re.match(r"[0-9]{4}", said)
    kind = "this"
    if digits is not None and year:
        kind = {0: "this", 1: "last"}.get(year - int(digits[0]), "other")
    if said.endswith("初") or ("1月1日" in said and "11月" not in said):
        kind = "opening" if kind == "this" else "other"
    _when(found, kind)


def _when(found: Phrase, kind: str) -> None:
    if found.compared and not found.direction:
        if found.basis != "other" and kind in ("last", "opening", "other"):
            if kind == "other":
                found.basis = "other"
            elif kind == "last" or found.basis == "last":
                found.basis = "last"  # 上年年初 and 上年年末 alike
            else:
                found.basis = "opening"
        return
    if kind == "closing":
        found.period = found.period or "closing"
    elif not (kind == "opening" and found.period == "last") and not (kind == "this" and found.period):
        found.period = kind


def _word(found: Phrase, kind: str, word: str, after: str, before: str = "") -> None:
    if found.share and kind in ("subject", "actual", "link", "neutral", "harmless", "this", "closing"):
        if kind == "subject":
            found.base = found.names[word]
        return
    match kind:
        case "subject":
            if found.named and found.named != found.names[word]:
                found.several = not (found.compared or before.endswith("中"))
            found.named = found.names[word]
        case "compare":
            found.compared = True
        case "same":
            found.compared, found.basis = True, "last"
        case "this" | "last" | "opening" | "closing":
            _when(found, kind)
        case "budget":
            if found.share:
                found.share, found.execution = False, True
            elif found.compared and not found.direction:
                found.basis = "budget" if not found.basis else "other" if found.basis == "last" else found.basis
            else:
                found.budget = True
        case "adjusted":
            if found.compared:
                found.basis = "other"
            found.adjusted = True
        case "actual":
            if not (found.compared and not found.direction):
                found.actual = True
            if word == "完成" and after.startswith(("预算", "年初预算", "批复预算")):
                found.share = True
        case "up" | "down" if word in ("多", "少") and (after or not (found.compared or found.text == word)):
            found.unknown.append(word)
        case "up" | "down":
            found.direction = 1 if kind == "up" else -1
            found.reached = after[:1] in ("到", "至")
            if after[:1] == "为" and word in ("增加", "减少", "下降", "增长", "提高", "降低"):
                found.unknown.append("为")  # to that amount, or by it?
            if word in ("增幅", "降幅", "减幅"):
                found.rate = True
        case "over" | "under":
            found.direction, found.basis = (1 if kind == "over" else -1), "budget"
        case "rate":
            found.rate = True
            found.direction = -1 if word[0] in "下减降节" else found.direction or 1
        case "apart":
            found.apart = True
        case "moved" | "share" | "execution" | "carried" | "reason" | "opener" | "general":
            setattr(found, kind, True)
        case _:
            pass

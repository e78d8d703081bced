"""The role of a number, from the words between it and the one before: level, change, base, share, execution."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model.language.amounts import MONEY, PERCENT, POINTS
from model.language.keys import alike, key, tidy
from model.language.lexicon import LexicalWord, lexicon, pattern
from model.language.quantity import Quantity, Role, SaidSoFar
from model.patterns import Pattern

_LINKS = Pattern(r"(?:人民币|[了额为是约达到数率幅度的计共值仅：（，\s])*")
_BARE_LINKS = Pattern(r"[了额为是约达数率幅度的计共值仅：（\s]*")
_SHARED = Pattern(
    r"占(?P<of>[^，；：。（）、]{0,24}?)(?:的)?(?:比重|比例|比)?(?:分别|依次)?(?:为|是|达到|达|约|均为|：)?$"
)
_OF_A_CHANGE = Pattern("[总额量]{0,2}的(?:比重|比例)?[为是达]?$")
_MORE_THAN = Pattern("[^，]比[^，较重例]{1,10}[多少高低]出?$")
_STOOD_AT = "[由从](?:<prior>|20[0-9]{2}年)?[末底]?的?$"
_APART = (
    "(?:(?P<More><more_than>|高出)|<less_than>|低出)(?:[^，。；]{0,4})"
    "(?:<prior>|<plan>|<plan_short>|20[0-9]{2}年)[^，。；]{0,2}$"
)
_WAS = Pattern("[由从自][^，；]*$")
_PAUSE = Pattern("[，、]")
_BECAME = Pattern("(?:变更|调整|(?<!整)改|变|追加|增补|压减|[调核][增减])(?:为|到|至)(?:[年期]末|年底)?的?$")
# 由上年低1.1个百分点转为高1.3个百分点
_WENT_FROM = Pattern("[由从](?!于|此|而)")
_HELD = Pattern("[相对]比|比[较，]")
_SHORT = 12
# How deeds begin that make more or less of something; those of the first two say which.
_MORE, _LESS = ("多", "增"), ("少", "减")
_DEEDS = (*_MORE, *_LESS, *"扩缩撤净超新压节降升涨调")
_LONGEST_DEED = 5
_PUT = "调核压"
_OF_ITS_OWN = ("支出", "采购")
_MORE_DONE = Pattern("[多少](?![次种项年儿数])[一-鿿][了出]?")
_OF_PLAN = Pattern(
    r"(?:完成|达到|实现|为|达)?[^，]{0,10}(?:预算|计划|目标|任务)数?的$|完成[^，]{0,8}(?:预算|计划|目标|任务)数?$"
)
_LEFT = Pattern("结余[了为]?$")
_TURNS = {"up", "down", "save", "up_short", "down_short"}
_SHORT_TURNS = {"up_short", "down_short"}
_COMPARES = {"compare", "beside"}
_BASES = {"prior", "year", "plan", "plan_short", "opening", "added"}
_MOVES = {"inflow", "outflow"}


RoleAndEnd = tuple[Role, int]
"""A role, and where in the words before the number the name ends."""


@dataclass(slots=True)
class _Words:
    """The words before a number, and those in them that say its role.

    ``turned`` says a direction, ``compared`` compares, ``far`` does so from as far as the number before. Where it comes
    out that a direction belongs to a name, ``turned`` becomes None.
    """

    mention: Quantity
    before: Quantity | None
    words: list[LexicalWord]
    gap_words: list[LexicalWord]
    state: SaidSoFar
    turned: LexicalWord | None
    compared: LexicalWord | None
    far: LexicalWord | None

    @property
    def tail(self) -> str:
        """The words since the last comma."""
        return self.mention.tail

    @property
    def after_kin(self) -> bool:
        """Whether the number before is a level of the same kind."""
        return self.before is not None and self.before.level and self.before.kind == self.mention.kind

    @property
    def after_plan(self) -> bool:
        """Whether that is a planned one."""
        return self.before is not None and self.after_kin and self.before.plan

    @property
    def after_was(self) -> bool:
        """Whether the number before says what something was (由20万元)."""
        return self.before is not None and _WAS.search(self.before.tail) is not None


def role_of(
    mention: Quantity, before: Quantity | None, words: list[LexicalWord], gap_words: list[LexicalWord], state: SaidSoFar
) -> RoleAndEnd:
    """The role of ``mention`` by the ``words`` of its tail, and where in the tail the name ends."""
    turns = _TURNS | _MOVES if before is not None and before.role is Role.BASE else _TURNS
    turned = next((word for word in reversed(words) if word.kinds & turns), None)
    compared = _comparator(words)
    if compared is not None and "beside" in compared.kinds and mention.total:
        compared = None  # 经费结余和上年专项余额共计28万元
    said = _Words(mention, before, words, gap_words, state, turned, compared, compared or _comparator(gap_words))
    if re.match("[较比][前后]者", mention.tail) or mention.gap in ("加", "减"):  # 22家减4家
        return Role.OTHER, len(mention.tail)
    for reading in (_beside_the_one_before, _turned, _part_of_a_whole, _apart_in_points, _compared):
        if (found := reading(said)) is not None:
            return found
    return Role.LEVEL, len(mention.tail)


def _beside_the_one_before(said: _Words) -> RoleAndEnd | None:
    """What the number before became, how many more there are than then, or what the next is held to."""
    mention, before, tail = said.mention, said.before, said.tail
    if tail.endswith(("由", "从")):
        mention.added = False  # 因项目调增由35万元变更为55万元
    if before is not None and _BECAME.search(tail) and said.after_was and not _PAUSE.search(mention.gap):
        mention.time, mention.compared, mention.turned, mention.plan = "this", True, True, before.plan
        mention.added, mention.adjusted = False, before.plan
        return Role.LEVEL, 0  # 由原定的80场追加到96场, 由35万元变更为55万元
    last = before is not None and said.after_kin and before.time == "prior"
    if last and "，" in mention.gap and _MORE_DONE.fullmatch(tail):
        mention.against, mention.direction = "prior", 1 if tail[0] in _MORE else -1
        return Role.CHANGE, 0  # 演出300场，上年250场，多演50场
    held = next((word for word in said.words if "beside" in word.kinds), None)
    if held is not None and _HELD.match(mention.after) and not tidy(tail[: held.start]):
        _base(mention, held, said.words)
        return Role.BASE, held.start  # 与全省平均2.71平方米相比; 与上年审减率7.65%比，上升
    return None


def _turned(said: _Words) -> RoleAndEnd | None:
    """By a direction: a change, or what something came to."""
    turned, mention, tail = said.turned, said.mention, said.tail
    if turned is None:
        return None
    rest = tail[turned.end :]
    if mention.kind == PERCENT and _OF_A_CHANGE.match(rest) and "占" in tail[: turned.start]:
        return None  # 占增加额的67.9%
    up = 1 if turned.kinds & {"up", "up_short"} else -1
    named = tidy(pattern("^(?:<degrees>)+$").sub("", tail[: turned.start]))  # 略增, 再增至
    came_to = re.match(r"[^，]{0,6}[至到]", rest) is not None
    at_once = _LINKS.fullmatch(rest) is not None
    told = not named and said.after_was and "，" not in mention.gap and (at_once or came_to)
    if told and mention.kind != PERCENT:
        mention.time, mention.compared, mention.turned = "this", True, True
        mention.direction = up
        return Role.LEVEL, turned.start  # 由20万元下降为15万元
    if _WENT_FROM.match(tail) and at_once:
        return Role.OTHER, len(tail)
    reached = _reached(turned.text, rest, mention.kind)
    if _is_of_a_name(said, turned, named, reached):
        said.turned = None
    elif "added" in turned.kinds and said.compared is None and said.after_plan and not reached:
        return Role.LEVEL, turned.start  # 年初500万元，10月调增80万元
    elif at_once and not reached:
        role = _changed(said, turned)
        if said.compared is None:
            return role, turned.start
        if not (mention.against or mention.against_plan) and tidy(tail[said.compared.end : turned.start]):
            return Role.OTHER, len(tail)  # 较全省平均高0.9个百分点
        return role, min(said.compared.start, turned.start)
    elif (came_to or reached) and mention.kind != POINTS:
        mention.time = "next" if mention.time == "next" else "this"  # 下一年预算压减到20万元
        mention.compared = True
        if mention.added and said.after_plan:  # 预算合计90万元，经评审核减至80万元: what the items are of
            mention.added, mention.plan, mention.adjusted = False, True, True
        mention.direction = up
        mention.turned = said.after_was
        return Role.LEVEL, turned.start
    elif turned.kinds & _SHORT_TURNS:
        said.turned = None
    return None


def _is_of_a_name(said: _Words, turned: LexicalWord, named: str, reached: bool) -> bool:
    """Whether the direction belongs to what is counted (外贸稳增长20万元); ``named`` stands before it."""
    before = said.before
    if said.far is not None or said.state.compared:
        return False
    if turned.kinds & _SHORT_TURNS and pattern("^(?:<degrees>)+$").sub("", said.tail[: turned.start]):
        rest = said.tail[turned.end :]
        prior = before is not None and before.time == "prior" and _BARE_LINKS.fullmatch(rest) is not None
        if not prior and not (before is not None and before.role is Role.CHANGE):
            return True
    return bool(named) and not reached and _unsaid(named, before)


def _part_of_a_whole(said: _Words) -> RoleAndEnd | None:
    """Of a percentage: a share, the execution of a plan, or a rate as it was before."""
    mention, before, tail, words = said.mention, said.before, said.tail, said.words
    if mention.kind != PERCENT:
        return None
    if pattern(_STOOD_AT).search(tail):
        return Role.LEVEL, len(tail)  # 执行率由上年的93.5%提高到96.8%
    if found := _SHARED.search(tail):
        of = found["of"]
        if of.endswith("预算") and before is not None and before.level and _part_of_plan(of, before):
            mention.whole_name = of.removesuffix("预算")  # 集中采购预算30万元，占采购预算的60%
            return Role.SHARE, found.start()
        if any("plan" in word.kinds for word in lexicon().words(of)) or of.endswith("预算"):
            mention.plan = False
            mention.adjusted = mention.adjusted or "调整" in of or "全年" in of
            return Role.EXECUTION, found.start()
        mention.whole_name = of
        return Role.SHARE, found.start()
    if (share := next((word.start for word in words if "share" in word.kinds), None)) is not None:
        return Role.SHARE, share
    if any("execution" in word.kinds for word in words) or _OF_PLAN.search(tail):
        mention.plan = mention.actual = False
        at = next((word.start for word in words if word.kinds & {"execution", "completed"}), len(tail))
        return Role.EXECUTION, min(at, next((word.start for word in words if "plan" in word.kinds), at))
    if tail == "的" and before is not None:
        if before.plan:
            return Role.EXECUTION, 0
        if "占" in before.tail:
            mention.whole_name = before.name
            return Role.SHARE, 0
    return None


def _apart_in_points(said: _Words) -> RoleAndEnd | None:
    """Of points: how far apart rates are. Points and multiples are nothing else."""
    mention, tail = said.mention, said.tail
    if mention.kind == POINTS and (apart := pattern(_APART).search(tail)):
        word = next(word for word in said.words if word.start >= apart.start())
        _base(mention, word, said.words)
        if mention.against or mention.against_plan:
            mention.direction, mention.plan = 1 if apart["More"] else -1, False
            return Role.CHANGE, apart.start()  # 高于目标值1.4个百分点
    return (Role.OTHER, len(tail)) if mention.kind == POINTS or (mention.kind == "count:倍" and tail != "的") else None


def _compared(said: _Words) -> RoleAndEnd | None:
    """By a comparison without a known direction: its base, what was saved, or something that is not read."""
    mention, before, tail, words = said.mention, said.before, said.tail, said.words
    turned, compared = said.turned, said.compared
    planned = before is not None and before.role is Role.BASE and before.plan
    if (compared is not None or planned) and turned is None and mention.kind == MONEY and _LEFT.search(tail):
        mention.saving, mention.direction = True, -1
        if compared is None:
            mention.against_plan = True
            return Role.CHANGE, 0
        _base(mention, compared, words)
        mention.plan = mention.actual = False
        return Role.CHANGE, compared.start
    if words and "difference" in words[-1].kinds and _BARE_LINKS.fullmatch(tail[words[-1].end :]):
        return Role.OTHER, len(tail)
    if _MORE_THAN.search(tail) and mention.kind != PERCENT:
        return Role.OTHER, len(tail)  # 秋季比春季多148人次
    if compared is not None:
        if turned is not None and turned.start > compared.start:
            return Role.OTHER, len(tail)  # 较上年增加人员经费
        done = _done(tail, compared, words)
        if done and not alike(key(done), said.state.key):  # 比上年多接待30人, 比上年扩招30人: no word that is known
            if done[0] not in _MORE + _LESS or len(done) > _LONGEST_DEED or not said.state.key:
                return Role.OTHER, len(tail)
            mention.direction = 1 if done[0] in _MORE else -1
            _base(mention, compared, words)
            return Role.CHANGE, compared.start
        _base(mention, compared, words)
        return Role.BASE, compared.start
    if turned is not None and not tidy(tail[: turned.start]).strip("本年度全当"):
        what = tail[turned.end :]
        if 0 < len(what) <= _SHORT and not re.search("[的由中]", what):
            return Role.OTHER, len(tail)  # 增加人员经费
    return None


def _part_of_plan(of: str, before: Quantity) -> bool:
    """Whether what the level ``before`` is held against is a budget that it is a part of, and not its own."""
    whole = of.removesuffix("预算")
    named = whole.endswith(_OF_ITS_OWN) and before.own and bool(key(whole)) and not alike(key(whole), before.key)
    return before.plan or whole.endswith("总") or named  # 工资12万元，占支出总预算的10%, 占项目支出预算的20%


def _reached(turned: str, rest: str, kind: str) -> bool:
    """Whether a direction and what follows it say what something came to (减少至, 调减为), and no change."""
    put_to = kind not in (PERCENT, POINTS) and rest == "为" and turned[:1] in _PUT
    return put_to or re.search("[至到]", rest.replace("达到", "")) is not None


def _changed(said: _Words, turned: LexicalWord) -> Role:
    """A change or its rate, with what it is held to."""
    mention, before, compared = said.mention, said.before, said.far
    mention.saving = "save" in turned.kinds
    mention.direction = 1 if turned.kinds & {"up", "up_short", "inflow"} else -1
    if "pace" in turned.kinds and mention.kind == POINTS:
        mention.direction = -mention.direction  # 支付进度91%，较上年快3.5个百分点
    if compared is not None:
        _base(mention, compared, said.words if compared in said.words else said.gap_words)
    elif mention.saving:
        mention.against, mention.against_plan = "", False
    elif before is not None and before.role is Role.LEVEL and (before.plan or before.time == "prior"):
        mention.against, mention.against_plan = "prior" if before.time == "prior" else "", before.plan
    elif not mention.own and said.state.part == mention.part:
        mention.against, mention.against_plan, mention.against_year = said.state.against
    if "预算" in turned.text or turned.text[-2:] in ("计划", "目标", "任务"):
        mention.against_plan = True
    mention.plan = mention.actual = mention.added = False
    mention.time = ""
    if mention.kind == PERCENT:
        return Role.RATE
    return Role.CHANGE


def _base(mention: Quantity, compared: LexicalWord, words: list[LexicalWord]) -> None:
    """What a comparison is with: the words behind its comparator."""
    mention.compared = True
    for word in words:
        if word.start < compared.start:
            continue
        if word.kinds & {"prior", "year"} or word.text in ("同比", "同期"):
            mention.against = "prior"
            if "year" in word.kinds:
                mention.against_year = int(word.text[:4])
                if word.text.endswith("初"):
                    mention.against = "opening"
        elif "opening" in word.kinds:
            mention.against = "opening"
        if word.kinds & {"plan", "plan_short"}:
            mention.against_plan = True
            mention.adjusted = mention.adjusted or "adjusted" in word.kinds


def _done(tail: str, compared: LexicalWord, words: list[LexicalWord]) -> str:
    """What a comparison says was done behind the time that it is with (扩招 in 比上年扩招), "" where nothing is."""
    bases = [word.end for word in words if word.start >= compared.end and word.kinds & _BASES]
    rest = tidy(tail[max([compared.end, *bases]) :])
    return rest if rest[:1] in _DEEDS else ""


def _unsaid(named: str, before: Quantity | None) -> bool:
    """Whether a direction behind a name may be the name's own: nothing before it was a change or of that name."""
    if before is None:
        return key(named) != ""
    if before.time in ("prior", "opening") or before.role is Role.BASE:
        return False
    return bool(key(named)) and before.role not in (Role.CHANGE, Role.RATE) and not alike(before.key, key(named))


def _comparator(words: list[LexicalWord]) -> LexicalWord | None:
    """The word that compares: the last one with a base right behind it, else the last that needs none (同比)."""
    alone: LexicalWord | None = None
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if not word.kinds & _COMPARES:
            continue
        after = words[at + 1] if at + 1 < len(words) else None
        if after is not None and after.start - word.end <= 2 and after.kinds & _BASES:
            return word
        if "alone" in word.kinds and alone is None:
            alone = word
    return alone

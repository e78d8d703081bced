"""What each number of a sentence is there: a level, a change, a base, a share ..., of what name, plan and time.

The words between a number and the one before it decide; little is carried on from sentence to sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from model.language.amounts import MONEY, PERCENT, PLAIN, POINTS, Amount, numbers
from model.language.lexicon import LexicalWord, lexicon
from model.language.names import key, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator


class Role(Enum):
    """What a number states."""

    LEVEL = "level"
    CHANGE = "change"
    RATE = "rate of change"
    BASE = "base"
    SHARE = "share"
    EXECUTION = "execution"
    OTHER = "other"


@dataclass(slots=True, eq=False)
class Quantity:
    """A number of the document and what the words around it say; see ``Role`` for ``role``.

    ``name`` is printed before it, ``key`` its key, ``own`` whether it stands there itself or was said before in the
    sentence. ``plan``, ``added`` (a change of a plan), ``actual``; ``time`` is "", "this", "prior", "next", "opening",
    "closing" or "part" (of a year); ``flow`` "收入", "支出" or "". For changes: ``direction`` 1 or -1, ``saving``, and what it is
    compared with: ``against`` ("", "plan", "prior", "opening"), ``against_plan``. ``sentence``, ``part`` (between
    semicolons) and ``section`` count through the document; ``depth`` is that of brackets. ``opener`` is how a list
    begins at it: "", "weak", "whole", "bracket", "colon", "within" (基本支出中). ``rank`` is the place among numbers told 分别, 0 for none.
    ``item`` is the manner of the numeral before it (一是, ①, （1）, 1.), "" for none.
    ``shared``: its share stands right behind it; ``turned``: what the number before it became (由20万元降至15万元).
    """

    start: int
    end: int
    amount: Amount
    hedged: bool
    gap: str
    index: int = 0
    prose: int = 0
    sentence: int = 0
    part: int = 0
    section: int = 0
    role: Role = Role.LEVEL
    name: str = ""
    key: str = ""
    own: bool = False
    plan: bool = False
    adjusted: bool = False
    added: bool = False
    actual: bool = False
    time: str = ""
    year: int = 0
    flow: str = ""
    direction: int = 0
    saving: bool = False
    against: str = ""
    against_year: int = 0
    against_plan: bool = False
    compared: bool = False
    whole_name: str = ""
    depth: int = 0
    opener: str = ""
    opens_sentence: bool = False
    mainly: bool = False
    total: bool = False
    counted: int = 0
    etcetera: bool = False
    item: str = ""
    rank: int = 0
    tail: str = ""
    after: str = ""
    stock: str = ""
    split: str = ""
    move: int = 0
    cell: tuple[int, int] | None = None
    shared: bool = False
    turned: bool = False
    group: list[Quantity] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of its amount."""
        return self.amount.kind

    @property
    def sound(self) -> bool:
        """Whether it takes part in equalities."""
        return not self.hedged and self.role is not Role.OTHER

    @property
    def level(self) -> bool:
        """Whether it states a level that takes part in equalities."""
        return self.role is Role.LEVEL and not self.hedged


# Times that are not the report's year, or not all of it.
OTHER_TIMES = ("prior", "next", "opening", "part")
_BEHIND = re.compile(r"（([^（）0-9，；]{0,4}(?:(?:19|20)[0-9]{2}年)?[^（）0-9，；]{0,6})）")
# How many items there are: 三项构成, 由以下四项组成, 共两项.
_MANY_BEHIND = re.compile(r"等?[两二三四五六七八九](?:项|类|个?部分|块|方面)[。，；]?$")
_SUMMED = re.compile(r"[两二三四五六]年(?:合计|累计|共计|总计|共)|^全年(?:共|合计|共计)")
_SO_MANY = re.compile(
    r"[两二三四五六七八九](?:项|类|个?部分|块|方面)(?:构成|组成|内容)|共[两二三四五六七八九](?:项|类)[，：]"
)
_ETCETERA = re.compile(r"(?:用于[^，。；]{0,20})?等(?![级次])")
_EITHER = re.compile(r"(?:增加|增长|上升|提高|减少|下降|降低)(?:（|/|或)(?:增加|增长|上升|提高|减少|下降|降低)）?")
_ASIDE = re.compile(r"（[^（）]{0,60}）")
_WITHIN = re.compile(r"(?:^|[，；：。])(?:在)?([^，；：。（）、]{2,14}?)(?:当中|中)[，：]?(?=[^，：]{2})")
_CLAUSES = re.compile(r"[，；：。（）！？、,]|——")
_LINKS = re.compile(r"(?:人民币|[了额为是约达到数率幅度的计共值仅：（，\s])*")
_BARE_LINKS = re.compile(r"[了额为是约达数率幅度的计共值仅：（\s]*")
_SPLIT = re.compile(
    r"按[^，：；。（）]{1,16}?(?:划分|分类|分析|来看|分组|分|看)[为有成]?(?=[，：]|$|[^，：]{0,20}$)|从[^，：；。]{0,8}(?:结构|构成|类别|性质|用途|来源|科目|类型|形式|方式|级次|分类)[^，：；。]{0,4}(?:分析|来看|看|分)[，：]?"
)
_ITEMIZED = re.compile(
    r"(?P<is>[一二三四五六七八九十]是)|(?P<one>其[一二三四五])|(?P<circle>[①-⑳])|(?P<bracket>（[0-9一二三四五六七八九十]{1,2}）)"
    r"|(?P<point>(?:^|[；：。，])[0-9]{1,2}[、.．])"
)
_COUNTED = re.compile(r"(?:以上|上述|这|前述)?([二两三四五六七八九2-9])(?:项|类|个|家|者|部分|块|大类|笔|单位|只)")
_COUNTS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SHARED = re.compile(
    r"占(?P<of>[^，；：。（）、]{0,24}?)(?:的)?(?:比重|比例|比)?(?:分别)?(?:为|是|达到|达|约|均为|：)?$"
)
_LONGEST_GAP = 400
_LONGEST_NAME = 40
_SHORT = 12
_LONGEST_ASIDE = 3
_NEAR_PRICE = 8
_PART_YEAR = re.compile(r"上半年|下半年|季度|(?<![0-9])(?:[1-9]|1[01])月(?!以来)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年)")


class SentenceReader:
    """Reads the sentences of one document in order; ``year`` is the report's, 0 where it is not known."""

    def __init__(self, year: int) -> None:
        self.year = year
        self._words = lexicon()
        self._part = 0

    def read(self, text: str, start: int, end: int) -> list[Quantity]:
        """The mentions of the sentence at ``start`` to ``end`` of ``text``; places are those of ``text``."""
        sentence = text[start:end]
        found: list[Quantity] = []
        before = 0
        depth = 0
        self._part += 1
        for number in numbers(sentence):
            gap = sentence[before : number.start]
            depth = max(0, depth + gap.count("（") - gap.count("）"))
            if found:
                found[-1].after = gap[:24]
                self._part += gap.count("；")
            mention = Quantity(
                start + number.start, start + number.end, number.amount, number.hedged, gap[-_LONGEST_GAP:], depth=depth
            )
            mention.part = self._part
            before = number.end
            found.append(mention)
        if found:
            found[-1].after = sentence[before : before + 24]
            if _MANY_BEHIND.match(found[-1].after):
                for mention in found:
                    if mention.opener in ("weak", "colon"):
                        mention.opener = "whole"
            if "构成" in found[-1].after or "组成" in found[-1].after:
                made = next((mention for mention in reversed(found) if "由" in mention.gap), None)
                if made is not None:
                    made.opener = "whole"
        topic = self._topic(sentence[: found[0].start - start]) if found else ("", 0)
        state = _State(topic)
        for at, mention in enumerate(found):
            self._tell(mention, found[at - 1] if at else None, state)
        for mention in found:
            self._behind(mention)
        for at, mention in enumerate(found[1:]):
            found[at].shared = mention.role is Role.SHARE and not mention.own and not mention.rank
        self._borrow_units(found)
        _respectively(found, self.year)
        return found

    def _topic(self, gap: str) -> tuple[str, int]:
        """The time that the sentence's first clause sets for all of it ("2021年，"), with its year."""
        first = gap.partition("，")[0] if "，" in gap else ""
        if first and len(first) <= 12 and not first.startswith(("较", "比", "与", "同", "在", "和")):
            for word in self._words.words(first):
                if len(first) - len(word.text) > _LONGEST_ASIDE:
                    continue  # 由于上年有一次性支出，
                if "year" in word.kinds:
                    year = int(word.text[:4])
                    return (_time_of(year, self.year), year)
                if "prior" in word.kinds:
                    return ("prior", 0)
        return ("", 0)

    def _tell(self, mention: Quantity, before: Quantity | None, state: _State) -> None:
        gap = _ASIDE.sub("", mention.gap)
        all_words = list(self._words.words(gap))
        self._open(mention, gap, before, all_words)
        bare = gap.rstrip("（： ")
        cuts = [0, *(found.end() for found in _CLAUSES.finditer(bare))]
        tail = bare[cuts[-1] :]
        if not tail.strip("的为是") and len(cuts) > 1 and gap.endswith(("（", "：")):
            tail = bare[cuts[-2] :].rstrip("，；：。（）！？、")
        elif split := _SPLIT.search(tail):
            tail = tail[split.end() :]
            mention.split = tidy(split[0].strip("按从，：").removesuffix("为"))
        elif gap.startswith("用于"):
            pass  # 20万元用于甲、30万元用于乙: the names stand behind
        elif (
            "、" in bare[cuts[-1] - 1 : cuts[-1]]
            and before is not None
            and bare[: cuts[-1]].strip("，；及和以") != "、"
        ):
            tail = bare[next((cut for cut in reversed(cuts[:-1]) if bare[cut - 1 : cut] != "、"), 0) :]  # 土地、房屋
        if mention.opener == "within" and "中" in tail:
            tail = tail[tail.index("中") + 1 :].lstrip("，：")
        mention.tail = tail[-_LONGEST_NAME * 2 :]
        words = list(self._words.words(mention.tail))
        mention.etcetera = _ETCETERA.match(mention.after) is not None
        itemized = _ITEMIZED.search(gap)
        mention.item = itemized.lastgroup or "" if itemized else ""
        self._aspects(mention, words)
        role, kept = self._role(mention, before, words, all_words, state)
        mention.role = role
        self._name(mention, words, kept)
        if "（" in mention.gap and _EITHER.search(mention.gap):
            mention.hedged = True  # 下降（增长）5%: neither was chosen
        if any("stale" in word.kinds for word in words) or any("price" in word.kinds and len(mention.tail) - word.end <= _NEAR_PRICE for word in words):
            mention.hedged = True
        self._carry(mention, before, state)

    def _open(self, mention: Quantity, gap: str, before: Quantity | None, words: list[LexicalWord]) -> None:
        """Whether and how a list begins at the mention."""
        kinds = {kind for word in words for kind in word.kinds}
        split = _SPLIT.search(gap)
        mention.mainly = "mainly" in kinds or any("opener" in word.kinds and word.text[:2] == "主要" for word in words)
        if "whole" in kinds or split or _SO_MANY.search(gap):
            mention.opener = "whole"
        elif "opener" in kinds and not any(
            word.text == "含" and gap[word.start - 1 : word.start] in "不未包" for word in words
        ):
            mention.opener = "weak"
        elif gap.startswith("（") and before is not None:
            mention.opener = "bracket"
        elif gap.startswith(("：", "——")) or "如下：" in gap:
            mention.opener = "colon"
        if not mention.opener and (within := _WITHIN.search(gap)):
            mention.opener, mention.split = "within", tidy(within[1])
        if mention.opener == "whole" and mention.mainly:
            mention.opener = "weak"
        if any("purpose" in word.kinds for word in words) and mention.opener:
            mention.opener = "weak"
        mention.opens_sentence = mention.opener != "" and before is None

    def _aspects(self, mention: Quantity, words: list[LexicalWord]) -> None:
        """Plan, result and time of the mention, from the words of its clause."""
        last = ""
        for word in words:
            kinds = word.kinds
            if "year" in kinds:
                mention.year = int(word.text[:4])
                mention.time = _time_of(mention.year, self.year)
                if word.text.endswith(("末", "底")) and mention.time != "prior":
                    mention.time = "closing"
                elif word.text.endswith("初"):
                    mention.time = "opening"
            for time in ("prior", "this", "next", "opening", "closing"):
                if time in kinds and not (time == "this" and ("plan" in kinds or mention.time == "prior")):
                    mention.time = "opening" if time == "prior" and word.text in _OPENING_STOCK else time
            if "added" in kinds:
                mention.added, last = True, "added"
            elif "plan" in kinds:
                last = "plan"
                mention.adjusted = "adjusted" in kinds
            elif "actual" in kinds:
                last = "actual"
            elif "actual_short" in kinds and not mention.tail[word.end :].strip("为是了数的：达到约计"):
                last = "actual"
            elif "plan_short" in kinds and word.start == 0 and word.text == "计划":
                last = "plan"  # 计划资助学生147人次
            elif "plan_short" in kinds and not mention.tail[word.end :].strip("为是了数的：达到约计"):
                last = "plan"
            if "total" in kinds:
                mention.total = True
            for stock in ("cost", "depreciation", "net", "average"):
                if stock in kinds:
                    mention.stock = stock
            if "balance" in kinds:
                mention.stock = "balance"
            elif "left_over" in kinds and mention.stock != "balance":
                mention.stock = "left"
            if "inflow" in kinds:
                mention.move = 1
            elif "outflow" in kinds:
                mention.move = -1
        if not mention.stock and ("结转" in mention.tail or "结余" in mention.tail):
            mention.stock = "left"
        if _PART_YEAR.search(mention.gap):
            mention.time = "part"
        mention.plan, mention.actual = last == "plan", last == "actual"
        mention.total = mention.total or _SUMMED.search(mention.tail) is not None
        if (counted := _COUNTED.search(mention.gap)) and mention.total:
            mention.counted = _COUNTS.get(counted[1]) or (int(counted[1]) if counted[1].isdigit() else 0)
        inward, outward = mention.tail.rfind("收入"), mention.tail.rfind("支出")
        if inward != outward:
            mention.flow = "收入" if inward > outward else "支出"
        elif mention.tail.rstrip("为是达：").endswith(("经费", "费用", "费")):
            mention.flow = "支出"

    def _behind(self, mention: Quantity) -> None:
        """Time and plan where they stand in brackets behind the number (203万元（上年度）)."""
        aside = _BEHIND.match(mention.after) if mention.role is Role.LEVEL else None
        for word in self._words.words(aside[1]) if aside else ():
            for time in ("prior", "this", "next", "opening", "closing"):
                if time in word.kinds:
                    mention.time = time
            if "year" in word.kinds:
                mention.year = int(word.text[:4])
                mention.time = _time_of(mention.year, self.year)
            if "plan" in word.kinds:
                mention.plan = True

    def _role(
        self,
        mention: Quantity,
        before: Quantity | None,
        words: list[LexicalWord],
        gap_words: list[LexicalWord],
        state: _State,
    ) -> tuple[Role, int]:
        """The role, and where in the tail the name ends."""
        tail, kind = mention.tail, mention.kind
        turned = next((word for word in reversed(words) if word.kinds & _TURNS), None)
        compared = _comparator(words)
        far = compared or _comparator(gap_words)
        if turned is not None:
            rest = tail[turned.end :]
            short = bool(turned.kinds & {"up_short", "down_short"})
            named = tidy(tail[: turned.start])
            told = not named and before is not None and re.search(r"[由从自][^，；]*$", before.tail) and "，" not in mention.gap
            if told and kind != PERCENT:
                mention.time, mention.compared, mention.turned = "this", True, True
                mention.direction = 1 if turned.kinds & {"up", "up_short"} else -1
                return Role.LEVEL, turned.start  # 由20万元下降为15万元
            if (
                short
                and turned.start > 0
                and not (compared is not None or state.compared or (before is not None and before.role is Role.CHANGE))
            ):
                turned = None
            elif named and compared is None and far is None and not state.compared and _unsaid(named, before):
                turned = None  # 外贸稳增长20万元: a name
            elif _LINKS.fullmatch(rest) and not re.search(r"[至到]", rest.replace("达到", "")):
                role = self._changed(mention, before, turned, compared or far, words, gap_words, state)
                unknown = compared is not None and not mention.against and not mention.against_plan
                if unknown and compared is not None and tidy(tail[compared.end : turned.start]):
                    return Role.OTHER, len(tail)  # 较全省平均高0.9个百分点
                return role, _first(compared, turned)
            elif re.match(r"[^，]{0,6}[至到]", rest) and kind != POINTS:
                mention.time = "this"
                mention.compared = True
                mention.direction = 1 if turned.kinds & {"up", "up_short"} else -1
                mention.turned = before is not None and re.search(r"[由从自][^，；]*$", before.tail) is not None
                return Role.LEVEL, turned.start
            elif short:
                turned = None
        if kind == PERCENT:
            if found := _SHARED.search(tail):
                of = found["of"]
                if any("plan" in word.kinds for word in self._words.words(of)) or "预算" in of.removesuffix("支出"):
                    mention.plan = False
                    mention.adjusted = mention.adjusted or "调整" in of or "全年" in of
                    return Role.EXECUTION, found.start()
                mention.whole_name = of
                return Role.SHARE, found.start()
            if any("share" in word.kinds for word in words):
                mention.whole_name = _whole_of(tail, words)
                return Role.SHARE, next(word.start for word in words if "share" in word.kinds)
            if any("execution" in word.kinds for word in words) or re.search(
                r"(?:完成|达到|实现|为|达)?[^，]{0,10}(?:预算|计划|目标|任务)数?的$", tail
            ):
                mention.plan = mention.actual = False
                at = next((word.start for word in words if word.kinds & {"execution", "completed"}), len(tail))
                return Role.EXECUTION, min(at, next((word.start for word in words if "plan" in word.kinds), at))
            if tail == "的" and before is not None:
                if before.plan:
                    return Role.EXECUTION, 0
                if "占" in before.tail:
                    mention.whole_name = before.name
                    return Role.SHARE, 0
                if before.plan:
                    return Role.EXECUTION, 0
        if kind == POINTS or (kind == "count:倍" and tail != "的"):
            return Role.OTHER, len(tail)
        if compared is not None and turned is None and kind == MONEY and re.search("结余[了为]?$", tail):
            mention.saving, mention.direction = True, -1
            self._base(mention, compared, words)
            mention.plan = mention.actual = False
            return Role.CHANGE, compared.start
        if words and "difference" in words[-1].kinds and _BARE_LINKS.fullmatch(tail[words[-1].end :]):
            return Role.OTHER, len(tail)
        if compared is not None and turned is not None and turned.start > compared.start:
            return Role.OTHER, len(tail)  # 较上年增加人员经费
        if compared is not None:
            self._base(mention, compared, words)
            return Role.BASE, compared.start
        begun = turned is not None and not tidy(tail[: turned.start]).strip("本年度全当")
        if (
            turned is not None
            and begun
            and 0 < len(tail) - turned.end <= _SHORT
            and not re.search("[的由中]", tail[turned.end :])
        ):
            return Role.OTHER, len(tail)  # 增加人员经费
        return Role.LEVEL, len(tail)

    def _changed(
        self,
        mention: Quantity,
        before: Quantity | None,
        turned: LexicalWord,
        compared: LexicalWord | None,
        words: list[LexicalWord],
        gap_words: list[LexicalWord],
        state: _State,
    ) -> Role:
        mention.saving = "save" in turned.kinds
        mention.direction = 1 if turned.kinds & {"up", "up_short"} else -1
        if compared is not None:
            self._base(mention, compared, words if compared in words else gap_words)
        elif mention.saving:
            mention.against, mention.against_plan = "", False
        elif before is not None and before.role is Role.LEVEL and (before.plan or before.time == "prior"):
            mention.against, mention.against_plan = "prior" if before.time == "prior" else "", before.plan
        elif not mention.own and state.part == mention.part:
            mention.against, mention.against_plan, mention.against_year = state.against
        if "预算" in turned.text or turned.text[-2:] in ("计划", "目标", "任务"):
            mention.against_plan = True
        mention.plan = mention.actual = mention.added = False
        mention.time = ""
        if mention.kind == PERCENT:
            return Role.RATE
        return Role.CHANGE

    def _base(self, mention: Quantity, compared: LexicalWord, words: list[LexicalWord]) -> None:
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

    def _name(self, mention: Quantity, words: list[LexicalWord], kept: int) -> None:
        """The name before the mention: its clause, up to ``kept``, without what is no name."""
        tail = mention.tail[:kept]
        pieces: list[str] = []
        last = 0
        for word in words:
            if word.start >= kept:
                break
            if "actual_short" in word.kinds and tail[word.end :].strip("为是了数的：达到约计"):
                continue
            if "lead" in word.kinds:
                if len(word.text) == 1:
                    continue
                if tidy("".join([*pieces, tail[last : word.start]])):
                    continue
                last = min(word.end, kept)
            elif word.kinds & _NAMELESS and "mask" not in word.kinds and word.text not in _IN_NAMES:
                if word.kinds & _RESTARTS:
                    pieces.clear()
                else:
                    pieces.append(tail[last : word.start])
                last = min(word.end, kept)
        pieces.append(tail[last:])
        name = tidy("".join(pieces))
        if len(name) > _LONGEST_NAME:
            name = name[-_LONGEST_NAME:]
        mention.name = name
        mention.key = key(name)
        if (
            not mention.key
            and mention.flow
            and _WHOLE.search(mention.tail)
            and mention.role not in (Role.EXECUTION, Role.SHARE)
        ):
            mention.key = mention.name = f"总{mention.flow}"
        mention.own = bool(mention.key)

    def _carry(self, mention: Quantity, before: Quantity | None, state: _State) -> None:
        """What the sentence has said before, where the mention does not say it itself."""
        role = mention.role
        if mention.depth < state.depth:
            state.key, state.name = state.outer.get(mention.depth, ("", ""))
        state.depth = mention.depth
        if not mention.time and mention.year == 0 and state.topic[0] and role is Role.LEVEL and not mention.compared:
            mention.time, mention.year = state.topic
        if not mention.own and role is not Role.BASE:
            mention.key = state.key
            if not mention.name:
                mention.name = state.name
        elif mention.own and role not in (Role.SHARE, Role.OTHER) and not (role is Role.BASE and state.key):
            state.key, state.name = mention.key, mention.name
            state.outer[mention.depth] = mention.key, mention.name
        if role is Role.BASE and not mention.own:
            mention.key = state.key
            mention.name = mention.name or state.name
        if role in (Role.BASE, Role.CHANGE, Role.RATE) and mention.compared:
            state.against = (mention.against, mention.against_plan, mention.against_year)
            state.part = mention.part
            state.compared = True
        if mention.time == "part":
            state.topic = ("part", 0)
        if role is Role.LEVEL and not mention.flow:
            mention.flow = state.flow if not mention.own else ""
        if mention.flow:
            state.flow = mention.flow
        if role is Role.LEVEL and (mention.plan or mention.time in ("prior", "next")) and mention.own:
            pass

    def _borrow_units(self, found: list[Quantity]) -> None:
        """Numbers with decimals whose unit was left out, beside money, are taken to be in the unit before them."""
        unit: Amount | None = None
        for mention in found:
            amount = mention.amount
            if amount.kind == MONEY:
                unit = amount
            elif amount.kind == PLAIN and amount.decimals and unit is not None and mention.role is Role.LEVEL:
                value = amount.value * unit.factor
                half = amount.half * unit.factor
                mention.amount = Amount(value, half, amount.decimals, unit.unit, unit.factor, MONEY, amount.digits)


@dataclass(slots=True)
class _State:
    """What a sentence has said so far."""

    topic: tuple[str, int]
    key: str = ""
    name: str = ""
    flow: str = ""
    against: tuple[str, bool, int] = ("", False, 0)
    part: int = 0
    depth: int = 0
    outer: dict[int, tuple[str, str]] = field(default_factory=dict)
    compared: bool = False


# What says that all money is meant: 支出总额, 部门支出, 整体支出.
_WHOLE = re.compile(r"总[支收]|[支收][出入]总|整体支出|部门(?:经费)?[支收][出入]|经费(?:支出)?总|本年[支收][出入]合计")
_TURNS = {"up", "down", "save", "up_short", "down_short"}
_COMPARES = {"compare", "beside"}
_BASES = {"prior", "year", "plan", "plan_short", "opening", "added"}
_ALWAYS = {"较", "相比", "相较", "相较于", "较之", "对比", "同比", "环比", "相比较"}
_OPENING_STOCK = {"上年结转", "上年结余", "上年末", "上年年末", "上年底", "去年底", "去年末", "去年年底", "上年度末"}
_NAMELESS = {
    *(
        "plan",
        "added",
        "actual",
        "actual_short",
        "prior",
        "this",
        "next",
        "opening",
        "closing",
        "opener",
        "whole",
        "respectively",
    ),
    *("total", "enumerators", "links", "year", "plan_short", "compare", "beside", "mainly", "share"),
    *("completed", "purpose", "execution"),
}
# A name begins anew behind these.
_RESTARTS = {"enumerators", "opener", "whole", "purpose", "mainly", "year"}
# Within a name these short words are part of it.
_IN_NAMES = {
    "与",
    "和",
    "同",
    "跟",
    "共",
    "比",
    "有",
    "多",
    "少",
    "额",
    "数",
    "度",
    "率",
    "幅",
    "及",
    "而",
    "且",
    "但",
    "对",
    "在",
    "于",
    "从",
    "按",
    "将",
    "经",
    "其",
    "该",
    "还",
    "并",
    "另",
    "到",
    "至",
    "计",
    "列",
    "值",
    "达",
    "即",
    "则",
    "也",
    "又",
    "已",
    "了",
    "的",
    "只",
    "仅",
    "均",
    "为",
    "是",
    "较",
    "由",
}


def _unsaid(named: str, before: Quantity | None) -> bool:
    """Whether a direction behind a name may be the name's own: nothing before it was a change or of that name."""
    if before is None:
        return not key(named) == ""
    if before.time in ("prior", "opening") or before.role is Role.BASE:
        return False
    return bool(key(named)) and before.role not in (Role.CHANGE, Role.RATE) and before.key != key(named)


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
        if word.text in _ALWAYS and alone is None:
            alone = word
    return alone


def _first(compared: LexicalWord | None, turned: LexicalWord) -> int:
    return turned.start if compared is None else min(compared.start, turned.start)


def _whole_of(tail: str, words: list[LexicalWord]) -> str:
    word = next(word for word in words if "share" in word.kinds)
    if word.text.startswith("占") and len(word.text) < 3:
        return tail[word.end :].rstrip("的为是达到：比重例")
    return ""


def _time_of(year: int, report: int) -> str:
    if not report:
        return ""
    return "this" if year == report else "prior" if year < report else "next"


def _respectively(found: list[Quantity], year: int) -> None:
    """Numbers told 分别 get their names in order, or the numbers that they are shares and changes of."""
    for at, first in enumerate(found):
        if "分别" not in first.gap and "依次" not in first.gap:
            continue
        run = [first]
        for mention in found[at + 1 :]:
            joined = mention.gap.strip()
            if mention.kind != first.kind or joined.strip("、，和及以与") or not joined:
                break
            run.append(mention)
        if len(run) < 2:
            continue
        for rank, mention in enumerate(run):
            mention.rank = rank + 1
            mention.group = run
            mention.role = first.role
            mention.against, mention.against_plan = first.against, first.against_plan
            mention.direction, mention.saving = first.direction, first.saving
            mention.whole_name = first.whole_name
            mention.plan, mention.actual, mention.time = first.plan, first.actual, first.time
        said = re.split(r"分别|依次", first.gap)[0]
        names = [name for name in re.split(r"[、，]", re.split(r"[；：。]", said)[-1]) if name]
        if len(names) == len(run) - 1 and (last := re.fullmatch(r"(.+)[和及与](.+)", names[-1])):
            names[-1:] = [last[1], last[2]]
        names = [tidy(name) for name in names]
        if first.role is Role.LEVEL and len(names) >= len(run):
            for mention, name in zip(run, names[-len(run) :], strict=True):
                _call(mention, name, year)


def _call(mention: Quantity, name: str, year: int) -> None:
    """Give the mention the name that stands for it in a row of names, with the plan that it tells of."""
    words = list(lexicon().words(name))
    kinds = {kind for word in words for kind in word.kinds}
    for word in words:
        if "year" in word.kinds:
            mention.year, mention.time = int(word.text[:4]), _time_of(int(word.text[:4]), year)
            name = name.replace(word.text, "")
        for time in ("prior", "this"):
            if time in word.kinds:
                mention.time, name = time, name.replace(word.text, "")
    name = tidy(name) or mention.name
    if "plan" in kinds or "actual" in kinds:
        mention.plan, mention.actual = "actual" not in kinds, "actual" in kinds
        for word in reversed(list(lexicon().words(name))):
            if word.kinds & {"plan", "actual", "links"}:
                name = name[: word.start] + name[word.end :]
        name = tidy(name) or mention.name
    mention.name, mention.key, mention.own = name, key(name), bool(key(name))


def figures(found: list[Quantity]) -> Iterator[Quantity]:
    """The mentions that are figures: all of them."""
    yield from found

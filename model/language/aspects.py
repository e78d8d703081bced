"""Plan or result, time, side of the account and the openers of lists, from the words around a number."""

from __future__ import annotations

from model.language.keys import key, tidy
from model.language.lexicon import LexicalWord, lexicon, pattern
from model.language.quantity import Quantity, Role
from model.patterns import Pattern

_BEHIND = Pattern(r"（([^（）0-9，；]{0,4}(?:(?:19|20)[0-9]{2}年)?[^（）0-9，；]{0,6})）")
# 完成900万人次目标的78%: what stands behind the number makes it a plan.
_AIM_BEHIND = Pattern(r"的?(?:目标|任务|计划)数?的$")
_SUMMED = Pattern(
    r"[两二三四五六]年(?:合计|累计|共计|总计|共)|^(?:上述|以上|这)?[两二三四五六七八九][项类者](?:共计?|合计)?(?:支出|费用|经费|收入|资金)(?:共|合计|共计|之和)?(?:为|达)?$|^全年(?:共|合计|共计)|^(?:[一总]|[二两三四五六](?:部门|局|处|种|校|院|站))?共(?:有|为|达)?$"
)
_SO_MANY = Pattern(
    r"[两二三四五六七八九](?:项|类|个?部分|块|方面)(?:构成|组成|内容)|(?:共|只有|仅有|就是)[两二三四五六七八九](?:项|类|种|个?部分)[，：]"
)
# What stands before it makes it up: 人员经费40万元，公用经费10万元，两项构成基本支出50万元.
_MADE_UP = Pattern(r"[两二三四五六七八九](?:项|类|个?部分|块)(?:合计|共同)?(?:构成|组成)[^为是：，由0-9]{2,12}$")
_WITHIN = Pattern(
    r"(?:^|[，；：。])(?:在(?![职岗编校册]))?([^，；：。（）、]{2,14}?)(?:当中|中(?![小心学央级介标国医型]))[，：]?(?=[^，：]{2})"
)
SPLIT = Pattern(
    r"按[^，：；。（）0-9]{1,10}(?=：)|按[^，：；。（）]{1,16}?(?:划分|分类|分析|来看|分组|分(?!配)|看)[为有成]?(?=[，：]|$|[^，：]{0,20}$)|从[^，：；。]{0,8}(?:结构|构成|类别|性质|用途|来源|科目|类型|形式|方式|级次|分类)[^，：；。]{0,4}(?:分析|来看|看|分)[，：]?"
)
_EACH_OF_THEM = Pattern("(?:具体)?分别[为是]：")
_IN_ORDER = Pattern("，(?:依次|分别)(?:[为是]|用于：)[^，。；：、0-9]{2,12}")
_OF_WHICH = Pattern("[当之]?中[，：]")
_COUNTED = Pattern(
    r"([二两三四五六七八九2-9])(?:项|类|个|家|者|部分|块|大类|笔|单位|只|部门|局|处|包|标段|种|县|区|镇|校|院|站|季度|批|期|级)"
)
_COUNTS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_LONGEST_ASIDE = 3
# 车均, 例均: no 均为 (all are).
_EACH = "(?<![两三四五六七八九十])(?:<counts>|项目|企业|[户人季月日年亩次生车船艘校村班床单店馆站所])均$"
# 财政收回结余, 按规定上缴的结转资金: what went, and nothing that is left
_GIVEN_BACK = "(?<![应待未须])(?:<given_back>)[^，。；]{0,6}(?:<left_over>)[^，。；]{0,6}$"
_CUT_PLAN = "(?:<cut>)[^，。；]{0,4}(?:指标|预算|额度)$"
_PART_YEAR = Pattern(r"上半年|下半年|(?<!四个)季度|(?<![0-9])(?:[1-9]|1[01])月(?!以来)")
_OPENING_STOCK = {"上年结转", "上年结余", "上年末", "上年年末", "上年底", "去年底", "去年末", "去年年底", "上年度末"}
_YEAR_END = Pattern("截[至止](?:到)?(?:20[0-9]{2}年)?12月(?:31日|底|末)")
# What a year was planned to come to.
_PLANNED = Pattern("(?:年度|全年|年初|原)计划(?=[举开建新改培组承])")
# What may stand between an aspect and its number.
FILLING = "为是了数的：达到约计"


def topic_of(gap: str, report: int) -> tuple[str, int]:
    """The time that the sentence's first clause sets for all of it ("2021年，"), with its year."""
    first = gap.partition("，")[0] if "，" in gap else ""
    if first and len(first) <= 12 and not first.startswith(("较", "比", "与", "同", "在", "和")):
        for word in lexicon().words(first):
            if len(first) - len(word.text) > _LONGEST_ASIDE:
                continue  # 由于上年有一次性支出，
            if "year" in word.kinds:
                year = int(word.text[:4])
                return (time_of(year, report), year)
            if told := word.kinds & {"prior", "opening", "closing"}:
                return (next(iter(told)), 0)
        if _YEAR_END.search(first):
            return ("closing", 0)
    return ("", 0)


def open_list(mention: Quantity, gap: str, before: Quantity | None, words: list[LexicalWord]) -> None:
    """Whether and how a list begins at the mention."""
    kinds = {kind for word in words for kind in word.kinds}
    last = gap.rpartition("；")[2]
    split = SPLIT.search(last)
    mention.mainly = "mainly" in kinds or any("opener" in word.kinds and word.text[:2] == "主要" for word in words)
    made_up = before is not None and _MADE_UP.search(last) is not None
    if not made_up and ("whole" in kinds or split or _SO_MANY.search(last)):
        mention.opener = "whole"
        mention.divided = key(tidy(last[: split.start()].rpartition("，")[2])) if split else ""
    elif "opener" in kinds and not any(
        word.text == "含" and gap[word.start - 1 : word.start] in "不未包" for word in words
    ):
        mention.opener = "weak"
    elif gap.startswith("（") and before is not None:
        mention.opener = "bracket"
    elif before is None and _EACH_OF_THEM.match(gap):
        mention.opener = "whole"  # 共3个专项，资金90万元。分别为：甲20万元；乙30万元；丙40万元
    elif (gap.startswith(("：", "——")) and before is not None) or "如下：" in gap:
        mention.opener = "colon"
    elif before is not None and _OF_WHICH.match(gap):
        mention.opener = "weak"  # 未执行的20万元中，质保金5万元
        mention.time = "prior" if before.time == "prior" else ""  # 上年支出60万元中，人员占70%，本年占72%
    elif (
        before is not None
        and before.kind == mention.kind
        and (
            _IN_ORDER.fullmatch(gap) or (gap == "，前者" and before.total)  # 合计投入60万元，前者20万元，后者40万元
        )
    ):
        mention.opener = "whole"  # 支出145万元，依次为办公费64万元、水电费22万元
    if not mention.opener and (within := _WITHIN.search(gap)):
        mention.opener, mention.split = "within", tidy(within[1])
    if mention.opener == "whole" and mention.mainly:
        mention.opener = "weak"
    if any("purpose" in word.kinds for word in words) and mention.opener:
        mention.opener = "weak"
    mention.opens_sentence = mention.opener != "" and before is None


def tell_aspects(mention: Quantity, words: list[LexicalWord], report: int) -> None:
    """Plan, result, time and kind of balance of the mention, from the words of its clause."""
    _tell_time(mention, words, report)
    _tell_stock(mention, words)
    _tell_plan(mention, words)
    told = {kind for word in words for kind in word.kinds}
    mention.total = (
        mention.total or "total" in told or "之和" in mention.tail or _SUMMED.search(mention.tail) is not None
    )
    if mention.total and (counted := _COUNTED.search(mention.gap)):
        mention.counted = _COUNTS.get(counted[1]) or (int(counted[1]) if counted[1].isdigit() else 0)
    inward, outward = mention.tail.rfind("收入"), mention.tail.rfind("支出")
    if inward != outward:
        mention.flow = "收入" if inward > outward else "支出"
    elif mention.tail.rstrip("为是达了：").endswith(("成本", "经费", "费用", "费", "开支", "列支", "实支")):
        mention.flow = "支出"


def _tell_time(mention: Quantity, words: list[LexicalWord], report: int) -> None:
    for word in words:
        kinds = word.kinds
        if "year" in kinds:
            mention.year = int(word.text[:4])
            mention.time = time_of(mention.year, report)
            if word.text.endswith(("末", "底")) and mention.time != "prior":
                mention.time = "closing"
            elif word.text.endswith("初"):
                mention.time = "opening"
        for time in ("prior", "this", "next", "opening", "closing"):
            if time in kinds and not (time == "this" and ("plan" in kinds or mention.time == "prior")):
                stale = time == "prior" and word.text in _OPENING_STOCK
                stale = stale or (time == "closing" and mention.time in ("prior", "opening"))  # 上年末滚存结余
                mention.time = "opening" if stale else time
    if not mention.time and _YEAR_END.match(mention.tail):
        mention.time = "closing"  # 截至12月31日24时在所261人
    if _PART_YEAR.search(mention.gap):
        mention.time = "part"


def _tell_stock(mention: Quantity, words: list[LexicalWord]) -> None:
    """What balance it is of, if any, and whether money came in or went out."""
    for word in words:
        kinds = word.kinds
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
    bare = mention.tail.rstrip(FILLING)
    if bare.endswith("均") and pattern(_EACH).search(bare):  # hardly any does: the pattern is long
        mention.stock = "average"
    if mention.stock == "average" and mention.amount.unit.name == "亿元":
        mention.stock = ""  # 生均公用经费拨付3.18亿元: the name of a fund
    if not mention.stock and ("结转" in mention.tail or "结余" in mention.tail):
        mention.stock = "left"
    if mention.stock == "left" and pattern(_GIVEN_BACK).search(mention.tail):
        mention.stock, mention.move = "", -1


def _tell_plan(mention: Quantity, words: list[LexicalWord]) -> None:
    """Whether it was planned, was added to a plan, or came of one: the last word that says so counts."""
    last = ""
    for word in words:
        kinds = word.kinds
        if "added" in kinds:
            mention.added, last = True, "added"
        elif "plan" in kinds:
            last = "plan"
            mention.adjusted = "adjusted" in kinds
        elif "actual" in kinds or ("actual_short" in kinds and says_result(mention.tail, word)):
            last = "actual"
        elif "plan_short" in kinds and word.start == 0 and word.text == "计划":
            last = "plan"  # 计划资助学生147人次
        elif word.text == "计划" and _PLANNED.search(mention.tail):
            last = "plan"  # 年度计划举办活动260场
        elif "plan_short" in kinds and not mention.tail[word.end :].strip(FILLING):
            last = "plan"
    if last == "plan" and mention.tail.removeprefix("其中").startswith(("使用", "动用")):
        last = "actual"  # 使用当年预算968万元
    if last == "plan" and pattern(_CUT_PLAN).search(mention.tail):
        mention.added, last = True, "added"  # 年底财政收回指标32万元
    mention.plan, mention.actual = last == "plan", last == "actual"


def says_result(tail: str, word: LexicalWord) -> bool:
    """Whether a word of results stands right before the number, and says no result that was not come to (未执行)."""
    return not tail[word.end :].strip(FILLING) and tail[word.start - 1 : word.start] != "未"


def tell_behind(mention: Quantity, report: int) -> None:
    """Time and plan where they stand behind the number: in brackets (203万元（上年度）), 目标的."""
    if mention.role is Role.LEVEL and _AIM_BEHIND.match(mention.after):
        mention.plan, mention.actual = True, False
    aside = _BEHIND.match(mention.after) if mention.role is Role.LEVEL else None
    for word in lexicon().words(aside[1]) if aside else ():
        for time in ("prior", "this", "next", "opening", "closing"):
            if time in word.kinds:
                mention.time = time
        if "year" in word.kinds:
            mention.year = int(word.text[:4])
            mention.time = time_of(mention.year, report)
        if "plan" in word.kinds:
            mention.plan = True


def time_of(year: int, report: int) -> str:
    """What ``year`` is to the year of the report: "this", "prior" or "next"; "" where that one is not known."""
    if not report:
        return ""
    return "this" if year == report else "prior" if year < report else "next"

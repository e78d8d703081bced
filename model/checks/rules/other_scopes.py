"""Finds where a sentence begins to speak of something other than the department's whole year.

That is a part of it, another time, or another body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from model.report.references import Names

# Words in the sentence before a clause that say that it speaks of a part, of another time or plan, of somebody else.
# Kept as words: to compile a pattern of them would take a fortieth of the time of a check.
_SCOPES = (
    *("其中", "中，", "中,", "该", "某", "每", "除", "如", "若", "按", "各区", "各县", "全省", "全国", "所属", "下属"),
    *("直属", "派出", "方面，", "用于", "剔除", "扣除", "不含", "假设", "计划", "力争", "发现", "指出", "上半年"),
    *("下半年", "季度", "月，", "月,", "月份", "前三", "截至目前", "以来", "期间", "历年", "累计", "近三年", "年来，"),
    *("去年，", "上年，", "同期", "下一年", "明年", "次年", "年初预算", "部门预算", "全年预算", "预算安排", "预算批复"),
    *("新购", "报废", "核销", "划入", "调入", "划出", "盘盈", "盘亏", "捐赠", "拍卖"),
)
# What other bodies are called; some only with a word before or behind, see ``_bodies``.
_BODIES = (
    *("公司", "集团", "企业", "合作社", "小学", "中学", "大学", "学院", "幼儿园", "医院", "卫生院", "研究院", "设计院"),
    *("法院", "检察院", "法庭", "支队", "大队", "社区", "机关", "本级", "所", "站", "中心"),
)
_OTHER_TIMES = (
    *("上年", "去年", "下年", "明年", "次年", "上一年", "去一年", "下一年", "明一年", "次一年"),
    *("十三五", "十四五", "十五五"),
)
_MONTHS = tuple(map(str, range(1, 12)))


def scope_of(sentence: str) -> int:
    """The place behind the first word for a part, another time or a plan; beyond the end where there is none."""
    return min([sentence.find(words) + len(words) for words in _SCOPES if words in sentence], default=len(sentence) + 1)


@cache
def _bodies() -> re.Pattern[str]:
    """What other bodies than the department are called; not 我中心, nor 中心城区."""
    whole = "公司|集团|企业|合作社|[小中大]学|学院|幼儿园|医院|卫生院|[研设][究计]院|法院|检察院|法庭|[支大]队|社区"
    office = "[厅局委]机关|本级|(?:研究|派出|司法|休养|事务|监管|管理|服务)所|(?:服务|管理|监测|工作|水文)站"
    return re.compile(f"(?<![我本全为])(?:{whole}|{office}|中心(?![城任工思组环地]))")


@cache
def _digits() -> re.Pattern[str]:
    return re.compile("[0-9]+")


def _times(sentence: str, year: str) -> Iterator[int]:
    """The places behind other years than ``year`` and behind months before December.

    A year that the sentence only compares with (较上年) is left out.
    """
    for found in _digits().finditer(sentence):
        before, after = sentence[: found.start()][-1:], sentence[found.end() : found.end() + 1]
        of_year = len(found[0]) == 4 and found[0].startswith(("19", "20")) and after in ("年", *"—–－~～-")
        another = of_year and found[0] != year and before not in ("较", "比", "与", "自", "从", "由")
        if another or (after == "月" and found[0] in _MONTHS):
            yield found.end() + 1
    for words in _OTHER_TIMES:
        at = sentence.find(words)
        while at >= 0:
            if sentence[:at][-1:] not in ("较", "比", "与"):
                yield at + len(words)
            at = sentence.find(words, at + 1)


def aside_of(sentence: str, names: Names) -> int:
    """Where the sentence has named another body or time, whose figures follow; past its end: never."""
    end = len(sentence) + 1
    for own in names.own:
        sentence = sentence.replace(own, "甲" * len(own))
    found = [sentence.find(part) + len(part) for part in names.parts if part in sentence]
    found += _times(sentence, names.year)
    if any(words in sentence for words in _BODIES) and (body := _bodies().search(sentence)):
        found.append(body.end())
    return min(found, default=end)


# What this year's result is held against; a sentence of the year before would have to say so of its own.
_AGAINST = ("较上年", "比上年", "与上年", "较去年", "比去年", "与去年", "同比")


def left_in(sentence: str, text: str, year: str) -> bool:
    """Whether ``sentence`` of ``text`` begins with the year before ``year`` and tells a result against 上年.

    Where the text speaks of any other year, too, it goes through the years, and the sentence may be right.
    """
    last = str(int(year) - 1) if year.isdigit() else ""
    said = sentence.lstrip().removeprefix("截至").removeprefix("截止")
    return (
        bool(last)
        and said.startswith(last + "年")
        and any(words in said for words in _AGAINST)
        and {found[0] for found in _years().finditer(text)} == {last}
    )


@cache
def _years() -> re.Pattern[str]:
    return re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?=年|[—–－~～-])")

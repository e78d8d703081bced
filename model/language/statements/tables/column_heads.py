"""What the heads of columns say that a column states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.language.lexicon import lexicon
from model.patterns import Pattern

TOTAL = Pattern(r"(?:合计|总计|共计|总额|总分)(?:数|金额)?")
SCORES = Pattern("(?:自评|评价|实际)?得分|分值|权重|满分")
RATE = Pattern(r"率|%|比重|比例|占比|幅度|均|单价|元/|进度")
RATES = frozenset({"rate", "execution", "share", "label"})
# A share of something else than the column: 占预算%, 占上年比重.
RATE_OF = Pattern("占.{1,20}?[比%重例]")
GROWTH = Pattern("增|减|降|升|变动|幅|长")
DECLINE = Pattern("减少|降|节约|节支|压减")
# What is left over of one column by another.
DIFFERENCE = Pattern("增减|变动|差|升降|结余|结转|剩余|余额|未|空|缺|超编|扣分|节约|节支|调整[数额]|追加|净值")
_YEAR = Pattern("(20[0-9]{2})年")
_LONGEST_NAME = 10
_LABEL = Pattern("序号|行次|编码|科目|单位|备注|名称|项目(?!支出|经费|资金|预算)|类别")


def is_total(label: str) -> bool:
    """Whether a row or a column is called a total."""
    return TOTAL.fullmatch(label.lstrip("一二三四五六七八九十、.0123456789（）")) is not None


def ends_as_total(label: str) -> bool:
    """Whether a row is called the total of something (收入合计)."""
    return label.endswith(("合计", "总计")) and len(label) <= _LONGEST_NAME


def kind_of(text: str) -> str:
    """What a column states, by its head: "plan", "actual", "this", "prior", "change", "rate", "execution" ..."""
    kinds = {kind for word in lexicon().words(text) for kind in word.kinds}
    if RATE_OF.search(text) and not kinds & {"execution", "plan"}:
        return "share"
    if _LABEL.search(text) and not kinds & {"plan", "actual", "execution"}:
        return "label"
    if "execution" in kinds:
        return "execution"
    if re.search("增减|增长|变动|差额|升降", text):
        return "rate" if re.search("率|%|幅|比例", text) else "change"
    if "share" in kinds or "%" in text:
        return "share"
    if is_total(text):
        return "total"
    if "prior" in kinds:
        return "prior"
    if kinds & {"plan", "plan_short"} and "actual" not in kinds:
        return "plan"
    if "actual" in kinds or "completed" in kinds:
        return "actual"
    if "this" in kinds:
        return "this"
    return ""


def kinds_of(heads: Sequence[str]) -> list[str]:
    """The kinds of all columns; of results of two years, those of the earlier one are "prior"."""
    kinds = [kind_of(text) for text in heads]
    years = {
        at: int(found[1])
        for at, text in enumerate(heads)
        if at and kinds[at] in ("", "actual") and (found := _YEAR.search(text))
    }
    latest = max(years.values(), default=0)
    if latest - 1 in years.values():
        for at, year in years.items():
            kinds[at] = "prior" if year == latest - 1 else "actual" if year == latest else "earlier"
    return kinds

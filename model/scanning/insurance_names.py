"""The names of social insurance funds, as far as they tell one fund from another."""

from __future__ import annotations

import re
from typing import Final

_KIND: Final = r"(?:养老|医疗|医保|工伤|失业|生育)"
_FUND: Final = re.compile(rf"(?:[\u4e00-\u9fff（）]{{0,14}}?){_KIND}[\u4e00-\u9fff]{{0,8}}?基金")
_BEFORE: Final = re.compile(
    r"^(?:截[至止]|到|[0-9]{4}年度?|年度?(?!金)|年末|末|底|本年度|其中|我市|我县|我区|全市|全县|全区|全省|市本级|县本级|区本级|市级|本级|本年|当年)+"
)
_LOOSE: Final = re.compile(
    r"基本|职工|事业单位|保险|基金|市本级|县本级|区本级|本级|市级|企业(?=失业|工伤)|（.*?）|情况|收支"
)
# Whose fund it is: what tells two funds of one kind apart.
_OTHERS: Final = re.compile(r"居民|城乡|农村|机关|灵活|大病|大额|补充|职业|公务员")


def fund_name(title: str) -> str:
    """The name of the fund that a heading or clause names; "" where it names none."""
    if "基金" not in title:
        return ""
    found = _FUND.search(re.sub(r"社会保险基金", "", title))
    return _BEFORE.sub("", found[0]) if found else ""


def same_fund(known: str, said: str) -> bool:
    """Whether both names mean one fund."""
    one, other = _LOOSE.sub("", known), _LOOSE.sub("", said)
    return one == other or bool(one and other.endswith(one) and not _OTHERS.search(other.removesuffix(one)))

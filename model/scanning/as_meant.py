"""The words of a report as they are meant, where its way of writing would mislead the reader of language."""

from __future__ import annotations

import re
from typing import Final

from model.patterns import Pattern

_TORN: Final = Pattern(
    r"^([0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[ \t\u3000][\u4e00-\u9fff])"
    r"|附?[件图表] ?[0-9]{1,2}(?:-[0-9]{1,2})?)[ \t\u3000]"
)
# A heading behind its number: 6 绩效.
_NUMBERED: Final = Pattern(
    r"^([0-9]{1,2})[ \t\u3000]{1,4}(?=(?![年月日个名人项件])[\u4e00-\u9fff][^，。；：0-9 ]{1,20}$)"
)
_AGAINST_BEFORE_LAST, _AGAINST_LAST = Pattern("[比较与同和]前年"), Pattern("[比较与同和]去年")
_THIS_YEAR: Final = Pattern("今年|本年")


def calls_own_year_last(prose: str) -> bool:
    """Whether a report calls its own year 去年: what it is held against is 前年."""
    own = _AGAINST_BEFORE_LAST.search(prose) or ("前年" in prose and not _THIS_YEAR.search(prose))
    return "去年" in prose and bool(own) and not _AGAINST_LAST.search(prose)


def as_meant(text: str, *, spoken: bool) -> str:
    """``text`` without what misleads, each sign where it stood: 2.1 本年 is not so many books, 去年 may be this year.

    ``spoken``: the report calls its own year 去年.
    """
    text = _NUMBERED.sub(r"\1、", _TORN.sub(r"\1、", text))
    return (
        re.sub("(?<=，)一年前(?=[是为有])", "上年末", text.replace("去年", "本年")).replace("前年", "上年")
        if spoken
        else text
    )

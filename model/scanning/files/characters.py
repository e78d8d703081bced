"""One way of writing: half-width digits, Chinese punctuation, no spaces that typesetting or OCR left behind."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from model.patterns import Pattern
from model.text import UNSEEN, numeral_years

# All but what stays as it is.
_ODD: Final = Pattern("[^ -~\u4e00-\u9fff，。；：（）？！“”‘’《》、【】…—·％①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳Ⅰ-Ⅻ]")
_PUNCTUATION: Final = str.maketrans(
    {"(": "（", ")": "）", ":": "：", ";": "；", "?": "？", "!": "！", "[": "（", "]": "）"}
)
_MARKS: Final = str.maketrans(
    {"％": "%", "−": "-", "–": "-", "﹣": "-", "\u3000": " ", "\xa0": " ", "\t": " "} | dict.fromkeys(UNSEEN, "")
)
_WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·"
# Enumerators keep a mark of their own before the number that follows: "1. 2022年" is not 1.2022.
_ENUMERATOR: Final = Pattern(r"^\s*(?:([0-9]{1,2})\s*[.．]|([0-9]{1,2}(?:\.[0-9]{1,2}){1,3}))\s+(?=[0-9])")
_UNIT_AHEAD: Final = r"\s*(?:万亿|千万|百万|亿|万|千)?(?:元|人|户|个|家|件|%)"
_TORN_NUMBER: Final = Pattern(
    r"^([0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[ \t\u3000][\u4e00-\u9fff])"
    r"|附?[件图表] ?[0-9]{1,2}(?:-[0-9]{1,2})?)[ \t\u3000]"
)
# A heading behind its number: 6 绩效.
_BEHIND_NUMBER: Final = Pattern(
    r"^([0-9]{1,2})[ \t\u3000]{1,4}(?=(?![年月日个名人项件])[\u4e00-\u9fff][^，。；：0-9 ]{1,20}$)"
)
_AGAINST_BEFORE_LAST, _AGAINST_LAST = Pattern("[比较与同和]前年"), Pattern("[比较与同和]去年")
_THIS_YEAR: Final = Pattern("今年|本年")


def _plain(found: re.Match[str]) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKC", found[0]) if mark == " " or mark.isprintable())


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """``text`` of one paragraph in the one way of writing; spaces stay only between Latin words and whole numbers."""
    text = _ODD.sub(_plain, text.translate(_MARKS))
    text = _ENUMERATOR.sub(lambda found: f"{found[1] or found[2]}、", text.strip())
    text = numeral_years(text)
    text = text.translate(_PUNCTUATION)
    text = re.sub(r"(?<=[0-9])\s+(?=[.,][0-9])|(?<=[0-9][.,])\s+(?=[0-9])", "", text)
    text = re.sub(r"(?<=[0-9])\s+(?=[.,]\s[0-9])", "", text)
    text = re.sub(r"(?<=[0-9][.,])\s+(?=[0-9])", "", text)
    text = _join_digits(text)
    text = re.sub(rf"(?<=[0-9])\s+(?={_UNIT_AHEAD[3:]})", "", text)
    text = re.sub(rf"(?<=[{_WIDE}])\s++|(?<!\s)\s++(?=[{_WIDE}])", "", text)
    text = re.sub(rf"(?<=[0-9])[，、](?=[0-9]{{3}}(?:\.[0-9]+)?{_UNIT_AHEAD})(?<![0-9]{{4}}[，、])", ",", text)
    text = re.sub(rf"(?<=[0-9])。(?=[0-9]{{1,4}}{_UNIT_AHEAD})", ".", text)
    text = re.sub(r",(?![0-9]{3}(?![0-9]))|(?<![0-9]),", "，", text)
    return re.sub(r"(?<=[万亿千百])\s+(?=元)|(?<=百分)\s+(?=点)", "", text)


_TORN: Final = Pattern(r"(?<![0-9.,])[0-9][0-9.,]*(?: [0-9.,]+)+(?![0-9])")
_WHOLE: Final = Pattern(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,4})?|[0-9]+(?:\.[0-9]{1,4})?")


def _join_digits(text: str) -> str:
    """Digits that spaces tore apart, where together they are one number with a unit or a decimal point."""

    def join(found: re.Match[str]) -> str:
        pieces = found[0].split(" ")
        first, whole = pieces[0], "".join(pieces).rstrip(".,")
        tail = "".join(pieces)[len(whole) :]
        if len(whole) == 4 and whole.isdigit() and re.match(r"\s*年", text[found.end() :]):
            return whole
        if found.start() == 0 and len(first) < 3 and first.isdigit():
            return found[0]  # the number of a heading or an item
        if len(first) == 4 and first[:2] in ("19", "20") and "." in whole[4:] and len(whole) > 7:
            return found[0]  # a year before an amount
        unit = re.match(_UNIT_AHEAD, text[found.end() :])
        whole_one = _WHOLE.fullmatch(whole) and (unit or "." in whole or "," in whole)
        return whole + tail if whole_one else found[0]

    return _TORN.sub(join, text)


def calls_own_year_last(prose: str) -> bool:
    """Whether a report calls its own year 去年: what it is held against is 前年."""
    own = _AGAINST_BEFORE_LAST.search(prose) or ("前年" in prose and not _THIS_YEAR.search(prose))
    return "去年" in prose and bool(own) and not _AGAINST_LAST.search(prose)


def as_meant(text: str, *, spoken: bool) -> str:
    """``text`` without what misleads, each sign where it stood: 2.1 本年 is not so many books, 去年 may be this year.

    ``spoken``: the report calls its own year 去年.
    """
    text = _BEHIND_NUMBER.sub(r"\1、", _TORN_NUMBER.sub(r"\1、", text))
    return (
        re.sub("(?<=，)一年前(?=[是为有])", "上年末", text.replace("去年", "本年")).replace("前年", "上年")
        if spoken
        else text
    )

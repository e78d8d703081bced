"""Whose accounts a table holds: the department named above it, in its title or on the cover, and the draft's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from model.language.lexicon import pattern
from model.patterns import Pattern
from model.text import in_order
from model.workbooks.tables.table_words import WORDS

_NAMED: Final = Pattern(
    r"(?s)(?:预算年度:20[0-9]{2})?(?:(?:编制|填报|编报|公开|预算|汇总|上报)?(?:部门|单位|机构)(?:\(.{2,4}\))?(?:名称)?(?:\(.{2,4}\))?):"
    r"(?:[\[(]?[0-9][0-9\])-]*)?(.*?)(?:(?:20[0-9]{2}年度?)?(?:截[止至]日期:.*?)?(?:(?:金额|计量|货币)?单位:.*)?)?"
)
_TITLED: Final = pattern(
    r"(?:20[0-9]{2}年度?)?([\u4e00-\u9fff()〇○]{1,30}?<accounted_bodies>(?:\(?(?:本级|机关|汇总|本部)\)?)?)"
    r"(?:20[0-9]{2}年度?)?(?=(?:部门|单位|整体|年度)*(?:<accounts_titles>|\"三公|项目支出|机构人员|国有资产))"
)
_LABEL: Final = Pattern("(?:主管|预算)?(?:部门|单位)名称|主管部门")
_BODY: Final = pattern(r".{2,40}<accounted_bodies>")
# The unit of the amounts, or what is counted: 单位:万元; 单位:人、辆.
_OF_AMOUNTS: Final = Pattern(
    "(?:金额|计量|货币)?单位:(?:(?:人民币)?(?:千|万|百万|亿)?元|[人个辆台名套件](?:[、,/和及][人个辆台名套件万元]{1,2})*$)"
)
_OWN: Final = pattern(r"\(?<own_office>\)?$")
_UNIT: Final = pattern(r"(?![及和与含暨、])(?:(?:<below>).{0,40}|.{1,40}(?:<accounted_bodies>|<bodies_below>))")
_BOOKKEEPERS: Final = Pattern(WORDS["bookkeepers"])
_ASIDE: Final = Pattern(r"\([^()]*\)|^中共|^中国共产党|汇总$")
_PLACE: Final = Pattern(r"^.{1,4}?(?:省|市|州|盟|地区|县|区|旗)")


def stated(texts: Sequence[str], after: str = "") -> str:
    """The department that a line 部门：… among ``texts`` names, or a cell behind 部门名称, else the one in a title.

    "" for none.
    ``texts`` are clean. ``after`` is the start of a pattern that ends such a line.
    """
    for text, following in zip(texts, [*texts, ""][1:], strict=True):
        if _LABEL.fullmatch(text) and _BODY.fullmatch(following):
            return following
        found = _NAMED.fullmatch(text)
        if found is None or _OF_AMOUNTS.match(text):
            continue
        named = found[1] or ("" if after and re.match(after, following) else following)
        if named and not re.fullmatch(r"20[0-9]{2}年度?", named) and not _BOOKKEEPERS.fullmatch(named):
            return re.sub(r"\((?:盖|公|签)章\)$|20[0-9]{2}年度?$", "", named)
    return titled(texts)


def titled(texts: Iterable[str]) -> str:
    """The department that a title names: 乙市教育局2023年度支出决算表; "" for none."""
    for text in texts:
        found = _TITLED.match(text)
        if found is not None and len(found[1]) > 2 and re.search(r"[表书]|决算|公开", text) and len(text) < 60:
            return found[1]
    return ""


def same(one: str, other: str) -> bool:
    """Whether two names mean one department, and both or neither its office alone: 本级 is not the whole of it."""
    return alike(one, other) and bool(_OWN.search(_plain(one))) == bool(_OWN.search(_plain(other)))


def is_own_office(name: str) -> bool:
    """Whether a name is that of the department's own office: 本级, 机关."""
    return any(_OWN.search(each) for each in (_plain(name), _ASIDE.sub("", _plain(name))))


def alike(one: str, other: str) -> bool:
    """Whether two names mean one department, 本级 or the whole of it.

    A short name is one whose signs all stand in the other, in order. What is called by the department's name and that
    of a unit behind it is another: 档案馆信息中心 keeps accounts of its own.
    """
    left, right = (_ASIDE.sub("", _OWN.sub("", _plain(name))) for name in (one, other))
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    if _within(short, long):
        return True
    # 长沙市人社局 and 人力资源和社会保障局: the place stands in one of them only.
    bare = [_PLACE.sub("", name) for name in (short, long)]
    places = [name.removesuffix(rest) for name, rest in zip((short, long), bare, strict=True)]
    return "" in places and any(_within(*pair) for pair in (bare, bare[::-1]) if len(pair[0]) > 1)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _within(short: str, long: str) -> bool:
    if len(short) < 2 or not in_order(short, long):
        return False
    end = 0
    for mark in short:
        end = long.index(mark, end) + 1
    return _UNIT.fullmatch(long, end) is None

"""The kinds of tables that figures are taken from, as ``table_kinds.toml`` declares them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

# The kinds that are read in ways of their own.
INCOME_AND_EXPENDITURE: Final = "收入支出决算总表"
APPROPRIATION: Final = "财政拨款收入支出决算总表"
THREE_PUBLIC: Final = "三公经费支出决算表"
STAFF: Final = "基本数字表"
STAFF_BELOW: Final = "所属单位人员情况表"
PROJECT_LIST: Final = "项目支出执行情况表"
GENERAL_PROJECTS: Final = "一般公共预算项目支出情况表"
PROJECT_LISTS: Final = (PROJECT_LIST, GENERAL_PROJECTS)
INSURANCE: Final = "社会保险基金收支决算表"
ASSETS: Final = "资产情况表"
ASSET_LIST: Final = "固定资产分类表"
DISPOSAL_LIST: Final = "资产处置情况表"
FUND_LISTS: Final = ("政府性基金支出情况表", "国有资本经营支出情况表")
NEW_ASSETS: Final = "新增固定资产明细表"
ASSET_MOVES: Final = "固定资产增减变动表"


@dataclass(frozen=True, slots=True)
class TableKind:
    """A kind of table: the money that it ``covers``, and its ``titles`` as patterns of what they have and never have.

    ``needed``: without it figures of every report are missing. ``classified``: all functional classes add up to the
    total of each column. ``headed``: what a column is called, without which it is another table; "" for any. ``same``
    is the kind that it is read as, "" for itself, ``none`` the field that says that there is no such budget,
    ``incomes`` the list of the kinds of its income and the figure that is their sum; "" and () for other tables.
    """

    covers: str
    titles: tuple[tuple[str, str], ...]
    needed: bool = False
    classified: bool = False
    headed: str = ""
    same: str = ""
    none: str = ""
    incomes: tuple[str, ...] = ()


def declared(name: str, beside: str) -> dict[str, Any]:
    """What the file ``name`` beside the module ``beside`` declares, its ``words`` said in full."""
    found = tomllib.loads(Path(beside).with_name(name).read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    for word, text in found["words"].items():
        words[word] = pattern_of(text, words)
    return found | {"words": words}


def pattern_of(text: str, words: Mapping[str, str]) -> str:
    """The pattern ``text`` with the words in the places of their names: <name>."""
    return re.sub("<([a-z_]+)>", lambda name: f"(?:{words[name[1]]})", text)


def _kinds() -> dict[str, TableKind]:
    found = declared("table_kinds.toml", __file__)
    words = found.pop("words")
    kinds = {}
    for name, told in found.items():
        titles = [(title["has"], title["lacks"]) for title in told.pop("titles")]
        patterns = tuple((pattern_of(has, words), pattern_of(lacks, words)) for has, lacks in titles)
        kinds[name] = TableKind(titles=patterns, incomes=tuple(told.pop("incomes", ())), **told)
    return kinds


KINDS: Final = _kinds()
"""By their names, which are titles that they often have; the first that a title fits is meant."""


def kind_of(title: str) -> str:
    """The kind of table that has ``title``; "" for none that is declared."""
    if not re.search(r"(?:表|台账|清单|情况|变动|分类)(?:\([^()]{1,20}\))*$", title):
        return ""
    for name, kind in KINDS.items():
        if any(re.search(has, title) and not re.search(lacks, title) for has, lacks in kind.titles):
            return name
    return ""

"""The kinds of tables of the 部门决算公开 that figures are taken from, how their titles read, how a place is named.

Titles are patterns over text without spaces, line breaks, quotation marks and numbering, brackets half-width.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

EXPENDITURE = "支出决算表"
EXPENDITURE_DETAIL = "支出决算明细表"
INCOME_AND_EXPENDITURE = "收入支出决算总表"
INCOME = "收入决算表"
APPROPRIATION = "财政拨款收入支出决算总表"
GENERAL = "一般公共预算财政拨款支出决算表"
BASIC_DETAIL = "一般公共预算财政拨款基本支出决算明细表"
THREE_PUBLIC = "三公经费支出决算表"
FUNDS = "政府性基金预算财政拨款收入支出决算表"
STATE_CAPITAL = "国有资本经营预算财政拨款支出决算表"
ALL_BASIC_DETAIL = "基本支出决算明细表"
STAFF = "基本数字表"
ASSETS = "资产情况表"


class Title(NamedTuple):
    """How the titles of one kind of table read: what they contain, and what they never do."""

    kind: str
    has: str
    lacks: str = "(?!)"


_ENDS: Final = "(?:总|明细|公开|情况)?表"
# A table of the budget is none of the accounts; 一般公共预算 in a title says which budget the accounts are of.
_OF_BUDGET: Final = r"(?<!公共)(?<!基金)(?<!经营)(?<!会预)预算(?!.*决算)(?!财政)|说明|情况分析"

TITLES: Final = (
    Title(THREE_PUBLIC, r"三公经费.*(?:决算|支出|情况|统计).*表", rf"{_OF_BUDGET}|政府性基金|国有资本"),
    Title(THREE_PUBLIC, r"机构运行信息.*表", _OF_BUDGET),
    Title(FUNDS, rf"政府性基金.*决算{_ENDS}", r"三公"),
    Title(STATE_CAPITAL, rf"国有资本经营.*决算{_ENDS}", r"三公"),
    Title(BASIC_DETAIL, r"一般公共预算(?:财政拨款)?基本支出决算(?:明细)?表", r"项目支出"),
    Title(ALL_BASIC_DETAIL, r"基本支出决算明细表", r"预算|财政拨款|项目支出"),
    Title(STAFF, r"基本数字.*表|(?:机构)?人员(?:编制)?(?:基本)?(?:情况|信息)表", _OF_BUDGET),
    Title(ASSETS, r"资产(?:情况|信息|状况|统计|负债|总)(?:简)?表", r"资产负债表附|明细|卡片|处置|配置"),
    Title(GENERAL, rf"一般公共预算(?:财政拨款)?(?:收入)?支出决算{_ENDS}", r"基本支出|项目支出"),
    Title(APPROPRIATION, rf"财政拨款(?:收入支出|收支)决算{_ENDS}", r"一般公共|政府性基金|国有资本|基本支出|项目支出"),
    Title(INCOME_AND_EXPENDITURE, rf"(?:收入支出|收支)决算{_ENDS}", r"财政拨款|预算|专户"),
    Title(INCOME, rf"收入决算{_ENDS}", r"支出|财政拨款|预算|非税|专户"),
    Title(EXPENDITURE_DETAIL, r"支出决算明细表", r"收入|财政拨款|预算|基本支出|项目支出|经营支出|专户"),
    Title(EXPENDITURE, rf"支出决算{_ENDS}", r"收入|财政拨款|预算|基本支出|项目支出|经营支出|专户"),
)

# Which money the amounts of a table cover.
COVERS: Final = {
    EXPENDITURE: "全部经费",
    EXPENDITURE_DETAIL: "全部经费",
    INCOME_AND_EXPENDITURE: "全部经费",
    INCOME: "全部经费",
    APPROPRIATION: "财政拨款",
    GENERAL: "一般公共预算财政拨款",
    BASIC_DETAIL: "一般公共预算财政拨款",
    THREE_PUBLIC: "一般公共预算财政拨款",
    ALL_BASIC_DETAIL: "全部经费",
    STAFF: "全部人员",
    ASSETS: "全部资产",
    FUNDS: "政府性基金预算财政拨款",
    STATE_CAPITAL: "国有资本经营预算财政拨款",
}


class Spot(NamedTuple):
    """A place in a table. ``right_of``: the amount stands to the right of the label, in no column of that name.

    ``prefer``: where there are several such places, those with these words above them or before them count.
    ``after`` and ``before``: the row stands below or above the row of that label, in its own half of the table.
    """

    table: str
    row: str
    column: str = ""
    right_of: bool = False
    prefer: tuple[str, ...] = ()
    after: str = ""
    before: str = ""


class Coverage(NamedTuple):
    """What a figure covers: the draft says so in ``choice``; else ``part`` and ``whole`` must be the same amount.

    ``open`` is whether a choice not made means the whole.
    """

    choice: str
    value: str
    part: str
    whole: str
    open: bool = False


class MappedFigure(NamedTuple):
    """A figure of the report by its path, and where it stands: the first table that is there counts.

    Where ``spots`` cover a part of the accounts only, ``whole`` are the places of the same figure of all of them.
    ``sign``: many tables do not have the figure; only one with these words is told where it was not found.
    ``needs``: the figure says nothing where the figure of that path was not found. ``added``: where none of ``spots``
    is there, the amounts at the places of one of these groups are added.
    """

    path: str
    spots: tuple[Spot, ...]
    scope: Coverage | None = None
    whole: tuple[Spot, ...] = ()
    sign: str = ""
    needs: str = ""
    added: tuple[tuple[Spot, ...], ...] = ()


def kind_of(title: str) -> str:
    """The kind of table that has ``title``; "" for none that the mapping knows."""
    if not re.search(r"表(?:\([^()]{1,20}\))?$", title):
        return ""
    for known in TITLES:
        if re.search(known.has, title) and not re.search(known.lacks, title):
            return known.kind
    return ""

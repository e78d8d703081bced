"""How rows and columns of amounts are called: patterns, in words of the tables, that the places of figures share.

Titles, rows and columns are patterns over text without spaces, line breaks, quotation marks and numbering, brackets
half-width. A column is named by its headers from the top, joined by "/".
"""

from __future__ import annotations

from typing import Final

from model.workbooks.tables.table_kinds import Coverage

TOTAL_ROW: Final = r"(?:部门|单位)?(?:合计|总计)|(?:本年)?支出(?:决算)?(?:合计|总计)|本年合计"
THE_ONE_ROW: Final = ""  # the table has one row of amounts, or a row 合计
AMOUNT: Final = r"(?:本年|全年)?(?:支出)?决算(?:支出)?(?:数|金额)?(?:\(统计数\))?|(?:本年)?实际支出数?|金额|小计|合计"
BUDGET: Final = r"(?:本年|全年|年初|调整|年度|批复|部门)?(?:支出)?预算(?:批复)?数?(?:金)?额?"
ACTUAL: Final = (
    r"(?:本年|全年|年度)?(?:支出)?决算(?:支出)?(?:数|金额)?(?:\(统计数\))?|统计数"
    r"|(?:本年|全年|年度)?(?:实际支出(?:数|金额)?|支出(?:数|金额|额))"
)


def column_of(name: str) -> str:
    """The headers of a column of amounts called ``name``, wherever 决算数 and 小计 stand."""
    return rf"(?:(?:{AMOUNT}|(?:本年)?支出)/)*(?:{name})(?:/?\(?(?:{AMOUNT})\)?)*"


BY_NATURE: Final = rf"(?:支出[^/]*/)?(?:{AMOUNT})"
BASIC_PART, BASIC = "general_budget.basic.actual", "overview.scale.basic"
PROJECT_PART, PROJECT = "general_budget.projects.actual", "overview.scale.project"
BREAKDOWN = Coverage("overview.scale.breakdown_scope", "一般公共预算基本支出", BASIC_PART, BASIC, open=True)
BASIC_SCOPE = Coverage("general_budget.scope", "仅一般公共预算", BASIC_PART, BASIC)
PROJECT_SCOPE = Coverage("general_budget.scope", "仅一般公共预算", PROJECT_PART, PROJECT)
ALL = r"(?:本年)?支出(?:决算)?(?:合计|总计)|本年支出|(?:部门|单位)?[合总]计"
RECEIVED: Final = rf"(?:收入[^/]*/)?(?:{AMOUNT})"
OPENING: Final = r"(?:加:)?(?:年初|上年)(?:财政拨款)?结转(?:和结余|结余)?"
CLOSING: Final = r"(?:年末(?:财政拨款)?结转(?:和结余|结余)?|结转下年)"
# The money of each budget as the tables call it: 一、一般公共预算财政拨款收入, 政府性基金预算.
BUDGETS: Final = {
    "general_public": "一般公共预算(?:财政)?(?:拨款)?",
    "government_fund": "政府性基金(?:预算)?(?:财政)?(?:拨款)?",
    "state_capital": "国有资本经营(?:预算)?(?:财政)?(?:拨款)?",
}
# The amounts beside the economic classes and what they are made of.
SUBJECT_AMOUNT: Final = r"(?:支出[^/]*/)?(?:(?:人员|(?:日常)?公用)经费/)?" + column_of(rf"{ALL}|小计|决算数|金额")

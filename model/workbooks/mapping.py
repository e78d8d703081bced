"""Which cell of which table of the 部门决算公开 is which figure of the report: data, in the order of the report."""

from __future__ import annotations

from typing import Final, NamedTuple

from model.workbooks.mapped.budget_figures import EXECUTION_FIGURES, FUND_FIGURES
from model.workbooks.mapped.column_names import BASIC, BASIC_PART, column_of
from model.workbooks.mapped.expenditure_figures import ANNEX_FIGURES, EXPENDITURE_FIGURES
from model.workbooks.mapped.income_figures import INCOME_FIGURES
from model.workbooks.mapped.possession_figures import POSSESSION_FIGURES, STAFF_COUNTS
from model.workbooks.mapped.three_public_figures import COUNTED, DETAILS, THREE_PUBLIC_FIGURES
from model.workbooks.tables.table_kinds import (
    BASIC_DETAIL,
    EXPENDITURE,
    EXPENDITURE_DETAIL,
    FUNDS,
    GENERAL,
    INCOME_AND_EXPENDITURE,
    STATE_CAPITAL,
    THREE_PUBLIC,
    Spot,
)

MAPPING: Final = (
    *EXPENDITURE_FIGURES,
    *THREE_PUBLIC_FIGURES,
    *INCOME_FIGURES,
    *EXECUTION_FIGURES,
    *FUND_FIGURES,
    *ANNEX_FIGURES,
    *POSSESSION_FIGURES,
)

# Project expenditure by function: the list, the column that its rows with codes of three digits stand in, those codes.
FUNCTIONS: Final = "overview.scale.functions"
FUNCTION_SPOT: Final = Spot(EXPENDITURE, "", column_of("项目支出"))
FUNCTION_CODES: Final = range(201, 235)

# The figures that are numbers of things, whatever unit the amounts of their table have.
COUNTS: Final = frozenset(f"{DETAILS}.{name}" for name in COUNTED) | STAFF_COUNTS

# The kinds of income of a budget, rows above the sum of its income: the list and that sum, by kind of table.
INCOMES: Final = {
    FUNDS: ("government_funds.incomes", "government_funds.income"),
    STATE_CAPITAL: ("state_capital.incomes", "state_capital.income"),
}

# Expenditure by economic class: the list, what it adds up to, the field that says of what, the names of the classes.
ECONOMIC: Final = "overview.scale.economic.items"
ECONOMIC_TOTAL: Final = "overview.scale.economic.total"
ECONOMIC_SCOPE: Final = "overview.scale.economic.scope"
ECONOMIC_NAME: Final = (
    r"工资福利支出|商品和服务支出|对个人和家庭的?补助(?:支出)?|债务利息及费用支出|(?:其他)?资本性支出(?:\(基本建设\))?"
    r"|对企业(?:事业单位)?的?补[助贴](?:支出)?(?:\(基本建设\))?|对社会保障基金补助(?:支出)?|其他支出"
)
ECONOMIC_CODES: Final = range(301, 400)
ECONOMIC_HEAD: Final = r"(?:按)?(?:支出)?经济分类(?:支出)?(?:合计)?"


class EconomicSource(NamedTuple):
    """What the economic classes in some tables are the classes of: ``value`` in the draft, ``whole`` their sum.

    ``part``: where the tables cover a part of the accounts, the figure that must be the same amount as ``whole``.
    """

    value: str
    tables: tuple[str, ...]
    whole: str
    part: str = ""


ECONOMIC_TABLES: Final = (
    EconomicSource("全部支出", (EXPENDITURE_DETAIL, INCOME_AND_EXPENDITURE, EXPENDITURE), "overview.scale.total"),
    EconomicSource("基本支出", (BASIC_DETAIL,), BASIC, BASIC_PART),
)


def economic_column(name: str) -> str:
    """The headers above the amounts of the economic class ``name``, a pattern."""
    return column_of(rf"(?:(?:本年)?(?:基本)?支出/)?(?:{name})(?:/(?:小计|合计))?")


# The tables of which all classes add up to the total of each column, as far as they have classes.
CLASSIFIED: Final = (EXPENDITURE, GENERAL, FUNDS, STATE_CAPITAL)

# What tables hold that the draft has no place for, told by the head of the codes: economic classes, units, projects.
UNUSED: Final = (
    ("经济", "按经济分类的数"),
    (r"(?:单位|部门|机构)(?:编码|代码|名称)?$|预算代码", "按单位列的数"),
    (r"项目(?:编码|代码)$", "按项目列的数"),
)

# The tables without which figures of every report are missing.
NEEDED: Final = (EXPENDITURE, GENERAL, BASIC_DETAIL, THREE_PUBLIC, FUNDS, STATE_CAPITAL)

# The field that says that there is no such budget, by the table that says so in a note.
NONE: Final = {FUNDS: "government_funds.none", STATE_CAPITAL: "state_capital.none"}

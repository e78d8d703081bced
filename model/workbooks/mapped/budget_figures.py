"""Where the budgets of the year stand beside what was spent, and the budgets that many departments do not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from model.workbooks.mapped.column_names import (
    ALL,
    AMOUNT,
    BASIC_SCOPE,
    BUDGETS,
    BY_NATURE,
    CLOSING,
    OPENING,
    PROJECT_SCOPE,
    RECEIVED,
    TOTAL_ROW,
    column_of,
)
from model.workbooks.mapped.income_figures import appropriated
from model.workbooks.tables.table_kinds import (
    APPROPRIATION,
    EXPENDITURE,
    FUNDS,
    GENERAL,
    INCOME_AND_EXPENDITURE,
    STATE_CAPITAL,
    Coverage,
    MappedFigure,
    Spot,
)

_ORIGINAL: Final = "年初(?:部门)?预算(?:批复)?数?"
_ADJUSTED: Final = "(?:全年|调整后?|全年调整后?)(?:部门)?预算数?|预算调整后?数"


def _of_budget(amount: str, money: str) -> str:
    """A column of the table of appropriations: 年初预算数 above the name of the budget or below it."""
    return rf"(?:支出[^/]*/)?(?:(?:{amount})/{money}|{money}/(?:{amount}))"


def _execution() -> tuple[MappedFigure, ...]:
    """The budgets of the year beside what was spent, as far as the tables have them."""
    found = []
    sign = "年初预算|年初部门预算|全年预算|调整"
    for name, amount in (("original", _ORIGINAL), ("adjusted", _ADJUSTED)):
        column = rf"(?:支出[^/]*/)?(?:{amount})"
        all_of_it = (
            Spot(INCOME_AND_EXPENDITURE, r"本年支出(?:决算)?合计", column),
            Spot(EXPENDITURE, TOTAL_ROW, rf"(?:{ALL})/(?:{amount})"),
        )
        found.append(MappedFigure(f"overview.scale.execution.{name}", all_of_it, sign=sign))
        general = _of_budget(amount, BUDGETS["general_public"])
        for path, label, scope in (("basic", "基本支出", BASIC_SCOPE), ("projects", "项目支出", PROJECT_SCOPE)):
            beneath = rf"(?:本年支出/)?{label}/(?:{amount})"
            spots = (Spot(APPROPRIATION, label, general), Spot(GENERAL, TOTAL_ROW, beneath))
            whole = (Spot(INCOME_AND_EXPENDITURE, label, column), Spot(EXPENDITURE, TOTAL_ROW, beneath))
            found.append(MappedFigure(f"general_budget.{path}.execution.{name}", spots, scope, whole, sign))
        for path, money in (("government_funds", "government_fund"), ("state_capital", "state_capital")):
            column = _of_budget(amount, BUDGETS[money])
            spent = Spot(APPROPRIATION, r"本年支出(?:决算)?合计", column)
            found.append(MappedFigure(f"{path}.execution.{name}", (spent,), sign=sign))
    opening = Spot(INCOME_AND_EXPENDITURE, OPENING, rf"(?:收入[^/]*/)?(?:{_ADJUSTED})")
    closing = Spot(INCOME_AND_EXPENDITURE, CLOSING, BY_NATURE)
    path = "overview.scale.execution"
    return (
        *found,
        MappedFigure(f"{path}.carried_in", (opening,), sign="全年|调整", needs=f"{path}.adjusted"),
        MappedFigure(f"{path}.carried_over", (closing,), sign="全年|调整", needs=f"{path}.adjusted"),
        *_carried("basic", BASIC_SCOPE, "基本支出结转(?:和结余|结余)?"),
        *_carried("projects", PROJECT_SCOPE, "项目支出结转和?结余", "项目支出结转", "项目支出结余"),
    )


def _carried(part: str, scope: Coverage, *names: str) -> Iterator[MappedFigure]:
    """What a kind of expenditure began with and what it left: a column of that name, or those that it is made of."""
    for name, side in (("carried_in", OPENING), ("carried_over", CLOSING)):
        spots = [Spot(GENERAL, TOTAL_ROW, rf"{side}/{column}(?:/[小合]计)?") for column in names]
        parted = tuple(spots[1:])
        yield MappedFigure(
            f"general_budget.{part}.execution.{name}",
            (spots[0],),
            scope,
            sign=names[0],
            added=(parted,) if parted else (),
        )


def _fund(path: str, table: str, money: str, spent: str) -> tuple[MappedFigure, ...]:
    """A budget that many departments do not have: its own table, and its column in the table of appropriations."""
    name = BUDGETS[money]
    column = rf"(?:支出[^/]*/)?(?:(?:{AMOUNT})/)?{name}(?:/(?:{AMOUNT}))?"

    def spots(own: str, row: str, amount: str = BY_NATURE) -> tuple[Spot, ...]:
        """One table of columns, or of two sides; the table of appropriations."""
        return Spot(table, TOTAL_ROW, column_of(own)), Spot(table, row, amount), Spot(APPROPRIATION, row, column)

    beside = Spot(APPROPRIATION, f"{name}(?:结转(?:和结余)?)?", RECEIVED, after=OPENING)
    received = "(?:本年)?收入合计|本年收入"
    opening = (*spots(OPENING, OPENING, RECEIVED)[:2], beside)
    closing, planned = spots(CLOSING, CLOSING), f"{path}.execution.adjusted"
    return (
        MappedFigure(f"{path}.actual", spots(spent, r"本年支出(?:(?:决算)?合计)?|支出合计")),
        MappedFigure(f"{path}.carried_over", closing, sign="年末|结转"),
        MappedFigure(f"{path}.opening", opening, sign="年初|上年"),
        MappedFigure(
            f"{path}.income",
            (*spots(received, received, RECEIVED)[:2], appropriated(name)),
            sign="收入",
        ),
        MappedFigure(f"{path}.transferred_in", (Spot(table, TOTAL_ROW, column_of("调入资金")),), sign="调入"),
        MappedFigure(f"{path}.transferred_out", (Spot(table, TOTAL_ROW, column_of("调出资金")),), sign="调出"),
        MappedFigure(f"{path}.execution.carried_in", opening, needs=planned),
        MappedFigure(f"{path}.execution.carried_over", closing, needs=planned),
    )


def _annexed() -> Iterator[MappedFigure]:
    """The budgets of annex 2 by kind of expenditure, and what each budget was to bring at first.

    Later budgets hold what was carried over, too, which the rows of income do not.
    """
    sources = (("general_public", BUDGETS["general_public"]), ("government_fund", BUDGETS["government_fund"]))
    rows = [(f"{part}.original", f"{money}收入", f"(?:收入[^/]*/)?(?:{_ORIGINAL})") for part, money in sources]
    for part, row in (("basic", "基本支出"), ("project", "项目支出")):
        for name, amount in (("original", _ORIGINAL), ("adjusted", _ADJUSTED)):
            rows.append((f"{part}.{name}", row, f"(?:支出[^/]*/)?(?:{amount})"))
    for path, row, column in rows:
        spot = Spot(INCOME_AND_EXPENDITURE, row, column)
        yield MappedFigure(f"department_evaluation.{path}", (spot,), sign="年初预算|年初部门预算|全年预算|调整")


EXECUTION_FIGURES: Final = (*_execution(), *_annexed())
FUND_FIGURES: Final = (
    *_fund("government_funds", FUNDS, "government_fund", r"本年支出(?:合计)?|支出合计"),
    *_fund("state_capital", STATE_CAPITAL, "state_capital", ALL),
)

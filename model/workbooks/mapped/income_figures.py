"""Where the money came from, and what is left of it: the tables of income, and of income and expenditure."""

from __future__ import annotations

from typing import Final

from model.workbooks.mapped.column_names import BUDGETS, BY_NATURE, CLOSING, OPENING, RECEIVED, column_of
from model.workbooks.tables.table_kinds import APPROPRIATION, INCOME, INCOME_AND_EXPENDITURE, MappedFigure, Spot

_ALL_INCOME: Final = r"(?:本年)?收入(?:决算)?(?:合计|总计)|本年收入|(?:部门|单位|本年)?[合总]计"
INCOME_NAMES: Final = {
    "from_superior": "上级补助收入",
    "special_account": "(?:财政)?专户(?:管理)?(?:资金|核拨|拨款)*收入",
    "institution": "事业收入",
    "operating": "经营收入",
    "from_affiliated": "(?:附属|下属)单位(?:上缴|缴款)收入",
    "other": "其他收入",
}


def appropriated(money: str) -> Spot:
    """The income from a budget in the table of appropriations, which lists it among the opening balances once more."""
    return Spot(APPROPRIATION, f"{money}(?:收入)?", RECEIVED, before=OPENING)


def _income() -> tuple[MappedFigure, ...]:
    """Where the money came from: rows of the table of both sides, columns of the table of income."""

    def row(name: str, column: str = RECEIVED) -> Spot:
        return Spot(INCOME_AND_EXPENDITURE, rf"(?:其中:)?(?:{name})(?:\(.*\))?", column)

    def column(name: str) -> Spot:
        return Spot(INCOME, _ALL_INCOME, column_of(name))

    path = "overview.income"
    found = [
        MappedFigure(f"{path}.{name}", (row(f"{money}(?:收入)?"), appropriated(money)))
        for name, money in BUDGETS.items()
    ]
    signs = {"special_account": "专户"}
    for name, label in INCOME_NAMES.items():
        found.append(MappedFigure(f"{path}.{name}", (row(label), column(label)), sign=signs.get(name, "")))
    return (
        *found,
        MappedFigure(f"{path}.total", (row(r"本年收入(?:决算)?(?:合计|小计)?"), column(rf"{_ALL_INCOME}|小计"))),
        MappedFigure(f"{path}.opening", (row(OPENING),)),
        MappedFigure(f"{path}.used_surplus", (row("使用非财政拨款结余.*|用事业基金弥补收支差额"),), sign="使用|弥补"),
        MappedFigure(f"{path}.distributed", (row("(?:减:)?结余分配", BY_NATURE),), sign="分配"),
        MappedFigure(f"{path}.closing", (row(CLOSING, BY_NATURE),)),
    )


INCOME_FIGURES: Final = _income()

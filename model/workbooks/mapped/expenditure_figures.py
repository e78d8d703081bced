"""Where the kinds of expenditure stand: 基本支出, 项目支出 and so on, 人员经费, 公用经费, the costs of the office."""

from __future__ import annotations

from typing import Final

from model.workbooks.mapped.column_names import (
    ACTUAL,
    ALL,
    AMOUNT,
    BASIC,
    BASIC_PART,
    BASIC_SCOPE,
    BREAKDOWN,
    BY_NATURE,
    PROJECT,
    PROJECT_PART,
    PROJECT_SCOPE,
    SUBJECT_AMOUNT,
    TOTAL_ROW,
    column_of,
)
from model.workbooks.tables.table_kinds import (
    ALL_BASIC_DETAIL,
    BASIC_DETAIL,
    EXPENDITURE,
    EXPENDITURE_DETAIL,
    GENERAL,
    INCOME_AND_EXPENDITURE,
    THREE_PUBLIC,
    Coverage,
    MappedFigure,
    Spot,
)


def _total(path: str, table: str, column: str, *others: Spot, scope: Coverage | None = None) -> MappedFigure:
    return MappedFigure(path, (Spot(table, TOTAL_ROW, column_of(column)), *others), scope)


def _by_nature(path: str, name: str) -> MappedFigure:
    """A kind of expenditure: a column or a row of the table of expenditure, a row of that of income and expenditure."""
    return _total(
        path,
        EXPENDITURE,
        name,
        Spot(EXPENDITURE, name, BY_NATURE),
        Spot(EXPENDITURE_DETAIL, TOTAL_ROW, column_of(name)),
        Spot(INCOME_AND_EXPENDITURE, name, BY_NATURE),
        Spot(INCOME_AND_EXPENDITURE, TOTAL_ROW, rf"本年支出/{name}(?:/合计|/小计)?"),
    )


def _part_of_general(path: str, name: str, scope: Coverage) -> MappedFigure:
    """What section two states: of the general public budget, or of all money."""
    whole = (Spot(EXPENDITURE, TOTAL_ROW, column_of(name)), Spot(INCOME_AND_EXPENDITURE, name, BY_NATURE))
    return MappedFigure(path, (Spot(GENERAL, TOTAL_ROW, column_of(name)),), scope, whole)


def _detail(path: str, name: str, scope: Coverage) -> MappedFigure:
    """A sum at the foot of the detailed table; where it has one table of subjects, a column of that name.

    Of all sources it stands among the kinds of expenditure in the table of income and expenditure, or of expenditure.
    """
    other = "公用经费" if name == "人员经费" else "人员经费"
    name = rf"(?:日常)?{name}"
    whole = (
        Spot(INCOME_AND_EXPENDITURE, name, BY_NATURE),
        Spot(EXPENDITURE, name, BY_NATURE),
        Spot(EXPENDITURE, TOTAL_ROW, column_of(rf"(?:本年支出/)?(?:基本支出/?)?{name}")),
    )
    foot = Spot(BASIC_DETAIL, rf"{name}(?:合计|小计|总计)", other, right_of=True)
    column = column_of(rf"(?:(?:本年)?(?:一般公共预算)?(?:财政拨款)?基本支出/)?{name}")
    return MappedFigure(
        path, (foot, Spot(BASIC_DETAIL, TOTAL_ROW, column), Spot(GENERAL, TOTAL_ROW, column)), scope, whole
    )


def _costs(line: str, *names: str) -> MappedFigure:
    """A line of the annexed basic data: rows of the detailed table, or its columns, that are added."""
    rows = tuple(Spot(BASIC_DETAIL, rf"(?:302[0-9]{{2}})?{name}", SUBJECT_AMOUNT) for name in names)
    columns = tuple(Spot(BASIC_DETAIL, TOTAL_ROW, column_of(rf"(?:[^/]*/)*{name}")) for name in names)
    of_all = tuple(Spot(ALL_BASIC_DETAIL, spot.row, spot.column) for spot in rows)
    return MappedFigure(
        f"basic_data.{line}.actual", (), BASIC_SCOPE, sign="|".join(names), added=(rows, columns, of_all)
    )


EXPENDITURE_FIGURES: Final = (
    _total(
        "overview.scale.total",
        EXPENDITURE,
        rf"{ALL}|小计|决算数|支出(?:决算)?数?",
        Spot(EXPENDITURE_DETAIL, TOTAL_ROW, column_of(rf"{ALL}|小计")),
        Spot(INCOME_AND_EXPENDITURE, r"本年支出(?:决算)?合计", rf"(?:支出[^/]*/)?(?:{AMOUNT})"),
        Spot(INCOME_AND_EXPENDITURE, TOTAL_ROW, r"本年支出/[合小]计|本年支出合计"),
    ),
    _by_nature(BASIC, "基本支出"),
    _by_nature(PROJECT, "项目支出"),
    _by_nature("overview.scale.operating", "经营支出"),
    _by_nature("overview.scale.remitted", "上缴上级支出"),
    _by_nature("overview.scale.subsidies", "对附属单位补助支出"),
    _part_of_general(BASIC_PART, "基本支出", BASIC_SCOPE),
    _part_of_general(PROJECT_PART, "项目支出", PROJECT_SCOPE),
    _detail("overview.scale.personnel", "人员经费", BREAKDOWN),
    _detail("overview.scale.general", "公用经费", BREAKDOWN),
    _detail("general_budget.basic.personnel", "人员经费", BASIC_SCOPE),
    _detail("general_budget.basic.general", "公用经费", BASIC_SCOPE),
)

ANNEX_FIGURES: Final = (
    _costs("office", "办公费"),
    _costs("travel", "水费", "电费", "差旅费"),
    _costs("meetings", "会议费", "培训费"),
    MappedFigure(
        "basic_data.procurement.actual", (Spot(THREE_PUBLIC, "政府采购支出(?:合计|总额)", ACTUAL),), sign="政府采购支出"
    ),
)

"""Which cell of which table of the 部门决算公开 is which figure of the report: data, in the order of domain tables.

Titles, rows and columns are patterns over text without spaces, line breaks, quotation marks and numbering, brackets
half-width. A column is named by its headers from the top, joined by "/".
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

EXPENDITURE = "支出决算表"
EXPENDITURE_DETAIL = "支出决算明细表"
INCOME_AND_EXPENDITURE = "收入支出决算总表"
GENERAL = "一般公共预算财政拨款支出决算表"
BASIC_DETAIL = "一般公共预算财政拨款基本支出决算明细表"
THREE_PUBLIC = "三公经费支出决算表"
FUNDS = "政府性基金预算财政拨款收入支出决算表"
STATE_CAPITAL = "国有资本经营预算财政拨款支出决算表"


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
    Title(GENERAL, rf"一般公共预算(?:财政拨款)?(?:收入)?支出决算{_ENDS}", r"基本支出|项目支出"),
    Title(INCOME_AND_EXPENDITURE, rf"收入支出决算{_ENDS}", r"财政拨款|预算|专户"),
    Title(EXPENDITURE_DETAIL, r"支出决算明细表", r"收入|财政拨款|预算|基本支出|项目支出|经营支出|专户"),
    Title(EXPENDITURE, rf"支出决算{_ENDS}", r"收入|财政拨款|预算|基本支出|项目支出|经营支出|专户"),
)

TOTAL_ROW: Final = r"(?:部门|单位)?(?:合计|总计)|(?:本年)?支出(?:决算)?(?:合计|总计)|本年合计"
THE_ONE_ROW: Final = ""  # the table has one row of amounts, or a row 合计
_AMOUNT: Final = r"(?:本年|全年)?(?:支出)?决算(?:支出)?(?:数|金额)?(?:\(统计数\))?|(?:本年)?实际支出数?|金额|小计|合计"
_BUDGET: Final = r"(?:本年|全年|年初|调整|年度|批复|部门)?(?:支出)?预算(?:批复)?数?(?:金)?额?"
_ACTUAL: Final = (
    r"(?:本年|全年|年度)?(?:支出)?决算(?:支出)?(?:数|金额)?(?:\(统计数\))?|统计数|(?:本年|全年)?实际支出(?:数|金额)?"
)
# A sum of all that stands beside a sum of 三公 is another sum; the budget of 三公 is the one of the whole year, as the
# note below the national table says.
_PREFERRED: Final = ("三公经费", "全年预算")


def _column(name: str) -> str:
    """The headers of a column of amounts called ``name``, wherever 决算数 and 小计 stand."""
    return rf"(?:(?:{_AMOUNT}|(?:本年)?支出)/)*(?:{name})(?:/?\(?(?:{_AMOUNT})\)?)*"


def _three(group: str, name: str) -> str:
    """A column of the 三公 table: 预算数 or 决算数 above the item or below it; "" where they head the rows."""
    item = rf"(?:{name})(?:/(?:小计|合计))?"
    over = r"(?:[^/]*三公经费[^/]*/)?"
    return over + (rf"(?:(?:{group})/{over}{item}|{item}/(?:{group}))" if group else rf"(?:{item})")


class Spot(NamedTuple):
    """A place in a table. ``right_of``: the amount stands to the right of the label, in no column of that name.

    ``prefer``: where there are several such places, those with these words above them or before them count.
    """

    table: str
    row: str
    column: str = ""
    right_of: bool = False
    prefer: tuple[str, ...] = ()


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
    """

    path: str
    spots: tuple[Spot, ...]
    scope: Coverage | None = None
    whole: tuple[Spot, ...] = ()


def _total(path: str, table: str, column: str, *others: Spot, scope: Coverage | None = None) -> MappedFigure:
    return MappedFigure(path, (Spot(table, TOTAL_ROW, _column(column)), *others), scope)


_BY_NATURE: Final = rf"(?:支出[^/]*/)?(?:{_AMOUNT})"


def _by_nature(path: str, name: str) -> MappedFigure:
    """A kind of expenditure: a column of the table of expenditure, a row of the table of income and expenditure."""
    return _total(
        path,
        EXPENDITURE,
        name,
        Spot(EXPENDITURE_DETAIL, TOTAL_ROW, _column(name)),
        Spot(INCOME_AND_EXPENDITURE, name, _BY_NATURE),
        Spot(INCOME_AND_EXPENDITURE, TOTAL_ROW, rf"本年支出/{name}(?:/合计|/小计)?"),
    )


_BASIC_PART, _BASIC = "general_budget.basic.actual", "overview.scale.basic"
_PROJECT_PART, _PROJECT = "general_budget.projects.actual", "overview.scale.project"
_BREAKDOWN = Coverage("overview.scale.breakdown_scope", "一般公共预算基本支出", _BASIC_PART, _BASIC, open=True)
_BASIC_SCOPE = Coverage("general_budget.scope", "仅一般公共预算", _BASIC_PART, _BASIC)
_PROJECT_SCOPE = Coverage("general_budget.scope", "仅一般公共预算", _PROJECT_PART, _PROJECT)
_ALL = r"(?:本年)?支出(?:决算)?(?:合计|总计)|本年支出|(?:部门|单位)?[合总]计"


def _detail(path: str, name: str, scope: Coverage) -> MappedFigure:
    """A sum at the foot of the detailed table; where it has one table of subjects, a column of that name.

    Of all sources it stands among the kinds of expenditure in the table of income and expenditure.
    """
    other = "公用经费" if name == "人员经费" else "人员经费"
    name = rf"(?:日常)?{name}"
    whole = (Spot(INCOME_AND_EXPENDITURE, name, _BY_NATURE),)
    foot = Spot(BASIC_DETAIL, rf"{name}(?:合计|小计|总计)", other, right_of=True)
    column = _column(rf"(?:(?:本年)?(?:一般公共预算)?(?:财政拨款)?基本支出/)?{name}")
    return MappedFigure(
        path, (foot, Spot(BASIC_DETAIL, TOTAL_ROW, column), Spot(GENERAL, TOTAL_ROW, column)), scope, whole
    )


_THREE: Final = r"三公经费(?:支出)?(?:合计|小计|总额)?"
_FEE: Final = r"(?:经费|费用?)?(?:支出)?"
_CAR: Final = "(?:公务用车|公车|公用车辆?)"
_RUN: Final = r"(?:运行\(?(?:维护)?\)?|运维|维护)"
_VEHICLES: Final = rf"{_CAR}(?:购置{_FEE}[及和、]{_CAR}?{_RUN}|{_RUN}[及和、]购置){_FEE}"
_ITEMS: Final = {
    "": (rf"{_ALL}|[^/]*三公经费[^/]*/[小合]计|{_THREE}", rf"(?:支出)?(?:合计|总计)|{_THREE}"),
    "overseas.": (rf"因公(?:临时)?出国\(境\){_FEE}",) * 2,
    "vehicles.": (_VEHICLES,) * 2,
    "reception.": (rf"公务接待{_FEE}",) * 2,
}
_PARTS: Final = {
    "basic_data.purchase.": (_CAR, rf"购置{_FEE}"),
    "basic_data.operation.": (_CAR, rf"{_RUN}{_FEE}"),
}


def _three_public() -> tuple[MappedFigure, ...]:
    found = []
    for name, group in (("budget", _BUDGET), ("actual", _ACTUAL)):
        for item, (column, row) in _ITEMS.items():
            found.append(MappedFigure(f"general_budget.three_public.{item}{name}", _spots(group, column, row)))
        for item, (car, part) in _PARTS.items():
            column = rf"(?:{_VEHICLES}/)?{car}?{part}"
            found.append(
                MappedFigure(f"{item}{name}", _spots(group, column, rf"(?:其中:)?(?:\([0-9一二]\))?{car}?{part}"))
            )
    return tuple(found)


def _spots(group: str, column: str, row: str) -> tuple[Spot, ...]:
    """All in one row; an item a row, 预算数 and 决算数 the columns; an item a column, 预算数 and 决算数 the rows."""
    return (
        Spot(THREE_PUBLIC, THE_ONE_ROW, _three(group, column), prefer=_PREFERRED),
        Spot(THREE_PUBLIC, row, group, prefer=_PREFERRED),
        Spot(THREE_PUBLIC, group, _three("", column), prefer=_PREFERRED),
    )


MAPPING: Final = (
    _total(
        "overview.scale.total",
        EXPENDITURE,
        rf"{_ALL}|小计",
        Spot(EXPENDITURE_DETAIL, TOTAL_ROW, _column(rf"{_ALL}|小计")),
        Spot(INCOME_AND_EXPENDITURE, r"本年支出(?:决算)?合计", rf"(?:支出[^/]*/)?(?:{_AMOUNT})"),
        Spot(INCOME_AND_EXPENDITURE, TOTAL_ROW, r"本年支出/[合小]计|本年支出合计"),
    ),
    _by_nature(_BASIC, "基本支出"),
    _by_nature(_PROJECT, "项目支出"),
    _by_nature("overview.scale.operating", "经营支出"),
    _by_nature("overview.scale.remitted", "上缴上级支出"),
    _by_nature("overview.scale.subsidies", "对附属单位补助支出"),
    _total(_BASIC_PART, GENERAL, "基本支出", scope=_BASIC_SCOPE),
    _total(_PROJECT_PART, GENERAL, "项目支出", scope=_PROJECT_SCOPE),
    _detail("overview.scale.personnel", "人员经费", _BREAKDOWN),
    _detail("overview.scale.general", "公用经费", _BREAKDOWN),
    _detail("general_budget.basic.personnel", "人员经费", _BASIC_SCOPE),
    _detail("general_budget.basic.general", "公用经费", _BASIC_SCOPE),
    *_three_public(),
    _total("government_funds.actual", FUNDS, r"本年支出(?:合计)?|支出合计"),
    _total("government_funds.carried_over", FUNDS, r"年末结转(?:和结余)?"),
    _total("state_capital.actual", STATE_CAPITAL, _ALL),
    _total("state_capital.carried_over", STATE_CAPITAL, r"年末结转(?:和结余)?"),
)

# Project expenditure by function: the list, the column that its rows with codes of three digits stand in, those codes.
FUNCTIONS: Final = "overview.scale.functions"
FUNCTION_SPOT: Final = Spot(EXPENDITURE, "", _column("项目支出"))
FUNCTION_CODES: Final = range(201, 235)

# The tables of which all classes add up to the total of each column, as far as they have classes.
CLASSIFIED: Final = (EXPENDITURE, GENERAL, FUNDS, STATE_CAPITAL)

# Which money the amounts of a table cover.
COVERS: Final = {
    EXPENDITURE: "全部经费",
    EXPENDITURE_DETAIL: "全部经费",
    INCOME_AND_EXPENDITURE: "全部经费",
    GENERAL: "一般公共预算财政拨款",
    BASIC_DETAIL: "一般公共预算财政拨款",
    THREE_PUBLIC: "一般公共预算财政拨款",
    FUNDS: "政府性基金预算财政拨款",
    STATE_CAPITAL: "国有资本经营预算财政拨款",
}

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

# What adds up. It also makes a blank certain to be nothing, where the other parts already come to the sum.
SUMS: Final = (
    (
        "overview.scale.total",
        tuple(f"overview.scale.{part}" for part in ("basic", "project", "operating", "remitted", "subsidies")),
    ),
    (_BASIC_PART, ("general_budget.basic.personnel", "general_budget.basic.general")),
    (_BASIC_PART, ("overview.scale.personnel", "overview.scale.general")),
    *(
        sum_
        for name in ("budget", "actual")
        for sum_ in (
            (
                f"general_budget.three_public.{name}",
                tuple(f"general_budget.three_public.{part}.{name}" for part in ("overseas", "vehicles", "reception")),
            ),
            (
                f"general_budget.three_public.vehicles.{name}",
                tuple(f"basic_data.{part}.{name}" for part in ("purchase", "operation")),
            ),
        )
    ),
)

# The same of the figures that cover all sources.
WHOLE_SUMS: Final = ((_BASIC, ("overview.scale.personnel", "overview.scale.general")),)

# A part of the accounts is never more than all of them.
PARTS: Final = ((_BASIC_PART, _BASIC), (_PROJECT_PART, _PROJECT))

# The amounts that tell the unit of a table by their size: ten thousand times the year before is a slip of the unit.
SIZES: Final = (
    "overview.scale.total",
    _BASIC_PART,
    "general_budget.three_public.budget",
    "general_budget.three_public.actual",
)


def kind_of(title: str) -> str:
    """The kind of table that has ``title``; "" for none that the mapping knows."""
    if not re.search(r"表(?:\([^()]{1,20}\))?$", title):
        return ""
    for known in TITLES:
        if re.search(known.has, title) and not re.search(known.lacks, title):
            return known.kind
    return ""

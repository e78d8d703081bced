"""Which cell of which table of the 部门决算公开 is which figure of the report: data, in the order of domain tables.

Titles, rows and columns are patterns over text without spaces, line breaks, quotation marks and numbering, brackets
half-width. A column is named by its headers from the top, joined by "/".
"""

from __future__ import annotations

from typing import Final, NamedTuple

from model.workbooks.tables.table_kinds import (
    APPROPRIATION,
    BASIC_DETAIL,
    EXPENDITURE,
    EXPENDITURE_DETAIL,
    FUNDS,
    GENERAL,
    INCOME,
    INCOME_AND_EXPENDITURE,
    STATE_CAPITAL,
    THREE_PUBLIC,
    Coverage,
    MappedFigure,
    Spot,
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
_DETAILS: Final = "general_budget.three_public.details"
_PARTS: Final = {
    f"{_DETAILS}.purchase.": (_CAR, rf"购置{_FEE}"),
    f"{_DETAILS}.operation.": (_CAR, rf"{_RUN}{_FEE}"),
}
_OF: Final = r"(?:数量?)?(?:[(:](?:个|批次?|人次?|辆|台|次)\)?)?"
_COUNTS: Final = {
    "receptions": rf"(?:国内)?公务接待(?:的)?批次{_OF}",
    "guests": rf"(?:国内)?公务接待(?:的)?(?:总)?人[次数]{_OF}",
    "bought": rf"(?:当年|本年|年度)?(?:{_CAR}购置(?:数量?|辆数)|购置{_CAR}(?:数量?|辆数)?){_OF}",
    "kept": rf"(?:年末|期末)?{_CAR}(?:年末)?保有(?:数?量|辆数){_OF}",
    "trips": rf"因公(?:临时)?出国\(境\)(?:累计)?团组{_OF}",
    "travellers": rf"因公(?:临时)?出国\(境\)(?:累计)?(?:团组)?人[次数]{_OF}",
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
    signs = ("批次", "接待[^ ]*人[次数]", "购置[^费 ]{0,4}辆|购置数", "保有", "团组", "出国[^ ]*人[次数]")
    for (name, row), sign in zip(_COUNTS.items(), signs, strict=True):
        spots = (
            Spot(THREE_PUBLIC, row, _ACTUAL),
            Spot(THREE_PUBLIC, THE_ONE_ROW, _three(f"{_ACTUAL}|[^/]*统计数", row)),
        )
        found.append(MappedFigure(f"{_DETAILS}.{name}", spots, sign=sign))
    return tuple(found)


def _spots(group: str, column: str, row: str) -> tuple[Spot, ...]:
    """All in one row; an item a row, 预算数 and 决算数 the columns; an item a column, 预算数 and 决算数 the rows."""
    return (
        Spot(THREE_PUBLIC, THE_ONE_ROW, _three(group, column), prefer=_PREFERRED),
        Spot(THREE_PUBLIC, row, group, prefer=_PREFERRED),
        Spot(THREE_PUBLIC, group, _three("", column), prefer=_PREFERRED),
    )


_RECEIVED: Final = rf"(?:收入[^/]*/)?(?:{_AMOUNT})"
_ALL_INCOME: Final = r"(?:本年)?收入(?:决算)?(?:合计|总计)|本年收入|(?:部门|单位|本年)?[合总]计"
_OPENING: Final = r"(?:加:)?(?:年初|上年)(?:财政拨款)?结转(?:和结余|结余)?"
_CLOSING: Final = r"(?:年末(?:财政拨款)?结转(?:和结余|结余)?|结转下年)"
_ORIGINAL: Final = "年初(?:部门)?预算(?:批复)?数?"
_ADJUSTED: Final = "(?:全年|调整后?|全年调整后?)(?:部门)?预算数?|预算调整后?数"
# The money of each budget as the tables call it: 一、一般公共预算财政拨款收入, 政府性基金预算.
_BUDGETS: Final = {
    "general_public": "一般公共预算(?:财政)?(?:拨款)?",
    "government_fund": "政府性基金(?:预算)?(?:财政)?(?:拨款)?",
    "state_capital": "国有资本经营(?:预算)?(?:财政)?(?:拨款)?",
}
_INCOMES: Final = {
    "from_superior": "上级补助收入",
    "special_account": "(?:财政)?专户(?:管理)?(?:资金|核拨|拨款)*收入",
    "institution": "事业收入",
    "operating": "经营收入",
    "from_affiliated": "(?:附属|下属)单位(?:上缴|缴款)收入",
    "other": "其他收入",
}


def _appropriated(money: str) -> Spot:
    """The income from a budget in the table of appropriations, which lists it among the opening balances once more."""
    return Spot(APPROPRIATION, f"{money}(?:收入)?", _RECEIVED, before=_OPENING)


def _income() -> tuple[MappedFigure, ...]:
    """Where the money came from: rows of the table of both sides, columns of the table of income."""

    def row(name: str, column: str = _RECEIVED) -> Spot:
        return Spot(INCOME_AND_EXPENDITURE, rf"(?:其中:)?(?:{name})(?:\(.*\))?", column)

    def column(name: str) -> Spot:
        return Spot(INCOME, _ALL_INCOME, _column(name))

    path = "overview.income"
    found = [
        MappedFigure(f"{path}.{name}", (row(f"{money}(?:收入)?"), _appropriated(money)))
        for name, money in _BUDGETS.items()
    ]
    signs = {"special_account": "专户"}
    for name, label in _INCOMES.items():
        found.append(MappedFigure(f"{path}.{name}", (row(label), column(label)), sign=signs.get(name, "")))
    return (
        *found,
        MappedFigure(f"{path}.total", (row(r"本年收入(?:决算)?(?:合计|小计)?"), column(rf"{_ALL_INCOME}|小计"))),
        MappedFigure(f"{path}.opening", (row(_OPENING),)),
        MappedFigure(f"{path}.used_surplus", (row("使用非财政拨款结余.*|用事业基金弥补收支差额"),), sign="使用|弥补"),
        MappedFigure(f"{path}.distributed", (row("(?:减:)?结余分配", _BY_NATURE),), sign="分配"),
        MappedFigure(f"{path}.closing", (row(_CLOSING, _BY_NATURE),)),
    )


def _of_budget(amount: str, money: str) -> str:
    """A column of the table of appropriations: 年初预算数 above the name of the budget or below it."""
    return rf"(?:支出[^/]*/)?(?:(?:{amount})/{money}|{money}/(?:{amount}))"


def _execution() -> tuple[MappedFigure, ...]:
    """The budgets of the year beside what was spent, as far as the tables have them."""
    found = []
    sign = "年初预算|年初部门预算|全年预算|调整"
    for name, amount in (("original", _ORIGINAL), ("adjusted", _ADJUSTED)):
        column = rf"(?:支出[^/]*/)?(?:{amount})"
        spot = Spot(INCOME_AND_EXPENDITURE, r"本年支出(?:决算)?合计", column)
        found.append(MappedFigure(f"overview.scale.execution.{name}", (spot,), sign=sign))
        general = _of_budget(amount, _BUDGETS["general_public"])
        for path, label, scope in (("basic", "基本支出", _BASIC_SCOPE), ("projects", "项目支出", _PROJECT_SCOPE)):
            spots, whole = (Spot(APPROPRIATION, label, general),), (Spot(INCOME_AND_EXPENDITURE, label, column),)
            found.append(MappedFigure(f"general_budget.{path}.execution.{name}", spots, scope, whole, sign))
        for path, money in (("government_funds", "government_fund"), ("state_capital", "state_capital")):
            column = _of_budget(amount, _BUDGETS[money])
            spots = (Spot(APPROPRIATION, r"本年支出(?:决算)?合计", column),)
            found.append(MappedFigure(f"{path}.execution.{name}", spots, sign=sign))
    opening = Spot(INCOME_AND_EXPENDITURE, _OPENING, rf"(?:收入[^/]*/)?(?:{_ADJUSTED})")
    closing = Spot(INCOME_AND_EXPENDITURE, _CLOSING, _BY_NATURE)
    path = "overview.scale.execution"
    return (
        *found,
        MappedFigure(f"{path}.carried_in", (opening,), sign="全年|调整", needs=f"{path}.adjusted"),
        MappedFigure(f"{path}.carried_over", (closing,), sign="全年|调整", needs=f"{path}.adjusted"),
    )


def _fund(path: str, table: str, money: str, spent: str) -> tuple[MappedFigure, ...]:
    """A budget that many departments do not have: its own table, and its column in the table of appropriations."""
    name = _BUDGETS[money]
    column = rf"(?:支出[^/]*/)?(?:(?:{_AMOUNT})/)?{name}(?:/(?:{_AMOUNT}))?"

    def spots(own: str, row: str, amount: str = _BY_NATURE) -> tuple[Spot, ...]:
        """One table of columns, or of two sides; the table of appropriations."""
        return Spot(table, TOTAL_ROW, _column(own)), Spot(table, row, amount), Spot(APPROPRIATION, row, column)

    opening = Spot(APPROPRIATION, f"{name}(?:结转(?:和结余)?)?", _RECEIVED, after=_OPENING)
    received = "(?:本年)?收入合计|本年收入"
    return (
        MappedFigure(f"{path}.actual", spots(spent, r"本年支出(?:决算)?合计")),
        MappedFigure(f"{path}.carried_over", spots(_CLOSING, _CLOSING), sign="年末|结转"),
        MappedFigure(f"{path}.opening", (*spots(_OPENING, _OPENING, _RECEIVED)[:2], opening), sign="年初|上年"),
        MappedFigure(
            f"{path}.income",
            (*spots(received, received, _RECEIVED)[:2], _appropriated(name)),
            sign="收入",
        ),
        MappedFigure(f"{path}.transferred_in", (Spot(table, TOTAL_ROW, _column("调入资金")),), sign="调入"),
        MappedFigure(f"{path}.transferred_out", (Spot(table, TOTAL_ROW, _column("调出资金")),), sign="调出"),
    )


MAPPING: Final = (
    _total(
        "overview.scale.total",
        EXPENDITURE,
        rf"{_ALL}|小计|决算数|支出(?:决算)?数?",
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
    *_fund("government_funds", FUNDS, "government_fund", r"本年支出(?:合计)?|支出合计"),
    *_fund("state_capital", STATE_CAPITAL, "state_capital", _ALL),
    *_income(),
    *_execution(),
)

# Project expenditure by function: the list, the column that its rows with codes of three digits stand in, those codes.
FUNCTIONS: Final = "overview.scale.functions"
FUNCTION_SPOT: Final = Spot(EXPENDITURE, "", _column("项目支出"))
FUNCTION_CODES: Final = range(201, 235)

# The figures that are numbers of things, whatever unit the amounts of their table have.
COUNTS: Final = frozenset(f"{_DETAILS}.{name}" for name in _COUNTS)

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
ECONOMIC_AMOUNT: Final = r"(?:支出[^/]*/)?(?:(?:人员|(?:日常)?公用)经费/)?" + _column(rf"{_ALL}|小计|决算数|金额")


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
    EconomicSource("基本支出", (BASIC_DETAIL,), _BASIC, _BASIC_PART),
)


def economic_column(name: str) -> str:
    """The headers above the amounts of the economic class ``name``, a pattern."""
    return _column(rf"(?:(?:本年)?(?:基本)?支出/)?(?:{name})(?:/(?:小计|合计))?")


# The tables of which all classes add up to the total of each column, as far as they have classes.
CLASSIFIED: Final = (EXPENDITURE, GENERAL, FUNDS, STATE_CAPITAL)

# What tables hold that the draft has no place for, told by the head of the codes: economic classes, units, projects.
UNUSED: Final = (
    ("经济", "按经济分类的数，草稿里按经济分类的数取自别的表或没有取"),
    (r"(?:单位|部门|机构)(?:编码|代码|名称)?$|预算代码", "按单位列的数，草稿里没有它的位置"),
    (r"项目(?:编码|代码)$", "按项目列的数，草稿里没有它的位置"),
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
                tuple(f"{_DETAILS}.{part}.{name}" for part in ("purchase", "operation")),
            ),
        )
    ),
    ("overview.income.total", tuple(f"overview.income.{name}" for name in (*_BUDGETS, *_INCOMES))),
)

# What comes to the same on both sides: the money that was there, and what became of it.
BALANCES: Final = (
    (
        ("overview.income.total", "overview.income.opening", "overview.income.used_surplus"),
        ("overview.scale.total", "overview.income.distributed", "overview.income.closing"),
    ),
    *(
        (
            (f"{path}.opening", f"{path}.income", f"{path}.transferred_in"),
            (f"{path}.actual", f"{path}.transferred_out", f"{path}.carried_over"),
        )
        for path in ("government_funds", "state_capital")
    ),
)

# Sums of which some parts alone say something wrong: the draft would call the sum a mistake.
ALL_OR_NONE: Final = frozenset({"overview.income.total"})

# The same of the figures that cover all sources.
WHOLE_SUMS: Final = ((_BASIC, ("overview.scale.personnel", "overview.scale.general")),)

# A part of the accounts is never more than all of them.
PARTS: Final = ((_BASIC_PART, _BASIC), (_PROJECT_PART, _PROJECT))

# The amounts that tell the unit of a table by their size: ten thousand times the year before is a slip of the unit.
SIZES: Final = (
    "overview.scale.total",
    "overview.income.total",
    _BASIC_PART,
    "general_budget.three_public.budget",
    "general_budget.three_public.actual",
)

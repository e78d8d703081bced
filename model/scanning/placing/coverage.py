"""What lists and sections cover, once all figures are read: which money, cost or net value; what is told of two."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from model.language.amounts import MONEY
from model.patterns import Pattern
from model.report.tree import Node
from model.scanning.gathering import Gathering
from model.scanning.listings import ECONOMIC, FUNCTIONS
from model.scanning.placing.project_items import KINDS, is_rate_of
from model.scanning.placing.table_parts import ALL_MONEY, SPENT_OF
from model.scanning.subjects import OWN_BUDGETS
from model.schema.sections.execution import ADJUSTED, ORIGINAL
from model.schema.sections.general_budget import ADJUSTED_BUDGET, APPROVED

_OTHER_MONEY: Final = Pattern(
    r"(?:(?:事业|其他|经营|上级补助)收入|(?:事业|经营)支出|自有资金|财政专户)(?:为|共|计)*(?!0(?:\.0+)?(?:万|亿)?元)[0-9]"
)
_OWN_MONEY: Final = Pattern(
    "(?:(?:事业|经营|上级补助)收入|(?:事业|经营)支出)(?:为|共|计)*(?!0(?:\\.0+)?(?:万|亿)?元)[0-9]"
)
_OTHER_BUDGET: Final = Pattern(
    "(?:政府性基金|国有资本经营)(?:预算)?(?:财政拨款)?(?:全年)?(?:支出|收入|安排)(?:为|共|计)*(?!0(?:\\.0+)?(?:万|亿)?元)[0-9]"
)
_OF_BASIC: Final = (
    ("overview.scale", "overview.scale.basic"),
    ("general_budget.basic", "general_budget.basic.actual"),
)
_PARTS: Final = ("personnel", "general")
_VALUES: Final = (
    ("固定资产原值", ("assets.book_values.fixed.cost",)),
    ("固定资产净值", ("assets.book_values.fixed.net", "assets.totals.fixed_net")),
)
_OF_ECONOMY: Final = (
    ("overview.scale.total", "全部支出"),
    ("overview.scale.basic", "基本支出"),
    ("general_budget.basic.actual", "基本支出"),
)
_PROJECTS: Final = ("overview.scale.project", "general_budget.projects.actual")
_TOTAL: Final = "overview.scale.total"
_EXECUTION: Final = "overview.scale.execution"
_FUNDS: Final = {
    section: f"overview.income.{name}"
    for section, name in zip(OWN_BUDGETS, ("government_fund", "state_capital"), strict=True)
}
_SOURCES: Final = (
    "general_public",
    "from_superior",
    "special_account",
    "institution",
    "operating",
    "from_affiliated",
    "other",
)
_BUDGETS: Final = tuple(ALL_MONEY)
_LISTED: Final = "general_budget.projects.unit_projects.executed"
_LEFT: Final = Pattern("结[转余]|剩余|未使用|未支出|未执行")
_COLUMNS: Final = ("budget", "actual", "last_year")
_ALL_RUNNING: Final = Pattern("(?:全部|均)(?:为|是|属于?)(?:公务用车|车辆)?运行维护费")
_RUNNING: Final = Pattern("^(?!.*购置(?:费|及|和|与|、)).*车(?:辆)?运行")
_RATED: Final = ((APPROVED, "amount"), (ADJUSTED_BUDGET, "adjusted"))
_SCOPES: Final = tuple((every, f"{home}.actual") for home, every in ALL_MONEY.items())


def settle_coverage(gathering: Gathering, whole: str, *, of_project: bool) -> None:
    """Say what was read of what, and take back lists that are of something else; ``whole`` is the report's text.

    ``of_project``: no list of functional classes was said to be of anything but project expenditure.
    """
    _functions(gathering, of_project)
    _economic(gathering)
    _classes(gathering)
    _vehicles(gathering, whole)
    _scope(gathering, whole)
    _projects(gathering)
    _once(gathering)
    _bases(gathering)


def told_of_all_money(whole: str) -> frozenset[str]:
    """The parts of the general budget that a report tells with other money where it says nothing of whose it is."""
    own = _OWN_MONEY.search(whole) is not None
    other = own or _OTHER_BUDGET.search(whole) is not None
    return frozenset((*_BUDGETS[:own], *_BUDGETS[1 : 1 + other]))


def _once(gathering: Gathering) -> None:
    """Fill fields with a figure that the report tells once and that amounts prove to be theirs, too."""
    amount = gathering.amount
    spent, plan = amount(_TOTAL), amount(f"{_EXECUTION}.adjusted")
    opening, closing = (f"overview.income.{name}" for name in ("opening", "closing"))
    for home in (*_BUDGETS, "overview.scale"):
        _left(gathering, home)
    if spent is not None and plan is not None:
        _share(gathering, f"{_EXECUTION}.carried_over", closing, plan - spent)
        _share(gathering, closing, f"{_EXECUTION}.carried_over", plan - spent)
    project = amount("overview.scale.project")
    if spent is not None and project is not None:
        _share(gathering, "overview.scale.basic", "general_budget.basic.actual", spent - project)
    for (home, _), (other, spent_there) in (_OF_BASIC, _OF_BASIC[::-1]):
        parts = {name: amount(f"{home}.{name}") for name in _PARTS}
        if amount(spent_there) == sum(filter(None, parts.values())):
            for name, part in parts.items():
                _share(gathering, f"{other}.{name}", f"{home}.{name}", part)
    for name in ("fixed", "intangible"):
        pair = f"assets.totals.{name}_net", f"assets.book_values.{name}.net"
        for path, told in (pair, pair[::-1]):
            _share(gathering, path, told, amount(told))
    if gathering.rows("department_evaluation.scores.indicators").rows:
        grade = gathering.cell("department_evaluation.scores.grade")
        grade.raw = grade.raw or gathering.cell("performance.evaluation.grade").raw
    for home in (_BUDGETS[0], *OWN_BUDGETS):
        if amount(f"{home}.execution.adjusted") is not None:
            _share(gathering, f"{home}.execution.original", f"{home}.budget", amount(f"{home}.budget"))
    income, left = amount("overview.income.total"), amount(closing) or amount(f"{_EXECUTION}.carried_over")
    if income is not None and spent is not None and left is not None:
        _share(gathering, opening, f"{_EXECUTION}.carried_in", left + spent - income)
    own = {path: f"{section}.income" for section, path in _FUNDS.items()}
    if income and income == _sum(gathering, (*(f"overview.income.{name}" for name in _SOURCES), *own.values())):
        for path, told in own.items():
            _share(gathering, path, told, amount(told))
    for home in _BUDGETS:
        last, change = amount(f"{home}.last_year"), amount(f"{home}.change")
        for told in (ALL_MONEY[home], _LISTED) if last is not None and change is not None else ():
            _share(gathering, f"{home}.actual", told, (last or Decimal()) + (change or Decimal()))
    if spent and spent == _sum(gathering, [f"{home}.actual" for home in _BUDGETS]):
        for home in _BUDGETS:
            _share(gathering, ALL_MONEY[home], f"{home}.actual", amount(f"{home}.actual"))


def _sum(gathering: Gathering, paths: Iterable[str]) -> Decimal:
    return sum(filter(None, map(gathering.amount, paths)), Decimal())


def _left(gathering: Gathering, home: str) -> None:
    """Take what of the budget at ``home`` was left, told in any words that speak of that, by its amount."""
    cell = gathering.cell(f"{home}.execution.carried_over")
    spent, plan = gathering.amount(SPENT_OF[home]), gathering.amount(f"{home}.execution.adjusted")
    for one in list(gathering.unread) if spent is not None and plan is not None and not cell.raw else ():
        said = f"{one.piece.clause}{one.mention.after}"
        right = one.mention.amount.in_base_unit == (plan or 0) - (spent or 0)
        if right and one.mention.kind == MONEY and _LEFT.search(said):
            gathering.take_back(one.mention)
            gathering.put(cell, one.mention, one.piece)
            return


def _share(gathering: Gathering, path: str, told: str, proven: Decimal | None) -> None:
    """Put what the report tells at ``told`` at the empty ``path``, too, where it is the amount that was ``proven``."""
    cell = gathering.cell(path)
    if not cell.raw and proven is not None and gathering.amount(told) == proven:
        cell.raw = gathering.cell(told).raw


def _bases(gathering: Gathering) -> None:
    """Say which budget a rate of execution is of, where it is that of one of the two."""
    for home, actual in SPENT_OF.items():
        spent, first = gathering.amount(actual), gathering.first(gathering.cell(f"{home}.execution.rate"))
        base = gathering.cell(f"{home}.execution.rate_base")
        if spent is None or first is None or base.raw:
            continue
        plans = {ORIGINAL: f"{home}.execution.original", ADJUSTED: f"{home}.execution.adjusted"}
        known = ((said, gathering.amount(path)) for said, path in plans.items())
        right = [said for said, plan in known if plan and is_rate_of(spent, plan, first.mention)]
        base.raw = right[0] if len(right) == 1 else ""
    for kind in KINDS:
        base, rows = gathering.cell(f"{kind}.rate_base"), gathering.rows(f"{kind}.items").rows
        right = [said for said, name in _RATED if rows and all(_rate_is_of(row, name, gathering) for row in rows)]
        base.raw = base.raw or (right[0] if len(right) == 1 else "")


def _rate_is_of(row: Node, name: str, gathering: Gathering) -> bool:
    """Whether the rate that was read for a project is that of the budget of this ``name``."""
    plan, spent = (gathering.amount(row.cell(one).path) for one in (name, "executed"))
    rate = gathering.first(row.cell("rate"))
    return plan is not None and spent is not None and rate is not None and is_rate_of(spent, plan, rate.mention)


def _functions(gathering: Gathering, of_project: bool) -> None:
    """Take functional classes back that do not add up to project expenditure, unless it was said that they are its."""
    amounts = gathering.amounts(FUNCTIONS, "amount")
    whole = gathering.amount("overview.scale.total")
    projects = filter(None, (gathering.amount(path) for path in _PROJECTS))
    parts = sum(amounts, Decimal())
    near = Decimal(1000 * len(amounts))  # 0.1 万元 each
    right = any(abs(parts - project) <= near for project in projects)
    others = not of_project or (whole is not None and abs(parts - whole) <= near)
    if amounts and not right and others:
        gathering.withdraw(FUNCTIONS, "按功能分的不是项目支出，没有与此对应的项")


def _economic(gathering: Gathering) -> None:
    """What the economic classes add up to; they go back where that is neither all expenditure nor the basic one."""
    rows, amounts = gathering.rows(ECONOMIC).rows, gathering.amounts(ECONOMIC, "amount")
    scope = gathering.cell("overview.scale.economic.scope")
    for path, said in _OF_ECONOMY:
        value = gathering.amount(path)
        if rows and not scope.raw and value is not None and abs(value - sum(amounts)) <= 1000 * len(amounts):
            scope.raw = said
    if rows and not scope.raw and not gathering.typed("overview.scale.economic.total"):
        gathering.withdraw(ECONOMIC, "按经济分类的各类没有列全")


def _classes(gathering: Gathering) -> None:
    """What the classes of fixed assets add up to, where the report does not say whether they are at cost or net."""
    base = gathering.cell("assets.classes.base")
    amounts = gathering.amounts("assets.classes.items", "amount")
    for name, paths in _VALUES:
        values = [value for path in paths if (value := gathering.amount(path)) is not None]
        if not base.raw and amounts and any(abs(value - sum(amounts)) <= 1000 * len(amounts) for value in values):
            base.raw = name


def _vehicles(gathering: Gathering, whole: str) -> None:
    """What a report says of running vehicles alone is what it says of vehicles, where it tells of no purchase."""
    details, vehicles = "general_budget.three_public.details", "general_budget.three_public.vehicles"
    bought = any(cell.raw for name in _COLUMNS for cell in (gathering.cell(f"{details}.purchase.{name}"),))
    running = _ALL_RUNNING.search(whole) is not None
    if not bought and not any(gathering.cell(f"{vehicles}.{name}").raw for name in _COLUMNS):
        running = running or any(gathering.cell(f"{details}.operation.{name}").raw for name in _COLUMNS)
        for name in _COLUMNS:
            gathering.move(f"{details}.operation.{name}", f"{vehicles}.{name}")
    for name in _COLUMNS:  # an annex may have the sum of both
        both = [gathering.amount(f"{details}.{part}.{name}") for part in ("purchase", "operation")]
        if None not in both:
            _share(gathering, f"{vehicles}.{name}", f"basic_data.vehicles.{name}", sum(filter(None, both), Decimal()))
    first = gathering.first(gathering.cell(f"{vehicles}.actual"))
    running = running or (first is not None and _RUNNING.search(first.piece.sentence) is not None)
    if not bought and running:
        for name in _COLUMNS:
            told = f"{vehicles}.{name}"
            _share(gathering, f"{details}.operation.{name}", told, gathering.amount(told))


def _projects(gathering: Gathering) -> None:
    """Take listed projects back that are of other money, too, where the section covers one budget only."""
    spent = gathering.amount("general_budget.projects.actual")
    for kind in ("unit", "public"):
        path = f"general_budget.projects.{kind}_projects.items"
        total = sum(gathering.amounts(path, "executed"))
        if gathering.cell("general_budget.scope").raw and spent is not None and total > spent:
            gathering.withdraw(path, "各项目合计超过本部分的项目支出，含其他资金，没有取")


def _scope(gathering: Gathering, whole: str) -> None:
    """Section two covers one budget only where other money is spent, too, and its figures are far from the whole's."""
    others = any(gathering.cell(f"{key}.actual").raw.strip("0.") for key in ("government_funds", "state_capital"))
    if not others and not _OTHER_MONEY.search(whole):
        for home, every in ALL_MONEY.items():
            _share(gathering, f"{home}.actual", every, gathering.amount(every))
        return
    pairs = [(gathering.amount(every), gathering.amount(general)) for every, general in _SCOPES]
    known = [(every, general) for every, general in pairs if every is not None and general is not None]
    total, parts = gathering.amount("overview.scale.total"), [general for _, general in pairs if general is not None]
    if not known and total is not None and len(parts) == len(_SCOPES):
        known = [(total, sum(parts, Decimal()))]
    if (others and not known) or any(abs(every - general) * 50 > every for every, general in known):
        gathering.cell("general_budget.scope").raw = "仅一般公共预算"

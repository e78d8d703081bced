"""Which money the figures of section two and the second table cover, and whether all budgets are all that was spent."""

from __future__ import annotations

from collections.abc import Iterator

from model.checks.diagnosis.misreadings import all_of_its_whole
from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import BASE, QUOTE, SWAP
from model.checks.findings import Finding, digits_over
from model.checks.registry import Facts, mends, rule
from model.checks.rules.arithmetic import SUM
from model.checks.verdicts import compare
from model.figures import exact_digits, group
from model.report.annexed_money import money_left_blank
from model.report.formulas import Arm
from model.report.sources import source_of
from model.report.tree import Cell, Node
from model.schema.fields import NO, YES
from model.schema.outline import place
from model.schema.records import Record
from model.schema.sections.annexes import DepartmentEvaluation
from model.schema.sections.fund_budget import FundBudget
from model.schema.sections.general_budget import ALL_SOURCES, GENERAL_ONLY, Basic, GeneralBudget, Projects
from model.schema.sections.overview import Income, Overview, Scale


@rule(
    place="第二部分",
    sentence="有政府性基金、国有资本经营支出的，选定第二部分的支出口径",
    reason="第二部分写的是一般公共预算；把基金支出也算进去，同一笔钱就写了两遍",
    remedy="只列一般公共预算的选“仅一般公共预算”，含全部资金的选“与部门整体支出同口径”",
    on=GeneralBudget,
    reads=(FundBudget,),
    of_draft=True,
)
def scope_unnamed(general: Node, facts: Facts) -> Iterator[Finding]:
    """Expenditure of funds beside a section two of which nobody chose whether it holds that money, too."""
    scope = general.cell("scope")
    funds = [facts.report.section(number).cell("actual") for number in (5, 6)]
    spent = [cell for cell in funds if cell.figure is not None and cell.figure.value > 0]
    told = [facts.report.cell("general_budget.basic.actual"), facts.report.cell("general_budget.projects.actual")]
    if not scope.raw and spent and any(cell.figure is not None for cell in told):
        some = "、".join(f"{place(cell.section)}{cell.figure.text()}" for cell in spent if cell.figure is not None)
        message = (
            f"{scope.label}没有选，按“{ALL_SOURCES}”核对，而另有{some}：本部分不含这些支出的，请选“{GENERAL_ONLY}”"
        )
        yield scope_unnamed.say("warning", scope, message, *spent)


@mends(scope_unnamed)
def general_only(scope: Cell, _: Facts) -> Repair | None:
    """The scope of section two is chosen: the general public budget alone."""
    return Repair(BASE, scope, GENERAL_ONLY, f"{scope.label}选“{GENERAL_ONLY}”")


_GRANTS = (Income.general_public, Income.government_fund, Income.state_capital)
_NOT_TOLD = (Scale.operating, Scale.remitted, Scale.subsidies)


_FUNDS = {"government_fund": "government_funds", "state_capital": "state_capital"}


@rule(
    place="第五、六部分",
    sentence="写明没有政府性基金、国有资本经营支出的，别处也没有这些钱",
    reason="同一笔钱一处有、一处写没有，前后矛盾",
    remedy="有支出的，把“本单位无此项支出”改为“否”后填写；收入没有用出去的，写明理由接受",
    on=(Overview, DepartmentEvaluation),
    reads=(FundBudget,),
)
def none_but_elsewhere(section: Node, facts: Facts) -> Iterator[Finding]:
    """Money of a budget beside the word of its own part that the department has none of it."""
    within = section.record_at("income") if section.record is Overview else section
    for name, part in _FUNDS.items():
        none = facts.report.cell(f"{part}.none")
        found = within.parts.get(name)
        cells = found.own_cells if isinstance(found, Node) else [found]
        money = [cell for cell in cells if isinstance(cell, Cell) and cell.figure is not None and cell.figure.value > 0]
        if none.raw == YES and money:
            (cell, *_) = money
            assert cell.figure is not None
            message = f"{cell.label}填{cell.figure.text()}，{place(none.section)}却写明“{none.label}”：请核对"
            yield none_but_elsewhere.say("warning", cell, message, none)


@rule(
    place="附表2",
    sentence="有经营支出的，附表2写明它的预算和资金来源",
    reason="附表2的年度资金总额是全部资金，缺了经营收支就与第一部分对不上",
    remedy="填经营支出的年初、全年预算数，和其他资金的全年执行数；没有的填“无”",
    on=DepartmentEvaluation,
    reads=(Overview,),
)
def operating_untold(annex: Node, facts: Facts) -> Iterator[Finding]:
    """What the second table has to say of operating expenditure before its totals are known."""
    spent = facts.report.cell("overview.scale.operating")
    computed = [cell for cell in annex.cells() if cell.computable and not cell.raw]
    arms = [arm for arm in map(facts.report.network.arm, computed) if arm is not None]
    awaited = {cell: None for arm in arms for cell in arm.awaited if not cell.computable}
    if annex.cell("included").raw == YES and spent.figure is not None:
        for cell in awaited:
            message = f"{cell.label}没有填，而第一部分有{spent.field.label}{spent.figure.text()}：请填写，没有的填“无”"
            yield operating_untold.say("warning", cell, message, spent)


@rule(
    place="附表2",
    sentence="前文填了的预算数，附表2不空着",
    reason="盖章的表上这些格是空白",
    remedy="照前文填，口径不同的填本表的数，或不附本表",
    on=DepartmentEvaluation,
    reads=(Overview, GeneralBudget, FundBudget),
    of_draft=True,
)
def funds_left_blank(annex: Node, facts: Facts) -> Iterator[Finding]:
    """Budgets that the second table leaves blank though the sections have them."""
    blank = list(money_left_blank(facts.report)) if annex.cell("included").raw == YES else []
    if blank:
        rows = "、".join(dict.fromkeys(cell.node.kind_label for cell in blank))
        columns = "、".join(dict.fromkeys(cell.field.label for cell in blank))
        message = f"附表2{rows}的{columns}空着，由前文已填的预算可以算出：请补填"
        yield funds_left_blank.say("warning", blank[0], message, *blank[1:])


@mends(funds_left_blank)
def from_the_sections(_: Cell, facts: Facts) -> Repair | None:
    """What the sections have, in all fields of the second table that are left blank."""
    amounts = money_left_blank(facts.report)
    digits = [(cell, exact_digits(amount, cell.unit, 2)) for cell, amount in amounts.items()]
    if not digits:
        return None
    (first, raw), *others = digits
    return Repair(QUOTE, first, raw, f"照前文补填{len(digits)}处", also=tuple(others))


@mends(none_but_elsewhere)
def not_none(cell: Cell, facts: Facts) -> Repair | None:
    """The part of a budget with money elsewhere does not say any more that there is none."""
    step = next((name for name in _FUNDS if f".{name}" in f".{cell.path}"), None)
    if step is None:
        return None
    none = facts.report.cell(f"{_FUNDS[step]}.none")
    return Repair(QUOTE, none, NO, f"{place(none.section)}“{none.label}”改为“{NO}”，再填写")


@rule(
    place="第一部分",
    sentence="收入只有财政拨款的，第二、五、六部分的支出之和等于支出总额",
    reason=SUM,
    remedy="对照支出决算表，看哪一部分的支出填错或漏填",
    on=Overview,
    reads=(GeneralBudget, FundBudget),
)
def every_budget(overview: Node, facts: Facts) -> Iterator[Finding]:
    """Where all money is of the three budgets, what they spent is all that was spent.

    Not judged where other money or other expenditure is told, or where a budget with income says nothing of what it
    spent. Last year's balance may still hold other money, so it is a warning.
    """
    spent, total = _spent(overview, facts), overview.cell("scale.total")
    value = Arm(tuple((1, cell) for cell in spent)).value()
    if value is None or total.figure is None or compare(total.figure, value) in ("exact", "rounding"):
        return
    added = " + ".join(
        f"{place(cell.section)}{cell.label}{cell.figure.text()}" for cell in spent if cell.figure is not None
    )
    sum_of = group(digits_over(value.point, value.over, total.unit, total.figure.decimals))
    message = (
        f"三本预算的支出（{added}）共{sum_of}{total.unit.name}，支出总额{total.figure.text()}："
        "收入来源里只有财政拨款，两者应一致，请核对"
    )
    yield every_budget.say("warning", total, message, *spent)


def _spent(overview: Node, facts: Facts) -> list[Cell]:
    """What the budgets spent that are all the money of the department; none where that is not known."""
    income, scale, general = overview.record_at("income"), overview.record_at("scale"), facts.report.section(2)
    grants = [income.cell(field.name) for field in _GRANTS]
    others = [cell for cell in income.own_cells if cell.field.blank_is_none]
    others = [cell for cell in others if cell not in grants] + [scale.cell(field.name) for field in _NOT_TOLD]
    if any(cell.figure is not None and cell.figure.value for cell in others):
        return []
    if general.cell("scope").raw != GENERAL_ONLY or not (grants[0].figure and grants[0].figure.value):
        return []
    spent = [facts.report.cell("general_budget.basic.actual"), facts.report.cell("general_budget.projects.actual")]
    funds = [facts.report.section(number).cell("actual") for number in (5, 6)]
    for grant, fund in zip(grants[1:], funds, strict=True):
        if fund.figure is not None:
            spent.append(fund)
        elif grant.figure is not None and grant.figure.value:
            return []
    return spent


@mends(every_budget)
def spent_swapped(total: Cell, facts: Facts) -> Repair | None:
    """One of the amounts spent put right: two of its digits, or budget and spending, had changed places.

    None where no single one of them explains it.
    """
    spent = _spent(facts.report.section(1), facts)
    arm = Arm(tuple((1, cell) for cell in spent))
    value = arm.value()
    if value is None or total.figure is None:
        return None
    lacking = total.figure.value - value.point
    found = [repair for repair in all_of_its_whole(total, arm, total.figure) if repair.cell is not total]
    for cell in spent:
        for budget in cell.node.own_cells:
            if getattr(budget.field, "spent", "") != cell.field.name or not (budget.raw and cell.raw):
                continue
            if budget.figure and cell.figure and budget.figure.value - cell.figure.value == lacking:
                text = f"{cell.label}和{budget.field.label}填反了，对调则一致"
                found.append(Repair(SWAP, cell, budget.raw, text, also=((budget, cell.raw),)))
    return found[0] if len(found) == 1 else None


@rule(
    place="第二部分",
    sentence="上年数与本年数是同一口径",
    reason="一个含政府性基金等资金、一个不含，增减额和增减率就没有意义",
    remedy="按本年的口径填上年数；口径确实相同的写明理由接受",
    on=GeneralBudget,
)
def scope_of_last_year(general: Node, facts: Facts) -> Iterator[Finding]:
    """Figures carried over from a report that covered other money in this part than this one does."""
    scope = general.cell("scope")
    then = source_of(facts.report, scope)
    if then is None or then.sheet or then.value == scope.chosen:
        return
    cells = [cell for part in (Basic, Projects) for cell in _carried(general, part, facts)]
    if cells:
        said = "、".join(f"{cell.label}{cell.figure.text()}" for cell in cells if cell.figure is not None)
        message = f"{said}取自{then.file}，那里的口径是“{then.value}”，本年是“{scope.chosen}”：请按本年的口径改上年数；"
        message += "上年没有其他资金的，两个口径数额相同，写明理由接受"
        yield scope_of_last_year.say("warning", cells[0], message, *cells[1:], scope)


def _carried(general: Node, record: type[Record], facts: Facts) -> Iterator[Cell]:
    """The figures of last year in a part of section two that are still as they were carried over."""
    part = next(part for part in general.parts.values() if isinstance(part, Node) and part.record is record)
    for cell in part.own_cells:
        origin = source_of(facts.report, cell) if cell.field.from_last is not None else None
        if origin is not None and not origin.sheet and origin.value == cell.raw:
            yield cell

"""Words and choices that have to go with figures or with other sections: 持平, grades, measures for each problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import BASE, QUOTE
from model.checks.findings import Finding, digits_over
from model.checks.registry import USUAL_REPORT, Facts, rule
from model.checks.rules.arithmetic import SUM
from model.checks.verdicts import compare
from model.figures import MONEY, SCALE, group
from model.language import amounts
from model.language.lexicon import lexicon
from model.report.formulas import Arm
from model.report.references import alike, quoted
from model.report.sources import source_of
from model.report.tree import Cell, Node
from model.schema.fields import YES, Grade, Number, Prose
from model.schema.outline import place
from model.schema.records import Record
from model.schema.sections.annexes import BasicData, ProjectEvaluations
from model.schema.sections.fund_budget import FundBudget
from model.schema.sections.general_budget import ALL_SOURCES, GENERAL_ONLY, Basic, GeneralBudget, Projects
from model.schema.sections.improvements import Improvements
from model.schema.sections.overview import Income, Overview, Scale
from model.schema.sections.problems import Problems
from model.text import fold, in_quotes

_LEVEL = 5  # percent; 基本持平 is not said of more
_TOLD_TWICE = "同一项目两处数字不同，审核会要求说明"
_COMPARE_BOTH = "对照来源表核对两处，改正填错的那一个；口径不同的写明理由接受"
_COMMAS = dict.fromkeys(map(ord, "、，,；;"), " ")


@rule(
    code="grade",
    sentence="等级与总分相符",
    reason="等级与分数不符会被退回",
    remedy="核对总分和等级标准",
    basis=USUAL_REPORT,
    on=Grade,
)
def grade(cell: Cell, _: Facts) -> Iterator[Finding]:
    """The grade against the score, by the standard that the draft gives or the usual one."""
    field = cell.field
    assert isinstance(field, Grade)
    score, standard = cell.node.cell(field.score.name), cell.node.cell(field.standard.name)
    if score.figure is None:
        return
    limits = re.findall(r"([优良中差])\D{0,40}?(\d+)", standard.raw or field.usual)
    points = score.figure.value // SCALE
    due = next((name for name, least in limits if points >= int(least)), field.options[-1])
    if due != cell.raw:
        message = f"{score.label}{score.figure.text()}，按等级标准应为“{due}”，填的是“{cell.raw}”：请核对"
        yield grade.say("error", cell, message, score, standard)


@rule(
    code="not_level",
    place="第二部分",
    sentence="变动大的不说“持平”",
    reason="与增减率矛盾",
    remedy="写明增加或减少的原因",
    on=Prose,
)
def not_level(comment: Cell, _: Facts) -> Iterator[Finding]:
    """持平 said of a change that is none too small."""
    assert isinstance(comment.field, Prose)
    if comment.field.explains is None or "持平" not in comment.raw:
        return
    rate = comment.node.cell(comment.field.explains.name)
    before = comment.raw.partition("持平")[0]
    clause = before[max(before.rfind(mark) for mark in "，。；,;") + 1 :]
    if any(part in clause for part in ("人员", "公用")):  # said of a part
        return
    if rate.figure is not None and abs(rate.figure.value) > _LEVEL * SCALE:
        message = f"{comment.label}写着“持平”，而{rate.label}是{rate.figure.text()}：请改成增加或减少的原因"
        yield not_level.say("warning", comment, message, rate)


_TURNS = frozenset({"compare", "up", "down", "save"})
_NEAR = 6
"""A word of more or less stands no more marks before its amount."""


@rule(
    code="said_again",
    sentence="说明原因的文字里不再写一遍增减额、增减率",
    reason="报告里这段文字的前面已经写了，会接连说两遍",
    remedy="删去重复的话，只写原因",
    on=Prose,
)
def said_again(text: Cell, facts: Facts) -> Iterator[Finding]:
    """A reason that says first how much more or less it was: the sentence before it in the report has said so."""
    signed = [cell for cell in text.node.own_cells if isinstance(cell.field, Number) and cell.field.signed]
    changes = [(cell, cell.figure) for cell in signed if cell.figure is not None and cell.figure.value]
    for words, said in _turns(text, facts) if changes else ():
        for change, figure in changes:
            if said in (change, (abs(figure.value), figure.unit.dimension == MONEY)):
                before = f"前面自动写出的{change.field.label}"
                message = f"{text.label}里{in_quotes(words)}会与{before}重复：请删去，只写原因"
                yield said_again.say("warning", text, message, change)
                return


@rule(
    code="reason_again",
    sentence="说明原因的文字里不再写“原因是”",
    reason="报告里这段文字的前面已经写了“原因是”，会接连说两遍",
    remedy="改成“因……”，或分成两句",
    on=Prose,
)
def reason_again(text: Cell, facts: Facts) -> Iterator[Finding]:
    """A reason that leads in a reason once more in its first sentence; at its beginning the words are printed once."""
    if text.field.label.endswith(("增减原因", "偏差原因")):
        first = re.split("[。；\n]", text.raw.lstrip("，："))[0]
        if found := re.search("(?<=[，,])(?:其?主要)?原因(?:是|为|在于)", first):
            message = f"{text.label}里又写了“{found[0]}”，报告里它前面已有“原因是”：请改成“因……”，或分成两句"
            yield reason_again.say("warning", text, message)


def _turns(text: Cell, facts: Facts) -> Iterator[tuple[str, Cell | tuple[int, bool] | None]]:
    """How much more or less than before a text says that it was: the words, and the figure quoted or typed there.

    A typed one is its value without sign and whether that is money.
    """
    for quote in quoted(text.raw):
        yield text.raw[quote.start : quote.end], facts.names.find(quote.name, text.section)
    for sentence in re.findall("[^。；\n]+", text.raw):
        for number in amounts.numbers(sentence):
            words = [word for word in lexicon().words(sentence[: number.start]) if word.kinds & _TURNS]
            if any("compare" in word.kinds for word in words) and number.start - words[-1].end <= _NEAR:
                said = number.amount.value, number.amount.kind == amounts.MONEY
                yield sentence[max(number.start - 12, 0) : number.end], said


def _answered(piece: str, problem: Node) -> bool:
    return piece == str(problem.index + 1) or (len(piece) > 3 and piece in problem.cell("heading").raw)


def _problems_and_answers(improvements: Node, facts: Facts) -> tuple[list[Node], list[tuple[Cell, str]]]:
    """The problems, and each answer to one as a measure names it: by number or by words of its heading."""
    problems = facts.report.rows("problems.problems").rows
    measures = improvements.list_at("measures")
    answers = [row.cell("answers") for row in measures.rows]
    pieces = [(cell, piece) for cell in answers for piece in cell.raw.translate(_COMMAS).split(" ") if piece]
    return problems, pieces


@rule(
    code="unknown_problem",
    place="第十部分",
    sentence="措施针对的问题要在第九部分里",
    reason="对不上号",
    remedy="填问题的序号，如 1",
    on=Improvements,
    reads=(Problems,),
)
def unknown_problem(improvements: Node, facts: Facts) -> Iterator[Finding]:
    """A measure for a problem that is not there."""
    problems, answers = _problems_and_answers(improvements, facts)
    for cell, piece in answers:
        if not any(_answered(piece, problem) for problem in problems):
            message = f"{cell.label}写的{in_quotes(piece[:20])}在第九部分找不到：请填问题的序号，如 1"
            yield unknown_problem.say("warning", cell, message)


@rule(
    code="unanswered",
    place="第十部分",
    sentence="第九部分的每个问题都有第十部分的措施",
    reason="有问题无措施，审核会退回",
    remedy="在措施里填所针对的问题序号",
    basis=USUAL_REPORT,
    on=Improvements,
    reads=(Problems,),
)
def unanswered(improvements: Node, facts: Facts) -> Iterator[Finding]:
    """A problem that no measure names; where a measure names none, that is where to do it."""
    problems, answers = _problems_and_answers(improvements, facts)
    measures = improvements.list_at("measures")
    silent = {row.index: row.cell("answers").path for row in measures.rows if not row.cell("answers").raw}
    for problem in problems:
        heading = problem.cell("heading")
        if heading.raw and not any(_answered(piece, problem) for _, piece in answers):
            number = problem.index + 1
            message = f"问题{number}{in_quotes(heading.raw[:20])}没有对应的改进措施：请在措施的“针对的问题”填 {number}"
            at = silent.get(problem.index) or next(iter(silent.values()), measures.path)
            yield unanswered.finding("warning", improvements.section, (at, heading.path), message)


def in_order(answers: Cell, facts: Facts) -> Repair | None:
    """The measures that name no problem name the one of their own number, where there are as many as problems."""
    measures = answers.node.row_list
    assert measures is not None
    wanted = [(row.cell("answers"), str(row.index + 1)) for row in measures.rows]
    if len(wanted) != len(facts.report.rows("problems.problems").rows) or any(
        cell.raw not in ("", number) for cell, number in wanted
    ):
        return None
    (first, raw), *others = [(cell, number) for cell, number in wanted if not cell.raw]
    said = f"各条措施依次针对问题 1 至 {len(wanted)}" if others else f"“针对的问题”填 {raw}"
    return Repair(QUOTE, first, raw, said, also=tuple(others))


@rule(
    code="project_elsewhere",
    place="附表3",
    sentence="附表3与第二部分同名项目的批复金额、全年预算、执行数相符",
    reason=_TOLD_TWICE,
    remedy=_COMPARE_BOTH,
    on=ProjectEvaluations,
    reads=(GeneralBudget,),
)
def project_elsewhere(annex: Node, facts: Facts) -> Iterator[Finding]:
    """A project of the third table whose money is neither in total nor as appropriated what section two says of it."""
    evaluated = annex.list_at("projects")
    if annex.cell("included").raw != YES or not evaluated.rows:
        return
    approved = _approved(facts)
    for project in evaluated.rows:
        name = project.cell("name").raw
        if not name or not (same := approved.get(fold(name))):
            continue
        total, granted = project.parts["total"], project.parts["appropriation"]
        assert isinstance(total, Node)
        assert isinstance(granted, Node)
        for there, here in (("amount", "original"), ("adjusted", "adjusted"), ("executed", "actual")):
            cell, said = total.cell(here), [row.cell(there) for row in same if row.cell(there).figure is not None]
            # What was approved may be the budget of the whole year.
            columns = (here, "adjusted") if there == "amount" else (here,)
            held = [part.cell(column) for part in (total, granted) for column in columns]
            if cell.figure is not None and said and not any(alike(one, other) for one in held for other in said):
                message = (
                    f"{cell.label}{cell.figure.text()}，第二部分同名项目的{said[0].field.label}"
                    f"{said[0].figure.text() if said[0].figure is not None else ''}：请核对"
                )
                yield project_elsewhere.say("warning", cell, message, said[0])


def _approved(facts: Facts) -> dict[str, list[Node]]:
    """The approved projects of section two by their folded names."""
    found: dict[str, list[Node]] = {}
    for kind in ("unit_projects", "public_projects"):
        for row in facts.report.rows(f"general_budget.projects.{kind}.items").rows:
            found.setdefault(fold(row.cell("name").raw), []).append(row)
    return found


_NUMBERED = re.compile(r"\s{0,4}[(（]?[0-9]{1,2}[)）.．、](?![0-9])\s{0,4}")


@rule(
    code="controlled_project",
    place="附表1",
    sentence="附表1的项目支出与第二部分同名项目相符，各行之和与项目支出相符",
    reason=_TOLD_TWICE,
    remedy=_COMPARE_BOTH,
    on=BasicData,
    reads=(GeneralBudget, Overview),
)
def controlled_project(annex: Node, facts: Facts) -> Iterator[Finding]:
    """A line of project expenditure that section two says otherwise of that project, and the sum of the lines.

    Lines that are only some of the projects may come to less.
    """
    listed = annex.list_at("projects")
    approved = _approved(facts) if listed.rows else {}
    seen: set[str] = set()
    for row in listed.rows:
        name = fold(_NUMBERED.sub("", row.cell("name").raw, count=1))
        if not name or name not in approved:
            continue
        seen.add(name)
        for here, there in (("budget", ("amount", "adjusted")), ("actual", ("executed",))):
            cell = row.cell(here)
            said = [one for same in approved[name] for column in there if (one := same.cell(column)).figure is not None]
            if cell.figure is not None and said and not any(alike(cell, other) for other in said):
                assert said[0].figure is not None
                message = (
                    f"{cell.label}{cell.figure.text()}，第二部分同名项目的{said[0].field.label}"
                    f"{said[0].figure.text()}：请核对"
                )
                yield controlled_project.say("warning", cell, message, said[0])
    spent = [row.cell("actual") for row in listed.rows if not row.empty]
    totals = ("overview.scale.project", *(f"general_budget.projects.{name}" for name in _TOLD_OF_PROJECTS))
    known = [cell for path in totals if (cell := facts.report.cell(path)).figure is not None]
    value = Arm(tuple((1, cell) for cell in spent)).value() if spent and known else None
    if value is None or any(compare(cell.figure, value) != "inconsistent" for cell in known if cell.figure is not None):
        return
    if value.point < max(cell.figure.value for cell in known if cell.figure is not None) * value.over and (
        len(spent) < 2 or (seen and len(seen) < len(approved))
    ):
        return
    sum_of = group(digits_over(value.point, value.over, spent[0].unit, 2))
    message = (
        f"项目支出各行的{spent[0].field.label}共{sum_of}{spent[0].unit.name}，"
        f"{known[0].label}{known[0].figure.text() if known[0].figure is not None else ''}：请核对"
    )
    yield controlled_project.say("warning", spent[0], message, *spent[1:], known[0])


_TOLD_OF_PROJECTS = ("actual", "unit_projects.executed", "public_projects.executed")


@rule(
    code="scope_unnamed",
    place="第二部分",
    sentence="有政府性基金、国有资本经营支出的，选定第二部分的支出口径",
    reason="第二部分写的是一般公共预算；把基金支出也算进去，同一笔钱就写了两遍",
    remedy="只列一般公共预算的选“仅一般公共预算”，含全部资金的选“与部门整体支出同口径”",
    on=GeneralBudget,
    reads=(FundBudget,),
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


def general_only(scope: Cell, _: Facts) -> Repair | None:
    """The scope of section two is chosen: the general public budget alone."""
    return Repair(BASE, scope, GENERAL_ONLY, f"{scope.label}选“{GENERAL_ONLY}”")


_GRANTS = (Income.general_public, Income.government_fund, Income.state_capital)
_NOT_TOLD = (Scale.operating, Scale.remitted, Scale.subsidies)


@rule(
    code="every_budget",
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
    income, scale, general = overview.parts["income"], overview.parts["scale"], facts.report.section(2)
    assert isinstance(income, Node)
    assert isinstance(scale, Node)
    total = scale.cell("total")
    grants = [income.cell(field.name) for field in _GRANTS]
    others = [cell for cell in income.own_cells if cell.field.blank_is_none]
    others = [cell for cell in others if cell not in grants] + [scale.cell(field.name) for field in _NOT_TOLD]
    if total.figure is None or any(cell.figure is not None and cell.figure.value for cell in others):
        return
    if general.cell("scope").raw != GENERAL_ONLY or not (grants[0].figure and grants[0].figure.value):
        return
    spent = [facts.report.cell("general_budget.basic.actual"), facts.report.cell("general_budget.projects.actual")]
    funds = [facts.report.section(number).cell("actual") for number in (5, 6)]
    for grant, fund in zip(grants[1:], funds, strict=True):
        if fund.figure is not None:
            spent.append(fund)
        elif grant.figure is not None and grant.figure.value:
            return
    value = Arm(tuple((1, cell) for cell in spent)).value()
    if value is None or compare(total.figure, value) in ("exact", "rounding"):
        return
    added = " + ".join(
        f"{place(cell.section)}{cell.label}{cell.figure.grouped()}" for cell in spent if cell.figure is not None
    )
    sum_of = group(digits_over(value.point, value.over, total.unit, total.figure.decimals))
    message = (
        f"三本预算的支出（{added}）共{sum_of}{total.unit.name}，支出总额{total.figure.text()}："
        "收入来源里只有财政拨款，两者应一致，请核对"
    )
    yield every_budget.say("warning", total, message, *spent)


@rule(
    code="scope_of_last_year",
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
        message = f"{said}取自{then.file}，那里的口径是“{then.value}”，本年是“{scope.chosen}”：请按本年的口径改上年数"
        yield scope_of_last_year.say("warning", cells[0], message, *cells[1:], scope)


def _carried(general: Node, record: type[Record], facts: Facts) -> Iterator[Cell]:
    """The figures of last year in a part of section two that are still as they were carried over."""
    part = next(part for part in general.parts.values() if isinstance(part, Node) and part.record is record)
    for cell in part.own_cells:
        origin = source_of(facts.report, cell) if cell.field.from_last is not None else None
        if origin is not None and not origin.sheet and origin.value == cell.raw:
            yield cell


REPAIRS: Final[Mapping[str, Callable[[Cell, Facts], Repair | None]]] = {
    unanswered.code: in_order,
    scope_unnamed.code: general_only,
}
"""What mends the field that a rule tells of, by the code of the rule."""

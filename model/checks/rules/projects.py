"""Projects that are told in two places: in section two, in the annexed tables, and together in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import Final

from model.checks.diagnosis.repairs import Repair, in_text
from model.checks.diagnosis.slips import QUOTE
from model.checks.findings import Finding, digits_over
from model.checks.registry import SAME_FIGURE, Facts, mends, rule
from model.checks.told.told_sums import GIVEN, SPENT, ToldSum
from model.checks.verdicts import compare
from model.figures import Figure, figure, group
from model.mistyped import slip_between
from model.patterns import Pattern
from model.report.formulas import Arm, Value
from model.report.namesakes import left_blank
from model.report.references import alike
from model.report.report import Report
from model.report.tree import Cell, Node
from model.schema.fields import YES
from model.schema.outline import place
from model.schema.sections.annexes import BasicData, ProjectEvaluations
from model.schema.sections.fund_budget import FundBudget
from model.schema.sections.general_budget import GeneralBudget
from model.schema.sections.overview import Overview
from model.text import fold, in_quotes, nearest

_TOLD_TWICE = "同一项目两处数字不同，审核会要求说明"
_COMPARE_BOTH = "对照来源表核对两处，改正填错的那一个；口径不同的写明理由接受"


@rule(
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
    titled = facts.report.titled(evaluated)
    both = [(project, same) for name, same in approved.items() for project in titled.get(name, ())]
    for project, same in sorted(both, key=lambda pair: pair[0].index):
        for cell, held, there in _money(project):
            said = [row.cell(there) for row in same if row.cell(there).figure is not None]
            if cell.figure is not None and said and not any(alike(one, other) for one in held for other in said):
                message = (
                    f"{cell.label}{cell.figure.text()}，第二部分同名项目的{said[0].field.label}"
                    f"{said[0].figure.text() if said[0].figure is not None else ''}：请核对"
                )
                yield project_elsewhere.say("warning", cell, message, said[0])


def _money(project: Node) -> Iterator[tuple[Cell, list[Cell], str]]:
    """The amounts of a project of the third table: each with those that it may be, and its field in section two."""
    total, granted = project.record_at("total"), project.record_at("appropriation")
    for there, here in (("amount", "original"), ("adjusted", "adjusted"), ("executed", "actual")):
        # What was approved may be the budget of the whole year.
        columns = (here, "adjusted") if there == "amount" else (here,)
        yield total.cell(here), [part.cell(column) for part in (total, granted) for column in columns], there


@rule(
    place="附表3",
    sentence="附表3的项目名称与第二部分一致",
    reason="同一项目两个名称，审核时对不上",
    remedy="改成同一个名称；不是同一个项目的可以不改",
    on=ProjectEvaluations,
    reads=(GeneralBudget,),
    of_draft=True,
)
def project_renamed(annex: Node, facts: Facts) -> Iterator[Finding]:
    """A project that section two has by a name like it and not by its own: a warning where the money is the same."""
    for project, (there, same) in _renamed(annex, facts):
        name, called = project.cell("name"), in_quotes(there.cell("name").raw)
        message = (
            f"第二部分没有{in_quotes(name.raw)}，有{called}{'，金额相同' if same else ''}：是同一个项目的，请改成同名"
        )
        yield project_renamed.say("warning" if same else "info", name, message, there.cell("name"))


@mends(project_renamed)
def as_in_section_two(name: Cell, facts: Facts) -> Repair | None:
    """The project of the third table by the name that section two has."""
    annex = facts.report.section(name.section)
    found = next((there for project, (there, _) in _renamed(annex, facts) if project is name.node), None)
    return Repair(QUOTE, name, new := found.cell("name").raw, f"改名为{in_quotes(new)}") if found is not None else None


_MANY: Final = 20
"""So many projects that only one of two lists has are no renamed ones: the lists are of other projects."""
_LIKENESS: Final = 0.6
_COUNTING: Final = Pattern("[0-9一二三四五六七八九十]")


def _renamed(annex: Node, facts: Facts) -> list[tuple[Node, tuple[Node, bool]]]:
    """Projects that ``annex`` alone has by name, each with the one of section two that it may be; is money the same?"""
    listed = annex.list_at("projects")
    if annex.cell("included").raw != YES or not listed.rows:
        return []
    approved, evaluated = _approved(facts), facts.report.titled(listed)
    known = [facts.report.titled(facts.report.rows(path)) for path in listed.element.names_from]
    here = [row for name, rows in evaluated.items() if not any(name in names for names in known) for row in rows]
    there = [row for name, rows in approved.items() if name not in evaluated for row in rows]
    if not here or not there or max(len(here), len(there)) > _MANY:
        return []
    pairs = [(one, other, same) for one in here for other in there if (same := _same_project(one, other)) is not None]
    return [
        (one, (other, same))
        for one, other, same in pairs
        if sum(one is project for project, *_ in pairs) == sum(other is project for _, project, _ in pairs) == 1
    ]


def _same_project(project: Node, approved: Node) -> bool | None:
    """Whether two projects called alike have some money in common; None where they are not one project.

    Names that count, of parts or years of one work, are names of several.
    """
    one, other = (fold(row.cell("name").raw) for row in (project, approved))
    if _COUNTING.findall(one) != _COUNTING.findall(other):
        return None
    if not (min(one, other, key=len) in max(one, other, key=len) or nearest(one, [other], _LIKENESS)):
        return None
    amounts = [(held, approved.cell(there)) for cell, held, there in _money(project) if cell.figure is not None]
    both = [(held, said) for held, said in amounts if said.figure is not None and said.figure.value]
    if not all(any(alike(one, said) for one in held) for held, said in both):
        return None
    return bool(both)


_MONEY_COLUMNS: Final = 3
"""So many amounts has a project: its budget, that of the whole year, what was spent."""


@rule(
    place="附表3",
    sentence="前文同名项目填了的预算数、执行数，附表3不空着",
    reason="盖章的表上这些格是空白",
    remedy="照前文填，或不附本表",
    on=ProjectEvaluations,
    reads=(GeneralBudget, FundBudget),
)
def project_left_blank(annex: Node, facts: Facts) -> Iterator[Finding]:
    """Money of projects in the third table that is left blank though a section says it: a warning for whole rows."""
    listed = annex.list_at("projects")
    found = list(left_blank(facts.report, listed)) if annex.cell("included").raw == YES else []
    whole = [(row, blank) for row, blank in found if len(blank) == _MONEY_COLUMNS]
    if found:
        cells = [cell for _, blank in whole or found for cell, _ in blank]
        columns = "、".join(dict.fromkeys(cell.field.label for cell in cells))
        some = "、".join(row.title for row, _ in (whole or found)[:_BOTH])
        several = f"等{len(whole or found)}个项目" if len(whole or found) > _BOTH else ""
        places = "、".join(dict.fromkeys(place(source.section) for _, blank in whole or found for _, source in blank))
        message = f"附表3{in_quotes(some)}{several}的{columns}空着，{places}同名项目已填：请补填"
        yield project_left_blank.say("warning" if whole else "info", cells[0], message, *cells[1:])


@mends(project_left_blank)
def filled_in(cell: Cell, facts: Facts) -> Repair | None:
    """What the sections say, in all fields of the third table that are left blank like ``cell``."""
    listed = cell.node.outermost_row.row_list if cell.node.outermost_row is not None else None
    blank = [pair for _, pairs in left_blank(facts.report, listed) for pair in pairs] if listed is not None else []
    if not blank:
        return None
    (first, source), *others = blank
    text = f"照前文补填{len(blank)}处"
    return Repair(QUOTE, first, source.raw, text, also=tuple((one, said.raw) for one, said in others))


def _approved(facts: Facts) -> dict[str, list[Node]]:
    """The approved projects of section two by their folded names."""
    found: dict[str, list[Node]] = {}
    for kind in ("unit_projects", "public_projects"):
        titled = facts.report.titled(facts.report.rows(f"general_budget.projects.{kind}.items"))
        for name, rows in titled.items():
            found[name] = [*found.get(name, ()), *rows]
    return found


_NUMBERED = Pattern(r"\s{0,4}[(（]?[0-9]{1,2}[)）.．、](?![0-9])\s{0,4}")


@rule(
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


@rule(
    place="第二部分",
    sentence="部门项目与公共项目的执行数加在一起不超过项目支出决算数",
    reason="每一类都不超过，加在一起却可能超过",
    remedy="看是否有项目两类里都列了；公共项目含政府性基金等其他资金的，在口径说明里写明",
    on=GeneralBudget,
    reads=(Overview,),
)
def projects_together(budget: Node, facts: Facts) -> Iterator[Finding]:
    """Projects of both kinds that together come to more than project expenditure of the general budget.

    Where that of all money has room for them, it is an info.
    """
    projects = budget.record_at("projects")
    actual = projects.cell("actual")
    kinds = map(projects.record_at, ("unit_projects", "public_projects"))
    parts = [part for kind in kinds if (part := _executed(kind))]
    if actual.figure is None or len(parts) < _BOTH or projects.cell("scope_note").raw:
        return
    if any(sum(one.low for one in part) > actual.figure.high for part in parts):
        return  # told of that kind alone
    low = sum(one.low for part in parts for one in part)
    every = facts.report.cell("overview.scale.project")
    if low <= actual.figure.high:
        return
    room = every.figure is not None and low <= every.figure.high
    come = digits_over(sum(one.value for part in parts for one in part), 1, actual.unit, 2)
    message = (
        f"部门项目、公共项目的执行数共{group(come)}{actual.unit.name}，超过{actual.label}{actual.figure.text()}：请核对"
        f"{'，公共项目含其他资金的请在口径说明里写明' if room else '是否有项目重复列'}"
    )
    yield projects_together.say("info" if room else "warning", actual, message, *([every] if room else []))


_BOTH: Final = 2


def _executed(part: Node) -> list[Figure]:
    """What projects of one kind came to: their total, or else what is told of each; empty where nothing is."""
    total = part.cell("executed").figure
    rows = [row.cell("executed").figure for row in part.list_at("items").rows]
    return [total] if total is not None else [one for one in rows if one is not None]


_TOLD_OF_PROJECTS = ("actual", "unit_projects.executed", "public_projects.executed")


GENERAL: Final = 2
"""The section that the projects stand in: elsewhere, so many projects may be others."""
_BETWEEN: Final = "[、和及与以等“”‘’两三四五六七八九十个项目0-9]*"
_PROJECT_LISTS: Final = ("general_budget.projects.unit_projects.items", "general_budget.projects.public_projects.items")
_ANNEXED: Final = ("basic_data.projects", "project_evaluations.projects")


@rule(
    sentence="正文里几个项目的合计，与这几个项目各行之和相符",
    reason=SAME_FIGURE,
    remedy="把这几个项目的数加一遍，改正文或改表；所指不是这几个项目的可以不改",
)
def sum_in_text(cell: Cell, told: ToldSum, rows: list[Node], due: Figure) -> Iterator[Finding]:
    """Projects that a text tells together come to another amount: a warning where one slip makes it so."""
    slip = slip_between(due.digits(), told.amount.digits())
    message = f"{cell.label}里写{in_quotes(told.words)}，而这{len(rows)}个项目各行之和是{due.text()}：请核对"
    yield sum_in_text.ask(cell, message, due.digits(), told.amount.digits(), slip=bool(slip))


class ToldSums:
    """The sums of projects in one report's texts."""

    def __init__(self) -> None:
        self.places: set[tuple[Cell, int, int]] = set()

    def findings(
        self, sums: Iterable[tuple[Cell, ToldSum]], report: Report, doubted: Set[tuple[str, str]]
    ) -> dict[Finding, Repair | None]:
        """Which of ``sums``, each with its field, are others, and the text put right.

        ``doubted`` are amounts, by path and digits, that other rules told of. ``places`` are then those of all sums
        that were compared.
        """
        found: dict[Finding, Repair | None] = {}
        self.places = set()
        for cell, told in sums:
            if told.year not in ("", report.section(1).cell("year").raw):
                continue
            dues = [
                (rows, column, value)
                for rows in _groups(told, report)
                for column in (*GIVEN, *SPENT)
                if (value := _sum_of(rows, column)) is not None
            ]
            if dues:
                self.places.add((cell, told.start, told.end))
            if (cell.path, told.amount.digits()) in doubted or any(_is(told.amount, value) for *_, value in dues):
                continue
            meant = {_due(told, value): rows for rows, column, value in dues if column in told.columns}
            if len(told.columns) > len(GIVEN) or not (told.named or told.kind or cell.section == GENERAL):
                meant = {due: rows for due, rows in meant.items() if slip_between(due.digits(), told.amount.digits())}
            if len(meant) == 1:
                ((due, rows),) = meant.items()
                mended = in_text(cell, told.start, told.end, due.text())
                found.update((said, mended) for said in sum_in_text(cell, told, rows, due))
        return found


def _groups(told: ToldSum, report: Report) -> Iterator[list[Node]]:
    """The projects of the report that ``told`` may be of: those named, or all of a list where they are as many."""
    unit, public, *annexed = (report.rows(path).rows for path in (*_PROJECT_LISTS, *_ANNEXED))
    if told.counted:
        lists = {"公共": [public], "": [unit, public, [*unit, *public], *annexed]}.get(told.kind, [unit])
        yield from (rows for rows in lists if len(rows) == told.counted > 1)
        return
    for rows in ([*unit, *public], *annexed):
        left, named = told.named, []
        for row in sorted(rows, key=lambda row: -len(row.title)):
            if len(row.title) > 3 and row.title in left:
                left = left.replace(row.title, "", 1)
                named.append(row)
        if len(named) > 1 and re.fullmatch(_BETWEEN, left):
            yield named


def _sum_of(rows: list[Node], column: str) -> Value | None:
    """What the ``rows`` come to in ``column``; None where one of them does not have it."""
    cells = [_cell(row, column) for row in rows]
    found = [cell for cell in cells if cell is not None and cell.figure is not None]
    return Arm(tuple((1, cell) for cell in found)).value() if len(found) == len(rows) else None


def _cell(row: Node, column: str) -> Cell | None:
    try:
        return row.cell(column)
    except KeyError:
        return None


def _is(amount: Figure, value: Value) -> bool:
    return compare(amount, value) in ("exact", "rounding", "truncation")


def _due(told: ToldSum, value: Value) -> Figure:
    """The sum with as many decimals as were typed, or two at most, so that it stays what it is."""
    exact = (figure(value.point, told.amount.unit, places, value.over) for places in range(told.amount.decimals, 2))
    return next(
        (one for one in exact if one.value * value.over == value.point),
        figure(value.point, told.amount.unit, max(told.amount.decimals, 2), value.over),
    )

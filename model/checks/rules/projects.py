"""Projects that are told in two places: in section two and in the annexed tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.checks.findings import Finding, digits_over
from model.checks.registry import Facts, rule
from model.checks.verdicts import compare
from model.figures import group
from model.report.formulas import Arm
from model.report.references import alike
from model.report.tree import Node
from model.schema.fields import YES
from model.schema.sections.annexes import BasicData, ProjectEvaluations
from model.schema.sections.general_budget import GeneralBudget
from model.schema.sections.overview import Overview
from model.text import fold

_TOLD_TWICE = "同一项目两处数字不同，审核会要求说明"
_COMPARE_BOTH = "对照来源表核对两处，改正填错的那一个；口径不同的写明理由接受"


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

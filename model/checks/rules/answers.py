"""The measures of section ten have to answer the problems of section nine."""

from __future__ import annotations

from collections.abc import Iterator

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import QUOTE
from model.checks.findings import Finding
from model.checks.registry import USUAL_REPORT, Facts, mends, rule
from model.report.tree import Cell, Node
from model.schema.sections.improvements import Improvements
from model.schema.sections.problems import Problems
from model.text import half_width, in_quotes

_COMMAS = dict.fromkeys(map(ord, "、，,；;"), " ")


def _answered(piece: str, problem: Node) -> bool:
    return piece == str(problem.index + 1) or (len(piece) > 3 and piece in half_width(problem.cell("heading").raw))


def _problems_and_answers(improvements: Node, facts: Facts) -> tuple[list[Node], list[tuple[Cell, str]]]:
    """The problems, and each answer to one as a measure names it: by number or by words of its heading."""
    problems = facts.report.rows("problems.problems").rows
    measures = improvements.list_at("measures")
    answers = [row.cell("answers") for row in measures.rows]
    said = [(cell, half_width(cell.raw.translate(_COMMAS))) for cell in answers]
    pieces = [(cell, piece) for cell, text in said for piece in text.split() if piece]
    return problems, pieces


@rule(
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
    place="第十部分",
    sentence="第九部分的每个问题都有第十部分的措施",
    reason="有问题无措施，审核会退回",
    remedy="在措施里填所针对的问题序号",
    basis=USUAL_REPORT,
    on=Improvements,
    reads=(Problems,),
    of_draft=True,
)
def unanswered(improvements: Node, facts: Facts) -> Iterator[Finding]:
    """A problem that no measure names; where a measure names none, that is where to do it."""
    problems, answers = _problems_and_answers(improvements, facts)
    measures = improvements.list_at("measures")
    silent = {row.index: row.cell("answers").path for row in measures.rows if not row.cell("answers").raw}
    lacking = [problem for problem in problems if not any(_answered(piece, problem) for _, piece in answers)]
    own = {problem: silent.pop(problem.index) for problem in lacking if problem.index in silent}
    others = iter(silent.values())
    for problem in lacking:
        heading, number = problem.cell("heading"), problem.index + 1
        if not heading.raw:
            continue
        at = own.get(problem) or next(others, "")
        said = f"请在措施的“针对的问题”填 {number}" if at else f"请补一条措施，“针对的问题”填 {number}"
        message = f"问题{number}{in_quotes(heading.raw[:20])}没有对应的改进措施：{said}"
        yield unanswered.finding("warning", improvements.section, (at or measures.path, heading.path), message)


@mends(unanswered)
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

"""What is missing in a section or left over in it, and the comments on a returned copy that have no answer yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import QUOTE
from model.checks.findings import Finding
from model.checks.registry import USUAL_REPORT, Facts, mends, rule
from model.figures import SCALE
from model.patterns import Pattern
from model.report.report import Report
from model.report.tree import Cell, Node, RowList
from model.schema.fields import NO, Choice, Prose, Text
from model.schema.records import Rows
from model.schema.sections.annexes import DepartmentEvaluation, ProjectEvaluation
from model.text import first_of, in_quotes, normalise


@rule(sentence="填的内容要读得懂", reason="读不懂的数不能核对", remedy="按提示改写")
def unreadable(cell: Cell) -> Iterator[Finding]:
    """A value that its field cannot read."""
    yield unreadable.say("error", cell, f"{cell.label}：{cell.error}")


@rule(sentence="必填的项都要填", reason="缺项的报告不能盖章", remedy="逐项填写；没有的填“无”", basis=USUAL_REPORT)
def required(section: Node, missing: list[Cell]) -> Iterator[Finding]:
    """Fields without which the report is not complete, those ``missing`` of ``section``: one finding a section.

    What the program computes once the rest is there is named only where nothing else is missing.
    """
    missing = [cell for cell in missing if not cell.computable] or missing
    if missing:
        some = first_of([cell.label for cell in missing], 4)
        message = f"还有{len(missing)}项必填的没有填：{some}"
        yield required.finding("error", section.section, tuple(cell.path for cell in missing), message)


@rule(
    sentence="每一部分要么填写，要么写明本单位没有",
    reason="空着的部分会被退回",
    remedy="填写，或选“是”写明没有",
    basis=USUAL_REPORT,
)
def section_empty(section: Node) -> Iterator[Finding]:
    """A section without anything in it."""
    none = "，或选“是”写明本单位没有" if "none" in section.parts else ""
    message = f"{section.kind_label}还没有填：请填写{none}"
    yield section_empty.finding("error", section.section, (section.path,), message)


_OF_A_PROJECT = ("department", "implementer")
_OF_EACH_TABLE = ("goals.expected", "goals.actual", "total.points")


@rule(
    place="附表2",
    sentence="附上的自评表除资金外，目标、绩效指标和分值也填了",
    reason="空着的自评表盖了章会被退回",
    remedy="逐项填写；不附的把“附本表”改为“否”",
    basis=USUAL_REPORT,
    on=(DepartmentEvaluation, ProjectEvaluation),
)
def table_unfilled(table: Node, _: Facts) -> Iterator[Finding]:
    """A table of scores without goals, indicators or points, of the department or of a project."""
    name = "附表2"
    if table.index >= 0:
        assert table.parent is not None
        layout = table.parent.cell("layout")
        assert isinstance(layout.field, Choice)
        if table.empty:
            return
        if layout.raw == layout.field.options[-1]:
            yield from _unscored(table)
            return
        name = f"附表3{in_quotes(table.title)}"
    total, indicators = table.cell("scores.points").figure, table.list_at("scores.indicators")
    asked = (*(_OF_A_PROJECT if table.index >= 0 else ()), *_OF_EACH_TABLE)
    lacking: list[Cell | RowList] = [cell for path in asked if (cell := table.cell(path)).state == "missing"]
    if total is not None and total.value == 100 * SCALE:  # the execution of the budget has no points of its own
        lacking = [one for one in lacking if one is not table.cell("total.points")]
    if not indicators.rows:
        lacking.append(indicators)
    if lacking:
        some = "、".join(one.field.label if isinstance(one, Cell) else one.element.label for one in lacking)
        message = f"{name}还没有填{some}：请填写，不附的把“附本表”改为“否”"
        paths = tuple(one.path for one in lacking)
        yield table_unfilled.finding("warning", table.section, paths, message)


@mends(table_unfilled)
def same_department(department: Cell, facts: Facts) -> Repair | None:
    """The unit of the report in charge of every project that has nobody: one key for all tables.

    None where another field is what is empty, or another department is in charge of one of the projects.
    """
    table, unit = department.node, facts.unit.strip()
    if department.field is not ProjectEvaluation.department or not unit or table.parent is None:
        return None
    of_projects = [row.cell("department") for row in table.parent.list_at("projects").rows if not row.empty]
    if any(cell.raw not in ("", unit) for cell in of_projects):
        return None
    others = tuple((cell, unit) for cell in of_projects if not cell.raw and cell is not department)
    where = f"，其余{len(others)}张自评表一起填" if others else ""
    return Repair(QUOTE, department, unit, f"主管部门填“{unit}”{where}", also=others)


def _unscored(project: Node) -> Iterator[Finding]:
    """The score of a project in one table of all: none, or no more than that of the budget's execution."""
    score, execution = project.cell("scores.score"), project.cell("total.score")
    if project.list_at("scores.indicators").rows:
        return
    if score.state == "missing":
        message = f"附表3{in_quotes(project.title)}还没有填自评得分：请填写绩效指标的得分，或直接填{score.field.label}"
        yield table_unfilled.say("warning", score, message)
    elif score.state == "computed" and score.figure is not None:
        message = (
            f"附表3{in_quotes(project.title)}还没有填绩效指标，自评得分{score.figure.text()}只是预算执行率的得分："
            f"请填写绩效指标，或直接填{score.field.label}"
        )
        yield table_unfilled.say("warning", score, message, execution)


@rule(sentence="写明没有的部分不再填数", reason="前后矛盾", remedy="清空所填的数，或改为“否”")
def none_but_filled(section: Node) -> Iterator[Finding]:
    """A section that is said to be 无, and filled in all the same."""
    none = section.cell("none")
    filled = [cell for cell in section.cells() if cell.raw and cell is not none]
    if filled:
        some = "、".join(cell.label for cell in filled[:3])
        message = f"已写明本单位没有，却还填着{some}等{len(filled)}项：请清空，或把“{none.label}”改为“{NO}”"
        yield none_but_filled.say("error", none, message, *filled)


_FIGURES = Pattern(r"\(?[-+]?[0-9][0-9,.]*(?:%|元|万元|亿元)?\)?")
_GLUED = Pattern(r"(?<=[\u4e00-\u9fff])[0-9,]+(?:\.[0-9]+)?(?:元|万元|亿元)\Z|(?<=[\u4e00-\u9fff])[0-9,]+\.[0-9]{2}\Z")
_ABOUT_NOW = range(-15, 26)


@rule(
    sentence="写文字的栏里不填数",
    reason="多半是数填错了栏，数没有进表，报告里也说不通",
    remedy="把数改填到旁边的数字栏，这里写文字",
    on=(Text, Prose),
    of_draft=True,
)
def figure_for_words(cell: Cell, facts: Facts) -> Iterator[Finding]:
    """Figures alone where words are asked for, and an amount at the end of the name of what has one of its own.

    Any other number within a name, 5G专网项目1200, is part of it.
    """
    field = cell.field
    if (isinstance(field, Text) and field.numeral) or not any(map(str.isdigit, cell.raw)):
        return
    typed, year = normalise(cell.raw), int(facts.year.raw) if facts.year.state == "typed" else 0
    pieces = [piece for piece in re.split(r"[\s/;；，|]+", typed) if piece]
    found = typed if all(map(_FIGURES.fullmatch, pieces)) and not _is_year(typed, year) else ""
    if not found and field.name == cell.node.record.title and cell.node.index >= 0 and cell.node.record.numbers:
        glued = _GLUED.search(typed)
        found = glued[0] if glued is not None else ""
    if found:
        message = f"{cell.label}里填的是{in_quotes(found[:20])}：这里要写文字，数请填到旁边的数字栏"
        yield figure_for_words.say("warning", cell, message)


def _is_year(text: str, year: int) -> bool:
    return len(text) == 4 and text.isdigit() and (int(text) - year in _ABOUT_NOW if year else text[:2] in ("19", "20"))


@rule(sentence="表里没有空行", reason="空行多半是漏填或误按", remedy="填写或删去")
def empty_row(row: Node) -> Iterator[Finding]:
    """A row without anything in it."""
    if row.empty:
        message = f"{row.kind_label}第{row.index + 1}行是空行：请填写或删去"
        yield empty_row.say("warning", next(row.cells()), message)


@rule(sentence="一张表里没有两行同名", reason="多半是重复粘贴，合计会多算", remedy="合并或改名", on=Rows)
def same_row(rows: RowList, facts: Facts) -> Iterator[Finding]:
    """Two rows with the same name in a list whose names must differ."""
    for first, again, name in rows.namesakes(facts.report.titled(rows)):
        pair = f"第{first.index + 1}行和第{again.index + 1}行"
        message = f"{rows.element.label}{pair}都是{in_quotes(name[:30])}：请合并或改名"
        yield same_row.say("error", next(again.cells()), message)


@rule(sentence="填了内容的附表要选定附不附", reason="填了却没有附上，多半是漏选", remedy="选“是”或“否”")
def annex_left_out(annex: Node) -> Iterator[Finding]:
    """An annex that is filled in, but neither included nor left out by choice."""
    included = annex.cell("included")
    if not included.raw and not annex.empty:
        message = f"{annex.kind_label}填了内容，但没有选“{included.label}”：要附就选“是”，不附选“否”"
        yield annex_left_out.say("warning", included, message)


@rule(
    sentence="别人在导出的文件里写的批注都有答复",
    reason="批注没有答复，改没改、为什么不改，没有记录",
    remedy="照批注改；改了或不改，都写下答复",
)
def open_point(report: Report) -> Iterator[Finding]:
    """One finding for each comment without an answer, at its field, or at section one where it has none.

    The second of its fields is where the answer goes.
    """
    for point in report.rows("comments").rows:
        if point.cell("answer").raw.strip():
            continue
        path, section = point.cell("path").raw, 1
        try:
            part = report.root.at(path)
            section = part.section if isinstance(part, Node) else part.node.section
        except KeyError:
            path = report.section(1).path
        who = "，".join(filter(None, (point.cell("by").raw, point.cell("at").raw[:16].replace("T", " "))))
        on = in_quotes(point.cell("on").raw) if point.cell("on").raw else ""
        message = f"批注{on}{f'（{who}）' if who else ''}：{point.cell('text').raw}"
        yield open_point.finding("warning", section or 1, (path, point.cell("answer").path), message)

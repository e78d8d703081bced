"""What is missing, left over or badly said: the rules of a section that are not arithmetic.

The rules follow what reviewers look for; each yields findings of one code. They look at one section at a time, so
that an edit repeats only its own section's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from model.checks.findings import Finding, say
from model.checks.verdicts import judge
from model.figures import MONEY, PERCENT, PERSONS, SCALE
from model.report.binding import one
from model.report.tree import Cell, Node, RowList
from model.schema.fields import NO, YES, Field, Number
from model.schema.records import Annex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.checks.rules.texts import Texts
    from model.report.report import Report

DEADLINE = (6, 30)
LEVEL = 5  # percent; 基本持平 is not said of more
_RATES = (
    *("满意度", "覆盖率", "参保率", "到位率", "合格率", "及时率", "结案率", "办结率", "发放率", "普及率", "知晓率"),
    *("整改率", "完好率", "安置率", "达标率", "准确率", "就业率"),
)
GRADES = "优90、良80、中60"


def review_section(report: Report, section: Node, texts: Texts) -> list[Finding]:
    """What one section has to be told, besides its figures; ``texts`` of the report has read those of the section."""
    if section.parts.get("none") is not None and section.cell("none").raw == YES:
        return list(_declared_none(section))
    if isinstance(section.element, Annex) and section.cell("included").raw != YES:
        return list(_annex_left_out(section))
    cells = report.cells(section)
    if not isinstance(section.element, Annex) and _bare(section, cells):
        return [_empty(section)]
    found = [*_required(section, cells), *_rows(section)]
    for cell in cells:
        if cell.error:
            found.append(say("unreadable", "error", cell, f"{cell.label}：{cell.error}"))
        elif not cell.raw:
            continue
        elif isinstance(cell.field, Number):
            found += _number(report, cell)
        elif cell.field.free:
            found += texts.findings(cell)
        elif cell.field.name == "grade":
            found += _grade(cell)
        if cell.field.name == "comment" and "持平" in cell.raw:
            found += _level(cell)
    if section.section == 4:
        found += _as_of(section, texts.year)
    if section.section == 10:
        found += _unanswered(report.section(9), section)
    if section.section == 11:
        found += _published(section, texts.year)
    return found


def _bare(section: Node, cells: list[Cell]) -> bool:
    """Whether nothing is typed in a section, but at most that it is not 无."""
    filled = [cell for cell in cells if cell.raw]
    return not filled or (len(filled) == 1 and "none" in section.parts and not section.content().keys() - {"none"})


def _empty(section: Node) -> Finding:
    none = "，或选“是”写明本单位没有" if "none" in section.parts else ""
    assert section.element is not None
    message = f"{section.element.label}还没有填：请填写{none}"
    return Finding("section_empty", "error", "rule", section.section, (section.path,), message)


def _declared_none(section: Node) -> Iterator[Finding]:
    none = section.cell("none")
    filled = [cell for cell in section.cells() if cell.raw and cell is not none]
    if filled:
        some = "、".join(cell.label for cell in filled[:3])
        message = f"已写明本单位没有，却还填着{some}等{len(filled)}项：请清空，或把“{none.label}”改为“{NO}”"
        yield say("none_but_filled", "error", none, message, *filled)


def _annex_left_out(annex: Node) -> Iterator[Finding]:
    included = annex.cell("included")
    if not included.raw and not annex.empty:
        assert annex.element is not None
        message = f"{annex.element.label}填了内容，但没有选“{included.label}”：要附就选“是”，不附选“否”"
        yield say("annex_left_out", "warning", included, message)


def _grade(grade: Cell) -> Iterator[Finding]:
    """The grade against the score, by the standard that the draft gives or the usual one."""
    score, standard = grade.node.cell("score"), grade.node.cell("standard")
    if score.figure is None:
        return
    limits = re.findall(r"([优良中差])\D*?(\d+)", standard.raw or GRADES)
    points = score.figure.value // SCALE
    due = next((name for name, least in limits if points >= int(least)), "差")
    if due != grade.raw:
        message = f"{score.label}{score.figure.text()}，按等级标准应为“{due}”，填的是“{grade.raw}”：请核对"
        yield say("grade", "error", grade, message, score, standard)


def _required(section: Node, cells: list[Cell]) -> Iterator[Finding]:
    missing = [cell for cell in cells if cell.field.required and cell.state == "missing"]
    if missing:
        some = "、".join(cell.label for cell in missing[:4]) + ("等" if len(missing) > 4 else "")
        message = f"还有{len(missing)}项必填的没有填：{some}"
        fields = tuple(cell.path for cell in missing)
        yield Finding("required", "error", "rule", section.section, fields, message)


def _rows(section: Node) -> Iterator[Finding]:
    for part in section.lists():
        seen: dict[str, Node] = {}
        for row in part.rows:
            if row.empty:
                message = f"{part.element.label}第{row.index + 1}行是空行：请填写或删去"
                yield say("empty_row", "warning", next(row.cells()), message)
            elif part.element.unique:
                name = row.cell(part.element.unique).raw.strip()
                if name and seen.setdefault(name, row) is not row:
                    message = (
                        f"{part.element.label}第{seen[name].index + 1}行和第{row.index + 1}行都是"
                        f"“{name[:30]}”：请合并或改名"
                    )
                    yield say("same_row", "error", next(row.cells()), message)


def _number(report: Report, cell: Cell) -> Iterator[Finding]:
    figure, field = cell.figure, cell.field
    assert isinstance(field, Number)
    if figure is None:
        return
    if figure.value < 0 and not field.signed:
        yield say("negative", "warning", cell, f"{cell.label}填{figure.text()}，这里一般不会是负数：请核对")
    if field.from_last is not None or field.name == "budget":
        found = _beside(cell)
        other = found.figure if found is not None else None
        if found is not None and other is not None and _ten_thousandfold(figure.value, other.value):
            message = (
                f"{cell.label}填{figure.text()}，{found.label}填{other.text()}，相差约一万倍：是否把元当成了万元？"
            )
            yield say("magnitude", "warning", cell, message, found)
    if figure.decimals > field.decimals and field.unit.dimension == MONEY and figure.unit == field.unit:
        message = f"{cell.label}填{figure.text()}，比规定的{field.decimals}位小数多：请核对"
        yield say("decimals", "warning", cell, message)
    if figure.unit.dimension == PERSONS and figure.unit == field.unit and figure.value % SCALE:
        yield say("decimals", "warning", cell, f"{cell.label}填{figure.text()}，人数应为整数：请核对")
    if figure.unit.dimension == PERCENT and figure.value > 100 * SCALE and cell.node.title.endswith(_RATES):
        message = f"{cell.node.title}填{figure.text()}，这种比率不会超过100%：请核对"
        yield say("over_hundred", "error", cell, message)
    rate = report.formula(cell)
    choice = rate.choice if rate is not None and field.remedy else None
    if rate is not None and choice is not None and not choice.raw and judge(rate) != "inconsistent":
        message = f"{cell.label}没有写明基数：请选“{choice.field.label}”"
        yield say("base_unnamed", "warning", cell, message, choice)


def _beside(cell: Cell) -> Cell | None:
    """This year's figure beside last year's, or what was spent beside a budget that is more; None where none is."""
    last = cell.field.from_last
    if last is not None:
        beside = cell.node.parts.get(last.name) if isinstance(last, Field) else None
        return beside if isinstance(beside, Cell) else one(cell.node, last)
    spent = cell.node.parts.get("actual") if cell.field.name == "budget" else None
    if not isinstance(spent, Cell) or spent.figure is None or cell.figure is None:
        return None
    return spent if spent.figure.value < cell.figure.value else None


def _ten_thousandfold(left: int, right: int) -> bool:
    """Whether one of two amounts is some ten thousand times the other."""
    less, more = sorted((abs(left), abs(right)))
    return 4 * more >= 10_000 * less > 0 and more <= 40_000 * less


def _level(comment: Cell) -> Iterator[Finding]:
    """持平 said of a change that is none too small."""
    rate = comment.node.cell("change_rate")
    before = comment.raw.partition("持平")[0]
    clause = before[max(before.rfind(mark) for mark in "，。；,;") + 1 :]
    if any(part in clause for part in ("人员", "公用")):  # said of a part
        return
    if rate.figure is not None and abs(rate.figure.value) > LEVEL * SCALE:
        message = f"{comment.label}写着“持平”，而{rate.label}是{rate.figure.text()}：请改成增加或减少的原因"
        yield say("not_level", "warning", comment, message, rate)


def _as_of(assets: Node, year: Cell) -> Iterator[Finding]:
    """Book values are taken in the report's year."""
    values = assets.parts["book_values"]
    assert isinstance(values, Node)
    date = values.cell("date")
    if date.state == "typed" and year.state == "typed" and date.raw[:4] != year.raw:
        message = f"{date.label}{date.raw}不在报告年度{year.raw}年内：请核对年份"
        yield say("book_date", "error", date, message, year)


_COMMAS = dict.fromkeys(map(ord, "、，,；;"), " ")


def _unanswered(problems: Node, improvements: Node) -> Iterator[Finding]:
    found, measures = problems.parts["problems"], improvements.parts["measures"]
    assert isinstance(found, RowList)
    assert isinstance(measures, RowList)
    answered: set[int] = set()
    for measure in measures.rows:
        answers = measure.cell("answers")
        for piece in filter(None, answers.raw.translate(_COMMAS).split(" ")):
            hit = {
                row.index
                for row in found.rows
                if piece == str(row.index + 1) or (len(piece) > 3 and piece in row.cell("heading").raw)
            }
            answered |= hit
            if not hit:
                message = f"{answers.label}写的“{piece[:20]}”在第九部分找不到：请填问题的序号，如 1"
                yield say("unknown_problem", "warning", answers, message)
    for row in found.rows:
        heading = row.cell("heading")
        if row.index not in answered and heading.raw:
            number = row.index + 1
            message = f"问题{number}“{heading.raw[:20]}”没有对应的改进措施：请在措施的“针对的问题”填 {number}"
            yield Finding("unanswered", "warning", "rule", 10, (measures.path, heading.path), message)


def _published(section: Node, year: Cell) -> Iterator[Finding]:
    date = section.cell("date")
    if date.state != "typed" or year.state != "typed":
        return
    published, month, day = map(int, date.raw.split("-"))
    if (published, month, day) <= (int(year.raw), 12, 31):
        message = f"公开日期{date.raw}早于{year.raw}年度结束：请核对年份"
        yield say("published_early", "error", date, message, year)
    elif (published, month, day) > (int(year.raw) + 1, *DEADLINE):
        message = f"公开日期{date.raw}晚于{int(year.raw) + 1}年{DEADLINE[0]}月{DEADLINE[1]}日：请核对或向财政部门说明"
        yield say("published_late", "warning", date, message, year)

"""What there is to know about a field in a few sentences: for the panel beside the form and for the help."""

from __future__ import annotations

from functools import reduce
from typing import Any

from model.checks.formula_words import formula_words
from model.report.namesakes import said_of
from model.report.tree import Cell, RowList
from model.schema.fields import Choice, Field, Number, Prose, Year
from model.schema.outline import place
from tui.look.cells import visible
from tui.state.absent_figures import absent_from
from tui.state.view_state import Target, ViewState, shown


def last_year(cell: Cell) -> Cell | None:
    """The field of the same record that has last year's value of ``cell``."""
    for part in cell.node.parts.values():
        if isinstance(part, Cell) and part.field.from_last is cell.field:
            return part
    return None


def names_offered(state: ViewState, rows: RowList) -> list[str]:
    """The names that other lists have and ``rows`` may take over, without those that stand in it already."""
    there = {row.title for row in rows.rows}
    names = (row.title for path in rows.element.names_from for row in state.report.rows(path).rows if not row.empty)
    return [name for name in dict.fromkeys(names) if name not in there]


def row_offered(state: ViewState, rows: RowList, name: str) -> dict[str, Any]:
    """What a new row of ``rows`` called ``name`` begins with: what the lists that offer that name say of it."""
    content: dict[str, Any] = {rows.element.unique: name}
    for way, said in said_of(state.report, rows, name).items():
        *groups, last = way.split(".")
        reduce(lambda place, group: place.setdefault(group, {}), groups, content)[last] = said.raw
    return content


def facts(state: ViewState, target: Target) -> list[str]:
    """What there is to know about what the cursor stands on, a sentence each."""
    if isinstance(target, RowList):
        offered = "；F5 从前文已填的里选" if names_offered(state, target) else ""
        texts = any(isinstance(part, Prose) for part in target.element.record.elements)
        pasted = "Word 的标题和段落，Excel、WPS 的多行" if texts else "Excel、WPS 的多行"
        said = f"直接输入就加一行{target.element.noun}；可粘贴 {pasted}{offered}"
        return [said, target.element.help]
    field = target.field
    found = [field.help, f"来源：{field.source}" if field.source else ""]
    if isinstance(field, Number):
        before = last_year(target)
        found.append(f"上年：{shown(before)}" if before is not None and before.figure is not None else "")
        found.append(_formula(state, target))
    elif isinstance(field, Choice):
        found.append("空格换选：" + " / ".join(field.options))
    elif isinstance(field, Prose):
        enter = "" if field.phrase else "改动后回车换行，"
        found.append(f"直接输入；{enter}Esc 写完，再改先按 ←；{{ 引用一个数")
    found.append(_need(field) if target.state != "computed" else "")
    found.append("本组没有的，按空格跳过" if absent_from(target) is not None else "")
    return [visible(text) for text in found if text]


def computed_from(state: ViewState, cell: Cell) -> str:
    """Where the figures stand that a computed one comes from."""
    arm = state.report.network.arm(cell)
    sections = {} if arm is None else dict.fromkeys(operand.section for operand in arm.operands())
    if not sections or cell.section in sections:
        return "由上下各数算出"
    return f"由{'、'.join(map(place, sorted(sections)))}的数得出"


def _formula(state: ViewState, cell: Cell) -> str:
    bound = state.report.formula(cell)
    arm = bound.arm() if bound is not None else None
    if bound is None or arm is None:
        return ""
    words = formula_words(bound, arm)
    if cell.raw:
        return f"应等于：{words}" if words and cell.raw != "无" else ""
    return f"算得：{words}。报告另有数的直接填" if cell.figure is not None else "各数齐了自动算出，也可直接填"


def _need(field: Field) -> str:
    if field.blank_is_none:
        return "没有就填“无”或留空"
    if isinstance(field, Year) or not field.required:
        return ""
    return "必填" + ("；没有就填“无”" if isinstance(field, Number) else "")

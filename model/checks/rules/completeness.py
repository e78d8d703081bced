"""What is missing in a section or left over in it."""

from __future__ import annotations

from collections.abc import Iterator

from model.checks.findings import Finding
from model.checks.registry import USUAL_REPORT, rule
from model.report.tree import Cell, Node, RowList
from model.schema.fields import NO
from model.schema.records import Rows
from model.text import in_quotes


@rule(code="unreadable", sentence="填的内容要读得懂", reason="读不懂的数不能核对", remedy="按提示改写")
def unreadable(cell: Cell) -> Iterator[Finding]:
    """A value that its field cannot read."""
    yield unreadable.say("error", cell, f"{cell.label}：{cell.error}")


@rule(
    code="required",
    sentence="必填的项都要填",
    reason="缺项的报告不能盖章",
    remedy="逐项填写；没有的填“无”",
    basis=USUAL_REPORT,
)
def required(section: Node, missing: list[Cell]) -> Iterator[Finding]:
    """Fields without which the report is not complete, those ``missing`` of ``section``: one finding a section.

    What the program computes once the rest is there is named only where nothing else is missing.
    """
    missing = [cell for cell in missing if not cell.computable] or missing
    if missing:
        some = "、".join(cell.label for cell in missing[:4]) + ("等" if len(missing) > 4 else "")
        message = f"还有{len(missing)}项必填的没有填：{some}"
        yield required.finding("error", section.section, tuple(cell.path for cell in missing), message)


@rule(
    code="section_empty",
    sentence="每一部分要么填写，要么写明本单位没有",
    reason="空着的部分会被退回",
    remedy="填写，或选“是”写明没有",
    basis=USUAL_REPORT,
)
def section_empty(section: Node) -> Iterator[Finding]:
    """A section without anything in it."""
    none = "，或选“是”写明本单位没有" if "none" in section.parts else ""
    assert section.element is not None
    message = f"{section.element.label}还没有填：请填写{none}"
    yield section_empty.finding("error", section.section, (section.path,), message)


@rule(
    code="none_but_filled",
    sentence="写明没有的部分不再填数",
    reason="前后矛盾",
    remedy="清空所填的数，或改为“否”",
)
def none_but_filled(section: Node) -> Iterator[Finding]:
    """A section that is said to be 无, and filled in all the same."""
    none = section.cell("none")
    filled = [cell for cell in section.cells() if cell.raw and cell is not none]
    if filled:
        some = "、".join(cell.label for cell in filled[:3])
        message = f"已写明本单位没有，却还填着{some}等{len(filled)}项：请清空，或把“{none.label}”改为“{NO}”"
        yield none_but_filled.say("error", none, message, *filled)


@rule(code="empty_row", sentence="表里没有空行", reason="空行多半是漏填或误按", remedy="填写或删去", on=Rows)
def empty_row(rows: RowList) -> Iterator[Finding]:
    """A row without anything in it."""
    for row in rows.rows:
        if row.empty:
            message = f"{rows.element.label}第{row.index + 1}行是空行：请填写或删去"
            yield empty_row.say("warning", next(row.cells()), message)


@rule(
    code="same_row",
    sentence="一张表里没有两行同名",
    reason="多半是重复粘贴，合计会多算",
    remedy="合并或改名",
    on=Rows,
)
def same_row(rows: RowList) -> Iterator[Finding]:
    """Two rows with the same name in a list whose names must differ."""
    if not rows.element.unique:
        return
    seen: dict[str, Node] = {}
    for row in rows.rows:
        name = row.cell(rows.element.unique).raw.strip()
        if name and seen.setdefault(name, row) is not row:
            pair = f"第{seen[name].index + 1}行和第{row.index + 1}行"
            message = f"{rows.element.label}{pair}都是{in_quotes(name[:30])}：请合并或改名"
            yield same_row.say("error", next(row.cells()), message)


@rule(
    code="annex_left_out",
    sentence="填了内容的附表要选定附不附",
    reason="填了却没有附上，多半是漏选",
    remedy="选“是”或“否”",
)
def annex_left_out(annex: Node) -> Iterator[Finding]:
    """An annex that is filled in, but neither included nor left out by choice."""
    included = annex.cell("included")
    if not included.raw and not annex.empty:
        assert annex.element is not None
        message = f"{annex.element.label}填了内容，但没有选“{included.label}”：要附就选“是”，不附选“否”"
        yield annex_left_out.say("warning", included, message)

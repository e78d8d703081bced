"""Comments that came back in an exported copy, until each has its answer."""

from __future__ import annotations

from collections.abc import Iterator

from model.checks.findings import Finding
from model.checks.registry import rule
from model.report.report import Report
from model.report.tree import Node
from model.text import in_quotes


@rule(
    code="open_point",
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

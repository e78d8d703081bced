"""Findings that the clerk accepts with a written reason: they stay visible, but no longer stand in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.fields import Date, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from model.findings import Finding
    from model.report import Content, Node


class Acceptance(Record):
    """An accepted finding: its code, its fields and figures as they were, and who accepted it, when and why."""

    code = Text("规则", required=True)
    fields = Text("涉及的项", required=True, help="路径，以空格分开")
    figures = Text("当时的数", help="程序填写；数变了，这条接受就失效")
    reason = Text("理由", required=True)
    by = Text("接受人")
    on = Date("日期")


def accepted(finding: Finding, rows: Iterable[Node]) -> bool:
    """Whether one of the accepted ``rows`` is this finding, with the same figures, and gives a reason."""
    return any(
        row.cell("code").raw == finding.code
        and row.cell("fields").raw.split() == list(finding.fields)
        and row.cell("figures").raw in ("", figures(finding))
        and row.cell("reason").raw.strip()
        for row in rows
    )


def figures(finding: Finding) -> str:
    """The figures that a finding is about, as an acceptance remembers them; "" where it is about words."""
    return " ".join(filter(None, (finding.actual, finding.expected)))


def content(finding: Finding, reason: str, by: str, on: str) -> Content:
    """The row that accepts ``finding``; ``on`` is a day as 2023-05-04."""
    row = {
        "code": finding.code,
        "fields": " ".join(finding.fields),
        "figures": figures(finding),
        "reason": reason,
        "by": by,
        "on": on,
    }
    return {name: value for name, value in row.items() if value}

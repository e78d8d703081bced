"""Findings that the clerk accepts with a written reason: they are still shown, but no longer prevent the export."""

from __future__ import annotations

from collections.abc import Iterable

from model.checks.findings import Finding
from model.report.tree import Content, Node


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

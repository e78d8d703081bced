"""Findings that the clerk accepts with a written reason: they are still shown, but no longer prevent the export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from model.checks.findings import Finding
from model.report.tree import Content, Node


def accepted(findings: Iterable[Finding], rows: Iterable[Node]) -> list[Finding]:
    """``findings``, accepted where one of the ``rows`` is the finding, with the same figures, and gives a reason."""
    given: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for row in rows:
        if row.cell("reason").raw.strip():
            of = row.cell("code").raw, tuple(row.cell("fields").raw.split())
            given.setdefault(of, set()).add(row.cell("figures").raw)
    return [
        replace(one, accepted=not given.get((one.code, one.fields), set()).isdisjoint(("", figures(one))))
        for one in findings
    ]


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

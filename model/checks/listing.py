"""Findings as text for people and as plain values for scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from model.checks.findings import SEVERITIES, Finding
from model.schema.outline import ANNEXES, LAST_SECTION, SECTIONS
from model.text import shown

WORDS = {"error": "错误", "warning": "警告", "info": "提示"}


def plain(finding: Finding) -> dict[str, Any]:
    """The finding as plain values for JSON; the section of an annex is "annex"."""
    said = asdict(finding)
    return said | {"section": "annex"} if finding.section > LAST_SECTION else said


def text(
    path: str, findings: Sequence[Finding], counts: dict[str, int], evidence: Mapping[str, str] | None = None
) -> str:
    """The findings of one draft for people, section by section, and a line that sums up.

    ``evidence`` gives by path the words that a figure was read from, where they are known.
    """
    lines = [shown(path)]
    section = 0
    for finding in findings:
        if finding.section != section:
            section = finding.section
            lines.append((*SECTIONS, *ANNEXES)[section - 1].heading)
        word = "已接受" if finding.accepted else WORDS[finding.severity]
        lines.append(f"  {word}  {finding.message}")
        if finding.diagnosis:
            lines.append(f"        可能：{finding.diagnosis}")
        if evidence and (quoted := [evidence[path] for path in finding.fields if path in evidence]):
            lines.append("        原文：" + "；".join(dict.fromkeys(quoted[:3])))
    said = "，".join(f"{WORDS[severity]} {counts[severity]} 处" for severity in SEVERITIES)
    said += f"，已接受 {counts['accepted']} 处" if counts["accepted"] else ""
    exact = f"核对一致 {counts['exact']} 处，未核对 {counts['not_checked']} 处"
    lines.append(f"共：{said}；{exact}")
    return "\n".join(lines)

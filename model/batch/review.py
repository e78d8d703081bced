"""Checks drafts and says what was found, as text for people or JSON for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.checks.checker import Checker
from model.checks.findings import LAST_SECTION, NUMERALS, SEVERITIES, Finding
from model.drafts.draft import DraftError, load_named
from model.schema.outline import Outline
from model.text import put

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, TextIO

WORDS = {"error": "错误", "warning": "警告", "info": "提示"}


def review(paths: Sequence[str], *, as_json: bool, out: TextIO, err: TextIO) -> int:
    """Check each draft and print its findings on ``out``, faults of reading on ``err``.

    Returns 0 where no error was found, 1 where one was, 2 where a draft could not be read.
    """
    code = 0
    drafts: list[dict[str, Any]] = []
    for path in paths:
        try:
            draft = load_named(path)
            if draft.problems:
                raise DraftError(*draft.problems)
        except DraftError as error:
            put(error, err)
            code = 2
            drafts.append({"path": path, "findings": [], "counts": {}, "problems": list(error.problems)})
            continue
        for notice in draft.notices:
            put(notice, err)
        checker = Checker(draft.report)
        findings, counts = checker.findings(), checker.counts()
        if counts["error"]:
            code = max(code, 1)
        if as_json:
            drafts.append({"path": path, "findings": [plain(finding) for finding in findings], "counts": counts})
        else:
            put(text(path, findings, counts), out)
    if as_json:
        import json

        print(json.dumps({"drafts": drafts}, ensure_ascii=False, indent=2), file=out)
    return code


def plain(finding: Finding) -> dict[str, Any]:
    """The finding as plain values for JSON; the section of an annex is "annex"."""
    said = finding.asdict()
    return said | {"section": "annex"} if finding.section > LAST_SECTION else said


def _heading(section: int) -> str:
    label = Outline.elements[section - 1].label
    return label if section > LAST_SECTION else f"{NUMERALS[section]}、{label}"


def text(
    path: str, findings: Sequence[Finding], counts: dict[str, int], evidence: Mapping[str, str] | None = None
) -> str:
    """The findings of one draft for people, section by section, and a line that sums up.

    ``evidence`` gives by path the words that a figure was read from, where they are known.
    """
    lines = [path]
    section = 0
    for finding in findings:
        if finding.section != section:
            section = finding.section
            lines.append(_heading(section))
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

"""Findings as text for people and as plain values for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, Final, TextIO

from model.checks.findings import SEVERITIES, Finding
from model.checks.policy import RulePolicy
from model.checks.told.unread_numbers import UnreadNumber
from model.patterns import Pattern
from model.report.report import Report
from model.report.tree import Cell, Node
from model.schema.outline import ANNEXES, LAST_SECTION, SECTIONS, place
from model.schema.relations import Severity
from model.text import first_of, json_text, put, shortened, shown

FEW: Final = 3
"""So many findings that are alike have a line each; more of them share one."""
_NAMED: Final = 12
_LISTED: Final = 20
_ROW: Final = Pattern(r"\.[0-9]+(?=\.)")
WORDS = {"error": "错误", "warning": "警告", "info": "提示"}


def plain(finding: Finding) -> dict[str, Any]:
    """The finding as plain values for JSON; the section of an annex is "annex"."""
    said = asdict(finding)
    return said | {"section": "annex"} if finding.section > LAST_SECTION else said


def plain_unread(found: Iterable[UnreadNumber]) -> list[dict[str, str]]:
    """The numbers in texts that nothing is compared with, as JSON has them."""
    return [{"path": one.cell.path, "text": one.words} for one in found]


def finish(drafts: Sequence[dict[str, Any]], policy: RulePolicy, out: TextIO, *, as_json: bool) -> None:
    """End an output on ``out``: for scripts with all that was found, and with how ``policy`` made rules milder."""
    if as_json:
        print(json_text({"drafts": drafts} | policy.plain(), 2), file=out)
    elif policy.relaxed:
        put("\n".join(policy.told()), out)


def likeness(finding: Finding, report: Report) -> object:
    """What findings share that say one thing of many rows: rule, severity and field. Else what no other shares."""
    path = finding.fields[0] if finding.fields else ""
    plain = _ROW.sub("", path)
    part = report.root.at(path) if plain != path else None
    if part is None or (isinstance(part, Cell) and part.field.free):
        return id(finding)  # each text is to be read for itself, also where two say the same
    return finding.section, finding.severity, finding.accepted, finding.code, plain


def joined(
    findings: Sequence[Finding], report: Report, severities: Sequence[Severity] = SEVERITIES
) -> list[list[Finding]]:
    """``findings`` in their order, each alone; more than ``FEW`` that are alike together, where the first stands.

    Those of other ``severities`` stay alone.
    """
    kinds: dict[object, list[Finding]] = {}
    for finding in findings:
        alike = likeness(finding, report) if finding.severity in severities else id(finding)
        kinds.setdefault(alike, []).append(finding)
    together = {id(one): kind for kind in kinds.values() if len(kind) > FEW for one in kind}
    found = [together.get(id(finding), [finding]) for finding in findings]
    return [kind for kind, finding in zip(found, findings, strict=True) if kind[0] is finding]


def _row_words(finding: Finding, report: Report) -> str:
    """The row that ``finding`` is about, and what its figure should be."""
    part = report.root.at(finding.fields[0])
    node = part if isinstance(part, Node) else part.node
    rows = [around.title for around in node.outwards() if around.index >= 0]
    due = f"（应为{finding.expected}{part.unit.name}）" if isinstance(part, Cell) and finding.expected else ""
    return "·".join(reversed(rows)) + due


def text(
    path: str,
    findings: Sequence[Finding],
    counts: Mapping[str, int],
    report: Report,
    evidence: Mapping[str, str] = MappingProxyType({}),
    unread: Sequence[UnreadNumber] = (),
) -> str:
    """The findings of one draft for people, section by section, the ``unread`` numbers, and a line that sums up.

    ``evidence`` gives by path the words that a figure was read from, where they are known. Findings that are alike
    share a line; where there is evidence only those that ask: each error stands by the words that it is found in.
    """
    lines = [shown(path)]
    below: tuple[int, str] = (0, "")
    for kind in joined(findings, report, ("info",) if evidence else SEVERITIES):
        finding, more = kind[0], kind[1:]
        if (finding.section, finding.heading) != below:
            below = finding.section, finding.heading
            lines.append(finding.heading or (*SECTIONS, *ANNEXES)[finding.section - 1].heading)
        word = "已接受" if finding.accepted else WORDS[finding.severity]
        lines.append(f"  {word}  {f'同类 {len(kind)} 处，如：' if more else ''}{finding.message}")
        if finding.diagnosis:
            lines.append(f"        可能：{finding.diagnosis}")
        if more:
            lines.append("        其余：" + first_of([_row_words(one, report) for one in more], _NAMED))
        if quoted := [evidence[path] for path in finding.fields if path in evidence]:
            lines.append("        原文：" + "；".join(dict.fromkeys(quoted[:3])))
    said = "，".join(f"{WORDS[severity]} {counts[severity]} 处" for severity in SEVERITIES)
    said += f"，已接受 {counts['accepted']} 处" if counts["accepted"] else ""
    if unread:
        lines.append(f"正文里没有可比的数 {len(unread)} 个（未核对，请对照来源看）")
        lines += [f"  {place(one.cell.section)}  {shortened(one.words, 60)}" for one in unread[:_LISTED]]
    if len(unread) > _LISTED:
        lines.append(f"  另有 {len(unread) - _LISTED} 个，用 --format json 看全部")
    exact = f"核对一致 {counts['exact']} 处，未核对 {counts['not_checked'] + len(unread)} 处"
    lines.append(f"共：{said}；{exact}")
    return "\n".join(lines)

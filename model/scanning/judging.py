"""What the checks find in a report that was read: what was not read is not missing, and not an error."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final

from model.checks.checker import Checker
from model.checks.findings import Finding, by_section
from model.checks.registry import is_of_draft
from model.checks.rules.completeness import required, same_row, section_empty
from model.checks.rules.stated import said_differently
from model.figures import SCALE
from model.language.neighbours import of_what_went
from model.patterns import Pattern
from model.report.tree import Cell
from model.scanning.gathering import Gathering
from model.schema.fields import Number
from model.text import first_of

_FUNDING: Final = "overview.staff.by_funding"
_STAFF: Final = "overview.staff."
_QUOTED: Final = Pattern(r"。应写成 \{.*")
# Posts by kind, which reports state as parts of the serving staff, and what says who pays for whom.
_KINDS: Final = ("administrative", "civil_servant_managed", "public_institution", "workers")
_PAYERS: Final = ("budget_paid", "fund_paid", "self_funded", "budget_veterans")


def judge(gathering: Gathering) -> tuple[list[Finding], dict[str, int]]:
    """What the checks find in the report that was read, by section; how many relations there are of each verdict."""
    checker = Checker(gathering.report, judging_sentences=False)
    counts = checker.counts()
    findings: list[Finding] = []
    for finding in checker.findings():
        read = _as_read(finding, gathering)
        if finding.verdict == "inconsistent" and (read is None or read.verdict != "inconsistent"):
            counts["inconsistent"] -= 1
            # What holds as printed is right, and staff by kind; held against a figure not stated it is not checked.
            holds = read is None and (finding.code == _FUNDING or _as_printed(finding, gathering))
            counts["exact" if holds else "not_checked"] += 1
        if read is not None:
            findings.append(read)
    for first, again in gathering.differing:
        piece = again.piece
        if of_what_went(again.mention, piece.sentence[: piece.sentence.find(piece.clause) + len(piece.clause)]):
            continue
        said = (first.piece.clause, first.digits), (again.piece.clause, again.digits)
        findings += said_differently(first.cell, *said)
    return by_section(findings), counts


def _as_read(finding: Finding, gathering: Gathering) -> Finding | None:
    """A finding of a check as it stands for a report that was read; None where it does not stand."""
    if finding.code == required.code:
        labels = [gathering.cell(path).label for path in finding.fields]
        some = first_of(labels, 4)
        message = f"没有读到{len(labels)}项必填的：{some}。原文没有写，或没有读懂，未核对"
        return replace(finding, severity="info", verdict="not_checked", message=message)
    if is_of_draft(finding.code) or finding.verdict == "rounding":
        return None
    explained = finding.fields[-1:] if finding.severity == "warning" else ()
    asked = [gathering.report.root.at(path) for path in explained]
    if not all(isinstance(part, Cell) and _told_there(part, gathering) for part in asked):
        return None  # whether a report says why is asked of its words, not of a field; what a list lacks, of none
    if finding.verdict == "inconsistent" and _as_printed(finding, gathering):
        return None
    if _QUOTED.search(finding.message):
        return replace(finding, message=_QUOTED.sub("", finding.message))
    if finding.code == same_row.code:  # one row may have been read from the text and from its table
        message = f"{finding.message.partition('：')[0]}，请核对"
        return replace(finding, severity="info", verdict="not_checked", message=message)
    if finding.code == section_empty.code:
        return _empty(finding, gathering)
    if finding.verdict == "inconsistent" and not any(map(gathering.typed, finding.fields)):
        return None  # of figures that the report does not state
    unread = [gathering.cell(path) for path in finding.fields if not gathering.typed(path)]
    if finding.verdict == "inconsistent" and finding.code != _FUNDING and any(cell.folded for cell in unread):
        return None  # a breakdown that few departments state: what was not read of it may make it whole
    if finding.code == _FUNDING and finding.verdict == "inconsistent":
        return _by_funding(finding, gathering)
    return finding


def _told_there(cell: Cell, gathering: Gathering) -> bool:
    """Whether what ``cell`` is for would stand there: a figure, or a text that its table has an empty cell for."""
    return isinstance(cell.field, Number) or cell in gathering.left_blank


def _as_printed(finding: Finding, gathering: Gathering) -> bool:
    """Whether the figures agree as far as the report prints them: 26.6% where 26.61% comes out."""
    try:
        target, apart = gathering.cell(finding.fields[0]), abs(Decimal(finding.difference))
    except (InvalidOperation, IndexError):
        return False
    if not isinstance(target.field, Number):
        return False
    alike = [gathering.cell(path) for path in finding.fields]
    alike = [cell for cell in alike if isinstance(cell.field, Number) and cell.unit.dimension == target.unit.dimension]
    return float(apart * target.unit.factor) <= sum(gathering.half(cell.path) for cell in alike) + 1e-9


def _empty(finding: Finding, gathering: Gathering) -> Finding:
    label = gathering.report.section(finding.section).kind_label
    key = finding.fields[0]
    if key not in gathering.headed:
        message = f"没有找到“{label}”这一部分：原文没有写，或标题没有认出，未核对"
        return replace(finding, severity="info", verdict="not_checked", message=message)
    if gathering.headed[key]:
        message = f"“{label}”这一部分的内容没有读懂，未核对"
        return replace(finding, severity="info", verdict="not_checked", message=message)
    return replace(finding, message=f"“{label}”只有标题，没有内容：请补写，没有此项的写“无”")


def _by_funding(finding: Finding, gathering: Gathering) -> Finding | None:
    """Staff by who pays: where the report only tells kinds of posts, these are parts of the serving staff."""
    if any(gathering.typed(_STAFF + name) for name in _PAYERS):
        return finding
    kinds = [cell for name in _KINDS if (cell := gathering.cell(_STAFF + name)).figure is not None]
    serving = gathering.cell(_STAFF + "serving")
    total, parts = _people(serving), sum(map(_people, kinds))
    if total == parts:
        return None
    if total > parts and not gathering.read_whole(serving.path):  # there may be others, not understood
        message = "人员按编制分的各项没有全部读懂，未核对"
        return replace(finding, severity="info", verdict="not_checked", message=message, diagnosis="")
    labels = "＋".join(f"{cell.field.label}{_people(cell)}" for cell in kinds)
    message = (
        f"{serving.label}{total}人，按{labels}应为{parts}人，{'多' if total > parts else '少'}{abs(total - parts)}人"
    )
    return replace(
        finding,
        fields=tuple(cell.path for cell in (serving, *kinds)),
        message=message,
        expected=str(parts),
        actual=str(total),
        difference=str(total - parts),
        diagnosis="",
    )


def _people(cell: Cell) -> int:
    return cell.figure.value // SCALE if cell.figure is not None else 0

"""What a scan tells: what the report's own sentences say of its figures; what fields say only beside that."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from model.checks.findings import Finding, by_section, severities
from model.checks.rules.stated import STATED, title_clash, tracked_changes
from model.language.judgement import judge as judge_text
from model.language.language_findings import LanguageFinding
from model.language.quantity import Quantity
from model.language.text_document import TextDocument
from model.patterns import Pattern
from model.scanning.judging import judge
from model.scanning.reading import Reading
from model.scanning.titles import section_of
from model.schema.outline import SECTIONS

_NUMBERS: Final = {part.name: part.number for part in SECTIONS}
# Verdicts and codes of fields that rest on a figure having been put into the right field.
_OF_FIGURES: Final = frozenset({"inconsistent", "truncation"})
_DOUBTFUL: Final = frozenset({"magnitude", "not_level", "negative"})
# Amounts that say too little to tell that two findings are of one thing.
_PLAIN: Final = frozenset({"0", "100"})
_AMOUNT: Final = Pattern(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def judge_report(reading: Reading, checked: set[Quantity] | None = None) -> tuple[list[Finding], dict[str, int]]:
    """The findings of a report that was read, by section, and the counts of them as the Checker gives them.

    The figures of its sentences that hold, and those that findings are built on, are added to ``checked``.

    Errors are what the report's own sentences and tables contradict. What a check of fields finds beside them rests on
    figures put into the right fields, and is an info to look at; where a sentence says the same, it is told once.
    """
    of_fields, counts = judge(reading.gathering)
    document = reading.document
    said = [
        finding for one in judge_text(document, checked) for finding in STATED[one.kind](one, _section(one, document))
    ]
    known = {_bare(amount) for one in said for amount in _AMOUNT.findall(one.message + one.diagnosis)} - _PLAIN
    known |= {amount for finding in said for amount in _amounts(finding)}
    findings = [*said, *(finding for clash in reading.clashes for finding in title_clash(clash))]
    findings += [finding for notice in reading.notices for finding in tracked_changes(notice)]
    for finding in of_fields:
        placed = finding.verdict in _OF_FIGURES or finding.code in _DOUBTFUL or len(finding.fields) > 1
        if finding.severity == "info" or not placed:
            findings.append(finding)
        elif not _amounts(finding) & known:
            findings.append(replace(finding, severity="info", message=f"请核对：{finding.message}"))
    counts["inconsistent"] = sum(finding.verdict == "inconsistent" for finding in findings)
    return by_section(findings), counts | severities(findings)


def _section(said: LanguageFinding, document: TextDocument) -> int:
    """The number of the section that the finding stands in, by the last heading that opens one."""
    for heading in reversed(document.headings[: said.heading + 1]):
        key = section_of(heading)
        if key in _NUMBERS:
            return _NUMBERS[key]
    return 1


def _amounts(finding: Finding) -> set[str]:
    """The amounts that a finding names as wrong or right, without separators and trailing zeros."""
    said = [finding.actual, finding.expected]
    return {_bare(amount) for one in said for amount in _AMOUNT.findall(one)} - {"0"}


def _bare(amount: str) -> str:
    plain = amount.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain

"""What a scan tells: what the report's own sentences say of its figures; what fields say only beside that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from model.checks.checker import Checker
from model.checks.findings import Finding, by_section, severities
from model.checks.rules.agreement import not_level
from model.checks.rules.plausibility import magnitude, negative
from model.checks.rules.stated import STATED, title_clash, tracked_changes
from model.language.judgement import judge as judge_text
from model.language.language_findings import LanguageFinding
from model.language.paragraphs import PlainTable
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
_DOUBTFUL: Final = frozenset({magnitude.code, negative.code, not_level.code})
# Amounts that say too little to tell that two findings are of one thing.
_PLAIN: Final = frozenset({"0", "100"})
_NUMERAL: Final = Pattern("[一二三四五六七八九十0-9]+")
_NUMBERED: Final = Pattern("第?[（]?[一二三四五六七八九十0-9]{1,3}[）]?(?:部分|章|[、.])?")
# The outermost first.
_OUTER: Final = ("第一部分", "第一章", "一、", "一.", "（一）")
_AMOUNT: Final = Pattern(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def judge_report(reading: Reading, checked: set[Quantity] | None = None) -> tuple[list[Finding], dict[str, int]]:
    """The findings of a report that was read, by section, and the counts of them as the Checker gives them.

    The figures of its sentences that hold, and those that findings are built on, are added to ``checked``.

    Errors are what the report's own sentences and tables contradict. What a check of fields finds beside them rests on
    figures put into the right fields, and is an info to look at; where a sentence says the same, it is told once.
    """
    of_fields, counts = judge(reading.gathering)
    document = reading.document
    own: dict[int, str] = {}
    for heading in document.headings:
        own.setdefault(_NUMBERS.get(section_of(heading) or "", 0), heading)
    said = [
        replace(finding, heading=heading)
        for one in judge_text(document, checked)
        for section, heading in [_section(one, document)]
        for finding in STATED[one.kind](one, section)
    ]
    if checked is not None:
        checked |= set(_in_tables(reading, checked))
    known = {amount for one in said for amount in _printed(one)} - _PLAIN
    known |= {amount for finding in said for amount in _amounts(finding)}
    findings = [*said, *(finding for clash in reading.clashes for finding in title_clash(clash))]
    findings += [finding for notice in reading.notices for finding in tracked_changes(notice)]
    for finding in of_fields:
        placed = finding.verdict in _OF_FIGURES or finding.code in _DOUBTFUL or len(finding.fields) > 1
        if finding.severity == "info" or not placed:
            findings.append(finding)
        elif not _amounts(finding) & known:
            message = f"请核对：{finding.message.removesuffix('：请核对')}"
            findings.append(replace(finding, severity="info", message=message))
    findings = [one if one.heading else replace(one, heading=own.get(one.section, "")) for one in findings]
    counts["inconsistent"] = sum(finding.verdict == "inconsistent" for finding in findings)
    return by_section(findings), counts | severities(findings)


def _in_tables(reading: Reading, checked: set[Quantity]) -> Iterator[Quantity]:
    """The numbers without a place whose cells of tables are among those ``checked``; theirs count from the right."""
    cells = {(one.prose, *one.cell) for one in checked if one.cell is not None}
    for number in reading.gathering.unread:
        mention, piece = number.mention, reading.document.pieces[number.mention.prose]
        if mention.cell is not None and isinstance(piece, PlainTable):
            line, column = mention.cell
            if (mention.prose, line, column % len(piece.rows[line])) in cells:
                yield mention


def unjudged(reading: Reading, told: Sequence[Finding]) -> list[Finding]:
    """The errors that the checks have for a draft of the report though it was ``told`` of none of them.

    They rest on items that were not read, or on figures that may have been put into another field.
    """
    said = [one for one in told if one.severity != "info"]
    known = {amount for one in said for amount in (*_printed(one), *_amounts(one))} - _PLAIN
    found = Checker(reading.gathering.report, judging_sentences=False).findings()
    wrong = [one for one in found if one.verdict == "inconsistent" and one.severity == "error"]
    return [one for one in wrong if not _amounts(one) & known]


def _printed(finding: Finding) -> set[str]:
    return {_bare(amount) for amount in _AMOUNT.findall(finding.message + finding.diagnosis)}


def _section(said: LanguageFinding, document: TextDocument) -> tuple[int, str]:
    """The number of the section that the finding stands in, by the last heading that opens one, and its own heading.

    That is the last one that is numbered as the headings of sections are, known or not; "" where there is none.
    """
    before = document.headings[: said.heading + 1]
    known = [one for one in before if section_of(one) in _NUMBERS]
    numbered = {_numbered(one) for one in known}
    outer = next((one for one in _OUTER if one in numbered), "")
    alike = [one for one in before if _numbered(one) == outer] if outer else known
    own = alike[-1] if alike else ""
    return (_NUMBERS[str(section_of(known[-1]))] if known else 1), own


def _numbered(heading: str) -> str:
    """How a heading is numbered: 一、 for 三、; "" where it is not."""
    found = _NUMBERED.match(heading)
    return "" if found is None else _NUMERAL.sub("一", found[0])


def _amounts(finding: Finding) -> set[str]:
    """The amounts that a finding names as wrong or right, without separators and trailing zeros."""
    said = [finding.actual, finding.expected]
    return {_bare(amount) for one in said for amount in _AMOUNT.findall(one)} - {"0"}


def _bare(amount: str) -> str:
    plain = amount.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain

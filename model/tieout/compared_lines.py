"""What a tie-out finds: a figure of the report beside one of a source, and how the two stand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

from model.figures import WAN, YUAN, Figure, digits, exact_digits, figure, group
from model.tieout.documents import CheckedReport

Verdict = Literal["agrees", "rounding", "differs", "not_stated"]

WORDS: Final[dict[Verdict, str]] = {"agrees": "一致", "rounding": "尾差", "differs": "不符", "not_stated": "报告未写"}


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A figure of the report (``own``, "" where it states none) beside what one source says (``theirs``).

    ``source`` is the name of the file, ``sheet`` and ``cell`` the place in it (in a report: no sheet, and the field's
    name). ``difference`` is own less theirs. ``covers`` names the money that the amount is of, ``doubt`` why the
    source itself may be wrong.
    """

    section: int
    path: str
    label: str
    own: str
    source: str
    sheet: str
    cell: str
    theirs: str
    difference: str
    verdict: Verdict
    covers: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class TieOut:
    """A report held against its sources: ``lines`` in the order of the report, and what else is to be known.

    ``foreign`` says of which sources it is not certain that they are of the report's department: to be told before
    all else. ``unchecked`` are the labels of figures that the accounts should have and no source has. ``left`` says
    which tables were not used, and why; ``asked`` what differs where the table may cover other money than the report.
    ``told_as`` are figures that were found by their amounts alone, with the words around them.
    """

    document: CheckedReport
    foreign: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    lines: list[ComparedLine] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    told_as: list[str] = field(default_factory=list)

    @property
    def compared(self) -> int:
        """How many figures of the report were held against a source."""
        return sum(line.verdict != "not_stated" for line in self.lines)

    @property
    def notes(self) -> list[str]:
        """What is to be known beside the lines, but for whose the sources are."""
        by_amount = [f"只按金额在原文里找到、算作一致的：{'、'.join(self.told_as)}"] if self.told_as else []
        return [*self.left, *self.asked, *by_amount, *self.remarks]

    def word(self, verdict: Verdict) -> str:
        """What people call ``verdict``. Of a report that was read nobody knows whether it does not state a figure."""
        return "没有读到" if verdict == "not_stated" and self.document.finished else WORDS[verdict]

    def of(self, verdict: Verdict) -> list[ComparedLine]:
        """The lines of one verdict."""
        return [line for line in self.lines if line.verdict == verdict]


def compared_line(
    section: int,
    path: str,
    label: str,
    own: Figure | None,
    theirs: Figure,
    place: tuple[str, str, str],
    covers: str = "",
    doubt: str = "",
) -> ComparedLine:
    """A line on the figure at ``path``; ``place`` is the file, sheet and cell of ``theirs``, ``own`` None for none."""
    said: tuple[str, Verdict] = ("", "not_stated") if own is None else (_difference(own, theirs), judge(own, theirs))
    text = own.text() if own is not None else ""
    return ComparedLine(section, path, label, text, *place, _shown(theirs, own), *said, covers, doubt)


def where(line: ComparedLine) -> str:
    """The place in the source."""
    return f"{line.source} 工作表“{line.sheet}”{line.cell}" if line.sheet else f"{line.source} “{line.cell}”"


def judge(own: Figure, theirs: Figure) -> Verdict:
    """Whether a printed figure is that of the source, is it but for its rounding, or is another."""
    coarser, finer = (own, theirs) if _step(own) >= _step(theirs) else (theirs, own)
    if own.value == theirs.value or figure(finer.value, coarser.unit, coarser.decimals).value == coarser.value:
        return "agrees"
    if abs(own.value - theirs.value) <= 2 * (own.half + theirs.half):
        return "rounding"
    return "differs"


def _shown(theirs: Figure, own: Figure | None) -> str:
    """The figure as its source has it; one in 元 in the report's unit, or in 万元 where it has none."""
    unit = own.unit if own is not None else WAN
    if theirs.unit != YUAN or unit == YUAN:
        return theirs.text()
    return f"{group(exact_digits(theirs.value, unit, 2))}{unit.name}"


def _difference(own: Figure, theirs: Figure) -> str:
    if own.value == theirs.value:
        return ""
    unit = theirs.unit if _step(theirs) > _step(own) else own.unit  # as precise as the less precise of the two
    plain = digits(own.value - theirs.value, unit, min(max(own.decimals, theirs.decimals), 6))
    return ("" if plain.startswith("-") else "+") + group(plain) + unit.name


def _step(amount: Figure) -> Decimal:
    """One unit of the last digit printed, in the base unit."""
    return amount.unit.factor / Decimal(10) ** amount.decimals

"""Checks what the texts of a draft state among their own figures: 较上年84万吨增加2.4万吨，增长2.86%.

``model.language`` checks each text as it will be printed: quoted figures are filled in first, so that a statement must
agree with the fields that it quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from model.checks.diagnosis.repairs import Repair, in_text
from model.checks.findings import Finding
from model.checks.rules.near_figures import NearFigures
from model.checks.rules.projects import ToldSums
from model.checks.rules.quoted_figures import Mentions, mend, quoted_in_text
from model.checks.rules.stated import STATED
from model.checks.rules.texts import doubled, last_year_left
from model.checks.rules.told_bases import ToldBases
from model.checks.rules.told_counts import ToldCounts
from model.checks.text_contents import TextContents
from model.checks.told.mentions import SENTENCES, Mention, clause_start
from model.checks.told.read_texts import ReadText
from model.language.amounts import numbers
from model.language.lexicon import lexicon
from model.language.quantity import Quantity
from model.patterns import Pattern
from model.report.amounts_by_value import Amounts
from model.report.report import Report
from model.report.tree import Cell

if TYPE_CHECKING:  # what reads sentences is loaded by the first of them
    from model.language.language_findings import LanguageFinding

_YEAR: Final = Pattern("20[0-9]{2}(?=年)")


class StatementsInTexts:
    """The statements of one report's texts."""

    def __init__(self) -> None:
        self._told: dict[Finding, list[Repair]] = {}
        self.causes: dict[Finding, Finding] = {}

    def findings(
        self,
        texts: Iterable[tuple[Cell, ReadText]],
        mentions: Mentions,
        known: Set[tuple[Cell, int, int]],
        amounts: Amounts,
    ) -> list[Finding]:
        """What the ``texts``, each with its field, state that does not hold, in their order.

        A list lacks nothing where all that it lacks of its whole is another part of that whole in the report.
        ``known`` are the places of amounts that are figures of the report. ``causes`` then says which of ``mentions``
        is what is wrong where the number that a finding tells of is right.
        """
        self._told, self.causes = {}, {}
        for cell, read in texts:
            for number, said in enumerate(read.found):
                if said.kind == "list" and amounts.left_of(_value(said.actual, said), _value(said.difference, said)):
                    continue
                for finding in STATED[said.kind](said, cell.section):
                    told = replace(finding, fields=(cell.path,), message=f"{cell.label}里{finding.message}")
                    self._told[told] = self._mends(told, cell, read, number, mentions, known)
        return list(self._told)

    def _mends(
        self,
        told: Finding,
        cell: Cell,
        read: ReadText,
        number: int,
        mentions: Mentions,
        known: Set[tuple[Cell, int, int]],
    ) -> list[Repair]:
        """What would mend a statement: numbers of its sentence that are no figure of the report before others."""
        own, place = _repair(read, number, cell), _place(read, number)
        if place is None or own is None or not any(map(str.isdigit, cell.raw[slice(*place)])):
            return [own] if own is not None else []
        first, last = clause_start(cell.raw, place[0], SENTENCES), SENTENCES.search(cell.raw, place[1])
        end = last.start() if last is not None else len(cell.raw)
        wrong = [(one, found) for one, found in mentions.wrong(cell) if first <= one.start < end]
        at = (cell, *place)
        right = any(one.agrees and one.start == place[0] for one in mentions.in_text(cell))
        right = right or (at in known and all(one.start != place[0] for one, _ in wrong))
        if right and wrong:
            self.causes[told] = wrong[0][1]
        mended = [mend(one, mentions.names) for one, _ in wrong if right or one.start != place[0]]
        return [one for one in (*mended, None if right else own) if one is not None]

    def repairs(self, finding: Finding) -> list[Repair]:
        """The text with what ``finding`` tells of put right, likelier first; empty where nothing is likely."""
        return self._told.get(finding, [])


class ToldInTexts:
    """What the texts of one report tell, taken together, that does not hold or is nearly a figure, with its repairs."""

    def __init__(self) -> None:
        self._statements, self._near = StatementsInTexts(), NearFigures()
        self._bases, self._counts, self._sums = ToldBases(), ToldCounts(), ToldSums()
        self._repairs: dict[Finding, Repair | None] = {}
        self._doubted: dict[Finding, Finding] = {}

    def findings(
        self, texts: Sequence[TextContents], report: Report, amounts: Amounts, mentions: Mentions, found: list[Finding]
    ) -> list[Finding]:
        """What was ``found`` already, and what is in ``texts`` beside that; ``amounts`` are those of ``report``.

        A doubtful figure that makes a sentence contradict itself is no longer doubtful: a warning becomes an error.
        """
        near = self._near.findings([one for text in texts for one in text.amounts], amounts, mentions.names)
        states = [one for text in texts for one in text.stated]
        stated = self._statements.findings(states, mentions, self._near.known, amounts)
        told = {
            (finding.fields[0], what.lstrip("-")): finding
            for finding in found
            if finding.fields
            for what in (finding.code, finding.actual)
        }
        fresh: list[Finding] = []
        sure: set[Finding] = set()
        for finding in stated:
            path = finding.fields[0]
            same = told.get((path, _SAME.get(finding.code, "")))
            cause = self._statements.causes.get(finding) or told.get((path, finding.actual.lstrip("-") or "-"))
            if cause is None and same is None:
                fresh.append(finding)
            elif cause is not None and finding.severity == "error" and cause.code == quoted_in_text.code:
                sure.add(cause)
        for finding in near:
            if (finding.fields[0], finding.actual.lstrip("-")) not in told:
                told[finding.fields[0], finding.actual] = finding
                fresh.append(finding)
        told.update(((one.fields[0], one.actual), one) for one in stated)
        ratios = [one for text in texts for one in text.ratios]
        self._repairs = self._bases.findings(ratios, mentions.names, told.keys())
        self._repairs |= self._counts.findings([one for text in texts for one in text.counts], report)
        self._repairs |= self._sums.findings([one for text in texts for one in text.sums], report, told.keys())
        fresh += self._repairs
        self._doubted = {replace(one, severity="error"): one for one in sure}
        return [*(replace(one, severity="error") if one in sure else one for one in found), *fresh]

    def as_found(self, finding: Finding) -> Finding:
        """``finding`` as it was before its sentence contradicted itself."""
        return self._doubted.get(finding, finding)

    @property
    def judged(self) -> Set[Quantity]:
        """The numbers that were compared with a base."""
        return self._bases.judged

    @property
    def places(self) -> Set[tuple[Cell, int, int]]:
        """The places of the numbers that were compared with how many there are, or are a figure of the report."""
        return self._counts.places | self._near.places | self._sums.places

    def mention(self, finding: Finding) -> Mention | None:
        """What ``finding`` tells of, where it is of an amount that is nearly a figure; else None."""
        return self._near.mention(finding)

    def repairs(self, finding: Finding) -> list[Repair]:
        """The text with what ``finding`` tells of put right, likelier first; empty where nothing is likely."""
        mended = self._repairs.get(finding)
        return self._statements.repairs(finding) or ([mended] if mended is not None else [])


_SAME: Final = {STATED["doubled"].code: doubled.code, STATED["year_left"].code: last_year_left.code}
"""Pairs of rules that find the same fault: a finding of the first is dropped where the second found it, too."""


def _value(digits: str, said: LanguageFinding) -> int:
    """The amount that ``digits`` are in the unit of ``said``; 0 where it has none."""
    return next((number.amount.value for number in numbers(f"{digits}{said.unit}")), 0)


def _repair(read: ReadText, number: int, cell: Cell) -> Repair | None:
    """What the finding of that ``number`` proposes, in the text as it was typed.

    None where that is in the field that is quoted.
    """
    said, text = read.found[number], read.text
    if said.kind == "year_left":
        end = text.find("。", said.span.start)
        start, end = said.span.start, end if end >= 0 else len(text)
        new = _YEAR.sub(lambda year: str(int(year[0]) + 1), text[start:end])
    elif said.kind == "doubled":
        start, end = said.span.start, said.span.end
        new = _once(text[start:end])
    elif said.repair is not None:
        start, end, new = said.repair.span.start, said.repair.span.end, said.repair.new
    else:
        return None
    place = _typed(read, start, end)
    if place is None or not new:
        return None
    first, last = place
    old = cell.raw[first:last]
    what = "" if len(old) < 40 else f"“{_YEAR.sub('', old)[:6]}…”一句的年份改为本年"
    return in_text(cell, first, last, new, what)


def _typed(read: ReadText, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of the text was typed; None where it comes from a quoted figure."""
    places = read.places[start:end]
    return (places[0], places[-1] + 1) if places and -1 not in places else None


def _place(read: ReadText, number: int) -> tuple[int, int] | None:
    """Where the finding of that ``number`` would put another text; None where nowhere."""
    mend = read.found[number].repair
    return _typed(read, mend.span.start, mend.span.end) if mend is not None else None


def _once(words: str) -> str:
    """A repeated lead-in, once; "" where it is not a known one."""
    ends = [word for word in lexicon().texts["lead_in"] if words.endswith(word)]
    if not ends:
        return ""
    last = max(ends, key=len)
    return f"主要{last}" if words.endswith(f"主要{last}") else last

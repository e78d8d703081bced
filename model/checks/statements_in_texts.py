"""Checks what the texts of a draft state among their own figures: 较上年84万吨增加2.4万吨，增长2.86%.

``model.language`` checks each text as it will be printed: quoted figures are filled in first, so that a statement must
agree with the fields that it quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import Final

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import QUOTE
from model.checks.findings import Finding
from model.checks.rules.near_figures import NearFigures
from model.checks.rules.stated import STATED
from model.checks.rules.texts import doubled, last_year_left
from model.checks.rules.told_bases import ToldBases
from model.checks.rules.told_counts import ToldCounts
from model.checks.told.mentions import Mention
from model.checks.told.read_texts import ReadText
from model.language.lexicon import lexicon
from model.language.quantity import Quantity
from model.report.references import Names
from model.report.report import Report
from model.report.tree import Cell
from model.text import in_quotes

_YEAR: Final = re.compile("20[0-9]{2}(?=年)")


class StatementsInTexts:
    """The statements of one report's texts."""

    def __init__(self) -> None:
        self._told: dict[Finding, Repair | None] = {}

    def findings(self, texts: Iterable[tuple[Cell, ReadText]]) -> list[Finding]:
        """What the ``texts``, each with its field, state that does not hold, in their order."""
        self._told = {}
        for cell, read in texts:
            for number, said in enumerate(read.found):
                for finding in STATED[said.kind](said, cell.section):
                    told = replace(finding, fields=(cell.path,), message=f"{cell.label}里{finding.message}")
                    self._told[told] = _repair(read, number, cell)
        return list(self._told)

    def repair(self, finding: Finding) -> Repair | None:
        """The text with what ``finding`` tells of put right; None where no one repair is likely."""
        return self._told.get(finding)


class ToldInTexts:
    """What the texts of one report tell, taken together, that does not hold or is nearly a figure, with its repairs.

    ``counting``: what they count is held against the lists of the draft, which a scan may have read in part.
    """

    def __init__(self, *, counting: bool) -> None:
        self._counting = counting
        self._statements, self._near = StatementsInTexts(), NearFigures()
        self._bases, self._counts = ToldBases(), ToldCounts()

    def findings(
        self, texts: Sequence[tuple[Cell, ReadText]], report: Report, names: Names, found: Iterable[Finding]
    ) -> list[Finding]:
        """What ``texts``, each with its field, tell, without what was ``found`` already."""
        stated, near = self._statements.findings(texts), self._near.findings(texts, report)
        told = {
            (finding.fields[0], what.lstrip("-"))
            for finding in found
            if finding.fields
            for what in (finding.code, finding.actual)
        }
        fresh: list[Finding] = []
        for finding in stated:
            path = finding.fields[0]
            same = _SAME.get(finding.code, "")
            if (path, finding.actual.lstrip("-") or "-") not in told and (path, same) not in told:
                fresh.append(finding)
        for finding in near:
            if (finding.fields[0], finding.actual.lstrip("-")) not in told:
                told.add((finding.fields[0], finding.actual))
                fresh.append(finding)
        told.update((one.fields[0], one.actual) for one in stated)
        fresh += self._bases.findings(texts, names, told)
        return fresh + self._counts.findings([cell for cell, _ in texts] if self._counting else (), report)

    @property
    def judged(self) -> Set[Quantity]:
        """The numbers that were compared with a base."""
        return self._bases.judged

    @property
    def places(self) -> Set[tuple[Cell, int, int]]:
        """The places of the numbers that were compared with how many there are, or are a figure of the report."""
        return self._counts.places | self._near.places

    def mention(self, finding: Finding) -> Mention | None:
        """What ``finding`` tells of, where it is of an amount that is nearly a figure; else None."""
        return self._near.mention(finding)

    def repair(self, finding: Finding) -> Repair | None:
        """The text with what ``finding`` tells of put right; None where no one repair is likely."""
        readers = (self._statements, self._bases, self._counts)
        return next((mended for reader in readers if (mended := reader.repair(finding)) is not None), None)


_SAME: Final = {STATED["doubled"].code: doubled.code, STATED["year_left"].code: last_year_left.code}
"""Pairs of rules that find the same fault: a finding of the first is dropped where the second found it, too."""


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
    typed = read.places[start:end]
    if not typed or -1 in typed or not new:
        return None
    first, last = typed[0], typed[-1] + 1
    old = cell.raw[first:last]
    what = (
        f"{in_quotes(old)}改为{in_quotes(new)}" if len(old) < 40 else f"“{_YEAR.sub('', old)[:6]}…”一句的年份改为本年"
    )
    return Repair(QUOTE, cell, cell.raw[:first] + new + cell.raw[last:], what)


def _once(words: str) -> str:
    """A repeated lead-in, once; "" where it is not a known one."""
    ends = [word for word in lexicon().texts["lead_in"] if words.endswith(word)]
    if not ends:
        return ""
    last = max(ends, key=len)
    return f"主要{last}" if words.endswith(f"主要{last}") else last

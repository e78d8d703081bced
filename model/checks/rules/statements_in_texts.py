"""What the texts of a draft state among their own figures: 较上年84万吨增加2.4万吨，增长2.86%.

``model.language`` judges each text as it will be printed, with the figures that it quotes in their places, so that a
statement is held to the fields that it names. A text is judged again only when it reads otherwise than before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import QUOTE
from model.checks.rules.stated import STATED
from model.language import judgement, text_document
from model.language.lexicon import lexicon
from model.report.references import quoted
from model.schema.fields import Number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from model.checks.findings import Finding
    from model.checks.registry import Facts
    from model.language.language_findings import LanguageFinding
    from model.report.references import Names
    from model.report.tree import Cell

_FIGURE: Final = re.compile("[0-9０-９]")
_YEAR: Final = re.compile("20[0-9]{2}(?=年)")


class StatementsInTexts:
    """The statements of one report's texts; what was judged is kept by what the text says."""

    def __init__(self) -> None:
        self._judged: dict[tuple[str, int], list[LanguageFinding]] = {}
        self._told: dict[Finding, Repair | None] = {}

    def findings(self, cells: Iterable[Cell], facts: Facts) -> list[Finding]:
        """What the texts among ``cells`` state that does not hold, in their order."""
        year = int(facts.year.raw) if facts.year.state == "typed" else 0
        before, self._judged = self._judged, {}
        self._told = {}
        for cell in cells:
            raw = cell.raw
            if not cell.field.multiline or len(raw) < 4:
                continue
            if "{" not in raw and not _FIGURE.search(raw) and not _may_lead_twice(raw):
                continue
            text, places = printed(cell, facts.names)
            found = before.get((text, year))
            if found is None:
                found = judgement.judge(text_document.read(text, year=year or None))
            self._judged[text, year] = found
            for said in found:
                for finding in STATED[said.kind](said, cell.section):
                    told = replace(finding, fields=(cell.path,), message=f"{cell.label}里{finding.message}")
                    self._told[told] = _repair(said, cell, text, places)
        return list(self._told)

    def repair(self, finding: Finding) -> Repair | None:
        """The text with what ``finding`` tells of put right; None where no one repair is likely."""
        return self._told.get(finding)


def _may_lead_twice(text: str) -> bool:
    return any(text.count(word) > 1 for word in lexicon().texts["lead_in"])


def printed(cell: Cell, names: Names) -> tuple[str, list[int]]:
    """The text of ``cell`` with the figures that it quotes, and for each character its place in the text as typed.

    The place is -1 for what comes from a quoted figure.
    """
    raw = cell.raw
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for quote in quoted(raw):
        source = names.find(quote.name, cell.section)
        figure = source.printed if source is not None and isinstance(source.field, Number) else None
        if figure is None:
            continue
        pieces += raw[at : quote.start], figure.text()
        places += [*range(at, quote.start), *[-1] * len(figure.text())]
        at = quote.end
    return "".join([*pieces, raw[at:]]), [*places, *range(at, len(raw))]


def _repair(said: LanguageFinding, cell: Cell, text: str, places: list[int]) -> Repair | None:
    """What ``said`` proposes, in the text as it was typed; None where that is in the field that is quoted."""
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
    typed = places[start:end]
    if not typed or -1 in typed or not new:
        return None
    first, last = typed[0], typed[-1] + 1
    old = cell.raw[first:last]
    what = f"“{old}”改为“{new}”" if len(old) < 40 else f"“{_YEAR.sub('', old)[:6]}…”一句的年份改为本年"
    return Repair(QUOTE, cell, cell.raw[:first] + new + cell.raw[last:], what)


def _once(words: str) -> str:
    """A lead-in that stands twice, said once; "" where it cannot be told how."""
    ends = [word for word in lexicon().texts["lead_in"] if words.endswith(word)]
    if not ends:
        return ""
    last = max(ends, key=len)
    return f"主要{last}" if words.endswith(f"主要{last}") else last

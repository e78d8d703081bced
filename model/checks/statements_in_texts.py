"""Checks what the texts of a draft state among their own figures: 较上年84万吨增加2.4万吨，增长2.86%.

``model.language`` checks each text as it will be printed: quoted figures are filled in first, so that a statement must
agree with the fields that it quotes. A text is checked again only when its printed form changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import QUOTE
from model.checks.findings import Finding
from model.checks.registry import Facts
from model.checks.rules.stated import STATED
from model.language.language_findings import LanguageFinding
from model.language.lexicon import lexicon
from model.report.references import Names, quoted
from model.report.tree import Cell
from model.schema.fields import Number
from model.text import in_quotes

_FIGURE: Final = re.compile("[0-9０-９]")
_YEAR: Final = re.compile("20[0-9]{2}(?=年)")


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was found in the text ``raw`` for ``year``, 0 for none, as it reads with the figures that it ``quotes``."""

    raw: str
    year: int
    quotes: bool = False
    text: str = ""
    places: Sequence[int] = ()
    found: Sequence[LanguageFinding] = ()


class StatementsInTexts:
    """The statements of one report's texts; what was judged is kept for each text as long as it reads as before."""

    def __init__(self) -> None:
        self._judged: dict[Cell, _Judged] = {}
        self._told: dict[Finding, Repair | None] = {}

    def findings(self, cells: Iterable[Cell], facts: Facts) -> list[Finding]:
        """What the texts among ``cells`` state that does not hold, in their order."""
        year = int(facts.year.raw) if facts.year.state == "typed" else 0
        self._told = {}
        for cell in cells:
            kept = self._judged.get(cell)
            if kept is None or kept.quotes or kept.raw != cell.raw or kept.year != year:
                kept = self._judged[cell] = self._judge(cell, facts.names, year, kept)
            for said in kept.found:
                for finding in STATED[said.kind](said, cell.section):
                    told = replace(finding, fields=(cell.path,), message=f"{cell.label}里{finding.message}")
                    self._told[told] = _repair(said, cell, kept.text, kept.places)
        return list(self._told)

    def _judge(self, cell: Cell, names: Names, year: int, before: _Judged | None) -> _Judged:
        raw = cell.raw
        if not _may_state(raw):
            return _Judged(raw, year)
        text, places = printed(cell, names)
        if before is not None and before.text == text and before.year == year:
            found = before.found
        else:
            # What reads sentences is loaded by the first of them: the form shows its first picture before that.
            from model.language import judgement, text_document

            found = judgement.judge(text_document.read(text, year=year or None))
        return _Judged(raw, year, "{" in raw, text, places, found)

    def repair(self, finding: Finding) -> Repair | None:
        """The text with what ``finding`` tells of put right; None where no one repair is likely."""
        return self._told.get(finding)


def _may_state(raw: str) -> bool:
    """Whether a text can hold anything that is judged."""
    return len(raw) > 3 and ("{" in raw or bool(_FIGURE.search(raw)) or _may_lead_twice(raw))


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


def _repair(said: LanguageFinding, cell: Cell, text: str, places: Sequence[int]) -> Repair | None:
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

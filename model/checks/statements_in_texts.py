"""Checks what the texts of a draft state among their own figures: 较上年84万吨增加2.4万吨，增长2.86%.

``model.language`` checks each text as it will be printed: quoted figures are filled in first, so that a statement must
agree with the fields that it quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import QUOTE
from model.checks.findings import Finding
from model.checks.read_texts import ReadText
from model.checks.rules.stated import STATED
from model.language.lexicon import lexicon
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

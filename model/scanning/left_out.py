"""Which sentences of a report found no place in the draft, so that whoever goes on with it can take them over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from model.language.amounts import numbers
from model.patterns import Pattern
from model.scanning.gathering import Gathering
from model.scanning.headings import ANNEXES, ReportPart
from model.scanning.prose import CAPTION, DAY, says_none

_SENTENCE: Final = Pattern("[^。]+")
_CLAUSE: Final = Pattern("[，、：；。（）\n]|(?<=[一二三四五六七八九])是")
_MARKS: Final = Pattern(r"[\s“”‘’]")
# A day is told in its own field, a number before a heading of nothing.
_OF_A_DAY: Final = Pattern("月[0-9]{1,2}日")
_SHORTEST: Final = 8


def left_out(parts: Sequence[ReportPart], gathering: Gathering) -> tuple[str, ...]:
    """The sentences without a figure of which less than half stands in a text of the draft, as printed."""
    kept = {clause for cell in gathering.report.root.cells() if cell.raw for clause in _clauses(cell.raw)}
    found = []
    for part in parts:
        if part.section == ANNEXES:
            continue
        for block in part.blocks:
            line = block.printed
            if block.table is not None or CAPTION.search(line) or DAY.fullmatch(line) or line[-1:] == "：":
                continue
            for sentence in map(str.strip, _SENTENCE.findall(line)):
                clauses = list(_clauses(sentence))
                length = sum(map(len, clauses))
                taken = sum(len(clause) for clause in clauses if clause in kept)
                if length >= _SHORTEST and 2 * taken < length and not _told(sentence):
                    found.append(sentence)
    return tuple(found)


def _told(sentence: str) -> bool:
    """Whether the figures of the sentence account for it, or it says of something that there is none."""
    numbered = any(map(str.isdigit, sentence)) and ("，" not in sentence or _OF_A_DAY.search(sentence) is not None)
    return numbered or any(numbers(sentence)) or says_none(sentence)


def _clauses(text: str) -> Iterator[str]:
    return (plain for clause in _CLAUSE.split(text) if (plain := _MARKS.sub("", clause)))

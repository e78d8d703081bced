"""Which sentences of a report found no place in the draft, so that whoever goes on with it can take them over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from model.patterns import Pattern
from model.scanning.gathering import Gathering
from model.scanning.headings import ANNEXES, ReportPart
from model.scanning.prose import CAPTION, DAY, says_none

_SENTENCE: Final = Pattern("[^。]+")
_CLAUSE: Final = Pattern("[，、：；。（）\n]|(?<=[一二三四五六七八九])是")
_MARKS: Final = Pattern(r"[\s“”‘’]")
_DIGIT: Final = Pattern("[0-9]")
_TAIL: Final = Pattern("[，；]")
_STOPS: Final = Pattern("[，。；]")
_NUMBER: Final = Pattern("[0-9][0-9,]*(?:[.][0-9]+)?")
_OF_A_LETTER: Final = Pattern(r"[〔\[（(]20[0-9]{2}[〕\]）)]第?[0-9]+号")
_A_DAY: Final = Pattern("[0-9]月[0-9]")
_SHORTEST: Final = 8
_SHORTEST_TAIL: Final = 6
_SHORTEST_KEPT: Final = 4


def left_out(parts: Sequence[ReportPart], gathering: Gathering) -> tuple[str, ...]:
    """The sentences of which less than half stands in a text of the draft, as printed.

    Of a sentence with figures that were read, or told as unread, it is what stands behind the last of them, after ……,
    where nothing of that does.
    """
    kept = {clause for cell in gathering.report.root.cells() if cell.raw for clause in _clauses(cell.raw)}
    ends = tuple(clause for clause in kept if len(clause) >= _SHORTEST_KEPT)
    read = [one.digits for one in gathering.placed] + [one.digits for one in gathering.unread]
    told = {number for digits in read for number in _numbers(digits)}
    found = []
    for part in parts:
        if part.section == ANNEXES:
            continue
        for block in part.blocks:
            line = block.printed
            if block.table is not None or CAPTION.search(line) or DAY.fullmatch(line):
                continue
            if not _STOPS.search(line) if part.opening is None else line[-1:] == "：":
                continue  # a title; a line that leads in the next one
            for sentence in map(str.strip, _SENTENCE.findall(line)):
                if _A_DAY.search(sentence) or says_none(sentence):
                    continue
                numbers = _numbers(sentence)
                if told.isdisjoint(numbers):
                    lost = _is_lost(sentence, kept) and (not numbers or _is_wholly_lost(sentence, ends))
                    found += [sentence] if lost else []
                elif (tail := _tail(sentence)) and _is_wholly_lost(tail, ends):
                    found.append(f"……{tail}")
    return tuple(found)


def _is_lost(sentence: str, kept: set[str]) -> bool:
    """Whether ``sentence`` is long enough to be missed, and less than half of it was kept."""
    clauses = list(_clauses(sentence))
    length = sum(map(len, clauses))
    return length >= _SHORTEST and 2 * sum(len(clause) for clause in clauses if clause in kept) < length


def _is_wholly_lost(text: str, ends: tuple[str, ...]) -> bool:
    """Whether no clause of ``text`` ends in what was kept: before it may be words that lead it in, 主要用于."""
    clauses = list(_clauses(text))
    return len("".join(clauses)) >= _SHORTEST_TAIL and not any(clause.endswith(ends) for clause in clauses)


def _tail(sentence: str) -> str:
    """What stands behind the clause with the last figure; "" where nothing does, or only that there is none."""
    behind = _DIGIT.split(sentence)[-1]
    found = _TAIL.search(behind)
    tail = behind[found.end() :] if found is not None else ""
    return "" if says_none(tail) else tail


def _numbers(text: str) -> list[str]:
    """The numbers in ``text`` but those of official letters, without separators and noughts behind the point."""
    found = (number.replace(",", "") for number in _NUMBER.findall(_OF_A_LETTER.sub("", text)))
    return [number.rstrip("0").rstrip(".") if "." in number else number for number in found]


def _clauses(text: str) -> Iterator[str]:
    return (plain for clause in _CLAUSE.split(text) if (plain := _MARKS.sub("", clause)))

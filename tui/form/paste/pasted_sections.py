"""Where a text copied from a whole report goes on into other sections: 九、… with 十、… behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from model.patterns import Pattern
from model.report.edits import Single
from model.scanning.titles import section_of
from model.schema.outline import NUMERALS, SECTIONS
from model.text import fold

_NUMBERED: Final = Pattern(
    r"[ \u3000]{0,8}([一二三四五六七八九十]{1,3})[、.．][ \u3000]{0,8}(.{2,24}?)[：:]?[ \u3000]{0,8}"
)
_SENTENCE: Final = Pattern("[，。；！？]")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What of a paste belongs into a list of another section: its edits, how they are called, its lines as copied."""

    path: str
    edits: Sequence[Single]
    said: str
    lines: Sequence[str]


def by_section(text: str) -> list[tuple[str, list[str]]]:
    """The lines of ``text``, each stretch with the name of the section whose heading opens it; "" before any heading.

    The heading of a section has the numeral that the section has in the outline, and says what it is about; or it is
    its very label. A numeral that only counts on from the point before is none.
    """
    found: list[tuple[str, list[str]]] = [("", [])]
    last, opened = 0, True
    for line in text.split("\n"):
        number = _number(line)
        name = "" if number and number == last + 1 and not opened else _opened(line, number)
        if number:
            last, opened = number, bool(name)
        if name:
            found.append((name, []))
        found[-1][1].append(line)
    return [(name, lines) for name, lines in found if lines]


def _number(line: str) -> int:
    """The number before a short line without a stop, as 九、存在的问题; 0 for none."""
    heading = _NUMBERED.fullmatch(line)
    known = heading is not None and heading[1] in NUMERALS and not _SENTENCE.search(heading[2])
    return NUMERALS.index(heading[1]) if heading is not None and known else 0


def _opened(line: str, number: int) -> str:
    """The name of the section that ``line`` is the heading of; "" for none."""
    heading = _NUMBERED.fullmatch(line)
    title = heading[2] if heading is not None else line.strip(" \u3000：:")
    named = next((part.name for part in SECTIONS if fold(part.label) == fold(title)), "")
    if named or not 0 < number <= len(SECTIONS):
        return named
    section = SECTIONS[number - 1].name
    return section if section_of(title) == section else ""

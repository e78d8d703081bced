"""The little language of the report's standard sentences: figures by name, clauses that fall away, lists, directions.

``{total}``                  the value of a field, figures with separators and unit
``{change:增加|减少|持平}``  the word for the sign and the amount without it; the third word alone for zero,
                             where that is empty, the clause around it falls away
``{change::增加|减少|持平}``  the word alone
``{reasons.change::增加|减少}``  the word for the sign that ``change`` and that of every row have; the clause falls away
                             where none has one, or they differ
``{=change:增加|减少}``      the same, of what was typed; what was computed counts as missing
``{items/、: {name}{amount}}``  one piece a row that holds anything, joined by what stands between / and :
``[我局{items}下属机构]``     a list alone says 无 where that is all its one row says; else the clause is left out
``[，较上年{change}]``       a clause that is left out when a field in it is missing or 本单位无此项
``[较上年{change}|无上年数]``  the first of several wordings in which no field is missing
``[其中：[{a}][{b}]]``       a clause around clauses that all fall away falls away with them
``{@year}`` ``{@last}`` ``{@self}``  the report's year, the year before, what the department calls itself
``{@nth:是}``                 一是, 二是, 三是 …: numbers what is said of a list; nothing where only one thing is said

Names are looked up in the record at hand, then in the records around it. What a clerk typed is never parsed, but for
the figures that running text quotes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from exporters.document import Run
from model.errors import ZipingError
from model.patterns import Pattern

NTH = "@nth"
MAX_DEPTH = 12
"""Brackets within brackets: the standard wording has five."""


@dataclass(frozen=True, slots=True)
class WordsPart:
    """Fixed words."""

    run: Run


@dataclass(frozen=True, slots=True)
class ValuePart:
    """A field by name. ``words`` are for a direction: up, down and, if there is a third, nothing.

    ``figure``: the amount is said, too. ``stated``: only what was typed is said, not what was computed.
    """

    name: str
    words: tuple[str, ...] = ()
    figure: bool = True
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Wordings of which the first without a missing field is said; none of them where all lack something.

    With each goes how many runs of fixed words it says where all the clauses in it fall away; -1 where it holds none,
    or fields of its own.
    """

    wordings: tuple[tuple[tuple[Part, ...], int], ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A part for each row of a list."""

    name: str
    between: str
    parts: tuple[Part, ...]


Part = WordsPart | ValuePart | Clause | Repeated


class SentenceError(ZipingError):
    """The brackets of a template do not match; the text says where."""


def _bare(parts: tuple[Part, ...]) -> int:
    if any(isinstance(part, Clause) for part in parts) and all(isinstance(part, Clause | WordsPart) for part in parts):
        return sum(isinstance(part, WordsPart) for part in parts)
    return -1


@cache
def parse(template: str) -> tuple[Part, ...]:
    """The parts of a template; raises SentenceError where its brackets do not match."""
    parts, end = _parse(template, 0, "", 0)
    if end != len(template):
        raise SentenceError(f"多出一个“{template[end]}”{_place(template, end)}")
    return parts


_HEAD = Pattern(r"(?P<stated>=?)(?P<name>[\w.@]+)(?:/(?P<between>[^:{}]*): ?|(?P<colon>::?)(?P<words>[^{}]*))?")
"""What stands behind the brace that opens a value or a list."""


def _place(text: str, at: int) -> str:
    """Where ``at`` is, by the words before it."""
    return f"（在“{text[max(at - 12, 0) : at]}”之后）" if at else "（在开头）"


def _parse(text: str, at: int, closing: str, depth: int) -> tuple[tuple[Part, ...], int]:
    if depth > MAX_DEPTH:
        raise SentenceError(f"括号套得太深，最多 {MAX_DEPTH} 层")
    parts: list[Part] = []
    while at < len(text) and text[at] not in closing:
        opened = at
        if text[at] == "[":
            wordings: list[tuple[Part, ...]] = []
            while not wordings or text[at : at + 1] == "|":
                inner, at = _parse(text, at + 1, "|]", depth + 1)
                wordings.append(inner)
            parts.append(Clause(tuple([(wording, _bare(wording)) for wording in wordings])))
        elif text[at] == "{":
            head = _HEAD.match(text, at + 1)
            if head is None:
                raise SentenceError(f"“{{”后面要写项的名称{_place(text, opened)}")
            at = head.end()
            if head["between"] is not None:
                inner, at = _parse(text, at, "}", depth + 1)
                parts.append(Repeated(head["name"], head["between"], inner))
            else:
                words = tuple(head["words"].split("|")) if head["words"] else ()
                parts.append(ValuePart(head["name"], words, head["colon"] != "::", bool(head["stated"])))
        else:
            end = at
            while end < len(text) and text[end] not in "[]{}|":
                end += 1
            if end == at:
                raise SentenceError(f"多出一个“{text[at]}”{_place(text, at)}")
            parts.append(WordsPart(Run(text[at:end])))
            at = end
            continue
        if text[at : at + 1] != ("]" if text[opened] == "[" else "}"):
            raise SentenceError(f"“{text[opened]}”没有配对的右括号{_place(text, opened)}")
        at += 1
    return tuple(parts), at

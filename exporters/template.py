"""The little language of the report's standard sentences: figures by name, clauses that fall away, lists, directions.

``{total}``                  the value of a field, figures with separators and unit
``{change:增加|减少|持平}``  the word for the sign and the amount without it; the third word alone for zero
``{items/、: {name}{amount}}``  one piece a row, joined by what stands between / and :
``[，较上年{change}]``       a clause that is left out when a field in it is missing or 本单位无此项
``[较上年{change}|无上年数]``  the first of several wordings in which no field is missing
``{@year}`` ``{@last}`` ``{@self}``  the report's year, the year before, what the department calls itself

Names are looked up in the record at hand, then in the records around it. What a clerk typed is never parsed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from exporters.document import Run
from model.fields import Date, Number
from model.report import Cell, Node, RowList

BLANK = "____"


class Say(NamedTuple):
    """Fixed words."""

    text: str


class Value(NamedTuple):
    """A field by name; ``words`` for a direction."""

    name: str
    words: tuple[str, ...]


class Clause(NamedTuple):
    """Wordings of which the first without a missing field is said; none of them where all lack something."""

    wordings: tuple[tuple[Part, ...], ...]


class Each(NamedTuple):
    """A part for each row of a list."""

    name: str
    between: str
    parts: tuple[Part, ...]


Part = Say | Value | Clause | Each


class _MissingError(Exception):
    """A field of the clause is missing."""


@cache
def parse(template: str) -> tuple[Part, ...]:
    """The parts of a template; raises ValueError where its brackets do not match."""
    parts, end = _parse(template, 0, "")
    if end != len(template):
        raise ValueError(f"{template}: stray {template[end]}")
    return parts


def _parse(text: str, at: int, closing: str) -> tuple[tuple[Part, ...], int]:
    parts: list[Part] = []
    while at < len(text) and text[at] not in closing:
        if text[at] == "[":
            wordings: list[tuple[Part, ...]] = []
            while not wordings or text[at : at + 1] == "|":
                inner, at = _parse(text, at + 1, "|]")
                wordings.append(inner)
            parts.append(Clause(tuple(wordings)))
        elif text[at] == "{":
            head = re.compile(r"([\w.@]+)(?:/([^:{}]*): ?|:([^{}]*))?").match(text, at + 1)
            if head is None:
                raise ValueError(f"{text}: no name at {at}")
            at = head.end()
            if head[2] is not None:
                inner, at = _parse(text, at, "}")
                parts.append(Each(head[1], head[2], inner))
            else:
                parts.append(Value(head[1], tuple(head[3].split("|")) if head[3] else ()))
        else:
            end = at
            while end < len(text) and text[end] not in "[]{}|":
                end += 1
            if end == at:
                raise ValueError(f"{text}: stray {text[at]}")
            parts.append(Say(text[at:end]))
            at = end
            continue
        if at >= len(text) or text[at] not in "]}":
            raise ValueError(f"{text}: bracket not closed")
        at += 1
    return tuple(parts), at


def render(template: str, node: Node) -> tuple[Run, ...]:
    """The runs that ``template`` says of ``node``; a missing field outside of a clause prints as a blank to fill."""
    return tidy(_render(parse(template), node, optional=False))


def _render(parts: tuple[Part, ...], node: Node, *, optional: bool) -> list[Run]:
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, Say):
            runs.append(Run(part.text))
        elif isinstance(part, Clause):
            runs += _first(part, node)
        elif isinstance(part, Each):
            runs += _rows(part, node, optional=optional)
        else:
            runs += _value(part, node, optional=optional)
    return runs


def _first(clause: Clause, node: Node) -> list[Run]:
    for parts in clause.wordings:
        try:
            return _render(parts, node, optional=True)
        except _MissingError:
            continue
    return []


def _rows(part: Each, node: Node, *, optional: bool) -> list[Run]:
    rows = find(node, part.name)
    assert isinstance(rows, RowList), f"{part.name} is no list"
    runs: list[Run] = []
    for row in rows.rows:
        said = _render(part.parts, row, optional=False)
        if said and runs and part.between:
            runs.append(Run(part.between))
        runs += said
    if not runs and optional:
        raise _MissingError
    return runs or [Run(BLANK)]


def _value(part: Value, node: Node, *, optional: bool) -> list[Run]:
    if part.name.startswith("@"):
        return [Run(_known(part.name, node))]
    cell = find(node, part.name)
    assert isinstance(cell, Cell), f"{part.name} is no field"
    if cell.state in ("missing", "none", "invalid"):
        if optional:
            raise _MissingError
        return [Run(cell.raw or BLANK)]
    if not isinstance(cell.field, Number):
        return [Run(text_of(cell))]
    figure = cell.printed
    assert figure is not None
    if not part.words:
        return [Run(figure.text(), cell.path, cell.label)]
    up, down, *level = part.words
    if figure.value == 0:
        return [Run(level[0] if level else "持平", cell.path, cell.label)]
    word = up if figure.value > 0 else down
    return [Run(word), Run(figure.text().removeprefix("-"), cell.path, cell.label)]


def text_of(cell: Cell) -> str:
    """A text field's value as printed; days as 2022年12月31日."""
    if isinstance(cell.field, Date) and cell.raw:
        year, month, day = cell.raw.split("-")
        return f"{year}年{int(month)}月{int(day)}日"
    return cell.raw


def _known(name: str, node: Node) -> str:
    if name == "@self":
        short = find(node, "overview.short_name")
        assert isinstance(short, Cell)
        return short.raw or "我单位"
    year = find(node, "overview.year")
    assert isinstance(year, Cell)
    if year.state != "typed":
        return BLANK
    return str(int(year.raw) - (name == "@last"))


def find(node: Node, name: str) -> Cell | Node | RowList:
    """What is called ``name`` in ``node`` or around it; raises LookupError where nothing is."""
    first, *rest = name.split(".")
    start: Node | None = node
    while start is not None:
        part = start.parts.get(first)
        if part is not None:
            for step in rest:
                assert isinstance(part, Node), name
                part = part.parts[step]
            return part
        start = start.parent
    raise LookupError(f"{node.path}: nothing here is called {name}")


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Plain runs side by side as one, without the doubled punctuation that clauses leave when they fall away."""
    merged: list[Run] = []
    for run in runs:
        if merged and not run.path and not merged[-1].path:
            merged[-1] = Run(merged[-1].text + run.text)
        elif run.text:
            merged.append(run)
    return tuple(run if run.path else Run(_punctuation(run.text)) for run in merged)


def _punctuation(text: str) -> str:
    text = re.sub(r"(?:，其中：|，包括)(?=[；。])", "", text)
    return re.sub(r"[，、；：]+(?=[。；）])|(?<=[（：])[，、；]+|(?<=包括)[，、]+|(?<=。)[，、；。]+", "", text)

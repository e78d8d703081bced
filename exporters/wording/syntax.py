"""The little language of the report's standard sentences: figures by name, clauses that fall away, lists, directions.

``{total}``                  the value of a field, figures with separators and unit
``{change:增加|减少|持平}``  the word for the sign and the amount without it; the third word alone for zero,
                             where that is empty, the clause around it falls away
``{items/、: {name}{amount}}``  one piece a row that holds anything, joined by what stands between / and :
``[，较上年{change}]``       a clause that is left out when a field in it is missing or 本单位无此项
``[较上年{change}|无上年数]``  the first of several wordings in which no field is missing
``[其中：[{a}][{b}]]``       a clause around clauses that all fall away falls away with them
``{@year}`` ``{@last}`` ``{@self}``  the report's year, the year before, what the department calls itself
``{@nth:是}``                 一是, 二是, 三是 …: numbers what is said of a list; nothing where only one thing is said

Names are looked up in the record at hand, then in the records around it. What a clerk typed is never parsed, but for
the figures that running text quotes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from exporters.document import Run
from exporters.numerals import numeral
from model.errors import ZipingError
from model.figures import SCORE
from model.report.references import quoted
from model.report.tree import Cell, Node, RowList, join_labels
from model.schema.fields import NONE, Date, Number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.report.references import Names

BLANK = "____"


class Say(NamedTuple):
    """Fixed words."""

    run: Run


class Value(NamedTuple):
    """A field by name; ``words`` for a direction."""

    name: str
    words: tuple[str, ...]


class Clause(NamedTuple):
    """Wordings of which the first without a missing field is said; none of them where all lack something.

    With each goes how many runs of fixed words it says where all the clauses in it fall away; -1 where it holds none,
    or fields of its own.
    """

    wordings: tuple[tuple[tuple[Part, ...], int], ...]


class Each(NamedTuple):
    """A part for each row of a list."""

    name: str
    between: str
    parts: tuple[Part, ...]


Part = Say | Value | Clause | Each


class _MissingError(Exception):
    """A field of the clause is missing."""


class TemplateError(ZipingError):
    """The brackets of a template do not match; the text says where."""


MAX_DEPTH = 12
"""Brackets within brackets: the standard wording has five."""


NTH = "@nth"


def _bare(parts: tuple[Part, ...]) -> int:
    if any(isinstance(part, Clause) for part in parts) and all(isinstance(part, Clause | Say) for part in parts):
        return sum(isinstance(part, Say) for part in parts)
    return -1


@cache
def parse(template: str) -> tuple[Part, ...]:
    """The parts of a template; raises TemplateError where its brackets do not match."""
    parts, end = _parse(template, 0, "", 0)
    if end != len(template):
        raise TemplateError(f"多出一个“{template[end]}”{_place(template, end)}")
    return parts


def _place(text: str, at: int) -> str:
    """Where ``at`` is, by the words before it."""
    return f"（在“{text[max(at - 12, 0) : at]}”之后）" if at else "（在开头）"


def _parse(text: str, at: int, closing: str, depth: int) -> tuple[tuple[Part, ...], int]:
    if depth > MAX_DEPTH:
        raise TemplateError(f"括号套得太深，最多 {MAX_DEPTH} 层")
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
            head = re.compile(r"([\w.@]+)(?:/([^:{}]*): ?|:([^{}]*))?").match(text, at + 1)
            if head is None:
                raise TemplateError(f"“{{”后面要写项的名称{_place(text, opened)}")
            at = head.end()
            if head[2] is not None:
                inner, at = _parse(text, at, "}", depth + 1)
                parts.append(Each(head[1], head[2], inner))
            else:
                parts.append(Value(head[1], tuple(head[3].split("|")) if head[3] else ()))
        else:
            end = at
            while end < len(text) and text[end] not in "[]{}|":
                end += 1
            if end == at:
                raise TemplateError(f"多出一个“{text[at]}”{_place(text, at)}")
            parts.append(Say(Run(text[at:end])))
            at = end
            continue
        if text[at : at + 1] != ("]" if text[opened] == "[" else "}"):
            raise TemplateError(f"“{text[opened]}”没有配对的右括号{_place(text, opened)}")
        at += 1
    return tuple(parts), at


class Renderer:
    """Says templates of the records of one report; what it looks up more than once it remembers."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._numbered = False
        self._known: dict[str, Run] = {}
        self._nodes: dict[Node, tuple[str, str]] = {}

    def render(self, template: str, node: Node) -> tuple[Run, ...]:
        """The runs that ``template`` says of ``node``; a field missing outside of clauses prints as a blank."""
        runs: list[Run] = []
        self._say(parse(template), node, runs, optional=False)
        if self._numbered:
            self._numbered = False
            if _listed(runs) == 1:
                runs = [run for run in runs if run.label != NTH]
        return tidy(runs)

    def cell(self, template: str, node: Node, unit: str) -> Run:
        """What ``template`` says in the cell of a table in ``unit``: missing is empty, 本单位无此项 a dash."""
        parts = parse(template)
        if len(parts) == 1 and isinstance(parts[0], Value) and not parts[0].words:
            found = None if parts[0].name.startswith("@") else find(node, parts[0].name)
            if isinstance(found, Cell) and isinstance(found.field, Number):
                return self._number(found, unit)
            if isinstance(found, Cell) and found.field.multiline:
                return Run("\n".join(["".join([run.text for run in self.quotes(x, found)]) for x in lines_of(found)]))
        runs: list[Run] = []
        try:
            self._say(parts, node, runs, optional=True)
        except _MissingError:
            return Run("")
        return Run("".join([run.text for run in tidy(runs)]))

    def _number(self, cell: Cell, unit: str) -> Run:
        if cell.state in ("missing", "none", "invalid"):
            return Run("—" if cell.state == "none" else cell.raw)
        figure = cell.printed
        if figure is None:
            return Run(bound_of(cell), *self.place(cell))
        text = figure.grouped() if figure.unit.name == unit or figure.unit.dimension == SCORE else figure.text()
        return Run(text, *self.place(cell))

    def quotes(self, line: str, cell: Cell) -> Iterator[Run]:
        """The runs of a line of ``cell`` in which figures may be quoted; an unknown name stays as it was typed."""
        at = 0
        for quote in quoted(line):
            found = self._names.find(quote.name, cell.section)
            if found is None or found.state in ("missing", "invalid"):
                continue
            if at < quote.start:
                yield Run(line[at : quote.start])
            figure = found.printed if isinstance(found.field, Number) else None
            yield Run(figure.text(), *self.place(found)) if figure is not None else Run(text_of(found))
            at = quote.end
        if at < len(line):
            yield Run(line[at:])

    def place(self, cell: Cell) -> tuple[str, str]:
        """Path and label of a cell."""
        path, label = self._nodes.get(cell.node) or self._node(cell.node)
        return f"{path}.{cell.field.name}", join_labels(label, cell.field.label)

    def _node(self, node: Node) -> tuple[str, str]:
        """Path and label of a record, by those of the record around it."""
        around = node.parent
        label = (self._nodes.get(around) or self._node(around))[1] if around is not None else ""
        known = self._nodes[node] = (node.path, node.label_within(label))
        return known

    def _say(self, parts: tuple[Part, ...], node: Node, runs: list[Run], *, optional: bool) -> None:
        """Add what ``parts`` say to ``runs``; raises _MissingError for a missing field where that is ``optional``."""
        for part in parts:
            if isinstance(part, Say):
                runs.append(part.run)
            elif isinstance(part, Value):
                self._value(part, node, runs, optional=optional)
            elif isinstance(part, Clause):
                start = len(runs)
                for parts_, bare in part.wordings:
                    try:
                        self._say(parts_, node, runs, optional=True)
                        if len(runs) - start == bare:
                            raise _MissingError
                        break
                    except _MissingError:
                        del runs[start:]
            else:
                self._rows(part, node, runs, optional=optional)

    def _rows(self, part: Each, node: Node, runs: list[Run], *, optional: bool) -> None:
        rows = find(node, part.name)
        assert isinstance(rows, RowList), f"{part.name} is no list"
        first = start = len(runs)
        for row in rows.rows:
            if row.empty:
                continue
            self._say(part.parts, row, runs, optional=False)
            if part.between and first < start < len(runs):
                runs.insert(start, Run(part.between))
            start = len(runs)
        if start == first:
            if optional:
                raise _MissingError
            runs.append(Run(BLANK))

    def _value(self, part: Value, node: Node, runs: list[Run], *, optional: bool) -> None:
        name = part.name
        if name[0] == "@":
            if name == NTH:
                runs.append(Run("".join([numeral(1 + _listed(runs)), *part.words]), "", NTH))
                self._numbered = True
            else:
                runs.append(self._known.get(name) or self._known.setdefault(name, Run(_known(name, node))))
            return
        cell = find(node, name)
        assert isinstance(cell, Cell), f"{name} is no field"
        is_number = isinstance(cell.field, Number)
        if cell.error or not (cell.raw or cell.figure) or (is_number and cell.raw == NONE):
            if optional:
                raise _MissingError
            runs.append(Run(cell.raw or BLANK))
        elif is_number:
            if runs and runs[-1].text[-1:] in _FIGURE_ENDS:
                runs.append(Run("为"))
            self._figure(cell, part.words, runs, optional=optional)
        elif cell.field.multiline:
            runs += self.quotes(_in_one_line(cell), cell)
        else:
            runs.append(Run(text_of(cell)))

    def _figure(self, cell: Cell, words: tuple[str, ...], runs: list[Run], *, optional: bool) -> None:
        figure = cell.printed
        path, label = self.place(cell)
        if figure is None:
            runs.append(Run(bound_of(cell), path, label))
            return
        if not words:
            runs.append(Run(figure.text(), path, label))
            return
        up, down, *level = words
        if figure.value == 0:
            if optional and level == [""]:
                raise _MissingError
            runs.append(Run(level[0] if level else "持平", path, label))
        else:
            runs.append(Run(up if figure.value > 0 else down))
            runs.append(Run(figure.text().removeprefix("-"), path, label))


def _listed(runs: list[Run]) -> int:
    """How many things were numbered."""
    return sum(run.label == NTH for run in runs)


def bound_of(cell: Cell) -> str:
    """A bound such as 90以上 as printed, with its unit behind the number."""
    unit = cell.unit.name
    if not unit or unit in cell.raw:
        return cell.raw
    last = max(place for place, mark in enumerate(cell.raw) if mark.isdigit()) + 1
    return cell.raw[:last] + unit + cell.raw[last:]


def text_of(cell: Cell) -> str:
    """A text field's value as printed; days as 2022年12月31日."""
    if isinstance(cell.field, Date) and cell.raw:
        year, month, day = cell.raw.split("-")
        return f"{year}年{int(month)}月{int(day)}日"
    return cell.raw


def lines_of(cell: Cell) -> list[str]:
    """The lines of a text that hold something, without the blanks around them."""
    return [line for raw in cell.raw.split("\n") if (line := raw.strip())]


_FIGURE_ENDS = frozenset("0123456789.%")
"""A name that ends so (平台2.0) must not run into its figure."""

_ENDED = frozenset("。！？；：，、…—")


def _in_one_line(cell: Cell) -> str:
    """A text of several paragraphs as it goes into a sentence."""
    first, *rest = lines_of(cell) or [""]
    for line in rest:
        first += line if first[-1] in _ENDED else f"；{line}"
    return first


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
    start: Node | None = node
    if "." not in name:
        while start is not None:
            part = start.parts.get(name)
            if part is not None:
                return part
            start = start.parent
        raise LookupError(f"{node.path}: nothing here is called {name}")
    first, rest = _steps(name)
    found = find(node, first)
    for step in rest:
        assert isinstance(found, Node), name
        found = found.parts[step]
    return found


@cache
def _steps(name: str) -> tuple[str, tuple[str, ...]]:
    first, *rest = name.split(".")
    return first, tuple(rest)


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Plain runs side by side as one, without the doubled punctuation that clauses leave when they fall away."""
    merged: list[Run] = []
    words: list[str] = []
    for run in runs:
        if not run[1]:
            words.append(run[0])
            continue
        if words:
            merged.append(Run(_punctuation("".join(words))))
            words = []
        merged.append(run)
    if words:
        merged.append(Run(_punctuation("".join(words))))
    return tuple([run for run in merged if run[0] or run[1]])


# Where one mark follows another, there may be one too many; all other text is left at once.
_SUSPECT = re.compile("[，、；：。（括”][，、；：。）]")
_NOTHING_LISTED = re.compile(r"(?:，其中：|，包括)(?=[；。])")
_SURPLUS = re.compile(
    r"[，、；：]+(?=[。；）])|(?<=[（：])[，、；]+|(?<=包括)[，、]+|(?<=。)[，、；。]+|(?<=[。！？]”)。"
)


def _punctuation(text: str) -> str:
    return _SURPLUS.sub("", _NOTHING_LISTED.sub("", text)) if _SUSPECT.search(text) else text

"""Headings with their paragraphs, copied from Word: each becomes a row of a list of themes, problems or measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from model.patterns import Pattern
from model.report.edits import Inserted, Single, Typed
from model.report.tree import Cell, Node, RowList
from model.schema.fields import Prose, Text
from model.schema.records import Record
from model.text import clean, fold
from tui.state.view_state import Target

LONGEST_HEADING: Final = 40
_CHINESE: Final = "[一二三四五六七八九十]{1,3}"
_COUNTED: Final = Pattern(rf"({_CHINESE})(?:是|要)")
_MARKS: Final = (
    Pattern(rf"({_CHINESE})[、.．，](?!是)"),
    Pattern(rf"[（(]({_CHINESE})[）)][、.．]?"),
    Pattern(r"([0-9０-９]{1,2})[、.．](?![0-9０-９])"),
    Pattern(r"[（(]([0-9０-９]{1,2})[）)][、.．]?"),
    Pattern(r"([①-⑳])"),
    _COUNTED,
    Pattern(rf"第({_CHINESE})[，、,]"),
)
"""How points are numbered, from the outermost kind in."""
_WITHIN: Final = Pattern(rf"(?:^|(?<=[。；;：:，]))(?={_CHINESE}是)")
_FIRST: Final = frozenset("一1１①")
_ENDS: Final = "。；;！？!?"


class TextFields(NamedTuple):
    """The names of the fields that a point goes into; ``lead`` is "" where the record has no such field."""

    heading: str
    lead: str
    text: str


def text_fields(record: type[Record]) -> TextFields | None:
    """Where a heading and its paragraphs go in ``record``; None where it is not made of a heading and a text."""
    parts = record.own_fields
    if len(parts) < len(record.elements) or not all(isinstance(part, Text | Prose) for part in parts):
        return None
    texts = [part for part in parts if isinstance(part, Prose)]
    lines = [part for part in parts if isinstance(part, Text) and not part.unprinted]
    if len(texts) != 1 or not lines or parts[0] is not lines[0]:
        return None
    return TextFields(lines[0].name, lines[1].name if len(lines) > 1 else "", texts[0].name)


_SO_MANY: Final = Pattern("(?:等(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[个家][^、]{0,12})?[。；，]?$")
_PARTED: Final = Pattern("[，。；：（(]")
_SEVERAL: Final = 3


def joined_names(rows: RowList, here: Target, text: str) -> list[str]:
    """The names that ``text`` joins by 、, where ``here`` waits for one of a list of nothing but names.

    Empty for fewer than three, since two may be one name (食品、药品监管股), and where other marks part them.
    """
    fields = rows.element.record.own_fields
    if rows.element.unique != fields[0].name or not all(isinstance(one, Text) and one.aside for one in fields[1:]):
        return []
    if isinstance(here, Cell) and (here.field is not fields[0] or here.raw):
        return []
    joined = _SO_MANY.sub("", text.strip(), count=1)
    names = [name.strip() for name in joined.split("、")]
    several = len(names) >= _SEVERAL and all(len(name) > 1 for name in names)
    return names if several and not _PARTED.search(joined) else []


@dataclass(slots=True)
class Point:
    """A heading and what stands below it: ``beside`` in the same paragraph, then whole ``paragraphs``."""

    heading: str
    beside: str = ""
    paragraphs: list[str] = field(default_factory=list)


class PastedTexts(NamedTuple):
    """The points of a pasted text, and the paragraphs before them that belong to none.

    ``marked``: numbers or headings part them; else each paragraph counts as one.
    """

    points: list[Point]
    rest: list[str]
    marked: bool


def points(text: str, known: Iterable[str] = ()) -> PastedTexts:
    """The points of ``text``: paragraphs numbered alike, or those below short lines; else every paragraph is one.

    A line that only repeats one of ``known``, the labels around, is left out.
    """
    lines, mark = _numbered(text, known)
    starts = [mark.match(line) is not None for line in lines] if mark is not None else _openings(lines)
    found = PastedTexts([], [], mark is not None or len(set(starts)) > 1)
    for number, (line, begins) in enumerate(zip(lines, starts, strict=True)):
        if begins:
            begun = mark.match(line) if mark is not None else None
            alone = number + 1 == len(lines) or starts[number + 1]
            found.points.append(_point(line[begun.end() :] if begun else line, alone=alone))
        elif found.points:
            found.points[-1].paragraphs.append(line)
        else:
            found.rest.append(line)
    return found


def phrases(text: str, known: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """The paragraphs of ``text``, without their numbers and the stop at their end, and those that belong to none.

    Where some are numbered alike, one without a number goes on with the one before; the others stand before the first.
    ``known`` as of :func:`points`.
    """
    lines, mark = _numbered(text, known)
    found: list[str] = []
    rest: list[str] = []
    for line in lines:
        begun = mark.match(line) if mark is not None else None
        if mark is None or begun is not None:
            found.append(line[begun.end() :].strip(" \u3000") if begun else line)
        elif found:
            found[-1] += line
        else:
            rest.append(line)
    return [phrase.rstrip(_ENDS) for phrase in found], rest


def _numbered(text: str, known: Iterable[str]) -> tuple[list[str], Pattern | None]:
    """The paragraphs of ``text`` but those that repeat ``known``, and how points are numbered in them.

    One that is numbered with others, and says something itself, is one of the points, whatever it is called.
    """
    labels = {fold(label) for label in known}
    lines = [stripped for line in clean(text).replace("\t", " ").split("\n") if (stripped := line.strip(" \u3000"))]
    marks = [next((mark for mark in _MARKS if mark.match(line)), None) for line in lines]
    told = [
        mark is not None and marks.count(mark) > 1 and marks[at + 1 : at + 2] == [None] for at, mark in enumerate(marks)
    ]
    lines = [line for at, line in enumerate(lines) if told[at] or fold(_unmarked(line)).rstrip("：:") not in labels]
    mark = _chosen(lines)
    if mark is None or mark is _COUNTED:
        lines = [piece for line in lines for piece in _sentences(line)]
        mark = _chosen(lines)
    return lines, mark


def _chosen(lines: Sequence[str]) -> Pattern | None:
    """The kind of number that opens the points of ``lines``; None where no line is numbered.

    A number that stands once opens a point only where it is the first one: 九、 alone is the heading of a section.
    """
    for mark in _MARKS:
        found = [begun[1] for line in lines if (begun := mark.match(line))]
        if len(found) > 1 or (found and found[0] in _FIRST):
            return mark
    return None


def _unmarked(line: str) -> str:
    for mark in _MARKS:
        if begun := mark.match(line):
            return line[begun.end() :]
    return line


def _sentences(line: str) -> list[str]:
    """``line`` parted before 一是, 二是, ...; whole where they do not count on from the first."""
    pieces = [piece.strip() for piece in _WITHIN.split(line) if piece.strip()]
    counted = [piece[0] for piece in pieces if re.match(rf"{_CHINESE}是", piece)]
    return pieces if len(counted) > 1 and counted[0] == "一" else [line]


def _openings(lines: Sequence[str]) -> list[bool]:
    """Which of ``lines``, none of them numbered, open a point."""
    short = [len(line) <= LONGEST_HEADING and line[-1] not in _ENDS for line in lines]
    if any(one and not other for one, other in pairwise(short)):
        return short
    return [True] * len(lines)


def _point(line: str, *, alone: bool) -> Point:
    """The point that ``line`` opens; ``alone``: no paragraph follows, so that a long line is cut at its first stop."""
    line = line.strip(" \u3000")
    for stops in ("。：:！？", "；;，,") if alone else ("。：:！？",):
        at = next((index for index, letter in enumerate(line) if letter in stops), -1)
        if 0 < at <= LONGEST_HEADING and at + 1 < len(line):
            return Point(line[:at], _closed(line[at + 1 :].strip(" \u3000")))
    if len(line) <= LONGEST_HEADING or not alone:
        return Point(line.rstrip(_ENDS + "：:"))
    return Point("", _closed(line))


def _closed(text: str) -> str:
    """``text`` with a full stop where it stood in a row of points that semicolons part."""
    return text[:-1] + "。" if text.endswith(("；", ";")) else text


def point_edits(rows: RowList, at: int, fields: TextFields, found: Sequence[Point]) -> list[Single]:
    """The edits that put the points ``found`` into ``rows``.

    A point goes into the row with its heading, where that has no text yet, as last year's headings have none; else into
    the row ``at`` where it is empty, else behind it.
    """
    typed: list[Single] = []
    inserted: list[Single] = []
    begun = False
    waiting = {fold(row.title): row for row in rows.rows if row.title and not row.cell(fields.text).raw}
    for point in found:
        content = _content(point, fields)
        same = waiting.pop(fold(point.heading), None) if fields.text in content else None
        row = rows.rows[at] if at < len(rows.rows) and not begun else None
        begun = True
        if same is not None:
            del content[fields.heading]
            typed += _typed(same, content)
            at = same.index + 1 + len(inserted)
        elif row is not None and row.empty:
            typed += _typed(row, content)
            at += 1
        else:
            at += row is not None
            inserted.append(Inserted(rows.path, at, dict(content)))
            at += 1
    return [*typed, *inserted]


def _content(point: Point, fields: TextFields) -> dict[str, str]:
    lead = point.beside if fields.lead and point.paragraphs else ""
    paragraphs = [*([point.beside] if point.beside and not lead else []), *point.paragraphs]
    named = {fields.heading: point.heading, fields.text: "\n".join(paragraphs)}
    if fields.lead:
        named[fields.lead] = lead
    return {name: value for name, value in named.items() if value}


def _typed(row: Node, content: dict[str, str]) -> list[Single]:
    return [Typed(row.cell(name).path, row.cell(name).raw, value) for name, value in content.items()]

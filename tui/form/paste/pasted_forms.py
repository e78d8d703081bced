"""A table copied into a list whose rows are whole forms: a line is a form, a column the field that its heading says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from model.report.edits import Inserted, Typed
from model.report.tree import RowList
from model.schema.fields import Field, Number
from model.schema.records import Group, Record, Rows
from tui.form.paste.label_match import LabelMatch, unnumbered, without_number
from tui.form.paste.pasted_blocks import kept, labels_of, name_of, table
from tui.form.paste.pasted_columns import MOST_TITLES, SERIALS
from tui.form.paste.pasted_figures import in_units, take_units, units_behind
from tui.form.paste.pasted_tables import PastedTable, is_figure, rows_by_name
from tui.form.paste.pasted_totals import is_total

_LEAST: Final = 2
"""Headings that make a line of a table its head."""

Way = tuple[tuple[str, ...], Field]
"""The names that lead from a form to a field of it, and the field."""


def forms(rows: RowList, text: str, *, named: bool) -> PastedTable:
    """What the table ``text`` does to ``rows``; nothing where no line has the headings of its fields.

    Forms are found again by their names; one that has nothing yet takes the first of the new ones. Texts alone need no
    headings where they are ``named``, pasted where the name of a form goes: they are its fields in their order.
    """
    record, done = rows.element.record, PastedTable()
    labels = LabelMatch([(label, way) for way in _ways(record) for label in labels_of(way[1])])
    lines, units = take_units(table(text))
    heads, number = _heads(lines, labels, record)
    head, lines = (lines[number], lines[number + 1 :]) if heads else ([], lines)
    if not heads:
        told = any(labels.exact(line[0]) or any(map(is_figure, filter(None, line))) for line in lines)
        if named and lines and not told:
            heads = {at: ((part.name,), part) for at, part in enumerate(record.own_fields)}
        if max(map(len, lines), default=0) > len(heads):
            return done
    over = [at for at, word in enumerate(head) if word and at not in heads and unnumbered(word) not in SERIALS]
    known, unnamed = rows_by_name(rows, record.title), [row for row in rows.rows if row.empty]
    added = len(rows.rows)
    for line in lines:
        values = {at: line[at] for at in heads if at < len(line) and line[at]}
        name = next((line[at] for at in values if heads[at][0] == (record.title,)), "")
        if not name or is_total(name_of(line)):
            continue
        given = [
            (heads[at], in_units(heads[at][1], units_behind(head[at]) or units if head else units, value))
            for at, value in values.items()
        ]
        given = [(way, without_number(value) if value == name else kept(way[1], value)) for way, value in given]
        row = known.get(unnumbered(name)) or (unnamed.pop(0) if unnamed else None)
        if row is not None:
            cells = [(row.cell(".".join(way)), value) for (way, _), value in given]
            done.edits += [Typed(cell.path, cell.raw, value) for cell, value in cells if cell.raw != value]
        else:
            done.edits.append(Inserted(rows.path, added, _content(given)))
            added += 1
        if any(line[at] for at in over if at < len(line)):
            done.over.append("\t".join([name, *(line[at] for at in over if at < len(line))]))
    if done.over:
        done.heads = [head[at] for at in over]
        done.over.insert(0, "\t".join(["", *done.heads]))
    return done


def _heads(lines: list[list[str]], labels: LabelMatch[Way], record: type[Record]) -> tuple[dict[int, Way], int]:
    """The fields that the headings name, by their columns, and the number of the line that they are; {} for none."""
    for number, line in enumerate(lines[: MOST_TITLES + 1]):
        found = {at: way for at, word in enumerate(line) if word and (way := labels.exact(word)) is not None}
        if len(found) >= _LEAST and any(way[0] == (record.title,) for way in found.values()):
            return found, number
    return {}, -1


def _ways(record: type[Record], before: tuple[str, ...] = ()) -> Iterator[Way]:
    """The fields of a form that are typed; of groups alike that first which is the sum of the others."""
    for part in record.own_fields:
        if not isinstance(part, Number) or part.formula is None:
            yield (*before, part.name), part
    groups = [part for part in record.elements if isinstance(part, Group) and not isinstance(part, Rows)]
    for group in sorted(groups, key=lambda one: not one.computed):
        yield from _ways(group.record, (*before, group.name))


def _content(given: list[tuple[Way, str]]) -> dict[str, Any]:
    """The texts of a new form, each below the groups that it stands in."""
    content: dict[str, Any] = {}
    for (way, _), value in given:
        place = content
        for name in way[:-1]:
            place = place.setdefault(name, {})
        place[way[-1]] = value
    return content

"""A table copied into a list whose rows are whole forms: a line is a form, or a row of the list that each form has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from model.report.edits import Inserted, Single, Typed, typed_into
from model.report.tree import RowList
from model.schema.fields import Field, Number
from model.schema.records import Group, Record, Rows
from tui.form.form_sheet import flat
from tui.form.paste.label_match import LabelMatch, unnumbered, without_number, year_of
from tui.form.paste.pasted_blocks import cut_off, kept, labels_of, name_of, row_content, table
from tui.form.paste.pasted_columns import MOST_TITLES, SERIALS, ColumnBlock, column_block, column_labels
from tui.form.paste.pasted_figures import in_units, take_units, units_behind
from tui.form.paste.pasted_tables import PastedTable, is_figure, rows_by_name
from tui.form.paste.pasted_totals import PastedLine, is_total

_LEAST: Final = 2
"""Headings that make a line of a table its head."""
_LEAST_WITHIN: Final = 3
"""Headings of the list within that make a line the head of its table: a form may share one or two of them."""

Way = tuple[tuple[str, ...], Field]
"""The names that lead from a form to a field of it, and the field."""
Place = tuple[tuple[str, ...], Rows]
"""The names that lead from a form to a list within it, and the list."""


def forms(rows: RowList, text: str, *, named: bool) -> PastedTable:
    """What the table ``text`` does to ``rows``; nothing where no line has the headings of its fields.

    A column is the field that its heading says. Forms are found again by their names; one that has nothing yet takes
    the first of the new ones. Of several lines with one name the first counts, the others have no place. Texts alone
    need no headings where they are ``named``, pasted where the name of a form goes: they are its fields in their order.
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
    added, taken = len(rows.rows), set[str]()
    for line in lines:
        values = {at: line[at] for at in heads if at < len(line) and line[at]}
        name = next((line[at] for at in values if heads[at][0] == (record.title,)), "")
        if not name or is_total(name_of(line)):
            continue
        if unnumbered(name) in taken:
            done.rest.append("\t".join(line))
            continue
        taken.add(unnumbered(name))
        done.lines.append(PastedLine(name, {}))
        given = [
            (heads[at], in_units(heads[at][1], units_behind(head[at]) or units if head else units, value))
            for at, value in values.items()
        ]
        given = [(way, without_number(value) if value == name else kept(way[1], value)) for way, value in given]
        row = known.get(unnumbered(name)) or (unnamed.pop(0) if unnamed else None)
        if row is not None:
            done.edits += typed_into((row.cell(".".join(way)), value) for (way, _), value in given)
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


def rows_within(rows: RowList, text: str) -> PastedTable | None:
    """What the table ``text`` does to the lists within the forms of ``rows``; None where it is no such table.

    A column says which form a line is of; where it is empty, as in merged cells, that of the line above. Lists take
    the rows that they do not have yet behind their own; one that has the same words has its figures changed.
    """
    done = PastedTable()
    lines, units = take_units(table(text))
    found = _place(rows, lines)
    if found is None:
        return None
    (way, inside), number, column = found
    head, lines = lines[number], lines[number + 1 :]
    known, unnamed = rows_by_name(rows, rows.element.record.title), [row for row in rows.rows if row.empty]
    added = len(rows.rows)
    for name, block in _by_form(lines, column):
        said = column_block(inside, 0, [_without(head, column), *block], year_of(rows.node), units)
        contents = [content for line in said.lines if (content := row_content(said.columns, line))]
        form = known.get(unnumbered(name)) or (unnamed.pop(0) if unnamed else None)
        if form is None:
            done.edits.append(Inserted(rows.path, added, _with_rows(rows, way, name, contents)))
            added += 1
        else:
            title = form.cell(rows.element.record.title)
            done.edits += [] if title.raw else [Typed(title.path, "", name)]
            done.edits += _merged(form.list_at(".".join(way)), contents)
        _keep_over(done, said, name)
    return done


def _place(rows: RowList, lines: Sequence[Sequence[str]]) -> tuple[Place, int, int] | None:
    """The list within that a line of headings is of, the number of that line, and the column with the forms' names."""
    record = rows.element.record
    if not record.title:
        return None
    title = record.own_fields[0]
    names = LabelMatch([(label, title) for label in (*labels_of(title), rows.element.noun, rows.element.label)])
    for number, line in enumerate(lines[: MOST_TITLES + 1]):
        named = [at for at, word in enumerate(line) if word and names.exact(word) is not None]
        for place in _lists(record) if named else ():
            labels = column_labels(place[1], place[1].record.own_fields)
            alike = {part.name for word in line if word and (part := labels.exact(word)) is not None}
            if len(alike) >= _LEAST_WITHIN and labels.exact(line[named[0]]) is None:
                return place, number, named[0]
    return None


def _lists(record: type[Record], before: tuple[str, ...] = ()) -> Iterator[Place]:
    """The flat lists in a form and its groups."""
    for part in record.elements:
        if isinstance(part, Rows):
            if flat(part.record):
                yield (*before, part.name), part
        elif isinstance(part, Group):
            yield from _lists(part.record, (*before, part.name))


def _by_form(lines: Sequence[list[str]], column: int) -> list[tuple[str, list[list[str]]]]:
    """The lines of each form, without the column that names it, in the order in which the forms come first."""
    found: dict[str, list[list[str]]] = {}
    name = ""
    for line in lines:
        name = without_number(line[column]) if column < len(line) and line[column] else name
        if name and not is_total(name) and not is_total(name_of(_without(line, column))):
            found.setdefault(name, []).append(_without(line, column))
    return [*found.items()]


def _without(line: Sequence[str], column: int) -> list[str]:
    return [*line[:column], *line[column + 1 :]]


def _with_rows(rows: RowList, way: Sequence[str], name: str, contents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The texts of a new form with that name and those rows in the list to which ``way`` leads."""
    place: Any = [*contents]
    for step in reversed(way):
        place = {step: place}
    return {rows.element.record.title: name, **place}


def _merged(rows: RowList, contents: Sequence[dict[str, Any]]) -> list[Single]:
    """The edits that put each of ``contents`` into the row that says the same, else into a new one."""
    edits: list[Single] = []
    left = [*rows.rows]
    added = len(rows.rows)
    for content in contents:
        said = {name: value for name, value in content.items() if _lasting(rows.element.record, name)}
        row = next((one for one in left if all(one.cell(name).raw == value for name, value in said.items())), None)
        row = row or next((one for one in left if one.empty), None)
        if row is None:
            edits.append(Inserted(rows.path, added, content))
            added += 1
            continue
        left.remove(row)
        edits += typed_into((row.cell(name), value) for name, value in content.items())
    return edits


def _lasting(record: type[Record], name: str) -> bool:
    """Whether the field ``name`` says what a row is, from year to year, and not how much."""
    field: Field = next(part for part in record.own_fields if part.name == name)
    return not isinstance(field, Number) and not field.yearly


def _keep_over(done: PastedTable, said: ColumnBlock, name: str) -> None:
    """Keep the columns of the lines of the form ``name`` that have no place."""
    if over := cut_off(said.lines, said.names, said.over):
        done.heads = said.heads
        done.over += [] if done.over else ["\t".join(["", *said.heads])]
        done.over += [f"{name}\t{line}" for line in over]

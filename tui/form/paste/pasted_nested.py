"""A table copied into a list whose rows have a list of their own: 其中 and what is set further in goes into that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from model.figures import Unit
from model.report.edits import Inserted, Typed
from model.report.tree import Node, RowList
from model.schema.fields import Field
from model.schema.records import Record, Rows
from tui.form.form_sheet import flat, summed
from tui.form.paste.label_match import LabelMatch, is_numbered, unnumbered, without_number
from tui.form.paste.pasted_blocks import ended, kept, one_line, split_lines
from tui.form.paste.pasted_columns import SERIALS, column_labels
from tui.form.paste.pasted_figures import in_units, take_units, units_behind
from tui.form.paste.pasted_tables import PastedTable, is_figure, rows_by_name
from tui.form.paste.pasted_totals import PastedLine, is_total

_BLANKS: Final = " \u3000\u00a0"
_WITHIN: Final = "其中"
_LEAST: Final = 2
"""Fields that a line names that is the head of the others."""


def list_inside(record: type[Record]) -> Rows | None:
    """The one flat list in ``record``, whose other parts are fields in a line; None where it is not so."""
    others = [part for part in record.elements if not isinstance(part, Field)]
    if len(others) != 1 or any(part.multiline for part in record.own_fields):
        return None
    (inside,) = others
    return inside if isinstance(inside, Rows) and flat(inside.record) else None


def nested(rows: RowList, inside: Rows, text: str) -> PastedTable:
    """What the table ``text`` does to ``rows``, in whose rows the list ``inside`` stands.

    A line belongs to the list inside where it begins with 其中, is set further in than the row, or has no number where
    the rows are numbered. Rows are found again by their names.
    """
    own, others = rows.element.record.own_fields, inside.record.own_fields
    labels = column_labels(rows.element, own)
    head = _Head()
    done = PastedTable()
    content: list[dict[str, Any]] = []
    depth, within, numbered = 0, False, False
    lines, units = take_units([*split_lines(ended(text).strip("\n"))])
    for line in lines:
        values = [one_line(value) for value in line]
        if not any(map(is_figure, values)) and (found := _head(values, labels, own[0].name)) is not None:
            head = found
            continue
        said = values[head.names] if head.names < len(values) else ""
        if not any(values):
            continue
        if is_total(said):
            done.lines.append(_line(said, own, head.fields, values))
            continue
        indent = len(line[head.names]) - len(line[head.names].lstrip(_BLANKS)) if said else 0
        deeper = (not _is_numbered(said)) if numbered else indent > depth
        within = bool(content) and (said.startswith(_WITHIN) or deeper)
        if not within:
            depth, numbered = indent, _is_numbered(said)
        above = [head.units.get(at) or units for at in range(len(values))]
        row = _row(others if within else own, head.fields, values, above)
        if not row:
            done.rest.append("\t".join(values).strip("\t"))
            continue
        if within:
            content[-1].setdefault(inside.name, []).append(row)
        else:
            content.append(row)
            done.lines.append(_line(said, own, head.fields, values))
        if any(at in head.over for at, value in enumerate(values) if value):
            done.heads = [*head.over.values()]
            done.over.append("\t".join([said, *(values[at] for at in head.over if at < len(values))]))
    if done.over:
        done.over.insert(0, "\t".join(["", *done.heads]))
    _merge_rows(rows, content, inside.name, done)
    return done


@dataclass(frozen=True, slots=True)
class _Head:
    """The line above the columns: by column the field and the units that it names, and the words that name no field.

    ``names`` is the column of the names.
    """

    fields: dict[int, str] = field(default_factory=dict)
    units: dict[int, list[Unit]] = field(default_factory=dict)
    over: dict[int, str] = field(default_factory=dict)
    names: int = 0


def _head(values: Sequence[str], labels: LabelMatch[Field], title: str) -> _Head | None:
    """The head that a line without figures is, the names under the field ``title``; None where it is no head."""
    named = {at: part.name for at, value in enumerate(values) if value and (part := labels.find(value))}
    if len(named) < _LEAST:
        return None
    units = {at: units_behind(value) for at, value in enumerate(values)}
    others = ((at, value) for at, value in enumerate(values) if value and at not in named)
    over = {at: value for at, value in others if unnumbered(value) not in SERIALS}
    return _Head(named, units, over, next((at for at, known in named.items() if known == title), 0))


def _is_numbered(label: str) -> bool:
    plain = "".join(label.split())
    return not plain.startswith(_WITHIN) and is_numbered(plain)


def _row(
    fields: Sequence[Field], heads: Mapping[int, str], values: Sequence[str], units: Sequence[Sequence[Unit]]
) -> dict[str, Any]:
    """The texts of one line by the names of ``fields``; empty where it has no name or no figure.

    ``units`` are those that are said above each of the ``values``.
    """
    by_name = {part.name: part for part in fields}
    places = {at: heads.get(at, "") for at in range(len(values))} if heads else dict(enumerate(by_name))
    found: dict[str, Any] = {}
    for at, value in enumerate(values):
        part = by_name.get(places.get(at, ""))
        if part is not None and value:
            found[part.name] = (
                without_number(value) if part is fields[0] else kept(part, in_units(part, units[at], value))
            )
    return found if fields[0].name in found and len(found) > 1 else {}


def _line(name: str, fields: Sequence[Field], heads: Mapping[int, str], values: Sequence[str]) -> PastedLine:
    """A line with what stands in its columns of amounts."""
    places = heads or dict(enumerate(part.name for part in fields))
    labels = {part.name: part.label for part in fields if summed(part)}
    return PastedLine(
        name, {labels[part]: values[at] for at, part in places.items() if part in labels and at < len(values)}
    )


def _known(rows: RowList) -> dict[str, Node]:
    """The rows of a list by their names; none where they have none."""
    name = rows.element.record.title
    return rows_by_name(rows, name) if name else {}


def _name(rows: RowList, content: Mapping[str, Any]) -> str:
    """The name that ``content`` has for a row of ``rows``, as names are compared."""
    return unnumbered(str(content.get(rows.element.record.title, "")))


def _merge_rows(rows: RowList, content: Sequence[Mapping[str, Any]], inside: str, done: PastedTable) -> None:
    """Put each of ``content``, its parts under ``inside`` with it, into the row of its name, or into a new one."""
    added, there = len(rows.rows), _known(rows)
    for one in content:
        known = there.get(_name(rows, one))
        if known is not None:
            _merge(known, one, inside, done)
        else:
            done.edits.append(Inserted(rows.path, added, dict(one)))
            added += 1


def _merge(row: Node, content: Mapping[str, Any], inside: str, done: PastedTable) -> None:
    """Put ``content`` into ``row``, the names excepted."""
    for name, value in content.items():
        if name == inside:
            _merge_rows(row.list_at(inside), value, "", done)
        elif name != row.record.title and (cell := row.cell(name)).raw != value:
            done.edits.append(Typed(cell.path, cell.raw, value))

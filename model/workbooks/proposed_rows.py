"""Figures found in tables as what a proposal takes: a value for a field, or rows for a list of the draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count

from model.figures import Unit
from model.report.report import Report
from model.report.tree import Cell, Node
from model.schema.fields import Number
from model.text import fold
from model.workbooks.found_amounts import FundRecord, Hit, Row
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.table_kinds import KINDS
from model.workbooks.taking import Taken


def taken_from(cell: Cell, hit: Hit, doubt: str = "", value: str | None = None) -> Taken:
    """What ``hit`` has for ``cell``: ``value``, by default the words or the amount of the table."""
    value = (hit.text or plain(hit.number or Decimal(), hit.table.unit, cell)) if value is None else value
    at = (hit.table.file, hit.table.sheet.name, hit.cell)
    covers = KINDS[hit.table.kind].covers
    words = {"doubt": doubt, "covers": covers, "unit": cell.unit.name if isinstance(cell.field, Number) else ""}
    return Taken(cell.section, cell.path, cell.label, value, *at, cell.raw, optional=cell.folded, **words)


def plain(number: Decimal, unit: Unit | None, cell: Cell) -> str:
    """An amount as the draft keeps it: as printed where that is in 万元, else exactly in 元; a count as it is."""
    assert unit is not None
    assert isinstance(cell.field, Number)
    if not number:
        return "0"
    if cell.field.unit.dimension != unit.dimension:
        return _digits(number)
    if unit == cell.field.unit and number == round(number, cell.field.decimals):
        return _digits(number)
    return f"{_digits(number * unit.factor)}元"


def _digits(number: Decimal) -> str:
    text = f"{round(number, 6).normalize():f}"
    return "0" if text == "-0" else text


def once_more(cell: Cell, hits: Iterable[Hit]) -> Iterator[Taken]:
    """What further cells have for a field."""
    return (taken_from(cell, hit) for hit in hits if hit.number is not None)


def rows_of(report: Report, path: str, found: Sequence[Row], doubt: str) -> list[Taken]:
    """The figures for the list at ``path``: each in the row of its name, or in a new row."""
    rows = report.rows(path)
    by_name = {_same_name(row.cell("name").raw): row for row in reversed(rows.rows)}
    fields = {part.name: part for part in rows.element.record.own_fields}
    taken: list[Taken] = []
    new: dict[str, int] = {}
    for told in found:
        name, hit, figure_of = told.name, told.hit, told.figure
        row, field = by_name.get(_same_name(name)), fields[figure_of]
        cell = Cell(field, rows.node) if row is None else row.cell(figure_of)
        figure = taken_from(cell, hit, doubt)
        if row is not None:
            taken.append(figure)
            if told.parts:
                taken.extend(rows_of(report, f"{row.path}.parts", told.parts, doubt))
            continue
        label = f"{rows.element.label}·{name}·{field.label}"
        at = new.setdefault(name, len(rows.rows) + len(new))
        taken.append(replace(figure, path=f"{path}.{at}.{figure_of}", label=label, old="", row=name))
        for number, part in enumerate(told.parts):
            inner = replace(taken_from(cell, part.hit, doubt), label=f"{label}·其中{part.name}", old="", row=name)
            way = f"{path}.{at}.parts.{number}"
            taken.append(replace(inner, path=f"{way}.name", label=f"{inner.label}·名称", value=part.name, unit=""))
            taken.append(replace(inner, path=f"{way}.{figure_of}"))
    return taken


def records_of(
    report: Report, path: str, records: Sequence[FundRecord], why: Callable[[str, AccountTable], str]
) -> Iterator[Taken]:
    """The figures and lines of ``records`` for the list at ``path``: each in the row of its name, or in a new row."""
    rows = report.rows(path)
    known = {_same_name(row.cell("name").raw): row for row in reversed(rows.rows)}
    new = count(len(rows.rows))
    for record in records:
        doubt = why(path, next(iter(record.hits.values())).table)
        row = known.get(_same_name(record.name))
        if row is not None:
            yield from (taken_from(row.cell(name), hit, doubt) for name, hit in record.hits.items())
            for name, lines in record.lists.items():
                yield from rows_of(report, f"{row.path}.{name}", lines, doubt)
            continue
        empty = Node(rows.element.record, rows.element, rows.node, next(new))
        empty.cell("name").raw = record.name
        for name, hit in record.hits.items():
            yield replace(taken_from(empty.cell(name), hit, doubt), row=record.name)
        for name, lines in record.lists.items():
            for line in lines:
                inner = empty.list_at(name).insert(len(empty.list_at(name).rows))
                inner.cell("name").raw = line.name
                for cell, value in ((inner.cell("name"), line.name), (inner.cell("amount"), None)):
                    told = taken_from(cell, line.hit, doubt, value)
                    yield replace(told, row=record.name, old="")


def unlike(report: Report, path: str, found: Sequence[Row]) -> list[Node]:
    """The rows of the draft's list at ``path`` that have no name among those found."""
    names = {_same_name(row.name) for row in found}
    return [row for row in report.rows(path).rows if _same_name(row.cell("name").raw) not in names]


def _same_name(name: str) -> str:
    """A name of a class as tables and drafts write it alike: 对个人和家庭的补助支出, 对个人和家庭补助."""
    return re.sub("的|支出$", "", fold(name))

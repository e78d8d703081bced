"""What other lists of a report say of a row by its name: the declaration of its list says which, and of what."""

from __future__ import annotations

from collections.abc import Iterator

from model.report.report import Report
from model.report.tree import Cell, Node, RowList
from model.text import fold


def said_of(report: Report, rows: RowList, name: str) -> dict[str, Cell]:
    """The fields that say something of what is called ``name``, by the way to the field of a row of ``rows``."""
    lists = (report.rows(path) for path in rows.element.names_from)
    namesakes = [row for one in lists for row in one.rows if fold(row.title) == fold(name)]
    return _said(rows, namesakes[0]) if namesakes else {}


def left_blank(report: Report, rows: RowList) -> Iterator[tuple[Node, list[tuple[Cell, Cell]]]]:
    """The rows with fields that are left blank though another list says what stands there: each with both fields."""
    there: dict[str, Node] = {}
    for path in rows.element.names_from:
        for row in report.rows(path).rows:
            there.setdefault(fold(row.title), row)
    for row in rows.rows:
        said = _said(rows, there[fold(row.title)]) if fold(row.title) in there else {}
        blank = [(cell, source) for way, source in said.items() if (cell := row.cell(way)).state == "missing"]
        if blank:
            yield row, blank


def _said(rows: RowList, namesake: Node) -> dict[str, Cell]:
    """The first field of ``namesake`` that is typed, by each way that ``rows`` declare."""
    ways = rows.element.values_from.items()
    found = {way: next((one for part in parts if (one := namesake.cell(part)).raw), None) for way, parts in ways}
    return {way: cell for way, cell in found.items() if cell is not None}

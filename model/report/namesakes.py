"""What other lists of a report say of a row by its name: the declaration of its list says which, and of what."""

from __future__ import annotations

from collections.abc import Iterator

from model.report.report import Report
from model.report.tree import Cell, Node, RowList
from model.text import fold


def said_of(report: Report, rows: RowList, name: str) -> dict[str, Cell]:
    """The fields that say something of what is called ``name``, by the way to the field of a row of ``rows``."""
    namesake = _namesakes(report, rows).get(fold(name))
    return {} if namesake is None else _said(rows, namesake)


def left_blank(report: Report, rows: RowList) -> Iterator[tuple[Node, list[tuple[Cell, Cell]]]]:
    """The rows with fields that are left blank though another list says what stands there: each with both fields."""
    there = _namesakes(report, rows)
    ways = {way for said in rows.element.names_from.values() for way in said}
    for name, alike in report.titled(rows).items():
        for row in alike if name in there else ():
            missing = {way: cell for way in ways if (cell := row.cell(way)).state == "missing"}
            said = _said(rows, there[name]) if missing else {}
            blank = [(missing[way], source) for way, source in said.items() if way in missing]
            if blank:
                yield row, blank


def _namesakes(report: Report, rows: RowList) -> dict[str, Node]:
    """The first row of the other lists by each name, folded."""
    found: dict[str, Node] = {}
    for path in rows.element.names_from:
        for name, (first, *_) in report.titled(report.rows(path)).items():
            found.setdefault(name, first)
    return found


def _said(rows: RowList, namesake: Node) -> dict[str, Cell]:
    """The first field of ``namesake`` that is typed, by each way that its list declares."""
    assert namesake.row_list is not None
    ways = rows.element.names_from[namesake.row_list.path].items()
    found = {way: next((one for part in parts if (one := namesake.cell(part)).raw), None) for way, parts in ways}
    return {way: cell for way, cell in found.items() if cell is not None}

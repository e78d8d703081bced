"""Finds the fields and rows of an exported draft in the draft of today, whose rows may have moved."""

from __future__ import annotations

from model.report.matching import match
from model.report.report import Report
from model.report.tree import Cell, Node, RowList
from model.schema.fields import Number


class CurrentPaths:
    """Follows paths from the report ``old`` to the report ``new``."""

    def __init__(self, old: Report, new: Report) -> None:
        self._old = old
        self._new = new
        self._matches: dict[str, list[int | None]] = {}

    def path(self, path: str) -> str | None:
        """The path today; None where a row on the way is gone."""
        if self._old is self._new:
            return path
        before: Cell | Node | RowList = self._old.root
        now: Cell | Node | RowList = self._new.root
        steps: list[str] = []
        for step in path.split("."):
            if isinstance(before, RowList) and isinstance(now, RowList):
                row = self._row(before, now, int(step))
                if row is None:
                    return None
                steps.append(str(row))
                before, now = before.rows[int(step)], now.rows[row]
            elif isinstance(before, Node) and isinstance(now, Node):
                steps.append(step)
                before, now = before.parts[step], now.parts[step]
            else:
                return None
        return ".".join(steps)

    def _row(self, before: RowList, now: RowList, number: int) -> int | None:
        key = f"{before.path}>{now.path}"
        if key not in self._matches:
            contents = [[row.content() for row in rows.rows] for rows in (before, now)]
            self._matches[key] = match(before.element, *contents)
        found = self._matches[key]
        return found.index(number) if number in found else None


def value_of(cell: Cell) -> str:
    """What a cell says, as its field keeps it: computed figures as if they had been typed."""
    field = cell.field
    if isinstance(field, Number) and cell.printed is not None and not cell.error:
        return field.read(cell.printed.text(), cell.unit)
    return cell.raw

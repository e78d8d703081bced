"""The amounts of one report's sections by their values, gathered once and kept edit by edit."""

from __future__ import annotations

from collections.abc import Iterable

from model.report.report import Report
from model.report.tree import Cell
from model.schema.fields import Number


class Amounts:
    """The amounts of a report as it is; ``follow`` figures that change. Where rows come or go, make it anew."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._sections = {section.section for section in report.sections()}
        self._values: dict[Cell, int] = {}
        self._cells: dict[int, set[Cell]] = {}
        self._nowhere: set[int] = set()
        for section in report.sections():
            self.follow(report.cells(section))

    def follow(self, cells: Iterable[Cell]) -> None:
        """Note what ``cells`` say now."""
        for cell in cells:
            figure = cell.figure
            if figure is not None:
                self._nowhere.discard(figure.value)
            if not isinstance(cell.field, Number) or cell.section not in self._sections:
                continue
            if (before := self._values.pop(cell, None)) is not None:
                self._cells[before].discard(cell)
            if figure is not None and cell.unit.dimension == "金额":
                self._values[cell] = figure.value
                self._cells.setdefault(figure.value, set()).add(cell)

    def first(self, value: int) -> Cell | None:
        """The first amount of the sections with that ``value``; None where none has it."""
        found = self._cells.get(value)
        return min(found, key=lambda cell: cell.position) if found else None

    def left_of(self, whole: int, rest: int) -> bool:
        """Whether ``rest`` is the amount of a part of an amount that is ``whole``."""
        arms = [self._report.network.arm(cell) for cell in self._cells.get(whole, ())]
        parts = [cell for arm in arms if arm is not None and arm.base is None for _, cell in arm.terms]
        return rest > 0 and any(cell.figure is not None and cell.figure.value == rest for cell in parts)

    def is_anywhere(self, value: int) -> bool:
        """Whether any figure of the report has that ``value``, those of the annexes, too."""
        if value in self._nowhere:
            return False
        found = any(cell.figure is not None and cell.figure.value == value for cell in self._report.cells())
        if not found:
            self._nowhere.add(value)
        return found

"""Figures quoted in prose: ``{name}`` stands for a field, named by its path or by its Chinese label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.report.figures_by_name import FiguresByName, in_order, long_names, of_section, row_names, stands_for_row
from model.report.report import Report
from model.report.tree import Cell, Node
from model.schema.fields import Number
from model.text import fold, nearest


@dataclass(frozen=True, slots=True)
class Quoted:
    """A reference as it stands in a text: the ``name`` in the braces and where it starts and ends."""

    name: str
    start: int
    end: int


def quoted(text: str) -> list[Quoted]:
    """The references in ``text``, in order."""
    if "{" not in text:
        return []
    return [Quoted(match[1].strip(), *match.span()) for match in re.finditer(r"\{([^{}\n]{1,80})\}", text)]


def lone_brace(text: str) -> int | None:
    """The place of the first brace in ``text`` that is no part of a reference; None where there is none."""
    within = {place for quote in quoted(text) for place in (quote.start, quote.end - 1)}
    return next((place for place, mark in enumerate(text) if mark in "{}" and place not in within), None)


class Names:
    """What the figures of one report can be called; ``follow`` when rows came, went or were renamed.

    ``considered`` are the figures that ``amounts`` looked at since it was emptied last, ``looked_up`` the short names:
    with each of them what it said may change.
    """

    def __init__(self, report: Report, called: FiguresByName | None = None) -> None:
        self.report = report
        self.considered: set[Cell] = set()
        self.looked_up: set[str] = set()
        overview = report.section(1)
        self.year = overview.cell("year").raw
        unit = overview.cell("unit").raw
        self.place = place_of(unit)
        self._figures = (
            called if called is not None and called.place == self.place else FiguresByName(report, self.place)
        )
        self.own = [name for name in (unit, unit.removeprefix(self.place)) if name]
        lists = report.rows("overview.offices"), report.rows("overview.subordinates")
        self.parts = [name for rows in lists for row in rows.rows if len(name := row.cell("name").raw) > 2]

    @property
    def year_told(self) -> int:
        """The report's year as a number; 0 where none is typed yet, or something else is."""
        return int(self.year) if self.year.isdigit() else 0

    def follow(self, came: Iterable[Node], gone: Iterable[Node], moved: Iterable[Node]) -> set[str] | None:
        """Update the names after rows came, went, moved or were renamed.

        Returns the short names whose figures may have changed. None where a name is new to the report: any text may
        use it.
        """
        return self._figures.follow(came, gone, moved)

    def again(self) -> Names:
        """The names after the unit or the year was typed: where the place stays, all figures are called as before."""
        return Names(self.report, self._figures)

    def _called(self, wanted: str) -> Sequence[Cell]:
        """The figures that have ``wanted``, which is folded, among their names, in any order."""
        found, endings = self._figures.called(wanted)
        self.looked_up.update(endings)
        return found

    def find(self, name: str, section: int = 0) -> Cell | None:
        """The field called ``name``; of several with that label the one in ``section``. None where none or many are."""
        if "." in name and (cell := self._at(name)) is not None:
            return cell
        found = self._called(fold(name))
        if len(found) > 1:
            found = [cell for cell in found if cell.section == section] or found
        return found[0] if len(found) == 1 else None

    def name_of(self, cell: Cell, section: int) -> str:
        """The shortest name that means ``cell`` and nothing else in a text of ``section``: its label, else its path."""
        for name in (
            *(cell.field.label, cell.label.rpartition("·")[0], cell.label.replace("·", ""), cell.label),
            *of_section(cell),
        ):
            if name and "{" not in name and "}" not in name and self.find(name, section) is cell:
                return name
        return cell.path

    def _at(self, path: str) -> Cell | None:
        try:
            return self.report.cell(path)
        except KeyError:
            return None

    def amounts(self, name: str, *tails: str) -> list[Cell]:
        """The filled in figures that running text calls ``name``, or so with one of ``tails`` behind it.

        One amount may stand in several of them. None is meant by a name that very many have, such as the satisfaction
        of each of a thousand projects.
        """
        thing = fold(name)
        return list(
            dict.fromkeys(cell for tail in ("", *map(fold, tails)) for cell in self._amounts(thing, thing + tail))
        )

    def _amounts(self, thing: str, name: str) -> list[Cell]:
        if not self._called(name):
            return []
        found = self._figures.meant(thing, name)
        self.considered.update(found)
        return in_order(cell for cell in found if cell.figure is not None)

    def rows_ending(self, name: str) -> list[Cell]:
        """The figures of the one project whose name is longer than ``name`` and ends with it; none where several do."""
        longer = self._figures.ending(fold(name))
        self.looked_up.update(longer)
        found = [cell for known in longer.values() for cell in known if stands_for_row(cell)]
        return in_order(found) if len({fold(cell.node.title) for cell in found}) == 1 else []

    def nearest(self, name: str) -> str:
        """The path or label most like ``name``; "" where nothing is near."""
        if re.fullmatch(r"[\w.]+", name, re.ASCII):
            return nearest(name, [cell.path for cell in self.report.root.cells()])
        labels: dict[str, Cell] = {}
        for cell in self.report.root.cells():
            if isinstance(cell.field, Number):
                own = map(fold, (cell.field.label, *cell.field.aliases, *row_names(cell, self.place)))
                for known in (*own, *sorted(long_names(cell))):
                    labels.setdefault(known, cell)
        near = nearest(fold(name), labels, 0.5)
        return labels[near].label if near else ""


def place_of(unit: str) -> str:
    """The place that a department's name begins with (长沙市, 湘江新区); "" for none."""
    end = next((number for number, mark in enumerate(unit[:8]) if mark in "省市县区州旗"), 0)
    return unit[: end + 1] if end else ""


def alike(one: Cell, other: Cell) -> bool:
    """Whether both figures are there and may be one amount, perhaps rounded otherwise."""
    left, right = one.figure, other.figure
    if left is None or right is None:
        return False
    return left.unit.dimension == right.unit.dimension and left.low <= right.high and right.low <= left.high

"""Figures quoted in prose: ``{name}`` stands for a field, named by its path or by its Chinese label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from model.report.report import Report
from model.report.tree import Cell, Node
from model.schema.fields import Number
from model.schema.outline import Outline
from model.schema.records import Group, Record
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


def _declared(record: type[Record]) -> Iterator[str]:
    """What the figures in and below a record are called by their declarations."""
    for field in record.numbers.values():
        yield from _own_names(field)
    for part in record.elements:
        if isinstance(part, Group):
            yield from _declared(part.record)


@cache
def _declared_anywhere() -> frozenset[str]:
    """What figures are called by their declarations, in the whole report."""
    return frozenset(_declared(Outline))


class Names:
    """What the figures of one report can be called; ``follow`` when rows came, went or were renamed.

    Figures are gathered by their shortest names when one is looked up; the labels around them are put together only for
    those that the name in question ends with. ``considered`` are the figures that ``amounts`` looked at since it was
    emptied last, ``looked_up`` the short names: with each of them what it said may change.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self._longer: dict[str, dict[str, list[Cell]]] = {}
        self._asked: dict[str, tuple[Sequence[Cell], Sequence[str]]] = {}
        # Tens of thousands of words in the texts of a large draft call nothing: one answer for all that end alike.
        self._nothing: dict[tuple[str, ...], tuple[Sequence[Cell], Sequence[str]]] = {}
        self._meant: dict[tuple[str, str], list[Cell]] = {}
        self._ends: set[str] = set()
        self._given: dict[Cell, list[str]] = {}
        self._shuffled: set[str] = set()
        self.considered: set[Cell] = set()
        self.looked_up: set[str] = set()
        overview = report.section(1)
        self.year = overview.cell("year").raw
        unit = overview.cell("unit").raw
        self.place = place_of(unit)
        self.own = [name for name in (unit, unit.removeprefix(self.place)) if name]
        lists = report.rows("overview.offices"), report.rows("overview.subordinates")
        self.parts = [name for rows in lists for row in rows.rows if len(name := row.cell("name").raw) > 2]

    @property
    def year_told(self) -> int:
        """The report's year as a number; 0 where none is typed yet, or something else is."""
        return int(self.year) if self.year.isdigit() else 0

    @cached_property
    def _by_ending(self) -> dict[str, list[Cell]]:
        found: dict[str, list[Cell]] = {name: [] for name in _declared_anywhere()}
        for cell in self.report.cells():
            for name in self._names_of(cell):
                found.setdefault(name, []).append(cell)
        self._ends.update(name[at:] for name in found for at in range(len(name)))
        return found

    def _names_of(self, cell: Cell) -> list[str]:
        """The names under which a figure is gathered; those that its row gives it are kept."""
        if not isinstance(cell.field, Number):
            return []
        given = [fold(name) for name in _row_names(cell, self.place)] if cell.node.index >= 0 else []
        if given:
            self._given[cell] = given
        return [*_own_names(cell.field), *given]

    def follow(self, came: Iterable[Node], gone: Iterable[Node], moved: Iterable[Node]) -> set[str] | None:
        """Update the names after rows came, went, moved or were renamed.

        Returns the short names whose figures may have changed. None where a name is new to the report: any text may
        use it.
        """
        if "_by_ending" not in self.__dict__:
            return set()
        records = {row.record for rows in (came, gone, moved) for row in rows}
        changed = {name for record in records for name in _declared(record)}
        left = {cell for row in gone for cell in row.cells()}
        added = [(name, cell) for row in came for cell in row.cells() for name in self._names_of(cell)]
        for cell in left:
            changed.update(self._given.pop(cell, ()))
        for row in moved:
            for named in [part for part in row.own_cells if part in self._given]:
                before, now = self._given[named], [fold(name) for name in _row_names(named, self.place)]
                if now != before:
                    self._given[named] = now
                    changed.update(before)
                    for name in before:
                        self._by_ending[name].remove(named)
                    added += [(name, named) for name in now]
        if left:
            for name in changed:
                self._by_ending[name] = [cell for cell in self._by_ending[name] if cell not in left]
        known = all(name in self._by_ending for name, _ in added)
        for name, cell in added:
            self._by_ending.setdefault(name, []).append(cell)
            self._ends.update(name[at:] for at in range(len(name)))
            changed.add(name)
        if changed:
            self._asked, self._meant = {}, {}
        for name in changed:
            self._longer.pop(name, None)
        self._shuffled |= changed
        return changed if known else None

    def again(self) -> Names:
        """The names after the unit or the year was typed: where the place stays, all figures are called as before."""
        now = Names(self.report)
        if now.place == self.place and "_by_ending" in self.__dict__:
            now.__dict__["_by_ending"] = self._by_ending
            now._longer, now._ends, now._given, now._shuffled = self._longer, self._ends, self._given, self._shuffled
            now._asked, now._nothing, now._meant = self._asked, self._nothing, self._meant
        return now

    def _ending_in(self, name: str) -> list[Cell]:
        """The figures with that short ``name``, which is one, in the order of the report."""
        found = self._by_ending[name]
        if name in self._shuffled:
            self._shuffled.discard(name)
            found.sort(key=lambda cell: cell.position)
        return found

    def _called(self, wanted: str) -> Sequence[Cell]:
        """The figures that have ``wanted``, which is folded, among their names."""
        kept = self._asked.get(wanted)
        if kept is None:
            kept = self._asked[wanted] = self._found(wanted)
        found, endings = kept
        self.looked_up.update(endings)
        return found

    def _found(self, wanted: str) -> tuple[Sequence[Cell], Sequence[str]]:
        """The figures that are called ``wanted``, and the short names that it ends with."""
        found: dict[Cell, None] = {}
        by_ending, first = self._by_ending, len(wanted)
        while first and wanted[first - 1 :] in self._ends:  # hardly any clause of a text ends like a name
            first -= 1
        endings = [ending for start in range(first, len(wanted)) if (ending := wanted[start:]) in by_ending]
        for ending in endings:
            cells = self._ending_in(ending)
            found.update(dict.fromkeys(cells if ending == wanted else self._longer_than(ending, cells).get(wanted, ())))
        if found:
            return list(found), endings
        return self._nothing.setdefault(tuple(endings), ((), endings))

    def _longer_than(self, name: str, cells: list[Cell]) -> dict[str, list[Cell]]:
        """The ``cells``, whose short name is ``name``, by their long names."""
        found = self._longer.get(name)
        if found is None:
            found = self._longer[name] = {}
            for cell in cells:
                for long in _long_names(cell):
                    found.setdefault(long, []).append(cell)
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
            *_of_section(cell),
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
        called = self._called(name)
        if not called:
            return []
        found = self._meant.get((thing, name))
        if found is None:
            found = [cell for cell in called if not (_row_alone(cell, name) or _row_alone(cell, thing))]
            if not says_whose(name):
                found = [cell for cell in found if isinstance(cell.field, Number) and name in _aliases(cell.field)]
            found = self._meant[thing, name] = found if len(found) <= _MANY else []
        self.considered.update(found)
        return [cell for cell in found if cell.figure is not None]

    def rows_ending(self, name: str) -> list[Cell]:
        """The figures of the one project whose name is longer than ``name`` and ends with it; none where several do."""
        thing = fold(name)
        by_ending = self._by_ending
        if thing not in self._ends or thing in by_ending:
            return []
        longer = [known for known in by_ending if known.endswith(thing)]
        self.looked_up.update(longer)
        found = [cell for known in longer for cell in by_ending[known] if _stands_for_row(cell)]
        return found if len({fold(cell.node.title) for cell in found}) == 1 else []

    def nearest(self, name: str) -> str:
        """The path or label most like ``name``; "" where nothing is near."""
        if re.fullmatch(r"[\w.]+", name, re.ASCII):
            return nearest(name, [cell.path for cell in self.report.root.cells()])
        labels: dict[str, Cell] = {}
        for cell in self.report.root.cells():
            if isinstance(cell.field, Number):
                for known in (*map(fold, _short_names(cell, cell.field, self.place)), *sorted(_long_names(cell))):
                    labels.setdefault(known, cell)
        near = nearest(fold(name), labels, 0.5)
        return labels[near].label if near else ""


_MANY: Final = 50
"""A text that looks at more figures than this for one word costs as much for each row as there are rows."""

# Words that say what kind of amount is meant, but not whose: 实际支出 can be anybody's.
_KINDS = (
    *("预算", "决算", "批复", "实际", "执行", "上年", "年初", "本年", "年末", "滚存", "收支", "结余", "收入", "支出"),
    *("合计", "金额", "增减", "增加", "节约", "发生", "结转", "原值", "净值", "占比", "较", "数", "率", "额"),
)


def says_whose(name: str) -> bool:
    """Whether ``name`` says whose amount it is, and not only of what kind."""
    for kind in _KINDS:
        name = name.replace(kind, "")
    return bool(name)


def _long_names(cell: Cell) -> set[str]:
    """The label of a figure with the labels around it, from each level on. A row's figure also has the row's name."""
    parts = cell.label.split("·")
    names = {fold("".join(parts[start:])) for start in range(len(parts))}
    if _stands_for_row(cell):
        names.add(fold(cell.node.label))
    names.update(map(fold, _of_section(cell)))
    return names


def _of_section(cell: Cell) -> list[str]:
    """The label of a figure that stands in no group, with the other names of its section: 政府性基金决算支出数."""
    if "." in cell.node.path or cell.node.element is None:
        return []
    return [section + cell.field.label for section in cell.node.element.aliases]


def _stands_for_row(cell: Cell) -> bool:
    return cell.node.index >= 0 and cell.field.name in ("amount", "actual")


def alike(one: Cell, other: Cell) -> bool:
    """Whether both figures are there and may be one amount, perhaps rounded otherwise."""
    left, right = one.figure, other.figure
    if left is None or right is None:
        return False
    return left.unit.dimension == right.unit.dimension and left.low <= right.high and right.low <= left.high


def _row_alone(cell: Cell, name: str) -> bool:
    """Whether ``name`` is no more than that of the row, where others may have it, too (设备, 教育支出)."""
    field = cell.field
    assert isinstance(field, Number)
    return not field.by_row and _stands_for_row(cell) and fold(cell.node.title).endswith(name)


@cache
def _aliases(field: Number) -> frozenset[str]:
    """What a field is called besides its label."""
    return frozenset(map(fold, field.aliases))


@cache
def _own_names(field: Number) -> frozenset[str]:
    """What a field is called by its declaration."""
    return _aliases(field) | {fold(field.label)}


def _short_names(cell: Cell, field: Number, place: str) -> Iterator[str]:
    """The names of a figure that need nothing around it: its label, its other names, the name of its row."""
    yield field.label
    yield from field.aliases
    yield from _row_names(cell, place)


def _row_names(cell: Cell, place: str) -> list[str]:
    """The name of the row that the figure stands for, also without ``place`` before it; else nothing."""
    if not _stands_for_row(cell):
        return []
    title = cell.node.title
    return [title, title.removeprefix(place)] if place and title.startswith(place) else [title]


def place_of(unit: str) -> str:
    """The place that a department's name begins with (长沙市, 湘江新区); "" for none."""
    end = next((number for number, mark in enumerate(unit[:8]) if mark in "省市县区州旗"), 0)
    return unit[: end + 1] if end else ""

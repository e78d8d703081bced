"""The figures of a report by what they can be called, kept while rows come, go, move and are renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Final

from model.report.report import Report
from model.report.tree import Cell, Node
from model.schema.fields import Number
from model.schema.outline import Outline
from model.schema.records import Group, Record
from model.text import fold

_MANY: Final = 50
"""A text that looks at more figures than this for one word costs as much for each row as there are rows."""

# Words that say what kind of amount is meant, but not whose: 实际支出 can be anybody's.
_KINDS: Final = (
    *("预算", "决算", "批复", "实际", "执行", "上年", "年初", "本年", "年末", "滚存", "收支", "结余", "收入", "支出"),
    *("合计", "金额", "增减", "增加", "节约", "发生", "结转", "原值", "净值", "占比", "较", "数", "率", "额"),
)


class FiguresByName:
    """Looks up the figures of a report by their short names (label, other names, name of the row) and long ones.

    A long name is a label with those around it. They are put together only for figures with a short name that a looked
    up name ends with. ``place`` is what the department's name begins with: names of rows are known without it, too.
    """

    def __init__(self, report: Report, place: str) -> None:
        self.place = place
        self._report = report
        self._titles: dict[Node, str] = {}
        self._given: dict[Cell, list[str]] = {}
        self._ends: set[str] = set()
        self._long: dict[Cell, set[str]] = {}
        self._by_long: dict[str, dict[Cell, None]] = {}
        self._spelt_out: set[str] = set()
        self._asked: dict[str, tuple[Sequence[Cell], Sequence[str]]] = {}
        # Tens of thousands of words in the texts of a large draft call nothing: one answer for all that end alike.
        self._nothing: dict[tuple[str, ...], tuple[Sequence[Cell], Sequence[str]]] = {}
        self._meant: dict[str, dict[str, list[Cell]]] = {}

    def called(self, wanted: str) -> tuple[Sequence[Cell], Sequence[str]]:
        """The figures that are called ``wanted``, in any order, and the short names that it ends with."""
        kept = self._asked.get(wanted)
        if kept is None:
            kept = self._asked[wanted] = self._found(wanted)
        return kept

    def meant(self, thing: str, name: str) -> Sequence[Cell]:
        """The figures that a text means with ``name``, which is ``thing`` or begins with it; none of very many."""
        called, _ = self.called(name)
        if not called:
            return ()
        meant = self._meant.setdefault(name, {})
        if thing not in meant:
            meant[thing] = [cell for cell in called if _is_meant(cell, thing, name)]
        return _few(meant[thing])

    def ending(self, thing: str) -> dict[str, list[Cell]]:
        """The short names that are longer than ``thing`` and end with it, with their figures.

        Empty where ``thing`` is a short name itself.
        """
        by_short = self._by_short
        if thing not in self._ends or thing in by_short:
            return {}
        return {name: cells for name, cells in by_short.items() if name.endswith(thing)}

    @cached_property
    def _by_short(self) -> dict[str, list[Cell]]:
        found: dict[str, list[Cell]] = {name: [] for name in _declared_anywhere()}
        for cell in self._report.cells():
            for name in self._short_names(cell):
                found.setdefault(name, []).append(cell)
        self._ends.update(name[at:] for name in found for at in range(len(name)))
        self._titles.update(_titles([self._report.root]))
        return found

    def _short_names(self, cell: Cell) -> list[str]:
        """The short names of a figure; those that its row gives it are noted. None of what is no figure."""
        if not isinstance(cell.field, Number):
            return []
        given = [fold(name) for name in row_names(cell, self.place)]
        if given:
            self._given[cell] = given
        return [*own_names(cell.field), *given]

    def _found(self, wanted: str) -> tuple[Sequence[Cell], Sequence[str]]:
        by_short, ends = self._by_short, self._ends
        endings: list[str] = []
        for start in range(len(wanted) - 1, -1, -1):
            ending = wanted[start:]
            if ending not in ends:  # hardly any clause of a text ends like a name
                break
            if ending in by_short:
                endings.append(ending)
        for ending in endings:
            if ending != wanted and ending not in self._spelt_out:
                self._spelt_out.add(ending)
                for cell in by_short[ending]:
                    self._spell_out(cell)
        short, long = by_short.get(wanted), self._by_long.get(wanted)
        if not short and not long:
            return self._nothing.setdefault(tuple(endings), ((), endings))
        return list(dict.fromkeys((*(short or ()), *(long or ())))), endings

    def _spell_out(self, cell: Cell) -> None:
        """Note the long names of a figure."""
        if cell not in self._long:
            self._long[cell] = long_names(cell)
            for long in self._long[cell]:
                self._by_long.setdefault(long, {})[cell] = None

    def follow(self, came: Iterable[Node], gone: Iterable[Node], moved: Iterable[Node]) -> set[str] | None:
        """Update the names after rows came, went, moved or were renamed.

        Returns the short names of which a text may mean other figures now. None where a short name is new to the
        report: any text may use it.
        """
        if "_by_short" not in self.__dict__:
            return set()
        for row in gone:
            for node in row.nodes():
                self._titles.pop(node, None)
        self._titles.update(_titles(came))
        renamed = [row for row in moved if self._titles.get(row) != row.title]
        self._titles.update((row, row.title) for row in renamed)
        left = {cell for row in (*gone, *renamed) for cell in row.cells()}
        added = [cell for row in (*came, *renamed) for cell in row.cells()]
        named = {name for cell in left for name in self._given.get(cell, ())}
        touched: dict[str, list[Cell]] = {name: [] for name in self._take_out(left)}
        known = True
        for cell in added:
            short = self._short_names(cell)
            named.update(self._given.get(cell, ()))
            for name in short:
                known = known and name in self._by_short
                self._by_short.setdefault(name, []).append(cell)
                self._ends.update(name[at:] for at in range(len(name)))
            if not self._spelt_out.isdisjoint(short):
                self._spell_out(cell)
            for name in {*short, *self._long.get(cell, ())}:
                touched.setdefault(name, []).append(cell)
        changed = {short for name, cells in touched.items() for short in self._answer_anew(name, left, cells)}
        return named | changed if known else None

    def _take_out(self, left: set[Cell]) -> set[str]:
        """Forget the figures that ``left``, or are called otherwise now. Returns what they were called."""
        short: set[str] = set()
        long: set[str] = set()
        for cell in left:
            if isinstance(cell.field, Number):
                short |= own_names(cell.field).union(self._given.pop(cell, ()))
                for name in self._long.pop(cell, ()):
                    self._by_long[name].pop(cell, None)
                    long.add(name)
        for name in short:
            self._by_short[name] = [cell for cell in self._by_short[name] if cell not in left]
        return short | long

    def _answer_anew(self, name: str, left: set[Cell], added: list[Cell]) -> Sequence[str]:
        """Bring the answers to ``name`` up to date. Returns its short names where a text means other figures by it."""
        if name not in self._asked:
            return ()
        found, endings = self._asked[name]
        self._asked[name] = [*(cell for cell in found if cell not in left), *added], endings
        other = False
        for thing, before in self._meant.get(name, {}).items():
            now = [cell for cell in before if cell not in left]
            now += [cell for cell in added if _is_meant(cell, thing, name)]
            other = other or set(_few(before)) != set(_few(now))
            self._meant[name][thing] = now
        return endings if other else ()


def in_order(cells: Iterable[Cell]) -> list[Cell]:
    """The ``cells`` as they stand in the report."""
    found = list(cells)
    return sorted(found, key=lambda cell: cell.position) if len(found) > 1 else found


def _few(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The ``cells`` where a text may mean them: a name that very many have means none."""
    return cells if len(cells) <= _MANY else ()


def _titles(rows: Iterable[Node]) -> Iterator[tuple[Node, str]]:
    """Every row in and below ``rows``, with its name."""
    return ((node, node.title) for row in rows for node in row.nodes() if node.index >= 0)


def _is_meant(cell: Cell, thing: str, name: str) -> bool:
    """Whether a text may mean the figure ``cell``, which is called so, with ``name``, which is ``thing`` and a tail."""
    field = cell.field
    assert isinstance(field, Number)
    return not (_row_alone(cell, name) or _row_alone(cell, thing)) and (says_whose(name) or name in _aliases(field))


def says_whose(name: str) -> bool:
    """Whether ``name`` says whose amount it is, and not only of what kind."""
    for kind in _KINDS:
        name = name.replace(kind, "")
    return bool(name)


def stands_for_row(cell: Cell) -> bool:
    """Whether a figure is called by the name of its row."""
    return cell.node.index >= 0 and cell.field.name in ("amount", "actual")


def row_names(cell: Cell, place: str) -> list[str]:
    """The name of the row that the figure stands for, also without ``place`` before it; else nothing."""
    if not stands_for_row(cell):
        return []
    title = cell.node.title
    return [title, title.removeprefix(place)] if place and title.startswith(place) else [title]


def long_names(cell: Cell) -> set[str]:
    """The label of a figure with the labels around it, from each level on. A row's figure also has the row's name."""
    parts = cell.label.split("·")
    names = {fold("".join(parts[start:])) for start in range(len(parts))}
    if stands_for_row(cell):
        names.add(fold(cell.node.label))
    names.update(map(fold, of_section(cell)))
    return names


def of_section(cell: Cell) -> list[str]:
    """The label of a figure that stands in no group, with the other names of its section: 政府性基金决算支出数."""
    if "." in cell.node.path or cell.node.element is None:
        return []
    return [section + cell.field.label for section in cell.node.element.aliases]


def _row_alone(cell: Cell, name: str) -> bool:
    """Whether ``name`` is no more than that of the row, where others may have it, too (设备, 教育支出)."""
    field = cell.field
    assert isinstance(field, Number)
    return not field.by_row and stands_for_row(cell) and fold(cell.node.title).endswith(name)


@cache
def _aliases(field: Number) -> frozenset[str]:
    """What a field is called besides its label."""
    return frozenset(map(fold, field.aliases))


@cache
def own_names(field: Number) -> frozenset[str]:
    """What a field is called by its declaration, folded."""
    return _aliases(field) | {fold(field.label)}


def _declared(record: type[Record]) -> Iterator[str]:
    """What the figures in and below a record are called by their declarations."""
    for field in record.numbers.values():
        yield from own_names(field)
    for part in record.elements:
        if isinstance(part, Group):
            yield from _declared(part.record)


@cache
def _declared_anywhere() -> frozenset[str]:
    """What figures are called by their declarations, in the whole report."""
    return frozenset(_declared(Outline))

"""A table copied from Word or Excel whose lines say what they are: each figure goes to the field with that label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from model.figures import Unit
from model.report.edits import Inserted, Single, Typed
from model.report.tree import Cell, Node, RowList
from model.schema.fields import Number, Text
from model.text import normalise
from tui.form.form_sheet import flat
from tui.form.paste.label_match import (
    LabelMatch,
    begins_with_year,
    is_numbered,
    latest_year,
    of_years,
    only_years,
    unnumbered,
    without_number,
    year_before,
    year_of,
    years_spelt,
)
from tui.form.paste.pasted_blocks import ended, kept, labels_of, name_of, names_of, one_line, split_lines
from tui.form.paste.pasted_figures import in_units, is_nil, reads, units_alone, units_behind
from tui.form.paste.pasted_totals import PastedLine, is_total, summed_by

_OWN: Final = "本年"
_BEFORE: Final = "上年"
UNIT: Final = 3
"""The letters of the longest unit, 平方米."""


@dataclass(slots=True)
class PastedTable:
    """What a copied table does: its edits, and what has no place: lines as they were copied, columns with their heads.

    Of a line with a place for some of its figures, ``rest`` has the others. ``over`` are the lines of the columns
    that no line had a place for, under a line with their ``heads``. ``lines`` are the rows of a list with the totals.
    """

    edits: list[Single] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    lines: list[PastedLine] = field(default_factory=list)


def has_several(block: str) -> bool:
    """Whether ``block`` has a line of two cells or more, and several lines."""
    lines = [line for line in split_lines(ended(block).strip("\n")) if any(map(str.strip, line))]
    return len(lines) > 1 and any(len([value for value in line if value.strip()]) > 1 for line in lines)


class _FieldsByLabel:
    """The fields of one record, its groups and flat lists, by their labels."""

    def __init__(self, around: Node) -> None:
        groups: list[tuple[str, Node]] = []
        singles: list[tuple[str, Cell]] = []
        lists: list[tuple[str, RowList]] = []
        heads: list[tuple[str, str]] = []
        others: list[tuple[str, Cell]] = []
        for node in inside(around):
            numbers = _numbers(node)
            if node is not around and len(numbers) > 1:
                groups.append((node.kind_label, node))
                heads += [(cell.field.label, cell.field.name) for cell in numbers]
            for cell in numbers:
                singles += [(label, cell) for label in names_of(cell.field)]
                others += [(heading, cell) for heading in cell.field.headings]
                others += [(label, cell) for label in _with_group(cell)] if node is not around else []
            lists += [
                (part.element.label, part)
                for part in node.parts.values()
                if isinstance(part, RowList) and flat(part.element.record)
            ]
        for _, rows in lists:
            heads += [(part.label, part.name) for part in rows.element.record.numbers.values()]
        named = {label for label, _ in singles}
        singles += [(label, cell) for label, cell in others if label not in named]
        often = Counter(label for label, _ in singles)
        singles = [(label, cell) for label, cell in singles if often[label] == 1]
        self.groups, self.singles, self.lists = LabelMatch(groups), LabelMatch(singles), LabelMatch(lists)
        self.all_lists = [rows for _, rows in lists]
        self.heads = LabelMatch(heads)
        self._within: dict[str, LabelMatch[Cell]] = {}

    def exact(self, label: str, node: Node) -> Cell | None:
        """The field with just that label: that of the record ``node``, which others may have, too, before others."""
        if node.path not in self._within:
            own = [(name, cell) for cell in _numbers(node) for name in (*labels_of(cell.field), *_with_group(cell))]
            self._within[node.path] = LabelMatch(own)
        return self._within[node.path].exact(label) or self.singles.exact(label)

    def single(self, label: str, before: Cell | None) -> Cell | None:
        """The field with that label, or the one next to ``before`` whose label ends so: 控制率 beside 在职人数."""
        if (found := self.singles.find(label)) is not None or before is None:
            return found
        beside = _numbers(before.node)
        after = beside[beside.index(before) + 1 :][:1]
        return next((cell for cell in after if cell.field.label.endswith(unnumbered(label))), None)


def inside(node: Node) -> Iterator[Node]:
    """``node`` and the groups in it, without the rows of lists."""
    yield node
    for part in node.parts.values():
        if isinstance(part, Node):
            yield from inside(part)


def _numbers(node: Node) -> list[Cell]:
    return [cell for cell in node.own_cells if isinstance(cell.field, Number)]


def _with_group(cell: Cell) -> list[str]:
    """The names of a field with that of its group before them: 固定资产原值."""
    group = cell.node.element
    return [group.label + name for name in names_of(cell.field)] if group is not None else []


class _Filling:
    """Puts the lines of one table into their places, from the first to the last."""

    def __init__(self, around: Node, node: Node) -> None:
        self.places = _FieldsByLabel(around)
        self.node = node
        self.done = PastedTable()
        self.columns: dict[int, str] = {}
        self.across: dict[int, Cell] = {}
        self.rows: RowList | None = None
        self.added: dict[str, int] = {}
        self.known: dict[str, dict[str, Node]] = {}
        self.typed: set[str] = set()
        self.placed: set[int] = set()
        self.used: set[int] = set()
        self.heads: dict[int, str] = {}
        self.years: dict[int, str] = {}
        self.above: dict[int, str] = {}
        self.parted = False
        self.whole: list[Unit] = []
        self.units: dict[int, list[Unit]] = {}
        self.label: list[Unit] = []
        self.below = False
        self.partly: list[tuple[str, dict[int, str]]] = []
        self.below_across: list[tuple[dict[int, str], Sequence[str]]] = []

    def take(self, line: Sequence[str], said: Sequence[str]) -> None:
        """Put one line of the table where it belongs; ``said`` is the line as it was copied."""
        if found := next(filter(None, map(units_alone, said)), []):
            self.whole = found
            line, said = ([("" if units_alone(value) else value) for value in values] for values in (line, said))
        figures = [is_figure(value) and not only_years(value) for value in line]
        if not any(figures):
            if any(said):
                self._type_across()
                self._head(line, said)
                self.below = True
            return
        self.below = False
        self.label = []
        given = {n: value for n, value in enumerate(line) if figures[n] and value}
        self.placed.clear()
        if self.across and set(given) & set(self.across) and not any(map(year_before, line)):
            self.below_across.append((given, said))
            return
        for at, label in enumerate(line):
            end = next((n for n in range(at + 1, len(line)) if line[n] and not figures[n]), len(line))
            if label and not figures[at] and any(line[at + 1 : end]):
                self._put(label, {n: line[n] for n in range(at + 1, end)}, at + 1)
        self._keep_left(given, said)

    def _type_across(self) -> None:
        """Type the line below labels side by side; of several lines, one for each unit, only that of the total."""
        lines, self.below_across = self.below_across, []
        chosen = lines if len(lines) == 1 else [line for line in lines if is_total(name_of(line[1]))]
        for given, said in lines:
            self.placed.clear()
            if [(given, said)] == chosen:
                self._type_all([(at, self.across[at], value) for at, value in given.items() if at in self.across])
            self._keep_left(given, said)

    def _keep_left(self, given: dict[int, str], said: Sequence[str]) -> None:
        """Keep what of the figures ``given`` in a line found no place."""
        self.used |= self.placed
        left = {at: value for at, value in given.items() if at not in self.placed}
        if not self.placed:
            self.done.rest.append("\t".join(said).strip("\t"))
        elif any(not is_nil(value) for value in left.values()):
            self.partly.append((next((word for at, word in enumerate(said) if word and at not in given), ""), left))

    def finish(self) -> PastedTable:
        """What the whole table does: figures left over go by lines, or by columns where no line had a place."""
        self._type_across()
        whole = sorted({at for _, left in self.partly for at in left if at not in self.used and at in self.heads})
        self.done.heads = [self.heads[at] for at in whole]
        self.done.over = ["\t".join(["", *self.done.heads])] if whole else []
        for label, left in self.partly:
            if single := [value for at, value in left.items() if at not in whole and not is_nil(value)]:
                self.done.rest.append("\t".join([label, *single]))
            if any(at in left for at in whole):
                self.done.over.append("\t".join([label, *(left.get(at, "") for at in whole)]))
        return self.done

    def _head(self, line: Sequence[str], said: Sequence[str]) -> None:
        """A line without figures: it names the columns, or the list that the next lines stand in."""
        self._name_units(said)
        words = [value for value in line if value]
        years = any(map(only_years, said))
        joined = not years and self.below and bool(self.years) and not self.parted
        if years and not self._name_years(line, said):
            return
        if joined:  # the words below years are of these: 2023年 above 决算数
            line = [value and self._before(at) + value for at, value in enumerate(line)]
            said = [value and self._over(at) + value for at, value in enumerate(said)]
            self.parted = True
        columns = {at: name for at, value in enumerate(line) if value and (name := self.places.heads.find(value))}
        across: dict[int, Cell] = {}
        for at, value in enumerate(line):
            if value and (cell := self.places.single(value, across.get(at - 1))) is not None:
                across[at] = cell
        other = len(words) > 1 and not any(self.places.groups.find(word) or ":" in normalise(word) for word in words)
        other = other and not across
        if years or joined or other or len(columns) > 1:
            self.columns = columns
            if not years and not joined:
                self._keep_years(line, said)
            self.heads = {at: value for at, value in enumerate(said) if value}
        self.across = across if len(across) > 1 else {}
        if len(words) == 1 and (rows := self.places.lists.find(words[0])) is not None:
            self.rows = rows
        elif words and not (years or self.years or self.across) and len(columns) < 2 and not self._known(words[-1]):
            self.done.rest.append("\t".join(said).strip("\t"))

    def _name_years(self, line: Sequence[str], said: Sequence[str]) -> bool:
        """Keep which year each column is of; returns whether the line may name columns, too."""
        self.parted = False
        self.above = {at: value for at, value in enumerate(said) if value}
        self.years = {at: year_before(line[at]) or (_OWN if only_years(said[at]) else "") for at in self.above}
        if len(self.above) > 1:
            return True
        if [*self.years.values()] == [_OWN]:  # the title of a table that is of the report's own year
            self.years = {}
        else:
            self.columns = {}
        return False

    def _keep_years(self, line: Sequence[str], said: Sequence[str]) -> None:
        """Keep the years that headings begin with: 2023年决算数 is of the year before, 2024年决算数 of the year."""
        self.above = {at: value for at, value in enumerate(said) if value}
        self.years = {at: year_before(line[at]) or (_OWN if begins_with_year(said[at]) else "") for at in self.above}
        self.parted = any(self.years.values())
        self.years = self.years if self.parted else {}

    def _year(self, at: int) -> str:
        """The year that the heading over column ``at`` says; "" for none."""
        return self.years.get(max((start for start in self.years if start <= at), default=-1), "")

    def _before(self, at: int) -> str:
        """The year of column ``at``, "" where that is the year of the report."""
        return self._year(at).removeprefix(_OWN)

    def _over(self, at: int) -> str:
        """The year over column ``at`` as it was copied."""
        return self.above[max(start for start in self.above if start <= at)] if self._year(at) else ""

    def _name_units(self, said: Sequence[str]) -> None:
        """Keep the units that a line of headings says; one right below another may add to what that one says."""
        found: dict[int, list[Unit]] = {}
        units: list[Unit] = []
        for at, value in enumerate(said):
            units = units_behind(value) if value else units
            found |= {at: units} if units else {}
        if sum(map(bool, said)) == 1:
            self.whole = next(iter(found.values()), self.whole)
        elif found or not self.below:
            self.units = self.units | found if self.below else found

    def _units(self, at: int) -> list[Unit]:
        """The units of a figure in column ``at``, by the label before it, the heading above it or the whole table."""
        return self.label or self.units.get(at) or self.whole

    def is_known(self, line: Sequence[str]) -> bool:
        """Whether a word of ``line`` is the label of a field or of a group."""
        return any(value and self._known(value) for value in line)

    def _known(self, label: str) -> bool:
        return self.places.groups.find(label) is not None or self.places.singles.find(label) is not None

    def _put(self, label: str, values: dict[int, str], first: int) -> None:
        self.label = units_behind(label)
        own = self.places.exact(label, self.node)
        named = self.places.groups.exact(label) or own
        rows = self.rows if self.rows is not None or named is not None else self._list_with(label)
        if rows is not None and named is None:
            self._row(rows, label, values, first)
            return
        node = self.places.groups.find(label) or self.places.groups.find(summed_by(label))
        given = [(at, value) for at, value in values.items() if value]
        past = [(at, value) for at, value in given if self._before(at)]
        given = [pair for pair in given if pair not in past]
        stated = [pair for pair in given if self._year(pair[0]) == _OWN]
        given = stated if len(stated) == 1 else given
        before = self.places.singles.exact(_BEFORE + unnumbered(label)) if len(past) == 1 else None
        if before is not None:
            self._type_all([(at, before, value) for at, value in past if self._year(at) == _BEFORE])
        single = own or self.places.singles.find(label) if len(given) == 1 else None
        if self.places.lists.exact(label) is not None:
            self.rows = self.places.lists.exact(label)
        elif single is not None and (node is None or own is single):
            self._type_all([(at, single, value) for at, value in given])
        elif node is not None:
            self.rows = None
            self._type_all(self._by_column(_numbers(node), values, first))

    def _list_with(self, label: str) -> RowList | None:
        """The one list that has a row of that name already; None where none has, or several have."""
        found = [rows for rows in self.places.all_lists if unnumbered(label) in self._rows_of(rows)]
        return found[0] if len(found) == 1 else None

    def _rows_of(self, rows: RowList) -> dict[str, Node]:
        """The rows of a list by name, as they were before the table."""
        if rows.path not in self.known:
            own = _name_field(rows)
            self.known[rows.path] = rows_by_name(rows, own.name) if own is not None else {}
        return self.known[rows.path]

    def _by_column(self, cells: Sequence[Cell], values: dict[int, str], first: int) -> list[tuple[int, Cell, str]]:
        """Which value goes into which of ``cells``: by the heads of the columns, else in order.

        Under headings that say something else, none is filled.
        A column that is only of a year goes into the one field of that year; it is left over where there are several.
        """
        if any(at in self.columns or at in self.heads or self._year(at) for at in values):
            named = {cell.field.name: cell for cell in cells}
            known = {at: named[name] for at, name in self.columns.items() if name in named}
            for year in (_OWN, _BEFORE) if not self.parted else ():
                columns = [at for at, value in values.items() if value and self._year(at) == year]
                fields = [cell for cell in cells if (year_before(cell.field.label) or _OWN) == year]
                fields = [cell for cell in fields if isinstance(cell.field, Number) and cell.field.formula is None]
                if len(columns) == len(fields) == 1:
                    known.setdefault(columns[0], fields[0])
            return [(at, known[at], value) for at, value in values.items() if at in known]
        return [(at, cells[at - first], value) for at, value in values.items() if at - first < len(cells)]

    def _type_all(self, given: Sequence[tuple[int, Cell, str]]) -> None:
        """Type what is ``given``, each with its column."""
        self.placed |= {
            at for at, cell, value in given if self._type(cell, in_units(cell.field, self._units(at), value))
        }

    def _type(self, cell: Cell, value: str) -> bool:
        if not value or cell.path in self.typed or not (is_nil(value) or reads(cell.field, value)):
            return False
        self.typed.add(cell.path)
        self.node = cell.node
        if (new := kept(cell.field, value)) != cell.raw:
            self.done.edits.append(Typed(cell.path, cell.raw, new))
        return True

    def _row(self, rows: RowList, label: str, values: dict[int, str], first: int) -> None:
        """A row of ``rows``: the one with that name, else a new one."""
        record, own = rows.element.record, _name_field(rows)
        if is_total(label):
            self.placed |= values.keys()
        if own is None or is_total(label):
            return
        name, said = own.name, unnumbered(kept(own, label))
        by_name, fields = record.numbers, [*record.numbers.values()]
        content: dict[str, str] = {}
        columns: dict[int, str] = {}
        by_heads = bool(self.columns) or any(map(self._before, values))
        for at, value in values.items():
            part = by_name.get(self.columns.get(at, "")) if self.columns else None
            part = part or (fields[at - first] if at - first < len(fields) and not by_heads else None)
            if part is not None and value:
                content[part.name] = kept(part, in_units(part, self._units(at), value))
                columns[at] = part.name
        if (row := self._rows_of(rows).get(said)) is not None:
            self._type_all([(at, row.cell(key), content[key]) for at, key in columns.items()])
            return
        if not content:
            return
        self.placed |= columns.keys()
        at = len(rows.rows) + self.added.get(rows.path, 0)
        self.added[rows.path] = self.added.get(rows.path, 0) + 1
        self.done.edits.append(Inserted(rows.path, at, {name: kept(own, without_number(label)), **content}))


def _name_field(rows: RowList) -> Text | None:
    """The field that a row of a list is called by; None where it has no name."""
    return next((part for part in rows.element.record.elements if isinstance(part, Text)), None)


def rows_by_name(rows: RowList, name: str) -> dict[str, Node]:
    """The rows of a list by what stands in their field ``name``, as names are compared; of equal ones the first."""
    return {unnumbered(row.cell(name).raw): row for row in reversed(rows.rows)}


def is_figure(value: str) -> bool:
    """Whether a cell holds a figure, perhaps with its unit, or the mark for none; not a label with a number before."""
    if is_nil(value):
        return True
    plain = "".join(normalise(value).split()).lstrip("-+(")
    return plain[:1].isdigit() and not is_numbered(value) and sum(map(str.isalpha, plain)) <= UNIT


def by_labels(around: Node, text: str, node: Node) -> PastedTable:
    """What the table ``text`` does to the fields, groups and flat lists of the record ``around``.

    A label that several records in it have is of that in which the last figure found its place, at first of ``node``.
    """
    filling = _Filling(around, node)
    lines = [[one_line(value) for value in line] for line in split_lines(ended(text).strip("\n"))]
    lines = [line if (spelt := years_spelt(line)) == line or filling.is_known(line) else spelt for line in lines]
    year = year_of(around) or latest_year([value for line in lines for value in line])
    for line in lines:
        if any(line):
            filling.take(of_years(line, year), line)
    return filling.finish()

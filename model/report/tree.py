"""The tree of one report: cells, rows and groups as the sections declare them.

A cell keeps the text that was typed; its figure is that text read, or computed from other cells where nothing was
typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, Final, Literal

from model.errors import ZipingError
from model.figures import NONE_WORDS, YUAN, Figure, Unit, figure, hedged, read, read_plain, unit_named
from model.schema.fields import NONE, Choice, Field, Number, SubjectName
from model.schema.records import Group, Record, Rows, Section
from model.text import fold, shortened

Content = dict[str, Any]
State = Literal["missing", "none", "typed", "computed", "invalid"]


@dataclass(slots=True, eq=False, repr=False)
class Cell:
    """One field of one report.

    ``raw`` is the text kept ("" for nothing), ``figure`` what it says or is computed to be (None for text fields,
    missing and unreadable ones), ``error`` why it cannot be read. ``computable``: a formula of the report computes it
    where nothing is typed.
    """

    field: Field
    node: Node
    raw: str = ""
    figure: Figure | None = None
    error: str = ""
    computable: bool = False

    @property
    def path(self) -> str:
        """The address of the cell: ``general_budget.three_public.reception.budget``, rows by number from 0."""
        return f"{self.node.path}.{self.field.name}"

    @property
    def label(self) -> str:
        """What the clerk calls it, with the groups and rows around it."""
        return join_labels(self.node.label, self.field.label)

    @property
    def section(self) -> int:
        """The number of the section, 1 to 11, that the cell stands in."""
        return self.node.section

    @property
    def folded(self) -> bool:
        """Whether it is one of the figures and texts that not every department reports."""
        elements = (self.field, *(node.element for node in self.node.outwards()))
        return any(element is not None and element.folded for element in elements)

    @property
    def position(self) -> tuple[int, ...]:
        """What cells, records and lists sort by as they stand in the report."""
        return (*self.node.position, list(self.node.parts).index(self.field.name))

    @property
    def unit(self) -> Unit:
        """The unit of a number field; where the record names it, the one named."""
        assert isinstance(self.field, Number)
        if self.field.unit_field:
            name = self.node.cell(self.field.unit_field).raw
            return unit_named(name) or Unit(name, name)
        return self.field.unit

    @property
    def state(self) -> State:
        """Missing, 本单位无此项 (none), typed, computed or unreadable (invalid)."""
        if self.error:
            return "invalid"
        if self.raw and not self.raw.isspace():
            return "none" if self.raw == NONE and isinstance(self.field, Number) else "typed"
        return "computed" if self.figure is not None else "missing"

    @property
    def chosen(self) -> str:
        """The option of a choice that counts: the one that was chosen, else its default."""
        return self.raw or (self.field.default if isinstance(self.field, Choice) else "")

    @property
    def printed(self) -> Figure | None:
        """The figure as the report prints it: in the unit typed, source amounts in 元 rounded to the field's unit."""
        found = self.figure
        if found is None or found.unit != YUAN or self.unit == YUAN:
            return found
        assert isinstance(self.field, Number)
        return figure(found.value, self.field.unit, self.field.decimals)

    def read(self) -> None:
        """Set ``figure`` and ``error`` from ``raw``. ``model.report.network`` sets computed figures.

        Days, years, choices and names of subjects are also rewritten as their fields store them.
        """
        self.error = ""
        field = self.field
        if not self.raw:
            self.figure = None
            return
        try:
            if not isinstance(field, Number):
                if not field.free or isinstance(field, SubjectName):  # put in order, as the form does: 2024.6.30
                    self.raw = field.read(self.raw)
            elif field.hedged and hedged(self.raw):
                self.figure = None
            elif self.raw == NONE:
                self.figure = Figure(0, 0, self.unit, field.decimals)
            else:
                unit = self.unit if field.unit_field else field.unit
                self.figure = read_plain(self.raw, unit, field.decimals) or read(self.raw, unit, field.decimals)
        except ZipingError as error:
            self.figure = None
            self.error = str(error)


_NUMBERS: Final = count()


class Node:
    """A record of one report: its cells, groups and lists by name. ``element`` is the group or list it stands in.

    ``number`` identifies the record: it does not change when the record moves, and no other record gets it. ``section``
    is the number of the section that it stands in, 0 for the whole report.
    """

    def __init__(self, record: type[Record], element: Group | None, parent: Node | None, index: int = -1) -> None:
        self.number = next(_NUMBERS)
        self.record = record
        self.element = element
        self.parent = parent
        self.index = index
        around = 0 if parent is None else parent.section
        self.section: int = element.number if isinstance(element, Section) else around
        self.parts: dict[str, Cell | Node | RowList] = {}
        if not record.groups:  # as most records, the rows of lists
            self.parts = {field.name: Cell(field, self) for field in record.own_fields}
            return
        for part in record.elements:
            if isinstance(part, Field):
                self.parts[part.name] = Cell(part, self)
            elif isinstance(part, Rows):
                self.parts[part.name] = RowList(part, self)
            elif isinstance(part, Group):
                self.parts[part.name] = Node(part.record, part, self)

    def at(self, path: str) -> Cell | Node | RowList:
        """The cell, record or list at ``path`` below the record; rows are numbered from 0. Raises KeyError for none."""
        part: Cell | Node | RowList = self
        for step in path.split("."):
            if isinstance(part, Node):
                part = part.parts[step]
            elif isinstance(part, RowList) and step.isdecimal() and len(step) < 6 and int(step) < len(part.rows):
                part = part.rows[int(step)]
            else:
                raise KeyError(path)
        return part

    def cell(self, path: str) -> Cell:
        """The cell at ``path`` below the record, its name alone for one of its own; raises KeyError for none."""
        part = self.parts[path] if path in self.parts else self.at(path)
        if not isinstance(part, Cell):
            raise KeyError(path)
        return part

    def record_at(self, path: str) -> Node:
        """The record at ``path`` below this one; raises KeyError where there is none."""
        part = self.at(path)
        if not isinstance(part, Node):
            raise KeyError(path)
        return part

    def list_at(self, path: str) -> RowList:
        """The list at ``path`` below the record; raises KeyError where there is none."""
        part = self.at(path)
        if not isinstance(part, RowList):
            raise KeyError(path)
        return part

    @property
    def own_cells(self) -> list[Cell]:
        """The cells of the record itself, those of its groups and lists left out."""
        return [part for part in self.parts.values() if isinstance(part, Cell)]

    @property
    def first_cell(self) -> Cell:
        """The first of ``cells``; raises StopIteration where there is none."""
        part = next(iter(self.parts.values()))
        return part if isinstance(part, Cell) else next(self.cells())

    @property
    def row_list(self) -> RowList | None:
        """The list that the record is a row of; None where it is no row."""
        found = self.parent.parts[self.element.name] if self.parent is not None and self.element is not None else None
        return found if isinstance(found, RowList) else None

    def outwards(self) -> Iterator[Node]:
        """The record, then each record around it, the innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    @property
    def outermost_row(self) -> Node | None:
        """The row of the outermost list that the record is or stands in; None where there is no list around it."""
        return next((node for node in reversed([*self.outwards()]) if node.index >= 0), None)

    @property
    def path(self) -> str:
        """The address of the record; "" for the whole report."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None and node.element is not None:
            if node.index >= 0:
                steps.append(str(node.index))
            steps.append(node.element.name)
            node = node.parent
        return ".".join(steps[::-1])

    @property
    def position(self) -> tuple[int, ...]:
        """What cells, records and lists sort by as they stand in the report; () for the whole report."""
        steps: list[int] = []
        node: Node | None = self
        while node is not None and node.element is not None and node.parent is not None:
            steps += (node.index, list(node.parent.parts).index(node.element.name))
            node = node.parent
        return tuple(steps[::-1])

    @property
    def kind_label(self) -> str:
        """What the section, group or list that the record stands in is called; "" for the whole report."""
        return self.element.label if self.element is not None else ""

    @property
    def label(self) -> str:
        """What the clerk calls the record: rows by their name, without the section's heading."""
        return self.label_within(self.parent.label) if self.parent is not None else ""

    def label_within(self, around: str) -> str:
        """``label``, computed from ``around``, the label of the record around this one."""
        element = self.element
        if element is None or isinstance(element, Section):
            return ""
        if self.index < 0:
            return join_labels(around, element.label)
        listed = isinstance(element, Rows) and element.label != element.noun
        return join_labels(join_labels(around, element.label) if listed else around, self.title)

    @property
    def title(self) -> str:
        """The name of a row: its first line of text, or 第n行."""
        name = self.cell(self.record.title).raw if self.record.title else ""
        return shortened(name, 30) or f"第{self.index + 1}行"

    def cells(self) -> Iterator[Cell]:
        """Every cell in and below the record, in the order of the report."""
        found: list[Cell] = []
        self._gather(found)
        return iter(found)

    def _gather(self, found: list[Cell]) -> None:
        # Filling a list takes a third of the time of generators that hand each cell up through all levels.
        for part in self.parts.values():
            if isinstance(part, Cell):
                found.append(part)
            elif isinstance(part, Node):
                part._gather(found)
            else:
                for row in part.rows:
                    row._gather(found)

    def lists(self) -> Iterator[RowList]:
        """Every list in and below the record, in the order of the report."""
        for name in self.record.groups:
            part = self.parts[name]
            if isinstance(part, Node):
                yield from part.lists()
            elif isinstance(part, RowList):
                yield part
                if part.element.record.groups:
                    for row in part.rows:
                        yield from row.lists()

    def nodes(self) -> Iterator[Node]:
        """The record and every record below it."""
        found: list[Node] = []
        self._gather_nodes(found)
        return iter(found)

    def _gather_nodes(self, found: list[Node]) -> None:
        found.append(self)
        for name in self.record.groups:
            part = self.parts[name]
            if isinstance(part, Node):
                part._gather_nodes(found)
            elif isinstance(part, RowList):
                for row in part.rows:
                    row._gather_nodes(found)

    @property
    def empty(self) -> bool:
        """Whether nothing is typed in or below the record."""
        return not self._filled()

    def _filled(self) -> bool:
        for part in self.parts.values():
            if isinstance(part, Cell):
                if part.raw and not part.raw.isspace():
                    return True
            elif any(node._filled() for node in ([part] if isinstance(part, Node) else part.rows)):
                return True
        return False

    def content(self) -> Content:
        """What is typed in and below the record: texts by name, groups as mappings, lists as lists of them."""
        found: Content = {}
        for name, part in self.parts.items():
            if isinstance(part, Cell):
                if part.raw:
                    found[name] = part.raw
            elif isinstance(part, Node):
                if inside := part.content():
                    found[name] = inside
            elif part.rows:
                found[name] = [row.content() for row in part.rows]
        return found

    def fill(self, content: Content) -> None:
        """Set the values that ``content`` returned. The relations of the report must be bound again afterwards."""
        for name, value in content.items():
            part = self.parts[name]
            if isinstance(part, Cell) and isinstance(value, str):
                part.raw = value
            elif isinstance(part, Node) and isinstance(value, dict):
                part.fill(value)
            elif isinstance(part, RowList) and isinstance(value, list):
                part.rows = []
                for row in value:
                    part.insert(len(part.rows)).fill(row)


class RowList:
    """A list of one report: ``rows`` are records of ``element.record``."""

    def __init__(self, element: Rows, node: Node) -> None:
        self.element = element
        self.node = node
        self.rows: list[Node] = []

    @property
    def path(self) -> str:
        """The address of the list."""
        return f"{self.node.path}.{self.element.name}".removeprefix(".")

    @property
    def position(self) -> tuple[int, ...]:
        """What cells, records and lists sort by as they stand in the report."""
        return (*self.node.position, list(self.node.parts).index(self.element.name))

    @property
    def none(self) -> bool:
        """Whether it says 本单位无此项: one row that is called 无, and nothing else in the list."""
        found = list(islice((cell.raw for row in self.rows for cell in row.cells() if cell.raw), 2))
        return len(found) == 1 and found[0].strip() in NONE_WORDS

    def titled(self) -> dict[str, list[Node]]:
        """The rows by their titles as names are compared, in their order; those without one are left out."""
        found: dict[str, list[Node]] = {}
        title = self.element.record.title
        for row in self.rows if title else ():
            if name := fold(row.cell(title).raw):
                found.setdefault(name, []).append(row)
        return found

    def namesakes(self, titled: dict[str, list[Node]]) -> Iterator[tuple[Node, Node, str]]:
        """The pairs of rows with one name, where names must differ: the first of that name, another, and the name."""
        for alike in titled.values() if self.element.unique else ():
            seen: dict[str, Node] = {}
            for row in alike if len(alike) > 1 else ():
                name = row.cell(self.element.unique).raw.strip()
                if seen.setdefault(name, row) is not row:
                    yield seen[name], row, name

    def insert(self, index: int) -> Node:
        """A new empty row at ``index``. The relations of the report must be bound again afterwards."""
        row = Node(self.element.record, self.element, self.node, index)
        self.rows.insert(index, row)
        self.renumber(index)
        return row

    def renumber(self, first: int = 0) -> None:
        """Give each row its number, from the ``first`` on that may have another."""
        for index in range(first, len(self.rows)):
            self.rows[index].index = index


def is_unused(part: Cell | Node | RowList) -> bool:
    """Whether nothing is typed in a part that not every department reports."""
    element = part.field if isinstance(part, Cell) else part.element
    if element is None or not element.folded:
        return False
    return not (part.raw if isinstance(part, Cell) else part.rows if isinstance(part, RowList) else not part.empty)


def without_rows(path: str) -> str:
    """``path`` without the numbers of rows: what it is called in every row of a list."""
    return ".".join(step for step in path.split(".") if not step.isdigit())


def join_labels(before: str, label: str) -> str:
    """``label`` after ``before``, the label around it; without ``before`` where ``label`` begins with it already."""
    if not before or label.startswith(before):
        return label
    head, dot, last = before.rpartition("·")
    return f"{head}{dot}{label}" if label.startswith(last) else f"{before}·{label}"

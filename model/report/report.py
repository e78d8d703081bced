"""The values of one report, changed in one place: ``set`` keeps figures right and tells what else moved."""

from __future__ import annotations

from model.report.binding import Rebound, bind, rebind
from model.report.constraints import Bound
from model.report.edits import Edit, Effect, apply
from model.report.network import Network
from model.report.tree import Cell, Node, RowList
from model.schema.fields import NO, Number
from model.schema.outline import Outline
from model.schema.records import AnnexSection


class Report:
    """One report: ``root`` holds the sections. ``find`` and ``set`` speak in paths."""

    def __init__(self) -> None:
        self.root = Node(Outline, None, None)
        self._numbered = {part.section: part for part in self.root.parts.values() if isinstance(part, Node)}
        self.network = Network()
        self._cells: dict[Node, list[Cell]] = {}
        self._titled: dict[RowList, dict[str, list[Node]]] = {}

    def bind(self) -> None:
        """Read every cell, tie the relations to the cells and compute; due after rows came, went or moved."""
        self._cells, self._titled = {}, {}
        for cell in self.cells():
            if cell.raw or cell.figure is not None or cell.error:
                cell.read()
        self.network = bind(self.root)

    @property
    def bounds(self) -> list[Bound]:
        """Every relation, tied to the cells, in the order of the report."""
        return self.network.bounds

    def formula(self, cell: Cell) -> Bound | None:
        """The relation that computes ``cell`` where nothing is typed; None where none does."""
        return self.network.formula(cell)

    def cells(self, section: Node | None = None) -> list[Cell]:
        """Every cell in the order of the report, or of one section; gathered once, until ``bind`` is called again."""
        node = section or self.root
        found = self._cells.get(node)
        if found is None:
            found = self._cells[node] = list(node.cells())
        return found

    def titled(self, rows: RowList) -> dict[str, list[Node]]:
        """The rows of a list by their titles, those without one left out; gathered again where a title changed."""
        found = self._titled.get(rows)
        if found is None:
            found = self._titled[rows] = rows.titled()
        return found

    def cell(self, path: str) -> Cell:
        """The cell at ``path``; raises KeyError where there is none."""
        return self.root.cell(path)

    def section(self, number: int) -> Node:
        """The section or annex with ``number``, 1 to 14."""
        return self._numbered[number]

    def sections(self) -> list[Node]:
        """The eleven sections in order."""
        return [node for node in self._numbered.values() if not isinstance(node.element, AnnexSection)]

    def annexes(self) -> list[Node]:
        """The annexed tables in order, whether or not the draft includes them."""
        return [node for node in self._numbered.values() if isinstance(node.element, AnnexSection)]

    def left_out(self) -> set[int]:
        """The numbers of the annexed tables that the clerk chose to leave out: nobody reads what stands in them."""
        return {annex.section for annex in self.annexes() if annex.cell("included").raw == NO}

    def rows(self, path: str) -> RowList:
        """The list at ``path``; raises KeyError where there is none."""
        return self.root.list_at(path)

    def release(self) -> None:
        """Untie cells, records and relations from each other, which frees them at once; the report is of no use then.

        Who reads many reports need not wait for the garbage collector to find out that these circles are unused.
        """
        for node in self.root.nodes():
            node.parts = {}
        self.network = Network()
        self._cells, self._titled = {}, {}

    def set(self, cell: Cell, raw: str) -> set[Bound]:
        """Keep ``raw`` in ``cell``, compute what follows, and return the relations that have to be judged again."""
        cell.raw = raw
        self._retitle(cell)
        return self.network.follow(_reread(cell))

    def apply(self, edit: Edit) -> tuple[Effect, Rebound]:
        """Do ``edit``, tie and compute what it touches; returns what it did to the rows and to the relations.

        Raises KeyError or IndexError, see ``edits.apply``; ``bind`` is due then.
        """
        change = Effect()
        apply(self.root, edit, change)
        self._cells = {}
        for rows in change.lists:
            self._titled.pop(rows, None)
        for cell in change.typed:
            self._retitle(cell)
        for row in change.came:
            for cell in row.cells():
                cell.read()
        changed = [again for cell in change.typed for again in _reread(cell)]
        rebound = rebind(self.network, change)
        rebound.touched.update(self.network.follow(changed))
        return change, rebound

    def _retitle(self, cell: Cell) -> None:
        rows = cell.node.row_list
        if rows is not None and cell.field.name == cell.node.record.title:
            self._titled.pop(rows, None)


def _reread(cell: Cell) -> list[Cell]:
    """Read ``cell`` anew, and the figures beside it whose unit it names; returns them."""
    name, beside = cell.field.name, cell.node.own_cells
    found = [cell, *(one for one in beside if isinstance(one.field, Number) and one.field.unit_field == name)]
    for one in found:
        one.read()
    return found

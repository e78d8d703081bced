"""The relations of one report, by the cells that they use. Computes figures that are not typed, and follows edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.figures import Figure
from model.report.constraints import Bound, Nameable, NameBound
from model.report.formulas import Arm
from model.report.tree import Cell, Node, RowList


@dataclass(frozen=True, slots=True)
class RecordBounds:
    """The relations of one record in order, and the ``lists`` that they look through."""

    bounds: list[Bound]
    lists: frozenset[RowList]

    @property
    def formulas(self) -> list[Bound]:
        """The relations that compute a cell."""
        return [bound for bound in self.bounds if bound.computes]


class Network:
    """All relations of a report, tied record by record; ``root`` is the report, None for none."""

    def __init__(self, root: Node | None = None) -> None:
        self._root = root
        self._tied: dict[Node, RecordBounds] = {}
        self._places: dict[Bound, int] = {}
        self._formulas: dict[Cell, Bound] = {}
        self._uses: dict[Cell, list[Bound]] = {}
        self._namings: dict[Cell, list[Nameable]] = {}
        self._named: dict[Nameable, list[Bound]] = {}
        self._looking: dict[RowList, set[Node]] = {}
        self._shuffled: set[Cell] = set()

    @property
    def bounds(self) -> list[Bound]:
        """Every relation in the order of the report."""
        nodes = () if self._root is None else self._root.nodes()
        return [bound for node in nodes if node in self._tied for bound in self._tied[node].bounds]

    def in_order(self, bounds: Iterable[Bound]) -> list[Bound]:
        """``bounds`` in the order of the report."""
        return sorted(bounds, key=lambda bound: (bound.node.position, self._places[bound]))

    # Tying

    def tie(self, node: Node, tied: RecordBounds) -> None:
        """Add the relations of a record. ``settle`` has to be called after the last one."""
        self._tied[node] = tied
        for rows in tied.lists:
            self._looking.setdefault(rows, set()).add(node)
        for bound in tied.formulas:
            assert bound.target is not None
            self._formulas[bound.target] = bound
            bound.target.computable = True
        for place, bound in enumerate(tied.bounds):
            self._places[bound] = place
            for cell in bound.own() if isinstance(bound, NameBound) else bound.operands():
                uses = self._uses.setdefault(cell, [])
                if not uses or uses[-1] is not bound:
                    uses.append(bound)
            if isinstance(bound, NameBound):
                users = self._named.setdefault(bound.among, [])
                if not users:  # each may be named by each: for long lists the users are kept once
                    for cell in bound.among.cells():
                        self._namings.setdefault(cell, []).append(bound.among)
                users.append(bound)

    def untie(self, node: Node) -> list[Bound]:
        """Remove the relations of a record and return them."""
        tied = self._tied.pop(node, None)
        if tied is None:
            return []
        for rows in tied.lists:
            self._looking[rows].discard(node)
        for bound in tied.formulas:
            assert bound.target is not None
            self._formulas.pop(bound.target, None)
        gone = set(tied.bounds)
        joined: set[Cell] = set()
        for bound in tied.bounds:
            del self._places[bound]
            joined.update(bound.own() if isinstance(bound, NameBound) else bound.operands())
            if isinstance(bound, NameBound) and bound.among in self._named:
                del self._named[bound.among]
                for cell in bound.among.cells():
                    self._namings[cell].remove(bound.among)
        for cell in joined:
            self._uses[cell] = [bound for bound in self._uses[cell] if bound not in gone]
        return tied.bounds

    def looking(self, rows: RowList) -> set[Node]:
        """The records with a relation over the rows of ``rows``."""
        return self._looking.get(rows, set())

    def settle(self, nodes: Iterable[Node], *, again: bool = False) -> set[Bound]:
        """Compute the figures that the relations of ``nodes`` compute. Returns the other relations to judge again.

        ``again``: the report had relations before. Those of ``nodes`` are new and have to be sorted among them.
        """
        fresh = [self._tied[node] for node in nodes]
        due: set[Cell] = set()
        for tied in fresh:
            for bound in tied.bounds:
                if bound.target is None:
                    bound.shares = frozenset(filter(self._is_share, bound.operands())) or bound.shares
                if again:
                    self._shuffled.update(bound.own() if isinstance(bound, NameBound) else bound.operands())
            due.update(bound.target for bound in tied.formulas if bound.target is not None and not bound.target.raw)
        before = [(cell, cell.figure) for cell in due] if again else []
        for cell in list(due):
            if cell in due:
                self._compute(cell, due)
        return self.follow([cell for cell, figure in before if cell.figure != figure])

    def _compute(self, cell: Cell, due: set[Cell]) -> None:
        """Compute ``cell``. Cells of ``due`` that its formula uses are computed first."""
        due.discard(cell)
        formula = self._formulas[cell]
        for operand in formula.operands():
            if operand in due:
                self._compute(operand, due)
        cell.figure = formula.computed()

    def _is_share(self, cell: Cell) -> bool:
        formula = self._formulas.get(cell)
        return formula is not None and all(arm.base is not None for arm in formula.arms.values())

    # Asking and following

    def formula(self, cell: Cell) -> Bound | None:
        """The formula of ``cell``, which gives its figure while nothing is typed; None where it has none."""
        return self._formulas.get(cell)

    def arm(self, cell: Cell) -> Arm | None:
        """The formula of ``cell`` as it counts now; None where it has none, or none counts for what is chosen."""
        formula = self._formulas.get(cell)
        return None if formula is None else formula.arm()

    def uses(self, cell: Cell) -> Sequence[Bound]:
        """The relations that use ``cell``, without its own formula."""
        found = self._uses.get(cell, [])
        if cell in self._shuffled:
            self._shuffled.discard(cell)
            found = self._uses[cell] = self.in_order(found)
        namings = self._namings.get(cell)
        return [*found, *(bound for among in namings for bound in self._named[among])] if namings else found

    def follow(self, changed: Iterable[Cell]) -> set[Bound]:
        """Compute all figures that depend on the ``changed`` cells. Returns every relation to judge again."""
        touched: set[Bound] = set()
        queue = list(changed)
        for cell in queue:
            formula = self._formulas.get(cell)
            if formula is not None:
                touched.add(formula)
                if not cell.raw:
                    cell.figure = formula.computed()
        while queue:
            cell = queue.pop()
            for bound in self.uses(cell):
                if isinstance(bound, NameBound) and not bound.hangs_on(cell):
                    continue
                touched.add(bound)
                target = bound.target
                if bound.computes and target is not None and not target.raw:
                    figure = bound.computed()
                    if figure != target.figure:
                        target.figure = figure
                        queue.append(target)
        for bound in touched:
            if isinstance(bound, NameBound):
                bound.forget()
        return touched

    def suppose(self, cell: Cell, figure: Figure) -> list[tuple[Cell, Figure | None]]:
        """Put ``figure`` into ``cell`` and compute what follows. Returns the old figures, for ``restore``."""
        kept = [(cell, cell.figure)]
        cell.figure = figure
        queue = [cell]
        while queue:
            for bound in self.uses(queue.pop()):
                target = bound.target
                if bound.computes and target is not None and not target.raw:
                    new = bound.computed()
                    if new != target.figure:
                        kept.append((target, target.figure))
                        target.figure = new
                        queue.append(target)
        return kept

    @staticmethod
    def restore(kept: Sequence[tuple[Cell, Figure | None]]) -> None:
        """Put back the figures that ``suppose`` returned."""
        for cell, figure in reversed(kept):
            cell.figure = figure

"""The relations of one report by the cells that they join: computes what is not typed and follows an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.report.constraints import NameBound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from model.figures import Figure
    from model.report.constraints import Bound, Nameable
    from model.report.tree import Cell


class Network:
    """``bounds`` are all relations in the order of the report, ``formulas`` those that compute a cell, by that cell."""

    def __init__(self, bounds: list[Bound] | None = None, formulas: Mapping[Cell, Bound] | None = None) -> None:
        self.bounds = bounds or []
        self.formulas = formulas or {}
        self._uses: dict[Cell, list[Bound]] = {}
        self._places: dict[Bound, int] = {}
        named: dict[Nameable, list[Bound]] = {}
        for bound in self.bounds:
            if isinstance(bound, NameBound):
                named.setdefault(bound.among, []).append(bound)
            for cell in bound.own() if isinstance(bound, NameBound) else bound.operands():
                uses = self._uses.setdefault(cell, [])
                if not uses or uses[-1] is not bound:
                    uses.append(bound)
            if bound.target is None:
                bound.shares = frozenset(filter(self._is_share, bound.operands()))
        for among, users in named.items():
            for cell in among.cells():  # each may be named by each: added at once, for long lists
                self._uses[cell] = [*self._uses.get(cell, ()), *users]

    def in_order(self, bounds: Iterable[Bound]) -> list[Bound]:
        """``bounds`` in the order of the report."""
        if not self._places:
            self._places = {bound: number for number, bound in enumerate(self.bounds)}
        return sorted(bounds, key=self._places.__getitem__)

    def _is_share(self, cell: Cell) -> bool:
        formula = self.formulas.get(cell)
        return formula is not None and all(arm.base is not None for arm in formula.arms.values())

    def formula(self, cell: Cell) -> Bound | None:
        """The relation that computes ``cell`` where nothing is typed; None where none does."""
        return self.formulas.get(cell)

    def uses(self, cell: Cell) -> Sequence[Bound]:
        """The relations whose outcome depends on ``cell``; the one that computes it is none of them."""
        return self._uses.get(cell, ())

    def compute(self) -> None:
        """Compute every figure that is not typed."""
        done: set[Cell] = set()
        for cell in self.formulas:
            cell.computable = True
        for bound in self.bounds:
            if bound.computes and bound.target is not None and not bound.target.raw:
                self._compute(bound.target, done)

    def _compute(self, cell: Cell, done: set[Cell]) -> None:
        formula = self.formulas.get(cell)
        if cell.raw or formula is None or cell in done:
            return
        done.add(cell)
        for operand in formula.operands():
            self._compute(operand, done)
        cell.figure = formula.computed()

    def follow(self, changed: Iterable[Cell]) -> set[Bound]:
        """Compute what depends on the ``changed`` cells; returns every relation that has to be judged again."""
        touched: set[Bound] = set()
        queue = list(changed)
        for cell in queue:
            formula = self.formulas.get(cell)
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
        """Put ``figure`` into ``cell`` and compute what follows; returns what stood there, for ``restore``."""
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
        """Take back what was supposed."""
        for cell, figure in reversed(kept):
            cell.figure = figure

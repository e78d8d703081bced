"""Tries a figure in a field: which relations of the report would hold then, and which would not."""

from __future__ import annotations

from collections.abc import Mapping

from model.checks.verdicts import Verdict, judge, judged
from model.figures import Figure
from model.report.constraints import Bound
from model.report.network import Network
from model.report.tree import Cell


class WhatIf:
    """Tries figures in fields and compares the verdicts with those of now, which are ``verdicts``.

    A wrong base makes every line of a table fail, and the same figure is tried for each line. Its result is kept.
    """

    def __init__(self, network: Network, verdicts: Mapping[Bound, Verdict | None]) -> None:
        self.network = network
        self._verdicts = verdicts
        self._changes: dict[tuple[int, int, int], dict[Bound, int]] = {}

    def gain(self, cell: Cell, figure: Figure, bound: Bound | None = None) -> int:
        """How many relations but ``bound`` hold with ``figure`` in ``cell``, less those that hold only now."""
        supposed = id(cell), figure.value, figure.half
        changes = self._changes.get(supposed)
        if changes is None:
            changes = self._changes[supposed] = self._supposed(cell, figure)
        return sum(changes.values()) - (changes.get(bound, 0) if bound is not None else 0)

    def _supposed(self, cell: Cell, figure: Figure) -> dict[Bound, int]:
        formula = self.network.formula(cell)
        kept = self.network.suppose(cell, figure)
        followed = dict.fromkeys(changed for changed, _ in kept)
        touched = {bound for changed in followed for bound in self.network.uses(changed)}
        if formula is not None:
            touched.add(formula)
        then = {bound: _weight(bound, judge(bound)) for bound in touched}
        self.network.restore(kept)
        return {bound: weight - _weight(bound, self._verdicts[bound]) for bound, weight in then.items()}

    def choosing(self, choice: Cell, option: str, bound: Bound) -> int | None:
        """How much better all but ``bound`` stand with ``option`` chosen; None where one would fail only then.

        Counted as ``gain`` counts: two for each that fails now and does not then.
        """
        chosen, choice.raw = choice.raw, option
        touched = self.network.follow([choice])
        then = {one: judge(one) for one in touched}
        choice.raw = chosen
        self.network.follow([choice])
        mended = [one for one in touched if _holds(self._verdicts[one]) < 0 <= _holds(then[one])]
        if any(_holds(then[one]) < 0 <= _holds(self._verdicts[one]) for one in touched) or bound not in mended:
            return None
        return 2 * (len(mended) - 1)

    def exchanging(self, one: Cell, other: Cell, bound: Bound) -> int | None:
        """As ``gain``, with two figures in each other's place; None where ``bound`` would not hold then."""
        if one.figure is None or other.figure is None:
            return None
        kept = self.network.suppose(one, other.figure)
        kept += self.network.suppose(other, kept[0][1] or one.figure)
        touched = {near for changed, _ in kept for near in self.network.uses(changed)}
        then = {near: judge(near) for near in touched}
        self.network.restore(kept)
        if bound not in then or _holds(then[bound]) < 0:
            return None
        return sum(_holds(then[near]) - _holds(self._verdicts[near]) for near in touched if near is not bound)

    def mends(self, bound: Bound, cell: Cell, figure: Figure) -> bool:
        """Whether ``bound`` would hold with ``figure`` in ``cell``."""
        kept = self.network.suppose(cell, figure)
        verdict = judge(bound)
        self.network.restore(kept)
        return verdict in ("exact", "rounding")


def _holds(verdict: Verdict | None) -> int:
    return -1 if verdict in ("inconsistent", "truncation") else int(verdict in ("exact", "rounding"))


def _weight(bound: Bound, verdict: Verdict | None) -> int:
    """How well a relation stands. A part that is all of its whole, to the digit, counts as an equality would."""
    if verdict != "exact" or not bound.at_most:
        return _holds(verdict)
    arm, figure = bound.arm(), judged(bound)
    value = arm.value() if arm is not None else None
    meets = value is not None and figure is not None and value.point == figure.value * value.over != 0
    return 3 if meets else 1

"""Formulas over cells, and what they give: signed sums and percentages of figures that were rounded.

A value is three rationals, (numerator, denominator) each: its least, its likely and its greatest amount, in billionths
of the base unit, given how the operands were rounded. Whole-number arithmetic only, so no bound is off.
"""

from __future__ import annotations

from dataclasses import dataclass

from model.figures import SCALE
from model.report.tree import Cell

Term = tuple[int, Cell]

WHOLE = 100 * SCALE


@dataclass(frozen=True, slots=True)
class Value:
    """What a formula gives: the least, the likely and the greatest amount, each as a quotient of whole numbers."""

    low: int
    low_over: int
    point: int
    over: int
    high: int
    high_over: int


@dataclass(frozen=True, slots=True)
class Arm:
    """One formula over cells: a signed sum, or 100 (or ``times``) x sum / base (less 100 for growth).

    ``once``: where the first figure is something, the sum is not known before the others are there. ``reading`` is
    another sum by which a typed figure is right, too.
    """

    terms: tuple[Term, ...]
    base: tuple[Term, ...] | None = None
    growth: bool = False
    times: Cell | None = None
    once: tuple[Cell, ...] = ()
    reading: Arm | None = None

    def operands(self) -> list[Cell]:
        """Every cell the formula uses."""
        found = [cell for _, cell in self.terms]
        if self.base is not None:
            found += [cell for _, cell in self.base]
        if self.times is not None:
            found.append(self.times)
        if self.once:
            found += (cell for cell in self.once if cell not in found)
        return found

    def value(self) -> Value | None:
        """What the formula gives; None where an operand is missing or the base may be zero or negative."""
        found = total(self.terms)
        if found is None or self.awaited:
            return None
        low, point, high = found
        if self.base is None:
            return Value(low, 1, point, 1, high, 1)
        base = total(self.base)
        if base is None or base[0] <= 0:
            return None
        base_low, base_point, base_high = base
        if self.times is not None:
            if self.times.figure is None:
                return None
            most = self.times.figure.value
            low, point, high = min(low, base_high), min(point, base_point), min(high, base_low)
            return Value(most * low, base_high, most * point, base_point, most * high, base_low)
        offset = WHOLE if self.growth else 0
        low_over = base_high if low >= 0 else base_low
        high_over = base_low if high >= 0 else base_high
        return Value(
            WHOLE * low - offset * low_over,
            low_over,
            WHOLE * point - offset * base_point,
            base_point,
            WHOLE * high - offset * high_over,
            high_over,
        )

    @property
    def awaited(self) -> list[Cell]:
        """The figures that are still blank without which the sum is not known."""
        amount = self.once[0].figure if self.once else None
        return [cell for cell in self.once[1:] if cell.figure is None] if amount is not None and amount.value else []

    @property
    def has_base(self) -> bool:
        """Whether it is a quotient whose base is there."""
        return self.base is not None and total(self.base) is not None

    @property
    def zero_base(self) -> bool:
        """Whether the base is there and is nothing, so that no percentage of it exists."""
        if self.base is None:
            return False
        base = total(self.base)
        return base is not None and base[1] == 0


def total(terms: tuple[Term, ...]) -> tuple[int, int, int] | None:
    """The least, the likely and the greatest sum of ``terms``; None where one is missing or nothing is there."""
    point = half = 0
    found = False
    for sign, cell in terms:
        amount = cell.figure
        if amount is not None:
            found = True
            point += sign * amount.value
            half += amount.half
        elif cell.raw or not cell.field.blank_is_none:
            return None
    return (point - half, point, point + half) if found else None

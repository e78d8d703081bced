"""Whether printed figures can hang together: a figure stands for every amount that would have been printed so.

All arithmetic is in whole numbers: billionths of base units, and fractions of them where something is divided.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from model.figures import SCALE
from model.language.amounts import Amount
from model.language.quantity import Quantity

Verdict = Literal["exact", "rounding", "truncation", "inconsistent", "not_checked"]
Terms = tuple[tuple[int, Quantity], ...]
HUNDRED = 100 * SCALE


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A way to understand a printed figure: it is ``sign`` times the sum of ``terms``.

    With ``each`` it is that sum times the amount of each. With ``base`` it is that sum over the base's, ``times`` so
    much: 100 for percentages; ``growth``: less 100. ``binding``: the words name the operands beyond doubt. ``role``
    says in Chinese what the base is. ``swapped``: a figure printed right there, and another of its name far from
    there that the reading takes in its place.
    """

    terms: Terms
    base: Terms = ()
    growth: bool = False
    sign: int = 1
    binding: bool = False
    role: str = ""
    swapped: tuple[Quantity, Quantity] | None = None
    times: int = HUNDRED
    each: Quantity | None = None

    def operands(self) -> tuple[Quantity, ...]:
        """The mentions it is computed from."""
        each = () if self.each is None else (self.each,)
        return (*(mention for _, mention in (*self.terms, *self.base)), *each)


def sum_of(parts: Iterable[Quantity]) -> Interpretation:
    """The sum of ``parts``, named beyond doubt."""
    return Interpretation(tuple((1, one) for one in parts), binding=True)


def _bounds(terms: Terms, put: tuple[Quantity, int] | None = None) -> tuple[int, int, int]:
    """Least, printed and greatest sum; ``put`` reads one mention as another value."""
    low = value = high = 0
    for sign, mention in terms:
        amount = mention.amount
        printed = put[1] if put is not None and put[0] is mention else amount.value
        half = amount.half
        if put is not None and put[0] is mention and printed % amount.step:
            half = half * abs(printed) // max(abs(amount.value), 1)  # 1.5元, where 1.5万元 is printed
        value += sign * printed
        low += sign * printed - half
        high += sign * printed + half
    return low, value, high


def expected(reading: Interpretation) -> Fraction | None:
    """What the reading makes of the printed values, in billionths; None on a base of nothing."""
    value = Fraction(_bounds(reading.terms)[1])
    if reading.each is not None:
        value = value * _bounds(((1, reading.each),))[1] / SCALE
    if reading.base:
        base = _bounds(reading.base)[1]
        if base == 0:
            return None
        value = value * reading.times / base - (HUNDRED if reading.growth else 0)
    return reading.sign * value


def compare(
    target: Amount, reading: Interpretation, put: tuple[Quantity, int] | None = None, value: int | None = None
) -> Verdict:
    """How the printed ``target`` (or ``value`` in its place) agrees with ``reading``.

    "truncation": only if the target was cut instead of rounded.
    """
    printed = target.value if value is None else value
    low, point, high = _bounds(reading.terms, put)
    low_over = high_over = over = 1
    if reading.each is not None:
        each = _bounds(((1, reading.each),), put)
        low, point, high = low * each[0], point * each[1], high * each[2]
        low_over = high_over = over = SCALE
    if reading.base:
        base_low, base, base_high = _bounds(reading.base, put)
        if base_low <= 0 <= base_high or base_high < 0:
            return "not_checked"
        times = reading.times
        low, point, high = low * times, point * times, high * times
        low_over, over, high_over = (base_high if low >= 0 else base_low), base, (base_low if high >= 0 else base_high)
        if reading.growth:
            low, point, high = low - HUNDRED * low_over, point - HUNDRED * over, high - HUNDRED * high_over
    if reading.sign < 0:
        low, point, high = -high, -point, -low
        low_over, high_over = high_over, low_over
    half = target.half
    if abs(point - printed * over) <= half * over:
        return "exact"
    if low <= (printed + half) * low_over and (printed - half) * high_over <= high:
        return "rounding"
    cut = low < (printed + 2 * half) * low_over and printed * high_over <= high
    if reading.base and half and cut and point < (printed + 2 * half) * over:  # 3560 of 4000 is 89%: 88% is not cut
        return "truncation"
    return "inconsistent"


def holds(target: Amount, reading: Interpretation) -> bool:
    """Whether the printed figures can be so."""
    return compare(target, reading) in ("exact", "rounding")

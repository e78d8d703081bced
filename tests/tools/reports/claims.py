"""What a report asserts among its printed figures, and whether the printed digits can be true."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.tools.reports.printing import Direction, Interval, Part, Printed

if TYPE_CHECKING:
    from collections.abc import Mapping

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation. ``operands`` are the ids of figures, ``signs`` belong to them in a sum.

    ``form``: "sum" (the signed sum of the operands is 0), "at_most" (first operand >= sum of the others),
    "ratio" (first = 100 x second / sum of the others), "growth" (first with the sign of ``word`` = second / third - 1),
    "average" (first = second / third), "order" (``word`` says which of two is larger), "agree" (two direction words).
    ``binding``: the text alone shows that the relation is meant. ``others``: the rates that a wrong base would give.
    """

    kind: str
    form: str
    operands: tuple[int, ...]
    signs: tuple[int, ...] = ()
    words: tuple[int, ...] = ()
    slack: Decimal = Decimal(0)
    binding: bool = True
    others: tuple[Decimal, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        return self.operands + self.words

    def holds(self, parts: Mapping[int, Part]) -> bool:
        """Whether some amounts within the printed digits make the relation true."""
        words = [part.sign for part in (parts[word] for word in self.words) if isinstance(part, Direction)]
        if self.form == "agree":
            return words[0] == words[1]
        figures = [part.interval for part in (parts[one] for one in self.operands) if isinstance(part, Printed)]
        match self.form:
            case "sum":
                signs = list(self.signs)
                # A direction word turns the sign of the change that follows it; changes are the last operands.
                for place, word in enumerate(reversed(words), start=1):
                    signs[-place] *= word
                low, high = _signed(figures, signs)
                return low - self.slack <= 0 <= high + self.slack
            case "at_most":
                return figures[0].high >= sum(one.low for one in figures[1:])
            case "order":
                return figures[0].high >= figures[1].low if words[0] > 0 else figures[0].low <= figures[1].high
            case "ratio":
                below = Interval(
                    sum((f.low for f in figures[2:]), Decimal(0)), sum((f.high for f in figures[2:]), Decimal(0))
                )
                return _meets(figures[0], _quotient(figures[1], below, HUNDRED), self.slack)
            case "average":
                return _meets(figures[0], _quotient(figures[1], figures[2], Decimal(1)), self.slack)
            case "growth":
                span = _quotient(figures[1], figures[2], HUNDRED)
                if span is None:
                    return True
                span = Interval(span.low - HUNDRED, span.high - HUNDRED)
                printed = figures[0]
                if words and words[0] < 0:
                    printed = Interval(-printed.high, -printed.low)
                return _meets(printed, span, self.slack)
        raise ValueError(self.form)


def _signed(figures: list[Interval], signs: list[int]) -> tuple[Decimal, Decimal]:
    low = high = Decimal(0)
    for one, sign in zip(figures, signs, strict=True):
        low += one.low if sign > 0 else -one.high
        high += one.high if sign > 0 else -one.low
    return low, high


def _quotient(above: Interval, below: Interval, scale: Decimal) -> Interval | None:
    """None where the base may be nothing: no rate is defined on it."""
    if below.low <= 0:
        return None
    corners = [scale * a / b for a in (above.low, above.high) for b in (below.low, below.high)]
    return Interval(min(corners), max(corners))


def _meets(printed: Interval, computed: Interval | None, slack: Decimal) -> bool:
    return computed is None or (printed.low - slack <= computed.high and computed.low <= printed.high + slack)

"""The typed figures that may be wrong where a relation does not hold, and by how much each would have to move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.figures import Figure
from model.report.constraints import Bound
from model.report.formulas import WHOLE, Arm, total
from model.report.network import Network
from model.report.tree import Cell
from model.schema.fields import Number

DEEP = 3
GROSS = 5
MANY = 200  # of as many figures any may be wrong, and to try them all takes seconds


@dataclass(frozen=True, slots=True)
class Suspect:
    """A typed figure that may be wrong, and by how much it would have to move, in billionths.

    It must move by ``least`` to ``most`` (None: no limit known); ``exact`` is the move that mends exactly, where known.
    """

    cell: Cell
    least: int | None
    most: int | None
    exact: int | None


def suspects(bound: Bound, arm: Arm, figure: Figure, network: Network) -> Iterator[Suspect]:
    """The typed figures that may be wrong where ``bound`` does not hold for ``figure``, the judged one first."""
    value = arm.value()
    assert value is not None
    target = bound.target
    if bound.at_most:
        if GROSS * value.point < 7 * figure.value * value.over:  # no decimal point is wrong where a little is too much
            return
        cells = [*([target] if target is not None else []), *arm.operands()]
        for cell in dict.fromkeys(cells):
            if cell.raw and cell.figure is not None and isinstance(cell.field, Number):
                yield Suspect(cell, None, None, None)
        return
    if target is not None:
        step = 2 * figure.half or 1
        places = (2 * abs(value.point) + step * value.over) // (2 * step * value.over)
        exact = places * step * (1 if value.point >= 0 else -1) - figure.value
        least = value.low // value.low_over - figure.high
        most = -(-value.high // value.high_over) - figure.low
        yield from _typed(network, target, 1, least, most, exact)
    operands = dict.fromkeys(arm.operands())
    for cell in operands if len(operands) < MANY else ():
        if cell.figure is not None and isinstance(cell.field, Number):
            room = _room(bound, arm, cell, figure)
            if room is not None:
                yield from _typed(network, cell, 1, *room)


def _typed(
    network: Network, cell: Cell, sign: int, least: int, most: int, exact: int | None, depth: int = 0
) -> Iterator[Suspect]:
    """The typed figures behind ``cell``: itself, or what it is the computed sum of."""
    if len(network.uses(cell)) >= MANY:
        return
    if cell.state == "none":
        return  # 无 is written on purpose, and no slip of a digit makes a figure of it
    if cell.raw:
        moves = sorted((sign * least, sign * most))
        yield Suspect(cell, moves[0], moves[1], None if exact is None else sign * exact)
        return
    arm = network.arm(cell)
    if arm is not None and arm.base is None and depth < DEEP:
        for times, part in arm.terms:
            if part.figure is not None:
                yield from _typed(network, part, sign * times, least, most, exact, depth + 1)


def _room(bound: Bound, arm: Arm, cell: Cell, figure: Figure) -> tuple[int, int, int | None] | None:
    """How far an operand may move for the relation to hold: the least, the most, the exact move where there is one.

    Rounded outwards: what lies inside is still to be tried. None where there is no single unknown.
    """
    if sum(other is cell for other in arm.operands()) != 1:
        return None
    top, base = total(arm.terms), total(arm.base) if arm.base else (WHOLE, WHOLE, WHOLE)
    if top is None or base is None or arm.times is not None:
        return None
    offset = WHOLE if arm.growth else 0
    rates = figure.low + offset, figure.high + offset
    tops = [rate * divisor // WHOLE for rate in rates for divisor in (base[0], base[2])]
    bases = [WHOLE * number // rate for rate in rates for number in (top[0], top[2])] if rates[0] * rates[1] > 0 else []
    for terms, (low, point, high), ends in ((arm.terms, top, tops), (arm.base or (), base, bases)):
        for sign, other in terms:
            if other is cell and ends:
                moves = sorted(sign * (end - point) for end in (min(ends), max(ends) + 1))
                exact = sign * (figure.value - point) if arm.base is None else None
                return moves[0] - (high - low), moves[1] + (high - low), exact
    return None

"""One slip of the fingers in a typed figure that would explain a relation that does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from model.checks.diagnosis.repairs import Repair, to_figure, told
from model.checks.diagnosis.slips import DIGIT, OTHER, SIGN, SWAP, UNIT, factors, scales, shown
from model.checks.diagnosis.suspects import Suspect
from model.checks.diagnosis.what_if import WhatIf
from model.figures import Figure, half_unit
from model.figures import figure as rounded
from model.mistyped import DigitSlip, one_slip_away, slip_between
from model.report.constraints import Bound
from model.report.formulas import Arm
from model.report.network import Network
from model.report.tree import Cell
from model.schema.fields import Number

LEAST_PART = 5
NEAR = 50
"""A blank part is hardly more than one in so many of its sum where the rest comes near it."""


def typing_slips(bound: Bound, suspect: Suspect, what_if: WhatIf) -> Iterator[Repair]:
    """One slip in a typed figure: unit, decimal point, sign, two digits swapped, one digit wrong, or just another."""
    cell, figure, field = suspect.cell, suspect.cell.figure, suspect.cell.field
    assert figure is not None
    assert isinstance(field, Number)
    step = figure.unit.factor * 10 ** (9 - field.decimals)
    for value, what in reversed([*scales(figure)]) if bound.at_most else scales(figure):  # the nearest that is enough
        moved = shown(value, figure.unit, field.decimals) if _in_reach(suspect, value, step) else None
        if moved is not None and _fits(what_if, bound, suspect, moved) and _likely(what_if, bound, cell, moved):
            yield to_figure(UNIT, cell, moved, f"{cell.label}{what}，应为{told(cell, moved)}")
    if figure.unit != cell.unit:
        own = Figure(figure.value * cell.unit.factor // figure.unit.factor, 0, cell.unit, figure.decimals)
        own = replace(own, half=half_unit(cell.unit, figure.decimals))
        if _fits(what_if, bound, suspect, own):
            yield to_figure(UNIT, cell, own, f"{cell.label}单位写错，应为{told(cell, own)}")
    right = figure.value + (suspect.exact or 0)
    if abs(right) > 5 * abs(figure.value) > 0:  # digits went lost when the point was moved
        wanted = replace(figure, value=right)
        for times, over, what in factors(figure):
            cut = times > over and figure == rounded(right, figure.unit, figure.decimals, times // over)
            if cut and _fits(what_if, bound, suspect, wanted):
                yield to_figure(UNIT, cell, wanted, f"{cell.label}{what}，应为{told(cell, wanted)}")
    if bound.at_most:
        return
    turned = replace(figure, value=-figure.value)
    if figure.value and _fits(what_if, bound, suspect, turned):
        yield to_figure(SIGN, cell, turned, f"{cell.label}正负号反了，应为{told(cell, turned)}")
    if suspect.exact is not None and suspect.exact % (2 * figure.half or 1) == 0:
        wanted = replace(figure, value=figure.value + suspect.exact)
        if _fits(what_if, bound, suspect, wanted):
            same_sign = (figure.value < 0) == (wanted.value < 0)
            slip = slip_between(figure.digits(), wanted.digits()) if same_sign else None
            yield from _digits(cell, wanted, slip) if slip else _near_slips(bound, suspect, what_if, {"swap"})
            yield to_figure(OTHER, cell, wanted, f"{cell.label}若为{told(cell, wanted)}则一致")
            return
    yield from _near_slips(bound, suspect, what_if, {"swap", "digit"})


def _near_slips(bound: Bound, suspect: Suspect, what_if: WhatIf, kinds: set[DigitSlip]) -> Iterator[Repair]:
    """The slips of ``kinds`` that make the relation hold, if only as rounding explains it."""
    cell, figure = suspect.cell, suspect.cell.figure
    assert figure is not None
    for value, kind in one_slip_away(figure):
        if kind in kinds and _in_reach(suspect, value, figure.half):
            near = replace(figure, value=value)
            if what_if.mends(bound, cell, near):
                yield from _digits(cell, near, kind)


def swaps_beyond(bound: Bound, arm: Arm, figure: Figure, network: Network) -> Iterator[Repair]:
    """Two digits of the judged figure changed places, where a sum of which a part is still blank comes near it.

    ``figure`` is less than the sum, and put right it is not: what is blank would make up the rest.
    """
    value, target = arm.value(), bound.target
    if value is None or target is None or not target.raw or value.point <= figure.value * value.over:
        return
    right = [one for one, kind in one_slip_away(figure) if kind == "swap" and one * value.over >= value.point]
    near = [one for one in right if (one * value.over - value.point) * NEAR <= value.point]
    if len(right) == 1 and near and any(sign > 0 for sign, _ in blanks(arm, network)):
        yield from _digits(target, replace(figure, value=right[0]), "swap")


def blanks(arm: Arm, network: Network) -> Iterator[tuple[int, Cell]]:
    """The parts of a sum, and of what it adds up, that are blank though most tell them, with their signs."""
    for sign, cell in arm.terms if arm.base is None else ():
        formula = network.formula(cell) if not cell.raw else None
        inner = formula.arm() if formula is not None else None
        if cell.figure is None and not cell.folded:
            yield sign, cell
        elif inner is not None and inner is not arm:
            yield from ((sign * times, part) for times, part in blanks(inner, network))


def _fits(what_if: WhatIf, bound: Bound, suspect: Suspect, figure: Figure) -> bool:
    """Whether the suspect may be ``figure`` at all, and the relation then holds."""
    return _in_reach(suspect, figure.value, figure.half) and what_if.mends(bound, suspect.cell, figure)


def _likely(what_if: WhatIf, bound: Bound, cell: Cell, figure: Figure) -> bool:
    """Whether ``figure`` makes sense in ``cell``: no part of a person, no part that is next to nothing of its whole.

    A smaller figure must explain the difference by what it is: where none at all would do as well, it explains nothing.
    """
    assert isinstance(cell.field, Number)
    assert cell.figure is not None
    least = cell.unit.factor * 10 ** (9 - cell.field.decimals)
    if not cell.field.unit_field and (abs(figure.value) < least or (figure.decimals and not cell.field.decimals)):
        return False
    if not bound.at_most:
        nothing = replace(figure, value=0)
        return abs(figure.value) > abs(cell.figure.value) or not what_if.mends(bound, cell, nothing)
    kept = what_if.network.suppose(cell, figure)
    arm, whole = bound.arm(), bound.target.figure if bound.target is not None else None
    value = arm.value() if arm is not None else None
    likely = value is not None and whole is not None and LEAST_PART * value.point >= whole.value * value.over
    what_if.network.restore(kept)
    return likely


def _in_reach(suspect: Suspect, value: int, half: int) -> bool:
    """Whether the suspect may be ``value``, give or take ``half``: by its field, and by how far it has to move."""
    cell = suspect.cell
    if value < 0 and isinstance(cell.field, Number) and not cell.field.signed:
        return False
    assert cell.figure is not None
    if suspect.least is None or suspect.most is None:
        return True
    return suspect.least - half <= value - cell.figure.value <= suspect.most + half


def _digits(cell: Cell, wanted: Figure, kind: DigitSlip) -> Iterator[Repair]:
    if kind == "swap":
        yield to_figure(SWAP, cell, wanted, f"{cell.label}相邻两位数字颠倒，应为{told(cell, wanted)}")
    elif kind == "digit":
        yield to_figure(DIGIT, cell, wanted, f"{cell.label}有一位数字错，应为{told(cell, wanted)}")

"""Whether a relation holds: the interval test of XBRL Calculations 1.1, in whole numbers.

A printed figure is the interval of all amounts that are rounded to it. A relation holds when the interval of its
formula and the interval of its target have an amount in common.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import Final, Literal, get_args

from model.figures import PERCENT_UNIT, SCALE, SCORE, Figure, half_unit, read
from model.report.constraints import Bound
from model.report.formulas import Arm, Value
from model.report.tree import RowList
from model.schema.fields import NONE
from model.schema.relations import Equal, Within
from model.text import normalise

Verdict = Literal["exact", "rounding", "truncation", "inconsistent", "not_checked", "rule"]

VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
HUNDRED = Figure(100 * SCALE, 0, PERCENT_UNIT, 2)


def judge(bound: Bound) -> Verdict | None:
    """The verdict on the relation; None where there is nothing to judge (not chosen, nothing typed, computed)."""
    target, rule = bound.target, bound.rule
    if target is not None and rule is None and not target.raw:
        return None
    figure = judged(bound)
    if figure is None or not bound.active:
        return None
    arm = bound.arm()
    if arm is None:
        return None
    if isinstance(rule, Within):
        return _within(rule, bound, arm)
    if target is None and all(cell in bound.shares and not cell.raw for _, cell in arm.terms):
        return None  # other relations say what is wrong with them
    if target is None and _before_its_rows(bound, arm):
        return None
    if isinstance(rule, Equal) and rule.typed and not all(one.raw for one in (target, *arm.operands()) if one):
        return None
    value = arm.value()
    if value is None:
        if target is None or target.raw in ("", NONE) or not arm.terms or bound.at_most:
            return None
        if not _reported(arm, all_of_it=rule is not None and not target.folded):
            return None
        if _true_without(figure, arm):
            return "exact"
        return "rule" if arm.zero_base else "not_checked"
    if bound.at_most:
        return "exact" if value.low <= figure.high * value.low_over else "inconsistent"
    if value.point == figure.value * value.over or _repeats(figure, arm, value):
        return "exact"
    verdict = compare(figure, value, strict=strict(figure, arm))
    readings = bound.readings if arm.reading is None else (*bound.readings, arm.reading)
    if verdict == "inconsistent" and any(_agrees(figure, reading) for reading in readings):
        return "exact"
    if verdict == "inconsistent" and _explained(bound, figure, value):
        return "exact"
    if verdict == "inconsistent" and _begun_elsewhere(bound, arm) and value.point < figure.value * value.over:
        return "not_checked"
    if verdict == "inconsistent" and figure.unit.dimension == SCORE and target is not None and target.raw:
        return _score_as_typed(bound, arm, figure, value)
    return verdict


def _before_its_rows(bound: Bound, arm: Arm) -> bool:
    """Whether a computed total has none of the rows yet that it is a total of."""
    lists = [part for part in bound.node.parts.values() if isinstance(part, RowList)]
    return bool(lists) and not any(rows.rows for rows in lists) and not any(cell.raw for _, cell in arm.terms)


def _begun_elsewhere(bound: Bound, arm: Arm) -> bool:
    """Whether nobody typed any of the figures of a sum yet: some came from other parts, and some are still blank."""
    cells = [*arm.operands(), *([bound.target] if bound.target is not None else [])]
    return (
        arm.base is None
        and all(cell.state in ("computed", "missing", "none") for cell in cells)
        and any(cell.state == "missing" for cell in cells)
    )


def _explained(bound: Bound, figure: Figure, value: Value) -> bool:
    """Whether the text beside it tells by what amount they differ: 财政收回未使用指标114.88万元."""
    if bound.reason is None or not any(map(str.isdigit, bound.reason.raw)):
        return False
    from model.language.amounts import MONEY, numbers  # loaded with the first text that is read

    text, apart = normalise(bound.reason.raw), abs(figure.value * value.over - value.point)
    told = [read(text[one.start : one.end], figure.unit, 0) for one in numbers(text) if one.amount.kind == MONEY]
    return any(one.low * value.over <= apart <= one.high * value.over for one in told if one.value)


def _agrees(figure: Figure, arm: Arm) -> bool:
    value = arm.value()
    return value is not None and compare(figure, value, strict=strict(figure, arm)) == "exact"


def _score_as_typed(bound: Bound, arm: Arm, figure: Figure, value: Value) -> Verdict:
    """The verdict on a score that does not hold to all its decimals: scores are rounded to as many as were typed.

    A sum of scores that is a whole number was hardly rounded to it.
    """
    target = bound.target
    assert target is not None
    decimals = sum(1 for _ in takewhile(str.isdigit, target.raw.partition(".")[2]))
    if arm.base is not None or decimals:
        figure = replace(figure, half=half_unit(figure.unit, decimals))
    verdict = compare(figure, value, strict=strict(figure, arm))
    return "rounding" if verdict == "exact" else verdict


def judged(bound: Bound) -> Figure | None:
    """The figure that is judged: the target's, or 100; nothing for a whole that was left empty because there is none.

    None where there is no figure yet.
    """
    target = bound.target
    if target is None:
        return HUNDRED
    # Only where the part is part of it in any case; a limit that is left empty (编制) may just not be told.
    if (
        bound.at_most
        and bound.severity == "error"
        and not target.raw
        and target.figure is None
        and target.field.blank_is_none
    ):
        return Figure(0, 0, target.unit, 0)
    return target.figure


def _reported(arm: Arm, *, all_of_it: bool) -> bool:
    """Whether a department that need not report the operands does so: any of them, or ``all_of_it``.

    Of a total whose parts may all be left empty, and are, nothing is said but the total.
    """
    if len(arm.terms) > 1 and all(cell.state == "missing" and cell.field.blank_is_none for cell in arm.operands()):
        return False
    folded = [cell for cell in arm.operands() if cell.folded]
    if folded and all(cell.figure is None for cell in folded):
        return False
    return not all_of_it or not any(cell.figure is None and not cell.field.blank_is_none for cell in folded)


def _true_without(figure: Figure, arm: Arm) -> bool:
    """Whether a sum comes true where what a department need not report is left empty because there is none."""
    there = tuple((sign, cell) for sign, cell in arm.terms if cell.raw or not cell.folded or cell.figure is not None)
    value = Arm(there).value() if arm.base is None and 1 < len(there) < len(arm.terms) else None
    return value is not None and value.point == figure.value * value.over


def _repeats(figure: Figure, arm: Arm, value: Value) -> bool:
    """Whether a source amount in 元 is what is printed, rounded, in another unit beside it."""
    operand = arm.terms[0][1].figure if arm.base is None and len(arm.terms) == 1 else None
    return operand is not None and not figure.half and abs(value.point - figure.value) <= operand.half


def _within(rule: Within, bound: Bound, arm: Arm) -> Verdict | None:
    value = arm.value()
    if value is None:
        return None
    inside = rule.low * SCALE * value.over <= value.point <= rule.high * SCALE * value.over
    return "exact" if inside or (bound.reason is not None and bound.reason.raw.strip()) else "rule"


def compare(figure: Figure, value: Value, *, strict: bool = False) -> Verdict:
    """How a printed figure agrees with what was computed.

    ``strict``: an equality of amounts in one unit and precision, where rounding explains nothing.
    """
    printed, half, over = figure.value, figure.half, value.over
    if abs(value.point - printed * over) <= half * over and not (strict and value.point != printed * over):
        return "exact"
    if strict:
        return "inconsistent"
    if value.low <= figure.high * value.low_over and figure.low * value.high_over <= value.high:
        return "rounding"
    cut_low, cut_high = (printed, printed + 2 * half) if printed >= 0 else (printed - 2 * half, printed)
    if half and value.low < cut_high * value.low_over and cut_low * value.high_over <= value.high:
        return "truncation"
    return "inconsistent"


def strict(figure: Figure, arm: Arm) -> bool:
    """Whether both sides are one amount in one unit and precision, so that they must be equal."""
    if arm.base is not None or len(arm.terms) != 1 or figure.half == 0:
        return False
    operand = arm.terms[0][1].figure
    return operand is not None and operand.half == figure.half

"""Slips of meaning that explain a relation that does not hold: another base, a lost item, another line quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from model.checks.diagnosis.repairs import Repair, to_figure, told
from model.checks.diagnosis.slips import AT_LEAST, BASE, DIGIT, ITEM, QUOTE, RATIO, SCOPE, SWAP, UNIT, shown
from model.checks.diagnosis.what_if import WhatIf
from model.checks.findings import digits_over
from model.checks.formula_words import formula_words
from model.checks.verdicts import compare, strict
from model.figures import Figure, group
from model.figures import figure as rounded
from model.mistyped import slip_between
from model.report.constraints import Bound
from model.report.formulas import Arm
from model.report.network import Network
from model.report.tree import Cell
from model.schema.fields import NONE, Choice, Money

_A_ROW_MORE: Final = 1000
"""No row that is not there is so many times those that are: the unit is another."""
_LEAST_DIGITS: Final = 4
"""Fewer digits that changed places make the one amount of the other by chance."""


def other_base(bound: Bound, arm: Arm, figure: Figure, what_if: WhatIf) -> Iterator[Repair]:
    """Another case of a choice would agree: of the formula's own, or of the one that computes its base or target."""
    for case, other in bound.arms.items():
        if bound.choice is not None and case != bound.case and agrees(figure, other):
            yield _case(bound.choice, case, other)
    bases = [cell for _, cell in arm.base or ()]
    if arm.base is None and bound.target is not None:
        bases = [bound.target]
    for base in bases:
        chosen = what_if.network.formula(base)
        if chosen is None or chosen.choice is None:
            continue
        for case, other in chosen.arms.items():
            amount = chosen.computed_by(other)
            if case != chosen.case and amount is not None and what_if.mends(bound, base, amount):
                yield replace(_case(chosen.choice, case, other), score=what_if.gain(base, amount, bound))


def _case(choice: Cell, case: str, arm: Arm) -> Repair:
    named = [cell for _, cell in arm.base or arm.terms]
    amount = group(named[0].figure.digits()) if len(named) == 1 and named[0].figure is not None else ""
    way = (
        f"以{case}{amount}为基数则一致，请改基数或改数"
        if amount or arm.base is not None
        else f"{choice.label}选“{case}”则一致"
    )
    return Repair(BASE, choice, case, way)


def other_scope(bound: Bound, what_if: WhatIf) -> Iterator[Repair]:
    """Where a choice says what is compared, and with another option the relation is none, that option.

    Only where nothing is chosen, or amounts in the report speak against what is.
    """
    choice, options = bound.when if bound.when is not None else (None, ())
    if choice is None or not isinstance(choice.field, Choice) or (choice.raw and not bound.is_chosen_against):
        return
    for option in choice.field.options:
        gain = what_if.choosing(choice, option, bound) if option not in options else None
        if gain is not None:
            yield Repair(SCOPE, choice, option, f"{choice.label}选“{option}”则不矛盾", score=gain)


def left_from_last_year(bound: Bound, arm: Arm, figure: Figure) -> Iterator[Repair]:
    """The judged figure is last year's to the last digit: it was left in, or typed from the wrong column."""
    target, value = bound.target, arm.value()
    if target is None or not target.raw or value is None or arm.base is not None:
        return
    before = next((cell for cell in target.node.own_cells if cell.field.from_last is target.field), None)
    wanted = shown(value.point // value.over, figure.unit, figure.decimals) if not value.point % value.over else None
    if before is None or before.figure is None or wanted is None or len(figure.digits().strip("0.")) < _LEAST_DIGITS:
        return
    if before.figure.value == figure.value != wanted.value:
        yield to_figure(ITEM, target, wanted, f"{target.label}与{before.field.label}一样，应为{told(target, wanted)}")


def on_its_base(bound: Bound) -> Repair | None:
    """The typed rate or share as it is on the base that counts now, which is then chosen; None where none is known."""
    arm, target = bound.arm(), bound.target
    right = arm.value() if arm is not None else None
    if right is None or target is None or not target.raw or target.figure is None:
        return None
    wanted = rounded(right.point, target.figure.unit, target.figure.decimals, right.over)
    mended = to_figure(RATIO, target, wanted, f"以现在的基数，应为{wanted.digits()}{wanted.unit.name}")
    choice = bound.choice
    return mended if choice is None or choice.raw else replace(mended, also=((choice, bound.case),))


def agrees(figure: Figure, arm: Arm) -> bool:
    """Whether the printed figure is what ``arm`` gives, within rounding."""
    value = arm.value()
    return value is not None and compare(figure, value, strict=strict(figure, arm)) in ("exact", "rounding")


def other_ratio(bound: Bound, arm: Arm, figure: Figure) -> Iterator[Repair]:
    """A rate that is exact on another amount of the same record; on its own base, it is what the relation says."""
    target, right = bound.target, arm.value()
    if arm.base is None or target is None or not target.raw or right is None:
        return
    wanted = digits_over(right.point, right.over, target.unit, figure.decimals)
    turned = replace(arm, terms=arm.base, base=arm.terms).value() if arm.growth else None
    if turned is not None and compare(replace(figure, value=-figure.value), turned) == "exact":
        now, then = (formula_words(bound, replace(arm, terms=terms, base=None)) for terms in (arm.terms, arm.base))
        yield Repair(RATIO, target, wanted, f"以{now}为基数了，增减率应除以{then}，应为{wanted}{target.unit.name}")
    used = {target, *arm.operands()}
    for cell in bound.node.cells():
        amount = cell.figure
        if cell in used or amount is None or amount.unit.dimension != _dimension(arm):
            continue
        value = replace(arm, base=((1, cell),)).value()
        if value is not None and compare(figure, value) == "exact":
            yield Repair(RATIO, target, wanted, f"以{cell.label}{told(cell, amount)}为基数则一致，可能基数用错")


def _dimension(arm: Arm) -> str:
    figure = arm.base[0][1].figure if arm.base else None
    return "" if figure is None else figure.unit.dimension


def left_out_items(bound: Bound, arm: Arm, figure: Figure) -> Iterator[Repair]:
    """The difference is one of the items: left out of the total, or counted twice in it."""
    target = bound.target
    if arm.base is not None or len(arm.terms) < 2 or target is None:
        return
    value = arm.value()
    assert value is not None
    wanted = replace(figure, value=value.point)
    if value.point < figure.value and all(cell.node.index >= 0 for _, cell in arm.terms):
        lost = replace(figure, value=figure.value - value.point)
        if lost.value < _A_ROW_MORE * value.point:
            yield Repair(QUOTE, target, "", f"可能漏列了一项{told(target, lost)}")
    for sign, cell in arm.terms:
        amount = cell.figure
        if amount is None or not amount.value:
            continue
        if not target.raw:
            if cell.node.index >= 0 and value.point - sign * amount.value == figure.value:
                same = [other for _, other in arm.terms if other.node.title == cell.node.title]
                if same[1:2] == [cell]:
                    yield Repair(ITEM, cell, "", f"{cell.node.title}{told(cell, amount)}录了两次，删去一行则一致")
            continue
        for times, what in ((1, "漏算了"), (-1, "重复计算了")):
            if value.point - times * sign * amount.value != figure.value:
                continue
            name = cell.node.title if cell.field.name == "amount" else cell.field.label
            twice = sum(other.figure == amount for _, other in arm.terms) > 1
            hint = f"，或{name}录了两次" if times == 1 and twice else ""
            text = f"{target.label}{what}{name}{told(cell, amount)}，应为{told(target, wanted)}{hint}"
            yield to_figure(ITEM, target, wanted, text)


def too_small_total(target: Cell, arm: Arm, figure: Figure) -> Iterator[Repair]:
    """The typed total of a list is less than its rows: one digit of it is wrong, or it is their sum at least."""
    value = arm.value()
    lists = [cell.node.row_list for _, cell in arm.terms]
    own = all(rows is not None and rows.node is target.node for rows in lists)
    wanted = shown(value.point, figure.unit, figure.decimals) if value is not None else None
    if wanted is None or not own or len(lists) < 2 or not target.raw:
        return
    typed = replace(figure, decimals=wanted.decimals).digits()
    if slip_between(typed, wanted.digits()) is not None:
        yield to_figure(DIGIT, target, wanted, f"{target.label}有一位数字错，应为{told(target, wanted)}")
    else:
        yield to_figure(AT_LEAST, target, wanted, f"{target.label}至少应为所列各项之和{told(target, wanted)}")


def counted_in_others(arm: Arm, figure: Figure, network: Network) -> Iterator[Repair]:
    """A part that not every department tells apart is in other parts of a sum already: 工勤人员."""
    value = arm.value()
    if value is None or arm.base is not None:
        return
    for sign, cell in arm.terms:
        parts = network.arm(cell) if not cell.raw else None
        for times, part in parts.terms if parts is not None and parts.base is None else ((1, cell),):
            apart = part.raw and part.field.folded and part.field.blank_is_none
            if apart and part.figure is not None and value.point - sign * times * part.figure.value == figure.value:
                text = f"{part.label}{told(part, part.figure)}已算在其他各类里，改为“{NONE}”则一致"
                yield Repair(ITEM, part, NONE, text)


def all_of_its_whole(target: Cell, arm: Arm, figure: Figure) -> Iterator[Repair]:
    """Two digits of a part, or of the whole, changed places: put right, the parts come to the whole, to the digit."""
    value = arm.value()
    if value is None or value.over != 1:
        return
    for sign, cell in ((-1, target), *arm.terms):
        amount = cell.figure
        if not cell.raw or amount is None or len(amount.digits()) < _LEAST_DIGITS:
            continue
        wanted = replace(amount, value=amount.value - sign * (value.point - figure.value))
        if wanted.value > 0 and slip_between(amount.digits(), wanted.digits()) == "swap":
            text = f"{cell.label}相邻两位数字颠倒，应为{told(cell, wanted)}"
            yield to_figure(SWAP, cell, wanted, text)


def exchanged(bound: Bound, arm: Arm, what_if: WhatIf) -> Iterator[Repair]:
    """The amount of a row stands where another of the row belongs: both put right, more holds than this relation."""
    for _, cell in arm.terms:
        for other in cell.node.own_cells if cell.raw and cell.node.index >= 0 else ():
            if other is cell or not other.raw or not isinstance(other.field, Money):
                continue
            gain = what_if.exchanging(cell, other, bound)
            if gain is not None and gain > 0:
                text = f"{cell.label}和{other.field.label}填反了，对调则一致"
                yield Repair(SWAP, cell, other.raw, text, gain, ((other, cell.raw),))


def added_up(network: Network, target: Cell, source: Cell) -> Iterator[Repair]:
    """One side was not typed but added up from rounded parts, and may as well be what the other side says."""
    for computed, typed in ((target, source), (source, target)):
        arm = network.arm(computed) if not computed.raw and typed.raw else None
        if arm is not None and typed.figure is not None and computed.figure is not None and agrees(typed.figure, arm):
            text = f"{computed.label}是各项四舍五入后相加得来的，直接填{typed.figure.text()}则一致"
            yield Repair(UNIT, computed, typed.figure.digits(computed.unit), text)


def quoted_elsewhere(bound: Bound, source: Cell, target: Cell, figure: Figure) -> Iterator[Repair]:
    """The restated figure is another one of the same record."""
    for cell in bound.node.cells():
        other = cell.figure
        if cell is target or cell is source or other is None or other.unit.dimension != figure.unit.dimension:
            continue
        if cell.node is bound.node and abs(other.value - figure.value) <= figure.half + other.half and other.value:
            yield Repair(QUOTE, target, "", f"{target.label}与{cell.label}{told(cell, other)}一致，可能引错了数")

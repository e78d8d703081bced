"""Names the slip that probably made a relation fail, each with the one value that would mend it.

Nothing here is certain: the caller says "possible". Repairs are ranked by how many other relations they would mend,
less those they would break.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from model.binding import WHOLE, total
from model.fields import Number
from model.figures import MONEY, PERCENT, SCALE, Figure, group
from model.verdicts import HUNDRED, compare, judge, strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.binding import Arm, Bound
    from model.report import Cell

# The order in which slips of the same rank are offered: the ones that leave the least to chance first.
BASE, UNIT, SIGN, ITEM, SWAP, DIGIT, QUOTE, OTHER = range(8)


class Repair(NamedTuple):
    """A possible slip: what it was, in words, and the text ``raw`` that the field ``cell`` would get."""

    kind: int
    cell: Cell
    raw: str
    text: str
    score: int = 0


def diagnose(bound: Bound, most: int = 3) -> list[Repair]:
    """The likeliest slips behind an inconsistent relation, best first, at most ``most``; none where nothing fits."""
    arm = bound.arm()
    if arm is None or arm.value() is None:
        return []
    found: dict[tuple[int, str], Repair] = {}
    for repair in _candidates(bound, arm):
        score = _score(bound, repair)
        if repair.kind == OTHER and score < 1:
            continue
        found.setdefault((id(repair.cell), repair.raw), repair._replace(score=score))
    ranked = sorted(found.values(), key=lambda repair: (-repair.score, repair.kind))
    return ranked[:most]


def _candidates(bound: Bound, arm: Arm) -> Iterator[Repair]:
    target = bound.target
    figure = HUNDRED if target is None else target.figure
    assert figure is not None
    if not bound.at_most and (bases := list(_other_base(bound, arm, figure))):
        yield from bases
        return
    if target is not None and target.raw:
        yield from _mended_target(bound, arm, target, figure)
    yield from _items(bound, arm, figure)
    for cell in dict.fromkeys(arm.operands()):
        if cell.raw and cell.figure is not None and isinstance(cell.field, Number):
            yield from _mended_operand(bound, cell, cell.figure)
    if target is not None and not bound.at_most and arm.base is None and len(arm.terms) == 1:
        yield from _quoted_elsewhere(bound, arm.terms[0][1], target, figure)


def _other_base(bound: Bound, arm: Arm, figure: Figure) -> Iterator[Repair]:
    """Another case of a choice would agree: of the formula's own, or of the one that computes its base or target."""
    for case, other in bound.arms.items():
        if bound.choice is not None and case != bound.case and agrees(figure, other):
            yield _case(bound.choice, case, other)
    bases = [cell for _, cell in arm.base or ()]
    if arm.base is None and bound.target is not None:
        bases = [bound.target]
    for base in bases:
        chosen = base.formula
        if chosen is None or chosen.choice is None:
            continue
        for case, other in chosen.arms.items():
            amount = chosen.computed_by(other)
            if case != chosen.case and amount is not None and _mends(bound, base, amount):
                yield _case(chosen.choice, case, other)._replace(score=_gain(base, amount, bound))


def _case(choice: Cell, case: str, arm: Arm) -> Repair:
    named = [cell for _, cell in arm.base or arm.terms]
    amount = group(named[0].figure.digits()) if len(named) == 1 and named[0].figure is not None else ""
    return Repair(BASE, choice, case, f"以{case}{amount}为基数则一致，请改基数或改数")


def agrees(figure: Figure, arm: Arm) -> bool:
    """Whether the printed figure is what ``arm`` gives, within rounding."""
    value = arm.value()
    return value is not None and compare(figure, value, strict=strict(figure, arm)) in ("exact", "rounding")


def _mended_target(bound: Bound, arm: Arm, target: Cell, figure: Figure) -> Iterator[Repair]:
    value = arm.value()
    assert value is not None
    for factor, what in _slips(figure):
        moved = scaled(figure, factor)
        if moved is not None and not bound.at_most and compare(moved, value) in ("exact", "rounding"):
            yield Repair(UNIT, target, moved.digits(), f"{target.label}{what}，应为{moved.text()}")
    if bound.at_most:
        return
    turned = figure._replace(value=-figure.value)
    if figure.value and compare(turned, value) in ("exact", "rounding"):
        yield Repair(SIGN, target, turned.digits(), f"{target.label}正负号反了，应为{turned.text()}")
    step = 2 * figure.half or figure.unit.factor * SCALE // 10**figure.decimals
    places = (2 * abs(value.point) + step * value.over) // (2 * step * value.over)
    wanted = figure._replace(value=places * step * (1 if value.point >= 0 else -1))
    yield from _digits(target, figure, wanted)
    yield Repair(OTHER, target, wanted.digits(), f"{target.label}若为{wanted.text()}则一致")


def _slips(figure: Figure) -> Iterator[tuple[tuple[int, int], str]]:
    if figure.unit.dimension == MONEY:
        yield (1, 10**4), "大了一万倍（把元当成了万元）"
        yield (10**4, 1), "小了一万倍（把亿元当成了万元）"
        yield (1, 10**3), "大了一千倍"
        yield (10**3, 1), "小了一千倍"
    elif figure.unit.dimension == PERCENT:
        yield (100, 1), "小了一百倍（填了小数而不是百分数）"
        yield (1, 100), "大了一百倍"
    yield (1, 10), "小数点错了一位（大了十倍）"
    yield (10, 1), "小数点错了一位（小了十倍）"


def scaled(figure: Figure, factor: tuple[int, int]) -> Figure | None:
    """The figure times a factor, to the same decimals; None where it is nothing."""
    times, over = factor
    if not figure.value:
        return None
    step = 2 * figure.half or figure.unit.factor
    value = (abs(figure.value) * times * 2 + step * over) // (2 * step * over) * step
    return figure._replace(value=value if figure.value > 0 else -value) if value else None


def _items(bound: Bound, arm: Arm, figure: Figure) -> Iterator[Repair]:
    """The difference is one of the items: left out of the total, or counted twice in it."""
    if arm.base is not None or len(arm.terms) < 2 or bound.target is None or not bound.target.raw or bound.at_most:
        return
    value = arm.value()
    assert value is not None
    wanted = figure._replace(value=value.point)
    for sign, cell in arm.terms:
        amount = cell.figure
        if amount is None or not amount.value:
            continue
        for times, what in ((1, "漏算了"), (-1, "重复计算了")):
            rest = value._replace(
                low=value.low - times * sign * amount.value,
                point=value.point - times * sign * amount.value,
                high=value.high - times * sign * amount.value,
            )
            if compare(figure, rest) == "exact":
                name = cell.node.title if cell.field.name == "amount" else cell.field.label
                text = f"{bound.target.label}{what}{name}{amount.text()}，应为{wanted.text()}"
                yield Repair(ITEM, bound.target, wanted.digits(), text)


def _mended_operand(bound: Bound, cell: Cell, figure: Figure) -> Iterator[Repair]:
    """One slip of the fingers in an operand: sign, unit, two digits swapped, one digit wrong."""
    least, most = _room(bound, cell, figure)
    for factor, what in _slips(figure):
        moved = scaled(figure, factor)
        if moved is not None and least <= moved.value <= most and _mends(bound, cell, moved):
            yield Repair(UNIT, cell, moved.digits(), f"{cell.label}{what}，应为{moved.text()}")
    turned = figure._replace(value=-figure.value)
    if figure.value and least <= turned.value <= most and _mends(bound, cell, turned):
        yield Repair(SIGN, cell, turned.digits(), f"{cell.label}正负号反了，应为{turned.text()}")
    wanted = _solved(bound, cell, figure)
    if wanted is not None:
        yield from _digits(cell, figure, wanted)
        yield Repair(OTHER, cell, wanted.digits(), f"{cell.label}若为{wanted.text()}则一致")
        return
    for value, kind in neighbours(figure):
        if least <= value <= most:
            near = figure._replace(value=value)
            if _mends(bound, cell, near):
                yield from _digits(cell, figure, near, kind)


def _room(bound: Bound, cell: Cell, figure: Figure) -> tuple[float, float]:
    """Between which values of ``cell`` the relation may hold: solved for the cell, since trying each one takes long.

    Rounded outwards: what lies inside is still to be tried. No limits where there is no single unknown.
    """
    arm, printed = bound.arm(), HUNDRED if bound.target is None else bound.target.figure
    if arm is None or printed is None or bound.at_most or sum(other is cell for other in arm.operands()) != 1:
        return -inf, inf
    top, base = total(arm.terms), total(arm.base) if arm.base else (WHOLE, WHOLE, WHOLE)
    if top is None or base is None:
        return -inf, inf
    offset = WHOLE if arm.growth else 0
    rates = printed.low + offset, printed.high + offset
    tops = [rate * divisor / WHOLE for rate in rates for divisor in (base[0], base[2])]
    bases = [WHOLE * number / rate for rate in rates for number in (top[0], top[2])] if rates[0] * rates[1] > 0 else []
    for terms, (low, point, high), ends in ((arm.terms, top, tops), (arm.base or (), base, bases)):
        for sign, other in terms:
            if other is cell and ends:
                moves = [sign * (end - point) for end in ends]
                return figure.value + min(moves) - (high - low), figure.value + max(moves) + (high - low)
    return -inf, inf


def _solved(bound: Bound, cell: Cell, figure: Figure) -> Figure | None:
    """What ``cell`` would have to be for a signed sum to be exact; None for quotients."""
    arm, target = bound.arm(), bound.target
    if arm is None or arm.base is not None or bound.at_most:
        return None
    signs = [sign for sign, other in arm.terms if other is cell]
    value = arm.value()
    printed = HUNDRED if target is None else target.figure
    if len(signs) != 1 or value is None or printed is None:
        return None
    wanted = figure._replace(value=figure.value + signs[0] * (printed.value - value.point))
    step = 2 * figure.half or 1
    return wanted if wanted.value % step == 0 else None


def _digits(cell: Cell, figure: Figure, wanted: Figure, kind: int | None = None) -> Iterator[Repair]:
    was, new = figure.digits(), wanted.digits()
    kind = slip(was, new) if kind is None else kind
    if kind == SWAP:
        yield Repair(SWAP, cell, new, f"{cell.label}相邻两位数字颠倒，应为{wanted.text()}")
    elif kind == DIGIT:
        yield Repair(DIGIT, cell, new, f"{cell.label}有一位数字错，应为{wanted.text()}")


def slip(was: str, new: str) -> int | None:
    """SWAP or DIGIT when ``new`` is ``was`` with two neighbouring digits swapped or one digit changed, else None."""
    if len(was) != len(new):
        was, new = was.rjust(len(new), "0"), new.rjust(len(was), "0")
    wrong = [place for place, (old, right) in enumerate(zip(was, new, strict=True)) if old != right]
    if len(wrong) == 1 and was[wrong[0]].isdigit() and new[wrong[0]].isdigit():
        return DIGIT
    if len(wrong) == 2:
        first, second = wrong
        between = was[first + 1 : second]
        if between in ("", ".") and was[first] == new[second] and was[second] == new[first]:
            return SWAP
    return None


def neighbours(figure: Figure) -> Iterator[tuple[int, int]]:
    """The values one slip of the fingers away: neighbours swapped, then one digit changed."""
    digits = figure.digits().removeprefix("-")
    step = figure.unit.factor * SCALE // 10**figure.decimals
    plain = digits.replace(".", "")
    sign = -1 if figure.value < 0 else 1
    for place in range(len(plain) - 1):
        if plain[place] != plain[place + 1]:
            swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
            yield sign * int(swapped) * step, SWAP
    whole = int(plain)
    for place, old in enumerate(plain):
        weight = 10 ** (len(plain) - 1 - place)
        for digit in range(10):
            if digit != int(old) and not (place == 0 and digit == 0 and len(plain) > 1):
                yield sign * (whole + (digit - int(old)) * weight) * step, DIGIT


def _quoted_elsewhere(bound: Bound, source: Cell, target: Cell, figure: Figure) -> Iterator[Repair]:
    """The restated figure is another one of the same record."""
    for cell in bound.node.cells():
        other = cell.figure
        if cell is target or cell is source or other is None or other.unit.dimension != figure.unit.dimension:
            continue
        if cell.node is bound.node and abs(other.value - figure.value) <= figure.half + other.half and other.value:
            yield Repair(QUOTE, target, "", f"{target.label}与{cell.label}{other.text()}一致，可能引错了数")


def _mends(bound: Bound, cell: Cell, figure: Figure) -> bool:
    kept = cell.figure
    cell.figure = figure
    verdict = judge(bound)
    cell.figure = kept
    return verdict in ("exact", "rounding")


def _score(bound: Bound, repair: Repair) -> int:
    """How many other relations of the repaired field hold afterwards, less those that hold only now."""
    figure = repair.cell.figure
    if figure is None or not repair.raw:
        return repair.score
    return _gain(repair.cell, figure._replace(value=_value(repair.raw, figure)), bound)


def _gain(cell: Cell, figure: Figure, bound: Bound) -> int:
    others = [other for other in cell.feeds if other is not bound]
    if cell.formula is not None and cell.formula is not bound:
        others.append(cell.formula)
    before = [judge(other) for other in others]
    kept = cell.figure
    cell.figure = figure
    after = [judge(other) for other in others]
    cell.figure = kept
    return sum(_holds(new) - _holds(old) for old, new in zip(before, after, strict=True))


def _value(raw: str, like: Figure) -> int:
    whole, _, tail = raw.partition(".")
    return int(whole + tail) * (like.unit.factor * SCALE // int(10 ** len(tail)))


def _holds(verdict: str | None) -> int:
    return -1 if verdict in ("inconsistent", "truncation") else int(verdict in ("exact", "rounding"))

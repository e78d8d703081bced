"""Names the slip that probably made a relation fail, each with the one value that would mend it.

Nothing here is certain: the caller says "possible". A slip may sit in the judged figure, in an operand, or in what a
computed operand was computed from. Repairs are ranked by how many other relations they would mend, less those they
would break.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.checks.slips import (
    BASE,
    DIGIT,
    ITEM,
    OTHER,
    QUOTE,
    RATIO,
    SIGN,
    SWAP,
    UNIT,
    factors,
    neighbours,
    scales,
    shown,
    slip,
)
from model.checks.verdicts import HUNDRED, compare, judge, strict
from model.figures import Figure, group, half_unit
from model.figures import figure as rounded
from model.report.formulas import WHOLE, total
from model.schema.fields import Number
from model.values import ValueType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from model.checks.verdicts import Verdict
    from model.report.constraints import Bound
    from model.report.formulas import Arm
    from model.report.tree import Cell

DEEP = 3
LEAST_PART = GROSS = 5
MANY = 200  # of as many figures any may be wrong, and to try them all takes seconds


class Repair(ValueType):
    """A possible slip: what it was, in words, and the text ``raw`` that the field ``cell`` would get ("": none)."""

    __slots__ = ("kind", "cell", "raw", "text", "score")

    def __init__(self, kind: int, cell: Cell, raw: str, text: str, score: int = 0) -> None:
        self.kind = kind
        self.cell = cell
        self.raw = raw
        self.text = text
        self.score = score


class Suspect(ValueType):
    """A typed figure that may be wrong, and by how much it would have to move, in billionths.

    It must move by ``least`` to ``most`` (None: no limit known); ``exact`` is the move that mends exactly, where known.
    """

    __slots__ = ("cell", "least", "most", "exact")

    def __init__(self, cell: Cell, least: int | None, most: int | None, exact: int | None) -> None:
        self.cell = cell
        self.least = least
        self.most = most
        self.exact = exact


class Standing:
    """How every relation stands, and what a supposed figure would change about that.

    Where one wrong base makes a whole table fail, the same is supposed for each of its lines, and judged once only.
    """

    def __init__(self, verdicts: Mapping[Bound, Verdict | None]) -> None:
        self._verdicts = verdicts
        self._changes: dict[tuple[int, int, int], dict[Bound, int]] = {}

    def gain(self, cell: Cell, figure: Figure, bound: Bound) -> int:
        """How many relations but ``bound`` hold with ``figure`` in ``cell``, less those that hold only now."""
        supposed = id(cell), figure.value, figure.half
        changes = self._changes.get(supposed)
        if changes is None:
            changes = self._changes[supposed] = self._supposed(cell, figure)
        return sum(changes.values()) - changes.get(bound, 0)

    def _supposed(self, cell: Cell, figure: Figure) -> dict[Bound, int]:
        touched = cell.feeds if cell.formula is None else [*cell.feeds, cell.formula]
        kept = _suppose(cell, figure)
        changes = {bound: _holds(judge(bound)) - _holds(self._verdicts[bound]) for bound in touched}
        _restore(kept)
        return changes


def diagnose(bound: Bound, standing: Standing, most: int = 3) -> list[Repair]:
    """The likeliest slips behind an inconsistent relation, best first, at most ``most``; none where nothing fits.

    ``standing`` says how every relation stands.
    """
    arm = bound.arm()
    if arm is None or arm.value() is None:
        return []
    found: dict[tuple[int, str], Repair] = {}
    for repair in _candidates(bound, arm, standing):
        kept = found.get((id(repair.cell), repair.raw))
        if kept is None or repair.kind < kept.kind:
            found[id(repair.cell), repair.raw] = repair
    scored = [repair.replaced(score=_score(bound, repair, standing)) for repair in found.values()]
    scored.sort(key=lambda repair: (-repair.score, repair.kind))
    ranked = [repair for repair in scored if repair.score > 0 or (repair.score == 0 and repair.kind != OTHER)]
    if not ranked:  # what breaks as much elsewhere is offered only where nothing better is known
        ranked = [repair for repair in scored if repair.kind != OTHER]
        if not bound.computes:  # else the computed figure can be taken instead
            ranked += [repair for repair in scored if repair.kind == OTHER and repair.cell is bound.target]
    return ranked[:most]


def _candidates(bound: Bound, arm: Arm, standing: Standing) -> Iterator[Repair]:
    target = bound.target
    figure = HUNDRED if target is None else target.figure
    assert figure is not None
    if not bound.at_most:
        if bases := list(_other_base(bound, arm, figure, standing)):
            yield from bases
            return
        yield from _items(bound, arm, figure)
        yield from _other_ratio(bound, arm, figure)
        if target is not None and arm.base is None and len(arm.terms) == 1:
            yield from _added_up(target, arm.terms[0][1])
            yield from _quoted_elsewhere(bound, arm.terms[0][1], target, figure)
    for suspect in _suspects(bound, arm, figure):
        yield from _mended(bound, suspect)


def _other_base(bound: Bound, arm: Arm, figure: Figure, standing: Standing) -> Iterator[Repair]:
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
                yield _case(chosen.choice, case, other).replaced(score=standing.gain(base, amount, bound))


def _case(choice: Cell, case: str, arm: Arm) -> Repair:
    named = [cell for _, cell in arm.base or arm.terms]
    amount = group(named[0].figure.digits()) if len(named) == 1 and named[0].figure is not None else ""
    return Repair(BASE, choice, case, f"以{case}{amount}为基数则一致，请改基数或改数")


def agrees(figure: Figure, arm: Arm) -> bool:
    """Whether the printed figure is what ``arm`` gives, within rounding."""
    value = arm.value()
    return value is not None and compare(figure, value, strict=strict(figure, arm)) in ("exact", "rounding")


def _other_ratio(bound: Bound, arm: Arm, figure: Figure) -> Iterator[Repair]:
    """A rate that is exact on another amount of the same record."""
    target = bound.target
    if arm.base is None or target is None or not target.raw:
        return
    used = {target, *arm.operands()}
    for cell in bound.node.cells():
        amount = cell.figure
        if cell in used or amount is None or amount.unit.dimension != _dimension(arm):
            continue
        value = arm.replaced(base=((1, cell),)).value()
        if value is not None and compare(figure, value) == "exact":
            yield Repair(RATIO, target, "", f"以{cell.label}{amount.text()}为基数则一致，可能基数用错")


def _dimension(arm: Arm) -> str:
    figure = arm.base[0][1].figure if arm.base else None
    return "" if figure is None else figure.unit.dimension


def _items(bound: Bound, arm: Arm, figure: Figure) -> Iterator[Repair]:
    """The difference is one of the items: left out of the total, or counted twice in it."""
    target = bound.target
    if arm.base is not None or len(arm.terms) < 2 or target is None:
        return
    value = arm.value()
    assert value is not None
    wanted = figure.replaced(value=value.point)
    if value.point < figure.value and all(cell.node.index >= 0 for _, cell in arm.terms):
        lost = figure.replaced(value=figure.value - value.point)
        yield Repair(QUOTE, target, "", f"可能漏列了一项{lost.text()}")
    for sign, cell in arm.terms:
        amount = cell.figure
        if amount is None or not amount.value:
            continue
        if not target.raw:
            if cell.node.index >= 0 and value.point - sign * amount.value == figure.value:
                same = [other for _, other in arm.terms if other.node.title == cell.node.title]
                if same[1:2] == [cell]:
                    yield Repair(ITEM, cell, "", f"{cell.node.title}{amount.text()}录了两次，删去一行则一致")
            continue
        for times, what in ((1, "漏算了"), (-1, "重复计算了")):
            if value.point - times * sign * amount.value != figure.value:
                continue
            name = cell.node.title if cell.field.name == "amount" else cell.field.label
            twice = sum(other.figure == amount for _, other in arm.terms) > 1
            hint = f"，或{name}录了两次" if times == 1 and twice else ""
            text = f"{target.label}{what}{name}{amount.text()}，应为{wanted.text()}{hint}"
            yield Repair(ITEM, target, wanted.digits(), text)


def _suspects(bound: Bound, arm: Arm, figure: Figure) -> Iterator[Suspect]:
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
        yield from _typed(target, 1, least, most, exact)
    operands = dict.fromkeys(arm.operands())
    for cell in operands if len(operands) < MANY else ():
        if cell.figure is not None and isinstance(cell.field, Number):
            room = _room(bound, arm, cell, figure)
            if room is not None:
                yield from _typed(cell, 1, *room)


def _typed(cell: Cell, sign: int, least: int, most: int, exact: int | None, depth: int = 0) -> Iterator[Suspect]:
    """The typed figures behind ``cell``: itself, or what it is the computed sum of."""
    if len(cell.feeds) >= MANY:
        return
    if cell.raw:
        moves = sorted((sign * least, sign * most))
        yield Suspect(cell, moves[0], moves[1], None if exact is None else sign * exact)
        return
    arm = cell.formula.arm() if cell.formula is not None else None
    if arm is not None and arm.base is None and depth < DEEP:
        for times, part in arm.terms:
            if part.figure is not None:
                yield from _typed(part, sign * times, least, most, exact, depth + 1)


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


def _mended(bound: Bound, suspect: Suspect) -> Iterator[Repair]:
    """One slip in a typed figure: unit, decimal point, sign, two digits swapped, one digit wrong, or just another."""
    cell, figure, field = suspect.cell, suspect.cell.figure, suspect.cell.field
    assert figure is not None
    assert isinstance(field, Number)
    step = figure.unit.factor * 10 ** (9 - field.decimals)
    for value, what in reversed([*scales(figure)]) if bound.at_most else scales(figure):  # the nearest that is enough
        moved = shown(value, figure.unit, field.decimals) if _in_reach(suspect, value, step) else None
        if moved is not None and _fits(bound, suspect, moved) and _likely(bound, cell, moved):
            yield Repair(UNIT, cell, moved.digits(), f"{cell.label}{what}，应为{moved.text()}")
    if figure.unit != cell.unit:
        own = Figure(figure.value * cell.unit.factor // figure.unit.factor, 0, cell.unit, figure.decimals)
        own = own.replaced(half=half_unit(cell.unit, figure.decimals))
        if _fits(bound, suspect, own):
            yield Repair(UNIT, cell, own.digits(), f"{cell.label}单位写错，应为{own.text()}")
    right = figure.value + (suspect.exact or 0)
    if abs(right) > 5 * abs(figure.value) > 0:  # digits went lost when the point was moved
        wanted = figure.replaced(value=right)
        for times, over, what in factors(figure):
            cut = times > over and figure == rounded(right, figure.unit, figure.decimals, times // over)
            if cut and _fits(bound, suspect, wanted):
                yield Repair(UNIT, cell, wanted.digits(), f"{cell.label}{what}，应为{wanted.text()}")
    if bound.at_most:
        return
    turned = figure.replaced(value=-figure.value)
    if figure.value and _fits(bound, suspect, turned):
        yield Repair(SIGN, cell, turned.digits(), f"{cell.label}正负号反了，应为{turned.text()}")
    if suspect.exact is not None and suspect.exact % (2 * figure.half or 1) == 0:
        wanted = figure.replaced(value=figure.value + suspect.exact)
        if _fits(bound, suspect, wanted):
            yield from _digits(cell, figure, wanted, slip(figure.digits(), wanted.digits()))
            yield Repair(OTHER, cell, wanted.digits(), f"{cell.label}若为{wanted.text()}则一致")
            return
    for value, kind in neighbours(figure):
        if _in_reach(suspect, value, figure.half):
            near = figure.replaced(value=value)
            if _mends(bound, cell, near):
                yield from _digits(cell, figure, near, kind)


def _fits(bound: Bound, suspect: Suspect, figure: Figure) -> bool:
    """Whether the suspect may be ``figure`` at all, and the relation then holds."""
    return _in_reach(suspect, figure.value, figure.half) and _mends(bound, suspect.cell, figure)


def _likely(bound: Bound, cell: Cell, figure: Figure) -> bool:
    """Whether ``figure`` makes sense in ``cell``: no part of a person, no part that is next to nothing of its whole."""
    assert isinstance(cell.field, Number)
    least = cell.unit.factor * 10 ** (9 - cell.field.decimals)
    if not cell.field.unit_field and (abs(figure.value) < least or (figure.decimals and not cell.field.decimals)):
        return False
    if not bound.at_most:
        return True
    kept = _suppose(cell, figure)
    arm, whole = bound.arm(), bound.target.figure if bound.target is not None else None
    value = arm.value() if arm is not None else None
    likely = value is not None and whole is not None and LEAST_PART * value.point >= whole.value * value.over
    _restore(kept)
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


def _digits(cell: Cell, figure: Figure, wanted: Figure, kind: int | None) -> Iterator[Repair]:
    if kind == SWAP:
        yield Repair(SWAP, cell, wanted.digits(), f"{cell.label}相邻两位数字颠倒，应为{wanted.text()}")
    elif kind == DIGIT:
        yield Repair(DIGIT, cell, wanted.digits(), f"{cell.label}有一位数字错，应为{wanted.text()}")


def _added_up(target: Cell, source: Cell) -> Iterator[Repair]:
    """One side was not typed but added up from rounded parts, and may as well be what the other side says."""
    for computed, typed in ((target, source), (source, target)):
        arm = computed.formula.arm() if computed.formula is not None and not computed.raw and typed.raw else None
        if arm is not None and typed.figure is not None and computed.figure is not None and agrees(typed.figure, arm):
            text = f"{computed.label}是各项四舍五入后相加得来的，直接填{typed.figure.text()}则一致"
            yield Repair(UNIT, computed, typed.figure.digits(computed.unit), text)


def _quoted_elsewhere(bound: Bound, source: Cell, target: Cell, figure: Figure) -> Iterator[Repair]:
    """The restated figure is another one of the same record."""
    for cell in bound.node.cells():
        other = cell.figure
        if cell is target or cell is source or other is None or other.unit.dimension != figure.unit.dimension:
            continue
        if cell.node is bound.node and abs(other.value - figure.value) <= figure.half + other.half and other.value:
            yield Repair(QUOTE, target, "", f"{target.label}与{cell.label}{other.text()}一致，可能引错了数")


def _mends(bound: Bound, cell: Cell, figure: Figure) -> bool:
    kept = _suppose(cell, figure)
    verdict = judge(bound)
    _restore(kept)
    return verdict in ("exact", "rounding")


def _suppose(cell: Cell, figure: Figure) -> list[tuple[Cell, Figure | None]]:
    """Put ``figure`` into ``cell`` and compute what follows; returns what stood there, for ``_restore``."""
    kept = [(cell, cell.figure)]
    cell.figure = figure
    queue = [cell]
    while queue:
        for bound in queue.pop().feeds:
            target = bound.target
            if bound.computes and target is not None and not target.raw:
                new = bound.computed()
                if new != target.figure:
                    kept.append((target, target.figure))
                    target.figure = new
                    queue.append(target)
    return kept


def _restore(kept: list[tuple[Cell, Figure | None]]) -> None:
    for cell, figure in reversed(kept):
        cell.figure = figure


def _score(bound: Bound, repair: Repair, standing: Standing) -> int:
    """How many other relations of the repaired field hold afterwards, less those that hold only now."""
    figure = repair.cell.figure
    if figure is None or not repair.raw:
        return repair.score
    decimals = len(repair.raw.partition(".")[2])
    value = int(repair.raw.replace(".", "")) * figure.unit.factor * int(10 ** (9 - decimals))
    return standing.gain(repair.cell, figure.replaced(value=value), bound)


def _holds(verdict: str | None) -> int:
    return -1 if verdict in ("inconsistent", "truncation") else int(verdict in ("exact", "rounding"))

"""Ties the declared relations to the cells of one report, computes what is not typed, follows an edit.

A computed value is three rationals, (numerator, denominator) each: its least, its likely and its greatest amount, in
billionths of the base unit, given how the operands were rounded. Whole-number arithmetic only, so no bound is off.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from model.fields import Number
from model.figures import SCALE, Figure, figure
from model.relations import (
    AtMost,
    Equal,
    Hundred,
    Linear,
    Matching,
    Operand,
    Quotient,
    Ref,
    Rule,
    Switch,
    When,
    Within,
)
from model.tree import Cell, Node, RowList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from model.fields import Rows
    from model.relations import Formula, Severity

Term = tuple[int, Cell]
Candidate = tuple["Cell | str", Cell]
WHOLE = 100 * SCALE


class Value(NamedTuple):
    """What a formula gives: the least, the likely and the greatest amount, each as a quotient of whole numbers."""

    low: int
    low_over: int
    point: int
    over: int
    high: int
    high_over: int


class Arm(NamedTuple):
    """One formula over cells: a signed sum, or 100 (or ``times``) x sum / base (less 100 for growth)."""

    terms: tuple[Term, ...]
    base: tuple[Term, ...] | None = None
    growth: bool = False
    times: Cell | None = None

    def operands(self) -> list[Cell]:
        """Every cell the formula uses."""
        found = [cell for _, cell in self.terms]
        if self.base is not None:
            found += [cell for _, cell in self.base]
        if self.times is not None:
            found.append(self.times)
        return found

    def value(self) -> Value | None:
        """What the formula gives; None where an operand is missing or the base may be zero or negative."""
        found = total(self.terms)
        if found is None:
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
    def zero_base(self) -> bool:
        """Whether the base is there and is nothing, so that no percentage of it exists."""
        if self.base is None:
            return False
        base = total(self.base)
        return base is not None and base[1] == 0


def total(terms: tuple[Term, ...]) -> tuple[int, int, int] | None:
    """The least, the likely and the greatest sum of ``terms``; None where one is missing or nothing is there."""
    low = point = high = 0
    found = False
    for sign, cell in terms:
        amount = cell.figure
        if amount is None:
            if cell.field.blank_is_none and not cell.raw:
                continue
            return None
        found = True
        value, half = amount[0], amount[1]
        if sign > 0:
            point += value
            low += value - half
            high += value + half
        else:
            point -= value
            low -= value + half
            high -= value - half
    return (low, point, high) if found else None


class Bound:
    """A rule over the cells of one record of one report.

    ``target`` is the cell that is judged; None stands for exactly 100 (% or points). ``arms`` holds a formula for
    each choice. ``computes``: the formula gives the target its value where nothing is typed. ``reason``: the text that
    excuses a breach.
    """

    __slots__ = ("arms", "at_most", "choice", "computes", "default", "name", "node", "reason", "rule", "target", "when")

    def __init__(
        self,
        node: Node,
        name: str,
        target: Cell | None,
        arms: dict[str, Arm],
        *,
        rule: Rule | None = None,
        choice: Cell | None = None,
        default: str = "",
        when: tuple[Cell, tuple[str, ...]] | None = None,
        at_most: bool = False,
        reason: Cell | None = None,
    ) -> None:
        self.node = node
        self.name = name
        self.target = target
        self.arms = arms
        self.rule = rule
        self.choice = choice
        self.default = default
        self.when = when
        self.at_most = at_most
        self.reason = reason
        self.computes = rule is None

    @property
    def code(self) -> str:
        """The rule's name for scripts: the way to the record, without row numbers, and the rule's own name."""
        steps = [step for step in self.node.path.split(".") if step and not step.isdigit()]
        return ".".join([*steps, self.name])

    @property
    def severity(self) -> Severity:
        """How bad a breach is."""
        if isinstance(self.rule, Within):
            return "warning"
        return self.rule.severity if isinstance(self.rule, Equal | AtMost) else "error"

    @property
    def remedy(self) -> str:
        """What the clerk should look at."""
        if self.rule is not None:
            return self.rule.remedy
        return self.target.field.remedy if self.target is not None and isinstance(self.target.field, Number) else ""

    @property
    def active(self) -> bool:
        """Whether the rule holds for what is chosen in the draft."""
        return self.when is None or self.when[0].raw in self.when[1]

    @property
    def case(self) -> str:
        """The chosen formula's name; "" where there is one only."""
        if self.choice is None:
            return ""
        return self.choice.raw if self.choice.raw in self.arms else self.default

    def arm(self) -> Arm | None:
        """The formula that counts now."""
        return self.arms[self.case]

    def operands(self) -> list[Cell]:
        """Every cell that the outcome depends on, the target left out where it is computed."""
        found = [cell for arm in self.arms.values() for cell in arm.operands()]
        if self.choice is not None:
            found.append(self.choice)
        if self.when is not None:
            found.append(self.when[0])
        if self.reason is not None:
            found.append(self.reason)
        if self.target is not None and not self.computes:
            found.append(self.target)
        return found

    def computed(self) -> Figure | None:
        """The figure that the formula gives the target, rounded as it is printed."""
        arm = self.arm()
        return None if arm is None else self.computed_by(arm)

    def computed_by(self, arm: Arm) -> Figure | None:
        """The figure that one of the formulas gives the target; None where it cannot be computed."""
        value = arm.value()
        if value is None or self.target is None:
            return None
        field = self.target.field
        assert isinstance(field, Number)
        return figure(value.point, field.unit, field.decimals, value.over)


class NameBound(Bound):
    """Equality with the figure that a text names: a row of the same name, a quoted line."""

    __slots__ = ("candidates", "keys")

    def __init__(self, node: Node, rule: Rule, target: Cell, keys: list[Cell], candidates: list[Candidate]) -> None:
        super().__init__(node, rule.name, target, {}, rule=rule)
        self.keys = keys
        self.candidates = candidates

    def operands(self) -> list[Cell]:
        """The value, the texts that name its counterpart, and every figure that may be named."""
        assert self.target is not None
        named = [cell for candidate in self.candidates for cell in candidate if not isinstance(cell, str)]
        return [self.target, *self.keys, *named]

    def arm(self) -> Arm | None:
        """The named figure as a formula; None where nothing has that name or another dimension."""
        for key in self.keys:
            wanted = fold(key.raw)
            if wanted:
                for name, cell in self.candidates:
                    if fold(name if isinstance(name, str) else name.raw) == wanted and self._comparable(cell):
                        return Arm(((1, cell),))
        return None

    def _comparable(self, cell: Cell) -> bool:
        assert self.target is not None
        mine, other = self.target.figure, cell.figure
        return mine is None or other is None or mine.unit.dimension == other.unit.dimension


_UNSEEN = dict.fromkeys(map(ord, " \u3000\t“”‘’\"'（）()·"))


@lru_cache(4096)
def fold(text: str) -> str:
    """``text`` as names are compared: without spaces, quotation marks, brackets and the dots between labels."""
    return text.translate(_UNSAID)


_UNSAID = dict.fromkeys(map(ord, " \u3000\t“”‘’\"'（）()·"))


def bind(root: Node) -> list[Bound]:
    """Tie every relation below ``root``; each cell learns its formula and what it feeds, and all is computed."""
    bounds: list[Bound] = []
    for node in root.nodes():
        computed = {} if node.element is None else node.element.computed
        for name, field in node.record.numbers.items():
            formula = computed.get(name) or field.formula
            if formula is not None:
                part = node.parts[name]
                if isinstance(part, Cell):
                    part.formula = _formula(node, part.field.name, part, formula)
                    bounds.append(part.formula)
        for rule in node.record.rules:
            bounds.extend(_bounds(node, rule))
    for bound in bounds:
        for cell in set(bound.operands()):
            cell.feeds.append(bound)
    done: set[Cell] = set()
    for bound in bounds:
        if bound.computes and bound.target is not None:
            _compute(bound.target, done)
    return bounds


def _compute(cell: Cell, done: set[Cell]) -> None:
    if cell.raw or cell.formula is None or cell in done:
        return
    done.add(cell)
    for operand in cell.formula.operands():
        _compute(operand, done)
    cell.figure = cell.formula.computed()


def follow(changed: list[Cell]) -> set[Bound]:
    """Compute what depends on the ``changed`` cells; returns every relation that has to be judged again."""
    touched: set[Bound] = set()
    queue = list(changed)
    for cell in changed:
        if cell.formula is not None:
            touched.add(cell.formula)
            if not cell.raw:
                cell.figure = cell.formula.computed()
    while queue:
        for bound in queue.pop().feeds:
            touched.add(bound)
            target = bound.target
            if bound.computes and target is not None and not target.raw:
                figure = bound.computed()
                if figure != target.figure:
                    target.figure = figure
                    queue.append(target)
    return touched


def _bounds(node: Node, rule: Rule) -> Iterable[Bound]:
    if isinstance(rule, Equal):
        yield _formula(node, rule.name, one(node, rule.target), rule.formula, rule=rule, when=_when(node, rule.when))
    elif isinstance(rule, AtMost):
        arms = {"": Arm(_terms(node, rule.part.linear()))}
        when = _when(node, rule.when)
        yield Bound(node, rule.name, one(node, rule.whole), arms, rule=rule, when=when, at_most=True)
    elif isinstance(rule, Hundred):
        yield Bound(node, rule.name, None, {"": Arm(_terms(node, rule.parts.linear()))}, rule=rule)
    elif isinstance(rule, Within):
        arm = _arm(node, rule.value)
        yield Bound(node, rule.name, arm.terms[0][1], {"": arm}, rule=rule, reason=one(node, rule.reason))
    elif isinstance(rule, Matching):
        right = [(row.cell("name"), row.cell("amount")) for row in _rows(node, rule.right)]
        for row in _rows(node, rule.left):
            yield NameBound(node, rule, row.cell("amount"), [row.cell("name")], list(right))
    else:
        candidates = list(_named_figures(node, rule.among))
        keys = [resolve(node, _ref(by)) for by in rule.by]
        for number, value in enumerate(resolve(node, _ref(rule.value))):
            yield NameBound(node, rule, value, [column[number] for column in keys], candidates)


def _formula(
    node: Node,
    name: str,
    target: Cell,
    formula: Operand | Formula,
    *,
    rule: Rule | None = None,
    when: tuple[Cell, tuple[str, ...]] | None = None,
) -> Bound:
    if isinstance(formula, Switch):
        arms = {case: _arm(node, part) for case, part in formula.cases.items()}
        choice = one(node, formula.choice)
        return Bound(node, name, target, arms, rule=rule, choice=choice, default=formula.default, when=when)
    arm = _arm(node, formula if isinstance(formula, Quotient) else formula.linear())
    return Bound(node, name, target, {"": arm}, rule=rule, when=when)


def _arm(node: Node, formula: Linear | Quotient) -> Arm:
    if isinstance(formula, Quotient):
        times = None if formula.times is None else one(node, formula.times)
        return Arm(_terms(node, formula.numerator), _terms(node, formula.denominator), formula.growth, times)
    return Arm(_terms(node, formula))


def _terms(node: Node, formula: Linear) -> tuple[Term, ...]:
    return tuple([(sign, cell) for sign, ref in formula.terms for cell in resolve(node, ref)])


def _when(node: Node, when: When | None) -> tuple[Cell, tuple[str, ...]] | None:
    return None if when is None else (one(node, when.choice), when.values)


def _ref(operand: Operand) -> Ref:
    return operand.linear().terms[0][1]


def _rows(node: Node, operand: Operand) -> list[Node]:
    part: Cell | Node | RowList = node
    ref = _ref(operand)
    for name in (ref.head if isinstance(ref.head, str) else ref.head.name, *ref.tail):
        assert isinstance(part, Node)
        part = part.parts[name]
    assert isinstance(part, RowList)
    return part.rows


def _named_figures(node: Node, among: tuple[Rows, ...]) -> Iterator[Candidate]:
    """What a text inside ``node`` can name: the rows of some lists by name, the record's own figures by label."""
    for element in among:
        rows = node.parts[element.name]
        assert isinstance(rows, RowList)
        for row in rows.rows:
            yield row.cell("name"), row.cell("amount")
    for part in node.parts.values():
        if isinstance(part, Cell) and isinstance(part.field, Number):
            yield part.field.label, part


def one(node: Node, operand: Operand) -> Cell:
    """The single cell that ``operand`` names from ``node``."""
    (cell,) = resolve(node, _ref(operand))
    return cell


def resolve(node: Node, ref: Ref) -> list[Cell]:
    """The cells that ``ref`` names from ``node``: one, or one a row where a list is on the way.

    Raises LookupError where the declaration names nothing.
    """
    head = ref.head
    named = isinstance(head, str)
    name = head if isinstance(head, str) else head.name
    start: Node | None = node
    while start is not None:
        part = start.parts.get(name)
        if isinstance(part, Cell) and (named or part.field is head):
            return [part]
        if part is not None and (named or head in start.record.elements):
            found: list[Cell] = []
            _descend(part, ref.tail, found)
            return found
        start = start.parent
    raise LookupError(f"{node.path}: nothing here is called {ref.head} {'.'.join(ref.tail)}")


def _descend(part: Cell | Node | RowList, tail: tuple[str, ...], found: list[Cell]) -> None:
    if isinstance(part, Cell):
        found.append(part)
    elif isinstance(part, RowList):
        for row in part.rows:
            _descend(row, tail, found)
    else:
        _descend(part.parts[tail[0]], tail[1:], found)

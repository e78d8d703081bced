"""Ties the declared relations to the cells of one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.report.constraints import Bound, Nameable, NameBound
from model.report.formulas import Arm
from model.report.network import Network
from model.report.tree import Cell, Node, RowList
from model.schema.fields import Number
from model.schema.relations import AtMost, Equal, Hundred, Linear, Matching, Quotient, Ref, Switch, Within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from model.report.constraints import Candidate
    from model.report.formulas import Term
    from model.schema.elements import Element
    from model.schema.relations import Formula, Operand, Rule, When


def bind(root: Node) -> Network:
    """Every relation below ``root``, tied to its cells, and everything computed that is not typed."""
    bounds: list[Bound] = []
    formulas: dict[Cell, Bound] = {}
    for node in root.nodes():
        computed = {} if node.element is None else node.element.computed
        for name, field in node.record.numbers.items():
            formula = computed.get(name) or field.formula
            if formula is not None:
                part = node.parts[name]
                if isinstance(part, Cell):
                    formulas[part] = _formula(node, part.field.name, part, formula)
                    bounds.append(formulas[part])
        for rule in node.record.rules:
            bounds.extend(_bounds(node, rule))
    network = Network(bounds, formulas)
    network.compute()
    return network


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
        right = Nameable([(row.cell("name"), row.cell("amount")) for row in _rows(node, rule.right)])
        for row in _rows(node, rule.left):
            yield NameBound(node, rule, row.cell("amount"), [row.cell("name")], right)
    else:
        among = Nameable(list(_named_figures(node, rule.among)))
        keys = [resolve(node, _ref(by)) for by in rule.by]
        for number, value in enumerate(resolve(node, _ref(rule.value))):
            yield NameBound(node, rule, value, [column[number] for column in keys], among)


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


def _named_figures(node: Node, among: tuple[Element, ...]) -> Iterator[Candidate]:
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
    name = head if isinstance(head, str) else head.name
    start: Node | None = node
    while start is not None:
        part = start.parts.get(name)
        if part is not None and (head is name or head is (part.field if isinstance(part, Cell) else part.element)):
            return [part] if isinstance(part, Cell) else _descend(part, ref.tail)
        start = start.parent
    raise LookupError(f"{node.path}: nothing here is called {ref.head} {'.'.join(ref.tail)}")


def _descend(part: Node | RowList, tail: tuple[str, ...]) -> list[Cell]:
    found: list[Any] = part.rows if isinstance(part, RowList) else [part]
    for name in tail:
        found = [node.parts[name] for node in found]
        if found and isinstance(found[0], RowList):  # and so are the others, which stand in records of the same kind
            found = [row for rows in found for row in rows.rows]
    return found

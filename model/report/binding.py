"""Ties the declared relations to the cells of one report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from model.report.constraints import Bound, Candidate, Nameable, NameBound
from model.report.edits import Effect
from model.report.formulas import Arm, Term
from model.report.network import Network, RecordBounds
from model.report.tree import Cell, Node, RowList
from model.schema.elements import Element
from model.schema.fields import Number
from model.schema.relations import (
    AtMost,
    Equal,
    Formula,
    Hundred,
    Linear,
    Matching,
    Once,
    Operand,
    Quotient,
    Ref,
    Rule,
    Switch,
    When,
    Within,
)


def bind(root: Node) -> Network:
    """Every relation below ``root``, tied to its cells, and everything computed that is not typed."""
    network = Network(root)
    nodes = [node for node in root.nodes() if _has_relations(node)]
    for node in nodes:
        network.tie(node, _Binder(node).tied())
    network.settle(nodes)
    return network


_NONE: frozenset[RowList] = frozenset()


@dataclass(frozen=True, slots=True)
class Rebound:
    """What an edit of rows did to the relations: ``touched`` have to be judged again, ``dropped`` no longer exist."""

    touched: set[Bound]
    dropped: list[Bound]


def rebind(network: Network, change: Effect) -> Rebound:
    """Bind again the relations of rows that came or moved, and those over lists with such rows; drop the others."""
    gone = [node for row in change.gone for node in row.nodes()]
    fresh = {node: None for row in change.came for node in row.nodes() if _has_relations(node)}
    looking = {node for rows in change.lists for node in network.looking(rows)}
    fresh |= dict.fromkeys(sorted(looking, key=lambda node: node.position))
    for node in gone:
        fresh.pop(node, None)
    dropped = [bound for node in (*gone, *fresh) for bound in network.untie(node)]
    found = {node: _Binder(node).tied() for node in fresh}
    for node, tied in found.items():
        network.tie(node, tied)
    touched = network.settle(fresh, again=True)
    return Rebound(touched.union(*(tied.bounds for tied in found.values())), dropped)


def _has_relations(node: Node) -> bool:
    return bool(node.record.rules or (node.element is not None and node.element.formulas))


class _Binder:
    """Binds the relations of one record to cells; ``lists`` are the lists whose rows they use."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.lists: set[RowList] = set()

    def tied(self) -> RecordBounds:
        """The relations of the record."""
        node, bounds = self.node, list[Bound]()
        for name, formula in () if node.element is None else node.element.formulas.items():
            bounds.append(self._formula(name, node.cell(name), formula))
        for rule in node.record.rules:
            bounds += self._bounds(rule)
        return RecordBounds(bounds, frozenset(self.lists) or _NONE)

    def _bounds(self, rule: Rule) -> Iterator[Bound]:
        node = self.node
        if isinstance(rule, Equal):
            target, when = one(node, rule.target), self._when(rule.when)
            bound = self._formula(rule.name, target, rule.formula, rule=rule, when=when)
            bound.reason = None if rule.explained is None else one(node, rule.explained)
            bound.against = tuple(one(node, amount) for amount in rule.when.against) if rule.when else ()
            bound.readings = tuple(Arm(self._terms(reading.linear())) for reading in rule.readings)
            yield bound
        elif isinstance(rule, AtMost):
            arm = Arm(self._terms(rule.part.linear()))
            when = self._when(rule.when)
            yield Bound(node, rule.name, one(node, rule.whole), arm, rule=rule, when=when, at_most=True)
        elif isinstance(rule, Hundred):
            yield Bound(node, rule.name, None, Arm(self._terms(rule.parts.linear())), rule=rule)
        elif isinstance(rule, Within):
            arm = self._arm(rule.value)
            yield Bound(node, rule.name, arm.terms[0][1], arm, rule=rule, reason=one(node, rule.reason))
        elif isinstance(rule, Matching):
            right = Nameable([(row.cell("name"), row.cell("amount")) for row in self._rows(rule.right)])
            for row in self._rows(rule.left):
                yield NameBound(node, rule, row.cell("amount"), [row.cell("name")], right)
        else:
            among = Nameable(list(self._named_figures(rule.among)))
            keys = [resolve(node, _ref(by), self.lists) for by in rule.by]
            for number, value in enumerate(resolve(node, _ref(rule.value), self.lists)):
                yield NameBound(node, rule, value, [column[number] for column in keys], among)

    def _formula(
        self,
        name: str,
        target: Cell,
        formula: Operand | Formula,
        *,
        rule: Rule | None = None,
        when: tuple[Cell, tuple[str, ...]] | None = None,
    ) -> Bound:
        node = self.node
        if isinstance(formula, Switch):
            cases = {case: self._arm(part) for case, part in formula.cases.items()}
            bound = Bound(node, name, target, cases=cases, rule=rule, choice=one(node, formula.choice), when=when)
            bound.default, bound.sooner = formula.default, formula.sooner
            return bound
        arm = self._arm(formula if isinstance(formula, Quotient | Once) else formula.linear())
        return Bound(node, name, target, arm, rule=rule, when=when)

    def _arm(self, formula: Linear | Quotient | Once) -> Arm:
        if isinstance(formula, Once):
            once = tuple(one(self.node, operand) for operand in (formula.amount, *formula.needed))
            return Arm(self._terms(formula.formula), once=once, reading=self._arm(formula.without))
        if isinstance(formula, Quotient):
            times = None if formula.times is None else one(self.node, formula.times)
            return Arm(self._terms(formula.numerator), self._terms(formula.denominator), formula.growth, times)
        return Arm(self._terms(formula))

    def _terms(self, formula: Linear) -> tuple[Term, ...]:
        return tuple([(sign, cell) for sign, ref in formula.terms for cell in resolve(self.node, ref, self.lists)])

    def _when(self, when: When | None) -> tuple[Cell, tuple[str, ...]] | None:
        return None if when is None else (one(self.node, when.choice), when.values)

    def _rows(self, operand: Operand) -> list[Node]:
        ref = _ref(operand)
        rows = self.node.list_at(".".join((ref.head if isinstance(ref.head, str) else ref.head.name, *ref.tail)))
        self.lists.add(rows)
        return rows.rows

    def _named_figures(self, among: tuple[Element, ...]) -> Iterator[Candidate]:
        """What a text inside the record can name: rows of some lists by name, the record's own figures by label."""
        for element in among:
            rows = self.node.list_at(element.name)
            self.lists.add(rows)
            for row in rows.rows:
                yield row.cell("name"), row.cell("amount")
        for part in self.node.parts.values():
            if isinstance(part, Cell) and isinstance(part.field, Number):
                yield part.field.label, part


def _ref(operand: Operand) -> Ref:
    return operand if isinstance(operand, Ref) else operand.linear().terms[0][1]


def one(node: Node, operand: Operand) -> Cell:
    """The single cell that ``operand`` names from ``node``."""
    (cell,) = resolve(node, _ref(operand))
    return cell


def resolve(node: Node, ref: Ref, lists: set[RowList] | None = None) -> list[Cell]:
    """The cells that ``ref`` names from ``node``: one, or one a row where a list is on the way.

    ``lists`` takes in the lists on the way. Raises LookupError where the declaration names nothing.
    """
    head = ref.head
    name = head if isinstance(head, str) else head.name
    start: Node | None = node
    while start is not None:
        part = start.parts.get(name)
        if isinstance(part, Cell):
            if head is name or head is part.field:
                return [part]
        elif part is not None and (head is name or head is part.element):
            return _descend(part, ref.tail, set() if lists is None else lists)
        start = start.parent
    raise LookupError(f"{node.path}: nothing here is called {ref.head} {'.'.join(ref.tail)}")


def _descend(part: Node | RowList, tail: tuple[str, ...], lists: set[RowList]) -> list[Cell]:
    found: list[Any] = part.rows if isinstance(part, RowList) else [part]
    if isinstance(part, RowList):
        lists.add(part)
    for name in tail:
        found = [node.parts[name] for node in found]
        if found and isinstance(found[0], RowList):  # and so are the others, which stand in records of the same kind
            lists.update(found)
            found = [row for rows in found for row in rows.rows]
    return found

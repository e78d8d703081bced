"""A rule of the declarations over the cells of one report: what is judged, by which formula, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from model.figures import Figure, figure
from model.report.formulas import Arm
from model.report.tree import Cell, Node, without_rows
from model.schema.fields import Number
from model.schema.relations import AtMost, Equal, Rule, Severity, Within
from model.text import fold

Candidate = tuple[Cell | str, Cell]

_NONE_TO_CHOOSE: Final[Mapping[str, Arm]] = MappingProxyType({})


@dataclass(slots=True, eq=False, repr=False)
class Bound:
    """A rule over the cells of one record of one report.

    ``target`` is the cell that is judged; None stands for exactly 100 (% or points). ``only`` is its formula; where
    something is to be chosen, ``cases`` holds one for each choice instead, and while nothing is chosen, ``sooner``
    counts if its base is there, else ``default``. ``computes``: the
    formula gives the target its value where nothing is typed. ``reason``: the text that excuses a breach. ``shares``
    are the operands that are themselves declared as a percentage of others. ``readings`` are other formulas by which
    the target is right, too. ``against`` are amounts that speak for another choice than those of ``when``.
    """

    node: Node
    name: str
    target: Cell | None
    only: Arm | None = None
    cases: Mapping[str, Arm] = field(default_factory=lambda: _NONE_TO_CHOOSE)
    rule: Rule | None = None
    choice: Cell | None = None
    default: str = ""
    sooner: str = ""
    when: tuple[Cell, tuple[str, ...]] | None = None
    at_most: bool = False
    reason: Cell | None = None
    shares: frozenset[Cell] = frozenset()
    readings: tuple[Arm, ...] = ()
    against: tuple[Cell, ...] = ()

    @property
    def computes(self) -> bool:
        """Whether it is a formula of the target, and not a rule that holds it against others."""
        return self.rule is None

    @property
    def arms(self) -> Mapping[str, Arm]:
        """The formulas by what is chosen; by "" where there is one only."""
        return self.cases if self.only is None else {"": self.only}

    @property
    def code(self) -> str:
        """The rule's name for scripts: the way to the record, without row numbers, and the rule's own name."""
        return f"{without_rows(self.node.path)}.{self.name}".removeprefix(".")

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
        """Whether the rule holds for what is chosen in the draft, and there is what it holds others to."""
        if (
            isinstance(self.rule, AtMost)
            and self.rule.there
            and self.target is not None
            and self.target.state == "none"
        ):
            return False
        return self.when is None or self.when[0].raw in self.when[1]

    @property
    def case(self) -> str:
        """The chosen formula's name; "" where there is one only.

        Where the base of ``sooner`` is chosen and not there, a figure that is not typed is computed by the default.
        """
        if self.choice is None:
            return ""
        typed = self.target is not None and bool(self.target.raw)
        if self.choice.raw in self.cases and (self.choice.raw != self.sooner or typed):
            return self.choice.raw
        return self.sooner if self.sooner and self.cases[self.sooner].has_base else self.default

    def arm(self) -> Arm | None:
        """The formula that counts now; None where none does for what is chosen."""
        if self.choice is None:
            return self.only
        arm = self.cases[self.case]
        return arm if arm.terms else None

    @property
    def is_chosen_against(self) -> bool:
        """Whether an amount in the report speaks for another choice than the one by which the rule holds."""
        return any(cell.figure is not None and cell.figure.value > 0 for cell in self.against)

    def operands(self) -> list[Cell]:
        """Every cell that the outcome, or what is likely behind it, depends on; not the target where it is computed."""
        found = [] if self.only is None else self.only.operands()
        for arm in (*self.cases.values(), *self.readings):
            found += arm.operands()
        if self.choice is not None:
            found.append(self.choice)
        if self.when is not None:
            found.append(self.when[0])
            found += self.against
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


class Nameable:
    """The figures that texts under one rule can name, found by their folded names."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self.candidates = candidates
        self._found: dict[str, list[Cell]] = {}

    def cells(self) -> list[Cell]:
        """The names that are typed, and the figures."""
        return [cell for candidate in self.candidates for cell in candidate if not isinstance(cell, str)]

    def called(self, name: str) -> list[Cell]:
        """The figures called ``name``, which is folded."""
        if not self._found:
            for said, cell in self.candidates:
                self._found.setdefault(fold(said if isinstance(said, str) else said.raw), []).append(cell)
        return self._found.get(name, [])

    def forget(self) -> None:
        """Forget the names; they are read again at the next look-up."""
        self._found = {}


class NameBound(Bound):
    """A relation that says: equal to the figure that a text names, such as a row of the same name.

    The named figure is looked up once and kept until ``forget`` is called, after a name has changed. All rows under
    one rule share ``among``.
    """

    def __init__(self, node: Node, rule: Rule, target: Cell, keys: list[Cell], among: Nameable) -> None:
        super().__init__(node, rule.name, target, rule=rule)
        self.keys = keys
        self.among = among
        self._named: list[Arm | None] = []

    def forget(self) -> None:
        """Forget the named figure; it is looked up again when it is needed."""
        self._named = []
        self.among.forget()

    def own(self) -> list[Cell]:
        """The value and the texts that name its counterpart."""
        assert self.target is not None
        return [self.target, *self.keys]

    def operands(self) -> list[Cell]:
        """The value, the texts that name its counterpart, and the figure that they name."""
        arm = self.arm()
        return [*self.own(), *(arm.operands() if arm is not None else ())]

    def hangs_on(self, cell: Cell) -> bool:
        """Whether a change of ``cell`` can change the verdict. A figure that is not named here cannot."""
        return not isinstance(cell.field, Number) or cell in self.operands()

    def arm(self) -> Arm | None:
        """The named figure as a formula; None where nothing has that name or another dimension."""
        if not self._named:
            self._named.append(self._find())
        return self._named[0]

    def _find(self) -> Arm | None:
        for key in self.keys:
            wanted = fold(key.raw)
            for cell in self.among.called(wanted) if wanted else ():
                if self._comparable(cell):
                    return Arm(((1, cell),))
        return None

    def _comparable(self, cell: Cell) -> bool:
        assert self.target is not None
        return self.target.figure is None or self.target.figure.unit.dimension == cell.unit.dimension

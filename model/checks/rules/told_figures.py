"""What the words before a number can tell of the figures of a report: one of them, or what two of them come to.

``model.language`` says what kind of amount a number is and whose; the draft's names say which figures are called so,
the declarations how figures hang together: which is the budget that was spent, which is last year's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.language.keys import tidy
from model.language.lexicon import lexicon
from model.language.quantity import Quantity, Role
from model.report.formulas import Arm, Term
from model.report.references import Names
from model.report.tree import Cell
from model.schema.fields import Number
from model.text import fold


@dataclass(frozen=True, slots=True)
class Told:
    """What words may tell: what ``arm`` comes to, of ``source``, which is that figure itself where it has a field.

    ``sign`` is -1 where the field counts what is less: a saving is positive.
    """

    source: Cell
    arm: Arm
    sign: int = 1

    @classmethod
    def field(cls, source: Cell, sign: int = 1) -> Told:
        """The figure of a field."""
        return cls(source, Arm(((1, source),)), sign)

    @property
    def itself(self) -> bool:
        """Whether it is the figure of a field."""
        return self.arm.base is None and len(self.arm.terms) == 1


class ToldFigures:
    """Looks up what numbers tell, by the ``names`` of one report."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def called(self, *words: str) -> list[Cell]:
        """The amounts that the first of ``words`` means that is known: 三公经费决算数, where 三公经费 is told."""
        said = lexicon().texts
        tried = (self._names.amounts(name, *said["spent_names"], *said["budget_names"]) for name in words if name)
        return list(dict.fromkeys(self.spent(cell) for cell in next(filter(None, tried), ())))

    def subjects(self, one: Quantity) -> list[Cell]:
        """The amounts that the name before a number means."""
        name, tail, place = one.name, one.tail, self._names.place
        at = tail.find(name) if name else 0
        led = tail[at - 2 : at] + name if at > 1 else ""  # 部门 is ours in 部门支出, and a part of the name in 部门项目
        own = name.removeprefix(place).removeprefix("全" + place[-1]) if place else ""
        return self.called(led, name, own, name.removesuffix("支出"), one.key)

    def ending(self, name: str) -> bool:
        """Whether ``name`` is of a part of what its end is called: 会计科目调整涉及人员经费."""
        return any(self.called(name[at:]) for at in range(2, len(name) - 1))

    def spent(self, cell: Cell) -> Cell:
        """What was spent or there in the year, for a budget, last year's amount, or a change of it; else ``cell``."""
        field = cell.field
        if isinstance(field, Number) and field.spent:
            return self.spent(cell.node.cell(field.spent))
        if field.from_last is not None:
            return next((part for part in cell.node.own_cells if part.field is field.from_last), cell)
        formula = self._names.report.formula(cell)
        arm = formula.arm() if formula is not None else None
        if arm is None or not (len(arm.terms) == 1 or (isinstance(field, Number) and field.signed)):
            return cell  # typed, or a sum
        return next((part for sign, part in arm.terms if sign > 0), cell)

    def phrase(self, one: Quantity) -> list[Told]:
        """The fields that the whole clause names: 年末滚存结余, 支出总额较上年增减率."""
        return [Told.field(cell) for cell in self._names.amounts(tidy(one.tail))]

    def told(self, one: Quantity, subjects: list[Cell]) -> list[Told]:
        """What the number may tell of ``subjects``, the likeliest first."""
        return [told for told in self._told(one, subjects) if told.arm.value() is not None]

    def _told(self, one: Quantity, subjects: list[Cell]) -> Iterator[Told]:
        if one.role is Role.LEVEL and one.plan:
            for part in subjects:
                yield from map(Told.field, self._budgets(part))
        elif one.role is Role.LEVEL and one.time == "prior":
            for last in filter(None, map(self._last, subjects)):
                yield Told.field(last)
        elif one.role is Role.LEVEL:
            yield from (Told(part, Arm(self._summed(part))) for part in subjects)
        elif one.role is Role.SHARE and one.whole_name:
            for whole in self.called(one.whole_name):
                yield from (self._ratio(part, whole) for part in subjects if part.unit == whole.unit)
        elif one.role is Role.SHARE:
            for part in subjects:
                for target, arm in self._formulas(part):
                    if arm.base and arm.terms == ((1, part),) and not arm.growth and not arm.times:
                        yield Told.field(target)
        elif one.role is Role.EXECUTION:
            for part in subjects:
                yield from (self._ratio(part, budget) for budget in self._budgets(part))
        elif one.role in (Role.CHANGE, Role.RATE):
            for part in subjects:
                for base in self._bases(one, part):
                    yield self._change(part, base) if one.role is Role.CHANGE else self._ratio(part, base, growth=True)

    def beside(self, one: Quantity, text: Cell) -> list[Told]:
        """The balance beside a ``text`` that a clause calls by its own name: 年末结转, in the text on the fund."""
        words = fold(tidy(one.tail)).removeprefix(self._names.year + "年").removeprefix("度")
        element = text.node.element
        own = () if element is None or "." in text.node.path else tuple(map(fold, element.aliases))
        found: list[Cell] = []
        for part in text.node.own_cells if one.stock == "left" and one.year in (0, int(self._names.year or 0)) else ():
            name = part.field.label.removesuffix("数")
            if isinstance(part.field, Number) and name.endswith(("结转", "结余")) and words.endswith(name):
                found += [part] if words.removesuffix(name) in ("", *own) else []
        self._names.considered.update(found)
        return [Told.field(part) for part in found if part.figure is not None]

    def changes_beside(self, part: Cell) -> list[Told]:
        """The changes that are told beside ``part``."""
        found = [one for one in part.node.own_cells if isinstance(one.field, Number) and one.field.signed]
        self._names.considered.update(found)
        return [Told.field(one) for one in found if one.figure is not None]

    def _bases(self, one: Quantity, part: Cell) -> Iterator[Cell]:
        last = self._last(part)
        planned = one.against_plan or not one.against
        if planned and one.against != "prior":
            yield from self._budgets(part)
        if not one.against_plan and last is not None and one.against_year in (0, int(self._names.year or 0) - 1):
            yield last

    def _last(self, cell: Cell) -> Cell | None:
        """Last year's amount beside this year's; None where there is none."""
        found = next((part for part in cell.node.own_cells if part.field.from_last is cell.field), None)
        self._names.considered.update(filter(None, [found]))
        return found

    def _budgets(self, cell: Cell) -> list[Cell]:
        """The budgets of what was spent: those beside it, and those where the execution of its budget is told."""
        found = {part: None for part in cell.node.own_cells if getattr(part.field, "spent", "") == cell.field.name}
        for copy in [target for target, arm in self._formulas(cell) if arm == Arm(((1, cell),))]:
            for bound in self._names.report.network.uses(copy):
                bases = (arm.base for arm in bound.arms.values() if arm.base and not arm.growth)
                found.update({part: None for base in bases if bound.computes for _, part in base})
        self._names.considered.update(found)
        return list(found)

    def _formulas(self, part: Cell) -> Iterator[tuple[Cell, Arm]]:
        """The figures that are computed from ``part``, with the formulas that count now."""
        for bound in self._names.report.network.uses(part):
            arm = bound.arm() if bound.computes else None
            if arm is not None and bound.target is not None:
                yield bound.target, arm

    def _summed(self, part: Cell) -> tuple[Term, ...]:
        """``part``, or where it is left empty what it must be equal to: all projects, where all are listed."""
        bounds = self._names.report.network.uses(part) if part.figure is None else ()
        equal = next((bound for bound in bounds if bound.target is part and bound.active and not bound.at_most), None)
        arm = equal.arm() if equal is not None else None
        if arm is None or arm.base is not None:
            return ((1, part),)
        self._names.considered.update(arm.operands())
        return arm.terms

    def _change(self, part: Cell, base: Cell) -> Told:
        for target, arm in self._formulas(part):
            signs = {cell: sign for sign, cell in arm.terms}
            if arm.base is None and signs.keys() == {part, base} and signs[part] != signs[base]:
                return Told.field(target, signs[part])
        return Told(part, Arm(((1, part), (-1, base))))

    def _ratio(self, part: Cell, base: Cell, *, growth: bool = False) -> Told:
        worked_out = Arm(self._summed(part), ((1, base),), growth)
        for target, arm in self._formulas(part):
            if arm == worked_out:
                return Told.field(target)
        return Told(part, worked_out)

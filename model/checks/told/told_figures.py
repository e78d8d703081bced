"""What the words before a number can tell of the figures of a report: one of them, or what two of them come to.

``model.language`` says what kind of amount a number is and whose; the draft's names say which figures are called so,
the declarations how figures hang together: which is the budget that was spent, which is last year's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from model.figures import MONEY
from model.language.keys import tidy
from model.language.lexicon import lexicon, pattern
from model.language.quantity import Quantity, Role
from model.patterns import Pattern
from model.report.formulas import Arm, Term
from model.report.references import Names
from model.report.tree import Cell
from model.schema.fields import Number
from model.schema.sections.general_budget import Project

_WHEN: Final = Pattern("^(?:年度?|全年|本年度?)(?!.?[末初中底])")
_LEAST_NAME: Final = 4
_LEAST_OWN: Final = 2
_PROJECT: Final = "项目"
_WHOLE_RATE: Final = (
    "(?P<WHEN>(?:20[0-9]{2}年度?|<this_year>|全年)*)(?:我[局委办院中心部]|本单位)?(?P<WHOLE>(?:部门)?(?:整体|总体)(?:支出)?)?的?"
    "(?:全年)?预算(?:总体)?执行率(?:[为是]|达到?|约)?"
)
_OF_ALL_MONEY: Final = (1, 8)
"""The sections whose texts, where they do not say of what, speak of all money."""
_CARRIED_IN: Final = "(?:<last_years_end>)(?:<left_over>)(?:资金)?数?$"


@dataclass(frozen=True, slots=True)
class ToldAmount:
    """What words may tell: what ``arm`` comes to, of ``source``, which is that figure itself where it has a field.

    ``sign`` is -1 where the field counts what is less: a saving is positive.
    """

    source: Cell
    arm: Arm
    sign: int = 1

    @classmethod
    def field(cls, source: Cell, sign: int = 1) -> ToldAmount:
        """The figure of a field."""
        return cls(source, Arm(((1, source),)), sign)

    @property
    def itself(self) -> bool:
        """Whether it is the figure of a field."""
        return self.arm.base is None and len(self.arm.terms) == 1


class ToldFigures:
    """Looks up what the numbers of one text tell, by the ``names`` of the report."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._called: dict[tuple[str, ...], list[Cell]] = {}

    def called(self, *words: str) -> list[Cell]:
        """The amounts that the first of ``words`` means that is known: 三公经费决算数, where 三公经费 is told."""
        if words in self._called:
            return self._called[words]
        said = lexicon().texts
        tails = *said["spent_names"], *said["budget_names"]
        tried = (self._names.amounts(name, *tails) for name in dict.fromkeys(words) if name)
        found = dict.fromkeys(self.spent(cell) for cell in next(filter(None, tried), ()))
        self._names.considered.update(found)
        self._called[words] = list(found)
        return self._called[words]

    def subjects(self, one: Quantity) -> list[Cell]:
        """The amounts that the name before a number means."""
        name, tail, place = one.name, one.tail, self._names.place
        at = tail.find(name) if name else 0
        led = tail[at - 2 : at] + name if at > 1 else ""  # 部门 is ours in 部门支出, and a part of the name in 部门项目
        own = name.removeprefix(place).removeprefix("全" + place[-1]) if place else ""
        return self.called(led, name, own, name.removesuffix("支出"), one.key)

    def shortened(self, one: Quantity) -> list[Cell]:
        """The amounts of the one project that the name before a number may be short for.

        普查经费 is short for 第五次全国经济普查经费. What is common to many names (工作经费) is short for none.
        """
        if not one.own or one.time not in ("", "this") or one.role not in (Role.LEVEL, Role.EXECUTION):
            return []
        name = one.name.removesuffix("支出")
        if name.endswith(_PROJECT) and (whole := self._projects(name.removesuffix(_PROJECT))):
            return whole
        if len(name) < _LEAST_NAME or len(pattern("<of_any_project>").sub("", name)) < _LEAST_OWN:
            return []
        found = dict.fromkeys(self.spent(cell) for cell in self._names.rows_ending(name) if cell.node.record is Project)
        self._names.considered.update(found)
        return list(found)

    def _projects(self, name: str) -> list[Cell]:
        """The amounts of the project whose whole name is ``name``."""
        return [cell for cell in self.called(name) if cell.node.record is Project] if len(name) >= _LEAST_NAME else []

    def carried_in(self, one: Quantity) -> list[Cell]:
        """What was left of the year before, wherever the report has it, where the number is that: 2023年末结转."""
        words = tidy(one.tail).replace(f"{self._names.year_told - 1}年", "上年")
        if one.kind != "money" or pattern(_CARRIED_IN).search(words) is None:
            return []
        report = self._names.report
        known = [cell for section in report.sections() for cell in report.cells(section) if _is_carried_in(cell)]
        self._names.considered.update(known)
        return [cell for cell in known if cell.figure is not None]

    def ending(self, name: str) -> bool:
        """Whether ``name`` is of a part of what its end is called: 会计科目调整涉及人员经费."""
        return any(self.called(name[at:]) for at in range(2, len(name) - 1))

    def spent(self, cell: Cell) -> Cell:
        """What was spent or there in the year, for a budget, last year's amount, or a change of it; else ``cell``."""
        field = cell.field
        if isinstance(field, Number) and field.spent:
            spent = cell.node.cell(field.spent)
            return cell if spent.figure is None and cell.node.index >= 0 else self.spent(spent)
        if field.from_last is not None:
            return next((part for part in cell.node.own_cells if part.field is field.from_last), cell)
        arm = self._names.report.network.arm(cell)
        if arm is None or not (len(arm.terms) == 1 or (isinstance(field, Number) and field.signed)):
            return cell  # typed, or a sum
        return next((part for sign, part in arm.terms if sign > 0), cell)

    def told(self, one: Quantity, subjects: list[Cell]) -> list[ToldAmount]:
        """What the number may tell of ``subjects``, the likeliest first."""
        found = list(self._told(one, subjects))
        for told in found:
            self._names.considered.update((told.source, *told.arm.operands()))
        return [told for told in found if told.arm.value() is not None]

    def phrase(self, one: Quantity, text: Cell) -> list[ToldAmount]:
        """The fields that a whole clause of ``text`` names, such as 年末滚存结余, or those beside it (年末结转)."""
        words = _WHEN.sub("", tidy(one.tail).removeprefix(self._names.year))
        beside = [part for part in text.node.own_cells if part.field.label in (words, words + "数")]
        said = lexicon().texts
        spent = said["whole_clause_names"] if one.time in ("", "this") and not one.plan else ()
        found = self._names.amounts(words, "数", *spent) or [part for part in beside if isinstance(part.field, Number)]
        if one.kind.startswith("count:"):
            found = [cell for cell in found if cell.unit.dimension != MONEY]
            if not found and len(one.name) >= _LEAST_NAME:  # 公务接待19批次 has 公务接待批次
                found = self._names.amounts(one.name + one.amount.unit.name, "次", "数")
            whole = next((begin for begin in said["of_the_whole"] if words.startswith(begin)), "")
            found = found or (self._names.amounts(words.removeprefix(whole)) if whole else [])
        self._names.considered.update(found)
        return [ToldAmount.field(cell) for cell in found if cell.figure is not None]

    def whole_execution(self, one: Quantity, text: Cell) -> tuple[ToldAmount, list[ToldAmount]] | None:
        """The rate of execution of the whole budget, and what it is of the original and of the whole year's budget.

        None where the words do not say so: 部门整体预算执行率, or 2025年预算执行率 in a text about all.
        """
        said = pattern(_WHOLE_RATE).fullmatch(tidy(one.tail))
        if (
            one.role is not Role.EXECUTION
            or said is None
            or not (said["WHOLE"] or (said["WHEN"] and text.node.index < 0 and text.section in _OF_ALL_MONEY))
        ):
            return None
        scale = self._names.report.section(1).record_at("scale.execution")
        rate, spent = scale.cell("rate"), scale.cell("actual")
        self._names.considered.update(scale.own_cells)
        if rate.figure is None:
            return None
        bases = [scale.cell(base) for base in ("original", "adjusted")]
        ratios = [ToldAmount(spent, Arm(((1, spent),), ((1, base),))) for base in bases if base.figure is not None]
        return ToldAmount.field(rate), [ratio for ratio in ratios if ratio.arm.value() is not None]

    def changes_beside(self, part: Cell) -> list[ToldAmount]:
        """The changes that are told beside ``part``."""
        found = [one for one in part.node.own_cells if isinstance(one.field, Number) and one.field.signed]
        self._names.considered.update(found)
        return [ToldAmount.field(one) for one in found if one.figure is not None]

    def _told(self, one: Quantity, subjects: list[Cell]) -> Iterator[ToldAmount]:
        if one.role is Role.LEVEL and one.plan:
            for part in subjects:
                budgets = [cell for cell in self._budgets(part) if not one.adjusted or _is_adjusted(cell)]
                yield from map(ToldAmount.field, budgets)
        elif one.role is Role.LEVEL and one.time == "prior":
            for last in filter(None, map(self.last, subjects)):
                yield ToldAmount.field(last)
        elif one.role is Role.LEVEL:
            yield from (ToldAmount(part, Arm(self._summed(part))) for part in subjects)
            if not (one.actual or one.name.endswith("支出")):  # a project of 80万元: what it was given, or what it cost
                rows = (part for part in subjects if part.node.index >= 0)
                yield from (ToldAmount.field(budget) for part in rows for budget in self._budgets(part))
        elif one.role is Role.SHARE and one.whole_name:
            for whole in self.called(one.whole_name):
                yield from (self._ratio(part, whole) for part in subjects if part.unit == whole.unit)
        elif one.role is Role.SHARE:
            for part in subjects:
                for target, arm in self._formulas(part):
                    if arm.base and arm.terms == ((1, part),) and not arm.growth and not arm.times:
                        yield ToldAmount.field(target)
        elif one.role is Role.EXECUTION:
            for part in subjects:
                yield from (self._ratio(part, budget) for budget in self._budgets(part))
        elif one.role in (Role.CHANGE, Role.RATE):
            for part in subjects:
                for base in self._bases(one, part):
                    yield self._change(part, base) if one.role is Role.CHANGE else self._ratio(part, base, growth=True)

    def _bases(self, one: Quantity, part: Cell) -> Iterator[Cell]:
        last = self.last(part)
        planned = one.against_plan or not one.against
        if planned and one.against != "prior":
            yield from self._budgets(part)
        if not one.against_plan and last is not None and one.against_year in (0, self._names.year_told - 1):
            yield last

    def lasts(self, one: Quantity, cell: Cell) -> list[Cell]:
        """What the amount ``cell``, which a number calls by its name, was last year, wherever the report has it."""
        beside, named = self.last(cell), [self._names.amounts(one.name + end) for end in lexicon().texts["last_names"]]
        return [*([beside] if beside is not None else []), *(part for found in named for part in found)]

    def last(self, cell: Cell) -> Cell | None:
        """Last year's amount beside this year's; None where there is none."""
        return next((part for part in cell.node.own_cells if part.field.from_last is cell.field), None)

    def _budgets(self, cell: Cell) -> list[Cell]:
        """The budgets of what was spent: those beside it, and those where the execution of its budget is told."""
        found = {part: None for part in cell.node.own_cells if getattr(part.field, "spent", "") == cell.field.name}
        for copy in [target for target, arm in self._formulas(cell) if arm == Arm(((1, cell),))]:
            for bound in self._names.report.network.uses(copy):
                bases = (arm.base for arm in bound.arms.values() if arm.base and not arm.growth)
                found.update({part: None for base in bases if bound.computes for _, part in base})
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
        return ((1, part),) if arm is None or arm.base is not None else arm.terms

    def _change(self, part: Cell, base: Cell) -> ToldAmount:
        for target, arm in self._formulas(part):
            signs = {cell: sign for sign, cell in arm.terms}
            if arm.base is None and signs.keys() == {part, base} and signs[part] != signs[base]:
                return ToldAmount.field(target, signs[part])
        return ToldAmount(part, Arm(((1, part), (-1, base))))

    def _ratio(self, part: Cell, base: Cell, *, growth: bool = False) -> ToldAmount:
        worked_out = Arm(self._summed(part), ((1, base),), growth)
        for target, arm in self._formulas(part):
            if arm == worked_out:
                return ToldAmount.field(target)
        return ToldAmount(part, worked_out)


def _is_adjusted(budget: Cell) -> bool:
    """Whether ``budget`` is what became of the one that was approved."""
    return budget.field.name == "adjusted"


def _is_carried_in(cell: Cell) -> bool:
    """Whether ``cell``, which stands in no row, has what was left of the year before."""
    field = cell.field
    if not isinstance(field, Number) or cell.node.outermost_row is not None:
        return False
    return pattern(_CARRIED_IN).search(field.label) is not None

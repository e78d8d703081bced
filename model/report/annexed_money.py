"""The year's money in the second table, as the sections of the report have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from model.figures import Figure
from model.report.report import Report
from model.report.tree import Cell
from model.schema.fields import YES
from model.schema.sections.general_budget import ALL_SOURCES

_COLUMNS: Final = ("original", "adjusted")
_OTHER_USES: Final = ("operating", "remitted", "subsidies")
_OTHER_INCOME: Final = ("from_superior", "special_account", "institution", "operating", "from_affiliated", "other")


def money_left_blank(report: Report) -> dict[Cell, int]:
    """What budget each blank cell of the second table has by the sections, in billionths of a 元.

    A column whose parts do not come to what section one has in all has nothing.
    """
    found: dict[Cell, int] = {}
    for column in _COLUMNS:
        found |= _Column(report, column).blank()
    return {cell: amount for cell, amount in found.items() if cell.state == "missing"}


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the table: the original budget or that of the whole year."""

    report: Report
    name: str

    def blank(self) -> dict[Cell, int]:
        """What each cell of the column has by the sections, those that are filled in included."""
        whole, by_use = self._amount("overview.scale.execution"), self._by_use()
        basic, project = (self._of_table(name, by_use[name]) for name in ("basic", "project"))
        if whole is not None and not self._is_something("overview.scale", _OTHER_USES):
            basic = _less(whole, project) if basic is None else basic
            project = _less(whole, basic) if project is None else project
            if basic is not None and project is not None and basic + project != whole:
                return {}
        known = {"basic": basic, "project": project}
        if basic is None or project is None:
            known["total"] = whole
        total = self._of_table("total", _sum(basic, project) if whole is None else whole)
        known |= self._by_income(basic, total)
        return {self._cell(name): amount for name, amount in known.items() if amount is not None}

    def _by_use(self) -> dict[str, int | None]:
        """Basic and project expenditure of all money, where section two says it."""
        basic, project = self._general()
        if self.report.cell("general_budget.scope").chosen == ALL_SOURCES:
            return {"basic": basic, "project": project}
        funds = [self._fund(name) for name in ("government_funds", "state_capital")]
        spent = _sum(
            self._value("general_budget.projects.actual"),
            *(self._value(f"{name}.actual") or 0 for name in ("government_funds", "state_capital")),
        )
        every = spent is not None and spent == self._value("overview.scale.project")
        return {"basic": basic if self._basic_is_general else None, "project": _sum(project, *funds) if every else None}

    def _by_income(self, basic: int | None, whole: int | None) -> dict[str, int | None]:
        """The budgets by where the money came from, if they come to the ``whole``; ``basic`` is all basic money."""
        fund, capital = self._fund("government_funds"), self._fund("state_capital")
        if self.report.cell("general_budget.scope").chosen != ALL_SOURCES:
            own, project = self._general()
            general = _sum(basic if own is None and self._basic_is_general else own, project)
        elif self._is_something("overview.income", _OTHER_INCOME) or self._value("overview.income.total") is None:
            general = None
        else:
            general = _less(_less(whole, fund), capital)
        general, fund = self._of_table("general_public", general), self._of_table("government_fund", fund)
        rest = [self._of_table(name, 0) for name in ("special_account", "other_income")]
        if _sum(general, fund, *rest) != whole:
            return {}
        return {"general_public": general, "government_fund": fund or None}

    def _general(self) -> tuple[int | None, int | None]:
        """Basic and project expenditure as section two has them."""
        basic = self._amount("general_budget.basic.execution")
        if basic is None and self.name == "original":
            basic = self._value("general_budget.basic.budget")
        return basic, self._amount("general_budget.projects.execution")

    @property
    def _basic_is_general(self) -> bool:
        """Whether the general public budget paid for all basic expenditure."""
        actual = self._value("general_budget.basic.actual")
        return actual is not None and actual == self._value("overview.scale.basic")

    def _fund(self, path: str) -> int | None:
        """The budget of a fund; 0 where there is none, None where the original one is not told apart."""
        budget = self._value(f"{path}.budget")
        if self.report.cell(f"{path}.none").raw == YES or not (budget or self._value(f"{path}.actual")):
            return 0
        amount = self._amount(f"{path}.execution")
        return budget if amount is None and self.name == "adjusted" else amount

    def _of_table(self, name: str, otherwise: int | None) -> int | None:
        """What the table itself has in a row, else ``otherwise``."""
        there = self._cell(name).figure
        return otherwise if there is None else there.value

    def _is_something(self, path: str, names: tuple[str, ...]) -> bool:
        return any(self._value(f"{path}.{name}") for name in names)

    def _amount(self, execution: str) -> int | None:
        return self._value(f"{execution}.{self.name}")

    def _cell(self, name: str) -> Cell:
        return self.report.cell(f"department_evaluation.{name}.{self.name}")

    def _value(self, path: str) -> int | None:
        found: Figure | None = self.report.cell(path).figure
        return None if found is None else found.value


def _sum(*amounts: int | None) -> int | None:
    """The sum of ``amounts``; None where one is not known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _less(whole: int | None, part: int | None) -> int | None:
    """``whole`` without ``part``; None where one is not known or the part is greater."""
    return None if whole is None or part is None or part > whole else whole - part

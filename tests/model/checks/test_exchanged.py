"""What is offered where figures changed places: two digits of one, or two fields; and a part that is in others."""

from __future__ import annotations

import pytest

from model.checks.diagnosis.repairs import Repair
from model.editing.session import Session
from tests.model.drafting import draft

STAFF = "[overview.staff]\nserving = {}\nadministrative = 20\npublic_institution = 6\nworkers = {}\n"
PROJECTS = "[general_budget.projects]\nactual = {}\n" + "".join(
    f"[[general_budget.projects.unit_projects.items]]\nname = '{name}'\namount = {amount}\nexecuted = {executed}\n"
    for name, amount, executed in (("甲专项", 120, 111.00), ("乙专项", "{}", "{}"), ("丙专项", 50, 48.18))
)
BUDGETS = """
[overview.income]
general_public = 500.36
[overview.scale]
basic = 300.12
project = 200.24
[general_budget]
scope = "仅一般公共预算"
[general_budget.basic]
budget = {}
actual = {}
[general_budget.projects]
actual = {}
"""


def offered(lines: str, code: str) -> list[Repair]:
    """What is offered for the one finding of that rule or relation."""
    checker = Session(draft(lines)).checker
    (found,) = (one for one in checker.findings() if one.code.endswith(code))
    return checker.repairs(found)


def put(repair: Repair) -> dict[str, str]:
    """The texts that a repair puts into fields, by path."""
    return {repair.cell.path: repair.raw, **{cell.path: raw for cell, raw in repair.also}}


def test_workers_that_are_counted_in_other_kinds_are_none_of_their_own() -> None:
    assert put(offered(STAFF.format(26, 3), "by_funding")[0]) == {"overview.staff.workers": "无"}


def test_workers_whose_digits_changed_places() -> None:
    assert put(offered(STAFF.format(38, 21), "by_funding")[0]) == {"overview.staff.workers": "12"}


def test_what_a_project_was_given_and_what_it_cost_are_put_in_their_places() -> None:
    lines, row = PROJECTS.format(212.36, 53.18, 60), "general_budget.projects.unit_projects.items.1"
    right = {f"{row}.executed": "53.18", f"{row}.amount": "60"}
    assert put(offered(lines, "unit_projects_executed")[0]) == right
    assert put(offered(lines, "over_approved")[0]) == right


def test_a_project_that_cost_more_than_approved_is_not_turned_round_where_nothing_else_speaks_for_it() -> None:
    assert offered(PROJECTS.format(400, 53.18, 60), "over_approved") == []


@pytest.mark.parametrize(("executed", "whole", "wanted"), [(53.81, 212.36, "53.18"), (53.18, 212.36, None)])
def test_digits_of_a_project_that_changed_places_where_the_projects_are_all(
    executed: float, whole: float, wanted: str | None
) -> None:
    lines = PROJECTS.format(whole, 60, executed)
    if wanted is None:
        codes = {one.code for one in Session(draft(lines)).checker.findings()}
        assert not any(code.endswith("unit_projects_executed") for code in codes)
        return
    cells = [put(repair) for repair in offered(lines, "unit_projects_executed")]
    assert {"general_budget.projects.unit_projects.items.1.executed": wanted} in cells


@pytest.mark.parametrize(
    ("figures", "right"),
    [
        ((310, 300.21, 200.24), {"general_budget.basic.actual": "300.12"}),
        ((310, 300.12, 202.04), {"general_budget.projects.actual": "200.24"}),
        ((300.12, 310, 200.24), {"general_budget.basic.actual": "300.12", "general_budget.basic.budget": "310"}),
    ],
)
def test_the_budgets_come_to_all_that_was_spent_again(
    figures: tuple[float, float, float], right: dict[str, str]
) -> None:
    (repair,) = offered(BUDGETS.format(*figures), "every_budget")
    assert put(repair) == right


def test_nothing_is_offered_where_no_single_slip_explains_it() -> None:
    assert offered(BUDGETS.format(310, 333.12, 200.24), "every_budget") == []

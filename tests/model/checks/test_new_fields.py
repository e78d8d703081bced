"""Figures that many departments report: what is held against them, and what is not said where they are not reported."""

from __future__ import annotations

import pytest

from model.checks.checker import Checker
from tests.model.drafting import codes, draft, finding

FUND = "[government_funds]\nbudget = 2000.00\nactual = 1850.00\n"
EXECUTION = "[overview.scale]\ntotal = 1215.00\n[overview.scale.execution]\noriginal = 1200.00\nadjusted = 1350.00\n"


def test_a_carry_over_that_the_budget_does_not_leave_is_a_warning_with_the_slip() -> None:
    found = finding(FUND + "carried_over = 105.00\n", "government_funds.carried_over")
    assert (found.severity, found.expected, found.actual) == ("warning", "150.00", "105.00")
    assert "150.00" in found.diagnosis


def test_it_is_an_error_where_the_whole_roll_forward_is_reported() -> None:
    lines = FUND + "carried_over = 105.00\nopening = 200.00\nincome = 1800.00\n"
    assert finding(lines, "government_funds.roll_forward").severity == "error"
    assert "government_funds.carried_over" not in codes(lines)


@pytest.mark.parametrize("rest", ["carried_over = 150.00\n", "", "opening = 20.00\ncarried_over = 150.00\n"])
def test_nothing_is_said_of_what_agrees_or_is_not_reported(rest: str) -> None:
    assert not {code for code in codes(FUND + rest) if "carried" in code or "roll_forward" in code}


def test_a_rate_on_the_original_budget_is_told_with_the_base_that_fits_and_changes_no_source() -> None:
    read = draft(EXECUTION + "rate = 101.25\n").report
    checker = Checker(read)
    (found,) = (one for one in checker.findings() if one.code == "overview.scale.execution.rate")
    assert "以年初预算数" in found.diagnosis
    changed = {repair.cell.path for repair in checker.repairs(found, read.cell("overview.scale.execution.rate"))}
    assert changed <= {"overview.scale.execution.rate", "overview.scale.execution.rate_base"}


def test_a_deadline_without_a_year_is_a_day_of_the_next_year() -> None:
    late = '[overview]\nyear = 2024\n[publication]\ndate = "7月1日前"\n'
    assert "published_late" in codes(late)
    assert "published_late" not in codes(late.replace("7月1日", "6月30日"))


def test_vehicles_bought_and_run_make_up_the_line() -> None:
    line = "[general_budget.three_public.vehicles]\nactual = 10.00\n"
    apart = "[general_budget.three_public.details.{}]\nactual = {}\n"
    wrong = line + apart.format("purchase", "6.00") + apart.format("operation", "5.00")
    code = "general_budget.three_public.vehicles_actual"
    assert code in codes(wrong)
    assert code not in codes(wrong.replace("5.00", "4.00"))
    assert code not in codes(line)

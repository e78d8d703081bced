"""Verdicts: what rounding can explain is never called wrong, what it cannot explain always is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.checks.verdicts import judge
from tests.model.drafting import bound, codes, draft, finding, printed, verdict, verdicts

if TYPE_CHECKING:
    from model.checks.verdicts import Verdict

HOLDS = ("exact", "rounding")
TOTAL = "overview.scale.total"
SHARE = "overview.scale.basic_share"


def scale(**typed: str | int | float) -> str:
    """Section one's figures of expenditure as TOML."""
    return "[overview.scale]\n" + "".join(
        f'{name} = "{value}"\n' if isinstance(value, str) else f"{name} = {value}\n" for name, value in typed.items()
    )


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("3.30", "exact"),
        ("3.3", "exact"),
        ("3.31", "rounding"),
        ("3.29", "rounding"),
        ("3.32", "inconsistent"),
        ("-3.30", "inconsistent"),
        ("33000元", "exact"),
        ("0.00033亿元", "exact"),
        ("33100元", "rounding"),
    ],
)
def test_a_sum_of_two_may_differ_by_what_three_roundings_leave(total: str, expected: Verdict) -> None:
    assert verdict(scale(basic="1.10", project="2.20", total=total), TOTAL) == expected


def test_a_sum_of_source_figures_in_yuan_may_not_differ_at_all() -> None:
    assert verdict(scale(basic="11000元", project="22000元", total="33000元"), TOTAL) == "exact"
    assert verdict(scale(basic="11000元", project="22000元", total="33001元"), TOTAL) == "inconsistent"
    assert verdict(scale(basic="11001元", project="22000元", total="3.30"), TOTAL) == "exact"


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("66.67", "exact"),
        ("66.66", "truncation"),
        ("66.68", "inconsistent"),
        ("66.7", "inconsistent"),
        ("33.33", "inconsistent"),
        ("0.67", "inconsistent"),
    ],
)
def test_a_share_of_large_amounts_is_held_to_the_last_place(share: str, expected: Verdict) -> None:
    lines = scale(basic="200000.00", project="100000.00", total="300000.00", basic_share=share)
    assert verdict(lines, SHARE) == expected


def test_a_share_of_small_amounts_is_held_to_what_they_can_have_been() -> None:
    assert verdict(scale(basic="0.20", total="0.30", basic_share="66.00"), SHARE) == "rounding"
    assert verdict(scale(basic="0.20", total="0.30", basic_share="50.00"), SHARE) == "inconsistent"


@pytest.mark.parametrize(("tie", "expected"), [("12.13", "exact"), ("12.12", "exact"), ("12.11", "inconsistent")])
def test_a_true_tie_may_be_rounded_up_or_to_even(tie: str, expected: Verdict) -> None:
    lines = scale(basic="97000元", total="800000元", basic_share=tie)
    assert verdict(lines, SHARE) == expected


def test_a_negative_growth_rate_is_judged_like_a_positive_one() -> None:
    lines = scale(total="300000.00", last_year="400000.00", change="-100000.00", change_rate="-25.00")
    said = dict(verdicts(lines))
    assert (said["overview.scale.change"], said["overview.scale.change_rate"]) == ("exact", "exact")


def test_a_cut_negative_rate_is_called_truncation() -> None:
    lines = scale(total="100000.00", last_year="300000.00", change_rate="-66.66")
    assert verdict(lines, "overview.scale.change_rate") == "truncation"


@pytest.mark.parametrize("missing", ["project", "last_year"])
def test_a_missing_operand_is_not_checked(missing: str) -> None:
    typed = {"basic": "1", "project": "2", "total": "3", "last_year": "2", "change": "1"}
    typed.pop(missing)
    said = dict(verdicts(scale(**typed)))
    code = {"project": TOTAL, "last_year": "overview.scale.change"}[missing]
    assert said[code] == "not_checked"
    assert "未核对" in finding(scale(**typed), code).message


def test_a_missing_operand_that_may_be_absent_counts_as_none() -> None:
    assert verdict(scale(basic="1", project="2", operating="无", total="3"), TOTAL) == "exact"
    assert verdict(scale(basic="1", project="2", total="3"), TOTAL) == "exact"


def test_nothing_typed_is_nothing_to_judge() -> None:
    assert verdict(scale(basic="1", project="2"), TOTAL) is None
    assert verdict("", TOTAL) is None


@pytest.mark.parametrize(("rate", "expected"), [({"change_rate": "2.00"}, "inconsistent"), ({}, None)])
def test_a_rate_is_held_to_a_typed_change_only_where_it_is_typed_too(
    rate: dict[str, str], expected: Verdict | None
) -> None:
    typed = scale(total="102", last_year="100", change="1.48", **rate)
    assert verdict(typed, "overview.scale.rate_of_change") == expected


def test_a_base_that_can_be_zero_is_not_checked() -> None:
    lines = scale(total="100.00", last_year="0.00", change_rate="100.00")
    assert verdict(lines, "overview.scale.change_rate") in ("rule", "not_checked")
    assert verdict(scale(total="1", last_year="-5", change_rate="3"), "overview.scale.change_rate") == "not_checked"


def test_a_percentage_of_nothing_is_an_error() -> None:
    lines = scale(total="100.00", last_year="无", change_rate="100.00")
    assert verdict(lines, "overview.scale.change_rate") == "rule"
    said = finding(lines, "overview.scale.change_rate")
    assert said.severity == "error"
    assert "基数为 0" in said.message


def same(first: str, second: str, scope: str = "") -> str:
    return f'[overview.scale]\nbasic = "{first}"\n[general_budget]\nscope = "{scope}"\n[general_budget.basic]\n' + (
        f'actual = "{second}"\n'
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("14825.83", "14825.83", "exact"),
        ("14825.83", "14825.84", "inconsistent"),
        ("14825.83", "14825.8", "inconsistent"),
        ("14825.83", "148258300元", "exact"),
        ("14825.83", "148258349元", "exact"),
        ("14825.83", "148258351元", "inconsistent"),
        ("14825.83", "1.48亿元", "exact"),
        ("14825.83", "1.49亿元", "inconsistent"),
        ("14825.834", "14825.83", "exact"),
    ],
)
def test_the_same_amount_twice_must_be_the_same(first: str, second: str, expected: Verdict) -> None:
    assert verdict(same(first, second), "basic") == expected


def test_a_part_of_another_scope_need_not_be_the_same() -> None:
    lines = same("14825.83", "14000.00", "仅一般公共预算")
    assert verdict(lines, "basic") is None
    assert verdict(lines, "basic_part") == "exact"
    assert verdict(same("14825.83", "14825.85", "仅一般公共预算"), "basic_part") == "inconsistent"


def projects(total: str, complete: str, *amounts: str) -> str:
    head = f"[general_budget.projects.unit_projects]\ntotal = {total}\n{complete}"
    rows = "[[general_budget.projects.unit_projects.items]]\nname = '{}'\namount = {}\n"
    return head + "".join(rows.format(number, amount) for number, amount in enumerate(amounts))


@pytest.mark.parametrize(
    ("total", "expected"), [("50", "exact"), ("30.00", "exact"), ("29.99", "exact"), ("29.97", "inconsistent")]
)
def test_a_partial_list_never_exceeds_its_total(total: str, expected: Verdict) -> None:
    assert verdict(projects(total, "", "10.00", "20.00"), "general_budget.projects.unit_projects.items") == expected


@pytest.mark.parametrize(("total", "expected"), [("50", "inconsistent"), ("30.00", "exact"), ("30.01", "rounding")])
def test_a_complete_list_reaches_its_total(total: str, expected: Verdict) -> None:
    lines = projects(total, "complete = true\n", "10.00", "20.00")
    assert verdict(lines, "general_budget.projects.unit_projects.items_complete") == expected


def shares(*typed: str) -> str:
    rows = "[[assets.disposals.by_kind]]\nname = '{}'\namount = 1\nshare = {}\n"
    return "".join(rows.format(number, share) for number, share in enumerate(typed))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("60", "40"), "exact"),
        (("33.33", "33.33", "33.33"), "rounding"),
        (("33.33", "33.33", "33.30"), "inconsistent"),
        (("60", "41"), "inconsistent"),
        (("100",), "exact"),
        (("99.99",), "inconsistent"),
    ],
)
def test_shares_total_a_hundred(typed: tuple[str, ...], expected: Verdict) -> None:
    assert verdict(shares(*typed), "assets.disposals.kind_shares") == expected


def line(budget: str, actual: str, reason: str = "") -> str:
    return f'[general_budget.three_public.vehicles]\nbudget = {budget}\nactual = {actual}\nreason = "{reason}"\n'


EXECUTION = "general_budget.three_public.vehicles.execution"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (line("100", "90"), "exact"),
        (line("100", "110"), "exact"),
        (line("100", "89"), "rule"),
        (line("100", "111"), "rule"),
        (line("100", "50", "车辆减少"), "exact"),
        (line("0", "50"), None),
    ],
)
def test_a_rate_outside_of_its_limits_needs_a_reason(lines: str, expected: Verdict | None) -> None:
    assert verdict(lines, EXECUTION) == expected


def test_more_than_the_budget_is_a_warning() -> None:
    over = finding(line("100", "101"), "general_budget.three_public.vehicles.over_budget")
    assert (over.severity, over.expected, over.actual, over.difference) == ("warning", "100.00", "101.00", "1.00")
    assert "general_budget.three_public.vehicles.over_budget" not in codes(line("100", "100"))


# What follows are laws. Amounts are whole 元, as the accounts have them; the report prints them in 万元.

yuan = st.integers(10**5, 10**12)


def wan(amount: int) -> str:
    return printed(Decimal(amount) / 10**4)


def percent(part: int, whole: int) -> str:
    return printed(100 * Decimal(part) / whole)


@given(yuan, yuan, yuan, yuan, yuan, yuan)
def test_true_amounts_printed_rounded_are_never_inconsistent(
    personnel: int, general: int, project: int, operating: int, last_year: int, approved: int
) -> None:
    basic = personnel + general
    total = basic + project + operating
    lines = scale(
        basic=wan(basic),
        project=wan(project),
        operating=wan(operating),
        total=wan(total),
        last_year=wan(last_year),
        change=wan(total - last_year),
        change_rate=percent(total - last_year, last_year),
        basic_share=percent(basic, total),
        project_share=percent(project, total),
        operating_share=percent(operating, total),
        personnel=wan(personnel),
        general=wan(general),
    )
    lines += f"""
[general_budget.basic]
budget = {wan(approved)}
personnel = {wan(personnel)}
general = {wan(general)}
actual = {wan(basic)}
budget_change = {wan(basic - approved)}
budget_change_rate = {percent(basic - approved, approved)}
comment = "略"
"""
    judged = verdicts(lines)
    assert len(judged) >= 15
    assert [(code, said) for code, said in judged if said not in HOLDS] == []


@given(st.lists(yuan, min_size=1, max_size=12), yuan, yuan)
def test_a_true_fund_printed_rounded_is_never_inconsistent(income: list[int], expenditure: int, opening: int) -> None:
    total = sum(income)
    rows = "".join(f"[[insurance.funds.final_income]]\nname='{n}'\namount={wan(a)}\n" for n, a in enumerate(income))
    lines = f"""
[[insurance.funds]]
name = "基金"
final_income_total = {wan(total)}
final_expenditure_total = {wan(expenditure)}
final_balance = {wan(total - expenditure)}
execution_rate = {percent(expenditure, total)}
execution_base = "决算收入"
opening_balance = {wan(opening)}
increase = {wan(total - expenditure)}
closing_balance = {wan(opening + total - expenditure)}
{rows}[[insurance.funds.goals.indicators]]
name = "收入"
unit = "亿元"
actual = {printed(Decimal(total) / 10**8)}
quotes = "决算收入合计"
"""
    judged = verdicts(lines)
    assert len(judged) == 6
    assert [(code, said) for code, said in judged if said not in HOLDS] == []


@given(st.lists(yuan, min_size=2, max_size=8), st.integers(-5, 5))
def test_the_order_of_the_terms_does_not_matter(amounts: list[int], off: int) -> None:
    total = printed(Decimal(sum(amounts)) / 10**4 + Decimal(off) / 100)
    said = set()
    for order in (amounts, amounts[::-1], sorted(amounts)):
        lines = projects(total, "complete = true\n", *map(wan, order))
        said.add(verdict(lines, "general_budget.projects.unit_projects.items_complete"))
    assert len(said) == 1


hundredths = st.integers(100, 10**9)


def in_units(amounts: tuple[Decimal, ...], unit: str) -> dict[str, str]:
    factor, places = {"元": (Decimal(10**4), 0), "万元": (Decimal(1), 2), "亿元": (Decimal("0.0001"), 6)}[unit]
    names = ("basic", "project", "total", "last_year", "change")
    return {name: f"{amount * factor:.{places}f}{unit}" for name, amount in zip(names, amounts, strict=True)}


@given(hundredths, hundredths, st.integers(-3, 3), hundredths, st.integers(-3, 3))
def test_another_unit_of_the_same_precision_keeps_every_verdict(
    basic: int, project: int, off: int, last_year: int, astray: int
) -> None:
    total = basic + project + off
    amounts = (basic, project, total, last_year, total - last_year + astray)
    exact = tuple(Decimal(amount) / 100 for amount in amounts)
    rate = {"change_rate": percent(total - last_year + astray, last_year)}
    said = [verdicts(scale(**in_units(exact, unit), **rate)) for unit in ("万元", "亿元")]
    assert said[0] == said[1]
    assert len(said[0]) >= 3


@given(hundredths, hundredths, st.integers(-3, 3))
def test_source_figures_in_yuan_are_exact_or_inconsistent(basic: int, project: int, off: int) -> None:
    total = basic + project + off
    exact = tuple(Decimal(amount) / 100 for amount in (basic, project, total, 100, total - 100))
    said = dict(verdicts(scale(**in_units(exact, "元"))))
    assert said[TOTAL] == ("inconsistent" if off else "exact")
    assert said["overview.scale.change"] == "exact"


@given(hundredths, hundredths, st.integers(-(10**6), 10**6))
def test_a_difference_beyond_the_roundings_is_always_inconsistent(basic: int, project: int, off: int) -> None:
    total = basic + project + off
    lines = scale(basic=wan(basic * 100), project=wan(project * 100), total=wan(total * 100))
    expected = "exact" if not off else "rounding" if abs(off) == 1 else "inconsistent"
    assert judge(bound(draft(lines).report, TOTAL)) == expected


@given(hundredths, hundredths, st.integers(2, 10**6))
def test_the_sentence_names_both_amounts_and_the_difference(basic: int, project: int, off: int) -> None:
    total = basic + project + off
    lines = scale(basic=wan(basic * 100), project=wan(project * 100), total=wan(total * 100))
    said = finding(lines, TOTAL)
    assert Decimal(said.actual) - Decimal(said.expected) == Decimal(said.difference) == Decimal(off) / 100
    for amount in (said.actual, said.expected, said.difference):
        assert f"{Decimal(amount):,.2f}万元" in said.message


@pytest.mark.parametrize(
    ("bought", "run", "wanted"),
    [
        ("'无'", "", None),  # 运行维护费 is still to be filled in
        ("", "5.24", None),
        ("", "5.42", None),
        ("'无'", "5.24", "inconsistent"),
        ("'无'", "5.42", "exact"),
        ("3.00", "2.42", "exact"),
        ("", "", None),
    ],
)
def test_a_part_that_is_left_blank_waits_until_none_is_said_for_it(bought: str, run: str, wanted: str | None) -> None:
    lines = "[general_budget.three_public]\nvehicles.actual = 5.42\n[general_budget.three_public.details]\n"
    lines += f"purchase.actual = {bought}\n" if bought else ""
    lines += f"operation.actual = {run}\n" if run else ""
    assert verdict(lines, "general_budget.three_public.vehicles_actual") == wanted


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("", "not_checked"),
        ("other_income.actual = 20.00\n", "exact"),
        ("other_income.actual = 15.00\n", "inconsistent"),
    ],
)
def test_a_sum_of_which_nobody_typed_a_part_yet_is_not_checked(lines: str, wanted: str) -> None:
    before = "[overview.scale]\nbasic = 100.00\nproject = 50.00\n[general_budget]\nscope = '仅一般公共预算'\n"
    before += "basic.actual = 100.00\nprojects.actual = 30.00\n[department_evaluation]\nincluded = true\n"
    assert verdict(before + lines, "department_evaluation.by_income_actual") == wanted

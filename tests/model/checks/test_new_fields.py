"""Figures that many departments report: what is held against them, and what is not said where they are not reported."""

from __future__ import annotations

import pytest

from model.checks.checker import Checker
from model.editing.session import Session
from tests.model.drafting import codes, draft, finding, verdict

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


def test_a_carry_over_that_the_roll_forward_leaves_is_right_where_income_is_added_up() -> None:
    lines = FUND + "carried_over = 250.00\nopening = 300.00\n"
    rows = "[[government_funds.incomes]]\nname = '出让收入'\namount = {}\n"
    assert not {code for code in codes(lines + rows.format("1800.00")) if "carried" in code or "roll_forward" in code}
    assert "government_funds.roll_forward" in codes(lines + rows.format("1080.00"))


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


PROJECT = """[[general_budget.projects.unit_projects.items]]
name = "河道治理"
amount = 250.00
adjusted = 253.65
executed = 243.18
"""
RATE = "general_budget.projects.unit_projects.items.rate"


def test_a_project_is_executed_on_its_whole_years_budget_where_that_is_told() -> None:
    rate = draft(PROJECT).report.cell("general_budget.projects.unit_projects.items.0.rate")
    assert rate.figure is not None
    assert rate.figure.text() == "95.87%"
    assert verdict(PROJECT + "rate = 95.87\n", RATE) == "exact"
    assert "以批复金额250.00" in finding(PROJECT + "rate = 97.27\n", RATE).diagnosis
    approved = PROJECT.replace("adjusted = 253.65\n", "")
    assert verdict(approved + "rate = 97.27\n", RATE) == "exact"


def test_the_base_that_was_chosen_goes_before_the_whole_years_budget() -> None:
    chosen = '[general_budget.projects.unit_projects]\nrate_base = "批复金额"\n' + PROJECT
    assert verdict(chosen + "rate = 97.27\n", RATE) == "exact"
    assert verdict(chosen + "rate = 95.87\n", RATE) == "inconsistent"


def test_a_project_whose_budget_did_not_change_has_its_rate_of_that_whatever_base_was_chosen() -> None:
    chosen = '[general_budget.projects.unit_projects]\nrate_base = "全年预算"\n' + PROJECT
    same = chosen.replace("adjusted = 253.65\n", "")
    path = "general_budget.projects.unit_projects.items.0.rate"
    rates = [draft(lines).report.cell(path).figure for lines in (chosen, same)]
    assert [rate.text() for rate in rates if rate is not None] == ["95.87%", "97.27%"]
    assert verdict(same + "rate = 96.10\n", RATE) == "not_checked", "its budget may only not be told"


STAFF = "[overview.staff]\nserving = 135\nretired_veterans = 1\n"


@pytest.mark.parametrize(
    ("paid", "right"),
    [
        ("administrative = 32\npublic_institution = 103\n", True),
        ("administrative = 32\npublic_institution = 103\nbudget_veterans = 1\n", True),
        ("budget_paid = 136\n", True),
        ("budget_paid = 135\n", True),
        ("administrative = 32\npublic_institution = 104\nbudget_veterans = 1\n", False),
        ("budget_paid = 137\n", False),
    ],
)
def test_retired_veterans_are_counted_among_those_paid_or_are_not(paid: str, right: bool) -> None:
    assert (verdict(STAFF + paid, "overview.staff.by_funding") == "exact") is right


SCORED = "[department_evaluation]\nincluded = true\n[department_evaluation.total]\npoints = 10\n"
SPENT = "adjusted = 10341.95\nactual = 9855.70\n"


@pytest.mark.parametrize(
    ("score", "expected"), [("9.53", "exact"), ("9.5", "rounding"), ("9.50", "inconsistent"), ("9.6", "inconsistent")]
)
def test_a_score_may_be_rounded_to_the_decimals_that_were_typed(score: str, expected: str) -> None:
    assert verdict(f"{SCORED}{SPENT}score = {score}\n", "department_evaluation.total.score") == expected
    assert (
        score != "9.5"
        or finding(f"{SCORED}{SPENT}score = 9.5\n", "department_evaluation.total.score").severity == "info"
    )


def test_a_sum_of_scores_may_be_rounded_but_not_to_a_whole_number() -> None:
    rows = "[[department_evaluation.scores.indicators]]\npoints = 90\nscore = 85\n"
    lines = SCORED + SPENT + "[department_evaluation.scores]\nscore = {}\n" + rows
    found = [verdict(lines.format(score), "department_evaluation.scores.score") for score in ("94.5", "94.6", "95")]
    assert found == ["rounding", "inconsistent", "inconsistent"]


FUNDED = (
    "[overview.scale]\nbasic = 3538.26\nproject = 6317.44\n[government_funds]\nactual = 1242.00\n"
    "[general_budget.basic]\nactual = 3538.26\n[general_budget.projects]\nactual = {}\n"
    "[department_evaluation]\nincluded = true\n[department_evaluation.other_income]\nactual = 142.30\n"
)


def test_the_general_budget_of_the_second_table_is_what_no_other_money_is() -> None:
    path = "department_evaluation.general_public.actual"
    for scope, project in (("", "6317.44"), ('[general_budget]\nscope = "仅一般公共预算"\n', "4933.14")):
        lines = scope + FUNDED.format(project)
        figure = draft(lines).report.cell(path).figure
        assert figure is not None
        assert figure.text() == "8,471.40万元"
        typed = lines + "[department_evaluation.general_public]\nactual = 8471.40\n"
        assert not {code for code in codes(typed) if code.startswith("department_evaluation.")}


OPERATING = (
    "[overview.scale]\nbasic = 2136.54\nproject = 462.35\noperating = 38.62\n"
    "[overview.scale.execution]\noriginal = 2598.60\n[general_budget.basic]\nbudget = 2150.00\n"
    "[department_evaluation]\nincluded = true\n"
    "basic.original = 2150.00\nproject.original = 410.00\ngeneral_public.original = 2560.00\n"
)
SECOND = "department_evaluation"


def test_operating_expenditure_is_part_of_the_second_table_and_no_money_of_the_general_budget() -> None:
    told = OPERATING + "other_income.original = 38.60\n"
    asked = [one.fields[0] for one in Checker(draft(told).report).findings() if one.code == "operating_untold"]
    wanted = ("other_income.actual", "operating.adjusted", "operating.original")
    assert asked == [f"{SECOND}.{path}" for path in wanted]
    assert not {code for code in codes(told) if code.startswith(SECOND)}
    assert draft(told).report.cell(f"{SECOND}.general_public.actual").figure is None
    told += "other_income.actual = 38.62\noperating.original = 38.60\noperating.adjusted = 38.62\n"
    figures = {
        path: figure.text()
        for path in ("general_public.actual", "total.actual", "total.original")
        if (figure := draft(told).report.cell(f"{SECOND}.{path}").figure) is not None
    }
    assert figures == {
        "general_public.actual": "2,598.89万元",
        "total.actual": "2,637.51万元",
        "total.original": "2,598.60万元",
    }
    assert not {code for code in codes(told) if code.startswith(SECOND)}
    assert f"{SECOND}.budget_original" in codes(
        told.replace("operating.original = 38.60", "operating.original = 36.80")
    )


@pytest.mark.parametrize(("total", "found"), [("2598.89", "exact"), ("2637.51", "exact"), ("2598.98", "inconsistent")])
def test_the_second_table_may_leave_operating_expenditure_out(total: str, found: str) -> None:
    told = OPERATING + f"total.actual = {total}\nother_income.actual = 38.62\noperating.adjusted = 38.62\n"
    assert verdict(told, f"{SECOND}.total.actual") == found


@pytest.mark.parametrize(
    ("included", "told"),
    [("", ["total.adjusted"]), ("2026.5.8", ["included", "total.adjusted"]), ("否", [])],
)
def test_what_cannot_be_read_in_an_annex_is_told_unless_it_is_left_out_by_choice(
    included: str, told: list[str]
) -> None:
    edited = Session(draft(""))
    for path, raw in (("included", included), ("total.adjusted", "刘文")):
        edited.type(edited.report.cell(f"{SECOND}.{path}"), raw)
    found = [one for one in edited.checker.findings() if one.code == "unreadable"]
    assert [one.fields[0] for one in found] == [f"{SECOND}.{path}" for path in told]


@pytest.mark.parametrize(("points", "told"), [("10", False), ("100", False), ("2641.19", True)])
def test_more_points_than_there_are_in_all_are_told_at_once(points: str, told: bool) -> None:
    lines = f"[{SECOND}]\nincluded = true\ntotal.points = {points}\n"
    assert ("points_over_hundred" in codes(lines)) is told


@pytest.mark.parametrize(
    ("score", "more", "told"), [("12", "", True), ("10", "", False), ("12", "total.rate = 95\n", True)]
)
def test_more_than_all_points_for_the_execution_is_told_before_there_is_a_rate(
    score: str, more: str, told: bool
) -> None:
    lines = f"[{SECOND}]\nincluded = true\ntotal.points = 10\ntotal.score = {score}\n{more}"
    assert ("score_over_points" in codes(lines)) is told
    money = "total.adjusted = 100\ntotal.actual = 100\nbasic.adjusted = 100\nbasic.actual = 100\n"
    assert "score_over_points" not in codes(lines + money), "there it is held to the rate"


PUBLIC = '[overview]\nyear = 2025\n[publication]\ndate = "{}"\nintro = "{}"\n'


@pytest.mark.parametrize(
    ("date", "intro", "told"),
    [
        ("2026-06-30", "于2025年6月30日前，在门户网站全文公开。", True),
        ("6月30日前", "拟于2026年6月20日前公开自评结果。", True),
        ("2026-06-30", "自评结果于2026年6月30日前公开。", False),
        ("6月30日前", "自评结果于2026年6月30日前公开。", False),
        ("2026-06-30", "2024年度自评报告已于2025年6月28日公开；结果用于编制预算。", False),
        ("2026-06-30", "部门决算于2026年9月10日公开。", False),
        ("2026-06-30", "2025年12月31日前完成整改。结果按规定公开。", False),
    ],
)
def test_a_day_of_publication_in_a_text_is_the_one_filled_in(date: str, intro: str, told: bool) -> None:
    assert ("published_elsewhere" in codes(PUBLIC.format(date, intro))) is told


def test_a_problem_for_which_no_measure_is_left_asks_for_one_more() -> None:
    heads = "".join(f'[[problems.problems]]\nheading = "问题之{number}"\n' for number in "甲乙丙")
    lines = heads + '[[improvements.measures]]\nheading = "办法一"\n[[improvements.measures]]\nheading = "办法二"\n'
    said = [one for one in Checker(draft(lines).report).findings() if one.code == "unanswered"]
    assert [one.fields[0] for one in said] == [
        "improvements.measures.0.answers",
        "improvements.measures.1.answers",
        "improvements.measures",
    ]
    assert "请补一条措施" in said[2].message
    assert "补一条" not in said[0].message + said[1].message


def test_figures_of_an_annex_that_is_left_out_are_not_compared() -> None:
    lines = (
        "[project_evaluations]\nincluded = true\n[[project_evaluations.projects]]\nname = '供水'\n"
        "[[project_evaluations.projects.scores.indicators]]\nlevel3 = '管网'\npoints = 10\nscore = 12\n"
    )
    edited = Session(draft(lines))
    included = edited.report.cell("project_evaluations.included")
    told = []
    for answer in ("否", "是"):
        edited.type(included, answer)
        told.append({one.severity for one in edited.checker.findings() if one.section == included.section})
    assert told[0] == set()
    assert "error" in told[1]


AT_RATE = """[overview.scale]
total = {actual}
[overview.scale.execution]
adjusted = 5694.02
carried_over = {left}
reason = "{reason}"
"""


@pytest.mark.parametrize(
    ("actual", "left", "reason", "told"),
    [
        ("5694.02", '""', "个别项目跨年实施", True),
        ("5694.02", "0", "个别项目跨年实施", True),
        ("5694.02", "12.30", "另有专户资金12.30万元结转", False),
        ("5694.02", '""', "无", False),
        ("5490.11", '""', "个别项目跨年实施", False),
    ],
)
def test_a_reason_for_a_deviation_that_there_is_not_is_asked_about_and_left_out(
    actual: str, left: str, reason: str, told: bool
) -> None:
    edited = Session(draft(AT_RATE.format(actual=actual, left=left, reason=reason)))
    found = [one for one in edited.checker.findings() if one.code == "nothing_to_explain"]
    assert bool(found) is told
    for one in found:
        (repair,) = edited.checker.repairs(one)
        edited.type(repair.cell, repair.raw)
    assert "nothing_to_explain" not in {one.code for one in edited.checker.findings()}

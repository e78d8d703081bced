"""Possible slips: each names one value that would mend the relation, and none that could not stand there."""

from __future__ import annotations

import pytest

from model.checks.checker import Checker
from model.checks.diagnosis.slips import AT_LEAST
from model.editing.session import Session
from tests.model.drafting import REFERENCE, codes, draft, finding, refilled, session

TOTAL = "overview.scale.total"
VEHICLES = "general_budget.three_public.vehicles"


def scale(basic: str, project: str, total: str) -> str:
    return f'[overview.scale]\nbasic = "{basic}"\nproject = "{project}"\noperating = "5.00"\ntotal = "{total}"\n'


def slips(lines: str, code: str) -> list[str]:
    return finding(lines, code).diagnosis.split("；")


@pytest.mark.parametrize(
    ("lines", "slip"),
    [
        (scale("12345.67", "200.00", "12505.67"), "支出总额相邻两位数字颠倒"),
        (scale("12345.67", "200.00", "12650.67"), "一位数字错"),
        (scale("123456700", "200.00", "12550.67"), "基本支出大了一万倍"),
        (scale("1.234567", "200.00", "12550.67"), "基本支出小了一万倍"),
        (scale("12345.67", "2000.00", "12550.67"), "项目支出小数点错了一位（大了十倍）"),
        (scale("-12345.67", "200.00", "12550.67"), "基本支出正负号反了"),
    ],
)
def test_the_slip_is_among_the_first_three(lines: str, slip: str) -> None:
    assert any(slip in said for said in slips(lines, TOTAL))


def test_an_item_left_out_is_named() -> None:
    assert any("漏算了" in said for said in slips(scale("12345.67", "200.00", "12350.67"), TOTAL))


def test_an_item_counted_twice_is_named() -> None:
    assert any("重复计算了" in said for said in slips(scale("12345.67", "200.00", "12750.67"), TOTAL))


def test_a_wrong_unit_behind_the_number_is_named() -> None:
    assert "单位写错" in finding(scale("1.5亿元", "20000.00", "20006.50"), TOTAL).diagnosis


def test_no_negative_amount_is_offered_where_none_can_be() -> None:
    lines = f"[{VEHICLES}]\nbudget = 1.00\nactual = 2.00\nreason = '略'\n"
    assert "应为-" not in finding(lines, f"{VEHICLES}.over_budget").diagnosis


def test_no_slip_of_the_unit_loses_digits() -> None:
    lines = "[general_budget.three_public]\nactual = 34.26\nreception.actual = 5.62\nvehicles.actual = 26.41\n"
    diagnosis = finding(lines + "overseas.actual = 7.85\n", "general_budget.three_public.actual").diagnosis
    assert "应为0.01万元" not in diagnosis


def test_no_slip_makes_an_amount_vanish_to_mend_a_sum() -> None:
    lines = (
        "[overview.scale]\nbasic = 1050.50\nproject = 1948.40\n"
        "[general_budget]\nscope = '仅一般公共预算'\nbasic.actual = 1050.50\nprojects.actual = 1948.40\n"
        "[government_funds]\nactual = 135.50\n[[government_funds.items]]\nname = '农村供水'\namount = 135.50\n"
        "[department_evaluation]\nincluded = '是'\n"
    )
    found = finding(lines, "department_evaluation.by_income_actual")
    assert "政府性基金" not in found.diagnosis
    assert "若为0" not in found.diagnosis
    assert "按收入性质分的各项之和应等于年度资金总额" in found.message
    assert "department_evaluation.by_income_actual" not in codes(lines.replace("scope = '仅一般公共预算'\n", ""))


@pytest.mark.parametrize(
    ("lines", "code", "slip"),
    [
        (
            "[overview.scale]\nproject = 500.00\n"
            '[[overview.scale.functions]]\nname = "教育支出"\namount = 301.25\n'
            '[[overview.scale.functions]]\nname = "农林水支出"\namount = 100.10\n',
            "overview.scale.functions",
            "可能漏列了一项98.65万元",
        ),
        (
            "[overview.scale]\nbasic = 958.02\n[general_budget.basic]\npersonnel = 823.46\ngeneral = 134.57\n",
            "basic",
            "各项四舍五入后相加得来的，直接填958.02万元则一致",
        ),
        (
            "[assets.totals]\nfixed_net = 8123.46\n[assets.book_values.fixed]\n"
            "cost = 142345.68\nwritten_off = 61111.11\nnet = 81234.57\n",
            "assets.fixed_net",
            "小了十倍），应为81,234.57万元",
        ),
    ],
)
def test_what_else_may_have_happened_is_named(lines: str, code: str, slip: str) -> None:
    assert slip in finding(lines, code).diagnosis


def test_no_decimal_point_is_wrong_where_a_little_is_too_much() -> None:
    lines = f"[{VEHICLES}]\nbudget = 48.00\nactual = 61.12\nreason = '略'\n"
    assert not finding(lines, f"{VEHICLES}.over_budget").diagnosis
    lines = "[overview.staff]\nauthorised = 22\nserving = 91\n"
    assert "9.1人" not in finding(lines, "overview.staff.posts").diagnosis


def test_a_digit_that_would_break_another_relation_is_not_offered_beside_one_that_would_not() -> None:
    lines = "[overview.scale]\nbasic = 300.00\nproject = 100.00\npersonnel = 250.00\ngeneral = 50.00\n"
    lines += "[general_budget.basic]\npersonnel = 205.00\ngeneral = 50.00\n"
    assert slips(lines, "personnel") == ["基本支出·人员经费支出相邻两位数字颠倒，应为250.00万元"]


def test_a_diagnosis_changes_nothing() -> None:
    edited = session(REFERENCE)
    content = edited.report.root.content()
    figures = [cell.figure for cell in edited.report.root.cells()]
    edited.checker.findings()
    assert edited.report.root.content() == content
    assert [cell.figure for cell in edited.report.root.cells()] == figures
    assert Checker(refilled(content)).findings() == edited.checker.findings()


def test_at_most_three_slips_are_offered() -> None:
    said = session(REFERENCE).checker.findings()
    assert all(len(finding.diagnosis.split("；")) <= 3 for finding in said)


def test_the_slip_that_is_named_stands_before_a_figure_at_hand_that_would_only_fit() -> None:
    lines = (
        "[general_budget.three_public]\nactual = 17.86\nreception.actual = 8.40\nvehicles.actual = 9.64\n"
        "overseas.actual = '无'\n[basic_data]\nincluded = '是'\n"
    )
    report = draft(lines).report
    checker = Checker(report)
    (found,) = (said for said in checker.findings() if said.code == "general_budget.three_public.actual")
    first, *others = checker.repairs(found, at=report.cell("general_budget.three_public.actual"))
    assert first.raw == "9.46"
    assert "18.04" in [repair.raw for repair in others]
    assert found.diagnosis.startswith(first.text)


def test_what_follows_from_a_slip_is_no_second_error() -> None:
    lines = (
        "[general_budget.three_public]\nactual = 17.86\nreception.actual = 8.40\nvehicles.actual = 9.64\n"
        "reception.budget = 9\nvehicles.budget = 10\noverseas.budget = '无'\noverseas.actual = '无'\n"
    )
    errors = [said for said in Checker(draft(lines).report).findings() if said.verdict == "inconsistent"]
    assert [said.code for said in errors] == ["general_budget.three_public.actual"]


def test_no_slip_of_a_digit_makes_a_figure_of_what_is_said_not_to_be_there() -> None:
    lines = "[overview.staff]\nserving = 36\nadministrative = 38\nretired_veterans = '无'\n"
    assert "离休" not in finding(lines, "overview.staff.by_funding").diagnosis


def test_the_base_that_was_taken_for_the_rate_of_a_change_is_named() -> None:
    lines = '[overview.scale]\nbasic = "1286.35"\nproject = "3463.55"\nlast_year = "4512.60"\nchange_rate = "5.00"\n'
    assert slips(lines, "overview.scale.change_rate") == [
        "以支出总额4,749.90为基数了，增减率应除以上年支出总额4,512.60，应为5.26%"
    ]


@pytest.mark.parametrize(
    ("total", "slip", "asked"),
    [("2000", "有一位数字错，应为2,100.00万元", False), ("1500.5", "至少应为所列各项之和2,100.00万元", True)],
)
def test_a_total_below_its_rows_is_offered_as_their_sum(total: str, slip: str, asked: bool) -> None:
    kind = "general_budget.projects.unit_projects"
    lines = f"[{kind}]\ntotal = '{total}'\n"
    for name, amount in (("甲", "1200.00"), ("乙", "900.00")):
        lines += f"[[{kind}.items]]\nname = '{name}'\namount = {amount}\n"
    checker = Checker(draft(lines).report)
    (said,) = (one for one in checker.findings() if one.code == f"{kind}.items")
    (repair,) = checker.repairs(said)
    assert slip in said.diagnosis
    assert (repair.cell.path, repair.raw) == (f"{kind}.total", "2100.00")
    assert (repair.kind == AT_LEAST) == asked


WHOLE = "[overview.scale]\nbasic = 386.52\nproject = 877.76\n[general_budget]\n{scope}\nbasic.actual = 386.52\n"
PROJECTS = (
    "[general_budget.projects]\nactual = {actual}\n"
    "[general_budget.projects.unit_projects]\ntotal = 833.00\ncomplete = true\n{items}"
)
FOUR = "".join(
    f"[[general_budget.projects.unit_projects.items]]\nname = '{name}'\namount = {amount}\nexecuted = {executed}\n"
    for name, amount, executed in [
        ("康复", "260.00", "256.40"),
        ("就业", "318.00", "309.86"),
        ("无障碍", "150.00", "147.30"),
        ("文体", "105.00", "98.80"),
    ]
)


def offers(lines: str, code: str) -> list[tuple[str, str]]:
    """What is offered for the finding with that code when the cursor stands in its field: where, and what."""
    checker = Checker(draft(lines).report)
    (found,) = (finding for finding in checker.findings() if finding.code == code)
    at = checker.report.cell(found.fields[0])
    return [(repair.cell.path, repair.raw) for repair in checker.repairs(found, at=at)]


NAMED, ACTUAL = ("general_budget.scope", "仅一般公共预算"), ("general_budget.projects.actual", "877.76")


def project_draft(actual: str = "812.36", items: str = "", scope: str = "") -> str:
    return WHOLE.format(scope=scope) + PROJECTS.format(actual=actual, items=items)


def test_a_scope_that_nobody_chose_is_offered_before_the_figure() -> None:
    assert offers(project_draft(), "project") == [NAMED, ACTUAL]
    assert offers(project_draft(items=FOUR), "project") == [NAMED, ACTUAL]
    breakdown = "[overview.scale]\nbasic = 500.00\npersonnel = 342.18\ngeneral = 44.34\n"
    assert offers(breakdown, "overview.scale.breakdown")[0] == (
        "overview.scale.breakdown_scope",
        "一般公共预算基本支出",
    )


def test_a_scope_under_which_it_fails_as_well_is_not_offered() -> None:
    assert NAMED not in offers(project_draft("912.36"), "project")  # more than all money can be


def test_a_scope_is_not_offered_where_the_figure_has_a_known_slip() -> None:
    assert offers(project_draft("877.67"), "project")[0] == ACTUAL
    assert NAMED not in offers(project_draft("877.67"), "project")


def test_a_figure_that_a_whole_list_bears_out_is_not_the_first_offer() -> None:
    chosen = 'scope = "与部门整体支出同口径"'
    assert offers(project_draft(items=FOUR, scope=chosen), "project") == [
        ("overview.scale.project", "812.36"),
        ACTUAL,
    ]
    assert offers(project_draft(scope=chosen), "project")[0] == ACTUAL


FUNDS = [
    "overview.income.government_fund = 70.00\n",
    "government_funds.actual = 65.40\n",
    "state_capital.actual = 65.40\n",
]


@pytest.mark.parametrize("funds", FUNDS)
@pytest.mark.parametrize("scope", ["", 'scope = "与部门整体支出同口径"'])
def test_money_of_funds_speaks_for_the_other_scope_and_against_a_figure_that_would_only_fit(
    funds: str, scope: str
) -> None:
    assert offers(funds + project_draft(scope=scope), "project") == [NAMED]
    assert offers(funds + project_draft("877.67", scope=scope), "project")[0] == ACTUAL, "two digits changed places"


def test_no_money_of_funds_leaves_a_chosen_scope_as_it_is() -> None:
    chosen = project_draft(scope='scope = "与部门整体支出同口径"')
    assert NAMED not in offers('overview.income.government_fund = "无"\n' + chosen, "project")


def test_a_scope_follows_the_money_of_funds_at_the_key() -> None:
    edited = Session(draft(project_draft(scope='scope = "与部门整体支出同口径"')))

    def offered() -> list[str]:
        (found,) = (one for one in edited.checker.findings() if one.code == "project")
        return [repair.cell.path for repair in edited.checker.repairs(found)]

    assert "general_budget.scope" not in offered()
    edited.type(edited.report.cell("overview.income.government_fund"), "70")
    assert offered() == ["general_budget.scope"]


@pytest.mark.parametrize(
    ("serving", "veterans", "offered"),
    [("425", "", ["452"]), ("430", "", []), ("425", "budget_veterans = 2\n", ["452"])],
)
def test_what_fits_only_as_long_as_a_part_is_blank_is_not_offered(
    serving: str, veterans: str, offered: list[str]
) -> None:
    lines = f"[overview.staff]\nserving = {serving}\nretired_veterans = 2\nadministrative = 38\n{veterans}"
    checker = Checker(draft(lines + "civil_servant_managed = 26\npublic_institution = 388\n").report)
    (found,) = (one for one in checker.findings() if one.code == "overview.staff.by_funding")
    assert [repair.raw for repair in checker.repairs(found)] == offered


def test_a_slip_by_places_is_told_once_and_not_for_each_number_of_decimals() -> None:
    lines = "[overview.scale]\ntotal = 2637.51\nlast_year = 2750.52\nchange_rate = -0.0411\n"
    said = finding(lines, "overview.scale.change_rate").diagnosis
    assert said.count("小了一百倍") == 1
    assert said.endswith("应为-4.11%")


PROJECT_SCALE = "[overview.scale]\nbasic = 100\nproject = 4755.22\n[general_budget.projects]\n"


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        ("last_year = 4650.1\nactual = 4650.1\n", ("general_budget.projects.actual", "4755.22")),
        ("last_year = 4350.1\nactual = 4650.1\n", ("general_budget.scope", "仅一般公共预算")),
        ("last_year = 50\nactual = 50\n", ("general_budget.scope", "仅一般公共预算")),
    ],
)
def test_last_years_figure_left_in_comes_before_another_scope(lines: str, first: tuple[str, str]) -> None:
    checker = Checker(draft(PROJECT_SCALE + lines).report)
    repair = checker.repairs(next(one for one in checker.findings() if one.code == "project"))[0]
    assert (repair.cell.path, repair.raw) == first


def test_what_was_pasted_in_another_unit_is_told_of_in_that_of_the_field() -> None:
    rows = "".join(
        f'[[overview.scale.functions]]\nname = "{name}"\namount = "{amount}元"\n'
        for name, amount in (("教育支出", "7802600.00"), ("农林水支出", "1586400.00"))
    )
    said = finding("[overview.scale]\nproject = 938.8\n" + rows, "overview.scale.functions")
    assert "教育支出·支出有一位数字错，应为780.16万元" in said.diagnosis
    assert "00元" not in said.message + said.diagnosis


def test_no_row_is_missed_that_would_be_a_thousand_times_all_others() -> None:
    rows = '[[overview.scale.functions]]\nname = "教育支出"\namount = 780\n'
    rows += rows.replace("教育", "农林水").replace("780", "158")
    assert "漏列" not in finding(f"[overview.scale]\nproject = 9400000\n{rows}", "overview.scale.functions").diagnosis
    assert "漏列" in finding(f"[overview.scale]\nproject = 940\n{rows}", "overview.scale.functions").diagnosis

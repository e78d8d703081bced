"""Errors that no rule finds yet: each a few lines, the field that is wrong, and why it can be judged in general."""

from __future__ import annotations

import pytest

from model.checks.checker import Checker
from model.editing.session import Session
from tests.model.drafting import SMALL, codes, draft, finding, findings, serious, session

FUND = '[[insurance.funds]]\nname = "甲基金"\n'
INDICATOR = FUND + "[[insurance.funds.goals.indicators]]\n"


def wrong(path: str, why: str, lines: str) -> object:
    return pytest.param(lines, path, id=path)


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        wrong(
            "insurance.funds.0.goals.indicators.0.achieved",
            "what was achieved is the actual value in percent of the target: 210 of 200 is 105 %",
            INDICATOR + 'name = "参保人数"\nunit = "万人"\ntarget = 200\nactual = 210\nachieved = 150\n',
        ),
        wrong(
            "insurance.funds.0.goals.indicators.0.actual",
            "nobody is more than wholly satisfied; nor is more than all covered or insured (满意度, 覆盖率, 参保率)",
            INDICATOR + 'name = "服务对象满意度"\nunit = "%"\ntarget = 90\nactual = 915\n',
        ),
        wrong(
            "general_budget.three_public.budget",
            "two of the three expenses are more than all of them, whatever the third was",
            "[general_budget.three_public]\nbudget = 15\nreception.budget = 15\noverseas.budget = 30\n",
        ),
        wrong(
            "assets.totals.non_current",
            "one kind of assets is more than all assets",
            "[assets.totals]\ntotal = 46.82\nnon_current = 107.43\n",
        ),
        wrong(
            "overview.staff.budget_veterans",
            "left empty, the whole is none: 其中离休 2 of no 离休人员 at all",
            "[overview.staff]\nbudget_veterans = 2\n",
        ),
        wrong(
            "general_budget.projects.unit_projects.executed",
            "where all projects are listed, what was spent on them is what was spent on all: 300, not 310",
            "[general_budget.projects.unit_projects]\ncomplete = '是'\ntotal = 320\nexecuted = 310\n"
            "[[general_budget.projects.unit_projects.items]]\nname = '甲'\namount = 120\nexecuted = 110\n"
            "[[general_budget.projects.unit_projects.items]]\nname = '乙'\namount = 200\nexecuted = 190\n",
        ),
        wrong(
            "general_budget.basic.personnel",
            "where both sections cover the general public budget only, they state one amount",
            '[overview.scale]\npersonnel = 100\ngeneral = 20\nbasic = 150\nbreakdown_scope = "一般公共预算基本支出"\n'
            '[general_budget]\nscope = "仅一般公共预算"\n[general_budget.basic]\npersonnel = 90\ngeneral = 20\n',
        ),
        wrong(
            "government_funds.actual",
            "what the budgets of sections two, five and six spent is part of all expenditure",
            "[overview.scale]\nbasic = 100\nproject = 100\npersonnel = 60\ngeneral = 40\ntotal = 200\n"
            '[general_budget]\nscope = "仅一般公共预算"\n[general_budget.basic]\npersonnel = 60\ngeneral = 40\n'
            "[general_budget.projects]\nactual = 80\n[government_funds]\nbudget = 500\nactual = 500\n",
        ),
        wrong(
            "government_funds.income",
            "the income of one budget stands among the sources of money, too",
            "[overview.income]\ngovernment_fund = 880.00\n[government_funds]\nincome = 885.00\n",
        ),
        wrong(
            "overview.scale.execution.carried_over",
            "what the budget of all money leaves is the balance of the accounts",
            "[overview.scale.execution]\ncarried_over = 112.50\n[overview.income]\nclosing = 102.50\n",
        ),
        wrong(
            "overview.scale.execution.carried_in",
            "and so it is with what it began with",
            "[overview.scale.execution]\ncarried_in = 62.40\n[overview.income]\nopening = 52.40\n",
        ),
        wrong(
            "general_budget.basic.last_year",
            "last year's basic and project expenditure were part of last year's total",
            "[overview.scale]\nlast_year = 100\n[general_budget.basic]\nlast_year = 90\n"
            "[general_budget.projects]\nlast_year = 90\n",
        ),
        wrong(
            "overview.scale.change_rate",
            "where change and rate are both printed, the rate follows from the change and last year's amount, too",
            "[overview.scale]\nlast_year = 100.00\nchange = 5.00\nchange_rate = 50.00\n",
        ),
        wrong(
            "insurance.funds.0.city.income",
            "city-level money within a fund is part of its income, and what was paid from it of its expenditure",
            FUND + "final_income_total = 100\nfinal_expenditure_total = 90\n"
            "[insurance.funds.city]\nincome = 500\nexpenditure = 60\n",
        ),
        wrong(
            "government_funds.carried_over",
            "no more is carried over than the budget leaves",
            '[government_funds]\nbudget = 100\nactual = 95\ncarried_over = 50\ntext = "略"\n',
        ),
        wrong(
            "assets.totals.additions.0.amount",
            "what was added and is still owned is part of all assets",
            "[assets.totals]\ncurrent = 60\nnon_current = 40\n"
            '[[assets.totals.additions]]\nname = "办公楼"\namount = 500\n',
        ),
        wrong(
            "general_budget.basic.comment",
            "基本持平 beside a change of a fifth",
            "[general_budget.basic]\nbudget = 120\npersonnel = 110\ngeneral = 10\nlast_year = 100\n"
            'comment = "基本支出与上年基本持平"\n',
        ),
        wrong(
            "overview.scale.last_year",
            "last year's amount is ten thousand times this year's: typed in 元",
            "[overview.scale]\nbasic = 1106.69\nproject = 1834.57\nlast_year = 27990101\n",
        ),
        wrong(
            "general_budget.basic.budget",
            "the budget is ten thousand times what was spent, whatever the reason given",
            '[general_budget.basic]\nbudget = 10980000\npersonnel = 986.23\ngeneral = 120.46\ncomment = "增资"\n',
        ),
        wrong(
            "basic_data.operation.last_year",
            "the annex repeats what the vehicles cost last year",
            "[general_budget.three_public.vehicles]\nlast_year = 47.55\n"
            '[basic_data]\nincluded = true\n[basic_data.purchase]\nlast_year = "无"\n'
            "[basic_data.operation]\nlast_year = 45.75\n",
        ),
        wrong(
            "overview.staff.serving",
            "there is no part of a person",
            "[overview.staff]\nserving = 9.1\n",
        ),
        wrong(
            "assets.book_values.date",
            "book values are of the end of the report's year",
            "[overview]\nyear = 2022\n[assets.book_values]\ndate = 2021-12-31\n",
        ),
    ],
)
def test_it_is_found(lines: str, path: str) -> None:
    found = serious(findings(lines))
    assert [finding for finding in found if path in finding.fields and finding.code != "required"]


def test_what_is_computed_is_not_asked_for_while_its_parts_are_missing() -> None:
    (said,) = (found for found in findings("[overview.scale]\nbasic = 5\n") if "overview.scale.project" in found.fields)
    assert said.code == "required"
    assert not {"overview.scale.total", "overview.staff.budget_paid"} & set(said.fields)


THREE_BUDGETS = """[overview.scale]
basic = 1286.35
project = 3463.55
[overview.income]
general_public = 3920.00
government_fund = 880.00
[general_budget]
scope = "仅一般公共预算"
[general_budget.basic]
personnel = 1098.20
general = 188.15
[general_budget.projects]
actual = 2603.55
[government_funds]
actual = 860.00
"""


def test_where_all_money_is_granted_the_budgets_spent_all_there_is() -> None:
    assert "every_budget" not in codes(THREE_BUDGETS)
    found = finding(THREE_BUDGETS.replace("860.00", "806.00"), "every_budget")
    assert found.severity == "warning"
    assert "4,695.90万元" in found.message
    assert "government_funds.actual" in found.fields


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("general_public = 3920.00", "general_public = 3920.00\nother = 54.00"),
        ("actual = 860.00", "budget = 900.00"),
        ("project = 3463.55", "project = 3463.55\noperating = 10.00"),
        ("仅一般公共预算", "与部门整体支出同口径"),
    ],
)
def test_nothing_is_said_where_money_or_expenditure_of_another_kind_is_told(there: str, instead: str) -> None:
    assert "every_budget" not in codes(
        THREE_BUDGETS.replace("860.00", "806.00").replace(there.replace("860", "806"), instead)
    )


def test_an_amount_in_hundred_millions_among_ten_thousands_is_told_where_it_is_not_exact() -> None:
    row = "[[overview.scale.functions]]\nname = '{}'\namount = {}\n"
    fellow = row.format("城乡社区支出", "919.80")
    assert finding(row.format("教育支出", "'0.68亿'") + fellow, "coarse_unit").severity == "info"
    assert "coarse_unit" not in codes(row.format("教育支出", "'0.683050亿'") + fellow)
    assert "coarse_unit" not in codes(row.format("教育支出", "'68305012元'") + fellow)
    assert "coarse_unit" not in codes(row.format("教育支出", "'0.68亿元'"))


FUNDS = "[general_budget.basic]\npersonnel = 60\ngeneral = 40\n[government_funds]\nbudget = 30\nactual = 28.50\n"


def test_a_scope_that_nobody_chose_beside_money_of_funds_is_asked_for_and_a_key_chooses_it() -> None:
    edited = Session(draft(FUNDS))
    (found,) = (one for one in edited.checker.findings() if one.code == "scope_unnamed")
    assert (found.severity, found.fields[0]) == ("warning", "general_budget.scope")
    (repair,) = edited.checker.repairs(found)
    edited.type(repair.cell, repair.raw)
    assert not [one for one in edited.checker.findings() if one.code == "scope_unnamed"]
    assert "scope_unnamed" not in codes('[general_budget]\nscope = "与部门整体支出同口径"\n' + FUNDS)
    assert "scope_unnamed" not in codes(FUNDS.replace("28.50", "0"))


@pytest.mark.parametrize("parts", ["basic = 4521800\nproject = 179.10\n", "basic = 4521800\nproject = 1791000\n"])
def test_a_slip_of_unit_is_told_of_the_figure_that_was_typed_so(parts: str) -> None:
    edited = Session(draft(f"[overview.scale]\n{parts}last_year = 598.35\n"))
    (found,) = (one for one in edited.checker.findings() if one.code == "magnitude")
    assert found.fields[0] == "overview.scale.basic"
    assert "支出总额填" not in found.message
    (repair,) = edited.checker.repairs(found)
    assert (repair.cell.path, repair.raw) == ("overview.scale.basic", "452.18")


@pytest.mark.parametrize("blank", [" ", "\u3000\u3000", "\n"])
def test_a_required_text_of_blanks_is_not_filled_in(blank: str) -> None:
    edited = session(SMALL)
    cell = edited.report.cell("performance.lead")
    assert cell.field.required
    edited.type(cell, blank)
    (missing,) = [finding for finding in edited.checker.findings() if finding.code == "required"]
    assert missing.fields == (cell.path,)


ONE_TABLE = """[project_evaluations]
included = true
layout = "一张汇总表"
[[project_evaluations.projects]]
name = "甲项目"
appropriation = { original = 100, adjusted = 100, actual = 96.8 }
total = { points = 10 }
"""


def test_a_score_that_is_only_of_execution_is_told_in_the_one_table_of_all_projects() -> None:
    said = finding(ONE_TABLE, "table_unfilled")
    assert said.severity == "warning"
    assert "甲项目" in said.message
    assert "9.68" in said.message
    for more in (
        "scores = { score = 94.5 }\n",
        '[[project_evaluations.projects.scores.indicators]]\nlevel3 = "里程"\npoints = 90\nscore = 88\n',
    ):
        assert "table_unfilled" not in codes(ONE_TABLE + more)


def test_a_project_without_a_score_is_told_in_the_one_table_of_all_projects() -> None:
    lines = ONE_TABLE.replace("total = { points = 10 }", 'department = "某局"')
    assert "自评得分" in finding(lines, "table_unfilled").message
    assert "table_unfilled" not in codes(lines + "scores = { score = 94.5 }\n")


TWICE_NAMED = """[[general_budget.projects.unit_projects.items]]
name = "供水"
amount = 800
executed = "7905000元"
[[general_budget.projects.public_projects.items]]
name = "排水"
amount = 300
adjusted = 260
executed = 255.5
[project_evaluations]
included = true
[[project_evaluations.projects]]
name = "供水"
{water}
[[project_evaluations.projects]]
name = "（1）排水"
total = {{ original = 300, adjusted = 260, actual = 255.5 }}
[[project_evaluations.projects]]
name = "路灯"
"""


def test_money_of_a_project_that_section_two_has_does_not_stay_blank_in_the_third_table() -> None:
    edited = Session(draft(TWICE_NAMED.format(water="")))
    (said,) = [one for one in edited.checker.findings() if one.code == "project_left_blank"]
    assert said.severity == "warning"
    assert "“供水”的年初预算数、全年预算数、全年执行数空着" in said.message
    (repair,) = edited.checker.repairs(said)
    filled = {cell.field.name: raw for cell, raw in ((repair.cell, repair.raw), *repair.also)}
    assert filled == {"original": "800", "adjusted": "800", "actual": "7905000元"}
    for cell, raw in ((repair.cell, repair.raw), *repair.also):
        edited.type(cell, raw)
    assert not {"project_left_blank", "project_elsewhere"} & {one.code for one in edited.checker.findings()}


@pytest.mark.parametrize(
    ("water", "severities"),
    [
        ("total = { original = 800, actual = 790.5 }", ["info"]),
        ("appropriation = { original = 800, adjusted = 800, actual = 790.5 }", []),
        ('total = { original = "无", adjusted = 800, actual = 790.5 }', []),
    ],
)
def test_money_that_the_parts_of_a_table_come_to_is_not_blank(water: str, severities: list[str]) -> None:
    found = Checker(draft(TWICE_NAMED.format(water=water)).report).findings()
    assert [one.severity for one in found if one.code == "project_left_blank"] == severities


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        ("[overview.income]\ngovernment_fund = 120.00\n[government_funds]\nnone = true\n", "第五部分"),
        ("[overview.income]\nstate_capital = 5.00\n[state_capital]\nnone = true\n", "第六部分"),
        (
            "[government_funds]\nnone = true\n[department_evaluation]\nincluded = true\n"
            "government_fund.adjusted = 3.00\n",
            "第五部分",
        ),
        ("[overview.income]\ngovernment_fund = 120.00\n[state_capital]\nnone = true\n", ""),
        ("[overview.income]\ngovernment_fund = '无'\n[government_funds]\nnone = true\n", ""),
    ],
)
def test_money_of_a_budget_of_which_there_is_none_is_asked_about(lines: str, asked: str) -> None:
    edited = Session(draft(lines))
    found = [one for one in edited.checker.findings() if one.code == "none_but_elsewhere"]
    assert [one.severity for one in found] == ["warning"] * bool(asked)
    for one in found:
        assert asked in one.message
        (repair,) = edited.checker.repairs(one)
        edited.type(repair.cell, repair.raw)
        assert "none_but_elsewhere" not in {left.code for left in edited.checker.findings()}


PROJECTS = (
    "[overview.scale]\nproject = {every}\n[general_budget.projects]\nactual = 100.00\n"
    "unit_projects.executed = 60.00\npublic_projects.executed = {public}\n"
)


@pytest.mark.parametrize(
    ("every", "public", "grave"),
    [("100.00", "50.00", ["warning"]), ("110.00", "50.00", ["info"]), ("110.00", "40.00", [])],
)
def test_projects_of_both_kinds_together_come_to_no_more_than_all(every: str, public: str, grave: list[str]) -> None:
    found = Checker(draft(PROJECTS.format(every=every, public=public)).report).findings()
    assert [one.severity for one in found if one.code == "projects_together"] == grave


def test_last_years_amount_may_be_this_years_where_nothing_changed_or_it_is_short() -> None:
    lines = "[general_budget.three_public.reception]\nactual = {0}\nlast_year = {0}\nreason = '{1}'\n"
    assert "as_last_year" in codes(lines.format("1780.35", "接待批次增加。"))
    assert "as_last_year" not in codes(lines.format("1780.35", "与上年持平。"))
    assert "as_last_year" not in codes(lines.format("5.00", "接待批次增加。"))


SPENT = """[overview.scale.execution]
original = 5585.6
adjusted = 6012.5
actual = 5694.02
carried_over = {left}
reason = "{reason}"
"""


@pytest.mark.parametrize(
    ("left", "reason", "told"),
    [
        ("203.6", "年末县财政收回未使用指标114.88万元", False),
        ("203.6", "年末县财政收回指标1148800元，项目跨年实施", False),
        ("318.48", "", False),
        ("203.6", "年末县财政收回未使用指标118.48万元", True),
        ("203.6", "项目跨年实施，收回指标114.88%", True),
        ("203.6", "", True),
    ],
)
def test_what_was_taken_back_is_told_beside_what_is_left(left: str, reason: str, told: bool) -> None:
    edited = Session(draft(SPENT.format(left=left, reason=reason)))
    found = [one for one in edited.checker.findings() if one.code.endswith("carried_over")]
    assert [one.severity for one in found] == ["warning"] * told
    if told and left == "203.6":
        assert "执行率偏差原因" in found[0].message
        edited.type(edited.report.cell("overview.scale.execution.reason"), "财政收回114.88万元")
        assert not [one for one in edited.checker.findings() if one.code.endswith("carried_over")]


BUDGETS_TOLD = """[overview.scale]
basic = 900
project = 340
[overview.scale.execution]
original = 1250
adjusted = 1245
[general_budget]
scope = "仅一般公共预算"
[general_budget.basic]
budget = 910
personnel = 800
general = 100
[general_budget.projects]
actual = 310
[general_budget.projects.execution]
original = 300
adjusted = 305
[government_funds]
budget = 40
actual = 30
[government_funds.execution]
original = 40
adjusted = 40
[department_evaluation]
included = true
"""


def filled(lines: str) -> dict[str, str]:
    """What the second table gets from the sections, by row and column."""
    edited = Session(draft(lines))
    (said,) = [one for one in edited.checker.findings() if one.code == "funds_left_blank"]
    (repair,) = edited.checker.repairs(said)
    cells = {cell.path.removeprefix("department_evaluation."): raw for cell, raw in (*repair.also,)}
    cells[repair.cell.path.removeprefix("department_evaluation.")] = repair.raw
    for path, raw in cells.items():
        edited.type(edited.report.cell(f"department_evaluation.{path}"), raw)
    assert "inconsistent" not in {one.verdict for one in edited.checker.findings()}
    return cells


def test_the_budgets_of_the_second_table_are_those_of_the_sections() -> None:
    assert filled(BUDGETS_TOLD) == {
        "basic.original": "910.00",
        "basic.adjusted": "900.00",
        "project.original": "340.00",
        "project.adjusted": "345.00",
        "general_public.original": "1210.00",
        "general_public.adjusted": "1205.00",
        "government_fund.original": "40.00",
        "government_fund.adjusted": "40.00",
    }


@pytest.mark.parametrize(
    ("old", "new", "columns"),
    [
        ("original = 1250", "original = 1251", {"adjusted"}),  # the parts do not come to it
        ("[government_funds.execution]\noriginal = 40\nadjusted = 40\n", "", {"original", "adjusted"}),
    ],
)
def test_a_budget_that_the_sections_do_not_agree_on_is_not_filled_in(old: str, new: str, columns: set[str]) -> None:
    assert old in BUDGETS_TOLD
    found = filled(BUDGETS_TOLD.replace(old, new))
    assert {path.partition(".")[2] for path in found} == columns
    assert "government_fund.original" not in found


TABLES = """[overview]
unit = "沅溪县市场监督管理局"
[project_evaluations]
included = true
[[project_evaluations.projects]]
name = "甲项目"
implementer = "执法大队"
[[project_evaluations.projects]]
name = "乙项目"
implementer = "执法大队"
"""


def test_the_department_of_all_tables_of_projects_is_proposed_from_the_unit() -> None:
    edited = Session(draft(TABLES))
    found = [one for one in edited.checker.findings() if one.code == "table_unfilled"]
    assert len(found) == 2
    (repair,) = edited.checker.repairs(found[0])
    assert (repair.cell.path, repair.raw) == ("project_evaluations.projects.0.department", "沅溪县市场监督管理局")
    assert [(cell.path, raw) for cell, raw in repair.also] == [
        ("project_evaluations.projects.1.department", "沅溪县市场监督管理局")
    ]


@pytest.mark.parametrize("first", ["甲县财政局", "沅溪县市场监督管理局"])
def test_no_department_is_proposed_where_another_one_is_in_charge(first: str) -> None:
    edited = Session(draft(TABLES.replace('name = "甲项目"', f'name = "甲项目"\ndepartment = "{first}"')))
    found = [one for one in edited.checker.findings() if one.code == "table_unfilled" and "乙" in one.message]
    proposed = [repair.raw for one in found for repair in edited.checker.repairs(one)]
    assert proposed == (["沅溪县市场监督管理局"] if "沅溪" in first else [])

"""Figures typed in running text: held against the field they quote, by name, year, unit, direction and context."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model.editing.session import Session
from tests.model.drafting import REFERENCE, SMALL, draft, finding, session

PLACE = "problems.problems.0.text"
LINES = ("reception", "vehicles", "overseas")


def mended(text: str) -> str:
    """What the proposed repairs make of ``text``, applied until none is left; the checks then have nothing to say."""
    edited = session(REFERENCE)
    cell = edited.report.cell(PLACE)
    edited.type(cell, text)
    while found := [finding for finding in edited.checker.findings() if finding.code == "quoted_in_text"]:
        (repair,) = edited.checker.repairs(found[0])
        assert repair.cell is cell
        edited.type(cell, repair.raw)
    codes = {finding.code for finding in edited.checker.findings() if PLACE in finding.fields}
    assert "unknown_reference" not in codes
    return cell.raw


def said(text: str) -> list[tuple[str, str, str]]:
    """Field, expected and actual of what is wrong with ``text`` in section nine of the reference."""
    edited = session(REFERENCE)
    edited.type(edited.report.cell(PLACE), text)
    return [
        (finding.fields[1], finding.expected, finding.actual)
        for finding in edited.checker.findings()
        if finding.code == "quoted_in_text"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2022年支出总额87,842.29万元，较上年增加7446.69万元，增长9.26%。",
        "支出总额较上年增长9.26%。",
        "“三公”经费较预算节约49.97万元。",
        "项目支出较上年增加7,263.42万元。",
        "较上年增加500万元。",
        "2022年我局支出8,784.29万元，较上年增长5.00%。",
        "实际支出500万元，预算批复数600万元。",
        "基本支出较上年增加179.2万元。",
        "2022年我局厉行节约，2021年度支出总额80395.6万元。",
        "2021年支出总额81000万元。",
        "固定资产净值4013.21万元，占资产总额的19.19%。",
        "固定资产净值4013.21万元，占资产总额的19.2%。",
        "固定资产净值4013.21万元，占固定资产原值的一半，占年初预算的41.05%。",
        "固定资产净值4013.21万元。土地较多，占资产总额的42.05%。",
        "固定资产净值4013.21万元，较上年增加16241.28万元。",
        "固定资产净值4013.21万元，较上年减少172.32万元。",
    ],
)
def test_what_agrees_is_let_pass(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "field", "expected", "actual"),
    [
        ("支出总额较上年减少7446.69万元。", "overview.scale.change", "7446.69", "-7446.69"),
        ("2022年支出总额87842.29万元，较上年增加7464.69万元。", "overview.scale.change", "7446.69", "7464.69"),
        ("支出总额87842.29万元，较上年增加7446.69万元，下降9.26%。", "overview.scale.change_rate", "9.26", "-9.26"),
        ("2022年我局支出87842.29万元，较上年增长9.62%。", "overview.scale.change_rate", "9.26", "9.62"),
        ("支出总额比上年增长9.62%。", "overview.scale.change_rate", "9.26", "9.62"),
        ("2022年，我局支出总额同比增长9.62%。", "overview.scale.change_rate", "9.26", "9.62"),
        ("“三公”经费预算数为92.16万元。", "general_budget.three_public.budget", "92.61", "92.16"),
        ("支出总额8.87亿元。", "overview.scale.total", "87842.29", "88700"),
        ("2022年我局厉行节约，2021年度支出总额87842.29万元。", "overview.scale.last_year", "80395.60", "87842.29"),
        ("固定资产净值4013.21万元，占资产总额的42.05%。", "assets.totals.total", "19.19", "42.05"),
        ("{资产总体情况固定资产净值}（占资产总额的比重为42.05%）。", "assets.totals.total", "19.19", "42.05"),
        ("固定资产净值4013.21万元，较上年减少16241.28万元。", "assets.totals.change", "16241.28", "-16241.28"),
    ],
)
def test_what_differs_is_told_with_both_amounts(text: str, field: str, expected: str, actual: str) -> None:
    assert said(text) == [(field, expected, actual)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("一、支出总额 87842.92 万元。完。", "一、支出总额 {支出总额}。完。"),
        ("支出总额8.87亿元，见附表。", "支出总额8.78亿元，见附表。"),
        ("支出总额较上年减少7446.69万元。", "支出总额较上年增加{支出总额较上年增减额}。"),
        ("支出总额较上年下降9.62％。", "支出总额较上年增长{支出总额较上年增减率}。"),
        ("先说。\n“三公”经费预算数为92.16万元", "先说。\n“三公”经费预算数为{三公经费预算数}"),
        ("支出总额87842.92万元。支出总额87842.92万元。", "支出总额{支出总额}。支出总额{支出总额}。"),
        ("固定资产净值4013.21万元，占资产总额的42.1%。", "固定资产净值4013.21万元，占资产总额的19.2%。"),
    ],
)
def test_what_differs_is_mended_in_its_place(text: str, right: str) -> None:
    assert mended(text) == right


def test_the_finding_says_what_the_repair_writes() -> None:
    edited = session(REFERENCE)
    edited.type(edited.report.cell(PLACE), "支出总额8.87亿元。")
    (found,) = [finding for finding in edited.checker.findings() if finding.code == "quoted_in_text"]
    assert "应写成 8.78亿元" in found.message
    (repair,) = edited.checker.repairs(replace(found, accepted=True))
    assert repair.text == "“8.87亿元”改为“8.78亿元”"


def test_a_text_is_held_to_a_figure_that_is_typed_after_it() -> None:
    edited = session(REFERENCE)
    budget = edited.report.cell("general_budget.three_public.budget")
    right, lines = budget.raw, [edited.report.cell(f"general_budget.three_public.{line}.budget") for line in LINES]
    for cell in (budget, *lines):
        edited.type(cell, "")
    edited.type(edited.report.cell(PLACE), "三公经费预算数为29.61万元。")
    assert "quoted_in_text" not in {found.code for found in edited.checker.findings() if PLACE in found.fields}
    edited.type(budget, right)
    assert "quoted_in_text" in {found.code for found in edited.checker.findings() if PLACE in found.fields}


def test_an_amount_that_is_nearly_one_of_the_report_is_to_be_looked_at() -> None:
    edited = session(SMALL)
    text = edited.report.cell("problems.problems.0.text")
    edited.type(text, "全年一般公共预算项目支出463.72万元，集中在第四季度支付。")
    (found,) = edited.checker.findings()
    assert (found.code, found.severity) == ("near_figure", "warning")
    assert "463.27万元只是相邻两位数字颠倒" in found.message
    (mended,) = edited.checker.repairs(found)
    assert mended.raw == "全年一般公共预算项目支出{项目支出决算数}，集中在第四季度支付。"
    edited.type(edited.report.cell("general_budget.projects.actual"), "463.72")
    assert "near_figure" not in {said.code for said in edited.checker.findings()}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("乡村医生补助支出较上年减少4.25万元。", True),
        ("乡村医生补助支出较上年减少4.52万元。", False),
        ("村卫生室补助支出较上年减少4.25万元。", False),
        ("乡村医生补助支出较上年减少4.57万元。", False),
    ],
)
def test_a_short_amount_with_swapped_digits_is_looked_at_where_its_row_is_named(text: str, told: bool) -> None:
    edited = session(SMALL)
    rows = edited.report.rows("general_budget.projects.reasons")
    edited.insert("general_budget.projects.reasons", len(rows.rows))
    row = rows.rows[-1]
    for name, raw in {
        "text": "乡村医生补助支出",
        "this_year": "86.78",
        "last_year": "91.30",
        "change": "-4.52",
    }.items():
        edited.type(row.cell(name), raw)
    edited.type(edited.report.cell(PLACE), text)
    found = [one for one in edited.checker.findings() if one.code == "near_figure"]
    assert [one.fields for one in found] == ([(PLACE, row.cell("change").path)] if told else [])
    mended = [repair.raw for one in found for repair in edited.checker.repairs(one)]
    assert mended == ([text.replace("4.25", "4.52")] if told else [])


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("general_budget.projects.closing", "年末结转4.76万元为设备质量保证金。", True),
        ("general_budget.projects.closing", "专款专用。年末结转结余4.76万元，均为质量保证金。", True),
        ("general_budget.projects.closing", "年末结转4.67万元为设备质量保证金。", False),
        ("general_budget.projects.closing", "年末结转中4.76万元为设备质量保证金。", False),
        ("general_budget.projects.closing", "设备质量保证金4.76万元。", False),
        ("general_budget.projects.closing", "年末结转4.67万元，其中质量保证金4.76万元。", False),
        ("general_budget.basic.comment", "年末结转4.76万元。", False),
        (PLACE, "年末结转4.76万元。", False),
    ],
)
def test_a_short_amount_with_swapped_digits_is_looked_at_where_its_own_section_part_has_it(
    place: str, text: str, told: bool
) -> None:
    edited = session(SMALL)
    edited.type(edited.report.cell("general_budget.projects.execution.carried_over"), "4.67")
    edited.type(edited.report.cell(place), text)
    found = [one for one in edited.checker.findings() if one.code == "near_figure"]
    source = "general_budget.projects.execution.carried_over"
    assert [one.fields for one in found] == ([(place, source)] if told else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("基本支出下降1.63%。", ["change_rate"]),
        ("基本支出减少17.71万元。", ["change"]),
        ("基本支出增长1.63%。", []),
        ("基本支出下降1.36%。", []),
        ("部分基本支出下降1.63%。", []),
        ("水电费下降1.63%。", []),
        ("三公经费减少1.86万元。", []),
        ("公务接待费增加0.74万元。", []),
    ],
)
def test_a_change_of_what_is_named_whole_goes_its_way_though_it_is_told_against_nothing(
    text: str, told: list[str]
) -> None:
    edited = session(SMALL)
    basic, public = "general_budget.basic", "general_budget.three_public.reception"
    for path in (f"{basic}.actual", f"{basic}.change", f"{basic}.change_rate"):
        edited.type(edited.report.cell(path), "")
    typed = {f"{basic}.personnel": "985.36", f"{basic}.general": "118.77", f"{basic}.last_year": "1086.42"}
    for path, raw in (typed | {f"{public}.budget": "4", f"{public}.actual": "3.26"}).items():
        edited.type(edited.report.cell(path), raw)
    edited.type(edited.report.cell(PLACE), text)
    found = [one for one in edited.checker.findings() if one.code == "quoted_in_text" and PLACE in one.fields]
    assert [one.fields[1] for one in found] == [f"{basic}.{name}" for name in told]


@pytest.mark.parametrize("amount", ["4632700万元", "463.27元", "463.27亿元"])
def test_an_amount_of_the_report_in_a_wrong_unit_is_to_be_looked_at(amount: str) -> None:
    edited = session(SMALL)
    edited.type(edited.report.cell("problems.problems.0.text"), f"全年项目执行{amount}，集中在第四季度支付。")
    (found,) = edited.checker.findings()
    assert (found.code, found.severity) == ("near_figure", "warning")
    assert "463.27万元数字相同，单位差一万倍" in found.message
    (mended,) = edited.checker.repairs(found)
    assert "463" not in mended.raw.replace("463.27万元", "")


@pytest.mark.parametrize(
    "text",
    [
        "全年完成投资463.27万元，集中在第四季度支付。",
        "全年完成投资463.82万元，集中在第四季度支付。",
        "引进设备463.72万元，设备共463.72万元。",
        "支付186.0元，168元未付。",
        "接待查档群众46372人次。",
        "带动全县产值4632700元。",
        "带动全县产值200万元，人均100000元。",
    ],
)
def test_an_amount_that_may_well_be_another_is_left_alone(text: str) -> None:
    edited = session(SMALL)
    edited.type(edited.report.cell("problems.problems.0.text"), text)
    assert "near_figure" not in {said.code for said in edited.checker.findings()}


def test_a_turned_direction_is_told_once_for_each_figure_and_both_are_mended() -> None:
    text = "2022年支出总额87,842.29万元，较上年减少7446.69万元，下降9.26%。"
    edited = session(REFERENCE)
    edited.type(edited.report.cell(PLACE), text)
    assert [found.code for found in edited.checker.findings() if PLACE in found.fields] == ["quoted_in_text"] * 2
    assert "减少" not in mended(text)
    assert "下降" not in mended(text)


def test_what_follows_a_reference_is_held_to_what_goes_on_about_it() -> None:
    text = "支出总额{支出总额}，较上年增加{支出总额较上年增减额}，下降9.26%。"
    assert [actual for _, _, actual in said(text)] == ["-9.26"]
    assert mended(text).endswith("，增长{支出总额较上年增减率}。")
    assert said(text.replace("下降", "增长")) == []
    assert said("资产总额{资产总额}，较上年增加{资产总额较上年增减额}，下降1.00%。")


def test_a_figure_that_the_rest_of_the_draft_bears_out_may_be_mended_in_its_field() -> None:
    edited = session(REFERENCE)
    serving = edited.report.cell("overview.staff.serving")
    edited.type(serving, "409")
    for number, fields in (("490", {PLACE, serving.path}), ("409", set()), ("480", {PLACE})):
        edited.type(edited.report.cell(PLACE), f"年末在职人员{number}人。")
        found = [one for one in edited.checker.findings() if one.code == "quoted_in_text" and PLACE in one.fields]
        offered = {repair.cell.path: repair.raw for one in found for repair in edited.checker.repairs(one)}
        assert offered.keys() == fields
        assert offered.get(serving.path, "490") == "490"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("2021年我局支出总额较上年减少7446.69万元。", "“2021年我局支出总额较上年减少7446.69万元”"),
        ("为保障机关正常运转，全年支出总额87842.92万元。", "“全年支出总额87842.92万元”"),
    ],
)
def test_a_text_is_quoted_as_it_stands_from_the_beginning_of_its_clause(text: str, quoted: str) -> None:
    edited = session(REFERENCE)
    edited.type(edited.report.cell(PLACE), text)
    messages = [found.message for found in edited.checker.findings() if found.code == "quoted_in_text"]
    assert len(messages) == 1
    assert quoted in messages[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2021年支出总额87842.29万元，2022年支出总额80395.60万元。", 2),
        ("上年支出总额87842.29万元，本年支出总额80395.60万元。", 2),
        ("2022年支出总额87842.29万元，2021年支出总额87842.29万元。", 1),
        ("2021年支出总额80395.60万元，2022年支出总额87842.29万元。", 0),
    ],
)
def test_last_year_beside_this_year_has_its_own_figure(text: str, told: int) -> None:
    assert len(said(text)) == told


@pytest.mark.parametrize(
    ("text", "said"), [("项目支出1791000万元。", "把元写成了万元"), ("项目支出179.10元。", "把万元写成了元")]
)
def test_an_amount_in_the_wrong_unit_is_told_as_that(text: str, said: str) -> None:
    lines = f"[overview.scale]\nbasic = 452.18\nproject = 179.10\n[performance]\nlead = '{text}'\n"
    assert said in finding(lines, "quoted_in_text").message


def executed(text: str, place: str = "performance.themes.0.text") -> list[tuple[str, str]]:
    """Severity and figure of what is wrong with ``text`` where 80 of 90 were spent, of 75 at first."""
    edited = session(SMALL)
    report = edited.report
    spent = report.cell("overview.scale.total").figure
    assert spent is not None
    for name, many in (("original", 2), ("adjusted", 1.25)):
        edited.type(
            report.cell(f"overview.scale.execution.{name}"), f"{spent.value / spent.unit.factor / 10**9 * many:.2f}"
        )
    edited.type(report.cell("overview.scale.execution.rate_base"), "全年预算数")
    edited.type(report.cell("overview.scale.execution.rate"), "80.00")
    edited.type(report.cell(place), text)
    found = [one for one in edited.checker.findings() if one.code == "quoted_in_text" and place in one.fields]
    return [(one.severity, one.actual) for one in found]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("部门整体预算执行率80.00%。", []),
        ("部门整体支出预算执行率80%，各项工作完成。", []),
        ("部门整体预算执行率50.00%。", [("info", "50.00")]),  # of what was budgeted at first
        ("部门整体预算执行率73.40%。", [("warning", "73.40")]),
        ("2025年预算执行率为73.40%。", []),  # of what the row is about
        ("物业管理费预算执行率73.40%。", []),
    ],
)
def test_the_rate_of_execution_of_all_money_is_held_against_its_field(text: str, wrong: list[tuple[str, str]]) -> None:
    assert executed(text) == wrong


def test_a_text_about_all_money_need_not_say_so() -> None:
    year = session(SMALL).report.cell("overview.year").raw
    assert executed(f"{year}年预算执行率为73.40%。", "performance.lead") == [("warning", "73.40")]


def test_behind_what_was_done_of_a_budget_the_sentence_goes_on() -> None:
    assert said("全年预算执行率98.78%，支出总额较上年减少7446.69万元。") != []
    assert said("全年预算87842.29万元，支出总额较上年减少7446.69万元。") == []


PROJECTS = "[overview]\nyear = 2026\n[general_budget.projects]\nactual = 5612.26\nlast_year = 5417.87\n"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("按月通报执行进度，5,417.87万元项目支出全部通过国库集中支付。", True),
        ("将项目支出5,417.87万元纳入绩效监控。", True),
        ("上年5,417.87万元项目支出全部通过国库集中支付。", False),
        ("项目支出由5,417.87万元增加到5,612.26万元。", False),
        ("5,417.87万元信息化资金全部支付。", False),
        ("5,612.26万元项目支出全部通过国库集中支付。", False),
    ],
)
def test_last_years_amount_of_what_is_named_beside_it_is_told(text: str, left: bool) -> None:
    edited = Session(draft(PROJECTS + f"[implementation]\nlead = '{text}'\n"))
    found = [one for one in edited.checker.findings() if one.code == "quoted_in_text"]
    assert [("上年的数" in one.message, one.severity) for one in found] == [(True, "warning")] * left
    for one in found:
        (repair,) = edited.checker.repairs(one)
        assert repair.raw == text.replace("5,417.87万元", "{项目支出决算数}")


SPENT = (
    "[overview.scale]\ntotal = {total}\nlast_year = 100.00\n"
    "[general_budget.three_public]\nbudget = 24.50\nactual = 21.46\n"
    "[general_budget.three_public.reception]\nbudget = 6.50\nactual = 5.12\n"
    '[performance]\nlead = "{lead}"\n'
)


def quoted_wrong(lead: str, total: str = "98.00") -> tuple[list[str], str]:
    """How grave what is said of figures quoted in ``lead`` is, and the text once it is mended as proposed."""
    edited = Session(draft(SPENT.replace("{total}", total).replace("{lead}", lead)))
    cell = edited.report.cell("performance.lead")
    found = [one for one in edited.checker.findings() if one.code == "quoted_in_text" and cell.path in one.fields]
    grave: list[str] = [one.severity for one in found]
    return grave, edited.checker.repairs(found[0])[0].raw if found else cell.raw


@pytest.mark.parametrize(
    ("lead", "mended"),
    [
        ("三公经费决算数{三公经费公务接待费预算数}。", "三公经费决算数{三公经费决算数}。"),
        ("三公经费{三公经费公务接待费决算数}。", "三公经费{三公经费决算数}。"),
        ("三公经费实际支出{三公经费预算数}。", "三公经费实际支出{三公经费决算数}。"),
    ],
)
def test_a_quote_under_the_name_of_another_figure_is_told(lead: str, mended: str) -> None:
    assert quoted_wrong(lead) == (["warning"], mended)


@pytest.mark.parametrize(
    "lead",
    [
        "三公经费实际支出没有超过预算{三公经费预算数}。",
        "三公经费支出{三公经费决算数}，其中公务接待费{三公经费公务接待费决算数}。",
        "三公经费预算数为{三公经费预算数}，决算数为{三公经费决算数}。",
        "支出总额较上年减少，增减率为{支出总额较上年增减率}。",
        "支出总额较上年增减{支出总额较上年增减额}。",
    ],
)
def test_a_quote_under_its_own_name_is_left_alone(lead: str) -> None:
    assert quoted_wrong(lead) == ([], lead)


@pytest.mark.parametrize(
    ("total", "said", "mended"),
    [
        ("98.00", "增长{支出总额较上年增减率}", "下降2.00%"),
        ("98.00", "下降{支出总额较上年增减率}", "下降2.00%"),
        ("98.00", "增加了{支出总额较上年增减额}", "减少2.00万元"),
        ("103.00", "下降{支出总额较上年增减率}", "增长{支出总额较上年增减率}"),
    ],
)
def test_a_change_quoted_behind_a_word_for_the_other_way_is_wrong(total: str, said: str, mended: str) -> None:
    assert quoted_wrong(f"支出总额较上年{said}。", total) == (["error"], f"支出总额较上年{mended}。")


def test_a_change_quoted_behind_its_own_word_is_right() -> None:
    lead = "支出总额较上年增长{支出总额较上年增减率}。"
    assert quoted_wrong(lead, "103.00") == ([], lead)

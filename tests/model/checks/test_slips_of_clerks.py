"""Slips that clerks typed into a draft of a small office: told where they are, and mended without falsifying."""

from __future__ import annotations

import pytest

from model.checks.findings import Finding
from model.editing.session import Session
from model.schema.fields import Number
from tests.model.drafting import DATA, REFERENCE, SMALL, draft, session

OFFICE = """
[overview]
unit = "清源市文物管理所"
year = 2024
[overview.staff]
serving = 26
[overview.scale]
basic = "3562418.17元"
project = "1188790元"
last_year = 448.12
[overview.scale.execution]
original = 452.4
adjusted = 480.09
[general_budget]
scope = "仅一般公共预算"
[general_budget.basic]
budget = 346.8
actual = "3562418.17元"
last_year = 340.22
[general_budget.three_public.reception]
budget = 1.8
actual = "9860元"
[general_budget.three_public.vehicles]
budget = 4.2
actual = 3.62
[general_budget.three_public.overseas]
budget = 0
actual = 0
[general_budget.three_public.details]
receptions = 19
guests = 142
[general_budget.projects]
actual = 112.88
last_year = 107.90
[basic_data]
included = true
[basic_data.procurement]
actual = 52.10
[department_evaluation]
included = true
[performance]
lead = '''TEXT'''
"""
LEAD = "performance.lead"


def checked(text: str, lines: str = OFFICE) -> Session:
    return Session(draft(lines.replace("TEXT", text)))


def told(edited: Session, path: str = LEAD) -> list[Finding]:
    return [finding for finding in edited.checker.findings() if path in finding.fields]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公务接待费支出9860万元。", "公务接待费支出0.99万元。"),
        ("其中基本支出340.22万元，占74.98%。", "其中基本支出356.24万元，占74.98%。"),
        (
            "整体支出475.12万元，其中基本支出340.22万元，占74.98%。",
            "整体支出475.12万元，其中基本支出356.24万元，占74.98%。",
        ),
        ("年度预算执行率98.69%。", "年度预算执行率{支出规模部门整体预算执行预算执行率}。"),
        ("2024年度预算执行率98.69%。", "2024年度预算执行率{支出规模部门整体预算执行预算执行率}。"),
        ("“三公”经费控制率67.83%。", "“三公”经费控制率{三公经费预算执行率}。"),
        ("年中追加27.96万元。", "年中追加{支出规模部门整体预算执行预算追加（调减）数}。"),
        ("公务接待19批次124人次。", "公务接待19批次{国内公务接待人次}。"),
        ("全年国内公务接待91批、142人次。", "全年国内公务接待{国内公务接待批次}、142人次。"),
        ("政府采购金额51.20万元。", "政府采购金额{政府采购金额本年决算数}。"),
        ("年中追加预算27.69万元，占年初预算的6.21%。", "年中追加预算27.69万元，占年初预算的6.12%。"),
    ],
)  # fmt: skip
def test_a_slip_in_a_text_is_told_and_its_mend_leaves_nothing_to_tell(text: str, wanted: str) -> None:
    edited = checked(text)
    (finding,) = told(edited)
    repairs = edited.checker.repairs(finding)
    assert [repair.raw for repair in repairs] == [wanted]
    edited.type(edited.report.cell(LEAD), wanted)
    assert told(edited) == []


@pytest.mark.parametrize(
    "text",
    [
        "年度预算执行率98.96%。",
        "预算执行率98.96%，较好完成任务。",
        "三公经费控制率76.83%。",
        "“三公”经费控制率为76.8%。",
        "年中追加27.69万元，占年初预算的6.12%。",
        "年中追加项目经费12.25万元。",
        "追加预算27.69万元。",
        "公务接待19批次142人次。",
        "国内公务接待19批、142人次，均为上级调研。",
        "接待观众1.2万人次，举办展览19批次。",
        "接待来访群众124人次。",
        "全年政府采购金额52.10万元。",
        "上年政府采购金额49.86万元。",
        "2023年，政府采购金额49.86万元。",
        "2023年支出448.12万元，其中基本支出340.22万元。",
        "上年支出总额448.12万元，其中：基本支出340.22万元，项目支出107.90万元。",
        "基本支出356.24万元，比上年340.22万元增加16.02万元。",
        "项目支出112.88万元，上年为107.90万元。",
        "公务接待费支出9860元。",
        "公务接待费0.99万元。",
        "普查项目预算执行率87.50%。",
        "一季度预算执行率23.50%，上半年预算执行率52.30%。",
        "预算执行率达到95%以上。",
    ],
)
def test_right_sentences_and_those_of_something_else_are_let_be(text: str) -> None:
    assert [one.message for one in told(checked(text)) if one.code != "last_year_left"] == []


def test_the_sum_that_is_a_figure_of_the_report_is_not_rewritten() -> None:
    edited = checked("项目支出合计112.88万元：维护51.23万元，巡查22.65万元，保护21.00万元。")
    assert all("94.88" not in one.raw for found in told(edited) for one in edited.checker.repairs(found))


def test_a_contradiction_makes_last_years_figure_an_error() -> None:
    alone, beside = "其中基本支出340.22万元，占74.98%。", "部门整体支出475.12万元，其中基本支出340.22万元，占74.98%。"
    assert [finding.severity for text in (alone, beside) for finding in told(checked(text))] == ["warning", "error"]


@pytest.mark.parametrize("path", ["overview.scale.execution", "department_evaluation.total"])
def test_an_original_budget_in_yuan_is_told_beside_the_whole_years(path: str) -> None:
    edited = checked("")
    edited.type(edited.report.cell(f"{path}.adjusted"), "480.09")
    original = edited.report.cell(f"{path}.original")
    edited.type(original, "4524000")
    (finding,) = (one for one in told(edited, original.path) if one.code == "magnitude")
    assert [repair.raw for repair in edited.checker.repairs(finding)] == ["452.40"]


def test_batches_and_visitors_in_each_others_place_are_exchanged() -> None:
    edited = checked("", OFFICE.replace("receptions = 19", "receptions = 142").replace("guests = 142", "guests = 19"))
    path = "general_budget.three_public.details.guests"
    (finding,) = told(edited, path)
    (repair,) = edited.checker.repairs(finding)
    assert (repair.raw, [raw for _, raw in repair.also]) == ("142", ["19"])


def test_an_amount_nearly_of_either_scope_is_asked_about() -> None:
    (finding,) = told(checked("2024年项目支出112.79万元。"))
    assert (finding.severity, finding.expected) == ("warning", "112.88")
    for right in ("112.88", "112.9", "118.88", "118.879", "50.00"):
        assert told(checked(f"2024年项目支出{right}万元。")) == []


def test_what_is_counted_is_never_ten_times_too_small_by_a_decimal_point() -> None:
    edited = checked("", OFFICE.replace("serving = 26", "serving = 62\nauthorised = 28"))
    found = told(edited, "overview.staff.authorised")
    assert found
    assert all(one.raw != "280" for finding in found for one in edited.checker.repairs(finding))


def test_a_part_of_a_batch_is_told() -> None:
    edited = checked("", OFFICE.replace("receptions = 19", "receptions = 92.94"))
    assert "decimals" in {one.code for one in told(edited, "general_budget.three_public.details.receptions")}


@pytest.mark.parametrize("path", [REFERENCE, SMALL, DATA / "court.toml", DATA / "relief.toml"])
def test_every_reference_means_the_figure_that_it_was_written_for(path: object) -> None:
    edited = session(path)  # type: ignore[arg-type]
    names = edited.checker.names
    for cell in edited.report.root.cells():
        if isinstance(cell.field, Number):
            assert names.find(names.name_of(cell, 8), 8) is cell


def test_a_name_that_says_a_word_twice_is_no_doubled_word() -> None:
    edited = checked("预算执行率{支出规模部门整体预算执行预算执行率}。")
    assert told(edited) == []

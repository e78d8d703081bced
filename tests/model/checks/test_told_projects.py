"""What texts tell of the projects of a draft: by a short name, together, from the year before, by a reference."""

from __future__ import annotations

import pytest

from model.checks.findings import Finding
from model.editing.session import Session
from tests.model.drafting import draft

LINES = """
[overview]
unit = "清源市统计局"
year = 2024
[overview.scale]
basic = 512.36
[overview.income]
opening = 20.15
[general_budget.three_public]
actual = 7.62
[general_budget.projects]
actual = 300
closing = '''TEXT'''
[general_budget.projects.unit_projects]
[[general_budget.projects.unit_projects.items]]
name = "第五次全国经济普查经费"
amount = 120
executed = 111
[[general_budget.projects.unit_projects.items]]
name = "统计业务工作经费"
amount = 80
executed = 79.36
[[general_budget.projects.unit_projects.items]]
name = "人口抽样调查经费"
amount = 60.5
executed = 59.18
"""
CODES = ("quoted_in_text", "sum_in_text")


def session(text: str) -> Session:
    return Session(draft(LINES.replace("TEXT", text)))


def told(edited: Session) -> list[Finding]:
    path = "general_budget.projects.closing"
    return [one for one in edited.checker.findings() if one.code in CODES and one.fields[0] == path]


@pytest.mark.parametrize(
    ("text", "severity", "mended"),
    [
        ("普查经费执行率95%。", "info", ""),
        ("普查经费支出117万元。", "warning", "普查经费支出{项目支出部门项目第五次全国经济普查经费执行数}。"),
        ("抽样调查经费执行率97.28%。", "warning", "抽样调查经费执行率{项目支出部门项目人口抽样调查经费执行率}。"),
        ("统计业务工作经费执行率99.02%。", "error", "统计业务工作经费执行率{项目支出部门项目统计业务工作经费执行率}。"),
        ("三个项目批复合计206.5万元。", "warning", "三个项目批复合计260.5万元。"),
        ("三个项目批复合计231.8万元。", "info", "三个项目批复合计260.5万元。"),
        (
            "统计业务工作经费、人口抽样调查经费支出合计183.54万元。",
            "warning",
            "统计业务工作经费、人口抽样调查经费支出合计138.54万元。",
        ),
        ("2023年末结转20.51万元。", "warning", "2023年末结转{年初结转和结余}。"),
        ("上年结转结余21.15万元。", "warning", "上年结转结余{年初结转和结余}。"),
        ("三公经费{overview.scale.basic}。", "warning", "三公经费{三公经费决算数}。"),
    ],
)
def test_a_slip_is_told_and_mended(text: str, severity: str, mended: str) -> None:
    edited = session(text)
    found = told(edited)
    assert [one.severity for one in found] == [severity]
    repairs = [repair.raw for one in found for repair in edited.checker.repairs(one)]
    assert repairs[:1] == ([mended] if mended else [])


@pytest.mark.parametrize(
    "text",
    [
        "普查经费执行率92.5%。",
        "截至9月底，普查经费执行率62%。",
        "2022年普查经费执行率88%。",
        "普查经费使用进度慢，执行率仅70%。",
        "工作经费执行率95%。",
        "统计业务工作经费上年执行率88%。",
        "统计业务工作经费执行率由上年的88%提高到99.2%。",
        "统计业务工作经费支出进度88%。",
        "统计业务工作经费预算80万元，调整后79.5万元。",
        "统计业务工作经费80万元。",
        "统计业务工作经费已支付60万元。",
        "安排统计业务工作经费80万元、人口抽样调查经费60.5万元。",
        "统计业务工作经费批复80万元，执行数79.36万元，执行率99.20%。",
        "三个项目批复合计260.5万元，执行合计249.54万元。",
        "三个项目共260.5万元。",
        "其他三个项目批复合计31万元。",
        "下属中心三个项目批复合计31万元。",
        "两个项目批复合计31万元。",
        "上年三个项目批复合计206.5万元。",
        "2022年，三个项目批复合计206.5万元。",
        "统计业务工作经费、人口抽样调查经费支出合计138.54万元。",
        "统计业务工作经费和人口抽样调查经费预算合计140.5万元。",
        "2023年末结转20.15万元。",
        "上年结转88.12万元。",
        "基本支出{overview.scale.basic}，其中用于普查的{统计业务工作经费执行数}。",
        "三公经费{三公经费决算数}，全年支出{overview.scale.basic}。",
        "三公经费支出在基本支出{overview.scale.basic}中列支。",
    ],
)
def test_what_agrees_or_may_be_of_something_else_is_let_be(text: str) -> None:
    assert told(session(text)) == []


RENAMED = """
[[general_budget.projects.unit_projects.items]]
name = "{approved}"
amount = 168
executed = 166.20
[[general_budget.projects.unit_projects.items]]
name = "卫片执法监督"
[project_evaluations]
included = true
[[project_evaluations.projects]]
name = "{evaluated}"
total.original = {original}
[[project_evaluations.projects]]
name = "卫片执法监督"
"""


@pytest.mark.parametrize(
    ("approved", "evaluated", "original", "severity"),
    [
        ("地质灾害防治与预警", "地质灾害防治", "168", "warning"),
        ("地质灾害防治与预警", "地质灾害防治", '""', "info"),
        ("地质灾害防治与预警", "地质灾害防治", "170", ""),  # other money: another project
        ("教师培训二期", "教师培训一期", "168", ""),
        ("耕地保护", "地质灾害防治", "168", ""),
        ("地质灾害防治", "地质灾害防治", "168", ""),
    ],
)
def test_a_project_renamed_in_section_two_is_told_in_the_third_table_and_renamed_there(
    approved: str, evaluated: str, original: str, severity: str
) -> None:
    edited = Session(draft(RENAMED.format(approved=approved, evaluated=evaluated, original=original)))
    found = [one for one in edited.checker.findings() if one.code == "project_renamed"]
    assert [one.severity for one in found] == [severity] * bool(severity)
    for one in found:
        (repair,) = edited.checker.repairs(one)
        edited.type(repair.cell, repair.raw)
        assert edited.report.cell("project_evaluations.projects.0.name").raw == approved
    assert "project_renamed" not in {one.code for one in edited.checker.findings()}


def test_renaming_at_the_key_is_told_at_once() -> None:
    edited = Session(draft(RENAMED.format(approved="地质灾害防治", evaluated="地质灾害防治", original="168")))
    assert "project_renamed" not in {one.code for one in edited.checker.findings()}
    edited.type(edited.report.cell("general_budget.projects.unit_projects.items.0.name"), "地质灾害防治与预警")
    assert "project_renamed" in {one.code for one in edited.checker.findings()}

"""Scores, heads, visits, rates and amounts that a text tells in passing: held to their field where it is certain."""

from __future__ import annotations

import pytest

from model.checks.checker import Checker
from model.checks.findings import Finding
from tests.model.drafting import draft

LINES = """
[overview]
unit = "清源市自然资源局"
year = 2025
[overview.staff]
authorised = 48
serving = 46
[overview.scale]
total = 5694.02
[general_budget.three_public.details]
receptions = 38
guests = 312
[general_budget.projects.unit_projects]
complete = true
[[general_budget.projects.unit_projects.items]]
name = "地质灾害防治"
amount = 166.2
executed = 158.72
[[general_budget.projects.unit_projects.items]]
name = "宣传与培训"
amount = 90
executed = 65
[performance]
lead = "TEXT"
[performance.evaluation]
score = 93.47
[basic_data]
included = true
procurement.actual = 286.4
"""
CODES = ("quoted_in_text", "near_figure", "count_in_text", "next_year_left")


def told(text: str) -> list[Finding]:
    found = Checker(draft(LINES.replace("TEXT", text)).report).findings()
    return [one for one in found if one.code in CODES]


@pytest.mark.parametrize(
    ("text", "severity", "due"),
    [
        ("全年任务完成，部门整体绩效自评得分94.37分。", "error", "93.47"),
        ("部门整体支出绩效自评得分93.74分，等级为优。", "error", "93.47"),
        ("全年国内公务接待83批次312人次。", "error", "38"),
        ("公务接待38批次321人次。", "error", "312"),
        ("实行项目月调度、季通报，全局在职人员64人。", "error", "46"),
        ("年末全局编制84名。", "error", "48"),
        ("地质灾害防治项目执行率95.05%。", "warning", "95.50"),
        ("宣传与培训项目预算执行率62.22%。", "warning", "72.22"),
        ("地质灾害防治项目执行率85%。", "info", ""),
        ("全年支出5.69亿元。", "warning", "0.57"),
        ("全年共组织政府采购11次，采购金额268.40万元。", "warning", "286.40"),
        ("2026年整改违法图斑126个，整改率98.4%。", "warning", ""),
        ("2026年办理登记2.52万件。", "warning", ""),
        ("对3个项目开展绩效自评。", "info", "2"),
    ],
)
def test_what_is_not_that_of_its_field_is_told(text: str, severity: str, due: str) -> None:
    found = told(text)
    assert [one.severity for one in found] == [severity] * bool(severity)
    assert all(due in one.expected for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "部门整体绩效自评得分93.47分。",
        "部门整体支出绩效自评得分93.5分。",
        "2024年部门整体绩效自评得分92.1分。",
        "抽取的项目绩效自评得分平均95.2分。",
        "下属中心整体绩效自评得分95.2分。",
        "国内公务接待38批次312人次。",
        "接待群众来访83批次。",
        "上年国内公务接待83批次。",
        "办公室国内公务接待21批次。",
        "石桥镇，在职人员12人。",
        "所属事业单位在职人员64人。",
        "地质灾害防治项目执行率95.50%。",
        "地质灾害防治项目处置隐患15处。",
        "地质灾害防治项目投入300万元。",
        "地质灾害防治项目上年执行率91.5%。",
        "全年支出0.57亿元。",
        "全年供地收入5.69亿元。",
        "政府采购11次，采购金额286.40万元。",
        "政府采购11次，节约资金18.60万元，设备采购金额268.40万元。",
        "2026年计划整改违法图斑126个。",
        "2026年3月整改违法图斑126个。",
        "2026年整改到位3个。",
        "2026年将办理登记3万件。",
        "对2个项目开展绩效自评。",
        "对1个项目开展绩效评价。",
        "对126个项目开展绩效评价。",
        "对3个项目实施用地保障。",
        "对全县3个项目开展绩效评价。",
    ],
)
def test_what_is_right_or_of_something_else_is_let_be(text: str) -> None:
    assert told(text) == []

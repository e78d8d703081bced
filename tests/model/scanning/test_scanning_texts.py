"""The words of a finished report in their fields, whole, so that a draft made from it saves the typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exporters.compose import compose
from exporters.plain.plain_text import render
from model.scanning.files.plain import text_blocks
from model.scanning.reading import read_report
from model.schema.fields import Number
from tests.model.drafting import REFERENCE, SMALL, opened

if TYPE_CHECKING:
    from pathlib import Path

    from model.report.report import Report

TITLE = "2023年度某市水务局部门整体支出绩效自评报告\n"


def read(text: str) -> Report:
    return read_report(text_blocks(TITLE + text)).gathering.report


def texts(report: Report) -> dict[str, str]:
    """The texts of a report by path, without blanks."""
    return {
        cell.path: "".join(cell.raw.split())
        for cell in report.root.cells()
        if cell.raw and not isinstance(cell.field, Number)
    }


@pytest.mark.parametrize("path", [REFERENCE, SMALL])
def test_the_texts_of_an_exported_report_come_back_whole(path: Path) -> None:
    report = opened(path).report
    expected, found = texts(report), texts(read_report(text_blocks(render(compose(report)))).gathering.report)
    standing = {at: text for at, text in expected.items() if "themes" not in at and "{" not in text}
    assert len([at for at, text in standing.items() if found.get(at) != text]) <= 0.03 * len(standing)


def test_problems_and_measures_below_one_heading_are_told_apart() -> None:
    report = read(
        "一、部门概况\n在职人员30人。\n二、存在的问题及建议\n（一）存在的问题\n"
        "1.绩效指标不够细化。原因是业务科室参与不深。\n2.支出进度偏慢。\n"
        "（二）建议\n1.细化绩效指标。年初由业务科室一起定。\n2.按月通报支出进度。\n"
    )
    problems, measures = report.rows("problems.problems").rows, report.rows("improvements.measures").rows
    assert [row.cell("heading").raw for row in problems] == ["绩效指标不够细化", "支出进度偏慢"]
    assert problems[0].cell("text").raw == "原因是业务科室参与不深。"
    assert [row.cell("heading").raw for row in measures] == ["细化绩效指标", "按月通报支出进度"]
    assert [row.cell("answers").raw for row in measures] == ["1", "2"]


def test_uses_remarks_and_reasons_stay_with_their_figure() -> None:
    report = read(
        "一、部门概况\n（二）部门整体支出\n2023年总支出900.00万元，其中基本支出500.00万元，项目支出400.00万元（含上年“结转”项目）。\n"
        "二、一般公共预算支出情况\n（一）基本支出\n三公经费预算5.00万元，其中公务接待费5.00万元；实际支出3.00万元。"
        "其中公务接待费支出3.00万元，较预算节约2.00万元，原因是压缩了接待批次。\n"
        "（二）项目支出\n2023年部门项目预算批复400.00万元，主要项目内容有：堤防维修250.00万元，主要用于汛前“除险”和清淤；"
        "水质监测150.00万元，主要用于断面采样。\n"
    )
    items = report.rows("general_budget.projects.unit_projects.items").rows
    assert [(row.cell("name").raw, row.cell("use").raw) for row in items] == [
        ("堤防维修", "汛前“除险”和清淤"),
        ("水质监测", "断面采样"),
    ]
    assert report.cell("general_budget.projects.unit_projects.complete").raw == "是"
    assert report.cell("overview.scale.project_note").raw == "含上年“结转”项目"
    assert report.cell("general_budget.three_public.reception.reason").raw == "压缩了接待批次"


def test_names_of_offices_are_no_numbers() -> None:
    report = read("一、部门概况\n（一）机构\n我局内设机构包括：办公室、财务科、规划科，编制21个，实有20人。\n")
    assert [row.cell("name").raw for row in report.rows("overview.offices").rows] == ["办公室", "财务科", "规划科"]


def test_items_that_a_paragraph_runs_together_are_items() -> None:
    report = read(
        "一、部门概况\n在职人员30人。\n二、存在的问题\n"
        "一是预算编制不够细，年中追加较多。二是监管力量薄弱。三是部分指标偏定性。\n"
        "三、改进措施\n一是把采购论证提前到预算编制阶段，一季度完成论证，上半年完成招标，年底前全部验收并付清尾款；"
        "二是按月通报支出进度。\n"
    )
    problems, measures = report.rows("problems.problems").rows, report.rows("improvements.measures").rows
    assert [row.cell("heading").raw for row in problems] == [
        "预算编制不够细，年中追加较多",
        "监管力量薄弱",
        "部分指标偏定性",
    ]
    assert [row.cell("heading").raw for row in measures] == ["把采购论证提前到预算编制阶段", "按月通报支出进度"]
    assert measures[0].cell("text").raw.endswith("年底前全部验收并付清尾款")


def test_the_day_below_the_report_is_its_day() -> None:
    report = read("一、部门概况\n在职人员30人。\n附件：部门整体支出绩效评价基础数据表\n某市水务局\n2024年5月8日\n")
    assert report.cell("publication.signed").raw == "2024-05-08"

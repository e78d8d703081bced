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


@pytest.mark.parametrize(
    ("said", "offices", "units"),
    [
        ("我局内设办公室、计财科、种植业科3个科室，核定编制31名。", ["办公室", "计财科", "种植业科"], []),
        ("馆内设有办公室、典藏部和教育部等3个部门，另有藏品保护站、文创中心2家事业单位，均不独立核算。",
         ["办公室", "典藏部", "教育部"], ["藏品保护站", "文创中心"]),
        ("无下属预算单位，故本报告口径即为局机关本级。", [], []),
        ("下属单位包括：农机站、种子站，均为公益一类。", [], ["农机站", "种子站"]),
    ],
)  # fmt: skip
def test_offices_and_units_are_names_and_nothing_else(said: str, offices: list[str], units: list[str]) -> None:
    report = read(f"一、部门概况\n{said}\n二、存在的问题\n1.进度偏慢。\n")
    found = [
        [row.cell("name").raw for row in report.rows(f"overview.{name}").rows] for name in ("offices", "subordinates")
    ]
    assert found == [offices, units]


def test_duties_stand_without_the_staff_told_beside_them() -> None:
    report = read(
        "一、单位简介\n我局承担全县防汛和水资源管理工作，内设办公室、财务科2个科室。核定编制20名，实有18人。\n"
        "二、存在的问题\n1.进度偏慢。\n"
    )
    assert report.cell("overview.duties").raw == "我局承担全县防汛和水资源管理工作。"


def test_measures_in_a_paragraph_of_their_own_and_below_other_signs_are_told_apart() -> None:
    report = read(
        "一、部门概况\n在职人员30人。\n二、问题与改进\n不足：\n第一，医保基金使用偏慢。第二，验收偏晚。\n"
        "下一步：按月通报，提前论证。\n特此报告。\n某市水务局2024年5月8日\n（某市水务局，2024年5月8日）\n"
    )
    assert [row.cell("heading").raw for row in report.rows("problems.problems").rows] == [
        "医保基金使用偏慢",
        "验收偏晚",
    ]
    assert report.cell("improvements.lead").raw == "下一步：按月通报，提前论证。"


@pytest.mark.parametrize("heading", ["存在问题与改进措施", "问题和下一步打算", "短板与下一步", "存在的问题"])
def test_what_is_done_about_problems_in_the_same_paragraph_is_told_apart(heading: str) -> None:
    report = read(
        f"一、部门概况\n在职人员30人。\n二、{heading}\n一是验收偏晚，年末形成结转；二是指标偏定性。"
        "下一步，一是提前论证，6月底前完成招标；二是把指标定量。\n"
    )
    problems, measures = report.rows("problems.problems").rows, report.rows("improvements.measures").rows
    assert [row.cell("heading").raw for row in problems] == ["验收偏晚", "指标偏定性"]
    assert [row.cell("heading").raw for row in measures] == ["提前论证", "把指标定量"]
    assert report.cell("improvements.lead").raw == ""


def test_who_signed_and_where_it_is_published_is_no_part_of_the_last_measure() -> None:
    report = read(
        "一、部门概况\n在职人员30人。\n二、存在的问题\n1.进度偏慢。\n三、改进措施\n"
        "（一）提前论证。（二）实行项目支出月调度，对进度低于序时的科室予以通报。\n"
        "自评结果将作为明年预算安排的依据，并于2024年6月20日前在某市水务局网站公开。\n某市水务局\n2024年5月8日\n"
    )
    measures = report.rows("improvements.measures").rows
    assert [row.cell("heading").raw for row in measures] == [
        "提前论证",
        "实行项目支出月调度，对进度低于序时的科室予以通报",
    ]
    assert not any("公开" in cell.raw or "2024" in cell.raw for row in measures for cell in row.cells())
    assert report.cell("publication.place").raw == "某市水务局网站"
    assert report.cell("publication.date").raw == "2024-06-20"


@pytest.mark.parametrize(
    "text",
    [
        "【基本概况】\n在职人员30人。\n【重点工作及成效】\n一、防汛。转移群众120人，无一伤亡。\n二、供水。新增水厂2座，改造管网。\n",
        "壹、基本概况\n在职人员30人。\n贰、履职情况\n一、防汛。转移群众120人，无一伤亡。\n二、供水。新增水厂2座，改造管网。\n",
        "1、我局概貌\n在职人员30人。\n3、绩效完成\n3.1 防汛。转移群众120人，无一伤亡。\n"
        "3.2 供水。新增水厂2座，改造管网。\n",
        "一、单位简介\n在职人员30人。\n二、产出与效果\n1）防汛：转移群众120人，无一伤亡。\n2）供水：新增水厂2座，改造管网。\n",
    ],
)
def test_themes_are_found_below_headings_of_any_numbering(text: str) -> None:
    themes = read(text).rows("performance.themes").rows
    assert [(row.cell("heading").raw, row.cell("text").raw or row.cell("lead").raw) for row in themes] == [
        ("防汛", "转移群众120人，无一伤亡。"),
        ("供水", "新增水厂2座，改造管网。"),
    ]


def test_captions_and_achievements_are_not_how_money_is_kept_together() -> None:
    report = read(
        "一、部门概况\n在职人员30人。\n二、一般公共预算支出情况\n（一）基本支出\n基本支出500.00万元。\n"
        "基本支出经济分类明细如下：\n我局严格执行公务接待事前审批制度，厉行节约。\n"
    )
    assert report.cell("general_budget.three_public.lead").raw == "我局严格执行公务接待事前审批制度，厉行节约。"


def test_the_caption_of_a_table_is_no_text_of_its_part() -> None:
    title, caption = "2025年度某县气象局部门整体支出绩效自评报告", "2025年度“三公”经费支出情况表"
    text = f"{title}\n二、一般公共预算支出情况\n（一）基本支出\n{caption}\n"
    placed = read_report(text_blocks(text)).gathering.report
    assert placed.cell("general_budget.three_public.lead").raw == ""


@pytest.mark.parametrize(
    ("said", "use"),
    [
        ("主要用于在6个村卫生室建设健康小屋", "在6个村卫生室建设健康小屋"),
        ("主要用于培训3期、慰问120人次和12类公共卫生服务", "培训3期、慰问120人次和12类公共卫生服务"),
        ("主要用于给每人补助500元", "给每人补助500元"),
        ("主要用于建设4条道路，执行21.00万元，执行率95.45%", "建设4条道路"),
    ],
)
def test_a_use_goes_on_to_the_next_amount_of_its_row(said: str, use: str) -> None:
    report = read(
        "一、部门概况\n在职人员30人。\n五、政府性基金预算支出情况\n2024年政府性基金预算安排64.50万元，支出62.00万元。"
        f"主要支出项目有：残疾人康复项目40.00万元，主要用于购置器材；健康小屋建设项目22.00万元，{said}。\n"
    )
    rows = report.rows("government_funds.items").rows
    assert [row.cell("use").raw for row in rows] == ["购置器材", use]


@pytest.mark.parametrize("said", ["编外聘用人员", "年末实有编外聘用人员", "另有编外聘用人员", "年底共有编外聘用人员"])
def test_what_those_on_contract_are_called_is_read_without_the_words_before(said: str) -> None:
    report = read(f"一、部门概况\n（三）人员情况\n2024年末实有在职人员64人（编制68人），退休人员21人。{said}12人。\n")
    assert report.cell("overview.staff.contract").raw == "12"
    assert report.cell("overview.staff.contract_name").raw == "编外聘用人员"


def test_a_detail_that_is_none_is_printed_again() -> None:
    report = read(
        "一、部门概况\n在职人员30人。\n二、一般公共预算支出情况\n（一）基本支出\n2024年“三公”经费预算3.00万元，支出2.00万元。\n"
        "未发生公务用车购置费支出。\n全年未组织因公出国（境）团组。\n"
    )
    printed = render(compose(report))
    assert "未发生公务用车购置费支出" in printed
    assert "未组织因公出国（境）团组" in printed


def test_words_behind_a_heading_in_the_line_and_behind_figures_come_into_their_fields() -> None:
    report = read(
        "一、部门概况\n（二）部门整体支出规模、使用方向和主要内容、涉及范围\n"
        "1.整体支出规模。2023年度支出总额100.00万元。\n2.使用方向。主要用于学校运转和校园维修。\n"
        "四、资产管理情况\n（一）资产总体情况\n截至2023年12月31日，资产总额12.00万元，主要是新增设施。\n"
        "（二）资产管理情况。固定资产原值7.50万元，累计折旧2.50万元。严格执行资产管理制度，定期盘点，账实相符。\n"
    )
    assert report.cell("overview.scale.purpose").raw == "主要用于学校运转和校园维修"
    assert report.cell("assets.management").raw == "严格执行资产管理制度，定期盘点，账实相符。"


def test_a_reason_behind_a_number_that_has_none_is_no_fault() -> None:
    told = "公务接待费决算2.10万元，预算3.00万元。全年国内公务接待48批次、320人次，主要原因是上级检查减少。\n"
    assert read("二、一般公共预算支出情况\n" + told).cell("general_budget.three_public.details.receptions").raw == "48"


LOST = """
根据《县财政局关于开展2023年度绩效自评的通知》（财绩〔2024〕30号）要求，我局组织了2023年度自评，现报告如下：
一、部门概况
年末在职30人，均持证上岗作业。
二、资产管理情况
全年处置资产44.8万元，均按规定报批。
三、存在的问题
（一）执行偏慢。部分合同款跨年支付。
"""


def test_words_that_stand_in_no_field_are_told_also_those_before_the_first_heading_and_behind_a_figure() -> None:
    left = read_report(text_blocks(TITLE + LOST)).left_out
    assert any(sentence.startswith("根据《县财政局关于开展2023年度") for sentence in left)
    assert "……均持证上岗作业" in left
    assert "……均按规定报批" in left
    assert not any("水务局" in sentence or "跨年支付" in sentence for sentence in left), "the title, and what was taken"

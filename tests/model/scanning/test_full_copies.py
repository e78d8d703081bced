"""The stamped copy of a draft in which every group is filled, read back: what it prints stands in its field again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exporters.compose import compose
from exporters.formats import render
from model.drafts.draft import load
from model.scanning.combining import judge_report
from model.scanning.files.blocks import Line
from model.scanning.files.loading import load_blocks
from model.scanning.files.plain import text_blocks
from model.scanning.reading import Reading, read_report
from model.scanning.scan import account
from tests.model.drafting import DATA
from tests.tools.read_back import read_back

if TYPE_CHECKING:
    from pathlib import Path

COPIES = DATA / "own_copies"


def copied(name: str, suffix: str, folder: Path) -> Reading:
    out = folder / f"copy.{suffix}"
    out.write_bytes(render(compose(load(COPIES / f"{name}.toml").report), out).data)
    return read_report(load_blocks(str(out)))


def read(*lines: str) -> dict[str, str]:
    gathering = read_report(text_blocks("2025年度部门整体支出绩效自评报告\n" + "\n".join(lines))).gathering
    return {cell.path: cell.raw for cell in gathering.report.root.cells() if cell.raw}


@pytest.mark.parametrize("shape", ["stamp.txt", "stamp.md", "stamp.docx"])
@pytest.mark.parametrize("name", ["full", "lean"])
def test_every_figure_and_nearly_every_text_of_a_full_copy_comes_back(name: str, shape: str, tmp_path: Path) -> None:
    told = read_back(load(COPIES / f"{name}.toml").report, shape, tmp_path)
    assert told.printed > 60
    assert not told.lost
    assert not told.wrong
    assert told.texts_back >= told.texts - 1


@pytest.mark.parametrize("name", ["full", "lean"])
def test_a_full_copy_has_no_error_and_no_sentence_of_it_is_left_out(name: str, tmp_path: Path) -> None:
    reading = copied(name, "docx", tmp_path)
    findings, _ = judge_report(reading, set())
    assert [finding.message for finding in findings if finding.severity == "error"] == []
    assert reading.left_out == ()


def test_choices_and_what_there_is_none_of_come_back(tmp_path: Path) -> None:
    full, lean = (copied(name, "docx", tmp_path).gathering for name in ("full", "lean"))
    assert full.cell("overview.scale.execution.rate_base").raw == "全年预算数"
    assert lean.cell("overview.scale.execution.rate_base").raw == "年初预算数"
    assert full.cell("overview.scale.economic.scope").raw == "全部支出"
    assert lean.cell("overview.scale.economic.scope").raw == "基本支出"
    assert lean.cell("overview.scale.breakdown_scope").raw == "一般公共预算基本支出"
    assert full.cell("general_budget.projects.public_projects.rate_base").raw == "全年预算"
    assert lean.cell("general_budget.projects.public_projects.total").raw == "无"
    assert [lean.cell(f"general_budget.three_public.overseas.{one}").raw for one in ("budget", "actual")] == [
        "无",
        "无",
    ]
    assert (full.cell("performance.evaluation.grade").raw, full.cell("overview.tables").raw) == ("优", "是")


def test_signs_that_markdown_escapes_are_read_without_their_marks() -> None:
    blocks = text_blocks("# 报告\n\n基金支出\\{government\\_funds.actual\\}，其中四季度偏大。")
    assert [block.text for block in blocks if isinstance(block, Line)][
        -1
    ] == "基金支出{government_funds.actual}，其中四季度偏大。"


def test_a_table_of_projects_is_read_by_its_columns() -> None:
    found = read(
        "一、部门概况",
        "二、项目支出情况（单位：万元）",
        "项目名称\t年初预算\t调整后预算\t实际支出\t执行率",
        "道路养护\t300.00\t320.00\t310.40\t97.00%",
        "桥梁检测\t100.00\t90.00\t88.20\t98.00%",
        "合计\t400.00\t410.00\t398.60\t97.22%",
    )
    row = "general_budget.projects.unit_projects.items.0."
    assert [found.get(row + name) for name in ("amount", "adjusted", "executed", "rate")] == [
        "300.00",
        "320.00",
        "310.40",
        "97.00",
    ]
    assert found["general_budget.projects.unit_projects.executed"] == "398.60"
    assert not any(path.endswith("items.2.name") for path in found)


def test_a_table_that_lists_staff_costs_among_its_rows_is_none_of_projects() -> None:
    found = read(
        "一、部门概况",
        "项目\t预算\t决算\t执行率",
        "人员经费\t300.00\t290.00\t96.67%",
        "设备购置\t100.00\t90.00\t90.00%",
    )
    assert not any("unit_projects" in path for path in found)


def test_amounts_have_the_unit_that_a_heading_declares() -> None:
    found = read("一、收支情况（单位：万元）", "全年支出100.50，其中基本支出60.30，项目支出40.20。实有车辆3辆。")
    assert found["overview.scale.total"] == "100.50"
    assert found["overview.scale.project"] == "40.20"


def test_a_list_of_some_economic_classes_only_is_not_taken() -> None:
    found = read("一、部门概况", "2025年部门支出总额100.00万元，其中工资福利支出40.00万元、商品和服务支出20.00万元。")
    assert not any(path.startswith("overview.scale.economic") for path in found)


def test_a_sentence_that_no_text_of_the_draft_holds_is_listed() -> None:
    reading = read_report(
        text_blocks(
            "2025年度部门整体支出绩效自评报告\n一、部门概况\n（一）整体支出\n"
            "全年支出5.00万元。结转的资金是设备尾款，质保期满后支付。\n二、绩效情况\n完成较好。"
        )
    )
    assert reading.left_out == ("结转的资金是设备尾款，质保期满后支付",)
    assert "没有放进草稿的话 1 句：“结转的资金是设备尾款，质保期满后支付”" in account(reading)


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("2025年我局按财发〔2023〕12号文件审批，严格控制开支范围", True),
        ("财政另拨22.00万元，用于抽水设备", False),
        ("自评报告拟于2026年6月30日前在县政府网公开，接受监督", False),
    ],
)
def test_a_year_or_the_number_of_a_document_accounts_for_no_sentence(said: str, listed: bool) -> None:
    lines = "2025年度部门整体支出绩效自评报告\n一、部门概况\n（一）整体支出\n全年支出5.00万元。"
    reading = read_report(text_blocks(f"{lines}{said}。\n二、绩效情况\n完成较好。"))
    assert (said in reading.left_out) == listed


def test_what_was_left_holds_what_was_left_before_it() -> None:
    text = "2025年政府性基金预算安排420万元，支出410万元，年末结转30万元。2025年收入400万元；上年结转20万元。"
    reading = read_report(text_blocks(f"2025年度部门整体支出绩效自评报告\n五、政府性基金预算支出情况\n{text}"))
    assert not [one for one in judge_report(reading, set())[0] if one.severity == "error" and "420" in one.message]


def test_projects_without_their_sum_are_read_by_what_was_spent_of_each() -> None:
    found = read(
        "二、一般公共预算支出情况",
        "（二）项目支出情况",
        "2025年部门项目有：河道管护专项280.28万元，主要用于河道保洁，执行271.60万元，执行率96.90%；水库维护404.25万元，执行393.07万元。",
    )
    row = "general_budget.projects.unit_projects.items."
    assert [found.get(f"{row}0.{name}") for name in ("amount", "executed", "rate")] == ["280.28", "271.60", "96.90"]
    assert [found.get(f"{row}1.{name}") for name in ("amount", "executed")] == ["404.25", "393.07"]


def test_a_list_of_amounts_alone_says_not_that_they_are_budgets() -> None:
    found = read(
        "二、一般公共预算支出情况", "（二）项目支出情况", "2025年部门项目有：河道管护专项280.28万元，用于清淤。"
    )
    assert not any(path.endswith(".amount") for path in found)


def test_what_was_approved_may_be_called_a_number() -> None:
    text = "2025年基本支出预算批复数1780.00万元，实际支出1798.66万元。"
    found = read("二、一般公共预算支出情况", "（一）基本支出情况", text)
    assert [found.get(f"general_budget.basic.{name}") for name in ("budget", "actual")] == ["1780.00", "1798.66"]


@pytest.mark.parametrize(
    "name",
    [
        "2024年老旧小区改造",
        "110指挥中心运行维护",
        "12345政务服务便民热线",
        "第三次全国土壤普查",
        "中央财政2023年农业生产发展资金（提前下达）第二批",
        "消费维权和12315平台运行",
        "农村公路30公里大修",
        "7×24小时应急值守",
    ],
)
def test_a_name_with_a_number_in_it_comes_back_whole(name: str) -> None:
    found = read(
        "二、一般公共预算支出情况",
        "（二）项目支出情况",
        f"2025年部门项目预算批复330.00万元，具体为：河道管护280.00万元；{name}50.00万元。",
    )
    row = "general_budget.projects.unit_projects.items.1."
    assert (found.get(row + "name"), found.get(row + "amount")) == (name, "50.00")


@pytest.mark.parametrize("words", ["2024年项目支出", "2024年教育支出", "2024年安排"])
def test_what_a_year_had_in_all_is_no_project(words: str) -> None:
    found = read(
        "二、一般公共预算支出情况",
        "（二）项目支出情况",
        f"2025年部门项目预算批复330.00万元，具体为：河道管护280.00万元；{words}50.00万元。",
    )
    assert not any(path.endswith("items.1.name") for path in found)


def test_an_asset_with_a_number_in_its_name_is_an_addition() -> None:
    found = read("四、资产管理情况", "2025年末固定资产原值较年初增加8.00万元，主要为本年度新增110指挥车8.00万元。")
    row = "assets.book_values.additions.0."
    assert (found.get(row + "name"), found.get(row + "amount")) == ("110指挥车", "8.00")


def test_projects_without_their_sum_are_approved_where_the_words_say_so() -> None:
    found = read(
        "二、一般公共预算支出情况",
        "（二）项目支出情况",
        "2025年部门项目预算批复330.00万元，主要项目内容有：河道管护280.00万元。",
        "2025年公共项目主要有：生态补偿（含上年结转）批复90.00万元，主要用于退耕；110指挥中心批复20.00万元。",
    )
    row = "general_budget.projects.public_projects.items."
    assert [found.get(f"{row}{at}.{name}") for at in (0, 1) for name in ("name", "amount")] == [
        "生态补偿",
        "90.00",
        "110指挥中心",
        "20.00",
    ]


def test_projects_of_another_kind_end_the_list_before_them() -> None:
    found = read(
        "二、一般公共预算支出情况",
        "（二）项目支出情况",
        "2025年部门项目预算批复330.00万元，主要项目内容有：河道管护280.00万元。",
        "2025年公共项目主要有：生态补偿90.00万元；水库移民20.00万元。",
    )
    assert not any(path.startswith("general_budget.projects.unit_projects.items.1") for path in found)


def test_what_was_achieved_of_a_target_is_no_result_and_what_there_is_none_of_no_name() -> None:
    found = read(
        "七、社会保险基金预算支出情况",
        "（一）社会保险基金收支情况",
        "1.甲养老保险基金",
        "2025年甲养老保险基金决算收入合计90.00万元，其中：个人缴费收入无、利息收入90.00万元。"
        "涉及市级资金的养老金支出20.00万元。其中：增发养老金，相关支出20.00万元。",
        "（二）社会保险基金绩效目标完成情况",
        "1.甲养老保险基金",
        "截至2025年12月底，参保单位19.11万家，参保人数完成年度目标任务100.21%。",
    )
    fund = "insurance.funds.0."
    assert found[f"{fund}final_income.0.name"] == "利息收入"
    assert found[f"{fund}city.items.0.name"] == "增发养老金"
    assert found[f"{fund}goals.indicators.0.actual"] == "19.11"
    assert f"{fund}goals.indicators.0.achieved" not in found
    assert (found[f"{fund}goals.indicators.1.name"], found[f"{fund}goals.indicators.1.achieved"]) == (
        "参保人数",
        "100.21",
    )


def test_what_a_budget_was_spent_on_is_read_where_what_was_spent_in_all_is_not_told() -> None:
    found = read(
        "五、政府性基金预算支出情况", "主要支出项目有：人居环境整治520.00万元，主要用于户厕；水利维修150.00万元。"
    )
    rows = [found.get(f"government_funds.items.{at}.{name}") for at in (0, 1) for name in ("name", "amount")]
    assert rows == ["人居环境整治", "520.00", "水利维修", "150.00"]

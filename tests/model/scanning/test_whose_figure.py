"""Figures whose sentence speaks of several things: each with a neighbour that must not be read so."""

from __future__ import annotations

import pytest

from model.language.judgement import judge
from model.scanning.files.blocks import Grid, Line
from model.scanning.reading import read_report
from tests.model.scanning.test_strangers import found, read

INCOME = "overview.income."
SCALE = "overview.scale."


@pytest.mark.parametrize(
    ("said", "path", "told"),
    [
        (
            "支出总额90.00万元，其中基本支出60.00万元。年末结转结余20.00万元，比上年减少5.00万元。",
            f"{SCALE}change",
            None,
        ),
        ("支出总额90.00万元，其中基本支出60.00万元。支出总额比上年减少5.00万元。", f"{SCALE}change", "-5.00"),
        ("收入、支出总计均为90.00万元，比上年增加5.00万元。", f"{SCALE}total", None),
        ("收、支总计90.00万元，其中本年收入80.00万元，上年结转10.00万元。", f"{INCOME}total", "80.00"),
        ("收、支总计90.00万元，其中本年收入80.00万元，上年结转10.00万元。", f"{INCOME}opening", "10.00"),
        ("财政拨款收、支总计90.00万元，其中本年收入80.00万元，上年结转10.00万元。", f"{INCOME}opening", None),
        ("支出总计90.00万元（含年末结转10.00万元）。", f"{SCALE}total", None),
        ("支出总计90.00万元，年末结转10.00万元。", f"{SCALE}total", "90.00"),
    ],
)
def test_what_was_left_and_both_sides_together_are_no_expenditure(said: str, path: str, told: str | None) -> None:
    assert found(read("一、部门概况", "（一）收支情况", said)).get(path) == told


THREE = "general_budget.three_public."
FUND = "government_funds."


@pytest.mark.parametrize(
    ("said", "path", "told"),
    [
        (
            ["（1）公务接待费。预算5.00万元，支出2.00万元，上年支出3.00万元。"],
            f"{THREE}reception.budget",
            "5.00",
        ),
        (["（1）公务接待费。预算5.00万元，支出2.00万元，上年支出3.00万元。"], f"{THREE}budget", None),
        (["（1）公务接待费管得严。预算5.00万元，支出2.00万元。"], f"{THREE}reception.budget", None),
        (["（3）因公出国（境）费预算和决算均为0万元。"], f"{THREE}overseas.budget", "0"),
        (["（1）公务接待费支出2.00万元。全年接待19批次、148人次。"], f"{THREE}details.guests", "148"),
        (["（1）会议费支出2.00万元。全年接待19批次、148人次。"], f"{THREE}details.guests", None),
    ],
)
def test_lines_of_the_three_expenses_below_basic_expenditure(said: list[str], path: str, told: str | None) -> None:
    draft = found(read("一、部门概况", "在职人员30人。", "二、一般公共预算支出情况", "（一）基本支出", *said))
    assert draft.get(path) == told


@pytest.mark.parametrize(
    ("said", "path", "told"),
    [
        ("2023年政府性基金预算12.00万元，当年收入12.00万元，决算支出11.00万元。", f"{FUND}budget", "12.00"),
        ("2023年政府性基金预算12.00万元，用于道路硬化。", f"{FUND}budget", None),
        ("2023年政府性基金预算支出12.00万元，执行率100.00%。", f"{FUND}budget", None),
        ("2023年政府性基金预算支出12.00万元，具体见表1。", f"{FUND}items.0.amount", None),
    ],
)
def test_the_budget_of_a_fund_is_told_beside_what_was_spent_of_it(said: str, path: str, told: str | None) -> None:
    draft = found(read("一、部门概况", "在职人员30人。", "五、政府性基金预算支出情况", said))
    assert draft.get(path) == told


ASSETS = "assets."


@pytest.mark.parametrize(
    ("said", "path", "told"),
    [
        ("全年报废到期的设备一批，账面原值8.00万元，已报批。", f"{ASSETS}disposals.total", "8.00"),
        (
            "全年报废到期的设备一批，账面原值8.00万元；报废车辆一辆，账面原值20.00万元。",
            f"{ASSETS}disposals.total",
            None,
        ),
        (
            "固定资产原值年初为60.00万元，本年增加5.00万元，本年减少4.00万元，年末为61.00万元。",
            f"{ASSETS}book_values.cost_added",
            "5.00",
        ),
        ("固定资产原值61.00万元，本年增加5.00万元。", f"{ASSETS}book_values.cost_added", None),
        (
            "固定资产原值61.00万元，减累计折旧20.00万元，净值41.00万元。",
            f"{ASSETS}book_values.fixed.written_off",
            "20.00",
        ),
    ],
)
def test_what_came_and_went_of_assets(said: str, path: str, told: str | None) -> None:
    assert found(read("一、部门概况", "在职人员30人。", "四、资产管理情况", said)).get(path) == told


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("2022年度部门整体支出绩效自评得分91.5分，等次为优。", "91.5"),
        ("2022年度部门整体支出绩效自评得分90.5分，2023年度为91.5分。", None),
        ("与上年相比，2022年度部门整体支出绩效自评得分90.5分。", None),
    ],
)
def test_the_score_below_a_year_that_was_left_in(said: str, score: str | None) -> None:
    reading = read("一、部门概况", "在职人员30人。", "八、整体绩效", said)
    assert found(reading).get("performance.evaluation.score") == score
    told = [one for one in judge(reading.document) if one.kind == "year_left"]
    assert bool(told) == (score is not None)


@pytest.mark.parametrize(
    ("lines", "path", "told"),
    [
        (["我乡设党政办、经发办、综合执法队等3个工作机构。"], "overview.offices.2.name", "综合执法队"),
        (["设党政办公室、综合执法队2个内设机构，下辖服务中心。"], "overview.offices.1.name", "综合执法队"),
        (["投资设水厂、泵站2个。"], "overview.offices.0.name", None),
        (
            ["在职人员30人。", "七、社会保险基金", "我镇不负责社会保险基金的收支核算，无此项支出。"],
            "insurance.none",
            "是",
        ),
        (
            ["在职人员30人。", "二、组织实施与资产管理", "（一）规范建设", "逐项编制预算。", "资产总额90.00万元。"],
            "implementation.measures.0.heading",
            "规范建设",
        ),
        (
            ["在职人员30人。", "二、绩效目标完成情况", "年初目标：清淤80公里。", "实际完成：清淤86公里。"],
            "performance.goals.actual",
            "清淤86公里。",
        ),
    ],
)
def test_words_that_go_to_texts_and_lists(lines: list[str], path: str, told: str | None) -> None:
    assert found(read("一、部门概况", *lines)).get(path) == told


@pytest.mark.parametrize(("below", "spent"), [("合计", "110.00"), ("其他", "60.00")])
def test_which_sum_the_general_budget_is_a_part_of(below: str, spent: str) -> None:
    """Below the sum of all, 其中：一般公共预算 is none of project expenditure."""
    rows = (
        ("项目", "年初预算数", "全年预算数", "全年执行数"),
        ("一、基本支出", "40.00", "50.00", "50.00"),
        ("二、项目支出", "60.00", "80.00", "70.00"),
        (below, "100.00", "130.00", "120.00" if below == "合计" else "0.00"),
        ("其中：一般公共预算", "90.00", "120.00", "110.00" if below == "合计" else "60.00"),
        ("政府性基金预算", "10.00", "10.00", "10.00"),
    )
    blocks = [Line("某市水务局2023年度部门整体支出绩效自评报告"), Line("一、部门概况"), Line("收支情况（单位：万元）")]
    fund = [Line("五、政府性基金预算支出情况"), Line("政府性基金预算支出10.00万元。")]
    draft = found(read_report([*blocks, Grid(rows), *fund]))
    assert draft.get("general_budget.projects.actual") == (None if below == "合计" else spent)


def test_a_sum_of_fixed_and_intangible_assets_is_neither() -> None:
    rows = (
        ("资产类别", "账面原值（万元）", "净值（万元）"),
        ("固定资产", "80.00", "50.00"),
        ("无形资产", "20.00", "10.00"),
        ("合计", "100.00", "60.00"),
    )
    blocks = [Line("某市水务局2023年度部门整体支出绩效自评报告"), Line("一、部门概况"), Line("四、资产情况")]
    reading = read_report([*blocks, Line("账面价值表"), Grid(rows)])
    assert found(reading)["assets.book_values.intangible.cost"] == "20.00"
    assert not reading.gathering.differing


def test_functional_classes_below_the_head_of_project_expenditure() -> None:
    rows = (("科目", "项目支出（万元）"), ("农林水支出", "60.00"), ("教育支出", "10.00"), ("合计", "70.00"))
    blocks = [Line("某市水务局2023年度部门整体支出绩效自评报告"), Line("一、部门概况"), Line("二、项目支出情况")]
    draft = found(read_report([*blocks, Line("项目支出70.00万元。按功能分类如下："), Grid(rows)]))
    assert draft["overview.scale.functions.1.amount"] == "10.00"

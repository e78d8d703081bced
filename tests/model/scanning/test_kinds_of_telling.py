"""Kinds of telling of other departments, each with a neighbour that must not be read so."""

from __future__ import annotations

import pytest

from model.scanning.files.blocks import Block, Grid, Line
from model.scanning.reading import read_report
from tests.model.scanning.test_strangers import UNIT, found, read, section_two

SCORES = "department_evaluation.scores."


def tabled(*blocks: Block) -> dict[str, str]:
    return found(read_report([Line("某市水务局2023年度部门整体支出绩效自评报告"), *blocks]))


def test_indicators_within_the_report_have_the_signs_and_units_of_other_columns() -> None:
    heads = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "分值", "得分")
    rows: tuple[tuple[str, ...], ...] = (
        heads,
        ("产出指标", "数量指标", "清淤长度", "≥", "80", "公里", "86", "60", "60"),
    )
    rows = (*rows, ("效益指标", "社会效益指标", "供水保证率", "≥", "95", "%", "96.5%", "40", "39"))
    draft = tabled(Line("一、部门概况"), Line("二、指标完成情况"), Grid((*rows, ("合计", *[""] * 6, "100", "99"))))
    told = [[draft[f"{SCORES}indicators.{at}.{name}"] for name in ("target", "actual", "score")] for at in (0, 1)]
    assert told == [["≥80公里", "86公里", "60"], ["≥95%", "96.5%", "39"]]
    assert draft[f"{SCORES}score"] == "99"


@pytest.mark.parametrize("other", [True, False])
def test_a_table_of_all_money_tells_nothing_of_the_general_budget_alone(other: bool) -> None:
    said = "政府性基金预算支出20.00万元。" if other else "没有政府性基金预算支出。"
    rows = (
        ("类别", "年初预算", "全年预算", "决算数", "执行率"),
        ("基本支出", "40.00", "50.00", "50.00", "100.00%"),
        ("项目支出", "60.00", "80.00", "60.00", "75.00%"),
        ("合计", "100.00", "130.00", "110.00", "84.62%"),
    )
    draft = tabled(
        Line("一、部门概况"),
        Line("（一）收支情况（单位：万元）"),
        Grid(rows),
        Line("二、政府性基金预算支出情况"),
        Line(said),
    )
    assert draft["overview.scale.project"] == "60.00"
    assert draft.get("general_budget.projects.execution.adjusted") == (None if other else "80.00")
    assert draft["general_budget.basic.execution.adjusted"] == "50.00"


def test_rows_go_on_with_the_parts_above_them_as_far_as_the_others_come_to_the_sum() -> None:
    rows: tuple[tuple[str, ...], ...] = (
        ("类别", "原值"),
        ("房屋和构筑物", "50.00"),
        ("设备", "40.00"),
        ("其中：车辆", "10.00"),
    )
    rows = (*rows, ("专用设备", "25.00"), ("家具和用具", "10.00"), ("合计", "100.00"))
    draft = tabled(Line("一、部门概况"), Line("二、资产管理情况"), Line("固定资产分类表（单位：万元）"), Grid(rows))
    items = "assets.classes.items"
    assert [draft.get(f"{items}.{at}.name") for at in range(4)] == ["房屋和构筑物", "设备", "家具和用具", None]
    assert draft[f"{items}.1.parts.1.amount"] == "25.00"


def test_remarks_on_the_three_expenses_count_and_lines_have_short_names() -> None:
    rows = (
        ("类别", "预算数", "决算数", "备注"),
        ("接待", "3.00", "2.00", "36批412人次"),
        ("车辆运维", "5.00", "4.00", "保有9辆"),
    )
    draft = tabled(
        Line("一、部门概况"), Line("二、一般公共预算支出情况"), Line("（一）三公经费（单位：万元）"), Grid(rows)
    )
    details = "general_budget.three_public.details."
    assert [draft.get(details + name) for name in ("receptions", "guests", "kept")] == ["36", "412", "9"]
    assert draft["general_budget.three_public.vehicles.actual"] == draft[f"{details}operation.actual"] == "4.00"


def test_lists_of_known_names_open_by_themselves_and_others_do_not() -> None:
    disposed = "当年处置资产46.30万元，报废38.90万元，无偿划转7.40万元，收回押金3.00万元。"
    draft = found(read("一、部门概况", "在职人员30人。", "二、资产管理情况", disposed))
    forms = "assets.disposals.by_form."
    assert [draft.get(f"{forms}{at}.name") for at in range(3)] == ["报废", "无偿划转", None]


def test_what_came_to_assets_and_went_is_told_by_both() -> None:
    def told(said: str) -> list[str | None]:
        draft = found(read("一、部门概况", "在职人员30人。", "二、资产管理情况", said))
        return [draft.get(f"assets.totals.{name}") for name in ("increased", "decreased")]

    assert told("年末资产总额90.00万元，年初数80.00万元，本年增加15.00万元，本年减少5.00万元。") == ["15.00", "5.00"]
    assert told("年末资产总额90.00万元，比年初增加10.00万元。") == [None, None]


def test_all_staff_are_of_the_kind_that_is_said_of_all() -> None:
    draft = found(read("一、部门概况", "年末在职29人（均为非参公事业人员），退休12人。"))
    assert draft["overview.staff.public_institution"] == "29"
    draft = found(read("一、部门概况", "年末在职29人（均为本科学历），退休12人。"))
    assert "overview.staff.public_institution" not in draft


def test_projects_of_which_only_the_spending_and_its_share_is_told() -> None:
    draft = section_two(
        "两个项目的实际支出分别为：渠道清淤30.00万元，占项目支出的60.00%；水质监测20.00万元，占项目支出的40.00%。"
    )
    rows = [[draft.get(f"{UNIT}.items.{at}.{name}") for name in ("name", "executed", "share")] for at in (0, 1)]
    assert rows == [["渠道清淤", "30.00", "60.00"], ["水质监测", "20.00", "40.00"]]
    draft = section_two("支出增加的主要原因：一是渠道清淤30.00万元；二是水质监测20.00万元。")
    assert f"{UNIT}.items.0.name" not in draft


def test_parts_numbered_in_other_ways_and_headings_as_items() -> None:
    draft = found(
        read(
            "甲、中心简况",
            "在职人员30人。",
            "乙、资金安排与使用",
            "一是总的盘子。全年支出100.00万元。",
            "二是基本支出。全年支出60.00万元，含人员经费50.00万元、公用经费10.00万元。",
            "丙、产出和效果",
            "◆供水保障有力",
            "全年供水86万吨，水质合格率100%。",
            "丁、问题与打算",
            "问题一：管网老化。漏损率18%，高于控制目标。",
            "打算一：分期改造管网。先改造主城区。",
        )
    )
    assert (draft["overview.scale.total"], draft["general_budget.basic.actual"]) == ("100.00", "60.00")
    assert draft["performance.themes.0.heading"] == "供水保障有力"
    assert draft["problems.problems.0.heading"] == "管网老化"
    assert draft["improvements.measures.0.heading"] == "分期改造管网"


def test_goals_stand_below_headings_of_their_own() -> None:
    draft = found(
        read(
            "一、部门概况", "在职人员30人。", "二、绩效情况", "1.目标设定", "清淤80公里。", "2.完成情况", "清淤86公里。"
        )
    )
    goals = [draft[f"performance.goals.{name}"].strip("。") for name in ("expected", "actual")]
    assert goals == ["清淤80公里", "清淤86公里"]
    assert "performance.themes.0.heading" not in draft

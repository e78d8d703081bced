"""Lists on sheets of a workbook: projects, classes of fixed assets, disposals, with the sums that they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.workbooks import proposing
from model.workbooks.books import read_book
from model.workbooks.taking import take
from tests.model.drafting import draft
from tests.model.workbooks.accounts import Grid, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from model.report.report import Report
    from model.workbooks.taking import Proposal

PROJECTS = "general_budget.projects."


def sheet(name: str, *rows: tuple[str | float | None, ...]) -> Grid:
    grid = Grid(name)
    for at, row in enumerate(rows):
        grid.put(at, 0, *row)
    return grid


def proposed(tmp_path: Path, *grids: Grid) -> tuple[Report, Proposal]:
    report = draft('[overview]\nyear = 2025\nunit = "某县水利局"\n').report
    proposal = proposing.propose(report, [read_book(write_xlsx(tmp_path / "a.xlsx", list(grids)))])
    take(report, proposal)
    return report, proposal


def own(pumps: float = 75.0) -> Grid:
    return sheet(
        "部门项目",
        ("2025年度部门预算项目支出执行台账",),
        ("单位：万元",),
        ("序号", "项目名称", "年初预算", "调整后预算", "支付数", "备注"),
        ("一、局机关小计", None, 180, 190, 175, None),
        (1, "河道清淤", 100, 110, 100, "年中追加"),
        (2, "泵站改造", 80, 80, pumps, None),
        ("合计", None, 180, 190, 175, None),
    )


def public() -> Grid:
    return sheet(
        "公共项目",
        ("公共项目资金支付情况（通过财政拨付）",),
        ("单位：万元",),
        ("项目", "年初批复", "已支付"),
        ("饮水安全补助", 60, 55),
        ("抗旱补助", 40, 40),
        ("合计", 100, 95),
    )


def test_projects_of_both_kinds_and_what_each_comes_to(tmp_path: Path) -> None:
    ledger = sheet(
        "站里台账",
        ("水利站项目支付台账（单位：元）",),
        ("项目名称", "年初预算", "支付数"),
        ("泵站改造", 800000, 750000),
        ("合计", 800000, 750000),
    )
    report, _ = proposed(tmp_path, own(), public(), ledger)
    rows = report.rows(f"{PROJECTS}unit_projects.items").rows
    assert [(row.cell("name").raw, row.cell("amount").raw, row.cell("executed").raw) for row in rows] == [
        ("河道清淤", "100", "100"),
        ("泵站改造", "80", "75"),
    ]
    assert len(report.rows(f"{PROJECTS}public_projects.items").rows) == 2
    sums = [
        report.cell(f"{PROJECTS}{kind}_projects.{name}").raw
        for kind in ("unit", "public")
        for name in ("total", "executed")
    ]
    assert sums == ["180", "175", "100", "95"]


def test_projects_that_do_not_come_to_their_sum_are_not_taken(tmp_path: Path) -> None:
    report, proposal = proposed(tmp_path, own(pumps=76.0))
    assert report.rows(f"{PROJECTS}unit_projects.items").rows == []
    assert [left.reason for left in proposal.unplaced] == ["各项目的支付数之和与合计不相等，清单里的行没有取"]


def test_two_lists_of_one_kind_are_not_taken(tmp_path: Path) -> None:
    other = sheet(
        "另一张",
        ("项目支出执行情况表",),
        ("单位：万元",),
        ("项目名称", "年初预算", "支付数"),
        ("水质监测", 10, 9),
        ("水土保持", 20, 18),
    )
    report, proposal = proposed(tmp_path, own(), other)
    assert report.rows(f"{PROJECTS}unit_projects.items").rows == []
    assert any("不止一张" in left.reason for left in proposal.unplaced)


def classes(sum_of_all: float = 500) -> Grid:
    return sheet(
        "资产",
        ("固定资产分类汇总表（2025年末）",),
        ("单位：万元",),
        ("资产类别", "年初原值", "本年增加", "本年减少", "年末原值", "累计折旧", "净值"),
        ("房屋和构筑物", 300, 0, 0, 300, 100, 200),
        ("设备", 140, 20, 10, 150, 50, 100),
        ("　其中：车辆", 60, 0, 10, 50, 20, 30),
        ("　　　　专用设备", 70, 20, 0, 90, 20, 70),
        ("家具和用具", 50, 0, 0, 50, 20, 30),
        ("合　　计", 490, 20, 10, sum_of_all, 170, 330),
    )


def test_classes_of_assets_with_their_parts_and_sums(tmp_path: Path) -> None:
    report, _ = proposed(tmp_path, classes())
    rows = [row.content() for row in report.rows("assets.classes.items").rows]
    assert [(row["name"], row["amount"]) for row in rows] == [
        ("房屋和构筑物", "300"),
        ("设备", "150"),
        ("家具和用具", "50"),
    ]
    assert rows[1]["parts"] == [{"name": "车辆", "amount": "50"}, {"name": "专用设备", "amount": "90"}]
    assert (report.cell("assets.classes.base").raw, report.cell("assets.classes.base_amount").raw) == (
        "固定资产原值",
        "500",
    )
    values = ("opening_cost", "cost_added", "cost_removed", "fixed.cost", "fixed.written_off", "fixed.net")
    assert [report.cell(f"assets.book_values.{name}").raw for name in values] == [
        "490",
        "20",
        "10",
        "500",
        "170",
        "330",
    ]


def test_classes_that_do_not_come_to_their_sum_are_not_taken(tmp_path: Path) -> None:
    report, proposal = proposed(tmp_path, classes(sum_of_all=520))
    assert report.rows("assets.classes.items").rows == []
    assert [left.reason for left in proposal.unplaced] == ["各类资产之和与合计不相等，清单里的行没有取"]


def test_disposals_by_form(tmp_path: Path) -> None:
    grid = sheet(
        "处置",
        ("2025年资产处置情况（按处置方式）",),
        ("单位：万元",),
        ("处置方式", "处置金额", "占比"),
        ("报废报损", 8, "80%"),
        ("无偿划转", 2, "20%"),
        ("合计", 10, "100%"),
    )
    report, _ = proposed(tmp_path, grid)
    rows = report.rows("assets.disposals.by_form").rows
    assert [(row.cell("name").raw, row.cell("amount").raw) for row in rows] == [("报废报损", "8"), ("无偿划转", "2")]
    assert report.cell("assets.disposals.total").raw == "10"


def test_what_was_saved_and_procured_stands_in_a_sheet_of_statistics(tmp_path: Path) -> None:
    grid = sheet(
        "统计",
        ("2025年度“三公”经费及政府采购情况统计表",),
        ("单位：万元",),
        ("项目", "2024年决算数", "2025年预算数", "2025年决算数", "比预算节约"),
        ("“三公”经费合计", 11, 12, 10, 2),
        ("因公出国（境）费", 0, 0, 0, 0),
        ("公务用车购置及运行维护费", 9, 9, 8, 1),
        ("公务接待费", 2, 3, 2, 1),
        ("政府采购金额合计", 70, 90, 85, None),
    )
    report, _ = proposed(tmp_path, grid)
    assert report.cell("general_budget.three_public.saving").raw == "2"
    assert report.cell("general_budget.three_public.reception.saving").raw == "1"
    assert [report.cell(f"basic_data.procurement.{name}").raw for name in ("budget", "actual")] == ["90", "85"]

"""Sheets that departments keep beside their accounts: staff, assets, the costs of an office of all money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.workbooks import proposing
from model.workbooks.books import read_book
from model.workbooks.taking import take
from tests.model.drafting import draft
from tests.model.workbooks.accounts import Grid, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

UNIT = "某市水利局"


def sheet(name: str, title: str, unit: str, *rows: tuple[str | float | None, ...]) -> Grid:
    grid = Grid(name)
    grid.put(0, 0, title)
    grid.put(1, 0, f"编制单位：{UNIT}", "2025年度", f"单位：{unit}")
    for at, row in enumerate(rows, 2):
        grid.put(at, 0, *row)
    return grid


def found(tmp_path: Path, *grids: Grid) -> dict[str, str]:
    book = read_book(write_xlsx(tmp_path / "a.xlsx", list(grids)))
    proposal = proposing.propose(draft(f'[overview]\nyear = 2025\nunit = "{UNIT}"\n').report, [book])
    return {figure.path: figure.value for figure in proposal.certain}


@pytest.mark.parametrize("title", ["2025年度国有资产情况表", "资产负债简表"])
def test_assets_of_both_ends_of_the_year(tmp_path: Path, title: str) -> None:
    rows = (
        ("项目", "年初数", "年末数"),
        ("资产总额", 18642.37, 19553.06),
        ("一、流动资产", 1038.52, 986.74),
        ("二、固定资产净值", 4216.85, 4105.32),
        ("  固定资产原值", 6790.42, 6872.15),
        ("  减：累计折旧", 2573.57, 2766.83),
        ("三、在建工程", 12874.0, 13962.4),
        ("四、无形资产", 513.0, 498.6),
    )
    values, totals = "assets.book_values", "assets.totals"
    assert found(tmp_path, sheet("资产", title, "万元", *rows)) == {
        f"{totals}.total": "19553.06",
        f"{totals}.last_year": "18642.37",
        f"{totals}.current": "986.74",
        f"{totals}.fixed_net": "4105.32",
        f"{totals}.construction": "13962.4",
        f"{totals}.intangible_net": "498.6",
        f"{values}.fixed.cost": "6872.15",
        f"{values}.fixed.written_off": "2766.83",
        f"{values}.fixed.net": "4105.32",
        f"{values}.opening_cost": "6790.42",
    }


def test_posts_and_staff_are_counted_and_posts_by_kind_added(tmp_path: Path) -> None:
    rows = (
        ("项目", "编制人数", None, "年末实有人数", None, None),
        (None, "行政编制", "事业编制", "在职人员", "离休人员", "退休人员"),
        ("合计", 35, 112, 135, 1, 63),
        ("局机关", 35, 12, 43, 1, 30),
        ("水利工程管理站", 0, 100, 92, 0, 33),
    )
    grid = sheet("F02 基本数字表", "基本数字表", "人、个", *rows)
    grid.merge(2, 0, 3, 0, "项目")
    grid.merge(2, 1, 2, 2, "编制人数")
    grid.merge(2, 3, 2, 5, "年末实有人数")
    assert found(tmp_path, grid) == {
        "overview.staff.authorised": "147",
        "overview.staff.serving": "135",
        "overview.staff.retired_veterans": "1",
        "overview.staff.retired": "63",
    }


def test_a_column_gives_each_row_its_unit(tmp_path: Path) -> None:
    grid = Grid("统计表")
    grid.put(0, 0, f"{UNIT}2025年度“三公”经费和国有资产情况统计表")
    grid.put(1, 0, "项目", "计量单位", "预算数", "决算数")
    rows: list[tuple[str | float, ...]] = [
        ("三公经费合计", "万元", 9, 7.5),
        ("公务接待费", "万元", 9, 7.5),
        ("公务用车保有量", "辆", "—", 4),
        ("固定资产原值", "万元", "—", 90),
        ("资产总额", "万元", "—", 812.4),
    ]
    for at, row in enumerate(rows, 2):
        grid.put(at, 0, *row)
    three = "general_budget.three_public"
    told = found(tmp_path, grid)
    assert {path: told.get(path) for path in (f"{three}.actual", f"{three}.details.kept", "assets.totals.total")} == {
        f"{three}.actual": "7.5",
        f"{three}.details.kept": "4",
        "assets.totals.total": "812.4",
    }
    grid.put(6, 1, "亿元")  # two units of money: no one knows which cell has which
    assert not found(tmp_path, grid)


def test_staff_by_the_money_that_pays_them_beside_those_counted(tmp_path: Path) -> None:
    rows = (
        ("项目", "行次", "统计数", "项目", "行次", "统计数"),
        ("编制人数合计", 1, 60, "（一）一般公共预算财政拨款开支人员", 4, 52),
        ("（一）在职人员", 2, 55, "  1.行政人员", 5, 30),
        ("（二）退休人员", 3, 20, "  2.非参公事业人员", 6, 22),
        (None, None, None, "（二）经费自理人员", 7, 3),
    )
    staff = "overview.staff."
    assert found(tmp_path, sheet("F02", "基本数字表", "人", *rows)) == {
        f"{staff}authorised": "60",
        f"{staff}serving": "55",
        f"{staff}retired": "20",
        f"{staff}budget_paid": "52",
        f"{staff}administrative": "30",
        f"{staff}public_institution": "22",
        f"{staff}self_funded": "3",
    }


def test_the_side_of_the_assets_is_named_by_them(tmp_path: Path) -> None:
    rows = (
        ("资产", "行次", "年初数", "年末数", "负债和净资产", "行次", "年初数", "年末数"),
        ("一、资产合计", 1, 900.0, 950.0, "二、负债合计", 3, 100.0, 90.0),
        ("（一）流动资产", 2, 300.0, 320.0, "三、净资产合计", 4, 800.0, 860.0),
    )
    totals = "assets.totals."
    told = found(tmp_path, sheet("资产负债", "资产负债简表", "万元", *rows))
    assert [told.get(totals + name) for name in ("total", "last_year", "current")] == ["950", "900", "320"]


PROJECTS: tuple[tuple[str | float | None, ...], ...] = (
    ("序号", "项目名称", "年初预算", "调整后预算", "支付数", "执行率"),
    (None, "合计", 450, 470, 455, 0.9681),
    ("一", "部门预算项目", 250, 270, 258, 0.9556),
    ("（一）", "局机关小计", 250, 270, 258, 0.9556),
    (1, "河道管护", 150, 165, 160, 0.9697),
    (2, "水质监测", 100, 105, 98, 0.9333),
    ("二", "公共项目", 200, 200, 197, 0.985),
    (3, "农村饮水奖补", 200, 200, 197, 0.985),
)


def test_a_list_of_projects_with_budgets_and_payments(tmp_path: Path) -> None:
    grid = sheet("项目", "2025年项目支出执行情况表", "万元", *PROJECTS)
    told = found(tmp_path, grid)
    unit, public = (f"general_budget.projects.{kind}_projects.items." for kind in ("unit", "public"))
    names = ("amount", "adjusted", "executed")
    assert [told[f"{unit}0.{name}"] for name in names] == ["150", "165", "160"]
    assert [told[f"{unit}1.{name}"] for name in names] == ["100", "105", "98"]
    assert [told[f"{public}0.{name}"] for name in names] == ["200", "200", "197"]
    report = draft(f'[overview]\nyear = 2025\nunit = "{UNIT}"\n').report
    take(report, proposing.propose(report, [read_book(write_xlsx(tmp_path / "b.xlsx", [grid]))]))
    rows = report.rows(unit.removesuffix(".")).rows
    assert [(row.cell("name").raw, row.cell("executed").raw) for row in rows] == [
        ("河道管护", "160"),
        ("水质监测", "98"),
    ]


def test_projects_that_do_not_come_to_their_sum_are_not_taken(tmp_path: Path) -> None:
    rows: list[tuple[str | float | None, ...]] = [*PROJECTS[:-1], (3, "农村饮水奖补", 200, 200, 179, 0.895)]
    grid = sheet("项目", "2025年项目支出执行情况表", "万元", *rows)
    book = read_book(write_xlsx(tmp_path / "a.xlsx", [grid]))
    proposal = proposing.propose(draft(f'[overview]\nyear = 2025\nunit = "{UNIT}"\n').report, [book])
    assert not proposal.figures
    assert any("之和与合计不相等" in left.reason for left in proposal.unplaced)

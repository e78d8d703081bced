"""Sheets that departments keep beside their accounts: staff, assets, the costs of an office of all money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.workbooks import proposing
from model.workbooks.books import read_book
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

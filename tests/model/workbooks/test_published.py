"""Tables as bureaus of other places publish them: what stands elsewhere than in Hunan is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.workbooks.tables import table_kinds
from tests.model.workbooks.accounts import (
    Accounts,
    Grid,
    detail,
    expenditure,
    general,
    three_public,
)
from tests.model.workbooks.test_layouts import HEAD, PUBLIC, THREE, VEHICLES, from_grids, values

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCALE = "overview.scale"
TOTALS = {f"{SCALE}.total": "87842.3", f"{SCALE}.basic": "14825.83", f"{SCALE}.project": "72040.64"}


def spending(*heads: str, label: str = "合计", unit: str = "单位：万元", name: str = "支出") -> Grid:
    """A short table of expenditure without merged cells."""
    grid = Grid(name)
    grid.put(0, 0, "2022年度支出决算表")
    grid.put(1, 0, None, None, None, None, unit)
    grid.put(2, 0, "科目编码", "科目名称", *(heads or ("本年支出合计", "基本支出", "项目支出")))
    grid.put(3, 1, label, 87842.3, 14825.83, 72040.64)
    return grid


def totals_of(found: dict[str, str]) -> dict[str, str]:
    return {path: value for path, value in found.items() if path in TOTALS}


# The unit.


@pytest.mark.parametrize("line", ["万元", "（万元）", "单位（万元）", "计量单位：万元", "货币单位：人民币万元"])
def test_a_unit_in_the_corner_however_it_is_said(tmp_path: Path, line: str) -> None:
    assert totals_of(values(from_grids(tmp_path, spending(unit=line)))) == TOTALS


def test_a_unit_beside_its_name(tmp_path: Path) -> None:
    grid = spending(unit="")
    grid.put(1, 3, "金额单位：", "万元")
    assert totals_of(values(from_grids(tmp_path, grid))) == TOTALS


@pytest.mark.parametrize("name", ["支出决算表（万元）", "03（单位：万元）"])
def test_the_name_of_the_sheet_may_tell_the_unit(tmp_path: Path, name: str) -> None:
    assert totals_of(values(from_grids(tmp_path, spending(unit="", name=name)))) == TOTALS


def test_a_sheet_named_in_another_unit_than_its_table_is_not_taken(tmp_path: Path) -> None:
    proposal = from_grids(tmp_path, spending(unit="单位：元", name="支出(万元)"))
    assert proposal.figures == []
    assert "金额单位" in proposal.unplaced[0].reason


@pytest.mark.parametrize("department", ["某某县民政局", "预算代码：101001", "2022年12月31日", "批复日期"])
def test_what_stands_beside_the_unit_is_no_header(tmp_path: Path, department: str) -> None:
    grid = expenditure(Accounts(), year=2022)
    grid.put(2, 0, department)
    assert totals_of(values(from_grids(tmp_path, grid))) == TOTALS


# Headers and labels.


@pytest.mark.parametrize(
    "heads",
    [
        ("支出合计", "其中：基本支出", "项目支出"),
        ("合计", "1.基本支出", "2.项目支出"),
        ("本年支出合计", "（一）基本支出", "（二）项目支出"),
        ("支出合计", "基本支出合计", "项目支出合计"),
        ("总计", "基本支出决算数", "项目支出决算数"),
        ("本年支出合计（决算数）", "基本支出（决算数）", "项目支出（决算数）"),
        ("小计", "基本支出（万元）", "项目支出（万元）"),
    ],
)
def test_headers_with_numbers_and_words_around_them(tmp_path: Path, heads: tuple[str, ...]) -> None:
    assert totals_of(values(from_grids(tmp_path, spending(*heads)))) == TOTALS


@pytest.mark.parametrize("label", ["合  计（万元）", "一、合计", "总　计："])
def test_the_label_of_the_total(tmp_path: Path, label: str) -> None:
    assert totals_of(values(from_grids(tmp_path, spending(label=label)))) == TOTALS


def test_a_label_parted_over_two_cells(tmp_path: Path) -> None:
    grid = spending(label="计")
    grid.put(3, 0, "合")
    assert totals_of(values(from_grids(tmp_path, grid))) == TOTALS


def _widened(grid: Grid, at: int) -> Grid:
    """``grid`` with an empty column, over which merged headers reach."""
    grid.cells = {(row, column + (column >= at)): value for (row, column), value in grid.cells.items()}
    grid.spans = [(top, left + (left >= at), low, right + (right >= at)) for top, left, low, right in grid.spans]
    return grid


@pytest.mark.parametrize("at", range(1, 12))
@pytest.mark.parametrize("draw", [expenditure, three_public, detail, general])
def test_an_empty_column_changes_nothing(tmp_path: Path, draw: Callable[[Accounts], Grid], at: int) -> None:
    expected = values(from_grids(tmp_path, expenditure(Accounts()), draw(Accounts()), name="a.xlsx"))
    found = values(from_grids(tmp_path, expenditure(Accounts()), _widened(draw(Accounts()), at), name="b.xlsx"))
    if draw is not expenditure:
        assert found == expected
    else:
        assert totals_of(values(from_grids(tmp_path, _widened(draw(Accounts()), at), name="c.xlsx"))) == TOTALS


@pytest.mark.parametrize("numbers", [("甲", "乙", "(1)", "(2)", "(3)"), (None, "栏次", "1=2+3", "2", "3")])
def test_the_row_that_numbers_the_columns_holds_no_amounts(tmp_path: Path, numbers: tuple[str | None, ...]) -> None:
    grid = spending()
    for place in [place for place in grid.cells if place[0] == 3]:
        grid.cells[4, place[1]] = grid.cells.pop(place)
    grid.put(3, 0, *numbers)
    assert totals_of(values(from_grids(tmp_path, grid))) == TOTALS


@pytest.mark.parametrize("title", ["《支出决算表》", "支出决算公开表", "支出决算情况表"])
def test_titles_of_other_places(title: str) -> None:
    assert table_kinds.kind_of(title.strip("《》")) == "支出决算表"


# 三公.


def transposed(budget: str = "预算数", actual: str = "决算数") -> Grid:
    """The items in columns, 预算数 and 决算数 in rows, meetings and training beside them, as in Shaanxi."""
    grid = Grid("表7")
    grid.merge(0, 0, 0, 8, "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表")
    grid.put(1, 0, "编制部门：某局", None, None, None, None, None, None, None, "金额单位：万元")
    grid.merge(2, 0, 5, 0, "项目")
    grid.merge(2, 1, 2, 6, "一般公共预算财政拨款安排的“三公”经费")
    for column, head in ((7, "会议费"), (8, "培训费")):
        grid.merge(2, column, 5, column, head)
    for column, head in ((1, "小计"), (2, "因公出国（境）费用"), (3, "公务接待费")):
        grid.merge(3, column, 5, column, head)
    grid.merge(3, 4, 3, 6, "公务用车购置及运行维护费")
    for column, head in ((4, "小计"), (5, "公务用车购置费"), (6, "公务用车运行维护费")):
        grid.merge(4, column, 5, column, head)
    grid.put(6, 0, "栏次", *range(1, 9))
    grid.put(7, 0, budget, 92.61, 20, 19.31, 53.3, 18, 35.3, 7, 8)
    grid.put(8, 0, actual, 41.38, 0, 1.47, 39.91, 0, 39.91, 7, 8)
    grid.put(9, 0, "增减额", 1, 2, 3, 4, 5, 6, 7, 8)
    return grid


@pytest.mark.parametrize("names", [(), ("年初预算数", "支出决算数"), ("2022年预算数", "2022年决算数")])
def test_budget_and_accounts_may_be_the_rows(tmp_path: Path, names: tuple[str, ...]) -> None:
    grid = transposed(*names)
    grid.put(10, 0, "2021年决算数", 9, 9, 9, 9, 9, 9, 9, 9)
    last = dict.fromkeys(("", "overseas.", "vehicles.", "reception.", "details.purchase.", "details.operation."), "9")
    assert values(from_grids(tmp_path, grid)) == PUBLIC | VEHICLES | {
        f"{THREE}.overseas.actual": "0",
        "general_budget.three_public.details.purchase.actual": "0",
        **{f"{THREE}.{item}last_year": amount for item, amount in last.items() if "2022年决算数" in names},
    }


def test_two_budgets_in_rows_are_not_chosen_from(tmp_path: Path) -> None:
    grid = transposed("年初预算数")
    grid.put(9, 0, "调整预算数")
    found = values(from_grids(tmp_path, grid))
    assert {path for path in found if "budget" in path.rpartition(".")[2]} == set()
    assert found[f"{THREE}.actual"] == "41.38"


def test_items_named_as_elsewhere(tmp_path: Path) -> None:
    grid = Grid("三公")
    grid.put(0, 0, "“三公”经费支出决算表", None, "单位：万元")
    grid.put(2, 0, "项目", "预算数", "决算数")
    grid.put(3, 0, "一、“三公”经费支出", 92.61, 41.38)
    grid.put(4, 0, "  1.因公临时出国（境）经费", 20, 0)
    grid.put(5, 0, "  2.公务用车购置及运行维护经费", 53.3, 39.91)
    grid.put(6, 0, "     其中：（1）公务用车购置经费", 18, 0)
    grid.put(7, 0, "           （2）公务用车运行维护经费", 35.3, 39.91)
    grid.put(8, 0, "  3.公务接待经费", 19.31, 1.47)
    assert values(from_grids(tmp_path, grid)) == PUBLIC | VEHICLES | {
        f"{THREE}.overseas.actual": "0",
        "general_budget.three_public.details.purchase.actual": "0",
    }


@pytest.mark.parametrize("of", ["政府性基金预算", "国有资本经营预算"])
def test_the_three_expenses_of_other_budgets_are_not_those_of_the_report(tmp_path: Path, of: str) -> None:
    other = three_public(Accounts(actual=(1, 1, None, None, None, None), budget=(2, 2, None, None, None, None)))
    other.cells[0, 0] = f"{of}财政拨款“三公”经费支出决算表"
    other.name = "另表"
    proposal = from_grids(tmp_path, three_public(Accounts()), other)
    assert values(proposal) == PUBLIC | VEHICLES
    assert any("另表" in remark for remark in proposal.remarks)
    assert table_kinds.kind_of(f"{of}财政拨款三公经费支出决算表") == ""


# 一般公共预算 with income and expenditure in one table.


def test_the_table_of_general_budget_with_income_and_balances(tmp_path: Path) -> None:
    grid = Grid("05")
    grid.put(0, 0, "一般公共预算财政拨款收入支出决算表")
    grid.put(1, 0, "2022年度", *[None] * 14, "金额单位：万元")
    grid.merge(2, 0, 2, 1, "项目")
    for first, last, head in (
        (2, 4, "年初结转和结余"),
        (5, 7, "本年收入"),
        (8, 12, "本年支出"),
        (13, 15, "年末结转和结余"),
    ):
        grid.merge(2, first, 2, last, head)
    balance = ("合计", "基本支出结转", "项目支出结转和结余")
    heads = (
        "科目编码",
        "科目名称",
        *balance,
        "合计",
        "基本支出",
        "项目支出",
        "合计",
        None,
        None,
        None,
        "项目支出",
        *balance,
    )
    for column, text_of_head in enumerate(heads):
        if text_of_head:
            grid.merge(3, column, 4, column, text_of_head)
    grid.merge(3, 9, 3, 11, "基本支出")
    grid.put(4, 9, "小计", "人员经费", "公用经费")
    grid.put(5, 1, "栏次", *range(1, 15))
    grid.put(6, 1, "合计", 3, 1, 2, 300, 100, 200, 350, 150, 120, 30, 200, 5, 4, 1)
    text = HEAD + '[general_budget]\nscope = "仅一般公共预算"\n'
    assert values(from_grids(tmp_path, grid, text=text)) == {
        "general_budget.basic.actual": "150",
        "general_budget.basic.personnel": "120",
        "general_budget.basic.general": "30",
        "general_budget.basic.execution.carried_in": "1",
        "general_budget.basic.execution.carried_over": "4",
        "general_budget.projects.actual": "200",
        "general_budget.projects.execution.carried_in": "2",
        "general_budget.projects.execution.carried_over": "1",
        "overview.income.general_public": "300",
    }


# Tables over several pages, 三公 under the head 预算数.


def test_a_table_that_goes_on_is_one_table(tmp_path: Path) -> None:
    grid = expenditure(Accounts(), year=2022)
    height = 12
    head = [(place, value) for place, value in grid.cells.items() if place[0] < 7]
    grid.spans = [span for span in grid.spans if span[0] < height]
    moved = {(row + 7, column): value for (row, column), value in grid.cells.items() if row >= height}
    grid.cells = {place: value for place, value in grid.cells.items() if place[0] < height} | moved
    grid.cells |= {(row + height, column): value for (row, column), value in head}
    grid.put(height, 0, "支出决算表（续）")
    proposal = from_grids(tmp_path, grid)
    assert totals_of(values(proposal)) == TOTALS
    assert [figure.row for figure in proposal.figures if figure.row] == [
        "一般公共服务支出",
        "教育支出",
        "社会保障和就业支出",
        "农林水支出",
        "其他支出",
    ]


def test_three_expenses_under_their_budget_beside_meetings(tmp_path: Path) -> None:
    grid = Grid("表10")
    grid.merge(0, 0, 0, 15, "财政拨款“三公”经费、会议费和培训费支出决算表")
    grid.put(1, 15, "金额单位：万元")
    for start, group in ((0, "预算数"), (8, "决算数")):
        grid.merge(2, start, 2, start + 7, group)
        grid.merge(3, start, 3, start + 5, "“三公”经费")
        for column, head in ((6, "会议费"), (7, "培训费")):
            grid.merge(3, start + column, 5, start + column, head)
        for column, head in ((0, "“三公”经费合计"), (1, "因公出国（境）费"), (5, "公务接待费")):
            grid.merge(4, start + column, 5, start + column, head)
        grid.merge(4, start + 2, 4, start + 4, "公务用车购置及运行维护费")
        grid.put(5, start + 2, "小计", "公务用车购置费", "公务用车运行维护费")
    grid.put(6, 0, 92.61, 20, 53.3, 18, 35.3, 19.31, 7, 8, 41.38, 0, 39.91, 0, 39.91, 1.47, 7, 8)
    assert values(from_grids(tmp_path, grid)) == PUBLIC | VEHICLES | {
        f"{THREE}.overseas.actual": "0",
        "general_budget.three_public.details.purchase.actual": "0",
    }

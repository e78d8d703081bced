"""Tables that stand side by side in one grid of a report: each figure is told by the label of its own half."""

from __future__ import annotations

import pytest

from model.scanning.files.blocks import Block, Grid, Line
from model.scanning.reading import read_report

Rows = tuple[tuple[str, ...], ...]

TWO_ROWS: Rows = (
    ("项目", "收入", "收入", "项目", "支出", "支出"),
    ("", "年初预算数", "决算数", "", "年初预算数", "决算数"),
    ("一般公共预算财政拨款", "7,035.60", "7,940.12", "基本支出", "3,380.00", "3,452.88"),
    ("政府性基金预算财政拨款", "1,180.00", "1,180.00", "其中：人员经费", "2,985.00", "3,061.54"),
    ("其他收入", "0.00", "166.18", "公用经费", "395.00", "391.34"),
    ("本年收入合计", "8,215.60", "9,286.30", "项目支出", "4,835.60", "5,918.77"),
    ("年初结转和结余", "0.00", "612.45", "本年支出合计", "8,215.60", "9,371.65"),
    ("总计", "8,215.60", "9,898.75", "总计", "8,215.60", "9,898.75"),
)
ONE_ROW: Rows = (
    ("收入", "决算数", "支出", "决算数"),
    ("一般公共预算财政拨款", "7,940.12", "基本支出", "3,452.88"),
    ("政府性基金预算财政拨款", "1,180.00", "其中：人员经费", "3,061.54"),
    ("其他收入", "166.18", "公用经费", "391.34"),
    ("本年收入合计", "9,286.30", "项目支出", "5,918.77"),
    ("年初结转和结余", "612.45", "本年支出合计", "9,371.65"),
    ("总计", "9,898.75", "总计", "9,898.75"),
)
EXPECTED = {
    "overview.income.general_public": "7940.12",
    "overview.income.government_fund": "1180.00",
    "overview.income.other": "166.18",
    "overview.income.total": "9286.30",
    "overview.scale.basic": "3452.88",
    "overview.scale.personnel": "3061.54",
    "overview.scale.general": "391.34",
    "overview.scale.project": "5918.77",
    "overview.scale.total": "9371.65",
}


def placed(*blocks: Block) -> dict[str, str]:
    title = Line("某市水利局2024年度部门整体支出绩效自评报告")
    return {one.cell.path: one.cell.raw for one in read_report([title, *blocks]).gathering.placed}


@pytest.mark.parametrize("rows", [TWO_ROWS, ONE_ROW], ids=["two rows of heads", "one row of heads"])
def test_each_half_has_labels_of_its_own(rows: Rows) -> None:
    caption = Line("表1  2024年度收支情况表（单位：万元）")
    found = placed(Line("一、部门概况"), Line("（一）部门收支情况"), caption, Grid(rows))
    assert found.items() >= EXPECTED.items()
    assert not [path for path in found if path.startswith("government_funds")]


def test_a_half_keeps_the_places_of_its_figures() -> None:
    read = read_report(
        [Line("某局2024年度部门整体支出绩效自评报告"), Line("一、部门概况"), Line("单位：万元"), Grid(ONE_ROW)]
    )
    places = {one.cell.path: one.mention.cell for one in read.gathering.placed}
    assert places["overview.income.general_public"] == (1, -3)
    assert places["overview.scale.basic"] == (1, -1)


def test_income_with_what_was_carried_over_is_not_the_income_of_the_year() -> None:
    found = placed(
        Line("一、部门概况"),
        Line("2024年部门总收入9,898.75万元，其中：年初结转和结余612.45万元，本年收入9,286.30万元。"),
    )
    assert found == {"overview.income.total": "9286.30", "overview.income.opening": "612.45"}


def test_a_budget_tells_its_own_figures_without_naming_itself_again() -> None:
    found = placed(
        Line("五、政府性基金预算支出情况"),
        Line(
            "2024年政府性基金预算财政拨款收入1,180.00万元，年初结转和结余12.00万元，支出1,166.00万元，年末结转和结余26.00万元。"
        ),
    )
    assert found == {
        "government_funds.income": "1180.00",
        "government_funds.opening": "12.00",
        "government_funds.actual": "1166.00",
        "government_funds.carried_over": "26.00",
    }


def test_a_project_is_called_by_its_name_and_not_by_whose_money_it_is() -> None:
    rows = (
        ("序号", "项目名称", "资金来源", "全年预算数", "实际支出数"),
        ("1", "水土保持", "一般公共预算", "310.00", "296.40"),
        ("2", "移民后期扶持", "政府性基金", "1,180.00", "1,166.00"),
        ("合计", "合计", "合计", "1,490.00", "1,462.40"),
    )
    found = placed(Line("二、一般公共预算支出情况"), Line("（二）项目支出情况"), Line("单位：万元"), Grid(rows))
    items = "general_budget.projects.unit_projects.items"
    assert found.items() >= {f"{items}.0.executed": "296.40", f"{items}.1.executed": "1166.00"}.items()
    assert not [path for path in found if path.startswith("government_funds")]


FLOWS: Rows = (
    ("资金来源", "年初结转", "本年收入", "本年支出", "年末结转"),
    ("一般公共预算", "80.00", "400.00", "410.00", "70.00"),
    ("政府性基金预算", "10.00", "90.00", "85.00", "15.00"),
    ("其他收入", "5.00", "20.00", "22.00", "3.00"),
    ("合计", "95.00", "510.00", "517.00", "88.00"),
)


def test_what_came_and_went_by_source_of_money() -> None:
    found = placed(Line("一、部门概况"), Line("（一）收支情况（单位：万元）"), Grid(FLOWS))
    assert found == {
        "overview.income.general_public": "400.00",
        "overview.income.other": "20.00",
        "overview.income.opening": "95.00",
        "overview.income.total": "510.00",
        "overview.income.closing": "88.00",
        "overview.scale.total": "517.00",
        "government_funds.opening": "10.00",
        "government_funds.income": "90.00",
        "government_funds.actual": "85.00",
        "government_funds.carried_over": "15.00",
    }


def test_a_table_of_budgets_tells_what_was_added_and_what_was_left() -> None:
    rows: Rows = (
        ("支出类别", "年初预算数", "追加数", "全年预算数", "全年执行数", "执行率（%）", "年末结转结余"),
        ("基本支出", "300.00", "10.00", "310.00", "305.00", "98.39", "5.00"),
        ("项目支出", "200.00", "40.00", "240.00", "228.00", "95.00", "12.00"),
        ("合计", "500.00", "50.00", "550.00", "533.00", "96.91", "17.00"),
    )
    found = placed(Line("一、部门概况"), Line("（一）预算安排与执行（单位：万元）"), Grid(rows))
    told = [[found.get(f"{home}.execution.{name}") for name in ("change", "carried_over")] for home in BUDGETS]
    assert told == [["10.00", "5.00"], ["40.00", "12.00"], ["50.00", "17.00"]]
    adjusted = tuple(tuple(cell.replace("全年预算数", "调整数") for cell in (*row[:2], *row[3:])) for row in rows)
    found = placed(Line("一、部门概况"), Line("（一）预算安排与执行（单位：万元）"), Grid(adjusted))
    assert [found.get(f"{home}.execution.adjusted") for home in BUDGETS] == ["310.00", "240.00", "550.00"]


BUDGETS = ("general_budget.basic", "general_budget.projects", "overview.scale")


def test_a_table_whose_rows_are_all_classes_of_expenditure_lists_them() -> None:
    rows: Rows = (
        ("科目", "金额（万元）", "占比（%）"),
        ("工资福利支出", "60.00", "60.00"),
        ("商品和服务支出", "40.00", "40.00"),
        ("合计", "100.00", "100.00"),
    )
    found = placed(Line("一、部门概况"), Line("全年支出100.00万元，各类支出如下："), Grid(rows))
    economic = "overview.scale.economic."
    assert [found.get(economic + name) for name in ("items.0.amount", "items.1.share", "total")] == [
        "60.00",
        "40.00",
        "100.00",
    ]
    others = tuple(tuple(cell.replace("商品和服务支出", "渠道清淤") for cell in row) for row in rows)
    found = placed(Line("一、部门概况"), Line("全年支出100.00万元，各类支出如下："), Grid(others))
    assert not [path for path in found if path.startswith(economic)]

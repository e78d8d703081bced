"""Published layouts of the tables that tell where the money came from, what was planned and what it was spent on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from model.workbooks import mapping
from tests.model.workbooks.accounts import Grid
from tests.model.workbooks.test_layouts import THREE, wan
from tests.model.workbooks.test_variants import HEAD, Spending, general, of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from model.workbooks.taking import Proposal

Line = Sequence[object]


def table(title: str, *lines: Line, name: str = "表", unit: str = "金额单位：万元") -> Grid:
    """A sheet: title, department, year and unit, and the lines below."""
    grid = Grid(name)
    grid.put(0, 0, title)
    grid.put(1, 0, "部门：甲市文化局", "2023年度", unit)
    for row, line in enumerate(lines, 2):
        grid.put(row, 0, *line)  # type: ignore[arg-type]
    return grid


def certain(proposal: Proposal, *sections: str) -> dict[str, str]:
    """The figures that are taken unasked, those of lists by their names."""
    return {
        figure.row or figure.path.removeprefix(f"{section}."): wan(figure.value)
        for figure in proposal.certain
        for section in sections
        if figure.path.startswith(f"{section}.")
    }


# Sources of money.

INCOME = {
    "general_public": "1400.5",
    "government_fund": "60",
    "state_capital": "0",
    "from_superior": "10",
    "institution": "25.5",
    "operating": "0",
    "from_affiliated": "0",
    "other": "4",
    "total": "1500",
    "opening": "30.5",
    "used_surplus": "0",
    "distributed": "1",
    "closing": "29",
}


def both_sides(*columns: Line, head: Sequence[str] = ("项目", "行次", "决算数"), extra: Line = ()) -> Grid:
    """公开01表: income on the left, expenditure by function on the right; ``head`` of each half."""
    wide = len(head)
    blank = [None] * (wide - 3)
    left: list[tuple[str, float]] = [
        ("一、一般公共预算财政拨款收入", 1400.5),
        ("二、政府性基金预算财政拨款收入", 60),
        ("三、国有资本经营预算财政拨款收入", 0),
        ("四、上级补助收入", 10),
        ("五、事业收入", 25.5),
        ("六、经营收入", 0),
        ("七、附属单位上缴收入", 0),
        ("八、其他收入", 4),
        ("本年收入合计", 1500),
        ("使用非财政拨款结余（含专用结余）", 0),
        ("年初结转和结余", 30.5),
        ("总计", 1530.5),
    ]
    right: list[tuple[str, float | None]] = [
        ("一、一般公共服务支出", None),
        ("七、文化旅游体育与传媒支出", 1440.5),
        ("十二、城乡社区支出", 60),
        ("二十三、其他支出", None),
        ("", None),
        ("", None),
        ("", None),
        ("", None),
        ("本年支出合计", 1500.5),
        ("结余分配", 1),
        ("年末结转和结余", 29),
        ("总计", 1530.5),
    ]
    lines = [
        (label, number, *blank, amount, other or None, number + 30, *blank, spent)
        for number, ((label, amount), (other, spent)) in enumerate(zip(left, right, strict=True), 1)
    ]
    return table(
        "收入支出决算总表", ["收入", *[None] * (wide - 1), "支出"], [*head, *head], *columns, *lines, name="总表"
    )


def test_sources_of_money_are_the_left_half_of_the_table(tmp_path: Path) -> None:
    proposal = of(tmp_path, both_sides())
    assert certain(proposal, "overview.income") == INCOME
    assert certain(proposal, "overview.scale") == {"total": "1500.5"}


@pytest.mark.parametrize(
    "words",
    [
        {"年初结转和结余": "加：年初结转和结余", "年末结转和结余": "年末结转结余", "结余分配": "减：结余分配"},
        {"年初结转和结余": "上年结转和结余", "五、事业收入": "五、事业收入（不含财政专户）"},
        {"一、一般公共预算财政拨款收入": "一、一般公共预算拨款收入", "七、附属单位上缴收入": "七、附属单位缴款收入"},
        {"收入": "收　　　　入", "支出": "支　　　　出", "项目": "项　　目", "决算数": "金额"},
        {"使用非财政拨款结余（含专用结余）": "用事业基金弥补收支差额", "收入支出决算总表": "部门收支决算总表"},
    ],
)
def test_sources_of_money_in_other_words(tmp_path: Path, words: dict[str, str]) -> None:
    grid = both_sides()
    for place, value in grid.cells.items():
        grid.cells[place] = words.get(value, value) if isinstance(value, str) else value
    assert certain(of(tmp_path, grid), "overview.income") == INCOME


def test_the_table_of_income_has_them_in_columns(tmp_path: Path) -> None:
    heads = ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    grid = table("收入决算表", ("科目编码", "科目名称", *heads), (None, "合计", 1500, 1460.5, 10, 25.5, None, None, 4))
    found = certain(of(tmp_path, grid, appropriations()), "overview.income")
    names = ("total", "general_public", "government_fund", "from_superior", "institution", "other")
    assert found == {name: INCOME[name] for name in names}


def test_a_source_that_does_not_add_up_is_not_taken_unasked(tmp_path: Path) -> None:
    grid = both_sides()
    row = next(row for (row, _), value in grid.cells.items() if value == "四、上级补助收入")
    grid.put(row, 2, 100)
    proposal = of(tmp_path, grid)
    assert {figure.path for figure in proposal.doubtful} >= {"overview.income.from_superior"}
    assert any("加起来是1590万元" in remark and "1500万元" in remark for remark in proposal.remarks)


def test_balances_that_do_not_come_out_are_not_taken_unasked(tmp_path: Path) -> None:
    grid = both_sides()
    row = next(row for (row, _), value in grid.cells.items() if value == "年末结转和结余")
    grid.put(row, 5, 290)
    proposal = of(tmp_path, grid)
    assert {figure.path for figure in proposal.doubtful} >= {"overview.income.closing", "overview.income.opening"}
    assert any("年初结转加收入" in remark for remark in proposal.remarks)


# Budgets of the year.


def test_the_budgets_of_the_year_stand_beside_what_was_spent(tmp_path: Path) -> None:
    grid = both_sides(head=("项目", "行次", "年初预算数", "全年预算数", "决算数"))
    row = next(row for (row, _), value in grid.cells.items() if value == "本年支出合计")
    grid.put(row, 7, 1390, 1520.25)
    grid.put(row + 2, 3, 29.5)
    found = certain(of(tmp_path, grid), "overview.scale.execution")
    assert found == {"original": "1390", "adjusted": "1520.25", "carried_in": "29.5", "carried_over": "29"}


def test_a_budget_that_does_not_say_which_is_not_taken(tmp_path: Path) -> None:
    grid = both_sides(head=("项目", "行次", "预算数", "决算数"))
    row = next(row for (row, _), value in grid.cells.items() if value == "本年支出合计")
    grid.put(row, 6, 1390)
    assert certain(of(tmp_path, grid), "overview.scale.execution") == {}


def nature(scope: str) -> str:
    return HEAD + f'[general_budget]\nscope = "{scope}"\n' if scope else HEAD


def by_nature() -> Grid:
    """Expenditure by nature in the third part of the table, with budgets."""
    heads = ("项目(按支出性质)", "年初预算数", "全年预算数", "决算数")
    return table(
        "收入支出决算总表",
        ("支出",),
        heads,
        ("一、基本支出", 880, 910, 900.5),
        ("    人员经费", 700, 720, 700.5),
        ("    日常公用经费", 180, 190, 200),
        ("二、项目支出", 510, 610, 600),
        ("本年支出合计", 1390, 1520, 1500.5),
        name="总表",
    )


@pytest.mark.parametrize("scope", ["与部门整体支出同口径", "仅一般公共预算", ""])
def test_the_budget_of_a_part_needs_the_scope_that_the_draft_has(tmp_path: Path, scope: str) -> None:
    proposal = of(tmp_path, by_nature(), Spending().grid(), general(800, 550), text=nature(scope))
    found = certain(proposal, "general_budget.basic.execution")
    assert found == ({"original": "880", "adjusted": "910"} if scope.startswith("与") else {})
    told = [left for left in proposal.unplaced if "预算执行" in left.label]
    assert bool(told) == (scope == "")


def test_the_budget_of_a_part_is_taken_where_part_and_whole_are_one(tmp_path: Path) -> None:
    found = certain(of(tmp_path, by_nature(), Spending().grid(), general()), "general_budget")
    assert found["basic.execution.adjusted"] == "910"
    assert found["projects.execution.original"] == "510"


# The budgets that many departments do not have.


def appropriations(fund: object = 60, spent: object = 55, left: object = 7, opening: object = 2) -> Grid:
    """公开04表: three budgets, the opening balance of each below its sum."""
    budgets = ("合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    grid = table(
        "财政拨款收入支出决算总表",
        ("收入", None, None, "支出"),
        ("项目", "行次", "金额", "项目", "行次", *budgets),
        ("栏次", None, 1, "栏次", None, 2, 3, 4, 5),
        ("一、一般公共预算财政拨款", 1, 1400.5, "一、一般公共服务支出", 33),
        ("二、政府性基金预算财政拨款", 2, fund, "十二、城乡社区支出", 44, spent, None, spent),
        ("三、国有资本经营预算财政拨款", 3, None, "七、文化旅游体育与传媒支出", 39, 1400.5, 1400.5),
        ("本年收入合计", 9, 1460.5, "本年支出合计", 59, 1455.5, 1400.5, spent, None),
        ("年初财政拨款结转和结余", 10, opening, "年末财政拨款结转和结余", 60, left, None, left, None),
        ("一、一般公共预算财政拨款", 11, None),
        ("二、政府性基金预算财政拨款", 12, opening),
        ("三、国有资本经营预算财政拨款", 13, None),
        ("总计", 14, 1462.5, "总计", 64, 1462.5, 1400.5, 62, None),
        name="财政拨款",
    )
    grid.spans += [(2, 0, 2, 2), (2, 3, 2, 8)]
    return grid


FUND = {"actual": "55", "carried_over": "7", "opening": "2", "income": "60"}


def test_a_fund_stands_in_the_table_of_appropriations(tmp_path: Path) -> None:
    proposal = of(tmp_path, appropriations())
    assert certain(proposal, "government_funds") == FUND
    assert certain(proposal, "overview.income") == {"general_public": "1400.5", "government_fund": "60"}


FUND_HEADS = ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余")


def funds(*amounts: object, heads: Iterable[str] = FUND_HEADS) -> Grid:
    return table(
        "政府性基金预算财政拨款收入支出决算表",
        ("科目编码", "科目名称", *heads),
        (None, "合计", *amounts),
        name="基金",
    )


def test_two_tables_of_a_fund_agree(tmp_path: Path) -> None:
    assert certain(of(tmp_path, funds(2, 60, 55, 7), appropriations()), "government_funds") == FUND


def test_two_tables_of_a_fund_that_disagree_are_told(tmp_path: Path) -> None:
    proposal = of(tmp_path, funds(2, 60, 50, 7), appropriations())
    assert "actual" not in certain(proposal, "government_funds")
    assert any("两张表不同" in remark for remark in proposal.remarks)


def test_money_brought_in_and_taken_out_of_a_fund(tmp_path: Path) -> None:
    heads = ("上年结转", "本年收入", "调入资金", "本年支出", "调出资金", "年末结转和结余")
    found = certain(of(tmp_path, funds(2, 60, 5, 55, 4, 8, heads=heads)), "government_funds")
    assert found == FUND | {"carried_over": "8", "transferred_in": "5", "transferred_out": "4"}


def none_of_it() -> Grid:
    note = "说明：本部门没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。"
    grid = funds(None, None, None, None)
    grid.put(6, 0, note)
    return grid


def test_zeros_elsewhere_say_the_same_as_the_note_that_there_is_none(tmp_path: Path) -> None:
    assert certain(of(tmp_path, none_of_it(), appropriations(0, 0, 0, 0)), "government_funds") == {"none": "是"}


def test_an_amount_elsewhere_speaks_against_the_note_that_there_is_none(tmp_path: Path) -> None:
    proposal = of(tmp_path, none_of_it(), appropriations())
    assert "none" not in certain(proposal, "government_funds")
    assert any("写明没有" in left.reason for left in proposal.unplaced)


# Economic classes.


ECONOMIC = (("301", "工资福利支出", 600.5), ("302", "商品和服务支出", 200), ("310", "资本性支出", 100))
BASIC_CLASSES = {name: f"{amount:g}" for _, name, amount in ECONOMIC}


def detail(*, name: str = "基本支出") -> Grid:
    """公开06表: personnel on the left, general operating funds on the right, the sums at the foot."""
    heads = ("经济分类科目编码", "科目名称", "决算数")
    return table(
        "一般公共预算财政拨款基本支出决算明细表",
        ("人员经费", None, None, "公用经费"),
        (*heads, *heads),
        (301, "工资福利支出", 600.5, 302, "商品和服务支出", 200),
        (30101, "  基本工资", 600.5, 30201, "  办公费", 200),
        (None, None, None, 310, "资本性支出", 100),
        (None, None, None, 39999, "  其他支出", 0),
        ("人员经费合计", None, 600.5, "公用经费合计", None, 300),
        name=name,
    )


def test_classes_of_basic_expenditure_are_those_of_all_of_it(tmp_path: Path) -> None:
    found = certain(of(tmp_path, detail(), Spending().grid(), general()), "overview.scale.economic")
    assert found == BASIC_CLASSES | {"scope": "基本支出"}


def test_classes_of_the_general_budget_alone_are_told(tmp_path: Path) -> None:
    proposal = of(tmp_path, detail(), Spending().grid(), general(900, 600))
    assert certain(proposal, "overview.scale.economic") == {}
    assert any("不是全部基本支出" in left.reason for left in proposal.unplaced)


def test_rows_that_the_draft_has_are_filled_whatever_they_are_called(tmp_path: Path) -> None:
    text = HEAD + '[[overview.scale.economic.items]]\nname = "资本性支出"\n'
    proposal = of(tmp_path, detail(), Spending().grid(), general(), text=text)
    paths = {figure.path for figure in proposal.certain if figure.path.startswith(mapping.ECONOMIC)}
    assert paths == {f"{mapping.ECONOMIC}.{number}.amount" for number in range(3)}
    (own,) = [figure for figure in proposal.certain if figure.path == f"{mapping.ECONOMIC}.0.amount"]
    assert (own.row, own.value) == ("", "100")


def test_units_with_codes_like_economic_classes_are_no_classes(tmp_path: Path) -> None:
    rows = (("301", "甲市文化局（本级）", 1200.5, 700.5, 500), ("302", "甲市图书馆", 300, 200, 100))
    proposal = of(tmp_path, Spending(codes=("单位编码", "单位名称"), rows=rows).grid())
    assert certain(proposal, "overview.scale.economic") == {}


def test_other_expenditure_by_function_is_no_economic_class(tmp_path: Path) -> None:
    rows = (("207", "文化支出", 1400.5, 900.5, 500), ("229", "其他支出", 100, 0, 100))
    proposal = of(tmp_path, Spending(rows=rows).grid(), both_sides())
    assert certain(proposal, "overview.scale.economic") == {}


def test_classes_that_do_not_add_up_are_not_taken_unasked(tmp_path: Path) -> None:
    grid = detail()
    grid.put(4, 5, 2000)
    proposal = of(tmp_path, grid, Spending().grid(), general())
    assert certain(proposal, "overview.scale.economic") == {}
    assert "各经济分类加起来" in next(figure for figure in proposal.doubtful if figure.row).doubt


# What 三公 paid for.


def counts(*lines: Line, heads: Line = ("项目", "行次", "预算数", "决算数")) -> Grid:
    return table("“三公”经费及相关信息统计表", heads, *lines, name="三公")


NUMBERS = {"trips": "3", "travellers": "5", "bought": "0", "kept": "12", "receptions": "31", "guests": "1320"}


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        (
            (
                "因公出国（境）团组数（个）",
                "因公出国（境）人次数（人）",
                "公务用车购置数（辆）",
                "公务用车保有量（辆）",
            ),
            (3, 5, 0, 12),
        ),
        (("因公出国（境）团组（个）", "因公出国（境）人次", "公务用车购置数量", "年末公务用车保有量"), (3, 5, 0, 12)),
        (
            ("因公出国（境）团组数", "因公出国（境）人数（人次）", "购置公务用车数量", "公务用车保有数量（辆）"),
            ("3个", "5人", "0", "12辆"),
        ),
    ],
)
def test_numbers_are_no_money(tmp_path: Path, labels: Sequence[str], values: Sequence[object]) -> None:
    lines = [
        ("一、“三公”经费支出合计", 1, 12, 7.5),
        ("1．因公出国（境）费", 2, 0, 0),
        ("2．公务用车购置及运行维护费", 3, 8, 6),
        ("3．公务接待费", 4, 4, 1.5),
        ("二、相关统计数", 5, "—", "—"),
        *(
            (f"{at}．{label}", at + 5, "—", value)
            for at, (label, value) in enumerate(zip(labels, values, strict=True), 1)
        ),
        ("5．国内公务接待批次（批）", 20, "—", 31),
        ("其中：外事接待批次（批）", 21, "—", 2),
        ("6．国内公务接待人次（人）", 22, "—", "1,320"),
        ("其中：外事接待人次（人）", 23, "—", 20),
    ]
    proposal = of(tmp_path, counts(*lines))
    found = certain(proposal, THREE)
    assert {name.removeprefix("details."): value for name, value in found.items() if "details" in name} == NUMBERS
    assert found["actual"] == "7.5"


@pytest.mark.parametrize("value", [3.5, "约30", "见说明", -1])
def test_what_is_no_number_of_things_is_listed(tmp_path: Path, value: object) -> None:
    proposal = of(tmp_path, counts(("1．公务接待费", 1, 4, 1.5), ("国内公务接待批次（批）", 2, "—", value)))
    assert "details.receptions" not in certain(proposal, THREE)
    assert any("批次" in left.label for left in proposal.unplaced)


# Last year's columns beside this year's.


def test_last_years_columns_fill_last_years_figures(tmp_path: Path) -> None:
    heads = ("项目", "2022年决算数", "2023年年初预算数", "2023年全年预算数", "2023年决算数", "较上年增减", "增减%")
    lines = (
        ("合计", 9, 13, 12, 7.5, -1.5, -16.67),
        ("1．因公出国（境）费", 0, 0, 0, 0, 0, 0),
        ("2．公务用车购置及运行维护费", 7, 8, 8, 6, -1, -14.29),
        ("（1）公务用车购置费", 0, 0, 0, 0, 0, 0),
        ("（2）公务用车运行维护费", 7, 8, 8, 6, -1, -14.29),
        ("3．公务接待费", 2, 5, 4, 1.5, -0.5, -25),
    )
    found = certain(of(tmp_path, table("“三公”经费支出决算表", heads, *lines, name="三公")), THREE)
    last = {name: value for name, value in found.items() if name.endswith("last_year")}
    assert last == {
        "last_year": "9",
        "overseas.last_year": "0",
        "vehicles.last_year": "7",
        "details.purchase.last_year": "0",
        "details.operation.last_year": "7",
        "reception.last_year": "2",
    }
    assert (found["budget"], found["actual"]) == ("12", "7.5")


@pytest.mark.parametrize("column", ["上年决算数", "上年数", "2022年", "2022年度决算数", "上年支出"])
def test_last_years_total_beside_the_kinds_of_expenditure(tmp_path: Path, column: str) -> None:
    lines = (
        ("科目编码", "科目名称", column, "本年支出合计", "基本支出", "项目支出"),
        (None, "合计", 1400, 1500.5, 900.5, 600),
    )
    found = certain(of(tmp_path, table("支出决算表", *lines, name="支出")), "overview.scale")
    assert found == {"last_year": "1400", "total": "1500.5", "basic": "900.5", "project": "600"}


def test_columns_of_last_year_that_no_field_is_for_are_told(tmp_path: Path) -> None:
    lines = (
        ("科目编码", "科目名称", "上年年末人数", "本年支出合计", "基本支出", "项目支出"),
        (None, "合计", 1400, 1500.5, 900.5, 600),
    )
    proposal = of(tmp_path, table("支出决算表", *lines, name="支出"))
    assert "last_year" not in certain(proposal, "overview.scale")
    assert any("“上年年末人数”C" in remark for remark in proposal.remarks)


def test_last_years_book_and_the_columns_beside_must_agree(tmp_path: Path) -> None:
    this = table(
        "支出决算表",
        ("科目编码", "科目名称", "上年决算数", "本年支出合计", "基本支出", "项目支出"),
        (None, "合计", 1400, 1500.5, 900.5, 600),
        name="今年",
    )
    last = Spending(department="部门：甲市文化局").grid()
    last.name = "去年"
    for place, value in last.cells.items():
        if value == "2023年度":
            last.cells[place] = "2022年度"
    proposal = of(tmp_path, this, last)
    assert "last_year" not in certain(proposal, "overview.scale")
    assert {left.cell for left in proposal.unplaced if left.label.endswith("上年支出总额")} == {"C4"}


def test_this_years_opening_is_what_last_years_closing_was(tmp_path: Path) -> None:
    last = both_sides()
    last.name = "去年"
    last.cells[1, 1] = "2022年度"
    proposal = of(tmp_path, both_sides(), last)
    assert "opening" not in certain(proposal, "overview.income")
    (opening,) = [figure for figure in proposal.doubtful if figure.path == "overview.income.opening"]
    assert "与本年表里的不同" in opening.doubt


# Other hands.


def test_both_sides_headed_by_their_names_with_the_unit_in_the_header(tmp_path: Path) -> None:
    for heads in (("收入项目", "支出项目"), ("收入", "支出"), ("收入来源", "支出类别")):
        grid = table(
            "部门收支决算总表",
            (heads[0], "金额（万元）", heads[1], "金额（万元）"),
            ("一般公共预算拨款收入", "1,400.50", "基本支出", "900.50"),
            ("政府性基金预算拨款收入", "0.00", "项目支出", "600.00"),
            ("事业收入", "99.50", "经营支出", "0.00"),
            ("本年收入合计", "1,500.00", "本年支出合计", "1,500.50"),
            ("上年结转", "30.50", "结转下年", "30.00"),
            ("收入总计", "1,530.50", "支出总计", "1,530.50"),
            unit="",
        )
        proposal = of(tmp_path, grid)
        assert certain(proposal, "overview.income") == {
            "general_public": "1400.5",
            "government_fund": "0",
            "institution": "99.5",
            "total": "1500",
            "opening": "30.5",
            "closing": "30",
        }
        scale = {"total": "1500.5", "basic": "900.5", "project": "600", "operating": "0"}
        assert certain(proposal, "overview.scale") == scale


def test_a_table_of_no_known_kind_ends_the_one_above_it(tmp_path: Path) -> None:
    grid = Spending().grid()
    row = max(row for row, _ in grid.cells) + 1
    grid.put(row, 0, "财政拨款支出决算表")
    grid.put(row + 1, 0, "科目编码", "科目名称", "合计", "基本支出", "项目支出")
    grid.put(row + 2, 1, "合计", 1401, 900.5, 500.5)
    grid.put(row + 3, 0, "208", "社会保障和就业支出", 1401, 900.5, 500.5)
    proposal = of(tmp_path, grid)
    found = certain(proposal, "overview.scale")
    assert (found["total"], found["project"]) == ("1500.5", "600")
    assert "社会保障和就业支出" not in found


def test_numbers_of_things_are_told_in_their_own_unit(tmp_path: Path) -> None:
    from model.workbooks.import_listing import lines, plain

    proposal = of(tmp_path, counts(("1．公务接待费", 1, 4, 1.5), ("国内公务接待批次（批）", 2, "—", 31)))
    assert any("国内公务接待批次：（空） → 31批" in line for line in lines(proposal))
    units = {figure["path"]: figure["unit"] for figure in plain(proposal)["figures"]}
    assert units[f"{THREE}.details.receptions"] == "批"


def test_sources_of_which_one_was_not_found_are_not_taken_unasked(tmp_path: Path) -> None:
    grid = both_sides()
    for place, value in grid.cells.items():
        grid.cells[place] = "一、财政拨款收入" if value == "一、一般公共预算财政拨款收入" else value
    proposal = of(tmp_path, grid)
    assert certain(proposal, "overview.income") == {
        name: INCOME[name] for name in ("total", "opening", "used_surplus", "distributed", "closing")
    }
    assert any("还有来源没有找到" in figure.doubt for figure in proposal.doubtful)


@pytest.mark.parametrize(("profit", "taken"), [(30, True), (20, False)])
def test_a_budget_of_two_sides_names_its_kinds_of_income(tmp_path: Path, profit: float, taken: bool) -> None:
    grid = table(
        "国有资本经营预算财政拨款收入支出决算表",
        ("收入", None, "支出"),
        ("项目", "决算数", "项目", "决算数"),
        ("一、利润收入", profit, "一、解决历史遗留问题及改革成本支出", 25),
        ("二、股利、股息收入", 10, "二、其他支出", 13),
        ("三、产权转让收入", 0),
        ("本年收入合计", 40, "本年支出合计", 38),
        ("上年结转", 3, "年末结转", 5),
        ("总计", 43, "总计", 43),
        name="国资",
    )
    proposal = of(tmp_path, grid)
    found = certain(proposal, "state_capital")
    sums = {"income": "40", "opening": "3", "actual": "38", "carried_over": "5"}
    assert found == sums | ({"利润收入": "30", "股利、股息收入": "10"} if taken else {})
    assert taken or any("收入明细没有取" in remark for remark in proposal.remarks)

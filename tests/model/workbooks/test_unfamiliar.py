"""Books in layouts of other systems: whole lists of what is taken from each, so that nothing wrong or more is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import DraftError
from model.workbooks import proposing
from model.workbooks.books import read_book
from tests.model.drafting import draft
from tests.model.workbooks.accounts import Grid, write_ods, write_xls, write_xlsx
from tests.model.workbooks.test_layouts import wan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from model.workbooks.taking import Proposal
    from tests.model.workbooks.accounts import Value

UNIT = "云溪县农业农村局"
TOTALS = (3200.5, 1200.3, 1900.2, 100)
CLASSES: tuple[tuple[str, str, float, float | None, float | None, float | None], ...] = (
    ("208", "社会保障和就业支出", 100, 80, 20, None),
    ("210", "卫生健康支出", 50, 50, None, None),
    ("212", "城乡社区支出", 200.1, None, 200.1, None),
    ("213", "农林水支出", 2850.4, 1070.3, 1680.1, 100),
)
HEADS = ("本年支出合计", "基本支出", "项目支出", "经营支出")
SCALE = {"scale.total": "3200.5", "scale.basic": "1200.3", "scale.project": "1900.2", "scale.operating": "100"}
FUNCTIONS = {"社会保障和就业支出": "20", "城乡社区支出": "200.1", "农林水支出": "1680.1"}
ACTUAL = {
    "three_public.actual": "21.35",
    "three_public.overseas.actual": "0",
    "three_public.vehicles.actual": "16.2",
    "three_public.reception.actual": "5.15",
    "three_public.details.purchase.actual": "0",
    "three_public.details.operation.actual": "16.2",
}
BUDGET = {
    path.replace("actual", "budget"): amount
    for path, amount in zip(ACTUAL, ("30", "0", "22", "8", "0", "22"), strict=True)
}
LAST = {
    path.replace("actual", "last_year"): amount
    for path, amount in zip(ACTUAL, ("25", "0", "19", "6", "0", "19"), strict=True)
}


def grid(name: str, title: str, *heads: Value, unit: str = "单位：万元", above: str = f"部门：{UNIT}") -> Grid:
    found = Grid(name)
    found.put(0, 0, title)
    found.put(1, 0, above, None, "2023年度", None, unit)
    found.put(2, 0, *heads)
    return found


def rows(found: Grid, start: int, lines: Iterable[tuple[Value, ...]], column: int = 0) -> int:
    """Write ``lines`` below each other; returns the next row."""
    row = start
    for row, line in enumerate(lines, start):
        found.put(row, column, *line)
    return row + 1


def taken(folder: Path, grids: list[Grid], write: Callable[..., Path] = write_xlsx, text: str = "") -> Proposal:
    suffix = {write_xlsx: "xlsx", write_xls: "xls", write_ods: "ods"}[write]
    head = f'[overview]\nyear = 2023\nunit = "{UNIT}"\n{text}'
    return proposing.propose(draft(head).report, [read_book(write(folder / f"决算.{suffix}", grids))])


def figures(proposal: Proposal) -> dict[str, str]:
    """What is taken unasked: rows by their names, else by the end of their paths."""
    return {
        figure.row or figure.path.removeprefix("overview.").removeprefix("general_budget."): wan(figure.value)
        for figure in proposal.certain
    }


def yuan(amount: float | None) -> str | None:
    return None if amount is None else f"{amount * 10000:,.2f}"


def spending(scale: float = 1, **words: str) -> Grid:
    found = grid(words.get("name", "支出"), words.get("title", "支出决算表"), "科目编码", "科目名称", *HEADS)
    found.put(1, 0, words.get("above", f"部门：{UNIT}"))
    rows(found, 3, [(None, "合计", *(amount * scale for amount in TOTALS))])
    rows(
        found,
        4,
        [(code, name, *(each and round(each * scale, 2) for each in each_of)) for code, name, *each_of in CLASSES],
    )
    return found


def test_all_tables_on_one_sheet_in_yuan_as_text(tmp_path: Path) -> None:
    found = Grid("决算公开")
    found.merge(0, 0, 0, 5, f"{UNIT}2023年度部门决算公开报表")
    above = (f"编制单位：{UNIT}", None, None, None, "单位：元")
    lines = [(f"{code}{name}", *map(yuan, amounts)) for code, name, *amounts in CLASSES]
    row = rows(found, 2, [("表3 支出决算表",), above, ("科目", "支出合计", "其中：基本支出", "项目支出", "经营支出")])
    row = rows(found, row, [*lines, ("合  计", *map(yuan, TOTALS))]) + 1
    row = rows(found, row, [("表6 一般公共预算财政拨款基本支出决算表",), above])
    row = rows(
        found, row, [("经济分类科目", "合计", "人员经费", "公用经费"), ("301工资福利支出", yuan(1000.1), yuan(1000.1))]
    )
    row = rows(found, row, [("302商品和服务支出", yuan(200.2), None, yuan(200.2))])
    row = rows(found, row, [("合  计", yuan(1200.3), yuan(1000.1), yuan(200.2))]) + 1
    row = rows(
        found, row, [("表7 财政拨款“三公”经费支出决算表",), above, ("项目", "全年预算数", "支出决算数", "完成率（%）")]
    )
    labels = ("“三公”经费合计", "1．因公出国（境）费用", "2．公务用车购置及运行维护费", "3．公务接待费")
    amounts = ((30, 21.35), (0, 0), (22, 16.2), (8, 5.15))
    row = rows(found, row, [(label, *map(yuan, each), 71.17) for label, each in zip(labels, amounts, strict=True)])
    found.put(row, 0, "注：①“三公”经费含一般公共预算和政府性基金。②本表金额转换为万元时，可能存在尾差。")
    proposal = taken(tmp_path, [found], write_xls, '[general_budget]\nscope = "仅一般公共预算"\n')
    parts = {"basic.personnel": "1000.1", "basic.general": "200.2"}
    three = {path: amount for path, amount in (ACTUAL | BUDGET).items() if "details" not in path}
    assert figures(proposal) == SCALE | FUNCTIONS | three | parts
    assert any("不是全部基本支出" in left.reason for left in proposal.unplaced)


def test_attachments_with_the_unit_in_the_header_and_expenses_turned(tmp_path: Path) -> None:
    found = Grid("附件3")
    found.put(0, 0, "附件3")
    found.merge(2, 0, 2, 6, "2023年度支出决算表")
    found.merge(3, 0, 3, 6, f"填报单位（盖章）：{UNIT}　　　　　　填报日期：2024年8月20日")
    for column, head in enumerate(("序号", "支出功能分类科目编码", "科目名称")):
        found.merge(4, column, 5, column, head)
    found.merge(4, 3, 4, 6, "本年支出（万元）")
    found.put(5, 3, "合计", *HEADS[1:])
    found.put(6, 2, "总计", *TOTALS)
    for number, (code, name, *amounts) in enumerate(CLASSES):
        found.put(7 + number * 2, 0, number * 2 + 1, code, name, *amounts)
        found.put(8 + number * 2, 0, number * 2 + 2, f"{code}01", f"　其中：{name}事务", *amounts)
    three = Grid("附件7")
    three.put(0, 0, "附件7")
    three.merge(2, 0, 2, 5, "2023年度“三公”经费支出决算表")
    three.merge(3, 0, 3, 5, f"填报单位（盖章）：{UNIT}　　　　　　单位：万元")
    heads = ("因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")
    lines = (
        ("年初预算", 30, 0, 0, 22, 8),
        ("决算支出", 21.35, 0, 0, 16.2, 5.15),
        ("决算比预算增减", -8.65, 0, 0, -5.8, -2.85),
    )
    rows(three, 4, [("类别", "合计", *heads), *lines])
    proposal = taken(tmp_path, [found, three])
    assert figures(proposal) == SCALE | FUNCTIONS | ACTUAL | BUDGET
    vehicles = next(figure for figure in proposal.certain if figure.path.endswith("vehicles.actual"))
    assert vehicles.cell == "D7、E7"


@pytest.mark.parametrize("write", [write_xlsx, write_xls, write_ods])
@pytest.mark.parametrize("other", [f"部门：{UNIT}（本级）", "部门：云溪县水利局"])
def test_two_departments_in_one_book(tmp_path: Path, write: Callable[..., Path], other: str) -> None:
    grids = [spending(0.5, name="甲", above=other), spending(name="乙", above=f"部门：{UNIT}")]
    proposal = taken(tmp_path, grids, write)
    assert figures(proposal) == SCALE | FUNCTIONS
    assert {figure.sheet for figure in proposal.figures} == {"乙"}
    assert [left.sheet for left in proposal.unplaced] == ["甲"]


def test_departments_in_titles_only(tmp_path: Path) -> None:
    grids = [spending(3, name="水利", title="云溪县水利局2023年支出决算表", above="")]
    proposal = taken(tmp_path, [*grids, spending(name="农业", title=f"{UNIT}2023年支出决算表", above="")])
    assert figures(proposal) == SCALE | FUNCTIONS
    assert {figure.sheet for figure in proposal.figures} == {"农业"}


def test_kinds_of_expenditure_in_rows(tmp_path: Path) -> None:
    found = grid(
        "Sheet1", f"{UNIT}2023年度支出决算情况表", "项目", "2023年决算数", "2022年决算数", "增减额", "增减率(%)"
    )
    lines = (
        ("一、基本支出", 1200.3, 1100, 100.3, 9.12),
        ("　1.人员经费", 1000.1, 950, 50.1, 5.27),
        ("　2.公用经费", 200.2, 150, 50.2, 33.47),
        ("二、项目支出", 1900.2, 2000, -99.8, -4.99),
        ("三、经营支出", 100, 90, 10, 11.11),
        ("支出合计", 3200.5, 3190, 10.5, 0.33),
    )
    rows(found, 3, lines)
    people = {"scale.personnel": "1000.1", "scale.general": "200.2"}
    assert figures(taken(tmp_path, [found])) == SCALE | people | {"scale.last_year": "3190"}


def test_a_list_of_single_bookings_is_named(tmp_path: Path) -> None:
    found = Grid("支出明细")
    found.put(0, 0, "单位编码", "单位名称", "功能科目编码", "支出类型", "资金性质", "决算金额（元）")
    found.put(1, 0, "101001", UNIT, "2130101", "基本支出", "一般公共预算", 12003000)
    with pytest.raises(DraftError, match="没有认出部门决算公开表"):
        taken(tmp_path, [found], write_xls)


def test_codes_as_numbers_in_three_columns_and_the_sum_last(tmp_path: Path) -> None:
    found = grid("GK03", "支出决算表", above=f"编制单位：[101001]{UNIT}")
    found.merge(3, 0, 3, 2, "科目编码")
    for column, head in enumerate(("科目名称（项目）", *HEADS[:3], "上缴上级支出", "经营支出"), 3):
        found.merge(3, column, 4, column, head)
    found.put(4, 0, "类", "款", "项")
    row = 5
    for code, name, total, basic, project, operating in CLASSES:
        for below in ((None, None), (1, None), (1, 1)):
            found.put(row, 0, int(code), *below, name, total, basic, project, 0, operating or 0)
            row += 1
    found.put(row, 3, "合计", *TOTALS[:3], 0, 100)
    found.put(row + 1, 0, "—7—")
    assert figures(taken(tmp_path, [found], write_xls)) == SCALE | FUNCTIONS | {"scale.remitted": "0"}


def test_expenses_of_two_years_without_a_budget(tmp_path: Path) -> None:
    found = grid("三公", "2023年度“三公”经费支出情况表", "项目", "本年支出数", "上年支出数", "增减额", unit="单位：元")
    lines = (
        ("合计", 213500, 250000, -36500),
        ("一、因公出国（境）费", 0, 0, 0),
        ("二、公务接待费", 51500, 60000, -8500),
        ("三、公务用车费", 162000, 190000, -28000),
        ("　　1.公务用车运行维护费", 162000, 190000, -28000),
        ("　　2.公务用车购置", 0, 0, 0),
    )
    rows(found, 3, lines)
    proposal = taken(tmp_path, [found])
    assert figures(proposal) == ACTUAL | LAST
    assert len([left for left in proposal.unplaced if "预算数" in left.label]) == 4


def test_expenses_with_years_for_rows_and_no_word_of_accounts(tmp_path: Path) -> None:
    found = grid(
        "三公",
        "“三公”经费支出决算表",
        "年份",
        "合计",
        "因公出国（境）费",
        "公务用车购置及运行费",
        None,
        None,
        "公务接待费",
    )
    found.put(3, 3, "小计", "购置费", "运行费")
    rows(found, 4, [("2022年", 25, 0, 19, 0, 19, 6), ("2023年", 21.35, 0, 16.2, 0, 16.2, 5.15)])
    assert figures(taken(tmp_path, [found], write_ods)) == ACTUAL | LAST


def test_headers_joined_in_one_cell(tmp_path: Path) -> None:
    heads = (
        "支出总计",
        "基本支出\n小计",
        "基本支出\n人员经费",
        "基本支出\n公用经费",
        "项目支出\n小计",
        "经营支出\n小计",
    )
    found = grid("支出", "部门支出决算表", "科目编码", "科目名称", *heads, unit="金额单位：元")
    found.put(3, 0, "合计", None, 32005000, 12003000, 10001000, 2002000, 19002000, 1000000)
    people = {"scale.personnel": "1000.1", "scale.general": "200.2"}
    assert figures(taken(tmp_path, [found])) == SCALE | people


def test_a_table_of_both_sides_by_function_and_by_nature(tmp_path: Path) -> None:
    found = grid("总表", "收入支出决算总表")
    for column, head in ((0, "收入"), (3, "支出（按功能分类）"), (6, "支出（按支出性质）")):
        found.merge(2, column, 2, column + 2, head)
    found.put(3, 0, *("项目", "行次", "决算数") * 3)
    incomes: dict[str, float] = {"一、一般公共预算财政拨款收入": 2905, "二、政府性基金预算财政拨款收入": 205}
    incomes |= {"三、事业收入": 0, "四、经营收入": 110, "五、其他收入": 12.5}
    kinds = (("一、基本支出", 1200.3), ("　　人员经费", 1000.1), ("　　公用经费", 200.2), ("二、项目支出", 1900.2))
    rows(found, 4, [(label, number, amount) for number, (label, amount) in enumerate(incomes.items(), 1)])
    rows(found, 4, [(f"{each[0]}、{each[1]}", 31, each[2]) for each in CLASSES], 3)
    rows(found, 4, [(label, 51, amount) for label, amount in (*kinds, ("三、经营支出", 100))], 6)
    found.put(9, 0, "本年收入合计", 6, 3232.5, "本年支出合计", 36, 3200.5, "本年支出合计", 56, 3200.5)
    found.put(10, 0, "年初结转和结余", 7, 3.1, "年末结转和结余", 37, 35.1, "年末结转和结余", 57, 35.1)
    found.put(11, 0, "总计", 8, 3235.6, "总计", 38, 3235.6, "总计", 58, 3235.6)
    money = {
        "general_public": "2905",
        "government_fund": "205",
        "institution": "0",
        "operating": "110",
        "other": "12.5",
    }
    money |= {"total": "3232.5", "opening": "3.1", "closing": "35.1"}
    people = {"scale.personnel": "1000.1", "scale.general": "200.2"}
    income = {f"income.{name}": amount for name, amount in money.items()}
    assert figures(taken(tmp_path, [found], write_ods)) == SCALE | people | income


def test_pages_with_sums_of_their_own(tmp_path: Path) -> None:
    found = grid("支出决算表", "支出决算表", "科目编码", "科目名称", *HEADS)
    row = rows(found, 3, [(None, "合计", *TOTALS), *CLASSES[:2], (None, "本页小计", 150, 130, 20)]) + 1
    row = rows(found, row, [("支出决算表（续）",), (f"部门：{UNIT}",), ("科目编码", "科目名称", *HEADS)])
    rows(found, row, [*CLASSES[2:], (None, "本页小计", 3050.5, 1070.3, 1880.2, 100)])
    hidden = spending(name="旧数")
    hidden.hidden = True
    proposal = taken(tmp_path, [found, hidden])
    assert figures(proposal) == SCALE | FUNCTIONS
    assert any("隐藏的工作表没有读：旧数" in remark for remark in proposal.remarks)


def test_a_fund_of_both_sides_with_its_sum_first(tmp_path: Path) -> None:
    found = grid("基金", "政府性基金预算财政拨款收入支出决算表", "收入", None, "支出")
    found.put(3, 0, "项目", "决算数", "项目", "小计", "基本支出", "项目支出")
    lines: tuple[tuple[Value, ...], ...] = (
        ("一、本年收入", 205, "一、本年支出", 200.1, 0, 200.1),
        ("　国有土地使用权出让收入", 200, "　城乡社区支出", 200.1, 0, 200.1),
        ("　彩票公益金收入", 5),
        ("二、年初结转和结余", 0, "二、年末结转和结余", 4.9, 0, 4.9),
        ("总计", 205, "总计", 205, 0, 205),
    )
    rows(found, 4, lines)
    amounts = {"actual": "200.1", "carried_over": "4.9", "opening": "0", "income": "205"}
    kinds = {"国有土地使用权出让收入": "200", "彩票公益金收入": "5"}
    assert (
        figures(taken(tmp_path, [found], write_ods)) == {f"government_funds.{n}": a for n, a in amounts.items()} | kinds
    )


def test_budgets_beside_the_accounts_of_each_kind(tmp_path: Path) -> None:
    found = grid("支出", "2023年度支出决算表")
    for column, head in ((0, "科目编码"), (1, "科目名称")):
        found.merge(2, column, 3, column, head)
    for number, head in enumerate(HEADS[:3]):
        found.merge(2, 2 + number * 3, 2, 4 + number * 3, head)
        found.put(3, 2 + number * 3, "年初预算数", "全年预算数", "决算数")
    found.put(4, 1, "合计", 3000, 3300, 3100.5, 1150, 1210, 1200.3, 1850, 2090, 1900.2)
    spent = {"scale.total": "3100.5", "scale.basic": "1200.3", "scale.project": "1900.2"}
    planned = {"scale.execution.original": "3000", "scale.execution.adjusted": "3300"}
    assert figures(taken(tmp_path, [found])) == spent | planned
    parts = {"basic": ("1150", "1210"), "projects": ("1850", "2090")}
    whole = figures(taken(tmp_path, [found], text='[general_budget]\nscope = "与部门整体支出同口径"\n'))
    assert whole == spent | planned | {
        f"{part}.execution.{name}": amount
        for part, amounts in parts.items()
        for name, amount in zip(("original", "adjusted"), amounts, strict=True)
    } | {"basic.actual": "1200.3", "projects.actual": "1900.2"}


def test_codes_in_brackets_and_amounts_with_blanks(tmp_path: Path) -> None:
    found = grid("支出", "支出决算表", "科目编码", "科目名称", *HEADS[:3], "上缴上级支出", "经营支出")
    found.put(3, 1, "合计", "3 200.50", "1，200.30万元", "1 900.20", "—", "100.00")
    found.put(4, 0, "[213]", "农林水支出", "3 200.50", "1，200.30", "1 900.20", "—", "100.00")
    assert figures(taken(tmp_path, [found])) == SCALE | {"scale.remitted": "0", "农林水支出": "1900.2"}


def test_the_part_of_the_appropriation_beside_each_sum(tmp_path: Path) -> None:
    found = grid("支出", "支出决算表")
    for column, head in ((0, "科目编码"), (1, "科目名称")):
        found.merge(2, column, 3, column, head)
    for number, head in enumerate(("合计", "基本支出", "项目支出")):
        found.merge(2, 2 + number * 2, 2, 3 + number * 2, head)
        found.put(3, 2 + number * 2, "小计", "其中：财政拨款")
    found.put(4, 1, "合计", 3100.5, 2905, 1200.3, 1200.3, 1900.2, 1704.7)
    expected = {"scale.total": "3100.5", "scale.basic": "1200.3", "scale.project": "1900.2"}
    assert figures(taken(tmp_path, [found])) == expected


def test_units_for_rows_and_amounts_in_hundreds_of_millions(tmp_path: Path) -> None:
    found = grid("支出", "支出决算表", "单位名称", "科目编码", "科目名称", *HEADS[:3], unit="单位：亿元")
    lines: tuple[tuple[Value, ...], ...] = (
        ("合计", None, None, 0.31005, 0.12003, 0.19002),
        (f"{UNIT}本级", "213", "农林水支出", 0.2, 0.08, 0.12),
        ("云溪县农技站", "213", "农林水支出", 0.11005, 0.04003, 0.07002),
    )
    rows(found, 3, lines)
    proposal = taken(tmp_path, [found])
    assert figures(proposal) == {"scale.total": "3100.5", "scale.basic": "1200.3", "scale.project": "1900.2"}
    assert [left.cell for left in proposal.unplaced if "不止一行" in left.reason] == ["F5", "F6"]


def test_a_sum_for_each_budget_and_one_of_all(tmp_path: Path) -> None:
    found = grid("支出", "支出决算表", "科目编码", "科目名称", *HEADS[:3])
    lines: tuple[tuple[Value, ...], ...] = (
        (None, "一、一般公共预算财政拨款"),
        ("208", "社会保障和就业支出", 100, 80, 20),
        ("213", "农林水支出", 2800.4, 1120.3, 1680.1),
        (None, "小计", 2900.4, 1200.3, 1700.1),
        (None, "二、政府性基金预算财政拨款"),
        ("212", "城乡社区支出", 200.1, 0, 200.1),
        (None, "小计", 200.1, 0, 200.1),
        (None, "合计", 3100.5, 1200.3, 1900.2),
    )
    rows(found, 3, lines)
    expected = {"scale.total": "3100.5", "scale.basic": "1200.3", "scale.project": "1900.2"}
    assert figures(taken(tmp_path, [found], write_ods)) == expected | FUNCTIONS


@pytest.mark.parametrize("write", [write_xlsx, write_xls, write_ods])
def test_expenses_of_two_years_in_rows_named_by_year_and_kind(tmp_path: Path, write: Callable[..., Path]) -> None:
    heads = ("合计", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")
    found = grid("三公", "“三公”经费支出决算表", "项目", *heads)
    lines = (("2022年决算", 25, 0, 0, 19, 6), ("2023年预算", 30, 0, 0, 22, 8), ("2023年决算", 21.35, 0, 0, 16.2, 5.15))
    rows(found, 3, lines)
    assert figures(taken(tmp_path, [found], write)) == BUDGET | ACTUAL | LAST


def test_a_hidden_part_is_no_part_of_a_sum(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    heads = ("合计", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")
    found = grid("三公", "“三公”经费支出决算表", "项目", *heads)
    rows(found, 3, [("决算数", 31.35, 0, 10, 16.2, 5.15)])
    path = write_xlsx(tmp_path / "决算.xlsx", [found])
    book = load_workbook(path)
    book.active.column_dimensions["D"].hidden = True  # type: ignore[union-attr]
    book.save(path)
    proposal = proposing.propose(draft(f'[overview]\nyear = 2023\nunit = "{UNIT}"\n').report, [read_book(path)])
    assert "three_public.vehicles.actual" not in figures(proposal)
    assert {left.cell for left in proposal.unplaced if "隐藏" in left.reason} == {"D4"}


def test_amounts_in_cells_that_name_their_own_unit(tmp_path: Path) -> None:
    found = grid("支出", "支出决算表", "科目编码", "科目名称", *HEADS, unit="单位：元")
    found.put(3, 1, "合计", "3,200.50万元", "1,200.30万元", "19,002,000.00元", "100万元")
    assert figures(taken(tmp_path, [found])) == SCALE


def test_budgets_of_other_tables_are_not_taken(tmp_path: Path) -> None:
    grids = [spending(0.9, name="预算", title="支出预算表"), spending(name="决算")]
    proposal = taken(tmp_path, [*grids, spending(1.1, name="调整", title="部门支出预算调整表")])
    assert figures(proposal) == SCALE | FUNCTIONS
    assert any("没有用到的工作表：预算、调整" in remark for remark in proposal.remarks)


def test_two_units_in_one_table_are_named(tmp_path: Path) -> None:
    found = grid("支出", "支出决算表", "科目编码", "科目名称", *(f"{head}（元）" for head in HEADS))
    found.put(3, 1, "合计", *(amount * 10000 for amount in TOTALS))
    proposal = taken(tmp_path, [found])
    assert proposal.figures == []
    assert "万元、元" in proposal.unplaced[0].reason


def test_years_of_the_columns_in_a_book_that_names_none(tmp_path: Path) -> None:
    found = Grid("支出情况")
    lines: tuple[tuple[Value, ...], ...] = (
        ("支出决算总表",),
        (f"部门：{UNIT}", None, None, None, "单位：万元"),
        ("项    目", "2022年决算数", "2023年决算数", "增减额", "增减%"),
        ("本年支出合计", 1810.2, 1900.4, 90.2, 4.98),
        ("  基本支出", 1010.2, 1100.4, 90.2, 8.9),
        ("  项目支出", 800, 800, 0, 0),
    )
    rows(found, 0, lines)
    expected = {"scale.total": "1900.4", "scale.basic": "1100.4", "scale.project": "800", "scale.last_year": "1810.2"}
    assert figures(taken(tmp_path, [found])) == expected


def test_hidden_columns_in_another_unit_do_not_cost_the_table(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    heads = [each for head in HEADS[:3] for each in (head, f"{head}（元）")]
    found = grid("支出", "部门支出决算表", "科目编码", "科目名称", *heads)
    rows(found, 3, [(None, "合计", 620.5, 6205000, 320.5, 3205000, 300, 3000000)])
    rows(found, 4, [("213", "农林水支出", 620.5, 6205000, 320.5, 3205000, 300, 3000000)])
    path = write_xlsx(tmp_path / "决算.xlsx", [found])
    book = load_workbook(path)
    for column in "DFH":
        book.worksheets[0].column_dimensions[column].hidden = True
    book.save(path)
    proposal = proposing.propose(draft(f'[overview]\nyear = 2023\nunit = "{UNIT}"\n').report, [read_book(path)])
    expected = {"scale.total": "620.5", "scale.basic": "320.5", "scale.project": "300"}
    assert figures(proposal) == expected | {"农林水支出": "300"}


@pytest.mark.parametrize("write", [write_xlsx, write_xls, write_ods])
def test_a_second_column_of_labels_under_any_header(tmp_path: Path, write: Callable[..., Path]) -> None:
    found = grid("表8", "财政拨款“三公”经费支出决算表", "类别", "明细", "上年决算数", "年初预算数", "本年决算数")
    lines: tuple[tuple[Value, ...], ...] = (
        ("合计", None, 25, 30, 21.35),
        ("因公出国（境）费", None, 0, 0, 0),
        ("公务用车购置及运行维护费", "小计", 19, 22, 16.2),
        (None, "购置费", 0, 0, 0),
        (None, "运行维护费", 19, 22, 16.2),
        ("公务接待费", None, 6, 8, 5.15),
    )
    found.merge(5, 0, 7, 0, "公务用车购置及运行维护费")
    rows(found, 3, lines)
    assert figures(taken(tmp_path, [found], write)) == BUDGET | ACTUAL | LAST


def test_a_table_beside_another_that_has_no_header_is_told_and_nothing_of_it_taken(tmp_path: Path) -> None:
    found = Grid("公开表")
    lines: tuple[tuple[Value, ...], ...] = (
        ("支出决算表", None, None, None, None, None, None, "“三公”经费支出决算表"),
        (f"部门：{UNIT}", None, None, "单位：万元", None, None, None, f"部门：{UNIT}", None, "单位：万元"),
        ("科目编码", "科目名称", *HEADS[:3]),
        (None, "合计", 910, 510, 400, None, None, "全年", 12, 9.6),
        ("216", "商业服务业等支出", 910, 510, 400, None, None, "公务接待费", 12, 9.6),
    )
    rows(found, 0, lines)
    proposal = taken(tmp_path, [found])
    assert not any("three_public" in path for path in figures(proposal))
    assert any("H1 的“三公经费支出决算表”与左边的表并排，没有读" in remark for remark in proposal.remarks)

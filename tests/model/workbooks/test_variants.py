"""Variants of every kind of workbook that was taken wrongly once: what is taken is right, what is not is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from model.workbooks import mapping, proposing, taking
from model.workbooks.books import read_book
from tests.model.drafting import draft
from tests.model.workbooks.accounts import Grid, write_ods, write_xls, write_xlsx
from tests.model.workbooks.test_layouts import THREE, rewrite, wan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from model.workbooks.taking import Proposal

HEAD = '[overview]\nyear = 2023\nunit = "甲市文化局"\n'
HEADS = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
Row = tuple[object, ...]
ROWS: tuple[Row, ...] = (
    ("207", "文化旅游体育与传媒支出", 1200.5, 700.5, 500),
    ("20701", "文化和旅游", 1200.5, 700.5, 500),
    ("2070101", "行政运行", 1200.5, 700.5, 500),
    ("210", "卫生健康支出", 300, 200, 100),
)
SUM: Row = (None, "合计", 1500.5, 900.5, 600)
RIGHT = {"total": "1500.5", "basic": "900.5", "project": "600"}
CLASSES = {"文化旅游体育与传媒支出": "500", "卫生健康支出": "100"}


@dataclass
class Spending:
    """公开03表 as it is varied."""

    title: str = "支出决算表"
    department: str = "部门：甲市文化局"
    unit: str = "单位：万元"
    codes: tuple[str, ...] = ("支出功能分类科目编码", "科目名称")
    heads: tuple[str, ...] = HEADS
    sums: Row = SUM
    rows: tuple[Row, ...] = ROWS
    name: str = "支出"
    year: str = "2023年度"
    extra: dict[tuple[int, int], object] = field(default_factory=dict)

    def grid(self) -> Grid:
        """The sheet."""
        grid = Grid(self.name)
        grid.put(0, 0, self.title)
        grid.put(1, 0, self.department or None, None, self.year or None, None, self.unit)
        grid.put(2, 0, *self.codes, *self.heads)
        for number, row in enumerate((self.sums, *self.rows), 3):
            grid.put(number, 0, *row)  # type: ignore[arg-type]
        for (row_number, column), value in self.extra.items():
            grid.put(row_number, column, value)  # type: ignore[arg-type]
        return grid


def totals(amount: float = 1500.5, unit: str = "单位：万元") -> Grid:
    grid = Grid("总表")
    grid.put(0, 0, "收入支出决算总表")
    grid.put(1, 0, "部门：甲市文化局", None, "2023年度", unit)
    grid.put(2, 0, "收入", None, "支出")
    grid.put(3, 0, "项目", "决算数", "项目", "决算数")
    grid.put(4, 0, "本年收入合计", amount, "本年支出合计", amount)
    return grid


def general(basic: float = 900.5, project: float = 600, unit: str = "单位：万元", *, last: bool = False) -> Grid:
    grid = Grid("一般公共预算")
    grid.put(0, 0, "一般公共预算财政拨款支出决算表")
    grid.put(1, 0, "部门：甲市文化局", "2022年度" if last else "2023年度", unit)
    grid.put(2, 0, "科目编码", "科目名称", "本年支出", "基本支出", "项目支出")
    grid.put(3, 1, "合计", basic + project, basic, project)
    return grid


def public(
    budget: Iterable[object] = (12, 0, 8, 0, 8, 4), actual: Iterable[object] = (7.5, 0, 6, 0, 6, 1.5), **words: str
) -> Grid:
    """三公 an item a row."""
    grid = Grid("三公")
    grid.put(0, 0, words.get("title", "一般公共预算财政拨款“三公”经费支出决算表"))
    grid.put(1, 0, "部门：甲市文化局", "2023年度", "单位：万元")
    grid.put(2, 0, "项目", words.get("planned", "预算数"), words.get("spent", "决算数"))
    labels = (
        words.get("total", "合计"),
        "1.因公出国（境）费",
        words.get("vehicles", "2.公务用车购置及运行维护费"),
        words.get("purchase", "（1）公务用车购置费"),
        words.get("operation", "（2）公务用车运行维护费"),
        "3.公务接待费",
    )
    for number, amounts in enumerate(zip(labels, budget, actual, strict=True), 3):
        grid.put(number, 0, *amounts)  # type: ignore[arg-type]
    return grid


def of(tmp_path: Path, *grids: Grid, text: str = HEAD, write: Callable[..., Path] = write_xlsx) -> Proposal:
    path = write(tmp_path / {write_xlsx: "a.xlsx", write_xls: "a.xls", write_ods: "a.ods"}[write], grids)
    return proposing.propose(draft(text).report, [read_book(path)])


def certain(proposal: Proposal, section: str = "overview.scale") -> dict[str, str]:
    return {
        figure.path.removeprefix(f"{section}."): wan(figure.value)
        for figure in proposal.certain
        if figure.path.startswith(section) and mapping.FUNCTIONS not in figure.path
    }


def classes(proposal: Proposal) -> dict[str, str]:
    return {figure.row: wan(figure.value) for figure in proposal.certain if figure.row}


# Sums.


@pytest.mark.parametrize(
    ("at", "value", "doubted"),
    [
        ((3, 2), 15005, {"total"}),
        ((3, 2), 0, {"total"}),
        ((3, 2), 1500.55, {"total"}),
        ((3, 2), 1050.5, {"total"}),
        ((3, 2), 150.05, {"total"}),
        ((3, 3), 9005, {"basic"}),
        ((3, 3), 0, {"basic"}),
        ((3, 3), 905, {"basic"}),
        ((3, 4), 6000, {"project"}),
        ((3, 4), 60, {"project"}),
        ((3, 6), 99, {"operating"}),
    ],
)
def test_the_figure_that_does_not_add_up_is_told_and_the_others_are_taken(
    tmp_path: Path, at: tuple[int, int], value: float, doubted: set[str]
) -> None:
    proposal = of(tmp_path, Spending(extra={at: value}).grid())
    assert {figure.path.rpartition(".")[2] for figure in proposal.doubtful if not figure.row} == doubted
    assert certain(proposal) == {name: amount for name, amount in RIGHT.items() if name not in doubted}
    assert any("不相等" in remark for remark in proposal.remarks)


def test_without_classes_nothing_tells_which_part_of_a_sum_is_wrong(tmp_path: Path) -> None:
    proposal = of(tmp_path, Spending(rows=(), extra={(3, 2): 15005}).grid())
    assert certain(proposal) == {}
    assert len(proposal.doubtful) == 3


@pytest.mark.parametrize("slip", [0.01, -0.01, 0.02])
def test_a_slip_of_rounding_is_no_fault(tmp_path: Path, slip: float) -> None:
    proposal = of(tmp_path, Spending(extra={(3, 2): 1500.5 + slip}).grid())
    assert proposal.doubtful == []


@pytest.mark.parametrize(("row", "value"), [(4, 50), (7, 1000), (4, 5000)])
def test_classes_that_do_not_come_to_the_projects_are_not_taken(tmp_path: Path, row: int, value: float) -> None:
    proposal = of(tmp_path, Spending(extra={(row, 4): value}).grid())
    assert classes(proposal) == {}
    assert all("各类项目支出加起来" in figure.doubt for figure in proposal.doubtful if figure.row)
    assert len([figure for figure in proposal.doubtful if figure.row]) == 2


@pytest.mark.parametrize(
    ("budget", "doubted"),
    [
        ((120, 0, 8, 0, 8, 4), {f"{THREE}.budget", f"{THREE}.overseas.budget", f"{THREE}.reception.budget"}),
        ((12, 3, 8, 0, 8, 4), {f"{THREE}.budget", f"{THREE}.overseas.budget", f"{THREE}.reception.budget"}),
        ((12, 0, 8, 3, 8, 4), {f"{THREE}.details.purchase.budget", f"{THREE}.details.operation.budget"}),
    ],
)
def test_the_three_expenses_add_up(tmp_path: Path, budget: tuple[float, ...], doubted: set[str]) -> None:
    proposal = of(tmp_path, public(budget))
    assert {figure.path for figure in proposal.doubtful} == doubted
    assert certain(proposal, THREE)["actual"] == "7.5"


def test_a_part_larger_than_all_of_it_is_told(tmp_path: Path) -> None:
    proposal = of(
        tmp_path, Spending().grid(), general(950, 500), text=HEAD + '[general_budget]\nscope = "仅一般公共预算"'
    )
    (figure,) = proposal.doubtful
    assert figure.path == "general_budget.basic.actual"
    assert "还大" in figure.doubt


# Units.


def yuan(unit: str, scale: float) -> Spending:
    rows = tuple((*row[:2], *(number * scale for number in row[2:])) for row in ROWS)  # type: ignore[operator]
    return Spending(unit=unit, sums=(None, "合计", *(number * scale for number in (1500.5, 900.5, 600))), rows=rows)


@pytest.mark.parametrize(
    ("unit", "scale"),
    [("单位：元", 1), ("单位：万元", 10000), ("单位：千元", 1), ("单位：亿元", 1)],
)
def test_two_tables_apart_by_a_slip_of_the_unit_are_not_taken(tmp_path: Path, unit: str, scale: float) -> None:
    proposal = of(tmp_path, yuan(unit, scale).grid(), totals(15005000 if unit == "单位：千元" else 1500.5))
    assert proposal.certain == []
    assert any("金额单位可能写错" in remark and "C4" in remark and "D5" in remark for remark in proposal.remarks)


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_neighbour_of_a_table_of_the_wrong_unit_is_not_taken_unasked(tmp_path: Path, confirmed: bool) -> None:
    public_in_yuan = public((12e4, 0, 8e4, 0, 8e4, 4e4), (7.5e4, 0, 6e4, 0, 6e4, 1.5e4))
    text = HEAD + ("[general_budget.three_public]\nlast_year = 90000\n" if confirmed else "")
    proposal = of(tmp_path, yuan("单位：万元", 10_000).grid(), totals(), public_in_yuan, text=text)
    assert certain(proposal) == {}
    assert bool(certain(proposal, THREE)) == confirmed
    assert confirmed or any("没有别的数能证实" in figure.doubt for figure in proposal.doubtful)


def test_a_part_in_another_unit_is_told(tmp_path: Path) -> None:
    text = HEAD + '[general_budget]\nscope = "仅一般公共预算"'
    proposal = of(tmp_path, Spending().grid(), general(9005000, 6000000), text=text)
    assert proposal.certain == []


@pytest.mark.parametrize(
    "known",
    [
        "[overview.scale]\nlast_year = 1400.2",
        "[overview.scale]\ntotal = 1500.5",
        "[overview.scale]\nlast_year = '14002000元'",
    ],
)
def test_the_draft_tells_the_size_of_a_figure(tmp_path: Path, known: str) -> None:
    assert of(tmp_path, yuan("单位：元", 1).grid(), text=HEAD + known).certain == []
    assert certain(of(tmp_path, yuan("单位：元", 10000).grid(), text=HEAD + known))["basic"] == "900.5"


def test_last_years_table_tells_the_size_of_a_figure(tmp_path: Path) -> None:
    before = yuan("单位：元", 9000)
    before.year, before.name = "2022年度", "上年"
    assert certain(of(tmp_path, yuan("单位：元", 10000).grid(), before.grid()))["total"] == "1500.5"
    assert "total" not in certain(of(tmp_path, yuan("单位：元", 1).grid(), before.grid()))


# Number formats.


def formatted(tmp_path: Path, code: str, unit: str = "单位：万元", write: Callable[..., Path] = write_xlsx) -> Proposal:
    import xlwt
    from openpyxl import load_workbook

    if write is write_xls:
        book = xlwt.Workbook(encoding="utf-8")
        sheet = book.add_sheet("支出")
        for (row, column), value in Spending(unit=unit).grid().cells.items():
            style = xlwt.easyxf(num_format_str=code) if isinstance(value, float | int) else xlwt.easyxf()
            sheet.write(row, column, value, style)
        path = tmp_path / "a.xls"
        book.save(str(path))
    else:
        path = write_xlsx(tmp_path / "a.xlsx", [Spending(unit=unit).grid()])
        opened = load_workbook(path)
        for line in opened.worksheets[0].iter_rows(min_row=4, min_col=3):
            for cell in line:
                cell.number_format = code
        opened.save(path)
    return proposing.propose(draft(HEAD).report, [read_book(path)])


@pytest.mark.parametrize("write", [write_xlsx, write_xls])
@pytest.mark.parametrize(
    "code",
    ["#,##0!.00,", "0!.0,", "0.00,", "#,##0,", "0\\.0,", '0"."0,', "0.00%", "0.0,,", ";;;", '"9.99"', '"无";"无"'],
)
def test_a_format_that_shows_another_amount_is_told(tmp_path: Path, code: str, write: Callable[..., Path]) -> None:
    proposal = formatted(tmp_path, code, write=write)
    assert proposal.figures == []
    assert all("数字格式" in left.reason for left in proposal.unplaced)


@pytest.mark.parametrize("write", [write_xlsx, write_xls])
@pytest.mark.parametrize(
    "code",
    [
        "#,##0.00",
        "0.00_ ",
        "[Red]0.00",
        '#,##0.00"万元"',
        "#,##0.00;[Red]-#,##0.00",
        "@",
        "￥0.00",
        "General",
        "[Red]General",
    ],
)
def test_a_format_that_only_adorns_changes_nothing(tmp_path: Path, code: str, write: Callable[..., Path]) -> None:
    assert certain(formatted(tmp_path, code, write=write)) == RIGHT


@pytest.mark.parametrize(
    ("unit", "code"), [("单位：元", '0.00"万元"'), ("单位：万元", '#,##0"元"'), ("单位：万元", '0.00"亿元"')]
)
def test_a_format_that_names_another_unit_is_told(tmp_path: Path, unit: str, code: str) -> None:
    assert formatted(tmp_path, code, unit).figures == []


@pytest.mark.parametrize("unit", ["金额单位：元、万元", "单位：元/万元", "单位：万元或元", "单位：元，万元"])
def test_a_head_that_names_two_units_is_told(tmp_path: Path, unit: str) -> None:
    proposal = of(tmp_path, Spending(unit=unit).grid())
    assert proposal.figures == []
    assert any("几个金额单位（万元、元）" in left.reason for left in proposal.unplaced)


@pytest.mark.parametrize("written", ["1500 .5", "1500. 5", "1500.5①6"])
def test_what_is_no_number_is_quoted_as_it_stands(tmp_path: Path, written: str) -> None:
    grid = Spending().grid()
    place = next(place for place, value in grid.cells.items() if value == 1500.5)
    grid.put(*place, written)
    proposal = of(tmp_path, grid)
    assert f"单元格里写的是“{written}”，不是数" in [left.reason for left in proposal.unplaced]


# Codes.


def parted(*codes: tuple[object, object, object]) -> Spending:
    names = ("文化旅游体育与传媒支出", "文化和旅游", "行政运行", "卫生健康支出", "行政事业单位医疗")
    amounts = ((1200.5, 700.5, 500), (1200.5, 700.5, 500), (1200.5, 700.5, 500), (300, 200, 100), (300, 200, 100))
    rows = tuple((*code, name, *amount) for code, name, amount in zip(codes, names, amounts, strict=True))
    return Spending(codes=("类", "款", "项", "科目名称"), sums=(None, None, *SUM), rows=rows)


@pytest.mark.parametrize(
    "codes",
    [
        ((207, None, None), (None, 1, None), (None, 1, 1), (210, None, None), (None, 11, None)),
        (("207", "", ""), ("", "01", ""), ("", "", "01"), ("210", "", ""), ("", "", "001")),
        (("207", "", ""), ("207", "01", ""), ("207", "01", "01"), ("210", "", ""), ("210", "11", "")),
        ((207.0, None, None), (207.0, 1.0, None), (207.0, 1.0, 1.0), (210.0, None, None), (210.0, 11.0, None)),
        (("207", "", ""), ("20701", "", ""), ("2070101", "", ""), ("210", "", ""), ("21011", "", "")),
        (("207", "", ""), ("", "201", ""), ("", "", "201"), ("210", "", ""), ("", "211", "")),
        (("２０７", "", ""), ("", "０１", ""), ("", "", "０１"), ("２１０", "", ""), ("", "１１", "")),
    ],
)
def test_a_code_in_parts(tmp_path: Path, codes: tuple[tuple[object, object, object], ...]) -> None:
    proposal = of(tmp_path, parted(*codes).grid())
    assert certain(proposal) == RIGHT
    assert classes(proposal) == CLASSES


@pytest.mark.parametrize("between", ["", " ", "-", "、", "：", "】"])
def test_code_and_name_in_one_cell(tmp_path: Path, between: str) -> None:
    opened = "【" if between == "】" else ""
    rows = tuple((f"{opened}{row[0]}{between}{row[1]}", *row[2:]) for row in ROWS)
    proposal = of(tmp_path, Spending(codes=("项目",), sums=SUM[1:], rows=rows).grid())
    assert certain(proposal) == RIGHT
    assert list(classes(proposal).values()) == ["500", "100"]
    assert list(classes(proposal)) == list(CLASSES)


def test_a_running_number_before_the_codes(tmp_path: Path) -> None:
    rows = tuple((number, *row) for number, row in enumerate(ROWS, 1))
    proposal = of(tmp_path, Spending(codes=("序号", "科目编码", "科目名称"), sums=(None, *SUM), rows=rows).grid())
    assert classes(proposal) == CLASSES


ECONOMIC: tuple[Row, ...] = (
    ("301", "工资福利支出", 700.5, 700.5, 0),
    ("302", "商品和服务支出", 500, 150, 350),
    ("310", "资本性支出", 300, 50, 250),
)
OF_ECONOMY = {
    "economic.scope": "全部支出",
    "economic.total": "1500.5",
    "economic.items.0.amount": "700.5",
    "economic.items.1.amount": "500",
    "economic.items.2.amount": "300",
}


@pytest.mark.parametrize("head", ["经济分类科目编码", "部门预算经济分类", "支出经济分类编码"])
@pytest.mark.parametrize("title", ["支出决算明细表", "支出决算表"])
def test_economic_classes_are_no_functional_ones(tmp_path: Path, head: str, title: str) -> None:
    proposal = of(tmp_path, Spending(title=title, codes=(head, "科目名称"), rows=ECONOMIC).grid())
    assert certain(proposal) == RIGHT | OF_ECONOMY
    assert {figure.path for figure in proposal.figures if "functions" in figure.path} == set()
    assert classes(proposal) == {name: str(whole) for _, name, whole, *_ in ECONOMIC}


def test_economic_codes_under_a_head_that_says_nothing_are_known_by_their_names(tmp_path: Path) -> None:
    proposal = of(tmp_path, Spending(codes=("科目编码", "科目名称"), rows=ECONOMIC).grid())
    assert certain(proposal) == RIGHT | OF_ECONOMY
    assert {figure.path for figure in proposal.figures if "functions" in figure.path} == set()
    assert any("201至234" in left.reason for left in proposal.unplaced)


@pytest.mark.parametrize("head", ["单位编码", "单位代码", "预算单位编码", "部门代码"])
@pytest.mark.parametrize("code", ["301", "207"])
def test_units_are_no_classes(tmp_path: Path, head: str, code: str) -> None:
    rows = ((code, "甲市文化局（本级）", 1200.5, 700.5, 500), ("208", "甲市图书馆", 300, 200, 100))
    proposal = of(tmp_path, Spending(codes=(head, "单位名称"), rows=rows).grid())
    assert certain(proposal) == RIGHT
    assert classes(proposal) == {}
    assert any("按单位列的数" in remark for remark in proposal.remarks)


# Whose book.


@pytest.mark.parametrize(
    "changes",
    [
        {"department": "编制单位：乙市教育局"},
        {"department": "单位名称：[205]乙市教育局"},
        {"department": "填报部门（盖章）：乙市教育局"},
        {"department": "", "title": "乙市教育局支出决算表"},
        {"department": "", "title": "2023年度乙市教育局支出决算表"},
        {"department": "", "title": "乙市教育局2023年度部门支出决算表"},
        {"department": "部门：甲市文化局（本级）"},
        {"department": "部门：甲县文化局"},
        {"department": "部门：甲市文化馆"},
        {"department": "部门：甲市文化局信息中心"},
        {"department": "部门：甲市文化局下属中心"},
        {"department": "部门：甲市文化局服务中心"},
        {"department": "部门：甲市文化局机关幼儿园"},
        {"department": "部门：甲市文化局下属事业单位"},
        {"department": "部门：文化局图书馆"},
        {"department": "部门：乙省甲市文化和旅游局图书馆"},
        {"department": "", "title": "甲市文化局信息中心支出决算表"},
    ],
)
def test_the_book_of_another_department(tmp_path: Path, changes: dict[str, str]) -> None:
    proposal = of(tmp_path, Spending(**changes).grid())  # type: ignore[arg-type]
    assert proposal.certain == []
    assert len(proposal.doubtful) == 5
    (remark,) = [remark for remark in proposal.remarks if "单位名称是“甲市文化局”" in remark]
    assert "没有选取" in remark


@pytest.mark.parametrize(
    ("book", "unit"),
    [
        ("部门：文化局", "甲市文化局"),
        ("部门：甲市文化局", "甲市文化和旅游局"),
        ("部门：市人社局", "甲市人力资源和社会保障局"),
        ("部门：甲市人社局", "人力资源和社会保障局"),
        ("部门： 甲市文化局 ", "甲市文化局"),
        ("部门：甲市文化局（汇总）", "甲市文化局"),
        ("部门：中共甲市委宣传部", "甲市委宣传部"),
        ("部门：甲市政府办", "甲市人民政府办公室"),
        ("部门：甲市纪委", "甲市纪律检查委员会"),
        ("部门：甲市发改委", "甲市发展和改革委员会"),
        ("部门：甲市科协", "甲市科学技术协会"),
        ("部门：甲市政务中心", "甲市政务服务中心"),
        ("部门：乙省甲市文化局", "甲市文化局"),
        ("部门：甲市文化局信息中心", "甲市文化局信息中心"),
        ("部门：甲市文化局及所属单位", "甲市文化局"),
        ("部门：甲市文化局（含下属单位）", "甲市文化局"),
        ("部门：甲市文化局(本级)", "甲市文化局（本级）"),
        ("部门：", "甲市文化局"),
        ("", "甲市文化局"),
    ],
)
def test_a_short_name_passes(tmp_path: Path, book: str, unit: str) -> None:
    proposal = of(tmp_path, Spending(department=book).grid(), text=HEAD.replace("甲市文化局", unit))
    assert certain(proposal) == RIGHT


def test_the_cover_tells_whose_book_it_is(tmp_path: Path) -> None:
    cover = Grid("封面")
    cover.put(0, 0, "2023年度部门决算公开表")
    cover.put(2, 0, "单位名称：", "乙市教育局")
    proposal = of(tmp_path, cover, Spending(department="").grid())
    assert proposal.certain == []


# Signs of notes, blanks.


@pytest.mark.parametrize("mark", ["³", "②", "⑴", "*", "※", " ①", "₂", "#"])
def test_a_sign_of_a_note_is_no_digit(tmp_path: Path, mark: str) -> None:
    proposal = of(tmp_path, Spending(extra={(3, 3): f"900.50{mark}", (3, 4): f"600{mark}"}).grid())
    assert certain(proposal) == RIGHT


def test_a_sign_inside_of_a_number_makes_it_none(tmp_path: Path) -> None:
    proposal = of(tmp_path, Spending(extra={(3, 3): "9②00.5"}).grid())
    assert "basic" not in certain(proposal)
    assert [left.cell for left in proposal.unplaced] == ["D4"]


@pytest.mark.parametrize("text", ["1, 500.50", "1,　500.50", "1，500.50", "1 ,500.50", "１，５００．５０"])
def test_a_blank_beside_the_comma(tmp_path: Path, text: str) -> None:
    assert certain(of(tmp_path, Spending(extra={(3, 2): text}).grid())) == RIGHT


# What is hidden in .xls.


@pytest.mark.parametrize("how", ["hidden", "height"])
def test_a_hidden_row_of_xls(tmp_path: Path, how: str) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("支出")
    for (row, column), value in Spending(extra={(8, 0): "213", (8, 1): "农林水支出", (8, 4): 99}).grid().cells.items():
        sheet.write(row, column, value)
    sheet.row(8).hidden = how == "hidden"
    if how == "height":
        sheet.row(8).height_mismatch = True
        sheet.row(8).height = 0
    book.save(str(tmp_path / "a.xls"))
    proposal = proposing.propose(draft(HEAD).report, [read_book(tmp_path / "a.xls")])
    assert classes(proposal) == CLASSES
    assert [(left.cell, left.text) for left in proposal.unplaced] == [("E9", "99")]


@pytest.mark.parametrize("column", [2, 3, 4])
def test_a_hidden_column_of_xls(tmp_path: Path, column: int) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("支出")
    for (row, at), value in Spending().grid().cells.items():
        sheet.write(row, at, value)
    sheet.col(column).hidden = True
    book.save(str(tmp_path / "a.xls"))
    proposal = proposing.propose(draft(HEAD).report, [read_book(tmp_path / "a.xls")])
    name = ("total", "basic", "project")[column - 2]
    assert certain(proposal) == {key: value for key, value in RIGHT.items() if key != name}
    assert any(left.reason == "在隐藏的行或列里" for left in proposal.unplaced)


# Formulas, strays, odd parts of the file.


@pytest.mark.parametrize(("row", "column"), [(65535, 7), (65535, 0), (30000, 20)])
def test_one_cell_far_outside_of_xls(tmp_path: Path, row: int, column: int) -> None:
    proposal = of(tmp_path, Spending(extra={(row, column): "x"}).grid(), write=write_xls)
    assert certain(proposal) == RIGHT
    assert any("在很远的" in remark for remark in proposal.remarks)


@pytest.mark.parametrize("row", [1048575, 3000])
def test_one_cell_far_outside_of_ods(tmp_path: Path, row: int) -> None:
    import zipfile

    path = write_ods(tmp_path / "a.ods", [Spending().grid(), totals()])
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    space = f'<table:table-row table:number-rows-repeated="{row - 8}"><table:table-cell/></table:table-row>'
    stray = '<table:table-row><table:table-cell office:value-type="float" office:value="5"/></table:table-row>'
    at = parts["content.xml"].index(b"</table:table>")
    content = parts["content.xml"]
    parts["content.xml"] = content[:at] + (space + stray).encode() + content[at:]
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    proposal = proposing.propose(draft(HEAD).report, [read_book(path)])
    assert certain(proposal) == RIGHT
    assert any(f"在很远的 A{row + 1}" in remark for remark in proposal.remarks)


def test_a_draft_without_department_is_told_whose_book_it_is(tmp_path: Path) -> None:
    proposal = of(tmp_path, Spending().grid(), text="[overview]\nyear = 2023\n")
    assert certain(proposal) == RIGHT
    assert any("“甲市文化局”" in remark and "没有核对" in remark for remark in proposal.remarks)


@pytest.mark.parametrize("place", [(20, 12), (9, 0), (5, 5), (0, 11)])
def test_a_formula_without_value_that_nothing_needs(tmp_path: Path, place: tuple[int, int]) -> None:
    proposal = of(tmp_path, Spending(extra={place: "=1+1"}).grid())
    assert certain(proposal) == RIGHT
    assert classes(proposal) == CLASSES


def test_a_formula_without_value_in_a_class_is_told(tmp_path: Path) -> None:
    proposal = of(tmp_path, Spending(extra={(7, 4): "=50+50"}).grid())
    assert classes(proposal) == {"文化旅游体育与传媒支出": "500"}
    assert any(left.cell == "E8" and "是公式" in left.reason for left in proposal.unplaced)


@pytest.mark.parametrize("extent", ["A0:H8", "A1:XFD1048576", "H8:A1", "A1:BBZ60000", "A0"])
def test_a_wrong_extent_does_not_cost_the_workbook(tmp_path: Path, extent: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [Spending().grid()])
    rewrite(path, b'<dimension ref="A1:H8"', f'<dimension ref="{extent}"'.encode())
    assert certain(proposing.propose(draft(HEAD).report, [read_book(path)])) == RIGHT


@pytest.mark.parametrize("address", ["BBZ60000", "ZZZZ9", "A1048577", "A9999999"])
def test_a_cell_at_an_address_that_there_is_not(tmp_path: Path, address: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [Spending().grid()])
    cell = f'<row r="9999"><c r="{address}"><v>5</v></c></row></sheetData>'.encode()
    rewrite(path, b"</sheetData>", cell)
    assert certain(proposing.propose(draft(HEAD).report, [read_book(path)])) == RIGHT


# Words of other places.


@pytest.mark.parametrize(
    "words",
    [
        {"planned": "预算批复数", "spent": "实际支出数"},
        {"planned": "年度预算数", "spent": "全年决算数"},
        {"planned": "全年预算数", "spent": "统计数"},
        {"planned": "全年预算数", "spent": "决算数（统计数）"},
        {"title": "“三公”经费情况表"},
        {"title": "一般公共预算“三公”经费支出情况表"},
        {"title": "机构运行信息决算表", "total": "（一）支出合计"},
        {"title": "机构运行信息表", "total": "支出合计"},
        {"vehicles": "2.公务用车购置及运维费", "purchase": "购置费", "operation": "公务用车运维费"},
        {"vehicles": "公务用车购置费及运行费", "operation": "（2）公车运行维护费"},
        {"vehicles": "公用车购置及运行维护费", "operation": "公用车运维费"},
        {"total": "“三公”经费合计"},
    ],
)
def test_the_three_expenses_in_other_words(tmp_path: Path, words: dict[str, str]) -> None:
    found = {figure.path: wan(figure.value) for figure in of(tmp_path, public(**words)).certain}
    assert found == {
        f"{THREE}.budget": "12",
        f"{THREE}.overseas.budget": "0",
        f"{THREE}.vehicles.budget": "8",
        f"{THREE}.reception.budget": "4",
        f"{THREE}.actual": "7.5",
        f"{THREE}.overseas.actual": "0",
        f"{THREE}.vehicles.actual": "6",
        f"{THREE}.reception.actual": "1.5",
        "general_budget.three_public.details.purchase.budget": "0",
        "general_budget.three_public.details.operation.budget": "8",
        "general_budget.three_public.details.purchase.actual": "0",
        "general_budget.three_public.details.operation.actual": "6",
    }


@pytest.mark.parametrize(
    "title", ["“三公”经费支出预算表", "2023年部门预算“三公”经费情况表", "“三公”经费增减情况说明表"]
)
def test_a_table_of_the_budget_is_none_of_the_accounts(tmp_path: Path, title: str) -> None:
    proposal = of(tmp_path, Spending().grid(), public(title=title))
    assert certain(proposal, THREE) == {}
    assert any("三公" in remark and "没有用到" in remark for remark in proposal.remarks)


@pytest.mark.parametrize("heads", [("支出决算合计", "基本支出", "项目支出"), ("部门合计", "基本支出", "项目支出")])
@pytest.mark.parametrize("label", ["合计", "部门合计", "支出决算合计", "支出合计"])
def test_the_total_in_other_words(tmp_path: Path, heads: tuple[str, ...], label: str) -> None:
    proposal = of(tmp_path, Spending(heads=heads, sums=(None, label, *SUM[2:])).grid())
    assert certain(proposal) == RIGHT


@pytest.mark.parametrize(
    "years", [("2022年", "2023年"), ("2022年度", "2023年度"), ("上年", "本年"), ("上年数", "本年数")]
)
def test_two_years_side_by_side(tmp_path: Path, years: tuple[str, str]) -> None:
    grid = Grid("支出")
    grid.put(0, 0, "支出决算表")
    grid.put(1, 0, "部门：甲市文化局", None, "2023年度", "单位：万元")
    grid.merge(2, 0, 3, 0, "科目编码")
    grid.merge(2, 1, 3, 1, "科目名称")
    for start, year in zip((2, 5), years, strict=True):
        grid.merge(2, start, 2, start + 2, year)
        grid.put(3, start, *HEADS[:3])
    grid.put(4, 1, "合计", 1.5, 0.5, 1, 1500.5, 900.5, 600)
    grid.put(5, 0, "207", "文化支出", 1.5, 0.5, 1, 1500.5, 900.5, 600)
    proposal = of(tmp_path, grid)
    assert certain(proposal) == RIGHT | {"last_year": "1.5"}
    assert classes(proposal) == {"文化支出": "600"}
    assert not any("上年的数" in remark for remark in proposal.remarks)


def test_a_sum_of_all_beside_the_sum_of_three(tmp_path: Path) -> None:
    grid = Grid("三公")
    grid.put(0, 0, "“三公”经费及会议费支出决算表")
    grid.put(1, 0, "部门：甲市文化局", None, "2023年度", "单位：万元")
    for start, group in ((0, "预算数"), (6, "决算数")):
        grid.merge(2, start, 2, start + 5, group)
        grid.merge(3, start, 4, start, "合计")
        grid.merge(3, start + 1, 3, start + 4, "“三公”经费")
        grid.put(4, start + 1, "小计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费")
        grid.merge(3, start + 5, 4, start + 5, "会议费")
    grid.put(5, 0, 20, 12, 0, 8, 4, 8, 10, 7.5, 0, 6, 1.5, 2.5)
    found = certain(of(tmp_path, grid), THREE)
    assert (found["budget"], found["actual"]) == ("12", "7.5")


def test_one_sum_of_more_than_the_three_is_not_taken(tmp_path: Path) -> None:
    grid = Grid("三公")
    grid.put(0, 0, "“三公”经费及会议费支出决算表")
    grid.put(1, 0, "部门：甲市文化局", None, "2023年度", "单位：万元")
    for start, group in ((0, "预算数"), (5, "决算数")):
        grid.merge(2, start, 2, start + 4, group)
        grid.put(3, start, "合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费", "会议费")
    grid.put(4, 0, 20, 0, 8, 4, 8, 10, 0, 6, 1.5, 2.5)
    proposal = of(tmp_path, grid)
    assert "budget" not in certain(proposal, THREE)
    assert "actual" not in certain(proposal, THREE)
    assert {figure.cell for figure in proposal.doubtful} >= {"A5", "F5"}


def test_daily_general_funds_are_general_funds(tmp_path: Path) -> None:
    grid = Grid("基本支出")
    grid.put(0, 0, "一般公共预算财政拨款基本支出决算表")
    grid.put(1, 0, "部门：甲市文化局", None, "2023年度", "单位：万元")
    grid.put(2, 0, "科目编码", "科目名称", "合计", "人员经费", "日常公用经费")
    grid.put(3, 1, "合计", 900.5, 700.5, 200)
    found = certain(of(tmp_path, Spending().grid(), general(), grid))
    assert found == RIGHT | {"personnel": "700.5", "general": "200"}


# Nothing in silence.


@pytest.mark.parametrize("write", [write_xlsx, write_xls, write_ods])
def test_a_printed_zero_is_taken_and_a_blank_is_told(tmp_path: Path, write: Callable[..., Path]) -> None:
    proposal = of(tmp_path, Spending(extra={(3, 5): 0, (3, 6): "0.00"}).grid(), write=write)
    assert certain(proposal) == RIGHT | {"remitted": "0", "operating": "0"}
    assert any("对附属单位补助支出（H4）" in remark for remark in proposal.remarks)


def test_two_tables_that_disagree_are_told(tmp_path: Path) -> None:
    proposal = of(tmp_path, Spending().grid(), totals(1499))
    assert "total" not in certain(proposal)
    assert any("1500.5万元" in remark and "1499万元" in remark and "D5" in remark for remark in proposal.remarks)


def test_missing_tables_hidden_sheets_and_a_missing_year_are_told(tmp_path: Path) -> None:
    hidden = totals()
    hidden.hidden = True
    other = Grid("通讯录")
    other.put(0, 0, "姓名", "电话")
    proposal = of(tmp_path, Spending(year="").grid(), hidden, other)
    said = "\n".join(proposal.remarks)
    for words in ("没有写明年度", "通讯录", "隐藏的工作表没有读：总表", "没有找到的表：三公经费支出决算表"):
        assert words in said
    assert len(proposal.remarks) == len(set(proposal.remarks))


def test_a_scope_that_does_not_fit_names_the_field_to_change(tmp_path: Path) -> None:
    proposal = of(tmp_path, Spending().grid(), general(800, 500))
    reasons = {left.reason for left in proposal.unplaced if "口径" in left.reason}
    assert any("把“本部分支出口径”改为“仅一般公共预算”" in reason for reason in reasons)


def test_a_blank_cell_never_takes_the_place_of_what_was_typed(tmp_path: Path) -> None:
    report = draft(HEAD + '[overview.scale]\noperating = "无"\n').report
    proposal = proposing.propose(report, [read_book(write_xlsx(tmp_path / "a.xlsx", [Spending().grid()]))])
    taking.take(report, proposal)
    operating = report.cell("overview.scale.operating")
    assert operating.raw == "无"
    assert any(left.label == operating.label and "空着" in left.reason for left in proposal.unplaced)
    assert certain(proposal) == RIGHT


def test_an_amount_that_the_draft_has_already_stays_as_it_was_typed(tmp_path: Path) -> None:
    typed = "".join(f'{name} = "{value}{"0" if "." in value else ".00"}"\n' for name, value in RIGHT.items())
    report = draft(f"{HEAD}[overview.scale]\n{typed}").report
    proposal = proposing.propose(report, [read_book(write_xlsx(tmp_path / "a.xlsx", [Spending().grid()]))])
    figures = [figure for figure in proposal.certain if figure.path.removeprefix("overview.scale.") in RIGHT]
    assert len(figures) == len(RIGHT)
    assert all(figure.unchanged for figure in figures)
    assert taking.edits(report, figures) == []


# Years beneath each other.


def by_year(*rows: Row, head: object = "年度", title: str = "支出决算表", heading: str = "") -> Grid:
    """公开03表 with years for rows."""
    grid = Grid("支出")
    grid.put(0, 0, title)
    grid.put(1, 0, "部门：甲市文化局", None, heading or None, None, "单位：万元")
    grid.put(2, 0, head, *HEADS[:3])  # type: ignore[arg-type]
    for number, row in enumerate(rows, 3):
        grid.put(number, 0, *row)  # type: ignore[arg-type]
    return grid


@pytest.mark.parametrize(
    ("now", "before", "head", "heading"),
    [
        ("2023年", "2022年", "年度", ""),
        ("2023年度", "2022年度", "项目", "2023年度"),
        (2023, 2022, "年份", ""),
        ("2023年决算数", "2022年决算数", "项目", ""),
        ("2023年合计", "2022年合计", None, ""),
        ("本年决算数", "上年决算数", "项目", "2023年度"),
        ("本年度", "上年度", "项目", "2023年度"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_years_as_rows_are_this_years_and_last_years(
    tmp_path: Path, now: object, before: object, head: object, heading: str, turned: bool
) -> None:
    rows = [(now, 1500.5, 900.5, 600), (before, 1400, 850, 550)]
    grid = by_year(*(reversed(rows) if turned else rows), ("增减额", 100.5, 50.5, 50), head=head, heading=heading)
    proposal = of(tmp_path, grid)
    assert certain(proposal) == RIGHT | {"last_year": "1400"}
    assert proposal.doubtful == []


def test_years_beside_their_classes(tmp_path: Path) -> None:
    grid = Grid("支出")
    grid.put(0, 0, "支出决算表")
    grid.put(1, 0, "部门：甲市文化局", None, None, None, "单位：万元")
    grid.put(2, 0, "年度", "科目编码", "科目名称", *HEADS[:3])
    earlier: tuple[Row, ...] = ((None, "合计", 1400, 850, 550), ("207", "文化旅游体育与传媒支出", 1400, 850, 550))
    for number, row in enumerate((*earlier, SUM, *ROWS), 3):
        grid.put(number, 1, *row)  # type: ignore[arg-type]
    grid.merge(3, 0, 4, 0, "2022年")
    grid.merge(5, 0, 9, 0, "2023年")
    proposal = of(tmp_path, grid)
    assert certain(proposal) == RIGHT | {"last_year": "1400"}
    assert classes(proposal) == CLASSES


def test_years_above_their_rows(tmp_path: Path) -> None:
    rows = (
        ("2022年",),
        ("合计", 1400, 850, 550),
        ("2023年",),
        ("合计", 1500.5, 900.5, 600),
        ("2021年",),
        ("合计", 9, 5, 4),
    )
    proposal = of(tmp_path, by_year(*rows, head="项目"))
    assert certain(proposal) == RIGHT | {"last_year": "1400"}
    assert any("2021年度" in left.reason for left in proposal.unplaced)


def test_three_expenses_with_years_for_rows(tmp_path: Path) -> None:
    grid = Grid("三公")
    grid.put(0, 0, "一般公共预算财政拨款“三公”经费支出决算表")
    grid.put(1, 0, "部门：甲市文化局", None, None, "单位：万元")
    heads = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")
    grid.put(2, 0, "年度", "项目", *heads)
    grid.put(3, 0, "2022年", "预算数", 13, 1, 8, 4)
    grid.put(4, 1, "决算数", 9, 1, 6.5, 1.5)
    grid.put(5, 0, "2023年", "预算数", 12, 0, 8, 4)
    grid.put(6, 1, "决算数", 7.5, 0, 6, 1.5)
    found = certain(of(tmp_path, grid), THREE)
    assert (found["budget"], found["actual"], found["last_year"]) == ("12", "7.5", "9")
    assert (found["vehicles.actual"], found["vehicles.last_year"]) == ("6", "6.5")


# What is left over, and the costs of the office.


@pytest.mark.parametrize("parted", [False, True])
def test_what_basic_and_project_expenditure_left_over(tmp_path: Path, parted: bool) -> None:
    grid = Grid("一般公共预算")
    grid.put(0, 0, "一般公共预算财政拨款收入支出决算表")
    grid.put(1, 0, "部门：甲市文化局", None, "2023年度", None, "单位：万元")
    grid.merge(2, 0, 3, 0, "科目编码")
    grid.merge(2, 1, 3, 1, "科目名称")
    left = ("基本支出结转", "项目支出结转", "项目支出结余") if parted else ("基本支出结转", "项目支出结转和结余")
    groups = (
        ("年初结转和结余", ("合计", "基本支出结转", "项目支出结转和结余"), (9, 2, 7)),
        ("本年收入", ("合计", "基本支出", "项目支出"), (1500, 900, 600)),
        ("本年支出", ("合计", "基本支出", "项目支出"), (1500.5, 900.5, 600)),
        ("年末结转和结余", ("合计", *left), (8.5, 1.5, 4, 3) if parted else (8.5, 1.5, 7)),
    )
    column = 2
    grid.put(4, 1, "合计")
    for head, names, amounts in groups:
        grid.merge(2, column, 2, column + len(names) - 1, head)
        grid.put(3, column, *names)
        grid.put(4, column, *amounts)
        column += len(names)
    found = certain(of(tmp_path, Spending().grid(), grid), "general_budget")
    assert found == {
        "basic.actual": "900.5",
        "projects.actual": "600",
        "basic.execution.carried_in": "2",
        "basic.execution.carried_over": "1.5",
        "projects.execution.carried_in": "7",
        "projects.execution.carried_over": "7",
    }


def office(*costs: Row) -> Grid:
    """公开06表, the economic classes in rows."""
    grid = Grid("基本支出")
    grid.put(0, 0, "一般公共预算财政拨款基本支出决算明细表")
    grid.put(1, 0, "部门：甲市文化局", None, "2023年度", None, None, "单位：万元")
    grid.put(2, 0, *("科目编码", "科目名称", "决算数") * 2)
    people: tuple[Row, ...] = (("301", "工资福利支出", 700.5), ("30101", "基本工资", 700.5))
    for number, row in enumerate(people, 3):
        grid.put(number, 0, *row)  # type: ignore[arg-type]
    for number, row in enumerate(costs, 3):
        grid.put(number, 3, *row)  # type: ignore[arg-type]
    foot = 3 + max(len(costs), 2)
    grid.put(foot, 0, "人员经费合计", None, 700.5, "公用经费合计", None, 200)
    return grid


def annexed(proposal: Proposal) -> dict[str, tuple[str, str]]:
    return {
        figure.path.removeprefix("basic_data."): (wan(figure.value), figure.cell)
        for figure in proposal.certain
        if figure.path.startswith("basic_data")
    }


def test_the_costs_of_the_office_are_added_from_their_rows(tmp_path: Path) -> None:
    costs = (("302", "商品和服务支出", 200), ("30201", "办公费", 50.25), ("30205", "水费", 3), ("30206", "电费", 7))
    more = (("30211", "差旅费", 40.5), ("30215", "会议费", 20), ("30216", "培训费", 79.25))
    proposal = of(tmp_path, Spending().grid(), general(), office(*costs, *more))
    assert annexed(proposal) == {
        "office.actual": ("50.25", "F5"),
        "travel.actual": ("50.5", "F6、F7、F8"),
        "meetings.actual": ("99.25", "F9、F10"),
    }


@pytest.mark.parametrize("whole", [80.25, 99])
def test_a_blank_cost_is_nothing_only_where_its_class_says_so(tmp_path: Path, whole: float) -> None:
    costs = (
        ("302", "商品和服务支出", whole),
        ("30201", "办公费", 50.25),
        ("30205", "水费", None),
        ("30206", "电费", 30),
    )
    proposal = of(tmp_path, Spending().grid(), general(), office(*costs, ("30211", "差旅费", None)))
    taken = {"office.actual": ("50.25", "F5"), "travel.actual": ("30", "F7")}
    assert annexed(proposal) == (taken if whole == 80.25 else {})
    assert whole == 80.25 or [left.cell for left in proposal.unplaced if "这一类是99" in left.reason] == ["F5", "F7"]


def test_the_costs_of_the_office_may_be_columns(tmp_path: Path) -> None:
    grid = Grid("基本支出")
    grid.put(0, 0, "一般公共预算财政拨款基本支出决算明细表")
    grid.put(1, 0, "部门：甲市文化局", None, "2023年度", None, None, "单位：万元")
    grid.merge(2, 0, 3, 0, "科目编码")
    grid.merge(2, 1, 3, 1, "科目名称")
    grid.merge(2, 2, 3, 2, "合计")
    grid.merge(2, 3, 2, 7, "商品和服务支出")
    grid.put(3, 3, "小计", "办公费", "水费", "电费", "差旅费")
    grid.put(4, 1, "合计", 900.5, 200, 50.25, 3, 7, 40.5)
    found = annexed(of(tmp_path, Spending().grid(), general(), grid))
    assert found == {"office.actual": ("50.25", "E5"), "travel.actual": ("50.5", "F5、G5、H5")}

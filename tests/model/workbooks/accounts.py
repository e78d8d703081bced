"""Workbooks of 部门决算公开 as departments publish them, made for the tests: three layouts, three file formats.

A sheet is drawn on a ``Grid`` and written by whatever library writes that format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Value = str | float | int | None


class Grid:
    """A sheet: cells by row and column from 0, and merged ranges."""

    def __init__(self, name: str, *, hidden: bool = False) -> None:
        self.name = name
        self.hidden = hidden
        self.cells: dict[tuple[int, int], Value] = {}
        self.spans: list[tuple[int, int, int, int]] = []

    def put(self, row: int, column: int, *values: Value) -> None:
        """Write ``values`` side by side."""
        for number, value in enumerate(values):
            if value is not None:
                self.cells[row, column + number] = value

    def merge(self, row: int, column: int, last_row: int, last_column: int, value: Value) -> None:
        """Write ``value`` into a merged range."""
        self.cells[row, column] = value
        self.spans.append((row, column, last_row, last_column))

    @property
    def size(self) -> tuple[int, int]:
        """How many rows and columns it has."""
        ends = [*self.cells, *((row, column) for _, _, row, column in self.spans)]
        return max(row for row, _ in ends) + 1, max(column for _, column in ends) + 1


def write_xlsx(path: Path, grids: Iterable[Grid]) -> Path:
    """Write an .xlsx file."""
    from openpyxl import Workbook

    book = Workbook()
    del book["Sheet"]
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        if grid.hidden:
            sheet.sheet_state = "hidden"
        for (row, column), value in grid.cells.items():
            sheet.cell(row + 1, column + 1, value)
        for top, left, bottom, right in grid.spans:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    book.save(path)
    return path


def write_xls(path: Path, grids: Iterable[Grid]) -> Path:
    """Write an .xls file."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        spans = {(top, left): (bottom, right) for top, left, bottom, right in grid.spans}
        for (row, column), value in grid.cells.items():
            bottom, right = spans.get((row, column), (row, column))
            sheet.write_merge(row, bottom, column, right, value)
    book.save(str(path))
    return path


def write_ods(path: Path, grids: Iterable[Grid]) -> Path:
    """Write an .ods file."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    for grid in grids:
        table = Table(name=grid.name)
        rows, columns = grid.size
        spans = {(top, left): (bottom, right) for top, left, bottom, right in grid.spans}
        covered = {
            (row, column)
            for top, left, bottom, right in grid.spans
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
        for row in range(rows):
            line = TableRow()
            for column in range(columns):
                if (row, column) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                value = grid.cells.get((row, column))
                bottom, right = spans.get((row, column), (row, column))
                wide: dict[str, object] = {}
                if (bottom, right) != (row, column):
                    wide = {"numberrowsspanned": bottom - row + 1, "numbercolumnsspanned": right - column + 1}
                if isinstance(value, str):
                    cell = TableCell(valuetype="string", **wide)
                    cell.addElement(P(text=value))
                elif value is None:
                    cell = TableCell(**wide)
                else:
                    cell = TableCell(valuetype="float", value=value, **wide)
                line.addElement(cell)
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


ECONOMIC = (
    ("301", "工资福利支出", 13000.02),
    ("303", "对个人和家庭的补助", 571.8),
    ("302", "商品和服务支出", 1200),
    ("310", "资本性支出", 54.01),
)
# What the year before was spent on 三公, in the order of Accounts.actual.
PUBLIC_BEFORE = (76.5, 10, 60.25, 25, 35.25, 6.25)


class Accounts(NamedTuple):
    """What a department's final accounts say, in 万元."""

    basic: float = 14825.83
    project: float = 72040.64
    operating: float | None = 975.83
    general_basic: float = 14825.83
    general_project: float = 72040.64
    personnel: float = 13571.82
    operation: float = 1254.01
    fund: float | None = None
    carried: float | None = None
    # Code, name, 基本, 项目; what is spent on operations is all in 208.
    functions: Sequence[tuple[str, str, float | None, float | None]] = (
        ("201", "一般公共服务支出", None, 27.8),
        ("205", "教育支出", None, 10384.42),
        ("208", "社会保障和就业支出", 14825.83, 61568.16),
        ("213", "农林水支出", None, 26.39),
        ("229", "其他支出", None, 33.87),
    )
    # 合计, 出国, 公车小计, 购置, 运行, 接待
    budget: Sequence[float | None] = (92.61, 20, 53.3, 18, 35.3, 19.31)
    actual: Sequence[float | None] = (41.38, None, 39.91, None, 39.91, 1.47)

    @property
    def total(self) -> float:
        """All expenditure."""
        return round(self.basic + self.project + (self.operating or 0), 2)


def _top(grid: Grid, title: str, number: str, width: int, unit: str = "万元", year: int | None = None) -> int:
    """Title, number of the table, department and unit; returns the next row."""
    grid.merge(0, 0, 0, width - 1, title if year is None else f"{year}年度{title}")
    grid.put(1, width - 1, number)
    grid.put(2, 0, "部门：云漪市人力资源和社会保障局")
    grid.put(2, width - 1, f"金额单位：{unit}")
    return 3


def expenditure(
    accounts: Accounts, *, name: str = "支出决算表", title: str = "支出决算表", year: int | None = None
) -> Grid:
    """公开03表 in the national form: heads 类 款 项 beside 栏次 and 合计, 229 其他支出 three times."""
    grid = Grid(name)
    row = _top(grid, title, "公开03表", 10, year=year)
    grid.merge(row, 0, row, 3, "项    目")
    heads = ("本年支出\n合计", "基本支出", "项目支出", "上缴上级\n支出", "经营支出", "对附属单位\n补助支出")
    for column, head in enumerate(heads, 4):
        grid.merge(row, column, row + 2, column, head)
    grid.merge(row + 1, 0, row + 2, 2, "功能分类\n科目编码")
    grid.merge(row + 1, 3, row + 2, 3, "科目名称")
    for column, head in enumerate("类款项"):
        grid.merge(row + 3, column, row + 4, column, head)
    grid.put(row + 3, 3, "栏次", "1", "2", "3", "4", "5", "6")
    grid.put(row + 4, 3, "合计", accounts.total, accounts.basic, accounts.project, None, accounts.operating)
    row += 5
    for code, label, basic, project in accounts.functions:
        operating = accounts.operating if code == "208" else None
        whole = round((basic or 0) + (project or 0) + (operating or 0), 2)
        levels = [(code, label), (f"{code}99", label if code == "229" else f"其他{label}"), (f"{code}9901", label)]
        for level, text in levels:
            grid.merge(row, 0, row, 2, level)
            grid.put(row, 3, text, whole, basic, project, None, operating)
            row += 1
    grid.put(row, 0, "注：本表反映部门本年度各项支出情况，其中基本支出较上年增加179.2万元。")
    grid.put(row + 1, 0, "合计", 87842.3)
    return grid


def income() -> Grid:
    """公开02表: a table of income in the form of 公开03表, all its 合计 other amounts."""
    grid = Grid("收入决算表")
    row = _top(grid, "收入决算表", "公开02表", 7)
    grid.put(row, 0, "科目编码", "科目名称", "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入")
    grid.put(row + 1, 1, "栏次", 1, 2, 3, 4, 5)
    grid.put(row + 2, 1, "合计", 90000.11, 86000, 12, 3000, 988.11)
    return grid


def totals(accounts: Accounts) -> Grid:
    """公开01表: income on the left, expenditure on the right, budget columns beside the accounts."""
    grid = Grid("收入支出决算总表")
    row = _top(grid, "收入支出决算总表", "公开01表", 8)
    grid.merge(row, 0, row, 3, "收     入")
    grid.merge(row, 4, row, 7, "支     出")
    grid.put(row + 1, 0, "项    目", "行次", "年初预算数", "决算数", "项    目", "行次", "年初预算数", "决算数")
    grid.put(row + 2, 0, "栏次", None, 1, 2, "栏次", None, 3, 4)
    grid.put(row + 3, 0, "一、一般公共预算财政拨款收入", 1, 80000, 86000, "一、一般公共服务支出", 31, 25, 27.8)
    grid.put(row + 4, 0, "本年收入合计", 27, 81000, 90000.11, "本年支出合计", 57, 80001.5, accounts.total)
    grid.put(row + 5, 0, "年初结转和结余", 28, 1, 2.5, "年末结转和结余", 58, 1, 2160.31)
    grid.put(row + 6, 0, "总计", 30, 81001, 90002.61, "总计", 60, 80002.5, 90002.61)
    return grid


def general(accounts: Accounts, *, last: bool = True) -> Grid:
    """公开05表: 合计 in the ``last`` row or the first, a row 其中 after it."""
    grid = Grid("一般公共预算财政拨款支出决算表")
    row = _top(grid, "一般公共预算财政拨款支出决算表", "公开05表", 5)
    grid.merge(row, 0, row, 1, "项目")
    grid.merge(row, 2, row, 4, "本年支出")
    grid.put(row + 1, 0, "功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出")
    grid.put(row + 2, 0, "栏次", None, 1, 2, 3)
    whole = round(accounts.general_basic + accounts.general_project, 2)
    row += 3
    if not last:
        grid.merge(row, 0, row, 1, "合  计")
        grid.put(row, 2, whole, accounts.general_basic, accounts.general_project)
        row += 1
    for code, label, share in (("205", "教育支出", 0.25), ("208", "社会保障和就业支出", 0.75)):
        basic, project = (round(amount * share, 2) for amount in (accounts.general_basic, accounts.general_project))
        if code == "208":
            basic = round(accounts.general_basic - round(accounts.general_basic * 0.25, 2), 2)
            project = round(accounts.general_project - round(accounts.general_project * 0.25, 2), 2)
        grid.put(row, 0, code, label, round(basic + project, 2), basic, project)
        row += 1
    if last:
        grid.merge(row, 0, row, 1, "合  计")
        grid.put(row, 2, whole, accounts.general_basic, accounts.general_project)
        row += 1
    grid.put(row, 0, None, "其中：合计", 5.5, 2.2, 3.3)
    return grid


def detail(accounts: Accounts, *, title: str = "一般公共预算财政拨款基本支出决算明细表") -> Grid:
    """公开06表: three tables side by side, the sums at the foot, labels with spaces inside."""
    grid = Grid("基本支出")
    row = _top(grid, title, "公开06表", 9)
    grid.merge(row, 0, row, 2, "人员经费")
    grid.merge(row, 3, row, 8, "公用经费")
    for column in (0, 3, 6):
        grid.put(row + 1, column, "经济分类\n科目编码", "科目名称", "决算数")
    grid.put(row + 2, 0, 301, "工资福利支出", 13000.02, 302, "商品和服务支出", 1200, 310, "资本性支出", 54.01)
    grid.put(row + 3, 0, 30101, "  基本工资", 4000.1, 30201, "  办公费", 80.25, 31002, "  办公设备购置", 54.01)
    grid.put(row + 4, 0, 303, "对个人和家庭的补助", 571.8, 30217, "  公务接待费", 99.47)
    grid.put(row + 4, 6, 30299, "  其他商品和服务支出", 1020.28)
    grid.merge(row + 5, 0, row + 5, 1, "人 员 经 费\n合 计")
    grid.put(row + 5, 2, accounts.personnel)
    grid.merge(row + 5, 3, row + 5, 7, "公 用 经 费 合 计")
    grid.put(row + 5, 8, accounts.operation)
    grid.put(row + 6, 0, "注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。")
    return grid


def three_public(accounts: Accounts, *, title: str = "“三公”经费支出决算表", note: str = "") -> Grid:
    """The 三公 table: three levels of headers, the columns numbered, one row of amounts or none."""
    grid = Grid("三公经费")
    row = _top(grid, f"一般公共预算财政拨款{title}", "公开07表", 12)
    for start, group in ((0, "预算数"), (6, "决算数")):
        grid.merge(row, start, row, start + 5, group)
        grid.merge(row + 1, start, row + 2, start, "合计")
        grid.merge(row + 1, start + 1, row + 2, start + 1, "因公出国\n（境）费")
        grid.merge(row + 1, start + 2, row + 1, start + 4, "公务用车购置及运行（维护）费")
        grid.put(row + 2, start + 2, "小计", "公务用车\n购置费", "公务用车\n运行（维护）费")
        grid.merge(row + 1, start + 5, row + 2, start + 5, "公务接待费")
    grid.put(row + 3, 0, *range(1, 13))
    if not note:
        grid.put(row + 4, 0, *accounts.budget, *accounts.actual)
    grid.put(
        row + 5, 0, note or "注：1.本表反映部门本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数。"
    )
    return grid


def funds(accounts: Accounts, *, note: str = "") -> Grid:
    """The table of 政府性基金: opening, income, expenditure in three columns, closing."""
    grid = Grid("政府性基金")
    row = _top(grid, "政府性基金预算财政拨款收入支出决算表", "公开08表", 8)
    grid.merge(row, 0, row, 1, "项目")
    for column, head in ((2, "年初结转和结余"), (3, "本年收入"), (7, "年末结转和结余")):
        grid.merge(row, column, row + 1, column, head)
    grid.merge(row, 4, row, 6, "本年支出")
    grid.put(row + 1, 0, "功能分类科目编码", "科目名称")
    grid.put(row + 1, 4, "小计", "基本支出", "项目支出")
    grid.put(row + 2, 0, "栏次", None, 1, 2, 3, 4, 5, 6)
    grid.merge(row + 3, 0, row + 3, 1, "合计")
    if accounts.fund is not None:
        grid.put(row + 3, 2, accounts.carried, accounts.fund, accounts.fund, None, accounts.fund, accounts.carried)
        grid.put(row + 4, 0, "212", "城乡社区支出", accounts.carried, accounts.fund, accounts.fund, None, accounts.fund)
    if note:
        grid.put(row + 5, 0, note)
    return grid


def state_capital(note: str = "说明：本部门没有使用国有资本经营预算安排的支出，故本表无数据。") -> Grid:
    """The table of 国有资本经营, empty but for a note."""
    grid = Grid("国有资本经营")
    row = _top(grid, "国有资本经营预算财政拨款支出决算表", "公开09表", 5)
    grid.put(row, 0, "科目编码", "科目名称", "合计", "基本支出", "项目支出")
    grid.put(row + 1, 0, "栏次", None, 1, 2, 3)
    grid.merge(row + 2, 0, row + 2, 1, "合计")
    if note:
        grid.put(row + 4, 0, note)
    return grid


def cover(year: int = 2022) -> Grid:
    """The cover and the list of tables, which holds every title and no table."""
    grid = Grid("目录")
    grid.put(0, 0, f"{year}年度部门决算公开表")
    titles = ("收入支出决算总表", "收入决算表", "支出决算表", "一般公共预算财政拨款支出决算表", "“三公”经费支出决算表")
    for number, title in enumerate(titles, 1):
        grid.put(number, 0, f"{number}、{title}", number)
    return grid


def hunan_2021(accounts: Accounts, year: int = 2022) -> list[Grid]:
    """The order of Hunan 2021: 三公 before the funds, 合计 last in 公开05表."""
    return [
        cover(year),
        totals(accounts),
        income(),
        expenditure(accounts),
        general(accounts),
        detail(accounts),
        three_public(accounts),
        funds(accounts, note="注：本部门没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。"),
        state_capital(),
    ]


def hunan_2022(accounts: Accounts, year: int = 2022) -> list[Grid]:
    """The order of Hunan 2022: the funds before 三公, 合计 first, other titles."""
    return [
        cover(year),
        totals(accounts),
        income(),
        expenditure(accounts, title="支出决算总表"),
        general(accounts, last=False),
        detail(accounts),
        funds(accounts),
        state_capital(),
        three_public(accounts, title="“三公”经费及会议费、培训费支出决算表"),
    ]


def elsewhere(accounts: Accounts, year: int = 2022) -> list[Grid]:
    """Another province: in 元, full-width marks, no merged cells, codes split, last year's column, 三公 in rows."""

    def yuan(amount: float | None) -> float | None:
        return None if amount is None else round(amount * 10000, 2)

    spending = Grid("Z04")
    spending.put(0, 0, f"部门支出决算表（{year}年度）")
    spending.put(1, 0, "编制单位：云漪市人力资源和社会保障局", None, None, None, None, None, None, "单位：元")
    spending.put(
        2, 0, "科目编码", None, None, "科目名称", "上年决算数", "本年支出合计", "基本支出", "项目支出", "经营支出"
    )
    spending.put(3, 0, "类", "款", "项")
    row = 4
    for code, label, basic, project in accounts.functions:
        for level in ((code, None, None), (code, "99", None), (code, "99", "01")):
            whole = round((basic or 0) + (project or 0), 2)
            spending.put(row, 0, *level, label, yuan(whole - 1), yuan(whole), yuan(basic), yuan(project))
            row += 1
    last = sum((basic or 0) + (project or 0) - 1 for _, _, basic, project in accounts.functions)
    spending.put(row, 3, "合计", yuan(last), *map(yuan, (accounts.total, accounts.basic, accounts.project)))
    spending.put(row, 8, f"{accounts.operating or 0:,.2f}万元")

    public = Grid("Z05")
    public.put(0, 0, "一般公共预算财政拨款支出决算表")
    public.put(1, 0, f"{year}年度", None, None, None, None, None, None, "金额单位：元")
    public.put(2, 0, "功能分类科目", None, "预算数", None, None, "决算数")
    public.put(3, 0, "科目编码", "科目名称", "合计", "基本支出", "项目支出", "合计", "基本支出", "项目支出")
    whole = round(accounts.general_basic + accounts.general_project, 2)
    amounts = map(yuan, (whole, accounts.general_basic, accounts.general_project))
    public.put(4, 0, None, "合　计", 1, 2, 3, *amounts)

    staff = Grid("Z06")
    staff.put(0, 0, "一般公共预算财政拨款基本支出决算表")
    staff.put(1, 0, f"{year}年度", None, None, None, "金额单位：元")
    staff.put(2, 0, "经济分类科目编码", "科目名称", "合计", "人员经费", "公用经费")
    sum_ = round(accounts.personnel + accounts.operation, 2)
    staff.put(3, 1, "合计", *map(yuan, (sum_, accounts.personnel, accounts.operation)))
    for number, (code, label, amount) in enumerate(ECONOMIC):
        staff.put(4 + number, 0, code, label, yuan(amount))

    public_expenses = Grid("Z07")
    public_expenses.put(0, 0, "“三公”经费支出决算表")
    public_expenses.put(1, 0, f"{year}年度", None, "金额单位：元")
    public_expenses.put(2, 0, "项　目", f"{year - 1}年决算数", f"{year}年预算数", f"{year}年决算数")
    labels = (
        "合计",
        "１．因公出国（境）费用",
        "２．公务用车购置及运行维护费",
        "其中：（1）公务用车购置费",
        "（2）公务用车运行维护费",
        "３．公务接待费",
    )
    for number, label in enumerate(labels):
        budget, actual = yuan(accounts.budget[number]), yuan(accounts.actual[number])
        before = yuan(PUBLIC_BEFORE[number])
        public_expenses.put(3 + number, 0, label, before, f"{budget:,.2f}" if budget else budget, actual)
    public_expenses.put(9, 0, "（1）国内接待费", 1, 2, 3)

    fund = Grid("Z08")
    fund.put(0, 0, "政府性基金预算财政拨款支出决算表")
    fund.put(1, 0, f"{year}年度", None, "金额单位：元")
    fund.put(2, 0, "科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "年末结转和结余")
    fund.put(3, 1, "合计", yuan(accounts.fund), None, yuan(accounts.fund), yuan(accounts.carried))
    return [spending, public, staff, public_expenses, fund, state_capital()]

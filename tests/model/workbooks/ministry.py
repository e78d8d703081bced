"""The ministry's own forms of the final accounts (财决01表 and on), as its software exports them, for the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.model.workbooks.accounts import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

Amount = float | None


@dataclass(frozen=True)
class Forms:
    """What one department's forms say, in 元."""

    department: str = "丙市水务局"
    year: int = 2023
    # Code, name, personnel, general, project, operating: all sources.
    classes: Sequence[tuple[str, str, float, float, float, float]] = (
        ("208", "社会保障和就业支出", 812_345.67, 12_000.0, 0.0, 0.0),
        ("211", "节能环保支出", 0.0, 0.0, 2_345_600.0, 0.0),
        ("213", "农林水支出", 6_700_120.33, 1_800_450.25, 9_876_543.21, 150_000.0),
    )
    # The share of the general public budget, by class, as above without operating.
    general: Sequence[tuple[str, float, float, float]] = (
        ("208", 812_345.67, 12_000.0, 0.0),
        ("211", 0.0, 0.0, 345_600.0),
        ("213", 6_700_120.33, 1_700_450.25, 9_000_000.0),
    )
    fund: Amount = 2_000_000.0
    fund_left: Amount = 120_000.0
    capital: Amount = None
    remitted: float = 0.0
    subsidies: float = 0.0
    # Original budget, budget of the year, accounts: 出国, 购置, 运行, 接待.
    three: Sequence[tuple[Amount, Amount, Amount]] = (
        (0.0, 0.0, 0.0),
        (180_000.0, 0.0, 0.0),
        (120_000.0, 100_000.0, 89_765.43),
        (50_000.0, 40_000.0, 12_340.0),
    )
    last: dict[str, float] = field(default_factory=dict)

    def column(self, number: int) -> float:
        """The sum over all classes: 2 personnel, 3 general, 4 project, 5 operating."""
        return round(sum(float(each[number]) for each in self.classes), 2)

    @property
    def basic(self) -> float:
        """Basic expenditure of all sources."""
        return round(self.column(2) + self.column(3), 2)

    @property
    def total(self) -> float:
        """All expenditure."""
        return round(self.basic + self.column(4) + self.column(5) + self.remitted + self.subsidies, 2)


def _top(grid: Grid, forms: Forms, title: str, number: str, width: int) -> int:
    grid.merge(0, 0, 0, width - 1, title)
    grid.put(1, width - 1, number)
    grid.put(2, 0, f"编制单位：{forms.department}")
    grid.put(2, width // 2, f"{forms.year}年度")
    grid.put(2, width - 1, "金额单位：元")
    return 3


def _subjects(grid: Grid, row: int, last: int) -> None:
    """The heads of the codes: four columns over ``last - row + 1`` rows, and the rows 类 款 项."""
    grid.merge(row, 0, row, 3, "项目")
    grid.merge(row + 1, 0, last, 2, "支出功能分类科目编码")
    grid.merge(row + 1, 3, last, 3, "科目名称")


def _index(grid: Grid, row: int, count: int) -> None:
    for column, head in enumerate("类款项"):
        grid.merge(row, column, row + 1, column, head)
    grid.put(row, 3, "栏次", *map(str, range(1, count + 1)))


def z01(forms: Forms) -> Grid:
    """财决01表: income, expenditure by function, expenditure by nature and economic class."""
    grid = Grid("Z01 收入支出决算总表")
    row = _top(grid, forms, "收入支出决算总表", "财决01表", 15)
    grid.merge(row, 0, row, 4, "收入")
    grid.merge(row, 5, row, 14, "支出")
    heads = ("行次", "年初预算数", "全年预算数", "决算数")
    for start, head in ((0, "项目"), (5, "项目(按功能分类)"), (10, "项目(按支出性质和经济分类)")):
        grid.put(row + 1, start, head, *heads)
        grid.put(
            row + 2, start, "栏次", None, str(start // 5 * 3 + 1), str(start // 5 * 3 + 2), str(start // 5 * 3 + 3)
        )
    row += 3
    nature = (
        ("一、基本支出", forms.basic),
        ("    人员经费", forms.column(2)),
        ("    公用经费", forms.column(3)),
        ("二、项目支出", forms.column(4)),
        ("    其中：基本建设类项目", 0.0),
        ("三、上缴上级支出", forms.remitted),
        ("四、经营支出", forms.column(5)),
        ("五、对附属单位补助支出", forms.subsidies),
    )
    numerals = "一二三四五六七八"
    for number in range(8):
        income = forms.total if number == 0 else 0.0
        grid.put(row, 0, f"{numerals[number]}、第{numerals[number]}项收入", number + 1, income - 1, income, income)
        if number < len(forms.classes):
            _, name, *amounts = forms.classes[number]
            grid.put(row, 5, f"{numerals[number]}、{name}", number + 31, 1, 2, round(sum(amounts), 2))
        label, amount = nature[number]
        grid.put(row, 10, label, number + 61, amount + 7, amount + 3, amount)
        row += 1
    grid.put(row, 10, "经济分类支出合计", 70, "—", "—", forms.total)
    row += 1
    grid.put(row, 0, "本年收入合计", 27, forms.total + 5, forms.total, forms.total)
    grid.put(row, 5, "本年支出合计", 57, forms.total + 5, forms.total + 9, forms.total)
    grid.put(row, 10, "本年支出合计", 87, forms.total + 5, forms.total + 9, forms.total)
    grid.put(row + 1, 0, "总计", 30, forms.total + 5, forms.total + 77, forms.total + 77)
    grid.put(row + 1, 5, "总计", 60, forms.total + 5, forms.total + 77, forms.total + 77)
    grid.put(row + 1, 10, "总计", 90, forms.total + 5, forms.total + 77, forms.total + 77)
    return grid


def z04(forms: Forms) -> Grid:
    """财决04表: expenditure by class and nature."""
    grid = Grid("Z04 支出决算表")
    row = _top(grid, forms, "支出决算表", "财决04表", 10)
    _subjects(grid, row, row + 2)
    heads = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    for column, head in enumerate(heads, 4):
        grid.merge(row, column, row + 2, column, head)
    _index(grid, row + 3, 6)
    row += 4
    grid.put(
        row, 3, "合计", forms.total, forms.basic, forms.column(4), forms.remitted, forms.column(5), forms.subsidies
    )
    for number, (code, name, personnel, general, project, operating) in enumerate(forms.classes):
        basic = round(personnel + general, 2)
        rest = (forms.remitted, forms.subsidies) if number == 0 else (0.0, 0.0)
        for level, label in ((code, name), (f"{code}01", f"{name}款"), (f"{code}0101", f"{name}项")):
            row += 1
            grid.merge(row, 0, row, 2, level)
            whole = round(basic + project + operating + sum(rest), 2)
            grid.put(row, 3, label, whole, basic, project, rest[0], operating, rest[1])
    return grid


def z05(forms: Forms) -> Grid:
    """财决05表: classes in rows, economic classes in columns."""
    grid = Grid("Z05 支出决算明细表")
    row = _top(grid, forms, "支出决算明细表", "财决05表", 9)
    _subjects(grid, row, row + 2)
    grid.merge(row, 4, row + 2, 4, "合计")
    for column, head in ((5, "工资福利支出"), (7, "商品和服务支出")):
        grid.merge(row, column, row, column + 1, head)
    for column, head in enumerate(("小计", "基本工资", "小计", "办公费"), 5):
        grid.merge(row + 1, column, row + 2, column, head)
    _index(grid, row + 3, 5)
    grid.put(row + 4, 3, "合计", forms.total, forms.column(2), 1, round(forms.total - forms.column(2), 2), 1)
    return grid


def z07(forms: Forms) -> Grid:
    """财决07表: the general public budget with opening balances, income, expenditure, closing balances."""
    grid = Grid("Z07 一般公共预算财政拨款收入支出决算表")
    row = _top(grid, forms, "一般公共预算财政拨款收入支出决算表", "财决07表", 19)
    _subjects(grid, row, row + 2)
    for column, width, head, below in (
        (4, 3, "年初结转和结余", ("合计", "基本支出结转", "项目支出结转和结余")),
        (7, 3, "本年收入", ("合计", "基本支出", "项目支出")),
        (15, 4, "年末结转和结余", ("合计", "基本支出结转", "项目支出结转", "项目支出结余")),
    ):
        grid.merge(row, column, row, column + width - 1, head)
        for number, text in enumerate(below):
            grid.merge(row + 1, column + number, row + 2, column + number, text)
    grid.merge(row, 10, row, 14, "本年支出")
    grid.merge(row + 1, 10, row + 2, 10, "合计")
    grid.merge(row + 1, 11, row + 1, 13, "基本支出")
    grid.put(row + 2, 11, "小计", "人员经费", "日常公用经费")
    grid.merge(row + 1, 14, row + 2, 14, "项目支出")
    _index(grid, row + 3, 15)
    row += 4

    def line(label: str, personnel: float, general: float, project: float) -> None:
        basic = round(personnel + general, 2)
        whole = round(basic + project, 2)
        grid.put(row, 3, label, 3.0, 1.0, 2.0, whole, basic, project, whole, basic, personnel, general, project)
        grid.put(row, 15, 3.0, 1.0, 1.0, 1.0)

    sums = [round(sum(each[number] for each in forms.general), 2) for number in (1, 2, 3)]  # type: ignore[misc]
    line("合计", *sums)
    names = {code: name for code, name, *_ in forms.classes}
    for code, *amounts in forms.general:
        row += 1
        grid.merge(row, 0, row, 2, code)
        line(names[code], *amounts)
    return grid


def z08_1(forms: Forms) -> Grid:
    """财决08-1表: basic expenditure of the general public budget, economic classes in columns: no sum of 人员经费."""
    grid = Grid("Z08_1 一般公共预算财政拨款基本支出决算明细表")
    row = _top(grid, forms, "一般公共预算财政拨款基本支出决算明细表", "财决08-1表", 9)
    _subjects(grid, row, row + 2)
    grid.merge(row, 4, row + 2, 4, "合计")
    for column, head in ((5, "工资福利支出"), (7, "商品和服务支出")):
        grid.merge(row, column, row, column + 1, head)
    for column, head in enumerate(("小计", "基本工资", "小计", "办公费"), 5):
        grid.merge(row + 1, column, row + 2, column, head)
    _index(grid, row + 3, 5)
    personnel = round(sum(each[1] for each in forms.general), 2)
    general = round(sum(each[2] for each in forms.general), 2)
    grid.put(row + 4, 3, "合计", round(personnel + general, 2), personnel, 1.0, general, 1.0)
    return grid


def _fund_form(forms: Forms, name: str, title: str, number: str, amount: Amount, left: Amount) -> Grid:
    grid = Grid(name)
    row = _top(grid, forms, title, number, 16)
    _subjects(grid, row, row + 2)
    for column, width, head in (
        (4, 3, "年初结转和结余"),
        (7, 3, "本年收入"),
        (10, 3, "本年支出"),
        (13, 3, "年末结转和结余"),
    ):
        grid.merge(row, column, row, column + width - 1, head)
        for at, text in enumerate(("合计", "基本支出", "项目支出")):
            grid.merge(
                row + 1, column + at, row + 2, column + at, text if 4 < column < 13 else text + "结转" * (at > 0)
            )
    _index(grid, row + 3, 12)
    row += 4
    grid.put(row, 3, "合计")
    if amount is not None:
        grid.put(row, 4, 0.0, 0.0, 0.0, amount + (left or 0), 0.0, amount + (left or 0), amount, 0.0, amount)
        grid.put(row, 13, left, 0.0, left)
        grid.merge(row + 1, 0, row + 1, 2, "212")
        grid.put(
            row + 1, 3, "城乡社区支出", 0.0, 0.0, 0.0, amount + (left or 0), 0.0, amount + (left or 0), amount, 0.0
        )
        grid.put(row + 1, 12, amount, left, 0.0, left)
    return grid


def z09(forms: Forms) -> Grid:
    """财决09表: 政府性基金."""
    title = "政府性基金预算财政拨款收入支出决算表"
    return _fund_form(forms, f"Z09 {title}", title, "财决09表", forms.fund, forms.fund_left)


def z11(forms: Forms) -> Grid:
    """财决11表: 国有资本经营."""
    title = "国有资本经营预算财政拨款收入支出决算表"
    return _fund_form(forms, f"Z11 {title}", title, "财决11表", forms.capital, 0.0 if forms.capital else None)


def f03(forms: Forms) -> Grid:
    """财决附03表: 三公, counts and the costs of the offices, two halves, dashes where nothing can stand."""
    grid = Grid("F03 机构运行信息表")
    row = _top(grid, forms, "机构运行信息表", "财决附03表", 8)
    grid.put(row, 0, "项目", "行次", "年初预算数", "全年预算数", "决算（统计数）", "项目", "行次", "统计数")
    grid.put(row + 1, 0, "栏次", None, "1", "2", "3", "栏次", None, "4")
    row += 2
    overseas, purchase, operation, reception = forms.three

    def add(*lines: Sequence[Amount]) -> tuple[Amount, ...]:
        return tuple(round(sum(each[at] or 0 for each in lines), 2) for at in range(3))

    vehicles = add(purchase, operation)
    dash = ("—", "—", "—")
    lines: list[tuple[str, Sequence[object]]] = [
        ("一、“三公”经费支出", dash),
        ("（一）支出合计", add(overseas, purchase, operation, reception)),
        ("  1．因公出国（境）费", overseas),
        ("  2．公务用车购置及运行维护费", vehicles),
        ("    （1）公务用车购置费", purchase),
        ("    （2）公务用车运行维护费", operation),
        ("  3．公务接待费", reception),
        ("    （1）国内接待费", ("—", "—", reception[2])),
        ("      其中：外事接待费", ("—", "—", 0.0)),
        ("    （2）国（境）外接待费", ("—", "—", 0.0)),
        ("（二）相关统计数", dash),
        ("  1．因公出国（境）团组数（个）", ("—", "—", 3)),
        ("  2．因公出国（境）人次数（人）", ("—", "—", 5)),
        ("  3．公务用车购置数（辆）", ("—", "—", 2)),
        ("  4．公务用车保有量（辆）", ("—", "—", 7)),
        ("  5．国内公务接待批次（个）", ("—", "—", 31)),
        ("二、会议费", (1000.0, 900.0, 800.0)),
        ("三、培训费", (2000.0, 1900.0, 1800.0)),
    ]
    right = [
        ("四、机关运行经费", None),
        ("（一）行政单位", 700_000.0),
        ("（二）参照公务员法管理事业单位", 0.0),
        ("五、国有资产占用情况", "—"),
        ("（一）车辆数合计（辆）", 9),
        ("六、政府采购支出信息", "—"),
        ("（一）政府采购支出合计", 3_000_000.0),
    ]
    for number, (label, amounts) in enumerate(lines):
        grid.put(row + number, 0, label, number + 1, *amounts)  # type: ignore[arg-type]
        if number < len(right):
            grid.put(row + number, 5, right[number][0], number + 40, right[number][1])
    return grid


def book(forms: Forms) -> list[Grid]:
    """All forms that a report takes figures from, in the ministry's order."""
    return [z01(forms), z04(forms), z05(forms), z07(forms), z08_1(forms), z09(forms), z11(forms), f03(forms)]

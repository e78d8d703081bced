"""The ministry's own forms of the final accounts (财决01表 and on), as its software exports them, for the tests."""

from __future__ import annotations

from dataclasses import dataclass
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
    # 上级补助, 事业, 经营, 附属单位上缴收入; the rest of what was spent and not appropriated is 其他收入.
    received: Sequence[float] = (30_000.0, 0.0, 150_000.0, 0.0)
    # 年初结转和结余, 使用非财政拨款结余, 结余分配, 年末结转和结余.
    balances: tuple[float, float, float, float] = (500_000.25, 10_000.0, 2_000.0, 620_000.5)
    counts: Sequence[int] = (3, 5, 2, 7, 31, 5, 320, 40)

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

    @property
    def economic(self) -> list[tuple[str, float]]:
        """What was spent by economic class."""
        personnel, general = self.column(2), self.column(3)
        rest = round(self.total - personnel - general, 2)
        return [
            ("工资福利支出", personnel),
            ("商品和服务支出", general),
            ("对个人和家庭的补助", 0.0),
            ("资本性支出", rest),
        ]

    @property
    def general_total(self) -> float:
        """What the general public budget paid for."""
        return round(sum(sum(each[1:]) for each in self.general), 2)

    @property
    def fund_income(self) -> float:
        """What came from government-managed funds this year."""
        return (self.fund or 0) + (self.fund_left or 0)

    @property
    def income(self) -> list[float]:
        """The eight sources of money in the order of 财决01表, and their sum."""
        opening, used, distributed, closing = self.balances
        whole = round(self.total + distributed + closing - opening - used, 2)
        known = [self.general_total, self.fund_income, self.capital or 0.0, *self.received]
        return [*known, round(whole - sum(known), 2), whole]


SOURCES = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "国有资本经营预算财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
)


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
    numerals = "一二三四五六七八九"
    for number, label in enumerate(SOURCES):
        income = forms.income[number]
        grid.put(row, 0, f"{numerals[number]}、{label}", number + 1, income - 1, income + 1, income)
        if number < len(forms.classes):
            _, name, *amounts = forms.classes[number]
            grid.put(row, 5, f"{numerals[number]}、{name}", number + 31, 1, 2, round(sum(amounts), 2))
        label, amount = nature[number]
        grid.put(row, 10, label, number + 61, amount + 7, amount + 3, amount)
        row += 1
    grid.put(row, 5, "二十三、其他支出", 53, 0.0, 0.0, 0.0)
    grid.put(row, 10, "经济分类支出合计", 70, "—", "—", forms.total)
    row += 1
    for number, (label, amount) in enumerate(forms.economic):
        grid.put(row, 10, f"{numerals[number]}、{label}", 71 + number, "—", "—", amount)
        row += 1
    whole = round(forms.income[-1] + forms.balances[0] + forms.balances[1], 2)
    grid.put(row, 0, "本年收入合计", 27, forms.total + 5, forms.total + 6, forms.income[-1])
    grid.put(row + 1, 0, "使用非财政拨款结余（含专用结余）", 28, 0.0, 0.0, forms.balances[1])
    grid.put(row + 2, 0, "年初结转和结余", 29, 0.0, 3.0, forms.balances[0])
    grid.put(row + 3, 0, "总计", 30, forms.total + 5, forms.total + 9, whole)
    for column in (5, 10):
        grid.put(row, column, "本年支出合计", 57, forms.total + 5, forms.total + 9, forms.total)
        grid.put(row + 1, column, "结余分配", 58, "—", "—", forms.balances[2])
        grid.put(row + 2, column, "年末结转和结余", 59, 0.0, 0.0, forms.balances[3])
        grid.put(row + 3, column, "总计", 60, forms.total + 5, forms.total + 9, whole)
    return grid


def z01_1(forms: Forms) -> Grid:
    """财决01-1表: the appropriations of three budgets, planned and spent, by function and by nature."""
    grid = Grid("Z01_1 财政拨款收入支出决算总表")
    row = _top(grid, forms, "财政拨款收入支出决算总表", "财决01-1表", 25)
    grid.merge(row, 0, row, 4, "收入")
    grid.merge(row, 5, row, 24, "支出")
    grid.put(row + 1, 0, "项目", "行次", "年初预算数", "全年预算数", "决算数")
    budgets = ("小计", *(name.removesuffix("收入") for name in SOURCES[:3]))
    starts = {5: ("项目(按功能分类)", ("决算数",)), 11: ("项目(按支出性质)", ("年初预算数", "全年预算数", "决算数"))}
    for start, (head, groups) in starts.items():
        grid.merge(row + 1, start, row + 2, start, head)
        grid.merge(row + 1, start + 1, row + 2, start + 1, "行次")
        for number, group in enumerate(groups):
            grid.merge(row + 1, start + 2 + 4 * number, row + 1, start + 5 + 4 * number, group)
            grid.put(row + 2, start + 2 + 4 * number, *budgets)
    row += 3
    for number, label in enumerate(SOURCES[:3]):
        income = forms.income[number]
        grid.put(row + number, 0, f"{'一二三'[number]}、{label.removesuffix('收入')}", number + 1, 1.0, 2.0, income)
    appropriated = (forms.general_total, forms.fund or 0.0, forms.capital or 0.0)

    def spent(at: int, column: int, label: str, amounts: Sequence[float], *plans: float) -> None:
        values: list[float] = []
        for plan in (*plans, 0.0):
            planned = [round(amount + plan, 2) for amount in amounts]
            values += [round(sum(planned), 2), *planned]
        grid.put(at, column, label, at, *values)

    basic, project = (round(sum(sum(each[k] for k in ks) for each in forms.general), 2) for ks in ((1, 2), (3,)))  # type: ignore[misc]
    spent(row, 11, "一、基本支出", (basic, 0.0, 0.0), 11.0, 22.0)
    spent(row + 1, 11, "二、项目支出", (project, *appropriated[1:]), 33.0, 44.0)
    grid.put(row + 3, 0, "本年收入合计", 27, 1.0, 2.0, round(sum(forms.income[:3]), 2))
    grid.put(row + 4, 0, "年初财政拨款结转和结余", 28, 0.0, 0.0, 0.0)
    for number, label in enumerate(SOURCES[:3]):
        grid.put(row + 5 + number, 0, f"{'一二三'[number]}、{label.removesuffix('收入')}", 29 + number, 0.0, 0.0, 0.0)
    spent(row + 3, 5, "本年支出合计", appropriated)
    spent(row + 3, 11, "本年支出合计", appropriated, 5.0, 6.0)
    spent(row + 4, 5, "年末财政拨款结转和结余", (0.0, forms.fund_left or 0.0, 0.0))
    spent(row + 4, 11, "年末财政拨款结转和结余", (0.0, forms.fund_left or 0.0, 0.0), 0.0, 0.0)
    return grid


def z03(forms: Forms) -> Grid:
    """财决03表: income by class and source; 财政拨款收入 is not parted by budget."""
    grid = Grid("Z03 收入决算表")
    row = _top(grid, forms, "收入决算表", "财决03表", 12)
    _subjects(grid, row, row + 2)
    heads = (
        "本年收入合计",
        "财政拨款收入",
        "上级补助收入",
        "事业收入",
        None,
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    )
    for column, head in enumerate(heads, 4):
        if head == "事业收入":
            grid.merge(row, column, row, column + 1, head)
            grid.put(row + 1, column, "小计", "其中：教育收费")
        elif head:
            grid.merge(row, column, row + 2, column, head)
    _index(grid, row + 3, 8)
    income = forms.income
    grid.put(row + 4, 3, "合计", income[-1], round(sum(income[:3]), 2), income[3], income[4], 0.0, *income[5:8])
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
    row = _top(grid, forms, "支出决算明细表", "财决05表", 11)
    _subjects(grid, row, row + 2)
    grid.merge(row, 4, row + 2, 4, "合计")
    for column, head in ((5, "工资福利支出"), (7, "商品和服务支出"), (9, "资本性支出")):
        grid.merge(row, column, row, column + 1, head)
    for column, head in enumerate(("小计", "基本工资", "小计", "办公费", "小计", "办公设备购置"), 5):
        grid.merge(row + 1, column, row + 2, column, head)
    _index(grid, row + 3, 7)
    personnel, general, _, rest = (amount for _, amount in forms.economic)
    grid.put(row + 4, 3, "合计", forms.total, personnel, 1, general, 1, rest, 1)
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
        grid.put(row, 15, 6.0, 1.0, 2.0, 3.0)

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
        ("  1．因公出国（境）团组数（个）", ("—", "—", forms.counts[0])),
        ("  2．因公出国（境）人次数（人）", ("—", "—", forms.counts[1])),
        ("  3．公务用车购置数（辆）", ("—", "—", forms.counts[2])),
        ("  4．公务用车保有量（辆）", ("—", "—", forms.counts[3])),
        ("  5．国内公务接待批次（个）", ("—", "—", forms.counts[4])),
        ("     其中：外事接待批次（个）", ("—", "—", forms.counts[5])),
        ("  6．国内公务接待人次（人）", ("—", "—", forms.counts[6])),
        ("     其中：外事接待人次（人）", ("—", "—", forms.counts[7])),
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
    return [
        z01(forms),
        z01_1(forms),
        z03(forms),
        z04(forms),
        z05(forms),
        z07(forms),
        z08_1(forms),
        z09(forms),
        z11(forms),
        f03(forms),
    ]

"""Lists that departments keep beside their accounts: projects, classes of fixed assets, disposals, additions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.workbooks import import_listing, proposing
from model.workbooks.books import read_book
from model.workbooks.taking import take
from tests.model.drafting import draft
from tests.model.workbooks.accounts import write_xlsx
from tests.model.workbooks.drawn import drawn

if TYPE_CHECKING:
    from pathlib import Path

    from model.report.report import Report
    from model.workbooks.taking import Proposal
    from tests.model.workbooks.accounts import Grid

CLASSES = """
固定资产分类汇总表（2025年末）
单位：万元
资产类别       | 账面原值 | <        | <        | <      | 累计折旧 | 净值 | 占比
^              | 年初数   | 本年增加 | 本年减少 | 年末数 | ^        | ^    | ^
一、房屋       | 300      |          |          | 300    | 120      | 180  | 0.6
二、设备       | 170      | 40       | 10       | 200    | 90       | 110  | 0.4
　其中：车辆   | 60       |          | 10       | 50     | 40       | 10   | 0.1
　　　　服务器 | 20       | 15       |          | 35     | 10       | 25   | 0.07
三、文物       |          |          |          |        |          |      |
合　　计       | 470      | 40       | 10       | 500    | 210      | 290  | 1
"""


def proposed(tmp_path: Path, report: Report, *grids: Grid) -> Proposal:
    return proposing.propose(report, [read_book(write_xlsx(tmp_path / "a.xlsx", list(grids)))])


def imported(tmp_path: Path, *grids: Grid, before: str = "") -> Report:
    report = draft(f"[overview]\nyear = 2025\n{before}").report
    take(report, proposed(tmp_path, report, *grids))
    return report


def listed(report: Report, path: str, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.cell(name).raw for name in names) for row in report.rows(path).rows]


def test_classes_of_fixed_assets_with_what_is_of_them(tmp_path: Path) -> None:
    report = imported(tmp_path, drawn("分类", CLASSES))
    assert listed(report, "assets.classes.items", "name", "amount") == [("房屋", "300"), ("设备", "200")]
    assert listed(report, "assets.classes.items.1.parts", "name", "amount") == [("车辆", "50"), ("服务器", "35")]
    values = {path: report.cell(f"assets.{path}").raw for path in ("classes.base", "book_values.opening_cost")}
    assert values == {"classes.base": "固定资产原值", "book_values.opening_cost": "470"}
    moved = ("cost_added", "cost_removed", "fixed.cost", "fixed.written_off", "fixed.net")
    assert [report.cell(f"assets.book_values.{name}").raw for name in moved] == ["40", "10", "500", "210", "290"]


def test_classes_go_into_the_rows_that_the_draft_has(tmp_path: Path) -> None:
    there = '[[assets.classes.items]]\nname = "设备"\namount = "200"\n'
    before = there + '[[assets.classes.items.parts]]\nname = "服务器"\n'
    report = imported(tmp_path, drawn("分类", CLASSES), before=before)
    assert listed(report, "assets.classes.items", "name", "amount") == [("设备", "200"), ("房屋", "300")]
    assert listed(report, "assets.classes.items.0.parts", "name", "amount") == [("服务器", "35"), ("车辆", "50")]


def test_classes_that_do_not_come_to_the_sum_are_not_taken(tmp_path: Path) -> None:
    report = draft("[overview]\nyear = 2025\n").report
    proposal = proposed(tmp_path, report, drawn("分类", CLASSES.replace("| 300    | 120", "| 310    | 120")))
    assert not [figure for figure in proposal.figures if figure.path.startswith("assets.classes")]
    assert [left.reason for left in proposal.unplaced] == ["各类资产之和与合计不相等，清单里的行没有取"]


def test_disposals_by_form_and_by_kind(tmp_path: Path) -> None:
    table = """
    2025年度资产处置情况（账面原值）
    单位：元
    {head}   | 数量 | 账面原值
    {one}    | 4    | 30000.5
    {other}  | 2    | 12000
    合计     | 6    | 42000.5
    """
    by_form = drawn("处置", table.format(head="处置方式", one="报废", other="调拨（划转）"))
    report = imported(tmp_path, by_form)
    forms = [("报废", "30000.5元"), ("调拨（划转）", "12000元")]
    assert listed(report, "assets.disposals.by_form", "name", "amount") == forms
    assert report.cell("assets.disposals.total").raw == "42000.5元"
    by_kind = drawn("处置", table.format(head="资产类别", one="车辆", other="家具"))
    report = imported(tmp_path, by_kind)
    assert listed(report, "assets.disposals.by_kind", "name", "amount") == [("车辆", "30000.5元"), ("家具", "12000元")]
    assert not report.rows("assets.disposals.by_form").rows
    twice = draft("").report
    found = proposed(tmp_path, twice, drawn("处置", table.format(head="处置方式", one="报废", other="报废")))
    assert [left.reason for left in found.unplaced] == ["有同名的处置形式或类别，清单里的行没有取"]


def test_what_was_added_to_fixed_assets(tmp_path: Path) -> None:
    table = """
    固定资产原值变动（元）
    项　目             | 金　额 | 备　注
    年初固定资产原值   | 900    | 见资产负债表
    本年增加           | 250    |
    　其中：复印机     | 150    |
    　　　　档案柜     | 100    |
    本年减少           | 60     | 报废
    年末固定资产原值   | 1090   |
    """
    report = imported(tmp_path, drawn("变动", table))
    additions = [("复印机", "150元"), ("档案柜", "100元")]
    assert listed(report, "assets.book_values.additions", "name", "amount") == additions
    values = ("opening_cost", "cost_added", "cost_removed", "fixed.cost")
    assert [report.cell(f"assets.book_values.{name}").raw for name in values] == ["900元", "250元", "60元", "1090元"]


def test_new_assets_that_do_not_come_to_the_sum_or_share_a_name_are_not_taken(tmp_path: Path) -> None:
    table = """
    2025年新增固定资产明细表
    单位：万元
    序号 | 资产名称 | 入账价值
    1    | 水泵     | 30
    2    | {other}  | 12
         | 合计     | {total}
    """
    for other, total, why in (("水泵", 42, "有同名的资产"), ("车辆", 43, "各项资产之和与合计不相等")):
        proposal = proposed(tmp_path, draft("").report, drawn("新增", table.format(other=other, total=total)))
        assert not [figure for figure in proposal.figures if "additions" in figure.path]
        assert [left.reason for left in proposal.unplaced] == [f"{why}，清单里的行没有取"]


LEDGER = """
某市文化馆2025年度部门项目支出执行台账
单位：万元
序号         | 项目名称 | 实施单位 | 年初预算 | 调整后预算 | 支付数 | 执行率 | 备注
一、本级小计 |          |          | 30       | 32         | 31     | 0.97   |
1            | 送戏下乡 | 馆本级   | 10       | 12         | 11     | 0.92   | 年中追加2万元
2            | 场馆运维 |          | 20       | 20         | 20     | 1      |
二、分馆小计 |          |          | 5        | 5          | 4      | 0.8    |
1            | 夜校     | 分馆     | 5        | 5          | 4      | 0.8    |
合　计       |          |          | 35       | 37         | 35     | 0.95   |
"""
PUBLIC = """
公共项目资金支付情况（财政支付系统）
单位：万元
项目     | 年初批复 | 调整后 | 已支付 | 说明
票价补贴 | 8        | 9      | 9      |
合计     | 8        | 9      | 9      |
"""
PROJECTS = "general_budget.projects."


def test_projects_of_the_department_and_public_ones_in_lists_apart(tmp_path: Path) -> None:
    report = imported(tmp_path, drawn("台账", LEDGER), drawn("公共", PUBLIC))
    figures = ("name", "amount", "adjusted", "executed", "remark")
    assert listed(report, f"{PROJECTS}unit_projects.items", *figures) == [
        ("送戏下乡", "10", "12", "11", "年中追加2万元"),
        ("场馆运维", "20", "20", "20", ""),
        ("夜校", "5", "5", "4", ""),
    ]
    assert listed(report, f"{PROJECTS}public_projects.items", *figures) == [("票价补贴", "8", "9", "9", "")]
    sums = ("unit_projects.total", "unit_projects.executed", "public_projects.total", "public_projects.executed")
    assert [report.cell(PROJECTS + name).raw for name in sums] == ["35", "35", "8", "9"]


def test_the_list_of_a_unit_repeats_and_another_one_contradicts(tmp_path: Path) -> None:
    unit = """
    分馆项目支付台账（单位：元）
    项目名称 | 年初预算 | 调整后预算 | 支付数
    夜校     | 50000    | 50000      | 40000
    合计     | 50000    | 50000      | 40000
    """
    report = draft("[overview]\nyear = 2025\n").report
    proposal = proposed(tmp_path, report, drawn("分馆", unit), drawn("台账", LEDGER))
    assert {figure.sheet for figure in proposal.certain} == {"台账"}
    assert "a.xlsx 工作表“分馆”里没有报告要用的数，没有用到" in proposal.remarks
    another = unit[: unit.index("    合计")] + "    书展 | 9 | 9 | 9\n"
    proposal = proposed(tmp_path, report, drawn("分馆", another), drawn("台账", LEDGER))
    assert not proposal.certain
    assert {left.sheet for left in proposal.unplaced} == {"分馆", "台账"}


FUND = """
政府性基金预算财政拨款收入支出决算表
编制单位：某市文化馆 | < | < | < | 2025年度 | 单位：万元
项目 | < | < | < | 本年收入 | 本年支出 | < | 年末结转和结余
科目编码 | < | < | 科目名称 | ^ | 小计 | 项目支出 | ^
类 | 款 | 项 | 栏次 | 1 | 2 | 3 | 4
合计 | < | < | < | 90 | 90 | 90 | 0
212 | < | < | 城乡社区支出 | 60 | 60 | 60 | 0
21208 | < | < | 国有土地使用权出让收入安排的支出 | 60 | 60 | 60 | 0
2120803 | < | < | 城市建设支出 | 35 | 35 | 35 | 0
2120804 | < | < | 农村基础设施建设支出 | 25 | 25 | 25 | 0
229 | < | < | 其他支出 | 30 | 30 | 30 | 0
22960 | < | < | 彩票公益金安排的支出 | 30 | 30 | 30 | 0
2296003 | < | < | 用于体育事业的彩票公益金支出 | 30 | 30 | 30 | 0
"""
ITEMS = "government_funds.items"


def test_what_a_fund_was_spent_on_by_the_lowest_subjects(tmp_path: Path) -> None:
    report = imported(tmp_path, drawn("基金", FUND))
    assert listed(report, ITEMS, "name", "amount") == [
        ("城市建设支出", "35"),
        ("农村基础设施建设支出", "25"),
        ("用于体育事业的彩票公益金支出", "30"),
    ]


def test_items_of_other_names_in_the_draft_are_not_doubled(tmp_path: Path) -> None:
    report = draft('[overview]\nyear = 2025\n[[government_funds.items]]\nname = "体育彩票"\namount = "30"\n').report
    proposal = proposed(tmp_path, report, drawn("基金", FUND))
    assert not [figure for figure in proposal.certain if figure.path.startswith(ITEMS)]
    assert all("“体育彩票”" in figure.doubt for figure in proposal.doubtful)


def test_a_sum_whose_label_is_merged_over_the_labels_of_both_sides(tmp_path: Path) -> None:
    table = """
    收入支出决算总表
    编制单位：某市文化馆 | < | < | < | 2025年度 | < | < | 单位：万元 | <
    收入         | < | <      | 支出         | <    | <      | <          | <    | <
    项目         | 行次 | 决算数 | 项目（按功能分类） | 行次 | 决算数 | 项目（按支出性质） | 行次 | 决算数
    一、一般公共预算财政拨款收入 | 1 | 95 | 一、文化旅游体育与传媒支出 | 9 | 92 | 一、基本支出 | 15 | 60
                 |      |        |              |      |        | 二、项目支出 | 16   | 32
    本年收入合计 | 3    | 95     | 本年支出合计 | <    | <      | <          | 18   | 92
    年初结转和结余 | 4  | 2      | 年末结转和结余 | <  | <      | <          | 19   | 5
    总计         | 5    | 97     | 总计         | <    | <      | <          | 20   | 97
    """
    report = imported(tmp_path, drawn("总表", table))
    cells = ("scale.total", "scale.basic", "scale.project", "income.opening", "income.closing")
    assert [report.cell(f"overview.{name}").raw for name in cells] == ["92", "60", "32", "2", "5"]


def test_each_sheet_is_told_as_what_it_was_read(tmp_path: Path) -> None:
    report = draft("[overview]\nyear = 2025\n").report
    ours = drawn("公共", PUBLIC.replace("公共项目资金", "2025年度公共项目资金"))
    old = drawn("旧账", FUND.replace("2025", "2019"))
    grids = (ours, old, drawn("联系人", "姓名 | 电话\n王 | 110"))
    said = list(import_listing.lines(proposed(tmp_path, report, *grids)))
    at = said.index("各工作表")
    assert said[at + 1 : at + 4] == [
        "  a.xlsx 工作表“公共”：当作项目支出执行情况表，可取5项",
        "  a.xlsx 工作表“旧账”：没有认出或不是本部门本年度的，没有取",
        "  a.xlsx 工作表“联系人”：没有认出或不是本部门本年度的，没有取",
    ]


def test_classes_of_what_came_and_went_in_a_head_of_three_storeys(tmp_path: Path) -> None:
    table = """
    固定资产增减变动情况表
    单位：万元
    资产类别 | 年初原值 | 本年变动 | < | < | < | 年末原值
    ^ | ^ | 本年增加 | < | 本年减少 | < | ^
    ^ | ^ | {sum} | 购置 | {sum} | 报废 | ^
    房屋 | 300 | | | | | 300
    设备 | 170 | 40 | 40 | 10 | 10 | {end}
    合计 | 470 | 40 | 40 | 10 | 10 | 500
    """
    report = imported(tmp_path, drawn("增减", table.format(sum="小计", end="200")))
    assert listed(report, "assets.classes.items", "name", "amount") == [("房屋", "300"), ("设备", "200")]
    moved = ("opening_cost", "cost_added", "cost_removed", "fixed.cost")
    assert [report.cell(f"assets.book_values.{name}").raw for name in moved] == ["470", "40", "10", "500"]
    report = imported(tmp_path, drawn("增减", table.format(sum="小计", end="190")))
    assert listed(report, "assets.classes.items", "name", "amount") == []


def test_persons_hired_for_a_time_are_told_by_either_word(tmp_path: Path) -> None:
    table = """
    2025年度机构人员情况表
    单位：人
    项目 | 上年年末数 | 本年年末数
    一、编制数 | 33 | 33
    二、年末在职人员 | 31 | 30
    三、{hired} | 38 | 41
    """
    told = {
        name: imported(tmp_path, drawn("人员", table.format(hired=name))) for name in ("临聘人员（合同制）", "遗属")
    }
    assert [one.cell("overview.staff.contract").raw for one in told.values()] == ["41", ""]

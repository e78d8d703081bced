"""Further tables that offices keep, and other words for what is known: workbook in, fields out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import DraftError
from model.workbooks import proposing
from model.workbooks.books import read_book
from tests.model.drafting import draft
from tests.model.workbooks.accounts import write_xlsx
from tests.model.workbooks.drawn import drawn

if TYPE_CHECKING:
    from pathlib import Path

PROJECTS = "general_budget.projects."
THREE = "general_budget.three_public."


def found(tmp_path: Path, *texts: str) -> dict[str, str]:
    grids = [drawn(f"表{number}", text) for number, text in enumerate(texts)]
    book = read_book(write_xlsx(tmp_path / "a.xlsx", grids))
    proposal = proposing.propose(draft("[overview]\nyear = 2025\n").report, [book])
    return {figure.path: figure.value for figure in proposal.certain}


SECTIONS = {
    "above": """
    2025年度项目支出情况明细表
    填报单位：某县教育局 | | | | | | 单位：万元
    序号 | 项目名称         | 预算安排     | <        | 执行数 | 执行率 | 主要用途
    ^    | ^                | 年初批复金额 | 全年预算 | ^      | ^      | ^
         | 一、单位项目小计 | 30 | 32 | 31 | 0.97 |
    1    | 教师培训         | 10 | 12 | 11 | 0.92 | 全员培训
    2    | 校园安全         | 20 | 20 | 20 | 1    | 监控改造
         | 二、公共项目小计 | 5  | 5  | 4  | 0.8  |
    1    | 营养改善         | 5  | 5  | 4  | 0.8  | 膳食补助
    合　计 | <              | 35 | 37 | 35 | 0.95 |
    """,
    "below": """
    2025年度项目支出情况明细表
    填报单位：某县教育局 | | | | | | 单位：万元
    序号 | 项目名称     | 年初批复金额 | 全年预算 | 执行数 | 执行率 | 主要用途
    1    | 教师培训     | 10 | 12 | 11 | 0.92 | 全员培训
    2    | 校园安全     | 20 | 20 | 20 | 1    | 监控改造
         | 单位项目小计 | 30 | 32 | 31 | 0.97 |
    1    | 营养改善     | 5  | 5  | 4  | 0.8  | 膳食补助
         | 公共项目小计 | 5  | 5  | 4  | 0.8  |
    合计 | <            | 35 | 37 | 35 | 0.95 |
    """,
}


@pytest.mark.parametrize("where", SECTIONS)
def test_projects_belong_to_the_sum_above_or_below_them(tmp_path: Path, where: str) -> None:
    values = found(tmp_path, SECTIONS[where])
    names = {path: value for path, value in values.items() if path.endswith("executed")}
    assert names == {
        f"{PROJECTS}unit_projects.executed": "31",
        f"{PROJECTS}unit_projects.items.0.executed": "11",
        f"{PROJECTS}unit_projects.items.1.executed": "20",
        f"{PROJECTS}public_projects.executed": "4",
        f"{PROJECTS}public_projects.items.0.executed": "4",
    }
    assert (values[f"{PROJECTS}unit_projects.total"], values[f"{PROJECTS}public_projects.total"]) == ("30", "5")


def test_projects_that_do_not_come_to_the_sum_of_their_kind_are_not_taken(tmp_path: Path) -> None:
    text = SECTIONS["above"].replace("二、公共项目小计 | 5  | 5  | 4 ", "二、公共项目小计 | 5  | 5  | 3 ")
    assert not [path for path in found(tmp_path, text) if path.startswith(PROJECTS)]


def test_counts_beside_the_expenses_and_accounts_by_other_names(tmp_path: Path) -> None:
    values = found(
        tmp_path,
        """
        机构运行信息表
        编制单位：某县水利局 | 2025年度 | | | 金额单位：万元
        项目                        | 行次 | 全年预算数 | 决算统计数 | 备注
        （一）支出合计              | 1 | 24 | 22 |
        1.因公出国（境）费          | 2 | 0  | 0  |
        2.公务用车购置及运行维护费  | 3 | 20 | 19 |
        （1）公务用车购置费         | 4 | 12 | 12 | 更新防汛用车1辆
        （2）公务用车运行维护费     | 5 | 8  | 7  | 年末保有量6辆
        3.公务接待费                | 6 | 4  | 3  |
        """,
        """
        2025年末机构编制及人员情况表
        填报单位：某县水利局 | | | 单位：人
        项目               | 行次 | 2024年末 | 2025年末
        一、年末编制人数   | 1    | 88 | 86
        其中：行政人员     | 2    | 24 | 25
        编外合同制人员     | 3    | 7  | 8
        """,
    )
    told = {"actual": "22", "reception.actual": "3", "details.bought": "1", "details.kept": "6"}
    assert {name: values[THREE + name] for name in told} == told
    staff = {"authorised": "86", "administrative": "25", "contract": "8"}
    assert {name: values[f"overview.staff.{name}"] for name in staff} == staff


def test_equipment_renewed_is_no_vehicle_bought(tmp_path: Path) -> None:
    table = """
    “三公”经费支出决算表
    2025年度 | | | 单位：万元
    项目                   | 预算数 | 决算数 | 备注
    因公出国（境）费       | 0 | 0 |
    公务用车运行维护费     | 8 | 7 | {}
    公务接待费             | 4 | 3 |
    """
    assert f"{THREE}details.bought" not in found(tmp_path, table.format("更新车载设备3台"))
    assert found(tmp_path, table.format("报废1辆、更新2辆"))[f"{THREE}details.bought"] == "2"


CARRIED_OUT = """
2025年度部门预算执行情况表
单位名称：某县水利局 | | | | | | 单位：万元
项目                       | 年初预算数 | 追加（+） | 全年预算数 | 全年执行数（决算数） | 年末结转结余 | 执行率偏差原因
部门整体支出合计           | 130 | 20 | 150 | 140 | 10 |
一、一般公共预算拨款       | 110 | 20 | 130 | 120 | 10 |
（一）基本支出             | 60  | 2  | 62  | 62  | 0  |
1.人员经费                 | 50  | 2  | 52  | 52  | 0  |
2.公用经费                 | 10  | 0  | 10  | 10  | 0  |
（二）项目支出             | 50  | 18 | 68  | 58  | 10 | 资金11月下达
二、政府性基金预算拨款     | 20  | 0  | 20  | 20  | 0  |
三、国有资本经营预算拨款   |     |    |     |     |    |
"""


def test_how_the_budget_was_carried_out_by_the_money_that_it_came_from(tmp_path: Path) -> None:
    values = found(tmp_path, CARRIED_OUT)
    general = {
        "scope": "仅一般公共预算",
        "basic.actual": "62",
        "basic.personnel": "52",
        "basic.general": "10",
        "basic.execution.original": "60",
        "basic.execution.adjusted": "62",
        "projects.actual": "58",
        "projects.execution.adjusted": "68",
        "projects.execution.carried_over": "10",
        "projects.execution.reason": "资金11月下达",
    }
    assert {name: values.get(f"general_budget.{name}") for name in general} == general
    others = {
        "overview.scale.total": "140",
        "overview.scale.execution.original": "130",
        "overview.scale.execution.adjusted": "150",
        "overview.scale.execution.carried_over": "10",
        "government_funds.actual": "20",
        "government_funds.execution.adjusted": "20",
    }
    assert {name: values.get(name) for name in others} == others
    assert "overview.scale.basic" not in values, "basic expenditure of the general budget is not all there is"


def test_what_the_sum_does_not_prove_to_be_a_part_waits_for_the_scope(tmp_path: Path) -> None:
    values = found(tmp_path, CARRIED_OUT.replace("| 150 | 140 | 10 |", "| 150 | 120 | 10 |"))
    assert not [path for path in values if path.startswith("general_budget.basic.")]


ASSETS = """
2025年度国有资产报告（摘要）
填报单位：某县交通局 | | | | | | | 金额单位：万元

表一 资产总体情况 | < | < | < | | 表二 固定资产、无形资产账面情况 | < | <
项目             | 年初数 | 本年增加 | 年末数 | | 资产类别 | 账面原值 | 账面净值
一、流动资产     | 60  | 30 | 70  | | 固定资产 | 254.00 | 136.00
二、非流动资产   | 300 | 20 | 310 | | 无形资产 | 15.00  | 9.00
其中：固定资产净值 | 130 | 9 | 136 | | 合计 | 269.00 | 145.00
资产总计         | 360 | 50 | 380 | |          |        |

表三 固定资产分类情况（按原值） | < | < | < | | 表四 处置资产情况（按处置形式） | < | <
资产类别   | 年初原值 | 本年变动 | 年末原值 | | 处置形式 | 处置资产原值 | 占比（%）
^          | ^        | 增加     | ^        | | 报废     | 21.00 | 70
房屋       | 180      | 14       | 194      | | 出售     | 9.00  | 30
设备       | 60       | 0        | 60       | | 合计     | 30.00 | 100
合计       | 240      | 14       | 254      | |          |       |
"""


def test_four_tables_of_assets_under_one_line_that_tells_the_unit(tmp_path: Path) -> None:
    values = found(tmp_path, ASSETS)
    told = {
        "totals.total": "380",
        "totals.last_year": "360",
        "totals.increased": "50",
        "totals.fixed_net": "136",
        "book_values.fixed.cost": "254",
        "book_values.intangible.cost": "15",
        "book_values.opening_cost": "240",
        "book_values.cost_added": "14",
        "classes.items.0.amount": "194",
        "disposals.by_form.1.amount": "9",
        "disposals.total": "30",
    }
    assert {name: values.get(f"assets.{name}") for name in told} == told


def test_the_unit_of_one_table_is_not_that_of_the_table_below_it(tmp_path: Path) -> None:
    text = ASSETS.replace("填报单位：某县交通局 | | | | | | | 金额单位：万元", "填报单位：某县交通局")
    above = text.replace("项目             | 年初数", "单位：万元 | | | | | 单位：万元\n项目             | 年初数")
    values = found(tmp_path, above)
    assert values["assets.totals.total"] == "380"
    assert not [path for path in values if path.startswith(("assets.classes", "assets.disposals"))]


def test_assets_in_yuan_beside_staff_under_headings_with_their_units(tmp_path: Path) -> None:
    values = found(
        tmp_path,
        """
        资产及人员基本情况 | < | < | < | < | < | <
        2025年12月31日
        资产情况（单位：元） | < | < | | 人员情况（单位：人） | < | <
        资产项目             | 2024年末数 | 2025年末数 | | 人员类别 | 2024年末 | 2025年末
        流动资产             | 36874152.30 | 41290866.75 | | 编制数       | 92 | 94
        其中：固定资产净值   | 58211940.18 | 56902317.44 | | 在职人员     | 85 | 88
        资产总额             | 95086092.48 | 98193184.19 | | 其中：行政人员 | 41 | 43
        """,
    )
    assert values == {
        "assets.totals.total": "98193184.19元",
        "assets.totals.current": "41290866.75元",
        "assets.totals.fixed_net": "56902317.44元",
        "assets.book_values.fixed.net": "56902317.44元",
        "assets.book_values.date": "2025-12-31",
        "assets.totals.last_year": "95086092.48元",
        "overview.staff.authorised": "94",
        "overview.staff.serving": "88",
        "overview.staff.administrative": "43",
    }


def test_headers_over_groups_of_columns_are_no_titles(tmp_path: Path) -> None:
    values = found(
        tmp_path,
        """
        2025年末机构人员情况表
        单位：人
        单位   | 编制情况 | < | < | 人员情况 | < | <
        ^      | 小计 | 行政编制 | 事业编制 | 在职人员 | 离休人员 | 退休人员
        局机关 | 9    | 9 | 0 | 8 | 1 | 4
        所属站 | 6    | 0 | 6 | 5 | 0 | 2
        合计   | 15   | 9 | 6 | 13 | 1 | 6
        """,
    )
    assert (values["overview.staff.serving"], values["overview.staff.retired"]) == ("13", "6")


def test_counts_in_rows_below_the_expenses_stand_in_no_column_of_a_year(tmp_path: Path) -> None:
    table = """
    2025年“三公”经费支出情况表
    单位：某县住建局 | | | （万元）
    项目                   | 2024年决算数 | 2025年预算数 | 2025年决算数
    因公出国（境）费       | 0  | 12 | 11
    公务接待费             | 10 | 9  | 7
    公务用车购置及运行费   | 18 | 19 | 17
    合计                   | 28 | 40 | 35
    {}
    因公出国（境）团组数（个） | 1
    公务用车保有量（辆）   | 7
    国内公务接待批次（批） | 58
    """
    counts = {"trips": "1", "kept": "7", "receptions": "58"}
    values = found(tmp_path, table.format("补充资料："))
    assert {name: values.get(f"{THREE}details.{name}") for name in counts} == counts
    values = found(tmp_path, table.format("注：本表含下属单位。"))
    assert not [path for path in values if path.startswith(f"{THREE}details.")]


FUND = """
政府性基金预算收支决算表（2025年）
 | | | | 单位：万元
项目         | 上年结转 | 本年收入 | 本年支出 | 年末结转
征地拆迁补偿 | 300      | 92       | 92       | 300
城市建设     |          | 48       | 48       |
合计         | 300      | 140      | 140      | 300
"""


def test_projects_of_a_fund_without_codes_come_to_its_expenditure(tmp_path: Path) -> None:
    items = "government_funds.items"
    values = found(tmp_path, FUND)
    assert (values[f"{items}.0.amount"], values[f"{items}.1.amount"]) == ("92", "48")
    for other in (FUND.replace("| 48       | 48 ", "| 48       | 47 "), FUND.replace("项目  ", "科目名称")):
        assert not [path for path in found(tmp_path, other) if path.startswith(items)]


def test_the_budgets_beside_the_accounts_of_the_general_budget(tmp_path: Path) -> None:
    values = found(
        tmp_path,
        """
        一般公共预算财政拨款支出预决算对比表
        部门：某县住建局 | | 2025年 | | | | | 单位：万元
        科目编码 | 科目名称 | 年初预算数 | < | 全年预算数（调整后） | < | 决算数 | < | < | <
        ^        | ^ | 基本支出 | 项目支出 | 基本支出 | 项目支出 | 基本支出 | < | < | 项目支出
        ^        | ^ | ^        | ^        | ^        | ^        | 小计 | 人员经费 | 公用经费 | ^
        合计     | < | 50 | 30 | 55 | 33 | 55 | 45 | 10 | 32
        208 | 社会保障和就业支出 | 50 | 30 | 55 | 33 | 55 | 45 | 10 | 32
        """,
        """
        2025年度收入支出决算总体情况（与上年对比）
        编制单位：某县住建局 | | | | | 金额单位：万元
        收入 | < | < | 支出 | < | <
        项目 | 2024年决算 | 2025年决算 | 项目 | 2024年决算 | 2025年决算
        一、一般公共预算财政拨款收入 | 80 | 87 | 一、基本支出 | 50 | 55
                                     |    |    | 二、项目支出 | 30 | 32
        本年收入合计 | 80 | 87 | 本年支出合计 | 80 | 87
        """,
    )
    general = {
        "basic.actual": "55",
        "basic.personnel": "45",
        "basic.execution.original": "50",
        "basic.execution.adjusted": "55",
        "projects.actual": "32",
        "projects.execution.adjusted": "33",
    }
    assert {name: values.get(f"general_budget.{name}") for name in general} == general
    assert (values["overview.income.total"], values["overview.scale.last_year"]) == ("87", "80")


def test_sections_of_one_sheet_of_a_town(tmp_path: Path) -> None:
    values = found(
        tmp_path,
        """
        青石镇人民政府2025年度决算公开表（汇总）
        编制单位：青石镇人民政府 | | | | | 单位：万元

        一、收入支出决算情况 | < | < | < | < | <
        收入 | < | < | 支出 | < | <
        项目 | 年初预算 | 决算数 | 项目 | 年初预算 | 决算数
        一般公共预算财政拨款 | 80 | 90 | 基本支出 | 50 | 55
        其他收入 | 0 | 2 | 项目支出 | 30 | 37
        本年收入合计 | 80 | 92 | 本年支出合计 | 80 | 92

        二、“三公”经费支出情况 | < | < | < | |
        项目 | 上年数 | 预算数 | 决算数 | 变动原因 |
        合计 | 22 | 23 | 20 | |
        公务接待费 | 8 | 8 | 6 | 厉行节约 |
        —公务用车运行维护费 | 14 | 15 | 14 | 燃油费下降 |
        """,
    )
    told = {
        "overview.scale.total": "92",
        "overview.income.other": "2",
        f"{THREE}actual": "20",
        f"{THREE}reception.reason": "厉行节约",
        f"{THREE}details.operation.actual": "14",
    }
    assert {path: values.get(path) for path in told} == told


def test_the_staff_and_the_special_funds_of_a_hospital(tmp_path: Path) -> None:
    values = found(
        tmp_path,
        """
        职工人数统计表
        2025年末 | | | 单位：人
        类别 | 上年末 | 本年末 | 备注
        编制人数 | 620 | 625 | 编办核定
        在职职工 | 588 | 596 |
        编外聘用人员 | 342 | 358 | 合同制
        """,
        """
        2025年度财政专项资金使用情况一览表
        填报：财务科 | | | | 单位：万元
        项目编号 | 专项名称 | 年初预算 | 调整后预算 | 实际支出
        'A01 | 设备购置 | 900 | 900 | 892
        'A02 | 传染病防控 | 300 | 320 | 300
         | 合计 | 1200 | 1220 | 1192
        """,
    )
    staff = {"authorised": "625", "serving": "596", "contract": "358"}
    assert {name: values.get(f"overview.staff.{name}") for name in staff} == staff
    assert values[f"{PROJECTS}unit_projects.items.1.executed"] == "300"


HOSPITAL = """
    2025年度财政项目支出执行情况表
    填报单位：某县医院 | | | | | | 单位：万元
    序号 | 项目名称 | 年初批复数 | 全年预算数 | 执行情况 | <      | 主要用途
    ^    | ^        | ^          | ^          | 执行数   | 执行率 | ^
    1    | 规培补助 | 80 | 79.6 | 79.6 | 100   | 生活补助
    2    | 专科建设 | 150 | 150 | 143.7 | 95.8 | 设备购置
    合计 | <        | 230 | 229.6 | 223.3 | 97.3 |
    """
GENERAL_MONEY = """
    一般公共预算财政拨款收入支出表
    编制单位：某县医院 | 2025年度 | | | | | 单位：万元
    项目     | <        | 年初结转和结余 | 本年收入 | 本年支出 | <        | <        | 年末结转和结余
    科目编码 | 科目名称 | ^              | ^        | 合计     | 基本支出 | 项目支出 | ^
    合计     | <        | 5 | 100 | 102 | 60 | 42 | 3
    '210     | 卫生健康支出 | 5 | 100 | 102 | 60 | 42 | 3
    """


def test_projects_have_what_was_spent_below_one_head_with_the_rate(tmp_path: Path) -> None:
    values = found(tmp_path, HOSPITAL)
    assert values[f"{PROJECTS}unit_projects.items.1.executed"] == "143.7"
    other = HOSPITAL.replace("执行情况 |", "上年决算 |")
    assert not [path for path in found(tmp_path, other) if path.startswith(PROJECTS)]


def test_the_general_budget_has_a_table_that_is_not_called_accounts(tmp_path: Path) -> None:
    values = found(tmp_path, GENERAL_MONEY)
    assert values["overview.income.general_public"] == "100"
    with pytest.raises(DraftError):
        found(tmp_path, GENERAL_MONEY.replace("收入支出表", "收入支出预算表"))


STAFF = """
    2025年末机构编制和人员情况表
    单位名称 | 编制数 | 年末在职人员 | 合同制聘用人员 | 按经费渠道 | <
    ^        | ^      | ^            | ^              | 项目       | 人数
    局机关   | 33 | 32 | 7  | 一般公共预算财政拨款开支人员 | 50
    执法队   | 20 | 20 | 16 | 其中：离休人员 | 1
    |||| 经费自理人员 | 2
    合计     | 53 | 52 | 23 | 合计 | 52
    """


def test_who_pays_the_staff_stands_beside_who_they_are(tmp_path: Path) -> None:
    values = found(tmp_path, STAFF)
    names = ("authorised", "serving", "contract", "budget_paid", "budget_veterans", "self_funded")
    assert [values.get(f"overview.staff.{name}") for name in names] == ["53", "52", "23", "50", "1", "2"]
    assert "overview.staff.self_funded" not in found(tmp_path, STAFF.replace("按经费渠道", "按学历"))


CARDS = """
    固定资产卡片分类汇总表
    单位：某县水利局 | 截止日期：2025-12-31 | | | | 金额单位：元
    资产分类代码 | 资产分类 | 账面原值 | <        | <        | <      | 账面净值
    ^            | ^        | 年初数   | 本年增加 | 本年减少 | 年末数 | ^
    A01000000 | 房屋   | 600 | 100 | 0  | 700 | 500
    A02000000 | 设备   | 300 | 50  | 50 | 300 | 100
    合计      | <      | 900 | 150 | 50 | 1000 | 600
    """


def test_cards_of_assets_are_summed_by_class_behind_their_codes(tmp_path: Path) -> None:
    values = found(tmp_path, CARDS)
    items = "assets.classes.items."
    assert [values[f"{items}{at}.amount"] for at in (0, 1)] == ["700元", "300元"]
    assert values["assets.book_values.cost_removed"] == "50元"
    with pytest.raises(DraftError):
        found(tmp_path, CARDS.replace("卡片分类汇总表", "卡片明细表"))


INDICATORS = """
    预算指标执行情况明细表
    预算年度：2025    预算单位：118001-某县城管局    截止日期：2025-12-31 | | | | 金额单位：万元
    序号 | 项目名称 | 年初预算数 | 调整数 | 全年预算数 | 已支付金额
    1    | 工资     | 80 | 5 | 85  | 84
    2    | 清扫     | 20 | 0 | 20  | 20
    合计 |          | 100 | 5 | 105 | 104
    """


def test_a_list_of_indicators_tells_the_budgets_and_not_what_the_accounts_do(tmp_path: Path) -> None:
    values = found(tmp_path, INDICATORS)
    execution = "overview.scale.execution."
    assert (values[f"{execution}original"], values[f"{execution}adjusted"]) == ("100", "105")
    assert values["overview.unit"] == "某县城管局"
    assert "overview.scale.total" not in values
    with pytest.raises(DraftError):
        found(tmp_path, INDICATORS.replace("预算指标", "政府性基金指标"))


def test_forms_of_disposal_have_their_sum_below_the_cost(tmp_path: Path) -> None:
    text = """
    资产处置情况表
    编制单位：某县水利局 | 2025年度 | | | 金额单位：万元
    处置方式 | 处置资产原值 | < | <     | 处置收入
    ^        | 小计 | 设备 | 家具 | ^
    报废     | 30   | 25   | 5    | 1
    出售     | 10   | 10   |      | 2
    合计     | 40   | 35   | 5    | 3
    """
    assert found(tmp_path, text)["assets.disposals.total"] == "40"
    assert "assets.disposals.total" not in found(tmp_path, text.replace("| 40   |", "| 41   |"))

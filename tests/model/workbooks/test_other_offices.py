"""Further tables that offices keep, and other words for what is known: workbook in, fields out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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

"""What reports are asked or told for no reason: parts of a fund, columns that count others, budgets, what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.scanning.combining import judge_report
from model.scanning.files.blocks import Grid, Line
from model.scanning.reading import read_report
from model.scanning.scan import not_read
from tests.model.scanning.test_strangers import found, read

if TYPE_CHECKING:
    from model.language.quantity import Quantity


def asked(*blocks: Line | Grid) -> list[str]:
    """What is asked of the writer of the report."""
    reading = read_report([Line("2024年度某市水务局部门整体支出绩效自评报告"), Line("一、部门概况"), *blocks])
    return [one.message for one in judge_report(reading)[0] if "请核对" in one.message]


FUNDS = "七、社会保险基金预算支出情况", "（一）职工基本医疗保险基金"
LINES = "insurance.funds.0.final_expenditure."


@pytest.mark.parametrize(
    "parts", ["统筹基金支出25.42亿元、个人账户支出12.72亿元", "统筹基金25.42亿元、个人账户12.72亿元"]
)
def test_what_a_fund_paid_out_of_its_parts_is_no_other_total(parts: str) -> None:
    draft = found(read(*FUNDS, f"全年支出38.14亿元，其中{parts}。当年结余4.72亿元。"))
    assert draft["insurance.funds.0.final_expenditure_total"] == "38.14亿元"
    assert [draft[f"{LINES}{at}.amount"] for at in (0, 1)] == ["25.42亿元", "12.72亿元"]


@pytest.mark.parametrize("went", ["降至", "降到", "逐步减至", "上升到"])
def test_what_a_balance_went_to_is_no_line_of_the_income(went: str) -> None:
    said = (
        "全年收入31.57亿元，其中个人缴费收入31.12亿元、利息收入0.45亿元；"
        f"全年支出32.09亿元，年末累计结余由16.90亿元{went}16.38亿元。"
    )
    draft = found(read(*FUNDS, said))
    lines = [
        raw for path, raw in draft.items() if path.startswith("insurance.funds.0.final_income.") and "amount" in path
    ]
    assert lines == ["31.12亿元", "0.45亿元"]


def test_a_column_of_the_staff_that_counts_some_or_others_is_not_the_serving_staff() -> None:
    table = Grid(
        (
            ("单位", "编制", "在职", "其中：女", "退休"),
            ("局机关", "40", "38", "12", "25"),
            ("农技中心", "95", "90", "28", "44"),
            ("合计", "135", "128", "40", "69"),
        )
    )
    assert asked(Line("（三）人员情况（单位：人）"), table) == []


def test_a_table_of_the_staff_still_tells_two_numbers_of_one_thing() -> None:
    table = Grid((("单位", "编制", "在职"), ("局机关", "40", "38"), ("农技中心", "95", "90"), ("合计", "135", "128")))
    told = asked(Line("在职人员129人。"), Line("（三）人员情况（单位：人）"), table)
    assert len(told) == 1
    assert "128" in told[0]


@pytest.mark.parametrize(
    "said",
    [
        "2024年部门预算总额4,850万元，较上年4,620万元增长4.98%；决算总额4,704.5万元，预算执行率97%。",
        "2024年部门预算4,850万元，比上年预算4,620万元增加230万元，增长4.98%，决算支出4,704.5万元。",
    ],
)
def test_a_budget_is_compared_with_last_years_and_the_final_account_is_not(said: str) -> None:
    assert asked(Line(said)) == []


def test_what_the_final_account_grew_is_held_against_last_year() -> None:
    said = "2024年部门预算总额4,850万元，决算总额4,704.5万元，较上年4,620万元增长4.98%。"
    draft = found(read("一、部门概况", said))
    assert (draft["overview.scale.last_year"], draft["overview.scale.change_rate"]) == ("4620", "4.98")


@pytest.mark.parametrize(("left", "told"), [("结余", None), ("年末结转结余", "163.83")])
def test_what_was_not_spent_of_a_budget_is_not_what_was_carried_over(left: str, told: str | None) -> None:
    draft = found(
        read("一、部门概况", f"2024年部门预算2,700.00万元，决算支出2,536.17万元，预算完成率93.93%，{left}163.83万元。")
    )
    assert draft.get("overview.scale.execution.carried_over") == told


@pytest.mark.parametrize(
    "said", ["高血压患者管理38,420人，占应管理42,300人的92.83%。", "招录教师63人，其中小学36人、初中24人。"]
)
def test_what_a_finding_is_built_on_was_read(said: str) -> None:
    checked: set[Quantity] = set()
    reading = read("八、部门整体支出绩效情况", said, "另种树1,234棵。")
    judge_report(reading, checked)
    assert [one.digits for one in not_read(reading.gathering, checked)] == ["1234"]

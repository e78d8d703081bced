"""Possible slips: each names one value that would mend the relation, and none that could not stand there."""

from __future__ import annotations

import pytest

from model.checks import Checker
from tests.model.drafting import REFERENCE, finding, refilled, session

TOTAL = "overview.scale.total"
VEHICLES = "general_budget.three_public.vehicles"


def scale(basic: str, project: str, total: str) -> str:
    return f'[overview.scale]\nbasic = "{basic}"\nproject = "{project}"\noperating = "5.00"\ntotal = "{total}"\n'


def slips(lines: str, code: str) -> list[str]:
    return finding(lines, code).diagnosis.split("；")


@pytest.mark.parametrize(
    ("lines", "slip"),
    [
        (scale("12345.67", "200.00", "12505.67"), "支出总额相邻两位数字颠倒"),
        (scale("12345.67", "200.00", "12650.67"), "一位数字错"),
        (scale("123456700", "200.00", "12550.67"), "基本支出大了一万倍"),
        (scale("1.234567", "200.00", "12550.67"), "基本支出小了一万倍"),
        (scale("12345.67", "2000.00", "12550.67"), "项目支出小数点错了一位（大了十倍）"),
        (scale("-12345.67", "200.00", "12550.67"), "基本支出正负号反了"),
    ],
)
def test_the_slip_is_among_the_first_three(lines: str, slip: str) -> None:
    assert any(slip in said for said in slips(lines, TOTAL))


def test_an_item_left_out_is_named() -> None:
    assert any("漏算了" in said for said in slips(scale("12345.67", "200.00", "12350.67"), TOTAL))


def test_an_item_counted_twice_is_named() -> None:
    assert any("重复计算了" in said for said in slips(scale("12345.67", "200.00", "12750.67"), TOTAL))


def test_a_wrong_unit_behind_the_number_is_named() -> None:
    assert "单位写错" in finding(scale("1.5亿元", "20000.00", "20006.50"), TOTAL).diagnosis


def test_no_negative_amount_is_offered_where_none_can_be() -> None:
    lines = f"[{VEHICLES}]\nbudget = 1.00\nactual = 2.00\nreason = '略'\n"
    assert "应为-" not in finding(lines, f"{VEHICLES}.over_budget").diagnosis


def test_no_slip_of_the_unit_loses_digits() -> None:
    lines = "[general_budget.three_public]\nactual = 34.26\nreception.actual = 5.62\nvehicles.actual = 26.41\n"
    diagnosis = finding(lines + "overseas.actual = 7.85\n", "general_budget.three_public.actual").diagnosis
    assert "应为0.01万元" not in diagnosis


def test_a_diagnosis_changes_nothing() -> None:
    edited = session(REFERENCE)
    content = edited.report.root.content()
    figures = [cell.figure for cell in edited.report.root.cells()]
    edited.checker.findings()
    assert edited.report.root.content() == content
    assert [cell.figure for cell in edited.report.root.cells()] == figures
    assert Checker(refilled(content)).findings() == edited.checker.findings()


def test_at_most_three_slips_are_offered() -> None:
    said = session(REFERENCE).checker.findings()
    assert all(len(finding.diagnosis.split("；")) <= 3 for finding in said)

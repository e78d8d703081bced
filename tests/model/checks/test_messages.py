"""What a finding says: in the field's own unit, by the names of the fields, with what was typed."""

from __future__ import annotations

import pytest

from model.checks.checker import Checker
from tests.model.drafting import REFERENCE, draft, finding, findings, session

RECEPTION = "general_budget.three_public.reception"
PROJECTS = "general_budget.projects.unit_projects"


def test_an_amount_is_said_in_the_unit_of_its_field_whatever_was_typed() -> None:
    message = finding(f"[{RECEPTION}]\nbudget = 12.00\nactual = '84000元'\n", f"{RECEPTION}.execution").message
    assert "决算数8.40÷预算数12.00为70.00%" in message


def test_a_rate_without_a_reason_is_said_of_what_it_is_the_rate() -> None:
    message = finding(f"[{RECEPTION}]\nbudget = 12.00\nactual = 8.40\n", f"{RECEPTION}.execution").message
    assert message.startswith("三公经费·公务接待费：决算数8.40÷预算数12.00为70.00%")


def test_only_what_may_not_be_left_empty_is_said_to_be_lacking() -> None:
    message = finding("[overview.staff]\nserving = 63\n", "overview.staff.by_funding").message
    assert message == "人员情况·在职人员63人未核对：缺人员情况·一般公共预算财政拨款开支人员"


def test_an_amount_that_went_the_other_way_is_told_as_that_and_not_as_twice_the_amount() -> None:
    lines = "[overview]\nyear = 2025\n[overview.scale]\nbasic = 900\nproject = 100\nlast_year = 1100\n"
    lines += "[performance]\nlead = '支出总额较上年增加100.00万元。支出总额较上年增长9.90%。'\n"
    amount, rate = (said.message for said in Checker(draft(lines).report).findings() if said.code == "quoted_in_text")
    assert "不一致，增减的方向写反了。应写成 减少100.00万元" in amount
    assert "不一致，多18.99个百分点" in rate, "another figure, too"


def test_no_digit_of_an_amount_is_lost_by_its_unit() -> None:
    message = finding(f"[{RECEPTION}]\nbudget = 12.00\nactual = '84049元'\n", f"{RECEPTION}.execution").message
    assert "决算数8.4049÷预算数12.00" in message


def test_what_nobody_typed_is_said_by_what_was() -> None:
    lines = "[overview.staff]\nserving = 63\nadministrative = 18\npublic_institution = 46\n"
    message = finding(lines, "overview.staff.by_funding").message
    assert "填63人，按行政人员18＋非参公事业人员46应为64人" in message


def test_a_part_that_was_typed_is_said_itself() -> None:
    lines = "[overview.staff]\nserving = 63\nbudget_paid = 64\n"
    assert "按一般公共预算财政拨款开支人员64应为64人" in finding(lines, "overview.staff.by_funding").message


def test_the_amounts_of_a_row_are_called_by_their_fields_within_it() -> None:
    lines = f"[[{PROJECTS}.items]]\nname = '农村饮水安全巩固提升'\namount = 560.00\nexecuted = 540.20\nrate = 99.46\n"
    assert "按执行数540.20÷批复金额560.00应为96.46%" in finding(lines, f"{PROJECTS}.items.rate").message


def test_the_amounts_of_a_list_are_called_by_their_rows() -> None:
    lines = f"[{PROJECTS}]\ntotal = 500\ncomplete = '是'\n"
    lines += f"[[{PROJECTS}.items]]\nname = '甲'\namount = 100\n[[{PROJECTS}.items]]\nname = '乙'\namount = 200\n"
    assert "按甲100.00＋乙200.00应为300.00万元" in finding(lines, f"{PROJECTS}.items_complete").message


def test_quotation_marks_within_quoted_words_are_single_ones() -> None:
    edited = session(REFERENCE)
    edited.type(edited.report.cell("problems.problems.0.text"), "2022年“三公”经费支出17.86万元。")
    (found,) = (said for said in edited.checker.findings() if said.code == "quoted_in_text")
    assert "写“2022年‘三公’经费支出17.86万元”，" in found.message
    (repair,) = edited.checker.repairs(found)
    assert "““" not in repair.text


INCOME = "[overview.scale]\nbasic = 452.18\nproject = 179.10\n[overview.income]\nclosing = 16.72\n"


@pytest.mark.parametrize(
    ("income", "said"),
    [("general_public = 648", ""), ("general_public = 639", "缺收入来源·年初结转和结余，没有的填“无”")],
)
def test_a_balance_without_its_opening_is_told_to_lack_it_unless_it_holds(income: str, said: str) -> None:
    found = [one.message for one in findings(f"{INCOME}{income}\n") if one.code == "overview.income.closing"]
    assert [message.partition("未核对：")[2] for message in found] == [said][: bool(said)]

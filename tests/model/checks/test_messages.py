"""What a finding says: in the field's own unit, by the names of the fields, with what was typed."""

from __future__ import annotations

from tests.model.drafting import REFERENCE, finding, session

RECEPTION = "general_budget.three_public.reception"
PROJECTS = "general_budget.projects.unit_projects"


def test_an_amount_is_said_in_the_unit_of_its_field_whatever_was_typed() -> None:
    message = finding(f"[{RECEPTION}]\nbudget = 12.00\nactual = '84000元'\n", f"{RECEPTION}.execution").message
    assert "决算数8.40÷预算数12.00为70.00%" in message


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

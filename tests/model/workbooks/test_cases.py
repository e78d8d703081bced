"""Workbooks that were taken wrongly once, as files: what is right of each, by the draft that its department writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import DraftError
from model.workbooks import mapping, proposing
from model.workbooks.books import read_book
from tests.model.drafting import DATA, draft
from tests.model.workbooks.test_layouts import wan
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from model.workbooks.taking import Proposal

SCALE = "overview.scale"
TOTALS = {f"{SCALE}.total": "1500.5", f"{SCALE}.basic": "900.5", f"{SCALE}.project": "600"}
ROUND = {f"{SCALE}.total": "1500", f"{SCALE}.basic": "900", f"{SCALE}.project": "600"}
CLASSES = [("文化旅游体育与传媒支出", "500"), ("卫生健康支出", "100")]


def text_for(name: str) -> str:
    other = "甲市文化局" if name.startswith("t") else "乙市教育局"
    return f'[overview]\nyear = 2023\nunit = "{other}"\n'


def case(name: str) -> Proposal:
    text = text_for("t" if name.startswith("x") else name)
    return proposing.propose(draft(text).report, [read_book(DATA / "workbooks" / name)])


def certain(proposal: Proposal) -> dict[str, str]:
    """What is taken unasked, without the functional classes."""
    return {figure.path: wan(figure.value) for figure in proposal.certain if mapping.FUNCTIONS not in figure.path}


def classes(proposal: Proposal) -> list[tuple[str, str]]:
    return [(figure.row, wan(figure.value)) for figure in proposal.certain if mapping.FUNCTIONS in figure.path]


@pytest.mark.parametrize("name", ["t1_codes_merged.xlsx", "t20_text_codes_blank.xlsx"])
def test_only_a_class_is_a_class(name: str) -> None:
    proposal = case(name)
    assert certain(proposal) == ROUND
    assert classes(proposal) == CLASSES


def test_economic_classes_are_no_functional_ones_and_go_to_their_own_fields() -> None:
    proposal = case("t2_economic.xlsx")
    economic = {path: value for path, value in certain(proposal).items() if "economic" in path}
    assert certain(proposal) == ROUND | economic
    assert classes(proposal) == []
    assert economic == {
        "overview.scale.economic.scope": "全部支出",
        "overview.scale.economic.total": "1500",
        "overview.scale.economic.items.0.amount": "700",
        "overview.scale.economic.items.1.amount": "500",
        "overview.scale.economic.items.2.amount": "50",
        "overview.scale.economic.items.3.amount": "250",
    }
    rows = [figure.row for figure in proposal.certain if figure.path.startswith(mapping.ECONOMIC)]
    assert rows == ["工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出"]


def test_a_number_format_that_shows_another_amount_is_told() -> None:
    proposal = case("t3_format.xlsx")
    assert proposal.figures == []
    assert {left.cell for left in proposal.unplaced} == {"C4", "D4", "E4", "E5"}
    assert all("数字格式" in left.reason for left in proposal.unplaced)


def test_the_book_of_another_department_is_not_taken_unasked() -> None:
    proposal = case("t4_other_department.xlsx")
    assert certain(proposal) == {}
    assert classes(proposal) == []
    assert len(proposal.doubtful) == 5
    (remark,) = [remark for remark in proposal.remarks if "乙市教育局" in remark]
    assert "甲市文化局" in remark


def test_a_slip_of_the_unit_is_told_with_both_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proposal = case("t5_unit_slip.xlsx")
    assert proposal.certain == []
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n" + text_for("t5"), encoding="utf-8")
    book = str(DATA / "workbooks" / "t5_unit_slip.xlsx")
    assert main(["import", str(path), book, "--dry-run", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["figures"] == []
    assert {(left["cell"]) for left in said["unplaced"]} >= {"C4", "D4", "E4"}
    assert any("C4是0.15005万元" in remark and "D6是1500.5万元" in remark for remark in said["remarks"])


def test_signs_of_footnotes_are_no_digits() -> None:
    proposal = case("t9_footnote.xlsx")
    assert certain(proposal) == TOTALS
    assert classes(proposal) == [("文化旅游体育与传媒支出", "600")]


def test_units_are_no_classes() -> None:
    proposal = case("t10_units.xlsx")
    assert certain(proposal) == ROUND
    assert classes(proposal) == []
    assert any("按单位列的数" in remark for remark in proposal.remarks)


@pytest.mark.parametrize(("name", "value"), [("t18_total_wrong.xlsx", "15005"), ("formula_zero_cached.xlsx", "0")])
def test_a_total_that_its_parts_do_not_come_to_is_not_taken_unasked(name: str, value: str) -> None:
    proposal = case(name)
    assert certain(proposal) == {path: amount for path, amount in TOTALS.items() if not path.endswith("total")}
    (total,) = proposal.doubtful
    assert (total.path, wan(total.value)) == (f"{SCALE}.total", value)
    assert "加起来是1500.5万元" in total.doubt
    assert "C4" in total.doubt
    assert any("加起来是1500.5万元" in remark for remark in proposal.remarks)


@pytest.mark.parametrize("name", ["formula_unrelated_sheet.xlsx", "last_row_one_cell_H.xlsx"])
def test_what_is_no_part_of_the_table_does_not_cost_it(name: str) -> None:
    proposal = case(name)
    assert certain(proposal) == TOTALS
    assert classes(proposal) == CLASSES
    assert not any("公式" in remark for remark in proposal.remarks)


def test_what_is_hidden_in_xls_is_not_taken_but_listed() -> None:
    row, column = case("x_hidden_row.xls"), case("x_hidden_col.xls")
    for proposal in (row, column):
        assert certain(proposal) == TOTALS
        assert classes(proposal) == CLASSES
    assert [(left.cell, left.text, left.reason) for left in row.unplaced] == [("E6", "99", "在隐藏的行或列里")]
    assert [(left.cell, left.text, left.reason) for left in column.unplaced] == [("G4", "5555.5", "在隐藏的行或列里")]


def test_rows_that_unfold_to_millions_are_one_sentence() -> None:
    with pytest.raises(DraftError, match="工作簿是空的"):
        case("ods_hidden_rows.ods")

"""What is not certain of a workbook is listed: hidden cells, years and departments that disagree, notes, odd files."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import DraftError
from model.workbooks import proposing, taking
from model.workbooks.books import read_book
from tests.model.drafting import draft
from tests.model.workbooks.accounts import (
    Accounts,
    Grid,
    detail,
    expenditure,
    general,
    three_public,
    write_ods,
    write_xls,
    write_xlsx,
)
from tests.model.workbooks.test_layouts import HEAD, THREE, from_grids, proposed, rewrite, values
from tests.model.workbooks.test_published import SCALE, TOTALS, spending, totals_of
from tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


# What was not found is said.


def test_a_figure_whose_column_is_not_known_is_listed(tmp_path: Path) -> None:
    proposal = from_grids(tmp_path, spending("本年支出合计", "基本开支", "项目支出"))
    assert f"{SCALE}.basic" not in values(proposal)
    (left,) = [left for left in proposal.unplaced if left.label == "支出规模·基本支出"]
    assert "没有认出" in left.reason
    assert not any("经营支出" in left.label for left in proposal.unplaced)


@pytest.mark.parametrize("number", [1e300, 1e15, -1e15])
def test_a_number_beyond_all_accounts_is_listed(tmp_path: Path, number: float) -> None:
    grid = spending()
    grid.put(3, 3, number)
    proposal = from_grids(tmp_path, grid)
    assert f"{SCALE}.basic" not in values(proposal)
    assert [left.cell for left in proposal.unplaced if left.label == "支出规模·基本支出"] == ["D4"]


def test_a_sum_under_the_header_of_the_other_is_listed(tmp_path: Path) -> None:
    grid = detail(Accounts())
    (row,) = (place[0] for place, value in grid.cells.items() if str(value).startswith("人 员"))
    grid.put(row, 0, "公用经费合计")
    del grid.cells[row, 3]
    proposal = from_grids(tmp_path, expenditure(Accounts()), general(Accounts()), grid)
    assert f"{SCALE}.general" not in values(proposal)
    assert any("与行名不符" in left.reason for left in proposal.unplaced)


# Hidden rows and columns.


def _hidden_xlsx(path: Path, grid: Grid, rows: tuple[int, ...], columns: str) -> Path:
    from openpyxl import load_workbook

    book = load_workbook(write_xlsx(path, [grid]))
    sheet = book.worksheets[0]
    for row in rows:
        sheet.row_dimensions[row].hidden = True
    for column in columns:
        sheet.column_dimensions[column].hidden = True
    book.save(path)
    return path


def test_an_amount_that_nobody_sees_is_listed(tmp_path: Path) -> None:
    proposal = proposed(_hidden_xlsx(tmp_path / "a.xlsx", spending(), (), "D"))
    assert totals_of(values(proposal)).keys() == TOTALS.keys() - {f"{SCALE}.basic"}
    assert [(left.cell, left.reason) for left in proposal.unplaced if left.label == "支出规模·基本支出"] == [
        ("D4", "在隐藏的行或列里")
    ]


def test_a_hidden_row_does_not_stand_beside_the_one_that_is_seen(tmp_path: Path) -> None:
    grid = spending()
    grid.put(4, 1, "合计", 1, 2, 3)
    assert totals_of(values(proposed(_hidden_xlsx(tmp_path / "a.xlsx", grid, (5,), "")))) == TOTALS


def test_hidden_rows_of_ods_are_known(tmp_path: Path) -> None:
    from odf.opendocument import load
    from odf.table import TableRow

    path = write_ods(tmp_path / "a.ods", [spending()])
    book = load(str(path))
    book.spreadsheet.getElementsByType(TableRow)[3].setAttribute("visibility", "collapse")
    book.save(str(path))
    proposal = proposed(path)
    assert totals_of(values(proposal)) == {}
    assert {left.reason for left in proposal.unplaced if left.cell} == {"在隐藏的行或列里"}


# Years and departments.


def test_a_table_that_names_two_years_is_not_taken(tmp_path: Path) -> None:
    grid = spending()
    grid.put(1, 0, "2021年度")
    proposal = from_grids(tmp_path, grid)
    assert proposal.figures == []
    assert "2021、2022" in proposal.unplaced[0].reason


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("二〇二二年度", True),
        ("二零二二年度", True),
        ("二○二二年", True),
        ("22年度", True),
        ("二〇二三年度", False),
        ("二零二三年", False),
        ("二三年度", False),
        ("23年度", False),
        ("二千零二十二年度", False),
    ],
)
def test_the_year_of_a_title_is_read_however_it_is_said(tmp_path: Path, said: str, taken: bool) -> None:
    grid = spending()
    grid.put(0, 0, f"{said}支出决算表")
    proposal = from_grids(tmp_path, grid)
    assert totals_of(values(proposal)) == (TOTALS if taken else {})
    if not taken:
        assert any("2023年度" in left.reason for left in proposal.unplaced)


def test_a_table_headed_by_last_year_in_chinese_numerals_is_of_last_year(tmp_path: Path) -> None:
    old = spending()
    old.put(0, 0, "二〇二一年度支出决算表")
    assert values(from_grids(tmp_path, old)).keys() == {f"{SCALE}.last_year"}


def test_the_name_of_the_sheet_may_tell_the_year(tmp_path: Path) -> None:
    now, before = spending(name="2022"), spending(name="2021年")
    for grid in (now, before):
        grid.put(0, 0, "支出决算表")
    before.put(3, 2, 80578.88)
    found = values(from_grids(tmp_path, now, before))
    assert found == TOTALS | {f"{SCALE}.last_year": "80578.88"}


def test_a_sheet_called_last_years_is_not_this_years(tmp_path: Path) -> None:
    grid = spending(name="上年")
    grid.put(0, 0, "支出决算表")
    proposal = from_grids(tmp_path, grid)
    assert proposal.figures == []
    assert "上年" in proposal.unplaced[0].reason


def test_a_table_without_year_among_tables_of_two_years_is_not_taken(tmp_path: Path) -> None:
    now, before, undated = spending(name="a"), spending(name="b"), general(Accounts())
    before.put(0, 0, "2021年度支出决算表")
    proposal = from_grids(tmp_path, now, before, undated)
    assert not any(path.startswith("general_budget.basic") for path in values(proposal))
    assert any("没有写明年度" in left.reason for left in proposal.unplaced)


def _of(department: str, name: str, total: float) -> Grid:
    grid = spending(name=name)
    grid.put(1, 0, f"部门：{department}")
    grid.put(3, 2, total)
    return grid


def test_of_two_departments_in_a_workbook_that_of_the_draft_is_taken(tmp_path: Path) -> None:
    grids = [_of("甲市民政局", "a", 87842.3), _of("甲市民政局（本级）", "b", 5)]
    text = '[overview]\nyear = 2022\nunit = "甲市民政局"\n'
    proposal = from_grids(tmp_path, *grids, text=text)
    assert totals_of(values(proposal)) == TOTALS
    assert ["本级" in left.reason for left in proposal.unplaced if left.sheet == "b"] == [True]


def test_of_two_departments_that_the_draft_does_not_know_nothing_is_taken(tmp_path: Path) -> None:
    grids = [_of("甲市民政局", "a", 87842.3), general(Accounts())]
    proposal = from_grids(tmp_path, *grids, text="[overview]\nyear = 2022\n")
    assert proposal.figures == []
    assert all("单位名称" in left.reason for left in proposal.unplaced)


def test_a_department_may_be_called_otherwise_the_year_before(tmp_path: Path) -> None:
    now = write_xlsx(tmp_path / "2022.xlsx", [_of("甲市民政局", "a", 87842.3)])
    old = _of("甲市民政和老龄局", "a", 80578.88)
    old.put(0, 0, "2021年度支出决算表")
    books = [read_book(now), read_book(write_xlsx(tmp_path / "2021.xlsx", [old]))]
    found = values(proposing.propose(draft(HEAD).report, books))
    assert found == TOTALS | {f"{SCALE}.last_year": "80578.88"}


# Notes of empty tables.


@pytest.mark.parametrize(
    "note",
    [
        "说明：本部门没有因公出国（境）费支出。",
        "注：本表反映“三公”经费支出情况。没有相关支出的部门应当列示空表并说明。",
        "说明：如本部门无“三公”经费支出，本表为空。",
        "注：无会议费、培训费支出。",
    ],
)
def test_a_note_on_a_part_or_on_what_others_do_does_not_empty_the_table(tmp_path: Path, note: str) -> None:
    proposal = from_grids(tmp_path, spending(), three_public(Accounts(), note=note))
    assert not any(path.startswith(THREE) for path in values(proposal))
    assert any("不能断定是0" in left.reason for left in proposal.unplaced)


@pytest.mark.parametrize(
    "note",
    [
        "说明：本部门无“三公”经费支出，故本表无数据。",
        "注：1.本表反映“三公”经费支出预决算情况。2.本单位没有财政拨款“三公”经费",
        "本单位2022年度未发生“三公”经费支出",
        "说明：无数据，空表列示",
    ],
)
def test_a_note_that_there_is_nothing(tmp_path: Path, note: str) -> None:
    found = values(from_grids(tmp_path, spending(), three_public(Accounts(), note=note)))
    assert found[f"{THREE}.actual"] == "无"


def test_a_terminal_obeys_no_label_of_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    grid = expenditure(Accounts(), year=2022)
    grid.put(8, 3, "一般_x001B_[31m公共_x000D__x000A_服务支出")
    path, last = tmp_path / "草稿.toml", tmp_path / "下年.toml"
    path.write_text("schema = 2\n" + HEAD, encoding="utf-8")
    assert main(["import", str(path), str(write_xlsx(tmp_path / "a.xlsx", [grid])), "--yes"]) == 0
    assert main(["new", str(last), "--from", str(path)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "\x1b" not in said.out
    assert "公共" in said.out


def test_a_sheet_of_cells_that_never_end_is_refused_at_once(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [spending()])
    rewrite(path, b"</sheetData>", b'<c r="A9">' * 100_000 + b"</sheetData>")
    started = time.monotonic()
    with pytest.raises(DraftError, match="工作簿"):
        read_book(path)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("write", "name"),
    [(write_xlsx, "a.xls"), (write_xls, "a.xlsx"), (write_ods, "a.xlsx"), (write_xls, "a.et"), (write_xlsx, "a.XLSX")],
)
def test_a_workbook_is_known_by_what_it_holds(
    tmp_path: Path, write: Callable[[Path, list[Grid]], Path], name: str
) -> None:
    assert totals_of(values(proposed(write(tmp_path / name, [spending()])))) == TOTALS


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name cannot be any bytes")
def test_a_workbook_may_be_called_anything(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [spending()])
    path = path.rename(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.xlsx"))
    read = draft(HEAD)
    taking.take(read.report, proposing.propose(read.report, [read_book(path)]))
    assert {row.cell("file").raw for row in read.report.rows("sources").rows} == {"\\udcff.xlsx"}


def test_a_class_that_stands_there_twice_is_not_chosen_from(tmp_path: Path) -> None:
    grid = spending()
    grid.put(4, 0, "201", "一般公共服务支出", 3, 1, 2)
    grid.put(5, 0, "201", "一般公共服务支出", 4, 1, 3)
    grid.put(6, 0, "205", "教育支出", 5, 1, 4)
    proposal = from_grids(tmp_path, grid)
    assert [figure.row for figure in proposal.figures if figure.row] == ["教育支出"]
    assert [left.cell for left in proposal.unplaced if "不止一行" in left.reason] == ["E5", "E6"]


def test_classes_without_project_expenditure_leave_nothing_to_list(tmp_path: Path) -> None:
    grid = spending()
    grid.put(4, 0, "201", "一般公共服务支出", 3, 3)
    assert from_grids(tmp_path, grid).unplaced == []


def test_a_hidden_class_is_listed_where_it_has_an_amount(tmp_path: Path) -> None:
    grid = spending()
    grid.put(4, 0, "201", "一般公共服务支出", 3, 1, 2)
    grid.put(5, 0, "205", "教育支出", 1, 1, 0)
    proposal = proposed(_hidden_xlsx(tmp_path / "a.xlsx", grid, (5, 6), ""))
    assert [left.cell for left in proposal.unplaced] == ["E5"]

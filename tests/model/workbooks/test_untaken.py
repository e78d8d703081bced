"""No number of a table in use is passed over: what is neither taken nor listed with its figure is named by cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from model.workbooks import proposing
from model.workbooks.books import Book, read_book
from tests.model.drafting import DATA, draft
from tests.model.workbooks.accounts import Accounts, Grid, hunan_2022, write_xlsx
from tests.model.workbooks.ministry import Forms, book
from tests.model.workbooks.passed_over import passed_over
from tests.model.workbooks.test_changed import sheet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.model.workbooks.accounts import Value

HEADS = ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")


def untaken(*lines: tuple[Value, ...], title: str = "支出决算表", name: str = "支出") -> list[str]:
    grid = Grid(name)
    for row, line in enumerate(((title,), ("部门：甲市文化局", None, None, None, "单位：万元"), *lines)):
        grid.put(row, 0, *line)
    proposal = proposing.propose(draft("[overview]\nyear = 2023\n").report, [Book("决算.xlsx", [sheet(grid)], [])])
    return [remark.partition("：")[2] for remark in proposal.untaken[1:]]


def test_a_column_that_no_figure_is_for_is_named_with_its_header() -> None:
    found = untaken((*HEADS, "债务还本支出"), (None, "合计", 1500.5, 900.5, 600, 31.2))
    assert found == ["“债务还本支出”F4"]


def test_rows_of_subjects_are_one_block() -> None:
    lines = (
        ("207", "文化支出", 900.5, 600.5, 300),
        ("20701", "文化", 900.5, 600.5, 300),
        ("208", "社保", 600, 300, 300),
    )
    found = untaken(HEADS, (None, "合计", 1500.5, 900.5, 600), *lines)
    assert found == ["按科目列的明细 C5:D7、E6"]


def test_the_row_of_a_year_that_nobody_asks_for_is_named() -> None:
    heads = ("项目", "合计", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")
    lines = (("2021年决算数", 25, 0, 0, 19, 6), ("2023年决算数", 21.35, 0, 0, 16.2, 5.15))
    found = untaken(heads, *lines, title="“三公”经费支出决算表", name="三公")
    assert found == ["“合计、因公出国(境)费等”B4:F4"]


def test_numbers_above_below_and_beside_a_table_and_hidden_ones_are_named(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    grid = Grid("支出")
    lines: tuple[tuple[Value, ...], ...] = (
        ("支出决算表",),
        ("部门：甲市文化局", None, None, 77.5, "单位：万元"),
        (*HEADS, None, "经营支出"),
        (None, "合计", 1500.5, 900.5, 500, 8.25, 100),
        (None, "其中：政府采购", 99, 9, 90),
        ("注：本表含上年结转。",),
        (None, "结转", 44.4),
    )
    for row, line in enumerate(lines):
        grid.put(row, 0, *line)
    path = write_xlsx(tmp_path / "决算.xlsx", [grid])
    known = load_workbook(path)
    known.worksheets[0].row_dimensions[5].hidden = True
    known.save(path)
    proposal = proposing.propose(draft("[overview]\nyear = 2023\n").report, [read_book(path)])
    (_, remark) = proposal.untaken
    assert remark in proposal.remarks
    assert remark.partition("：")[2] == "F4；表外的 D2、C7；隐藏的 C5:E5"


def test_many_scattered_numbers_stay_one_short_line() -> None:
    lines = [(None, f"其他{row}", None, row + 0.5, None) if row % 2 else (None, "", None) for row in range(60)]
    columns = [(None, f"甲{row}", *((None, row + 0.5) if row % 2 else (row + 0.5, None))) for row in range(60)]
    for some in (lines, columns):
        (found,) = untaken(HEADS, (None, "合计", 1500.5, 900.5, 600), *some)
        assert len(found) < 100


@pytest.mark.parametrize("path", sorted((DATA / "workbooks").glob("t*")), ids=lambda path: path.name)
def test_what_names_the_numbers_is_missed_where_it_is_left_out(path: Path) -> None:
    books = [read_book(path)]
    proposal = proposing.propose(draft('[overview]\nyear = 2023\nunit = "甲市文化局"\n').report, books)
    silent = replace(proposal, remarks=[each for each in proposal.remarks if each not in proposal.untaken])
    assert bool(passed_over(books, silent)) is bool(proposal.untaken)


@pytest.mark.parametrize("grids", [hunan_2022(Accounts()), book(Forms())], ids=["published", "ministry"])
def test_a_whole_book_needs_a_line_a_sheet(grids: list[Grid]) -> None:
    books = [Book("决算.xlsx", [sheet(grid) for grid in grids], [])]
    proposal = proposing.propose(draft("").report, books)
    assert 1 < len(proposal.untaken) <= len(grids) + 1
    assert max(map(len, proposal.untaken)) < 500

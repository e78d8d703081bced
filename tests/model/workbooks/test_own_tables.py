"""Tables that offices keep for their own use: a workbook in, the fields of a blank draft out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import DraftError
from model.workbooks import proposing, taking
from model.workbooks.books import read_book
from tests.model.drafting import draft
from tests.model.workbooks.accounts import write_xlsx
from tests.model.workbooks.drawn import drawn
from tests.model.workbooks.own_tables import BOOKS, said
from tests.model.workbooks.passed_over import passed_over
from tests.model.workbooks.test_layouts import wan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from model.workbooks.books import Book
    from model.workbooks.taking import Proposal


def written(folder: Path, sheets: Mapping[str, str]) -> Book:
    return read_book(write_xlsx(folder / "a.xlsx", [drawn(sheet, text) for sheet, text in sheets.items()]))


def import_of(folder: Path, sheets: Mapping[str, str]) -> Proposal:
    return proposing.propose(draft("").report, [written(folder, sheets)])


@pytest.mark.parametrize("name", BOOKS)
def test_an_offices_own_book_fills_a_blank_draft_and_nothing_of_it_vanishes(tmp_path: Path, name: str) -> None:
    sheets, says = BOOKS[name]
    book = written(tmp_path, sheets)
    report = draft("").report
    proposal = proposing.propose(report, [book])
    taking.take(report, proposal)
    found = {cell.path: wan(cell.raw) for cell in report.root.cells() if cell.raw and cell.section}
    assert found == said(says)
    assert passed_over([book], proposal) == []


OF_OTHERS = """
{title}
填报单位：东港市第三小学 | | 单位：万元
项目 | 年初预算数 | 本年实际
本年收入合计 | 70 | 75
本年支出合计 | 70 | 74
支出合计 | 70 | 74
"""


@pytest.mark.parametrize(
    "title",
    ["2024年食堂收支情况表", "2024年1-9月收支情况表", "石门村2024年收支情况表", "2024年财政拨款预算执行情况表"],
)
def test_a_part_of_the_money_or_the_money_of_others_is_not_taken_for_all_of_it(tmp_path: Path, title: str) -> None:
    with pytest.raises(DraftError, match="没有认出"):
        import_of(tmp_path, {"表": OF_OTHERS.format(title=title)})
    assert import_of(tmp_path, {"表": OF_OTHERS.format(title="2024年度收支情况表")}).certain


def test_a_fund_named_in_a_column_of_its_own_is_no_project_of_the_general_budget(tmp_path: Path) -> None:
    table = """
2024年度项目支出执行情况表 | < | < | <
填报单位：东港市第三小学 | | | 单位：万元
项目名称 | 资金来源 | 年初预算数 | 执行数
操场 | 政府性基金 | 30 | 28
安保 | 一般公共预算 | 20 | 19
跑道 | 政府性基金 | 10 | 9
合计 | | 60 | 56
"""
    names = {figure.row: figure.path for figure in import_of(tmp_path, {"项目": table}).certain if figure.row}
    lists = {name: path.split(".items")[0] for name, path in names.items()}
    assert lists == {
        "操场": "government_funds",
        "安保": "general_budget.projects.unit_projects",
        "跑道": "government_funds",
    }


def test_what_was_paid_in_all_years_alone_is_not_what_a_project_spent(tmp_path: Path) -> None:
    table = """
2024年度项目支出执行情况表 | <
填报单位：东港市第三小学 | 单位：万元
项目名称 | 累计支付
操场 | 30
合计 | 30
"""
    proposal = import_of(tmp_path, {"项目": table})
    assert not [figure for figure in proposal.figures if "projects" in figure.path]
    assert [left.reason for left in proposal.unplaced] == ["没有认出项目名称和支出各在哪一列，清单里的行没有取"]


@pytest.mark.parametrize(
    ("note", "none"),
    [
        ("注：本单位无政府性基金预算收支。", "是"),
        ("注：没有国有资本经营预算和政府性基金预算。", "是"),
        ("注：与上年比较无重大差异，政府性基金预算支出见另表。", ""),
        ("注：无政府性基金预算财政拨款开支人员。", ""),
    ],
)
def test_only_a_note_on_the_budget_itself_says_that_there_is_none(tmp_path: Path, note: str, none: str) -> None:
    table = """
    2024年度部门预算执行情况表
    填报单位：溪口县文物局 | | 单位：万元
    项目 | 年初预算数 | 本年决算数
    基本支出 | 30 | 31
    项目支出 | 12 | 11
    合计 | 42 | 42
    """
    report = draft("").report
    taking.take(report, proposing.propose(report, [written(tmp_path, {"执行": f"{table}{note}\n"})]))
    assert report.cell("government_funds.none").raw == none

"""Workbooks in, figures out: every mapped cell of three layouts in three formats, and no trap taken."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from model.checks.checker import Checker
from model.checks.explanation import explain, find_field, lines
from model.drafts.draft import DraftError, load
from model.editing.session import Session
from model.figures import WAN, unit_named
from model.report.report import Report
from model.report.sources import source_words
from model.safekeeping.locks import Lock
from model.workbooks import found_amounts, mapping, proposing, taking
from model.workbooks.books import read_book
from model.workbooks.files.inspection import address
from model.workbooks.tables import table_kinds, table_words
from tests.model.drafting import DATA, ROOT, draft
from tests.model.workbooks.accounts import ECONOMIC as BY_ECONOMY
from tests.model.workbooks.accounts import (
    Accounts,
    Grid,
    cover,
    detail,
    elsewhere,
    expenditure,
    funds,
    general,
    hunan_2021,
    hunan_2022,
    income,
    state_capital,
    three_public,
    totals,
    write_ods,
    write_xls,
    write_xlsx,
)
from tests.model.workbooks.drawn import drawn
from tests.model.workbooks.other_strangers import BOOKS as OTHER_BOOKS
from tests.model.workbooks.passed_over import passed_over
from tests.model.workbooks.strangers import BOOKS, TWO_SIDES
from tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from types import ModuleType

    from model.workbooks.taking import Proposal, Taken

LAYOUTS = {"hunan-2021": hunan_2021, "hunan-2022": hunan_2022, "elsewhere": elsewhere}
WRITERS = {"xlsx": write_xlsx, "xls": write_xls, "ods": write_ods}
HEAD = '[overview]\nyear = 2022\nunit = "云漪市人力资源和社会保障局"\n'
WITH_ANNEX = HEAD + "[basic_data]\nincluded = true\n"
THREE = "general_budget.three_public"
# What Accounts() says, in 万元, by the field of the report.
PUBLIC = {
    f"{THREE}.budget": "92.61",
    f"{THREE}.overseas.budget": "20",
    f"{THREE}.vehicles.budget": "53.3",
    f"{THREE}.reception.budget": "19.31",
    f"{THREE}.actual": "41.38",
    f"{THREE}.vehicles.actual": "39.91",
    f"{THREE}.reception.actual": "1.47",
}
# The same for vehicles, which the annex repeats.
VEHICLES = {
    "general_budget.three_public.details.purchase.budget": "18",
    "general_budget.three_public.details.operation.budget": "35.3",
    "general_budget.three_public.details.operation.actual": "39.91",
}
EXPECTED = {
    "overview.scale.total": "87842.3",
    "overview.scale.basic": "14825.83",
    "overview.scale.project": "72040.64",
    "overview.scale.operating": "975.83",
    "overview.scale.personnel": "13571.82",
    "overview.scale.general": "1254.01",
    "general_budget.basic.actual": "14825.83",
    "general_budget.basic.personnel": "13571.82",
    "general_budget.basic.general": "1254.01",
    "general_budget.projects.actual": "72040.64",
    **PUBLIC,
    **VEHICLES,
    "overview.scale.functions.0.amount": "27.8",
    "overview.scale.functions.1.amount": "10384.42",
    "overview.scale.functions.2.amount": "61568.16",
    "overview.scale.functions.3.amount": "26.39",
    "overview.scale.functions.4.amount": "33.87",
    "state_capital.none": "是",
}
FUND = {
    "government_funds.actual": "118.6",
    "government_funds.carried_over": "6.4",
    "government_funds.opening": "6.4",
    "government_funds.income": "118.6",
}
# What the table of income and expenditure and the table of income say; both layouts of Hunan have them.
INCOME = {
    "overview.income.general_public": "86000",
    "overview.income.from_superior": "12",
    "overview.income.institution": "3000",
    "overview.income.operating": "988.11",
    "overview.income.total": "90000.11",
    "overview.income.opening": "2.5",
    "overview.income.closing": "2160.31",
    "overview.scale.execution.original": "80001.5",
}
OFFICE = {"basic_data.office.actual": "80.25"}
ECONOMIC = {"overview.scale.economic.scope": "基本支出"} | {
    f"overview.scale.economic.items.{number}.amount": str(amount) for number, (_, _, amount) in enumerate(BY_ECONOMY)
}
# The table elsewhere has last year's columns, a total of the economic classes, no income.
BESIDE = {
    "overview.scale.last_year": "86861.47",
    "overview.scale.economic.total": "14825.83",
    f"{THREE}.last_year": "76.5",
    f"{THREE}.overseas.last_year": "10",
    f"{THREE}.vehicles.last_year": "60.25",
    f"{THREE}.details.purchase.last_year": "25",
    f"{THREE}.details.operation.last_year": "35.25",
    f"{THREE}.reception.last_year": "6.25",
}
ELSEWHERE = BESIDE | {path: FUND[path] for path in ("government_funds.actual", "government_funds.carried_over")}
BY_LAYOUT = {
    "hunan-2021": EXPECTED | INCOME | ECONOMIC | OFFICE | {"government_funds.none": "是"},
    "hunan-2022": EXPECTED | INCOME | ECONOMIC | OFFICE | FUND,
    "elsewhere": EXPECTED | ECONOMIC | ELSEWHERE,
}


def proposed(path: Path, text: str = HEAD) -> Proposal:
    return proposing.propose(draft(text).report, [read_book(path)])


def from_grids(tmp_path: Path, *grids: Grid, text: str = HEAD, name: str = "决算.xlsx") -> Proposal:
    return proposed(write_xlsx(tmp_path / name, grids), text)


def wan(value: str) -> str:
    """A kept value in 万元, shortest."""
    digits, name = found_amounts.split_amount(value)
    unit = unit_named(name) if name else None
    if unit is None:
        return value
    return f"{(Decimal(digits) * unit.factor / WAN.factor).normalize():f}"


def values(proposal: Proposal) -> dict[str, str]:
    return {figure.path: wan(figure.value) for figure in proposal.figures}


def at(grids: Iterable[Grid], figure: Taken) -> object:
    """What stands in the cell that a figure names as its source."""
    grid = next(grid for grid in grids if grid.name == figure.sheet)
    letters = figure.cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return grid.cells.get((int(figure.cell.removeprefix(letters)) - 1, column - 1))


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_mapped_cell_of_a_layout_is_right(tmp_path: Path, layout: str, suffix: str) -> None:
    accounts = Accounts() if layout == "hunan-2021" else Accounts(fund=118.6, carried=6.4)
    grids = LAYOUTS[layout](accounts)
    proposal = proposed(WRITERS[suffix](tmp_path / f"决算.{suffix}", grids), WITH_ANNEX)
    assert values(proposal) == BY_LAYOUT[layout]
    assert [left.label for left in proposal.unplaced] == ["三公经费·因公出国（境）费·决算数"], (
        "a blank is left to the clerk"
    )
    for figure in proposal.figures:
        cell = at(grids, figure)
        if isinstance(cell, float | int) and not figure.path.endswith("scope"):
            scale = 10000 if layout == "elsewhere" else 1
            assert Decimal(str(cell)) / scale == Decimal(wan(figure.value))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_imported_draft_checks_without_error_of_figures(tmp_path: Path, layout: str) -> None:
    read = draft(HEAD)
    book = read_book(write_xlsx(tmp_path / "a.xlsx", LAYOUTS[layout](Accounts(fund=118.6, carried=6.4))))
    taking.take(read.report, proposing.propose(read.report, [book]))
    wrong = [finding for finding in Checker(read.report).findings() if finding.verdict != "rule"]
    assert [finding for finding in wrong if finding.severity != "info"] == []


@pytest.mark.parametrize("module", [mapping, table_kinds, table_words], ids=lambda module: module.__name__)
def test_every_word_of_a_layout_stands_in_a_pattern(module: ModuleType) -> None:
    text = Path(str(module.__file__)).with_suffix(".toml").read_text(encoding="utf-8")
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "model" / "workbooks").rglob("*.py"))
    asked = {*re.findall("<([a-z_]+)>", text), *re.findall(r'WORDS\["(\w+)"\]', code)}
    assert set(tomllib.loads(text)["words"]) <= asked


def test_every_path_of_the_mapping_is_a_field() -> None:
    report = Report()
    paths = {cell.path for cell in report.root.cells()}
    scopes = [entry.scope for entry in mapping.MAPPING if entry.scope is not None]
    named = [path for scope in scopes for path in (scope.choice, scope.part, scope.whole)]
    summed = [path for whole, parts in mapping.SUMS for path in (whole, *parts)]
    assert {entry.path for entry in mapping.MAPPING} | {*named, *summed, *mapping.NONE.values()} <= paths
    assert report.rows(mapping.FUNCTIONS).rows == []
    for scope in scopes:
        assert scope.value in report.cell(scope.choice).field.options  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2022年度支出决算总表", "支出决算表"),
        ("部门支出决算表(2022年度)", "支出决算表"),
        ("收入支出决算表", "收入支出决算总表"),
        ("财政拨款收入支出决算总表", "财政拨款收入支出决算总表"),
        ("收入决算表", "收入决算表"),
        ("项目支出决算表", ""),
        ("支出决算表说明", ""),
        ("一般公共预算财政拨款支出决算表(公开05表)", "一般公共预算财政拨款支出决算表"),
        ("一般公共预算财政拨款项目支出决算表", ""),
        ("一般公共预算基本支出决算表", "一般公共预算财政拨款基本支出决算明细表"),
        ("一般公共预算财政拨款三公经费及会议费、培训费支出决算表", "三公经费支出决算表"),
        ("政府性基金预算财政拨款支出决算表", "政府性基金预算财政拨款收入支出决算表"),
        ("国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表"),
        ("一般公共预算财政拨款项目支出情况表", "一般公共预算项目支出情况表"),
        ("项目支出按功能分类汇总表", "项目支出分类汇总表"),
        ("一般公共预算项目支出功能分类汇总表", ""),
        ("项目支出经济分类汇总表", ""),
        ("局属单位人员情况表", "所属单位人员情况表"),
        ("机关及所属单位人员情况表", "基本数字表"),
        ("国有资产总额变动情况表", "资产情况表"),
        ("固定资产、无形资产分类情况表", "资产情况表"),
        ("无形资产变动情况表", ""),
        ("固定资产变动情况表", "固定资产增减变动表"),
    ],
)
def test_a_table_is_known_by_its_title(title: str, kind: str) -> None:
    assert table_kinds.kind_of(title) == kind


# Traps.


def test_a_second_total_that_the_classes_do_not_add_up_to_is_not_taken(tmp_path: Path) -> None:
    grid = expenditure(Accounts())
    row = max(row for row, _ in grid.cells) - 1
    grid.put(row, 0, None)
    for column in (0, 1, 2):
        grid.cells.pop((row, column), None)
    grid.put(row, 3, "合计", 99, 88, 11)
    found = values(from_grids(tmp_path, grid))
    assert found["overview.scale.total"] == "87842.3"
    assert found["overview.scale.project"] == "72040.64"


def test_two_totals_that_nothing_tells_apart_are_not_taken(tmp_path: Path) -> None:
    grid = general(Accounts())
    for place in [place for place, value in grid.cells.items() if value in ("205", "208")]:
        del grid.cells[place]
    row = max(row for row, _ in grid.cells)
    grid.put(row + 1, 1, "合计", 5, 2, 3)
    proposal = from_grids(tmp_path, grid)
    assert proposal.figures == []
    assert all("几行" in left.reason for left in proposal.unplaced)


def test_the_expenditure_half_is_taken_and_not_income_or_budget(tmp_path: Path) -> None:
    proposal = from_grids(tmp_path, totals(Accounts()), income())
    assert values(proposal) == {"overview.scale.total": "87842.3"} | INCOME
    assert proposal.figures[0].cell == "H8"


def test_the_table_of_expenditure_comes_before_the_other_and_a_difference_is_told(tmp_path: Path) -> None:
    proposal = from_grids(tmp_path, totals(Accounts(project=72040.65)), expenditure(Accounts()))
    assert values(proposal)["overview.scale.total"] == "87842.3"
    assert any("87842.31" in remark for remark in proposal.remarks)


@pytest.mark.parametrize("line", ["金额单位：", "单位：见附注", "金额单位：元 金额单位：万元"])
def test_without_one_certain_unit_nothing_is_taken(tmp_path: Path, line: str) -> None:
    grid = expenditure(Accounts())
    grid.put(2, 9, line)
    proposal = from_grids(tmp_path, grid)
    assert proposal.figures == []
    assert "金额单位" in proposal.unplaced[0].reason


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("金额单位：元", "1.482583"),
        ("单位:千元", "1482.583"),
        ("（单位：万元）", "14825.83"),
        ("金额单位：人民币元", "1.482583"),
    ],
)
def test_the_unit_is_that_of_the_table(tmp_path: Path, line: str, value: str) -> None:
    grid = expenditure(Accounts())
    grid.put(2, 9, line)
    assert values(from_grids(tmp_path, grid))["overview.scale.basic"] == value


def test_a_unit_named_in_a_note_is_not_that_of_the_table(tmp_path: Path) -> None:
    grid = expenditure(Accounts())
    grid.put(max(row for row, _ in grid.cells) + 1, 0, "注：本套报表金额单位：元，转换时可能存在尾数误差。")
    assert values(from_grids(tmp_path, grid))["overview.scale.basic"] == "14825.83"


def test_a_blank_that_the_sum_does_not_prove_is_not_zero(tmp_path: Path) -> None:
    accounts = Accounts(actual=(42.64, None, 39.91, None, 39.91, 1.47))
    proposal = from_grids(tmp_path, three_public(accounts))
    assert f"{THREE}.overseas.actual" not in values(proposal)
    assert [(left.cell, left.reason[:6]) for left in proposal.unplaced] == [("H8", "单元格空着，")]


def test_a_blank_that_the_sum_proves_is_listed_and_left_to_the_clerk(tmp_path: Path) -> None:
    book = [read_book(write_xlsx(tmp_path / "a.xlsx", [three_public(Accounts())]))]
    report = draft(HEAD).report
    proposal = proposing.propose(report, book)
    taking.take(report, proposal)
    assert report.cell(f"{THREE}.overseas.actual").raw == ""
    (left,) = proposal.unplaced
    assert left.cell == "H8"
    assert "应当是0" in left.reason
    typed = proposing.propose(draft(HEAD + "[general_budget.three_public.overseas]\nactual = 0\n").report, book)
    assert typed.unplaced == []


@pytest.mark.parametrize("blank", ["-", "—", "－", "——"])
def test_a_dash_that_the_sum_proves_is_a_printed_zero(tmp_path: Path, blank: str) -> None:
    grid = three_public(Accounts())
    grid.put(7, 7, blank)
    assert values(from_grids(tmp_path, grid))[f"{THREE}.overseas.actual"] == "0"


def test_a_zero_that_stands_there_is_taken(tmp_path: Path) -> None:
    grid = three_public(Accounts(actual=(42.64, 0, 39.91, None, 39.91, 1.47)))
    assert values(from_grids(tmp_path, grid))[f"{THREE}.overseas.actual"] == "0"


def test_an_empty_table_with_a_note_says_there_is_nothing(tmp_path: Path) -> None:
    grid = three_public(Accounts(), note="说明：本部门2022年度没有使用一般公共预算安排的“三公”经费支出。")
    found = values(from_grids(tmp_path, grid))
    assert found[f"{THREE}.actual"] == found[f"{THREE}.reception.budget"] == "无"


def test_an_empty_table_without_a_note_says_nothing(tmp_path: Path) -> None:
    grid = three_public(Accounts(), note="注：本表反映部门本年度“三公”经费支出预决算情况。")
    proposal = from_grids(tmp_path, grid, state_capital(""))
    assert proposal.figures == []
    assert len(proposal.unplaced) == 2


def test_a_hidden_sheet_is_not_read_but_told(tmp_path: Path) -> None:
    old = expenditure(Accounts(basic=1.0), name="旧表")
    old.hidden = True
    proposal = from_grids(tmp_path, old, expenditure(Accounts()))
    assert values(proposal)["overview.scale.basic"] == "14825.83"
    assert any("旧表" in remark for remark in proposal.remarks)


def test_two_tables_of_one_kind_are_told_and_not_chosen_from(tmp_path: Path) -> None:
    proposal = from_grids(tmp_path, expenditure(Accounts()), expenditure(Accounts(basic=1.0), name="本级"))
    assert "overview.scale.basic" not in values(proposal)
    assert not any(path.startswith(mapping.FUNCTIONS) for path in values(proposal))
    assert {left.cell for left in proposal.unplaced if left.label == "支出规模·基本支出"} == {"F8"}


def test_a_column_of_another_year_is_not_taken(tmp_path: Path) -> None:
    grid = Grid("支出决算表")
    grid.put(0, 0, "支出决算表")
    grid.put(1, 0, "2022年度", None, "金额单位：万元")
    grid.put(2, 0, "科目编码", "科目名称", "2021年基本支出", "2022年基本支出", "本年支出合计")
    grid.put(3, 1, "合计", 7, 8, 9)
    found = values(from_grids(tmp_path, grid))
    assert found["overview.scale.basic"] == "8"
    assert found["overview.scale.total"] == "9"


def test_functions_without_codes_are_not_taken(tmp_path: Path) -> None:
    grid = expenditure(Accounts())
    for row, column in [place for place in grid.cells if place[0] > 7 and place[1] == 0]:
        del grid.cells[row, column]
    proposal = from_grids(tmp_path, grid)
    assert not any(path.startswith(mapping.FUNCTIONS) for path in values(proposal))
    assert any("科目编码" in left.reason for left in proposal.unplaced)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("14,825.83", "14825.83"),
        ("１４８２５．８３", "14825.83"),
        (" 14 825.83 ", "14825.83"),
        ("148258300元", "14825.83"),
        (14825.83, "14825.83"),
        (14825.830000000002, "14825.83"),
        (14825.8312, "14825.8312"),
        (-14825.83, "-14825.83"),
        ("（14,825.83）", "-14825.83"),
    ],
)
def test_numbers_however_they_are_written(tmp_path: Path, cell: str | float, value: str) -> None:
    grid = expenditure(Accounts())
    grid.put(7, 5, cell)
    assert values(from_grids(tmp_path, grid))["overview.scale.basic"] == value


@pytest.mark.parametrize("cell", ["约14825", "14825.83人", "见附表", "#REF!", "12.5%", "1,48.25"])
def test_what_is_no_amount_is_listed_with_its_cell(tmp_path: Path, cell: str) -> None:
    grid = expenditure(Accounts())
    grid.put(7, 5, cell)
    proposal = from_grids(tmp_path, grid)
    assert "overview.scale.basic" not in values(proposal)
    (left,) = [left for left in proposal.unplaced if left.label == "支出规模·基本支出"]
    assert (left.cell, left.text) == ("F8", cell)


def test_amounts_are_kept_exactly(tmp_path: Path) -> None:
    grid = expenditure(Accounts())
    grid.put(7, 5, 14825.8312)
    raw = {figure.path: figure.value for figure in from_grids(tmp_path, grid).figures}
    assert raw["overview.scale.basic"] == "148258312元"
    assert raw["overview.scale.project"] == "72040.64"


@pytest.mark.parametrize("merged", [True, False])
def test_budget_and_accounts_may_stand_below_each_item(tmp_path: Path, merged: bool) -> None:
    grid = Grid("三公")
    grid.put(0, 0, "2022年度一般公共预算财政拨款“三公”经费及机关运行经费支出决算表")
    grid.put(1, 0, "单位:万元")
    places = [(2, 0, 11, "一般公共预算财政拨款“三公”经费"), (3, 0, 1, "合计"), (3, 2, 3, "因公出国\n(境)费")]
    places += [(3, 4, 9, "公务用车购置及运行费"), (3, 10, 11, "公务接待费"), (4, 4, 5, "小计")]
    places += [(4, 6, 7, "公务用车\n购置费"), (4, 8, 9, "公务用车\n运行费"), (2, 12, 12, "机关运行\n经费决算数")]
    for row, column, last, text in places:
        if merged:
            below = 1 if row == 3 and text != "公务用车购置及运行费" else 0
            grid.merge(row, column, row + below, last, text)
        else:
            grid.put(row, column, text)
    grid.put(5, 0, *["预算数", "决算数"] * 6)
    grid.put(6, 0, 22, 8.77, None, None, 14, 8.47, None, None, 14, 8.47, 8, 0.3, 325.88)
    assert values(from_grids(tmp_path, grid)) == {
        f"{THREE}.budget": "22",
        f"{THREE}.actual": "8.77",
        f"{THREE}.vehicles.budget": "14",
        f"{THREE}.vehicles.actual": "8.47",
        f"{THREE}.reception.budget": "8",
        f"{THREE}.reception.actual": "0.3",
        "general_budget.three_public.details.operation.budget": "14",
        "general_budget.three_public.details.operation.actual": "8.47",
    }


# Years.


def test_last_years_workbook_gives_last_years_figures(tmp_path: Path) -> None:
    now = write_xlsx(tmp_path / "2022.xlsx", hunan_2022(Accounts(), 2022))
    before = write_xlsx(tmp_path / "2021.xlsx", hunan_2021(Accounts(project=64777.22), 2021))
    text = HEAD + '[general_budget]\nscope = "仅一般公共预算"'
    found = values(proposing.propose(draft(text).report, [read_book(before), read_book(now)]))
    assert found["overview.scale.total"] == "87842.3"
    assert found["overview.scale.last_year"] == "80578.88"
    assert found["general_budget.projects.last_year"] == "72040.64"
    assert found[f"{THREE}.last_year"] == "41.38"
    assert f"{THREE}.overseas.last_year" not in found


def test_a_workbook_of_another_year_is_listed(tmp_path: Path) -> None:
    proposal = from_grids(tmp_path, cover(2019), expenditure(Accounts()))
    assert proposal.figures == []
    assert "2019年度" in proposal.unplaced[0].reason


def test_the_day_of_publication_is_not_the_year(tmp_path: Path) -> None:
    grid = expenditure(Accounts())
    grid.put(1, 0, "编制日期：2023年8月15日")
    proposal = from_grids(tmp_path, grid)
    assert len(proposal.figures) == 9
    assert "没有写明年度" in proposal.remarks[0]


def test_the_name_of_the_file_may_tell_the_year(tmp_path: Path) -> None:
    proposal = from_grids(tmp_path, expenditure(Accounts()), name="2021年度决算公开表.xlsx")
    assert values(proposal) == {"overview.scale.last_year": "87842.3"}


# The books of strangers.


@pytest.mark.parametrize("name", [*BOOKS, *OTHER_BOOKS])
def test_a_strangers_book_fills_a_blank_draft_and_nothing_of_it_vanishes(tmp_path: Path, name: str) -> None:
    sheets, says = (BOOKS | OTHER_BOOKS)[name]
    book = read_book(write_xlsx(tmp_path / "a.xlsx", [drawn(sheet, text) for sheet, text in sheets.items()]))
    report = draft("").report
    proposal = proposing.propose(report, [book])
    taking.take(report, proposal)
    found = {cell.path: wan(cell.raw) for cell in report.root.cells() if cell.raw and cell.section}
    assert found == says
    assert passed_over([book], proposal) == []


def test_nothing_is_asked_of_last_year_where_only_things_are_counted_then(tmp_path: Path) -> None:
    sheets, _ = OTHER_BOOKS["a centre"]
    proposal = from_grids(tmp_path, drawn("三公", sheets["三公"]), text="")
    assert not [left.label for left in proposal.unplaced]


@pytest.mark.parametrize(
    ("copies", "taken"), [(("80", "80"), True), (("80", "90"), False), (("80", "90", "70"), False)]
)
def test_a_list_that_stands_twice_is_taken_where_both_say_the_same(
    tmp_path: Path, copies: tuple[str, ...], taken: bool
) -> None:
    text = """
2024年项目支出明细表 | <
单位：某县水利局 | 单位：万元
项目名称 | 预算数 | 支出数
河道保洁 | 100 | 80
渠道维修 | 50 | 50
合计 | 150 | 130
"""
    grids = [
        drawn(f"表{at}", text.replace("80", one).replace("130", str(int(one) + 50))) for at, one in enumerate(copies)
    ]
    found = values(from_grids(tmp_path, *grids, text=""))
    assert (found.get("general_budget.projects.unit_projects.items.0.executed") == "80") == taken


def test_a_fund_that_does_not_add_up_is_not_taken(tmp_path: Path) -> None:
    sheets = {name: text.replace("61850", "61851").replace("| 613700", "| 613701") for name, text in TWO_SIDES.items()}
    proposal = from_grids(tmp_path, drawn("工伤", sheets["工伤"]), text="")
    assert not any(path.startswith("insurance") for path in values(proposal))
    assert any("不相等" in left.reason for left in proposal.unplaced)


# Scope.


def test_general_budget_is_not_taken_for_all_of_it(tmp_path: Path) -> None:
    accounts = Accounts(general_basic=5364.75, personnel=5000.0, operation=364.75)
    grids = [expenditure(accounts), general(accounts), detail(accounts)]
    proposal = from_grids(
        tmp_path, *grids, text=HEAD + "[overview.scale]\npersonnel = 1\n[general_budget.basic]\nactual = 1"
    )
    assert "overview.scale.personnel" not in values(proposal)
    assert "general_budget.basic.actual" not in values(proposal)
    assert any("口径" in left.reason and "5364.75" in left.reason for left in proposal.unplaced)
    chosen = '[general_budget]\nscope = "仅一般公共预算"\n[overview.scale]\nbreakdown_scope = "一般公共预算基本支出"'
    for text in ("", chosen):  # of a draft that says nothing of it yet the choice is proposed, too
        found = values(from_grids(tmp_path, *grids, text=HEAD + text))
        assert found["overview.scale.personnel"] == found["general_budget.basic.personnel"] == "5000"
        assert found["general_budget.basic.actual"] == "5364.75"
        assert found.get("general_budget.scope") == (None if text else "仅一般公共预算")
        assert found.get("overview.scale.breakdown_scope") == (None if text else "一般公共预算基本支出")


# The draft.


def test_functions_go_into_the_rows_of_their_name(tmp_path: Path) -> None:
    rows = (
        '[[overview.scale.functions]]\nname = "农林水支出"\namount = 1\n[[overview.scale.functions]]\nname = "旧科目"'
    )
    read = draft(HEAD + rows)
    book = read_book(write_xlsx(tmp_path / "a.xlsx", [expenditure(Accounts())]))
    proposal = proposing.propose(read.report, [book])
    assert any("旧科目" in left.label for left in proposal.unplaced)
    taking.take(read.report, proposal)
    found = [(row.cell("name").raw, row.cell("amount").raw) for row in read.report.rows(mapping.FUNCTIONS).rows]
    assert found == [
        ("农林水支出", "26.39"),
        ("旧科目", ""),
        ("一般公共服务支出", "27.80"),
        ("教育支出", "10384.42"),
        ("社会保障和就业支出", "61568.16"),
        ("其他支出", "33.87"),
    ]
    assert {one.value for one in proposal.figures if one.label.startswith("项目支出按功能分类·一般公共")} == {"27.8"}, (
        "two decimals are kept, as beside it; what the workbook has is told as it is"
    )
    assert all(one.unchanged for one in proposing.propose(read.report, [book]).figures)


@pytest.mark.parametrize(("second", "added"), [("384.42", []), ("384.24", ["教育支出"])])
def test_a_class_that_the_draft_tells_by_its_lower_ones_is_no_further_row(
    tmp_path: Path, second: str, added: list[str]
) -> None:
    told = {name: str(amount) for _, name, _, amount in Accounts().functions if name != "教育支出"}
    told |= {"普通教育": "10000.00", "职业教育": second}
    rows = "".join(
        f"[[overview.scale.functions]]\nname = '{name}'\namount = {amount}\n" for name, amount in told.items()
    )
    book = read_book(write_xlsx(tmp_path / "a.xlsx", [expenditure(Accounts())]))
    figures = proposing.propose(draft(HEAD + rows).report, [book]).figures
    assert [figure.row for figure in figures if figure.row] == added


def test_a_budget_that_is_there_takes_back_that_there_is_none(tmp_path: Path) -> None:
    text = HEAD + "[government_funds]\nnone = true"
    found = values(from_grids(tmp_path, funds(Accounts(fund=118.6, carried=6.4)), text=text))
    assert found == {"government_funds.none": "否"} | FUND


def test_figures_of_an_annex_are_taken_whether_or_not_it_is_on(tmp_path: Path) -> None:
    for text in (HEAD, WITH_ANNEX):
        found = values(from_grids(tmp_path, three_public(Accounts()), text=text))
        assert {path: value for path, value in found.items() if "details" in path} == VEHICLES


# The command.


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    text = "schema = 2\n" + HEAD + "[overview.scale]\nbasic = 14825.83  # 已填\nproject = 1.5\n"
    (tmp_path / "草稿.toml").write_text(text, encoding="utf-8")
    return tmp_path / "草稿.toml", write_xlsx(tmp_path / "决算.xlsx", hunan_2022(Accounts()))


def test_amounts_in_yuan_are_told_as_the_report_says_them_too(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    yuan = write_xlsx(files[1].with_name("元.xlsx"), elsewhere(Accounts()))
    assert main(["import", str(files[0]), str(yuan), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "项目支出：1.5万元 → 72,040.64万元（720,406,400元）" in said
    assert "14,825.83万元（148,258,300元）（不变）" in said


def test_a_dry_run_shows_old_and_new_with_the_cell_and_changes_nothing(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = files[0].read_bytes()
    assert main(["import", *map(str, files), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "项目支出：1.5万元 → 72,040.64万元" in said
    assert "14,825.83万元（不变）" in said
    assert "决算.xlsx 工作表“支出决算表”G8" in said
    assert files[0].read_bytes() == before


def test_json_has_figures_and_what_was_not_placed(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", *map(str, files), "--dry-run", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said.keys() == {"figures", "unplaced", "remarks"}
    assert said["figures"][0] == {
        "path": "overview.scale.total",
        "label": "支出规模·支出总额",
        "value": "87842.3",
        "unit": "万元",
        "file": "决算.xlsx",
        "sheet": "支出决算表",
        "cell": "E8",
    }


def test_taken_figures_are_saved_with_their_source_and_explained(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", *map(str, files), "--yes"]) == 0
    read = load(files[0])
    assert read.problems == []
    assert read.report.cell("overview.scale.project").raw == "72040.64"
    assert "# 已填" in files[0].read_text(encoding="utf-8")
    report = read.report
    told = "\n".join(lines(explain(Checker(report), find_field(report, "overview.scale.project"))))
    assert "决算.xlsx 的工作表“支出决算表”单元格 G8" in told
    report.set(report.cell("overview.scale.project"), "5")
    told = "\n".join(lines(explain(Checker(report), find_field(report, "overview.scale.project"))))
    assert "当时是 72040.64" in told
    assert main(["import", *map(str, files), "--yes"]) == 0
    assert len(load(files[0]).report.rows("sources").rows) == len(report.rows("sources").rows)


def test_the_source_of_a_row_follows_it(tmp_path: Path) -> None:
    read = draft(HEAD)
    book = read_book(write_xlsx(tmp_path / "a.xlsx", [expenditure(Accounts())]))
    taking.take(read.report, proposing.propose(read.report, [book]))
    rows = read.report.rows(mapping.FUNCTIONS)
    rows.rows.reverse()
    rows.renumber()
    read.report.bind()
    told = "\n".join(lines(explain(Checker(read.report), read.report.cell(f"{mapping.FUNCTIONS}.0.amount"))))
    assert "单元格 G21" in told


def test_without_a_terminal_nothing_is_taken_unasked(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files[0].read_bytes()
    monkeypatch.setattr("sys.stdin", StringIO("j"))
    assert main(["import", *map(str, files)]) == 2
    assert "--yes" in capsys.readouterr().err
    assert files[0].read_bytes() == before


@pytest.mark.parametrize(("answer", "taken"), [("j", True), ("n", False), ("", False)])
def test_the_clerk_is_asked(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, answer: str, taken: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert main(["import", *map(str, files)]) == 0
    assert (load(files[0]).report.cell("overview.scale.project").raw == "72040.64") == taken


def test_a_draft_that_a_form_has_open_is_left_alone(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    lock, before = Lock(files[0]).path, files[0].read_bytes()
    lock.write_text(json.dumps({"pid": 1, "host": "另一台", "user": "小王"}), encoding="utf-8")
    assert main(["import", *map(str, files), "--yes"]) == 2
    assert "小王（电脑 另一台） 正打开着它，没有取数；请先关闭再取" in capsys.readouterr().err
    assert files[0].read_bytes() == before
    assert main(["import", *map(str, files), "--dry-run"]) == 0
    lock.unlink()
    assert main(["import", *map(str, files), "--yes"]) == 0
    assert files[0].read_bytes() != before
    assert not lock.exists()


# Workbooks that cannot be read.


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("单位,金额\n", encoding="utf-8")


def _page(path: Path) -> None:
    path.write_text("<html><table><tr><td>合计</td></tr></table></html>", encoding="utf-8")


def _torn(path: Path) -> None:
    whole = write_xlsx(path, [expenditure(Accounts())]).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def rewrite(path: Path, old: bytes, new: bytes) -> Path:
    """Write the .xlsx file anew with ``old`` replaced in its first sheet."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert old in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return path


def _mangled(path: Path) -> None:
    rewrite(write_xlsx(path, [expenditure(Accounts())]), b"</sheetData>", b"</nothing>")


def _locked(path: Path) -> None:
    path.write_bytes((DATA / "encrypted.xlsx").read_bytes())


def _locked_ods(path: Path) -> None:
    """As LibreOffice writes one: the parts are noise, and the list of parts says how it was made."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", bytes(range(256)) * 9)
        package.writestr("META-INF/manifest.xml", "<manifest:encryption-data manifest:checksum='x'/>")


def _formula_ods(path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow

    book = OpenDocumentSpreadsheet()
    table, row = Table(name="支出决算表"), TableRow()
    row.addElement(TableCell(formula="of:=1+1"))
    table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(str(path))


def _all_hidden(path: Path) -> None:
    from openpyxl import load_workbook

    write_xlsx(path, [Grid("空"), expenditure(Accounts())])
    book = load_workbook(path)
    book["支出决算表"].sheet_state = "hidden"
    book.save(path)


def _blank(path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _other(path: Path) -> None:
    grid = Grid("Sheet1")
    grid.put(0, 0, "工资表")
    grid.put(1, 0, "姓名", "金额")
    write_xlsx(path, [grid])


@pytest.mark.parametrize(
    ("make", "name", "words"),
    [
        (_empty, "a.xlsx", "不是能读的工作簿"),
        (_text, "a.xlsx", "不是能读的工作簿"),
        (_page, "a.xls", "不是能读的工作簿"),
        (_torn, "a.xlsx", "不是能读的工作簿"),
        (_mangled, "a.xlsx", "工作簿"),
        (_locked, "a.xlsx", "密码"),
        (_locked_ods, "a.ods", "密码"),
        (_formula_ods, "a.ods", "A1 是公式"),
        (_all_hidden, "a.xlsx", "隐藏"),
        (_blank, "a.xlsx", "是空的"),
        (_folder, "a.xlsx", "不是工作簿文件"),
        (_other, "a.xlsx", "没有认出部门决算公开表"),
        (lambda path: None, "a.xlsx", "没有这个文件"),
    ],
)
def test_a_bad_workbook_gives_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], object], name: str, words: str
) -> None:
    (tmp_path / "草稿.toml").write_text("schema = 2\n" + HEAD, encoding="utf-8")
    make(tmp_path / name)
    assert main(["import", str(tmp_path / "草稿.toml"), str(tmp_path / name), "--dry-run"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert said.err.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="has no /proc")
@pytest.mark.parametrize("name", ["/proc/kmsg", "/proc/self/mem", "/dev/zero"])
def test_what_is_no_file_on_a_disk_is_not_opened(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "草稿.toml").write_text("schema = 2\n" + HEAD, encoding="utf-8")
    assert main(["import", str(tmp_path / "草稿.toml"), name, "--dry-run"]) == 2
    assert capsys.readouterr().err == f"{name}：这不是工作簿文件，请检查路径\n"


def test_a_workbook_named_before_the_draft_gives_the_right_order(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", *map(str, reversed(files))]) == 2
    assert "草稿要写在它前面：ziping import 草稿.toml 决算.xlsx" in capsys.readouterr().err


def test_a_formula_that_was_computed_is_read(tmp_path: Path) -> None:
    grid = expenditure(Accounts())
    grid.put(7, 4, "=F8+G8+I8")
    path = write_xlsx(tmp_path / "a.xlsx", [grid])
    rewrite(path, b"<f>F8+G8+I8</f><v></v>", b"<f>F8+G8+I8</f><v>87842.300000000003</v>")
    assert values(proposed(path))["overview.scale.total"] == "87842.3"


@pytest.mark.parametrize(
    ("formula", "value"),
    [("=F8+G8+I8", "87842.3"), ("=SUM(F8:G8,I8)", "87842.3"), ("=SUM($F$8:J8)-G8-I8+H8", "14825.83")],
)
def test_a_sum_that_no_program_worked_out_is_worked_out(tmp_path: Path, formula: str, value: str) -> None:
    grid = Grid("支出决算表")
    grid.put(0, 0, "支出决算表", None, "单位：万元")
    grid.put(1, 0, "项目", "本年支出合计")
    grid.put(2, 0, "合计", formula)
    grid.put(7, 5, 14825.83, 72040.64, "—", 975.83)
    assert read_book(write_xlsx(tmp_path / "a.xlsx", [grid])).sheets[0].rows[2][1] == Decimal(value)


@pytest.mark.parametrize("formula", ["=F8*1", "=VLOOKUP(F8,A:B,2)", "=SUM(A1:F8)", "=另一张!F8", "=E8", "=F8+"])
def test_a_formula_without_a_value_costs_its_own_figure_only(tmp_path: Path, formula: str) -> None:
    grid = expenditure(Accounts())
    grid.put(7, 4, formula)
    proposal = from_grids(tmp_path, grid)
    assert "overview.scale.total" not in values(proposal)
    assert values(proposal)["overview.scale.basic"] == "14825.83"
    (left,) = [left for left in proposal.unplaced if left.label == "支出规模·支出总额"]
    assert left.cell == "E8"
    assert "是公式" in left.reason


@pytest.mark.parametrize("place", [(1048575, 16383), (1048575, 0), (0, 16383), (400_000, 7)])
def test_one_cell_far_outside_costs_nothing(tmp_path: Path, place: tuple[int, int]) -> None:
    grid = expenditure(Accounts())
    grid.put(*place, "x")
    proposal = from_grids(tmp_path, grid)
    assert values(proposal)["overview.scale.basic"] == "14825.83"
    assert any(address(*place) in remark for remark in proposal.remarks)


def test_an_error_value_is_no_blank(tmp_path: Path) -> None:
    grid = three_public(Accounts())
    grid.put(7, 7, "#DIV/0!")
    proposal = from_grids(tmp_path, grid)
    assert f"{THREE}.overseas.actual" not in values(proposal)
    assert any(left.text == "#DIV/0!" for left in proposal.unplaced)


def test_a_draft_without_year_is_of_the_later_of_two_that_follow_each_other(tmp_path: Path) -> None:
    read = {year: write_xlsx(tmp_path / f"{year}.xlsx", hunan_2022(Accounts(), year)) for year in (2020, 2021, 2022)}
    books = {year: read_book(path) for year, path in read.items()}
    found = values(proposing.propose(draft("").report, [books[2021], books[2022]]))
    assert (found["overview.year"], found["overview.unit"]) == ("2022", "云漪市人力资源和社会保障局")
    assert found["overview.scale.last_year"] == found["overview.scale.total"]
    with pytest.raises(DraftError, match="报告年度"):
        proposing.propose(draft("").report, [books[2020], books[2022]])


def test_who_and_when_are_not_guessed_from_tables_that_disagree(tmp_path: Path) -> None:
    one, other = expenditure(Accounts()), general(Accounts())
    other.put(2, 0, "部门：云漪市民政局")
    proposal = from_grids(tmp_path, one, other, text="")
    assert "overview.unit" not in values(proposal)


def test_a_check_loads_none_of_it() -> None:
    code = (
        "import sys; from tui.cli.main import main; main(['check', 'samples/small-bureau-2024.toml']);"
        "print([name for name in sys.modules if 'calamine' in name or 'workbooks' in name or 'rollforward' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_where_the_reader_of_workbooks_is_missing_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [expenditure(Accounts())])
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(DraftError, match=r"a\.xlsx：这里没有装读工作簿的 python-calamine，不能取数；"):
        read_book(path)


def test_some_of_the_figures_are_taken_as_one_step_and_given_back(tmp_path: Path) -> None:
    text = HEAD + "[overview.scale]\nbasic = 1\n[[overview.scale.functions]]\nname = '教育支出'\namount = 2\n"
    edited = Session(draft(text))
    before = edited.report.root.content()
    book = read_book(write_xlsx(tmp_path / "a.xlsx", [expenditure(Accounts())]))
    figures = proposing.propose(edited.report, [book]).figures
    new = [figure for figure in figures if figure.row]
    assert len(new) > 2
    chosen = [figure for figure in figures if figure is not new[0] and not figure.path.endswith("scale.project")]
    edited.together("sources", taking.edits(edited.report, chosen))
    rows = edited.report.rows(mapping.FUNCTIONS).rows
    assert [row.cell("name").raw for row in rows] == ["教育支出", *(figure.row for figure in new[1:])]
    assert edited.report.cell("overview.scale.basic").raw == "14825.83"
    assert edited.report.cell("overview.scale.project").raw == ""
    assert len(edited.report.rows("sources").rows) == len(chosen)
    for row in rows[1:]:
        assert "a.xlsx" in source_words(edited.report, row.cell("amount"))
    taken = edited.report.root.content()
    edited.undo()
    assert edited.report.root.content() == before
    edited.redo()
    assert edited.report.root.content() == taken
    again = taking.edits(edited.report, proposing.propose(edited.report, [book]).figures)
    edited.together("sources", again)
    assert len(edited.report.rows("sources").rows) == len(figures), "one source a figure"

"""Last year's draft in, this year's out: what was carried, what stands and is marked, what is empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from model.checks.checker import Checker
from model.checks.rules import carried_over as to_review
from model.drafts.draft import Draft, DraftError, load
from model.drafts.saving import save
from model.editing.rollforward import Rolled, create, roll_forward, told
from model.editing.session import Session
from model.report.binding import one
from model.report.sources import source_of
from model.report.tree import Cell, Node
from model.schema.outline import Outline
from tests.model.drafting import REFERENCE, SMALL, draft, opened

if TYPE_CHECKING:
    from pathlib import Path

    from model.report.tree import Content
    from model.schema.records import Record

SAMPLES = pytest.mark.parametrize("path", [REFERENCE, SMALL], ids=lambda path: path.stem)
LAST = """
[overview]
unit = "云漪市档案馆"
year = 2022
duties = "保管档案"
[[overview.offices]]
name = "办公室"
[[overview.offices]]
name = "保管科"
[overview.scale]
basic = 10
project = 20
personnel = 6
"""


def rolled(lines: str = LAST, year: int | None = None) -> Rolled:
    return roll_forward(draft(lines), year, "上年.toml")


def value(report: Rolled, path: str) -> str:
    return report.draft.report.cell(path).raw


def marked(draft: Draft) -> set[str]:
    found = Checker(draft.report).findings()
    return {path for finding in found if finding.code == "to_review" for path in finding.fields}


def codes(draft: Draft) -> set[str]:
    return {finding.code for finding in Checker(draft.report).findings()}


def test_a_computed_figure_becomes_last_years() -> None:
    made = rolled()
    assert value(made, "overview.scale.last_year") == "30.00"
    assert value(made, "overview.year") == "2023"


def test_a_figure_keeps_the_text_it_was_typed_as() -> None:
    made = rolled('[overview]\nyear = 2022\n[overview.scale]\ntotal = "1482583.07元"')
    assert value(made, "overview.scale.last_year") == "1482583.07元"


def test_nothing_stays_nothing_and_missing_stays_missing() -> None:
    lines = '[general_budget.three_public.overseas]\nactual = "无"\n[general_budget.three_public.reception]\nbudget = 2'
    made = rolled(LAST + lines)
    assert value(made, "general_budget.three_public.overseas.last_year") == "无"
    assert value(made, "general_budget.three_public.reception.last_year") == ""
    assert any("公务接待费·上年决算数" in sentence for sentence in made.unmapped)


def test_opening_balances_come_from_closing_ones_and_opening_cost_from_cost() -> None:
    made = roll_forward(opened(REFERENCE))
    assert value(made, "insurance.funds.0.opening_balance") == "13622.25"
    assert value(made, "assets.book_values.opening_cost") == "11825.25"
    assert value(made, "assets.totals.last_year") == "20912.11"


EXECUTED = """
[overview.scale.execution]
original = 905.60
adjusted = 1071.80
actual = 868.20
carried_over = {}
"""


@pytest.mark.parametrize(
    ("left", "begins"), [("203.60", "203.60"), ("0", ""), ('"无"', ""), ('"2036000元"', "2036000元")]
)
def test_what_was_left_of_a_budget_is_proposed_as_carried_into_the_next(left: str, begins: str) -> None:
    made = rolled(LAST + EXECUTED.format(left))
    path = "overview.scale.execution.carried_in"
    assert value(made, path) == begins
    assert (path in marked(made.draft)) is bool(begins)
    assert value(made, "overview.scale.execution.carried_over") == ""
    assert ("取自上年的支出规模·部门整体预算执行·年末结转结余数" in "\n".join(told(made))) is bool(begins)
    session = Session(made.draft)
    session.together(path, to_review.confirm(session.report, [session.report.cell(path)]))
    assert path not in marked(made.draft)
    assert value(made, path) == begins


def test_what_was_left_two_years_ago_is_not_carried() -> None:
    assert value(rolled(LAST + EXECUTED.format("203.60"), 2024), "overview.scale.execution.carried_in") == ""


def test_a_fund_that_only_begins_with_what_was_left_is_still_empty() -> None:
    made = rolled(LAST + "[government_funds]\nactual = 5\nexecution.carried_over = 3.30\n")
    assert value(made, "government_funds.execution.carried_in") == "3.30"
    assert "section_empty" in {one.code for one in Checker(made.draft.report).findings() if one.section == 5}


def test_standing_text_stands_and_figures_and_reasons_of_the_year_are_empty() -> None:
    made = roll_forward(opened(REFERENCE))
    report = made.draft.report
    assert len(report.rows("overview.offices").rows) == 22
    assert value(made, "implementation.measures.0.text")
    assert value(made, "overview.scale.functions.1.name") == "教育支出"
    assert value(made, "overview.scale.functions.1.amount") == ""
    for empty in ("overview.scale.total", "overview.staff.serving", "assets.totals.cause"):
        assert value(made, empty) == ""
    for gone in ("general_budget.projects.reasons", "assets.totals.additions", "accepted"):
        assert report.rows(gone).rows == []


@SAMPLES
def test_no_figure_of_last_year_is_left_as_this_years(path: Path) -> None:
    made = roll_forward(opened(path)).draft
    report, unseen = made.report, marked(made)
    left = [cell for cell in report.root.cells() if cell.raw and cell.field.yearly and not cell.field.from_last]
    plain = [cell for cell in left if cell.field.plain_stays]
    days = ["publication.date", "publication.signed"]
    assert [cell.path for cell in left if cell not in plain] == ["overview.year", *days]
    assert plain
    assert not [cell for cell in plain if re.search("[0-9]", re.sub("{[^}]*}", "", cell.raw))]
    assert unseen.issuperset(cell.path for cell in plain)
    last = opened(path).report
    for day in days:
        assert report.cell(day).raw == str(int(last.cell(day).raw[:4]) + 1) + last.cell(day).raw[4:]
    lists = {row.cell("path").raw for row in report.rows("to_review").rows}
    assert lists.issuperset(days)


def test_only_the_year_before_gives_last_years_figures() -> None:
    made = rolled(year=2024)
    assert value(made, "overview.year") == "2024"
    assert value(made, "overview.scale.last_year") == ""
    assert "2022" in made.unmapped[0]


@pytest.mark.parametrize("year", [2022, 2021, 2100])
def test_a_year_that_does_not_come_after_is_refused(year: int) -> None:
    with pytest.raises(DraftError, match="年度"):
        rolled(year=year)


def test_a_draft_without_year_is_refused() -> None:
    with pytest.raises(DraftError, match="没有填报告年度"):
        rolled("")


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "new.toml"
    out.write_text("mine")
    with pytest.raises(DraftError, match="已经有这个文件"):
        create(out, SMALL)
    assert out.read_text() == "mine"


def test_a_folder_is_told_as_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DraftError, match="这是文件夹"):
        create(tmp_path, SMALL)


def test_unknown_keys_are_reported_as_not_mapped(tmp_path: Path) -> None:
    last = tmp_path / "last.toml"
    last.write_text("schema = 2\n" + LAST.replace("duties", "dutys"), encoding="utf-8")
    made = create(tmp_path / "new.toml", last)
    assert any("dutys" in sentence for sentence in made.unmapped)


def test_an_annex_left_out_gets_no_figures() -> None:
    made = roll_forward(opened(REFERENCE))
    assert value(made, "basic_data.general.last_year") == ""


def test_an_annex_included_gets_last_years_figures() -> None:
    lines = "[basic_data]\nincluded = true\n[basic_data.office]\nactual = 3.5\n[basic_data.general]\nactual = 8"
    made = rolled(LAST + lines)
    assert value(made, "basic_data.office.last_year") == "3.5"
    assert value(made, "basic_data.general.last_year") == "8"


def test_the_report_tells_what_was_carried_kept_cleared_and_not_mapped() -> None:
    text = "\n".join(told(rolled()))
    for words in (
        "上年支出总额  30.00万元",
        "主要职能",
        "内设机构2处",
        "基本支出",
        "基本支出·上年决算数：上年草稿里没有",
    ):
        assert words in text


@SAMPLES
def test_a_cleared_text_outside_of_lists_is_called_by_its_label(path: Path) -> None:
    said = "\n".join(told(roll_forward(opened(path), None, "上年.toml")))
    assert "第0行" not in said
    assert "增减情况说明" in said


BODIES = """
[overview]
year = 2025
[[problems.problems]]
heading = "指标细化不够"
text = "部分指标没有量化，主要是对项目了解不深。"
[[problems.problems]]
heading = "执行进度偏慢"
text = "6月底执行率为38.5%，低于序时进度。"
[[problems.problems]]
heading = "公用经费紧张"
text = "公用经费{基本支出公用经费支出}，压减空间有限。"
[[performance.themes]]
heading = "就业稳定"
lead = "2025年就业形势平稳。"
text = "完善了帮扶机制。"
"""


def test_a_body_without_figure_and_year_stands_for_review_and_one_with_is_named_among_what_was_cleared() -> None:
    made = rolled(BODIES)
    plain = ["problems.problems.0.text", "problems.problems.2.text", "performance.themes.0.text"]
    assert all(value(made, path) for path in plain)
    assert marked(made.draft).issuperset(plain)
    assert value(made, "problems.problems.1.text") == value(made, "performance.themes.0.lead") == ""
    assert "执行进度偏慢（表现及原因）" in "\n".join(told(made))
    session = Session(made.draft)
    session.together(plain[0], to_review.confirm(session.report, [session.report.cell(plain[0])]))
    assert plain[0] not in marked(made.draft)


def test_what_is_lacking_is_told_with_its_part_until_it_is_filled_in() -> None:
    made = rolled(LAST + "[government_funds]\nactual = 5\nopening = 1\n[overview.income]\ntotal = 7\n")
    said = "\n".join(told(made))
    assert "第五部分上年结转数：上年草稿里没有" in said
    assert "收入来源·年初结转和结余：上年草稿里没有" in said
    made.draft.report.cell("overview.income.opening").raw = "527.10"
    assert "收入来源·年初结转和结余" not in "\n".join(told(made))


def test_a_budget_that_the_unit_does_not_have_lacks_nothing() -> None:
    made = rolled(LAST + '[government_funds]\nnone = "是"\n[state_capital]\nactual = 5\ncarried_over = 1\n')
    said = "\n".join(told(made))
    assert "第五部分上年结转数" not in said
    assert "第六部分上年结转数  1.00万元" in said


def test_carried_figures_keep_their_source() -> None:
    made = rolled()
    cell = made.draft.report.cell("overview.scale.last_year")
    origin = source_of(made.draft.report, cell)
    assert origin is not None
    assert (origin.file, origin.cell, origin.value) == ("上年.toml", "overview.scale.total", "30.00")


def test_last_years_figures_of_another_scope_are_told_until_they_are_mended() -> None:
    spent = "[general_budget.basic]\nactual = 10\n[general_budget.projects]\nactual = 5918.77\n"
    made = roll_forward(draft(f"[overview]\nyear = 2024\n{spent}"), name="上年.toml").draft
    assert "scope_of_last_year" not in codes(made)
    made.report.cell("general_budget.scope").raw = "仅一般公共预算"
    made.report.bind()
    (found,) = (one for one in Checker(made.report).findings() if one.code == "scope_of_last_year")
    assert "项目支出·上年项目支出决算数5,918.77万元取自上年.toml，那里的口径是“与部门整体支出同口径”" in found.message
    for path, own in (("basic.last_year", "9"), ("projects.last_year", "4586.59")):
        made.report.cell(f"general_budget.{path}").raw = own
    made.report.bind()
    assert "scope_of_last_year" not in codes(made)


# Marks.


def test_standing_text_is_marked() -> None:
    assert marked(rolled().draft) == {
        "overview.unit",
        "overview.duties",
        "overview.offices.0.name",
        "overview.offices.1.name",
    }


def test_a_mark_goes_when_the_field_is_touched_and_comes_back_with_undo() -> None:
    made = rolled().draft
    session = Session(made)
    session.type(made.report.cell("overview.duties"), "保管档案，提供利用")
    assert "overview.duties" not in marked(made)
    assert not any("overview.duties" in finding.fields for finding in session.checker.findings())
    session.undo()
    assert "overview.duties" in marked(made)


def test_a_mark_follows_its_row() -> None:
    made = rolled().draft
    session = Session(made)
    session.remove("overview.offices", 0)
    assert "overview.offices.0.name" in marked(made)
    session.type(made.report.cell("overview.offices.0.name"), "保护科")
    assert not any("offices" in path for path in marked(made))


def test_a_mark_goes_when_the_field_is_confirmed() -> None:
    made = rolled().draft
    session = Session(made)
    cells = [made.report.cell(path) for path in ("overview.duties", "overview.offices.0.name")]
    session.together("to_review", to_review.confirm(made.report, cells))
    assert marked(made) == {"overview.unit", "overview.offices.1.name"}
    session.undo()
    assert len(marked(made)) == 4


def test_confirming_everything_leaves_no_mark_in_the_draft() -> None:
    made = rolled().draft
    session = Session(made)
    session.together("to_review", to_review.confirm(made.report, list(made.report.root.cells())))
    assert made.report.rows("to_review").rows == []


@pytest.mark.parametrize("path", ["", "overview.nowhere", "overview", "overview.offices.9.name", "a.b"])
def test_a_mark_on_nothing_is_no_finding(path: str) -> None:
    made = draft(f'[[to_review]]\npath = "{path}"\nkept = "00000000"')
    assert marked(made) == set()


def test_marks_and_sources_survive_the_file(tmp_path: Path) -> None:
    made = create(tmp_path / "new.toml", REFERENCE)
    again = load(tmp_path / "new.toml")
    assert again.problems == []
    assert again.report.root.content() == made.draft.report.root.content()
    assert marked(again) == marked(made.draft)


# Twice in a row.


def fill(draft: Draft, last: Content) -> None:
    """Type what is empty and not worked out as it was in ``last``, bring years up to date, confirm the rest."""
    draft.report.bind()
    year = int(draft.report.section(1).cell("year").raw)
    _fill(draft.report.root, last, year)
    draft.report.bind()
    session = Session(draft)
    session.together("to_review", to_review.confirm(draft.report, list(draft.report.root.cells())))


def _fill(node: Node, last: Content, year: int) -> None:
    for name, part in node.parts.items():
        if isinstance(part, Cell):
            computed = not part.raw and part.figure is not None
            part.raw = part.raw or ("" if computed else last.get(name, ""))
            part.raw = part.raw if name == "year" else _shifted(part.raw, year)
        elif isinstance(part, Node):
            _fill(part, last.get(name, {}), year)
        elif not part.element.internal:
            for number, row in enumerate(last.get(name, [])):
                _fill(part.rows[number] if number < len(part.rows) else part.insert(number), row, year)


def _shifted(text: str, year: int) -> str:
    for mark in ("年", "-"):
        text = text.replace(f"{year}{mark}", f"{year + 1}{mark}").replace(f"{year - 1}{mark}", f"{year}{mark}")
    return text


def test_twice_in_a_row_gives_a_draft_without_a_false_finding(tmp_path: Path) -> None:
    content = opened(SMALL).report.root.content()
    last = SMALL
    for year in (2025, 2026):
        out = tmp_path / f"{year}.toml"
        made = create(out, last).draft
        fill(made, content)
        content = made.report.root.content()
        save(made)
        again = load(out)
        assert again.problems == []
        # Each year is filled with the same figures, which is asked about where reasons of a change stand beside them.
        assert {one.code for one in Checker(again.report).findings()} <= {"as_last_year"}
        assert again.report.cell("overview.year").raw == str(year)
        assert again.report.cell("overview.scale.last_year").raw == "1380.71"
        last = out


@SAMPLES
def test_before_filling_only_what_is_missing_or_stands_is_found(path: Path) -> None:
    once = roll_forward(opened(path)).draft
    twice = roll_forward(once).draft
    honest = {"required", "section_empty", "to_review", "last_year_left", "unknown_reference", "quoted_in_text"}
    assert codes(once) <= honest
    assert codes(twice) <= honest


# What is declared.


def _records(record: type[Record]) -> list[type[Record]]:
    found = [record]
    for name in record.groups:
        element = next(part for part in record.elements if part.name == name)
        found += _records(element.record)  # type: ignore[attr-defined]
    return found


def test_every_field_called_last_year_says_where_it_comes_from() -> None:
    silent = [
        (record.__name__, part.name)
        for record in _records(Outline)
        for part in record.elements
        if part.name in ("last_year", "opening_balance", "opening_cost") and getattr(part, "from_last", None) is None
    ]
    assert silent == [("ChangeReason", "last_year")]


def test_every_declared_origin_is_a_figure_of_the_same_dimension() -> None:
    for cell in roll_forward(opened(REFERENCE)).draft.report.root.cells():
        for origin in filter(None, (cell.field.from_last, cell.field.begins_with)):
            assert one(cell.node, origin).unit.dimension == cell.unit.dimension


FUND = (
    LAST
    + """
[government_funds]
budget = 3420
actual = 3268.7
carried_over = 151.3
"""
)
SPENT = """
[[government_funds.items]]
name = "城乡社区支出"
amount = 3268.7
use = "征地和拆迁补偿"
"""


@pytest.mark.parametrize(
    ("lines", "added", "code"),
    [
        (FUND, "", "section_empty"),
        (FUND, "false", "section_empty"),
        (LAST, "", "section_empty"),
        (FUND + SPENT, "", "required"),
        (FUND, "2980", ""),
    ],
)
def test_a_part_with_nothing_but_last_years_figures_is_as_empty_as_a_new_one(lines: str, added: str, code: str) -> None:
    made = rolled(lines).draft
    section = made.report.section(5)
    section.cell("none" if added == "false" else "actual").raw = "否" if added == "false" else added
    made.report.bind()
    found = [one for one in Checker(made.report).findings() if one.section == 5 and one.severity == "error"]
    assert [one.code for one in found] == [code] * bool(code)


def test_what_a_fund_was_spent_on_stands_without_its_amount() -> None:
    made = rolled(FUND + SPENT)
    (row,) = made.draft.report.rows("government_funds.items").rows
    assert (row.cell("name").raw, row.cell("use").raw, row.cell("amount").raw) == ("城乡社区支出", "征地和拆迁补偿", "")
    assert row.cell("name").path in marked(made.draft)

"""Fields that few departments need: named on one line until they are used or asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from model.drafts.draft import load
from model.drafts.new_draft import create
from model.editing.rollforward import create as roll_forward
from model.editing.session import Session
from model.report.tree import Cell
from tests.tui.driving import NARROW, WIDE, opened
from tui.app.application import ZipingApp
from tui.form.form_lines import Hint, Pen
from tui.form.form_sheet import FormSheet
from tui.look.palette import palette
from tui.state.view_state import ViewState


async def test_unused_fields_are_named_and_shown_when_asked_for(draft: Path) -> None:
    async with opened(draft) as form:
        section = form.screen.state.report.section(form.screen.entry.section)
        before = {place.target.path for place in form.screen.entry.sheet.places}
        await form.keys("ctrl+end")
        form.screen.action_command("unfold")
        await form.settle()
        shown = {place.target.path for place in form.screen.entry.sheet.places}
        folded = {cell.path for cell in section.cells() if cell.field.folded}
        assert "已展开" in form.text()
        assert before < shown
        assert folded <= shown
        form.screen.action_command("unfold")
        await form.settle()
        assert {place.target.path for place in form.screen.entry.sheet.places} == before


SCHEMA_1 = Path(__file__).parents[2] / "data" / "schema-1" / "blank.toml"


def fields_of(template: str) -> set[str]:
    """The addresses of the fields that an empty draft of that time lists, those of the rows of lists left out."""
    found, table = set(), ""
    for line in template.splitlines():
        plain = line.removeprefix("# ")
        if named := re.match(r"\[\[?([\w.]+)\]\]?", plain):
            table = "" if plain.startswith("[[") else named[1]
        elif table and (field := re.match(r"(\w+) += ", plain)):
            found.add(f"{table}.{field[1]}")
    return found


def test_a_small_office_sees_no_field_more_than_before_there_were_the_new_ones(tmp_path: Path) -> None:
    before = fields_of(SCHEMA_1.read_text("utf-8"))
    assert len(before) > 150
    path = tmp_path / "小单位.toml"
    create(path)
    state = ViewState(Session(load(path)))
    shown = {
        place.target.path
        for number in state.numbers
        for place in FormSheet(state, number, 79).places
        if isinstance(place.target, Cell) and not place.target.computable
    }
    assert shown - before == {"publication.signed"}, "the date of signing alone, which had no field of its own"


def test_how_to_unfold_is_told_in_however_little_room(tmp_path: Path) -> None:
    path = tmp_path / "窄.toml"
    create(path)
    state, colours = ViewState(Session(load(path))), palette(ZipingApp())
    for number in state.numbers:
        for width in (30, 44, 79):
            sheet = FormSheet(state, number, width)
            line = "".join(part.text for part in sheet.lines[-1].draw(Pen(state, None, colours, width)))
            assert bool(sheet.folded) == line.endswith("（按 ^P，输入“展开”）")
            assert cell_len(line) <= width


async def test_a_finding_in_what_is_folded_away_unfolds_it(draft: Path) -> None:
    async with opened(draft) as form:
        hidden = sorted(form.screen.entry.sheet.folded)
        path = next(path for path in hidden if path.count(".") > 1)
        form.screen.trail.jump_to(path)
        await form.settle()
        assert form.here.startswith(path)


async def test_a_group_names_the_fields_left_out_of_it_where_they_would_stand(tmp_path: Path) -> None:
    path = tmp_path / "新稿.toml"
    create(path)
    async with opened(path, NARROW) as form:
        form.go("overview.staff.budget_veterans")
        await form.settle()
        lines = form.lines()
        (at,) = (number for number, line in enumerate(lines) if "（未列出：工勤人员；按 ^P，输入“展开”）" in line)
        assert "非参公事业人员" in lines[at - 1]
        assert "其中离休人员" in lines[at + 1]
        form.screen.action_command("unfold")
        await form.settle()
        assert "未列出" not in form.text()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_column_that_no_row_uses_is_reached_by_its_name(draft: Path, size: tuple[int, int]) -> None:
    project = "general_budget.projects.unit_projects.items.0"
    async with opened(draft, size) as form:
        name = form.screen.state.report.cell(f"{project}.name").raw
        await form.keys("ctrl+p", f"{name}执行数", "enter")
        assert form.here == f"{project}.executed"
        await form.keys("182.35", "enter")
        assert form.screen.state.report.cell(f"{project}.executed").raw == "182.35"
        assert form.screen.state.report.cell(f"{project}.name").raw == name


async def test_unfolding_shows_the_columns_of_lists_too(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go("general_budget.projects.unit_projects.total")
        paths = [place.target.path for place in form.screen.entry.sheet.places]
        assert not any(path.endswith(".executed") and ".items." in path for path in paths)
        form.screen.action_command("unfold")
        await form.settle()
        paths = [place.target.path for place in form.screen.entry.sheet.places]
        assert "general_budget.projects.unit_projects.items.0.executed" in paths


USED = """schema = 2
[overview]
unit = "云漪市档案馆"
year = 2025
staff.workers = 1
[overview.scale]
basic = 10
[general_budget.projects.unit_projects]
total = 8
[[general_budget.projects.unit_projects.items]]
name = "库房维修"
amount = 8
executed = 7
"""


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_what_last_years_draft_used_stands_open_in_the_next(tmp_path: Path, size: tuple[int, int]) -> None:
    last, path = tmp_path / "2025.toml", tmp_path / "2026.toml"
    last.write_text(USED, "utf-8")
    roll_forward(path, last)
    async with opened(path, size) as form:
        form.go("overview.staff.serving")
        places = {place.target.path for place in form.screen.entry.sheet.places}
        assert "overview.staff.workers" in places
        assert "overview.staff.retired" not in places, "last year had none of them, either"
        form.go("general_budget.projects.unit_projects.total")
        places = {place.target.path for place in form.screen.entry.sheet.places}
        row = "general_budget.projects.unit_projects.items.0"
        assert f"{row}.executed" in places
        assert f"{row}.adjusted" not in places
        await form.keys("ctrl+s")
    again = load(path)
    assert not again.problems
    assert FormSheet(ViewState(Session(again)), 1, 79).folded.isdisjoint({"overview.staff.workers"})


@pytest.mark.parametrize("width", [48, 56, 78])
def test_the_names_of_what_is_folded_away_are_never_cut(tmp_path: Path, width: int) -> None:
    path = tmp_path / "草稿.toml"
    create(path)
    state = ViewState(Session(load(path)))
    labels = {cell.field.label for cell in state.report.section(5).cells()} | {"收入明细", "预算执行"}
    sheet = FormSheet(state, 5, width)
    said = next(line.text for line in sheet.lines if isinstance(line, Hint) and line.text.startswith("更多："))
    assert cell_len(said) <= width - 2
    names = said.removeprefix("更多：").partition("（")[0].removesuffix("等").split("、")
    assert labels.issuperset(names)

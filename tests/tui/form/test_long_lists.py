"""Of a list with many rows of several lines only the one with the cursor is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import LARGE, NARROW, WIDE, opened
from tui.windows.finding.finder import ChoiceList

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.driving import Driver

COUNT = 30
PROJECTS = "project_evaluations.projects"
BUDGETS = ("general_budget.projects.unit_projects", "general_budget.projects.public_projects")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A draft with many projects in annex 3, one of them without a name and one that spent more than it had."""
    rows = "".join(
        f'[[{PROJECTS}]]\nname = "专项{number}号"\ndepartment = "某局"\nimplementer = "某站"\n'
        f'goals = {{expected = "完成", actual = "完成"}}\n[{PROJECTS}.total]\n'
        f"points = 10\nadjusted = 100.00\nactual = {300 if number == 7 else 100}.00\n"
        f'[[{PROJECTS}.scores.indicators]]\nlevel3 = "数量"\n'
        f'target = "5项"\nactual = "5项"\npoints = 90\nscore = 90\n'
        for number in range(1, COUNT + 1)
    )
    path = tmp_path / "大部门.toml"
    path.write_text(f"schema = 2\n[project_evaluations]\nincluded = true\n{rows}", encoding="utf-8")
    return path


def opened_rows(form: Driver) -> set[str]:
    """The rows whose fields are shown."""
    places = form.screen.entry.sheet.places
    paths = {place.target.path for place in places if not place.folded and place.target.path.startswith(PROJECTS + ".")}
    return {path.split(".")[2] for path in paths}


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_row_with_the_cursor_is_open_and_the_others_take_a_line_each(
    many: Path, size: tuple[int, int]
) -> None:
    async with opened(many, size) as form:
        form.go(f"{PROJECTS}.4.total.actual")
        await form.settle()
        assert form.here == f"{PROJECTS}.4.total.actual"
        assert opened_rows(form) == {"4"}
        assert "全年执行数" in form.text()
        assert len(form.screen.entry.sheet.lines) < COUNT + 80
        form.go(f"{PROJECTS}.20.name")
        await form.settle()
        assert opened_rows(form) == {"20"}
        assert "项目20  专项20号" in form.text()


async def test_the_arrows_go_from_row_to_row_which_open_in_turn(many: Path) -> None:
    async with opened(many) as form:
        form.go(f"{PROJECTS}.4.name")
        await form.keys("up")
        assert form.here == f"{PROJECTS}.3.name"
        assert opened_rows(form) == {"3"}
        for _ in range(60):
            if form.here.startswith(f"{PROJECTS}.4."):
                break
            await form.keys("down")
        assert form.here == f"{PROJECTS}.4.name"
        assert opened_rows(form) == {"4"}
        assert form.screen.entry.view.top <= form.screen.entry.place.y


async def test_what_is_typed_goes_into_the_open_row_and_shows_on_the_folded_line(many: Path) -> None:
    async with opened(many) as form:
        form.go(f"{PROJECTS}.9.name")
        await form.keys("ctrl+a", "改了名", "up")
        assert form.screen.state.report.cell(f"{PROJECTS}.9.name").raw == "改了名"
        assert form.here == f"{PROJECTS}.8.name"
        form.go(f"{PROJECTS}.10.name")
        await form.settle()
        assert "项目10  改了名" in form.text()


async def test_a_new_row_opens_and_its_undoing_closes_it(many: Path) -> None:
    async with opened(many) as form:
        form.go(f"{PROJECTS}.4.name")
        form.screen.action_command("add_row")
        await form.settle()
        assert form.here == f"{PROJECTS}.5.name"
        assert opened_rows(form) == {"5"}
        await form.keys("新的", "ctrl+z", "ctrl+z")
        assert len(form.screen.state.report.rows(PROJECTS).rows) == COUNT
        assert len(opened_rows(form)) == 1


async def test_a_folded_row_shows_the_worst_that_was_found_in_it(many: Path) -> None:
    async with opened(many) as form:
        assert form.screen.state.findings
        form.go(f"{PROJECTS}.9.name")
        await form.settle()
        marked = [line for line in form.lines() if "专项7号" in line]
        plain = [line for line in form.lines() if "专项6号" in line]
        assert marked[0].split("专项7号")[1].strip()[:1] in ("错", "警")
        assert plain[0].split("专项6号")[1].strip()[:1] not in ("错", "警")


async def test_coming_back_to_the_section_finds_the_cursor_where_it_was(many: Path) -> None:
    async with opened(many) as form:
        form.go(f"{PROJECTS}.12.total.actual")
        form.screen.navigation.turn(-1)
        form.screen.navigation.turn(1)
        await form.settle()
        assert form.here == f"{PROJECTS}.12.total.actual"
        assert opened_rows(form) == {"12"}


async def test_a_click_on_a_folded_row_opens_it(many: Path) -> None:
    async with opened(many) as form:
        form.go(f"{PROJECTS}.4.name")
        await form.settle()
        y = next(y for y, line in enumerate(form.lines()) if "项目3  " in line)
        view = form.screen.entry.view
        await form.pilot.click(view, offset=(20, y - view.region.y))
        await form.settle()
        assert form.here == f"{PROJECTS}.2.name"
        assert opened_rows(form) == {"2"}


async def test_a_list_that_is_not_long_has_every_row_open(many: Path) -> None:
    few = "".join(many.read_text(encoding="utf-8").partition("[[")[0:1])
    few += "".join(f'[[{PROJECTS}]]\nname = "专项{number}号"\n' for number in range(5))
    many.write_text(few, encoding="utf-8")
    async with opened(many) as form:
        form.go(f"{PROJECTS}.1.name")
        assert opened_rows(form) == {"0", "1", "2", "3", "4"}


async def test_the_preview_shows_the_table_of_the_row_with_the_cursor(many: Path) -> None:
    async with opened(many, LARGE) as form:
        form.go(f"{PROJECTS}.12.total.actual")
        await form.settle()
        preview = form.screen.appearance.preview
        assert preview is not None
        assert "附件1-13" in form.part(preview)
        form.go(f"{PROJECTS}.3.name")
        await form.keys("ctrl+a", "另一个名")
        assert "附件1-4" in form.part(preview)
        assert "另一个名" in form.part(preview)
        assert "附件1-13" not in form.part(preview)


async def test_a_table_of_projects_offers_those_of_section_two(draft: Path) -> None:
    async with opened(draft) as form:
        report = form.screen.state.report
        named = [row.title for budget in BUDGETS for row in report.rows(f"{budget}.items").rows]
        form.screen.entry.go_to(PROJECTS)
        await form.keys("f5")
        assert f"全部 {len(named)} 个" in form.text()
        await form.keys("down", "down", "down", "enter")
        assert [row.title for row in report.rows(PROJECTS).rows] == [named[1]]
        (taken,) = report.rows(PROJECTS).rows
        source = next(row for budget in BUDGETS for row in report.rows(f"{budget}.items").rows if row.title == named[1])
        assert taken.cell("total.original").raw == taken.cell("total.adjusted").raw == source.cell("amount").raw != ""
        assert "前文填过的数已带来" in form.text()
        form.screen.entry.go_to(f"{PROJECTS}.0.name")
        await form.keys("f5")
        assert len(report.rows(PROJECTS).rows) == 2, "within the rows, a row is wanted"
        await form.keys("f6")
        form.screen.entry.go_to(PROJECTS)
        while form.here != PROJECTS:
            await form.keys("down")
        await form.keys("f5", "enter")
        assert [row.title for row in report.rows(PROJECTS).rows] == [named[1], *(n for n in named if n != named[1])]
        await form.keys("ctrl+z")
        assert len(report.rows(PROJECTS).rows) == 1


async def test_a_row_of_a_long_list_is_one_line_of_the_list_of_places(tmp_path: Path) -> None:
    """Else each key in that list looks through tens of thousands of fields."""
    path = tmp_path / "大部门.toml"
    rows = (f'[[{PROJECTS}]]\nname = "专项{at}号"\n[{PROJECTS}.total]\nactual = 1.00\n' for at in range(1, 61))
    path.write_text(f"schema = 2\n[project_evaluations]\nincluded = true\n{''.join(rows)}", encoding="utf-8")
    async with opened(path) as form:
        await form.keys("ctrl+p")
        choices = form.app.screen.query_one(ChoiceList).choices
        assert any(choice.note.endswith("共60行，输入名称找某一行") for choice in choices)
        await form.keys("专项57号")
        choices = form.app.screen.query_one(ChoiceList).choices
        assert ["专项57号" in choice.name for choice in choices] == [True]
        await form.keys("enter")
        assert form.here == f"{PROJECTS}.56.name"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_page_keys_show_all_of_a_long_annex_before_they_turn_to_another_part(
    many: Path, size: tuple[int, int]
) -> None:
    async with opened(many, size) as form:
        entry = form.screen.entry
        entry.show_section(14, from_top=True)
        await form.settle()
        seen = form.text()
        for _ in range(COUNT):
            if not entry.more_below:
                break
            await form.keys("pagedown")
            seen += form.text()
        assert all(f"专项{number}号" in seen for number in range(1, COUNT + 1))
        assert entry.section == 14
        await form.keys("pagedown")
        assert "已经是最后一部分" in form.text()
        for _ in range(COUNT):
            if not entry.view.top:
                break
            await form.keys("pageup")
        assert entry.section == 14
        assert "专项1号" in form.text()
        await form.keys("pageup")
        assert entry.section == 13


async def to_folded_row(form: Driver) -> None:
    while not form.screen.entry.place.folded:
        await form.keys("pagedown")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_page_keys_leave_open_what_is_open_until_something_is_done_on_the_row(
    many: Path, size: tuple[int, int]
) -> None:
    async with opened(many, size) as form:
        form.go(f"{PROJECTS}.1.total.actual")
        await form.settle()
        for _ in range(COUNT):
            if not form.screen.entry.more_below:
                break
            await form.keys("pagedown")
            assert opened_rows(form) == {"1"}
        while form.screen.entry.view.top:
            await form.keys("pageup")
            assert opened_rows(form) == {"1"}
        await to_folded_row(form)
        landed = form.here
        assert "Enter 展开" in form.text()
        row = int(landed.split(".")[2]) + 1
        assert f"> 项目{row}  专项{row}号" in form.text()
        await form.keys("enter")
        assert (form.here, opened_rows(form)) == (landed, {landed.split(".")[2]})
        assert "Enter 下一栏" in form.text()
        await form.keys("pagedown", "pageup", "pageup", "ctrl+home")
        await to_folded_row(form)
        landed, cell = form.here, form.screen.entry.cell
        assert cell is not None
        name = cell.raw
        await form.keys("新")
        assert (form.here, opened_rows(form)) == (landed, {landed.split(".")[2]})
        assert cell.raw == f"{name}新"


async def test_at_the_end_of_a_long_annex_the_first_page_key_stays(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.screen.entry.show_section(12, from_top=True)
        await form.keys("ctrl+end", "pagedown")
        assert form.screen.entry.section == 12
        assert "已到本表末尾，再按 PgDn 到下一部分" in form.text()
        await form.keys("pagedown")
        assert form.screen.entry.section == 13


async def test_the_footer_says_that_the_page_key_stays_in_the_annex(many: Path) -> None:
    async with opened(many) as form:
        form.go(f"{PROJECTS}.0.name")
        await form.settle()
        assert "PgDn 往下翻页" in form.text()
        await form.keys("ctrl+end")
        assert "PgDn 下一部分" in form.text()


async def test_page_keys_turn_from_a_section_to_the_next_however_long_it_is(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("pagedown", "pagedown", "pageup")
        assert form.screen.entry.section == 2


FUND_PROJECT = """schema = 2
[overview]
year = 2025
[government_funds]
actual = 36.5
[[government_funds.items]]
name = "农贸市场快检室改造"
amount = 36.5
[project_evaluations]
included = true
"""


async def test_a_table_of_projects_offers_those_of_the_funds_with_what_was_spent(tmp_path: Path) -> None:
    path = tmp_path / "fund.toml"
    path.write_text(FUND_PROJECT, encoding="utf-8")
    async with opened(path) as form:
        report = form.screen.state.report
        form.screen.entry.go_to(PROJECTS)
        await form.keys("f5")
        assert "农贸市场快检室改造" in form.text()
        await form.keys("enter")
        (row,) = report.rows(PROJECTS).rows
        assert row.title == "农贸市场快检室改造"
        assert row.cell("total.actual").raw == "36.5"
        assert not row.cell("total.original").raw
        form.go(f"{PROJECTS}.0.total.actual")
        await form.keys("ctrl+a", "delete", "tab")
        (said,) = [one for one in form.screen.state.session.checker.findings() if one.code == "project_left_blank"]
        assert "第五部分同名项目已填" in said.message

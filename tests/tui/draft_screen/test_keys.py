"""Every key of the footer does what it says: files, sections, findings, help, quitting."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from textual import events

from model.drafts.draft import load
from model.report.tree import Cell
from model.schema.fields import Number
from tests.tui.driving import NARROW, SAMPLE, WIDE, opened
from tui.app.application import ZipingApp
from tui.config.actions import ACTIONS, MOVES, kept_keys
from tui.config.recent import recent, remember
from tui.draft_screen.screen import EditScreen
from tui.look.cells import wrap
from tui.state.finding_walk import ranks
from tui.state.view_state import to_fill
from tui.windows.dialogs import Words

if TYPE_CHECKING:
    from pathlib import Path

BASIC = "overview.scale.basic"


async def test_saving_puts_what_was_typed_into_the_file(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(BASIC)
        await form.keys("１，２３４．５", "ctrl+s")
        assert "已保存" in form.text()
        assert load(draft).report.cell(BASIC).raw == "1234.5"
        await form.keys("ctrl+z")
        assert "未保存" in form.text()


async def test_a_file_that_became_something_else_is_not_overwritten_unasked(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(BASIC)
        await form.keys("7")
        theirs = "这已经不是草稿了"
        draft.write_text(theirs, "utf-8")
        await form.keys("ctrl+s")
        assert "覆盖" in form.text()
        await form.keys("escape")
        assert draft.read_text("utf-8") == theirs
        await form.keys("ctrl+s", "enter")
        assert load(draft).report.cell(BASIC).raw == "7"


async def test_export_asks_for_the_place_and_writes_there(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(BASIC)
        await form.keys("ctrl+e", "up", "up", "up", "up", "enter")
        assert "PDF" not in form.text()
        await form.keys("escape", "ctrl+e")
        await form.keys("down", "down", "down", "down", "enter")
        assert "草稿.txt" in form.text()
        await form.keys("enter")
        await form.app.workers.wait_for_complete()
        await form.pilot.pause(0.1)
        assert "已导出" in form.text()
        assert "部门概况" in draft.with_suffix(".txt").read_text("utf-8")


async def test_a_place_that_cannot_be_is_refused_before_exporting(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+e", "enter", "/x", "enter")
        assert "没有文件夹" in form.text()
        await form.keys("escape")
        assert form.app.screen is form.screen


async def test_quitting_asks_when_something_is_not_saved(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(BASIC)
        await form.keys("5", "ctrl+q")
        assert "不保存" in form.text()
        await form.keys("escape")
        assert form.app.screen is form.screen
        await form.keys("ctrl+q", "enter")
    assert form.app.return_code == 0
    assert load(draft).report.cell(BASIC).raw == "5"


async def test_quitting_leaves_at_once_when_nothing_changed(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+q")
        assert form.app.return_code == 0


async def test_sections_turn_by_key_and_by_the_list(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("pagedown")
        assert form.screen.entry.section == 2
        await form.keys("pageup", "pageup")
        assert form.screen.entry.section == 1
        assert "已经是第一部分" in form.text()
        await form.keys(*["pagedown"] * 12)
        assert form.screen.entry.section == 12
        await form.keys(*["ctrl+end", "pagedown", "pagedown"] * 3)
        assert form.screen.entry.section == 14
        assert "已经是最后一部分" in form.text()
        await form.keys("f2")
        assert "社会保险基金预算" in form.text()
        await form.keys("up", "up", "enter")
        assert form.screen.entry.section == 12
        assert "社会保险基金预算" not in form.text()
        await form.keys("f2", "home")
        assert form.screen.entry.section == 1
        await form.keys("home", "end")
        assert form.screen.entry.section == 14
        await form.keys("enter")
        assert "社会保险基金预算" not in form.text()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_each_finding_is_visited_once_before_any_comes_again(draft: Path, size: tuple[int, int]) -> None:
    text = draft.read_text("utf-8").replace("actual = ", "actual = 1", 2)
    draft.write_text(text, "utf-8")
    async with opened(draft, size) as form:
        await form.keys("pagedown", "pagedown", "down")
        actions, state = form.screen.findings, form.screen.state
        count = len(state.findings)
        assert count > 4
        seen = []
        for _ in range(count):
            await form.keys("f8")
            assert actions.current is not None
            seen.append(actions.current)
        assert set(seen) == set(state.findings)
        order = [ranks(seen)(finding) for finding in seen]
        assert order == sorted(order), "errors come first, what is still to be filled in last"
        await form.keys("f8")
        assert actions.current == seen[0], "then it begins again"
        await form.keys("f7", "f7")
        assert actions.current == seen[-2]


async def test_in_a_blank_draft_each_section_that_is_empty_is_reached_where_it_begins(tmp_path: Path) -> None:
    blank = tmp_path / "blank.toml"
    blank.write_text("schema = 2\n", "utf-8")
    async with opened(blank, NARROW) as form:
        sections = set()
        for _ in range(len(form.screen.state.findings)):
            await form.keys("f8")
            sections.add(form.screen.entry.section)
            finding = form.screen.findings.current
            assert finding is not None
            shown = form.part(form.screen.panel)
            assert finding.message in shown, "the message is read in full"
            assert finding.message not in form.lines()[-1], "and not laid over the keys"
            assert "^Q" in form.lines()[-1]
        assert sections >= set(range(1, 12))


async def test_the_next_field_to_fill_is_found_in_whatever_section(tmp_path: Path) -> None:
    blank = tmp_path / "blank.toml"
    blank.write_text("schema = 2\n", "utf-8")
    async with opened(blank) as form:
        overview = form.screen.state.report.section(1)
        cells = [cell.path for cell in overview.cells() if to_fill(cell) and not cell.computable]
        seen = [form.go(cells[0]).path]
        while form.screen.entry.section == 1:
            form.screen.action_command("next_to_fill")
            seen.append(form.here)
        assert seen[:-1] == [cell.path for cell in overview.cells() if cell.path in seen]
        assert [path for path in seen if path in cells] == cells
        assert {"overview.staff.administrative", "overview.scale.basic"} <= {*seen}
        assert not any(form.screen.state.report.cell(path).computable for path in seen), "these are not for typing"


async def test_the_share_of_an_amount_left_empty_is_passed_over_by_enter(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    path.write_text("schema = 2\n[overview.scale]\nbasic = 60\nproject = 40\nlast_year = 90\n", "utf-8")
    async with opened(path, NARROW) as form:
        form.go("overview.scale.last_year")
        await form.keys("enter")
        assert form.here == "overview.scale.project_note"
        await form.keys("shift+tab")
        assert form.here == "overview.scale.subsidies_share"


async def test_help_tells_the_field_and_every_key(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(BASIC)
        await form.keys("f1")
        shown = form.text()
        assert "部门决算报表" in shown
        assert "核对的规则" in shown
        assert "所在的关系" in shown
        await form.keys("f1")
        shown = form.text()
        assert all(said[:8] in shown for _, said in MOVES)
        assert all(action.help[:8] in shown for action in ACTIONS[:12]), "in the order of use"
        await form.keys("escape")
        assert form.app.screen is form.screen


async def test_the_footer_shows_the_keys_of_the_moment(draft: Path) -> None:
    async with opened(draft) as form:
        assert "F6 删行" not in form.text().replace("  ", " ")
        form.go("overview.offices.0.name")
        await form.settle()
        assert "删行" in form.lines()[-1]


async def test_a_draft_with_faults_opens_and_says_so(draft: Path) -> None:
    text = draft.read_text("utf-8")
    draft.write_text(text + '\n[unknown]\nkey = "值"\n', "utf-8")
    async with opened(draft) as form:
        assert "读不了" in form.text()
        await form.keys("enter")
        form.go(BASIC)
        await form.keys("8", "ctrl+s")
        assert 'key = "值"' in draft.read_text("utf-8")


async def test_the_start_screen_makes_a_draft_and_opens_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = SAMPLE.read_bytes()
    app = ZipingApp()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, EditScreen)
        assert app.screen.draft.path is None
        app.screen.files.save()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert (tmp_path / "自评2022.toml").is_file()
    assert SAMPLE.read_bytes() == before
    app = ZipingApp()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("down", "enter")  # behind the draft that was saved just now
        await pilot.press(*"某局", "enter", "enter")  # the year is there
        await pilot.press("backspace", *[".", "t", "o", "m", "l"], "enter")
        await pilot.pause()
        assert isinstance(app.screen, EditScreen)
        assert app.screen.draft.path is not None


def test_recent_drafts_are_newest_first_and_missing_ones_dropped(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.toml" for name in "abc"]
    for path in paths:
        path.touch()
        remember(path)
    remember(paths[0])
    paths[1].unlink()
    assert recent() == [paths[0], paths[2]]


async def test_the_list_of_sections_keeps_the_keys_when_the_terminal_is_resized(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("f2")
        for size in (WIDE, NARROW):
            await form.pilot.resize_terminal(*size)
            await form.settle()
            await form.pilot.pause(0.1)
        here = form.here
        await form.keys("down")
        assert form.here != here
        assert form.screen.entry.section == 2, "the arrows still choose a section"
        await form.keys("enter")
        assert not form.screen.has_class("-sections")


async def test_a_window_that_is_too_small_says_so_and_comes_back(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        before = form.lines()
        for size in ((20, 5), (39, 24), (80, 7)):
            await form.pilot.resize_terminal(*size)
            await form.settle()
            assert "".join(line.strip() for line in form.lines()) == "窗口太小，放大后接着填；填写的都在"
            await form.keys("7", "enter", "ctrl+e")
        await form.pilot.resize_terminal(*NARROW)
        await form.settle()
        assert form.lines() == before
        await form.pilot.resize_terminal(40, 8)
        await form.settle()
        assert "窗口太小" not in form.text()


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+e", "ctrl+p", "f1"])
async def test_a_dialog_in_a_window_that_is_too_small_says_so_and_takes_no_key(draft: Path, key: str) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("7", key)
        await form.pilot.pause(0.1)
        before, cell, window = form.lines(), form.screen.state.report.cell("overview.unit"), form.app.screen
        typed = cell.raw
        for size in ((20, 5), (30, 8)):
            await form.pilot.resize_terminal(*size)
            await form.settle()
            assert "".join(line.strip() for line in form.lines()) == "窗口太小，放大后接着填；填写的都在"
            await form.keys("enter", "down", "7", "ctrl+s")
            assert form.app.screen is window
        await form.pilot.resize_terminal(*NARROW)
        await form.settle()
        await form.pilot.pause(0.1)
        assert (form.lines(), cell.raw) == (before, typed)
        await form.pilot.resize_terminal(20, 5)
        await form.settle()
        await form.keys("escape")
        assert form.app.screen is form.screen
        assert form.app.is_running


async def test_the_preview_is_set_anew_in_a_window_of_another_width(draft: Path) -> None:
    async with opened(draft, WIDE) as form:
        await form.keys("f9")
        await form.pilot.resize_terminal(*NARROW)
        await form.settle()
        narrow = form.lines()
        await form.pilot.resize_terminal(*WIDE)
        await form.settle()
        await form.pilot.resize_terminal(*NARROW)
        await form.settle()
        assert form.lines() == narrow
    async with opened(draft, NARROW) as form:
        await form.keys("f9", "down", "up")
        preview = form.screen.appearance.preview
        assert preview is not None
        assert (
            form.lines()[preview.region.y :][: preview.region.height]
            == narrow[preview.region.y :][: preview.region.height]
        )


async def test_every_key_is_explained_on_a_line_of_its_own(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("f1", "f1")
        words = list(form.app.screen.query(Words))[-1]
        assert list(wrap(words.text, words.size.width)) == words.text.split("\n")
        assert "^P F9  从 Excel、WPS 的决算公开表取数" in words.text, "what has no key is found by the list of commands"


async def test_enter_passes_over_what_is_computed_and_tab_does_not(draft: Path) -> None:
    async with opened(draft) as form:
        report = form.screen.state.report
        computed = next(
            cell for cell in report.section(2).cells() if cell.state == "computed" and cell.field.required is False
        )
        form.go(computed.path)
        await form.keys("up")
        before = form.screen.entry.index
        await form.keys("tab")
        stopped = form.screen.entry.index
        assert stopped == before + 1
        form.screen.entry.go(before)
        await form.keys("enter")
        cell = form.screen.entry.cell
        assert cell is None or cell.state != "computed"


async def test_the_whole_report_to_read_takes_no_letters_and_leads_to_any_field(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        cell = form.go(BASIC)
        before = cell.raw
        await form.keys("f9", "f9")
        await form.shows("全文预览")
        await form.keys("1")
        assert "这里只能看，输入的没有记下" in form.text()
        await form.keys("ctrl+p")
        await form.keys("sgjf")
        assert "三公经费" in form.text()
        await form.keys("escape")
        assert cell.raw == before


@pytest.mark.parametrize("before", [False, True])
async def test_enter_passes_what_the_value_just_typed_makes_computed_as_what_was(draft: Path, before: bool) -> None:
    draft.write_bytes(SAMPLE.with_name("blank.toml").read_bytes())
    async with opened(draft) as form:
        form.go("general_budget.basic.budget")
        await form.keys("100", "enter", "100", "enter", *(["20", "tab", "shift+tab"] if before else ["20"]), "enter")
        assert form.screen.state.report.cell("general_budget.basic.actual").state == "computed"
        assert form.here == "general_budget.basic.last_year"


async def test_enter_stops_at_all_that_is_to_be_typed_and_at_nothing_computed(draft: Path) -> None:
    """Over all sections of a blank draft: a figure goes into every field for one that Enter stops at."""
    draft.write_bytes(SAMPLE.with_name("blank.toml").read_bytes())
    async with opened(draft, NARROW) as form:
        entry, state = form.screen.entry, form.screen.state
        stops = 0
        for number in state.numbers:
            entry.show_section(number, from_top=True)
            at = -1
            while entry.section == number and entry.index > at:
                passed = [place.target for place in entry.sheet.places[max(at + 1, 0) : entry.index]]
                assert not [cell.path for cell in passed if isinstance(cell, Cell) and to_fill(cell)]
                at = entry.index
                if isinstance(cell := entry.cell, Cell) and isinstance(cell.field, Number):
                    assert cell.state != "computed", cell.path
                    stops += 1
                    await form.keys(str(stops % 7 + 1))
                if number == state.numbers[-1] and entry.index == len(entry.sheet.places) - 1:
                    break
                await form.keys("enter")
        assert stops > 50


@pytest.mark.parametrize(
    ("desktop", "kept"), [("Deepin", {"f1", "f2"}), ("ubuntu:GNOME", set()), ("DDE", {"f1", "f2"}), ("", set())]
)
async def test_a_key_that_the_terminal_keeps_is_shown_by_the_way_that_works(
    draft: Path, monkeypatch: pytest.MonkeyPatch, desktop: str, kept: set[str]
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    assert kept_keys(browser=False, desktop=desktop) == kept
    async with opened(draft) as form:
        last = form.lines()[-1]
        assert ("^P F3 说明" in last) == bool(kept)
        assert ("F1 说明" in last) != bool(kept)
        await form.keys("ctrl+p", "f3")
        assert "全称，与公章一致" in form.text()
        assert f"{'F3' if kept else 'F1'} 全部按键" in form.text()
        await form.keys("f3")
        assert "下一栏，跳过算得的栏" in form.text()


def test_what_chrome_keeps_has_another_way() -> None:
    kept = kept_keys(browser=True, desktop="")
    assert kept == {"ctrl+t", "ctrl+w", "ctrl+n"}
    assert all(action.two_strokes for action in ACTIONS if action.key in kept)


async def test_a_long_burst_of_keys_is_shown_while_it_comes(draft: Path) -> None:
    async with opened(draft) as form:
        form.go("overview.offices.0.name")
        await form.settle()
        for _ in range(150):
            form.app.post_message(events.Key("快", "快"))
        pictures = []
        while form.screen.state.report.cell("overview.offices.0.name").raw.count("快") < 150:
            pictures.append("快快" in form.text())
            await asyncio.sleep(0.01)
        assert any(pictures), "nothing of the burst was shown before its end"


async def test_the_ends_of_a_part_are_reached_by_a_key(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go("overview.scale.total")
        await form.keys("ctrl+home")
        assert form.here == "overview.unit"
        await form.keys("ctrl+end")
        last = form.here
        await form.keys("enter")
        assert not form.here.startswith("overview.")
        form.go("overview.duties")
        await form.keys("ctrl+home")
        assert form.here == "overview.duties"  # first to the beginning of the text
        await form.keys("ctrl+home")
        assert form.here == "overview.unit"
        form.go(last)
        await form.keys("ctrl+p", "一", "enter")
        assert form.here == "overview.unit"


async def test_a_day_that_cannot_be_read_is_told_though_enter_leaves_its_part(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go("publication.signed")
        await form.keys("ctrl+a", "2023/4/31", "enter")
        assert not form.here.startswith("publication")
        assert "4月没有这一天" in form.text()
        await form.keys("ctrl+b")
        assert form.here == "publication.signed"

"""From the form to the report by keys: preview, overview, export, colours, own keys, the hint."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from tests.model.drafting import SMALL
from tests.tui.driving import NARROW, SAMPLE, WIDE, opened
from tests.tui.screen_text import screen_text
from tui.app.application import ZipingApp
from tui.config import keymap, settings
from tui.config.actions import ACTIONS, OWN_KEYS
from tui.config.recent import remember
from tui.draft_screen.screen import EditScreen
from tui.look.palette import palette
from tui.widgets.line_input import LineInput
from tui.windows.start import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tui.driving import Driver

BASIC = "overview.scale.basic"
PARTS = "general_budget.three_public.reception.saving"


@pytest.fixture(autouse=True)
def _no_own_keys() -> Iterator[None]:
    yield
    OWN_KEYS.clear()


async def done(form: Driver) -> None:
    """Until an export is through."""
    await form.app.workers.wait_for_complete()
    await form.settle()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_preview_follows_every_key_and_marks_findings(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        assert form.screen.state.findings
        form.go(PARTS)
        await form.keys("f9")
        assert "6.53万元" in form.text()
        assert "[错]" in form.text()
        await form.keys("17.84")
        preview = form.screen.appearance.preview
        assert preview is not None
        # The bar of the preview may stand between the lines.
        assert "较预算节约17.84万元" in re.sub("[▁▂▃▄▅▆▇█]", "", form.part(preview)).replace(" ", "")
        await form.keys("f9")
        assert "全文预览" in form.text()
        await form.keys("pagedown", "down", "up", "pageup", "escape")
        assert form.app.screen is form.screen
        assert not form.screen.query("Preview")
        assert form.screen.entry.here.path == PARTS


async def test_the_preview_of_every_section_is_drawn(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("f9")
        for number in form.screen.state.numbers:
            form.screen.action_open_section(number)
            await form.settle()
            assert "排不出来" not in form.text()


async def test_a_fault_in_the_exporters_is_a_sentence(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("exporters.compose.compose_part", broken)
    monkeypatch.setattr("exporters.job.make", broken)
    async with opened(draft) as form:
        await form.keys("f9")
        assert "排不出来" in form.text()
        await form.keys("ctrl+e", "enter", "enter")
        assert "没有导出" in form.text()
        await form.keys("enter")
        assert form.app.screen is form.screen


async def test_a_stamped_copy_is_not_to_be_had_with_errors(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+e")
        assert "不能出盖章稿" in form.text()
        await form.keys("up", "enter")
        first = next(f for f in form.screen.state.findings if f.severity == "error")
        assert form.here == first.fields[0]
        assert form.app.screen is form.screen


async def test_a_stamped_copy_with_a_warning_says_so_and_leads_to_it(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    shutil.copy(SMALL, draft)
    async with opened(draft) as form:
        form.go("general_budget.projects.unit_projects.items.0.use")
        await form.keys("ctrl+a", "主要用于主要用于会议", "ctrl+e")
        assert "没有错误，可以盖章；有 1 条警告，盖章前请看一遍" in form.text()
        await form.keys("up", "enter")
        assert "核对结果" in form.text()


async def test_a_file_named_by_the_draft_that_cannot_be_used_is_told_before_the_export(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    shutil.copy(SMALL, draft)
    async with opened(draft) as form:
        form.go("overview.wording")
        await form.keys(*"nosuch.toml", "ctrl+e")
        assert "现在导出不了；选一种，回车就到要改的栏" in form.text()
        assert "可以盖章" not in form.text()
        await form.keys("enter")
        assert form.here == "overview.wording"
        await form.keys("ctrl+a", "delete", "ctrl+e")
        assert "没有错误，可以盖章" in form.text()


async def test_an_export_of_what_is_not_saved_says_so(draft: Path) -> None:
    unsaved = "草稿还没有保存，请按Ctrl+S"
    async with opened(draft) as form:
        form.go("overview.short_name")
        await form.keys("ctrl+a", "本局", "ctrl+e")
        assert "草稿有改动还没有保存，导出的是现在填的内容" in form.text()
        await form.keys("enter", "enter")
        await done(form)
        assert unsaved in "".join(form.text().split())
        await form.keys("ctrl+s")
        await done(form)
        await form.keys("ctrl+e")
        assert "还没有保存" not in form.text()
        await form.keys("enter", "enter")
        await done(form)
        assert "已导出" in form.text()
        assert unsaved not in "".join(form.text().split())


@pytest.mark.parametrize(
    ("downs", "name"), [(0, "草稿（征求意见稿）.docx"), (1, "草稿（审阅稿）.docx"), (3, "草稿.md")]
)
async def test_each_copy_is_written_where_it_says(draft: Path, downs: int, name: str) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+e", *["down"] * downs, "enter", "enter")
        await done(form)
        assert "已导出" in form.text()
        assert draft.with_name(name).is_file()
        assert form.screen.exports.exported == draft.with_name(name)
        await form.keys("f10")
        assert "文件" in form.part(form.screen.footer)


async def test_after_an_export_that_failed_the_foot_says_so(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+e", "enter")
        form.app.screen.query_one(LineInput).value = str(draft.with_name("报告.toml"))
        await form.keys("enter")
        await form.shows("无法导出")
        await form.keys("enter")
        assert "没有导出，可以再按 Ctrl+E 重来" in form.lines()[-1]


async def test_a_folder_that_cannot_be_written_gives_a_sentence(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+e", "enter")
        draft.with_name("草稿（征求意见稿）.docx").mkdir()
        await form.keys("escape", "ctrl+e", "enter", "enter")
        await done(form)
        assert "已导出" not in form.text()


async def test_the_overview_tells_sections_errors_and_bars(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("f3")
        assert "总览" in form.text()
        seen = form.text()
        for _ in range(5):
            await form.keys("pagedown")
            seen += form.text()
        assert "妨碍盖章的错误" in seen
        assert "82.01%  █" in seen
        assert "+9.26%" in seen
        assert "预算执行率" in seen
        await form.keys("f3")
        assert form.app.screen is form.screen


async def test_a_bar_of_the_overview_leads_to_its_field(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("f3")
        for _ in range(80):
            await form.keys("down")
            marked = next(line for line in form.lines() if line.lstrip().startswith("> "))
            if "教育支出" in marked:
                break
        await form.keys("enter")
        assert form.here == "overview.scale.functions.1.amount"


async def test_colours_are_changed_by_key_and_remembered(draft: Path) -> None:
    async with opened(draft) as form:
        dark = palette(form.app)
        await form.keys("f12")
        assert "浅色" in form.text()
        await form.keys("f12")
        assert "高对比" in form.text()
        assert palette(form.app) != dark
    async with opened(draft) as form:
        assert form.app.theme == "ziping-contrast"
        await form.keys("f12")
    assert settings.load()["theme"] == settings.DARK


async def test_own_keys_take_the_place_of_the_declared_ones(draft: Path) -> None:
    settings.folder().mkdir(parents=True, exist_ok=True)
    (settings.folder() / "keymap.toml").write_text('overview = "f11"\n', "utf-8")
    async with opened(draft) as form:
        await form.keys("f3")
        assert "各部分" not in form.text()
        await form.keys("f11")
        assert "各部分" in form.text()


BAD = [
    ("overview = ", "值写错了"),
    ('nothing = "f2"', "没有“nothing”"),
    ('overview = "x"', "不能用"),
    ('overview = "ctrl+m"', "不能用"),
    ("overview = 3", "不能用"),
    ('overview = "f9"', "同一个键"),
]


@pytest.mark.parametrize(("text", "said"), BAD)
async def test_a_bad_keymap_is_ignored_with_a_sentence(draft: Path, text: str, said: str) -> None:
    with pytest.raises(keymap.KeymapError, match=said):
        keymap.read(text)
    settings.folder().mkdir(parents=True, exist_ok=True)
    (settings.folder() / "keymap.toml").write_text(text, "utf-8")
    async with opened(draft) as form:
        assert said in form.app.keymap_fault
        await form.keys("f3")
        assert "各部分" in form.text()


def test_keys_are_declared_once() -> None:
    keys = [action.key for action in ACTIONS if action.key]
    assert len(keys) == len(set(keys))
    assert all(keymap.KEYS.fullmatch(key) for key in keys)
    assert {action.name for action in ACTIONS} == set(EditScreen(load(SAMPLE)).commands)


async def test_beginners_see_three_lines_once(draft: Path) -> None:
    settings.remember(greeted=False)
    async with opened(draft) as form:
        form.screen.greet()
        await form.settle()
        assert "第一次用" in form.text()
        assert "任意键" not in form.text()  # the key that ends it is the first of the clerk's work, and is typed
        await form.keys("down")
        assert "第一次用" not in form.text()
        form.screen.greet()
        await form.settle()
        assert "第一次用" not in form.text()
    assert settings.load()["greeted"] is True


async def test_the_start_screen_tells_the_state_of_recent_drafts(draft: Path, tmp_path: Path) -> None:
    bad = tmp_path / "坏.toml"
    bad.write_text("= = =", "utf-8")
    for path in (bad, draft):
        remember(path)
    assert state_of(bad) == "读不了"
    app = ZipingApp()
    async with app.run_test(size=NARROW) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause(0.1)
        shown = screen_text(app)
        assert "长沙市人力资源和社会保障局 2022年度 错" in shown
        assert "读不了" in shown


async def test_a_draft_is_made_from_last_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2022.toml").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "自评2023.toml").write_text("别的草稿")
    os.utime(tmp_path / "自评2023.toml", (0, 0))
    app = ZipingApp()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert load(tmp_path / "自评2023（2）.toml").report.cell("overview.year").raw == "2023"
        assert (tmp_path / "自评2023.toml").read_text() == "别的草稿"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, EditScreen)


async def test_what_stands_in_the_way_of_the_stamp_is_read_whole(draft: Path) -> None:
    """Errors longer than a line go on below it, and the marked one is in sight, however low the window."""
    async with opened(draft, NARROW) as form:
        await form.keys("ctrl+e")
        errors = [one.message for one in form.screen.state.findings if one.severity == "error"][:6]
        assert len(errors) == 6
        await form.keys(*["down"] * 4)
        for message in errors:
            await form.keys("down")
            lines = [line.rstrip(" ▁▂▃▄▅▆▇█").strip() for line in form.lines()]
            here = next(place for place, line in enumerate(lines) if line.startswith("> 错"))
            assert message in "".join(lines[here:]), "\n".join(lines)
        await form.keys("home")
        assert "不能出盖章稿" in form.text()

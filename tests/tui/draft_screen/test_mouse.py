"""What the keys do the mouse does, too: clicks go where they point, the wheel turns what it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual import events

from tests.model.workbooks.accounts import Accounts, hunan_2021, write_xlsx
from tests.tui.draft_screen.test_safekeeping import crashed, other_writes
from tests.tui.driving import NARROW, WIDE, opened
from tui.app.application import ZipingApp
from tui.config.recent import remember
from tui.draft_screen.screen import EditScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.driving import Driver

HERE = "general_budget.three_public.reception.saving"


def at(form: Driver, words: str, nth: int = 0) -> tuple[int, int]:
    """The cell where ``words`` begin, the ``nth`` time that the screen shows them."""
    seen = [
        (cell_len(line[:x]), y)
        for y, line in enumerate(form.lines())
        for x in range(len(line))
        if line[x:].startswith(words)
    ]
    assert len(seen) > nth, form.text()
    return seen[nth]


async def click(form: Driver, words: str, nth: int = 0) -> None:
    """Click on ``words``."""
    await form.pilot.click(offset=at(form, words, nth))
    await form.settle()


async def wheel(form: Driver, place: tuple[int, int], turns: int = 1) -> None:
    """Turn the wheel over ``place``, up where ``turns`` is negative."""
    kind = events.MouseScrollDown if turns > 0 else events.MouseScrollUp
    for _ in range(abs(turns)):
        form.app.post_message(kind(None, *place, 0, 0, 0, False, False, False))
    await form.settle()


async def wheel_to(form: Driver, words: str, turns: int = 1) -> None:
    """Turn the wheel until ``words`` are to be seen."""
    for _ in range(60):
        if words in form.text():
            return
        await wheel(form, (40, 12), turns)
    raise AssertionError(f"{words} is nowhere")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_a_click_on_a_field_puts_the_cursor_there(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        form.go("overview.scale.total")
        await form.settle()
        await click(form, "上缴上级支出")
        cell = form.screen.entry.cell
        assert cell is not None
        assert cell.field.label == "上缴上级支出"
        await form.keys("1", "enter")
        assert cell.raw == "1"


async def test_a_click_on_a_row_of_a_list_puts_the_cursor_into_it(draft: Path) -> None:
    async with opened(draft) as form:
        form.go("overview.scale.functions.0.amount")
        await form.settle()
        rows = form.screen.state.report.rows("overview.scale.functions").rows
        await click(form, rows[1].title)
        assert form.here.startswith("overview.scale.functions.1.")


async def test_the_wheel_turns_the_form_and_leaves_the_cursor_where_it_is(draft: Path) -> None:
    async with opened(draft) as form:
        view, before = form.screen.entry.view, form.here
        await wheel(form, (60, 20), 4)
        assert view.top == 12
        assert form.here == before
        await wheel(form, (60, 20), -2)
        assert view.top == 6


async def test_the_bar_of_the_form_is_dragged_from_end_to_end(draft: Path) -> None:
    async with opened(draft) as form:
        view = form.screen.entry.view
        assert view.sheet is not None
        bar, (height, end) = view.region.right - 1, (view.size.height, len(view.sheet.lines) - view.size.height)
        await form.pilot.mouse_down(offset=(bar, 1))
        await form.settle()
        assert view.top == 0
        await form.pilot.hover(offset=(bar, 1 + height // 2))
        await form.settle()
        assert abs(view.top - end // 2) <= end // height + 1
        await form.pilot.hover(offset=(5, height))  # aside: the bar goes along all the same
        await form.settle()
        assert view.top == end
        await form.pilot.mouse_up(offset=(5, height))
        await form.pilot.hover(offset=(bar, 3))
        await form.settle()
        assert view.top == end, "let go"


async def test_keys_of_the_footer_are_clicked(draft: Path) -> None:
    async with opened(draft) as form:
        form.go("overview.scale.basic")
        await form.keys("7", "enter")
        await click(form, "撤销")
        assert not form.screen.state.session.modified
        await click(form, "已撤销")
        for section in (2, 3):
            await click(form, "下一部分")
            assert form.screen.entry.section == section
        await click(form, "预览")
        assert form.screen.appearance.preview is not None


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_a_section_is_clicked_in_the_sidebar(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        if size == NARROW:
            await click(form, "目录")
        await click(form, "政府性基金")
        assert form.screen.entry.section == 5


async def test_lists_that_lead_somewhere_are_clicked(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+p", "sgjf")
        await click(form, "三公经费", 1)
        assert "three_public" in form.here
        await form.keys("ctrl+f", "人员经费")
        await click(form, "回车 前往")
        assert form.app.screen is form.screen
        await form.keys("ctrl+l")
        finding = form.screen.state.findings[3]
        await click(form, finding.message[:8])
        assert form.app.screen is form.screen


async def test_the_wheel_turns_a_list(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("ctrl+p")
        before = form.text()
        await wheel(form, (40, 12), 3)
        assert form.text() != before
        await wheel(form, (40, 12), -3)
        assert form.text() == before


async def test_the_kinds_of_findings_are_turned_by_a_click_on_their_key(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+l")
        await click(form, "Tab 换类别")
        assert "[错误" in form.text()
        await click(form, "Esc 返回")
        assert form.app.screen is form.screen


@pytest.mark.parametrize("keys", [("f1",), ("ctrl+e",), ("f3",), ("ctrl+o",), ("f9", "f9")], ids="-".join)
async def test_a_window_is_closed_by_a_click_on_its_key(draft: Path, keys: tuple[str, ...]) -> None:
    async with opened(draft) as form:
        form.go(HERE)
        await form.keys(*keys)
        assert form.app.screen is not form.screen
        await click(form, "Esc")
        assert form.app.screen is form.screen


async def test_a_kind_of_export_is_clicked(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+e")
        await click(form, "纯文本")
        assert ".txt" in form.text()


async def test_an_answer_is_clicked(draft: Path) -> None:
    async with opened(draft) as form:
        form.go("overview.scale.basic")
        await form.keys("7", "enter", "ctrl+q")
        await click(form, "返回继续填写")
        assert form.app.screen is form.screen
        await form.keys("ctrl+q")
        await click(form, "不保存，退出")
        assert form.app.return_code == 0


async def test_what_was_not_saved_is_found_again_by_a_click(
    draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    crashed(draft, "overview.unit", "崩溃前的局")
    async with opened(draft, NARROW) as form:
        await click(form, "全部找回")
        assert form.screen.state.report.cell("overview.unit").raw == "崩溃前的局"


async def test_whose_value_stands_is_clicked(draft: Path) -> None:
    async with opened(draft) as form:
        form.screen.state.session.type(form.go("overview.unit"), "我的局")
        other_writes(draft, "overview.unit", "别人的局")
        await form.keys("ctrl+s")
        await click(form, "→ 用别人的")
        assert form.screen.state.report.cell("overview.unit").raw == "别人的局"


async def test_a_finding_is_accepted_with_the_mouse_between_the_lines(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(HERE)
        await form.keys("ctrl+t", "四舍五入")
        by = at(form, "接受人")
        await form.pilot.click(offset=(by[0] + 2, by[1] + 2))
        await form.settle()
        await form.keys("张三", "enter")
        assert any(finding.accepted for finding in form.screen.state.findings)


async def test_figures_of_a_workbook_are_chosen_and_taken_by_clicks(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n[overview]\nyear = 2022\n[overview.scale]\nbasic = 1.5\n", "utf-8")
    write_xlsx(tmp_path / "决算公开表.xlsx", hunan_2021(Accounts()))
    async with opened(path) as form:
        await form.keys("ctrl+p", *"qs", "enter")
        await click(form, "决算公开表.xlsx")
        await click(form, "回车")
        await form.shows("取数：已选")
        await click(form, "14,825.83万元")
        await click(form, "回车")
        assert form.app.screen is form.screen
        assert form.screen.state.report.cell("overview.scale.operating").raw == "975.83"
        assert form.screen.state.report.cell("overview.scale.basic").raw == "14825.83", "a click chose the change"


async def test_a_figure_to_be_quoted_is_clicked(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go("overview.duties")
        before = cell.raw
        await form.keys("{", "sgjfys")
        chosen = form.screen.state.session.checker.names.name_of(
            form.screen.state.report.cell("general_budget.three_public.budget"), 1
        )
        await click(form, "三公经费预算数")
        assert form.app.screen is form.screen
        assert cell.raw == f"{before}{{{chosen}}}"
        await form.keys("{", "zcze")
        await wheel(form, (60, 20), 1)
        await click(form, "回车 引用")
        assert cell.raw.count("{") == 2
        await form.keys("{")
        await click(form, "Esc 照打的输入")
        assert cell.raw.endswith("}{")


async def test_the_place_of_a_file_is_confirmed_and_refused_by_clicks(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("ctrl+e", "down", "down", "down", "down", "enter")
        await form.keys("/没有")
        assert "回车" not in form.text(), "what cannot be is not offered"
        await click(form, "Esc 返回")
        assert form.app.screen is form.screen
        await form.keys("ctrl+e", "down", "down", "down")
        await click(form, "回车 继续")
        await click(form, "回车 确定")
        await form.app.workers.wait_for_complete()
        assert draft.with_suffix(".md").is_file()
        await form.keys("ctrl+e", "down", "down", "down", "enter")
        assert "已有这个文件" in form.text()
        await click(form, "回车 替换")
        assert form.app.screen is form.screen


async def test_a_finding_is_accepted_by_clicks_on_the_keys(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go(HERE)
        await form.keys("ctrl+t")
        await click(form, "请先写明理由")
        await form.keys("四舍五入")
        await click(form, "回车 写接受人")
        await form.keys("张三")
        await click(form, "回车 接受")
        (row,) = form.screen.state.report.rows("accepted").rows
        assert (row.cell("reason").raw, row.cell("by").raw) == ("四舍五入", "张三")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_lines_of_the_overview_lead_where_they_say(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        await form.keys("f3")
        await click(form, "资产管理")
        assert form.app.screen is form.screen
        assert form.screen.entry.section == 4
        await form.keys("f3")
        await wheel_to(form, "三公经费决算数填42.64万元")
        await click(form, "三公经费决算数填42.64万元")
        assert form.here == "general_budget.three_public.actual"
        await form.keys("f3")
        await wheel_to(form, "教育支出")
        await click(form, "教育支出")
        assert form.here == "overview.scale.functions.1.amount"
        await form.keys("f3")
        await wheel_to(form, "14,646.63万元")
        await click(form, "14,646.63万元")
        assert form.here == "general_budget.basic.last_year"
        await form.keys("f3")
        await click(form, "总览")
        await click(form, "各部分")
        assert form.app.screen is not form.screen, "a heading leads nowhere"
        await click(form, "回车 前往")
        assert form.here == "general_budget.basic.last_year", "into the section that is marked, the cursor as it was"
        await form.keys("f3")
        await wheel_to(form, "全部问题")
        await click(form, "全部问题")
        assert "核对结果" in form.text()


async def test_the_wheel_turns_the_preview(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("f9")
        preview = form.screen.appearance.preview
        assert preview is not None
        preview.scroll_home(animate=False)
        await form.settle()
        await wheel(form, (90, 10), 2)
        assert preview.scroll_offset.y > 0
        assert form.screen.focused is form.screen.entry.view, "the keys stay with the form"


async def test_an_entry_of_the_start_is_clicked(draft: Path) -> None:
    remember(draft)
    app = ZipingApp(None)
    async with app.run_test(size=NARROW) as pilot:
        from tests.tui.driving import Driver

        form = Driver(app, pilot)
        await app.workers.wait_for_complete()
        await form.settle()
        await click(form, draft.stem, 1)
        assert isinstance(app.screen, EditScreen)


async def test_the_start_is_left_and_its_mark_opened_by_clicks_on_the_keys(draft: Path) -> None:
    remember(draft)
    for words in ("回车 打开", "Esc 退出"):
        app = ZipingApp(None)
        async with app.run_test(size=NARROW) as pilot:
            from tests.tui.driving import Driver

            form = Driver(app, pilot)
            await app.workers.wait_for_complete()
            await form.settle()
            await click(form, words)
            assert isinstance(app.screen, EditScreen) if words == "回车 打开" else app.return_code == 0

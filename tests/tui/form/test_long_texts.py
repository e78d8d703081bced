"""Long texts: over the whole screen, words replaced everywhere, all of a field selected, Esc as the end of writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.document._wrapped_document import WrappedDocument

from tests.tui.driving import NARROW, WIDE, opened

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "overview.duties"


async def test_a_text_is_written_over_the_whole_screen_in_one_step(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        cell = form.go(TEXT)
        before = cell.raw
        await form.keys("ctrl+p", "f12")
        assert cell.field.label in form.lines()[0]
        await form.keys("ctrl+a", "backspace", "甲乙，丙丁", "enter", "戊")
        assert cell.raw == "甲乙，丙丁\n戊"
        await form.keys("escape")
        assert form.here == TEXT
        await form.keys("ctrl+z")
        assert cell.raw == before


async def test_undo_in_the_window_goes_back_by_what_stands_between_marks(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(TEXT)
        await form.keys("ctrl+p", "f12", "ctrl+a", "backspace", "甲乙，丙丁2025年增5.5%。戊")
        seen = []
        for _ in range(3):
            await form.keys("ctrl+z")
            seen.append(cell.raw)
        assert seen == ["甲乙，丙丁2025年增5.5%。", "甲乙，", ""]
        await form.keys("ctrl+y", "ctrl+y")
        assert cell.raw == "甲乙，丙丁2025年增5.5%。"


async def test_what_is_written_in_the_window_needs_no_closing_to_be_in_the_draft(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(TEXT)
        await form.keys("ctrl+p", "f12", "末")
        assert cell.raw.endswith("末")
        await form.paste("一段。\r\n又一\u202e段。")
        assert cell.raw.endswith("末一段。\n又一段。")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_brace_in_the_window_asks_for_a_figure_as_in_the_form(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        cell = form.go(TEXT)
        await form.keys("ctrl+p", "f12", "ctrl+a", "backspace", "全年支出{")
        assert "引用哪个数" in form.text()
        await form.keys("支出总额", "enter", "万元。")
        assert cell.raw == "全年支出{支出总额}万元。"
        assert cell.field.label in form.lines()[0], "the window stays open"
        await form.keys("{甲乙", "escape", "丙")
        assert cell.raw.endswith("。{甲乙丙")
        await form.keys("escape", "ctrl+z")
        assert "{支出总额}" not in cell.raw


async def test_the_window_is_only_for_long_texts(draft: Path) -> None:
    async with opened(draft) as form:
        form.go("overview.short_name")
        await form.keys("ctrl+p", "f12")
        assert "光标不在长文字里" in form.text()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_words_are_replaced_at_the_places_left_in_as_one_step(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        cells = [form.go(path) for path in ("performance.lead", TEXT)]
        before = [cell.raw for cell in cells]
        await form.keys("ctrl+p", "f12", "ctrl+a", "甲字样一，甲字样二。", "escape")
        form.go("performance.lead")
        await form.keys("ctrl+p", "f12", "ctrl+a", "甲字样三。", "escape")
        form.screen.action_command("replace")
        await form.settle()
        await form.keys("甲字样", "tab", "乙字")
        assert "替换 3 处" in form.text()
        assert "【乙字】三" in form.text()
        await form.keys("down", "enter")
        assert "替换 2 处" in form.text()
        await form.keys("ctrl+r")
        assert [cell.raw for cell in cells] == ["乙字三。", "乙字一，甲字样二。"]
        await form.keys("ctrl+z")
        assert [cell.raw for cell in cells] == ["甲字样三。", "甲字样一，甲字样二。"]
        await form.keys("ctrl+z", "ctrl+z")
        assert [cell.raw for cell in cells] == before


async def test_of_a_pasted_text_that_has_room_every_line_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "blank.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        form.go("improvements.lead")
        await form.paste("第一行。\n第二行。\n第三行。\n第四行。\n第五行。")
        assert all(f"第{number}行。" in form.text() for number in "一二三四五")


@pytest.mark.parametrize("path", ["overview.short_name", TEXT, "overview.staff.serving"])
async def test_all_of_a_field_is_selected(draft: Path, path: str) -> None:
    async with opened(draft) as form:
        cell = form.go(path)
        await form.keys("ctrl+a", "7")
        assert cell.raw == "7"


async def test_home_goes_to_the_start(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(TEXT)
        await form.keys("ctrl+a", "甲", "enter", "乙", "home", "1", "home", "home", "2")
        assert cell.raw == "2甲\n1乙"
        line = form.go("overview.short_name")
        await form.keys("home", "我")
        assert line.raw.startswith("我")


async def test_typing_after_esc_does_not_go_on_in_the_text(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(TEXT)
        await form.keys("末", "escape")
        before = cell.raw
        await form.keys("x", "backspace", "甲")
        assert cell.raw == before
        assert "这段已写完" in form.text()
        await form.keys("left", "y")
        assert cell.raw == before[:-1] + "y末"
        await form.keys("escape", "down")
        form.go(TEXT)
        await form.keys("z")
        assert cell.raw.endswith("末z")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("{支出总额}，较上年", "{支出总额}，较上年"),
        ("｛三公经费预算数｝。", "{三公经费预算数}。"),
        ("{固定资产原值较}。", "{固定资产原值较年初增减额}。"),
        ("{没有这个数}。", "{没有这个数}。"),
    ],
)
async def test_a_name_typed_in_braces_by_hand_goes_on_in_the_text(draft: Path, typed: str, left: str) -> None:
    async with opened(draft) as form:
        cell = form.go(TEXT)
        before = cell.raw
        await form.keys(*typed)
        assert form.app.screen is form.screen
        assert cell.raw == before + left


async def test_esc_leaves_what_was_typed_after_a_brace_in_the_text(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(TEXT)
        before = cell.raw
        await form.keys("{甲乙", "escape", "丙")
        assert cell.raw == before + "{甲乙丙"


async def test_a_text_that_was_emptied_is_begun_anew_after_esc(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(TEXT)
        await form.keys("ctrl+a", "backspace", "escape", "一整句话。")
        assert cell.raw == "一整句话。"


async def test_a_key_cuts_a_long_paragraph_into_lines_a_few_times_only(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut: list[int] = []
    sections = WrappedDocument.get_sections

    def counted(document: WrappedDocument, line_index: int) -> list[str]:
        cut.append(line_index)
        return sections(document, line_index)

    monkeypatch.setattr(WrappedDocument, "get_sections", counted)
    async with opened(draft, WIDE) as form:
        cell = form.go(TEXT)
        await form.paste("测试文字" * 1000)
        cut.clear()
        await form.keys("末")
        assert cell.raw.endswith("测试文字末")
        assert len(cut) < 12  # one for each line on the screen, and more, were 60


@pytest.mark.parametrize(("where", "most"), [("overview.unit", 5_000), ("overview.duties", 100_000)])
async def test_what_no_field_holds_is_not_pasted(draft: Path, where: str, most: int) -> None:
    async with opened(draft) as form:
        before = form.go(where).raw
        await form.paste("字" * (most + 1))
        assert form.screen.state.report.cell(where).raw == before
        assert f"最多 {most:,} 字，没有粘贴" in form.text()
        await form.keys("好")
        assert form.screen.state.report.cell(where).raw.count("好") == 1, "typing goes on"


async def test_up_and_down_keep_the_column(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go("overview.duties")
        await form.keys("ctrl+a", "delete")
        await form.paste("甲" * 10 + "\n短\n" + "乙" * 10)
        await form.keys("ctrl+home", *["right"] * 7, "down", "down", "丙")
        assert cell.raw.split("\n")[2].index("丙") == 7


async def test_enter_leaves_a_reason_of_one_line_which_a_new_line_would_break(draft: Path) -> None:
    reason = "general_budget.three_public.reception.reason"
    async with opened(draft) as form:
        report = form.screen.state.report
        form.go(reason)
        await form.keys("ctrl+a", "检查减少")
        assert "Enter 下一栏" in form.text()
        await form.keys("enter")
        assert form.here != reason
        assert report.cell(reason).raw == "检查减少"
        form.go(reason)
        await form.paste("一是检查减少；\n二是会议减少")
        await form.keys("enter", "三是")
        assert form.here == reason, "what has paragraphs goes on with them"
        assert report.cell(reason).raw.endswith("二是会议减少\n三是")
        form.go("overview.duties")
        await form.keys("ctrl+a", "职能")
        assert "Enter 换行" in form.text()

"""Figures from workbooks in the form: files chosen, every figure seen with its cell, some or all taken in one step."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from model.report.sources import source_words
from tests.model.workbooks.accounts import (
    Accounts,
    elsewhere,
    expenditure,
    hunan_2021,
    hunan_2022,
    write_ods,
    write_xls,
    write_xlsx,
)
from tests.tui.driving import NARROW, WIDE, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


COMMAND = ("ctrl+p", *"qs", "enter")
BASIC = "overview.scale.basic"
HEAD = "schema = 2\n[overview]\nyear = 2022\n[overview.scale]\nbasic = 1.5\nproject = 72040.64\n"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A draft of 2022 with two figures, and a workbook beside it."""
    path = tmp_path / "草稿.toml"
    path.write_text(HEAD, "utf-8")
    write_xlsx(tmp_path / "决算公开表.xlsx", hunan_2021(Accounts()))
    return path


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_figure_is_shown_before_it_is_taken_and_taken_in_one_step(
    empty: Path, size: tuple[int, int]
) -> None:
    async with opened(empty, size) as form:
        report = form.screen.state.report
        before = report.root.content()
        await form.keys(*COMMAND)
        assert "决算公开表.xlsx" in form.text()
        await form.keys("enter")
        await form.shows("取数：已选")
        assert "1.5万元 → 14,825.83万元" in form.text()
        assert "决算公开表.xlsx 工作表“支出决算表”F8" in form.text()
        assert "改已填的 1" in form.text()
        assert "不变 1" in form.text()
        assert report.root.content() == before, "nothing is taken yet"
        assert "[ ] 改" in form.text(), "what was filled is not changed unasked"
        await form.keys("tab", "enter")
        assert report.cell(BASIC).raw == "14825.83"
        assert form.here == BASIC
        assert "已取" in form.text()
        assert "单元格 F8" in source_words(report, report.cell(BASIC))
        await form.keys("ctrl+z")
        assert report.root.content() == before
        assert "已撤销：从工作簿取数" in form.text()
        assert form.here == BASIC
        await form.keys("ctrl+y", "ctrl+s")
        kept = load(empty).report
        assert "单元格 F8" in source_words(kept, kept.cell(BASIC))


async def test_some_of_the_figures_are_taken(empty: Path) -> None:
    async with opened(empty) as form:
        report = form.screen.state.report
        await form.keys(*COMMAND, "enter")
        await form.shows("取数：已选")
        assert report.cell(BASIC).raw == "1.5"
        await form.keys("enter")
        assert report.cell(BASIC).raw == "1.5", "it was filled, and nobody chose to change it"
        assert report.cell("overview.scale.operating").raw == "975.83"
        await form.keys("ctrl+z", *COMMAND, "enter")
        await form.shows("取数：已选")
        await form.keys("ctrl+a")
        await form.keys("ctrl+a")
        assert "已选 0 项" in form.text()
        await form.keys(*"经营支出", "tab", "enter")
        assert report.cell("overview.scale.operating").raw == "975.83"
        assert report.cell(BASIC).raw == "1.5"
        assert len(report.rows("sources").rows) == 1


async def test_what_could_not_be_placed_is_listed_with_its_reason(empty: Path) -> None:
    empty.with_name("决算公开表.xlsx").unlink()
    write_xls(empty.with_name("决算公开表.xls"), hunan_2022(Accounts()))
    async with opened(empty) as form:
        await form.keys(*COMMAND, "enter")
        await form.shows("取数：已选")
        await form.keys("left", "left")
        assert "[没有取的 " in form.text()
        assert "整张表 政府性基金" in form.text()
        assert "不能断定是0" in form.text()
        await form.keys("escape")
        assert not form.screen.state.session.modified


async def test_several_files_are_read_and_a_bad_one_is_told_among_them(empty: Path) -> None:
    empty.with_name("决算公开表.xlsx").unlink()
    folder = empty.parent / "财务"
    folder.mkdir()
    write_ods(folder / "本年.ods", elsewhere(Accounts()))
    (folder / "坏的.xlsx").write_bytes(b"PK\x03\x04")
    async with opened(empty) as form:
        await form.keys(*COMMAND, *"cw", "enter", "tab", "tab")
        assert form.text().count("[x]") == 2
        await form.keys("enter")
        await form.shows("取数：已选")
        await form.keys("left")
        assert "坏的.xlsx：" in form.text()
        await form.keys("right", "ctrl+a", "ctrl+a", "enter")
        assert form.screen.state.report.cell(BASIC).raw


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html></html>"])
async def test_a_bad_file_is_one_sentence_and_nothing_is_lost(empty: Path, content: bytes) -> None:
    empty.with_name("决算公开表.xlsx").write_bytes(content)
    async with opened(empty) as form:
        form.go(BASIC)
        await form.keys("77", *COMMAND, "enter")
        await form.shows("没有取数，草稿没有改动")
        assert "决算公开表.xlsx：" in form.text().replace("\n", "").replace(" ", "")
        await form.keys("enter")
        assert form.app.screen is form.screen
        assert form.screen.state.report.cell(BASIC).raw == "77"


async def test_a_path_dropped_on_the_window_is_read(empty: Path) -> None:
    folder = empty.parent / "a b"
    folder.mkdir()
    for name in ("一.xlsx", "二.xlsx"):
        write_xlsx(folder / name, hunan_2021(Accounts()))
    async with opened(empty) as form:
        await form.keys(*COMMAND)
        await form.paste(f"'{folder}/一.xlsx'")
        assert "一.xlsx" in form.text()
        await form.keys("enter")
        await form.shows("取数：已选")
        await form.keys("escape", *COMMAND)
        await form.paste(f"'{folder}/一.xlsx' {str(folder).replace(' ', chr(92) + ' ')}/二.xlsx")
        assert form.text().count("[ ]") == 2


async def test_reading_does_not_hold_up_the_keys(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from model.workbooks import books

    hold, open_book = threading.Event(), books.open_book

    def slow(path: Path, stop: Callable[[], bool]) -> books.Book:
        hold.wait(10)
        return open_book(path, lambda: False)

    monkeypatch.setattr("tui.windows.importing.open_book", slow)
    async with opened(empty) as form:
        await form.keys(*COMMAND, "enter")
        assert "正在读文件" in form.text()
        await form.keys("escape")
        assert form.app.screen is form.screen
        form.go(BASIC)
        await form.keys("99")
        hold.set()
        await form.app.workers.wait_for_complete()
        await form.settle()
        assert form.app.screen is form.screen, "what was given up does not come back over the form"
        assert form.screen.state.report.cell(BASIC).raw == "99"


async def test_a_folder_without_workbooks_leads_on(empty: Path) -> None:
    inner = empty.parent / "本年草稿"
    inner.mkdir()
    async with opened(empty.rename(inner / empty.name)) as form:
        await form.keys(*COMMAND)
        assert "上一级文件夹" in form.text()
        assert "决算公开表.xlsx" not in form.text()
        await form.keys("up", "enter")
        assert "本年草稿/" in form.text()
        assert "决算公开表.xlsx" in form.text()
        await form.keys(*"不会有的", "enter", "escape")
        assert form.app.screen is form.screen


async def test_labels_say_their_group_and_the_cell_is_in_sight(empty: Path) -> None:
    async with opened(empty, NARROW) as form:
        await form.keys(*COMMAND, "enter")
        await form.shows("取数：已选")
        await form.keys(*"公务用车")
        assert "公务用车购置及运行…·预算数" in form.text()
        lines = [line for line in form.text().splitlines() if "·预算数" in line and "新" in line]
        assert lines
        assert all(re.search(r"[A-L][0-9]+ ", line) for line in lines), lines


async def test_what_does_not_add_up_is_not_chosen_and_says_why_beside_the_choice(empty: Path) -> None:
    grid = expenditure(Accounts(), year=2022)
    grid.put(7, 4, 878422.99)
    write_xlsx(empty.with_name("决算公开表.xlsx"), [grid])
    async with opened(empty) as form:
        await form.keys(*COMMAND, "enter")
        await form.shows("取数：已选")
        assert "对不上的 1" in form.text()
        await form.keys("right", "right")
        assert "[ ] 疑" in form.text()
        assert "加起来是87842.3万元" in form.text()
        await form.keys("enter")
        assert form.screen.state.report.cell("overview.scale.total").raw == ""
        assert form.screen.state.report.cell("overview.scale.operating").raw == "975.83"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_number_that_is_not_taken_is_read_in_full(empty: Path, size: tuple[int, int]) -> None:
    async with opened(empty, size) as form:
        await form.keys(*COMMAND, "enter")
        await form.shows("取数：已选")
        await form.keys("left", *["down"] * 20)
        seen = set()
        for _ in range(20):
            seen.add(re.sub(r"\s", "", form.text()))
            await form.keys("up")
        for cells in ("“收入·年初预算数”C7:C10", "按科目列的明细E9:F23", "表外的B25"):
            assert any(cells in text for text in seen), cells


async def test_a_book_of_another_department_is_told(empty: Path) -> None:
    empty.write_text(HEAD.replace("year = 2022", 'year = 2022\nunit = "丙县水利局"'), "utf-8")
    async with opened(empty) as form:
        await form.keys(*COMMAND, "enter")
        await form.shows("取数：已选 0 项")
        assert "不能断定是同一个部门的账" in form.text().replace("\n", "")


async def test_a_hostile_file_is_a_sentence_and_the_form_lives(empty: Path) -> None:
    from tests.model.workbooks.hostile import FILES

    empty.with_name("决算公开表.xlsx").unlink()
    make, suffix = FILES["string-everywhere"]
    make(empty.with_name(f"a{suffix}"))
    async with opened(empty) as form:
        form.go(BASIC)
        await form.keys("88", *COMMAND, "enter")
        await form.shows("没有取数，草稿没有改动")
        await form.keys("enter")
        assert form.screen.state.report.cell(BASIC).raw == "88"


async def test_the_draft_is_held_against_its_accounts(empty: Path) -> None:
    async with opened(empty) as form:
        before = form.screen.state.report.root.content()
        await form.keys("ctrl+p", *"与账表", "enter")
        assert "决算公开表.xlsx" in form.text()
        await form.keys(*"决算公开", "enter")
        await form.shows("与账表、上年核对")
        await form.shows("不符 3")
        assert "1.50万元 / 14,825.83万元" in form.text()
        await form.keys("right")
        assert "[不符 3]" in form.text()
        assert "工作表“支出决算表”F8" in form.text().replace("\n", "")
        await form.keys("enter")
        assert form.here == BASIC
        assert form.screen.state.report.root.content() == before


async def test_without_a_table_nothing_is_compared(empty: Path) -> None:
    empty.with_name("决算公开表.xlsx").write_bytes(b"PK")
    async with opened(empty) as form:
        await form.keys("ctrl+p", *"与账表", "enter", *"决算公开", "enter")
        await form.shows("没有核对")
        await form.keys("enter")
        assert form.app.screen is form.screen

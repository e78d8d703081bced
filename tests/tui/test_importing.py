"""Figures from workbooks in the form: files chosen, every figure seen with its cell, some or all taken in one step."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from model.report.sources import source_words
from tests.model.workbooks.accounts import Accounts, elsewhere, hunan_2021, hunan_2022, write_ods, write_xls, write_xlsx
from tests.tui.driving import NARROW, WIDE, opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.driving import Driver

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


async def reached(form: Driver, words: str) -> None:
    """Until the screen shows ``words``."""
    for _ in range(200):
        if words in form.text():
            return
        await form.pilot.pause(0.02)
    raise AssertionError(form.text())


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_figure_is_shown_before_it_is_taken_and_taken_in_one_step(
    empty: Path, size: tuple[int, int]
) -> None:
    async with opened(empty, size) as form:
        report = form.screen.desk.report
        before = report.root.content()
        await form.keys(*COMMAND)
        assert "决算公开表.xlsx" in form.text()
        await form.keys("enter")
        await reached(form, "取数：已选")
        assert "1.5万元 → 14,825.83万元" in form.text()
        assert "决算公开表.xlsx 工作表“支出决算表”F8" in form.text()
        assert "改已填的 1" in form.text()
        assert "不变 1" in form.text()
        assert report.root.content() == before, "nothing is taken yet"
        await form.keys("enter")
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
        report = form.screen.desk.report
        await form.keys(*COMMAND, "enter")
        await reached(form, "取数：已选")
        await form.keys("tab")
        assert report.cell(BASIC).raw == "1.5"
        await form.keys("enter")
        assert report.cell(BASIC).raw == "1.5", "it was not to be taken"
        assert report.cell("overview.scale.operating").raw == "975.83"
        await form.keys("ctrl+z", *COMMAND, "enter")
        await reached(form, "取数：已选")
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
        await reached(form, "取数：已选")
        await form.keys("left", "left")
        assert "[没有取的 " in form.text()
        assert "整张表 政府性基金" in form.text()
        assert "不能断定是0" in form.text()
        await form.keys("escape")
        assert not form.screen.desk.session.modified


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
        await reached(form, "取数：已选")
        await form.keys("left")
        assert "坏的.xlsx：" in form.text()
        await form.keys("enter")
        assert form.screen.desk.report.cell(BASIC).raw


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html></html>"])
async def test_a_bad_file_is_one_sentence_and_nothing_is_lost(empty: Path, content: bytes) -> None:
    empty.with_name("决算公开表.xlsx").write_bytes(content)
    async with opened(empty) as form:
        form.go(BASIC)
        await form.keys("77", *COMMAND, "enter")
        await reached(form, "没有取数，草稿没有改动")
        assert "决算公开表.xlsx：" in form.text().replace("\n", "").replace(" ", "")
        await form.keys("enter")
        assert form.app.screen is form.screen
        assert form.screen.desk.report.cell(BASIC).raw == "77"


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
        await reached(form, "取数：已选")
        await form.keys("escape", *COMMAND)
        await form.paste(f"'{folder}/一.xlsx' {str(folder).replace(' ', chr(92) + ' ')}/二.xlsx")
        assert form.text().count("[ ]") == 2


async def test_reading_does_not_hold_up_the_keys(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from model.workbooks import reading

    hold, read_book = threading.Event(), reading.read_book

    def slow(path: Path) -> reading.Book:
        hold.wait(10)
        return read_book(path)

    monkeypatch.setattr(reading, "read_book", slow)
    async with opened(empty) as form:
        await form.keys(*COMMAND, "enter")
        assert "正在读工作簿" in form.text()
        await form.keys("escape")
        assert form.app.screen is form.screen
        form.go(BASIC)
        await form.keys("99")
        hold.set()
        await form.app.workers.wait_for_complete()
        await form.settle()
        assert form.app.screen is form.screen, "what was given up does not come back over the form"
        assert form.screen.desk.report.cell(BASIC).raw == "99"


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

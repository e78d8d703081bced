"""The first minutes: a draft from nothing, from last year, from the accounts; the sample explained step by step."""

from __future__ import annotations

import re
import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import docx
import pytest

from model.drafts.draft import load
from tests.model.drafting import SMALL
from tests.model.workbooks.accounts import Accounts, hunan_2021, write_xlsx
from tests.tui.driving import NARROW, WIDE, Driver
from tui.app.application import ZipingApp
from tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and nothing opened before."""
    work = tmp_path / "自评"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setattr("tui.windows.start.recent", list)
    return work


@asynccontextmanager
async def started(size: tuple[int, int] = WIDE) -> AsyncIterator[Driver]:
    app = ZipingApp()
    async with app.run_test(size=size) as pilot:
        form = Driver(app, pilot)
        await form.settle()
        yield form


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_unit_and_year_make_a_draft(folder: Path, size: tuple[int, int]) -> None:
    async with started(size) as form:
        await form.keys("enter")
        assert "哪个单位、哪一年度" in form.text()
        await form.keys(*"市档案馆", "enter", *"二零", "enter")
        assert "哪个单位、哪一年度" in form.text(), "a year that is none is told, and nothing lost"
        assert list(folder.iterdir()) == []
        await form.keys("ctrl+a", *"2025", "enter")
        assert "新草稿放在哪里" in form.text()
        await form.keys("enter")
        await form.shows("部门概况")
    section = load(folder / "自评2025.toml").report.section(1)
    assert (section.cell("unit").raw, section.cell("year").raw) == ("市档案馆", "2025")


async def test_whoever_goes_back_leaves_no_file(folder: Path) -> None:
    async with started() as form:
        await form.keys("enter", *"某局", "enter", *"2025", "enter", "escape")
        assert "哪个单位、哪一年度" in form.text()
        assert "某局" in form.text()
        assert "2025" in form.text()
        await form.keys("enter", "ctrl+a", *"2026", "enter")
        assert "自评2026" in form.text(), "a step back, a step on"
        await form.keys("escape", "escape")
        assert "新建草稿" in form.text()
        await form.keys("down", "enter", "escape")
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_last_years_draft_is_rolled_forward(folder: Path, size: tuple[int, int]) -> None:
    shutil.copy(SMALL, folder / "去年.toml")
    async with started(size) as form:
        await form.keys("down", "enter")
        await form.keys("enter")
        await form.shows("新草稿放在哪里")
        await form.keys("enter")
        await form.shows("已新建草稿")
        assert "由 去年.toml 结转为2025年度" in form.text()
    report = load(folder / "自评2025.toml").report
    assert report.section(1).cell("year").raw == "2025"
    assert report.cell("overview.scale.last_year").raw == "1380.71"


async def test_of_two_old_reports_one_is_to_be_left_out_and_the_choice_stays(folder: Path) -> None:
    for name in ("去年", "前年"):
        shutil.copy(SMALL, folder / f"{name}.toml")
    async with started(NARROW) as form:
        await form.keys("down", "enter", "tab", "tab", "enter")
        assert "只能选一份，现在选了 2 份" in form.text()
        assert form.text().count("[x]") == 2
        await form.keys("tab")
        assert "只能选一份" not in form.text()
        await form.keys("enter")
        await form.shows("新草稿放在哪里")


async def test_last_years_word_report_is_read_and_rolled_forward(folder: Path) -> None:
    assert main(["export", str(SMALL), "-o", str(folder / "去年的报告.docx"), "--copy", "draft"]) == 0
    async with started() as form:
        await form.keys("down", "enter", "enter")
        await form.shows("新草稿放在哪里")
        await form.keys("enter")
        await form.shows("由 去年的报告.docx 结转为2025年度")
    assert load(folder / "自评2025.toml").report.cell("overview.scale.last_year").raw == "1380.71"


async def test_a_text_that_is_no_report_is_told_in_the_words_of_the_form(folder: Path) -> None:
    (folder / "便条.txt").write_text("一、开会\n明天下午开会，带上账本36本。\n", "utf-8")
    async with started() as form:
        await form.keys("down", "enter", "enter")
        await form.shows("没有新建")
        assert "请另选一份" in re.sub(r"\s", "", form.text())
        assert "overview" not in form.text()


async def test_what_last_years_word_report_says_beyond_the_fields_is_told_in_full(folder: Path) -> None:
    said = "全年接待来访群众的大厅改在一楼，由街道志愿者轮流值守，午间不休息，受到居民好评"
    report = folder / "去年的报告.docx"
    assert main(["export", str(SMALL), "-o", str(report), "--copy", "draft"]) == 0
    word = docx.Document(str(report))
    place = next(line for line in word.paragraphs if "主要职能" in line.text or "职责" in line.text)
    place.insert_paragraph_before(f"{said}。")
    word.save(str(report))
    async with started() as form:
        await form.keys("down", "enter", "enter")
        await form.shows("新草稿放在哪里")
        await form.keys("enter")
        await form.shows("由 去年的报告.docx 结转为2025年度")
        seen = form.text()
        for _ in range(20):
            await form.keys("pagedown")
            seen += form.text()
    assert said in re.sub(r"\s", "", seen)


async def test_accounts_are_looked_through_before_anything_is_written(folder: Path) -> None:
    write_xlsx(folder / "决算公开表.xlsx", hunan_2021(Accounts()))
    async with started() as form:
        await form.keys("down", "enter", "enter")
        assert "哪个单位、哪一年度" in form.text()
        await form.keys(*"市人社局", "enter", *"2022", "enter")
        await form.shows("取数：已选")
        assert not list(folder.glob("*.toml"))
        await form.keys("enter")
        await form.shows("新草稿放在哪里")
        await form.keys("escape")
        assert "市人社局" in form.text(), "what was typed needs no typing again"
        await form.keys("enter", "enter")
        await form.shows("取数：已选")
        await form.keys("enter")
        await form.shows("新草稿放在哪里")
        await form.keys("enter")
        await form.shows("由决算公开表取数")
    report = load(folder / "自评2022.toml").report
    assert report.cell("overview.scale.basic").raw == "14825.83"
    assert report.rows("sources").rows


async def test_who_goes_back_from_what_is_taken_finds_the_files_with_their_ticks(folder: Path) -> None:
    write_xlsx(folder / "决算公开表.xlsx", hunan_2021(Accounts()))
    shutil.copy(SMALL, folder / "去年.toml")
    async with started(NARROW) as form:
        await form.keys("down", "enter", "tab", "tab", "enter")
        await form.shows("取数：已选")
        await form.keys("escape")
        assert form.text().count("[x]") == 2
        await form.keys("enter")
        await form.shows("取数：已选")
        await form.keys("escape", "escape")
        assert "[x]" not in form.text()


async def test_who_goes_back_from_unit_and_year_finds_the_files(folder: Path) -> None:
    write_xlsx(folder / "决算公开表.xlsx", hunan_2021(Accounts()))
    async with started() as form:
        await form.keys("down", "enter", "enter", "escape")
        assert "由哪份材料新建" in form.text()


async def test_a_wrong_file_is_one_sentence_and_nothing_is_written(folder: Path) -> None:
    (folder / "不是报告.docx").write_bytes(b"no zip")
    async with started() as form:
        await form.keys("down", "enter", "enter")
        await form.shows("没有新建")
        await form.keys("escape")
        await form.shows("由哪份材料新建")
    assert [path.name for path in folder.iterdir()] == ["不是报告.docx"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_of_a_file_that_is_no_report_it_is_told_how_little_was_read(folder: Path, size: tuple[int, int]) -> None:
    (folder / "笔记.txt").write_text("2024年工作笔记\n周一开会。\n周二去县里，买了3本书。\n", "utf-8")
    async with started(size) as form:
        await form.keys("down", "enter", "enter")
        await form.shows("新草稿放在哪里")
        assert re.search("笔记.txt 不像自评报告，只读到 [0-9] 项；不要就按 Esc", form.text())
        await form.keys("escape")
    assert [path.name for path in folder.iterdir()] == ["笔记.txt"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_sample_explains_one_finding_at_a_time_and_leaves_no_file(
    folder: Path, size: tuple[int, int]
) -> None:
    async with started(size) as form:
        await form.keys("down", "down", "enter")
        await form.shows("为什么：")
        first = form.here
        assert "怎么办：" in form.text()
        assert "第 1 条" in form.text()
        await form.keys("f8")
        await form.shows("第 2 条")
        assert "为什么：" in form.text()
        assert form.here != first
        await form.keys("down")
        assert "为什么：" not in form.text(), "the form has the room again"
        await form.keys("ctrl+q")
    assert list(folder.iterdir()) == []

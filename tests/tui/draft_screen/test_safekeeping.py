"""Crash and come back, two at one draft: keys in, screen out."""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from pathlib import Path

import pytest

from model.drafts.draft import load, parse
from model.drafts.saving import save
from model.editing.session import Session
from model.safekeeping.journal import Journal, places
from model.safekeeping.locks import Lock
from tests.tui.driving import Driver, opened
from tui.app.application import ZipingApp
from tui.widgets.line_input import LineInput

UNIT = "overview.unit"

pytestmark = pytest.mark.usefixtures("own_data")


def crashed(path: Path, where: str, text: str) -> None:
    """A session that typed ``text`` and was killed."""
    session = Session(load(path))
    journal = Journal(session.draft, time.time)
    session.observer = journal.note
    session.type(session.report.cell(where), text)
    journal.close()


def other_writes(path: Path, where: str, text: str) -> None:
    """Another program saves the draft."""
    session = Session(load(path))
    session.type(session.report.cell(where), text)
    save(session.draft)
    os.utime(path, (1, 1))


async def test_of_a_long_text_the_words_that_differ_are_shown(draft: Path) -> None:
    where = "overview.duties"
    text = load(draft).report.cell(where).raw
    crashed(draft, where, f"{text[:180]}今年新增的职责{text[180:]}")
    async with opened(draft) as form:
        await form.settle()
        file, mine = (line for line in form.lines() if "文件里：" in line or "没保存的：" in line)
        assert text[180:186] in file
        assert "今年新增的职责" in mine


async def test_of_two_versions_the_words_that_differ_are_shown(draft: Path) -> None:
    where = "overview.duties"
    text = load(draft).report.cell(where).raw
    async with opened(draft) as form:
        form.screen.state.session.type(form.screen.state.report.cell(where), f"{text}甲的结尾")
        other_writes(draft, where, f"{text}乙的结尾\n又一段")
        await form.keys("ctrl+s")
        await form.settle()
        assert "甲的结尾" in form.text()
        assert "乙的结尾↵又一段" in form.text()


async def test_what_was_not_saved_is_offered_and_found_again(draft: Path) -> None:
    crashed(draft, UNIT, "崩溃前的局")
    async with opened(draft) as form:
        await form.settle()
        text = form.text()
        assert "上次有 1 处填写没有保存" in text
        assert "单位名称" in text
        assert "文件里：长沙市人力资源和社会保障局" in text
        assert "没保存的：崩溃前的局" in text
        await form.keys("enter")
        assert "已找回 1 处" in form.text()
        assert "未保存" in form.text()
        assert form.screen.state.report.cell(UNIT).raw == "崩溃前的局"
        await form.keys("ctrl+s")
    assert load(draft).report.cell(UNIT).raw == "崩溃前的局"
    assert not any(place.exists() for place in places(draft))
    assert not Lock(draft).path.exists()


@pytest.mark.parametrize(("keys", "left"), [(("down", "enter"), 0), (("escape",), 1), (("up", "enter"), 1)])
async def test_what_is_not_wanted_goes_and_what_is_put_off_stays(draft: Path, keys: tuple[str, ...], left: int) -> None:
    crashed(draft, UNIT, "崩溃前的局")
    async with opened(draft) as form:
        await form.settle()
        await form.keys(*keys)
        assert form.screen.state.report.cell(UNIT).raw == "长沙市人力资源和社会保障局"
        assert sum(place.exists() for place in places(draft)) == left


async def test_typing_is_journalled_and_leaving_without_saving_forgets_it(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(UNIT)
        await form.keys("新局")
        assert places(draft)[0].exists()
        await form.keys("ctrl+q", "down", "enter")
    assert not any(place.exists() for place in places(draft))


async def test_a_draft_never_saved_comes_back_from_the_start(tmp_path: Path) -> None:
    session = Session(parse("schema = 2\n"))
    journal = Journal(session.draft, time.time)
    session.observer = journal.note
    session.type(session.report.cell(UNIT), "没有文件的局")
    journal.close()
    app = ZipingApp()
    async with app.run_test(size=(120, 40)) as pilot:
        form = Driver(app, pilot)
        await form.settle()
        assert "没保存的：没有文件的局" in form.text()
        await form.keys("enter")
        await form.settle()
        assert form.screen.state.report.cell(UNIT).raw == "没有文件的局"
        assert form.screen.state.session.modified
        assert journal.path is not None
        assert len(list(journal.path.parent.iterdir())) == 1


async def test_a_second_opener_gets_a_copy_or_takes_over(draft: Path) -> None:
    lock = Lock(draft).path
    lock.write_text(json.dumps({"pid": 1, "host": "另一台", "user": "小王"}), encoding="utf-8")
    async with opened(draft) as form:
        await form.settle()
        assert "小王（电脑 另一台） 正打开着这份草稿" in form.text()
        await form.keys("enter")
        assert "（副本）" in form.text()
        await form.keys("副", "ctrl+s")
        assert "草稿存到哪里" in form.text()
        await form.keys("escape", "ctrl+q", "down", "enter")
    assert json.loads(lock.read_bytes())["user"] == "小王"
    async with opened(draft) as form:
        await form.settle()
        await form.keys("down", "enter")
        assert json.loads(lock.read_bytes())["pid"] == os.getpid()
    assert not lock.exists()


async def test_who_takes_over_goes_on_with_what_the_other_saved_meanwhile(draft: Path) -> None:
    lock = Lock(draft).path
    lock.write_text(json.dumps({"pid": 1, "host": "另一台", "user": "小王"}), encoding="utf-8")
    async with opened(draft) as form:
        await form.shows("正打开着这份草稿")
        other_writes(draft, UNIT, "小王改过的局")
        await form.keys("down", "enter")
        await form.shows("已并入 1 处改动")
        assert form.screen.state.report.cell(UNIT).raw == "小王改过的局"
        assert not form.screen.state.session.modified
        assert "小王改过的局" in form.lines()[0]


async def test_the_title_says_that_the_file_is_gone_until_it_is_there_again(draft: Path) -> None:
    aside = draft.with_name("别名.toml")
    async with opened(draft) as form:
        assert "已保存" in form.lines()[0]
        draft.rename(aside)
        form.screen.files.file_watch.look()
        await form.shows(f"文件已不在：{draft.name}")
        assert "未保存 *" in form.lines()[0]
        await form.keys("ctrl+q")
        assert "保存并退出" in form.text(), "what is nowhere else does not go unasked"
        await form.keys("escape")
        aside.rename(draft)
        form.screen.files.file_watch.look()
        await form.shows("已保存")
        assert "文件已不在" not in form.text()
        draft.unlink()
        form.screen.files.file_watch.look()
        await form.shows("文件已不在")
        await form.keys("ctrl+s")
        await form.shows("原来的文件已不在，已重新写出")
        await form.keys("down", "ctrl+s")
        await form.shows(f"已保存 {draft}")
        assert "文件已不在" not in form.text()
    assert draft.exists()


async def test_what_another_saved_is_merged_before_saving(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(UNIT)
        await form.keys("ctrl+k", "我的局", "enter")
        other_writes(draft, "overview.scale.total", "99999.99")
        await form.keys("ctrl+s")
        assert "已保存" in form.text()
    now = load(draft).report
    assert now.cell("overview.scale.total").raw == "99999.99"
    assert now.cell(UNIT).raw.endswith("我的局")


async def test_what_both_changed_is_decided_by_one_key(draft: Path) -> None:
    for key, stands in (("right", "别人的局"), ("left", "我的局")):
        async with opened(draft) as form:
            cell = form.go(UNIT)
            form.screen.state.session.type(cell, "我的局")
            other_writes(draft, UNIT, "别人的局")
            await form.keys("ctrl+s")
            await form.shows("我的：我的局")
            await form.keys("escape")
            await form.shows("没有合并，也没有保存")
            await form.keys("ctrl+s")
            await form.shows("我的：我的局")
            assert "别人的：别人的局" in form.text()
            await form.keys(key)
            await form.shows("已保存")
        assert load(draft).report.cell(UNIT).raw == stands
        other_writes(draft, UNIT, "又一个")


async def test_what_another_saved_is_noticed_when_the_window_is_looked_at(draft: Path) -> None:
    async with opened(draft) as form:
        other_writes(draft, "overview.scale.total", "99999.99")
        form.screen.files.file_watch.look()
        for _ in range(60):
            await form.pilot.pause(0.05)
            if form.screen.state.report.cell("overview.scale.total").raw == "99999.99":
                break
        assert "已并入 1 处改动" in form.text()
        assert not form.screen.state.session.modified
        draft.unlink()
        form.screen.files.file_watch.look()
        for _ in range(60):
            await form.pilot.pause(0.05)
            if "被删去或改名了" in form.text():
                break
        await form.keys("ctrl+s")
    assert draft.exists()


async def test_a_draft_that_is_renamed_while_a_field_is_typed_is_told(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(UNIT)
        await form.keys("甲")
        assert form.screen.entry.typing
        draft.rename(draft.with_name("别名.toml"))
        form.screen.files.file_watch.look()
        await form.shows("被删去或改名了；填写的内容还在")
        await form.keys("乙", "ctrl+s")
    assert load(draft).report.cell(UNIT).raw.endswith("甲乙")


async def test_a_key_that_is_journalled_where_nothing_can_be_written_is_told_once(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(draft) as form:
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "_open", lambda *_: False)
            form.go(UNIT)
            await form.keys("新")
            await form.shows("请尽快保存")
        assert form.screen.state.report.cell(UNIT).raw.endswith("新")


async def test_a_full_disk_is_told_until_it_could_be_read_and_again_after_a_save(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write

    def full(file: int, data: bytes) -> int:
        if b'"seq":' in data:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(file, data)

    async with opened(draft) as form:
        form.go(UNIT)
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", full)
            await form.keys("新")
            await form.shows("请尽快保存")
            await form.keys("局")  # takes it away before it could be read
            await form.shows("请尽快保存")
        await form.keys("ctrl+s")
        await form.shows("已保存")
        monkeypatch.setattr(os, "write", full)
        await form.keys("乙")
        await form.shows("请尽快保存")


@pytest.mark.skipif(os.name == "nt", reason="no folder goes that a program stands in")
async def test_the_folder_that_the_form_was_started_in_goes_and_comes_back(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = draft.parent / "科室"
    folder.mkdir()
    draft.rename(folder / draft.name)
    monkeypatch.chdir(folder)
    async with opened(Path(draft.name)) as form:
        form.go(UNIT)
        await form.keys("甲")
        shutil.rmtree(folder)
        await form.keys("乙")
        await form.shows("被删去或改名了")
        await form.keys("ctrl+s")
        assert "没有保存" in form.text()
        await form.keys("escape", "ctrl+e", "escape")
        folder.mkdir()
        await form.keys("ctrl+s")
        await form.shows("已保存")
        assert load(folder / draft.name).report.cell(UNIT).raw.endswith("甲乙")
        assert Lock(folder / draft.name).take() is not None  # others see again that it is open


async def test_the_form_tells_what_differs_from_the_file(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+w", "enter")
        assert "没有不同" in form.text()
        form.go("overview.scale.total")
        await form.keys("99", "enter", "ctrl+w", "enter")
        text = form.text()
        assert "与保存的文件有 1 处不同" in text
        assert "支出规模·支出总额" in text
        assert "现在：99" in text


async def test_the_form_tells_what_differs_from_last_year(draft: Path) -> None:
    last = draft.with_name("2021.toml")
    last.write_text(draft.read_text("utf-8").replace("total = 87842.29", "total = 80395.6"), "utf-8")
    async with opened(draft) as form:
        await form.keys("ctrl+w", "down", "enter")
        form.app.screen.query_one(LineInput).value = str(last)
        await form.keys("enter")
        text = form.text()
        assert "与2021.toml有 1 处不同" in text
        assert "现在：87842.29" in text


async def test_keys_that_come_before_the_question_stay(draft: Path) -> None:
    crashed(draft, "overview.scale.total", "77")
    async with opened(draft) as form:
        await form.keys("escape")
        screen = form.screen
        form.go(UNIT)
        await form.keys("先打的字", "enter")
        own = screen.files.journal.path
        assert own == places(draft)[1]
        screen.files.guard()
        await form.settle()
        await form.keys("enter")
        assert screen.state.report.cell(UNIT).raw.endswith("先打的字")
        assert screen.state.report.cell("overview.scale.total").raw == "77"
        assert own.exists()


async def test_saving_as_the_same_file_by_another_name_is_no_conflict(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(UNIT)
        await form.keys("新局", "enter")
        draft.write_text("别人把它写坏了", "utf-8")
        await form.keys("ctrl+s", "down", "enter")
        assert "草稿存到哪里" in form.text()
        form.app.screen.query_one(LineInput).value = str(draft.parent / ".." / draft.parent.name / draft.name)
        await form.keys("enter")
        assert "已保存" in form.text()


async def test_where_no_lock_can_be_made_it_is_told_and_work_goes_on(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(Lock, "take", unsupported)
    async with opened(draft) as form:
        await form.settle()
        assert "不能加锁" in form.text()
        form.go(UNIT)
        await form.keys("新局", "ctrl+s")
        assert "已保存" in form.text()

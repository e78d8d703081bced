"""A Word file that came back, in the form: every change seen, some or all taken in one step, comments answered."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import docx
import pytest

from model.drafts.draft import load
from tests.exporters.reports import altered
from tests.model.drafting import SMALL
from tests.tui.driving import NARROW, WIDE, opened
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = ("ctrl+p", "f11")
TOTAL = "overview.scale.total"
BY = 'w:author="李局长" w:date="2025-06-20T09:30:00Z"'
TRACKED = (
    f'</w:t></w:r><w:del w:id="900" {BY}><w:r><w:delText>1,380.71万元</w:delText></w:r></w:del>'
    f'<w:ins w:id="901" {BY}><w:r><w:t>1,390.71万元</w:t></w:r></w:ins><w:r><w:t>'
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft, and beside it its copy, which came back with a figure, a name and a sentence changed, and a comment."""
    path = tmp_path / "草稿.toml"
    shutil.copy(SMALL, path)
    out = tmp_path / "征求意见稿.docx"
    assert main(["export", str(path), "-o", str(out), "--copy", "draft"]) == 0
    out.write_bytes(altered(out.read_bytes(), ("1,380.71万元", TRACKED), ("接收征集科", "征集接收科")))
    word = docx.Document(str(out))
    paragraph = next(p for p in word.paragraphs if p.text.startswith("贯彻执行"))
    word.add_comment(paragraph.runs[0], "这里请再写具体些。", "王科长", "王")
    word.save(str(out))
    return path


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_changes_are_told_with_who_and_when_and_taken_in_one_step(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        report = form.screen.state.report
        before = report.root.content()
        await form.keys(*COMMAND)
        assert "征求意见稿.docx" in form.text()
        await form.keys("enter")
        await form.shows("已选 3 处，共 3 处")
        assert "1,380.71万元 → 1,390.71万元" in form.text()
        assert report.root.content() == before, "nothing is taken yet"
        for _ in range(3):
            await form.keys("down")
            if "李局长，2025-06-20 09:30" in form.text():
                break
        assert "李局长，2025-06-20 09:30" in form.text()
        await form.keys("enter")
        assert report.cell(TOTAL).raw == "1390.71"
        assert report.cell("overview.offices.1.name").raw == "征集接收科"
        assert "已取回 2 处改动，1 条批注待答复" in form.text()
        await form.keys("ctrl+z")
        assert report.root.content() == before
        assert "已撤销：取回 Word 里的改动和批注" in form.text()


async def test_one_is_taken_and_the_others_are_not(draft: Path) -> None:
    async with opened(draft) as form:
        report = form.screen.state.report
        await form.keys(*COMMAND, "enter")
        await form.shows("已选 3 处")
        await form.keys("ctrl+a", *"征集接收科")
        await form.keys("tab", "enter")
        assert report.cell("overview.offices.1.name").raw == "征集接收科"
        assert report.cell(TOTAL).raw != "1390.71"
        assert not report.rows("comments").rows
        await form.keys("ctrl+s")
    assert load(draft).report.cell("overview.offices.1.name").raw == "征集接收科"


async def test_what_the_draft_says_otherwise_since_waits_and_is_shown(draft: Path) -> None:
    assert main(["export", str(draft), "-o", str(draft.with_suffix(".txt"))]) == 0
    async with opened(draft) as form:
        form.go(TOTAL)
        await form.keys("ctrl+a", *"1385.71", "enter", "ctrl+s")
        await form.keys(*COMMAND, "enter")
        await form.shows("共 3 处")
        assert "已选 2 处" in form.text()
        assert "有冲突 1" in form.text()
        assert "草稿里现在是 1385.71" in form.text(), form.text()
        await form.keys("enter")
        assert form.screen.state.report.cell(TOTAL).raw == "1385.71"


async def test_a_comment_is_an_open_point_until_it_is_answered(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys(*COMMAND, "enter")
        await form.shows("已选 3 处")
        await form.keys("enter")
        (point,) = [one for one in form.screen.state.findings if one.code == "open_point"]
        assert (point.fields[0], point.accepted) == ("overview.duties", False)
        form.go("overview.duties")
        await form.keys("escape", "ctrl+t")
        shown = form.text()
        assert "这里请再写具体些" in shown
        assert "答复（必填" in shown
        assert "答复人" in shown
        assert "接受" not in shown
        await form.keys(*"已补写", "enter", "enter", "ctrl+s")
        assert not [one for one in form.screen.state.findings if one.code == "open_point"]
        assert form.screen.state.report.rows("comments").rows[0].cell("answer").raw == "已补写"
        await form.keys(*COMMAND, "enter")
        await form.shows("1 条批注已经记在草稿里")


async def test_a_wrong_file_is_said_in_one_sentence(draft: Path) -> None:
    draft.with_name("征求意见稿.docx").write_bytes(b"no zip")
    async with opened(draft) as form:
        before = form.screen.state.report.root.content()
        await form.keys(*COMMAND, "enter")
        await form.shows("没有取回，草稿没有改动")
        await form.keys("escape", *COMMAND, "escape")
        assert form.screen.state.report.root.content() == before

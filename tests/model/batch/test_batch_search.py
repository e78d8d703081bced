"""What a check of folders takes for a report, and the line that each of them gets."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from model.batch.search import Source, find
from model.batch.work import check_file
from model.drafts.no_draft import is_draft, why_no_draft
from tests.model.batch.batches import BROKEN, Here, checked, six_reports
from tests.model.drafting import ROOT, SAMPLES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return six_reports(tmp_path)


def names(folder: Path) -> list[str]:
    return [os.path.relpath(source.path, folder) for source in find([str(folder)])]


def test_folders_give_drafts_and_reports_in_the_order_of_names(folder: Path) -> None:
    below = ["C.TOML", "a.toml", "b.toml", "pyproject.toml", "wording.toml", "报告.docx", "说明.txt"]
    assert names(folder) == [*("坏.toml", "空.toml"), *(os.path.join("财政局", name) for name in below)]


def test_a_linked_folder_is_not_searched_again(folder: Path) -> None:
    before = names(folder)
    (folder / "财政局" / "再来").symlink_to(folder, target_is_directory=True)
    assert names(folder) == before


def test_what_is_no_draft_is_told_by_its_content() -> None:
    assert all(is_draft(path.read_bytes()) for path in SAMPLES.glob("*.toml") if "wording" not in path.name)
    assert is_draft(b"")
    assert is_draft(BROKEN.encode())
    assert is_draft("schema = 2".encode("utf-16"))
    assert is_draft(b"[[overview.offices]]\nname = 1")
    assert is_draft(b"\xef\xbb\xbfschema = 2")
    assert not is_draft((SAMPLES / "ten-heading-wording.toml").read_bytes())
    assert not is_draft((ROOT / "pyproject.toml").read_bytes())


def test_one_line_a_report_and_the_totals(folder: Path) -> None:
    code, out, err = checked(folder)
    assert code == 2
    assert err == ""
    *lines, totals, years = out.splitlines()
    assert len(lines) == 6
    assert years.startswith("年度不一：")
    assert "a.toml" in years or "b.toml" in years, "drafts count"
    assert lines[0].startswith(f"{folder}{os.sep}坏.toml：读不了：第3行")
    assert "文件是空的" in lines[1]
    assert lines[3].endswith("a.toml：错误 0，警告 0")
    assert "b.toml：错误 8，警告 2；" in lines[4]
    assert "报告.docx：错误 0" in lines[5]
    assert totals.startswith("共 6 份：有错误 1 份")
    assert "读不了 2 份" in totals
    assert "另有 2 个 .toml 不是草稿，没有核对：" in totals
    assert "wording.toml" in totals
    assert "。另有 .txt 1 个 读不成报告，没有核对：说明.txt" in totals


def test_a_file_that_is_named_is_checked_whatever_it_holds(folder: Path) -> None:
    code, out, _ = checked(folder / "财政局" / "wording.toml", folder / "无.toml", folder / "财政局" / "a.toml")
    assert code == 2
    assert "wording.toml：读不了" in out
    assert "无.toml：读不了：没有这个文件" in out
    assert "共 3 份" in out


def test_a_folder_that_cannot_be_opened_is_one_line() -> None:
    outcome = check_file(Source("x", fault="x：打不开这个文件夹"), located=False)
    assert outcome.kind == "unread"
    assert outcome.problems == ["x：打不开这个文件夹"]


def test_whatever_a_file_does_to_the_program_is_one_line(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def fail(path: str) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("model.scanning.scan.read_file", fail)
    code, out, _ = checked(folder, pool=Here())
    assert code == 2
    assert "报告.docx：读不了：核对时程序出错（RuntimeError: unforeseen）" in out
    assert "共 7 份" in out


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("报告.txt", "某局自评报告\n在职9人\n".encode(), "ziping scan"),
        ("报告.wps", "某局自评报告\n".encode(), "另存为 .docx"),
        ("老.doc", b"\xd0\xcf\x11\xe0", "另存为 .docx"),
        ("提纲.toml", b"format = 1\n[rules.required]\n", "--wording"),
        ("-", "某局自评报告\n".encode(), "ziping scan -"),
        ("草稿.txt", b"schema = 2\n", ""),
        ("草稿.toml", b"schma = 2\n", ""),
        ("-", b"schma = 2\n", ""),
    ],
)
def test_what_is_no_draft_is_called_what_it_is(name: str, data: bytes, said: str) -> None:
    found = why_no_draft(data, name)
    assert said in found
    assert bool(found) == bool(said)

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from exporters import markdown, text, word
from exporters.export import SUFFIXES, export
from exporters.saving import ExportError
from tests.exporters.reports import example

if TYPE_CHECKING:
    from pathlib import Path


def refusal(out: Path) -> str:
    with pytest.raises(ExportError) as caught:
        export(example(), out)
    return str(caught.value)


def test_the_suffix_decides(tmp_path: Path) -> None:
    for name in ("a.docx", "b.DOCX", "c.md", "d.txt"):
        export(example(), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.DOCX").read_bytes() == word.content(example())
    assert (tmp_path / "c.md").read_text("utf-8") == markdown.render(example())
    assert (tmp_path / "d.txt").read_text("utf-8") == text.render(example())


@pytest.mark.parametrize("name", ["report.doc", "report"])
def test_another_suffix_is_refused_with_the_three(tmp_path: Path, name: str) -> None:
    message = refusal(tmp_path / name)
    assert all(suffix in message for suffix in SUFFIXES)
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    message = refusal(tmp_path / "没有" / "a.docx")
    assert f"“{tmp_path / '没有'}”不存在" in message


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    assert "不是文件夹" in refusal(tmp_path / "文件" / "a.docx")


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    assert "是文件夹" in refusal(tmp_path / "a.docx")


def test_a_name_that_is_none(tmp_path: Path) -> None:
    assert "太长" in refusal(tmp_path / f"{'长' * 100}.docx")
    assert "不能使用的字符" in refusal(tmp_path / "a\x00.docx")


@pytest.mark.parametrize(
    ("step", "code", "remedy"),
    [
        ("fsync", errno.ENOSPC, "磁盘空间不足"),
        ("replace", errno.EACCES, "Word 或 WPS"),
        ("replace", errno.EIO, "换一个位置"),
    ],
)
def test_whatever_fails_the_old_file_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, remedy: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    out = tmp_path / "a.docx"
    out.write_bytes(b"old")
    monkeypatch.setattr(os, step, fail)
    assert remedy in refusal(out)
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="needs a folder that refuses us; root is never refused"
)
def test_a_folder_that_refuses(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "没有在文件夹" in refusal(tmp_path / "a.docx")

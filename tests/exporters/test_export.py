from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exporters.output import ExportError
from exporters.plain import markdown, plain_text
from exporters.word import writer as word
from exporters.word.word_package import as_exported
from tests.exporters.reports import altered, example, written
from tests.model.drafting import SMALL
from tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable


def refusal(out: Path) -> str:
    with pytest.raises(ExportError) as caught:
        written(example(), out)
    return str(caught.value)


def test_the_suffix_decides(tmp_path: Path) -> None:
    for name in ("a.docx", "b.DOCX", "c.md", "d.txt"):
        written(example(), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.DOCX").read_bytes() == word.content(example())
    assert (tmp_path / "c.md").read_text("utf-8") == markdown.render(example())
    assert (tmp_path / "d.txt").read_text("utf-8") == plain_text.render(example())


@pytest.mark.parametrize("name", ["report.doc", "report"])
def test_another_suffix_is_refused_with_those_that_are_known(tmp_path: Path, name: str) -> None:
    message = refusal(tmp_path / name)
    assert all(suffix in message for suffix in (".docx", ".pdf", ".md", ".txt"))
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    message = refusal(tmp_path / "没有" / "a.docx")
    assert f"{tmp_path / '没有'} 不存在" in message


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux has a folder that takes no files")
def test_a_folder_that_takes_no_files_is_not_called_missing() -> None:
    assert "里面不能放文件" in refusal(Path("/proc/a.docx"))


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    assert "不是文件夹" in refusal(tmp_path / "文件" / "a.docx")


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    assert "是文件夹" in refusal(tmp_path / "a.docx")


def test_a_name_that_is_none(tmp_path: Path) -> None:
    assert "太长" in refusal(tmp_path / f"{'长' * 100}.docx")
    assert not as_exported(tmp_path / f"{'长' * 100}.docx"), "the export says what is wrong"
    assert "不能用的字符" in refusal(tmp_path / "a\x00.docx")


@pytest.mark.parametrize(
    ("step", "code", "remedy"),
    [
        ("fsync", errno.ENOSPC, "磁盘已满"),
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
    assert "文件夹不许写入" in refusal(tmp_path / "a.docx")


def lock(monkeypatch: pytest.MonkeyPatch, locked: Path) -> None:
    """As Windows does it with a file that is open in Word: it may be written by its rights, and not be replaced."""
    replace, rename = os.replace, os.rename

    def refuse(real: Callable[..., None]) -> Callable[[str | Path, str | Path], None]:
        def moved(source: str | Path, target: str | Path) -> None:
            if os.path.realpath(locked) in (os.path.realpath(source), os.path.realpath(target)):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
            real(source, target)

        return moved

    monkeypatch.setattr(os, "replace", refuse(replace))
    monkeypatch.setattr(os, "rename", refuse(rename))


def test_a_file_open_in_word_is_left_and_the_report_saved_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "报告.docx"
    written(example(), out)
    before = out.read_bytes()
    lock(monkeypatch, out)
    assert written(example(), out).path == tmp_path / "报告（2）.docx"
    assert written(example(), out).path == tmp_path / "报告（3）.docx"
    assert out.read_bytes() == before == (tmp_path / "报告（3）.docx").read_bytes()


def _refuse() -> bytes:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def test_the_command_says_where_it_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "报告.docx"
    assert main(["export", str(SMALL), "-o", str(out)]) == 0
    lock(monkeypatch, out)
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) if path != out else _refuse())
    out.write_bytes(altered(read(out), ("接收征集科", "征集接收科")))
    capsys.readouterr()
    assert main(["export", str(SMALL), "-o", str(out)]) == 0
    captured = capsys.readouterr()
    assert captured.err == "“报告.docx”正在 Word 或 WPS 中打开，已另存为“报告（2）.docx”。\n"
    assert captured.out == f"已导出 {tmp_path / '报告（2）.docx'}\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes read-only files too")
def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    out.write_bytes(b"old")
    out.chmod(0o400)
    assert "只读" in refusal(out)
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_what_someone_wrote_into_the_file_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "报告.docx"
    for _ in range(2):
        assert main(["export", str(SMALL), "-o", str(out)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["报告.docx"]
    assert capsys.readouterr().err == ""
    edited = altered(out.read_bytes(), ("接收征集科", "征集接收科"))
    out.write_bytes(edited)
    assert main(["export", str(SMALL), "-o", str(out)]) == 0
    assert "原文件已另存为“报告（原文件）.docx”" in capsys.readouterr().err
    assert (tmp_path / "报告（原文件）.docx").read_bytes() == edited
    out.write_bytes(b"somebody else's")
    assert main(["export", str(SMALL), "-o", str(out)]) == 0
    assert (tmp_path / "报告（原文件2）.docx").read_bytes() == b"somebody else's"

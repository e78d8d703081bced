"""PDF through LibreOffice: where it is there, where it is missing, where it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from exporters import pdf
from exporters.output import ExportError
from exporters.word import writer as word
from tests.exporters.reports import example
from tests.model.drafting import REFERENCE, SMALL
from tests.tools.programs import require
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


def test_a_report_becomes_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    require("soffice", "pdftotext")
    out = tmp_path / "报告.pdf"
    assert main(["export", str(SMALL), "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-")
    captured = capsys.readouterr()
    assert captured.err == "正在用 LibreOffice 转换为 PDF……\n"
    assert captured.out == f"已导出 {out}\n"
    text = subprocess.run(["pdftotext", "-raw", str(out), "-"], capture_output=True, check=True, timeout=60).stdout
    assert "1,380.71" in text.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["报告.pdf"]


def test_the_stamp_is_refused_before_anything_is_converted(tmp_path: Path) -> None:
    assert main(["export", str(REFERENCE), "-o", str(tmp_path / "a.pdf"), "--copy", "stamp"]) == 1
    assert not list(tmp_path.iterdir())


def test_where_it_is_missing_the_remedy_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_PLACES", {})
    assert pdf.find_office() is None
    assert main(["export", str(SMALL), "-o", str(tmp_path / "a.pdf")]) == 2
    assert "没有找到 LibreOffice；请安装 LibreOffice，或导出 .docx 后" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_it_is_found_where_it_is_usually_installed(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "LibreOffice 24" / "program"
    folder.mkdir(parents=True)
    (folder / pdf._NAMES[0]).write_text("")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(pdf, "_PLACES", {system: (str(tmp_path / "LibreOffice*" / "program"),)})
    assert pdf.find_office() == str(folder / pdf._NAMES[0])


def fake(tmp_path: Path, script: str) -> str:
    office = tmp_path / "soffice"
    office.write_text(f"#!/bin/sh\n{script}\n")
    office.chmod(0o755)
    return str(office)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for LibreOffice")
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("sleep 9", "1 秒没有转换完"),
        ("echo broken >&2; exit 1", "没有写出文件（broken）"),
        ("exit 0", "没有写出文件，"),
    ],
)
def test_whatever_it_does_the_export_ends(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = fake(tmp_path, f"exec {script}" if script.startswith("sleep") else script)
    monkeypatch.setattr(pdf, "find_office", lambda: office)
    monkeypatch.setattr(pdf, "TIMEOUT", 1)
    with pytest.raises(ExportError, match=said):
        pdf.convert(word.content(example()))


def test_a_program_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_office", lambda: str(tmp_path / "nothing"))
    with pytest.raises(ExportError, match="启动不了"):
        pdf.convert(b"")

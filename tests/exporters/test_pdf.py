"""PDF through LibreOffice: where it is there, where it is missing, where it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from exporters import pdf
from exporters.compose import compose
from exporters.copies import findings_of, prepare
from exporters.output import ExportError, Rendered
from exporters.word import writer as word
from tests.exporters.drafts import annexed, reference, small
from tests.exporters.reports import example
from tests.model.drafting import REFERENCE, SMALL
from tests.tools.programs import require
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from exporters.document import Document


def test_a_report_becomes_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    require("soffice", "pdftotext")
    out = tmp_path / "报告.pdf"
    assert main(["export", str(SMALL), "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-")
    captured = capsys.readouterr()
    first, *notices = captured.err.splitlines()
    assert first == "正在用 LibreOffice 转换为 PDF……"
    assert all(notice.startswith("本机没有") for notice in notices)
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


@pytest.fixture(scope="module", params=[reference, small, annexed])
def made(request: pytest.FixtureRequest) -> tuple[Document, Rendered]:
    """A report with its findings as notes, and its PDF."""
    require("soffice")
    report = request.param().report
    document = prepare(compose(report), findings_of(report), "review")[0]
    return document, pdf.make(word.content(document), document)


def test_every_mark_of_the_report_is_in_its_pdf(made: tuple[Document, Rendered]) -> None:
    require("pdftotext")
    document, data = made[0], made[1].data
    command = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60).stdout.decode()
    wanted, said = (Counter("".join(one.split())) for one in ("".join(document.lines()), text))
    assert wanted - said == Counter()


def test_the_notes_are_annotations(made: tuple[Document, Rendered]) -> None:
    document, data = made[0], made[1].data
    pages = PdfReader(BytesIO(data)).pages
    notes = [str(one.get_object().get("/Contents", "")) for page in pages for one in page.get("/Annots", ())]
    assert sorted(filter(None, notes)) == sorted(note.text for note in document.notes)


def test_a_pdf_that_lost_a_mark_is_not_kept() -> None:
    require("soffice")
    document = compose(small().report)
    data = word.content(document)
    with pytest.raises(ExportError, match=r"PDF 少了 \d+ 个字符（龘+）.*另存为 PDF"):
        pdf.make(data, replace(document, unit=document.unit + "龘"))


def test_type_that_stands_in_is_named(made: tuple[Document, Rendered]) -> None:
    data, notice = made[1].data, made[1].notice
    pages: Any = PdfReader(BytesIO(data)).pages
    fonts = {font.get_object()["/BaseFont"] for page in pages for font in page["/Resources"]["/Font"].values()}
    if any("FangSong" in font for font in fonts):
        pytest.skip("this machine has the type of the standard")
    assert notice.startswith("本机没有仿宋_GB2312、")
    assert all(font.rpartition("+")[2] in notice for font in fonts)

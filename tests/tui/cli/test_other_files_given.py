"""A PDF or an older file where a draft or a Word file is asked for is called what it is, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.drafting import SMALL
from tui.cli.main import main


@pytest.mark.parametrize("command", ["verify", "take"])
def test_a_pdf_is_called_one(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = tmp_path / "报告.pdf"
    pdf.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    assert main([command, str(pdf), str(SMALL)]) == 2
    said = capsys.readouterr().err
    assert "PDF" in said
    assert "ziping scan" in said
    assert "UTF-8" not in said
    assert "完好" not in said


def test_a_check_reads_a_pdf_as_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = tmp_path / "报告.pdf"
    pdf.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    assert main(["check", str(pdf)]) == 2
    assert "报告.pdf：读不了：" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "{file}", str(SMALL)),
        ("take", "{file}", str(SMALL), "--dry-run"),
        ("scan", "{file}"),
        ("new", "{folder}/new.toml", "--from", "{file}"),
        ("export", str(SMALL), "-o", "{folder}/out.docx", "--template", "{file}"),
    ],
)
@pytest.mark.parametrize(("stream", "said"), [("EncryptedPackage", "去掉密码"), ("WordDocument", "旧版 Word")])
def test_a_word_file_with_a_password_and_an_older_one_are_told_with_what_to_do(
    words: tuple[str, ...], stream: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "报告.docx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le"))
    assert main([word.format(file=file, folder=tmp_path) for word in words]) == 2
    told = capsys.readouterr().err.strip()
    assert said in told
    assert "\n" not in told

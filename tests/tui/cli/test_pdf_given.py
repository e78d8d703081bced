"""A PDF where a draft or a Word file is asked for is called a PDF, with what to do."""

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

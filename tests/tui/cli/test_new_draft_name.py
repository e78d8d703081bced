"""A new draft gets the name of a draft: what opens in Word or Excel is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.drafting import SMALL
from tui.cli.main import main


@pytest.mark.parametrize("name", ["报告.docx", "报告.PDF", "数据.xlsx"])
@pytest.mark.parametrize("last", [False, True])
def test_a_document_is_no_draft(name: str, last: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = tmp_path / name
    assert main(["new", str(wanted), *(["--from", str(SMALL)] if last else [])]) == 2
    assert f"请写成 {wanted.with_suffix('.toml')}" in capsys.readouterr().err
    assert not wanted.exists()

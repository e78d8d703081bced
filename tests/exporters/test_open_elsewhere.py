"""A report that is open in Word or LibreOffice is not replaced: the new one stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exporters.output import save

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("报告.docx", "~$报告.docx"),
        ("自评报告终稿二.docx", "~$评报告终稿二.docx"),
        ("部门整体支出自评报告.docx", "~$整体支出自评报告.docx"),
        ("报告.docx", ".~lock.报告.docx#"),
    ],
)
def test_what_is_open_elsewhere_is_left_as_it_is(name: str, shown: str, tmp_path: Path) -> None:
    out = tmp_path / name
    out.write_bytes(b"first")
    (tmp_path / shown).write_bytes(b"")
    saved = save(out, b"second")
    assert saved.path != out
    assert (out.read_bytes(), saved.path.read_bytes()) == (b"first", b"second")
    assert "正在 Word 或 WPS 中打开" in saved.notices[0]
    (tmp_path / shown).unlink()
    assert save(out, b"third").path == out
    assert out.read_bytes() == b"third"

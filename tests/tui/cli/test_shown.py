"""Whatever a draft holds, no command sends to the terminal what a terminal obeys."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.model.drafting import REFERENCE
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

BELL = "\\u001b]0;title\\u0007"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The reference with names and a figure that steer a terminal."""
    text = REFERENCE.read_text(encoding="utf-8")
    text = text.replace('unit = "长沙市', f'unit = "{BELL}长沙市').replace('name = "设备"', f'name = "{BELL}设备"')
    path = tmp_path / "draft.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "words",
    [
        ["check", "{}"],
        ["check", "{}", "--format", "json"],
        ["explain", "{}", "assets.classes.items.1.amount"],
        ["diff", "{}", str(REFERENCE)],
        ["summary", "{}"],
        ["export", "{}", "-o", "{}.docx"],
        ["export", "{}", "-o", "{}.docx", "--copy", "stamp"],
        ["new", "{}.new.toml", "--from", "{}"],
    ],
)
def test_nothing_is_sent_that_a_terminal_obeys(
    words: list[str], hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([word.format(hostile) for word in words])
    said = capsys.readouterr()
    assert said.out or said.err
    assert all(mark.isprintable() or mark in "\n\u3000" for mark in said.out + said.err)


def test_a_fault_is_told_without_what_a_terminal_obeys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.toml"
    path.write_text(f'schema = 2\n[overview.scale]\nbasic = "{BELL}12x"\n', encoding="utf-8")
    assert main(["check", str(path)]) == 2
    assert "\\x1b" in (said := capsys.readouterr().err)
    assert said.strip().isprintable()


@pytest.mark.skipif(sys.platform == "win32", reason="no file has such a name there")
def test_the_name_of_the_output_is_told_without_what_a_terminal_obeys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "e\x1b[31mx\u202e.json"
    assert main(["check", str(REFERENCE), "-o", str(out)]) in (0, 1)
    assert out.exists()
    said = capsys.readouterr().err
    assert "e\\x1b[31mx\\u202e.json" in said
    assert all(mark.isprintable() or mark == "\n" for mark in said)

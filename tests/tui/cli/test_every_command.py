"""Each command of README's table as scripts use it: good words and bad ones, piped, where the streams take little."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.tui.cli.test_readme import table

ROOT = Path(__file__).parents[3]
SAMPLE = str(ROOT / "samples" / "changsha-hrss-2022.toml")
SMALL = str(ROOT / "samples" / "small-bureau-2024.toml")

GOOD: Final[dict[str, tuple[int, tuple[str, ...]]]] = {
    "new": (0, ("新.toml", "--from", SMALL, "--year", "2025")),
    "import": (0, ("草稿.toml", str(ROOT / "tests/data/workbooks/t3_format.xlsx"), "--dry-run")),
    "check": (1, ("草稿.toml",)),
    "scan": (0, ("报告.docx",)),
    "summary": (0, ("草稿.toml", "-o", "图.svg")),
    "explain": (0, ("草稿.toml", "overview.scale.total")),
    "schema": (0, ()),
    "rules": (0, ("base_unnamed",)),
    "export": (0, ("小.toml", "-o", "又.docx", "--copy", "review")),
    "diff": (1, ("草稿.toml", "小.toml")),
    "history": (0, ("草稿.toml",)),
    "completion": (0, ("bash",)),
    "verify": (0, ("报告.docx", "小.toml")),
    "take": (0, ("报告.docx", "小.toml", "--dry-run")),
    "help": (0, ("check",)),
    "version": (0, ()),
    "man": (0, ()),
    "template": (0, ("底稿.docx",)),
    "wording": (0, ("措辞.toml",)),
}
"""For each command the exit code and the words that do something."""
BAD: Final[dict[str, tuple[str, ...]]] = {
    "": ("没有.toml",),
    "new": ("草稿.toml",),
    "import": ("草稿.toml", "小.toml"),
    "check": ("没有.toml",),
    "scan": ("草稿.toml",),
    "summary": ("草稿.toml", "-o", "草稿.toml"),
    "explain": ("草稿.toml", "overview.scale.totl"),
    "schema": ("多余",),
    "rules": ("没有这条",),
    "export": ("草稿.toml", "-o", "报告.xyz"),
    "diff": ("草稿.toml", "报告.docx"),
    "history": ("草稿.toml", "--restore", "99"),
    "serve": ("没有.toml",),
    "completion": ("cmd",),
    "verify": ("草稿.toml", "报告.docx"),
    "take": ("报告.docx", "草稿.toml"),
    "help": ("chekc",),
    "version": ("多余",),
    "man": ("--nosuch",),
    "template": ("草稿.toml",),
    "wording": ("草稿.toml",),
}
"""For each command words that it refuses."""
STREAMS: Final = {"PYTHONUTF8": "0", "NO_COLOR": "1", "TERM": "dumb", "LANGUAGE": "zh_CN"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two drafts and the report of one of them."""
    found = tmp_path_factory.mktemp("commands")
    (found / "草稿.toml").write_bytes(Path(SAMPLE).read_bytes())
    (found / "小.toml").write_bytes(Path(SMALL).read_bytes())
    assert ran(found, "ascii", "export", "小.toml", "-o", "报告.docx", "--copy", "draft").returncode == 0
    return found


def ran(folder: Path, encoding: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    own = {name: str(folder / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    there = os.environ | own | STREAMS | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "tui", *words]
    return subprocess.run(command, cwd=folder, env=there, capture_output=True, stdin=subprocess.DEVNULL, timeout=120)


def test_every_command_is_tried() -> None:
    assert {*GOOD, "", "serve"} == set(table()) == set(BAD)


@pytest.mark.parametrize("command", GOOD)
def test_it_does_its_work_wherever_its_words_go(folder: Path, command: str) -> None:
    code, words = GOOD[command]
    done = ran(folder, "ascii", command, *words)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done
    assert b"\x1b" not in done.stdout + done.stderr
    assert done.stdout + done.stderr


@pytest.mark.parametrize("command", BAD, ids=lambda command: command or "form")
def test_it_says_in_a_sentence_what_it_cannot_do(folder: Path, command: str) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    done = ran(folder, "gbk", *[command] * bool(command), *BAD[command])
    assert (done.returncode, done.stdout) == (2, b""), done
    said = done.stderr.decode("gbk")
    assert re.search("[一-鿿]", said)
    assert "Traceback" not in said
    assert said.count("\n") <= 2, said
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert before == after

"""A command that works for longer than a second says so on the terminal, and Ctrl+C ends it at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.benchmarks.pty import Terminal

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
SENTENCE = "基本支出30万元，项目支出60万元，合计90万元。\n"


@pytest.mark.parametrize("command", ["scan", "check"])
def test_what_is_checked_is_said_until_it_is_done_or_ended(tmp_path: Path, command: str) -> None:
    name = "大报告.txt" if command == "scan" else "大草稿.toml"
    path = tmp_path / name
    head = "" if command == "scan" else 'schema = 2\n[implementation]\nlead = """\n'
    path.write_text(head + SENTENCE * 11_000 + ('"""\n' if head else ""), encoding="utf-8")
    with Terminal([sys.executable, "-m", "tui", command, path], folder=ROOT) as run:
        run.shows(f"正在核对 {name}（")
        run.shows("秒，按 Ctrl+C 停止）")
        run.output = b""
        run.send("\x03")
        run.shows("已中断")
        assert b"Traceback" not in run.output

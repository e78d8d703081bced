"""The real program in a real terminal: opened, filled by keys, saved, quit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from tests.tools.programs import require

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOCKET = f"ziping-{os.getpid()}"


def tmux(*words: str) -> str:
    done = subprocess.run(["tmux", "-L", SOCKET, *words], capture_output=True, encoding="utf-8", timeout=20)
    return done.stdout


def shows(text: str, seconds: float = 15) -> str:
    """The screen once it shows ``text``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        screen = tmux("capture-pane", "-p", "-t", "form")
        if text in screen:
            return screen
        time.sleep(0.05)
    raise AssertionError(f"{text} is not shown:\n{screen}")


@pytest.fixture
def terminal(draft: Path, tmp_path: Path) -> Iterator[Path]:
    require("tmux")
    command = f"XDG_STATE_HOME='{tmp_path}' '{sys.executable}' -m tui '{draft}'"
    command = f"unset COLUMNS LINES; {command}; echo code=$?; sleep 60"
    tmux("-f", os.devnull, "new-session", "-d", "-s", "form", "-x", "80", "-y", "24", command)
    yield draft
    tmux("kill-server")


def test_a_draft_is_filled_saved_and_left_by_keys_alone(terminal: Path) -> None:
    shows("单位名称")
    tmux("send-keys", "-t", "form", "Enter")
    tmux("send-keys", "-t", "form", "-l", "我单位")
    tmux("send-keys", "-t", "form", "Enter", "PageDown", "Enter", "Enter")
    tmux("send-keys", "-t", "form", "-l", "999")
    shows("999 万元")
    tmux("resize-window", "-t", "form", "-x", "120", "-y", "40")
    shows("国有资本经营预算")
    tmux("send-keys", "-t", "form", "C-s")
    shows("已保存")
    tmux("send-keys", "-t", "form", "C-q")
    shows("code=0")
    assert load(terminal).report.cell("general_budget.basic.budget").raw == "999"


def test_what_is_typed_while_the_program_starts_is_not_lost(terminal: Path) -> None:
    tmux("send-keys", "-t", "form", "PageDown", "PageDown", "C-s")
    shows("三、项目组织实施情况")
    shows("已保存")


def test_a_path_that_is_not_there_gives_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui", str(tmp_path / "没有.toml")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=30)
    assert done.returncode == 2
    assert "没有这个文件" in done.stderr
    assert len(done.stderr.splitlines()) == 1

"""Workbooks read in a process of their own, from the real program in a real terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from tests.model.workbooks.accounts import Accounts, hunan_2021, write_xlsx
from tests.model.workbooks.hostile import FILES
from tests.tools.programs import require

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOCKET = f"ziping-reading-{os.getpid()}"
HEAD = "schema = 2\n[overview]\nyear = 2022\n[overview.scale]\nproject = 72040.64\n"


def tmux(*words: str) -> str:
    return subprocess.run(["tmux", "-L", SOCKET, *words], capture_output=True, encoding="utf-8", timeout=20).stdout


def shows(text: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    screen = ""
    while time.monotonic() < end:
        screen = tmux("capture-pane", "-p", "-t", "form")
        if text in screen:
            return
        time.sleep(0.05)
    raise AssertionError(f"{text} is not shown:\n{screen}")


def send(*keys: str) -> None:
    tmux("send-keys", "-t", "form", *keys)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    require("tmux")
    (tmp_path / "草稿.toml").write_text(HEAD, "utf-8")
    yield tmp_path
    tmux("kill-server")


def started(folder: Path, words: str) -> None:
    program = f"XDG_STATE_HOME='{folder}' '{sys.executable}' -m tui {words}"
    command = f"trap : INT; cd '{folder}'; {program}; echo code=$?; sleep 60"
    tmux("-f", os.devnull, "new-session", "-d", "-s", "form", "-x", "100", "-y", "30", command)


def test_figures_are_taken_in_the_form(folder: Path) -> None:
    write_xlsx(folder / "决算公开表.xlsx", hunan_2021(Accounts()))
    started(folder, "草稿.toml")
    shows("单位名称")
    send("C-p")
    send("-l", "drjs")
    send("Enter")
    shows("决算公开表.xlsx")
    send("Enter")
    shows("取数：已选")
    send("Enter")
    shows("已取")
    send("C-s")
    shows("已保存")
    send("C-q")
    shows("code=0")
    assert load(folder / "草稿.toml").report.cell("overview.scale.basic").raw == "14825.83"


@pytest.mark.parametrize("key", ["Escape", "C-c"])
def test_a_key_ends_the_reading_on_the_command_line(folder: Path, key: str) -> None:
    FILES["styled"][0](folder / "大.xlsx")
    started(folder, "import 草稿.toml 大.xlsx 大.xlsx 大.xlsx 大.xlsx --dry-run")
    shows("按 Esc 停止")
    send(key)
    shows("已停止")
    shows("code=2")
    assert "Traceback" not in tmux("capture-pane", "-p", "-t", "form")
    assert (folder / "草稿.toml").read_text("utf-8") == HEAD

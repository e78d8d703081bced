"""A clerk at the real terminal: two sections of the reference by keys alone, a slip mended, saved, exported, left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from model.report.tree import Cell, Node
from tests.tools.programs import require
from tests.tui.driving import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANK = SAMPLE.with_name("blank.toml")
SECTIONS = (1, 2)
MOST_KEYS = 1.25
RIGHT, WRONG = "13571.82", "13751.82"
SLIP = "general_budget.basic.personnel"


class Terminal:
    """The program in tmux; ``keys`` counts what was pressed, ``needed`` the characters that had to be typed."""

    def __init__(self, command: str) -> None:
        self._socket = f"ziping-whole-{os.getpid()}"
        self.keys = self.needed = 0
        self._tmux("-f", os.devnull, "new-session", "-d", "-s", "form", "-x", "80", "-y", "24", command)

    def _tmux(self, *words: str) -> str:
        command = ["tmux", "-L", self._socket, *words]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=20, check=True).stdout

    def press(self, *names: str) -> None:
        """Press keys by their names for tmux."""
        self.keys += len(names)
        self._tmux("send-keys", "-t", "form", *names)

    def type(self, text: str) -> None:
        """Type ``text``; a line end is Enter."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press("Enter")
            if line:
                self.keys += len(line)
                self._tmux("send-keys", "-t", "form", "-l", "--", line)

    def paste(self, text: str) -> None:
        """Paste ``text`` as a terminal does."""
        self._tmux("set-buffer", "--", text)
        self._tmux("paste-buffer", "-p", "-r", "-t", "form")

    def fill(self, text: str) -> None:
        """Type what the draft needs."""
        self.needed += len(text)
        self.type(text)

    def shows(self, text: str, seconds: float = 90) -> str:
        """The screen once it shows ``text``."""
        end = time.monotonic() + seconds
        screen = ""
        while time.monotonic() < end:
            screen = self._tmux("capture-pane", "-p", "-t", "form")
            if text in screen:
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{text} is not shown:\n{screen}")

    def close(self) -> None:
        """End the terminal."""
        self._tmux("kill-server")


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    return Path(shutil.copy(BLANK, tmp_path / "新草稿.toml"))


@contextmanager
def started(draft: Path, folder: Path) -> Iterator[Terminal]:
    """The program with ``draft`` in a terminal; what it remembers is kept in ``folder``."""
    require("tmux")
    homes = f"XDG_STATE_HOME='{folder / 'state'}' XDG_CONFIG_HOME='{folder / 'config'}'"
    terminal = Terminal(f"unset COLUMNS LINES; {homes} '{sys.executable}' -m tui '{draft}'; echo code=$?; sleep 90")
    try:
        yield terminal
    finally:
        terminal.close()


@pytest.fixture
def terminal(blank: Path, tmp_path: Path) -> Iterator[Terminal]:
    with started(blank, tmp_path) as terminal:
        yield terminal


def fill(terminal: Terminal, wanted: Node) -> None:
    """Type a record of the reference into the form, field by field, Tab behind each; settings come last there."""
    for part in sorted(wanted.parts.values(), key=lambda part: isinstance(part, Cell) and part.field.setting):
        element = part.field if isinstance(part, Cell) else part.element
        if element is not None and element.folded:
            continue  # the form of a blank draft does not show it
        if isinstance(part, Cell):
            terminal.fill(WRONG if part.path == SLIP else part.raw)
            terminal.press("Tab")
        elif isinstance(part, Node):
            fill(terminal, part)
        else:
            for row in part.rows:
                fill(terminal, row)
            terminal.press("Tab")


def test_two_sections_are_filled_a_slip_is_mended_and_the_report_exported(terminal: Terminal, blank: Path) -> None:
    reference = load(SAMPLE).report
    terminal.shows("单位名称")
    for number in SECTIONS:
        fill(terminal, reference.section(number))
    terminal.shows("三、")

    terminal.press("C-l")
    terminal.shows("核对结果：全部部分")
    terminal.type("实际支出填")
    terminal.press("Enter")
    terminal.shows(f"{float(WRONG) + 1254.01:,.2f}万元，少")
    terminal.press("C-r")
    terminal.shows(f"{WRONG} 改为 {RIGHT}")

    terminal.press("C-s")
    terminal.shows("已保存")
    written = load(blank).report
    for number in SECTIONS:
        assert written.section(number).content() == reference.section(number).content()
    assert all(written.section(number).empty for number in range(3, 15))
    assert written.cell(SLIP).raw == RIGHT

    terminal.press("C-e")
    terminal.shows("Word 征求意见稿")
    terminal.press("Enter")
    terminal.shows(".docx")
    terminal.press("Enter")
    terminal.shows("已导出")
    (exported,) = blank.parent.glob("*.docx")
    assert exported.stat().st_size > 5_000
    terminal.press("C-q")
    terminal.shows("code=0")
    assert terminal.keys <= MOST_KEYS * terminal.needed, (terminal.keys, terminal.needed)

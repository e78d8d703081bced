"""A command that works for longer than a second says so on the terminal, and Ctrl+C ends it at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import xlsxwriter

from tests.benchmarks.pty import Terminal
from tests.model.drafting import SMALL

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
SENTENCE = "基本支出30万元，项目支出60万元，合计90万元。\n"


@pytest.mark.parametrize("command", ["scan", "check"])
def test_what_is_checked_is_said_until_it_is_done_or_ended(tmp_path: Path, command: str) -> None:
    name = "大报告.txt" if command == "scan" else "大草稿.toml"
    path = tmp_path / name
    rows = "".join(f'[[implementation.measures]]\ntext = """\n{SENTENCE * 1_100}"""\n' for _ in range(10))
    path.write_text(SENTENCE * 11_000 if command == "scan" else "schema = 2\n" + rows, encoding="utf-8")
    with Terminal([sys.executable, "-m", "tui", command, path], folder=ROOT) as run:
        run.shows(f"正在核对 {name}（")
        run.shows("秒，按 Ctrl+C 停止）")
        run.output = b""
        run.send("\x03")
        run.shows("已中断")
        assert b"Traceback" not in run.output


def test_a_long_table_that_was_read_is_waited_for_in_words(tmp_path: Path) -> None:
    table = tmp_path / "明细.xlsx"
    with xlsxwriter.Workbook(table, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["收入支出决算总表"])
        sheet.write_row(1, 0, ["部门：某局", "单位：万元"])
        sheet.write_row(2, 0, ["项目", "行次", "决算数"])
        for number in range(3, 60_000):
            sheet.write_row(number, 0, (f"第{number}项支出", number, number + 0.25))
    with Terminal([sys.executable, "-m", "tui", "import", "--dry-run", SMALL, table], folder=ROOT) as run:
        run.shows("正在从读到的表里找草稿要的数（")
        run.send("\x03")
        run.shows("已中断")

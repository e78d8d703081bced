"""A terminal that sends another encoding than UTF-8 does not close the form, and what is UTF-8 comes in whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from model.drafts.draft import load
from tests.benchmarks.pty import Terminal

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")


@pytest.mark.parametrize(
    ("sent", "comes"),
    [
        ("中文".encode("gbk") + "甲".encode(), "甲"),
        (b"\xff" + "甲".encode(), "甲"),
        ("子丑".encode() + b"\xff" + "寅卯".encode(), "子丑寅卯"),
        (b"\x1b[200~" + "子丑".encode() + b"\xff\xfe" + "寅卯".encode() + b"\x1b[201~", "子丑寅卯"),
        (b"\x1b[200~" + ("子丑" * 1500).encode() + b"\xff" + "寅卯".encode() + b"\x1b[201~", "子丑" * 1500 + "寅卯"),
    ],
    ids=["gbk", "a byte", "within", "pasted", "much pasted"],
)
def test_bytes_that_are_no_utf8_are_dropped_and_all_else_comes_in(draft: Path, sent: bytes, comes: str) -> None:
    before = load(draft).report.cell("overview.unit").raw
    with Terminal([sys.executable, "-m", "tui", draft], folder=ROOT) as form:
        form.first_paint("单位名称")
        form.send(sent)
        form.shows("终端发来的不是")
        form.send("\x13")
        form.shows("已保存")
        form.send("巳")
        form.shows("巳")
    assert load(draft).report.cell("overview.unit").raw == before + comes


@pytest.mark.parametrize(
    ("sent", "comes"),
    [
        ("，学院".encode("gbk"), "，学院"),
        ("学".encode("gbk") + b"\xff\x1b[200~" + "子丑".encode("gbk") + b"\x1b[201~", "学子丑"),
    ],
    ids=["typed", "a byte, and pasted"],
)
def test_a_terminal_of_gbk_is_read_as_such(
    draft: Path, sent: bytes, comes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "gbk")
    before = load(draft).report.cell("overview.unit").raw
    with Terminal([sys.executable, "-m", "tui", draft], folder=ROOT) as form:
        form.first_paint("单位名称".encode("gbk"))
        for at in range(len(sent)):
            form.send(sent[at : at + 1])
        form.shows(comes[-1].encode("gbk"))
        form.output = b""
        form.send("\x13")
        form.shows("已保存".encode("gbk"))
    assert load(draft).report.cell("overview.unit").raw == before + comes


def test_a_letter_that_comes_in_parts_is_whole_and_nothing_is_told(draft: Path) -> None:
    with Terminal([sys.executable, "-m", "tui", draft], folder=ROOT) as form:
        form.first_paint("单位名称")
        first, second, third = ("酉".encode()[at : at + 1] for at in range(3))
        for part in (first, second, third):
            form.send(part)
            form.wait(0.05)
        form.shows("酉")
        form.wait(0.3)
        assert "终端发来".encode() not in form.output


@pytest.mark.parametrize(
    ("sent", "comes"),
    [
        (["\x1b[200~AA\x1b[31mBB\x11CC\x1b[201~"], "AABBCC"),
        (["\x1b[200~AA\x1b", "[31", "mBB\x1b[20", "1~CC"], "AABBCC"),
        (["甲\x1b1\x1b[99~乙"], "甲1乙"),
        (["\x1b[O甲\x1b[I乙"], "甲乙"),
        (["\x1b[O", "WXYZ"], "WXYZ"),
    ],
    ids=["pasted", "pasted in parts", "behind Esc", "back again", "away"],
)
def test_nothing_that_was_not_pressed_is_a_key_and_no_key_is_lost(draft: Path, sent: list[str], comes: str) -> None:
    before = load(draft).report.cell("overview.unit").raw
    with Terminal([sys.executable, "-m", "tui", draft], folder=ROOT) as form:
        form.first_paint("单位名称")
        for part in sent:
            form.send(part)
            form.wait(0.05)
        form.shows(comes[-1])
        form.output = b""
        form.send("\x13")
        form.shows("已保存")
    assert load(draft).report.cell("overview.unit").raw == before + comes


def test_a_paste_whose_end_does_not_come_is_told_and_the_keys_work_again(draft: Path) -> None:
    before = load(draft).report.cell("overview.unit").raw
    with Terminal([sys.executable, "-m", "tui", draft], folder=ROOT) as form:
        form.first_paint("单位名称")
        form.send("\x1b[200~子丑\x11")
        form.shows("粘贴的内容没有收完")
        form.send("寅")
        form.shows("寅")
        form.output = b""
        form.send("\x13")
        form.shows("已保存")
    assert load(draft).report.cell("overview.unit").raw == f"{before}子丑寅"

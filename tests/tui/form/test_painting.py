"""What the terminal is sent never leaves half a Chinese character standing."""

from __future__ import annotations

import os
import random
import re
import sys
from codecs import getincrementaldecoder
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.benchmarks.pty import Terminal
from tests.tui.driving import NARROW, WIDE

ROOT = Path(__file__).parents[3]
PAGES, ARROWS = ("\x1b[6~", "\x1b[5~"), ("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F")
OFTEN = (*ARROWS, *PAGES, "\r", "\t", "\x1b[Z", "\x7f", "\x1b[3~")
SELDOM = ("\x1bOQ", "\x1b[20~", "\x1a", "\x19", "\x1b[15~", "\x1b[17~", "\x1b[19~", "\x04", "\x12", "\x07", "\x1bOS")
WINDOWS = ("\x1bOP", "\x0c", "\x10", "\x05", "\x1bOR")
MARKS = "123.,无文字好"
PIECES = re.compile(
    r"\x1b\[(\d+);(\d+)H|\x1b\[[?>=<]?[\d;:]*[ $]?[a-zA-Z@`{|}~]"
    r"|\x1b[\]P_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>78()][B0]?|[\r\n\x07]"
    r"|([^\x1b\r\n\x07]+)"
)
BROKEN_OFF = re.compile(r"\x1b(?:\[[?>=<]?[\d;:]*[ $]?|[\]P_][^\x07\x1b]*\x1b?|[()])?$")
"""A sequence whose end has not come yet."""


class Cells:
    """The cells of a terminal; ``torn`` are those in which half of a wide letter was written over."""

    def __init__(self, width: int, height: int) -> None:
        self.rows = [[" "] * width for _ in range(height)]
        self.torn: set[tuple[int, int]] = set()
        self.x = self.y = 0
        self._rest = ""

    def feed(self, sent: str) -> None:
        """Take what is sent: moves and letters count, looks and modes do not; a sequence may come in two pieces."""
        sent = self._rest + sent
        broken_off = BROKEN_OFF.search(sent)
        self._rest = broken_off[0] if broken_off is not None else ""
        sent = sent.removesuffix(self._rest)
        for piece in PIECES.finditer(sent):
            row, column, text = piece.groups()
            if row:
                self.y, self.x = int(row) - 1, int(column) - 1
            for letter in text or ():
                self._put(letter)

    def _put(self, letter: str) -> None:
        wide, row, x = cell_len(letter), self.rows[self.y], self.x
        end = min(x + wide, len(row))
        if x < end and row[x] == "":
            self._tear(x - 1)
        if end < len(row) and row[end] == "":
            self._tear(end)
        for at in range(x, end):
            row[at] = letter if at == x else ""
            self.torn.discard((at, self.y))
        self.x += wide

    def _tear(self, x: int) -> None:
        self.rows[self.y][x] = " "
        self.torn.add((x, self.y))


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_no_key_leaves_half_a_character_on_the_screen(draft: Path, size: tuple[int, int]) -> None:
    dice = random.Random(size[0])
    cells, decoder = Cells(*size), getincrementaldecoder("utf-8")("replace")
    with Terminal([sys.executable, "-m", "tui", draft], *size, folder=ROOT) as form:
        form.first_paint("单位名称")
        form.wait(0.8)
        cells.feed(decoder.decode(form.output))
        pressed: list[str] = []
        for _ in range(120):
            keys = dice.choices((OFTEN, SELDOM, MARKS, WINDOWS), (8, 4, 5, 1))[0]
            key = dice.choice(keys)
            form.output = b""
            for one in (key, *(["\x1b"] if key in WINDOWS else [])):
                pressed.append(one)
                form.send(one)
                form.wait(0.06)
            cells.feed(decoder.decode(form.output))
            for _ in range(40):  # on a busy machine the picture may still be on its way
                if cells.torn:
                    form.output = b""
                    form.wait(0.5)
                    cells.feed(decoder.decode(form.output))
            assert not cells.torn, f"{sorted(cells.torn)[:5]} after {pressed[-6:]!r}"


def test_half_a_wide_letter_written_over_is_torn_until_it_is_written_anew() -> None:
    cells = Cells(6, 1)
    cells.feed("\x1b[1;1H部门")
    assert not cells.torn
    cells.feed("\x1b[1;2Hx")
    assert cells.torn == {(0, 0)}
    cells.feed("\x1b[1;1H部x")
    assert cells.torn == {(3, 0)}
    cells.feed("\x1b[1;4H ")
    assert not cells.torn


def test_a_move_that_comes_in_two_pieces_is_a_move() -> None:
    whole, parted = Cells(6, 2), Cells(6, 2)
    whole.feed("\x1b[2;3H部\x1b[0m门")
    for piece in ("\x1b", "[2;", "3", "H部\x1b[", "0m门"):
        parted.feed(piece)
    assert parted.rows == whole.rows

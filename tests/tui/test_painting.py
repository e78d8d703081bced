"""What the terminal has been sent, line by line, is what a full picture of the screen would be."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual import events
from textual._compositor import CompositorUpdate

from tests.tui.driving import NARROW, WIDE, opened

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from tests.tui.driving import Driver

OFTEN = ("down", "up", "enter", "tab", "shift+tab", "right", "left", "backspace", "delete", "pagedown", "pageup")
SELDOM = ("f2", "f9", "ctrl+z", "ctrl+y", "f5", "f6", "f8", "ctrl+d", "ctrl+r", "ctrl+g", "f4", "escape", "home", "end")
WINDOWS = ("f1", "ctrl+l", "ctrl+p", "ctrl+e", "f3")
MARKS = "123.,无文字好"
PIECES = re.compile(r"\x1b\[(\d+);(\d+)H|(\x1b\[[\d;]*m)|(\n)|([^\x1b\n]+)")
RESET = "\x1b[0m"


class Terminal:
    """The cells of a terminal, each with its look. Half of a wide letter written over takes the other half along."""

    def __init__(self, width: int, height: int) -> None:
        self.rows = [[(" ", RESET)] * width for _ in range(height)]

    def feed(self, sent: str) -> None:
        """Take what is sent: moves, looks and letters, nothing else."""
        x = y = end = 0
        look = RESET
        for piece in PIECES.finditer(sent):
            assert piece.start() == end, f"not understood: {sent[end : piece.start()]!r}"
            end = piece.end()
            row, column, style, newline, text = piece.groups()
            if row:
                y, x = int(row) - 1, int(column) - 1
            elif style:
                look = style
            elif not newline:
                for letter in text:
                    x += self._put(x, y, letter, look)
        assert end == len(sent), f"not understood: {sent[end:]!r}"

    def _put(self, x: int, y: int, letter: str, look: str) -> int:
        wide = cell_len(letter)
        row = self.rows[y]
        assert x + wide <= len(row), f"{letter!r} beyond the edge of line {y}"
        if wide and row[x][0] == "":
            row[x - 1] = (" ", row[x - 1][1])
        if wide and x + wide < len(row) and row[x + wide][0] == "":
            row[x + wide] = (" ", row[x + wide][1])
        if wide:
            row[x] = (letter, look)
        if wide == 2:
            row[x + 1] = ("", look)
        return wide

    def line(self, y: int) -> str:
        """The letters of a line."""
        return "".join(letter for letter, _look in self.rows[y])


def watch(form: Driver, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal that is sent what the app displays from now on; without a terminal the app displays nothing."""
    app, terminal = form.app, Terminal(*size)

    def display(_screen: Screen[object], update: object) -> None:
        if update is not None and not app._batch_count:
            assert isinstance(update, CompositorUpdate)
            terminal.feed(update.render_segments(app.console))

    monkeypatch.setattr(app, "_display", display)
    return terminal


def compare(form: Driver, terminal: Terminal, size: tuple[int, int], pressed: list[str]) -> None:
    """The cells of ``terminal`` are those of a full picture."""
    whole = Terminal(*size)
    whole.feed(form.screen._compositor.render_full_update().render_segments(form.app.console))
    for y, row in enumerate(whole.rows):
        said = f"line {y} after {' '.join(pressed[-8:])}:\nseen {terminal.line(y)}\nmeant {whole.line(y)}"
        assert terminal.rows[y] == row, said


async def press(form: Driver, key: str) -> None:
    """Press a key and wait until nothing is left to be painted."""
    form.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await settled(form)


async def settled(form: Driver) -> None:
    """Until nothing is left to be painted."""
    for _ in range(50):
        await form.pilot.pause(0.005)
        screen = form.app.screen
        if not screen._dirty_widgets and not screen._layout_required and not screen._compositor._dirty_regions:
            return


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_the_terminal_shows_after_every_key_what_a_full_picture_would(
    draft: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(size[0])
    async with opened(draft, size) as form:
        await form.pilot.pause(0.5)
        terminal = watch(form, size, monkeypatch)
        form.app.screen.refresh()
        await settled(form)
        pressed: list[str] = []
        compare(form, terminal, size, pressed)
        for _ in range(300):
            keys = dice.choices((OFTEN, SELDOM, MARKS, WINDOWS), (8, 5, 5, 1))[0]
            pressed.append(dice.choice(keys))
            await press(form, pressed[-1])
            while form.app.screen is not form.screen:  # a window: what it leaves behind is what counts
                await press(form, "escape")
            compare(form, terminal, size, pressed)


def test_half_a_wide_letter_written_over_is_gone() -> None:
    terminal = Terminal(4, 1)
    terminal.feed("\x1b[1;1H部门\x1b[1;2Hx")
    assert terminal.line(0) == " x门"

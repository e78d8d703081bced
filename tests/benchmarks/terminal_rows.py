"""The form in a terminal, from the key to the last byte that it changes, against the least app that does the same."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.process_rows import ROOT, SAMPLE
from tests.benchmarks.pty import Terminal
from tests.benchmarks.timing import Pair, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.timing import Sampler

OURS = "部门概况"
FIGURE = "83042.17"
PAGE_DOWN, DOWN, BACKSPACE = "\x1b[6~", "\x1b[B", "\x7f"


def floor(name: str) -> Terminal:
    """The least app called ``name``, started."""
    return Terminal([sys.executable, "-m", "tests.benchmarks.floors", name], folder=ROOT)


@contextmanager
def sample() -> Iterator[Sequence[str]]:
    """The command that opens a copy of the sample, with nothing kept between runs."""
    with TemporaryDirectory() as folder:
        draft = shutil.copy(ROOT / SAMPLE, Path(folder, "draft.toml"))
        yield [sys.executable, "-m", "tui", str(draft)]


@contextmanager
def painting() -> Iterator[Pair]:
    """Both started anew for each measurement."""

    def first(terminal: Terminal, text: str) -> float:
        with terminal:
            return terminal.first_paint(text)

    with sample() as command:
        yield Pair(lambda: first(floor("paint"), "ready"), lambda: first(Terminal(command, folder=ROOT), OURS))


@contextmanager
def typing() -> Iterator[Pair]:
    """A figure of the largest section typed and taken out again, so that findings come and go with each key."""
    with both("key") as (least, form):
        reach_figure(form)
        keys = (*FIGURE, *[BACKSPACE] * len(FIGURE))
        yield Pair(pressing(least, *keys), pressing(form, *keys))


def reach_figure(form: Terminal) -> None:
    """Go to the first amount of the largest section."""
    for key in (*[PAGE_DOWN] * 6, *[DOWN] * 4):
        form.press(key)


@contextmanager
def switching() -> Iterator[Pair]:
    """The next section shown, around all of them."""
    with both("sections") as (least, form):
        yield Pair(pressing(least, PAGE_DOWN), pressing(form, *[PAGE_DOWN] * 9, *["\x1b[5~"] * 9))


@contextmanager
def remembering() -> Iterator[Pair]:
    """What both hold after two hundred switches of section."""
    with both("sections") as (least, form):
        for key in [*[PAGE_DOWN] * 9, *["\x1b[5~"] * 9] * 11:
            least.press(key, 0.02)
            form.press(key, 0.02)
        yield Pair(least.memory, form.memory)


@contextmanager
def exporting() -> Iterator[Pair]:
    """The slowest of twenty keys while nothing else happens, and while the report is written to Word."""
    with sample() as command, Terminal(command, folder=ROOT) as form:
        form.first_paint(OURS)
        form.wait(1.0)
        reach_figure(form)
        keys = cycle((*FIGURE, *[BACKSPACE] * len(FIGURE)))

        def slowest() -> float:
            # Little quiet between keys: the word that the export is done must not be taken for the answer to a key.
            return sorted(form.press(next(keys), 0.015) for _ in range(20))[18]

        def beside_an_export() -> float:
            form.press("\x05", 0.2)  # Ctrl+E, the copy for comment, the place proposed
            form.press("\r", 0.2)
            form.press("\r", 0.01)
            return slowest()

        yield Pair(slowest, beside_an_export)


@contextmanager
def both(name: str) -> Iterator[tuple[Terminal, Terminal]]:
    """The least app and the form side by side, both at rest."""
    with sample() as command, floor(name) as least, Terminal(command, folder=ROOT) as form:
        least.first_paint("ready")
        form.first_paint(OURS)
        least.wait(1.0)
        form.wait(1.0)
        yield least, form


def pressing(terminal: Terminal, *keys: str) -> Sampler:
    """A sampler that presses the keys one after the other, around and around."""
    turn = cycle(keys)
    return lambda: terminal.press(next(turn))


ROWS = (
    Row("paint", "start to first paint", "minimal app", 1.5, painting, 9),
    Row("key", "key to all changed bytes", "bare Input", 2.5, typing, 40),
    Row("switch", "switch of section", "line-drawn form", 3, switching, 36),
    Row("export-typing", "p95 of keys during an export", "at rest", 2, exporting, 15),
    Row("memory", "memory after 200 switches", "drawn form", 1.3, remembering, 1, "MiB"),
)

"""The form in a terminal, from the key to the last byte that it changes, against the least app that does the same.

What is counted is the processor time of the form: on a machine that does nothing else it is what the clerk waits.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.large_drafts import large_draft
from tests.benchmarks.process_rows import ROOT, SAMPLE
from tests.benchmarks.pty import Terminal
from tests.benchmarks.timing import Pair, Row, budget, late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from tests.benchmarks.timing import Sampler

OURS = "部门概况"
FIGURE = "83042.17"
PAGE_DOWN, DOWN, BACKSPACE, SAVE, F9 = "\x1b[6~", "\x1b[B", "\x7f", "\x13", "\x1b[20~"
PAGE_UP, END = "\x1b[5~", "\x1b[1;5F"
TO_PROJECTS = ("\x10", "附表3", "\r")
"""Ctrl+P: by name."""
FRAME = 0.016


def floor(name: str) -> Terminal:
    """The least app called ``name``, started."""
    return Terminal([sys.executable, "-m", "tests.benchmarks.floors", name], folder=ROOT)


@contextmanager
def sample(projects: int = 0) -> Iterator[Sequence[str]]:
    """The command that opens a copy of the sample, or a draft with so many projects, with nothing kept between runs."""
    with TemporaryDirectory() as folder:
        draft = Path(folder, "draft.toml")
        draft.write_text(large_draft(projects) if projects else (ROOT / SAMPLE).read_text("utf-8"), encoding="utf-8")
        yield [sys.executable, "-m", "tui", str(draft)]


@contextmanager
def painting() -> Iterator[Pair]:
    """Both started anew for each measurement."""

    def first(terminal: Terminal, text: str) -> float:
        with terminal:
            terminal.first_paint(text)
            return terminal.processor_time()

    with sample() as command:
        yield Pair(lambda: first(floor("paint"), "ready"), lambda: first(Terminal(command, folder=ROOT), OURS))


def typing(projects: int = 0) -> Callable[[], AbstractContextManager[Pair]]:
    """A figure typed and taken out again, so that findings come and go with each key: of the largest section, or of a
    project in annex 3.
    """

    @contextmanager
    def prepare() -> Iterator[Pair]:
        with both("key", projects) as (least, form):
            if projects:
                reach_project(form)
            else:
                reach_figure(form)
            keys = (*FIGURE, *[BACKSPACE] * len(FIGURE))
            yield Pair(pressing(least, *keys), pressing(form, *keys))

    return prepare


def late_keys(projects: int = 0) -> Callable[[], AbstractContextManager[Pair]]:
    """The same keys against a frame."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        with typing(projects)() as (_, ours):
            yield Pair(budget(FRAME), ours)

    return prepare


def reach_figure(form: Terminal) -> None:
    """Go to the first amount of the largest section."""
    for key in (*[PAGE_DOWN] * 6, *[DOWN] * 4):
        form.press(key)


def reach_project(form: Terminal) -> None:
    """Go to an amount of the first project in annex 3."""
    for key in (*TO_PROJECTS, *[DOWN] * 4):
        form.press(key)


def turning(projects: int) -> Callable[[], AbstractContextManager[Pair]]:
    """From the end of annex 2 to annex 3, against what is not felt."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        with sample(projects) as command, at_rest(command) as form:
            for key in (*TO_PROJECTS, PAGE_UP, END):
                form.press(key)
            form.rest()

            def there() -> float:
                form.press(PAGE_DOWN)  # the annex is long: its end is told first
                spent = form.work(PAGE_DOWN)
                form.press(PAGE_UP)
                return spent

            yield Pair(budget(0.050), there)

    return prepare


def beside(projects: int, key: str, seconds: float) -> Callable[[], AbstractContextManager[Pair]]:
    """The slowest of the keys typed right after ``key``, in a form just started."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        def once() -> float:
            with sample(projects) as command, at_rest(command) as form:
                reach_project(form)
                form.press("7")
                form.send(key)
                return max(waited(form, digit) for digit in FIGURE)

        yield Pair(budget(seconds), once)

    return prepare


def waited(form: Terminal, key: str) -> float:
    """How long the clerk waits for the last byte of ``key``, while another thread of the form is at work, too."""
    before = form.clock()
    # What the form says meanwhile must not be taken for the answer to a key: it has come after so long a quiet.
    try:
        form.press(key, 0.1)
    except TimeoutError:
        return 0.0  # it was drawn together with what the form said
    return form.clock() - before - 0.1


@contextmanager
def switching() -> Iterator[Pair]:
    """The next section shown, around all of them."""
    with both("sections") as (least, form):
        yield Pair(pressing(least, PAGE_DOWN), pressing(form, *[PAGE_DOWN] * 9, *[PAGE_UP] * 9))


@contextmanager
def remembering() -> Iterator[Pair]:
    """What both hold after two hundred switches of section."""
    with both("sections") as (least, form):
        for key in [*[PAGE_DOWN] * 9, *[PAGE_UP] * 9] * 11:
            least.press(key, 0.02)
            form.press(key, 0.02)
        yield Pair(least.memory, form.memory)


@contextmanager
def exporting() -> Iterator[Pair]:
    """The slowest of twenty keys while nothing else happens, and while the report is written to Word."""
    with sample() as command, at_rest(command) as form:
        reach_figure(form)
        keys = cycle((*FIGURE, *[BACKSPACE] * len(FIGURE)))

        def slowest() -> float:
            # Little quiet between keys: the word that the export is done must not be taken for the answer to a key.
            return late([form.work(next(keys), 0.015) for _ in range(20)])

        def beside_an_export() -> float:
            form.press("\x05", 0.2)  # Ctrl+E, the copy for comment, the place proposed
            form.press("\r", 0.2)
            form.press("\r", 0.01)
            return slowest()

        yield Pair(slowest, beside_an_export)


@contextmanager
def both(name: str, projects: int = 0) -> Iterator[tuple[Terminal, Terminal]]:
    """The least app and the form side by side, both at rest."""
    with sample(projects) as command, floor(name) as least, at_rest(command) as form:
        least.first_paint("ready")
        least.wait(1.0)
        yield least, form


@contextmanager
def at_rest(command: Sequence[str]) -> Iterator[Terminal]:
    """The form, started, its first picture and what comes after it done."""
    with Terminal(command, folder=ROOT) as form:
        form.first_paint(OURS)
        form.wait(1.0)
        form.press(DOWN, 0.5)
        form.rest()
        yield form


def pressing(terminal: Terminal, *keys: str) -> Sampler:
    """A sampler of the work that a key makes: the keys are pressed one after the other, around and around."""
    turn = cycle(keys)
    return lambda: terminal.work(next(turn))


ROWS = (
    Row("paint", "start to first paint", "minimal app", 1.5, painting, 9),
    Row("key", "key to all changed bytes", "bare Input", 2.5, typing(), 40, of=median),
    Row("key-typed-1000", "the same, 1,000 projects", "bare Input", 2.5, typing(1000), 40, of=median),
    Row("key-late", "p95 of keys", "a frame", 1, late_keys(), 60, of=late),
    Row("key-300", "p95 of keys, 300 projects", "a frame", 1, late_keys(300), 60, of=late),
    Row("key-1000", "p95 of keys, 1,000 projects", "a frame", 1, late_keys(1000), 60, of=late),
    Row("switch", "switch of section", "line-drawn form", 3, switching, 36, of=median),
    Row("switch-300", "to annex 3, 300 projects", "50 ms", 1, turning(300), 12, of=median),
    Row("switch-1000", "the same, 1,000 projects", "50 ms", 1, turning(1000), 12, of=median),
    Row("save-300", "slowest key beside the first save", "200 ms", 1, beside(300, SAVE, 0.2), 2),
    Row("save-1000", "the same, 1,000 projects", "200 ms", 1, beside(1000, SAVE, 0.2), 2),
    Row("preview-300", "slowest key after F9, 300 projects", "200 ms", 1, beside(300, F9, 0.2), 2),
    Row("preview-1000", "the same, 1,000 projects", "200 ms", 1, beside(1000, F9, 0.2), 2),
    Row("export-typing", "p95 of keys during an export", "at rest", 2, exporting, 15, of=median),
    Row("memory", "memory after 200 switches", "drawn form", 1.3, remembering, 1, "MiB"),
)

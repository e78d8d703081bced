"""Many drafts and many reports checked in one run, and two processes against one."""

from __future__ import annotations

import io
import tomllib
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from exporters.compose import compose
from exporters.word import writer
from model.batch.check_many import CheckOrder, check_many
from model.batch.pools import Pool, Processes
from model.drafts.draft import parse
from tests.benchmarks.process_rows import IMPORT, run
from tests.benchmarks.timing import Pair, Row, clocked, spent
from tests.model.batch.batches import Here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.benchmarks.timing import Sampler

SAMPLES = Path(__file__).parents[2] / "samples"
DRAFTS, REPORTS = 100, 20
LOOPS = 30_000_000


@contextmanager
def reading() -> Iterator[Pair]:
    """From files to a line each and totals, a draft: what two processes work, halved.

    The clock would count what other programs do on the two processors; what is lost in sharing ``many-shared`` tells.
    """
    with TemporaryDirectory() as name:
        folder = drafts(Path(name))
        yield Pair(
            each(spent(lambda: _parse(folder)), DRAFTS), each(spent(lambda: _check(folder, Processes(2))), 2 * DRAFTS)
        )


@contextmanager
def scanning() -> Iterator[Pair]:
    """Reports in Word, beside a process that imports python-docx."""
    with TemporaryDirectory() as name:
        folder = reports(Path(name))
        yield Pair(spent(lambda: run(*IMPORT)), each(spent(lambda: _check(folder, Here())), REPORTS))


def sharing(make: Callable[[Path], Path]) -> Callable[[], AbstractContextManager[Pair]]:
    """What part of the time is left by two processes; beside it, what two loops that do nothing else leave."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        with TemporaryDirectory() as name:
            folder = make(Path(name))
            loops = clocked(lambda: _loop(1)), clocked(lambda: _loop(2))
            work = clocked(lambda: _check(folder, Here())), clocked(lambda: _check(folder, Processes(2)))
            yield Pair(lambda: loops[1]() / loops[0](), lambda: work[1]() / work[0]())

    return prepare


def drafts(folder: Path) -> Path:
    """Drafts of two kinds: a large department with many findings, and a small office with none."""
    texts = [(SAMPLES / name).read_bytes() for name in ("changsha-hrss-2022.toml", "small-bureau-2024.toml")]
    for number in range(DRAFTS):
        (folder / f"{number:03}.toml").write_bytes(texts[number % 2])
    return folder


def reports(folder: Path) -> Path:
    """Reports in Word of 25 pages."""
    first = folder / "000.docx"
    text = (SAMPLES / "changsha-hrss-2022.toml").read_text(encoding="utf-8")
    first.write_bytes(writer.content(compose(parse(text).report)))
    for number in range(1, REPORTS):
        copy(first, folder / f"{number:03}.docx")
    return folder


def each(sample: Sampler, count: int) -> Sampler:
    """``sample`` for one of ``count``."""
    return lambda: sample() / count


def _parse(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            tomllib.load(file)


def _check(folder: Path, pool: Pool) -> None:
    """Check all files of ``folder``, of which some have errors. Raises RuntimeError where one was not read."""
    said = io.StringIO()
    if (code := check_many(CheckOrder([str(folder)], pool=pool), out=said, err=said)) != 1:
        raise RuntimeError(f"the check ended with {code}: {said.getvalue().strip()[-300:]}")


def _loop(processes: int) -> None:
    with ProcessPoolExecutor(processes) as executor:
        list(executor.map(_count, [LOOPS // processes] * processes))


def _count(times: int) -> None:
    for _ in range(times):
        pass


ROWS = (
    Row("many", "check of many drafts by two processes, one", "tomllib", 2, reading, 3),
    Row("many-shared", "time left by two processes", "two busy loops", 1 / 0.9, sharing(drafts), 3, ""),
    Row("reports", "check of many reports, one", "import docx", 1.2, scanning, 3),
    Row("reports-shared", "time left by two processes", "two busy loops", 1 / 0.9, sharing(reports), 3, ""),
)

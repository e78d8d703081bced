"""Many drafts checked in one run, against reading the same files as TOML, and two processes against one."""

from __future__ import annotations

import io
import tomllib
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from model.batch.command import CheckOrder, check_many
from model.batch.pools import Pool, Processes
from tests.benchmarks.timing import Pair, Row, timed
from tests.model.batch.batches import Here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.benchmarks.timing import Sampler

SAMPLES = Path(__file__).parents[2] / "samples"
COUNT = 600


@contextmanager
def reading() -> Iterator[Pair]:
    """From files to a line each and totals, a draft."""
    with TemporaryDirectory() as name:
        folder = _drafts(Path(name))
        yield Pair(_each(lambda: _parse(folder)), _each(lambda: _check(folder, Processes(2))))


@contextmanager
def sharing() -> Iterator[Pair]:
    """The same work by one process and by two, the start of the processes included."""
    with TemporaryDirectory() as name:
        folder = _drafts(Path(name))
        yield Pair(_each(lambda: _check(folder, Here())), _each(lambda: _check(folder, Processes(2))))


def _drafts(folder: Path) -> Path:
    """Drafts of two kinds: a large department with many findings, and a small office with none."""
    texts = [(SAMPLES / name).read_bytes() for name in ("changsha-hrss-2022.toml", "small-bureau-2024.toml")]
    for number in range(COUNT):
        (folder / f"{number:03}.toml").write_bytes(texts[number % 2])
    return folder


def _each(work: Callable[[], None]) -> Sampler:
    sample = timed(work)
    return lambda: sample() / COUNT


def _parse(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            tomllib.load(file)


def _check(folder: Path, pool: Pool) -> None:
    assert check_many(CheckOrder([str(folder)], pool=pool), out=io.StringIO(), err=io.StringIO()) == 1


ROWS = (
    Row("many", "check of many drafts, two processes", "tomllib", 1.3, reading, 5),
    Row("many-shared", "the same by two processes", "by one", 1 / 1.9, sharing, 5),
)

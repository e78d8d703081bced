"""Two ways of doing one thing, measured in turn, so that a busy machine slows both alike."""

from __future__ import annotations

import gc
import resource
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    # One measurement: seconds (or MiB) that it took this time.
    Sampler = Callable[[], float]


class Pair(NamedTuple):
    """What a row compares: the least that the task can cost, or what it may cost, and what it costs here."""

    floor: Sampler
    ours: Sampler


def late(times: Sequence[float]) -> float:
    """The time that nineteen of twenty stay below."""
    return sorted(times)[int(0.95 * (len(times) - 1))]


@dataclass(frozen=True, slots=True)
class Row:
    """One operation: ``ours`` may cost ``target`` times the ``floor``.

    ``prepare`` makes what both need and cleans up after them. ``unit`` is "s", "MiB" or "" for plain numbers.
    ``of`` makes one figure of all measurements: the least, which another program of the machine disturbed the least,
    but for keys, where what the clerk feels is the median and the late ones.
    """

    name: str
    operation: str
    floor: str
    target: float
    prepare: Callable[[], AbstractContextManager[Pair]]
    rounds: int = 31
    unit: str = "s"
    of: Callable[[Sequence[float]], float] = min


class Result(NamedTuple):
    """The figures of a row."""

    row: Row
    floor: float
    ours: float

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor

    @property
    def verdict(self) -> str:
        """Whether the target is met."""
        return "met" if self.ratio <= self.row.target else "MISSED"


def measure(row: Row) -> Result:
    """Run ``row``: one unmeasured turn each, then floor, ours, floor, ours ..."""
    with row.prepare() as (floor, ours):
        floor(), ours()
        turns = [(floor(), ours()) for _ in range(row.rounds)]
    return Result(row, row.of([turn[0] for turn in turns]), row.of([turn[1] for turn in turns]))


def timed(work: Callable[[], object], times: int = 1) -> Sampler:
    """A sampler of the processor time that one ``work`` takes, averaged over ``times`` where one is too short.

    What the turn before left behind is cleared away first: the program opens a draft once, not after itself.
    """

    def sample() -> float:
        gc.collect()
        start = time.process_time()
        for _ in range(times):
            work()
        return (time.process_time() - start) / times

    return sample


def clocked(work: Callable[[], object]) -> Sampler:
    """A sampler of the time by the clock that one ``work`` takes: what waits for the disk or for other processes."""

    def sample() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return sample


def spent(work: Callable[[], object]) -> Sampler:
    """A sampler of the processor time that ``work`` takes here and in the processes that it starts and waits for."""

    def sample() -> float:
        start = _processor_time()
        work()
        return _processor_time() - start

    return sample


def budget(seconds: float) -> Sampler:
    """What an operation may take, where no smaller program does the like."""
    return lambda: seconds


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in used)

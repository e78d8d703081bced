"""A row of the table: two ways of doing one thing, measured in turn, so that a busy machine slows both alike."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    # One measurement: seconds (or MiB) that it took this time.
    Sampler = Callable[[], float]


class Pair(NamedTuple):
    """What a row compares: the least that the task can cost, and what it costs here."""

    floor: Sampler
    ours: Sampler


@dataclass(frozen=True)
class Row:
    """One operation: ``ours`` may cost ``target`` times the ``floor``.

    ``prepare`` makes what both need and cleans up after them. ``unit`` is "s" or "MiB".
    """

    name: str
    operation: str
    floor: str
    target: float
    prepare: Callable[[], AbstractContextManager[Pair]]
    rounds: int = 31
    unit: str = "s"


class Result(NamedTuple):
    """The medians of a row."""

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
    return Result(row, median(turn[0] for turn in turns), median(turn[1] for turn in turns))


def timed(work: Callable[[], object], times: int = 1) -> Sampler:
    """A sampler of the seconds that one ``work`` takes, averaged over ``times`` where one is too short to measure."""

    def sample() -> float:
        start = time.perf_counter()
        for _ in range(times):
            work()
        return (time.perf_counter() - start) / times

    return sample

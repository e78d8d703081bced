"""Pools of workers: processes of this machine; ``model.batch.cluster`` has those of other machines."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import active_children, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from threading import Thread
from typing import Final, Protocol

from model.batch.signals import as_at_first
from model.batch.work import start


class Pool(Protocol):
    """Gives executors: a new one after the last broke. ``width`` is how many chunks it works at side by side.

    ``patience``: the seconds after which a chunk, or a file alone, is given up; None for never.
    """

    width: int
    patience: float | None

    def open(self) -> Executor:
        """An executor ready for work."""

    def abandon(self) -> None:
        """End what is under way: nobody waits for it any more."""

    def close(self) -> None:
        """Let go of what the pool itself holds, after the last executor was shut down."""


_A_PROCESSOR: Final = 4


class Processes:
    """``width`` processes of this machine, each made ready once; ``context`` says how they start.

    There are at most four for each processor: more gain nothing, and thousands would take all memory.

    Also a handful of files is read in such a process: one that is stuck in a library hears of no time limit, and can
    only be ended from outside.
    """

    patience: float | None = 60

    def __init__(self, width: int, context: BaseContext | None = None) -> None:
        self.width = min(width, _A_PROCESSOR * processors())
        self._context = context
        self._others = {process.pid for process in active_children()}

    def open(self) -> Executor:
        """A pool of processes."""
        return ProcessPoolExecutor(self.width, mp_context=self._context, initializer=_ready)

    def abandon(self) -> None:
        """End the processes, whatever they are stuck in."""
        for process in active_children():
            if process.pid not in self._others:
                process.kill()

    def close(self) -> None:
        """Nothing to let go of."""


def _ready() -> None:
    """Make a process ready for work, and let it end with the one that gives it work, however that ended."""
    start()
    as_at_first()
    parent = parent_process()
    if parent is not None:
        _die_with(parent.sentinel)
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _die_with(sentinel: int) -> None:
    """Let the system end this process when the other end of the pipe goes: where it is stuck, no thread of it runs."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            signal.signal(signal.SIGIO, signal.SIG_DFL)
            fcntl.fcntl(sentinel, fcntl.F_SETOWN, os.getpid())
            fcntl.fcntl(sentinel, fcntl.F_SETFL, fcntl.fcntl(sentinel, fcntl.F_GETFL) | os.O_ASYNC)


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Windows and macOS do not tell
        return os.cpu_count() or 1

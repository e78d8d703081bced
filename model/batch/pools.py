"""Where the work is done: in this process, in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from importlib import import_module
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol

from model.batch.signals import as_at_first
from model.batch.work import start
from model.errors import ZipingError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import BaseContext


class Pool(Protocol):
    """Gives executors: a new one after the last broke. ``width`` is how many chunks it works at side by side."""

    width: int

    def open(self) -> Executor:
        """An executor ready for work."""

    def close(self) -> None:
        """Let go of what the pool itself holds, after the last executor was shut down."""


class Here:
    """This process, one file after the other: for a handful of files, and for one processor."""

    width = 1

    def open(self) -> Executor:
        """An executor that has done the work when ``submit`` returns."""
        return _Immediate()

    def close(self) -> None:
        """Nothing to let go of."""


class Processes:
    """``width`` processes of this machine, each made ready once; ``context`` says how they start."""

    def __init__(self, width: int, context: BaseContext | None = None) -> None:
        self.width = width
        self._context = context

    def open(self) -> Executor:
        """A pool of processes."""
        return ProcessPoolExecutor(self.width, mp_context=self._context, initializer=_ready)

    def close(self) -> None:
        """Nothing to let go of."""


class Cluster:
    """The workers of the Dask scheduler at ``address``; they must see the files under the same paths.

    Raises ZipingError where the extra is not installed or nobody answers.
    """

    def __init__(self, address: str, timeout: float = 30) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError:
            raise ZipingError("--dask 需要另装：pip install 'ziping[cluster]'") from None
        try:
            # A client that fails over its address hangs for a minute when it is released: the address goes first.
            import_module("distributed.comm").resolve_address(address)
            self._client = distributed.Client(address, timeout=timeout, set_as_default=False)
            found = sum(self._client.nthreads().values())
        except (OSError, TimeoutError, ValueError) as error:
            raise ZipingError(f"连不上 Dask 集群 {address}（{error}），请检查地址，调度器是否已启动") from None
        if not found:
            self._client.close()
            raise ZipingError(f"Dask 集群 {address} 没有工作进程，请先启动 dask worker")
        self.width = found

    def open(self) -> Executor:
        """The cluster as an executor; a file is tried once, since a check gives the same result each time."""
        executor: Executor = self._client.get_executor(pure=False, retries=0)
        return executor

    def close(self) -> None:
        """Hang up."""
        self._client.close()


class _Immediate(Executor):
    """Does the work in ``submit``."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _ready() -> None:
    """Make a process ready for work, and let it end with the one that gives it work, however that ended."""
    start()
    as_at_first()
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Windows and macOS do not tell
        return os.cpu_count() or 1

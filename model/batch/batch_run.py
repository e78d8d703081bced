"""Hands files to a pool, a window at a time, and gives back the outcomes in the order of the files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice
from math import inf
from typing import Final

from model.batch.checked import Checked
from model.batch.pools import Pool
from model.batch.results_file import ResultsFile
from model.batch.search import Source
from model.batch.signals import held
from model.batch.work import check_chunk, failed
from model.errors import ZipingError

CHUNK: Final = 10
"""Files handed to a worker at a time: some fifty milliseconds of work, against which the handing over is nothing."""

_TICK: Final = 1.0

AHEAD: Final = 3
"""Chunks under way or waiting for each worker."""

LOST: Final = 20
"""Files lost one after the other that tell that the pool is at fault, not the files."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    known: list[Checked | None]
    todo: list[Source]
    executor: Executor
    future: Future[list[Checked]] | None


class BatchRun:
    """One pass over many files. ``record`` tells what was found before and keeps the rest; ``located``: with lines.
    ``tick`` is called each second in which nothing comes.

    A file that ends its worker, or is still not done when the pool has no patience left, costs one outcome "crashed":
    the pool is opened anew, the files of the chunk are tried one by one. Nothing is held but the chunks of the window.
    """

    def __init__(
        self,
        pool: Pool,
        *,
        located: bool = False,
        record: ResultsFile | None = None,
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        self._pool = pool
        self._located = located
        self._record = record
        self._tick = tick
        self._executor = pool.open()
        self._lost = 0

    def outcomes(self, sources: Iterable[Source]) -> Generator[Checked, None, None]:
        """The outcome for each of ``sources``. Raises ZipingError when the pool itself is lost."""
        waiting: deque[_Chunk] = deque()
        left = iter(sources)
        complete = False
        try:
            while chunk := list(islice(left, CHUNK)):
                waiting.append(self._hand_over(chunk))
                if len(waiting) >= self._pool.width * AHEAD:
                    yield from self._taken(waiting.popleft())
            while waiting:
                yield from self._taken(waiting.popleft())
            complete = True
        finally:
            if not complete:
                self._pool.abandon()
            self._executor.shutdown(wait=True)
            self._pool.close()

    def _hand_over(self, chunk: list[Source]) -> _Chunk:
        known = [self._record.find(source) if self._record is not None else None for source in chunk]
        todo = [source for source, outcome in zip(chunk, known, strict=True) if outcome is None]
        if not todo:
            return _Chunk(known, todo, self._executor, None)
        try:
            future = self._submit(todo)
        except BrokenExecutor:  # it broke while nobody looked: what was under way is tried again when it is taken
            self._renew(self._executor)
            future = self._submit(todo)
        return _Chunk(known, todo, self._executor, future)

    def _submit(self, sources: list[Source]) -> Future[list[Checked]]:
        with held():
            return self._executor.submit(check_chunk, sources, self._located)

    def _taken(self, chunk: _Chunk) -> Iterator[Checked]:
        fresh = iter(self._fresh(chunk))
        for known in chunk.known:
            outcome = known if known is not None else next(fresh)
            if known is None and self._record is not None:
                self._record.add(outcome)
            yield outcome
        if self._record is not None:
            self._record.flush()

    def _fresh(self, chunk: _Chunk) -> Iterable[Checked]:
        if chunk.future is None:
            return ()
        try:
            outcome = self._result(chunk.future, chunk.executor)
        except Exception:  # the worker died or was given up, or what it sent back did not arrive
            return map(self._alone, chunk.todo)
        self._lost = 0
        return outcome

    def _alone(self, source: Source) -> Checked:
        executor = self._executor
        try:
            (outcome,) = self._result(self._submit([source]), executor)
        except Exception as error:
            self._lost += 1
            if self._lost >= LOST:
                raise ZipingError(f"接连 {LOST} 份没有核对成，请检查内存或集群，再运行一次") from error
            return failed(source, error)
        self._lost = 0
        return outcome

    def _result(self, future: Future[list[Checked]], executor: Executor) -> list[Checked]:
        """What ``executor`` answers; where it broke, or is stuck, there is a new one when this raises."""
        left = inf if self._pool.patience is None else self._pool.patience
        while not wait([future], min(_TICK, left)).done:
            self._tick()
            left -= _TICK
            if left <= 0:
                self._pool.abandon()
                self._renew(executor)
                raise TimeoutError(f"{self._pool.patience} 秒还没有核对完")
        try:
            return future.result()
        except BrokenExecutor:
            self._renew(executor)
            raise

    def _renew(self, broken: Executor) -> None:
        """A new executor for the one that broke, unless another chunk of it brought one already."""
        if broken is self._executor:
            broken.shutdown(wait=False)
            self._executor = self._pool.open()

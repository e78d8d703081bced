"""Has the workers of a Dask cluster check files. Only who asks for a cluster imports this: Dask takes long to load."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import astuple
from importlib import import_module
from threading import Thread
from typing import Any, Final

from model.batch.work import check_as_json, check_chunk, outcomes_of
from model.errors import ZipingError

ANSWER: Final = 10
"""Seconds in which a cluster has to answer at first."""


class Cluster:
    """The workers of the Dask scheduler at ``address``; they must see the files under the same paths.

    The cluster must be trusted: whoever can reach it may run programs on it, and Dask itself exchanges pickles. What is
    asked and answered are texts and numbers only, and no answer is believed unseen. ``say`` tells that it is called.

    Raises ZipingError where the extra is not installed or nobody answers.
    """

    patience: float | None = None  # others may use the cluster, too

    def __init__(self, address: str, say: Callable[[str], object]) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError:
            raise ZipingError("--dask 需要另装：在程序的文件夹里执行 pip install '.[cluster]'") from None
        say(f"正在连接 Dask 集群 {address}，最多等 {ANSWER} 秒（Ctrl+C 中断）")
        try:
            # A client that cannot connect hangs for half a minute when it is released: somebody has to answer first.
            _call(distributed, address)
            self._client = distributed.Client(address, timeout=ANSWER, set_as_default=False)
            found = sum(self._client.nthreads().values())
        except ValueError:
            raise ZipingError(f"连不上 Dask 集群 {address}：地址写得不对，样子如 tcp://192.168.1.5:8786") from None
        except OSError:
            raise ZipingError(f"连不上 Dask 集群 {address}：没有应答，请检查地址，调度器是否已启动") from None
        except Exception:  # whatever Dask makes of the words of another program
            raise ZipingError(f"连不上 Dask 集群 {address}：应答的不是 Dask 调度器，请检查地址") from None
        if not found:
            self._client.close()
            raise ZipingError(f"Dask 集群 {address} 没有工作进程，请先启动 dask worker")
        self.width = found

    def open(self) -> Executor:
        """The cluster as an executor; a file is tried once, since a check gives the same result each time."""
        self._remote = _Remote(self._client.get_executor(pure=False, retries=0))
        return self._remote

    def abandon(self) -> None:
        """Take back what was not begun; what the workers have begun they finish, and nobody listens."""
        self._remote.take_back()

    def close(self) -> None:
        """Hang up."""
        self._client.close()


def _call(distributed: Any, address: str) -> None:
    """Connect to a scheduler and hang up. Raises OSError where none answers, ValueError where that is no address.

    In a thread: Dask waits without end for the first word of one that takes the call and says nothing, and a signal
    that came while its loop runs would be told by a traceback.
    """
    answer: Future[None] = Future()

    async def call() -> None:
        rights = distributed.Security().get_connection_args("client")
        connection = await import_module("distributed.comm").connect(address, timeout=ANSWER, **rights)
        await connection.close()

    def work() -> None:
        try:
            answer.set_result(asyncio.run(call()))
        except Exception as error:
            answer.set_exception(error)

    Thread(target=work, daemon=True).start()
    answer.result(ANSWER + 1)


class _Remote(Executor):
    """Sends chunks to the ``cluster`` and reads its answers."""

    def __init__(self, cluster: Executor) -> None:
        self._cluster = cluster
        self._asked: set[Future[Any]] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert fn is check_chunk, "there is nothing else to do"
        sources, located = args
        asked = self._cluster.submit(check_as_json, [astuple(source) for source in sources], located)
        self._asked.add(asked)
        answer: Future[Any] = Future()
        answer.set_running_or_notify_cancel()

        def done(asked: Future[Any]) -> None:
            self._asked.discard(asked)
            try:
                answer.set_result(outcomes_of(sources, asked.result()))
            except BaseException as error:
                answer.set_exception(error)

        asked.add_done_callback(done)
        return answer

    def take_back(self) -> None:
        """Cancel what was asked and not begun."""
        for asked in list(self._asked):
            asked.cancel()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._cluster.shutdown(wait=wait)

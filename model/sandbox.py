"""Runs the readers of strangers' files in a process of their own, with limits of memory and time.

A file of a few kilobytes can ask for gigabytes, run for hours or make a reader end its whole process. In a process of
its own it costs one sentence. Time is that of the processor, where the system can limit it, so that a busy machine
refuses no file that an idle one reads. Only Linux limits memory for certain; Windows can limit neither so: there the
clock counts, and a file that passes the looks before it is read may take any memory until its seconds are over.
"""

from __future__ import annotations

import contextlib
import json
import math
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any, Final

from model.errors import ZipingError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SECONDS: Final = 10
MEGABYTES: Final = 240
_BUSY: Final = 1 if sys.platform == "win32" else 4
"""How often the clock may have passed the limit of time before work ends that waits for the processor, or for ever."""
_START: Final = 60  # a busy machine may take its time to start a process
_ANSWER: Final = 24 * 1024 * 1024
_LOOK: Final = 0.05
_LATE: Final = "{:g} 秒还没有读完"


class TooMuchError(ZipingError):
    """The work took more memory or time than it may have, or ended its process."""


class StoppedError(ZipingError):
    """The work was given up from outside."""


class FaultError(ZipingError):
    """The work told what is wrong with the file: the message is its sentence."""


def run(
    module: str,
    function: str,
    *arguments: str,
    stop: Callable[[], bool] = lambda: False,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Any:
    """What ``function`` of ``module`` returns for ``arguments``, as plain data (what JSON can hold).

    It may use ``megabytes`` of memory beside those of the interpreter and ``seconds`` of the processor, where the
    system can limit them. ``stop`` is asked twenty times a second. Raises FaultError for a ZipingError of the function,
    TooMuchError beyond a limit, StoppedError where ``stop`` says so.
    """
    process, here = None, None
    try:
        process, here = started(_serve, module, function, arguments, megabytes, seconds)
        if not _waited(here, stop, _START) or here.recv_bytes(16) != b"ready":
            raise TooMuchError("没有做完")
        if not _waited(here, stop, seconds * _BUSY):
            raise TooMuchError(_LATE.format(seconds))
        answer = json.loads(here.recv_bytes(_ANSWER))
    except (EOFError, OSError) as error:
        late = False
        if process is not None:
            process.join(_START)
            late = sys.platform != "win32" and process.exitcode == -signal.SIGXCPU
        raise TooMuchError(_LATE.format(seconds) if late else "读它的程序中断了") from error
    finally:
        if process is not None and here is not None:
            here.close()
            process.kill()
            process.join()
            with contextlib.suppress(ValueError):  # another thread that starts a process learns just now that it ended
                process.close()
    if "fault" in answer:
        raise FaultError(answer["fault"])
    if "failed" in answer:
        raise TooMuchError(answer["failed"])
    return answer["value"]


def started(work: Callable[..., None], *arguments: object) -> tuple[BaseProcess, Connection]:
    """A process that does ``work`` with its end of a connection and ``arguments``, and the other end.

    It cannot write on the screen, does not hear Ctrl+C, and ends with this process. Raises OSError where none can be
    started.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_quietly, args=(work, there, *arguments), daemon=True)
    try:
        # The form replaces the standard streams by ones without a descriptor, which starting a process asks for.
        with contextlib.redirect_stderr(sys.__stderr__), contextlib.redirect_stdout(sys.__stdout__):
            process.start()
    except AssertionError as error:  # a worker that may start no process of its own
        here.close()
        raise OSError("这里不能另开进程") from error
    finally:
        there.close()
    return process, here


def _quietly(work: Callable[..., None], connection: Connection, *arguments: object) -> None:
    """In the process of its own: do ``work``."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):  # a reader that fails writes to them, and the form owns the screen
        os.dup2(nowhere, stream)
    work(connection, *arguments)


def _waited(connection: Connection, stop: Callable[[], bool], seconds: float) -> bool:
    """Whether an answer came in time."""
    end = time.monotonic() + seconds
    while not connection.poll(_LOOK):
        if stop():
            raise StoppedError("没有读完，已停止")
        if time.monotonic() > end:
            return False
    return True


def _serve(
    connection: Connection, module: str, function: str, arguments: tuple[str, ...], megabytes: int, seconds: float
) -> None:
    """In the process of its own: work, and send back what came of it."""
    work = getattr(import_module(module), function)
    _limit(megabytes, seconds)
    connection.send_bytes(b"ready")
    try:
        answer = json.dumps({"value": work(*arguments)}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except ZipingError as error:
        answer = json.dumps({"fault": str(error)}).encode()
    except (MemoryError, RecursionError) as error:
        answer = json.dumps({"failed": f"要用的内存太多（{type(error).__name__}）"}).encode()
    except Exception as error:
        answer = json.dumps({"failed": f"读它时程序出错（{type(error).__name__}）"}).encode()
    if len(answer) > _ANSWER:
        answer = json.dumps({"failed": "内容太多"}).encode()
    connection.send_bytes(answer)


def _limit(megabytes: int, seconds: float) -> None:
    """Let this process have no more memory and time than it had and what is given, and leave no core file."""
    if sys.platform == "win32":
        return
    import resource

    used = 0
    with contextlib.suppress(OSError), open("/proc/self/statm", encoding="ascii") as pages:
        used = int(pages.read().split()[0]) * resource.getpagesize()
    memory, processor = used + megabytes * 1024 * 1024, math.ceil(time.process_time() + seconds)
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        # At the soft limit it ends by a signal of its own, which tells why; at the hard one it is just killed.
        (resource.RLIMIT_CPU, processor, processor + 1),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (soft, hard))

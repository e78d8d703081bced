"""Ends work on a file that takes longer than any report needs: it costs one sentence, and no others wait for it."""

from __future__ import annotations

import signal
import time
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, current_thread, main_thread
from typing import Final

from model.drafts.draft import DraftError

SECONDS: Final = 20
"""Seconds of the processor; a report of a hundred pages takes two."""
_AGAIN: Final = 1.0
_LOOK: Final = 0.2


class _OverError(BaseException):
    """As KeyboardInterrupt: nothing on the way takes it for a fault of its own."""


@contextmanager
def in_time(path: str, seconds: float = SECONDS) -> Iterator[None]:
    """What is done within has so many seconds of the processor. Raises DraftError on the file at ``path`` beyond them.

    The work is interrupted, so that it need not look at the clock: in the first thread of a process; elsewhere nothing
    is limited. Where the system has no timer for it, as on Windows, a thread looks at the clock.
    """
    if current_thread() is not main_thread():
        yield
        return
    timed = hasattr(signal, "setitimer")
    number = signal.SIGVTALRM if timed else signal.SIGTERM  # on Windows nobody sends this one
    over = False

    def interrupt(_number: int, _frame: object) -> None:
        if not over:
            raise _OverError

    ended = Event()
    watch = Thread(target=_watch, args=(seconds, number, ended), daemon=True)
    before = signal.signal(number, interrupt)
    if timed:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    else:
        watch.start()
    try:
        yield
    except _OverError:
        raise DraftError(
            f"{path}：{seconds:g} 秒还没有核对完，没有核对；不像是一份报告，请检查是否选错了文件，或只留下报告再试"
        ) from None
    finally:
        over = True
        if timed:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        else:
            ended.set()
            watch.join()
        signal.signal(number, before)


def _watch(seconds: float, number: signal.Signals, ended: Event) -> None:
    """Interrupt the first thread once the process has worked so long, and again until it has ended."""
    end = time.process_time() + seconds
    while not ended.wait(_LOOK):
        if time.process_time() >= end:
            interrupt_main(number)

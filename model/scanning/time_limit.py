"""Ends work on a file that takes longer than any report needs: it costs one sentence, and no others wait for it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import Final

from model.drafts.draft import DraftError

SECONDS: Final = 20
"""Seconds of the processor; a report of a hundred pages takes two."""
_AGAIN: Final = 1.0


class _OverError(BaseException):
    """As KeyboardInterrupt: nothing on the way takes it for a fault of its own."""


@contextmanager
def in_time(path: str, seconds: float = SECONDS) -> Iterator[None]:
    """What is done within has so many seconds of the processor. Raises DraftError on the file at ``path`` beyond them.

    The system interrupts the work, so that it need not look at the clock: in the first thread of a process, and not on
    Windows. Elsewhere nothing is limited.
    """
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield
        return
    over = False

    def interrupt(_number: int, _frame: object) -> None:
        if not over:
            raise _OverError

    before = signal.signal(signal.SIGVTALRM, interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    except _OverError:
        raise DraftError(
            f"{path}：{seconds:g} 秒还没有核对完，没有核对；不像是一份报告，请检查是否选错了文件，或只留下报告再试"
        ) from None
    finally:
        over = True
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)

"""Being told to end while many reports are checked: by Ctrl+C, ``kill``, ``timeout`` or a closed window."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import Final

_ENDING: Final = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
_ALL: Final = [signal.SIGINT, *_ENDING]


@contextmanager
def as_ctrl_c() -> Iterator[None]:
    """Every way to be told to end is KeyboardInterrupt: what was begun is put away.

    A signal that is ignored stays so (``nohup``).
    """
    if current_thread() is not main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _ENDING}
    try:
        for number, handler in before.items():
            if handler is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def held() -> Iterator[None]:
    """Hold signals back until the block is done: a pool of processes that is interrupted while it starts hangs.

    Windows cannot hold them back.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ALL)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def as_at_first() -> None:
    """Undo ``as_ctrl_c`` and ``held`` in a new process, which inherits what they did."""
    for number in _ENDING:
        signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ALL)

"""A lock between looking at a file and replacing it, so that two programs that save at once take turns."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PATIENCE: Final = 3.0
_PAUSE: Final = 0.01


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """While this is held, no other process of this program that asks for it has the file at ``path``.

    It is a lock on the file that stands there, so that nothing is left behind however a process ends. Where there is no
    file, where the drive knows no locks, on Windows, and after three seconds of waiting for a program that hangs, the
    work goes on without it.
    """
    file = -1 if os.name == "nt" else _locked(path, time.monotonic() + PATIENCE)
    try:
        yield
    finally:
        if file >= 0:
            os.close(file)


def _locked(path: Path, end: float) -> int:
    """The open, locked file that stands at ``path``; -1 where it cannot be had."""
    import fcntl

    while True:
        try:
            file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        except OSError:
            return -1
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(file), os.stat(path)):
                return file
        except BlockingIOError:
            if time.monotonic() < end:
                time.sleep(_PAUSE)
        except OSError:
            with contextlib.suppress(OSError):
                os.close(file)
            return -1
        os.close(file)
        if time.monotonic() >= end:
            return -1

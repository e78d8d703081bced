"""Looks after a draft in the background: the journal onto the disk, the file for what others do to it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from model.safekeeping.journal import Journal

TICK: Final = 0.5
EVERY: Final = 4
"""The file is looked at every so many ticks."""

Sign = tuple[int, int] | None
"""What tells cheaply that a file may be another: time and size; None where there is none."""


class FileWatch(threading.Thread):
    """A thread beside the form; ``tell`` is called in it when the file at ``path`` is not as it was.

    A network drive may hold it up for as long as it likes: the form does not wait for it.
    """

    def __init__(self, journal: Journal, tell: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self.path: Path | None = None
        self._journal = journal
        self._tell = tell
        self._known: Sign = None
        self._over = False
        self._wake = threading.Event()
        self._asked = False

    def follow(self, path: Path | None) -> None:
        """What is at ``path`` now is known."""
        self.path = path
        self._known = sign(path)

    def look(self) -> None:
        """Look at the file now."""
        self._asked = True
        self._wake.set()

    def end(self) -> None:
        """No more."""
        self._over = True
        self._wake.set()

    def run(self) -> None:
        """Until ``end``."""
        ticks = 0
        while True:
            self._wake.wait(TICK)
            self._wake.clear()
            if self._over:
                return
            self._journal.sync()
            ticks += 1
            if self._journal.ailing or self._asked or ticks % EVERY == 0:
                self._asked = False
                path, known = self.path, self._known
                if self._journal.ailing or (sign(path) != known and path == self.path and known == self._known):
                    self._tell()


def sign(path: Path | None) -> Sign:
    """The time and size of the file at ``path``."""
    if path is None:
        return None
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size

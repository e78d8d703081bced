"""Tells files from pipes and devices before they are opened: to open one of those could wait for ever."""

from __future__ import annotations

import os
import stat
import sys
from functools import cache


def is_special(path: str | os.PathLike[str]) -> bool:
    """Whether there is something at ``path`` that is neither a file on a disk nor a folder.

    Pipes, sockets, devices, and what the system only pretends to be a file (/proc, /sys). Raises OSError and ValueError
    as ``os.stat`` does.
    """
    status = os.stat(path)
    if stat.S_ISDIR(status.st_mode):
        return False
    return not stat.S_ISREG(status.st_mode) or status.st_dev in _pretended()


@cache
def _pretended() -> frozenset[int]:
    """The devices of the file systems that hold no files."""
    found = set()
    for folder in ("/proc", "/sys") if sys.platform == "linux" else ():
        try:
            if os.path.ismount(folder):
                found.add(os.stat(folder).st_dev)
        except OSError:
            continue
    return frozenset(found)

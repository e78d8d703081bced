"""The first thing that the single file does, unpacked already, before anything of it is imported.

It says so where it cannot run, and removes what files unpacked that are no longer there or were replaced by this one,
unless they still run: the program loads its parts when they are needed, so a running one must keep its own.
"""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

USED = "in-use"
"""The file in an unpacked folder that is locked while a program runs from it; it says which file was unpacked."""
GONE = ".gone"
"""The end of the name of a folder that is being removed: half of it would pass for unpacked."""


def begin(made: tuple[str, str, str], file: str, site_packages: Path) -> None:
    """Go on only on a machine like the one that ``file`` was ``made`` on: system, processor, Python."""
    here = (platform.system(), platform.machine(), f"{sys.version_info.major}.{sys.version_info.minor}")
    if made != here:
        told = "这个文件只能在 {} {} 上用 Python {} 运行，这里是 {} {}、Python {}：请换用，或在这里重新制作。"
        print(told.format(*made, *here), file=sys.stderr)
        sys.exit(2)
    with contextlib.suppress(ImportError, OSError):  # without such locks, as on Windows, everything stays
        tidy(site_packages.parent, os.path.realpath(file))


def tidy(own: Path, file: str) -> None:
    """Lock the folder ``own`` of ``file`` for as long as the program runs; remove those beside it that nothing needs.

    Raises OSError where there can be no lock.
    """
    import fcntl

    lock = os.open(own / USED, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    (own / USED).write_bytes(os.fsencode(file))
    for other in own.parent.iterdir():
        if other != own and (other / USED).is_file():
            whose = (other / USED).read_bytes()
            if whose == os.fsencode(file) or not os.path.exists(whose):
                lock = os.open(other / USED, os.O_RDWR)
                with contextlib.suppress(OSError):
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    other.rename(other.with_name(other.name + GONE))
                os.close(lock)
    for gone in own.parent.glob(f"*{GONE}"):
        shutil.rmtree(gone, ignore_errors=True)

"""Replacing a file as a whole: whoever reads it, at whatever moment, finds the old content or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from pathlib import Path

# A virus scanner or the indexer holds a new file on Windows for a moment: wait and try again, in seconds.
_WAITS = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()


def replace_file(path: Path, data: bytes) -> None:
    """Make ``data`` the content of ``path``, created or replaced in one step and safely on the disk on return.

    A symbolic link keeps pointing where it did, and an existing file keeps its mode. Raises OSError, the old content
    untouched: among others IsADirectoryError for a folder, PermissionError for a read-only file.
    """
    target = Path(os.path.realpath(path))
    mode = _mode(target)
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(temporary, mode)
        _replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int | None:
    """The permission bits of the file to be replaced, None where there is none yet."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(target))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return stat.S_IMODE(status.st_mode)


def _replace(temporary: Path, target: Path) -> None:
    for wait in _WAITS:
        try:
            os.replace(temporary, target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(temporary, target)


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk too. The content is there already: a disk that cannot do this is no failure."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

"""Replacing a file as a whole: whoever reads it, at whatever moment, finds the old content or the new one."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from model.files.attributes import keep_attributes
from model.files.unwritten import unusable
from model.patterns import Pattern

# A virus scanner or the indexer holds a new file on Windows for a moment: wait and try again, in seconds.
_WAITS: Final = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
_LONGEST_NAME: Final = 200
_OWN_ENDING: Final = Pattern(r"[0-9a-f]{16}\.tmp")
_NEW: Final = 0o666
# Seconds between the end of writing and replacing, at the very most, where no lock tells.
_SAFE_AGE: Final = 60


def replace_file(
    path: Path,
    data: bytes,
    *,
    mode: int | None = None,
    like: Path | None = None,
    new: bool = False,
    ready: Callable[[], object] | None = None,
) -> list[str]:
    """Make ``data`` the content of ``path``, created or replaced in one step and safely on the disk on return.

    A symbolic link keeps pointing where it did. An existing file keeps owner, group, mode and extended attributes;
    returned are sentences for the clerk on what of these the system refused. A new file has all that the file ``like``
    has of these, by default what is usual for this user; with ``mode`` it has that, be it new or not. It has all from
    its first byte. ``ready`` is called when the new content is safely on the disk under another name, right before it
    takes the place of the old one; what it raises leaves the old one. ``new``: nothing may stand there, also not at
    the last moment.

    Raises OSError, the old content untouched: among others IsADirectoryError for a folder, PermissionError for a
    read-only file, FileExistsError where ``new`` is not so. What a save that was killed left behind in this place is
    removed.
    """
    refuse_unusable(path)
    target = Path(os.path.realpath(path))
    status = _status(target)
    pattern, source = (status, target) if status is not None or like is None else (like.stat(), like)
    temporary = target.with_name(f"{_prefix(target)}{os.urandom(8).hex()}.tmp")
    # A file that is to be private is so from its first byte, whatever the umask says.
    first = _NEW if pattern is None and mode is None else 0o600
    file = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), first)
    try:
        with contextlib.ExitStack() as opened:
            opened.callback(os.close, file)
            _hold(file)
            refused = keep_attributes(file, pattern, str(source)) if pattern is not None else []
            if mode is not None and os.name != "nt":
                os.fchmod(file, mode)
            _write(file, data)
            os.fsync(file)
            if os.name == "nt":
                opened.close()  # nobody replaces or removes an open file there
            if ready is not None:
                ready()
            (_create if new else _replace)(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)
    remove_leftovers(target)
    return refused


def refuse_unusable(path: Path) -> None:
    """Raise OSError where Windows would take the name of ``path`` for something else than a file of that name."""
    if said := unusable(path.name):
        raise OSError(errno.EINVAL, said, str(path))


def remove_leftovers(path: Path) -> None:
    """Remove what saves of the file at ``path`` left behind when they were killed; those that still run are let be."""
    target = Path(os.path.realpath(path))
    prefix = _prefix(target)
    with contextlib.suppress(OSError):
        for name in os.listdir(target.parent):
            if name.startswith(prefix) and _OWN_ENDING.fullmatch(name, len(prefix)):
                _remove_unheld(target.with_name(name))


def _prefix(target: Path) -> str:
    """What the names of its temporary files begin with, never what another program's would."""
    name = os.fsencode(target.name)
    return f".{target.name}." if len(name) <= _LONGEST_NAME else f".ziping-{hashlib.sha256(name).hexdigest()[:16]}."


def _hold(file: int) -> None:
    """Let others see that a process is still writing ``file``: the system gives the lock up when it dies."""
    if os.name == "nt":
        return
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _remove_unheld(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        if os.name == "nt":
            if time.time() - temporary.stat().st_mtime > _SAFE_AGE:
                temporary.unlink()
            return
        import fcntl

        file = os.open(temporary, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if stat.S_ISREG(os.fstat(file).st_mode):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                temporary.unlink()
        finally:
            os.close(file)


def _write(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _status(target: Path) -> os.stat_result | None:
    """The status of the file to be replaced, None where there is none yet."""
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
    return status


def _replace(temporary: Path, target: Path) -> None:
    for wait in _WAITS:
        try:
            os.replace(temporary, target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(temporary, target)


def _create(temporary: Path, target: Path) -> None:
    """As ``_replace``, where nothing stands there. Raises FileExistsError."""
    if os.name == "nt":
        os.rename(temporary, target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # No links on this drive: a moment remains in which somebody else may create it, too.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        os.replace(temporary, target)
    else:
        temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Put the names in ``folder`` on the disk. The content is there already: a disk that cannot is no failure."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

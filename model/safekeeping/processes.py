"""Which process wrote a file, and whether it still runs: a number alone names another process after a while."""

from __future__ import annotations

import getpass
import os
import socket
import sys
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

_LARGEST_PID: Final = 2**31
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Process:
    """A process as a file names it; 0 and "" for what is not told.

    ``start`` is the moment that the process began, as the system counts it, ``boot`` names the run of the machine since
    it was switched on.
    """

    pid: int = 0
    start: str = ""
    boot: str = ""
    host: str = ""
    user: str = ""

    def plain(self) -> dict[str, int | str]:
        """As JSON takes it."""
        return asdict(self)

    @classmethod
    def of(cls, found: object) -> Process:
        """What ``found``, which JSON gave and anybody may have written, says of a process."""
        told = found if isinstance(found, dict) else {}
        pid = told.get("pid")
        texts = (told.get(name) for name in ("start", "boot", "host", "user"))
        start, boot, host, user = (text[:_LONGEST] if isinstance(text, str) else "" for text in texts)
        return cls(pid if type(pid) is int and 0 < pid < _LARGEST_PID else 0, start, boot, host, user)

    @property
    def is_this(self) -> bool:
        """Whether it is the process that asks."""
        return self.pid == os.getpid() and self.here and self.start in ("", this_process().start)

    @property
    def here(self) -> bool:
        """Whether it ran on this machine, now or before it was last switched on."""
        return bool(self.host) and self.host == socket.gethostname()

    @property
    def gone(self) -> bool:
        """Whether it ran on this machine and does not any more; False where that cannot be known."""
        if not self.here or not self.pid:
            return False
        boot = boot_id()
        if self.boot and boot and self.boot != boot:
            return True
        start = started(self.pid)
        return start is None or bool(self.start and start and self.start != start)

    @property
    def runs(self) -> bool:
        """Whether it still runs on this machine; False where that cannot be known."""
        return self.here and bool(self.pid) and not self.gone


def this_process() -> Process:
    """The process that asks."""
    pid = os.getpid()
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    return Process(pid, started(pid) or "", boot_id(), socket.gethostname(), user)


@cache
def boot_id() -> str:
    """The name of this run of the machine; "" where the system has none."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


def started(pid: int) -> str | None:
    """The moment that the process with that number began; None where there is none, "" where it cannot be told."""
    return _started_on_windows(pid) if sys.platform == "win32" else _started(pid)


def _started(pid: int) -> str | None:
    try:
        # The name of the program stands in brackets and may have any in it; the start is the 20th word behind it.
        said = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        # A process that has ended, and that nobody has asked after yet, does nothing any more.
        return None if said[0] in (b"Z", b"X") else said[19].decode("ascii")
    except (OSError, IndexError, ValueError):
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except (OSError, OverflowError):
        return ""
    return ""


def _started_on_windows(pid: int) -> str | None:
    if sys.platform == "win32":
        # os.kill would end the process there.
        import ctypes

        query, synchronize, running, denied = 0x1000, 0x00100000, 0x102, 5
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(query | synchronize, False, pid)
        if not handle:
            return "" if ctypes.get_last_error() == denied else None
        try:
            if kernel.WaitForSingleObject(ctypes.c_void_p(handle), 0) != running:
                return None
            times = [ctypes.c_ulonglong() for _ in range(4)]
            if not kernel.GetProcessTimes(ctypes.c_void_p(handle), *map(ctypes.byref, times)):
                return ""
            return str(times[0].value)
        finally:
            kernel.CloseHandle(ctypes.c_void_p(handle))
    return None

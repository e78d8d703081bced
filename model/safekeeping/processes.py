"""Whether the process that left a file behind still runs."""

from __future__ import annotations

import os
import socket
import sys


def gone(host: object, pid: object) -> bool:
    """Whether ``pid`` ran on this machine and does not any more; False where that cannot be known."""
    return host == socket.gethostname() and isinstance(pid, int) and not _alive(pid)


def _alive(pid: int) -> bool:
    if not 0 < pid < 2**31:
        return False
    if sys.platform == "win32":
        # os.kill would end the process there.
        import ctypes

        synchronize, running = 0x00100000, 0x102
        handle = ctypes.windll.kernel32.OpenProcess(synchronize, False, pid)
        if not handle:
            return False
        waited = ctypes.windll.kernel32.WaitForSingleObject(handle, 0)
        ctypes.windll.kernel32.CloseHandle(handle)
        return bool(waited == running)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

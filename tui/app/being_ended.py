"""The form ends in order when it is told to, or when its terminal goes: the screen comes back, the journal stays."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from functools import partial
from typing import Any, Final

from textual.app import App

LOOK: Final = 1.0
"""Seconds between two looks at the terminal."""
GRACE: Final = 3.0
"""Seconds that a form may take to leave a terminal that is gone."""
_ENDED: Final = 128


def end_in_order(app: App[Any]) -> None:
    """Let ``app`` end on SIGTERM and SIGHUP, and when the terminal it runs in is gone though SIGHUP is ignored."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            # Windows and other threads than the first have no such thing.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, partial(app.exit, return_code=_ENDED + number))
    if sys.platform != "win32" and not app.is_headless and sys.__stdin__ is not None and sys.__stdin__.isatty():
        app.set_interval(LOOK, lambda: None if _terminal_is_there() else _leave(app))


def _leave(app: App[Any]) -> None:
    """End the form whose terminal is gone.

    Textual's way out writes to that terminal, and can wait for ever for it to take what is written. Every edit is in
    the journal already, so the process may then be ended from outside.
    """
    last = threading.Timer(GRACE, os.kill, (os.getpid(), signal.SIGKILL))
    last.daemon = True
    last.start()
    app.exit(return_code=_ENDED + 1)


def _terminal_is_there() -> bool:
    if sys.platform == "win32" or sys.__stdin__ is None:
        return True
    import termios

    try:
        termios.tcgetattr(sys.__stdin__.fileno())
    except (termios.error, OSError, ValueError):
        return False
    return True

"""The form ends in order when it is told to, or when its terminal goes: the screen comes back, the journal stays."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.app import App

LOOK: Final = 1.0
"""Seconds between two looks at the terminal."""
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
        app.set_interval(LOOK, lambda: None if _terminal_is_there() else app.exit(return_code=_ENDED + 1))


def _terminal_is_there() -> bool:
    if sys.platform == "win32" or sys.__stdin__ is None:
        return True
    import termios

    try:
        termios.tcgetattr(sys.__stdin__.fileno())
    except (termios.error, OSError, ValueError):
        return False
    return True

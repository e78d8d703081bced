"""Esc on the command line: while a command waits for long work, one key ends it, as in the form."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from types import TracebackType
from typing import Self, TextIO

from model.sandbox import StoppedError
from model.text import rewritable


class Waiting:
    """While it is entered, says what is waited for on the terminal, and knows whether Esc was pressed.

    Without a terminal it says nothing and no key ends it. Ctrl+C leaves as a StoppedError.
    """

    def __init__(self) -> None:
        self._keys = sys.stdin
        self._screen = sys.stderr
        self._kept: list[object] | None = None
        self._what = ""
        self._since = 0.0
        self._shown = ""

    def __enter__(self) -> Self:
        if sys.platform != "win32" and _terminal(self._keys):
            import termios
            import tty

            with contextlib.suppress(termios.error, OSError, ValueError):  # a terminal by name only
                self._kept = termios.tcgetattr(self._keys)
                tty.setcbreak(self._keys)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._show("")
        if sys.platform != "win32" and self._kept is not None:
            import termios

            termios.tcsetattr(self._keys, termios.TCSADRAIN, self._kept)  # type: ignore[arg-type]
        if kind is KeyboardInterrupt:
            raise StoppedError("没有读完，已停止") from None

    def begin(self, what: str) -> None:
        """From now on ``what`` is waited for; what was said of something else is gone from the terminal."""
        self._show("")
        self._what, self._since = what, time.monotonic()

    def stopped(self) -> bool:
        """Whether Esc was pressed. After a second it says what is waited for, and how long."""
        waited = int(time.monotonic() - self._since)
        if waited and rewritable(self._screen):
            self._show(f"{self._what}（{waited} 秒，按 Esc 停止）")
        return self._pressed()

    def _show(self, line: str) -> None:
        if line != self._shown:
            self._screen.write(f"\r\x1b[K{line}")
            self._screen.flush()
            self._shown = line

    def _pressed(self) -> bool:
        if sys.platform == "win32":
            import msvcrt

            return _terminal(self._keys) and msvcrt.kbhit() and msvcrt.getwch() == "\x1b"
        if self._kept is None:
            return False
        import select

        if not select.select([self._keys], [], [], 0)[0]:
            return False
        # A key with a name (an arrow) sends Esc and more: that is not Esc.
        return os.read(self._keys.fileno(), 64) == b"\x1b"


def _terminal(stream: TextIO) -> bool:
    with contextlib.suppress(ValueError, AttributeError):  # closed, or replaced by something simpler
        return stream.isatty()
    return False

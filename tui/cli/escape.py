"""Esc on the command line: while a command waits for long work, one key ends it, as in the form."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Final, Self, TextIO

from model.text import rewritable, shown

_LOOK: Final = 0.2


class WaitingLine:
    """While it is entered, says on the terminal what is waited for and how long, from the second second on.

    ``key`` is what ends the work. Where no line can be written over it says nothing.
    """

    def __init__(self, key: str = "Ctrl+C") -> None:
        self._screen = sys.stderr
        self._key = key
        self._what = ""
        self._since = 0.0
        self._shown = ""
        self._turn = Lock()
        self._ended = Event()

    def __enter__(self) -> Self:
        if rewritable(self._screen):
            Thread(target=self._run, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()
        self.begin("")

    def begin(self, what: str) -> None:
        """From now on ``what`` is waited for; what was said of something else is gone from the terminal."""
        with self._turn:
            self._show("")
            self._what, self._since = what, time.monotonic()

    def check(self, path: str) -> None:
        """From now on the file at ``path`` is checked; nothing where it is ""."""
        self.begin(f"正在核对 {shown(os.path.basename(path))}" if path else "")

    def _run(self) -> None:
        """In a thread of its own: the work that is waited for asks nobody."""
        while not self._ended.wait(_LOOK):
            with self._turn, contextlib.suppress(OSError, ValueError):  # a terminal that went
                waited = int(time.monotonic() - self._since)
                if self._what and waited:
                    self._show(f"{self._what}（{waited} 秒，按 {self._key} 停止）")

    def _show(self, line: str) -> None:
        if line != self._shown:
            self._screen.write(f"\r\x1b[K{line}")
            self._screen.flush()
            self._shown = line


class Waiting(WaitingLine):
    """The same, and it knows whether Esc was pressed; without a terminal no key ends it.

    Ctrl+C leaves as a StoppedError.
    """

    def __init__(self) -> None:
        super().__init__("Esc")
        self._keys = sys.stdin
        self._kept: list[object] | None = None

    def __enter__(self) -> Self:
        if sys.platform != "win32" and _terminal(self._keys):
            import termios
            import tty

            with contextlib.suppress(termios.error, OSError, ValueError):  # a terminal by name only
                self._kept = termios.tcgetattr(self._keys)
                tty.setcbreak(self._keys)
        return super().__enter__()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        super().__exit__(kind, error, at)
        if sys.platform != "win32" and self._kept is not None:
            import termios

            termios.tcsetattr(self._keys, termios.TCSADRAIN, self._kept)  # type: ignore[arg-type]
        if kind is KeyboardInterrupt:
            from model.sandbox import StoppedError  # a check of a draft starts no other process

            raise StoppedError("没有读完，已停止") from None

    def stopped(self) -> bool:
        """Whether Esc was pressed."""
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

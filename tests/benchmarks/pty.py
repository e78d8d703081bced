"""Runs a command in a terminal of its own and measures from a key to the last byte that the key changes.

Only what leaves the program counts: neither Pilot, which waits for idle, nor a profiler sees what the clerk waits for.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

QUIET = 0.06
"""A picture is done when nothing came for so many seconds."""
IDLE = 0.005
"""A program that does nothing works for less in half a second."""


class Terminal:
    """A command in a pseudo-terminal of ``columns`` x ``rows``, its modules compiled as after an installation.

    ``output`` is what it wrote since the last key.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.started = time.perf_counter()
        self.output = b""
        self.pid, self._file = os.forkpty()
        if self.pid == 0:
            try:
                if folder is not None:
                    os.chdir(folder)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
                inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
                os.execvpe(command[0], [*map(str, command)], {**inherited, **terminal, **(environment or {})})
            finally:
                os._exit(127)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def press(self, keys: str, quiet: float = QUIET) -> float:
        """Write ``keys``; returns the seconds until the last byte that came of it."""
        self.output = b""
        start = time.perf_counter()
        os.write(self._file, keys.encode())
        return self._settle(quiet) - start

    def send(self, keys: str | bytes) -> None:
        """Write ``keys`` and wait for nothing."""
        os.write(self._file, keys.encode() if isinstance(keys, str) else keys)

    def first_paint(self, text: str | bytes, quiet: float = QUIET) -> float:
        """The seconds from the start of the command until the picture with ``text`` in it was complete."""
        self.shows(text)
        return self._settle(quiet, time.perf_counter()) - self.started

    def shows(self, text: str | bytes) -> None:
        """Wait until ``text`` was written since the last key of ``press``, however busy the machine is.

        Raises TimeoutError where nothing comes any more.
        """
        wanted = text.encode() if isinstance(text, str) else text
        while wanted not in self.output:
            if not self._read(60.0):
                raise TimeoutError(f"{text!r} was not shown: {self.output[-2000:]!r}")

    def wait(self, seconds: float) -> None:
        """Take in what comes in so many seconds."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def rest(self) -> None:
        """Wait until the command has nothing to do any more: what its threads work on is not the work of a key."""
        before = -1.0
        while (now := self.processor_time()) - before > IDLE:
            before = now
            self.wait(0.5)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def work(self, keys: str, quiet: float = QUIET) -> float:
        """Press ``keys``; returns the seconds of processor time that came of it, whatever else the machine does."""
        before = self.processor_time()
        self.press(keys, quiet)
        return self.processor_time() - before

    def processor_time(self) -> float:
        """The seconds that the command has worked since its start, all its threads together."""
        return (
            sum(int(file.read_text().split()[0]) for file in Path(f"/proc/{self.pid}/task").glob("*/schedstat")) / 1e9
        )

    def clock(self) -> float:
        """The seconds of a clock that stands still while the command waits for a processor that others have."""
        return time.perf_counter() - int(Path(f"/proc/{self.pid}/schedstat").read_text().split()[1]) / 1e9

    def memory(self) -> float:
        """The resident memory of the command, in MiB."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            line = next(line for line in status if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def close(self) -> None:
        """End the command, however far it is."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._file)

    def _settle(self, quiet: float, last: float = 0.0) -> float:
        """Read until nothing came for ``quiet`` seconds; returns when the last byte came."""
        waiting = quiet if last else 5.0
        while self._read(waiting):
            last = time.perf_counter()
            waiting = quiet
        if not last:
            raise TimeoutError("the key changed nothing on the screen")
        return last

    def _read(self, timeout: float) -> bool:
        ready, _, _ = select.select([self._file], [], [], timeout)
        if not ready:
            return False
        try:
            data = os.read(self._file, 1 << 16)
        except OSError:
            return False
        self.output += data
        return bool(data)

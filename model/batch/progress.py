"""The line on a terminal that tells how many files are checked; where the output is no terminal, there is none."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TextIO

from model.text import rewritable

_EVERY: Final = 0.1
_TICK: Final = 1.0
_BAR: Final = 24
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """Counts up to ``total`` on ``stream``, where lines can be written over; else it does nothing."""

    def __init__(self, stream: TextIO, total: Callable[[], int]) -> None:
        self._stream = stream if rewritable(stream) else None
        self._total = total() if self._stream is not None else 0
        self._started = self._said = time.monotonic()
        self._done = 0
        self._shown = False

    def add(self) -> None:
        """One more is done."""
        self._done += 1
        self._update(_EVERY)

    def tick(self) -> None:
        """Show the line again although nothing was done for a second: the clerk sees that the work goes on."""
        self._update(_TICK)

    def _update(self, every: float) -> None:
        now = time.monotonic()
        if self._stream is not None and now - self._said >= every:
            self._said = now
            self._stream.write(_CLEAR + self._line(now - self._started))
            self._stream.flush()
            self._shown = True

    def clear(self) -> None:
        """Take the line away, for something else to be printed or because all is done."""
        if self._stream is not None and self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()
            self._shown = False

    def _line(self, seconds: float) -> str:
        total = max(self._total, self._done)
        full = _BAR * self._done // total
        bar = "#" * full + "-" * (_BAR - full)
        if not self._done:
            return f"[{bar}] 0/{total:,}  已经 {seconds:.0f} 秒"
        rate = self._done / max(seconds, 1e-9)
        minutes, rest = divmod(round((total - self._done) / rate), 60)
        return f"[{bar}] {self._done:,}/{total:,}  每秒 {rate:,.0f} 份  还要 {minutes}:{rest:02}"

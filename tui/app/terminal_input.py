"""Reads the terminal so that a byte that is no UTF-8 does not close the form.

Textual 8.2.8 decodes what is typed strictly: one byte of GBK ends its input thread, and the app with exit code 0. The
bytes therefore pass through a pipe on their way, in which only UTF-8 goes on.
"""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from threading import Event, Thread
from typing import Final

from textual import messages
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_CHUNK: Final = 4096


class UndecodableInput(Message):
    """Bytes came from the terminal that are no UTF-8; they were dropped. It is sent for the first of them only."""


class TerminalInput(LinuxDriver):
    """Textual's driver for terminals; bytes that are no UTF-8 are dropped, and the app is told by UndecodableInput."""

    def run_input_thread(self) -> None:
        """Until the form is closed or suspended."""
        terminal = self.fileno
        self.fileno, into = os.pipe()
        stop = Event()
        relay = Thread(target=self._relay, args=(terminal, into, stop), name="ziping-input", daemon=True)
        relay.start()
        try:
            super().run_input_thread()
        finally:
            stop.set()
            os.close(self.fileno)
            self.fileno = terminal
            relay.join()

    def _relay(self, terminal: int, into: int, stop: Event) -> None:
        """Write what is UTF-8 of the terminal's bytes into the pipe, until ``stop`` is set or nobody reads there."""
        decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        told = False
        try:
            while not stop.is_set():
                if not select.select([terminal], [], [], 0.1)[0]:
                    continue
                try:
                    data = os.read(terminal, _CHUNK)
                except OSError:
                    # It is the terminal of others now.
                    self.send_message(messages.ExitApp())
                    data = b""
                if not data:
                    # A terminal that is gone has its own way out; until then the pipe stays open, only silent.
                    stop.wait()
                    return
                text = decode(data)
                clean = text.encode(errors="ignore")
                if not told and clean != text.encode(errors="surrogateescape"):
                    told = True
                    self.send_message(UndecodableInput())
                while clean:
                    clean = clean[os.write(into, clean) :]
        except BrokenPipeError:
            return
        finally:
            os.close(into)

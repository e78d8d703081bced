"""Reads the terminal so that nothing that it sends closes the form, or is taken for keys that nobody pressed.

Textual 8.2.8 decodes what is typed strictly: one byte of GBK ends its input thread, and the app with exit code 0. The
bytes therefore pass through a pipe on their way, in which only UTF-8 goes on, in sequences that Textual knows
(``tui.app.terminal_sequences``). Where the locale is that of GBK the terminal speaks it, and it is read as such: taken
for UTF-8, 学院 came in as two letters of other scripts.
"""

from __future__ import annotations

import os
import select
import sys
import time
from codecs import getincrementaldecoder, lookup
from threading import Event, Thread
from typing import Final

from textual import constants, events, messages
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.app.terminal_sequences import ESC_KEY, PASTE_END, TerminalSequences

_CHUNK: Final = 4096
_LOOK: Final = 0.1
_KEY: Final = 8
"""So few bytes alone, after a second of silence within a pasted text, are a key, unless its end begins so."""
PASTE_DUE: Final = 3.0
"""Seconds of silence within a pasted text after which its end is not waited for any more."""


class UndecodableInput(Message):
    """Bytes came from the terminal that are no text; they were dropped. It is sent for the first of them only."""


class BrokenPaste(Message):
    """The end of a pasted text did not come; what came of it was pasted."""


class TerminalInput(LinuxDriver):
    """Textual's driver for terminals; bytes that are no text are dropped, and the app is told by UndecodableInput."""

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

    def process_message(self, message: Message) -> None:
        """Hand ``message`` to the app; what stands for the key Esc is that key."""
        if isinstance(message, events.Key) and message.character == ESC_KEY:
            message = events.Key("escape", "\x1b")
        super().process_message(message)

    def _relay(self, terminal: int, into: int, stop: Event) -> None:
        """Write what Textual is to see of the terminal's bytes into the pipe, until ``stop`` is set or nobody reads."""
        decode = getincrementaldecoder(spoken())("surrogateescape").decode
        sequences = TerminalSequences()
        told = False
        last = time.monotonic()
        try:
            while not stop.is_set():
                if not select.select([terminal], [], [], constants.ESCAPE_DELAY if sequences.waiting else _LOOK)[0]:
                    text = ""
                    if sequences.pasting and time.monotonic() - last > PASTE_DUE:
                        text = sequences.end_paste()
                        self.send_message(BrokenPaste())
                    elif sequences.waiting and not sequences.pasting:
                        text = sequences.give_up()
                    _write(into, text)
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
                silent, last = time.monotonic() - last, time.monotonic()
                alone = silent > 1 and len(data) <= _KEY and not PASTE_END.encode().startswith(data[: len(PASTE_END)])
                if sequences.pasting and alone and not sequences.waiting:
                    _write(into, sequences.end_paste())
                    self.send_message(BrokenPaste())
                text = decode(data)
                clean = text.encode(errors="ignore").decode()
                if not told and clean != text:
                    told = True
                    self.send_message(UndecodableInput())
                _write(into, sequences.take(clean))
        except BrokenPipeError:
            return
        finally:
            os.close(into)


def spoken() -> str:
    """The encoding of the terminal, in which the form is written to it, too; ASCII, which has no Chinese, is UTF-8."""
    said = sys.__stdin__.encoding if sys.__stdin__ is not None else "utf-8"
    return "utf-8" if lookup(said).name == "ascii" else said


def _write(into: int, text: str) -> None:
    data = text.encode()
    while data:
        data = data[os.write(into, data) :]

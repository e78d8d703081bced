"""The standard streams, so that every text can be written whatever the terminal or the pipe behind them takes."""

from __future__ import annotations

import io
import os
import sys

from model.text import put

DATA_FORMATS = frozenset({"json", "sarif", "csv"})


def prepare(words: list[str]) -> None:
    """Set up standard output and standard error for the command that ``words`` ask for.

    Data for other programs is UTF-8 wherever it goes, unless it is shown on a terminal. Text keeps the encoding of
    the terminal or of the system; what that cannot say is spelt (``\\u5df2``) instead of ending the program.
    """
    data = any(word.removeprefix("--format=") in DATA_FORMATS for word in words)
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if data and stream is sys.stdout and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        else:
            stream.reconfigure(errors="backslashreplace")


def complain(said: object) -> None:
    """Print ``said`` on standard error. Where nobody can be told (a full disk, a closed pipe), the exit code tells."""
    try:
        put(said, sys.stderr)
    except OSError:
        # What is left in the buffer would fail once more when Python ends, and take the place of the exit code.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())

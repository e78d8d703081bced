"""The standard streams, so that every text can be written whatever the terminal or the pipe behind them takes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable

from model.text import put, shown

DATA_FORMATS = frozenset({"json", "sarif", "csv"})
_YES = ("j", "y", "是", "取")


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


def tell(lines: Iterable[str]) -> None:
    """Print ``lines`` on standard output; what drafts and files of others call things is shown, never obeyed."""
    for line in lines:
        print(shown(line))


def agrees(question: str) -> bool | None:
    """Whether the clerk says yes; None where no more is to be asked: q, or the input ended."""
    try:
        answer = input(question).strip().lower()
    except (EOFError, KeyboardInterrupt):
        print()
        return None
    return None if answer == "q" else answer in _YES


def complain(said: object) -> None:
    """Print ``said`` on standard error. Where nobody can be told (a full disk, a closed pipe), the exit code tells."""
    try:
        put(said, sys.stderr)
    except OSError:
        # What is left in the buffer would fail once more when Python ends, and take the place of the exit code.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())

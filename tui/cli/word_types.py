"""The kinds of value that a word of the command line may have."""

from __future__ import annotations

from pathlib import Path

from model.files.standard_input import MARK


def positive(word: str) -> int:
    """A number from 1 on; ValueError for anything else, which the parser turns into its sentence."""
    number = int(word)
    if number < 1:
        raise ValueError(word)
    return number


def port(word: str) -> int:
    """A port, 0 for any that is free; ValueError as above."""
    number = int(word)
    if not 0 <= number < 2**16:
        raise ValueError(word)
    return number


def path_of(word: str) -> Path:
    """The path; ValueError for "-", which names a stream: a command that knows none has no file of that name either."""
    if word == MARK:
        raise ValueError(word)
    return Path(word)

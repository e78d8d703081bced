"""The kinds of value that a word of the command line may have."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from model.files.standard_input import MARK


def expanded(words: Sequence[str]) -> Iterator[str]:
    """``words``, and in the place of each with * or ? the files that it names, in order; itself where it names none.

    Shells of Windows leave that to the program. A file whose name begins with a dot is named by its dot alone.
    """
    import glob

    for word in words:
        found = []
        if set("*?") & set(word) and not word.startswith("-") and not os.path.lexists(word):
            found = sorted(glob.glob(word.replace("[", "[[]")))
        yield from found or [word]


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

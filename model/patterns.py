"""Patterns of the house, each compiled when it is first used.

There are hundreds, and most commands use a few: to compile all of them takes longer than to check a draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any


class Pattern:
    """A regular expression that is used as one of ``re`` is.

    Each way to use it is the compiled pattern's own, so that nothing is slower from the second use on.
    """

    def __init__(self, source: str | Callable[[], str], flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    @cached_property
    def source(self) -> str:
        """The expression as it is written."""
        return self._source if isinstance(self._source, str) else self._source()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern of ``re``."""
        return re.compile(self.source, self._flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """``search`` of the compiled pattern."""
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """``match`` of the compiled pattern."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """``fullmatch`` of the compiled pattern."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """``finditer`` of the compiled pattern."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        """``findall`` of the compiled pattern."""
        return self.compiled.findall

    @cached_property
    def split(self) -> Callable[..., list[Any]]:
        """``split`` of the compiled pattern."""
        return self.compiled.split

    @cached_property
    def sub(self) -> Callable[..., str]:
        """``sub`` of the compiled pattern."""
        return self.compiled.sub

    @cached_property
    def subn(self) -> Callable[..., tuple[str, int]]:
        """``subn`` of the compiled pattern."""
        return self.compiled.subn

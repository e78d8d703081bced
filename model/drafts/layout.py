"""The line of every table, row and value in the text of a draft, for messages; tomlkit and tomllib do not tell it.

Knows valid TOML only: what the reader refuses never comes here.
"""

from __future__ import annotations

import re
import tomllib
from typing import Final

from model.patterns import Pattern

Address = tuple[str | int, ...]

# Addresses of a draft are at most this long; longer ones are noise that a message need not find.
_DEPTH: Final = 12
_GAP: Final = Pattern(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY: Final = Pattern(r"[ \t]*(\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[A-Za-z0-9_\-]+)[ \t]*(\.?)")
_SINGLE: Final = Pattern(
    r'"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
    r"|'[^'\n]*'"
    r"|[^\s,\]}#][^,\]}#\n]*",
    re.DOTALL,
)


def lines(text: str) -> dict[Address, int]:
    """The line, from 1, of every table, row and value of ``text`` by its address; tables where they are first named.

    Rows are numbered from 0. ``text`` is valid TOML. Raises RecursionError for values within values without end.
    """
    return _Lines(text).found


def address_of(path: str) -> Address:
    """The address of the field or record at ``path``."""
    return tuple(int(step) if step.isdigit() else step for step in path.split("."))


def line_of(known: dict[Address, int], address: Address) -> int:
    """The line of ``address`` among the ``lines``, or of the nearest thing around it; 1 for nothing."""
    while address and address not in known:
        address = address[:-1]
    return known.get(address, 1)


class _Lines:
    """One walk through a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[Address, int] = {}
        self.line = 1
        self.counted = 0
        path: Address = ()
        rows: dict[Address, int] = {}
        at = self._skip(0)
        while at < len(text):
            if text[at] != "[":
                keys, at = self._keys(at)
                self._note(path, keys, at)
                at = self._skip(self._value(self._skip(at + 1), path + keys))
                continue
            is_row = text.startswith("[[", at)
            keys, at = self._keys(at + 1 + is_row)
            path = ()
            for step, key in enumerate(keys, 1):
                path = (*path, key)
                if is_row and step == len(keys):
                    self._note(path[:-1], path[-1:], at)
                    rows[path] = rows.get(path, -1) + 1
                if path in rows:
                    path = (*path, rows[path])
            self._note((), path, at)
            at = self._skip(at + 1 + is_row)

    def _note(self, path: Address, keys: Address, at: int) -> None:
        """Note the line of ``at`` for ``keys`` in ``path`` and for every table on the way that has no line yet."""
        self.line += self.text.count("\n", self.counted, at)
        self.counted = at
        for step in range(1, min(len(keys), _DEPTH) + 1):
            self.found.setdefault(path + keys[:step], self.line)

    def _skip(self, at: int) -> int:
        """Past spaces, line ends and comments."""
        gap = _GAP.match(self.text, at)
        return gap.end() if gap else at

    def _keys(self, at: int) -> tuple[tuple[str, ...], int]:
        """The parts of the dotted key at ``at`` and the place behind it."""
        keys = []
        while key := _KEY.match(self.text, at):
            quoted = key[1][0] in "\"'"
            keys.append(next(iter(tomllib.loads(f"{key[1]} = 0"))) if quoted else key[1])
            at = key.end()
            if not key[2]:
                break
        return tuple(keys), at

    def _value(self, at: int, path: Address) -> int:
        """Note what is within the value at ``at``; returns the place behind it."""
        mark = self.text[at]
        if mark not in "[{":
            single = _SINGLE.match(self.text, at)
            assert single is not None, "not TOML"
            return single.end()
        at = self._skip(at + 1)
        number = 0
        while self.text[at] not in "]}":
            keys: Address = (number,)
            if mark == "{":
                keys, at = self._keys(at)
                at = self._skip(at + 1)
            self._note(path, keys, at)
            at = self._skip(self._value(at, path + keys))
            if self.text[at] == ",":
                at = self._skip(at + 1)
            number += 1
        return at + 1

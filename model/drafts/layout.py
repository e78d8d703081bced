"""Where everything stands in the text of a draft, so that an edit or a message finds its line and nothing else moves.

Knows valid TOML only: what the reader refuses never comes here. A text is a list of blocks, a block is a table header
with the lines below it, and joined again they are the text, byte for byte.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

Address = tuple[str | int, ...]
# What an inline value is made of: tables and arrays of the same, and single values as they are written.
Value = dict[str, "Value"] | list["Value"] | str


class Single(str):
    """A single value within an inline value, as it is written, with its place in the whole text."""

    __slots__ = ("at",)

    at: int


# Addresses of a draft are at most this long; longer ones are noise that a message need not find.
_DEPTH: Final = 12
_BLANK: Final = re.compile(r"[ \t]*(?:\r?\n|$)")
_COMMENT: Final = re.compile(r"[ \t]*#[^\n]*(?:\n|$)")
_HEADER: Final = re.compile(r"[ \t]*(\[\[?)")
_KEY: Final = re.compile(r"[ \t]*(\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[A-Za-z0-9_\-]+)[ \t]*(\.?)")
_GAP: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SINGLE: Final = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
    r"|'[^'\n]*'"
    r"|[^\s,\]}#][^,\]}#\n]*",
    re.DOTALL,
)


class Piece:
    """One statement, comment or blank line with its line end. ``keys`` is () where it is no statement.

    ``start`` and ``end`` enclose the value in ``text``; ``value`` is what an inline table or array is made of, else
    the text of the value.
    """

    __slots__ = ("end", "keys", "start", "text", "value")

    def __init__(self, text: str, keys: tuple[str, ...] = (), start: int = 0, end: int = 0, value: Value = "") -> None:
        self.text = text
        self.keys = keys
        self.start = start
        self.end = end
        self.value = value

    @property
    def blank(self) -> bool:
        """Whether it is an empty line."""
        return not self.text.strip()


class Block:
    """A table header and what stands below it. ``lead`` are the comments directly above the header.

    ``keys`` is () for what stands before the first header; ``is_row`` for ``[[...]]``.
    """

    __slots__ = ("body", "header", "is_row", "keys", "lead")

    def __init__(self, keys: tuple[str, ...] = (), header: str = "", *, is_row: bool = False) -> None:
        self.keys = keys
        self.header = header
        self.is_row = is_row
        self.lead: list[Piece] = []
        self.body: list[Piece] = []

    @property
    def text(self) -> str:
        """The block as it stands in the file."""
        return "".join(piece.text for piece in self.lead) + self.header + "".join(piece.text for piece in self.body)


def split(text: str) -> list[Block]:
    """The blocks of ``text``, a valid TOML document; the first one is what stands before the first header."""
    blocks = [Block()]
    at = 0
    while at < len(text):
        found = _BLANK.match(text, at) or _COMMENT.match(text, at)
        if found:
            blocks[-1].body.append(Piece(found[0]))
            at = found.end()
            continue
        bracket = _HEADER.match(text, at)
        keys, after = _keys(text, bracket.end() if bracket else at)
        if bracket:
            end = _line_end(text, after)
            block = Block(keys, text[at:end], is_row=bracket[1] == "[[")
            body = blocks[-1].body
            while body and body[-1].text.lstrip()[:1] == "#":
                block.lead.insert(0, body.pop())
            blocks.append(block)
        else:
            start = _skip(text, after + 1)
            value, stop = _value(text, start)
            end = _line_end(text, stop)
            blocks[-1].body.append(Piece(text[at:end], keys, start - at, stop - at, value))
        at = end
    return blocks


def _line_end(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)


def _skip(text: str, at: int) -> int:
    """Past spaces, line ends and comments."""
    found = _GAP.match(text, at)
    return found.end() if found else at


def _keys(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The parts of the dotted key at ``at`` and the place behind it."""
    keys = []
    while found := _KEY.match(text, at):
        keys.append(_plain(found[1]))
        at = found.end()
        if not found[2]:
            break
    return tuple(keys), at


def _plain(key: str) -> str:
    """The key without its quotes."""
    if key[0] == "'":
        return key[1:-1]
    if key[0] == '"':
        import tomli

        return str(tomli.loads(f"key = {key}")["key"])
    return key


def _value(text: str, at: int) -> tuple[Value, int]:
    """The value at ``at`` and the place behind it."""
    mark = text[at]
    if mark == "[":
        items: list[Value] = []
        at = _skip(text, at + 1)
        while text[at] != "]":
            item, at = _part(text, at)
            items.append(item)
            at = _comma(text, at)
        return items, at + 1
    if mark == "{":
        table: dict[str, Value] = {}
        at = _skip(text, at + 1)
        while text[at] != "}":
            keys, at = _keys(text, at)
            item, at = _part(text, _skip(text, at + 1))
            inner = table
            for key in keys[:-1]:
                step = inner.setdefault(key, {})
                assert isinstance(step, dict)
                inner = step
            inner[keys[-1]] = item
            at = _comma(text, at)
        return table, at + 1
    found = _SINGLE.match(text, at)
    assert found is not None, "not TOML"
    single = found[0].rstrip() if found[0][0] not in "\"'" else found[0]
    return single, at + len(single)


def _part(text: str, at: int) -> tuple[Value, int]:
    """The value at ``at`` within another one and the place behind it."""
    value, end = _value(text, at)
    if isinstance(value, str):
        value = Single(value)
        value.at = at
    return value, end


def _comma(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def comments(text: str) -> list[str]:
    """The comments within an inline value, without their edges."""
    found, at = [], 0
    while at < len(text):
        if text[at] == "#":
            end = _line_end(text, at)
            found.append(text[at:end].strip())
            at = end
        elif text[at] in "\"'":
            single = _SINGLE.match(text, at)
            at = single.end() if single else at + 1
        else:
            at += 1
    return found


def addresses(blocks: list[Block]) -> Iterator[tuple[Block, Address]]:
    """Each block with the address of its table, rows by number from 0."""
    counts: dict[Address, int] = {}
    for block in blocks:
        path: Address = ()
        for step, key in enumerate(block.keys, 1):
            path = (*path, key)
            if block.is_row and step == len(block.keys):
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = (*path, counts[path])
        yield block, path


def lines(text: str) -> dict[Address, int]:
    """The line, from 1, of every table, row and value of ``text`` by its address; tables where they are first named."""
    ends = [found.start() for found in re.finditer("\n", text)]
    found: dict[Address, int] = {}
    line = 1
    for block, path in addresses(split(text)):
        line += len(block.lead)
        for step in range(1, min(len(path), _DEPTH) + 1):
            found.setdefault(path[:step], line)
        line += bool(block.header)
        for piece in block.body:
            for step in range(1, min(len(piece.keys), _DEPTH) + 1):
                found.setdefault(path + piece.keys[:step], line)
            if not isinstance(piece.value, str):
                _inside(piece.value, path + piece.keys, line, ends, found)
            line += piece.text.count("\n")
    return found


def line_of(known: dict[Address, int], address: Address) -> int:
    """The line of ``address`` among the ``lines``, or of the nearest thing around it; 1 for nothing."""
    while address and address not in known:
        address = address[:-1]
    return known.get(address, 1)


def _inside(value: Value, path: Address, line: int, ends: list[int], found: dict[Address, int]) -> int:
    """Note the lines of what is within an inline value; returns the first of them."""
    if isinstance(value, str):
        first = bisect_left(ends, value.at) + 1 if isinstance(value, Single) else line
    else:
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        first = min([_inside(inner, (*path, key), line, ends, found) for key, inner in parts], default=line)
    found.setdefault(path, first)
    return first

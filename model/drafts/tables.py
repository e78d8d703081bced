"""The tables that the text of a draft declares, with the commented lines of a new draft among their statements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from model.drafts.layout import Block, Piece

EXAMPLE: Final = re.compile(r"[ \t]*#[ \t]*\[+([a-z0-9_.]+)\]+[ \t]*(?:#.*)?$")
_TEMPLATE: Final = re.compile(r'[ \t]*#[ \t]*([a-z0-9_]+)[ \t]*=[ \t]*(?:""[ \t]*)?(#.*)?$')


class Table:
    """A table of the file: its own statements and the tables and lists in it, by key.

    ``header`` is the block that it is the header of, ``dotted`` where it is only spoken of by dotted keys: the block
    that has them, and the part of the keys that means this table. A table may have neither yet.
    """

    __slots__ = ("dotted", "entries", "header", "keys", "lists", "parent", "tables")

    def __init__(self, keys: tuple[str, ...], parent: Table | None) -> None:
        self.keys = keys
        self.parent = parent
        self.header: Block | None = None
        self.dotted: tuple[Block, tuple[str, ...]] | None = None
        self.entries: dict[str, tuple[Block, Piece]] = {}
        self.tables: dict[str, Table] = {}
        self.lists: dict[str, list[Table]] = {}

    def table(self, name: str) -> Table:
        """The table ``name`` in this one; for a list its last row."""
        if name in self.lists:
            return self.lists[name][-1]
        if name not in self.tables:
            self.tables[name] = Table((*self.keys, name), self)
        return self.tables[name]

    def row(self, name: str) -> Table:
        """A new last row of the list ``name``."""
        row = Table((*self.keys, name), self)
        self.lists.setdefault(name, []).append(row)
        return row

    def blocks(self) -> list[Block]:
        """The blocks of the table and of all in it, in no particular order."""
        found = [self.header] if self.header else []
        for table in self.tables.values():
            found += table.blocks()
        for rows in self.lists.values():
            for table in rows:
                found += table.blocks()
        return found


def grow(blocks: list[Block]) -> Table:
    """The tables that ``blocks`` declare."""
    root = Table((), None)
    for block in blocks:
        table = root
        for name in block.keys[:-1]:
            table = table.table(name)
        if block.keys:
            table = table.row(block.keys[-1]) if block.is_row else table.table(block.keys[-1])
        table.header = block
        for piece in block.body:
            if piece.keys:
                inner = table
                for step, name in enumerate(piece.keys[:-1], 1):
                    inner = inner.table(name)
                    inner.dotted = (block, piece.keys[:step])
                inner.entries[piece.keys[-1]] = (block, piece)
    return root


def own_part(block: Block) -> list[Piece]:
    """The part of a block before the commented example of a list."""
    for at, piece in enumerate(block.body):
        if not piece.keys and EXAMPLE.match(piece.text.rstrip()):
            return block.body[:at]
    return block.body[:]


def template_in(piece: Piece) -> re.Match[str] | None:
    """The commented line of a key without a value that ``piece`` is, if it is one."""
    return None if piece.keys else _TEMPLATE.match(piece.text.rstrip())


def cut_tail(block: Block) -> list[Piece]:
    """Take off and return what stands behind the first blank line below the last statement of ``block``, with it."""
    at = max((number for number, piece in enumerate(block.body, 1) if piece.keys), default=0)
    while at < len(block.body) and not block.body[at].blank:
        at += 1
    tail = block.body[at:]
    del block.body[at:]
    return tail


def strip_blanks(block: Block) -> None:
    """Take the blank lines off the end of ``block``."""
    while block.body and block.body[-1].blank:
        block.body.pop()


def commented(pieces: list[Piece]) -> bool:
    """Whether more than blank lines is among ``pieces``, none of which is a statement."""
    return any(not piece.blank for piece in pieces)

"""Finds the place of a key or a table that a draft does not have yet, in the order of the declaration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tomlkit.items import Comment, Item, Null, SingleKey

from model.drafts.in_place.toml_entries import (
    Entry,
    TableScope,
    append,
    blank,
    close,
    end_of,
    ends_blank,
    followed,
    is_blank,
    is_block,
    put_before,
    rewrite,
)
from model.patterns import Pattern
from model.schema.records import Record

_EXAMPLE: Final = Pattern(r"#[ \t]*\[+([a-z0-9_.]+)\]+[ \t]*(?:#.*)?$")
_TEMPLATE: Final = Pattern(r'#[ \t]*([a-z0-9_]+)[ \t]*=[ \t]*(?:""[ \t]*)?(#.*)?$')


def found(scopes: Sequence[TableScope], name: str) -> Iterator[tuple[TableScope, Item]]:
    """What the table that ``scopes`` are has under ``name``, more than one where the file comes back to it."""
    for scope in scopes:
        for key, item in scope.body.body:
            if key is not None and key.key == name:
                yield scope, item


def example(entry: Entry) -> str:
    """The dotted name of the list that a commented example of a new draft begins here; "" for anything else."""
    matched = _EXAMPLE.match(entry[1].trivia.comment.rstrip()) if isinstance(entry[1], Comment) else None
    return matched[1] if matched else ""


def template_in(item: Item) -> re.Match[str] | None:
    """The commented line of a key without a value that ``item`` is, if it is one: its name and its comment."""
    return _TEMPLATE.match(item.trivia.comment.rstrip()) if isinstance(item, Comment) else None


def comment_above(entries: Sequence[Entry], at: int) -> bool:
    """Whether the line above entry ``at`` is a comment about it."""
    return at > 0 and isinstance(entries[at - 1][1], Comment) and not template_in(entries[at - 1][1])


def present(scope: TableScope) -> list[Entry]:
    """The entries of a table without the holes that deleted ones left."""
    return [entry for entry in scope.body.body if not isinstance(entry[1], Null)]


def place(scopes: Sequence[TableScope], record: type[Record], name: str) -> tuple[TableScope, int]:
    """Where the table ``name`` belongs: behind those declared before it, else before all others."""
    last: tuple[int, int] | None = None
    for part in record.elements:
        if part.name == name:
            break
        for number, scope in enumerate(scopes):
            for at, entry in enumerate(scope.body.body):
                if entry[0] is not None and entry[0].key == part.name and is_block(entry):
                    last = max(last or (number, at), (number, at))
    if last is not None:
        return scopes[last[0]], last[1] + 1
    scope = home(scopes)
    entries = scope.body.body
    return scope, next((at for at, entry in enumerate(entries) if is_block(entry)), len(entries))


def home(scopes: Sequence[TableScope]) -> TableScope:
    """The one of the places of a table that its own keys stand in."""
    headed = next((scope for scope in scopes if scope.headed), None)
    return headed or next((scope for scope in scopes if scope.dotted), scopes[0])


def insert(scope: TableScope, at: int, name: str, item: Item, newline: str) -> None:
    """Put a table before entry ``at`` of ``scope``, behind an empty line."""
    behind = next((entry[1] for entry in scope.body.body[at:] if not isinstance(entry[1], Null)), None)
    if not ends_blank(scope, at):
        put_before(scope, at, [blank(newline)], newline)
    entries = present(scope)
    at = next((number for number, entry in enumerate(entries) if entry[1] is behind), len(entries))
    entries.insert(at, (SingleKey(name), item))
    rewrite(scope.body, entries)


def finish(scope: TableScope, newline: str) -> None:
    """Let a table that was added end with an empty line where something follows."""
    assert scope.inside is not None
    assert scope.item is not None
    end = end_of(scope.item)
    if end is None or not followed(scope.inside, scope.place + 1):
        return
    close(scope.item, newline)
    last = next((entry for entry in reversed(end.body) if not isinstance(entry[1], Null)), None)
    if last is None or not is_blank(last):
        append(end, [blank(newline)], newline)


def opening(
    scopes: Sequence[TableScope], record: type[Record], name: str, path: str, newline: str
) -> tuple[TableScope, int, list[Entry]]:
    """Where the first row of a list goes, and what stands behind it then: behind its commented example, if any.

    ``path`` is the dotted name of the list; "" where the file cannot have an example of it, within rows.
    """
    for scope in scopes if path else ():
        for at, entry in enumerate(scope.body.body):
            if example(entry) == path:
                return _behind_example(scope, at, newline)
            end = end_of(entry[1]) if is_block(entry) else None
            lines = end.body if end is not None else []
            start = next((number for number, line in enumerate(lines) if example(line) == path), None)
            if start is not None and not any(key is not None for key, _ in lines[start:]):
                start = _end_of_comments(lines, start)
                rest = [line for line in lines[start:] if not isinstance(line[1], Null)]
                del lines[start:]
                return scope, at + 1, rest
    scope, at = place(scopes, record, name)
    return scope, at, [blank(newline)] if followed(scope, at) else []


def _behind_example(scope: TableScope, at: int, newline: str) -> tuple[TableScope, int, list[Entry]]:
    """``opening`` where the example stands among the lines of ``scope`` itself, at entry ``at``."""
    entries = scope.body.body
    at = stop = _end_of_comments(entries, at)
    while stop < len(entries) and entries[stop][0] is None:
        stop += 1
    rest = [line for line in entries[at:stop] if not isinstance(line[1], Null)]
    if not rest and followed(scope, at):
        rest = [blank(newline)]
    behind = entries[stop][1] if stop < len(entries) else None
    rewrite(scope.body, entries[:at] + entries[stop:])
    return scope, next((n for n, (_, item) in enumerate(scope.body.body) if item is behind), len(scope.body.body)), rest


def _end_of_comments(lines: Sequence[Entry], at: int) -> int:
    while at < len(lines) and isinstance(lines[at][1], Comment | Null):
        at += 1
    return at

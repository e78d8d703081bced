"""Brings the rows of a list, each a table ``[[...]]``, into another order: comments go with the rows they are about."""

from __future__ import annotations

from collections.abc import Sequence

from tomlkit.container import Container
from tomlkit.items import AoT, Null, Table, Trivia

from model.drafts.in_place.insertion import insert, opening
from model.drafts.in_place.toml_entries import (
    Entry,
    TableScope,
    append,
    blank,
    close,
    cut_tail,
    end_of,
    followed,
    note,
    put_before,
    rewrite,
    spoken,
    trim,
)
from model.schema.records import Record, Rows


def arrange(
    scopes: Sequence[TableScope],
    record: type[Record],
    part: Rows,
    old: Sequence[TableScope],
    places: Sequence[int | None],
    path: str,
    newline: str,
) -> list[tuple[TableScope, list[Entry]]]:
    """Let the list ``part`` consist of the rows ``old`` by their ``places``, None for a new one, still empty.

    The comments above the first row and below the last are about the list and stay where they are. Returns the rows,
    each with what it has to end with once it is written (``settle``).
    """
    tails = [cut_tail(_end(row)) for row in old]
    lead = ""
    if old:
        listed, scope = old[0].listed, old[0].inside
        assert listed is not None
        assert scope is not None
        first = _table(old[0])
        lead, first.trivia.indent = first.trivia.indent, ""
        tail = tails.pop()
        _take_out({id(row.listed): row for row in old[1:] if row.listed is not listed})
    else:
        scope, at, tail = opening(scopes, record, part.name, path, newline)
        listed = AoT([], name=part.name, parsed=True)
    rows: list[TableScope] = []
    ends: list[list[Entry]] = []
    for number in places:
        table = _new_row(part.name, newline) if number is None else _table(old[number])
        rows.append(TableScope(table.value, table, scope, listed, part.label))
        ends.append(tails[number] if number is not None and number < len(tails) else [blank(newline)])
    loose = [line for number, cut in enumerate(tails) if number not in places for line in cut if spoken(cut)]
    if not rows:
        _leave(scope, listed, [*_lines(lead, newline), *loose, *tail], newline)
        return []
    first = _table(rows[0])
    first.trivia.indent = lead + first.trivia.indent
    del listed[:]
    listed.extend([_table(row) for row in rows])
    if not old:
        insert(scope, at, part.name, listed, newline)
    own = ends[-1] if places[-1] is not None and spoken(ends[-1]) else []
    while tail and own and own[-1][1].as_string().strip() == "" == tail[0][1].as_string().strip():
        own.pop()
    ends[-1] = own + loose + tail
    return list(zip(rows, ends, strict=True))


def settle(row: TableScope, end: list[Entry], newline: str) -> None:
    """Let a row that is written end as ``arrange`` said."""
    body = _end(row)
    trim(body)
    close(_table(row), newline)
    append(body, end, newline)


def _end(row: TableScope) -> Container:
    end = end_of(_table(row))
    assert end is not None, "a row has a header"
    return end


def _table(row: TableScope) -> Table:
    assert row.item is not None
    return row.item


def _new_row(name: str, newline: str) -> Table:
    return Table(Container(), Trivia(trail=newline), is_aot_element=True, name=name)


def _take_out(others: dict[int, TableScope]) -> None:
    """Take out the further pieces of a list that the file comes back to: its rows go to the first piece."""
    for row in others.values():
        assert row.inside is not None
        rewrite(row.inside.body, [entry for entry in row.inside.body.body if entry[1] is not row.listed])


def _lines(text: str, newline: str) -> list[Entry]:
    return [note(line.strip(), newline) for line in text.splitlines() if line.strip()]


def _leave(scope: TableScope, listed: AoT, rest: list[Entry], newline: str) -> None:
    """Take a list out that has no rows left; the comments about it stay."""
    at = next(number for number, entry in enumerate(scope.body.body) if entry[1] is listed)
    scope.body.body[at] = (None, Null())
    last = not followed(scope, at)
    if spoken(rest):
        put_before(scope, at, rest, newline, trimmed=not rest[0][1].as_string().strip())
    elif last:
        put_before(scope, at, [], newline, trimmed=True)
    rewrite(scope.body, list(scope.body.body))

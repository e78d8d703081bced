"""Groups and lists that a draft has as inline tables and arrays; comments within an array stay with their rows."""

from __future__ import annotations

from collections.abc import Sequence

import tomlkit
from tomlkit.items import Array, InlineTable, Item, Table

from model.drafts.notation import value
from model.drafts.snapshot import Snapshot, order
from model.patterns import Pattern
from model.schema.fields import Field
from model.schema.records import Group, Rows

_GAP = Pattern(r"(?:[ \t\r\n,]|#[^\n]*)*")
_COMMENT_OR_COMMA = Pattern(r"#[^\n]*|,")


def write(table: InlineTable | Table, now: Snapshot, before: Snapshot | None, newline: str) -> None:
    """Write what ``now`` says differently from ``before`` into ``table``, keys that the report lacks stay.

    Raises TypeError where the file has another kind of value.
    """
    for part in now.record.elements:
        name = part.name
        item: Item
        if isinstance(part, Field):
            raw = now.texts.get(name, "")
            if raw == (before.texts.get(name, "") if before else ""):
                continue
            if not raw:
                del table[name]
                continue
            item = tomlkit.value(value(part, raw, newline))
        elif isinstance(part, Rows):
            rows, old = now.lists.get(name, []), before.lists.get(name, []) if before else []
            if rows == old:
                continue
            item = written(table.get(name), rows, old, newline)
        elif isinstance(part, Group):
            inner, was = now.groups.get(name), before.groups.get(name) if before else None
            if inner == was:
                continue
            item = table.get(name) or tomlkit.inline_table()
            if not isinstance(item, InlineTable | Table):
                raise TypeError
            write(item, inner or Snapshot(part.record, now.number, {}, {}, {}), was, newline)
        else:
            continue
        if name in table:
            table[name] = item
        else:
            # Of two ways to add a key, this one sets a space before it.
            table.append(name, item)


def table(now: Snapshot, newline: str) -> InlineTable:
    """The inline table that ``now`` is."""
    new = tomlkit.inline_table()
    write(new, now, None, newline)
    return new


def written(array: object, rows: Sequence[Snapshot], before: Sequence[Snapshot], newline: str) -> Item:
    """The array that ``rows`` are, made from ``array``, which ``before`` says; None for a new one.

    Raises TypeError where the file has another kind of value.
    """
    if array is None:
        array = tomlkit.array()
    if not isinstance(array, Array) or len(array) != len(before):
        raise TypeError
    old = [array.item(number) for number in range(len(array))]
    items: list[Item] = []
    places = order(rows, before)
    for row, place in zip(rows, places, strict=True):
        item = tomlkit.inline_table() if place is None else old[place]
        if not isinstance(item, InlineTable):
            raise TypeError
        was = None if place is None else before[place]
        if row != was:
            write(item, row, was, newline)
        items.append(item)
    if places == list(range(len(old))):
        return array
    return tomlkit.value(_rearranged(array.as_string(), old, items, newline))


def _rearranged(text: str, old: list[Item], items: list[Item], newline: str) -> str:
    """The array ``text``, which has the items ``old``, with ``items`` instead; each keeps the comments beside it.

    A comment behind an item and on the lines above it is its own. tomlkit drops the comments of an item that moves.
    """
    gaps = []
    at = 1
    for item in old:
        gap = _GAP.match(text, at)
        assert gap is not None
        gaps.append(gap[0])
        at = gap.end() + len(item.as_string())
    gaps.append(text[at:-1])
    spread = any("\n" in gap for gap in gaps)
    last_comma = any(found[0] == "," for found in _COMMENT_OR_COMMA.finditer(gaps[-1])) if old else spread
    gaps = [_COMMENT_OR_COMMA.sub(lambda found: found[0].strip(","), gap) for gap in gaps]
    if not spread:
        inside = ", ".join(item.as_string() for item in items)
        return f"[{gaps[0]}{inside}{gaps[-1] if old else ''}]"
    parts = [_split(gap) for gap in gaps]
    margin = parts[0][1].rpartition("\n")[2] if old else "    "
    beside = {id(item): (parts[number][1], parts[number + 1][0]) for number, item in enumerate(old)}
    made = f"[{parts[0][0]}"
    for number, item in enumerate(items):
        lead, after = beside.get(id(item), (margin, newline))
        comma = "," if last_comma or number + 1 < len(items) else ""
        made += f"{lead}{item.as_string()}{comma}{after}"
    return f"{made}{parts[-1][1]}]"


def _split(gap: str) -> tuple[str, str]:
    """What is on the line of the item before, with its line end, and what is on the lines of the next one."""
    at = gap.find("\n") + 1
    return gap[:at], gap[at:]

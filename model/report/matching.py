"""Finds which rows of two versions of a list are the same row: by their texts, their names, their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from model.report.tree import Content
from model.schema.records import Rows


def name_of(rows: Rows, row: Content) -> str:
    """The name of a row: the value of its ``unique`` field, else its first text; "" for none."""
    said = row.get(name_field(rows), "")
    return said.strip() if isinstance(said, str) else ""


def name_field(rows: Rows) -> str:
    """The field that names a row of the list; "" where the list has none."""
    return rows.unique or rows.record.title


def match(rows: Rows, old: Sequence[Content], new: Sequence[Content]) -> list[int | None]:
    """For each row of ``new`` the number of the row of ``old`` that it is, None for a new one."""
    found = paired(rows, old, new)
    taken = set(found)
    # Renamed in its place: the one row that is left between the same neighbours in both.
    for at in range(len(new)):
        before = found[at - 1] if at else -1
        if found[at] is not None or before is None or before + 1 >= len(old) or before + 1 in taken:
            continue
        if (found[at + 1] if at + 1 < len(new) else len(old)) == before + 2:
            found[at] = before + 1
            taken.add(before + 1)
    return found


def paired(rows: Rows, old: Sequence[Content], new: Sequence[Content]) -> list[int | None]:
    """Like ``match``, but only rows that say the same or have the same name are one row."""
    found: list[int | None] = [None] * len(new)
    taken: set[int] = set()
    for key in (repr, lambda row: name_of(rows, row)):
        places: dict[str, list[int]] = {}
        for place in reversed(range(len(old))):
            if place not in taken:
                places.setdefault(key(old[place]), []).append(place)
        for at, row in enumerate(new):
            mark = key(row)
            if found[at] is None and mark and places.get(mark):
                found[at] = places[mark].pop()
                taken.add(found[at] or 0)
    return found

"""Finds which rows of two versions of a list are the same row: by their texts, their names, their neighbours."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from model.report.tree import Content
from model.schema.records import Rows

T = TypeVar("T")


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
    return pair_by((repr, lambda row: name_of(rows, row) or None), old, new)


def pair_by(keys: Iterable[Callable[[T], Hashable]], old: Sequence[T], new: Sequence[T]) -> list[int | None]:
    """For each of ``new`` the place among ``old`` of the first left with the same key; None where there is none.

    The ``keys`` are tried one after the other; what has None for a key is not paired by it.
    """
    found: list[int | None] = [None] * len(new)
    left = dict.fromkeys(range(len(old)))
    for key in keys:
        if not left or None not in found:
            break
        places: dict[Hashable, list[int]] = {}
        for place in reversed(left):
            places.setdefault(key(old[place]), []).append(place)
        for at, row in enumerate(new):
            if found[at] is None and (mark := key(row)) is not None and (same := places.get(mark)):
                found[at] = same.pop()
                del left[found[at] or 0]
    return found

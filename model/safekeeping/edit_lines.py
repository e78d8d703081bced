"""Edits as plain data and back: what a journal writes, and what it believes of what it reads."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

from model.drafts.draft import MAX_BYTES
from model.report.edits import MAX_ROWS, Edit, Inserted, Moved, Removed, Single, Together, Typed
from model.report.tree import Content

_MOST_DEEP: Final = 12


def plain(edit: Edit) -> list[Any]:
    """``edit`` as lists, texts and numbers."""
    if isinstance(edit, Together):
        return ["together", edit.path, [plain(single) for single in edit.edits]]
    return [type(edit).__name__.lower(), *(getattr(edit, part.name) for part in fields(edit))]


def edit_of(data: object) -> Edit:
    """The edit that ``data`` is; raises ValueError where it is none."""
    match data:
        case ["together", str(path), list(inner)]:
            return Together(path, tuple(_single(one) for one in inner))
        case _:
            return _single(data)


def _single(data: object) -> Single:
    match data:
        case ["typed", str(path), str(old), str(new)]:
            return Typed(path, old, new)
        case ["inserted", str(path), int(at), content]:
            return Inserted(path, _place(at), content_of(content))
        case ["removed", str(path), int(at), content]:
            return Removed(path, _place(at), content_of(content))
        case ["moved", str(path), int(at), int(to)]:
            return Moved(path, _place(at), _place(to))
        case _:
            raise ValueError("no edit")


def _place(number: int) -> int:
    if not 0 <= number <= MAX_ROWS:
        raise ValueError("no place in a list")
    return number


def content_of(data: object, depth: int = 0) -> Content:
    """The content that ``data`` is; raises ValueError where it is none or more than a draft can have."""
    if not isinstance(data, dict) or depth > _MOST_DEEP:
        raise ValueError("no content")
    for value in data.values():
        if isinstance(value, list):
            if len(value) > MAX_ROWS:
                raise ValueError("too many rows")
            for row in value:
                content_of(row, depth + 1)
        elif isinstance(value, dict):
            content_of(value, depth + 1)
        elif not isinstance(value, str) or len(value) > MAX_BYTES:
            raise ValueError("no text")
    return data


def spliced(old: str, new: str) -> tuple[int, str, str]:
    """What turns ``old`` into ``new``: where, what goes, what comes."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return start, old[start : len(old) - end], new[start : len(new) - end]


def _common(one: str, other: str) -> int:
    """How many marks both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low

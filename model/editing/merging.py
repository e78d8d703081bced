"""Merges the changes of two writers of one draft, field by field, given the version that both started from.

A change of one side is taken. Where both sides changed one field, mine is kept until the clerk chooses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from model.editing.differences import summary
from model.report.matching import match, name_of, paired
from model.report.tree import Content, join_labels
from model.schema.elements import Element
from model.schema.fields import Field
from model.schema.outline import Outline
from model.schema.records import Group, Record, Rows, Section

GONE = "（已删去）"
Key = tuple[str, int]
"""A row of a merged list: of whose version, and its number there."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field or row that both sides changed. ``mine`` is in the merged content; ``take_theirs`` puts theirs there."""

    label: str
    mine: str
    theirs: str
    take_theirs: Callable[[], None]


class Merge:
    """The merged ``content``, and ``conflicts`` to be decided."""

    def __init__(self, base: Content, mine: Content, theirs: Content) -> None:
        self.conflicts: list[Conflict] = []
        self.content = self._record(Outline, base, mine, theirs, "")

    def _record(self, record: type[Record], base: Content, mine: Content, theirs: Content, label: str) -> Content:
        merged: Content = {}
        for part in record.elements:
            was, own, other = (side.get(part.name) for side in (base, mine, theirs))
            if own == other or other == was:
                _put(merged, part.name, own)
            elif own == was:
                _put(merged, part.name, other)
            elif isinstance(part, Rows) and part.internal:
                _put(merged, part.name, _own_rows(was or [], own or [], other or []))
            elif isinstance(part, Rows):
                _put(merged, part.name, self._rows(part, was or [], own or [], other or [], _label(label, part)))
            elif isinstance(part, Group):
                inside = self._record(part.record, was or {}, own or {}, other or {}, _label(label, part))
                # The group itself stays in place while a conflict below it is undecided.
                merged[part.name] = inside
            else:
                _put(merged, part.name, own)
                self._field(merged, part, own or "", other or "", label)
        return merged

    def _field(self, merged: Content, field: Element, mine: str, theirs: str, label: str) -> None:
        def take() -> None:
            merged.pop(field.name, None)
            _put(merged, field.name, theirs)

        self.conflicts.append(Conflict(_label(label, field), mine, theirs, take))

    def _rows(
        self, rows: Rows, base: list[Content], mine: list[Content], theirs: list[Content], label: str
    ) -> list[Content]:
        from_mine, from_theirs = match(rows, base, mine), match(rows, base, theirs)
        new_mine = [at for at, place in enumerate(from_mine) if place is None]
        new_theirs = [at for at, place in enumerate(from_theirs) if place is None]
        twins = paired(rows, [mine[at] for at in new_mine], [theirs[at] for at in new_theirs])
        twin = {at: new_mine[place] for at, place in zip(new_theirs, twins, strict=True) if place is not None}
        my_order: list[Key] = [("mine", at) if place is None else ("base", place) for at, place in enumerate(from_mine)]
        their_order: list[Key] = [
            ("base", place) if place is not None else ("mine", twin[at]) if at in twin else ("theirs", at)
            for at, place in enumerate(from_theirs)
        ]
        my_rows = dict(zip(my_order, mine, strict=True))
        their_rows = dict(zip(their_order, theirs, strict=True))
        kept: dict[Key, Content] = {}
        doubtful: list[tuple[Key, bool]] = []
        for key in dict.fromkeys([*my_order, *their_order]):
            own, other = my_rows.get(key), their_rows.get(key)
            before = base[key[1]] if key[0] == "base" else None
            if own is not None and other is not None:
                named = _label(label, rows, own)
                kept[key] = self._record(rows.record, before or {}, own, other, named)
            elif own is not None and own != before:
                kept[key] = own
                if before is not None:
                    doubtful.append((key, True))
            elif other is not None and other != before:
                kept[key] = other
                if before is not None:
                    doubtful.append((key, False))
        merged = self._ordered(my_order, their_order, kept, label)
        for key, is_mine in doubtful:
            self._deleted(merged, kept[key], _label(label, rows, kept[key]), is_mine=is_mine)
        return merged

    def _deleted(self, merged: list[Content], row: Content, label: str, *, is_mine: bool) -> None:
        """Add a conflict on a row that one side deleted and the other one changed."""

        def take_out() -> None:
            merged[:] = [other for other in merged if other is not row]

        said = summary(row)
        if is_mine:
            self.conflicts.append(Conflict(label, said, GONE, take_out))
        else:
            at = next(number for number, other in enumerate(merged) if other is row)
            take_out()
            self.conflicts.append(Conflict(label, GONE, said, lambda: merged.insert(min(at, len(merged)), row)))

    def _ordered(self, mine: list[Key], theirs: list[Key], kept: dict[Key, Content], label: str) -> list[Content]:
        there = set(theirs)
        common = [key for key in mine if key[0] == "base" and key in there and key in kept]
        shared = set(common)
        other = [key for key in theirs if key in shared]
        moved_mine, moved_theirs = common != sorted(common), other != sorted(other)
        first = [kept[key] for key in _arranged(mine, theirs) if key in kept]
        second = [kept[key] for key in _arranged(theirs, mine) if key in kept]
        if common == other or not moved_theirs:
            return first
        if not moved_mine:
            return second

        def take() -> None:
            left = {id(row) for row in first}
            first[:] = [row for row in second if id(row) in left]

        self.conflicts.append(Conflict(f"{label}的次序", _listed(first), _listed(second), take))
        return first


def _own_rows(base: list[Content], mine: list[Content], theirs: list[Content]) -> list[Content]:
    """Merges a list that the program keeps, one row for each path. The clerk is not asked: mine wins.

    Of the marks on last year's texts only those are kept that neither side removed.
    """
    was, own, other = ({row.get("path", ""): row for row in side} for side in (base, mine, theirs))
    merged: list[Content] = []
    for path in dict.fromkeys([*own, *other]):
        before, here, there = was.get(path), own.get(path), other.get(path)
        row = there if here == before else here
        if here != before and there not in (before, here):
            row = here or there
            if row is not None and "kept" in row:
                unconfirmed = [str((side or {}).get("kept", "")).split() for side in (here, there)]
                left = [text for text in unconfirmed[0] if text in unconfirmed[1]]
                row = {**row, "kept": " ".join(left)} if left else None
        if row is not None:
            merged.append(row)
    return merged


def _arranged(order: list[Key], other: list[Key]) -> list[Key]:
    """The rows of ``order``, and those that only ``other`` has behind the row that they follow there."""
    result = list(order)
    known = set(result)
    before: Key | None = None
    for key in other:
        if key not in known:
            result.insert(result.index(before) + 1 if before is not None else 0, key)
            known.add(key)
        before = key
    return result


def _put(merged: Content, name: str, value: Any) -> None:
    if value:
        merged[name] = value


def _label(before: str, part: Element, row: Content | None = None) -> str:
    if row is not None and isinstance(part, Rows):
        return join_labels(before, name_of(part, row)[:30] or "一行")
    if isinstance(part, Section):
        return ""
    return join_labels(before, part.label) if isinstance(part, Field | Group) else before


def _listed(rows: list[Content]) -> str:
    return "；".join(summary(row)[:20] for row in rows)

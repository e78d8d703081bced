"""What a report says at one moment, apart from the report, so that a thread can save it while the clerk types on."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from model.report.matching import pair_by
from model.report.tree import Cell, Content, Node, RowList
from model.schema.records import Record


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The texts typed in one record and below it, by name; what is empty is left out.

    ``number`` is that of the record in the report. It identifies a row, also after all of its values were changed.
    """

    record: type[Record]
    number: int = field(compare=False)
    texts: dict[str, str]
    groups: dict[str, Snapshot]
    lists: dict[str, list[Snapshot]]

    @property
    def filled(self) -> bool:
        """Whether there is anything: a text, or a row even if it is empty."""
        return bool(self.texts or self.groups or self.lists)

    @property
    def longest(self) -> int:
        """The characters of the longest text in it; 0 for none."""
        rows = (row for inner in self.lists.values() for row in inner)
        inside = (inner.longest for inner in (*self.groups.values(), *rows))
        return max([0, *map(len, self.texts.values()), *inside])

    @property
    def content(self) -> Content:
        """The same in the form of ``Node.content``."""
        inside: Content = {name: inner.content for name, inner in self.groups.items()}
        rows: Content = {name: [row.content for row in inner] for name, inner in self.lists.items()}
        return {**self.texts, **inside, **rows}


def snapshot(node: Node, before: Snapshot | None = None) -> Snapshot:
    """What ``node`` says now.

    Records that say what they said in ``before`` are the same objects as there, so that a large report leaves few new
    objects: many would let the interpreter look through all of them for garbage, just when the clerk saves.
    """
    groups: dict[str, Snapshot] = {}
    lists: dict[str, list[Snapshot]] = {}
    texts = {name: part.raw for name, part in node.parts.items() if type(part) is Cell and part.raw}
    for name in node.record.groups:  # most records of a large report have none
        part = node.parts[name]
        if isinstance(part, Node):
            if (inner := snapshot(part, before.groups.get(name) if before else None)).filled:
                groups[name] = inner
        elif isinstance(part, RowList) and part.rows:
            known = {row.number: row for row in before.lists.get(name, ())} if before else {}
            lists[name] = [snapshot(row, known.get(row.number)) for row in part.rows]
    # Compared before anything is made of it: the key that saves waits for a thousand rows.
    same = before is not None and before.number == node.number
    if before is not None and same and before.texts == texts and before.groups == groups and before.lists == lists:
        return before
    return Snapshot(node.record, node.number, texts, groups, lists)


def order(rows: Sequence[Snapshot], before: Sequence[Snapshot]) -> list[int | None]:
    """For each of ``rows`` the place among ``before`` of the row that it was, None for a new one.

    A row that was taken out and put back is another object with the same content: then content tells, then its title.
    """
    return pair_by((attrgetter("number"), _content, _title), before, rows)


def _content(row: Snapshot) -> Hashable:
    return (
        tuple(row.texts.items()),
        tuple((name, _content(inner)) for name, inner in row.groups.items()),
        tuple((name, *map(_content, inner)) for name, inner in row.lists.items()),
    )


def _title(row: Snapshot) -> Hashable:
    return row.texts.get(row.record.elements[0].name, "")

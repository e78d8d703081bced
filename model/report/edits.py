"""Edits of a report as values: a field typed, a row that came, went or moved, and several of them as one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from model.report.tree import Cell, Content, Node, RowList

MAX_ROWS: Final = 2000
"""No list of a report is longer."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A field got another text."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """A row came into the list at ``path``; ``content`` is what stood in it."""

    path: str
    at: int
    content: Content


@dataclass(frozen=True, slots=True)
class Removed:
    """A row left the list at ``path``; ``content`` is what stood in it."""

    path: str
    at: int
    content: Content


@dataclass(frozen=True, slots=True)
class Moved:
    """A row of the list at ``path`` changed its place."""

    path: str
    at: int
    to: int


Single = Typed | Inserted | Removed | Moved


@dataclass(frozen=True, slots=True)
class Together:
    """Several edits that are one step of the history; ``path`` is where the clerk sees them."""

    path: str
    edits: tuple[Single, ...]


Edit = Single | Together


@dataclass(frozen=True, slots=True)
class Effect:
    """What edits did to a report: cells that were typed into, and lists with the number of the first row that changed.

    ``came`` and ``gone`` are whole rows; a row that only moved is neither.
    """

    typed: list[Cell] = field(default_factory=list)
    lists: dict[RowList, int] = field(default_factory=dict)
    came: list[Node] = field(default_factory=list)
    gone: list[Node] = field(default_factory=list)


def typed_into(cells: Iterable[tuple[Cell, str]]) -> list[Single]:
    """What puts a text into each of ``cells`` that has another."""
    return [Typed(cell.path, cell.raw, new) for cell, new in cells if cell.raw != new]


def apply(root: Node, edit: Edit, change: Effect | None = None) -> None:
    """Do ``edit`` in the report below ``root`` and note it in ``change``. The relations must be bound again afterwards.

    Raises KeyError or IndexError where the path does not exist or the list is full. Then only the edits of a Together
    before the failed one are done.
    """
    change = change or Effect()
    if isinstance(edit, Together):
        for single in edit.edits:
            apply(root, single, change)
        return
    if isinstance(edit, Typed):
        cell = root.cell(edit.path)
        cell.raw = edit.new
        change.typed.append(cell)
        return
    rows = root.list_at(edit.path)
    if isinstance(edit, Inserted) and len(rows.rows) >= MAX_ROWS:
        raise IndexError(edit.path)
    places = len(rows.rows) + isinstance(edit, Inserted)
    if not (0 <= edit.at < places and (not isinstance(edit, Moved) or 0 <= edit.to < places)):
        raise IndexError(edit.path)
    first = edit.at
    if isinstance(edit, Inserted):
        row = rows.insert(edit.at)
        row.fill(edit.content)
        change.came.append(row)
    elif isinstance(edit, Removed):
        row = rows.rows.pop(edit.at)
        if row in change.came:
            change.came.remove(row)
        else:
            change.gone.append(row)
    else:
        rows.rows.insert(edit.to, rows.rows.pop(edit.at))
        first = min(edit.at, edit.to)
    rows.renumber(first)
    change.lists[rows] = min(first, change.lists.get(rows, first))


def reverse(edit: Edit) -> Edit:
    """The edit that takes ``edit`` back."""
    if isinstance(edit, Together):
        return Together(edit.path, tuple(_reverse(single) for single in reversed(edit.edits)))
    return _reverse(edit)


def _reverse(edit: Single) -> Single:
    if isinstance(edit, Typed):
        return Typed(edit.path, edit.new, edit.old)
    if isinstance(edit, Inserted):
        return Removed(edit.path, edit.at, edit.content)
    if isinstance(edit, Removed):
        return Inserted(edit.path, edit.at, edit.content)
    return Moved(edit.path, edit.to, edit.at)

"""The names that sentences of a part of the report can use, as declared: looked up, listed, explained."""

from __future__ import annotations

from collections.abc import Iterator

from model.schema.elements import Element
from model.schema.outline import Outline
from model.schema.records import Group, Record, Rows
from model.schema.records import Section as Table

Scopes = tuple[type[Record], ...]
"""The records around a place, the whole report first."""


def tables() -> dict[str, Table]:
    """The tables of the draft that a part of the report can be said of, by their keys."""
    return {part.name: part for part in Outline.elements if isinstance(part, Table)}


def declared(name: str, scopes: Scopes) -> Element | None:
    """What is called ``name`` in the innermost record that has a part of its first name; None where nothing is."""
    first, *rest = name.split(".")
    for record in reversed(scopes):
        part = part_of(record, first)
        if part is None:
            continue
        for step in rest:
            if not isinstance(part, Group) or isinstance(part, Rows):
                return None
            part = part_of(part.record, step)
        return part
    return None


def part_of(record: type[Record], name: str) -> Element | None:
    """The part of ``record`` called ``name``; None where there is none."""
    return next((part for part in record.elements if part.name == name), None)


def usable(scopes: Scopes) -> list[str]:
    """Every name that can be written within ``scopes``, those of groups with their parts; rows by the list alone."""
    return [name for record in scopes for name in _names(record)]


def _names(record: type[Record], before: str = "") -> Iterator[str]:
    for part in record.elements:
        yield before + part.name
        if isinstance(part, Group) and not isinstance(part, Rows) and record is not Outline:
            yield from _names(part.record, f"{before}{part.name}.")


def explained(key: str) -> str:
    """A comment with the names that can be used in the part ``key``, each with what the clerk calls it."""
    return f"# 可用的名称：{'、'.join(_labelled(tables()[key]))}"


def _labelled(group: Group, before: str = "") -> Iterator[str]:
    for part in group.record.elements:
        if isinstance(part, Rows):
            inner = "、".join(_labelled(part))
            yield f"{before}{part.name} {part.label}（逐项：{inner}）"
        elif isinstance(part, Group):
            yield from _labelled(part, f"{before}{part.name}.")
        else:
            yield f"{before}{part.name} {part.label}"

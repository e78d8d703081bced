"""Groups and lists that a draft has as inline tables and arrays: written anew, what did not change as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.drafts.baseline import part_content
from model.drafts.notation import key, value
from model.report.tree import Cell, Node, RowList

if TYPE_CHECKING:
    from model.drafts.baseline import Base
    from model.drafts.layout import Value


def merged(base: Base, part: Node | RowList, before: object, known: Value | None, newline: str) -> Value:
    """``known`` with what the report says in ``part``, which ``base`` knows as ``before``.

    Values that did not change stay as they are written, and so do keys that the report does not have.
    """
    if isinstance(part, RowList):
        originals = base.originals(before)
        items = known if isinstance(known, list) and len(known) == len(originals) else []
        rows: list[Value] = []
        for row, place in zip(part.rows, base.order(part, originals), strict=True):
            old, item = (None, None) if place is None else (originals[place], items[place])
            rows.append(merged(base, row, old, item, newline))
        return rows
    table = dict(known) if isinstance(known, dict) else {}
    for name, inner in part.parts.items():
        old_part = before.parts[name] if isinstance(before, Node) else None
        if isinstance(inner, Cell):
            was = base.values.get(old_part, "") if isinstance(old_part, Cell) else ""
            if inner.raw and inner.raw != was:
                table[name] = value(inner.field, inner.raw, newline)
            elif was and not inner.raw:
                del table[name]
        elif base.content(old_part) != part_content(inner):
            table[name] = merged(base, inner, old_part, table.get(name), newline)
    return table


def emitted(written: Value, newline: str, *, spread: bool = False) -> str:
    """The text of an inline value; ``spread``: an array has a line for each of its items."""
    if isinstance(written, str):
        return str(written)
    if isinstance(written, dict):
        inside = ", ".join(f"{key(name)} = {emitted(inner, newline)}" for name, inner in written.items())
        return f"{{{inside}}}"
    items = [emitted(item, newline) for item in written]
    if spread and items:
        return f"[{newline}" + "".join(f"    {item},{newline}" for item in items) + "]"
    return f"[{', '.join(items)}]"

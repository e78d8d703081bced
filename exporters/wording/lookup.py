"""Names in a wording: looked up in the record at hand, then in the records around it."""

from __future__ import annotations

from functools import cache

from model.report.tree import Cell, Node, RowList


def find(node: Node, name: str) -> Cell | Node | RowList:
    """What is called ``name`` in ``node`` or around it; raises LookupError where nothing is."""
    if "." not in name:
        for around in node.outwards():
            if (part := around.parts.get(name)) is not None:
                return part
        raise LookupError(f"{node.path}: nothing here is called {name}")
    first, rest = _steps(name)
    found = find(node, first)
    for step in rest:
        assert isinstance(found, Node), name
        found = found.parts[step]
    return found


@cache
def _steps(name: str) -> tuple[str, tuple[str, ...]]:
    first, *rest = name.split(".")
    return first, tuple(rest)

"""Proves a text by reading it: that a draft says what was to be saved."""

from __future__ import annotations

from typing import Any

from model.drafts.draft import DraftError, tree
from model.drafts.notation import reads_as, storable
from model.drafts.snapshot import Snapshot
from model.drafts.toml_values import typed
from model.report.edits import MAX_ROWS
from model.schema.fields import Field
from model.schema.records import Group, Rows


def says(text: str, said: Snapshot) -> bool:
    """Whether ``text`` is a draft that says what was to be saved, a text as a file can hold it."""
    try:
        return _table_says(tree(text), said)
    except (DraftError, RecursionError):
        return False


def _table_says(table: dict[str, Any], said: Snapshot) -> bool:
    for part in said.record.elements:
        name = part.name
        value = table.get(name)
        if isinstance(part, Field):
            raw = typed(part, value) if value is not None else None
            wanted = storable(said.texts.get(name, ""))
            if (raw or "") != wanted and not (raw and reads_as(part, raw, wanted)):
                return False
        elif isinstance(part, Rows):
            rows = said.lists.get(name, [])
            tables = value if isinstance(value, list) and all(isinstance(row, dict) for row in value) else []
            if len(tables) > MAX_ROWS:
                tables = []
            if len(tables) != len(rows) or not all(map(_table_says, tables, rows)):
                return False
        elif isinstance(part, Group):
            inner = said.groups.get(name) or Snapshot(part.record, said.number, {}, {}, {})
            if not _table_says(value if isinstance(value, dict) else {}, inner):
                return False
    return True

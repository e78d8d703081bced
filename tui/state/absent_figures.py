"""What the space bar says is not there: the figures of a group that a department does not have."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from model.report.tree import Cell
from model.schema.fields import Number
from model.schema.records import Section
from tui.state.view_state import is_passed, to_fill


class Absent(NamedTuple):
    """The fields that are ``passed`` over, the one under the cursor first, and those of them that get 无 for it."""

    passed: Sequence[Cell]
    none: Sequence[Cell]


def absent_from(cell: Cell) -> Absent | None:
    """What is not there from the empty figure ``cell`` on; None where the key says nothing.

    On the first figure of a group that has none, that is the whole group: 无 stands for what may not be left empty.
    Else it is what may be, as far as it goes.
    """
    if not isinstance(cell.field, Number) or cell.raw or is_passed(cell) or to_fill(cell):
        return None
    node = cell.node
    own = [part for part in node.own_cells if part.raw or not part.field.folded]
    figures = [part for part in own if isinstance(part.field, Number) and not part.computable]
    group = node.index < 0 and not isinstance(node.element, Section)
    if group and node.empty and figures[:1] == [cell] and not any(part.field.required for part in figures):
        passed, none = own, [part for part in figures if not part.field.blank_is_none]
    else:
        passed = [*takewhile(_may_be_empty, own[own.index(cell) :])] if cell in own else []
        none = []
    return Absent(passed, none) if len(passed) > 1 else None


def _may_be_empty(cell: Cell) -> bool:
    return is_passed(cell) or (isinstance(cell.field, Number) and cell.field.blank_is_none and not cell.raw)

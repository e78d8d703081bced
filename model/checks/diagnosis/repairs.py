"""A possible slip and the value that would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from model.report.tree import Cell

MOST: Final = 3
"""Repairs that are proposed for one finding."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A possible slip: what it was, in words, and the text ``raw`` that the field ``cell`` would get ("": none).

    ``also`` are other fields that get a text in the same step.
    """

    kind: int
    cell: Cell
    raw: str
    text: str
    score: int = 0
    also: tuple[tuple[Cell, str], ...] = ()

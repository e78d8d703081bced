"""A possible slip and the value that would mend it."""

from __future__ import annotations

from dataclasses import dataclass

from model.checks.diagnosis.slips import QUOTE
from model.report.tree import Cell
from model.text import in_quotes


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


def in_text(cell: Cell, start: int, end: int, new: str, what: str = "") -> Repair:
    """The text of ``cell`` with ``new`` from ``start`` to ``end``; ``what`` says so, by default old and new."""
    old = cell.raw[start:end]
    raw = cell.raw[:start] + new + cell.raw[end:]
    return Repair(QUOTE, cell, raw, what or f"{in_quotes(old)}改为{in_quotes(new)}")

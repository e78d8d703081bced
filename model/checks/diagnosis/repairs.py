"""A possible slip and the value that would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from model.checks.diagnosis.slips import QUOTE
from model.figures import YUAN, Figure, exact_digits
from model.figures import figure as rounded
from model.report.tree import Cell
from model.schema.fields import Number
from model.text import in_quotes

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


def told(cell: Cell, figure: Figure) -> str:
    """``figure`` in words, in the unit in which the form shows ``cell``: 元 only where the field has 元."""
    if figure.unit != YUAN or cell.unit == YUAN or not isinstance(cell.field, Number):
        return figure.text()
    return rounded(figure.value, cell.unit, cell.field.decimals).text()


def to_figure(kind: int, cell: Cell, figure: Figure, text: str) -> Repair:
    """The field ``cell`` with ``figure`` in it: its unit stands behind it where it is not the field's (183007000元)."""
    if figure.unit == cell.unit:
        return Repair(kind, cell, figure.digits(), text)
    places = sum(map(str.isdigit, cell.raw.partition(".")[2]))
    return Repair(kind, cell, exact_digits(figure.value, figure.unit, places) + figure.unit.name, text)


def in_text(cell: Cell, start: int, end: int, new: str, what: str = "") -> Repair:
    """The text of ``cell`` with ``new`` from ``start`` to ``end``; ``what`` says so, by default old and new."""
    old = cell.raw[start:end]
    raw = cell.raw[:start] + new + cell.raw[end:]
    return Repair(QUOTE, cell, raw, what or f"{in_quotes(old)}改为{in_quotes(new)}")

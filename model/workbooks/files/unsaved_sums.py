"""Works out the formulas that no office program did: sums and differences of cells on the same sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from model.patterns import Pattern
from model.workbooks.files.inspection import Place, place

_REF: Final = r"\$?[A-Z]{1,3}\$?[0-9]{1,5}"
_RANGE: Final = rf"{_REF}(?::{_REF})?"
_TERM: Final = Pattern(rf"([-+]?)(?:SUM\(({_RANGE}(?:,{_RANGE})*)\)|({_REF}))")
_MOST: Final = 3000
"""So many formulas of a sheet, and so many cells of one sum, are looked at."""
_STEPS: Final = 12
"""So deep formulas may stand in each other."""


def worked_out(rows: Sequence[Sequence[str | Decimal]], formulas: Mapping[Place, str]) -> dict[Place, Decimal]:
    """The amounts that ``formulas`` come to, without those that are more than sums or have other text among them."""
    found: dict[Place, Decimal] = {}
    waiting = {at: terms for at, text in [*formulas.items()][:_MOST] if (terms := _terms(text))}

    def value(at: Place) -> Decimal | None:
        if at in formulas:
            return found.get(at)
        row, column = at
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        return cell if isinstance(cell, Decimal) else None if cell.strip("-—– ") else Decimal()

    for _ in range(_STEPS):
        for at, terms in list(waiting.items()):
            numbers = [(sign, number) for sign, cell in terms if (number := value(cell)) is not None]
            if len(numbers) == len(terms):
                found[at] = sum((sign * number for sign, number in numbers), Decimal())
                del waiting[at]
    return found


def _terms(text: str) -> list[tuple[int, Place]]:
    """The cells that a formula adds and takes away; [] for a formula that does more."""
    text = text.strip().lstrip("=").replace(" ", "").upper()
    cells: list[tuple[int, Place]] = []
    at = 0
    while at < len(text):
        term = _TERM.match(text, at)
        if term is None or (at and not term[1]):
            return []
        sign = -1 if term[1] == "-" else 1
        cells += [(sign, cell) for part in (term[2] or term[3]).split(",") for cell in _cells(part)]
        at = term.end()
        if len(cells) > _MOST:
            return []
    return cells


def _cells(part: str) -> Iterator[Place]:
    """The cells of C5 or of C5:C9; none of a range that no table is as large as."""
    first, _, last = part.replace("$", "").partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    if (bottom - top + 1) * (right - left + 1) > _MOST:
        yield from [(0, 0)] * (_MOST + 1)
    yield from ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))

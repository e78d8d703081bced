"""What texts have that is compared with the rest of the report: looked for once, and again after an edit touched it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from model.checks.rules.near_figures import TypedAmount, typed_amounts
from model.checks.rules.told_bases import ToldRatio, told_ratios
from model.checks.rules.told_counts import ToldCount, told_counts
from model.checks.told.read_texts import ReadText, ReadTexts
from model.checks.told.told_sums import ToldSum, told_sums
from model.report.references import Names
from model.report.tree import Cell


@dataclass(frozen=True, slots=True)
class TextContents:
    """What some texts have: those ``stated`` something that does not hold, and each thing found with its field."""

    stated: tuple[tuple[Cell, ReadText], ...] = ()
    amounts: tuple[tuple[Cell, TypedAmount], ...] = ()
    ratios: tuple[tuple[Cell, ToldRatio], ...] = ()
    counts: tuple[tuple[Cell, ToldCount], ...] = ()
    sums: tuple[tuple[Cell, ToldSum], ...] = ()


NOTHING: Final = TextContents()
"""What most texts have: one for all of them."""


def contents(cells: Iterable[Cell], texts: ReadTexts, names: Names) -> TextContents:
    """What the texts of ``cells`` have. Where texts are judged elsewhere, what they count is not looked for."""
    read = [(cell, texts.of(cell, names)) for cell in cells if cell.raw]
    found = TextContents(
        tuple((cell, text) for cell, text in read if text.found),
        tuple((cell, one) for cell, text in read for one in typed_amounts(text)),
        tuple((cell, one) for cell, text in read for one in told_ratios(cell, text, names)),
        tuple((cell, one) for cell, _ in read for one in told_counts(cell.raw)) if texts.judging else (),
        tuple((cell, one) for cell, _ in read for one in told_sums(cell.raw)) if texts.judging else (),
    )
    return found if found != NOTHING else NOTHING

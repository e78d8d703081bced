"""The notes of a table: which rows they are, and whether one says that there is nothing of what the table is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from model.patterns import Pattern
from model.workbooks.books import Sheet
from model.workbooks.tables.cell_values import blank, clean
from model.workbooks.tables.table_words import WORDS

_NOTE: Final = Pattern(WORDS["note"])
_NOTHING: Final = Pattern(WORDS["nothing"])
_NOT_ALL: Final = Pattern(WORDS["of_a_part"])


def is_note(text: str) -> bool:
    """Whether a clean text begins as a note below a table does."""
    return _NOTE.match(text) is not None


def table_foot(sheet: Sheet, first: int, stop: int) -> tuple[int, list[str]]:
    """The row in which the notes below a table begin, ``stop`` where it has none, and what is noted there and in it."""
    end = stop
    notes: list[str] = []
    for row in range(first, stop):
        texts = [cell for cell in sheet.rows[row] if isinstance(cell, str) and cell and not blank(cell)]
        if end == stop and texts and is_note(clean(texts[0])):
            end = row
        notes += [text.strip() for text in texts if row >= end or len(clean(text)) > 8]
    return end, notes


def saying_nothing_is_there(notes: Sequence[str]) -> str:
    """The note that there is no such income or expenditure; "" where there is no such note."""
    for note in notes:
        if any(_NOTHING.match(said) and not _NOT_ALL.search(said) for said in re.split(r"[。;]", clean(note))):
            return note
    return ""

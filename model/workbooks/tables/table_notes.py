"""The notes of a table: which rows they are, and whether one says that there is nothing of what the table is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from model.workbooks.books import Sheet
from model.workbooks.tables.cell_values import blank, clean

_NOTE: Final = re.compile(r"(?:注|备注|说明|附注|填表说明)(?:[:0-9一1.、]|$)|※|本表(?:反映|为空|无)|本套报表")
_NOTHING: Final = re.compile(
    r"(?>.*?(?:没有|无|未发生|未安排|不涉及|不存在)).*?(?:收入|支出|数据|资金|预算|经费|拨款|本表|空)"
)
# What a sentence names that speaks of a part only, or of what others would have to do.
_NOT_ALL: Final = re.compile(
    r"出国|接待|公务用车|公车|购置|运行|会议费|培训费|基本支出|项目支出|应当?|须|如果?|若|的(?:部门|单位|,)"
)


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
    return next((note for note in notes if any(map(_denies, re.split(r"[。;]", clean(note))))), "")


def _denies(sentence: str) -> bool:
    return _NOTHING.match(sentence) is not None and _NOT_ALL.search(sentence) is None

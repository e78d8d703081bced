"""What the table of the three public expenses says in words: why amounts changed, and how many there were."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from model.patterns import Pattern
from model.workbooks.found_amounts import Found, Hit
from model.workbooks.mapping import COUNTS_SAID, NOT_COUNTED, REASON_HEAD, REASONS
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import blank, clean, counted, numeric
from model.workbooks.tables.table_kinds import THREE_PUBLIC

_NUMBER: Final = Pattern("([0-9]+)")
_SHORT: Final = 5
"""A shorter text is a label."""


def find_said(tables: Sequence[AccountTable], found: Found) -> None:
    """Add to ``found`` the reasons beside the expenses and the counts that a sentence in their table tells."""
    for reason, line in REASONS:
        hit = found.hits.get(line)
        if hit is not None and (told := _reason(hit, found)) is not None:
            found.hits.setdefault(reason, told)
    for table in tables:
        if table.kind == THREE_PUBLIC:
            told_here = _counts(table)
            found.hits |= {path: told for path, told in told_here.items() if path not in found.hits}
            found.doubts[:] = [doubt for doubt in found.doubts if doubt.cell or doubt.path not in told_here]


def _reason(hit: Hit, found: Found) -> Hit | None:
    """The text in the column of reasons of the row of ``hit``, where that row is of this one expense."""
    table = hit.table
    lines = Counter(
        found.hits[line].row for _, line in REASONS if line in found.hits and found.hits[line].table is table
    )
    columns = [at for at, path in enumerate(table.paths) if re.fullmatch(REASON_HEAD, path.rpartition("/")[2])]
    if lines[hit.row] > 1 or len(columns) != 1:
        return None
    column = columns[0]
    text = table.cell(hit.row, column)
    over = any(top <= hit.row < bottom for top, left, bottom, right in table.sheet.spans if left <= column <= right)
    if over or not isinstance(text, str) or blank(text) or numeric(text):
        return None
    return Hit(table, hit.row, column, None, text=" ".join(text.split()))


def _counts(table: AccountTable) -> dict[str, Hit]:
    """The counts that sentences of the table tell, each once: 国内公务接待38批次、312人次."""
    told: dict[str, list[Hit]] = defaultdict(list)
    for row, cells in enumerate(table.sheet.rows[table.first : table.below], table.first):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > _SHORT:
                for path, digits in _counted(clean(cell)):
                    told[path].append(Hit(table, row, column, counted(digits), counted=True))
    return {path: hits[0] for path, hits in told.items() if len({hit.number for hit in hits}) == 1}


def _counted(text: str) -> Iterator[tuple[str, str]]:
    """The counts in a text, by the subject named last before them and the unit behind them."""
    for sentence in re.split("[。;]", text):
        if re.search(NOT_COUNTED, sentence):
            continue
        for number in _NUMBER.finditer(sentence):
            before, behind = sentence[: number.start()], sentence[number.end() :]
            at = {
                path: max((one.end() for one in re.finditer(subject, before)), default=0)
                for path, subject, _ in COUNTS_SAID
            }
            last = max(at.values())
            yield from (
                (path, number[1]) for path, _, unit in COUNTS_SAID if 0 < at[path] == last and re.match(unit, behind)
            )

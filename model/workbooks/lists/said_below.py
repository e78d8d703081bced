"""What the table of the three public expenses says in words: why amounts changed, and how many there were."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from model.patterns import Pattern
from model.workbooks.found_amounts import UNCERTAIN, Found, Hit
from model.workbooks.mapping import (
    ASSETS_AT,
    ASSETS_CHANGED,
    COUNTED_ROWS,
    COUNTS_SAID,
    NOT_COUNTED,
    REASON_HEAD,
    REASONS,
)
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import bare, blank, clean, counted, numeric
from model.workbooks.tables.table_kinds import ASSETS, THREE_PUBLIC
from model.workbooks.tables.table_words import WORDS

_NUMBER: Final = Pattern("([0-9]+)")
_ALL_ASSETS: Final = ("assets.totals.total", "assets.totals.last_year", "assets.totals.increased")
_SHORT: Final = 5
"""A shorter text is a label."""


def find_said(tables: Sequence[AccountTable], year: int | None, found: Found) -> None:
    """Add to ``found`` the reasons beside the expenses and the counts that a sentence in their table tells."""
    for reason, line in REASONS:
        hit = found.hits.get(line)
        if hit is not None and (told := _reason(hit, found)) is not None:
            found.hits.setdefault(reason, told)
    _of_assets([table for table in tables if table.kind == ASSETS], year, found)
    for table in tables:
        if table.kind == THREE_PUBLIC:
            told_here = _counts(table)
            found.hits |= {path: told for path, told in told_here.items() if path not in found.hits}
            found.doubts[:] = [
                doubt
                for doubt in found.doubts
                if doubt.path not in told_here or (doubt.cell and doubt.why != UNCERTAIN)
            ]


def _of_assets(tables: Sequence[AccountTable], year: int | None, found: Found) -> None:
    """Add why all assets changed and the day of the book values, each where the tables of assets say it once."""
    of_all = [found.hits.get(path) for path in _ALL_ASSETS]
    whole = [*filter(None, of_all), *(hit for path in _ALL_ASSETS for hit in found.others.get(path, ()))]
    causes, days = dict[str, Hit](), list[Hit]()
    for table in tables:
        for row, column, text in _texts(table):
            if (why := re.fullmatch(ASSETS_CHANGED, text)) and any(hit.table is table for hit in whole):
                causes.setdefault(why["said"], Hit(table, row, column, None, text=why["said"]))
            if str(year) in re.findall(ASSETS_AT, text):
                days.append(Hit(table, row, column, None, text=f"{year}-12-31"))
    if len(causes) == 1:
        found.hits.setdefault("assets.totals.cause", *causes.values())
    if days and any(path.startswith("assets.book_values") for path in found.hits):
        found.hits.setdefault("assets.book_values.date", days[0])


def _texts(table: AccountTable) -> Iterator[tuple[int, int, str]]:
    """The texts in and around a table, each on one line, with their places."""
    for row, cells in enumerate(table.sheet.rows[table.start : table.below], table.start):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                yield row, column, " ".join(cell.split())


def _reason(hit: Hit, found: Found) -> Hit | None:
    """The text in the column of reasons of the row of ``hit``, where that row is of this one expense."""
    table = hit.table
    rows = {
        (reason, found.hits[line].row) for reason, line in REASONS if (at := found.hits.get(line)) and at.table is table
    }
    lines = Counter(row for _, row in rows)
    columns = [at for at, path in enumerate(table.paths) if re.fullmatch(REASON_HEAD, path.rpartition("/")[2])]
    if lines[hit.row] > 1 or len(columns) != 1:
        return None
    beside = [
        (row, text) for row in (hit.row, *(row for row, _ in hit.added)) if (text := _beside(table, row, columns[0]))
    ]
    if len(beside) != 1:
        return None
    row, text = beside[0]
    return Hit(table, row, columns[0], None, text=text)


def _beside(table: AccountTable, row: int, column: int) -> str:
    """The words in a cell that is merged with none of another row; "" for none."""
    text = table.cell(row, column)
    over = any(top <= row < bottom for top, left, bottom, right in table.sheet.spans if left <= column <= right)
    return "" if over or not isinstance(text, str) or blank(text) or numeric(text) else " ".join(text.split())


def _counts(table: AccountTable) -> dict[str, Hit]:
    """The counts that sentences of the table tell, each once: 国内公务接待38批次、312人次; and further rows of it."""
    told: dict[str, list[Hit]] = defaultdict(list)
    for path, hit in _further_rows(table):
        told[path].append(hit)
    for row, cells in enumerate(table.sheet.rows[table.first : table.below], table.first):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > _SHORT:
                for path, digits in _counted(clean(cell)):
                    told[path].append(Hit(table, row, column, counted(digits), counted=True))
    return {path: hits[0] for path, hits in told.items() if len({hit.number for hit in hits}) == 1}


def _further_rows(table: AccountTable) -> Iterator[tuple[str, Hit]]:
    """The counts below a line 补充资料, a label and one number a row, whatever column of the table they stand in."""
    inside = False
    for row in range(table.first, min(table.below, len(table.sheet.rows))):
        cells = [(column, cell) for column, cell in enumerate(table.sheet.rows[row]) if not blank(cell)]
        texts = [bare(cell) for _, cell in cells if not numeric(cell)]
        inside = inside or (len(texts) == len(cells) == 1 and re.fullmatch(WORDS["further"], texts[0]) is not None)
        numbers = [(column, counted(cell)) for column, cell in cells if numeric(cell)]
        if inside and len(numbers) == 1 and texts:
            column, number = numbers[0]
            yield from (
                (path, Hit(table, row, column, number, counted=True))
                for path, called in COUNTED_ROWS
                if number is not None and re.fullmatch(called, texts[0])
            )


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

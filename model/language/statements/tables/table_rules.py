"""Tables: totals of rows and columns, and what the heads of columns say of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from model.figures import SCALE, Unit
from model.language.amounts import PERCENT, PLAIN, Amount
from model.language.intervals import Interpretation, holds, sum_of
from model.language.paragraphs import PlainTable
from model.language.quantity import Quantity, Role
from model.language.statements.statement import Statement
from model.language.statements.tables.column_heads import RATE, RATES, SCORES, ends_as_total, is_total, kind_of
from model.language.statements.tables.column_rules import across, columns
from model.language.statements.tables.groups import group_totals
from model.language.text_document import TextDocument
from model.patterns import Pattern

_NUMBER = Pattern(r"(-?)([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?|[0-9]{1,15}(?:\.[0-9]{1,6})?)(%?)")
_SUB = Pattern(r"(?:其中|小计)")
_UNDER = Pattern("[-—─·•]")
# What a column counts one by one, so that whole numbers in it were not rounded.
_COUNTS = Pattern(r"人数|件数|数量|分值|得分|权重|[个件次户台辆套所家场期班份宗起处名人](?:数|）|$)")
_AMOUNTS = Pattern(r"[万亿千元]|金额|资金|预算|支出|收入|经费|决算")
_MOST_ROWS = 400
_FEWEST_HEADS = 3
_FEWEST_DIGITS = 4


def tables(document: TextDocument) -> Iterator[Statement]:
    """The statements of every table; one that most rows or columns do not obey is no rule of that table."""
    before: dict[str, list[Quantity]] = {}
    for at, piece in enumerate(document.pieces):
        if isinstance(piece, PlainTable):
            numbers = _cells(piece, at)
            yield from _table(numbers, piece, before)
            before = _scored(numbers, piece) or before  # the goals may stand between


def _scored(numbers: list[list[Quantity | None]], grid: PlainTable) -> dict[str, list[Quantity]]:
    """The scores and points of a table by the head over them: a table that goes on below may add them to its own."""
    found: dict[str, list[Quantity]] = {}
    heads: dict[int, str] = {}
    for cells, row in zip(grid.rows, numbers, strict=False):
        heads |= {at: text for at, (text, _) in enumerate(cells) if SCORES.fullmatch(text)}
        for at, cell in enumerate(row):
            if cell is not None and at in heads:
                found.setdefault(heads[at], []).append(cell)
    return found


def cells(document: TextDocument) -> Iterator[Quantity]:
    """The numbers of all tables."""
    for at, piece in enumerate(document.pieces):
        if isinstance(piece, PlainTable):
            for row in _cells(piece, at):
                yield from (cell for cell in row if cell is not None)


def _cells(grid: PlainTable, prose: int) -> list[list[Quantity | None]]:
    """The numbers of the table, None for other cells."""
    found: list[list[Quantity | None]] = []
    for line, row in enumerate(grid.rows[:_MOST_ROWS]):
        found.append([_cell(text, prose, line, column) for column, (text, _) in enumerate(row)])
    return found


def _cell(text: str, prose: int, line: int, column: int) -> Quantity | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = match[2].replace(",", "")
    whole, _, tail = digits.partition(".")
    value = int(whole + tail) * SCALE // 10 ** len(tail)
    value = -value if match[1] else value
    kind = PERCENT if match[3] else PLAIN
    half = SCALE // 10 ** len(tail) // 2
    amount = Amount(value, half, Unit(match[3], kind), len(tail), match[1] + digits)
    return Quantity(0, len(text), amount, False, "", prose=prose, cell=(line, column), role=Role.LEVEL)


def _table(
    numbers: list[list[Quantity | None]], grid: PlainTable, before: dict[str, list[Quantity]]
) -> Iterator[Statement]:
    data = [line for line, row in enumerate(numbers) if sum(cell is not None for cell in row) and _label(grid, line)]
    if len(data) < 2:
        return
    width = max(len(numbers[line]) for line in data)
    above = [line for line in range(data[0]) if not any(numbers[line]) and len(grid.rows[line]) >= width - 1]
    full = [line for line in above if len([text for text, _ in grid.rows[line] if text]) >= width - 1]
    # A head of two rows, its cells merged: what stands over a column is read as one.
    rows = [grid.rows[line] for line in above] if full else []
    heads = ["".join(dict.fromkeys(row[at][0] for row in rows if at < len(row))) for at in range(width)] if rows else []
    for at, text in enumerate(heads):
        column = [row[at] for row in numbers if at < len(row)]
        _exact([cell for cell in column if cell is not None], text)
    rates = {at for at, text in enumerate(heads) if kind_of(text) in RATES or RATE.search(text)}
    yield from _most(
        [one for one in _total_rows(numbers, grid, data, before) if one.target.cell and one.target.cell[1] not in rates]
    )
    total = _total_row(grid, data)
    labels = {line: _label(grid, line) for line in data}
    if total is None:
        yield from group_totals(numbers, labels, rates)
    if len(heads) == width:
        end = next((line for line in range(data[0], len(numbers)) if _is_head(grid, numbers, line)), len(numbers))
        lines = {line: (*numbers[line], *[None] * width)[:width] for line in data if line < end}
        levels = {line: row for line, row in lines.items() if not RATE.search(labels[line])}
        totals = [line for line in levels if is_total(labels[line])]
        whole = totals[0] if len(totals) == 1 else total
        yield from columns(
            list(lines.values()), heads, levels.get(whole) if whole is not None else None, list(levels.values())
        )
        bare = [[row[at] for at in range(width) if at not in rates] for row in levels.values()]
        yield from across(bare, [labels[line] for line in levels])


def _is_head(grid: PlainTable, numbers: list[list[Quantity | None]], line: int) -> bool:
    """Whether a row names columns, and what stands below it is of no other head."""
    return not any(numbers[line]) and len({text for text, _ in grid.rows[line] if text}) >= _FEWEST_HEADS


def _exact(column: list[Quantity], head: str) -> None:
    """Take the whole numbers of a column of counts as they stand."""
    if _COUNTS.search(head) and not _AMOUNTS.search(head) and not any(one.amount.decimals for one in column):
        for one in column:
            one.amount = replace(one.amount, half=0)


def _label(grid: PlainTable, line: int) -> str:
    """The name of a row: in its first two cells, or behind cells that are blank, merged with those above."""
    row = grid.rows[line]
    names = [text for text, _ in row[:2] if text] or [next((text for text, _ in row[2:] if text), "")]
    return next((text for text in names if not _NUMBER.fullmatch(text)), "")


def _total_rows(
    numbers: list[list[Quantity | None]], grid: PlainTable, data: list[int], before: dict[str, list[Quantity]]
) -> Iterator[Statement]:
    """The last or first row, where it is called a total, is the sum of the others.

    A part may stand apart: in a row of its own above the heads of the others, or among the scores ``before``.
    """
    total = _total_row(grid, data)
    if total is None:
        return
    for column, target in enumerate(numbers[total]):
        if target is None or target.kind == PERCENT:
            continue
        items = _items(numbers, grid, data, total, column)
        if len(items) > 1 and all(item.kind == target.kind for item in items) and not _average(target, items):
            reading = Interpretation(tuple((1, item) for item in items), binding=True)
            for fewest in (1, _FEWEST_DIGITS):
                if not holds(target.amount, reading) and len(outer := _outermost(items, fewest)) > 1:
                    reading = replace(reading, terms=tuple((1, item) for item in outer))
            heads = {row[column][0] for row in grid.rows[: data[0]] if column < len(row)}
            scores = set(filter(SCORES.fullmatch, heads))
            apart = [row[column] for row in numbers[: data[0]] if scores and column < len(row)]
            further = [cell for cell in apart if cell is not None]
            further += [cell for head in scores for cell in before.get(head, ())]
            with_one = [replace(reading, terms=(*reading.terms, (1, part))) for part in further]
            first, *charity = (*with_one, reading) if len(with_one) == 1 else (reading, *with_one)
            charity.append(sum_of(_outermost(items, _FEWEST_DIGITS, slack=target.amount.step)))
            if _is_full_mark(target, items, grid, column) and not any(
                holds(target.amount, one) for one in (first, *charity)
            ):
                continue
            # What a blank of a row with other figures hides may be what the total has more.
            more = target.amount.value > sum(item.amount.value for item in items)
            blank = more and any(not grid.rows[line][column][0] for line in data if column < len(grid.rows[line]))
            found = Statement("table", target, (first,), charity, items=tuple(items), whole="合计行")
            yield replace(found, certainty="slip") if blank else found


def _items(
    numbers: list[list[Quantity | None]], grid: PlainTable, data: list[int], total: int, column: int
) -> list[Quantity]:
    """What a column holds beside its total; nothing where a row between is not read: one part unread is no slip."""
    found: list[Quantity] = []
    for line in range(data[0], data[-1] + 1):
        if line == total or column >= len(numbers[line]):
            continue
        cell, label = numbers[line][column], _label(grid, line)
        if _UNDER.match(label):
            continue  # — 人员经费: a part of the row above
        if cell is not None and label:
            found.append(cell)
        elif re.search("[0-9]", grid.rows[line][column][0]):
            return []
    return found


def _outermost(items: list[Quantity], fewest: int, slack: int = 0) -> list[Quantity]:
    """The figures of a column without those that make up the one right above them, to the digit (基本支出, then its
    人员经费 and 公用经费 in rows of their own): a total counts them once. That one has at least ``fewest`` digits, and
    ``slack`` is what rounding may leave over.
    """
    found: list[Quantity] = []
    at = 0
    while at < len(items):
        item, left = items[at], items[at].amount.value
        found.append(item)
        at += 1
        if len(item.amount.typed.replace(".", "").lstrip("-0")) < fewest:
            continue
        for end in range(at, len(items)):
            left -= items[end].amount.value
            if abs(left) <= slack and end > at:
                at = end + 1
            if left <= slack:
                break
    return found


def _is_full_mark(target: Quantity, items: list[Quantity], grid: PlainTable, column: int) -> bool:
    """Whether 100 below scores is the full mark, of which the table may list a part only."""
    if target.amount.value != 100 * SCALE or sum(item.amount.value for item in items) >= target.amount.value:
        return False
    return any(column < len(row) and SCORES.fullmatch(row[column][0]) for row in grid.rows)


def _total_row(grid: PlainTable, data: list[int]) -> int | None:
    """The line of the total of all others, the last or the first; None where there is none, or parts of parts."""
    labels = {line: _label(grid, line) for line in data}
    totals = [line for line in data if is_total(labels[line])]
    if not totals and _SUB.fullmatch(labels[data[-1]]):
        totals = [data[-1]]  # the only total of a table may be called 小计
    totals = totals or [line for line in data if ends_as_total(labels[line])]
    parts = any(_SUB.search(label) for line, label in labels.items() if line not in totals)
    return totals[0] if len(totals) == 1 and totals[0] in (data[0], data[-1]) and not parts else None


def _average(total: Quantity, items: list[Quantity]) -> bool:
    """Whether a figure in the row of the totals lies among those above it: a rate or an average is no sum of theirs.

    Where it is a tenth of the sum to the digit, its unit or point slipped. Nor is what grew up to it (累计支出).
    """
    values = [item.amount.value for item in items]
    if values == sorted(values) and total.amount.value == values[-1]:
        return True
    return min(values) < total.amount.value < max(values) and sum(values) != total.amount.value * 10


def _most(found: list[Statement]) -> Iterator[Statement]:
    """The statements, where at least half of them hold; else they are no rule, and a slip must show."""
    kept = sum(holds(one.target.amount, one.readings[0]) for one in found)
    for one in found:
        if not kept or kept * 2 < len(found):
            one.certainty = "slip" if len(found) == 1 else "never"
        yield one

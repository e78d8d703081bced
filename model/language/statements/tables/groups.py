"""Which rows of a table are the sum of which others, where its parts have totals of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from model.language.amounts import PERCENT
from model.language.intervals import holds, sum_of
from model.language.quantity import Quantity
from model.language.statements.statement import Statement
from model.language.statements.tables.column_heads import is_total
from model.language.statements.tables.column_rules import BY_ROWS
from model.patterns import Pattern

_SUB = Pattern("小计")
_PART = Pattern("其中")
_LEVELS = (
    Pattern("[一二三四五六七八九十]{1,3}、"),
    Pattern("（[一二三四五六七八九十]{1,3}）"),
    Pattern(r"[0-9]{1,2}[.、](?![0-9])"),
    Pattern("（[0-9]{1,2}）"),
)
_FEWEST = 2


def group_totals(
    numbers: Sequence[Sequence[Quantity | None]], labels: Mapping[int, str], rates: set[int]
) -> Iterator[Statement]:
    """The statements of the totals of parts, and of their total, where two in three of them hold."""
    groups = [*_by_subtotals(labels), *_by_numbers(labels)]
    found = list(_stated(groups, numbers, rates))
    if not groups:
        every = (list(_stated([one], numbers, rates)) for one in _without_parts(labels))
        found = next((one for one in every if _hold(one)), [])
        for one in found:
            one.certainty = "slip"  # which rows are parts of the one above shows in the other columns only
    if _hold(found):
        yield from found


def _hold(found: Sequence[Statement]) -> bool:
    kept = [one for one in found if holds(one.target.amount, one.readings[0])]
    return len(kept) >= _FEWEST and len(kept) * 3 >= len(found) * 2


def _stated(
    groups: Sequence[tuple[int, list[int]]], numbers: Sequence[Sequence[Quantity | None]], rates: set[int]
) -> Iterator[Statement]:
    """What each group of rows comes to in each column that is no rate."""
    for whole, lines in groups:
        for at, target in enumerate(numbers[whole]):
            if target is None or at in rates or target.kind == PERCENT:
                continue
            cells = [numbers[line][at] if at < len(numbers[line]) else None for line in lines]
            items = [cell for cell in cells if cell is not None and cell.kind == target.kind]
            if len(items) == len(lines):
                yield Statement("table", target, (sum_of(items),), items=tuple(items), whole=BY_ROWS)


def _without_parts(labels: Mapping[int, str]) -> Iterator[tuple[int, list[int]]]:
    """The last row, where it is a total, with those above it but 其中 and the rows that may go on with it."""
    *lines, last = labels
    begun = [at for at, line in enumerate(lines) if _PART.match(labels[line])]
    if len(begun) == 1 and is_total(labels[last]):
        for end in range(begun[0] + 1, len(lines) + 1):
            yield last, [*lines[: begun[0]], *lines[end:]]


def _by_subtotals(labels: Mapping[int, str]) -> list[tuple[int, list[int]]]:
    """Each 小计 below its rows, and the total of them and of the rows that have none."""
    groups: list[tuple[int, list[int]]] = []
    whole: int | None = None
    open_rows: list[int] = []
    for line, label in labels.items():
        if is_total(label):
            whole = line
        elif _SUB.fullmatch(label):
            groups.append((line, open_rows))
            open_rows = []
        elif not _PART.match(label):
            open_rows.append(line)
    if not groups or whole is None or not all(lines for _, lines in groups):
        return []
    return [*groups, (whole, [*(line for line, _ in groups), *open_rows])]


def _by_numbers(labels: Mapping[int, str]) -> list[tuple[int, list[int]]]:
    """Each numbered row with those numbered below it, and the total of the outermost; none if one has no number."""
    levels: dict[int, int] = {}
    whole: int | None = None
    inner = False
    for line, label in labels.items():
        level = next((at for at, one in enumerate(_LEVELS) if one.match(label)), None)
        inner = bool(_PART.match(label)) or (inner and level is None)
        if is_total(re.sub("^[一二三四五六七八九十]、", "", label)):
            whole = line
        elif level is not None:
            levels[line] = level
        elif not inner:
            return []
    found: list[tuple[int, list[int]]] = []
    order = list(levels)
    for at, line in enumerate(order):
        below: list[int] = []
        for other in order[at + 1 :]:
            if levels[other] <= levels[line]:
                break
            below.append(other)
        first = min((levels[one] for one in below), default=0)
        children = [one for one in below if levels[one] == first]
        if len(children) > 1:
            found.append((line, children))
    outermost = [line for line in order if levels[line] == min(levels.values())]
    if whole is not None and len(outermost) > 1:
        found.append((whole, outermost))
    return found

"""Parts the sheets on which tables stand side by side, so that each table is read as if it stood alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from model.patterns import Pattern
from model.workbooks.books import Book, Sheet, Value
from model.workbooks.tables.cell_values import bare, blank, numeric
from model.workbooks.tables.table_headers import HEADED, LABEL
from model.workbooks.tables.table_headings import stands_before, units_in
from model.workbooks.tables.table_kinds import DISPOSAL_LIST, PROJECT_LISTS, kind_of
from model.workbooks.tables.table_notes import is_note
from model.workbooks.tables.table_words import WORDS

# What the title of a list is called instead at the top of a sheet; lower down it heads some rows, unless it is merged.
# The title of a small table below another: 附：本年支出按功能分类.
_BELOW: Final = Pattern("附[一二三0-9]{0,2}[：:][^，。；]{4,30}$")
_LEDGER: Final = Pattern("台账|清单|情况|变动")
_HIGH: Final = 2
_OTHER: Final = Pattern(WORDS["other_title"])
_HEAD: Final = 8
"""So many rows below a title its header begins at the latest."""


_NEAR: Final = 3
"""So many rows lower a title still begins beside the other, or a line over both still stands above their headers."""
_MOST: Final = 12
"""So many tables of a sheet stand beside another at most; more is no book of accounts."""


_WIDE: Final = 2
"""Over so many columns more a title lower down is merged that is called no table."""
_TWO: Final = 2
_BOTH: Final = Pattern(r"(?:附[一二三四五六七八九十0-9]*:)?([^和及与、]+)[和及与、]([^和及与、]+?)(?:情况)?表?")
"""One title of two tables."""


class TableTitle(NamedTuple):
    """A title on a sheet; ``kind`` is "" for a table that no figure is taken from."""

    row: int
    column: int
    kind: str


def titles_of(sheet: Sheet) -> list[TableTitle]:
    """The titles of tables on a sheet, row by row; those that only go on from the page before are none."""
    wide = Counter(top for top, first, _, last in sheet.spans if last - first >= _WIDE and top < len(sheet.rows))
    alone = {row for row, titles in wide.items() if sum(cell != "" for cell in sheet.rows[row]) <= titles}
    over = {(top, first) for top, first, *_ in sheet.spans if top in alone}
    return [
        TableTitle(row, column, kind)
        for row, cells in enumerate(sheet.rows)
        for column, cell in enumerate(cells)
        if isinstance(cell, str)
        and ("表" in cell or _BELOW.match(cell) or ((row < _HIGH or (row, column) in over) and _LEDGER.search(cell)))
        and (kind := _titled(cell)) is not None
    ]


@lru_cache(1 << 12)
def _titled(cell: str) -> str | None:
    """The kind of table whose title a cell holds, "" for one of no known kind; None for no title."""
    if len(cell) >= 90 or "续" in cell or "。" in cell:
        return None
    text = bare(cell)
    if is_note(text) or re.match("详?见", text):
        return None
    return kind_of(text) or ("" if _OTHER.fullmatch(text) and not stands_before(text) else None)


def parted(book: Book) -> Book:
    """``book`` with a sheet of its own, under the same name, for each table that stands beside another.

    All cells keep their places. A line above both that says whose they are, or the unit, counts for each.
    """
    found: list[Sheet] = []
    for sheet in book.sheets:
        waiting, splits = [sheet], 0
        while waiting:
            part = waiting.pop(0)
            two = _two_of(part) if splits < _MOST else None
            if two is None:
                found.append(part)
            else:
                waiting[:0], splits = two, splits + 1
    return replace(book, sheets=found)


def _two_of(sheet: Sheet) -> tuple[Sheet, Sheet] | None:
    """The sheet without the first table that stands beside another, and that table; None where none does."""
    titles = titles_of(sheet)
    for one, other in pairwise(titles):
        left, right = sorted((one, other), key=attrgetter("column"))
        if _may_be_beside(left, right) and (edge := _edge(sheet, left, right)):
            end = _end(sheet, other.row, edge, titles)
            return _left(sheet, one.row, edge, end), _right(sheet, one.row, edge, end, titles[0].row)
    twins = (_twins(sheet, title.row) for title in titles if title.kind in PROJECT_LISTS)
    halves = (_halves(sheet, title.row, titles, ("", "")) for title in titles if title.kind == DISPOSAL_LIST)
    named = (_halves(sheet, row, titles, names) for row, cells in enumerate(sheet.rows) if (names := _joined(cells)))
    return next(filter(None, (*twins, *halves, *named)), None)


def _joined(cells: Sequence[Value]) -> tuple[str, str] | None:
    """The titles of the two tables that one title names: 三公经费和机构人员情况; None where it does not."""
    filled = [cell for cell in cells if cell != ""]
    found = _BOTH.fullmatch(bare(filled[0])) if len(filled) == 1 else None
    names = [f"{name}情况表" for name in found.groups()] if found else []
    kinds = {kind_of(name) for name in names}
    return (names[0], names[1]) if len(kinds - {""}) == _TWO else None


def _halves(sheet: Sheet, row: int, titles: Sequence[TableTitle], names: tuple[str, str]) -> tuple[Sheet, Sheet] | None:
    """The two tables below the title in ``row`` that a gap parts, called ``names``, by default as their title is.

    None where there is no gap, or not labels and amounts on either side of it.
    """
    title = next((at for at, cell in enumerate(sheet.rows[row]) if cell != ""), 0)
    end = next((each.row for each in titles if each.row > row), len(sheet.rows))
    width = max(map(len, sheet.rows[row:end]))
    edges = (at for at in range(title + _NEAR, width) if _is_gap(sheet, row, end, at - 1))
    edge = next((at for at in edges if _labelled(sheet, row, end, at)), 0)
    if not edge or not _labelled(sheet, row, end, title, edge):
        return None
    start = row + 1
    while start < end and any(stands_before(bare(cell)) for cell in sheet.rows[start] if cell != ""):
        start += 1
    left, right = _left(sheet, start, edge, end), _right(sheet, start, edge, end, titles[0].row if titles else 0)
    right.rows[row:start] = [[_shared(cell, units=True) for cell in cells] for cells in sheet.rows[row:start]]
    for part, name in ((left, names[0]), (right, names[1])):
        part.rows[row][title] = name or sheet.rows[row][title]
    return left, right


def _labelled(sheet: Sheet, start: int, end: int, first: int, last: int | None = None) -> bool:
    """Whether the columns from ``first`` on begin with labels, be they numbered, and amounts stand behind them."""
    cells = [cells[first:last] for cells in sheet.rows[start + 1 : end]]
    for at in range(2):
        labels = [row[at] for row in cells if row[at : at + 1] and not blank(row[at]) and not bare(row[at]).isdigit()]
        if len(labels) > _TWO and not any(map(numeric, labels)):
            return any(numeric(cell) for row in cells for cell in row[at + 1 :])
    return False


def _twins(sheet: Sheet, title: int) -> tuple[Sheet, Sheet] | None:
    """The two lists below one title whose header says everything twice; None where it does not.

    What is noted below the lists is said of both.
    """
    for row in range(title + 1, min(title + _HEAD, len(sheet.rows))):
        heads = [(column, bare(cell)) for column, cell in enumerate(sheet.rows[row]) if not blank(cell)]
        one, other = heads[: len(heads) // 2], heads[len(heads) // 2 :]
        if len(one) < _NEAR or [text for _, text in one] != [text for _, text in other]:
            continue
        edge = other[0][0]
        start = row - 1 if {sheet.cell(row - 1, one[0][0]), sheet.cell(row - 1, edge)}.isdisjoint({""}) else row
        notes = [below for below in range(row, len(sheet.rows)) if is_note(bare(sheet.cell(below, one[0][0])))]
        end = min(notes, default=len(sheet.rows))
        left, right = _left(sheet, start, edge, end), _right(sheet, start, edge, end, start)
        for below in range(end, len(sheet.rows)):
            right.rows[below] = [_shared(cell, units=False) for cell in sheet.rows[below]]
        return left, right
    return None


def _may_be_beside(left: TableTitle, right: TableTitle) -> bool:
    """Whether two titles are those of tables side by side: in one row, or some rows apart those of two kinds."""
    if left.row == right.row:
        return bool(left.kind or right.kind)
    near = abs(left.row - right.row) < _NEAR and left.column < right.column
    return near and bool(left.kind and right.kind) and left.kind != right.kind


def _edge(sheet: Sheet, left: TableTitle, right: TableTitle) -> int:
    """The first column of the right one of two tables; 0 where they have not a header each."""
    merged = {(top, first): last for top, first, _, last in sheet.spans}
    start, low = sorted((left.row, right.row))
    if merged.get((right.row, right.column), right.column) > right.column:
        columns = [right.column]
    else:
        stop = next((title.row for title in titles_of(sheet) if title.row > low), len(sheet.rows))
        between = range(right.column, left.column, -1)
        columns = [at for at in between if _is_gap(sheet, start, stop, at - 1)]
        if left.kind and right.kind and sheet.cell(left.row, left.column) != sheet.cell(right.row, right.column):
            # Without a gap a table of two sides begins its labels anew, too: there both titles must be of accounts.
            columns += [at for at in between if _starts_labels(sheet, low, at)]
    return next((at for at in columns if _headed(sheet, start, at)), 0)


def _is_gap(sheet: Sheet, start: int, end: int, column: int) -> bool:
    return all(sheet.cell(row, column) == "" for row in range(start, end))


def _starts_labels(sheet: Sheet, row: int, column: int) -> bool:
    """Whether the labels of a table begin in ``column``: the header to its left is none of labels."""
    return any(
        _is_label(sheet.cell(below, column)) and not _is_label(sheet.cell(below, column - 1))
        for below in range(row + 1, row + _HEAD)
    )


def _is_label(cell: Value) -> bool:
    return LABEL.fullmatch(bare(cell)) is not None


def _headed(sheet: Sheet, row: int, edge: int) -> bool:
    """Whether a header begins on each side of ``edge`` below the titles, and amounts stand on each."""
    sides = [False, False]
    amounts = [False, False]
    for below in range(row + 1, min(row + 2 * _HEAD, len(sheet.rows))):
        cells = sheet.rows[below]
        for side, part in enumerate((cells[:edge], cells[edge:])):
            first = next((cell for cell in part if not blank(cell)), "")
            sides[side] |= HEADED.fullmatch(bare(first)) is not None
            amounts[side] |= any(map(numeric, part))
    return all(sides) and all(amounts)


def _end(sheet: Sheet, start: int, edge: int, titles: Sequence[TableTitle]) -> int:
    """The row in which the tables end that stand side by side, at the latest: a table over both begins there."""
    over = (top for top, first, _, last in sheet.spans if top > start + _NEAR and first < edge <= last)
    end = min(over, default=-1)
    for title in titles:
        if not start < title.row or (0 <= end <= title.row):
            continue
        if title.column < edge and _over_both(sheet, title.row, edge, titles):
            return title.row
    return len(sheet.rows) if end < 0 else _above(sheet, titles, start, end)


def _over_both(sheet: Sheet, row: int, edge: int, titles: Sequence[TableTitle]) -> bool:
    """Whether the table below a title on the left goes on to the right of ``edge``: nothing begins there anew."""
    right = [sheet.cell(row - 1, edge), *(sheet.cell(below, edge) for below in range(row, row + 2))]
    below = next((title.row for title in titles if title.row > row), len(sheet.rows))
    gap = _is_gap(sheet, row, below, edge - 1)
    return not gap and all(cell == "" for cell in right)


def _above(sheet: Sheet, titles: Sequence[TableTitle], start: int, end: int) -> int:
    """The title at or above ``end`` of what is merged over both; the row itself where it has none of its own."""
    return max((title.row for title in titles if start < title.row <= end), default=end)


def _left(sheet: Sheet, start: int, edge: int, end: int) -> Sheet:
    return _masked(sheet, lambda row, at: at < edge or not start <= row < end)


def _right(sheet: Sheet, start: int, edge: int, end: int, above: int) -> Sheet:
    """The table on the right; of the rows to ``above``, which are above all tables, what they say of both."""
    part = _masked(sheet, lambda row, at: at >= edge and start <= row < end)
    own = [bare(cell) for cells in part.rows[start : start + 4] for cell in cells if cell != ""]
    for row in range(above):
        part.rows[row] = [_shared(cell, units=not units_in(own)) for cell in sheet.rows[row]]
    return part


def _shared(cell: Value, *, units: bool) -> Value:
    """What a line above both tables says of the right one: its text, the unit where it has none of its own."""
    return "" if not isinstance(cell, str) or (not units and units_in([bare(cell)])) else cell


def _masked(sheet: Sheet, keep: Callable[[int, int], bool]) -> Sheet:
    """The sheet with nothing in it but what is kept, by row and column."""
    return replace(
        sheet,
        rows=[
            [cell if cell == "" or keep(row, column) else "" for column, cell in enumerate(cells)]
            for row, cells in enumerate(sheet.rows)
        ],
        spans=[span for span in sheet.spans if keep(span[0], span[1]) and keep(span[2], span[3])],
        uncomputed={place for place in sheet.uncomputed if keep(*place)},
    )

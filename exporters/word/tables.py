"""Printed tables: a row is made once for each way that its cells are set, so that a thousand rows take copies only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from itertools import accumulate, pairwise
from typing import Final, cast

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.shared import Twips

from exporters.document import Run, Table
from exporters.word.columns import SIZES, fit, lines
from exporters.word.template import Paper

Say = Callable[[CT_P, Iterable[Run], int | None], None]

Cells = tuple[tuple[int, str, str | None], ...]
"""How the cells of a row are set: the columns each takes, its style, whether it is merged with those below or above
(``w:vMerge``)."""

_WHOLE_ROWS: Final = 10
"""A table of up to so many rows stays on one page, and so do those below one head of a grid."""

_LAST_ROWS: Final = 3
"""So many rows at the end of a longer one stay together: one alone on a page tells nothing."""

_TITLE: Final = 2400
"""Twips that the mark, the title and the unit of an annex take."""

_WHOLE_CELL: Final = 200
"""Characters of a cell: a row with a longer one may break over pages, since it can be higher than one."""

_ROW_HEIGHT: Final = 397
"""Twips: 7 mm, by which the sheet of basic data has room on one page."""

_LINE: Final = 360
"""Twips of a line in a cell."""

_WIDTH: Final = qn("w:w")
_DASH: Final = "—"


class Tables:
    """Makes the tables of one document. ``ids`` are the ids of the styles; ``say`` writes runs into a paragraph."""

    def __init__(self, ids: dict[str, str], say: Say) -> None:
        self._ids = ids
        self._say = say
        self._row = _row()
        self._made: dict[tuple[object, ...], CT_Row] = {}

    def made(self, table: Table, paper: Paper, size: int | None = None) -> list[tuple[CT_Tbl, bool]]:
        """The table as wide as the text of ``paper``, in type of ``size`` half-points or as large as it can be.

        It is one, as a rule. Word repeats no head within a table: where a grid is longer than a page, a head with many
        rows below it begins a table of its own. With each table goes whether it is to stand on a new page: that with
        such a head, where half a page is above it already.
        """
        fitting, widths = fit(table, paper.text_width, size)
        size = None if fitting == SIZES[0] else fitting
        groups = {group: _height(table, group, widths, fitting) for group in _groups(table)}
        room = paper.text_height
        long = {group for group, height in groups.items() if len(group) > _WHOLE_ROWS or height * 2 > room}
        above = dict(zip(groups, accumulate(groups.values(), initial=_TITLE), strict=False))
        apart = [group for group in long if above[group] + groups[group] > room]
        ends = [group[-_LAST_ROWS:] if group in long else group for group in groups]
        together = {row for end in ends if _height(table, end, widths, fitting) * 2 <= room for row in end[:-1]}
        cuts = {edge for group in apart for edge in (group.start, group.stop)} - {0, len(table.rows)}
        parts = [range(*edges) for edges in pairwise([0, *sorted(cuts), len(table.rows)])]
        return [
            (
                self._part(table, rows, widths, size, together, repeated=rows in apart),
                rows in apart and above[rows] * 2 > room,
            )
            for rows in parts
        ]

    def _part(
        self, table: Table, rows: range, widths: Sequence[int], size: int | None, together: set[int], *, repeated: bool
    ) -> CT_Tbl:
        """A table of those ``rows``; each of ``together`` stays with the next; ``repeated``: on every page the head."""
        element = CT_Tbl.new_tbl(0, len(widths), Twips(sum(widths)))
        element.tblStyle_val = self._ids["TableGrid"]
        properties = element.tblPr
        properties.alignment = WD_TABLE_ALIGNMENT.CENTER
        properties.autofit = False
        total = properties.find(qn("w:tblW"))
        total.set(qn("w:type"), "dxa")
        total.set(_WIDTH, str(sum(widths)))
        for column, twips in zip(element.tblGrid.gridCol_lst, widths, strict=True):
            column.set(_WIDTH, str(twips))
        if table.header:
            header = self._made_row(widths, tuple((1, "TableHeader", None) for _ in widths))
            header.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            self._fill(header, [Run(text) for text in table.header], size)
            element.append(header)
        head = rows.start if repeated and rows.start in table.heads else None
        for number in rows:
            cells = table.cells(number)
            like = tuple([_set(table, number, *cell, head=head) for cell in cells])
            keep, whole = number in together, max([len(run.text) for _, _, run in cells]) <= _WHOLE_CELL
            key = (*widths, *like, keep, whole)
            if key not in self._made:
                self._made[key] = self._made_row(widths, like, keep=keep, whole=whole)
            row = deepcopy(self._made[key])
            if number == head:
                row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            self._fill(row, [run for _, _, run in cells], size)
            element.append(row)
        return element

    def _made_row(self, widths: Sequence[int], cells: Cells, *, keep: bool = False, whole: bool = True) -> CT_Row:
        """A row of empty cells; ``keep``: it stays with the next one; ``whole``: it breaks over no page."""
        row = deepcopy(self._row)
        if not whole:
            properties = row.get_or_add_trPr()
            properties.remove(properties.find(qn("w:cantSplit")))
        at = 0
        for count, style, merge in cells:
            cell = _cell(self._ids[style], keep=keep)
            cell.width = Twips(sum(widths[at : at + count]))
            if count > 1:
                cell.grid_span = count
            if merge is not None:
                cell.vMerge = merge
            row.append(cell)
            at += count
        return row

    def _fill(self, row: CT_Row, runs: Sequence[Run], size: int | None) -> None:
        for cell, run in zip(row.tc_lst, runs, strict=True):
            self._say(cell.p_lst[0], (run,), size)


def _groups(table: Table) -> list[range]:
    """The rows of a table from head to head; of one that has its head above all rows, all rows."""
    return [range(*edges) for edges in pairwise(sorted({0, *table.heads, len(table.rows)}))]


def _height(table: Table, rows: range, widths: Sequence[int], size: int) -> int:
    """How high the rows are, in twips; of many rows the least."""
    if len(rows) > _WHOLE_ROWS:
        return len(rows) * _ROW_HEIGHT
    return sum(max(_ROW_HEIGHT, lines(table, row, widths, size) * _LINE) for row in rows)


def _set(
    table: Table, row: int, column: int, count: int, run: Run, *, head: int | None = None
) -> tuple[int, str, str | None]:
    """How a cell of a row is set: figures at the right, what names the rows beside it in the middle.

    A ``head`` that is repeated takes no cell below with it.
    """
    merge = None
    if table.above and row != head:
        down = (row + 1, column) in table.above
        goes_on = (row, column) in table.above and row - 1 != head
        merge = "continue" if goes_on else "restart" if down else None
    if row in table.heads or (merge == "restart" and column == 0 and not table.header):
        return count, "TableHeader", merge
    figure = table.numeric[column] if table.header else bool(run.path) or run.text == _DASH
    return count, "TableNumber" if figure else "TableText", merge


def _row() -> CT_Row:
    """A row without cells that breaks over no page."""
    row = cast("CT_Row", OxmlElement("w:tr"))
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    row.trHeight_val = Twips(_ROW_HEIGHT)
    row.trHeight_hRule = WD_ROW_HEIGHT_RULE.AT_LEAST
    return row


def _cell(style: str, *, keep: bool) -> CT_Tc:
    """An empty cell with a paragraph in the style of that id."""
    cell = CT_Tc.new()
    cell.width = Twips(1)
    cell.get_or_add_tcPr().vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.p_lst[0]
    paragraph.style = style
    if keep:
        paragraph.get_or_add_pPr().keepNext_val = True
    return cell

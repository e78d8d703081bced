"""Printed tables: a row is made once for each way that its cells are set, so that a thousand rows take copies only."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final, cast

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.shared import Twips

from exporters.document import Run
from exporters.word.columns import SIZES, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from docx.oxml.table import CT_Row
    from docx.oxml.text.paragraph import CT_P

    from exporters.document import Table

    Say = Callable[[CT_P, Iterable[Run], int | None], None]

    Cells = tuple[tuple[int, str, str | None], ...]
    """How the cells of a row are set: the columns each takes, its style, whether it is merged with those below or above
    (``w:vMerge``)."""

_WHOLE_ROWS: Final = 10
"""A table of up to so many rows stays on one page."""

_WHOLE_CELL: Final = 200
"""Characters of a cell: a row with a longer one may break over pages, since it can be higher than one."""

_ROW_HEIGHT: Final = 397
"""Twips: 7 mm, by which the sheet of basic data has room on one page."""

_WIDTH: Final = qn("w:w")
_DASH: Final = "—"


class Tables:
    """Makes the tables of one document. ``ids`` are the ids of the styles; ``say`` writes runs into a paragraph."""

    def __init__(self, ids: dict[str, str], say: Say) -> None:
        self._ids = ids
        self._say = say
        self._row = _row()
        self._made: dict[tuple[object, ...], CT_Row] = {}

    def made(self, table: Table, width: int, size: int | None = None) -> CT_Tbl:
        """The table, ``width`` twips wide, in type of ``size`` half-points or as large as it can be."""
        fitting, widths = fit(table, width, size)
        size = None if fitting == SIZES[0] else fitting
        element = CT_Tbl.new_tbl(0, len(widths), Twips(width))
        element.tblStyle_val = self._ids["TableGrid"]
        properties = element.tblPr
        properties.alignment = WD_TABLE_ALIGNMENT.CENTER
        properties.autofit = False
        total = properties.find(qn("w:tblW"))
        total.set(qn("w:type"), "dxa")
        total.set(_WIDTH, str(width))
        for column, twips in zip(element.tblGrid.gridCol_lst, widths, strict=True):
            column.set(_WIDTH, str(twips))
        if table.header:
            head = self._made_row(widths, tuple((1, "TableHeader", None) for _ in widths))
            head.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            self._fill(head, [Run(text) for text in table.header], size)
            element.append(head)
        rows = len(table.rows)
        for number in range(rows):
            cells = table.cells(number)
            like = tuple([_set(table, number, *cell) for cell in cells])
            keep = number < rows - 1 and rows <= _WHOLE_ROWS
            whole = max([len(run.text) for _, _, run in cells]) <= _WHOLE_CELL
            key = (*widths, *like, keep, whole)
            if key not in self._made:
                self._made[key] = self._made_row(widths, like, keep=keep, whole=whole)
            row = deepcopy(self._made[key])
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


def _set(table: Table, row: int, column: int, count: int, run: Run) -> tuple[int, str, str | None]:
    """How a cell of a row is set: figures at the right, what names the rows beside it in the middle."""
    merge = None
    if table.above:
        down = (row + 1, column) in table.above
        merge = "continue" if (row, column) in table.above else "restart" if down else None
    if row in table.heads or (merge == "restart" and column == 0):
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

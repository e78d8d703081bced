"""Printed tables: a cell and a row are made once and copied, so that a thousand rows take a thousand copies."""

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

_WHOLE_ROWS: Final = 10
"""A table of up to so many rows stays on one page."""

_ROW_HEIGHT: Final = 454
"""Twips: 8 mm."""

_WIDTH: Final = qn("w:w")


class Tables:
    """Makes the tables of one document. ``ids`` are the ids of the styles; ``say`` writes runs into a paragraph."""

    def __init__(self, ids: dict[str, str], say: Say) -> None:
        self._ids = ids
        self._say = say
        self._row = _row()
        self._cells: dict[tuple[str, bool], CT_Tc] = {}

    def made(self, table: Table, width: int) -> CT_Tbl:
        """The table, ``width`` twips wide."""
        fitting, widths = fit(table, width)
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
        head = self._made_row(widths, ["TableHeader"] * len(widths))
        head.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self._fill(head, [Run(text) for text in table.header], size)
        element.append(head)
        styles = ["TableNumber" if numeric else "TableText" for numeric in table.numeric]
        together = self._made_row(widths, styles, keep=len(table.rows) <= _WHOLE_ROWS)
        last = self._made_row(widths, styles)
        for number, row in enumerate(table.rows, 1):
            copied = deepcopy(together if number < len(table.rows) else last)
            self._fill(copied, row, size)
            element.append(copied)
        return element

    def _made_row(self, widths: Sequence[int], styles: Sequence[str], *, keep: bool = False) -> CT_Row:
        """A row of empty cells; ``keep``: it stays with the next one."""
        row = deepcopy(self._row)
        for twips, style in zip(widths, styles, strict=True):
            if (style, keep) not in self._cells:
                self._cells[style, keep] = _cell(self._ids[style], keep=keep)
            cell = deepcopy(self._cells[style, keep])
            cell.get_or_add_tcPr()[0].set(_WIDTH, str(twips))
            row.append(cell)
        return row

    def _fill(self, row: CT_Row, runs: Sequence[Run], size: int | None) -> None:
        for cell, run in zip(row.tc_lst, runs, strict=True):
            self._say(cell.p_lst[0], (run,), size)


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

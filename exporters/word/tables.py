"""Printed tables: one row is made and copied, so that a table of a thousand rows takes a thousand copies."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Tbl
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


class Form(NamedTuple):
    """A table with its head, and the row that is copied; ``size`` in half-points where it is not the style's."""

    table: CT_Tbl
    row: CT_Row
    size: int | None


def prototype(table: Table, width: int, ids: dict[str, str], say: Say) -> Form:
    """The table with its head row, ``width`` twips wide, and an empty row in the styles of its columns.

    ``say`` writes into a paragraph.
    """
    size, widths = fit(table, width)
    element = CT_Tbl.new_tbl(2, len(widths), Twips(width))
    element.tblStyle_val = ids["TableGrid"]
    properties = element.tblPr
    properties.alignment = WD_TABLE_ALIGNMENT.CENTER
    properties.autofit = False
    total = properties.find(qn("w:tblW"))
    total.set(qn("w:type"), "dxa")
    total.set(qn("w:w"), str(width))
    for column, twips in zip(element.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Twips(twips)
    head, row = element.tr_lst
    _form(head, widths, [ids["TableHeader"]] * len(widths))
    head.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    shown = None if size == SIZES[0] else size
    for cell, text in zip(head.tc_lst, table.header, strict=True):
        say(cell.p_lst[0], (Run(text),), shown)
    _form(row, widths, [ids["TableNumber" if numeric else "TableText"] for numeric in table.numeric])
    element.remove(row)
    return Form(element, row, shown)


def fill(form: Form, row: Sequence[Run], number: int, rows: int, say: Say) -> None:
    """Add ``row``, the one with that ``number`` of ``rows``; ``say`` writes into a paragraph."""
    copied = deepcopy(form.row)
    keep = rows <= _WHOLE_ROWS and number < rows - 1
    for cell, run in zip(copied.tc_lst, row, strict=True):
        paragraph = cell.p_lst[0]
        say(paragraph, (run,), form.size)
        if keep:
            paragraph.get_or_add_pPr().keepNext_val = True
    form.table.append(copied)


def _form(row: CT_Row, widths: Sequence[int], styles: Sequence[str]) -> None:
    """Give a row its height, its widths and the styles of its cells; it breaks over no page."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    row.trHeight_val = Twips(_ROW_HEIGHT)
    row.trHeight_hRule = WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell, twips, style in zip(row.tc_lst, widths, styles, strict=True):
        cell.width = Twips(twips)
        cell.get_or_add_tcPr().vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        cast("CT_P", cell.p_lst[0]).style = style

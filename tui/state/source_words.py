"""Where a figure was taken from, in the room there is: what is cut is the name of the file, never the cell."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len

from model.report.report import Report
from model.report.sources import label_of, source_of
from model.report.tree import Cell
from tui.look.cells import middle, visible

FILE: Final = 10
"""The cells that the name of a file keeps when that of the sheet has to be cut, too."""

LEAST: Final = 12
"""With fewer cells for both names no sheet is named, so that more is left of the file than its ending."""


def place(file: str, sheet: str, cell: str, room: int) -> str:
    """A cell of a workbook in at most ``room`` cells: 决算公开表.xlsx 工作表“支出决算表”D6; or 决算..xlsx D6."""
    file, sheet, cell = visible(file), visible(sheet), visible(cell)
    whole, room = room, room - cell_len(f" 工作表“”{cell}")
    if room < LEAST:
        return f"{middle(file, max(whole - cell_len(cell) - 1, 0))} {cell}".lstrip()
    file = middle(file, max(room - cell_len(sheet), min(FILE, room)))
    return f"{file} 工作表“{middle(sheet, room - cell_len(file))}”{cell}"


def origin_words(report: Report, cell: Cell, room: int) -> str:
    """Where the figure in ``cell`` was taken from; "" for nothing known.

    In at most ``room`` cells: what stood there, if the draft now says something else, and the place.
    """
    origin = source_of(report, cell)
    if origin is None:
        return ""
    taken = "取自 " if origin.value == cell.raw else f"原来是 {visible(origin.value)}，取自 "
    room -= cell_len(taken)
    if origin.sheet:
        taken += place(origin.file, origin.sheet, origin.cell, room)
    else:
        label = f" 的“{visible(label_of(report, origin.cell))}”"
        taken += middle(visible(origin.file), max(room - cell_len(label), FILE)) + label
    return taken

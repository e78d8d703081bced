"""The tie-out as a workbook: a row a figure, the report's in one column and a column for each source."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from model.schema.outline import place
from model.text import shown
from model.tieout.compared_lines import ComparedLine, TieOut, where

_FIRST: Final = ("文件", "部分", "项目", "口径", "报告")
_EACH: Final = ("数", "位置", "相差", "结论")
_WIDTHS: Final = (36, 10, 44, 24, 20)
_COLOURS: Final = {"differs": "#F8CBAD", "rounding": "#FFE699", "not_stated": "#DDEBF7"}


def workbook(found: Sequence[TieOut]) -> bytes:
    """The content of the .xlsx file: 核对 with a row a figure, 说明 with what was not compared."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    formats = {verdict: book.add_format({"bg_color": colour}) for verdict, colour in _COLOURS.items()}
    sheet, notes = book.add_worksheet("核对"), book.add_worksheet("说明")
    columns = max((len(each.sources) for each in found), default=0)
    # One report's sources stand in the heads by their names; those of many differ from row to row.
    names = found[0].sources if len(found) == 1 else [f"来源{number}" for number in range(1, columns + 1)]
    sheet.write_row(0, 0, [*_FIRST, *(f"{name} {what}" for name in names for what in _EACH)], bold)
    for column, width in enumerate((*_WIDTHS, *(18, 40, 14, 10) * columns)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 3)
    row = 1
    for each in found:
        for _, group in groupby(each.lines, key=lambda line: (line.section, line.path)):
            row = _rows(sheet, formats, each, list(group), row)
    if row > 1:
        sheet.autofilter(0, 0, row - 1, len(_FIRST) + len(_EACH) * columns - 1)
    notes.set_column(0, 0, 40)
    notes.set_column(1, 1, 120)
    notes.write_row(0, 0, ("文件", "说明"), bold)
    told: list[tuple[TieOut, str]] = []
    for each in found:
        unchecked = [f"报告写了、账表里没有找到：{label}" for label in each.unchecked]
        told += [(each, remark) for remark in (*each.foreign, *unchecked, *each.notes)]
    for number, (each, remark) in enumerate(told, 1):
        notes.write_row(number, 0, (shown(each.document.path), shown(remark)))
    book.close()
    return out.getvalue()


def _rows(sheet: Any, formats: dict[str, Any], found: TieOut, lines: list[ComparedLine], row: int) -> int:
    """Write the rows of one figure, as many as a source has cells of it; returns the next row."""
    by_source = {name: [line for line in lines if line.source == name] for name in found.sources}
    for number in range(max(map(len, by_source.values()))):
        first = lines[0]
        heads = (found.document.path, place(first.section), first.label, first.covers, first.own)
        sheet.write_row(row, 0, [shown(head) for head in heads])
        for at, name in enumerate(found.sources):
            if number < len(by_source[name]):
                line = by_source[name][number]
                column = len(_FIRST) + at * len(_EACH)
                cells = (
                    line.theirs,
                    where(line).removeprefix(f"{line.source} "),
                    line.difference,
                    found.word(line.verdict),
                )
                sheet.write_row(row, column, [shown(cell) for cell in cells], formats.get(line.verdict))
        row += 1
    return row

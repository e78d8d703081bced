"""Looks into an .xls file before it is read: what is hidden, which number formats show other amounts.

The reader of the values (python-calamine) knows neither; xlrd does.
"""

from __future__ import annotations

import io
from pathlib import Path

from model.workbooks.files.inspection import MAX_CELLS, Scan, address, body, is_odd, locked


def look(path: Path) -> dict[str, Scan] | None:
    """What is seen of each sheet by its name; None where that cannot be told, or where it is no .xls file.

    Raises DraftError for a workbook with a password.
    """
    import xlrd

    try:
        book = xlrd.open_workbook(str(path), logfile=io.StringIO(), formatting_info=True)
    except Exception as error:  # whatever a damaged file makes it raise; the reader of the values says what is wrong
        if isinstance(error, xlrd.biffh.XLRDError) and "encrypted" in str(error).lower():
            raise locked(path) from None
        return None
    return {sheet.name: _sheet(book, sheet) for sheet in book.sheets()}


def _sheet(book: object, sheet: object) -> Scan:
    import xlrd

    assert isinstance(book, xlrd.Book)
    assert isinstance(sheet, xlrd.sheet.Sheet)
    scan = Scan()
    scan.hidden_rows.update(row for row, known in sheet.rowinfo_map.items() if known.hidden or known.height == 0)
    scan.hidden_columns.update(column for column, known in sheet.colinfo_map.items() if known.hidden)
    if sheet.nrows * sheet.ncols > MAX_CELLS:
        _far(sheet, scan)
    odd = {}
    for number, style in enumerate(book.xf_list):
        form = book.format_map.get(style.format_key)
        code = form.format_str if form is not None else ""
        if is_odd(code):
            odd[number] = code
    for row in range(sheet.nrows if odd else 0):
        for column, style_number in enumerate(sheet.row_slice(row)):
            known = style_number.xf_index
            if known in odd and style_number.ctype == xlrd.XL_CELL_NUMBER:
                scan.formats[row, column] = odd[known]
    return scan


def _far(sheet: object, scan: Scan) -> None:
    """Find where the sheet ends before what lies far outside of it."""
    import xlrd

    assert isinstance(sheet, xlrd.sheet.Sheet)
    nothing = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    places = [
        (row, column)
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind not in nothing
    ]
    high, wide = body((row for row, _ in places), (column for _, column in places))
    last = max(places, default=(0, 0))
    if high * wide > MAX_CELLS or sheet.ncols * high > MAX_CELLS:
        scan.unread = f"一直用到 {address(*last)}，太大，没有读：请删去表外多余的行列，另存后再导入"
    elif last[0] >= high:
        scan.far = address(*last)
    scan.height = high

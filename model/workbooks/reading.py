"""Opens a workbook (.xlsx, .xls, .ods) and gives its visible sheets as plain grids of text and exact numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from model.drafts.draft import DraftError
from model.workbooks.inspection import MAX_BYTES, Scan, scan

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from model.workbooks.inspection import Span

Value = str | Decimal

_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds an .xlsx file with a password


class Sheet(NamedTuple):
    """A sheet: ``rows`` of texts ("" for blank) and numbers, ``spans`` its merged cells, first and last place.

    The numbers of hidden rows and columns are known of .xlsx and .ods.
    """

    name: str
    rows: list[list[Value]]
    spans: list[Span]
    hidden_rows: AbstractSet[int] = frozenset()
    hidden_columns: AbstractSet[int] = frozenset()


class Book(NamedTuple):
    """A workbook: the name of its file, its visible sheets that hold anything, the names of the hidden ones."""

    file: str
    sheets: list[Sheet]
    hidden: list[str]


def read_book(path: Path) -> Book:
    """The workbook at ``path``. Raises DraftError with one sentence where it cannot be read for certain."""
    scans = _checked(path)
    import python_calamine as calamine

    try:
        # Opened here, the kind is told by the content: offices give .xlsx files the name .xls, and any name at all.
        with path.open("rb") as file, calamine.load_workbook(file) as workbook:
            kinds = [data for data in workbook.sheets_metadata if data.typ == calamine.SheetTypeEnum.WorkSheet]
            shown = [data.name for data in kinds if data.visible == calamine.SheetVisibleEnum.Visible]
            sheets = [_sheet(workbook.get_sheet_by_name(name), scans.get(name)) for name in shown]
            hidden = [data.name for data in kinds if data.name not in shown]
    except (calamine.CalamineError, OSError) as error:
        if isinstance(error, calamine.PasswordError) or _LOCKED in path.read_bytes():
            raise DraftError(f"{path}：工作簿加了密码，请先取消密码，另存后再导入") from None
        raise DraftError(
            f"{path}：不是能读的工作簿（.xlsx、.xls、.ods），请用 Excel 或 WPS 打开后另存再导入"
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the reader's own failures come as
            raise
        raise DraftError(f"{path}：工作簿损坏，读不了，请用 Excel 或 WPS 打开后另存再导入") from error
    for name in shown:
        if name in scans and scans[name].uncomputed:
            where = f"工作表“{name}”的 {scans[name].uncomputed}"
            raise DraftError(f"{path}：{where} 是公式，没有存下算出的数，请用 Excel 或 WPS 打开、保存后再导入")
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        why = "工作表都隐藏着，请取消隐藏" if hidden else "工作簿是空的，请检查是否选错了文件"
        raise DraftError(f"{path}：{why}")
    return Book(path.name.encode("utf-8", "backslashreplace").decode(), sheets, hidden)


def _checked(path: Path) -> dict[str, Scan]:
    """What a scan of the file sees, which must be there and not be too large."""
    try:
        if not path.is_file():
            what = "这不是工作簿文件" if path.exists() else "没有这个文件"
            raise DraftError(f"{path}：{what}，请检查路径")
        if path.stat().st_size > MAX_BYTES:
            raise DraftError(f"{path}：文件超过 {MAX_BYTES // 1024 // 1024} MB，不像是决算公开表，请检查是否选错了文件")
        return scan(path)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise DraftError(f"{path}：读不了这个文件（{why}），请检查路径和权限") from error


def _sheet(sheet: object, scanned: Scan | None) -> Sheet:
    import python_calamine as calamine

    assert isinstance(sheet, calamine.CalamineSheet)
    rows = [[_value(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    spans = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    if scanned is not None:
        spans += scanned.spans
        for (row, column), words in scanned.errors.items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = words
    hidden = (scanned.hidden_rows, scanned.hidden_columns) if scanned is not None else ()
    return Sheet(sheet.name, rows, spans, *hidden)


def _value(cell: object) -> Value:
    """A cell's number without the noise of binary fractions, anything else as text."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        plain = Decimal(format(cell, ".15g"))
        return Decimal(f"{plain:f}") if plain.is_finite() else str(cell)
    return str(cell)

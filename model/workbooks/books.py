"""Opens a workbook (.xlsx, .xls, .ods) and gives its visible sheets as plain grids of text and exact numbers.

Those of strangers are read in a process of their own, with limits of memory and time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from model import sandbox
from model.drafts.draft import DraftError
from model.files.kinds import is_special
from model.files.unwritten import reason
from model.workbooks.files.inspection import (
    GAP,
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    Place,
    Scan,
    Span,
    check_size,
    damaged,
    locked,
)
from model.workbooks.files.unsaved_sums import worked_out

Value = str | Decimal

UNSEEN = "没能看出哪些行和列是隐藏的，请核对有没有取到看不见的数"

_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds an .xlsx file with a password


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: ``rows`` of texts ("" for blank) and numbers, ``spans`` its merged cells, first and last place.

    ``uncomputed`` are cells with a formula that has no value, ``formats`` the number formats that show a cell as
    another amount than it holds or name a unit of money.
    """

    name: str
    rows: list[list[Value]]
    spans: list[Span]
    hidden_rows: AbstractSet[int] = frozenset()
    hidden_columns: AbstractSet[int] = frozenset()
    uncomputed: AbstractSet[Place] = frozenset()
    formats: Mapping[Place, str] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Value:
        """What stands in a cell; "" beyond the edges of the sheet."""
        rows = self.rows
        return rows[row][column] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else ""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: the name of its file, its visible sheets that hold anything, the names of the hidden ones.

    ``remarks`` say what of it was not read, and why.
    """

    file: str
    sheets: list[Sheet]
    hidden: list[str]
    remarks: list[str] = field(default_factory=list)


def read_book(path: Path) -> Book:
    """The workbook at ``path``. Raises DraftError with one sentence where it cannot be read for certain."""
    remarks: list[str] = []
    scans, mended = _checked(path, remarks)
    try:
        import python_calamine as calamine
    except ImportError:
        raise DraftError(
            f"{path}：这里没有装读工作簿的 python-calamine，不能取数；请在装有它的电脑上取数，或直接填写"
        ) from None

    try:
        # Opened here, the kind is told by the content: offices give .xlsx files the name .xls, and any name at all.
        with mended or path.open("rb") as file, calamine.load_workbook(file) as workbook:
            kinds = [data for data in workbook.sheets_metadata if data.typ == calamine.SheetTypeEnum.WorkSheet]
            visible = [data.name for data in kinds if data.visible == calamine.SheetVisibleEnum.Visible]
            shown = [name for name in visible if not scans.get(name, Scan()).unread]
            sheets = [_sheet(workbook.get_sheet_by_name(name), scans.get(name), remarks) for name in shown]
            hidden = [data.name for data in kinds if data.name not in visible]
    except (calamine.CalamineError, OSError) as error:
        if isinstance(error, calamine.PasswordError) or _LOCKED in path.read_bytes():
            raise locked(path) from None
        raise DraftError(
            f"{path}：不是能读的工作簿（.xlsx、.xls、.ods），请用 Excel 或 WPS 打开后另存再导入"
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the reader's own failures come as
            raise
        raise damaged(path) from error
    if scans and UNSEEN not in remarks and any(name not in scans for name in shown):
        remarks.append(UNSEEN)
    remarks += [f"工作表“{name}”{scans[name].unread}" for name in visible if name not in shown]
    far = [(name, scans[name].far) for name in shown if name in scans and scans[name].far]
    remarks += [f"工作表“{name}”在很远的 {place} 还写着内容，表外的没有读" for name, place in far]
    sheets = [sheet for sheet in sheets if sheet.rows or sheet.uncomputed]
    if not sheets:
        if remarks:
            raise DraftError(f"{path}：{remarks[0]}")
        why = "工作表都隐藏着，请取消隐藏" if hidden else "工作簿是空的，请检查是否选错了文件"
        raise DraftError(f"{path}：{why}")
    return Book(path.name.encode("utf-8", "backslashreplace").decode(), sheets, hidden, remarks)


def _checked(path: Path, remarks: list[str]) -> tuple[dict[str, Scan], io.BytesIO | None]:
    """What a look into the file sees, which must be there and not be too large, and the file as it is to be read."""
    try:
        if not path.is_file() or is_special(path):
            what = "这不是工作簿文件" if path.exists() else "没有这个文件"
            raise DraftError(f"{path}：{what}，请检查路径")
        if path.stat().st_size > MAX_BYTES:
            raise DraftError(f"{path}：文件超过 {MAX_BYTES // 1024 // 1024} MB，不像是决算公开表，请检查是否选错了文件")
        if zipfile.is_zipfile(path):
            return _packed(path, remarks)
    except (OSError, ValueError) as error:
        raise DraftError(f"{path}：读不了这个文件（{reason(error)}），请检查路径和权限") from error
    from model.workbooks.files import legacy

    with path.open("rb") as file:
        is_xls = file.read(4) in (b"\xd0\xcf\x11\xe0", b"\x09\x08\x10\x00")
    scans = legacy.look(path) if is_xls else None
    if is_xls and scans is None:
        remarks.append(UNSEEN)
    return scans or {}, None


def _packed(path: Path, remarks: list[str]) -> tuple[dict[str, Scan], io.BytesIO | None]:
    from model.workbooks.files import opendocument, packages

    try:
        with zipfile.ZipFile(path) as package:
            check_size(path, package)
            if "content.xml" in package.namelist():
                opendocument.refuse_locked(path, package)
                with package.open("content.xml") as content:
                    packages.refuse_declarations(path, content.read(4096))
                return opendocument.look(path, package)
            scans, mended = packages.look(path, package)
            if not scans:
                remarks.append(UNSEEN)
            return scans, mended
    except (
        zipfile.BadZipFile, zipfile.LargeZipFile, ElementTree.ParseError, KeyError, OSError, ValueError, EOFError,
        NotImplementedError, RuntimeError, ExpatError,
    ) as error:  # fmt: skip
        raise damaged(path) from error


def _sheet(sheet: object, scanned: Scan | None, remarks: list[str]) -> Sheet:
    import python_calamine as calamine

    assert isinstance(sheet, calamine.CalamineSheet)
    height = scanned.height if scanned is not None else 0
    if (height or sheet.total_height) * sheet.total_width > MAX_CELLS:
        remarks.append(f"工作表“{sheet.name}”太大，没有读：请删去表外多余的行列，另存后再导入")
        return Sheet(sheet.name, [], [])
    rows = [
        [cell if isinstance(cell, str) else _value(cell) for cell in row]
        for row in sheet.to_python(skip_empty_area=False, nrows=height or None)
    ]
    filled = {column for row in rows for column, cell in enumerate(row) if cell != ""}
    if len(filled) > MAX_COLUMNS:
        what = f"有 {len(filled)} 列写着内容，超过 {MAX_COLUMNS} 列，不像是决算公开表"
        remarks.append(f"工作表“{sheet.name}”{what}，没有读：请删去表外多余的列，另存后再导入")
        return Sheet(sheet.name, [], [])
    spans = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    if scanned is None:
        return Sheet(sheet.name, rows, spans)
    for (row, column), words in scanned.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = words
    near = {at: text for at, text in scanned.uncomputed.items() if at[0] < len(rows) + GAP and at[1] < MAX_COLUMNS}
    computed = worked_out(rows, near)
    for (row, column), number in computed.items():
        rows += ([] for _ in range(len(rows), row + 1))
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = number
    return Sheet(
        sheet.name,
        rows,
        spans + scanned.spans,
        scanned.hidden_rows,
        scanned.hidden_columns,
        scanned.uncomputed.keys() - computed,
        scanned.formats,
    )


def _value(cell: object) -> Value:
    """A cell's number without the noise of binary fractions, anything else as text."""
    if not isinstance(cell, int | float) or isinstance(cell, bool):
        return str(cell)
    digits = format(cell, ".15g")
    if digits.endswith(("n", "f")):  # nan, inf
        return str(cell)
    return Decimal(f"{Decimal(digits):f}" if "e" in digits else digits)


def open_book(path: Path, stop: Callable[[], bool] = lambda: False) -> Book:
    """The workbook at ``path``; reading ends when ``stop`` says so.

    Raises DraftError with one sentence where it cannot be read, or not within the limits, and StoppedError.
    """
    try:
        return _book(sandbox.run(__name__, plain_book.__name__, str(path), stop=stop))
    except sandbox.FaultError as error:
        raise DraftError(*str(error).splitlines()) from None
    except sandbox.TooMuchError as error:
        raise DraftError(
            f"{path}：{error}，文件损坏或太大，请用 Excel 或 WPS 打开，只留下要用的工作表，另存后再导入"
        ) from None


def plain_book(path: str) -> dict[str, Any]:
    """The workbook as plain data: a text is itself, a number is its digits in a list of one."""
    book = read_book(Path(path))
    return {
        "file": book.file,
        "hidden": book.hidden,
        "remarks": book.remarks,
        "sheets": [
            {
                "name": sheet.name,
                "rows": [[cell if isinstance(cell, str) else [str(cell)] for cell in row] for row in sheet.rows],
                "spans": sheet.spans,
                "hidden_rows": sorted(sheet.hidden_rows),
                "hidden_columns": sorted(sheet.hidden_columns),
                "uncomputed": sorted(sheet.uncomputed),
                "formats": [[*place, code] for place, code in sheet.formats.items()],
            }
            for sheet in book.sheets
        ],
    }


def _book(plain: dict[str, Any]) -> Book:
    sheets = [
        Sheet(
            sheet["name"],
            [[cell if isinstance(cell, str) else Decimal(cell[0]) for cell in row] for row in sheet["rows"]],
            [(span[0], span[1], span[2], span[3]) for span in sheet["spans"]],
            frozenset(sheet["hidden_rows"]),
            frozenset(sheet["hidden_columns"]),
            frozenset((row, column) for row, column in sheet["uncomputed"]),
            {(row, column): code for row, column, code in sheet["formats"]},
        )
        for sheet in plain["sheets"]
    ]
    return Book(plain["file"], sheets, plain["hidden"], plain["remarks"])

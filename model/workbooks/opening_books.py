"""Opens workbooks of strangers: each is read in a process of its own, with limits of memory and time."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from model import sandbox
from model.drafts.draft import DraftError
from model.workbooks.books import Book, Sheet, read_book


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

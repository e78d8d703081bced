"""What the workbook reader does not tell of a sheet: how far it reaches, what is hidden, formulas that have no value.

A reader that meets one cell in the last row and column asks for the memory of all between; so the extent is known
before it is asked.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from model.drafts.draft import DraftError
from model.patterns import Pattern

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_UNPACKED: Final = 64 * 1024 * 1024
MAX_CELLS: Final = 400_000
"""How many cells a sheet may reach over; the largest form of the ministry, a class a row, has a tenth of them."""
MAX_COLUMNS: Final = 500
"""How many columns may hold something; the widest form of the ministry, a class a column, has about a hundred."""
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
GAP: Final = 500  # what stands so many rows or columns below or beside all else is no part of a table

Place = tuple[int, int]
Span = tuple[int, int, int, int]


@dataclass(slots=True)
class Scan:
    """What was seen of one sheet. Rows and columns count from 0.

    ``uncomputed`` are the cells with a formula that has no value, and the formula where it is known, ``errors`` the
    error values, ``spans`` the merged cells of an ODS sheet as first row and column, last row and column, ``formats``
    the number formats that show a cell as another amount than it holds. ``far`` is the last cell that holds something
    far outside of all else, "" for none; ``unread`` says why the sheet cannot be read at all, "" where it can.
    """

    uncomputed: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[Place, str] = field(default_factory=dict)
    far: str = ""
    unread: str = ""
    height: int = 0


def address(row: int, column: int) -> str:
    """The name of a cell, row and column from 0: A1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def place(name: str) -> Place:
    """The row and the column, from 0, of the cell called ``name``: A1."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(name[len(letters) :]) - 1, column - 1


def repacked(package: zipfile.ZipFile, changed: Mapping[str, bytes]) -> io.BytesIO:
    """The parts of ``package`` that hold text, with the content that ``changed`` gives for some."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in dict.fromkeys(package.namelist()):
            if name.lower().endswith((".xml", ".rels", "mimetype")):
                target.writestr(name, changed[name] if name in changed else package.read(name))
    out.seek(0)
    return out


def damaged(path: Path) -> DraftError:
    """What is said of a file whose parts cannot be read."""
    return DraftError(f"{path}：文件损坏，读不了，请用 Excel 或 WPS 打开后另存再导入")


def locked(path: Path) -> DraftError:
    """What is said of a workbook with a password."""
    return DraftError(f"{path}：工作簿加了密码，请先取消密码，另存后再导入")


def check_size(path: Path, package: zipfile.ZipFile) -> None:
    """Raise DraftError where the parts that hold text unfold to more than any accounts need."""
    parts = [part for part in package.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise DraftError(f"{path}：解开后太大，不像是决算公开表，请只留下要用的工作表，另存后再导入")


def body(rows: Iterable[int], columns: Iterable[int]) -> tuple[int, int]:
    """How many rows and columns are in use before the first wide gap."""
    return _until_gap(rows, LAST_ROW), _until_gap(columns, LAST_COLUMN)


def _until_gap(numbers: Iterable[int], limit: int) -> int:
    end = 0
    for number in sorted(set(numbers)):
        if number >= limit or number - end > GAP:
            break
        end = number + 1
    return end


_UNQUOTED: Final = Pattern(r'"[^"]*"|\\.|!.|_.|\*.|\[[^\]]{0,250}\]')
_DIVIDED: Final = Pattern(r"[0#?],+(?![0#?])")
_POINT: Final = Pattern(r'[\\!]\.|"\."')
_SHOWS: Final = Pattern(r"(?i)[0#?@ymdhs]|general|通用")
_MONEY: Final = Pattern(r"(?:千|万|百万|亿)元?|元")


def is_odd(code: str) -> bool:
    """Whether a number format shows another amount than the cell holds, or names a unit of money."""
    return misleading(code) or not {"元", "万", "亿"}.isdisjoint(code)


def misleading(code: str, unit: str = "") -> bool:
    """Whether a number format shows another amount than the cell holds: divided, as a percentage, a text, not at all.

    A format that writes another unit of money than ``unit`` (when given) behind the amount misleads, too.
    """
    first = code.partition(";")[0]
    if code.startswith(";"):
        return True  # shows nothing at all
    plain = _UNQUOTED.sub("", first)
    if _DIVIDED.search(plain) or "%" in plain or _POINT.search(first) or (first and not _SHOWS.search(plain)):
        return True
    named = set(_MONEY.findall(re.sub(r"[\"\\!]", "", re.sub(r"\[[^\]]{0,250}\]", "", first))))
    return bool(unit and named - {unit, unit.removesuffix("元")})

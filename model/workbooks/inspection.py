"""What the workbook reader does not tell: how far a sheet reaches, formulas never computed, error values, ODS spans.

A reader that meets one cell in the last row and column asks for the memory of all between; so the extent is known
before it is asked.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree

from model.drafts.draft import DraftError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_UNPACKED: Final = 120 * 1024 * 1024
MAX_CELLS: Final = 2_000_000
_WIDEST: Final = 16_384

Span = tuple[int, int, int, int]

# A cell's attributes, and what follows up to the next tag of a cell: each byte is looked at once, whatever is damaged.
_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*)>([^<]*(?:<(?!/?(?:\w+:)?c\b)[^<]*)*)")
_ADDRESS: Final = re.compile(rb"\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f\b")
_VALUE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*[^/])?>([^<]*)<")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_HIDDEN: Final = re.compile(rb"\bhidden=\"(?:1|true)\"|\bht=\"0\"|\bwidth=\"0\"")
_ODS: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


class Scan(NamedTuple):
    """What was seen of one sheet.

    ``uncomputed`` is the first cell whose formula has no value ("" for none), ``errors`` the error values by row and
    column from 0, ``spans`` the merged cells of an ODS sheet as first row and column, last row and column, ``hidden``
    the numbers of what nobody sees.
    """

    uncomputed: str
    errors: dict[tuple[int, int], str]
    spans: list[Span]
    hidden_rows: set[int]
    hidden_columns: set[int]


def address(row: int, column: int) -> str:
    """The name of a cell, row and column from 0: A1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def scan(path: Path) -> dict[str, Scan]:
    """What is seen of each sheet by its name; empty for .xls, which reaches no further than it can be read.

    Raises DraftError for a file that is too large or whose parts cannot be read.
    """
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
                raise DraftError(f"{path}：解开后太大，不像是决算公开表，请只留下要用的工作表，另存后再导入")
            names = set(package.namelist())
            if "content.xml" in names:
                return dict(_ods(path, package))
            return {name: _sheet(path, name, package.read(part)) for name, part in _parts(package) if part in names}
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, OSError, ValueError, EOFError) as error:
        raise DraftError(f"{path}：文件损坏，读不了，请用 Excel 或 WPS 打开后另存再导入") from error


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet of an .xlsx file and the part that holds it."""
    if "xl/workbook.xml" not in package.namelist():
        return
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    }
    for element in ElementTree.fromstring(package.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet"):
            identifier = next((value for key, value in element.items() if key.endswith("}id")), "")
            target = targets.get(identifier, "")
            yield element.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _sheet(path: Path, name: str, text: bytes) -> Scan:
    errors: dict[tuple[int, int], str] = {}
    uncomputed = ""
    last_row = last_column = 0
    for cell in _CELL.finditer(text):
        found = _ADDRESS.search(cell[1])
        if found is None:
            continue
        row, column = int(found[2]) - 1, _column(found[1])
        last_row, last_column = max(last_row, row), max(last_column, column)
        inside = b"" if cell[1].endswith(b"/") else cell[2]
        if b't="e"' in cell[1]:
            value = _VALUE.search(inside)
            errors[row, column] = value[1].decode("utf-8", "replace") if value else "#N/A"
        elif not uncomputed and _FORMULA.search(inside) and b't="str"' not in cell[1]:
            value = _VALUE.search(inside)
            uncomputed = "" if value and value[1].strip() else address(row, column)
    _refuse_far(path, name, last_row, last_column)
    rows = {number - 1 for found in _ROW.findall(text) if _HIDDEN.search(found) for number in _numbers(found, b"r")}
    columns = {
        number - 1
        for found in _COLUMN.findall(text)
        if _HIDDEN.search(found)
        for first, last in zip(_numbers(found, b"min"), _numbers(found, b"max"), strict=False)
        for number in range(first, min(last, last_column + 1) + 1)
    }
    return Scan(uncomputed, errors, [], rows, columns)


def _numbers(attributes: bytes, name: bytes) -> list[int]:
    return [int(number) for number in re.findall(rb"\b" + name + rb"=\"([0-9]{1,7})\"", attributes)]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _refuse_far(path: Path, name: str, row: int, column: int) -> None:
    if (row + 1) * (column + 1) > MAX_CELLS:
        where = address(row, column)
        raise DraftError(f"{path}：工作表“{name}”一直用到 {where}，太大，请删去表外多余的行列，另存后再导入")


def _ods(path: Path, package: zipfile.ZipFile) -> Iterator[tuple[str, Scan]]:
    with package.open("content.xml") as content:
        for _, element in ElementTree.iterparse(content):
            if element.tag == f"{_ODS}table":
                yield element.get(f"{_ODS}name", ""), _ods_sheet(path, element)
                element.clear()


def _ods_sheet(path: Path, table: ElementTree.Element) -> Scan:
    scanned = Scan("", {}, [], set(), set())
    place = 0
    for described in table.iter(f"{_ODS}table-column"):
        repeated = int(described.get(f"{_ODS}number-columns-repeated", 1))
        if described.get(f"{_ODS}visibility", "visible") != "visible":
            scanned.hidden_columns.update(range(place, place + min(repeated, _WIDEST)))
        place += repeated
    row = last_row = last_column = 0
    for line in table.iter(f"{_ODS}table-row"):
        column = 0
        repeated = int(line.get(f"{_ODS}number-rows-repeated", 1))
        if line.get(f"{_ODS}visibility", "visible") != "visible":
            scanned.hidden_rows.update(range(row, row + min(repeated, MAX_CELLS)))
        for cell in line:
            if cell.tag not in (f"{_ODS}table-cell", f"{_ODS}covered-table-cell"):
                continue
            times = int(cell.get(f"{_ODS}number-columns-repeated", 1))
            if cell.get(f"{_OFFICE}value-type") or len(cell):
                last_row, last_column = max(last_row, row + repeated - 1), max(last_column, column + times - 1)
            elif cell.get(f"{_ODS}formula") and not scanned.uncomputed:
                scanned = scanned._replace(uncomputed=address(row, column))
            wide, high = (int(cell.get(f"{_ODS}number-{kind}-spanned", 1)) for kind in ("columns", "rows"))
            if wide * high > 1:
                scanned.spans.append((row, column, row + high - 1, column + wide - 1))
            column += times
        row += repeated
    _refuse_far(path, table.get(f"{_ODS}name", ""), last_row, last_column)
    return scanned

"""Looks into an .xlsx file before it is read, and takes out of it what would cost the reader the whole workbook."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from model.drafts.draft import DraftError
from model.workbooks.files.inspection import (
    LAST_COLUMN,
    LAST_ROW,
    MAX_CELLS,
    Scan,
    address,
    body,
    damaged,
    is_odd,
    repacked,
)

# A cell that holds something: its attributes, and what follows up to the next tag of a cell. Each byte is looked at
# once, whatever is damaged; styled, empty cells are passed over.
_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*[^>/])>([^<]*(?:<(?!/?(?:\w+:)?c\b)[^<]*)*)")
# What may be the place of a cell: nothing lies farther out than the farthest of them.
_PLACE: Final = re.compile(rb"r=[\"']([A-Za-z]{1,7})([0-9]{1,10})[\"']")
_ERROR: Final = b't="e"'
_ADDRESS: Final = re.compile(rb"\br=[\"']([A-Za-z]{1,7})([0-9]{1,10})[\"']")
_STYLE: Final = re.compile(rb"\bs=[\"']([0-9]{1,6})[\"']")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f\b(?:[^<>]*>([^<]*)<)?")
_VALUE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*[^<>/])?>([^<]*)<")
_INLINE: Final = re.compile(rb"<(?:\w+:)?is\b")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_HIDDEN: Final = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']|\bht=[\"']0[\"']|\bwidth=[\"']0[\"']")
_HIDING: Final = (b"hidden=", b'ht="0"', b"ht='0'", b'width="0"', b"width='0'")
_EXTENT: Final = re.compile(rb"<(?:\w+:)?dimension\b[^>]*(?:/>|>\s*</(?:\w+:)?dimension>)")
_PLAIN_EXTENT: Final = re.compile(rb"ref=[\"'][A-Z]{1,3}[1-9][0-9]{0,6}(?::[A-Z]{1,3}[1-9][0-9]{0,6})?[\"']")
_SPAN: Final = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?/>")
_SPAN_END: Final = re.compile(rb":\$?([A-Za-z]{1,7})\$?([0-9]{1,10})")

# The number formats that have no code in the file and show a percentage.
_MOST_SHEETS: Final = 300
_BUILT_IN: Final = {"9": "0%", "10": "0.00%"}


def look(path: Path, package: zipfile.ZipFile) -> tuple[dict[str, Scan], io.BytesIO | None]:
    """What is seen of each sheet by its name, and the package without what no reader can stand, None for as it is.

    Raises DraftError where the text of a part is no text of a workbook.
    """
    names = set(package.namelist())
    odd = _odd_formats(package.read("xl/styles.xml")) if "xl/styles.xml" in names else {}
    scans: dict[str, Scan] = {}
    changed: dict[str, bytes] = {}
    for name, part in _parts(package):
        if len(scans) >= _MOST_SHEETS:
            raise DraftError(f"{path}：工作表多于 {_MOST_SHEETS} 张，不像是决算公开表，请检查是否选错了文件")
        if part not in names:
            continue
        text = package.read(part)
        refuse_declarations(path, text)
        scans[name], mended = _sheet(text, odd)
        if mended is not None:
            changed[part] = mended
    return scans, repacked(package, changed) if changed else None


def refuse_declarations(path: Path, text: bytes) -> None:
    """Raise DraftError for a part that declares entities: no office program writes one, but attackers do."""
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16, which hides from a search for tags
        raise damaged(path)
    if b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text[:4096]:
        raise DraftError(f"{path}：文件里有不该有的声明，不像是办公软件存的，没有读")


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


def _odd_formats(styles: bytes) -> dict[bytes, str]:
    """The numbers of the cell styles whose number formats show other amounts or name a unit, with their codes."""
    codes = dict(_BUILT_IN)
    found: dict[bytes, str] = {}
    for element in ElementTree.fromstring(styles):
        kind = element.tag.rpartition("}")[2]
        if kind == "numFmts":
            codes |= {form.get("numFmtId", ""): form.get("formatCode", "") for form in element}
        elif kind == "cellXfs":
            for number, style in enumerate(element):
                code = codes.get(style.get("numFmtId", ""), "")
                if is_odd(code):
                    found[str(number).encode()] = code
    return found


def _sheet(text: bytes, odd: dict[bytes, str]) -> tuple[Scan, bytes | None]:
    """What is seen of a sheet, and its text without what lies far outside, None where it can stay as it is."""
    scan = Scan()
    places = _PLACE.findall(text)
    high = max(map(int, {number for _, number in places}), default=0)
    wide = max(map(_column, {letters for letters, _ in places}), default=-1) + 1
    far = high * wide > MAX_CELLS or high > LAST_ROW or wide > LAST_COLUMN
    formulas = b"<f" in text or b":f" in text
    if far or odd or formulas or _ERROR in text:  # else no cell says more than its value
        rows, columns = _cells(text, odd, scan)
        ends = max(rows, default=0), max(columns, default=0)
        high, wide = ends[0] + 1, ends[1] + 1
        if high * wide > MAX_CELLS or high > LAST_ROW or wide > LAST_COLUMN:
            high, wide = body(rows, columns)
            scan.far = address(ends[0], rows[ends[0]]) if ends[0] >= high else address(columns[ends[1]], ends[1])
            if high * wide > MAX_CELLS:
                scan.unread = f"一直用到 {scan.far}，太大，没有读：请删去表外多余的行列，另存后再导入"
    _hidden(text, scan, high, wide)
    return scan, _mended(text, scan, high, wide)


def _cells(text: bytes, odd: dict[bytes, str], scan: Scan) -> tuple[dict[int, int], dict[int, int]]:
    """Note in ``scan`` what cells say beside their values.

    Returns the rows in use with the last column of each, and the columns in use with the last row of each.
    """
    rows: dict[int, int] = {}
    columns: dict[int, int] = {}
    for cell in _CELL.finditer(text):
        found = _ADDRESS.search(cell[1])
        inside = cell[2]
        if found is None or not (b"v" in inside or b"is" in inside or b"f" in inside):
            continue
        row, column = int(found[2]) - 1, _column(found[1])
        value = _VALUE.search(inside)
        filled = (value is not None and value[1].strip() != b"") or _INLINE.search(inside) is not None
        if _ERROR in cell[1]:
            scan.errors[row, column] = value[1].decode("utf-8", "replace") if value else "#N/A"
        elif not filled and b't="str"' not in cell[1] and (formula := _FORMULA.search(inside)):
            scan.uncomputed[row, column] = (formula[1] or b"").decode("utf-8", "replace")
        elif not filled:
            continue
        rows[row] = max(rows.get(row, 0), column)
        columns[column] = max(columns.get(column, 0), row)
        if odd and (style := _STYLE.search(cell[1])) and style[1] in odd:
            scan.formats[row, column] = odd[style[1]]
    return rows, columns


def _hidden(text: bytes, scan: Scan, high: int, wide: int) -> None:
    if not any(mark in text for mark in _HIDING):
        return
    rows = (number - 1 for found in _ROW.findall(text) if _HIDDEN.search(found) for number in _numbers(found, b"r"))
    scan.hidden_rows.update(row for row in rows if row < high)
    for found in _COLUMN.findall(text):
        if _HIDDEN.search(found):
            for first, last in zip(_numbers(found, b"min"), _numbers(found, b"max"), strict=False):
                scan.hidden_columns.update(range(first - 1, min(last, wide)))


def _mended(text: bytes, scan: Scan, high: int, wide: int) -> bytes | None:
    """The sheet without cells outside of the first ``high`` rows and ``wide`` columns; None where it has none."""

    def within(found: re.Match[bytes] | None) -> bool:
        return found is None or (0 < int(found[2]) <= high and _column(found[1]) < wide)

    extent = _EXTENT.search(text)
    ends = list(_SPAN_END.findall(extent[0])) if extent else []
    mended = text
    beyond = any(int(row) > high or _column(name) >= wide for name, row in ends)
    if extent and (beyond or not _PLAIN_EXTENT.search(extent[0])):
        mended = text.replace(extent[0], b"")
    if scan.far and not scan.unread:
        mended = _CELL.sub(
            lambda cell: cell[0] if within(_ADDRESS.search(cell[1])) else b"<c" + _no_address(cell[1]) + b">", mended
        )
    spans = _SPAN.findall(text) if b"mergeCell" in text else ()
    if any(not within(end) for span in spans if (end := _SPAN_END.search(span))):
        mended = _SPAN.sub(lambda span: span[0] if within(_SPAN_END.search(span[0])) else b"", mended)
    return None if mended is text else mended


def _no_address(attributes: bytes) -> bytes:
    """The attributes of a cell that is emptied: its style and type say nothing any more."""
    found = _ADDRESS.search(attributes)
    assert found is not None
    known = 0 < int(found[2]) <= LAST_ROW and _column(found[1]) < LAST_COLUMN
    return b" " + (found[0] if known else b'r="A1"')


def _numbers(attributes: bytes, name: bytes) -> list[int]:
    return [int(number) for number in re.findall(rb"\b" + name + rb"=[\"']([0-9]{1,7})[\"']", attributes)]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1

"""Looks into an .ods file before it is read: how far its sheets reach, what is hidden, what stands in several cells."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

from model.drafts.draft import DraftError
from model.workbooks.files.inspection import GAP, LAST_COLUMN, LAST_ROW, MAX_CELLS, Scan, address, locked, repacked

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_NUMBER: Final = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


_MANIFEST: Final = "META-INF/manifest.xml"


def refuse_locked(path: Path, package: zipfile.ZipFile) -> None:
    """Raise DraftError where the list of parts says that they are encrypted, which a password does."""
    if _MANIFEST in package.namelist() and b"encryption-data" in package.read(_MANIFEST):
        raise locked(path)


class _Sheet:
    """What was seen so far of the sheet that is being read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.scan = Scan()
        self.row = self.column = self.last_row = self.last_column = 0
        self.hidden: list[range] = []


def look(path: Path, package: zipfile.ZipFile) -> tuple[dict[str, Scan], io.BytesIO | None]:
    """What is seen of each sheet by its name, and the package without rows far outside, None for as it is.

    Raises DraftError where a sheet reaches too far to be read.
    """
    found = _look(path, package)
    cut = {name: scan.height for name, scan in found.items() if scan.far}
    if not cut:
        return found, None
    return found, repacked(package, {"content.xml": _cut(package.read("content.xml"), cut)})


def _look(path: Path, package: zipfile.ZipFile) -> dict[str, Scan]:
    found: dict[str, Scan] = {}
    divided: dict[str, str] = {}  # styles that show an amount divided, by name
    sheet: _Sheet | None = None
    depth = 0
    with package.open("content.xml") as content:
        for event, element in ElementTree.iterparse(content, ("start", "end")):
            tag = element.tag
            if event == "start":
                depth += 1
                if depth > 200:
                    raise DraftError(f"{path}：文件里的内容套了太多层，不像是办公软件存的，没有读")
                if tag == f"{_TABLE}table" and sheet is None:
                    sheet = _Sheet(element.get(f"{_TABLE}name", ""))
                continue
            depth -= 1
            if tag in (f"{_NUMBER}number-style", f"{_NUMBER}percentage-style", f"{_NUMBER}currency-style"):
                _data_style(element, divided)
            elif tag == f"{_STYLE}style" and element.get(f"{_STYLE}data-style-name", "") in divided:
                style = divided[element.get(f"{_STYLE}data-style-name", "")]
                divided[element.get(f"{_STYLE}name", "")] = style
            elif sheet is not None and tag == f"{_TABLE}table-column":
                _column(sheet, element)
            elif sheet is not None and tag == f"{_TABLE}table-row":
                _row(sheet, element, divided)
                _refuse_far(path, sheet)
                element.clear()
            elif sheet is not None and tag == f"{_TABLE}table" and element.get(f"{_TABLE}name", "") == sheet.name:
                found[sheet.name] = _closed(path, sheet)
                element.clear()
                sheet = None
    return found


def _data_style(element: ElementTree.Element, divided: dict[str, str]) -> None:
    factors = [part.get(f"{_NUMBER}display-factor", "1") for part in element]
    if element.tag.endswith("percentage-style"):
        divided[element.get(f"{_STYLE}name", "")] = "%"
    elif any(factor not in ("1", "") for factor in factors):
        divided[element.get(f"{_STYLE}name", "")] = "0,"


def _column(sheet: _Sheet, element: ElementTree.Element) -> None:
    repeated = int(element.get(f"{_TABLE}number-columns-repeated", 1))
    if element.get(f"{_TABLE}visibility", "visible") != "visible":
        first = min(sheet.column, LAST_COLUMN)
        sheet.scan.hidden_columns.update(range(first, min(first + repeated, LAST_COLUMN)))
    sheet.column += repeated


def _row(sheet: _Sheet, line: ElementTree.Element, divided: dict[str, str]) -> None:
    column, row, filled = 0, sheet.row, 0
    repeated = int(line.get(f"{_TABLE}number-rows-repeated", 1))
    if line.get(f"{_TABLE}visibility", "visible") != "visible":
        sheet.hidden.append(range(row, row + repeated))
    for cell in line:
        if cell.tag not in _CELLS:
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        if cell.get(f"{_OFFICE}value-type") or len(cell):
            filled = column + times
        elif cell.get(f"{_TABLE}formula"):
            sheet.scan.uncomputed[row, column] = ""
        if cell.get(f"{_TABLE}style-name", "") in divided:
            sheet.scan.formats[row, column] = divided[cell.get(f"{_TABLE}style-name", "")]
        wide, high = (int(cell.get(f"{_TABLE}number-{kind}-spanned", 1)) for kind in ("columns", "rows"))
        if wide * high > 1:
            sheet.scan.spans.append((row, column, row + high - 1, column + wide - 1))
        column += times
    sheet.row += repeated
    if filled and (sheet.scan.far or row - sheet.last_row > GAP):
        sheet.scan.far = address(min(row, LAST_ROW - 1), min(filled, LAST_COLUMN) - 1)
    elif filled:
        sheet.last_row = row + repeated
        sheet.last_column = max(sheet.last_column, filled)


def _closed(path: Path, sheet: _Sheet) -> Scan:
    sheet.scan.height = sheet.last_row
    for rows in sheet.hidden:
        sheet.scan.hidden_rows.update(range(rows.start, min(rows.stop, sheet.last_row)))
    sheet.scan.hidden_columns = {column for column in sheet.scan.hidden_columns if column < sheet.last_column}
    return sheet.scan


def _refuse_far(path: Path, sheet: _Sheet) -> None:
    high, wide = sheet.last_row, sheet.last_column
    if high * wide > MAX_CELLS or high > LAST_ROW:
        where = address(min(high, LAST_ROW) - 1, min(wide, LAST_COLUMN) - 1)
        raise DraftError(f"{path}：工作表“{sheet.name}”一直用到 {where}，太大，请删去表外多余的行列，另存后再导入")


def _cut(content: bytes, heights: dict[str, int]) -> bytes:
    """``content`` without the rows below the heights of their sheets."""
    table, line = _TABLE[1:-1] + " table", _TABLE[1:-1] + " table-row"
    parser = expat.ParserCreate(namespace_separator=" ")
    state = {"high": -1, "row": 0, "from": -1}
    cuts: list[tuple[int, int]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == table:
            state["high"], state["row"] = heights.get(attributes.get(f"{_TABLE[1:-1]} name", ""), -1), 0
        elif tag == line:
            state["from"] = parser.CurrentByteIndex if 0 <= state["high"] <= state["row"] else -1
            state["row"] += int(attributes.get(f"{_TABLE[1:-1]} number-rows-repeated", 1))

    def end(tag: str) -> None:
        if tag == line and state["from"] >= 0:
            cuts.append((state["from"], content.index(b">", parser.CurrentByteIndex) + 1))
            state["from"] = -1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(content, True)
    kept = zip([0, *(last for _, last in cuts)], [*(first for first, _ in cuts), len(content)], strict=True)
    return b"".join(content[first:last] for first, last in kept)

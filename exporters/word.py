"""From the document tree to the Word file that is printed and stamped."""

from __future__ import annotations

import re
import zlib
from itertools import count
from typing import TYPE_CHECKING

from exporters import base
from exporters.characters import clean, width
from exporters.columns import SIZES, fit
from exporters.document import Document, Heading, Paragraph, Run, Table
from exporters.saving import save

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from exporters.document import Block

HANDLE_LIMIT = 64
"""Word accepts no longer tag and no longer title of a content control."""

_SPECIAL = re.compile('[\x00-\x1f&<>"\ud800-\udfff\ufffe\uffff]')
_BREAKS = {"\n": '</w:t><w:br/><w:t xml:space="preserve">', "\t": '</w:t><w:tab/><w:t xml:space="preserve">'}
_MARKUP = str.maketrans(base.ESCAPES | _BREAKS)
_ATTRIBUTE = str.maketrans(base.ESCAPES | {"\n": " ", "\t": " "})
_KEEP_NEXT = "<w:keepNext/>"


def write(document: Document, out: Path) -> None:
    """Write ``document`` as a .docx at ``out``; an existing file is replaced as a whole or not at all.

    Raises ExportError with the reason and the remedy.
    """
    save(out, content(document))


def content(document: Document) -> bytes:
    """The .docx as bytes: the same for the same document, at any time, in any folder."""
    return base.package(body(document), title=clean("".join(document.title)), creator=clean(document.unit))


def handle(path: str) -> str:
    """The tag of the content control that holds the figure at ``path``: the path itself, or a unique cut of it."""
    if len(path) <= HANDLE_LIMIT:
        return path
    mark = f"~{zlib.crc32(path.encode('utf-8', 'surrogatepass')):08x}"
    return path[: HANDLE_LIMIT - len(mark)] + mark


def body(document: Document) -> str:
    """The block elements of the report in order, as XML."""
    ids = count(1)
    parts = [_paragraph("Title", _run(line)) for line in document.title]
    parts.append(_paragraph("SealLine", _run(document.seal_line)))
    last = len(document.blocks) - 1
    for position, block in enumerate(document.blocks):
        parts.append(_block(block, ids, last=position == last))
    parts.append(_signature(document.unit, document.date))
    return "".join(parts)


def _block(block: Block, ids: Iterator[int], *, last: bool) -> str:
    match block:
        case Heading():
            return _paragraph(f"Heading{block.level}", _run(block.text))
        case Paragraph():
            # A signature alone on its page could belong to any report: the last paragraph goes with it.
            return _paragraph("BodyText", _runs(block.runs, ids), _KEEP_NEXT if last else "")
        case Table():
            return _table(block, ids)


def _paragraph(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _runs(runs: Sequence[Run], ids: Iterator[int], type_: str = "") -> str:
    return "".join([_figure(run, next(ids), type_) if run.path else _run(run.text, type_) for run in runs])


def _run(text: str, type_: str = "") -> str:
    if not text:
        return ""
    marked = clean(text).translate(_MARKUP) if _SPECIAL.search(text) else text
    return f'<w:r>{type_}<w:t xml:space="preserve">{marked}</w:t></w:r>'


def _attribute(text: str) -> str:
    return clean(text).translate(_ATTRIBUTE) if _SPECIAL.search(text) else text


def _figure(run: Run, identity: int, type_: str) -> str:
    """A content control around the figure: invisible in print, found again by its tag."""
    tag, alias = _attribute(handle(run.path)), _attribute(run.label[:HANDLE_LIMIT])
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="{identity}"/></w:sdtPr>'
        f"<w:sdtContent>{_run(run.text, type_)}</w:sdtContent></w:sdt>"
    )


_WHOLE_ROWS = 10
"""A table of up to so many rows stays on one page."""


def _table(table: Table, ids: Iterator[int]) -> str:
    size, widths = fit(table, base.TEXT_WIDTH)
    type_ = "" if size == SIZES[0] else f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    styles = ["TableNumber" if numeric else "TableText" for numeric in table.numeric]
    header = [_paragraph("TableHeader", _run(text, type_)) for text in table.header]
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    parts = [
        _paragraph("Caption", _run(table.caption)) if table.caption else "",
        _paragraph("TableUnit", _run(f"单位：{table.unit}")) if table.unit else "",
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{base.TEXT_WIDTH}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>',
        _row(header, widths, "<w:tblHeader/>"),
    ]
    last = len(table.rows) - 1
    for position, row in enumerate(table.rows):
        keep = _KEEP_NEXT if last < _WHOLE_ROWS and position < last else ""
        cells = [_paragraph(style, _runs((run,), ids, type_), keep) for style, run in zip(styles, row, strict=True)]
        parts.append(_row(cells, widths))
    # Word needs a paragraph between two tables and after the last one; here it is the space below the table too.
    parts.append(f"</w:tbl>{_paragraph('TableEnd', '')}")
    return "".join(parts)


def _row(cells: Sequence[str], widths: Sequence[int], properties: str = "") -> str:
    content = "".join(
        [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, cells, strict=True)
        ]
    )
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="454" w:hRule="atLeast"/>{properties}</w:trPr>{content}</w:tr>'
    )


_RIGHT_OF_DATE = 8
"""The date stands four characters in from the right edge (half-width columns), where the seal finds its place."""


def _signature(unit: str, date: str) -> str:
    """The unit centred over the date, as the standard sets them for the seal; a long unit pushes the date in."""
    over = (width(unit) - width(date)) // 2 if date else 0
    unit_inset, date_inset = max(_RIGHT_OF_DATE - over, 0), max(_RIGHT_OF_DATE, over)
    lines = (("Signature", unit, unit_inset), ("Date", date, date_inset))
    return "".join([_paragraph(style, _run(text), _inset(inset)) for style, text, inset in lines if text])


def _inset(columns: int) -> str:
    return f'<w:ind w:rightChars="{columns * 50}" w:right="{columns * base.SIZE_3 * 5}"/>'

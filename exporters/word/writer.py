"""From the document tree to the Word file that is printed and stamped."""

from __future__ import annotations

import re
import zlib
from itertools import count
from typing import TYPE_CHECKING

from exporters.characters import attribute, clean, width
from exporters.document import Document, Heading, Paragraph, Run, Table
from exporters.output import Saved, save
from exporters.word import base_document as base
from exporters.word import comments, manifest
from exporters.word.columns import SIZES, fit
from exporters.word.package import custom, pack, text_part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from exporters.document import Annex, Block
    from exporters.word.base_document import Base, Part

HANDLE_LIMIT = 64
"""Word accepts no longer tag and no longer title of a content control."""

_special = re.compile('[\x00-\x1f&<>"\ud800-\udfff\ufffe\uffff]').search
_MARKUP = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\n": '</w:t><w:br/><w:t xml:space="preserve">',
        "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    }
)
_KEEP_NEXT = "<w:keepNext/>"


def write(document: Document, out: Path, on: Base | None = None) -> Saved:
    """Write ``document`` as a .docx at ``out``, see ``output.save``.

    Raises ExportError with the reason and the remedy.
    """
    return save(out, content(document, on))


def content(document: Document, on: Base | None = None) -> bytes:
    """The .docx as bytes: the same for the same document, at any time, in any folder. ``on`` is the base document."""
    on = on or base.own()
    parts = list(on.parts)
    if document.mark:
        on, parts = _marked(on, parts, document.mark)
    writer = _Writer(on, document)
    text = base.part("document", f"<w:body>{writer.body()}</w:body>").encode()
    parts.append(text_part(text))
    if document.notes:
        parts.append(comments.part(document.notes))
    parts += custom(1, manifest.xml(manifest.of(document, text)), manifest.properties())
    return pack(parts, title=clean("".join(document.title)), creator=clean(document.unit))


def _marked(on: Base, parts: list[Part], mark: str) -> tuple[Base, list[Part]]:
    """The base document with ``mark`` as the header of every page in place of its own."""
    header = base.marked_header(mark, on.ids["Header"])
    kept = [part for part in parts if part.relation != "header"]
    kept += [
        base.Part(f"word/header{number}.xml", header, f"{base.CONTENT}.header+xml", "header", f"rIdH{number}")
        for number in (1, 2)
    ]
    footers = re.sub(r"<w:headerReference [^>]*>", "", on.references)
    return on._replace(references=base.references("header", "rIdH1", "rIdH2") + footers), kept


def sample_table(on: Base) -> str:
    """A small table as it is set on ``on``, as XML: what a restyled base document is tried on."""
    rows = ((Run("公务接待费"), Run("8.00")), (Run("因公出国（境）费"), Run("20.00")))
    table = Table("“三公”经费支出情况表", "万元", ("项目", "预算数"), (False, True), rows)
    return _Writer(on, Document((), "", "", ())).table(table)


def handle(path: str) -> str:
    """The tag of the content control that holds the figure at ``path``: the path itself, or a unique cut of it."""
    if len(path) <= HANDLE_LIMIT:
        return path
    mark = f"~{zlib.crc32(path.encode('utf-8', 'surrogatepass')):08x}"
    return path[: HANDLE_LIMIT - len(mark)] + mark


_WHOLE_ROWS = 10
"""A table of up to so many rows stays on one page."""

_RIGHT_OF_DATE = 8
"""The date stands four characters in from the right edge (half-width columns), where the seal finds its place."""


_LINE_WIDTH = 56
"""Half-width columns of a line: a longer unit is broken."""


class _Writer:
    """Writes one document's block elements as XML, numbering controls and comments."""

    def __init__(self, on: Base, document: Document) -> None:
        self.on = on
        self.style = on.ids
        self.document = document
        self.ids = count(1)
        self.notes = comments.places(document)
        self.width = on.page.text_width

    def body(self) -> str:
        """The block elements of the report in order, the annexes each in a section of its own."""
        document = self.document
        first, *rest = document.title or ("",)
        parts = [self.paragraph("Title", self.noted(_run(first), "", ""))]
        parts += [self.paragraph("Title", _run(line)) for line in rest]
        parts.append(self.paragraph("SealLine", _run(document.seal_line)))
        last = len(document.blocks) - 1
        for position, block in enumerate(document.blocks):
            parts.append(self.block(block, last=position == last))
        parts += [self.attached(line, first=number == 0) for number, line in enumerate(document.annex_lines)]
        end = self.on.section(landscape=False, first=True)
        parts.append(self.signature(end if document.annexes else ""))
        for annex in document.annexes:
            parts.append(self.annex(annex))
        return "".join(parts) + ("" if document.annexes else end)

    def attached(self, line: str, *, first: bool) -> str:
        """A line that names an annex, the ``first`` below an empty one; what runs over stands under the name."""
        apart = f'<w:spacing w:before="{self.on.page.pitch or base.LINE}"/>' if first else ""
        return self.paragraph("AnnexList", _run(line), apart + _hanging(line))

    def annex(self, annex: Annex) -> str:
        """A sheet behind the signature, up to the properties of its section."""
        self.width = self.on.sheet(landscape=annex.landscape).text_width
        parts = [self.paragraph("AnnexMark", _run(annex.mark)), self.paragraph("AnnexTitle", _run(annex.title))]
        parts += [self.block(block, last=False) for block in annex.blocks]
        end = self.on.section(landscape=annex.landscape, first=False)
        if annex is self.document.annexes[-1]:
            parts.append(end)
        else:
            parts.append(self.paragraph("TableEnd", "", end))
        return "".join(parts)

    def block(self, block: Block, *, last: bool) -> str:
        """One block; the ``last`` goes with the signature, which alone on its page could belong to any report."""
        match block:
            case Heading():
                return self.paragraph(f"Heading{block.level}", self.noted(_run(block.text), "", block.key))
            case Paragraph():
                return self.paragraph("BodyText", self.runs(block.runs), _KEEP_NEXT if last else "")
            case Table():
                return self.table(block)

    def paragraph(self, style: str, runs: str, properties: str = "") -> str:
        """A paragraph in one of our styles."""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.style[style]}"/>{properties}</w:pPr>{runs}</w:p>'

    def runs(self, runs: Sequence[Run], type_: str = "") -> str:
        """Text and figures as they follow each other."""
        return "".join([self.figure(run, type_) if run.path else _run(run.text, type_) for run in runs])

    def figure(self, run: Run, type_: str) -> str:
        """A content control around the figure: invisible in print, found again by its tag."""
        tag, alias = attribute(handle(run.path)), attribute(run.label[:HANDLE_LIMIT])
        control = (
            f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="{next(self.ids)}"/>'
            f"</w:sdtPr><w:sdtContent>{_run(run.text, type_)}</w:sdtContent></w:sdt>"
        )
        return self.noted(control, run.path, "") if self.notes else control

    def noted(self, xml: str, path: str, key: str) -> str:
        """``xml`` with the reviewer's notes that belong there, each once."""
        for number in self.notes.pop((path, key), ()):
            xml = (
                f'<w:commentRangeStart w:id="{number}"/>{xml}<w:commentRangeEnd w:id="{number}"/>'
                f'<w:r><w:commentReference w:id="{number}"/></w:r>'
            )
        return xml

    def table(self, table: Table) -> str:
        """A table with what stands above it."""
        size, widths = fit(table, self.width)
        type_ = "" if size == SIZES[0] else f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        styles = ["TableNumber" if numeric else "TableText" for numeric in table.numeric]
        header = [self.paragraph("TableHeader", _run(text, type_)) for text in table.header]
        grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
        parts = [
            self.paragraph("Caption", _run(table.caption)) if table.caption else "",
            self.paragraph("TableUnit", _run(f"单位：{table.unit}")) if table.unit else "",
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.style["TableGrid"]}"/><w:tblW w:w="{self.width}" w:type="dxa"/>'
            f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>',
            _row(header, widths, "<w:tblHeader/>"),
        ]
        last = len(table.rows) - 1
        for position, row in enumerate(table.rows):
            keep = _KEEP_NEXT if last < _WHOLE_ROWS and position < last else ""
            cells = [
                self.paragraph(style, self.runs((run,), type_), keep) for style, run in zip(styles, row, strict=True)
            ]
            parts.append(_row(cells, widths))
        # Word needs a paragraph between two tables and after the last one; here it is the space below the table too.
        parts.append(f"</w:tbl>{self.paragraph('TableEnd', '')}")
        return "".join(parts)

    def signature(self, end: str) -> str:
        """The unit centred over the date, as the standard sets them for the seal; a long unit pushes the date in.

        ``end`` are the properties of the section, where it ends here.
        """
        unit, date = self.document.unit, self.document.date
        over = (min(width(unit), _LINE_WIDTH) - width(date)) // 2 if date else 0
        unit_inset, date_inset = max(_RIGHT_OF_DATE - over, 0), max(_RIGHT_OF_DATE, over)
        lines = [
            (style, text, _inset(inset))
            for style, text, inset in (("Signature", unit, unit_inset), ("Date", date, date_inset))
            if text
        ] or ([("Date", "", "")] if end else [])
        return "".join(
            [
                self.paragraph(style, _run(text), inset + (end if number == len(lines) else ""))
                for number, (style, text, inset) in enumerate(lines, 1)
            ]
        )


def _run(text: str, type_: str = "") -> str:
    if not text:
        return ""
    marked = clean(text).translate(_MARKUP) if _special(text) else text
    return f'<w:r>{type_}<w:t xml:space="preserve">{marked}</w:t></w:r>'


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


def _inset(columns: int) -> str:
    return f'<w:ind w:rightChars="{columns * 50}" w:right="{columns * base.SIZE_3 * 5}"/>'


def _hanging(line: str) -> str:
    """The indent of a line such as “附件：1.名称”: two characters in, and what runs over below the name."""
    number = line[3:].partition(".")[0]
    named = 6 + (
        len(number) + 1 if number.replace("-", "").isdecimal() else 0
    )  # half-width columns of “附件：1.” or “附件：”
    return (
        f'<w:ind w:leftChars="{200 + named * 50}" w:left="{base.SIZE_3 * (20 + named * 5)}" '
        f'w:hangingChars="{named * 50}" w:hanging="{named * base.SIZE_3 * 5}"/>'
    )

"""From the document tree to the Word file that is printed and stamped, by python-docx.

The element classes of python-docx carry the order of elements. Paragraphs and rows are made from copies of a
prototype: looking a style up by its name and a cell by its place for each of a thousand takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from io import BytesIO
from typing import Final, cast

from docx.document import Document as WordDocument
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.section import CT_SectPr
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from exporters.document import Annex, Block, Document, Heading, Paragraph, Run, Table, text_of_runs
from exporters.printable import width
from exporters.word import manifest, sheets, surroundings, template
from exporters.word.columns import SIZES, size_of
from exporters.word.comments import Comments
from exporters.word.controls import Controls
from exporters.word.runs import keep_minus, say
from exporters.word.tables import Tables
from exporters.word.template import Template
from exporters.word.word_package import prepare, with_fixed_dates
from model.patterns import Pattern
from model.text import clean

_RIGHT_OF_DATE: Final = 8
"""The date stands four characters in from the right edge (half-width columns), where the seal finds its place."""

_TITLE_HALF: Final = 220
"""Twips of a half-width character of the title of an annex (二号)."""

_LINE_WIDTH: Final = 56
"""Half-width columns of a line: a longer unit is broken."""

_HALF: Final = 160
"""Twips of a half-width column of the type of the text (16 pt)."""

_LONG_WORD: Final = Pattern("[!-~]{24,}")
"""An address that no line is broken in: the line before it, if it were justified, would be torn apart."""

_NO_LINE: Final = 20
"""Twips of a line that takes no room."""

_LINE: Final = 579
"""Twips of a line where the template has no grid."""


def content(document: Document, on: Template | None = None) -> bytes:
    """The .docx as bytes: the same for the same document, at any time, in any folder.

    A copy that comes back has its figures in content controls and remembers them in a part of its own; the copy for
    the stamp is plain text.
    """
    on = on or template.own()
    word = on.open()
    core = word.core_properties
    core.title, core.author = clean("".join(document.title))[:255], clean(document.unit)[:255]
    prepare(core)
    keep_minus(word)
    if document.mark:
        sheets.mark(word, document.mark, on.ids["Header"])
    comments = Comments(word, document, on)
    writer = _Writer(on, word, document, comments)
    writer.write()
    if document.returning:
        manifest.attach(word, document)
    stream = BytesIO()
    word.save(stream)
    return with_fixed_dates(stream.getvalue())


class _Writer:
    """Writes one document's blocks before the properties of the last section."""

    def __init__(self, on: Template, word: WordDocument, document: Document, comments: Comments) -> None:
        self.ids = on.ids
        self.word = word
        self.document = document
        self.comments = comments
        self.end: BaseOxmlElement = word.element.body.get_or_add_sectPr()
        self.place = surroundings.place_of_report(word)
        if self.place is not None and self.place.getnext() is self.end:
            self.place.getparent().remove(self.place)
            self.place = None
        self.at = self.end if self.place is None else self.place
        self.page = deepcopy(surroundings.section_of(self.at))
        styles = word.styles.element.style_lst
        self.listed = {style.styleId for style in styles if next(style.iter(qn("w:numPr")), None) is not None}
        self.controls = Controls() if document.returning else None
        self.tables = Tables(on.ids, self.runs)
        self.prototypes: dict[str, CT_P] = {}
        self.paper = template.Paper.of(self.page)
        self.size = size_of(_tables(document.blocks), self.paper.text_width)

    def write(self) -> None:
        """The report in order, the annexes each in a section of its own."""
        document = self.document
        first, *rest = document.title or ("",)
        begun = self.paragraph("Title", first)
        self.comments.set(begun, ("", ""))
        for line in rest:
            self.paragraph("Title", line)
        self.paragraph("SealLine", document.seal_line)
        last = len(document.blocks) - 1
        for position, block in enumerate(document.blocks):
            self.block(block, last=position == last)
        for number, line in enumerate(document.annex_lines):
            self.attached(line, first=number == 0)
        ended = self.signature()
        if document.annexes:
            ended = ended if ended is not None else self.paragraph("Date")
            ended.set_sectPr(self.page)
        sections = {turned: sheets.following(self.page, landscape=turned) for turned in (False, True)}
        if any(annex.landscape for annex in document.annexes):
            sheets.number_turned(self.word, self.page, sections[True], self.ids["Footer"])
        papers = {turned: template.Paper.of(section) for turned, section in sections.items()}
        self.size = min(
            [size_of(_tables(annex.blocks), papers[annex.landscape].text_width) for annex in document.annexes],
            default=SIZES[0],
        )
        for annex in document.annexes:
            self.paper = papers[annex.landscape]
            self.annex(annex, deepcopy(sections[annex.landscape]), last=annex is document.annexes[-1])
        self.surround(begun)

    def surround(self, begun: CT_P) -> None:
        """Fill in what stands around the report that began with ``begun``, and tell the two apart."""
        last = self.at.getprevious()
        if begun.getprevious() is None and self.place is None:
            return
        title, unit, date = "".join(self.document.title), self.document.unit, self.document.date
        values = {"{标题}": title, "{单位}": unit, "{日期}": date}
        surroundings.fill(self.word, {name: clean(value) for name, value in values.items()})
        surroundings.mark(begun, last)
        if self.place is None:
            return
        if self.document.annexes:
            counted = self.end.find(qn("w:pgNumType"))
            if counted is not None:
                counted.attrib.pop(qn("w:start"), None)
        if any(True for _ in self.place.iter(qn("w:sectPr"))):
            for run in self.place.r_lst:  # its section ends with it
                self.place.remove(run)
        else:
            self.place.getparent().remove(self.place)

    def put(self, element: BaseOxmlElement) -> None:
        """Set a block at the end of what is written."""
        self.at.addprevious(element)

    def made(self, style: str) -> CT_P:
        """A new paragraph in one of our styles, not yet in its place."""
        if style not in self.prototypes:
            paragraph = cast("CT_P", OxmlElement("w:p"))
            paragraph.style = self.ids[style]
            if self.ids[style] in self.listed:  # the report numbers its headings itself
                paragraph.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
            self.prototypes[style] = paragraph
        return deepcopy(self.prototypes[style])

    def paragraph(self, style: str, text: str = "") -> CT_P:
        """A paragraph in one of our styles at the end of what is written."""
        paragraph = self.made(style)
        self.put(paragraph)
        say(paragraph, text)
        return paragraph

    def block(self, block: Block, *, last: bool) -> None:
        """One block; the ``last`` goes with the signature, which alone on its page could belong to any report."""
        match block:
            case Heading():
                self.comments.set(self.paragraph(f"Heading{block.level}", block.text), ("", block.key))
            case Paragraph():
                paragraph = self.paragraph("BodyText")
                self.runs(paragraph, block.runs)
                if _LONG_WORD.search(block.text):
                    paragraph.get_or_add_pPr().jc_val = WD_PARAGRAPH_ALIGNMENT.LEFT
                if last:
                    paragraph.get_or_add_pPr().keepNext_val = True
            case Table():
                self.table(block)

    def runs(self, paragraph: CT_P, runs: Iterable[Run], size: int | None = None) -> None:
        """Text and figures as they follow each other; ``size`` in half-points where it is not the style's."""
        if self.controls is None:
            say(paragraph, text_of_runs(runs), size)
            return
        for run in runs:
            if run.path:
                control = self.controls.around(paragraph, run)
                say(control, run.text, size)
                self.comments.around(control.getparent(), (run.path, ""))
            else:
                say(paragraph, run.text, size)

    def table(self, table: Table) -> None:
        """A table with what stands above it, and the empty line that Word needs below."""
        if table.caption:
            self.paragraph("Caption", table.caption)
        if table.unit:
            self.paragraph("TableUnit", table.unit)
        for number, (part, on_new_page) in enumerate(self.tables.made(table, self.paper, self.size)):
            if number:  # Word makes two tables one where nothing stands between them
                between = self.paragraph("TableEnd")
                _flatten(between)
                # LibreOffice may cut a table off that begins low on a page.
                between.get_or_add_pPr().pageBreakBefore_val = on_new_page or None
            self.put(part)
        self.paragraph("TableEnd")

    def attached(self, line: str, *, first: bool) -> None:
        """A line that names an annex, the ``first`` below an empty one; what runs over stands under the name."""
        properties = self.paragraph("AnnexList", line).get_or_add_pPr()
        if first:
            grid = self.page.find(qn("w:docGrid"))
            pitch = grid.get(qn("w:linePitch")) if grid is not None else None
            properties.get_or_add_spacing().set(qn("w:before"), pitch or str(_LINE))
        number = line[3:].partition(".")[0]
        # Half-width columns of “附件：1.” or “附件：”.
        named = 6 + (len(number) + 1 if number.replace("-", "").isdecimal() else 0)
        _indent(properties, left=4 + named, hanging=named)

    def signature(self) -> CT_P | None:
        """The unit centred over the date, as the standard sets them for the seal; a long unit pushes the date in.

        Returns the last of the two, None where neither is known.
        """
        unit, date = self.document.unit, self.document.date
        over = (min(width(unit), _LINE_WIDTH) - width(date)) // 2 if date else 0
        insets = {"Signature": max(_RIGHT_OF_DATE - over, 0), "Date": max(_RIGHT_OF_DATE, over)}
        last = None
        for style, text in (("Signature", unit), ("Date", date)):
            if text:
                last = self.paragraph(style, text)
                _indent(last.get_or_add_pPr(), right=insets[style])
        return last

    def annex(self, annex: Annex, section: CT_SectPr, *, last: bool) -> None:
        """A sheet behind the signature, and the properties of its section."""
        self.paragraph("AnnexMark", annex.mark)
        room = template.Paper.of(section).text_width
        lines = _title_lines(annex.title, room)
        title = self.paragraph("AnnexTitle", "\n".join(lines))
        if inset := _balancing(max(lines, key=width), room):
            indent = title.get_or_add_pPr().get_or_add_ind()
            for side in ("left", "right"):
                indent.set(qn(f"w:{side}"), str(inset))
        for block in annex.blocks:
            self.block(block, last=False)
        before = self.at.getprevious()
        after = before if annex.blocks and isinstance(annex.blocks[-1], Table) else self.paragraph("TableEnd")
        _flatten(after)  # a sheet that is just full would else be followed by one that is empty
        if last and self.place is None:
            self.end.getparent().replace(self.end, section)
            self.at = self.end = section
        else:
            after.set_sectPr(section)


def _tables(blocks: Iterable[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def _flatten(paragraph: BaseOxmlElement) -> None:
    """Have an empty paragraph take no room."""
    paragraph.get_or_add_pPr().get_or_add_spacing().set(qn("w:line"), str(_NO_LINE))


def _title_lines(title: str, room: int) -> list[str]:
    """The ``title`` of an annex, what stands in brackets at its end on a line of its own where one is too short.

    ``room`` is the width of the text in twips. GB/T 9704-2012, 7.3.1: a title is parted where words end.
    """
    head, bracket, name = title.partition("（")
    parted = bool(head and bracket) and width(title) * _TITLE_HALF > room
    return [head, bracket + name] if parted else [title]


def _balancing(title: str, room: int) -> int:
    """The indent on both sides, in twips, by which the lines of a long ``title`` of an annex come out about as long.

    ``room`` is the width of the text. 0 for a title of one line; else its last character could stand alone.
    """
    columns = width(title)
    lines = -(-columns * _TITLE_HALF // (room - room % (2 * _TITLE_HALF)))
    if lines < 2:
        return 0
    longest = (-(-columns // lines) // 2 + 1) * 2 * _TITLE_HALF  # half a character may be left over in each line
    return max(0, (room - longest) // 2)


def _indent(properties: BaseOxmlElement, **columns: int) -> None:
    """Set indents in half-width columns: in characters, which Word follows, and in twips, which others do."""
    indent = properties.get_or_add_ind()
    for side, count in columns.items():
        indent.set(qn(f"w:{side}Chars"), str(count * 50))
        indent.set(qn(f"w:{side}"), str(count * _HALF))

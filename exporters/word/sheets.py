"""Sections of a Word file: the mark of the copy in their headers, and the sheets of the annexes."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, cast

from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Twips

from exporters.characters import one_line
from exporters.word.template import Paper

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.section import CT_SectPr
    from docx.oxml.text.paragraph import CT_P


def mark(word: WordDocument, text: str, style: str) -> None:
    """Set ``text`` at the top of every header, above what stands there; ``style`` is the id of theirs.

    Every section has a header for right pages; those for left and for first pages are used where the file says so.
    """
    marked = set()
    for section in word.sections:
        headers = [section.header]
        if word.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for header in headers:
            element = header.part.element
            if header.part.partname in marked:
                continue
            marked.add(header.part.partname)
            paragraph = cast("CT_P", OxmlElement("w:p"))
            paragraph.style = style
            run = paragraph.add_r()
            run.text = one_line(text)
            only = element[0] if len(element) == 1 else None
            if only is not None and only.tag == qn("w:p") and not only.findall(qn("w:r")):
                element.remove(only)
            element.insert(0, paragraph)


def following(page: CT_SectPr, *, landscape: bool) -> CT_SectPr:
    """The properties of a section behind the first, on a sheet like ``page``, turned for a wide table.

    The margins turn with the sheet, so that its head is at the binding edge. A page that lies on its side already is
    not turned. Pages are counted on, and the first is as the others.
    """
    section = deepcopy(page)
    counted = section.find(qn("w:pgNumType"))
    if counted is not None:
        counted.attrib.pop(qn("w:start"), None)
        if not counted.attrib:
            section.remove(counted)
    section.titlePg_val = False
    sheet = Paper.of(section)
    if landscape and sheet.width < sheet.height:
        section.orientation = WD_ORIENTATION.LANDSCAPE
        section.page_width, section.page_height = Twips(sheet.height), Twips(sheet.width)
        section.top_margin, section.right_margin = Twips(sheet.left), Twips(sheet.top)
        section.bottom_margin, section.left_margin = Twips(sheet.right), Twips(sheet.bottom)
    return section

"""Sections of a Word file: the mark of the copy in their headers, and the sheets of the annexes."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Final, cast

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.section import CT_SectPr
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips

from exporters.printable import one_line
from exporters.word.template import Paper


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


def number_turned(word: WordDocument, page: CT_SectPr, section: CT_SectPr, style: str) -> None:
    """Give a sheet on its side the footers of the upright ``page``, where they stand there; ``style`` is their id.

    GB/T 9704-2012, clause 8, has the number of such a sheet in line with all others, and the head of its table at the
    binding edge on odd pages and at the outer edge on even ones: so every sheet is turned to the left, and the foot of
    the bound page is the left edge of the sheet as it is read. A footer with pictures or tables stays as it is.
    """
    sheet = Paper.of(page)
    if Paper.of(section).width == sheet.width:
        return
    footer = cast("Callable[[], tuple[XmlPart, str]]", word.part.add_footer_part)
    for number, reference in enumerate(section.findall(qn("w:footerReference")), 1):
        part = word.part.related_parts[reference.rId]
        if len(part.rels) or any(child.tag != qn("w:p") for child in part.element):
            continue
        turned, reference.rId = footer()
        paragraphs = [deepcopy(paragraph) for paragraph in part.element]
        box = _box(sheet, page, len(paragraphs), _FIRST_BOX + number)
        next(box.iter(qn("w:txbxContent"))).extend(paragraphs)
        for paragraph in paragraphs:
            _set_in(paragraph, sheet)
        (holder,) = turned.element
        holder.style = style
        holder.add_r().append(box)


_FIRST_BOX: Final = 97040
"""Before the numbers of the boxes of ours, so that none is that of a picture in a template."""

_EMU: Final = 635
"""English metric units of a twip."""


_LINE: Final = 380
"""The height of a line of a footer, twips."""


def _set_in(paragraph: CT_P, sheet: Paper) -> None:
    """Move a paragraph in from both ends of its line, which is as long as the sheet is wide, by its margins."""
    indent = paragraph.get_or_add_pPr().get_or_add_ind()
    for side, margin in (("left", sheet.left), ("right", sheet.right)):
        indent.attrib.pop(qn(f"w:{side}Chars"), None)
        indent.set(qn(f"w:{side}"), str(int(indent.get(qn(f"w:{side}"), "0")) + margin))


def _box(sheet: Paper, page: CT_SectPr, lines: int, number: int) -> BaseOxmlElement:
    """A text box without borders at the left edge, turned to the right, from one end of the sheet to the other.

    Its lines end where the foot of the upright page begins. It begins at the very edge: LibreOffice passes over where
    a box in a footer is put, except in the last section.
    """
    foot = page.footer.twips if page.footer is not None else sheet.bottom // 2
    deep = foot + lines * _LINE
    place = (
        '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{deep * _EMU}" cy="{sheet.width * _EMU}"/>'
    )
    return parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "a")} xmlns:wps="{_SHAPE}"><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        f'simplePos="0" relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{place}<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="页码 {number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{deep * _EMU}" cy="{sheet.width * _EMU}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        "<wps:txbx><w:txbxContent/></wps:txbx>"
        '<wps:bodyPr vert="vert" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


_SHAPE: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

"""A reviewer's notes as Word comments: at their figures, without a clock."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final, cast

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from exporters.document import Document, Heading
from exporters.word.template import Template
from model.text import clean

AUTHOR: Final = "自评核对"
INITIALS: Final = "核"

Place = tuple[str, str]
"""Where comments stand: at a figure (path, "") or at a section's heading ("", key), ("", "") for the title."""


class Comments:
    """The comments of one document, made when it is begun and set at their places as these are written."""

    def __init__(self, word: WordDocument, document: Document, on: Template) -> None:
        self._places: dict[Place, list[int]] = {}
        if not document.notes:
            return
        first = word.comments.add_comment("", AUTHOR, INITIALS).comment_id
        part = cast("XmlPart", word.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS))
        # python-docx looks through all comments for each one that it adds; thousands are copies of the first.
        for number in range(first + 1, first + len(document.notes)):
            copy = deepcopy(part.element[-1])
            copy.set(qn("w:id"), str(number))
            part.element.append(copy)
        made = [*word.comments][-len(document.notes) :]
        for comment, note, place in zip(made, document.notes, _places(document), strict=True):
            opening, *others = clean(note.text).split("\n")
            comment.paragraphs[0].add_run(opening)
            for line in others:
                comment.add_paragraph(line)
            self._places.setdefault(place, []).append(comment.comment_id)
        # The same report shall give the same bytes: no time. The ids of the styles are the template's.
        for comment_ in part.element:
            comment_.attrib.pop(qn("w:date"), None)
            for element in comment_.iter(qn("w:pStyle"), qn("w:rStyle")):
                known = on.ids.get(element.get(qn("w:val")))
                if known is None:
                    element.getparent().remove(element)
                else:
                    element.set(qn("w:val"), known)

    def set(self, paragraph: BaseOxmlElement, place: Place) -> None:
        """Set the comments that belong to ``place`` on the text of ``paragraph``, each once."""
        for number in self._places.pop(place, ()):
            first = next((child for child in paragraph if child.tag != qn("w:pPr")), None)
            start = _element("commentRangeStart", number)
            if first is None:
                paragraph.append(start)
            else:
                first.addprevious(start)
            paragraph.append(_element("commentRangeEnd", number))
            paragraph.append(_reference(number))

    def around(self, element: BaseOxmlElement, place: Place) -> None:
        """Set the comments that belong to ``place`` around ``element``, each once."""
        for number in self._places.pop(place, ()):
            element.addprevious(_element("commentRangeStart", number))
            element.addnext(_reference(number))
            element.addnext(_element("commentRangeEnd", number))


def _places(document: Document) -> Iterator[Place]:
    """The place of each note: the first printing of its figure, else the heading of its section, else the title."""
    printed = {run.path for run in document.figures()}
    headed = {block.key for block in document.blocks if isinstance(block, Heading)}
    for note in document.notes:
        yield (note.path, "") if note.path in printed else ("", note.key if note.key in headed else "")


def _element(name: str, number: int) -> BaseOxmlElement:
    element = OxmlElement(f"w:{name}")
    element.set(qn("w:id"), str(number))
    return element


def _reference(number: int) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    run.append(_element("commentReference", number))
    return run

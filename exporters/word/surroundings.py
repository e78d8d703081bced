"""What a bureau's template says beside the report: cover, red head, imprint; where the report goes among them."""

from __future__ import annotations

from typing import Final, cast

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.section import CT_SectPr
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_Text
from docx.oxml.xmlchemy import BaseOxmlElement

from exporters.word.readback import REPORT

PLACE: Final = "{报告}"
"""A paragraph of its own in a bureau's template: the report goes there, and what stands around it stays."""


def place_of_report(word: WordDocument) -> CT_P | None:
    """The paragraph that says where the report goes; None where there is none."""
    return next((paragraph._p for paragraph in word.paragraphs if paragraph.text.strip() == PLACE), None)


def section_of(element: BaseOxmlElement) -> CT_SectPr:
    """The properties of the section that a paragraph of the body stands in."""
    here: BaseOxmlElement | None = element
    while here is not None:
        for section in here.iter(qn("w:sectPr")):
            return cast("CT_SectPr", section)
        here = here.getnext()
    raise ValueError("the body has no section")


def fill(word: WordDocument, values: dict[str, str]) -> None:
    """Put each value in the place of its name (``{单位}``) in what the template says beside the report."""
    for paragraph in word.element.body.iter(qn("w:p")):
        texts = list(paragraph.iter(qn("w:t")))
        if "{" in "".join([text.text or "" for text in texts]):
            for name, value in values.items():
                _replace(texts, name, value)


def mark(first: CT_P, last: BaseOxmlElement) -> None:
    """Mark the first paragraph of the report and the last that says something, by which it is told from its cover.

    ``last`` is the last block. Each mark is a bookmark of its own, and none is in an empty paragraph: LibreOffice loses
    the end of a bookmark that goes over tables, and a paragraph that only ends a section.
    """
    while not any(text.text for text in last.iter(qn("w:t"))) and last is not first:
        last = last.getprevious()
    last = [paragraph for paragraph in (last, *last.iter(qn("w:p"))) if paragraph.tag == qn("w:p")][-1]
    for number, (paragraph, name) in enumerate(zip((first, last), REPORT, strict=True), 9704):
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(number))
        start.set(qn("w:name"), name)
        paragraph.extend((start, end))


def _replace(texts: list[CT_Text], name: str, value: str) -> None:
    """``name``, which Word may have cut in pieces, replaced by ``value`` in the type of its first sign."""
    said = "".join([text.text or "" for text in texts])
    at = said.find(name)
    while at >= 0:
        start, end = 0, at + len(name)
        for text in texts:
            own = text.text or ""
            first, last = max(at - start, 0), min(end - start, len(own))
            if first < last:
                text.text = own[:first] + (value if start <= at else "") + own[last:]
            start += len(own)
        said = said[:at] + value + said[end:]
        at = said.find(name, at + len(value))

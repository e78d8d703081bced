"""Content controls around figures: invisible in print, found again by their tag. python-docx has no call for them."""

from __future__ import annotations

from copy import deepcopy
from itertools import count

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from exporters.document import Run
from exporters.printable import one_line
from model.scanning.files.own_export import HANDLE_LIMIT, handle


class Controls:
    """Makes the controls of one document, each with an id of its own."""

    def __init__(self) -> None:
        self._ids = count(1)
        self._prototype = parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/><w:id/></w:sdtPr><w:sdtContent/></w:sdt>"
        )

    def around(self, paragraph: BaseOxmlElement, run: Run) -> BaseOxmlElement:
        """A new control for the figure ``run`` at the end of ``paragraph``; returns the element that holds its text."""
        control = deepcopy(self._prototype)
        properties: BaseOxmlElement = control[0]
        content: BaseOxmlElement = control[1]
        alias, tag, number = properties
        alias.set(qn("w:val"), one_line(run.label)[:HANDLE_LIMIT])
        tag.set(qn("w:val"), handle(run.path))
        number.set(qn("w:val"), str(next(self._ids)))
        paragraph.append(control)
        return content

"""Gives a Word file that comes back the part by which it remembers its draft; model/ declares it, and reads it.

The copy for the stamp holds nothing of the kind.
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from exporters.document import Document
from exporters.printable import one_line
from model.scanning.files.own_export import NAMESPACE, handle
from model.version import VERSION

STORE: Final = "{5A1D4C0E-7E0B-4E0E-9C55-0D0A5E1F9704}"
"""The id by which Word tells one custom XML part from another; the same in every report."""

RULES: Final = VERSION
"""The version of the rules, which is the program's own."""

_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'


def attach(word: WordDocument, document: Document) -> None:
    """Give the file a part that remembers ``document``, and one that gives this part its id."""
    root = ElementTree.Element(
        "report", {"xmlns": NAMESPACE, "draft": document.origin, "rules": RULES, "mark": one_line(document.mark)}
    )
    for run in document.figures():
        ElementTree.SubElement(root, "figure", {"path": handle(run.path), "value": one_line(run.text)})
    package = word.part.package
    item = Part(package.next_partname("/customXml/item%d.xml"), CONTENT_TYPE.XML, _xml(root), package)
    store = ElementTree.Element("ds:datastoreItem", {"ds:itemID": STORE, "xmlns:ds": _PROPERTIES})
    schemas = ElementTree.SubElement(store, "ds:schemaRefs")
    ElementTree.SubElement(schemas, "ds:schemaRef", {"ds:uri": NAMESPACE})
    properties = Part(
        PackURI(item.partname.replace("/item", "/itemProps")),
        CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
        _xml(store),
        package,
    )
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    word.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _xml(root: ElementTree.Element) -> bytes:
    return (_HEAD + ElementTree.tostring(root, "unicode")).encode()

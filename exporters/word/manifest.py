"""What a Word file that comes back remembers of its draft: a custom XML part, which Word, WPS and LibreOffice keep.

It holds the hash of the draft's content, the version of the rules, and every figure by its path as it was exported.
The copy for the stamp holds nothing of the kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from exporters.document import Document
from exporters.printable import one_line
from exporters.word.controls import handle
from model.scanning.files.package import Package, local
from model.version import VERSION

NAMESPACE: Final = "urn:ziping:manifest"
STORE: Final = "{5A1D4C0E-7E0B-4E0E-9C55-0D0A5E1F9704}"
"""The id by which Word tells one custom XML part from another; the same in every report."""

RULES: Final = VERSION
"""The version of the rules, which is the program's own."""

_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'


@dataclass(frozen=True, slots=True)
class Manifest:
    """``draft``: the hash of the draft's content; ``mark``: what copy it was, as its header says.

    ``figures``: the tag and the text of each figure in reading order, as exported.
    """

    draft: str
    rules: str
    mark: str
    figures: tuple[tuple[str, str], ...]


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


def read(package: Package) -> Manifest | None:
    """The manifest that ``package`` holds, None where it holds none."""
    for name in package.names:
        if name.startswith("customXml/item") and name.endswith(".xml"):
            root = package.optional_xml(name)
            if root is not None and root.tag == f"{{{NAMESPACE}}}report" and "draft" in root.attrib:
                figures = [one for one in root if local(one.tag) == "figure"]
                return Manifest(
                    root.get("draft", ""),
                    root.get("rules", ""),
                    root.get("mark", ""),
                    tuple((one.get("path", ""), one.get("value", "")) for one in figures),
                )
    return None

"""What a Word file remembers of its draft: a custom XML part, which Word, WPS and LibreOffice keep when they save.

It holds the hash of the draft's content, the version of the rules, and every figure by its path as it was exported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from exporters.characters import attribute
from exporters.word.readback import ReadError

if TYPE_CHECKING:
    from exporters.document import Document
    from exporters.word.readback import Package

NAMESPACE = "urn:ziping:manifest"
STORE = "{5A1D4C0E-7E0B-4E0E-9C55-0D0A5E1F9704}"
"""The id by which Word tells one custom XML part from another; the same in every report."""

RULES = "0.1.0"
"""The version of the rules, which is the program's own; written here since looking it up takes as long as an export."""


class Manifest(NamedTuple):
    """``draft``: the hash of the draft's content; ``text``: the checksum of the part that holds the text as exported.

    ``mark``: what copy it was, as its header says. ``figures``: path and text of each figure in reading order.
    """

    draft: str
    rules: str
    text: int
    mark: str
    figures: tuple[tuple[str, str], ...]


def of(document: Document, text: bytes) -> Manifest:
    """The manifest of a document that is exported now, ``text`` being the part that holds it."""
    return Manifest(
        document.origin, RULES, crc32(text), document.mark, tuple([(run.path, run.text) for run in document.figures()])
    )


def xml(manifest: Manifest) -> str:
    """The custom XML part."""
    figures = "".join(
        [f'<figure path="{attribute(path)}" value="{attribute(text)}"/>' for path, text in manifest.figures]
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<report xmlns="{NAMESPACE}" draft="{manifest.draft}" '
        f'rules="{manifest.rules}" text="{manifest.text:08x}" mark="{attribute(manifest.mark)}">{figures}</report>'
    )


def properties() -> str:
    """The part that gives the custom XML part its id."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem '
        f'ds:itemID="{STORE}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def read(package: Package) -> Manifest:
    """The manifest that ``package`` holds. Raises ReadError where it holds none."""
    for part in package.names:
        if part.startswith("customXml/item") and "Props" not in part and part.endswith(".xml"):
            reader = _Reader()
            package.parse(part, reader.start)
            if reader.found is not None:
                return Manifest(*reader.found, tuple(reader.figures))
    raise ReadError(f"“{package.name}”不是由 ziping 导出的（没有数据清单），无法与草稿核对，请指定导出的 .docx。")


class _Reader:
    """Takes what the manifest holds; ``found`` stays None in another part."""

    def __init__(self) -> None:
        self.found: tuple[str, str, int, str] | None = None
        self.figures: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "report" and "draft" in attributes:
            text = attributes.get("text", "")
            known = len(text) == 8 and set(text) <= set("0123456789abcdef")
            checksum = int(text, 16) if known else -1
            self.found = (attributes["draft"], attributes.get("rules", ""), checksum, attributes.get("mark", ""))
        elif name == "figure" and self.found is not None:
            self.figures.append((attributes.get("path", ""), attributes.get("value", "")))

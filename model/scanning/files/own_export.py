"""How a Word file that this program exported, and that comes back, tells its figures: tags, and a part that remembers.

Each figure stands in a content control whose tag is the path of its field. A custom XML part, which Word, WPS and
LibreOffice keep, holds the hash of the draft's content, the version of the rules, and every figure as it was exported.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Final

from model.scanning.files.package import Package, local

NAMESPACE: Final = "urn:ziping:manifest"
HANDLE_LIMIT: Final = 64
"""Word accepts no longer tag and no longer title of a content control."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """``draft``: the hash of the draft's content; ``mark``: what copy it was, as its header says.

    ``figures``: the tag and the text of each figure in reading order, as exported.
    """

    draft: str
    rules: str
    mark: str
    figures: tuple[tuple[str, str], ...]

    def texts(self) -> dict[str, list[str]]:
        """What each tag was exported as, in reading order."""
        found: dict[str, list[str]] = {}
        for tag, text in self.figures:
            found.setdefault(tag, []).append(text)
        return found


def handle(path: str) -> str:
    """The tag of the content control that holds the figure at ``path``: the path itself, or a unique cut of it."""
    path = "".join(filter(str.isprintable, path))
    if len(path) <= HANDLE_LIMIT:
        return path
    mark = f"~{zlib.crc32(path.encode()):08x}"
    return path[: HANDLE_LIMIT - len(mark)] + mark


def read_manifest(package: Package) -> Manifest | None:
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

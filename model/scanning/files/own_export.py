"""How a Word file that this program exported, and that comes back, tells its figures: tags, and a part that remembers.

Each figure stands in a content control whose tag is the path of its field. A custom XML part, which Word, WPS and
LibreOffice keep, holds the hash of the draft's content, the version of the rules, and every figure as it was exported.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Final

from model.scanning.files.word_file import WordFile

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


def read_manifest(file: WordFile) -> Manifest | None:
    """The manifest that ``file`` holds, None where it holds none."""
    for part in file.custom:
        if part.root == f"{{{NAMESPACE}}}report" and "draft" in part.values:
            said, figures = part.values, [one for one in part.elements if "path" in one]
            return Manifest(
                said["draft"],
                said.get("rules", ""),
                said.get("mark", ""),
                tuple((one["path"], one.get("value", "")) for one in figures),
            )
    return None

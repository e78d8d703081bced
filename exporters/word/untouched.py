"""Whether a Word file is still as it was exported: what someone wrote into it is not replaced by the next export."""

from __future__ import annotations

from pathlib import Path

from exporters.word.readback import open_package
from exporters.word.word_package import untouched
from model.drafts.draft import DraftError


def as_exported(out: Path) -> bool:
    """Whether the file at ``out`` is a Word file that this program exported, here or elsewhere, and nobody changed."""
    if out.suffix.lower() != ".docx":
        return False
    try:
        return untouched(open_package(out))
    except (DraftError, OSError):
        return False

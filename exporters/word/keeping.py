"""Whether a Word file is still as it was exported: what someone wrote into it is not replaced by the next export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.word import manifest
from exporters.word import readback as reading

if TYPE_CHECKING:
    from pathlib import Path


def untouched(out: Path) -> bool:
    """Whether the file at ``out`` is a Word file that this program exported, here or elsewhere, and nobody changed."""
    if out.suffix.lower() != ".docx":
        return False
    try:
        package = reading.open_package(out)
        return manifest.read(package).text == package.checksum(package.main())
    except (reading.ReadError, OSError):
        return False

"""What someone wrote into a Word file since its export is kept before the next export replaces it."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

from exporters.output import beside, save
from exporters.word.package import untouched
from exporters.word.readback import open_package
from model.drafts.draft import DraftError

if TYPE_CHECKING:
    from pathlib import Path


def keep(out: Path) -> Path | None:
    """Copy the .docx at ``out`` beside it, unless it is as it was exported; returns the copy, None where none is due.

    Raises ExportError where the copy cannot be written.
    """
    if out.suffix.lower() != ".docx" or not os.path.isfile(out) or _untouched(out):
        return None
    kept = beside(out, "原文件")
    try:
        data = out.read_bytes()
    except OSError:
        return None  # held by Word: the export goes beside it, and nothing of it is lost
    return save(kept, data) if kept is not None else None


def _untouched(out: Path) -> bool:
    try:
        return untouched(open_package(out))
    except DraftError:
        return out.stat().st_size == 0

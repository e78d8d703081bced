"""The files that a draft names: the words of its report, and the document that it is set on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from exporters.output import ExportError
from exporters.wording.standard import standard
from exporters.wording.wording_blocks import Wording
from model.drafts.draft import Draft

NAMED_FILES: Final = (("template", ".docx"), ("wording", ".toml"))
"""The fields of a draft that name a file beside it, with its suffix."""


def wording_of(draft: Draft, wording: Path | None = None) -> Wording:
    """The words of the file ``wording``, by default those that ``draft`` names, or ours. Raises WordingError."""
    wording = wording or file_beside(draft, "wording", ".toml")
    if wording is None:
        return standard()
    from exporters.wording import bureau_wording

    return bureau_wording.load(wording)


def files_in_use(draft: Draft) -> Iterator[Path | None]:
    """The files that the draft names, also where others were given for this time."""
    for name, suffix in NAMED_FILES:
        with suppress(ExportError):
            yield file_beside(draft, name, suffix)


def file_beside(draft: Draft, name: str, suffix: str) -> Path | None:
    """The file that the draft names, None for none. Only files beside the draft: a draft may come from anywhere."""
    cell = draft.report.section(1).cell(name)
    file = cell.raw.strip()
    if not file:
        return None
    if set(file) & set('/\\:*?"<>|') or not file.lower().endswith(suffix):
        raise ExportError(f"{cell.label}“{file[:60]}”应是与草稿放在同一文件夹的 {suffix} 文件名，请改正或清空。")
    return draft.path.with_name(file) if draft.path else Path(file)

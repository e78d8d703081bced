"""Packs a Word file so that the same report gives the same bytes on any day, and so that a later change can be told."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

from docx.opc.coreprops import CoreProperties

from exporters.word.readback import open_package
from model.drafts.draft import DraftError
from model.scanning.files.package import Package

_LEVEL: Final = 2
"""How hard parts are compressed: half the time of the usual 6, and a tenth larger."""

_CORE: Final = "docProps/core.xml"
_SEAL: Final = "ziping:{}"
_OPEN: Final = _SEAL.format("-" * 8)


def prepare(core: CoreProperties) -> None:
    """Leave room among the properties of a file for the checksum that ``with_fixed_dates`` writes there."""
    core.identifier = _OPEN


def with_fixed_dates(data: bytes) -> bytes:
    """The same parts in the same order, without the time and the system of their packing.

    A file that was prepared gets the checksum of its other parts as its identifier.
    """
    mark = Package(data, "").fingerprint(_CORE)
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _CORE:
                content = content.replace(_OPEN.encode(), _SEAL.format(mark).encode())
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content, compresslevel=_LEVEL)
    return stream.getvalue()


def as_exported(out: Path) -> bool:
    """Whether the file at ``out`` is a Word file that this program exported, here or elsewhere, and nobody changed.

    Every program that saves it packs other parts.
    """
    if out.suffix.lower() != ".docx":
        return False
    try:
        package = open_package(out)
        core = package.optional_xml(_CORE)
        said = [] if core is None else [element.text or "" for element in core]
        return _SEAL.format(package.fingerprint(_CORE)) in said
    except (DraftError, OSError):
        return False

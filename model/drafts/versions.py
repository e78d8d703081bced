"""The versions of a draft before its last saves, kept in a hidden folder beside it: ``.name.toml.versions/7.toml``.

The last ten are kept, and of those before them the last one of each day, ten days at most. The time of a version is
that of its file: when it was saved.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from model.drafts.companions import beside
from model.drafts.draft import DraftError, digest, load, read_bytes

if TYPE_CHECKING:
    from model.drafts.draft import Draft
    from model.report.tree import Content

NEWEST: Final = 10
DAYS: Final = 10


class Version(NamedTuple):
    """A version kept: its number, and when it was saved, in seconds."""

    number: int
    path: Path
    saved: float


def versions(path: Path) -> list[Version]:
    """The versions kept of the draft at ``path``, the newest first."""
    found: list[Version] = []
    folder = _folder(path)
    if os.path.islink(folder):
        return found
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            stem, dot, ending = entry.name.partition(".")
            if stem.isdecimal() and ending == "toml" and dot and entry.is_file(follow_symlinks=False):
                found.append(Version(int(stem), Path(entry.path), entry.stat().st_mtime))
    return sorted(found, reverse=True)


def keep(path: Path) -> None:
    """Keep the file at ``path``, which is about to be replaced. Raises nothing: a failure is not in the way of saving.

    The name is linked to what the file is now, which is at once and needs no room; where that is not possible it is
    copied.
    """
    with contextlib.suppress(OSError):
        folder = _folder(path)
        if os.path.islink(folder):
            return
        folder.mkdir(exist_ok=True)
        kept = versions(path)
        place = folder / f"{kept[0].number + 1 if kept else 1}.toml"
        real = os.path.realpath(path)
        try:
            os.link(real, place)
        except OSError:
            shutil.copy2(real, place)
        for version in _superfluous(versions(path)):
            version.path.unlink()


def _superfluous(kept: list[Version]) -> list[Version]:
    days: dict[str, Version] = {}
    for version in kept[NEWEST:]:
        days.setdefault(time.strftime("%Y-%m-%d", time.localtime(version.saved)), version)
    left = list(days.values())[:DAYS]
    return [version for version in kept[NEWEST:] if version not in left]


def content_with(path: Path, sha256: str) -> Content | None:
    """What the version of the draft at ``path`` with that SHA-256 says; None where it is not kept."""
    for version in versions(path):
        with contextlib.suppress(DraftError):
            data = read_bytes(str(version.path))
            if digest(data) == sha256:
                return load(version.path).report.root.content()
    return None


def opened(path: Path, number: int) -> Draft:
    """Version ``number`` of the draft at ``path``. Raises DraftError."""
    found = next((version for version in versions(path) if version.number == number), None)
    if found is None:
        raise DraftError(f"{path}：没有第 {number} 版，现有的版本见 ziping history {path}")
    return load(found.path)


def _folder(path: Path) -> Path:
    return beside(path, "versions")

"""The versions of a draft before its last saves, kept in a hidden folder beside it: ``.name.toml.versions/7.toml``.

The last ten are kept, and of those before them the last one of each day, ten days at most. The time of a version is
that of its file: when it was saved.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from pathlib import Path
from typing import Final, NamedTuple

from model.drafts.draft import Draft, DraftError, digest, load, read_bytes
from model.files.atomic import replace_file
from model.files.companions import beside, hide
from model.files.unwritten import reason
from model.report.tree import Content

NEWEST: Final = 10
DAYS: Final = 10
_LATEST: Final = 32_503_680_000.0
"""The year 3000: a file may bear a time that no calendar has."""


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
                saved = min(max(entry.stat().st_mtime, 0.0), _LATEST)
                found.append(Version(int(stem), Path(entry.path), saved))
    return sorted(found, reverse=True)


def keep(path: Path, data: bytes) -> str:
    """Keep ``data``, which the file at ``path`` says and which is about to be replaced; does not raise.

    Returns a sentence for the clerk where that was not possible, else "": a failure is not in the way of saving. The
    new version is a copy, complete or not there at all. What says the same already is not kept twice: it takes the
    newest number. Nothing is removed to make room, see ``thin_out``.
    """
    folder = _folder(path)
    try:
        if os.path.islink(folder):
            raise OSError("a link")
        status = os.stat(path)
        _make(folder)
        kept = versions(path)
        same = [version for version in kept if _says(version, data)]
        if same and same[0] is kept[0]:
            return ""
        place = folder / f"{kept[0].number + 1 if kept else 1}.toml"
        replace_file(place, data, like=Path(os.path.realpath(path)), new=True)
        os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
        for version in same:
            version.path.unlink()
    except OSError as error:
        return f"上一版没能留下（{reason(error)}），这次保存以前的内容不能用 history 找回"
    return ""


def thin_out(path: Path) -> None:
    """Remove the versions that are not to be kept any longer: called when the draft is safely saved."""
    for version in _superfluous(versions(path)):
        with contextlib.suppress(OSError):
            version.path.unlink()


def _make(folder: Path) -> None:
    """Create the folder for everybody who may write beside it: colleagues keep their versions there, too."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
        hide(folder)
        if os.name != "nt":
            with contextlib.suppress(OSError):
                folder.chmod(stat.S_IMODE(folder.parent.stat().st_mode))


def _says(version: Version, data: bytes) -> bool:
    with contextlib.suppress(DraftError, OSError):
        return version.path.stat().st_size == len(data) and read_bytes(str(version.path)) == data
    return False


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

"""A disk that fails at any system call of a save or of the journal: the file is whole, what was typed is somewhere."""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from model.drafts.draft import DraftError, load
from model.drafts.saving import save
from model.drafts.versions import versions
from model.editing.session import Session
from model.safekeeping.journal import Journal, fallbacks, places
from model.safekeeping.recovery import offers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD: Final = 'schema = 2\n\n[overview]\nunit = "某局"  # 单位\n'
NEW: Final = OLD.replace("某局", "新局")
CALLS: Final = (
    "open", "write", "fsync", "fchmod", "fchown", "setxattr", "replace", "link", "utime", "unlink", "mkdir", "rename",
)  # fmt: skip
NUMBERS: Final = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.ESTALE)


class FaultyDisk:
    """Lets the call number ``at`` that writes fail with ``number``, with ``lasting`` every later one, too."""

    def __init__(self, at: int, number: int, *, lasting: bool = False) -> None:
        self.at, self.number, self.lasting = at, number, lasting
        self.made = 0
        self._real: dict[str, Callable[..., Any]] = {}

    def __enter__(self) -> FaultyDisk:
        for name in CALLS:
            if real := getattr(os, name, None):
                self._real[name] = real
                setattr(os, name, self._wrapped(name, real))
        return self

    def __exit__(self, *_: object) -> None:
        for name, real in self._real.items():
            setattr(os, name, real)

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **more: Any) -> Any:
            if name == "open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR):
                return real(*arguments, **more)
            self.made += 1
            if self.made == self.at or (self.lasting and self.made > self.at):
                raise OSError(self.number, os.strerror(self.number))
            return real(*arguments, **more)

        return called


def run(count: int, folder: Path) -> tuple[int, list[str]]:
    """Every call, with ``count`` kinds of fault, once and from then on; returns the tries and what fell."""
    path = folder / "draft.toml"
    tries, fell = 0, []
    for number in NUMBERS[:count]:
        for lasting in (False, True):
            at, more = 1, True
            while more and at < 200:
                tries += 1
                try:
                    more, faults = _once(path, FaultyDisk(at, number, lasting=lasting))
                except Exception as error:
                    faults = [f"{type(error).__name__}: {error}"]
                fell += [f"{errno.errorcode[number]} at call {at}, lasting {lasting}: {fault}" for fault in faults]
                at += 1
    return tries, fell


def _once(path: Path, disk: FaultyDisk) -> tuple[bool, list[str]]:
    """Type, save; returns whether the fault was met, and what is wrong."""
    for file in [*path.parent.glob(".draft.toml.*"), *fallbacks(path)]:
        if file.is_file():
            file.unlink()
    for version in versions(path):
        version.path.unlink()
    path.write_text(OLD, encoding="utf-8")
    session = Session(load(path))
    journal = Journal(session.draft, lambda: 1.0)
    session.observer = journal.note
    saved = False
    with disk:
        for end in (1, 2):
            session.type(session.report.cell("overview.unit"), "新局"[:end])
            journal.sync()
            journal.look()
        try:
            save(session.draft, announce=journal.saving)
            saved = True
        except DraftError:
            pass
    faults = []
    said = path.read_text(encoding="utf-8")
    if said != (NEW if saved else OLD):
        faults.append(f"the file says {said!r}")
    if list(path.parent.glob(".*.tmp")) and not disk.lasting:
        faults.append("something is left behind")
    if not saved:
        journal.look()
        session.type(session.report.cell("overview.year"), "2023")
        later = time.monotonic() + 3600
        with patch("time.monotonic", lambda: later):
            journal.look()
        journal.close()
        found, refused = offers(load(path))
        if (refused and not disk.lasting) or not any(offer.content == session.report.root.content() for offer in found):
            faults.append(f"what was typed is not offered: {refused}, {journal.trouble}")
    journal.discard()
    if [place for place in [*places(path), *fallbacks(path)] if place.exists()]:
        faults.append("a journal outlives the save")
    return disk.made >= disk.at, faults

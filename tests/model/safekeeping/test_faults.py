"""A disk that fails at any system call of a save: the old file is whole or the new one is, and what is typed stays."""

from __future__ import annotations

import builtins
import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from model.drafts.draft import DraftError, load
from model.drafts.saving import save
from model.drafts.versions import versions
from model.editing.session import Session
from model.safekeeping.journal import Journal
from model.safekeeping.recovery import offers
from tests.model.drafts.test_saving import ODD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

UNIT = "overview.unit"
NEW = ODD.replace("'某某局'", '"新局"')
SAID = {
    errno.ENOSPC: "磁盘已满",
    errno.EACCES: "不许写入",
    errno.EROFS: "不许写入",
    errno.EIO: "系统提示",
}
CALLS = [
    "open",
    "os.open",
    "os.write",
    "os.fsync",
    "os.fchmod",
    "os.fchown",
    "os.setxattr",
    "os.replace",
    "os.link",
    "os.utime",
    "os.unlink",
    "os.mkdir",
    "os.rename",
]
POSIX = {"os.fchmod", "os.fchown", "os.setxattr"}
"""Those that Windows has not: there a file keeps nothing of the one whose place it takes."""


class Faults:
    """Lets the call number ``at`` of those that a save makes fail with ``number``."""

    def __init__(self, at: int, number: int) -> None:
        self.at = at
        self.number = number
        self.made: list[str] = []

    def wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **more: Any) -> Any:
            # Looking at files is no part of this: what is read has its own tests.
            mode = more.get("mode", arguments[1] if len(arguments) > 1 else "r")
            if name == "open" and isinstance(mode, str) and not set(mode) & set("wxa+"):
                return real(*arguments, **more)
            if name == "os.open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR):
                return real(*arguments, **more)
            self.made.append(name)
            if len(self.made) == self.at:
                raise OSError(self.number, os.strerror(self.number))
            return real(*arguments, **more)

        return called

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in CALLS if os.name != "nt" else [name for name in CALLS if name not in POSIX]:
            module = os if name.startswith("os.") else builtins
            short = name.removeprefix("os.")
            patch.setattr(module, short, self.wrap(name, getattr(module, short)))


@pytest.fixture
def path(tmp_path: Path, own_data: Path) -> Path:
    (tmp_path / "drafts").mkdir()
    path = tmp_path / "drafts" / "draft.toml"
    path.write_text(ODD, encoding="utf-8")
    return path


def edited(path: Path) -> tuple[Session, Journal]:
    session = Session(load(path))
    journal = Journal(session.draft, lambda: 0.0)
    session.observer = journal.note
    session.type(session.report.cell(UNIT), "新局")
    return session, journal


def calls_of_a_save(path: Path) -> list[str]:
    session, journal = edited(path)
    faults = Faults(0, 0)
    with pytest.MonkeyPatch.context() as patch:
        faults.install(patch)
        save(session.draft, announce=journal.saving)
    journal.discard()
    path.write_text(ODD, encoding="utf-8")
    return faults.made


@pytest.mark.parametrize("number", SAID, ids=errno.errorcode.get)
def test_a_fault_at_any_call_leaves_a_whole_file_and_the_text(number: int, path: Path) -> None:
    calls = calls_of_a_save(path)
    here = {"os.rename"} if os.name == "nt" else {"os.fchmod", "os.link"}
    assert {"os.open", "os.write", "os.fsync", "os.replace", "os.utime", *here} <= set(calls)
    for at in range(1, len(calls) + 1):
        for version in versions(path):
            version.path.unlink()
        path.write_text(ODD, encoding="utf-8")
        session, journal = edited(path)
        failed = ""
        with pytest.MonkeyPatch.context() as patch:
            Faults(at, number).install(patch)
            try:
                save(session.draft, announce=journal.saving)
            except DraftError as error:
                failed = str(error)
        where = f"call {at}, {calls[at - 1]}: {failed}"
        assert path.read_text(encoding="utf-8") == (ODD if failed else NEW), where
        assert session.report.cell(UNIT).raw == "新局", where
        assert not list(path.parent.glob("*.tmp")), where
        if failed:
            assert SAID[number] in failed, where
            assert str(path) in failed, where
            journal.close()
            (offer,), refused = offers(load(path))
            assert refused == []
            assert offer.content == session.report.root.content(), where
            save(session.draft)
        journal.discard()
        assert path.read_text(encoding="utf-8") == NEW, where


def test_a_torn_write_never_reaches_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, journal = edited(path)
    real = os.write
    torn: list[int] = []

    def half(file: int, data: bytes) -> int:
        if torn:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        torn.append(file)
        return real(file, data[: len(data) // 2])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(DraftError, match="磁盘已满"):
            save(session.draft)
    assert torn
    journal.close()
    assert path.read_text(encoding="utf-8") == ODD
    assert not list(path.parent.glob(".*.tmp"))
    save(session.draft)
    assert path.read_text(encoding="utf-8") == NEW

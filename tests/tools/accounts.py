"""Two accounts on one draft in a shared folder: owner, group, mode and attributes stay, or it is told."""

from __future__ import annotations

import codecs
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from model.drafts.draft import load
from model.drafts.saving import save
from model.drafts.versions import versions
from model.editing.session import Session
from model.safekeeping.journal import Journal
from model.safekeeping.recovery import offers

if TYPE_CHECKING:
    from collections.abc import Callable

ONE: Final = 61001
OTHER: Final = 61002
GROUP: Final = 61010
OUTSIDE: Final = 61099
TEXT: Final = 'schema = 2\n\n[overview]\nunit = "某局"\n'


def run(count: int, folder: Path) -> tuple[int, list[str]]:
    """All cases; returns the tries and a sentence for each that fell. 0 tries where this user is not root."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return 0, ["needs root, to be two users"]
    codecs.lookup("ascii")  # a user that is none cannot load it where Python is installed for root alone
    with tempfile.TemporaryDirectory() as name:  # others may not look into the folder that was given
        os.chmod(name, 0o755)
        return _all(Path(name))


def _all(folder: Path) -> tuple[int, list[str]]:
    shared = folder / "shared"
    shared.mkdir()
    os.chown(shared, ONE, GROUP)
    os.chmod(shared, 0o2770)
    cases: tuple[Callable[[Path], list[str]], ...] = (_root, _colleague, _outside, _journal)
    fell = []
    for number, case in enumerate(cases):
        path = shared / f"{number}.toml"
        path.write_text(TEXT, encoding="utf-8")
        os.chown(path, ONE, GROUP)
        os.chmod(path, 0o660)
        fell += [f"{case.__name__}: {fault}" for fault in case(path)]
    return len(cases), fell


def _root(path: Path) -> list[str]:
    os.setxattr(path, "user.mark", b"kept") if _has_attributes(path) else None
    told = _saved(path)
    found = path.stat()
    faults = [f"told {told}"] if told else []
    if (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) != (ONE, GROUP, 0o660):
        faults.append(f"{found}")
    if _has_attributes(path) and os.getxattr(path, "user.mark") != b"kept":
        faults.append("attributes")
    return faults


def _colleague(path: Path) -> list[str]:
    """In the group: the owner changes and it is told; group and mode stay, and versions are kept by both."""
    faults = _as(OTHER, [GROUP], lambda: [] if any("所有者" in said for said in _saved(path)) else ["not told"])
    found = path.stat()
    if (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) != (OTHER, GROUP, 0o660):
        faults.append(f"{found}")
    faults += _as(ONE, [GROUP], lambda: [said for said in _saved(path) if "所有者" not in said])
    return faults + ([] if len(versions(path)) == 2 else [f"{len(versions(path))} versions"])


def _outside(path: Path) -> list[str]:
    """Not in the group: nobody of another group may read it afterwards."""
    os.chown(path.parent, ONE, ONE)
    os.chmod(path.parent, 0o777)
    os.chmod(path, 0o666)
    faults = _as(OUTSIDE, [], lambda: [] if any("组" in said for said in _saved(path)) else ["not told"])
    os.chown(path.parent, ONE, GROUP)
    os.chmod(path.parent, 0o2770)
    return faults


def _journal(path: Path) -> list[str]:
    """The journal of a colleague cannot be read: it stays, and is told."""

    def crash() -> list[str]:
        session = Session(load(path))
        journal = Journal(session.draft, lambda: 1.0)
        session.observer = journal.note
        session.type(session.report.cell("overview.unit"), "新局")
        journal.close()
        return []

    def look() -> list[str]:
        found, refused = offers(load(path))
        return [] if not found and len(refused) == 1 and "读不了" in refused[0] else [f"{refused}"]

    faults = _as(ONE, [GROUP], crash) + _as(OTHER, [GROUP], look) + _as(OTHER, [GROUP], look)
    return faults + _as(ONE, [GROUP], lambda: [] if len(offers(load(path))[0]) == 1 else ["it is gone"])


def _saved(path: Path) -> list[str]:
    session = Session(load(path))
    session.type(session.report.cell("overview.unit"), f"{os.geteuid()}")
    return save(session.draft)


def _has_attributes(path: Path) -> bool:
    try:
        os.setxattr(path, "user.try", b"")
    except OSError:
        return False
    return True


def _as(user: int, groups: list[int], work: Callable[[], list[str]]) -> list[str]:
    """What ``work`` says when that user does it, in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = ["died"]
        try:
            os.setgroups(groups)
            os.setgid(groups[0] if groups else user)
            os.setuid(user)
            os.environ["XDG_DATA_HOME"] = f"/nonexistent/{user}"
            said = work()
        except BaseException as error:
            said = [f"{type(error).__name__}: {error}"]
        finally:
            os.write(writing, "\n".join(said).encode("utf-8", "replace"))
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as file:
        text = file.read().decode()
    os.waitpid(child, 0)
    return text.split("\n") if text else []

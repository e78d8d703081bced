"""Journals of strangers beside a draft: each gives one sentence or an offer, and stays where it may be read later."""

from __future__ import annotations

import json
import random
import time
from typing import TYPE_CHECKING, Any, Final

from model.drafts.draft import load
from model.editing.session import Session
from model.safekeeping.journal import Journal, places
from model.safekeeping.journal_reading import JournalError, read
from model.safekeeping.leftovers import all_leftovers, leftovers
from model.safekeeping.recovery import offers

if TYPE_CHECKING:
    from pathlib import Path

TEXT: Final = 'schema = 2\n\n[overview]\nunit = "某局"\n\n[[overview.offices]]\nname = "办公室"\n'
VALUES: Final[tuple[Any, ...]] = (
    None, True, -1, 0, 10**400, 1e300, -1e18, float("nan"), float("inf"), "", "\x1b[31m", "\ud800", "x" * 9999,
    [], {}, [[]], {"a": {}}, ["typed", "overview.unit", "", 1], ["moved", "overview.offices", 0, 9**9],
)  # fmt: skip


def run(count: int, folder: Path) -> tuple[int, list[str]]:
    """So many journals; returns the tries and a sentence for each that fell."""
    path = folder / "draft.toml"
    path.write_text(TEXT, encoding="utf-8")
    session = Session(load(path))
    journal = Journal(session.draft, time.time)
    session.observer = journal.note
    for end in range(1, 6):
        session.type(session.report.cell("overview.unit"), "新单位名称"[:end])
    session.insert("overview.offices", 0, {"name": "法规处"})
    journal.close()
    assert journal.path is not None
    whole = journal.path.read_bytes()
    fell = []
    for seed in range(count):
        for file in folder.glob(".draft.toml.*"):
            file.unlink()
        data = damaged(whole, random.Random(seed))
        places(path)[0].write_bytes(data)
        try:
            fell += [f"seed {seed}: {said}" for said in _judge(path)]
        except Exception as error:
            fell.append(f"seed {seed}: {type(error).__name__}: {error}")
    return count, fell


def _judge(path: Path) -> list[str]:
    faults = []
    journal = places(path)[0]
    try:
        empty = not read(journal).steps and journal.read_bytes().count(b"\n") > 1
    except JournalError:
        empty = False
    for _ in range(2):
        found, refused = offers(load(path))
        told = [*refused, *leftovers(path), *all_leftovers([path])]
        faults += [f"not one line: {said!r}" for said in told if not said.isprintable()]
        for offer in found:
            time.localtime(offer.header.time)
            session = Session(load(path))
            offer.take(session)
    if path.read_text(encoding="utf-8") != TEXT:
        faults.append("the draft was changed")
    kept = [file for file in path.parent.iterdir() if file.name.startswith(".draft.toml.journal")]
    if not kept and (refused or empty):
        faults.append("a journal is gone that was refused, or that could not be read")
    return faults


def damaged(whole: bytes, dice: random.Random) -> bytes:
    """A journal with something wrong in it."""
    lines = whole.split(b"\n")
    kind = dice.randrange(5)
    if kind == 0:
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 8)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        return bytes(data[: dice.randrange(len(data))]) if dice.random() < 0.4 else bytes(data)
    if kind == 1:
        return dice.choice([b"", b"[" * 100_000, b"\x00" * 5000, b"{" * 9999 + b"\n", dice.randbytes(3000)])
    at = 0 if kind == 2 else dice.randrange(1, len(lines) - 1)
    line = json.loads(lines[at])
    name = dice.choice([*line, "whole", "more", "saving", "edit"])
    line[name] = dice.choice(VALUES)
    lines[at] = json.dumps(line).encode("utf-8", "surrogatepass")
    return b"\n".join(lines)

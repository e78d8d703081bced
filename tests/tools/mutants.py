"""Thousands of damaged and hostile drafts and journals: ``python -m tests.tools.mutants [N]``.

Byte flips, cuts, repetitions, random TOML, deep nesting, huge numbers, odd Unicode. Nothing may raise anything but the
program's own errors, take more than two seconds of the processor, or change a file that was only looked at.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

from model.drafts.draft import load
from model.drafts.saving import save
from model.editing.session import Session
from model.errors import ZipingError
from model.report.tree import RowList
from model.safekeeping.journal import Journal, places
from model.safekeeping.locks import Lock
from model.safekeeping.recovery import offers

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES: Final = Path(__file__).resolve().parents[2] / "samples"
SLOW: Final = 2.0
ODD: Final = (
    "\x00",
    "\x1b]0;x\x07",
    "\u202e",
    "\ufeff",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "e\u0301" * 50,
    "９" * 40,
    "-",
    "9" * 5000,
    "1e999999",
    "nan",
    "0x7f",
    "[" * 3000,
    "{a=" * 300,
    "[[overview.offices]]\n" * 300,
    '"""',
    "'''\n",
    "\\u0000",
    "= = =",
    "a.b.c.d.e = 1\n",
    "[overview]\n",
    "schema = 99\n",
    "1979-05-27T07:32:00Z",
)


def mutant(data: bytes, dice: random.Random) -> bytes:
    """``data`` with some damage."""
    for _ in range(dice.randint(1, 4)):
        at, to = sorted((dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)))
        match dice.randrange(7):
            case 0:
                data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
            case 1:
                data = data[:to]
            case 2:
                data = data[:at] + data[to:]
            case 3:
                data = data[:at] + data[at:to][:2000] * dice.randint(2, 5) + data[to:]
            case 4:
                data = data[:at] + dice.choice(ODD).encode("utf-8", "surrogatepass") + data[at:]
            case 5:
                line_at = data.rfind(b"= ", 0, at) + 2
                end = data.find(b"\n", line_at)
                data = data[:line_at] + dice.choice(ODD).encode("utf-8", "surrogatepass") + data[end:]
            case _:
                lines = data.split(b"\n")
                dice.shuffle(lines)
                data = b"\n".join(lines)
    return data


def journalled(folder: Path, dice: random.Random) -> tuple[Path, bytes]:
    """A draft with the journal of a session that was killed; returns the draft and what its journal says."""
    path = folder / "draft.toml"
    path.write_bytes((SAMPLES / "small-bureau-2024.toml").read_bytes())
    session = Session(load(path))
    journal = Journal(session.draft, lambda: 0.0)
    session.observer = journal.note
    cells = list(session.report.root.cells())
    for number in range(30):
        session.type(dice.choice(cells), f"第{number}次")
        lists = [part for node in session.report.root.nodes() for part in node.parts.values()]
        rows = dice.choice([part for part in lists if isinstance(part, RowList) and part.rows])
        match dice.randrange(6):
            case 0:
                session.insert(rows.path, 0, rows.rows[0].content())
            case 1:
                session.remove(rows.path, dice.randrange(len(rows.rows)))
            case 2:
                session.undo()
        cells = list(session.report.root.cells())
    journal.close()
    place = places(path)[0]
    data = place.read_bytes()
    place.unlink()
    return path, data


def try_draft(path: Path, data: bytes) -> None:
    """Open ``data`` as a draft, look at it, and where it can be opened type and save."""
    path.write_bytes(data)
    try:
        session = Session(load(path))
    except ZipingError:
        assert path.read_bytes() == data
        return
    session.checker.findings()
    assert path.read_bytes() == data
    session.type(session.report.cell("overview.unit"), "改过的单位")
    content = session.report.root.content()
    try:
        save(session.draft)
    except ZipingError:
        if path.read_bytes() != data:
            raise
        return
    assert load(path).report.root.content() == content


def try_journal(path: Path, data: bytes) -> None:
    """Open the draft at ``path`` with ``data`` for its journal, and take what is offered."""
    places(path)[0].write_bytes(data)
    draft = load(path)
    before = path.read_bytes()
    found, _refused = offers(draft)
    session = Session(draft)
    for offer in found[:1]:
        offer.take(session)
        assert session.report.root.content() == offer.content
        offer.drop()
    assert path.read_bytes() == before
    assert Lock(path).take() is None
    Lock(path).path.unlink()


def faults(count: int, seed: int = 0) -> Iterator[str]:
    """Try so many mutants, every second a journal; yields a line for each that did harm."""
    samples = [path.read_bytes() for path in sorted(SAMPLES.glob("*.toml")) if b"schema" in path.read_bytes()[:20]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = str(folder / "data")
        dice = random.Random(seed)
        path, journal = journalled(folder, dice)
        other = folder / "other.toml"
        for number in range(count):
            dice = random.Random(seed + number)
            start = time.process_time()
            try:
                if number % 2:
                    try_journal(path, mutant(journal, dice))
                else:
                    try_draft(other, mutant(dice.choice(samples), dice))
            except Exception:
                yield f"mutant {number}: {traceback.format_exc(limit=-3)}"
            if (took := time.process_time() - start) > SLOW:
                yield f"mutant {number}: took {took:.1f} s"
            for left in folder.glob(".*"):
                if left.is_file():
                    left.unlink()


def main(count: int) -> int:
    """Run, print what did harm; returns 1 where anything did."""
    found = list(faults(count))
    print("\n".join([*found[:20], f"{count} mutants, {len(found)} did harm"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))

"""Kills the form at random moments in a real terminal and looks what comes back: ``python -m tests.tools.kill [N]``.

A scripted session types letter by letter, into a line or into a long text, and saves now and then. At a random moment
it gets SIGKILL. Then the file on disk has to be a whole draft as it was opened or saved, and what is offered on
opening has to hold every key but those of the last half second.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple

from model.drafts.draft import load
from model.safekeeping.journal import fallbacks, places
from model.safekeeping.recovery import offers
from tests.benchmarks.pty import Terminal

ROOT = Path(__file__).resolve().parents[2]
MARKS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥0123456789abcdefghijklmnopqrstuvwxyz"
ALLOWED: Final = 0.5
FIELDS: Final = (("overview", "unit", ""), ("implementation", "lead", "\x1b[6~" * 2))
"""A line and a long text, and the keys that lead there: PageDown turns the sections."""


class Killed(NamedTuple):
    """One run: how many marks were sent, how many of them were there to be found, how many came back.

    ``fault`` says what is wrong, "" for nothing.
    """

    sent: int
    due: int
    back: int
    fault: str


def run(seed: int, folder: Path) -> Killed:
    """One session with the dice of ``seed``, in ``folder``."""
    dice = random.Random(seed)
    path = folder / "草稿.toml"
    path.write_bytes(b'schema = 2\n\n[overview]\nunit = ""  # name\n\n[implementation]\nlead = ""  # lead\n')
    environment = {name: str(folder / name) for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    os.environ.update(environment)
    end = dice.uniform(0.0, 2.5)
    section, field, keys = FIELDS[seed % len(FIELDS)]
    sent: list[tuple[float, str]] = []
    wholes = {path.read_bytes()}
    with Terminal([sys.executable, "-m", "tui", path], 80, 24, environment, ROOT) as form:
        form.first_paint("单位名称")
        form.send(keys)
        form.wait(0.4)
        start = time.perf_counter()
        while (now := time.perf_counter() - start) < end:
            if sent and dice.random() < 0.06:
                form.send("\x13")
            else:
                mark = MARKS[len(sent) % len(MARKS)]
                sent.append((now, mark))
                form.send(mark)
            form.wait(min(dice.expovariate(1 / 0.03), max(end - now, 0)))
        killed = time.perf_counter() - start
    text = "".join(mark for _, mark in sent)
    due = sum(at < killed - ALLOWED for at, _ in sent)
    return Killed(len(sent), due, *_judge(path, section, field, text, due, wholes))


def _judge(path: Path, section: str, field: str, text: str, due: int, wholes: set[bytes]) -> tuple[int, str]:
    draft = load(path)
    on_disk = draft.report.cell(f"{section}.{field}").raw
    if draft.problems or not text.startswith(on_disk) or "# name" not in draft.text or "# lead" not in draft.text:
        return 0, f"the file is no whole draft: {draft.data!r}"
    if not on_disk and draft.data not in wholes:
        return 0, f"the file is neither old nor new: {draft.data!r}"
    found, refused = offers(draft)
    if refused or len(found) > 1:
        return 0, f"journals were refused: {refused}"
    back = str(found[0].content[section].get(field, "")) if found else on_disk
    if not text.startswith(back):
        return 0, f"something else came back: {back!r}"
    if len(back) < due:
        journals = [place for place in [*places(path), *fallbacks(path)] if place.exists()]
        return len(back), f"{due - len(back)} marks older than {ALLOWED} s are lost; journals: {journals}"
    return len(back), ""


def many(count: int, seed: int = 0) -> list[Killed]:
    """So many sessions."""
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1), get_context("spawn")) as pool:
        return list(pool.map(one, range(seed, seed + count)))


def one(seed: int) -> Killed:
    """One session in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return run(seed, Path(folder))


def main(count: int) -> int:
    """Run, print what came of it; returns 1 where anything was lost."""
    found = many(count)
    faults = [(number, killed.fault) for number, killed in enumerate(found) if killed.fault]
    sent, back = sum(killed.sent for killed in found), sum(killed.back for killed in found)
    late = max((killed.sent - killed.back for killed in found), default=0)
    print(f"{count} kills: {sent} keys sent, {back} came back, at most {late} of one session not; {len(faults)} faults")
    for number, fault in faults:
        print(f"  seed {number}: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))

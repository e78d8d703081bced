"""Kills the form at random moments in a real terminal and looks what comes back: ``python -m tests.tools.kill [N]``.

A scripted session types letter by letter, into a line or into a long text, and saves now and then; every third has a
draft that is so large that another process writes it. At a random moment it gets SIGKILL. Then the file on disk has to
be a whole draft as it was opened or saved. What is offered on opening has to hold every key that was shown, and every
key but those of the last half second, by a clock that stands still while others have the processor.
"""

from __future__ import annotations

import os
import random
import re
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple

from model.drafts.draft import LARGE, load
from model.safekeeping.journal import fallbacks, places
from model.safekeeping.recovery import offers
from tests.benchmarks.large_drafts import large_draft
from tests.benchmarks.pty import Terminal

ROOT = Path(__file__).resolve().parents[2]
FIRST_MARK: Final = 0x3400
"""The first key: each is another character, and none of them stands in the draft."""
ALLOWED: Final = 0.5
FIELDS: Final = (("overview", "unit", ""), ("implementation", "lead", "\x1b[6~" * 2))
"""A line and a long text, and the keys that lead there: PageDown turns the sections."""
SMALL: Final = 'schema = 2\n\n[overview]\nunit = ""  # name\n\n[implementation]\nlead = ""  # lead\n'


def _text(seed: int) -> str:
    """The draft of a session, its line and its long text still empty."""
    if seed % 3:
        return SMALL
    text = re.sub('^unit = ".*"$', 'unit = ""  # name', large_draft(40), count=1, flags=re.M)
    lead = re.compile(r'(^\[implementation\]\n)lead = """.*?"""$', re.M | re.S)
    text = lead.sub(r'\1lead = ""  # lead', text)
    assert len(text) >= LARGE
    return text


class Killed(NamedTuple):
    """One run: how many marks were sent, how many of them had been shown, how many came back.

    ``late`` is the age in seconds, at the kill, of the oldest that did not. ``fault`` says what is wrong, "" for
    nothing.
    """

    sent: int
    shown: int
    back: int
    late: float
    fault: str


def run(seed: int, folder: Path) -> Killed:
    """One session with the dice of ``seed``, in ``folder``."""
    dice = random.Random(seed)
    path = folder / "草稿.toml"
    path.write_text(_text(seed), encoding="utf-8")
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
        start = form.clock()
        while (now := form.clock() - start) < end:
            if sent and dice.random() < 0.06:
                form.send("\x13")
            else:
                mark = chr(FIRST_MARK + len(sent))
                sent.append((now, mark))
                form.send(mark)
            form.wait(min(dice.expovariate(1 / 0.03), max(end - now, 0)))
        killed = form.clock() - start
    text = "".join(mark for _, mark in sent)
    painted = form.output.decode(errors="ignore")
    shown = max((number for number, (_, mark) in enumerate(sent, 1) if mark in painted), default=0)
    back, fault = _judge(path, section, field, text, shown, wholes)
    late = killed - sent[back][0] if back < len(sent) else 0.0
    return Killed(len(sent), shown, back, late, fault)


def _judge(path: Path, section: str, field: str, text: str, shown: int, wholes: set[bytes]) -> tuple[int, str]:
    draft = load(path)
    on_disk = draft.report.cell(f"{section}.{field}").raw
    if draft.problems or not text.startswith(on_disk) or "# name" not in draft.text or "# lead" not in draft.text:
        return 0, f"the file is no whole draft: {draft.problems}, {on_disk!r}"
    if not on_disk and draft.data not in wholes:
        return 0, f"the file is neither old nor new: {draft.text[:300]!r}"
    found, refused = offers(draft)
    if refused or len(found) > 1:
        return 0, f"journals were refused: {refused}"
    back = str(found[0].content[section].get(field, "")) if found else on_disk
    if not text.startswith(back):
        return 0, f"something else came back: {back!r}"
    if len(back) < shown:
        journals = [place for place in [*places(path), *fallbacks(path)] if place.exists()]
        return len(back), f"{shown - len(back)} marks that were shown are lost; journals: {journals}"
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
    faults = too_late(found)
    sent, back = sum(killed.sent for killed in found), sum(killed.back for killed in found)
    late = max((killed.late for killed in found), default=0)
    print(f"{count} kills: {sent} keys sent, {back} came back, at most the last {late:.2f} s not; {len(faults)} faults")
    print("\n".join(faults))
    return 1 if faults else 0


def too_late(found: list[Killed]) -> list[str]:
    """A sentence for each of ``found`` where something was lost, or more than half a second of keys."""
    faults = [(killed.fault or f"the last {killed.late:.2f} s" * (killed.late > ALLOWED)) for killed in found]
    return [f"seed {number}: {fault}" for number, fault in enumerate(faults) if fault]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))

"""Attacks the program in every way that it has to stand: ``python -m tests.tools.attack [--quick] [word ...]``.

With words, only the attacks that have one of them in their name. Prints a table of tries and failures; returns 1 where
anything was lost, overwritten, let in, or ended in a traceback.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.tools import accounts, faulty_disk, hostile_drafts, hostile_journals, kill, races

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).resolve().parents[2]


class Attack(NamedTuple):
    """A kind of attack: how often it is tried, in short and in full, and what says of how many tries what fell.

    ``run`` is given the number of tries and a folder of its own; it returns the tries made and a sentence a failure.
    None for the sentences means that it cannot be tried here; the only one then says why.
    """

    name: str
    quick: int
    full: int
    run: Callable[[int, Path], tuple[int, list[str]]]


def _kills(count: int, folder: Path) -> tuple[int, list[str]]:
    found = kill.many(count)
    return len(found), kill.too_late(found)


def _patterns(count: int, folder: Path) -> tuple[int, list[str]]:
    # In a process of its own: expressions are found when the modules are imported.
    command = [sys.executable, "-m", "tests.tools.slow_patterns"]
    first, *fell = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8").stdout.splitlines()
    return int(first.split()[0]), fell


def _browser(count: int, folder: Path) -> tuple[int, list[str]]:
    command = [sys.executable, "-m", "pytest", "tests/tui/serve/test_serving.py", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    fell = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return done.stdout.count(".") + len(fell), fell


ATTACKS: Final = (
    Attack("kills of the form in a terminal", 3, 300, _kills),
    Attack("faults at every call of save and journal", 1, 6, faulty_disk.run),
    Attack("two accounts on one draft", 1, 1, accounts.run),
    Attack("hostile journals", 40, 500, hostile_journals.run),
    Attack("hostile drafts, all commands", 24, 2000, hostile_drafts.run),
    Attack("races of saves, locks and outputs", 20, 400, races.run),
    Attack("expressions at 100,000 characters", 0, 1, _patterns),
    Attack("the form in a browser", 0, 1, _browser),
)


def main(words: list[str]) -> int:
    """Run the attacks, print the table; returns 1 where one of them fell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="the short form of each, as in the suite")
    asked.add_argument("words", nargs="*", help="; ".join(attack.name for attack in ATTACKS))
    options = asked.parse_args(words)
    quick, failures = options.quick, 0
    chosen = [one for one in ATTACKS if not options.words or any(word in one.name for word in options.words)]
    print(f"{'attack':44} {'tries':>7} {'failures':>9} {'seconds':>8}")
    for attack in chosen:
        count = attack.quick if quick else attack.full
        if not count:
            continue
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as name:
            own_folders(Path(name))
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                tries, fell = attack.run(count, Path(name))
        seconds = time.perf_counter() - start
        if not tries:
            print(f"{attack.name:44} {'skipped: ' + ''.join(fell)}")
            continue
        failures += len(fell)
        print(f"{attack.name:44} {tries:>7} {len(fell):>9} {seconds:>8.0f}", flush=True)
        for sentence in fell[:20]:
            print(f"    {sentence}")
    return 1 if failures else 0


def own_folders(folder: Path) -> None:
    """Let nothing touch what the person who runs it has in their own folders."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = str(folder / name.lower())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Thousands of random edits on one draft: ``python -m tests.tools.scribbling [STEPS]``.

After every save the file says what the form says, all its comments and unknown keys are there, and before every save
the journal leads to what the form says.
"""

from __future__ import annotations

import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from model.drafts import draft as drafts
from model.drafts.draft import load
from model.drafts.saving import save
from model.editing.session import Session
from model.report.tree import RowList
from model.safekeeping.journal import Journal
from model.safekeeping.recovery import offers

if TYPE_CHECKING:
    from model.report.tree import Node

SAMPLES: Final = Path(__file__).resolve().parents[2] / "samples"
TEXTS: Final = (
    "",
    "无",
    "12.50",
    "-3",
    "1.5亿元",
    "12..",
    "是",
    "2023-06-30",
    "甲\n乙\n",
    '"""',
    "\\",
    "# 不是注释",
    "\x1b",
)
EVERY: Final = 25
MOST_ROWS: Final = 30


def scribble(session: Session, dice: random.Random) -> None:
    """One random edit. Rows are only added and moved: what a row said in comments goes with it."""
    root = session.report.root
    kind = dice.random()
    if kind < 0.7:
        session.type(dice.choice(list(root.cells())), dice.choice(TEXTS) + dice.choice(("", str(dice.randrange(1000)))))
    elif kind < 0.8:
        if session.undo() and dice.random() < 0.7:
            session.redo()
    else:
        rows = dice.choice(_lists(root))
        if len(rows.rows) > 1 and (kind < 0.9 or len(rows.rows) >= MOST_ROWS):
            session.move(rows.path, dice.randrange(len(rows.rows)), dice.randrange(len(rows.rows)))
        elif len(rows.rows) < MOST_ROWS:
            session.insert(rows.path, dice.randint(0, len(rows.rows)), {})


def _lists(root: Node) -> list[RowList]:
    return [part for node in root.nodes() for part in node.parts.values() if isinstance(part, RowList)]


def comments(text: str) -> Counter[str]:
    """The comments of a draft."""
    return Counter(re.findall(r"注[0-9]+", text))


def numbered(text: str) -> str:
    """``text`` with a comment of its own behind every value and above every header, and a key nobody knows."""
    lines = []
    for number, line in enumerate(text.split("\n")):
        if re.fullmatch(r'[a-z_]+ = ("[^"]*"|[0-9.-]+)', line):
            lines.append(f"{line}  # 注{number}")
        elif line.startswith("["):
            lines += [f"# 注{number}", line, f'key_{number} = "k"']
        else:
            lines.append(line)
    return "\n".join(lines)


def run(path: Path, text: str, steps: int, seed: int) -> None:
    """So many edits on a draft that is ``text``; raises AssertionError where something is lost."""
    text = numbered(text)
    path.write_text(text, encoding="utf-8")
    dice = random.Random(seed)
    session = Session(load(path))
    journal = Journal(session.draft, lambda: 0.0)
    session.observer = journal.note
    before, unknown = comments(text), _unknown(text)
    for step in range(1, steps + 1):
        scribble(session, dice)
        if step % EVERY:
            continue
        content = session.report.root.content()
        found, refused = offers(load(path))
        assert refused == []
        if found:
            assert found[0].content == content, f"step {step}: the journal"
        save(session.draft, announce=journal.saving)
        session.mark_saved()
        journal.discard()
        said = path.read_text(encoding="utf-8")
        assert load(path).report.root.content() == content, f"step {step}: the file"
        assert not before - comments(said), f"step {step}: comments {before - comments(said)}"
        assert _unknown(said) >= unknown, f"step {step}: unknown keys"
    journal.close()


def _unknown(text: str) -> set[str]:
    drafts.tree(text)
    return set(re.findall(r"^key_[0-9]+", text, re.M))


def main(steps: int) -> int:
    """Run on a real report, and say how long it took."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = str(Path(folder) / "data")
        text = (SAMPLES / "changsha-hrss-2022.toml").read_text(encoding="utf-8")
        run(Path(folder) / "draft.toml", text, steps, 1)
    print(f"{steps} edits in {time.perf_counter() - start:.0f} s: nothing lost")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))

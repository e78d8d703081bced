"""``python -m tests.benchmarks.growth [rows [part ...]]``: what each command takes for ten times the rows.

What takes more than ``MOST`` times as long looks at each row once for every other. The draft has so many rows in every
kind of list, and in the lists within the first row of each (the other rows have one row, in the first of their lists);
as a draft holds no more than 10,000 rows, the kinds are parted into ``PARTS`` drafts.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from model.drafts.draft import parse
from model.drafts.saving import save
from model.report.tree import Node, RowList
from model.schema.fields import YES, Choice, Date, Flag, Number, Year
from tests.model.workbooks.accounts import Accounts, expenditure, write_xlsx
from tui.cli.main import main as ziping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.report.tree import Cell

SMALL: Final = Path(__file__).parents[2] / "samples" / "small-bureau-2024.toml"
PARTS: Final = 9
MOST: Final = 13
COMMANDS: Final = (
    "check {draft}",
    "export {draft} -o {out}.docx --force",
    "export {draft} -o {out}copy.docx --copy review --force",
    "export {draft} -o {out}.md --force",
    "scan {out}.md",
    "scan {out}.docx",
    "new {out}last.toml --from {out}.docx",
    "verify {out}.docx {other}",
    "take {out}.docx {other} --dry-run",
    "diff {draft} {other}",
    "check {other} --against {draft}",
    "summary {draft}",
    "new {out}.toml --from {draft}",
    "import {draft} {book} --dry-run",
    "explain {draft} overview.scale.total",
    "wording {out}w.toml",
    "template {out}t.docx",
    "export {draft} -o {out}theirs.docx --force --template {out}t.docx",
    "take {out}.docx {other} --all",
    "history {other}",
)
_TOO_LONG: Final = ("万字，不像是一份报告", "秒还没有核对完")
"""What is said of a thousand rows in one sentence, and of ten thousand texts: no report has them."""
_OWN: Final = ("accepted", "to_review", "sources")
"""Lists of the program: they name places of other lists."""


def write_draft(path: Path, rows: int, part: int | None = None, changed: str = "") -> None:
    """A draft with so many rows in every list of ``part`` (None: in all), two in the others.

    ``changed`` stands behind each text of a row.
    """
    draft = parse(SMALL.read_text(encoding="utf-8"))
    kinds = count()
    _fill(draft.report.root, rows, part, kinds, changed)
    for annex in draft.report.annexes():
        annex.cell("included").raw = YES
    draft.report.bind()
    save(draft, path)


def _fill(node: Node, rows: int, part: int | None, kinds: Iterator[int], changed: str) -> None:
    for name, inner in node.parts.items():
        if isinstance(inner, RowList) and name not in _OWN:
            long = part is None or next(kinds) % PARTS == part
            for number in range(len(inner.rows), rows if long else 2):
                _row(inner.insert(number), number, rows if long and not number else 1, changed)
        elif isinstance(inner, Node):
            _fill(inner, rows, part, kinds, changed)


def _row(node: Node, number: int, inside: int, changed: str) -> None:
    for inner in node.parts.values():
        if isinstance(inner, RowList):
            for at in range(inside):
                _row(inner.insert(at), at, 1, changed)
            inside = inside if inside > 1 else 0
        elif isinstance(inner, Node):
            _row(inner, number, inside, changed)
        else:
            inner.raw = _value(inner, number, changed)


def _value(cell: Cell, number: int, changed: str) -> str:
    field = cell.field
    if isinstance(field, Flag | Choice):
        return field.options[number % len(field.options)]
    if isinstance(field, Year):
        return "2024"
    if isinstance(field, Date):
        return f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
    if isinstance(field, Number):
        return f"{number * 7 % 911 + 1}" + f".{number % 90 + 10}" * bool(field.decimals)
    if field.name in ("name", "heading"):
        return f"第{number + 1}号专项"
    return f"第{number + 1}号专项完成{number % 50 + 3}项，支出{number * 7 % 911 + 1}.{number % 90 + 10}万元{changed}。"


def seconds(folder: Path, rows: int, part: int | None = None, commands: tuple[str, ...] = COMMANDS) -> dict[str, float]:
    """The seconds of the processor that each command takes for a draft of so many rows, with its child processes.

    Commands that refuse what they are given as too long are left out.
    """
    accounts = Accounts(functions=[(str(201 + number), f"支出{number}", 1.0, 2.0) for number in range(rows // 3 + 1)])
    book = write_xlsx(folder / f"{rows}.xlsx", [expenditure(accounts)])
    draft, other = folder / f"{rows}.toml", folder / f"{rows}other.toml"
    write_draft(draft, rows, part)
    write_draft(other, rows, part, "，已验收")
    files = {"draft": draft, "other": other, "book": book, "out": folder / f"{rows}out"}
    found = {}
    for command in commands:
        words = [word.format(**files) for word in command.split()]
        told = io.StringIO()
        start = sum(os.times()[:4])
        with redirect_stdout(told), redirect_stderr(told):
            code = ziping(words)
        found[command] = sum(os.times()[:4]) - start
        if code not in (0, 1):
            assert any(said in told.getvalue() for said in _TOO_LONG), (command, told.getvalue()[-500:])
            del found[command]
    return found


def main(rows: int, parts: Sequence[int]) -> int:
    """Measure the parts, print the table; returns 1 where something took more than ``MOST`` times as long."""
    code = 0
    with tempfile.TemporaryDirectory() as folder:
        seconds(Path(folder), 2)  # what is read in once
    for part in parts:
        with tempfile.TemporaryDirectory() as folder:
            few, many = (seconds(Path(folder), number, part) for number in (rows // 10, rows))
        for command, long in many.items():
            times = long / max(few[command], 0.01)
            code |= times > MOST
            print(f"{part}  {command:40} {few[command]:7.2f} s {long:7.2f} s {times:6.1f}x", flush=True)
    return code


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rows", nargs="?", type=int, default=1000)
    asked.add_argument("parts", nargs="*", type=int, default=range(PARTS))
    options = asked.parse_args()
    sys.exit(main(options.rows, options.parts))

"""No command looks at every row once for every other: ``tests.benchmarks.growth`` in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks import growth

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (
    "diff {draft} {other}",
    "summary {draft}",
    "export {draft} -o {out}.docx --force",
    "verify {out}.docx {other}",
)


def test_six_times_the_rows_take_no_more_than_nine_times_as_long(tmp_path: Path) -> None:
    growth.seconds(tmp_path, 2, commands=COMMANDS)  # what is read in once
    few, many = (_least(tmp_path, rows) for rows in (10, 60))
    assert {command: many[command] / few[command] for command in many if many[command] > 9 * few[command] + 0.2} == {}


def _least(folder: Path, rows: int) -> dict[str, float]:
    """The least seconds of three tries: one alone may have waited for the garbage of all the tests before it."""
    tries = []
    for number in range(3):
        own = folder / f"{rows}-{number}"
        own.mkdir()
        tries.append(growth.seconds(own, rows, commands=COMMANDS))
    return {command: min(found[command] for found in tries) for command in COMMANDS}

"""``python -m tests.benchmarks [names…]`` measures the rows (all, or the ones named) and prints the table.

It always exits with 0: a number on a busy machine is something to look at, not something to fail on.
"""

from __future__ import annotations

import sys

from tests.benchmarks import batch_rows, draft_rows, process_rows, report_rows, terminal_rows
from tests.benchmarks.timing import Result, Row, measure

ROWS: tuple[Row, ...] = (
    *terminal_rows.ROWS,
    *draft_rows.ROWS,
    *report_rows.ROWS,
    *process_rows.ROWS,
    *batch_rows.ROWS,
)
LINE = "{:16} {:42} {:>10} {:>10} {:>8} {:>8}  {}"


def main(names: list[str]) -> None:
    """Measure the rows called ``names``, or every row, and print each as soon as it is known."""
    known = {row.name: row for row in ROWS}
    for name in set(names) - known.keys():
        print(f"no row is called {name}; there are {', '.join(known)}", file=sys.stderr)
    print(LINE.format("name", "operation (floor)", "floor", "ours", "ratio", "target", ""))
    for row in ROWS:
        if not names or row.name in names:
            try:
                print(line(measure(row)), flush=True)
            except Exception as error:  # as where the code was changed under a run: the other rows are measured
                print(f"{row.name:16} not measured, {type(error).__name__}: {error}", flush=True)


def line(result: Result) -> str:
    """A result as a line of the table."""
    row = result.row
    return LINE.format(
        row.name,
        f"{row.operation} ({row.floor})",
        amount(result.floor, row.unit),
        amount(result.ours, row.unit),
        f"{result.ratio:.2f}x",
        f"{row.target:.3g}x",
        result.verdict,
    )


def amount(value: float, unit: str) -> str:
    """A measured amount with its unit: seconds as ms or us."""
    if not unit:
        return f"{value:.2f}"
    if unit != "s":
        return f"{value:.1f} {unit}"
    return f"{value * 1e3:.2f} ms" if value >= 1e-3 else f"{value * 1e6:.1f} us"


if __name__ == "__main__":
    main(sys.argv[1:])

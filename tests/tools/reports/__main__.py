"""Writes random reports (``--seed 7 --count 5 --out DIR``); ``measure``, ``blind`` and ``cases`` scan texts."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path

from tests.tools.reports import by_hand
from tests.tools.reports.generator import generate
from tests.tools.reports.measuring import measure, show
from tests.tools.reports.slips import plant


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.tools.reports", description=__doc__)
    parser.add_argument("command", nargs="?", choices=["write", "measure", "blind", "cases"], default="write")
    parser.add_argument("file", nargs="?", type=Path, help="a file of cases, or a folder of reports with their truth")
    parser.add_argument("--seed", type=int, default=1, help="the first seed; the next reports take the next ones")
    parser.add_argument("--count", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("reports"), help="the folder to write to")
    parser.add_argument("--format", choices=["txt", "md", "docx"], default="txt")
    parser.add_argument("--slips", action="store_true", help="plant a slip in each and write what it is beside it")
    parser.add_argument("--examples", type=int, default=12, help="how many sentences to show of each kind")
    options = parser.parse_args()
    if options.command == "measure":
        start = time.perf_counter()
        show(measure(options.count, options.seed, options.format), examples=options.examples)
        print(f"{time.perf_counter() - start:.1f} s")
        return
    if options.command in ("blind", "cases"):
        run = by_hand.reports if options.command == "blind" else by_hand.cases
        run(options.file) if options.file else run()
        return
    options.out.mkdir(parents=True, exist_ok=True)
    for seed in range(options.seed, options.seed + options.count):
        report, path = generate(seed), options.out / f"report-{seed}.{options.format}"
        if options.slips:
            report, slip = plant(report, seed)
            path.with_suffix(".json").write_text(json.dumps(asdict(slip), ensure_ascii=False, indent=2) + "\n", "utf-8")
        report.save(path)
        print(path)


if __name__ == "__main__":
    main()

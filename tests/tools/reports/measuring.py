"""Measures the project's scan on random reports: false errors on consistent ones, planted slips found, coverage.

The scan is asked as a user asks it, by its command line with JSON, in this process for speed.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import tempfile
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.tools.reports.generator import generate
from tests.tools.reports.slips import WARNINGS, plant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.tools.reports.report import Report
    from tests.tools.reports.slips import Slip

NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(slots=True)
class Tally:
    """What one run of measurements found, by kind of finding and by kind of slip."""

    consistent: int = 0
    false: list[tuple[int, str, str]] = field(default_factory=list)
    planted: dict[tuple[str, bool], int] = field(default_factory=lambda: defaultdict(int))
    found: dict[tuple[str, bool], int] = field(default_factory=lambda: defaultdict(int))
    missed: list[tuple[int, Slip]] = field(default_factory=list)
    refused: int = 0
    figures: int = 0
    placed: int = 0
    unread: int = 0
    miscounted: list[tuple[int, int, int]] = field(default_factory=list)


def scan(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """What ``scan --format json`` says of each file, in order; under "refused" what it says when it takes none."""
    from tui.cli.main import main

    said, refused = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(refused):
        main(["scan", *map(str, paths), "--format", "json"])
    drafts: list[dict[str, Any]] = json.loads(said.getvalue())["drafts"]
    return [{**draft, "refused": refused.getvalue().strip()} for draft in drafts]


def scan_texts(texts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The same for texts, in batches of one file each so that memory stays flat."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        for text in texts:
            path.write_text(text, "utf-8")
            yield scan([path])[0]


def findings(scanned: dict[str, Any], severity: str = "error") -> list[dict[str, Any]]:
    return [one for one in scanned["findings"] if one["severity"] == severity]


def names(finding: dict[str, Any], slip: Slip) -> bool:
    """Whether a finding names the wrong amount, or its right value, or lies in the sentence of the slip."""
    sentence = _plain(slip.sentence)
    quoted = [_plain(text) for text in _strings(finding) if len(text) > 12]
    if any(sentence in text or text in sentence for text in quoted):
        return True
    numbers = amounts(finding)
    planted = amounts([slip.wrong, slip.right])
    if any(len(number.replace(".", "")) >= 3 for number in numbers & planted):
        return True
    # A direction word is no amount, and a short number may be named by chance: two figures have to be named.
    return len(numbers & (amounts(sentence) | planted)) >= 2 and (not planted or bool(numbers & planted))


def amounts(said: Any) -> set[str]:
    """The numbers in a text, or in all texts of a finding, without trailing zeros."""
    return {_number(number) for text in _strings(said) for number in NUMBER.findall(_plain(text))}


def scan_reports(reports: Iterable[Report], suffix: str) -> Iterator[dict[str, Any]]:
    """The same for reports written as .txt, .md or .docx."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{suffix}"
        for report in reports:
            report.save(path)
            yield scan([path])[0]


def measure(count: int, seed: int, suffix: str = "txt") -> Tally:
    """Scan ``count`` consistent reports and the same ones with a slip each, seeds from ``seed`` on."""
    tally = Tally()
    for number in range(seed, seed + count):
        report = generate(number)
        planted, slip = plant(report, number)
        clean, dirty = scan_reports([report, planted], suffix)
        tally.consistent += 1
        false = findings(clean)
        tally.false += [(number, one["code"], one["message"]) for one in false]
        tally.refused += bool(clean["refused"])
        held, read, unread = report.count(), len(clean.get("figures", [])), len(clean.get("unread", []))
        tally.figures, tally.placed, tally.unread = tally.figures + held, tally.placed + read, tally.unread + unread
        if held != read + unread:
            tally.miscounted.append((number, held, read + unread))
        # What was said of the consistent report, too, is no discovery of the slip.
        before = Counter(one["message"] for one in findings(clean) + findings(clean, "warning"))
        wanted = findings(dirty) + (findings(dirty, "warning") if slip.severity == "warning" else [])
        key = slip.kind, slip.self_contained
        tally.planted[key] += 1
        if any(names(one, slip) for one in wanted if one["message"] not in before):
            tally.found[key] += 1
        else:
            tally.missed.append((number, slip))
    return tally


def show(tally: Tally, *, examples: int = 12) -> None:
    """Print what was measured."""
    by_code = Counter(code for _, code, _ in tally.false)
    wrong = len({number for number, _, _ in tally.false})
    print(f"consistent reports: {tally.consistent}; with false errors: {wrong}; refused: {tally.refused}")
    print(f"false errors a thousand consistent reports: {1000 * len(tally.false) / tally.consistent:.1f}")
    for code, number in by_code.most_common():
        print(f"  {code}: {number}")
        for seed, _, message in [one for one in tally.false if one[1] == code][:examples]:
            print(f"    seed {seed}: {message}")
    for severity, wanted in (("errors", False), ("warnings", True)):
        keys = [key for key in tally.planted if (key[0] in WARNINGS) == wanted]
        if not keys:
            continue
        for title, chosen in (("self-contained", [key for key in keys if key[1]]), ("all", keys)):
            planted, found = sum(tally.planted[key] for key in chosen), sum(tally.found[key] for key in chosen)
            share = 100 * found / max(planted, 1)
            print(f"slips that are {severity}, {title}: {found} of {planted} found ({share:.1f} %)")
        for key in sorted(keys):
            where = "" if key[1] else " (elsewhere in the report)"
            print(f"  {key[0]}{where}: {tally.found[key]} of {tally.planted[key]}")
    if tally.missed and examples:
        print("missed:")
        for seed, slip in tally.missed[: 3 * examples]:
            print(f"  seed {seed}: {slip.kind} {slip.right} -> {slip.wrong} in {slip.sentence}")
    share = 100 * tally.placed / max(tally.figures, 1)
    print(f"figures: {tally.figures}; placed {tally.placed} ({share:.1f} %), listed as unread {tally.unread}")
    print(f"reports where placed + unread is not what the report holds: {len(tally.miscounted)}")
    for seed, held, listed in tally.miscounted[:examples]:
        print(f"  seed {seed}: {held} written, {listed} placed or listed")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _plain(text: str) -> str:
    return re.sub(r"[,\s“”\"]", "", unicodedata.normalize("NFKC", text))


def _number(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text

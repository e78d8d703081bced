"""Load, check and export in process, each against the least work that gives the same result."""

from __future__ import annotations

import os
import re
import tomllib
import zipfile
from contextlib import contextmanager
from html import escape, unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from model.checks.checker import Checker
from model.checks.verdicts import HUNDRED
from model.drafts.draft import parse
from tests.benchmarks.timing import Pair, Row, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.figures import Figure
    from model.report.formulas import Arm
    from model.report.report import Report
    from model.report.tree import Cell

    Span = tuple[int, int]
    Ready = tuple[Span, list[tuple[int, Span]], list[tuple[int, Span]], bool]

SAMPLE = Path(__file__).parents[2] / "samples" / "changsha-hrss-2022.toml"
EDITED = "overview.scale.basic"


@contextmanager
def loading() -> Iterator[Pair]:
    """From text to a report with every relation tied."""
    text = SAMPLE.read_text(encoding="utf-8")
    yield Pair(timed(lambda: tomllib.loads(text)), timed(lambda: parse(text)))


@contextmanager
def checking() -> Iterator[Pair]:
    """Every relation judged anew."""
    checker = Checker(_report())
    ready = _ready(checker.report)
    yield Pair(timed(lambda: [_holds(*relation) for relation in ready], 20), timed(checker.check_all, 20))


@contextmanager
def editing() -> Iterator[Pair]:
    """One figure typed: what follows computed, what it touches judged."""
    checker = Checker(_report())
    cell = checker.report.cell(EDITED)
    yield Pair(lambda: 50e-6, timed(lambda: _edit(checker, cell), 20))


@contextmanager
def telling() -> Iterator[Pair]:
    """One figure typed, and every finding there is now, in words."""
    checker = Checker(_report())
    cell = checker.report.cell(EDITED)
    yield Pair(lambda: 50e-6, timed(lambda: _edit(checker, cell).findings(), 20))


@contextmanager
def saving() -> Iterator[Pair]:
    """One figure changed and the draft safely on the disk again."""
    from model.drafts.draft import load
    from model.drafts.saving import save

    text = SAMPLE.read_bytes()
    with TemporaryDirectory() as folder:
        plain, path = Path(folder, "plain.toml"), Path(folder, "draft.toml")
        path.write_bytes(text)
        draft = load(path)
        checker = Checker(draft.report)
        cell = draft.report.cell(EDITED)
        save(draft)

        def write() -> None:
            with plain.open("wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())

        def edit_and_save() -> None:
            _edit(checker, cell)
            save(draft)

        yield Pair(timed(write), timed(edit_and_save))


@contextmanager
def exporting() -> Iterator[Pair]:
    """From the report to the Word file on disk."""
    from exporters.compose import compose
    from exporters.formats import export

    report = _report()
    with TemporaryDirectory() as folder:
        made, plain = Path(folder, "made.docx"), Path(folder, "plain.docx")
        export(compose(report), made)
        with zipfile.ZipFile(made) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        body = re.split(r"(?<=[^/]>)([^<]+)(?=</w:t>)", parts.pop("word/document.xml").decode())
        texts = [unescape(text) for text in body[1::2]]

        def by_string() -> None:
            xml = "".join(map("".join, zip(body[0::2], [*map(escape, texts), ""], strict=True)))
            with zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("word/document.xml", xml)
                for name, part in parts.items():
                    archive.writestr(name, part)

        yield Pair(timed(by_string), timed(lambda: export(compose(report), made)))


def _report() -> Report:
    return parse(SAMPLE.read_text(encoding="utf-8")).report


def _edit(checker: Checker, cell: Cell) -> Checker:
    other = cell.raw[:-1] + ("1" if cell.raw[-1] != "1" else "2")
    checker.check(cell, checker.report.set(cell, other))
    return checker


def _ready(report: Report) -> list[Ready]:
    """The relations that can be judged now, their figures as (low, high)."""
    arms: list[tuple[Figure | None, Arm | None]] = [
        (HUNDRED if bound.target is None else bound.target.figure, bound.arm())
        for bound in report.bounds
        if not bound.computes or (bound.target is not None and bound.target.raw)
    ]
    return [
        (
            (figure.low, figure.high),
            [(sign, (cell.figure.low, cell.figure.high)) for sign, cell in arm.terms if cell.figure],
            [(sign, (cell.figure.low, cell.figure.high)) for sign, cell in arm.base or () if cell.figure],
            arm.growth,
        )
        for figure, arm in arms
        if figure is not None and arm is not None and arm.value() is not None
    ]


def _holds(target: Span, terms: list[tuple[int, Span]], base: list[tuple[int, Span]], growth: bool) -> bool:
    low = sum(span[0] if sign > 0 else -span[1] for sign, span in terms)
    high = sum(span[1] if sign > 0 else -span[0] for sign, span in terms)
    if not base:
        return low <= target[1] and target[0] <= high
    base_low = sum(span[0] if sign > 0 else -span[1] for sign, span in base)
    base_high = sum(span[1] if sign > 0 else -span[0] for sign, span in base)
    offset = 100 * 10**9 if growth else 0
    whole = 100 * 10**9
    return (
        whole * low <= (target[1] + offset) * (base_high if low >= 0 else base_low)
        and (target[0] + offset) * (base_low if high >= 0 else base_high) <= whole * high
    )


ROWS = (
    Row("load", "load to show", "tomllib", 1.5, loading),
    Row("check", "full check", "ready intervals", 3, checking),
    Row("edit", "check after one edit", "50 us", 1, editing),
    Row("edit-findings", "edit, all findings in words", "50 us", 1, telling),
    Row("save", "save after one edit", "write + fsync", 10, saving),
    Row("export", "export .docx", "string + zip", 3, exporting),
)

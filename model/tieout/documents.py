"""Reads and checks the drafts and reports that are held against each other, with the figures that they state."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from model.batch.search import DRAFT
from model.checks.checker import Checker
from model.checks.findings import Finding
from model.drafts.draft import DraftError, load_named
from model.figures import Figure
from model.report.report import Report
from model.report.tree import Cell
from model.scanning.time_limit import in_time
from model.schema.fields import Number


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """A draft, or a report that was read.

    ``findings`` and ``counts`` are those of its check, ``evidence`` the clauses that figures were read from, by path
    (none of a draft), ``stated`` the paths of the figures that it states itself.
    """

    path: str
    report: Report
    findings: list[Finding]
    counts: dict[str, int]
    stated: frozenset[str]
    evidence: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its file."""
        return os.path.basename(self.path)

    @property
    def department(self) -> str:
        """Whose report it is; "" where it does not say."""
        return self.report.cell("overview.unit").raw

    @property
    def year(self) -> int | None:
        """The year that it reports on; None where it does not say."""
        cell = self.report.cell("overview.year")
        return int(cell.raw) if cell.state == "typed" else None


def load_document(path: str) -> CheckedReport:
    """The draft (.toml) or finished report (any other file) at ``path``, checked. DraftError: it cannot be read."""
    with in_time(path):
        if not path.lower().endswith(DRAFT):
            return _read(path)
        return of_report(path, load_named(path).without_problems().report)


def of_report(path: str, report: Report) -> CheckedReport:
    """The draft that holds ``report``, checked; ``path`` is where it is kept."""
    checker = Checker(report)
    stated = frozenset(cell.path for cell in report.root.cells() if figure_of(cell) is not None)
    return CheckedReport(path, report, checker.findings(), checker.counts(), stated)


def _read(path: str) -> CheckedReport:
    from model.scanning.combining import judge_report
    from model.scanning.files.loading import load_blocks
    from model.scanning.reading import read_report
    from model.scanning.scan import evidence

    reading = read_report(load_blocks(path))
    gathering = reading.gathering
    if not gathering.placed:
        raise DraftError(f"{path}：没有认出自评报告的任何一部分，请检查是否选错了文件")
    findings, counts = judge_report(reading)
    stated = frozenset(placed.cell.path for placed in gathering.placed)
    return CheckedReport(path, gathering.report, findings, counts, stated, evidence(gathering))


def figure_of(cell: Cell) -> Figure | None:
    """The amount that the report prints for a field; None where it prints none."""
    return cell.printed if isinstance(cell.field, Number) else None

"""Reads and checks the drafts and reports that are held against each other, with the figures that they state."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from model.batch.search import DRAFT
from model.checks.checker import Checker
from model.checks.findings import Finding
from model.checks.policy import STANDARD, RulePolicy
from model.drafts.draft import DraftError, load_named
from model.figures import Figure
from model.language.lexicon import pattern
from model.language.quantity import Quantity
from model.report.report import Report
from model.report.tree import Cell
from model.scanning.gathering import Unread
from model.scanning.time_limit import in_time
from model.schema.fields import Number

_CUT: Final = pattern("<cut>")


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """A draft, or a ``finished`` report that was read.

    ``findings`` and ``counts`` are those of its check, ``stated`` the paths of the figures that it states itself. Of a
    report that was read, ``evidence`` are by path the clauses that figures were read from, ``amounts`` the money as it
    prints it, ``unread`` the numbers that found no place, ``not_read`` how many of them nothing was held against, and
    ``missing`` the parts that it seems not to have; a draft has none of them. ``handed_back`` are the paths of amounts
    of which it says that they were cut or taken back.
    """

    path: str
    report: Report
    findings: list[Finding]
    counts: dict[str, int]
    stated: frozenset[str]
    evidence: dict[str, str] = field(default_factory=dict)
    amounts: dict[str, Figure] = field(default_factory=dict)
    unread: Sequence[Unread] = ()
    not_read: int = 0
    missing: Sequence[str] = ()
    finished: bool = False
    handed_back: frozenset[str] = frozenset()

    def figure(self, cell: Cell) -> Figure | None:
        """The figure that it prints for a field, in its own unit; None where it prints none."""
        if cell.path not in self.stated:
            return None
        return self.amounts.get(cell.path) or figure_of(cell)

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


def load_document(path: str, policy: RulePolicy = STANDARD) -> CheckedReport:
    """The draft (.toml) or finished report (any other file) at ``path``, checked; ``policy`` makes rules milder.

    Raises DraftError where it cannot be read.
    """
    with in_time(path):
        if not path.lower().endswith(DRAFT):
            return _read(path, policy)
        return of_report(path, load_named(path).without_problems().report, policy)


def of_report(path: str, report: Report, policy: RulePolicy = STANDARD) -> CheckedReport:
    """The draft that holds ``report``, checked; ``path`` is where it is kept."""
    checker = Checker(report, policy)
    stated = frozenset(cell.path for cell in report.root.cells() if figure_of(cell) is not None)
    return CheckedReport(path, report, checker.findings(), checker.counts(), stated)


def _read(path: str, policy: RulePolicy) -> CheckedReport:
    from model.scanning.combining import judge_report
    from model.scanning.scan import evidence, missing_parts, not_read, read_file

    reading = read_file(path)
    gathering = reading.gathering
    if not gathering.placed:
        raise DraftError(f"{path}：没有认出自评报告的任何一部分，请检查是否选错了文件")
    checked: set[Quantity] = set()
    findings, counts = policy.relax(*judge_report(reading, checked))
    return CheckedReport(
        path,
        gathering.report,
        findings,
        counts,
        frozenset(placed.cell.path for placed in gathering.placed),
        evidence(gathering),
        gathering.printed(),
        gathering.unread,
        len(not_read(gathering, checked)),
        missing_parts(reading),
        finished=True,
        handed_back=frozenset(one.cell.path for one in gathering.placed if _CUT.search(one.mention.after)),
    )


def figure_of(cell: Cell) -> Figure | None:
    """The amount that the report prints for a field; None where it prints none."""
    return cell.printed if isinstance(cell.field, Number) else None

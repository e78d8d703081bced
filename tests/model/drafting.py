"""Drafts to check: a few lines of TOML in, verdicts and findings out."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from model.checks.checker import Checker
from model.checks.verdicts import judge
from model.drafts.draft import Draft, parse
from model.editing.session import Session
from model.report.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.checks.findings import Finding
    from model.checks.verdicts import Verdict
    from model.report.constraints import Bound
    from model.report.tree import Content

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
DATA = ROOT / "tests" / "data"
REFERENCE = SAMPLES / "changsha-hrss-2022.toml"
SMALL = SAMPLES / "small-bureau-2024.toml"
BLANK = SAMPLES / "blank.toml"


def draft(lines: str) -> Draft:
    """The draft that ``lines`` are, below the line with the schema; it must have no fault of form."""
    read = parse("schema = 2\n" + lines)
    assert read.problems == []
    return read


def opened(path: Path) -> Draft:
    """The draft in the file at ``path``."""
    read = parse(path.read_text(encoding="utf-8"), path.name)
    assert read.problems == []
    return read


def session(path: Path) -> Session:
    """The draft in the file at ``path``, under edit."""
    return Session(opened(path))


def bound(report: Report, code: str) -> Bound:
    """The one relation with that code."""
    (found,) = (bound for bound in report.bounds if bound.code == code)
    return found


def verdict(lines: str, code: str) -> Verdict | None:
    """How the one relation with that code stands in the draft that ``lines`` are."""
    return judge(bound(draft(lines).report, code))


def verdicts(lines: str) -> list[tuple[str, Verdict]]:
    """The code and verdict of each relation that has something to judge."""
    report = draft(lines).report
    judged = ((bound.code, judge(bound)) for bound in report.bounds)
    return [(code, verdict) for code, verdict in judged if verdict is not None]


def findings(lines: str) -> list[Finding]:
    """What a check of the draft that ``lines`` are has to say."""
    return Checker(draft(lines).report).findings()


def codes(lines: str) -> set[str]:
    """The codes of the findings."""
    return {finding.code for finding in findings(lines)}


def finding(lines: str, code: str) -> Finding:
    """The one finding with that code."""
    (found,) = (finding for finding in findings(lines) if finding.code == code)
    return found


def refilled(content: Content) -> Report:
    """A fresh report with that content."""
    report = Report()
    report.root.fill(content)
    report.bind()
    return report


def serious(found: Sequence[Finding]) -> list[Finding]:
    """The errors and warnings."""
    return [finding for finding in found if finding.severity != "info"]


def printed(amount: Decimal, decimals: int = 2) -> str:
    """``amount`` as a report prints it: rounded half up."""
    return str(amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))

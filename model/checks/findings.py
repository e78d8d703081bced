"""What a check has to say, in the clerk's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, get_args

from model.checks.verdicts import Verdict
from model.figures import Unit, digits, exact_digits
from model.schema.relations import Severity

SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
"""The gravest first."""
DOUBTS: Final[frozenset[Verdict]] = frozenset({"inconsistent", "truncation", "rule"})
"""The verdicts by which a finding doubts what is written, however mildly."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say. ``section`` is 1 to 11, from 12 for the annexes; ``fields`` are paths, judged one first.

    ``expected``, ``actual`` and ``difference`` are plain digits in the judged field's unit, "" where there is none.
    ``heading`` is the one of the report itself that it stands below, where a finished report was read; "" else.
    """

    code: str
    severity: Severity
    verdict: Verdict
    section: int
    fields: tuple[str, ...]
    message: str
    expected: str = ""
    actual: str = ""
    difference: str = ""
    diagnosis: str = ""
    accepted: bool = False
    heading: str = ""

    @property
    def asks(self) -> bool:
        """Whether it is no error, but a doubt that whoever wrote the report has to answer."""
        return self.severity != SEVERITIES[0] and self.verdict in DOUBTS and not self.accepted


def by_section(findings: Iterable[Finding]) -> list[Finding]:
    """``findings`` in the order of the report, the gravest first in each section."""
    return sorted(findings, key=lambda finding: (finding.section, SEVERITIES.index(finding.severity)))


def severities(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of ``findings`` there are of each severity."""
    found = Counter(finding.severity for finding in findings)
    return {severity: found[severity] for severity in SEVERITIES}


def digits_over(point: int, over: int, unit: Unit, decimals: int) -> str:
    """``point / over`` billionths as plain digits in ``unit``, rounded half away from zero."""
    if over == 1:
        return exact_digits(point, unit, decimals)
    return digits((2 * point + over) // (2 * over), unit, decimals)


def subtract(left: str, right: str) -> str:
    """The difference of two plain decimal strings, without loss."""
    return f"{Decimal(left) - Decimal(right):f}"

"""Which finding comes next: what matters most first, from the cursor on, each once before any comes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.checks.findings import SEVERITIES
from tui.state.view_state import UNFILLED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.checks.findings import Finding


def rank(finding: Finding) -> int:
    """What is shown and visited first: errors, warnings, infos; what is still to be filled in comes last."""
    return len(SEVERITIES) if finding.code in UNFILLED else SEVERITIES.index(finding.severity)


class FindingWalk:
    """The findings visited so far, in the order of the visits; a step back goes the same way."""

    def __init__(self) -> None:
        self._way: list[Finding] = []
        self._at = -1

    def number(self, finding: Finding, findings: Sequence[Finding]) -> int:
        """The how manieth of ``findings`` it is, as they were visited, from 1 on."""
        return [one for one in self._way if one in findings].index(finding) + 1

    def step(self, step: int, findings: Sequence[Finding], before: int) -> Finding:
        """The next finding (1) or the one before (-1) among ``findings``, which are in the order of the report.

        ``before`` is how many of them stand before the cursor: where nothing of that kind is left behind it, the way
        goes on at the beginning. A finding that is gone is passed over, a new one is still to be visited.
        """
        here = self._way[self._at] if self._way else None
        self._way = [finding for finding in self._way if finding in findings]
        at = self._way.index(here) if here in self._way else len(self._way) - (step > 0)
        if 0 <= at + step < len(self._way):
            self._at = at + step
            return self._way[self._at]
        left = [number for number, finding in enumerate(findings) if finding not in self._way]
        if not left:
            self._at = 0 if step > 0 else len(self._way) - 1
            return self._way[self._at]
        first = min(rank(findings[number]) for number in left)
        kind = [number for number in left if rank(findings[number]) == first]
        if step > 0:
            chosen = next((number for number in kind if number >= before), kind[0])
            self._way.append(findings[chosen])
            self._at = len(self._way) - 1
        else:
            chosen = next((number for number in reversed(kind) if number < before), kind[-1])
            self._way.insert(0, findings[chosen])
            self._at = 0
        return findings[chosen]

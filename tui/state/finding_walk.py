"""Decides which finding F8 goes to next: the gravest first, from the cursor on, each once before any comes again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from model.checks.findings import SEVERITIES, Finding
from model.checks.rules.completeness import table_unfilled
from tui.state.half_filled import UNFILLED

Place = tuple[float, ...]
"""What the places of a report sort by."""


def rank(finding: Finding) -> int:
    """What is shown and visited first: errors, warnings, infos; what is still to be filled in comes last."""
    return len(SEVERITIES) if finding.code in UNFILLED else SEVERITIES.index(finding.severity)


def ranks(findings: Iterable[Finding]) -> Callable[[Finding], int]:
    """The ``rank`` of each of ``findings``: of an annex that is still half filled while parts are, that comes last."""
    unfilled = [finding for finding in findings if finding.code in UNFILLED]
    begun = {finding.section for finding in unfilled if finding.code == table_unfilled.code}
    early = any(finding.section not in begun for finding in unfilled)
    return lambda finding: len(SEVERITIES) if early and finding.section in begun else rank(finding)


def in_order(findings: Iterable[Finding], place: Callable[[Finding], Place]) -> list[Finding]:
    """``findings`` as they are listed and numbered: by rank, each kind by its ``place``; accepted ones come last."""
    listed = [*findings]
    ranked = ranks(listed)
    return sorted(listed, key=lambda finding: (finding.accepted, ranked(finding), place(finding)))


class FindingWalk:
    """The findings visited so far, in the order of the visits; a step back goes the same way."""

    def __init__(self) -> None:
        self._way: list[Finding] = []
        self._ahead, self._behind = 0, -1

    def begin(self, finding: Finding) -> None:
        """Forget what was visited: ``finding`` was chosen, and the way goes on from there."""
        self._way = [finding]
        self._stand(0)

    def renew(self, findings: Sequence[Finding], *, moved: bool) -> bool:
        """Forget what is no longer among ``findings``; returns whether the one visited last is still there.

        One that says something else by now, or of fewer fields, is still the same finding, unless the cursor ``moved``
        since: then it came with what was typed on the way.
        """
        there, known = set(findings), set(self._way)
        new = [finding for finding in findings if finding not in known]
        kept: list[Finding] = []
        ahead, behind = self._ahead, self._behind
        for at, old in enumerate(self._way):
            now = old if old in there else next((one for one in new if not moved and _became(old, one)), None)
            if now is not None:
                kept.append(now)
                new = [finding for finding in new if finding is not now]
            else:
                ahead -= at < self._ahead
                behind -= at <= self._behind
        self._way, self._ahead, self._behind = kept, ahead, behind
        return ahead - behind > 1

    def step(self, step: int, findings: Sequence[Finding], before: Callable[[Finding], bool]) -> Finding:
        """The next finding (1) or the one before (-1) among ``findings``, which are ``in_order``.

        ``before`` says whether one stands before the cursor: where nothing of that kind is left behind it, the way
        goes on at the beginning. What became of those visited was taken in by ``renew``; a new one is still to be
        visited.
        """
        to = self._ahead if step > 0 else self._behind
        if 0 <= to < len(self._way):
            return self._stand(to)
        known = set(self._way)
        left = [finding for finding in findings if finding not in known]
        if not left:
            return self._stand(0 if step > 0 else len(self._way) - 1)
        ranked = ranks(findings)
        kind = [finding for finding in left if ranked(finding) == ranked(left[0])]
        if step > 0:
            self._way.append(next((finding for finding in kind if not before(finding)), kind[0]))
        else:
            self._way.insert(0, next(filter(before, reversed(kind)), kind[-1]))
        return self._stand(len(self._way) - 1 if step > 0 else 0)

    def passed_over(self, finding: Finding, findings: Iterable[Finding], section: int) -> int:
        """How many of ``findings`` in ``section`` are no less grave than ``finding`` and still to be visited."""
        listed, known = [*findings], set(self._way)
        ranked = ranks(listed)
        left = [one for one in listed if one.section == section and one not in known]
        return sum(ranked(one) <= ranked(finding) for one in left)

    def _stand(self, at: int) -> Finding:
        self._ahead, self._behind = at + 1, at - 1
        return self._way[at]


def _became(old: Finding, new: Finding) -> bool:
    """Whether ``new`` is what is left of ``old`` after a change."""
    return old.code == new.code and old.section == new.section and set(new.fields) <= set(old.fields)

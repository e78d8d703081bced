"""The totals of many checks: counts, and nothing else is kept."""

from __future__ import annotations

from collections.abc import Sequence

from model.batch.checked import Checked
from model.checks.findings import SEVERITIES
from model.checks.listing import WORDS


class Tally:
    """Counts the outcomes: ``files`` checked or tried, each of them in one of the classes below, and findings.

    ``with_errors``, ``with_warnings`` (and no errors), ``without`` (neither), ``unread``; ``left_out`` are no reports
    and not among the files. ``not_read``: numbers of finished reports that found no place. ``relaxed`` says which rules
    are milder than usual.
    """

    def __init__(self, relaxed: Sequence[str] = ()) -> None:
        self.relaxed = list(relaxed)
        self.files = self.with_errors = self.with_warnings = self.without = self.unread = 0
        self.left_out = self.not_read = 0
        self.findings = dict.fromkeys((*SEVERITIES, "accepted"), 0)

    def add(self, outcome: Checked) -> None:
        """Count ``outcome``."""
        if outcome.kind == "left out":
            self.left_out += 1
            return
        self.files += 1
        self.not_read += outcome.not_read
        if outcome.kind in ("unread", "crashed"):
            self.unread += 1
            return
        for name in self.findings:
            self.findings[name] += outcome.counts[name]
        self.with_errors += bool(outcome.counts["error"])
        self.with_warnings += bool(outcome.counts["warning"] and not outcome.counts["error"])
        self.without += not (outcome.counts["error"] or outcome.counts["warning"])

    @property
    def code(self) -> int:
        """The exit code: 0 no errors, 1 errors found, 2 something could not be read or there was nothing to check."""
        return 2 if self.unread or not self.files else 1 if self.with_errors else 0

    def plain(self) -> dict[str, int]:
        """The counts by name, for JSON."""
        counts = {name: count for name, count in vars(self).items() if isinstance(count, int)}
        return counts | self.findings

    def text(self) -> str:
        """The counts in one or two sentences for people."""
        said = [f"有错误 {self.with_errors:,} 份", f"只有警告 {self.with_warnings:,} 份"]
        said += [f"没有错误和警告 {self.without:,} 份"]
        said += [f"读不了 {self.unread:,} 份"] if self.unread else []
        found = [f"{WORDS[severity]} {self.findings[severity]:,} 处" for severity in SEVERITIES]
        found += [f"已接受 {self.findings['accepted']:,} 处"] if self.findings["accepted"] else []
        found += [f"未读懂的数 {self.not_read:,} 个（未核对）"] if self.not_read else []
        text = f"共 {self.files:,} 份：{'，'.join(said)}；{'，'.join(found)}"
        return text + (f"。另有 {self.left_out:,} 个 .toml 不是草稿，没有核对" if self.left_out else "")

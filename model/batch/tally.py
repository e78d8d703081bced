"""The totals of many checks: counts, and of finished reports whose they are."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import Final

from model.batch.checked import Checked
from model.batch.search import DRAFT
from model.checks.findings import SEVERITIES
from model.checks.listing import WORDS
from model.text import first_of, shown

NAMED: Final = 5
"""How many files of a kind are named."""


class Tally:
    """Counts the outcomes: ``files`` checked or tried, each of them in one of the classes below, and findings.

    ``with_errors``, ``with_warnings`` (and no errors), ``without`` (neither), ``unread``; ``left_out`` are no reports
    and not among the files. ``not_read``: numbers of finished reports that nothing was held against; ``questions``:
    hints on them that doubt what is written. ``relaxed`` says which rules are milder than usual. ``whose`` tells of
    reports of one department and of years that differ.
    """

    def __init__(self, relaxed: Sequence[str]) -> None:
        self.relaxed = list(relaxed)
        self.files = self.with_errors = self.with_warnings = self.without = self.unread = 0
        self.left_out = self.not_read = self.questions = 0
        self.whose = Whose()
        self._others = Counter[str]()
        self._named: list[str] = []
        self._no_drafts: list[str] = []
        self._shown_in_part = False
        self.findings = dict.fromkeys((*SEVERITIES, "accepted"), 0)

    def add(self, outcome: Checked) -> None:
        """Count ``outcome``."""
        if outcome.kind == "left out":
            self.left_out += 1
            self._others[os.path.splitext(outcome.source.path)[1].lower()] += 1
            names = self._no_drafts if outcome.source.path.lower().endswith(DRAFT) else self._named
            if len(names) < NAMED:
                names.append(os.path.basename(outcome.source.path))
            return
        self.files += 1
        self.not_read += outcome.not_read
        if outcome.kind in ("unread", "crashed"):
            self.unread += 1
            return
        self.whose.add(os.path.basename(outcome.source.path), outcome.department, outcome.year)
        self.questions += len(outcome.questions)
        several = outcome.counts["error"] + outcome.counts["warning"] + len(outcome.questions) > 1
        self._shown_in_part = self._shown_in_part or (several and outcome.kind == "report")
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
        """The counts in one or two sentences for people, without what a terminal obeys."""
        said = [f"有错误 {self.with_errors:,} 份", f"只有警告 {self.with_warnings:,} 份"]
        said += [f"没有错误和警告 {self.without:,} 份"]
        said += [f"读不了 {self.unread:,} 份"] if self.unread else []
        found = [f"{WORDS[severity]} {self.findings[severity]:,} 处" for severity in SEVERITIES]
        found[-1] += f"（其中请核对 {self.questions:,} 处）" if self.questions else ""
        found += [f"已接受 {self.findings['accepted']:,} 处"] if self.findings["accepted"] else []
        found += [f"未读懂的数 {self.not_read:,} 个（未核对）"] if self.not_read else []
        text = f"共 {self.files:,} 份：{'，'.join(said)}；{'，'.join(found)}"
        part = ["每份只列出第一处；逐条看一份报告的，用 ziping scan 报告"] if self._shown_in_part else []
        return "\n".join(map(shown, [text + self._not_checked(), *part, *self.whose.told()]))

    def _not_checked(self) -> str:
        """What stands in the folders and was not checked, with the names of some of it."""
        drafts = self._others[DRAFT]
        more = "等" if drafts > len(self._no_drafts) else ""
        said = f"。另有 {drafts:,} 个 .toml 不是草稿，没有核对：{'、'.join(self._no_drafts)}{more}" if drafts else ""
        if self.left_out > drafts:
            kinds = "、".join(f"{kind} {count:,} 个" for kind, count in sorted(self._others.items()) if kind != DRAFT)
            more = "等" if self.left_out - drafts > len(self._named) else ""
            said += f"。另有 {kinds} 读不成报告，没有核对：{'、'.join(self._named)}{more}"
            said += "；其中有报告的，请另存为 .docx 再核对"
        return said


class Whose:
    """Whose the finished reports of one check are: several of one department, and years that differ, are to be told."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}
        self._years: dict[str, list[str]] = {}

    def add(self, name: str, department: str, year: str) -> None:
        """Note the report in the file ``name``; "" for what it does not say."""
        if department:
            self._files.setdefault(department, []).append(name)
        if year:
            self._years.setdefault(year, []).append(name)

    def told(self) -> list[str]:
        """A line for each department with several reports, and one for years that differ."""
        lines = [
            f"{whose}有 {len(names)} 份：{first_of(names, NAMED)}"
            for whose, names in self._files.items()
            if len(names) > 1
        ]
        if len(self._years) > 1:
            years = sorted(self._years.items(), key=lambda each: -len(each[1]))
            few = "；".join(f"{year}年度 {len(names):,} 份（{first_of(names, NAMED)}）" for year, names in years[1:])
            lines.append(f"年度不一：{years[0][0]}年度 {len(years[0][1]):,} 份，{few}")
        return lines

"""SARIF 2.1.0 (OASIS), which code review tools and editors show at the line of the draft."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final, TextIO
from urllib.parse import quote

from model.batch.checked import Checked
from model.batch.search import is_report
from model.batch.tally import Tally
from model.checks.catalogue import catalogue
from model.checks.registry import RuleEntry
from model.text import json_text, shown
from model.version import VERSION

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_CANNOT_READ: Final = RuleEntry("cannot_read", "", "文件要读得懂", "读不懂的文件不能核对", "按提示改正，或从备份恢复")


class Sarif:
    """One run; its rules are those of ``ziping rules``. A file that could not be read is an error at its first line."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        entries = [*catalogue(), _CANNOT_READ]
        self._numbers = {entry.code: number for number, entry in enumerate(entries)}
        driver = {"name": "ziping", "version": VERSION, "rules": [_rule(entry) for entry in entries]}
        head = f'{{"$schema": {json.dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": '
        out.write(head + json.dumps({"driver": driver}, ensure_ascii=False))
        out.write(', "language": "zh-CN", "columnKind": "unicodeCodePoints", "results": [')
        self._between = "\n"

    def add(self, outcome: Checked) -> None:
        """The results of ``outcome``."""
        path = outcome.source.path
        for problem in outcome.problems:
            self._write(_CANNOT_READ.code, "error", shown(problem), path, 0 if is_report(path) else _line_said(problem))
        for index, finding in enumerate(outcome.findings):
            message = finding["message"]
            message += f"（可能：{finding['diagnosis']}）" if finding["diagnosis"] else ""
            more: dict[str, Any] = {}
            if finding["fields"]:
                more["properties"] = {"fields": list(finding["fields"]), "verdict": finding["verdict"]}
            if finding["accepted"]:
                more["suppressions"] = [{"kind": "inSource", "status": "accepted"}]
            line = outcome.line(index)
            self._write(finding["code"], _LEVELS[finding["severity"]], message, path, line, more)

    def end(self, tally: Tally) -> None:
        """The end of the run: whether every file could be read, and the totals."""
        invocation = {"executionSuccessful": tally.code < 2, "exitCode": tally.code}
        more = json_text(tally.plain() | ({"relaxed": tally.relaxed} if tally.relaxed else {}))
        self._out.write(f'\n], "invocations": [{json.dumps(invocation)}], "properties": {more}}}]}}\n')

    def _write(
        self, code: str, level: str, message: str, path: str, line: int, more: dict[str, Any] | None = None
    ) -> None:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
        if line:
            place["region"] = {"startLine": line}
        result: dict[str, Any] = {"ruleId": code}
        if code in self._numbers:
            result["ruleIndex"] = self._numbers[code]
        result |= {"level": level, "message": {"text": message}, "locations": [{"physicalLocation": place}]}
        self._out.write(self._between + json_text(result | (more or {})))
        self._between = ",\n"


def _rule(entry: RuleEntry) -> dict[str, Any]:
    help_ = "。".join(part for part in (entry.remedy, f"依据：{entry.basis}" if entry.basis else "") if part)
    rule: dict[str, Any] = {"id": entry.code, "shortDescription": {"text": entry.sentence}}
    if entry.reason:
        rule["fullDescription"] = {"text": entry.reason}
    if help_:
        rule["help"] = {"text": help_}
    return rule


def _uri(path: str) -> str:
    """``path`` as the reference that SARIF wants: relative to where the check ran, or a whole file address."""
    if os.path.isabs(path):
        return Path(path).as_uri()
    return quote(path.replace(os.sep, "/"), errors="surrogateescape")


def _line_said(problem: str) -> int:
    """The line that the sentence on a broken draft names; 1 where it names none."""
    digits = problem.partition("第")[2].partition("行")[0]
    return int(digits) if digits.isdigit() and int(digits) else 1

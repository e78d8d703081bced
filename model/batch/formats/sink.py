"""Where outcomes go: one kind of output a class, written as the outcomes come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from model.batch.checked import Checked
from model.batch.tally import Tally
from model.checks.listing import WORDS
from model.schema.outline import place
from model.text import shown, words

CLEAN, UNREAD = "无错误和警告", "读不了"


class Sink(Protocol):
    """Takes outcomes in order, then the totals; it keeps none of them."""

    def add(self, outcome: Checked) -> None:
        """Write what there is to say of one file that was not left out."""

    def end(self, tally: Tally) -> None:
        """Write what comes after the last file."""


FINDING_HEADS = words("文件 级别 部分 行 规则 问题 应为 现为 相差 可能的原因 字段 已接受")
"""The columns of ``finding_rows``."""


def finding_rows(outcome: Checked) -> Iterator[tuple[str | int, ...]]:
    """The findings of one file as rows of a table; a file that could not be read is a row, too."""
    path = shown(outcome.source.path)
    for problem in outcome.problems:
        yield path, UNREAD, "", "", "", shown(problem), "", "", "", "", "", ""
    for index, finding in enumerate(outcome.findings):
        section = finding["section"]
        yield (
            path,
            WORDS[finding["severity"]],
            "附表" if section == "annex" else place(section),
            outcome.line(index) or "",
            finding["code"],
            finding["message"],
            finding["expected"],
            finding["actual"],
            finding["difference"],
            finding["diagnosis"],
            finding["fields"][0] if finding["fields"] else "",
            "是" if finding["accepted"] else "",
        )


def said(outcome: Checked) -> str:
    """One file in one line: its path, how many errors and warnings, and what to look at first."""
    path = outcome.source.path
    if outcome.problems:
        more = f"（另有 {len(outcome.problems) - 1} 处）" if len(outcome.problems) > 1 else ""
        return f"{path}：{UNREAD}：{outcome.problems[0].removeprefix(path).lstrip('： ').splitlines()[0]}{more}"
    line = f"{path}：错误 {outcome.counts['error']}，警告 {outcome.counts['warning']}"
    line += f"，请核对 {len(outcome.questions)}" if outcome.questions else ""
    line += f"，未读懂的数 {outcome.not_read}" if outcome.not_read else ""
    return f"{line}；{outcome.worst['message']}" if outcome.worst is not None else line

"""A figure that a finished report says twice, and not the same."""

from __future__ import annotations

from collections.abc import Iterator

from model.checks.findings import Finding
from model.checks.registry import SAME_FIGURE, TRUE_FIGURES, rule
from model.report.tree import Cell


@rule(
    code="said_differently",
    sentence="成文的报告里，同一项在各处写的数一致（ziping scan）",
    reason=SAME_FIGURE,
    remedy="对照来源表，改正写错的那一处",
    basis=TRUE_FIGURES,
)
def said_differently(cell: Cell, first: tuple[str, str], again: tuple[str, str]) -> Iterator[Finding]:
    """``first`` and ``again`` are the words of the report and the plain digits that were read in them."""
    message = f"{cell.label}在报告里有两个数：“{first[0]}”和“{again[0]}”，应一致，请核对（草稿取前一个）"
    yield said_differently.finding(
        "error", cell.section, (cell.path,), message, verdict="inconsistent", expected=first[1], actual=again[1]
    )

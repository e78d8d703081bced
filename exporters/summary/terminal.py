"""A summary in block characters. Figures stand left of the bars, where no character is of a width that depends on
the terminal.

A label that leaves too little room for its bar stands above it, whole: cut ones would look alike.

Block characters are as wide as the terminal's settings have it: nothing is aligned behind them, and a bar is counted
double, so that no line breaks either way.
"""

from __future__ import annotations

from typing import Final

from exporters.printable import one_line, width, wrapped
from model.checks.summary import TITLES, Chart, Summary

LEAST: Final = 40
"""Columns below which lines are left to the terminal to break."""

_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_GAP: Final = "  "


def drawn(summary: Summary, columns: int) -> str:
    """The charts of ``summary``, kind by kind, for a terminal of so many ``columns``; a line end behind each line."""
    columns = max(columns, LEAST)
    head = " ".join(part for part in (summary.unit, f"{summary.year}年度" if summary.year else "") if part)
    lines = wrapped(head, columns)
    for kind, title in TITLES.items():
        charts = summary.of(kind)
        if charts:
            lines += ["", f"== {title} =="]
        for chart in charts:
            lines += _chart(chart, columns)
    if not summary.charts:
        lines.append("没有可画的数，请先填写支出的各项")
    if summary.missing:
        lines += ["", *wrapped("没有填、未画：" + "、".join(summary.missing), columns)]
    if summary.negative:
        lines += ["", *wrapped("是负数、未画：" + "、".join(summary.negative), columns)]
    return "".join(f"{line}\n" for line in lines if line or len(lines) > 1)


def _chart(chart: Chart, columns: int) -> list[str]:
    lines = [] if chart.kind == "execution" else wrapped(chart.title, columns)
    rates = [f"{bar.rate}%" if bar.rate else "" for bar in chart.bars]
    amount_width, rate_width = max(width(bar.amount) for bar in chart.bars), max(map(len, rates))
    most = max(bar.length for bar in chart.bars) or 1
    left = columns - 2 - amount_width - len(_GAP) - rate_width - len(_GAP) - 1
    label_width = max(width(one_line(bar.label)) for bar in chart.bars)
    above = label_width > left * 2 // 3
    room = max((left - (0 if above else label_width)) // 2, 1)
    for bar, rate in zip(chart.bars, rates, strict=True):
        eighths = bar.length * room * 8 // most
        block = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        if bar.length and not block:
            block = _EIGHTHS[1]
        if above:
            lines += [f"  {line}" for line in wrapped(bar.label, columns - 2)]
        amount = " " * (amount_width - width(bar.amount)) + bar.amount
        label = "" if above else one_line(bar.label)
        lines.append(f"  {amount}{_GAP}{rate:>{rate_width}}{_GAP}{block} {label}".rstrip())
    if chart.note:
        lines.append(f"  （{chart.note}）")
    return lines

"""A summary as .svg: a picture for the readers of the report, written as text; any size, any browser, Word too."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from exporters.printable import one_line, width, wrapped
from model.checks.summary import TITLES, Bar, Chart, Kind, Summary

WIDTH: Final = 960
FONTS: Final = (
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', SimHei, "
    "'WenQuanYi Micro Hei', sans-serif"
)
"""Chinese fonts of Linux, Windows and macOS, the first found is taken."""

_MARGIN: Final = 32
_LABEL: Final = 270
_FIGURE: Final = 240
_ROW: Final = 30
_COLOURS: Final[dict[Kind, str]] = {"composition": "#2f6f9f", "years": "#4c8c4a", "execution": "#b5651d"}
_FULL: Final = 100 * 10**9
"""The length of a bar that stands for 100 %."""


def picture(summaries: Sequence[Summary]) -> str:
    """The charts of ``summaries``, one report below the other, as an SVG document."""
    pen = _Pen()
    for summary in summaries:
        _report(pen, summary)
    title = "、".join(dict.fromkeys(summary.unit for summary in summaries if summary.unit)) or "支出一览"
    height = pen.y + _MARGIN
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" font-family="{escape(FONTS)}" font-size="15">\n'
        f"<title>{escape(one_line(title))}</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
    )
    return head + "".join(f"{part}\n" for part in pen.parts) + "</svg>\n"


class _Pen:
    """What is drawn so far; ``y`` is the lower edge of it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = _MARGIN

    def text(self, x: float, y: float, text: str, *, size: int = 15, more: str = "", colour: str = "#222222") -> None:
        """``text`` on the line at ``y``."""
        weight = f" {more}" if more else ""
        self.parts.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}"{weight}>{escape(one_line(text))}</text>'
        )

    def heading(self, text: str, size: int, space: int) -> None:
        """A line of its own."""
        self.y += space + size
        self.text(_MARGIN, self.y, text, size=_fitting(text, size, WIDTH - 2 * _MARGIN), more='font-weight="bold"')

    def note(self, text: str) -> None:
        """Small print, on as many lines as it takes."""
        for line in wrapped(text, (WIDTH - 2 * _MARGIN) * 2 // 13):
            self.y += 22
            self.text(_MARGIN, self.y, line, size=13, colour="#666666")


def _report(pen: _Pen, summary: Summary) -> None:
    pen.heading(" ".join(part for part in (summary.unit, summary.year and f"{summary.year}年度") if part), 22, 8)
    for kind, title in TITLES.items():
        charts = summary.of(kind)
        if charts:
            pen.heading(title, 18, 22)
        for chart in charts:
            _chart(pen, chart)
    if not summary.charts:
        pen.note("没有可画的数")
    if summary.missing:
        pen.y += 12
        pen.note("没有填、未画：" + "、".join(summary.missing))
    if summary.negative:
        pen.y += 12
        pen.note("是负数、未画：" + "、".join(summary.negative))
    pen.y += 24


def _chart(pen: _Pen, chart: Chart) -> None:
    if chart.kind != "execution":
        pen.heading(chart.title, 15, 16)
    pen.y += 8
    room = WIDTH - 2 * _MARGIN - _LABEL - _FIGURE - 24
    most = max([bar.length for bar in chart.bars] + ([_FULL] if chart.kind == "execution" else [])) or 1
    top = pen.y
    for bar in chart.bars:
        length = room * bar.length / most
        # Beside the line of 100 % the figures stand behind it, one below the other.
        _bar(pen, bar, _COLOURS[chart.kind], length, room if chart.kind == "execution" else length)
    if chart.kind == "execution":
        x = _MARGIN + _LABEL + 12 + room * _FULL / most
        pen.parts.append(
            f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{pen.y}" stroke="#888888" stroke-dasharray="4 3"/>'
        )
        pen.note("虚线为100%")
    if chart.note:
        pen.note(chart.note)


def _bar(pen: _Pen, bar: Bar, colour: str, length: float, behind: float) -> None:
    middle = pen.y + _ROW / 2 + 5
    size = _fitting(bar.label, 15, _LABEL)
    pen.text(_MARGIN + _LABEL, middle, bar.label, size=size, more='text-anchor="end"')
    x = _MARGIN + _LABEL + 12
    if length:
        pen.parts.append(
            f'<rect x="{x}" y="{pen.y + 5}" width="{max(length, 1):.1f}" height="{_ROW - 10}" fill="{colour}"/>'
        )
    said = f"{bar.amount}  {bar.rate}%" if bar.rate else bar.amount
    pen.text(x + behind + 8, middle, said, size=_fitting(said, 15, _FIGURE))
    pen.y += _ROW


def _fitting(text: str, size: int, room: int) -> int:
    """The size, ``size`` at most, in which ``text`` stands in ``room``; not below 9."""
    return max(min(size, room * 2 // max(width(text), 1)), 9)

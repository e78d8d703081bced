"""Tables for the office: CSV that Excel opens as it is, and a workbook with a sheet of reports and one of findings."""

from __future__ import annotations

import csv
import io
from typing import Any, BinaryIO, Final, TextIO

from model.batch.checked import Checked
from model.batch.formats.sink import CLEAN, FINDING_HEADS, UNREAD, finding_rows
from model.batch.tally import Tally
from model.text import shown

_ROWS: Final = 1_048_576
_WIDE: Final = 32_767
_EXACT: Final = 15
"""Digits that a spreadsheet keeps; a longer figure stays text."""
_REPORT_HEADS: Final = ("文件", "结果", "错误", "警告", "提示", "已接受", "未读懂的数", "首先看")
_REPORT_WIDTHS: Final = (48, 14, 8, 8, 8, 8, 12, 80)
_FIGURES: Final = frozenset({"应为", "现为", "相差"})
_FINDING_WIDTHS: Final = (48, 8, 12, 6, 28, 80, 16, 16, 16, 40, 36, 8)


class Csv:
    """A row a finding, in UTF-8 with the mark by which Excel knows it; a file with nothing found has a row, too."""

    def __init__(self, out: TextIO) -> None:
        out.write("\ufeff")
        self._writer = csv.writer(out)
        self._writer.writerow(FINDING_HEADS)

    def add(self, outcome: Checked) -> None:
        """The rows of ``outcome``."""
        empty = [(shown(outcome.source.path), CLEAN, *[""] * (len(FINDING_HEADS) - 2))]
        self._writer.writerows(map(harmless, row) for row in list(finding_rows(outcome)) or empty)

    def end(self, tally: Tally) -> None:
        """Nothing: a row of totals would be counted as a finding."""


class Xlsx:
    """A workbook written to ``out``: 各份 with a row a file, 问题 with a row a finding; a full sheet has a second."""

    def __init__(self, out: BinaryIO) -> None:
        from xlsxwriter import Workbook

        # Rows go to temporary files as they come; text is never taken for a formula or an address.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._out, self._packed = out, io.BytesIO()
        self._book = Workbook(self._packed, options)
        self._bold = self._book.add_format({"bold": True})
        self._formats: dict[int, Any] = {}
        self._reports = _ResultSheet(self, "各份", _REPORT_HEADS, _REPORT_WIDTHS)
        self._findings = _ResultSheet(self, "问题", FINDING_HEADS, _FINDING_WIDTHS)

    def add(self, outcome: Checked) -> None:
        """The rows of ``outcome``."""
        path, counts = shown(outcome.source.path), outcome.counts
        if outcome.problems:
            self._reports.write((path, UNREAD, "", "", "", "", "", shown(outcome.problems[0])))
        else:
            result = "有错误" if counts["error"] else "有警告" if counts["warning"] else CLEAN
            numbers = [counts[name] for name in ("error", "warning", "info", "accepted")]
            worst = outcome.worst["message"] if outcome.worst is not None else ""
            self._reports.write((path, result, *numbers, outcome.not_read, worst))
        for row in finding_rows(outcome):
            self._findings.write(row)

    def end(self, tally: Tally) -> None:
        """The totals below the reports, and the file itself. Raises OSError where it cannot be written."""
        self._reports.write(())
        self._reports.write((tally.text(),))
        self._book.close()
        self._out.write(self._packed.getbuffer())

    def format(self, decimals: int) -> Any:
        """The format of figures with so many decimals, which are shown as they were printed."""
        if decimals not in self._formats:
            point = "." if decimals else ""
            self._formats[decimals] = self._book.add_format({"num_format": f"#,##0{point}{'0' * decimals}"})
        return self._formats[decimals]

    def sheet(self, name: str, heads: tuple[str, ...], widths: tuple[int, ...]) -> Any:
        """A new sheet with its heads."""
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, heads, self._bold)
        return sheet


class _ResultSheet:
    """Rows one below the other; when a sheet holds as many as Excel takes, the next one follows."""

    def __init__(self, book: Xlsx, name: str, heads: tuple[str, ...], widths: tuple[int, ...]) -> None:
        self._book, self._name, self._heads, self._widths = book, name, heads, widths
        self._figures = [column for column, head in enumerate(heads) if head in _FIGURES]
        self._count = 1
        self._new(name)

    def _new(self, name: str) -> None:
        self._sheet = self._book.sheet(name, self._heads, self._widths)
        self._row = 0

    def write(self, row: tuple[str | int, ...]) -> None:
        """The next row; figures are numbers, all else text."""
        self._row += 1
        if self._row >= _ROWS:
            self._count += 1
            self._new(f"{self._name}{self._count}")
            self._row = 1
        for column, value in enumerate(row):
            if isinstance(value, int):
                self._sheet.write_number(self._row, column, value)
            elif value and column in self._figures and _is_number(value) and len(value) <= _EXACT:
                decimals = len(value.partition(".")[2])
                self._sheet.write_number(self._row, column, float(value), self._book.format(decimals))
            elif value:
                self._sheet.write_string(self._row, column, value[:_WIDE])


def harmless(value: str | int) -> str | int:
    """``value``, which a spreadsheet would not take for a formula: names in a report are whatever somebody typed."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(value):
        return "'" + value
    return value


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()

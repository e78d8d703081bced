"""Where a figure of the draft was taken from: file, sheet and cell, kept in the draft beside the figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from model.report.edits import Inserted, Single, typed_into
from model.report.report import Report
from model.report.tree import Cell, Content, Node, RowList, without_rows


@dataclass(frozen=True, slots=True)
class FigureOrigin:
    """One figure's source: ``file``, ``sheet`` ("" for a draft) and ``cell``, and the ``value`` that stood there."""

    path: str
    file: str
    sheet: str
    cell: str
    value: str


def edits(rows: RowList, origins: Iterable[FigureOrigin]) -> list[Single]:
    """What writes ``origins`` into the list of sources, each in place of the one for the same path."""
    known = {row.cell("path").raw: row for row in rows.rows}
    found: list[Single] = []
    added = 0
    for origin in origins:
        row = known.get(origin.path)
        content: Content = asdict(origin)
        if row is None:
            found.append(Inserted(rows.path, len(rows.rows) + added, content))
            added += 1
            continue
        found += typed_into((row.cell(name), str(new)) for name, new in content.items())
    return found


def source_of(report: Report, cell: Cell) -> FigureOrigin | None:
    """Where the figure in ``cell`` was taken from; None where that is not known.

    A row may have moved since: its source is then found by its figure, if there is one only.
    """
    path, rows = cell.path, report.rows("sources").rows
    here = [_origin(row) for row in rows if row.cell("path").raw == path]
    if cell.node.section and without_rows(path) != path:
        alike = [row for row in rows if row.cell("value").raw == cell.raw]
        same = [_origin(row) for row in alike if without_rows(row.cell("path").raw) == without_rows(path)]
        return next((origin for origin in here if origin.value == cell.raw), same[0] if len(same) == 1 else None)
    return here[0] if here else None


def source_words(report: Report, cell: Cell) -> str:
    """The source as people read it: 决算公开表.xlsx 的工作表“支出决算表”单元格 D6; "" for none.

    With what stood there, if the draft now says something else.
    """
    origin = source_of(report, cell)
    if origin is None:
        return ""
    if origin.sheet:
        words = f"{origin.file} 的工作表“{origin.sheet}”单元格 {origin.cell}"
    else:
        words = f"{origin.file} 的“{label_of(report, origin.cell)}”"
    return words + ("" if origin.value == cell.raw else f"，当时是 {origin.value}，以后改过")


def label_of(report: Report, path: str) -> str:
    """What the field of another draft is called here; its path where this one has no such place."""
    try:
        return report.cell(path).label
    except (KeyError, IndexError):
        return path


def _origin(row: Node) -> FigureOrigin:
    return FigureOrigin(*(row.cell(name).raw for name in ("path", "file", "sheet", "cell", "value")))

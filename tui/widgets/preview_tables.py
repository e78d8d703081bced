"""A table of the report set in lines of a width: in columns whose texts go on below, else a line a row with labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from exporters.document import Run, Table
from tui.look.cells import fit, visible, wrap
from tui.look.palette import Palette
from tui.widgets.preview_lines import PreviewPiece, SetLine, pieces_of, wrapped

LEAST: Final = 6
"""A column of texts has so many cells at least."""
GAPS: Final = (2, 1)
"""The cells between two columns: the first of these with which all columns have room."""
CRAMPED: Final = 1.5
"""Columns are too narrow that need so many times the lines which the values need behind labels."""
EMPTY: Final = frozenset({"", "—"})
"""What stands in a cell that has nothing to say."""
RULED: Final = Style(underline=True)


@dataclass(frozen=True, slots=True)
class _SetCell:
    """A cell: its first column, how many columns it takes, what it shows."""

    start: int
    count: int
    run: Run
    piece: PreviewPiece
    is_figure: bool


Rows = Sequence[Sequence[_SetCell]]


def set_table(table: Table, width: int, marks: dict[str, str], here: str, palette: Palette) -> list[SetLine]:
    """``table`` in lines of ``width`` cells; ``marks`` and ``here`` are as ``Setting.set`` has them."""
    lines: list[SetLine] = [[]]
    if table.caption or table.unit:
        unit = f"（{table.unit}）" if table.unit else ""
        lines += wrapped([PreviewPiece(visible(table.caption + unit))], width, here, palette, heading=True)
    rows = [[_set_cell(table, *cell, marks) for cell in row] for row in table.drawn()]
    heads = {0} if table.header else set(table.heads)
    gap, columns = next(
        ((gap, sizes) for gap in GAPS if (sizes := _columns(rows, len(table.numeric), width, gap))), (0, [])
    )
    found = _in_columns(rows, heads, columns, gap, here, palette) if columns else []
    if not found or len(found) > CRAMPED * len(rows):
        above = {(row + bool(table.header), column) for row, column in table.above}
        labelled = _labelled(rows, heads, above, width, here, palette)
        found = labelled if not found or len(found) > CRAMPED * len(labelled) else found
    return [*lines, *found, []]


def _set_cell(table: Table, start: int, count: int, run: Run, marks: dict[str, str]) -> _SetCell:
    is_figure = bool(run.path) and run.text[-1:].isdigit() | run.text.endswith("%")
    right = count == 1 and (table.numeric[start] if table.header else is_figure)
    return _SetCell(start, count, run, pieces_of([run], marks)[0], right or is_figure)


def _columns(rows: Rows, count: int, width: int, gap: int) -> list[int]:
    """The cells that each of ``count`` columns takes, none of its figures broken; [] where ``width`` is too narrow."""
    texts: list[Counter[int]] = [Counter() for _ in range(count)]
    sizes = [0] * count
    for row in rows:
        for cell in row:
            if cell.count == 1:
                text = cell_len(cell.piece.text)
                texts[cell.start][text] += 1
                least = text if cell.is_figure and cell.run.path else min(text, LEAST)
                sizes[cell.start] = max(sizes[cell.start], least)
    left = width - sum(sizes) - gap * (count - 1)
    if left < 0:
        return []

    def lines(at: int) -> int:
        return sum(-(-text // sizes[at]) * many for text, many in texts[at].items() if text > sizes[at])

    needed = [*map(lines, range(count))]
    while left > 0 and (most := max(needed)):
        at = needed.index(most)
        sizes[at] += 1
        needed[at] = lines(at)
        left -= 1
    return sizes


def _in_columns(
    rows: Rows, heads: set[int], columns: Sequence[int], gap: int, here: str, palette: Palette
) -> list[SetLine]:
    """Each row in its columns; where a text goes on below, a rule under the row tells it from the next."""
    found: list[list[SetLine]] = []
    for number, row in enumerate(rows):
        set_cells: list[tuple[int, bool, Style, tuple[str, ...]]] = []
        for cell in row:
            room = sum(columns[cell.start : cell.start + cell.count]) + gap * (cell.count - 1)
            text = wrap(cell.piece.text, room) if cell_len(cell.piece.text) > room else (cell.piece.text,)
            style = _style(cell.piece, here, palette, head=number in heads)
            set_cells.append((room, cell.count == 1 and cell.is_figure, style, text))
        height = max(len(text) for *_, text in set_cells)
        lines: list[SetLine] = []
        for at in range(height):
            line: SetLine = []
            for room, right, style, text in set_cells:
                line += [Segment(fit(text[at] if at < len(text) else "", room, right=right), style)]
                line.append(Segment(" " * gap))
            lines.append(line[:-1])
        found.append(lines)
    if any(len(lines) > 1 for lines in found):
        for lines in found:
            lines[-1] = [Segment(piece.text, (piece.style or palette.text) + RULED) for piece in lines[-1]]
    return [line for lines in found for line in lines]


def _style(piece: PreviewPiece, here: str, palette: Palette, *, head: bool) -> Style:
    if piece.path and piece.path == here:
        return palette.choice
    return palette.severity(piece.mark) if piece.mark else palette.label if head else palette.text


def _labelled(
    rows: Rows, heads: set[int], above: set[tuple[int, int]], width: int, here: str, palette: Palette
) -> list[SetLine]:
    """A line a row: what it is called, then each value behind the head of its column.

    The first cell of a row of heads, where it goes on below, stands over its rows. What goes on is not repeated.
    """
    lines: list[SetLine] = []
    labels: dict[int, str] = {}
    in_group = False
    for number, row in enumerate(rows):
        if number in heads:
            labels = _spread(row)
            in_group = (number + 1, 0) in above
            if in_group:
                lines += wrapped([PreviewPiece(labels[0])], width, here, palette, heading=True)
            continue
        ended = in_group and (number, 0) not in above  # the heads still tell of a total, and of nothing else
        parts: list[PreviewPiece] = []
        after_name = False
        for cell in row:
            if (number, cell.start) in above or cell.piece.text.strip() in EMPTY:
                continue
            is_value = bool(cell.start and (cell.run.path or cell.run.origin))
            if parts:
                between = "：" if is_value or cell is row[-1] else "·"
                parts.append(PreviewPiece(between if after_name else "" if parts[-1].text.endswith("。") else "；"))
            if is_value and cell.start in labels and (not ended or cell.is_figure):
                parts.append(PreviewPiece(f"{labels[cell.start]} "))
            parts.append(cell.piece)
            after_name = not is_value
        if parts:
            lines += wrapped(parts, width, here, palette)
    return lines


def _spread(heads: Iterable[_SetCell]) -> dict[int, str]:
    """What stands over each column, a merged head over all of its own."""
    return {cell.start + at: cell.piece.text for cell in heads for at in range(cell.count)}

"""A table of the report set in lines of a width: in columns whose texts go on below, else a line a row with labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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

Cell = tuple[int, int, Run]


def set_table(table: Table, width: int, marks: dict[str, str], here: str, palette: Palette) -> list[SetLine]:
    """``table`` in lines of ``width`` cells; ``marks`` and ``here`` are as ``Setting.set`` has them."""
    lines: list[SetLine] = [[]]
    if table.caption or table.unit:
        unit = f"（{table.unit}）" if table.unit else ""
        lines += wrapped([PreviewPiece(visible(table.caption + unit))], width, here, palette, heading=True)
    header = [[(column, 1, Run(text)) for column, text in enumerate(table.header)]] if table.header else []
    rows = [*header, *(table.cells(number) for number in range(len(table.rows)))]
    heads = {0} if header else set(table.heads)
    gap, columns = next(((gap, sizes) for gap in GAPS if (sizes := _columns(table, rows, width, gap, marks))), (0, []))
    found = _in_columns(table, rows, heads, columns, gap, marks, here, palette) if columns else []
    if not found or len(found) > CRAMPED * len(rows):
        above = {(row + len(header), column) for row, column in table.above}
        labelled = _labelled(rows, heads, above, width, marks, here, palette)
        found = labelled if not found or len(found) > CRAMPED * len(labelled) else found
    return [*lines, *found, []]


def _columns(table: Table, rows: Sequence[Sequence[Cell]], width: int, gap: int, marks: dict[str, str]) -> list[int]:
    """The cells that each column takes, none of its figures broken; [] where ``width`` is too narrow for all."""
    texts: list[Counter[int]] = [Counter() for _ in table.numeric]
    sizes = [0] * len(table.numeric)
    for row in rows:
        for start, count, run in row:
            if count == 1:
                text = cell_len(pieces_of([run], marks)[0].text)
                texts[start][text] += 1
                sizes[start] = max(sizes[start], text if _is_figure(run) else min(text, LEAST))
    left = width - sum(sizes) - gap * (len(sizes) - 1)
    if left < 0:
        return []

    def lines(at: int) -> int:
        return sum(-(-text // sizes[at]) * count for text, count in texts[at].items() if text > sizes[at])

    while left > 0 and lines(most := max(range(len(sizes)), key=lines)):
        sizes[most] += 1
        left -= 1
    return sizes


def _is_figure(run: Run) -> bool:
    return bool(run.path) and run.text[-1:].isdigit() | run.text.endswith("%")


def _in_columns(
    table: Table,
    rows: Sequence[Sequence[Cell]],
    heads: set[int],
    columns: Sequence[int],
    gap: int,
    marks: dict[str, str],
    here: str,
    palette: Palette,
) -> list[SetLine]:
    """Each row in its columns; where a text goes on below, a rule under the row tells it from the next."""
    found: list[list[SetLine]] = []
    for number, row in enumerate(rows):
        set_cells: list[tuple[int, bool, Style, Sequence[str]]] = []
        for start, count, run in row:
            room = sum(columns[start : start + count]) + gap * (count - 1)
            (piece,) = pieces_of([run], marks)
            text: Sequence[str] = wrap(piece.text, room)
            right = count == 1 and (table.numeric[start] if table.header else _is_figure(run))
            set_cells.append((room, right, _style(piece, here, palette, head=number in heads), text))
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
    rows: Sequence[Sequence[Cell]],
    heads: set[int],
    above: set[tuple[int, int]],
    width: int,
    marks: dict[str, str],
    here: str,
    palette: Palette,
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
        for start, _, run in row:
            (piece,) = pieces_of([run], marks)
            if (number, start) in above or piece.text.strip() in EMPTY:
                continue
            is_value = bool(start and (run.path or run.origin))
            if parts:
                between = "：" if is_value or start == row[-1][0] else "·"
                parts.append(PreviewPiece(between if after_name else "" if parts[-1].text.endswith("。") else "；"))
            if is_value and start in labels and (not ended or _is_figure(run)):
                parts.append(PreviewPiece(f"{labels[start]} "))
            parts.append(piece)
            after_name = not is_value
        if parts:
            lines += wrapped(parts, width, here, palette)
    return lines


def _spread(heads: Iterable[Cell]) -> dict[int, str]:
    """What stands over each column, a merged head over all of its own."""
    return {start + at: visible(run.text) for start, count, run in heads for at in range(count)}

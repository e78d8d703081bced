"""A report set in lines of a width: what the preview shows, kept paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment

from exporters.document import Block, Heading, Paragraph, Run, Table
from tui.look.cells import breaks, fit, visible
from tui.look.palette import Palette
from tui.state.view_state import MARKS

INDENT: Final = "　　"
COLUMN: Final = 22
LEAST: Final = 6

SetLine = list[Segment]


@dataclass(frozen=True, slots=True)
class PreviewPiece:
    """A stretch of a paragraph: its text, the field that it prints ("" for none), the mark of a finding there."""

    text: str
    path: str = ""
    mark: str = ""


class Setting:
    """Sets blocks in lines; a block that was set before in the same width, with the same marks, is not set again."""

    def __init__(self) -> None:
        self._kept: dict[object, list[SetLine]] = {}

    def set(
        self, blocks: Iterable[Block], width: int, marks: dict[str, str], here: str, palette: Palette
    ) -> tuple[list[SetLine], list[int]]:
        """The lines of ``blocks`` in ``width`` cells, and for each block the number of its first line.

        ``marks`` are the severities by field; the figure of the field ``here`` is highlighted.
        """
        lines: list[SetLine] = []
        starts: list[int] = []
        kept: dict[object, list[SetLine]] = {}
        for block in blocks:
            starts.append(len(lines))
            key = (block, width, palette, _look(block, marks, here))
            found = self._kept.get(key)
            if found is None:
                found = _set(block, width, marks, here, palette)
            kept[key] = found
            lines += found
        self._kept = kept
        return lines, starts


def runs_of(block: Block) -> Iterable[Run]:
    """Every run of a block."""
    if isinstance(block, Paragraph):
        return block.runs
    if isinstance(block, Heading):
        return (Run(block.text),)
    return (run for row in block.rows for run in row)


def _look(block: Block, marks: dict[str, str], here: str) -> object:
    return tuple((run.path, marks.get(run.path), run.path == here) for run in runs_of(block) if run.path)


def _set(block: Block, width: int, marks: dict[str, str], here: str, palette: Palette) -> list[SetLine]:
    if isinstance(block, Heading):
        before: list[SetLine] = [] if block.level > 2 else [[]]
        return [*before, *_wrapped([PreviewPiece(visible(block.text))], width, here, palette, heading=True)]
    if isinstance(block, Paragraph):
        pieces = [PreviewPiece(INDENT), *_pieces(block.runs, marks)]
        return _wrapped(pieces, width, here, palette)
    return _table(block, width, marks, here, palette)


def _pieces(runs: Iterable[Run], marks: dict[str, str]) -> list[PreviewPiece]:
    pieces = []
    for run in runs:
        mark = marks.get(run.path, "") if run.path else ""
        word = f"[{MARKS[mark]}]" if mark else ""
        pieces.append(PreviewPiece(visible(run.text) + word, run.path, mark))
    return pieces


def _wrapped(
    pieces: Sequence[PreviewPiece], width: int, here: str, palette: Palette, *, heading: bool = False
) -> list[SetLine]:
    """``pieces`` one behind another, broken where Chinese may be broken."""
    text = "".join(piece.text for piece in pieces)
    ends = [*breaks(text, width), len(text)]
    lines: list[SetLine] = [[]]
    at = 0
    for piece in pieces:
        style = palette.heading if heading else palette.text
        if piece.mark:
            style = palette.severity(piece.mark)
        if piece.path and piece.path == here:
            style = palette.choice
        start, end = at, at + len(piece.text)
        while start < end:
            if start >= ends[len(lines) - 1]:
                lines.append([])
            stop = min(end, ends[len(lines) - 1])
            lines[-1].append(Segment(text[start:stop], style))
            start = stop
        at = end
    return lines


def _table(table: Table, width: int, marks: dict[str, str], here: str, palette: Palette) -> list[SetLine]:
    """The table in columns, or a line a row where there is no room for columns."""
    lines: list[SetLine] = [[]]
    if table.caption:
        unit = f"（{table.unit}）" if table.unit else ""
        lines += _wrapped([PreviewPiece(visible(table.caption + unit))], width, here, palette, heading=True)
    rows = [_pieces(row, marks) for row in table.body]
    widths = [
        min(max(cell_len(piece.text) for piece in column), COLUMN)
        for column in zip([PreviewPiece(visible(name)) for name in table.head], *rows, strict=True)
    ]
    over = sum(widths) + 2 * (len(widths) - 1) - width
    for index in sorted(range(len(widths)), key=lambda index: (table.numeric[index], -widths[index])):
        less = min(max(over, 0), widths[index] - LEAST)
        if less > 0 and not table.numeric[index]:
            widths[index] -= less
            over -= less
    if over > 0:
        for row in rows:
            parts: list[PreviewPiece] = []
            for name, piece in zip(table.head, row, strict=True):
                if piece.text:
                    parts += [PreviewPiece(f"{'；' if parts else ''}{visible(name)}："), piece]
            lines += _wrapped(parts, width, here, palette)
        return lines
    head: SetLine = []
    for name, size, right in zip(table.head, widths, table.numeric, strict=True):
        head += [Segment(fit(visible(name), size, right=right), palette.label), Segment("  ")]
    lines.append(head)
    for row in rows:
        line: SetLine = []
        for piece, size, right in zip(row, widths, table.numeric, strict=True):
            style = palette.severity(piece.mark) if piece.mark else palette.text
            style = palette.choice if piece.path and piece.path == here else style
            line += [Segment(fit(piece.text, size, right=right), style), Segment("  ")]
        lines.append(line)
    return [*lines, []]

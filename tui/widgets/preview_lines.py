"""The paragraphs of the report set in lines of a width: what the preview shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.segment import Segment

from exporters.document import Block, Heading, Paragraph, Run
from tui.look.cells import breaks, visible
from tui.look.palette import Palette
from tui.state.view_state import MARKS

INDENT: Final = "　　"

SetLine = list[Segment]


@dataclass(frozen=True, slots=True)
class PreviewPiece:
    """A stretch of a paragraph: its text, the field that it prints ("" for none), the mark of a finding there."""

    text: str
    path: str = ""
    mark: str = ""


def runs_of(block: Block) -> Iterable[Run]:
    """Every run of a block."""
    if isinstance(block, Paragraph):
        return block.runs
    if isinstance(block, Heading):
        return (Run(block.text),)
    return (run for row in block.rows for run in row)


def pieces_of(runs: Iterable[Run], marks: dict[str, str]) -> list[PreviewPiece]:
    """``runs`` as they are shown, behind each the mark of what was found; ``marks`` are the severities by field."""
    pieces = []
    for run in runs:
        mark = marks.get(run.path, "") if run.path else ""
        word = f"[{MARKS[mark]}]" if mark else ""
        pieces.append(PreviewPiece(visible(run.text) + word, run.path, mark))
    return pieces


def wrapped(
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

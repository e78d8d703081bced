"""A long text as it is shown when it is not being edited: references with their present value, wrong figures marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from model.report.references import quoted
from model.report.tree import Cell
from tui.look.cells import breaks, clip, visible
from tui.state.view_state import ViewState

Mark = Literal["", "quoted", "unknown", "wrong"]
DOTS: Final = ".."


@dataclass(frozen=True, slots=True)
class QuotePiece:
    """A part of a text: as typed, a ``quoted`` figure, a reference to nothing (``unknown``), or a ``wrong`` figure."""

    text: str
    mark: Mark = ""


def pieces(cell: Cell, state: ViewState) -> tuple[QuotePiece, ...]:
    """The text of ``cell`` with its references resolved."""
    text, checker = cell.raw, state.session.checker
    wrong = checker.misquoted(cell)
    if "{" not in text:
        return tuple(_typed(text, wrong))
    found: list[QuotePiece] = []
    at = 0
    names = checker.names
    for reference in quoted(text):
        found += _typed(text[at : reference.start], wrong)
        source = names.find(reference.name, cell.section)
        if source is None or source.printed is None:
            found.append(QuotePiece(text[reference.start : reference.end], "unknown"))
        else:
            found.append(QuotePiece(source.printed.text(), "quoted"))
        at = reference.end
    return (*found, *_typed(text[at:], wrong))


def _typed(text: str, wrong: Sequence[str]) -> list[QuotePiece]:
    """``text`` with the ``wrong`` words in it apart."""
    for words in wrong:
        at = text.find(words)
        if at >= 0:
            end = at + len(words)
            return [*_typed(text[:at], wrong), QuotePiece(words, "wrong"), *_typed(text[end:], wrong)]
    return [QuotePiece(text)] if text else []


@lru_cache(maxsize=256)
def set_lines(parts: tuple[QuotePiece, ...], width: int, limit: int) -> tuple[tuple[QuotePiece, ...], ...]:
    """``parts`` in at most ``limit`` lines of ``width`` cells, the last one ending in ".." where there is more."""
    lines: list[tuple[QuotePiece, ...]] = []
    paragraph: list[QuotePiece] = []
    for part in (*parts, QuotePiece("\n")):
        for number, text in enumerate(part.text.split("\n")):
            if number and len(lines) <= limit:
                lines += _wrapped(paragraph, width, limit + 1 - len(lines))
                paragraph = []
            if text:
                paragraph.append(QuotePiece(visible(text), part.mark))
    if len(lines) <= limit:
        return tuple(lines)
    return (*lines[: limit - 1], _cut((*lines[limit - 1], *lines[limit]), width))


def _wrapped(paragraph: list[QuotePiece], width: int, limit: int) -> list[tuple[QuotePiece, ...]]:
    text = "".join(piece.text for piece in paragraph)
    marks = [0, *breaks(text, width, limit)][: limit + 1]
    ends = [*marks[1:], len(text)]
    return [_between(paragraph, start, end) for start, end in zip(marks, ends, strict=True)]


def _between(paragraph: Sequence[QuotePiece], start: int, end: int) -> tuple[QuotePiece, ...]:
    found: list[QuotePiece] = []
    at = 0
    for piece in paragraph:
        text = piece.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            found.append(QuotePiece(text, piece.mark))
        at += len(piece.text)
    return tuple(found)


def _cut(line: tuple[QuotePiece, ...], width: int) -> tuple[QuotePiece, ...]:
    text = "".join(piece.text for piece in line)
    kept = clip(text, width - len(DOTS)).removesuffix(DOTS)
    return (*_between(line, 0, len(kept)), QuotePiece(DOTS))

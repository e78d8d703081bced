"""The lines of a long text: its label above, the text itself below as it reads when it is not being edited."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from model.report.tree import Cell
from tui.form.form_lines import UNDERLINE, FormLine, Pen, Place, look
from tui.form.quote_marks import Mark, pieces, set_lines
from tui.look.palette import Palette
from tui.state.view_state import MARKS, state_word

PROSE_LINES = 4


class ProseHead(FormLine):
    """The label of a long text; the text stands on the lines below it."""

    def __init__(self, cell: Cell, y: int, indent: int, lines: int, width: int) -> None:
        self.cell = cell
        self.indent = indent
        self.places = (Place(cell, indent + 2, y + 1, max(width - indent - 3, 10), lines),)

    def key(self, pen: Pen) -> object:
        """The text and whether the cursor is here."""
        return (*look(self.cell, pen.state), pen.here is self.cell)

    def draw(self, pen: Pen) -> list[Segment]:
        """Label, finding, state, number of characters."""
        cell, palette = self.cell, pen.palette
        here = pen.here is cell
        mark = pen.state.marks.get(cell.path, "")
        word = state_word(cell)
        size = f"  {count(cell.raw)}字" if cell.raw else ""
        return [
            Segment(("> " if here else "  ").rjust(self.indent), palette.accent),
            Segment(cell.field.label, palette.here if here else palette.label),
            Segment("  " + MARKS[mark] if mark else "", palette.severity(mark)),
            Segment("  " + word, palette.warning if word == "缺" else palette.faint),
            Segment(size, palette.faint),
        ]


class ProseLine(FormLine):
    """Line ``index`` of the ``lines`` that a long text has while it is not being edited."""

    def __init__(self, cell: Cell, index: int, lines: int, indent: int, width: int) -> None:
        self.cell = cell
        self.index = index
        self.lines = lines
        self.indent = indent
        self.width = width

    def key(self, pen: Pen) -> object:
        """The text with what it quotes."""
        return pieces(self.cell, pen.state)

    def draw(self, pen: Pen) -> list[Segment]:
        """The line, or nothing below the end of the text."""
        lines = set_lines(pieces(self.cell, pen.state), self.width, self.lines)
        if self.index >= len(lines):
            return []
        palette = pen.palette
        return [
            Segment(" " * self.indent),
            *(Segment(piece.text, _style(piece.mark, palette)) for piece in lines[self.index]),
        ]


def _style(mark: Mark, palette: Palette) -> Style:
    match mark:
        case "quoted":
            return palette.info
        case "unknown":
            return palette.warning + UNDERLINE
        case "wrong":
            return palette.error + UNDERLINE
        case _:
            return palette.text


def count(text: str) -> int:
    """How many characters a text has, spaces and line ends left out."""
    return len("".join(text.split()))

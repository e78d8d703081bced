"""The kinds of line a form is made of: each knows what it depends on, so that only what changed is drawn again."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from model.report.tree import Cell, Node, RowList
from model.schema.fields import Choice, Number
from model.schema.records import Rows
from tui.look.cells import clip, fit, visible
from tui.look.palette import Palette
from tui.state.field_facts import computed_from, last_year
from tui.state.view_state import MARKS, Target, ViewState, shown, state_word, unit_word

NUMBER_WIDTH, NUMBER_LEAST = 18, 10
NARROW = 56
"""In fewer cells a value has the short mark of its state before it, not the word."""
UNDERLINE = Style(underline=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value (or the beginning of a next row) stands on the form, in cells from its upper left corner.

    ``folded``: it stands for a whole row, which opens when the cursor comes there.
    """

    target: Target
    x: int
    y: int
    width: int
    height: int = 1
    right: bool = False
    folded: bool = False

    @property
    def room(self) -> int:
        """The cells for an editor: one more behind figures, for the cursor."""
        return self.width + self.right


@dataclass(frozen=True, slots=True)
class Pen:
    """What lines are drawn with: the state of the draft, where the cursor is, the colours and the room."""

    state: ViewState
    here: Target | None
    palette: Palette
    width: int


class FormLine:
    """A line of the form; ``places`` are the values that begin on it."""

    places: tuple[Place, ...] = ()

    def key(self, pen: Pen) -> object:
        """Everything that the drawing depends on; equal keys mean equal lines."""
        return None

    def draw(self, pen: Pen) -> list[Segment]:
        """The line as segments."""
        return []


class HeadingLine(FormLine):
    """The name of a group or list; ``depth`` 0 is the section itself."""

    def __init__(self, text: str, depth: int, rows: RowList | None = None) -> None:
        self.text = text
        self.depth = depth
        self.rows = rows

    def key(self, pen: Pen) -> object:
        """The number of rows."""
        return self.rows and len(self.rows.rows)

    def draw(self, pen: Pen) -> list[Segment]:
        """The name, with the number of rows."""
        line = [Segment(" " * (2 * max(self.depth - 1, 0)) + self.text, pen.palette.heading)]
        if self.rows is not None:
            line.append(Segment(f"  共{len(self.rows.rows)}行", pen.palette.faint))
        return line


class Hint(FormLine):
    """A faint line of explanation."""

    def __init__(self, text: str, indent: int) -> None:
        self.text = text
        self.indent = indent

    def draw(self, pen: Pen) -> list[Segment]:
        """The text."""
        return [Segment(" " * self.indent + clip(self.text, pen.width - self.indent), pen.palette.faint)]


def look(cell: Cell, state: ViewState) -> tuple[object, ...]:
    """Everything that the drawing of a value depends on."""
    unit = cell.unit if isinstance(cell.field, Number) and cell.field.unit_field else None
    return cell.raw, cell.figure, cell.error, state.marks.get(cell.path), unit


def short_mark(cell: Cell, state: ViewState) -> str:
    """The finding or the state of a value in one character; "" where nothing is to be said."""
    if cell.error:
        return "懂"
    if mark := state.marks.get(cell.path):
        return MARKS[mark]
    match cell.state:
        case "missing":
            return "缺" if cell.field.required and not cell.computable else ""
        case "computed":
            return "算"
        case _:
            return ""


def mark_style(mark: str, palette: Palette) -> Style:
    """The style of that character."""
    return palette.error if mark in ("错", "懂") else palette.warning if mark in ("警", "缺") else palette.faint


def beside_label(width: int) -> int:
    """The cells between a label and its value on a form of ``width`` cells: for what was found, and the state."""
    return 4 if width < NARROW else 9


def figure_width(cell: Cell) -> int:
    """The cells that a figure and its unit take; 0 for no figure. What cannot be read takes none from the labels."""
    if not isinstance(cell.field, Number):
        return 0
    return max(0 if cell.error else cell_len(shown(cell)), NUMBER_LEAST) + 1 + cell_len(cell.unit.name) + 1


def value_style(cell: Cell, palette: Palette) -> Style:
    """The style of a value, or of what stands in its place."""
    if cell.error:
        return palette.error
    return palette.text if cell.raw else palette.faint


class FieldLine(FormLine):
    """A field on a line of its own: label, finding, state, value, unit, and beside it why it cannot be read."""

    def __init__(self, cell: Cell, y: int, indent: int, label_width: int, width: int) -> None:
        self.cell = cell
        self.indent = indent
        self.label_width = label_width
        x = indent + label_width + beside_label(width)
        self.room = max(width - x, 6)
        self.number = isinstance(cell.field, Number)
        if self.number:
            unit = cell_len(cell.unit.name)
            self.room = min(max(NUMBER_WIDTH, cell_len(shown(cell))), max(self.room - unit - 1, 6))
        elif isinstance(cell.field, Choice):
            widest = max(cell_len(option) for option in cell.field.options)
            self.room = min(self.room, widest + 2)
        self.places = (Place(cell, x, y, self.room, right=self.number),)
        self.before = last_year(cell) if self.number else None

    def key(self, pen: Pen) -> object:
        """The value with its mark, last year's value, whether the cursor is here and a sum under way."""
        before = self.before and (self.before.raw, self.before.figure)
        return (*look(self.cell, pen.state), before, pen.here is self.cell, pen.state.summed is self.cell)

    def draw(self, pen: Pen) -> list[Segment]:
        """The whole line."""
        cell, palette = self.cell, pen.palette
        here = pen.here is cell
        line = [
            Segment(("> " if here else "  ").rjust(self.indent), palette.accent),
            Segment(fit(cell.field.label, self.label_width), palette.here if here else palette.label),
            *self._state(pen),
            Segment(fit(visible(shown(cell)), self.room, right=self.number), value_style(cell, palette)),
        ]
        if self.number:
            line.append(Segment(" " + visible(unit_word(cell, typed=here)), palette.faint))
        left = pen.width - sum(segment.cell_length for segment in line) - 2
        if left >= 12:
            notes = self._notes(pen, here)
            note = next((note for note in notes if cell_len(note) <= left), "")
            if cell.error:
                note = clip(visible(cell.error), left)
            line.append(Segment("  " + note, palette.error if cell.error else palette.faint))
        return line

    def _state(self, pen: Pen) -> list[Segment]:
        """The finding and the state in words, or, where it is narrow, the one mark of both."""
        cell, palette = self.cell, pen.palette
        if pen.width < NARROW:
            short = short_mark(cell, pen.state)
            return [Segment(fit(short, 3, right=True) + " ", mark_style(short, palette))]
        mark = pen.state.marks.get(cell.path, "")
        word = state_word(cell)
        state = palette.error if word == "不懂" else palette.warning if word == "缺" else palette.faint
        return [
            Segment(fit(MARKS.get(mark, ""), 3, right=True), palette.severity(mark)),
            Segment(" " + fit(word, 4) + " ", state),
        ]

    def _notes(self, pen: Pen, here: bool) -> list[str]:
        """What may stand beside the value, the fullest first: none of it is cut."""
        cell = self.cell
        if pen.state.summed is cell:
            return [f"＝ {shown(cell)}"]
        if isinstance(cell.field, Choice):
            return ["空格换选：" + " / ".join(cell.field.options), "空格换选"] if here else []
        last = shown(self.before) if self.before is not None else ""
        source = self._source(pen.state, here)
        notes = [source, source.partition("、")[0]]
        return [f"上年 {last}  {note}".rstrip() for note in (*notes, "")] if last else notes

    def _source(self, state: ViewState, here: bool) -> str:
        cell = self.cell
        if self.number and cell.figure is not None and not cell.raw:
            return computed_from(state, cell) if not here else "可直接填报告上的数，F4 改为自填"
        if self.number and here and cell.computable and cell.raw:
            return "自填；F4 交还自动算"
        return cell.field.source if self.number else ""


def add_words(rows: RowList) -> str:
    """What is done on the line below a list."""
    return f"{'再加' if rows.rows else '加'}一行{rows.element.noun}"


class AddLine(FormLine):
    """The dim line below a list: what is typed here begins the next row."""

    def __init__(self, rows: RowList, y: int, x: int, width: int) -> None:
        self.rows = rows
        self.x = x
        self.places = (Place(rows, x, y, width),)

    def key(self, pen: Pen) -> object:
        """Whether the cursor is here."""
        return pen.here is self.rows

    def draw(self, pen: Pen) -> list[Segment]:
        """＋ and what to do."""
        here = pen.here is self.rows
        return [
            Segment(fit(">" if here else "", self.x - 3), pen.palette.accent),
            Segment("＋ ", pen.palette.accent if here else pen.palette.faint),
            Segment(clip(add_words(self.rows), pen.width - self.x), pen.palette.faint),
        ]


class CardTitle(FormLine):
    """The number and name of a row that takes several lines."""

    def __init__(self, row: Node, indent: int) -> None:
        self.row = row
        self.indent = indent

    def key(self, pen: Pen) -> object:
        """Number and name."""
        return self.row.index, self.row.title

    def draw(self, pen: Pen) -> list[Segment]:
        """Number and name."""
        room = pen.width - self.indent
        return [Segment(" " * self.indent), Segment(fit(" " + self._text(), room), pen.palette.bar)]

    def _text(self) -> str:
        row = self.row
        named = "" if row.title == f"第{row.index + 1}行" else row.title
        return visible(f"{self._noun}{row.index + 1}  {named}").rstrip()

    @property
    def _noun(self) -> str:
        element = self.row.element
        return element.noun if isinstance(element, Rows) else ""


class FoldedCard(CardTitle):
    """A row of many, of which only the one with the cursor is open: its number and name, and what was found in it.

    The cursor, which pages may bring here, stands on the name.
    """

    def __init__(self, row: Node, y: int, indent: int, width: int) -> None:
        super().__init__(row, indent)
        x = indent + 1 + cell_len(self._noun) + len(f"{row.index + 1}  ")
        self.places = (Place(row.first_cell, x, y, max(width - x - 4, 6), folded=True),)

    def key(self, pen: Pen) -> object:
        """Number, name and mark, and whether the cursor is here."""
        here = pen.here is self.places[0].target
        return self.row.index, self.row.title, pen.state.row_marks.get(self.row.path), here

    def draw(self, pen: Pen) -> list[Segment]:
        """Number, name and mark, behind > where the cursor is."""
        here = pen.here is self.places[0].target
        mark = pen.state.row_marks.get(self.row.path, "")
        name = fit(" " + self._text(), pen.width - self.indent - 4)
        return [
            Segment(fit(">" if here else "", self.indent, right=True), pen.palette.accent),
            Segment(name, pen.palette.label),
            Segment(fit(MARKS.get(mark, ""), 3, right=True), pen.palette.severity(mark)),
        ]

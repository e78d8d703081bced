"""The lines of a list whose rows fit on one line each: the heads of its columns, its rows, its sums."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment

from model.figures import digits, group
from model.report.tree import Node, RowList
from tui.form.form_lines import UNDERLINE, FormLine, Pen, Place, look, mark_style, short_mark, value_style
from tui.look.cells import fit, visible
from tui.state.view_state import shown


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a grid: the field, where it begins, its width without the cells of its mark."""

    name: str
    label: str
    x: int
    width: int
    number: bool


class GridHead(FormLine):
    """The headers of a grid."""

    def __init__(self, columns: tuple[GridColumn, ...]) -> None:
        self.columns = columns

    def draw(self, pen: Pen) -> list[Segment]:
        """The labels above their columns."""
        line: list[Segment] = []
        at = 0
        for column in self.columns:
            line.append(Segment(" " * (column.x - at) + fit(column.label, column.width, right=column.number)))
            at = column.x + column.width
        return [Segment(segment.text, pen.palette.faint + UNDERLINE) for segment in line]


class GridRow(FormLine):
    """A row of a grid."""

    def __init__(self, row: Node, columns: tuple[GridColumn, ...], y: int) -> None:
        self.row = row
        self.columns = columns
        self.cells = [row.cell(column.name) for column in columns]
        self.places = tuple(
            Place(cell, column.x, y, column.width, right=column.number)
            for cell, column in zip(self.cells, columns, strict=True)
        )

    def key(self, pen: Pen) -> object:
        """The values with their marks, the number of the row, where the cursor is."""
        here = next((index for index, cell in enumerate(self.cells) if cell is pen.here), -1)
        return (self.row.index, here, *(look(cell, pen.state) for cell in self.cells))

    def draw(self, pen: Pen) -> list[Segment]:
        """The number of the row and its values."""
        palette = pen.palette
        inside = any(cell is pen.here for cell in self.cells)
        first = self.columns[0].x
        number = fit(f"{'>' if inside else ' '}{self.row.index + 1}", first - 1, right=True)
        line = [Segment(number + " ", palette.accent if inside else palette.faint)]
        at = first
        for cell, column in zip(self.cells, self.columns, strict=True):
            value = visible(shown(cell))
            mark = short_mark(cell, pen.state)
            line += [
                Segment(" " * (column.x - at)),
                Segment(fit(value, column.width, right=column.number), value_style(cell, palette)),
                Segment(" " + fit(mark, 2), mark_style(mark, palette)),
            ]
            at = column.x + column.width + 3
        return line


class TotalsLine(FormLine):
    """The sums of a grid's amounts, following every key."""

    def __init__(self, rows: RowList, columns: tuple[GridColumn, ...]) -> None:
        self.rows = rows
        self.columns = columns

    def key(self, pen: Pen) -> object:
        """The figures."""
        return [self._figures(column.name) for column in self.columns if column.number]

    def _figures(self, name: str) -> list[object]:
        return [row.cell(name).figure for row in self.rows.rows]

    def draw(self, pen: Pen) -> list[Segment]:
        """合计 and the sums."""
        line = [Segment(" " * self.columns[0].x + fit("合计", self.columns[0].width))]
        at = self.columns[0].x + self.columns[0].width
        for column in self.columns[1:]:
            text = self._sum(column.name) if column.number else ""
            line.append(Segment(" " * (column.x - at) + fit(text, column.width, right=True)))
            at = column.x + column.width
        return [Segment(segment.text, pen.palette.faint) for segment in line]

    def _sum(self, name: str) -> str:
        cells = [row.cell(name) for row in self.rows.rows]
        figures = [cell.figure for cell in cells if cell.figure is not None]
        if not figures:
            return ""
        unit = cells[0].unit
        decimals = max(figure.decimals if figure.unit == unit else 2 for figure in figures)
        return group(digits(sum(figure.value for figure in figures), unit, decimals))

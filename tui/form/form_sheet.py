"""From the declarations to the lines of a form: the one generator, for whatever section is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rich.cells import cell_len

from model.report.tree import Cell, Node, RowList, is_unused
from model.schema.elements import Element
from model.schema.fields import Field, Number, Prose, Text
from model.schema.records import Record, Section
from tui.form.form_lines import (
    AddLine,
    CardTitle,
    FieldLine,
    FoldedCard,
    FormLine,
    HeadingLine,
    Hint,
    Place,
    beside_label,
    figure_width,
)
from tui.form.grid_lines import GridColumn, GridHead, GridRow, TotalsLine
from tui.form.quote_marks import pieces, set_lines
from tui.form.text_lines import PROSE_LINES, ProseHead, ProseLine
from tui.look.cells import clip, visible
from tui.state.view_state import ViewState, shown

LABEL_LIMIT: Final = 30
LABEL_LEAST: Final = 8
MARK: Final = 4
GRID_INDENT: Final = 5
NUMBER_LIMIT: Final = 22
TYPED: Final = 24
"""The cells that a column of texts gets where there is room."""
MOST_OPEN: Final = 20
"""Of a list with more rows of several lines, only the row with the cursor is open."""


class FormSheet:
    """The lines of one section in ``width`` cells; ``edited`` is the long text under edit, ``height`` its room.

    ``at`` is the record that the cursor is in: of long lists, the row around it is open.
    """

    def __init__(
        self,
        state: ViewState,
        section: int,
        width: int,
        edited: Cell | None = None,
        height: int = 0,
        at: Node | None = None,
    ) -> None:
        self.state = state
        self.width = width
        self.edited = edited
        self.height = height
        self.lines: list[FormLine] = []
        self.section = section
        self._around = set(at.outwards() if at is not None else ())
        node = state.report.section(section)
        assert isinstance(node.element, Section)
        self._add(HeadingLine(node.element.heading, 0))
        self._hidden: list[str] = []
        self.folded: set[str] = set()
        self._node(node, 1)
        self._add(Hint(self._more(), 2) if self._hidden else FormLine())
        self.places: list[Place] = [place for line in self.lines for place in line.places]

    def _add(self, line: FormLine) -> None:
        self.lines.append(line)

    def _more(self) -> str:
        """The names of what is folded away, as many as there is room for, and how it is shown."""
        return self._unfolding("更多", [*dict.fromkeys(self._hidden)], ["（按 ^P，输入“展开”）"], 2)

    def _unfolding(self, before: str, names: Sequence[str], ways: Sequence[str], indent: int) -> str:
        """``names`` behind ``before``, as many as have room, and the first of the ``ways`` to unfold them that has."""
        room = self.width - indent
        some = (f"{before}：{'、'.join(names[:many])}等" for many in range(len(names) - 1, 0, -1))
        told = (said + way for said in (f"{before}：{'、'.join(names)}", *some) for way in ways)
        return next((said for said in told if cell_len(said) <= room), clip(before + ways[-1], room))

    def _node(self, node: Node, depth: int) -> None:
        indent = 2 * depth
        label_width = self._label_width(node, indent)
        fresh, left_out = True, []
        for part in sorted(node.parts.values(), key=_is_setting):
            if is_unused(part) and not self.state.is_open(part):
                self._hidden.append(part.field.label if isinstance(part, Cell) else _label(part))
                left_out += self._hidden[-1:] * (isinstance(part, Cell) and depth > 1 and node.index < 0)
                self.folded.update(_paths(part))
                continue
            self._left_out(left_out, indent)
            if isinstance(part, Cell):
                if not fresh:
                    self._add(FormLine())
                    if _is_setting(part):
                        self._add(HeadingLine("报告怎样排印", depth))
                fresh = True
                self._field(part, indent, label_width)
                continue
            fresh = False
            self._add(FormLine())
            if isinstance(part, RowList):
                self._rows(part, depth)
            elif part.element is not None:
                self._add(HeadingLine(part.element.label, depth))
                if part.element.help:
                    self._add(Hint(part.element.help, indent))
                self._node(part, depth + (depth < 4))
        self._left_out(left_out, indent)

    def _left_out(self, labels: list[str], indent: int) -> None:
        """Where a group has fields that are folded away, name them: what comes next is not what is next on paper."""
        if labels:
            ways = ("；按 ^P，输入“展开”）", "；^P “展开”）")
            self._add(Hint(self._unfolding("（未列出", labels, ways, indent), indent))
            labels.clear()

    def _label_width(self, node: Node, indent: int) -> int:
        """The cells for the labels of a record: no more than its figures with their units leave."""
        cells = [part for part in node.own_cells if not part.field.multiline]
        longest = max((cell_len(cell.field.label) for cell in cells), default=0) + 1
        room = self.width - indent - beside_label(self.width) - max(map(figure_width, cells), default=0)
        return max(min(longest, LABEL_LIMIT, self.width // 2, room), LABEL_LEAST)

    def _field(self, cell: Cell, indent: int, label_width: int) -> None:
        y = len(self.lines)
        if not isinstance(cell.field, Prose):
            self._add(FieldLine(cell, y, indent, label_width, self.width))
            return
        width = max(self.width - indent - 3, 10)
        edited = cell is self.edited
        lines = self.height if edited else self._height(cell, width)
        self._add(ProseHead(cell, y, indent, lines, self.width))
        for index in range(lines):
            self._add(FormLine() if edited else ProseLine(cell, index, lines, indent + 2, width))

    def _height(self, cell: Cell, width: int) -> int:
        return len(set_lines(pieces(cell, self.state), width, PROSE_LINES)) if cell.raw else 1

    def _rows(self, rows: RowList, depth: int) -> None:
        indent = 2 * depth
        self._add(HeadingLine(rows.element.label, depth, rows))
        if rows.element.help:
            self._add(Hint(rows.element.help, indent))
        columns = self._columns(rows) if flat(rows.element.record) else ()
        if columns:
            self._grid(rows, columns, indent)
            return
        many = len(rows.rows) > MOST_OPEN
        if many:
            self._add(Hint(f"只展开光标所在的{rows.element.noun}", indent))
        for row in rows.rows:
            if many and row not in self._around:
                self._add(FoldedCard(row, len(self.lines), indent, self.width))
                continue
            self._add(CardTitle(row, indent))
            self._node(row, depth + (depth < 4))
            self._add(FormLine())
        self._add(AddLine(rows, len(self.lines), indent + 3, self.width - indent - 4))

    def _grid(self, rows: RowList, columns: tuple[GridColumn, ...], indent: int) -> None:
        if not rows.rows:
            self._add(AddLine(rows, len(self.lines), indent + 3, self.width - indent - 4))
            return
        self._add(GridHead(columns))
        for row in rows.rows:
            self._add(GridRow(row, columns, len(self.lines)))
        self._add(AddLine(rows, len(self.lines), columns[0].x, self.width - columns[0].x - 1))
        if len(rows.rows) > 1 and any(summed(part) for part in rows.element.record.elements):
            self._add(
                TotalsLine(rows, tuple(c if summed(_part(rows, c)) else replace(c, number=False) for c in columns))
            )

    def _columns(self, rows: RowList) -> tuple[GridColumn, ...]:
        """The columns as wide as their contents want, or none when they do not fit side by side."""
        parts = [part for part in rows.element.record.own_fields if not self._is_folded(part, rows)]
        needed = [self._needed(part, rows.rows) for part in parts]
        least = [
            need if isinstance(part, Number) else 10 if index else 16
            for index, (part, need) in enumerate(zip(parts, needed, strict=True))
        ]
        indent = max(GRID_INDENT, len(str(len(rows.rows))) + 2)  # room for the number of the last row
        room = self.width - indent - MARK * len(parts)
        if sum(least) > room:
            return ()
        more = [max(need, TYPED) if isinstance(part, Text) else need for part, need in zip(parts, needed, strict=True)]
        widths = [least[0], *map(min, needed[1:], least[1:])]
        for wanted in (needed, more):  # what is there, then room to type more
            for index, wish in enumerate(wanted):
                widths[index] += max(min(room - sum(widths), wish - widths[index]), 0)
        columns: list[GridColumn] = []
        x = indent
        for part, width in zip(parts, widths, strict=True):
            label = part.label + (f"({part.unit.name})" if isinstance(part, Number) and part.unit.name else "")
            columns.append(GridColumn(part.name, label, x, width, isinstance(part, Number)))
            x += width + MARK
        return tuple(columns)

    def _is_folded(self, part: Field, rows: RowList) -> bool:
        """Whether a column that no row uses is folded away."""
        cells = [row.cell(part.name) for row in rows.rows]
        if not cells or self.state.is_open(cells[0]) or not all(map(is_unused, cells)):
            return False
        self._hidden.append(part.label)
        self.folded.update(cell.path for cell in cells)
        return True

    def _needed(self, part: Field, rows: Sequence[Node]) -> int:
        """The cells that what stands in a column takes; of one in which nothing stands, enough to begin."""
        values = [cell_len(visible(shown(row.cell(part.name))[:60])) for row in rows]
        if isinstance(part, Number):
            head = cell_len(part.label) + (cell_len(part.unit.name) + 2 if part.unit.name else 0)
            return min(max([head, 12, *values]), NUMBER_LIMIT)
        return max([cell_len(part.label), *values, 0 if any(values) and isinstance(part, Text) else 10])


def _is_setting(part: Cell | Node | RowList) -> bool:
    """Whether it says how the report is made, not what stands in it: such fields come behind the content."""
    return isinstance(part, Cell) and part.field.setting


def _paths(part: Cell | Node | RowList) -> Iterator[str]:
    """The addresses of a part and of everything in it that the cursor can stand on."""
    yield part.path
    if isinstance(part, Node):
        for inside in part.parts.values():
            yield from _paths(inside)


def _label(part: Node | RowList) -> str:
    return part.element.label if part.element is not None else ""


def flat(record: type[Record]) -> bool:
    """Whether every part of a record fits on one line, so that its rows can stand in a grid."""
    return all(isinstance(part, Field) and not part.multiline for part in record.elements)


def summed(part: Element) -> bool:
    """Whether the sum of a column says anything: amounts that are typed, not rates and not goals."""
    return isinstance(part, Number) and part.unit.dimension == "金额" and not part.unit_field


def _part(rows: RowList, column: GridColumn) -> Element:
    return next(part for part in rows.element.record.elements if part.name == column.name)


def row_of(target: Cell | RowList) -> tuple[RowList, int] | None:
    """The innermost list and the number of the row that ``target`` stands in; a list's own line is behind its last."""
    if isinstance(target, RowList):
        return target, len(target.rows)
    return next(((node.row_list, node.index) for node in target.node.outwards() if node.row_list is not None), None)

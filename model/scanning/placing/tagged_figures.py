"""Figures of our own copies: each goes to the field that its tag names, and one that was changed since is told.

What the general reader took into the field of the tag stays where it is. What it put elsewhere, or nowhere, is moved:
the tag knows better. Rows are told by what stands in them, since the draft that is read has its own order of rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from model.language.lexicon import lexicon
from model.language.paragraphs import PlainTable
from model.language.quantity import Quantity, Role
from model.language.text_document import TextDocument
from model.report.edits import MAX_ROWS
from model.report.tree import Cell, Node, RowList, without_rows
from model.scanning.files.blocks import Block, Tagged
from model.scanning.gathering import Gathering, Piece
from model.scanning.listings import name_in
from model.scanning.placing.enumerating import last_clause
from model.schema.fields import Number

_SAVED: Final = "节约"


class Rewritten(NamedTuple):
    """A figure that reads otherwise than it was exported: the label of its field, what it was and what it is."""

    label: str
    exported: str
    now: str


class _Figure(NamedTuple):
    mention: Quantity
    piece: Piece
    tag: Tagged
    cell: Cell | None


def keep_to_tags(gathering: Gathering, document: TextDocument, blocks: Sequence[Block]) -> tuple[Rewritten, ...]:
    """Move every figure with a tag to the field that it names; returns those changed since they were exported."""
    if not any(block.tagged for block in blocks):
        return ()
    here: list[tuple[Quantity, Piece, Cell | None]] = [(one.mention, one.piece, one.cell) for one in gathering.placed]
    here += [(one.mention, one.piece, None) for one in gathering.unread]
    found = [
        _Figure(mention, piece, tag, cell)
        for mention, piece, cell in here
        if (tag := _tag_of(mention, document, blocks)) is not None
    ]
    found.sort(key=lambda one: (one.mention.prose, one.mention.cell or (0, 0), one.mention.start))
    seats = _Seats(gathering, found, document)
    moved = [(one, cell) for one in found if (cell := seats.cell(one)) is not None and cell is not one.cell]
    for one, _ in moved:
        gathering.take_back(one.mention)
    for one, cell in moved:
        sign = _sign(one.mention, cell)
        other = gathering.first(cell) if gathering.differs(cell, one.mention, sign) else None
        if other is not None and all(known.mention is not other.mention for known in found):
            gathering.take_back(other.mention)
            gathering.refuse(other.mention, other.piece, "与这一项导出的数不同")
        if not gathering.put(cell, one.mention, one.piece, sign=sign):
            gathering.refuse(one.mention, one.piece, "单位与此项不符")
    seats.clear(one.cell.node for one, _ in moved if one.cell is not None)
    told: dict[tuple[str, str], Rewritten] = {}
    for one in found:
        cell = seats.cell(one)
        if cell is not None and one.tag.text != one.tag.exported:
            told.setdefault((one.tag.path, one.tag.text), Rewritten(cell.label, one.tag.exported, one.tag.text))
    return tuple(told.values())


def _tag_of(mention: Quantity, document: TextDocument, blocks: Sequence[Block]) -> Tagged | None:
    piece = document.pieces[mention.prose]
    if isinstance(piece, PlainTable):
        return next((one for one in blocks[piece.block].tagged if one.cell == mention.cell), None)
    if mention.cell is not None or not blocks[piece.block].tagged:
        return None
    span = document.span_of(mention.prose, mention.start, mention.end)
    return next((one for one in blocks[span.block].tagged if one.start < span.end and one.end > span.start), None)


def _sign(mention: Quantity, cell: Cell) -> int:
    """-1 where the words turn the figure: they say 减少, or 缺口, and the field counts increases, or what is left."""
    if mention.role is Role.LEVEL and mention.name.endswith(tuple(lexicon().kinds["deficit"])):
        return -1
    if mention.role not in (Role.CHANGE, Role.RATE) or not mention.direction:
        return 1
    return -mention.direction if _SAVED in cell.field.label else mention.direction


class _Seats:
    """Which cell of the draft that is read each tag means. Rows have come in another order, or not at all."""

    def __init__(self, gathering: Gathering, found: Sequence[_Figure], document: TextDocument) -> None:
        self.gathering = gathering
        self.found = found
        self.document = document
        self.rows: dict[str, Node] = {}
        votes: Counter[tuple[str, Node]] = Counter()
        for one in found:
            if one.cell is not None and without_rows(one.tag.path) == without_rows(one.cell.path):
                rows = [node for node in one.cell.node.outwards() if node.index >= 0]
                votes.update(zip(_prefixes(one.tag.path), rows[::-1], strict=True))
        for (prefix, row), _ in votes.most_common():
            if prefix not in self.rows and row not in self.rows.values():
                self.rows[prefix] = row

    def cell(self, figure: _Figure) -> Cell | None:
        """The cell that the figure's tag means, in a new row where its row was not read; None where there is none."""
        part: Cell | Node | RowList | None = self.gathering.report.root
        done = ""
        for step in figure.tag.path.split("."):
            done = f"{done}.{step}" if done else step
            if isinstance(part, RowList):
                part = self.rows.get(done) or self._added(part, done, figure)
            else:
                part = part.parts.get(step) if isinstance(part, Node) else None
        return part if isinstance(part, Cell) and isinstance(part.field, Number) else None

    def clear(self, nodes: Iterable[Node]) -> None:
        """Take rows away that only figures made which belong elsewhere: nothing is left in them but a name."""
        for row in nodes:
            rows = row.row_list
            if rows is not None and row in rows.rows and row not in self.rows.values():
                name, *others = row.cells()
                if not any(cell.raw for cell in others) and not isinstance(name.field, Number):
                    rows.rows.remove(row)
                    rows.renumber()

    def _added(self, rows: RowList, prefix: str, figure: _Figure) -> Node | None:
        if not prefix.rpartition(".")[2].isdecimal() or len(rows.rows) >= MAX_ROWS:
            return None
        row = self.rows[prefix] = rows.insert(len(rows.rows))
        name = figure.piece.sentence.partition(" | ")[0] if figure.mention.cell else ""
        title = next(row.cells())
        if not isinstance(title.field, Number):
            title.raw = name or name_in(rows.path, last_clause(self._words_before(figure)))
        return row

    def _words_before(self, figure: _Figure) -> str:
        """The words between the figure and the one before it that has a tag: numbers without one belong to a name."""
        mention = figure.mention
        ends = (one.mention.end for one in self.found if one.mention.prose == mention.prose)
        start = max((end for end in ends if end <= mention.start), default=0)
        return self.document.text_of(mention)[start : mention.start]


def _prefixes(path: str) -> list[str]:
    """The paths of the rows that a field stands in, the outermost first."""
    steps = path.split(".")
    return [".".join(steps[: at + 1]) for at, step in enumerate(steps) if step.isdecimal()]

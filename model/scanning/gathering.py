"""The draft as it grows: each figure with the words it comes from, what was said twice, what found no place."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from model.checks.verdicts import judge
from model.errors import ZipingError
from model.figures import MONEY, PEOPLE, SCALE, Figure, canonical, read, unit_named
from model.language.quantity import Quantity
from model.report.edits import MAX_ROWS
from model.report.report import Report
from model.report.tree import Cell, Node, RowList
from model.scanning.listings import FUNCTIONS
from model.schema.fields import Number as NumberField

# So many fields with several amounts are weighed, and so many amounts for one.
_MOST_RIVALS: Final = 40
# Units of a report that the fields have by another name.
_UNITS: Final = {"批次": "批", "台": "辆"}
# What persons and posts are counted in.
_PERSONS: Final = ("人", "名", "个")


ROW_NUMBER: Final = "序号"
"""Why a number that only counts the rows of a table found no place."""


class Piece(NamedTuple):
    """A stretch of the report's text: the clause with the number, and the sentence around it, of a section's number."""

    clause: str
    sentence: str
    section: int


class Placed(NamedTuple):
    """A number put into ``cell``: digits and unit as printed, with the direction's sign; where it stands."""

    cell: Cell
    digits: str
    unit: str
    piece: Piece
    mention: Quantity


class Unread(NamedTuple):
    """A number that found no place: digits and unit as printed, where it stands, why."""

    digits: str
    unit: str
    piece: Piece
    reason: str
    mention: Quantity


class Gathering:
    """What has been read so far: ``report`` holds the values, ``placed`` and ``unread`` account for every number.

    ``headed`` are the keys of the sections that have a heading, and whether anything stands below it. ``differing``
    are the numbers that say another amount than the one that was placed in the same field before; ``rivals`` all that
    may be meant by the field in its place. ``left_blank`` are the texts that a table has an empty cell for.
    ``general``: a heading speaks of the general public budget; ``mixed``: other money was spent beside it.
    """

    def __init__(self) -> None:
        self.report = Report()
        self.placed: list[Placed] = []
        self.unread: list[Unread] = []
        self.differing: list[tuple[Placed, Placed]] = []
        self.rivals: list[Placed] = []
        self.headed: dict[str, bool] = {}
        self.left_blank: set[Cell] = set()
        self.general = self.mixed = False
        self._first: dict[Cell, Placed] = {}

    def put(self, cell: Cell, mention: Quantity, piece: Piece, *, sign: int = 1, unit: str = "") -> bool:
        """Place ``mention`` in ``cell``; False where it is of another kind. ``unit`` counts where none was printed.

        Where the field holds another amount already the mention is listed as unread, and True is returned.
        """
        field = cell.field
        assert isinstance(field, NumberField)
        name = _UNITS.get(mention.amount.unit.name, mention.amount.unit.name) or unit
        if name == "人" and field.unit.name == "人次":
            name = "人次"
        if mention.hedged or field.unit_field or not fits(name, field):
            return False
        placed = Placed(cell, _signed(mention, sign), name, piece, mention)
        raw = _raw(placed)
        if not raw:
            return False
        first = self._first.setdefault(cell, placed)
        if first is not placed and not _same(first, placed):
            self.differing.append((first, placed))
            self.rivals.append(placed)
            self.refuse(mention, piece, f"与前文“{first.piece.clause}”不同")
            return True
        if first is placed:
            cell.raw = raw
        self.placed.append(placed)
        return True

    def move(self, path: str, other: str) -> None:
        """Take what was placed at ``path`` into the empty field at ``other``."""
        cell, better = self.cell(path), self.cell(other)
        if cell not in self._first or better.raw:
            return
        better.raw, cell.raw = cell.raw, ""
        self._first[better] = self._first.pop(cell)._replace(cell=better)
        self.placed = [one._replace(cell=better) if one.cell is cell else one for one in self.placed]

    def rival(self, cell: Cell, mention: Quantity, piece: Piece, sign: int, reason: str) -> None:
        """Account for a number that says another amount than the field, and may be meant in its place."""
        self.rivals.append(Placed(cell, _signed(mention, sign), mention.amount.unit.name, piece, mention))
        self.refuse(mention, piece, reason)

    def settle_rivals(self) -> None:
        """Give a field the amount with which most relations of the report hold; due when all is bound.

        Where none holds more than what was placed first, that stays.
        """
        by_cell: dict[Cell, list[Placed]] = {}
        for rival in self.rivals:
            by_cell.setdefault(rival.cell, []).append(rival)
        for cell, others in list(by_cell.items())[:_MOST_RIVALS]:
            first = self._first.get(cell)
            if first is None:
                continue
            best, most = first, self._agreeing(cell, cell.raw)
            for other in others[:_MOST_RIVALS]:
                raw = _raw(other)
                if raw and (count := self._agreeing(cell, raw)) > most:
                    best, most = other, count
            self.report.set(cell, _raw(best))
            if best is not first:
                self._take_instead(first, best)

    def prefer(self, path: str, amount: Decimal) -> None:
        """Give the field the number that says ``amount`` and was refused for another one, where there is one."""
        cell = self.cell(path)
        first = self._first.get(cell)
        said = [one for one in self.rivals if one.cell is cell and one.mention.amount.in_base_unit == amount]
        if first is not None and said:
            cell.raw = _raw(said[0])
            self._take_instead(first, said[0])

    def _agreeing(self, cell: Cell, raw: str) -> int:
        """How many more relations hold than do not, were ``raw`` what ``cell`` says."""
        verdicts = [judge(bound) for bound in self.report.set(cell, raw)]
        return sum((said in ("exact", "rounding")) - (said == "inconsistent") for said in verdicts)

    def _take_instead(self, first: Placed, better: Placed) -> None:
        """Place ``better`` and all that say the same, and take back what said the same as ``first``."""
        cell = first.cell
        self._first[cell] = better
        self.differing = [pair for pair in self.differing if pair[0].cell is not cell]
        same = [rival for rival in self.rivals if rival.cell is cell and _same(better, rival)]
        gone = [placed for placed in self.placed if placed.cell is cell]
        self.placed = [placed for placed in self.placed if placed.cell is not cell] + same
        moved = {id(placed.mention) for placed in same}
        self.unread = [number for number in self.unread if id(number.mention) not in moved]
        for placed in gone:
            self.refuse(placed.mention, placed.piece, f"与后文“{better.piece.clause}”不同")

    def amount(self, path: str) -> Decimal | None:
        """The amount placed at ``path`` in the base unit of its dimension (元); None where none was."""
        first = self._first.get(self.cell(path))
        figure = None if first is None else _amount(first)
        return None if figure is None else figure.in_base_unit

    def amounts(self, path: str, name: str) -> list[Decimal]:
        """The amounts ``name`` of the rows of the list at ``path`` that have one."""
        told = (self.amount(row.cell(name).path) for row in self.rows(path).rows)
        return [amount for amount in told if amount is not None]

    def half(self, path: str) -> float:
        """Half a unit of the last digit printed of the amount at ``path``, in the base unit; 0 where none is placed."""
        first = self._first.get(self.cell(path))
        figure = None if first is None else _amount(first)
        return 0.0 if figure is None else float(Decimal(figure.half) / SCALE)

    def differs(self, cell: Cell, mention: Quantity, sign: int = 1) -> bool:
        """Whether ``cell`` holds another amount than ``mention``; False where it holds none."""
        first = self._first.get(cell)
        if first is None:
            return False
        said = Placed(cell, _signed(mention, sign), mention.amount.unit.name or first.unit, first.piece, mention)
        return not _same(first, said)

    def printed(self) -> dict[str, Figure]:
        """The amounts of money as the report prints them, in its own units, by path."""
        found = {cell.path: _amount(placed) for cell, placed in self._first.items() if cell.unit.dimension == MONEY}
        return {path: amount for path, amount in found.items() if amount is not None}

    def typed(self, path: str) -> bool:
        """Whether the report itself gives a figure for the field at ``path``."""
        return self.cell(path) in self._first

    def read_whole(self, path: str) -> bool:
        """Whether every number of the sentence that gives the figure at ``path`` was placed."""
        first = self._first.get(self.cell(path))
        return first is not None and all(number.piece.sentence != first.piece.sentence for number in self.unread)

    def add_row(
        self, path: str, name: str, figure: str, mention: Quantity, piece: Piece, *, unit: str = "", sign: int = 1
    ) -> Node | None:
        """A new row ``name`` of the list at ``path`` with its ``figure``; None where the number cannot stand there.

        A row of that name with the same amount is the same row, said again.
        """
        rows = self.rows(path)
        if path == FUNCTIONS and name.startswith("其他") and not rows.rows:
            return None  # the rest of something else
        for row in rows.rows:
            cell = row.cell(figure)
            if next(row.cells()).raw != name:
                continue
            if "_projects." in path and not cell.raw:  # told with another of its figures before
                return row if self.put(cell, mention, piece, sign=sign, unit=unit) else None
            if cell.raw and not self.differs(cell, mention, sign):
                return row if self.put(cell, mention, piece, sign=sign, unit=unit) else None
        if len(rows.rows) >= MAX_ROWS:
            return None
        row = rows.insert(len(rows.rows))
        next(row.cells()).raw = name
        if self.put(row.cell(figure), mention, piece, sign=sign, unit=unit):
            return row
        rows.rows.pop()
        return None

    def join(self, path: str, row: Node) -> None:
        """Take for a project of a table what was told before as one of its name, its budget as the adjusted one.

        The text may quote the adjusted budget, where the table begins with that of the beginning of the year.
        """
        listed = self.rows(path)
        name, adjusted = next(row.cells()).raw, row.cell("adjusted")
        for told in listed.rows:
            amount = told.cell("amount")
            quoted = (
                told is not row
                and adjusted in self._first
                and next(told.cells()).raw == name
                and not told.cell("adjusted").raw
            )
            if not quoted or amount not in self._first or not _same(self._first[amount], self._first[adjusted]):
                continue
            places = {cell: row.cell(str(key)) for key, cell in told.parts.items() if isinstance(cell, Cell)}
            places[amount] = adjusted
            for cell, place in places.items():
                if cell.raw and not place.raw:
                    place.raw = cell.raw
                    if cell in self._first:
                        self._first[place] = self._first[cell]._replace(cell=place)
                self._first.pop(cell, None)
            self.placed = [one._replace(cell=places.get(one.cell, one.cell)) for one in self.placed]
            listed.rows.remove(told)
            listed.renumber()
            return

    def withdraw(self, path: str, reason: str) -> None:
        """Take the rows of the list at ``path`` back: their numbers are not read, for that ``reason``."""
        rows = self.rows(path)
        cells = {cell for row in rows.rows for cell in row.cells()}
        for placed in [placed for placed in self.placed if placed.cell in cells]:
            self.placed.remove(placed)
            self.unread.append(Unread(placed.digits, placed.unit, placed.piece, reason, placed.mention))
        for cell in cells:
            self._first.pop(cell, None)
        rows.rows.clear()

    def measure(self, row: Node, name: str, mention: Quantity, piece: Piece) -> None:
        """Place ``mention`` in the figure ``name`` of ``row``, whose unit is a field of the row."""
        unit, cell = row.cell("unit"), row.cell(name)
        unit.raw = unit.raw or mention.amount.unit.name
        if unit.raw != mention.amount.unit.name or cell.raw:
            self.refuse(mention, piece, "同一指标有两个数")
            return
        cell.raw = mention.amount.typed
        self.placed.append(Placed(cell, mention.amount.typed, mention.amount.unit.name, piece, mention))

    def first(self, cell: Cell) -> Placed | None:
        """The number that gave ``cell`` its figure; None where none did."""
        return self._first.get(cell)

    def take_back(self, mention: Quantity) -> None:
        """Make ``mention`` a number that is neither placed nor unread: whoever does so accounts for it anew."""
        self.unread = [one for one in self.unread if one.mention is not mention]
        self.rivals = [one for one in self.rivals if one.mention is not mention]
        self.differing = [pair for pair in self.differing if mention not in (pair[0].mention, pair[1].mention)]
        for placed in [one for one in self.placed if one.mention is mention]:
            self.placed.remove(placed)
            if self._first.get(placed.cell, placed).mention is mention:
                self._first.pop(placed.cell, None)
                placed.cell.raw = ""
                if again := next((one for one in self.placed if one.cell is placed.cell), None):
                    self._first[placed.cell] = again
                    placed.cell.raw = _raw(again)

    def refuse(self, mention: Quantity, piece: Piece, reason: str) -> None:
        """Account for a number that found no place."""
        said = "约数，不参与核对" if mention.hedged else reason
        typed = mention.amount.typed
        if mention.cell is not None and piece.clause.rpartition("|")[2].startswith("-"):
            typed = f"-{typed.lstrip('-')}"  # a table tells by its head that it is less
        self.unread.append(Unread(typed, mention.amount.unit.name, piece, said, mention))

    def in_order(self, order: dict[int, int]) -> None:
        """Put what was placed and what was not in the order of the document, by the identity of the mentions."""
        self.placed.sort(key=lambda one: order.get(id(one.mention), len(order)))
        self.unread.sort(key=lambda one: order.get(id(one.mention), len(order)))

    def cell(self, path: str) -> Cell:
        """The cell at ``path``, rows by number."""
        return self.report.cell(path)

    def rows(self, path: str) -> RowList:
        """The list at ``path``."""
        return self.report.rows(path)

    def set_text(self, path: str, text: str) -> None:
        """Keep ``text`` in the empty text field at ``path``; further text becomes a further paragraph."""
        cell = self.cell(path)
        text = text.strip()
        if text:
            cell.raw = f"{cell.raw}\n{text}" if cell.raw and cell.field.multiline else cell.raw or text


def fits(name: str, field: NumberField) -> bool:
    """Whether a number with the unit ``name`` can stand in ``field``: a bare one only where persons are counted."""
    unit = unit_named(name)
    if unit is None:
        return name in ("亿", "万") and field.unit.dimension == "金额"
    if not name:
        return False
    if field.unit == PEOPLE and name in _PERSONS:
        return True
    return unit.dimension == field.unit.dimension


def _signed(mention: Quantity, sign: int) -> str:
    """The digits of a mention; ``sign`` is -1 where its words turn them."""
    digits = mention.amount.typed
    if sign < 0 and digits.strip("-0."):
        return digits.removeprefix("-") if digits.startswith("-") else f"-{digits}"
    return digits.removeprefix("-") if sign < 0 else digits


def _raw(placed: Placed) -> str:
    """What the field keeps of the number; "" where it cannot have it."""
    try:
        return canonical(placed.digits + ("" if placed.unit in ("%", "人", "个") else placed.unit), placed.cell.unit)
    except ZipingError:
        return ""


def _same(first: Placed, again: Placed) -> bool:
    """Whether both say the same amount, as far as the coarser of the two says it."""
    one, other = _amount(first), _amount(again)
    if one is None or other is None:
        return first.digits == again.digits
    finer, coarser = sorted((one, other), key=lambda figure: figure.half)
    return coarser.low <= finer.value <= coarser.high if finer.half != coarser.half else finer.value == coarser.value


def _amount(placed: Placed) -> Figure | None:
    unit = unit_named(placed.unit) or placed.cell.unit
    try:
        return read(placed.digits + ("" if placed.unit == "人" else placed.unit), unit, _decimals(placed.digits))
    except ZipingError:
        return None


def _decimals(digits: str) -> int:
    return len(digits.partition(".")[2])

"""What workbooks would change in a draft, shown before it is taken, and the taking itself."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from model.figures import SCALE, WAN, Unit
from model.report import sources
from model.report.binding import one
from model.report.edits import Inserted, Typed, apply
from model.report.tree import Cell
from model.schema.fields import NO, YES, Number
from model.text import fold
from model.workbooks import mapping, placing
from model.workbooks.choosing import choose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.report.edits import Single
    from model.report.report import Report
    from model.workbooks.choosing import Choice
    from model.workbooks.placing import Doubt, Found, Hit
    from model.workbooks.reading import Book


class Taken(NamedTuple):
    """A value for the field at ``path``, as it will be kept, and where it stands.

    ``section`` is the number of its section, ``old`` what the field has now, ``row`` the name of the row that it needs
    where the draft has none yet.
    """

    section: int
    path: str
    label: str
    value: str
    file: str
    sheet: str
    cell: str
    old: str
    row: str = ""


class Unplaced(NamedTuple):
    """What was not taken: the field it may have been for ("" for a whole table), where, and why."""

    label: str
    file: str
    sheet: str
    cell: str
    text: str
    reason: str


class Proposal(NamedTuple):
    """What workbooks have for a draft."""

    figures: list[Taken]
    unplaced: list[Unplaced]
    remarks: list[str]


def propose(report: Report, books: Sequence[Book]) -> Proposal:
    """What ``books`` have for ``report``. Raises DraftError where they have no table that is known."""
    typed = report.cell("overview.year")
    choice = choose(books, int(typed.raw) if typed.state == "typed" else None, report.cell("overview.unit").raw)
    proposal = Proposal([], [], [])
    _remark_books(books, choice, proposal)
    for table, why in choice.left:
        proposal.unplaced.append(Unplaced("", table.file, table.sheet.name, "", "", why))
    now, before, year = choice.now, choice.before, choice.year
    cells = {cell.path: cell for cell in report.root.cells()}
    _take(report, placing.find(now, year), cells, cells, proposal)
    if before:
        found = placing.find(before, year - 1 if year else None)
        found.functions.clear()
        _take(report, found, cells, _of_last_year(report), proposal)
    return proposal


def _remark_books(books: Sequence[Book], choice: Choice, proposal: Proposal) -> None:
    known = [*choice.now, *choice.before, *(table for table, _ in choice.left)]
    used = {(table.file, table.sheet.name) for table in known}
    for book in books:
        left = [sheet.name for sheet in book.sheets if (book.file, sheet.name) not in used]
        if left:
            proposal.remarks.append(f"{book.file} 没有用到的工作表：{'、'.join(left)}")
        if book.hidden:
            proposal.remarks.append(f"{book.file} 隐藏的工作表没有读：{'、'.join(book.hidden)}")
    if choice.undated:
        files = "、".join(choice.undated)
        proposal.remarks.append(f"{files} 没有写明年度，作为报告年度（{choice.year or '草稿未填'}）的报表取数")


def _of_last_year(report: Report) -> dict[str, Cell]:
    """The fields that repeat last year's figures, by the path of the field they come from."""
    return {
        one(cell.node, cell.field.from_last).path: cell
        for cell in report.root.cells()
        if cell.field.from_last is not None and not cell.computable
    }


def _take(report: Report, found: Found, cells: dict[str, Cell], into: dict[str, Cell], proposal: Proposal) -> None:
    """Propose what was found, in the order of the mapping; ``into`` gives the field for each path of the mapping."""

    def whole(path: str) -> Decimal | None:
        cell = into.get(path)
        return None if cell is None or cell.figure is None else Decimal(cell.figure.value) / SCALE / WAN.factor

    annex = report.section(12).cell("included").raw == YES
    wanted = {path: cell for path, cell in into.items() if annex or cell.section != 12}
    entries = {entry.path: entry for entry in mapping.MAPPING}
    doubts = list(found.doubts)
    proposal.remarks.extend(found.remarks)
    for path in [*entries, *mapping.NONE.values()]:
        hit, cell = found.hits.get(path), wanted.get(path)
        if hit is None or cell is None:
            continue
        why = ""
        if path in entries and entries[path].scope is not None:
            scope = entries[path].scope
            assert scope is not None
            why = placing.out_of_scope(entries[path], cells[scope.choice].raw, found, whole)
        if why:
            doubts.append(placing.Doubt(path, hit.table, hit.row, hit.column, why))
        else:
            proposal.figures.extend(_figures(cells, cell, hit))
    for function in found.functions:
        proposal.figures.append(_function(report, function.name, function.hit, len(proposal.figures), proposal))
    if found.functions:
        proposal.unplaced.extend(_unmatched(report, found))
    for doubt in doubts:
        if not doubt.path or doubt.path in wanted or doubt.path == mapping.FUNCTIONS:
            unplaced = _unplaced(wanted.get(doubt.path), doubt)
            if unplaced is not None and unplaced not in proposal.unplaced:
                proposal.unplaced.append(unplaced)


def _figures(cells: dict[str, Cell], cell: Cell, hit: Hit) -> Iterator[Taken]:
    """The figure, and what has to be said with it: that there is such a budget after all."""
    none = next((cells[path] for path in mapping.NONE.values() if path == f"{cell.node.path}.none"), None)
    nothing = hit.number is not None and not hit.number
    if nothing and ((none is not None and none.raw == YES) or (cell.field.blank_is_none and not cell.raw)):
        return
    if none is not None and none is not cell and none.raw == YES and cell.field.name == "actual":
        yield _taken(none, NO, hit)
    yield _taken(cell, hit.text or plain(hit.number or Decimal(), hit.table.unit, cell), hit)


def plain(number: Decimal, unit: Unit | None, cell: Cell) -> str:
    """An amount as the draft keeps it: in 万元 as printed there, else the exact source amount in 元."""
    assert unit is not None
    assert isinstance(cell.field, Number)
    if unit == cell.field.unit and number == round(number, cell.field.decimals):
        return _digits(number)
    return f"{_digits(number * unit.factor)}元"


def _digits(number: Decimal) -> str:
    text = f"{round(number, 6).normalize():f}"
    return "0" if text == "-0" else text


def _taken(cell: Cell, value: str, hit: Hit) -> Taken:
    return Taken(cell.section, cell.path, cell.label, value, hit.table.file, hit.table.sheet.name, hit.cell, cell.raw)


def _function(report: Report, name: str, hit: Hit, number: int, proposal: Proposal) -> Taken:
    """The figure of a functional class: in the row of that name, or in a new row."""
    rows = report.rows(mapping.FUNCTIONS)
    row = next((row for row in rows.rows if fold(row.cell("name").raw) == fold(name)), None)
    if row is not None:
        cell = row.cell("amount")
        return _taken(cell, plain(hit.number or Decimal(), hit.table.unit, cell), hit)
    new = sum(bool(figure.row) for figure in proposal.figures)
    field = next(part for part in rows.element.record.elements if part.name == "amount")
    assert isinstance(field, Number)
    path = f"{rows.path}.{len(rows.rows) + new}.amount"
    label = f"{rows.element.label}·{name}·{field.label}"
    value = plain(hit.number or Decimal(), hit.table.unit, Cell(field, rows.node))
    return Taken(rows.node.section, path, label, value, hit.table.file, hit.table.sheet.name, hit.cell, "", name)


def _unmatched(report: Report, found: Found) -> Iterator[Unplaced]:
    """The rows of the draft that no class of the table is called like."""
    names = {fold(function.name) for function in found.functions}
    table = found.functions[0].hit.table
    for row in report.rows(mapping.FUNCTIONS).rows:
        if fold(row.cell("name").raw) not in names:
            why = "支出决算表的类级科目里没有它的项目支出，草稿里的这一行没有改动"
            yield Unplaced(row.label, table.file, table.sheet.name, "", "", why)


def _unplaced(cell: Cell | None, doubt: Doubt) -> Unplaced | None:
    """What to say of a doubt; None for a blank where the draft says nothing either and need not."""
    text = str(doubt.table.cell(doubt.row, doubt.column)).strip() if doubt.cell else ""
    silent = (doubt.cell and not text) or doubt.why == placing.NOT_FOUND
    if cell is not None and silent and cell.field.blank_is_none and not cell.raw:
        return None
    label = cell.label if cell is not None else ""
    return Unplaced(label, doubt.table.file, doubt.table.sheet.name, doubt.cell, text, doubt.why)


def take(report: Report, proposal: Proposal) -> None:
    """Put the figures into the report, each with its source."""
    for edit in edits(report, proposal.figures):
        apply(report.root, edit)
    report.bind()


def edits(report: Report, figures: Sequence[Taken]) -> list[Single]:
    """What takes ``figures``, all of a proposal for ``report`` as it is or some of them, each with its source."""
    rows = report.rows(mapping.FUNCTIONS)
    raws: dict[str, str] = {}
    found: list[Single] = []
    origins: dict[str, sources.Origin] = {}
    added = 0
    for figure in figures:
        path = figure.path
        if figure.row:
            at = len(rows.rows) + added
            path = f"{rows.path}.{at}.amount"
            found.append(Inserted(rows.path, at, {"name": figure.row, "amount": figure.value}))
            added += 1
        else:
            old = raws.get(path, report.cell(path).raw)
            if old != figure.value:
                found.append(Typed(path, old, figure.value))
            raws[path] = figure.value
        origins[path] = sources.Origin(path, figure.file, figure.sheet, figure.cell, figure.value)
    return found + sources.edits(report.rows("sources"), origins.values())

"""What workbooks would change in a draft, shown before it is taken, and the taking itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from model.figures import SCALE, WAN, Unit
from model.report import sources
from model.report.binding import one
from model.report.edits import Inserted, Typed, apply
from model.report.tree import Cell
from model.schema.fields import NO, YES, Number
from model.text import fold
from model.workbooks import agreement, mapping, placing
from model.workbooks.choosing import choose
from model.workbooks.hits import NOT_FOUND, UNCERTAIN, Doubt, Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from model.report.edits import Single
    from model.report.report import Report
    from model.workbooks.choosing import ChosenTables
    from model.workbooks.hits import Hit
    from model.workbooks.reading import Book
    from model.workbooks.tables import Table


@dataclass(frozen=True, slots=True)
class Taken:
    """A value for the field at ``path``, as it will be kept, and where it stands.

    ``section`` is the number of its section, ``old`` what the field has now, ``row`` the name of the row that it needs
    where the draft has none yet. ``doubt`` says why it is not taken unless the clerk wants it, "" where it is.
    ``covers`` names the money that the amount is of.
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
    doubt: str = ""
    covers: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What was not taken: the field it may have been for ("" for a whole table), where, and why."""

    label: str
    file: str
    sheet: str
    cell: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What workbooks have for a draft: figures for fields, what could not be placed, and what else is to be known.

    ``repeated`` are the same figures in further tables.
    """

    figures: list[Taken] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    repeated: list[Taken] = field(default_factory=list)

    @property
    def certain(self) -> list[Taken]:
        """The figures that nothing speaks against; only these are taken unasked."""
        return [figure for figure in self.figures if not figure.doubt]

    @property
    def doubtful(self) -> list[Taken]:
        """The figures that do not add up or may not be of this department."""
        return [figure for figure in self.figures if figure.doubt]


def propose(report: Report, books: Sequence[Book]) -> Proposal:
    """What ``books`` have for ``report``. Raises DraftError where they have no table that is known."""
    typed = report.cell("overview.year")
    choice = choose(books, int(typed.raw) if typed.state == "typed" else None, report.cell("overview.unit").raw)
    proposal = Proposal()
    _remark_books(books, choice, proposal)
    for table, why in choice.left:
        proposal.unplaced.append(Unplaced("", table.file, table.sheet.name, "", "", why))
    now, before, year = choice.now, choice.before, choice.year
    cells = {cell.path: cell for cell in report.root.cells()}
    last = _of_last_year(report)
    found = placing.find(now, year)
    earlier = placing.find(before, year - 1 if year else None)
    earlier.functions.clear()
    _take(report, choice, found, cells, cells, _references(cells, last, earlier), proposal)
    if before:
        _take(report, choice, earlier, cells, last, _references(last, {}, Found()), proposal)
    _remark_idle([*now, *before], (found, earlier), proposal)
    known = {table.kind for table in (*now, *before)}
    missing = [kind for kind in dict.fromkeys(title.kind for title in mapping.TITLES) if kind not in known]
    missing = [kind for kind in missing if kind in mapping.NEEDED]
    if missing:
        proposal.remarks.append(f"没有找到的表：{'、'.join(missing)}；其中的数没有取")
    proposal.remarks[:] = dict.fromkeys(proposal.remarks)
    return proposal


def _remark_books(books: Sequence[Book], choice: ChosenTables, proposal: Proposal) -> None:
    known = [*choice.now, *choice.before, *(table for table, _ in choice.left)]
    used = {(table.file, table.sheet.name) for table in known}
    proposal.remarks.extend(f"{said}，没有选取" for _, said in choice.foreign)
    if choice.undated:
        files = "、".join(choice.undated)
        proposal.remarks.append(f"{files} 没有写明年度，作为报告年度（{choice.year or '草稿未填'}）的报表取数")
    if choice.named:
        names = "、".join(f"“{name}”" for name in choice.named)
        proposal.remarks.append(f"草稿没有填单位名称，没有核对这些账表是不是本单位的：写的是{names}")
    for book in books:
        left = [sheet.name for sheet in book.sheets if sheet.rows and (book.file, sheet.name) not in used]
        if left:
            proposal.remarks.append(f"{book.file} 没有用到的工作表：{'、'.join(left)}")
        if book.hidden:
            proposal.remarks.append(f"{book.file} 隐藏的工作表没有读：{'、'.join(book.hidden)}")
        proposal.remarks.extend(f"{book.file} {remark}" for remark in book.remarks)


def _remark_idle(tables: Sequence[Table], found: Iterable[Found], proposal: Proposal) -> None:
    """Name the tables that are known and gave no figure and no doubt."""
    told = {id(doubt.table) for each in found for doubt in each.doubts}
    for each in found:
        hits = [*each.hits.values(), *each.wholes.values(), *(hit for others in each.others.values() for hit in others)]
        told |= {id(hit.table) for hit in hits}
    for table in tables:
        if id(table) not in told:
            proposal.remarks.append(f"{table.file} 工作表“{table.sheet.name}”里没有报告要用的数，没有用到")


def _references(cells: dict[str, Cell], last: dict[str, Cell], earlier: Found) -> dict[str, list[agreement.Reference]]:
    """What the draft and last year's tables say of each path."""
    found: dict[str, list[agreement.Reference]] = {}
    for known, what in ((cells, "草稿里已填的数"), (last, "草稿里的上年数")):
        for path, cell in known.items():
            amount = None if not cell.raw else _wan(cell)
            if amount is not None:
                found.setdefault(path, []).append(agreement.Reference(amount, what))
    for path, hit in earlier.hits.items():
        if hit.wan is not None:
            found.setdefault(path, []).append(agreement.Reference(hit.wan, f"上年的{hit.where}"))
    return found


def _wan(cell: Cell) -> Decimal | None:
    """The amount of a field in 万元; None where it has none."""
    if cell.figure is None or not isinstance(cell.field, Number) or cell.figure.unit.dimension != WAN.dimension:
        return None
    return Decimal(cell.figure.value) / SCALE / WAN.factor


def _of_last_year(report: Report) -> dict[str, Cell]:
    """The fields that repeat last year's figures, by the path of the field they come from."""
    return {
        one(cell.node, cell.field.from_last).path: cell
        for cell in report.root.cells()
        if cell.field.from_last is not None and not cell.computable
    }


def _take(
    report: Report,
    choice: ChosenTables,
    found: Found,
    cells: dict[str, Cell],
    into: dict[str, Cell],
    references: dict[str, list[agreement.Reference]],
    proposal: Proposal,
) -> None:
    """Propose what was found, in the order of the mapping; ``into`` gives the field for each path of the mapping."""

    def whole(path: str) -> Decimal | None:
        cell = into.get(path)
        return None if cell is None else _wan(cell)

    entries = {entry.path: entry for entry in mapping.MAPPING}
    doubts = list(found.doubts)
    weighed = agreement.weigh(found, references)
    weighed.tables += choice.foreign
    proposal.remarks.extend([*weighed.remarks, *found.remarks])
    for path in [*entries, *mapping.NONE.values()]:
        cell, entry, hit, why = into.get(path), entries.get(path), found.hits.get(path), ""
        if entry is not None and entry.scope is not None:
            chosen = cells[entry.scope.choice]
            hit, why = placing.in_scope(entry, chosen.raw, found, whole, chosen.label)
        if hit is None or cell is None:
            continue
        if why:
            doubts.append(Doubt(path, hit.table, hit.row, hit.column, why))
        elif not hit.printed and cell.field.blank_is_none and not cell.raw:
            doubts.append(Doubt(path, hit.table, hit.row, hit.column, UNCERTAIN))
        else:
            proposal.figures.extend(_figures(cells, cell, hit, weighed.why(path, hit.table)))
            others = [other for other in found.others.get(path, ()) if other.number is not None]
            proposal.repeated.extend(
                _taken(cell, plain(other.number or Decimal(), other.table.unit, cell), other, "") for other in others
            )
    for function in found.functions:
        doubt = weighed.why(mapping.FUNCTIONS, function.hit.table)
        proposal.figures.append(_function(report, function.name, function.hit, doubt, proposal))
    if found.functions:
        proposal.unplaced.extend(_unmatched(report, found))
    blank: dict[str, list[str]] = {}
    for doubt_of in doubts:
        if not doubt_of.path or doubt_of.path in into or doubt_of.path == mapping.FUNCTIONS:
            cell = into.get(doubt_of.path)
            if _is_optional_blank(cell, doubt_of):
                where = f"{doubt_of.table.file} 工作表“{doubt_of.table.sheet.name}”"
                assert cell is not None
                blank.setdefault(where, []).append(f"{cell.label}{f'（{doubt_of.cell}）' if doubt_of.cell else ''}")
                continue
            unplaced = _unplaced(report, cell, doubt_of)
            if unplaced not in proposal.unplaced:
                proposal.unplaced.append(unplaced)
    proposal.remarks.extend(f"{where} 空着或没有这一项，没有取：{'、'.join(labels)}" for where, labels in blank.items())


def _figures(cells: dict[str, Cell], cell: Cell, hit: Hit, doubt: str) -> Iterator[Taken]:
    """The figure, and what has to be said with it: that there is such a budget after all."""
    none = next((cells[path] for path in mapping.NONE.values() if path == f"{cell.node.path}.none"), None)
    nothing = hit.number is not None and not hit.number
    if nothing and none is not None and none.raw == YES:
        return
    if none is not None and none is not cell and none.raw == YES and cell.field.name == "actual":
        yield _taken(none, NO, hit, doubt)
    yield _taken(cell, hit.text or plain(hit.number or Decimal(), hit.table.unit, cell), hit, doubt)


def plain(number: Decimal, unit: Unit | None, cell: Cell) -> str:
    """An amount as the draft keeps it: in 万元 as printed there, else the exact source amount in 元."""
    assert unit is not None
    assert isinstance(cell.field, Number)
    if not number:
        return "0"
    if unit == cell.field.unit and number == round(number, cell.field.decimals):
        return _digits(number)
    return f"{_digits(number * unit.factor)}元"


def _digits(number: Decimal) -> str:
    text = f"{round(number, 6).normalize():f}"
    return "0" if text == "-0" else text


def _taken(cell: Cell, value: str, hit: Hit, doubt: str) -> Taken:
    at = (hit.table.file, hit.table.sheet.name, hit.cell)
    covers = mapping.COVERS[hit.table.kind]
    return Taken(cell.section, cell.path, cell.label, value, *at, cell.raw, doubt=doubt, covers=covers)


def _function(report: Report, name: str, hit: Hit, doubt: str, proposal: Proposal) -> Taken:
    """The figure of a functional class: in the row of that name, or in a new row."""
    rows = report.rows(mapping.FUNCTIONS)
    row = next((row for row in rows.rows if fold(row.cell("name").raw) == fold(name)), None)
    if row is not None:
        cell = row.cell("amount")
        return _taken(cell, plain(hit.number or Decimal(), hit.table.unit, cell), hit, doubt)
    new = sum(bool(figure.row) for figure in proposal.figures)
    field = next(part for part in rows.element.record.elements if part.name == "amount")
    assert isinstance(field, Number)
    path = f"{rows.path}.{len(rows.rows) + new}.amount"
    label = f"{rows.element.label}·{name}·{field.label}"
    value = plain(hit.number or Decimal(), hit.table.unit, Cell(field, rows.node))
    at = (hit.table.file, hit.table.sheet.name, hit.cell)
    return Taken(rows.node.section, path, label, value, *at, "", name, doubt, mapping.COVERS[hit.table.kind])


def _unmatched(report: Report, found: Found) -> Iterator[Unplaced]:
    """The rows of the draft that no class of the table is called like."""
    names = {fold(function.name) for function in found.functions}
    table = found.functions[0].hit.table
    for row in report.rows(mapping.FUNCTIONS).rows:
        if fold(row.cell("name").raw) not in names:
            why = "支出决算表的类级科目里没有它的项目支出，草稿里的这一行没有改动"
            yield Unplaced(row.label, table.file, table.sheet.name, "", "", why)


def _is_optional_blank(cell: Cell | None, doubt: Doubt) -> bool:
    """Whether a blank cell, or none, stands for a field that may stay empty and is."""
    blank_cell = doubt.why == UNCERTAIN or doubt.why == NOT_FOUND
    return cell is not None and blank_cell and cell.field.blank_is_none and not cell.raw


def _unplaced(report: Report, cell: Cell | None, doubt: Doubt) -> Unplaced:
    """What to say of a doubt."""
    text = str(doubt.table.cell(doubt.row, doubt.column)).strip() if doubt.cell else ""
    label = cell.label if cell is not None else ""
    if doubt.path == mapping.FUNCTIONS:
        label = report.rows(mapping.FUNCTIONS).element.label
    return Unplaced(label, doubt.table.file, doubt.table.sheet.name, doubt.cell, text, doubt.why)


def take(report: Report, proposal: Proposal) -> None:
    """Put the figures that nothing speaks against into the report, each with its source."""
    for edit in edits(report, proposal.certain):
        apply(report.root, edit)
    report.bind()


def edits(report: Report, figures: Sequence[Taken]) -> list[Single]:
    """What takes ``figures``, all of a proposal for ``report`` as it is or some of them, each with its source."""
    rows = report.rows(mapping.FUNCTIONS)
    raws: dict[str, str] = {}
    found: list[Single] = []
    origins: dict[str, sources.FigureOrigin] = {}
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
        origins[path] = sources.FigureOrigin(path, figure.file, figure.sheet, figure.cell, figure.value)
    return found + sources.edits(report.rows("sources"), origins.values())

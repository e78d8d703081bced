"""Each figure of a report beside the cell of the accounts and beside last year's: agreeing, rounded, differing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from model.drafts.draft import DraftError
from model.figures import WAN, Figure, FigureError, Unit, digits, exact_digits, figure, group, read
from model.report.binding import one
from model.report.tree import Cell
from model.schema.fields import Number
from model.schema.outline import LAST_SECTION
from model.tieout.documents import CheckedReport, figure_of
from model.workbooks import mapping, proposing
from model.workbooks.books import Book
from model.workbooks.table_choice import named_in
from model.workbooks.tables import departments

Verdict = Literal["agrees", "rounding", "differs", "not_stated"]

WORDS: Final[dict[Verdict, str]] = {
    "agrees": "一致",
    "rounding": "尾差",
    "differs": "不符",
    "not_stated": "报告未写",
}


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A figure of the report (``own``, "" where it states none) beside what one source says (``theirs``).

    ``source`` is the name of the file, ``sheet`` and ``cell`` the place in it (in a report: no sheet, and the field's
    name). ``difference`` is own less theirs. ``covers`` names the money that the amount is of, ``doubt`` why the
    source itself may be wrong.
    """

    section: int
    path: str
    label: str
    own: str
    source: str
    sheet: str
    cell: str
    theirs: str
    difference: str
    verdict: Verdict
    covers: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class TieOut:
    """A report held against its sources: ``lines`` in the order of the report, and what else is to be known.

    ``foreign`` says of which sources it is not certain that they are of the report's department: to be told before
    all else. ``unchecked`` are the labels of figures that the accounts should have and no source has.
    """

    document: CheckedReport
    foreign: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    lines: list[ComparedLine] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def of(self, verdict: Verdict) -> list[ComparedLine]:
        """The lines of one verdict."""
        return [line for line in self.lines if line.verdict == verdict]


def tie_out(document: CheckedReport, books: Sequence[Book], others: Iterable[CheckedReport]) -> TieOut:
    """``document`` held against workbooks and other documents: last year's, or the same year's in another form.

    What names another department is told of and not compared; the accounts of its office alone are compared and told
    of. Raises DraftError where nothing is left to compare, and where workbooks hold no table that is known.
    """
    found = TieOut(document)
    books = [book for book in books if _is_own(document, book.file, named_in(book), found)]
    others = [
        other for other in others if _is_own(document, other.name, tuple(filter(None, [other.department])), found)
    ]
    if not books and not others:
        raise DraftError(*found.foreign)
    found.sources.extend(book.file for book in books)
    if books:
        _against_books(document, books, found)
    for other in others:
        found.sources.append(other.name)
        _against_document(document, other, found)
    known = {line.path for line in found.lines}
    order = {cell.path: number for number, cell in enumerate(document.report.root.cells())}
    found.lines.sort(key=lambda line: (line.section, order.get(line.path, len(order))))
    if books:
        paths = [entry.path for entry in mapping.MAPPING if not entry.derived]
        cells = [document.report.cell(path) for path in paths if path in document.stated and path not in known]
        found.unchecked.extend(cell.label for cell in cells)
    return found


def _is_own(document: CheckedReport, source: str, names: Sequence[str], found: TieOut) -> bool:
    """Whether a source that names the departments ``names`` may be of the report's; ``found`` is told where not."""
    own = document.department
    if not own or not names or any(departments.same(name, own) for name in names):
        return True
    said = f"{source} 写的是“{'、'.join(names)}”，{document.name} 的单位名称是“{own}”"
    if any(departments.alike(name, own) for name in names):
        found.foreign.append(f"{said}：一个只是本级的，下面相差的可能是口径不同")
        return True
    found.foreign.append(f"{said}：不是同一个部门的，没有核对；确是同一个部门的，请把名称改成一致再核对")
    return False


def _against_books(document: CheckedReport, books: Sequence[Book], found: TieOut) -> None:
    proposal = proposing.propose(document.report, books)
    cells = {cell.path: cell for cell in document.report.root.cells()}
    for taken in [*proposal.figures, *proposal.repeated]:
        cell = cells.get(taken.path) if not taken.row else None
        if cell is not None and not isinstance(cell.field, Number):
            continue  # 本单位无此项: what the amounts say is compared below
        if taken.section > LAST_SECTION and taken.path not in document.stated:
            continue  # an annex that the report does not have
        theirs = _amount(taken.value, cell.unit if cell is not None else WAN)
        own = None if cell is None or cell.path not in document.stated else figure_of(cell)
        if own is None and taken.optional:
            continue  # not every department reports it
        place = (taken.file, taken.sheet, taken.cell)
        # Whose accounts they are is said once, before all lines.
        doubt = "；".join(why for why in taken.doubt.split("；") if f"{why}，没有选取" not in proposal.foreign)
        found.lines.append(_line(taken.section, taken.path, taken.label, own, theirs, place, taken.covers, doubt))
    told = {*proposal.foreign, *proposal.untaken}
    found.remarks.extend(remark for remark in proposal.remarks if remark not in told)
    for left in proposal.unplaced:
        where = f"{left.file} 工作表“{left.sheet}”{left.cell}"
        found.remarks.append(
            f"{left.label or where}：{left.reason}（{where}）" if left.label else f"{where}：{left.reason}"
        )


def _amount(value: str, unit: Unit) -> Figure:
    """A value as a draft keeps it in a field of ``unit``; 无 is nothing."""
    decimals = 2 if unit.dimension == WAN.dimension else 0
    try:
        return read(value, unit, decimals)
    except FigureError:
        return figure(0, unit, decimals)


def _against_document(document: CheckedReport, other: CheckedReport, found: TieOut) -> None:
    """The same figures of the same year, or last year's figures that both state."""
    if document.year is None or other.year is None:
        found.remarks.append(f"{other.name}：有一份没有写明年度，没有核对")
        return
    if other.year not in (document.year, document.year - 1):
        found.remarks.append(f"{other.name} 是{other.year}年度的，不是本年的，也不是上一年的，没有核对")
        return
    theirs = {cell.path: cell for cell in other.report.root.cells()}
    for cell in document.report.root.cells():
        if not isinstance(cell.field, Number):
            continue
        path = cell.path if other.year == document.year else _last_path(cell)
        known = theirs.get(path)
        their_figure = None if known is None or path not in other.stated else figure_of(known)
        if known is None or their_figure is None or cell.path not in document.stated:
            continue
        place = (other.name, "", known.label)
        found.lines.append(_line(cell.section, cell.path, cell.label, figure_of(cell), their_figure, place))


def _last_path(cell: Cell) -> str:
    """Where last year's report has the figure that this year's repeats; "" for one that is not repeated."""
    source = cell.field.from_last
    return "" if source is None or cell.computable else one(cell.node, source).path


def _line(
    section: int,
    path: str,
    label: str,
    own: Figure | None,
    theirs: Figure,
    place: tuple[str, str, str],
    covers: str = "",
    doubt: str = "",
) -> ComparedLine:
    said: tuple[str, Verdict] = ("", "not_stated") if own is None else (_difference(own, theirs), judge(own, theirs))
    text = own.text() if own is not None else ""
    return ComparedLine(section, path, label, text, *place, _shown(theirs), *said, covers, doubt)


def judge(own: Figure, theirs: Figure) -> Verdict:
    """Whether a printed figure is that of the source, is it but for its rounding, or is another."""
    if own.value == theirs.value or figure(theirs.value, own.unit, own.decimals).value == own.value:
        return "agrees"
    if abs(own.value - theirs.value) <= 2 * (own.half + theirs.half):
        return "rounding"
    return "differs"


def _shown(theirs: Figure) -> str:
    """The figure as its source has it; one in 元 in 万元, too, as the report says it."""
    if theirs.unit.name != "元":
        return theirs.text()
    return f"{group(exact_digits(theirs.value, WAN, 2))}{WAN.name}"


def _difference(own: Figure, theirs: Figure) -> str:
    if own.value == theirs.value:
        return ""
    plain = digits(own.value - theirs.value, own.unit, min(max(own.decimals, theirs.decimals), 6))
    return ("" if plain.startswith("-") else "+") + group(plain) + own.unit.name

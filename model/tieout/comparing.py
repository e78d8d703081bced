"""Each figure of a report beside the cell of the accounts and beside last year's: agreeing, rounded, differing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from model.drafts.draft import DraftError
from model.report.binding import one
from model.report.tree import Cell
from model.schema.fields import Number
from model.tieout.against_accounts import AccountsComparison
from model.tieout.compared_lines import TieOut, compared_line
from model.tieout.documents import CheckedReport
from model.workbooks import mapping
from model.workbooks.books import Book
from model.workbooks.table_choice import named_in
from model.workbooks.tables import departments


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
        AccountsComparison(document, books, found).run()
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


def _against_document(document: CheckedReport, other: CheckedReport, found: TieOut) -> None:
    """The same figures of the same year, or last year's figures that both state."""
    if document.year is None or other.year is None:
        found.remarks.append(f"{other.name}：有一份没有写明年度，没有核对")
        return
    if other.year not in (document.year, document.year - 1):
        found.remarks.append(f"{other.name} 是{other.year}年度的，不是本年的，也不是上一年的，没有核对")
        return
    if other.year == document.year:
        found.left.append(f"{other.name} 也是{other.year}年度的自评报告或草稿，不是账表：与它一致，不等于与账表一致")
    theirs = {cell.path: cell for cell in other.report.root.cells()}
    for cell in document.report.root.cells():
        if not isinstance(cell.field, Number):
            continue
        path = cell.path if other.year == document.year else _last_path(cell)
        known = theirs.get(path)
        their_figure = None if known is None else other.figure(known)
        if known is None or their_figure is None or cell.path not in document.stated:
            continue
        place = (other.name, "", known.label)
        found.lines.append(
            compared_line(cell.section, cell.path, cell.label, document.figure(cell), their_figure, place)
        )


def _last_path(cell: Cell) -> str:
    """Where last year's report has the figure that this year's repeats; "" for one that is not repeated."""
    source = cell.field.from_last
    return "" if source is None or cell.computable else one(cell.node, source).path

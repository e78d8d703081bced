"""Takes the annexed tables that stand on sheets of a workbook: the scores of the department and of its projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final, NamedTuple

from model.figures import MONEY, PLAIN_UNIT
from model.language.paragraphs import PlainTable, TextTable
from model.language.text_document import read
from model.patterns import Pattern
from model.report.report import Report
from model.report.tree import Cell, Node, RowList
from model.scanning.annexed_tables import AnnexReader
from model.scanning.files.blocks import Grid
from model.scanning.gathering import Gathering
from model.scanning.titles import annex_of
from model.schema.fields import Number
from model.schema.outline import LAST_SECTION
from model.text import fold
from model.workbooks.books import Book, Sheet, Value
from model.workbooks.files.inspection import address, misleading
from model.workbooks.found_amounts import plain
from model.workbooks.tables import departments
from model.workbooks.tables.cell_values import clean, numeric
from model.workbooks.tables.table_headings import years_in
from model.workbooks.taking import Proposal, Taken, Unplaced

_TITLED: Final = 6
"""So many rows down a sheet its title stands at the lowest."""
_CONTROLLED: Final = Pattern("(?:[一二三四]、)?经费控制情况")
_BASIC_DATA: Final = "基础数据表"
"""What a table with that heading is, whatever it is called: 部门（单位）基本情况表."""
_PERCENT: Final = Pattern(r"0(?:\.(0+))?%")
_YEAR: Final = Pattern(r"\(?20[0-9]{2}年度?\)?")
_ROWS: Final = {"projects": "name", "indicators": "level3"}
"""By what the rows of the lists in annexes are known."""
_WHICH_UNIT: Final = "表头没有写明金额单位（元还是万元）"


class AnnexSheet(NamedTuple):
    """A sheet with an annexed table: the ``file`` it is in and the ``title`` that says so."""

    file: str
    sheet: Sheet
    title: str

    @property
    def department(self) -> str:
        """Whose annex it is; "" for not said."""
        return departments.stated(self._top)

    @property
    def years(self) -> set[int]:
        """The years that its title names, or a line that says nothing else."""
        return years_in([self.title]) or years_in(filter(_YEAR.fullmatch, self._top))

    @property
    def _top(self) -> list[str]:
        return [clean(cell) for row in self.sheet.rows[:_TITLED] for cell in row if cell != ""]


def of(book: Book) -> Iterator[AnnexSheet]:
    """The sheets of ``book`` whose title, or else whose name, is that of an annex, or that have its headings."""
    for sheet in book.sheets:
        lines = (next((cell for cell in row if cell != ""), "") for row in sheet.rows[:_TITLED])
        titles = [clean(line) for line in lines if isinstance(line, str) and annex_of(clean(line))]
        if titles or annex_of(clean(sheet.name)):
            yield AnnexSheet(book.file, sheet, titles[0] if titles else clean(sheet.name))
        elif any(_CONTROLLED.match(str(cell)) for row in sheet.rows[: 2 * _TITLED] for cell in row):
            yield AnnexSheet(book.file, sheet, _BASIC_DATA)


def take(report: Report, annexes: Sequence[AnnexSheet], year: int | None, proposal: Proposal) -> None:
    """Propose what the annexes hold for ``report``, of ``year``; numbers that have no field there are remarked."""
    gathering = Gathering()
    places = _AnnexHomes(gathering.report, report)
    department = report.cell("overview.unit").raw
    read_sheets = []
    for annex in annexes:
        stated = annex.years
        if year and stated and year not in stated:
            why = f"是{min(stated)}年度的，不是报告年度{year}年的"
            proposal.unplaced.append(Unplaced("", annex.file, annex.sheet.name, "", "", why))
            continue
        reader = AnnexReader(gathering, year or 0, [block := Grid(_texts(annex.sheet))])
        table = read([TextTable(block.rows)]).pieces[0]
        assert isinstance(table, PlainTable)
        refused = len(gathering.unread)
        reader.line(annex.title)
        reader.table(table)
        read_sheets.append((annex, reader, _foreign(annex, department)))
        numbers = (one.mention.cell for one in gathering.unread[refused:])
        left = [(row, at + len(table.rows[row])) for row, at in filter(None, numbers)]
        taken = set(reader.origins.values())
        if cells := [address(*at) for at in left if at not in taken and numeric(annex.sheet.rows[at[0]][at[1]])]:
            proposal.untaken.append(f"{annex.file} 工作表“{annex.sheet.name}”没有取的数：{'、'.join(cells)}")
    proposed = {figure.path for figure in proposal.figures}
    for annex, reader, foreign in read_sheets:  # where rows belong is known when all are read
        for cell, at in reader.origins.items():
            unit = cell.field.unit if isinstance(cell.field, Number) else PLAIN_UNIT
            doubt = foreign if reader.unit or unit.dimension != MONEY else _WHICH_UNIT
            path, known, row = places.of(cell)
            shown = cell
            if known is not None and (source := _repeated(known, report)) is not None and source.path not in proposed:
                path, known, shown = source.path, source, source  # where the annex takes it from
                proposed.add(path)
            told = (shown.label, cell.raw, annex.file, annex.sheet.name, address(*at), known.raw if known else "")
            proposal.figures.append(Taken(shown.section, path, *told, row, doubt, unit=unit.name))


def _repeated(cell: Cell, report: Report) -> Cell | None:
    """The empty figure of a section that ``cell`` of an annex only repeats; None where it does not, or is filled in."""
    formula = report.formula(cell)
    arms = [] if formula is None else list(formula.arms.values())
    terms = arms[0].terms if len(arms) == 1 and arms[0].base is None else ()
    source = terms[0][1] if len(terms) == 1 and terms[0][0] == 1 else None
    if source is None or source.raw or source.section > LAST_SECTION or report.formula(source) is not None:
        return None
    return source


def _foreign(annex: AnnexSheet, department: str) -> str:
    """Why the sheet may be another department's than ``department``; "" where nothing says so."""
    named = annex.department
    if not named or not department or departments.same(named, department):
        return ""
    return f"写的是“{named}”，草稿的单位名称是“{department}”：不能断定是同一个部门的账"


def _texts(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    """The cells as they are shown, blanks for those that nobody sees or that show no amount of their own."""
    return tuple(
        tuple(_shown(sheet, row, at, cell) for at, cell in enumerate(rows)) for row, rows in enumerate(sheet.rows)
    )


def _shown(sheet: Sheet, row: int, column: int, cell: Value) -> str:
    if row in sheet.hidden_rows or column in sheet.hidden_columns:
        return ""
    code = sheet.formats.get((row, column), "")
    if isinstance(cell, str):
        return cell
    if (percent := _PERCENT.search(code)) is not None:
        return f"{cell * 100:.{len(percent[1] or '')}f}%"
    return "" if code and misleading(code) else plain(cell)


class _AnnexHomes:
    """Where the cells of ``read``, a report that sheets were read into, belong in ``report``."""

    def __init__(self, read: Report, report: Report) -> None:
        self.read = read
        self.report = report
        self._rows: dict[RowList, list[int]] = {}

    def of(self, cell: Cell) -> tuple[str, Cell | None, str]:
        """The path, the cell there, and the name of the row that has to come where there is none yet."""
        theirs: Node | RowList | Cell = self.read.root
        ours: Node | RowList | Cell | None = self.report.root
        steps, row = [], ""
        for step in cell.path.split("."):
            if isinstance(theirs, RowList):
                at = self._matched(theirs, ours)[int(step)]
                theirs = theirs.rows[int(step)]
                ours = ours.rows[at] if isinstance(ours, RowList) and at < len(ours.rows) else None
                row, step = row or ("" if ours else theirs.title), str(at)
            else:
                assert isinstance(theirs, Node)
                theirs, ours = theirs.parts[step], ours.parts[step] if isinstance(ours, Node) else None
            steps.append(step)
        return ".".join(steps), ours if isinstance(ours, Cell) else None, row

    def _matched(self, theirs: RowList, ours: object) -> list[int]:
        """The place in the list ``ours`` of each row of ``theirs``: that of the row of the same name, or a new one."""
        if theirs not in self._rows:
            rows = ours.rows if isinstance(ours, RowList) else []
            name = _ROWS.get(theirs.element.name, theirs.element.record.title)
            known = {fold(row.cell(name).raw): at for at, row in reversed(list(enumerate(rows)))}
            new = count(len(rows))
            titles = (fold(row.cell(name).raw) for row in theirs.rows)
            self._rows[theirs] = [known.pop(title) if title in known else next(new) for title in titles]
        return self._rows[theirs]

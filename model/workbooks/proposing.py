"""Proposes the figures of workbooks for the fields of a draft; nothing is taken before the clerk saw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from model.figures import SCALE, WAN, read
from model.report.binding import one
from model.report.report import Report
from model.report.tree import Cell
from model.schema.fields import NO, YES, Number
from model.workbooks import annex_sheets, cross_checks, mapping, placing, remaining_numbers, unused_tables
from model.workbooks.books import Book
from model.workbooks.found_amounts import NOT_FOUND, NOTHING, UNCERTAIN, Doubt, Found, Hit
from model.workbooks.proposed_rows import once_more, plain, records_of, rows_of, taken_from, unlike
from model.workbooks.table_choice import ChosenTables, choose, identity
from model.workbooks.tables.side_by_side import parted
from model.workbooks.taking import Proposal, Taken, Unplaced


def propose(report: Report, books: Sequence[Book]) -> Proposal:
    """What ``books`` have for ``report``. Raises DraftError where they have no table that is known."""
    books = [parted(book) for book in books]
    typed = report.cell("overview.year")
    annexes = [sheet for book in books for sheet in annex_sheets.of(book)]
    year = int(typed.raw) if typed.state == "typed" else None
    choice = choose(books, year, report.cell("overview.unit").raw, annexes)
    proposal = Proposal([*identity(report, choice, books, annexes)])
    proposal.foreign.extend(dict.fromkeys(f"{said}，没有选取" for _, said in choice.foreign))
    proposal.remarks.extend([*proposal.foreign, *unused_tables.of_books(books, choice, annexes)])
    for table, why in choice.left:
        proposal.unplaced.append(Unplaced("", table.file, table.sheet.name, table.its_rows, "", why))
    now, before, year = choice.now, choice.before, choice.year
    cells = {cell.path: cell for cell in report.root.cells()}
    last = _of_last_year(report)
    found = placing.find(now, year)
    beside = [past for table in now if (past := table.last_year())]
    earlier = placing.find([*before, *beside], year - 1 if year else None)
    read = {id(hit.table) for hit in earlier.hits.values() if not hit.counted}
    idle = {id(past) for past in beside} - read  # their columns of last year are of things or of lists
    earlier.doubts[:] = [doubt for doubt in earlier.doubts if doubt.why != NOT_FOUND or id(doubt.table) not in idle]
    earlier = replace(earlier, functions=[], economic={}, incomes={}, listed={}, records={})  # of figures alone
    weighed = cross_checks.weigh(found, _references(cells, last, earlier), ())
    slipped = weighed.slipped
    weighed.tables += choice.foreign
    scopes = _scopes(cells, found, weighed)
    _Taking(proposal, report, found, weighed, cells, scopes).take()
    if before or beside:
        weighed = cross_checks.weigh(earlier, _references(last, {}, Found()), slipped)
        weighed.tables += choice.foreign
        _Taking(proposal, report, earlier, weighed, last, scopes).take()
    certain = {figure.path for figure in proposal.certain}
    proposal.figures.extend(
        taken_from(cells[path], hit, value=value)
        for path, (value, hit) in scopes.items()
        if not certain.isdisjoint(entry.path for entry in mapping.MAPPING if entry.scope and entry.scope.choice == path)
    )
    annex_sheets.take(report, annexes, year, proposal)
    _tell_what_is_left(proposal, books, choice, found, earlier)
    proposal.sheets.extend(unused_tables.of_sheets(books, choice, annexes, proposal.certain))
    return proposal


def _tell_what_is_left(proposal: Proposal, books: Sequence[Book], choice: ChosenTables, *found: Found) -> None:
    """Remark on the tables and numbers that were not taken, and on the tables that are missing."""
    chosen, left = [*choice.now, *choice.before], [table for table, _ in choice.left]
    idle = unused_tables.idle(chosen, found)
    proposal.remarks.extend(f"{table.file} 工作表“{table.sheet.name}”里没有报告要用的数，没有用到" for table in idle)
    as_a_whole = left + idle + [doubt.table for each in found for doubt in each.doubts if not doubt.path]
    proposal.untaken.extend(remaining_numbers.of_sheets(books, chosen + left, as_a_whole, _told(proposal)))
    if proposal.untaken:
        proposal.untaken.insert(0, "下列没有取的数，草稿里没有它们的位置，或认不出是哪一项，需要的请自行填写")
    proposal.remarks.extend(proposal.untaken)
    proposal.remarks.extend(unused_tables.of_missing({table.kind for table in chosen}))
    proposal.remarks[:] = dict.fromkeys(proposal.remarks)


def _scopes(cells: dict[str, Cell], found: Found, weighed: cross_checks.Weighed) -> dict[str, tuple[str, Hit]]:
    """What figures of a part of the accounts cover, by the choice that the draft has not made, with the part compared.

    The draft says nothing of these figures yet, and the part is less than the whole beyond doubt: where the whole is
    not told, all parts are less than all expenditure in one table.
    """
    chosen: dict[str, tuple[str, Hit]] = {}
    scopes = dict.fromkeys(entry.scope for entry in mapping.MAPPING if entry.scope is not None)
    for scope in scopes:
        paths = [entry.path for entry in mapping.MAPPING if entry.scope and entry.scope.choice == scope.choice]
        typed = any(path in cells and cells[path].raw for path in (scope.choice, *paths))
        parts, of_all = [scope.part], scope.whole
        if of_all not in found.hits and not scope.open:
            parts = [other.part for other in scopes if other.choice == scope.choice]
            of_all = mapping.TOTAL
        told = [found.hits.get(path) for path in (*parts, of_all)]
        hits = [hit for hit in told if hit is not None and hit.wan is not None]
        apart = of_all != scope.whole and len({id(hit.table) for hit in hits}) > 1
        if typed or apart or len(hits) < len(told) or (scope.open and not found.wholes.keys().isdisjoint(paths)):
            continue
        whys = [weighed.why(path, hit.table) for path, hit in zip((*parts, of_all), hits, strict=True)]
        *amounts, whole = [hit.wan or Decimal() for hit in hits]
        if not any(whys) and scope.part in weighed.held and sum(amounts, Decimal()) < whole:
            chosen.setdefault(scope.choice, (scope.value, hits[0]))
    return chosen


def _told(proposal: Proposal) -> dict[tuple[str, str], set[str]]:
    """The cells that were taken, compared or listed, by file and sheet."""
    told: dict[tuple[str, str], set[str]] = {}
    places = [(each.file, each.sheet, each.cell) for each in (*proposal.figures, *proposal.repeated)]
    for file, sheet, cells in [*places, *((each.file, each.sheet, each.cell) for each in proposal.unplaced)]:
        told.setdefault((file, sheet), set()).update(cells.split("、"))
    return told


def _references(
    cells: dict[str, Cell], last: dict[str, Cell], earlier: Found
) -> dict[str, list[cross_checks.Reference]]:
    """What the draft and last year's tables say of each path."""
    found: dict[str, list[cross_checks.Reference]] = {}
    for known, what in ((cells, "草稿里已填的数"), (last, "草稿里的上年数")):
        for path, cell in known.items():
            amount = None if not cell.raw else _wan(cell)
            if amount is not None:
                found.setdefault(path, []).append(cross_checks.Reference(amount, what))
    for path, hit in earlier.hits.items():
        if hit.wan is not None:
            found.setdefault(path, []).append(cross_checks.Reference(hit.wan, f"上年的{hit.where}", hit.table.sheet))
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
        if cell.field.from_last is not None
    }


class _Taking:
    """What one year's tables have, on its way into a proposal; ``into`` gives the field of each path of the mapping.

    ``scopes`` are the choices that are proposed for what figures cover, each with the amount that shows it.
    """

    def __init__(
        self,
        proposal: Proposal,
        report: Report,
        found: Found,
        weighed: cross_checks.Weighed,
        into: dict[str, Cell],
        scopes: dict[str, tuple[str, Hit]],
    ) -> None:
        self.proposal = proposal
        self.report = report
        self.found = found
        self.weighed = weighed
        self.into = into
        self.scopes = scopes
        self.cells = {cell.path: cell for cell in report.root.cells()}
        self.entries = {entry.path: entry for entry in mapping.MAPPING}
        self.doubts = list(found.doubts)

    def take(self) -> None:
        """Propose what was found, in the order of the mapping."""
        self.proposal.remarks.extend([*self.weighed.remarks, *self.found.remarks])
        self._fields()
        self._lists()
        if self.found.economic:
            self._economic()
        self._doubted()

    def _whole(self, path: str) -> Decimal | None:
        cell = self.into.get(path)
        return None if cell is None else _wan(cell)

    def _fields(self) -> None:
        proposal, found = self.proposal, self.found
        known = {figure.path: number for number, figure in enumerate(proposal.figures)}
        for path in [*self.entries, *mapping.NONE.values()]:
            cell, entry, hit, why = self.into.get(path), self.entries.get(path), found.hits.get(path), ""
            if entry is not None and entry.scope is not None:
                chosen = self.cells[entry.scope.choice]
                value = self.scopes[chosen.path][0] if chosen.path in self.scopes else chosen.raw
                hit, why = placing.in_scope(entry, value, found, self._whole, chosen.label)
            if hit is None or cell is None:
                continue
            if why:
                self.doubts.append(Doubt(path, hit.table, hit.row, hit.column, why))
            elif not hit.printed:
                proposal.repeated.append(taken_from(cell, hit, value="0"))
                if cell.state != "typed" or cell.figure is None or cell.figure.value:
                    self.doubts.append(Doubt(path, hit.table, hit.row, hit.column, NOTHING))
            elif cell.path in known:
                again = taken_from(cell, hit, value=plain(hit.number or Decimal(), hit.table.unit, cell))
                _repeat(proposal, known[cell.path], again)
            else:
                proposal.figures.extend(self._figures(cell, hit, self.weighed.why(path, hit.table)))
                proposal.repeated.extend(once_more(cell, found.others.get(path, ())))

    def _figures(self, cell: Cell, hit: Hit, doubt: str) -> Iterator[Taken]:
        """The figure, and what has to be said with it: that there is such a budget after all."""
        none = next((self.cells[path] for path in mapping.NONE.values() if path == f"{cell.node.path}.none"), None)
        nothing = hit.number is not None and not hit.number
        if nothing and none is not None and none.raw == YES:
            return
        if none is not None and none is not cell and none.raw == YES and cell.field.name == "actual":
            yield taken_from(none, hit, doubt, NO)
        yield taken_from(cell, hit, doubt)

    def _lists(self) -> None:
        report, found, why = self.report, self.found, self.weighed.why
        figures = self.proposal.figures
        if found.functions:
            doubt = why(mapping.FUNCTIONS, found.functions[0].hit.table)
            told_below = _are_told_below(report, found)
            classes = rows_of(report, mapping.FUNCTIONS, found.functions, doubt)
            figures.extend(taken for taken in classes if not (taken.row and told_below))
            self.proposal.unplaced.extend(_unmatched(report, found))
        for path, kinds in found.incomes.items():
            doubt = why(mapping.INCOMES[kinds[0].hit.table.kind][1], kinds[0].hit.table)
            figures.extend(rows_of(report, path, kinds, doubt))
        for path, rows in found.listed.items():
            doubt = why(path, rows[0].hit.table)
            if path in mapping.WHOLE_LISTS and (others := unlike(report, path, rows)):
                named = "、".join(f"“{row.title}”" for row in others[:3])
                doubt = "；".join(filter(None, (doubt, f"草稿里有表里没有的{named}，名称不同的请先改成一样")))
            figures.extend(rows_of(report, path, rows, doubt))
        for path, records in found.records.items():
            figures.extend(records_of(report, path, records, why))

    def _economic(self) -> None:
        """The economic classes of what the draft says they are of; else of the most that is there."""
        proposal, found = self.proposal, self.found
        chosen, taken = self.cells[mapping.ECONOMIC_SCOPE], ""
        for classes in mapping.ECONOMIC_TABLES:
            rows = found.economic.get(classes.value)
            if not rows:
                continue
            if (taken or chosen.raw or classes.value) != classes.value:
                where = f"{rows[0].hit.table.file} 工作表“{rows[0].hit.table.sheet.name}”"
                said = f"按经济分类的数是{classes.value}的，草稿里是{taken or chosen.raw}的，没有用到"
                proposal.remarks.append(f"{where}{said}")
                continue
            table = rows[0].hit.table
            doubt = self.weighed.why(f"{mapping.ECONOMIC}.{classes.value}", table)
            if classes.part:
                part, hit = found.hits.get(classes.part), found.hits.get(classes.whole)
                all_of_it = hit.wan if hit is not None else self._whole(classes.whole)
                if part is None or part.wan != all_of_it:
                    reason = f"这张表只含一般公共预算，不是全部{classes.value}"
                    if not chosen.raw:
                        label = self.report.rows(mapping.ECONOMIC).element.label
                        proposal.unplaced.append(Unplaced(label, table.file, table.sheet.name, "", "", reason))
                        continue
                    doubt = "；".join(filter(None, (doubt, reason)))
            proposal.figures.append(taken_from(chosen, rows[0].hit, doubt, classes.value))
            proposal.figures.extend(rows_of(self.report, mapping.ECONOMIC, rows, doubt))
            if (total := found.economic_totals.get(classes.value)) is not None:
                proposal.figures.append(taken_from(self.cells[mapping.ECONOMIC_TOTAL], total, doubt))
            taken = classes.value

    def _doubted(self) -> None:
        """What could not be placed for certain: listed, but where the field may stay empty."""
        proposal = self.proposal
        blank: dict[str, list[str]] = {}
        for doubt in self.doubts:
            entry, cell = self.entries.get(doubt.path), self.into.get(doubt.path)
            scope = None if entry is None else entry.scope
            if cell is not None and (scope is None or self.cells[scope.choice].raw == scope.value):
                proposal.repeated.extend(once_more(cell, doubt.hits))
            if doubt.path and doubt.path not in self.into and doubt.path not in (mapping.FUNCTIONS, mapping.ECONOMIC):
                continue
            if cell is not None and _may_stay_blank(cell, doubt):
                where = f"{doubt.table.file} 工作表“{doubt.table.sheet.name}”"
                blank.setdefault(where, []).append(f"{cell.label}{f'（{doubt.cell}）' if doubt.cell else ''}")
            elif (unplaced := _unplaced(self.report, cell, doubt)) not in proposal.unplaced:
                proposal.unplaced.append(unplaced)
        proposal.remarks.extend(
            f"{where} 空着或没有这一项，没有取：{'、'.join(labels)}" for where, labels in blank.items()
        )


def _repeat(proposal: Proposal, at: int, again: Taken) -> None:
    """A figure that this year's tables have is in last year's, too: 年初结转 is what 年末结转 was."""
    first = proposal.figures[at]
    proposal.repeated.append(again)
    if read(first.value, WAN, 2).value != read(again.value, WAN, 2).value:
        where = f"{again.file} 工作表“{again.sheet}”{again.cell}"
        doubt = "；".join(filter(None, (first.doubt, f"上年的{where}是{again.value}，与本年表里的不同")))
        proposal.figures[at] = replace(first, doubt=doubt)


def _unmatched(report: Report, found: Found) -> Iterator[Unplaced]:
    """The rows of the draft that no class of the table is called like."""
    table = found.functions[0].hit.table
    for row in unlike(report, mapping.FUNCTIONS, found.functions):
        why = "支出决算表的类级科目里没有它的项目支出，草稿里的这一行没有改动"
        yield Unplaced(row.label, table.file, table.sheet.name, "", "", why)


def _are_told_below(report: Report, found: Found) -> bool:
    """Whether the classes that the draft has no row for are those that other rows of it tell by their lower classes."""
    others = unlike(report, mapping.FUNCTIONS, found.functions)
    figures = [row.cell("amount").figure for row in others]
    known = {row.cell("name").raw for row in report.rows(mapping.FUNCTIONS).rows}
    fresh = sum((row.hit.wan or Decimal() for row in found.functions if row.name not in known), Decimal())
    told = sum(figure.value for figure in figures if figure is not None)
    return bool(others) and told > 0 and told == fresh * WAN.factor * SCALE


def _may_stay_blank(cell: Cell, doubt: Doubt) -> bool:
    """Whether a blank cell, or none, stands for a field that may stay empty and is."""
    blank_cell = doubt.why in (UNCERTAIN, NOTHING, NOT_FOUND)
    return blank_cell and (cell.field.blank_is_none or cell.folded) and not cell.raw


def _unplaced(report: Report, cell: Cell | None, doubt: Doubt) -> Unplaced:
    """What to say of a doubt."""
    text = str(doubt.table.cell(doubt.row, doubt.column)).strip() if doubt.cell else ""
    label = cell.label if cell is not None else ""
    if doubt.path in (mapping.FUNCTIONS, mapping.ECONOMIC):
        label = report.rows(doubt.path).element.label
    return Unplaced(label, doubt.table.file, doubt.table.sheet.name, doubt.cell, text, doubt.why)

"""Proposes the figures of workbooks for the fields of a draft; nothing is taken before the clerk saw it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count

from model.figures import SCALE, WAN, Unit, read
from model.report.binding import one
from model.report.report import Report
from model.report.tree import Cell, Node
from model.schema.fields import NO, YES, Number
from model.text import fold
from model.workbooks import annex_sheets, cross_checks, mapping, placing, remaining_numbers, unused_tables
from model.workbooks.books import Book
from model.workbooks.found_amounts import NOT_FOUND, NOTHING, UNCERTAIN, Doubt, Found, FundRecord, Hit, Row
from model.workbooks.table_choice import ChosenTables, choose, identity
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.side_by_side import parted
from model.workbooks.tables.table_kinds import KINDS
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
    earlier.functions.clear()
    earlier.economic.clear()
    earlier.incomes.clear()
    earlier.listed.clear()
    earlier.records.clear()
    scopes: dict[str, tuple[str, Hit]] = {}
    slipped = _take(report, choice, found, cells, cells, _references(cells, last, earlier), proposal, scopes)
    if before or beside:
        _take(report, choice, earlier, cells, last, _references(last, {}, Found()), proposal, scopes, slipped)
    certain = {figure.path for figure in proposal.certain}
    proposal.figures.extend(
        _taken(cells[path], value, hit, "")
        for path, (value, hit) in scopes.items()
        if not certain.isdisjoint(entry.path for entry in mapping.MAPPING if entry.scope and entry.scope.choice == path)
    )
    annex_sheets.take(report, annexes, year, proposal)
    idle = unused_tables.idle([*now, *before], (found, earlier))
    proposal.remarks.extend(f"{table.file} 工作表“{table.sheet.name}”里没有报告要用的数，没有用到" for table in idle)
    tables = [*now, *before, *(table for table, _ in choice.left)]
    as_a_whole = [table for table in tables if table not in (*now, *before)] + idle
    as_a_whole += [doubt.table for each in (found, earlier) for doubt in each.doubts if not doubt.path]
    proposal.untaken.extend(remaining_numbers.of_sheets(books, tables, as_a_whole, _told(proposal)))
    if proposal.untaken:
        proposal.untaken.insert(0, "下列没有取的数，草稿里没有它们的位置，或认不出是哪一项，需要的请自行填写")
    proposal.remarks.extend(proposal.untaken)
    proposal.remarks.extend(unused_tables.of_missing({table.kind for table in (*now, *before)}))
    proposal.remarks[:] = dict.fromkeys(proposal.remarks)
    proposal.sheets.extend(unused_tables.of_sheets(books, choice, annexes, proposal.certain))
    return proposal


def _scopes(cells: dict[str, Cell], found: Found, weighed: cross_checks.Weighed) -> dict[str, tuple[str, Hit]]:
    """What figures of a part of the accounts cover, by the choice that the draft has not made, with the part compared.

    The draft says nothing of these figures yet, and the part is less than the whole beyond doubt.
    """
    chosen: dict[str, tuple[str, Hit]] = {}
    for scope in dict.fromkeys(entry.scope for entry in mapping.MAPPING if entry.scope is not None):
        paths = [entry.path for entry in mapping.MAPPING if entry.scope and entry.scope.choice == scope.choice]
        typed = any(path in cells and cells[path].raw for path in (scope.choice, *paths))
        part, whole = found.hits.get(scope.part), found.hits.get(scope.whole)
        if typed or part is None or whole is None or (scope.open and not found.wholes.keys().isdisjoint(paths)):
            continue
        certain = not (weighed.why(scope.part, part.table) or weighed.why(scope.whole, whole.table))
        certain = certain and scope.part in weighed.held
        if certain and part.wan is not None and whole.wan is not None and part.wan < whole.wan:
            chosen.setdefault(scope.choice, (scope.value, part))
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


def _take(
    report: Report,
    choice: ChosenTables,
    found: Found,
    cells: dict[str, Cell],
    into: dict[str, Cell],
    references: dict[str, list[cross_checks.Reference]],
    proposal: Proposal,
    scopes: dict[str, tuple[str, Hit]],
    slipped: Iterable[str] = (),
) -> set[str]:
    """Propose what was found, in the order of the mapping; ``into`` gives the field for each path of the mapping.

    ``scopes`` are the choices that are proposed for what figures cover, which those of this year add to; ``slipped``
    the files of which a unit is known to be wrong; returns those and what else is found to be.
    """

    def whole(path: str) -> Decimal | None:
        cell = into.get(path)
        return None if cell is None else _wan(cell)

    entries = {entry.path: entry for entry in mapping.MAPPING}
    doubts = list(found.doubts)
    known = {figure.path: number for number, figure in enumerate(proposal.figures)}
    weighed = cross_checks.weigh(found, references, slipped)
    wrong = weighed.slipped
    weighed.tables += choice.foreign
    if into is cells:
        scopes |= _scopes(cells, found, weighed)
    proposal.remarks.extend([*weighed.remarks, *found.remarks])
    for path in [*entries, *mapping.NONE.values()]:
        cell, entry, hit, why = into.get(path), entries.get(path), found.hits.get(path), ""
        if entry is not None and entry.scope is not None:
            chosen = cells[entry.scope.choice]
            value = scopes[chosen.path][0] if chosen.path in scopes else chosen.raw
            hit, why = placing.in_scope(entry, value, found, whole, chosen.label)
        if hit is None or cell is None:
            continue
        if why:
            doubts.append(Doubt(path, hit.table, hit.row, hit.column, why))
        elif not hit.printed:
            proposal.repeated.append(_taken(cell, "0", hit, ""))
            if cell.state != "typed" or cell.figure is None or cell.figure.value:
                doubts.append(Doubt(path, hit.table, hit.row, hit.column, NOTHING))
        elif cell.path in known:
            again = _taken(cell, plain(hit.number or Decimal(), hit.table.unit, cell), hit, "")
            _repeat(proposal, known[cell.path], again)
        else:
            proposal.figures.extend(_figures(cells, cell, hit, weighed.why(path, hit.table)))
            proposal.repeated.extend(_once_more(cell, found.others.get(path, ())))
    if found.functions:
        doubt = weighed.why(mapping.FUNCTIONS, found.functions[0].hit.table)
        proposal.figures.extend(_rows(report, mapping.FUNCTIONS, found.functions, doubt))
        proposal.unplaced.extend(_unmatched(report, found))
    for path, kinds in found.incomes.items():
        doubt = weighed.why(mapping.INCOMES[kinds[0].hit.table.kind][1], kinds[0].hit.table)
        proposal.figures.extend(_rows(report, path, kinds, doubt))
    for path, rows in found.listed.items():
        doubt = weighed.why(path, rows[0].hit.table)
        if path in mapping.WHOLE_LISTS and (others := _unlike(report, path, rows)):
            named = "、".join(f"“{row.title}”" for row in others[:3])
            doubt = "；".join(filter(None, (doubt, f"草稿里有表里没有的{named}，名称不同的请先改成一样")))
        proposal.figures.extend(_rows(report, path, rows, doubt))
    for path, records in found.records.items():
        proposal.figures.extend(_records(report, path, records, weighed.why))
    if found.economic:
        _economic(report, found, cells, whole, weighed.why, proposal)
    blank: dict[str, list[str]] = {}
    for doubt_of in doubts:
        entry, cell = entries.get(doubt_of.path), into.get(doubt_of.path)
        scope = None if entry is None else entry.scope
        if cell is not None and (scope is None or cells[scope.choice].raw == scope.value):
            proposal.repeated.extend(_once_more(cell, doubt_of.hits))
        if not doubt_of.path or doubt_of.path in into or doubt_of.path in (mapping.FUNCTIONS, mapping.ECONOMIC):
            if _is_optional_blank(cell, doubt_of):
                where = f"{doubt_of.table.file} 工作表“{doubt_of.table.sheet.name}”"
                assert cell is not None
                blank.setdefault(where, []).append(f"{cell.label}{f'（{doubt_of.cell}）' if doubt_of.cell else ''}")
                continue
            unplaced = _unplaced(report, cell, doubt_of)
            if unplaced not in proposal.unplaced:
                proposal.unplaced.append(unplaced)
    proposal.remarks.extend(f"{where} 空着或没有这一项，没有取：{'、'.join(labels)}" for where, labels in blank.items())
    return wrong


def _figures(cells: dict[str, Cell], cell: Cell, hit: Hit, doubt: str) -> Iterator[Taken]:
    """The figure, and what has to be said with it: that there is such a budget after all."""
    none = next((cells[path] for path in mapping.NONE.values() if path == f"{cell.node.path}.none"), None)
    nothing = hit.number is not None and not hit.number
    if nothing and none is not None and none.raw == YES:
        return
    if none is not None and none is not cell and none.raw == YES and cell.field.name == "actual":
        yield _taken(none, NO, hit, doubt)
    yield _taken(cell, _value(hit, cell), hit, doubt)


def plain(number: Decimal, unit: Unit | None, cell: Cell) -> str:
    """An amount as the draft keeps it: as printed where that is in 万元, else exactly in 元; a count as it is."""
    assert unit is not None
    assert isinstance(cell.field, Number)
    if not number:
        return "0"
    if cell.field.unit.dimension != unit.dimension:
        return _digits(number)
    if unit == cell.field.unit and number == round(number, cell.field.decimals):
        return _digits(number)
    return f"{_digits(number * unit.factor)}元"


def _value(hit: Hit, cell: Cell) -> str:
    """What is taken into ``cell``: the words that the table has for it, else the amount."""
    return hit.text or plain(hit.number or Decimal(), hit.table.unit, cell)


def _digits(number: Decimal) -> str:
    text = f"{round(number, 6).normalize():f}"
    return "0" if text == "-0" else text


def _taken(cell: Cell, value: str, hit: Hit, doubt: str) -> Taken:
    at = (hit.table.file, hit.table.sheet.name, hit.cell)
    covers = KINDS[hit.table.kind].covers
    words = {"doubt": doubt, "covers": covers, "unit": cell.unit.name if isinstance(cell.field, Number) else ""}
    return Taken(cell.section, cell.path, cell.label, value, *at, cell.raw, optional=cell.folded, **words)


def _once_more(cell: Cell, hits: Iterable[Hit]) -> Iterator[Taken]:
    """What further cells have for a field."""
    return (_taken(cell, plain(hit.number, hit.table.unit, cell), hit, "") for hit in hits if hit.number is not None)


def _repeat(proposal: Proposal, at: int, again: Taken) -> None:
    """A figure that this year's tables have is in last year's, too: 年初结转 is what 年末结转 was."""
    first = proposal.figures[at]
    proposal.repeated.append(again)
    if read(first.value, WAN, 2).value != read(again.value, WAN, 2).value:
        where = f"{again.file} 工作表“{again.sheet}”{again.cell}"
        doubt = "；".join(filter(None, (first.doubt, f"上年的{where}是{again.value}，与本年表里的不同")))
        proposal.figures[at] = replace(first, doubt=doubt)


def _rows(report: Report, path: str, found: Sequence[Row], doubt: str) -> list[Taken]:
    """The figures for the list at ``path``: each in the row of its name, or in a new row."""
    rows = report.rows(path)
    by_name = {_same_name(row.cell("name").raw): row for row in reversed(rows.rows)}
    fields = {part.name: part for part in rows.element.record.own_fields}
    taken: list[Taken] = []
    new: dict[str, int] = {}
    for told in found:
        name, hit, figure_of = told.name, told.hit, told.figure
        row, field = by_name.get(_same_name(name)), fields[figure_of]
        cell = Cell(field, rows.node) if row is None else row.cell(figure_of)
        figure = _taken(cell, _value(hit, cell), hit, doubt)
        if row is not None:
            taken.append(figure)
            if told.parts:
                taken.extend(_rows(report, f"{row.path}.parts", told.parts, doubt))
            continue
        label = f"{rows.element.label}·{name}·{field.label}"
        at = new.setdefault(name, len(rows.rows) + len(new))
        taken.append(replace(figure, path=f"{path}.{at}.{figure_of}", label=label, old="", row=name))
        for number, part in enumerate(told.parts):
            value = plain(part.hit.number or Decimal(), part.hit.table.unit, cell)
            inner = replace(_taken(cell, value, part.hit, doubt), label=f"{label}·其中{part.name}", old="", row=name)
            way = f"{path}.{at}.parts.{number}"
            taken.append(replace(inner, path=f"{way}.name", label=f"{inner.label}·名称", value=part.name, unit=""))
            taken.append(replace(inner, path=f"{way}.{figure_of}"))
    return taken


def _records(
    report: Report, path: str, records: Sequence[FundRecord], why: Callable[[str, AccountTable], str]
) -> Iterator[Taken]:
    """The figures and lines of ``records`` for the list at ``path``: each in the row of its name, or in a new row."""
    rows = report.rows(path)
    known = {_same_name(row.cell("name").raw): row for row in reversed(rows.rows)}
    new = count(len(rows.rows))
    for record in records:
        doubt = why(path, next(iter(record.hits.values())).table)
        row = known.get(_same_name(record.name))
        if row is not None:
            yield from (
                _taken(row.cell(name), _value(hit, row.cell(name)), hit, doubt) for name, hit in record.hits.items()
            )
            for name, lines in record.lists.items():
                yield from _rows(report, f"{row.path}.{name}", lines, doubt)
            continue
        empty = Node(rows.element.record, rows.element, rows.node, next(new))
        empty.cell("name").raw = record.name
        for name, hit in record.hits.items():
            yield replace(_taken(empty.cell(name), _value(hit, empty.cell(name)), hit, doubt), row=record.name)
        for name, lines in record.lists.items():
            for line in lines:
                inner = empty.list_at(name).insert(len(empty.list_at(name).rows))
                inner.cell("name").raw = line.name
                for cell, value in ((inner.cell("name"), line.name), (inner.cell("amount"), "")):
                    told = _taken(cell, value or _value(line.hit, cell), line.hit, doubt)
                    yield replace(told, row=record.name, old="")


def _same_name(name: str) -> str:
    """A name of a class as tables and drafts write it alike: 对个人和家庭的补助支出, 对个人和家庭补助."""
    return re.sub("的|支出$", "", fold(name))


def _economic(
    report: Report,
    found: Found,
    cells: dict[str, Cell],
    whole: Callable[[str], Decimal | None],
    why: Callable[[str, AccountTable], str],
    proposal: Proposal,
) -> None:
    """The economic classes of what the draft says they are of; where it does not say, of the most that is there."""
    chosen, taken = cells[mapping.ECONOMIC_SCOPE], ""
    for classes in mapping.ECONOMIC_TABLES:
        rows = found.economic.get(classes.value)
        if not rows:
            continue
        if (taken or chosen.raw or classes.value) != classes.value:
            where = f"{rows[0].hit.table.file} 工作表“{rows[0].hit.table.sheet.name}”"
            said = f"按经济分类的数是{classes.value}的，草稿里是{taken or chosen.raw}的，没有用到"
            proposal.remarks.append(f"{where}{said}")
            continue
        table, key = rows[0].hit.table, f"{mapping.ECONOMIC}.{classes.value}"
        doubt = why(key, table)
        if classes.part:
            part, hit = found.hits.get(classes.part), found.hits.get(classes.whole)
            all_of_it = hit.wan if hit is not None else whole(classes.whole)
            if part is None or part.wan != all_of_it:
                reason = f"这张表只含一般公共预算，不是全部{classes.value}"
                if not chosen.raw:
                    label = report.rows(mapping.ECONOMIC).element.label
                    proposal.unplaced.append(Unplaced(label, table.file, table.sheet.name, "", "", reason))
                    continue
                doubt = "；".join(filter(None, (doubt, reason)))
        proposal.figures.append(_taken(chosen, classes.value, rows[0].hit, doubt))
        proposal.figures.extend(_rows(report, mapping.ECONOMIC, rows, doubt))
        total = found.economic_totals.get(classes.value)
        if total is not None:
            cell = cells[mapping.ECONOMIC_TOTAL]
            value = plain(total.number or Decimal(), total.table.unit, cell)
            proposal.figures.append(_taken(cell, value, total, doubt))
        taken = classes.value


def _unmatched(report: Report, found: Found) -> Iterator[Unplaced]:
    """The rows of the draft that no class of the table is called like."""
    table = found.functions[0].hit.table
    for row in _unlike(report, mapping.FUNCTIONS, found.functions):
        why = "支出决算表的类级科目里没有它的项目支出，草稿里的这一行没有改动"
        yield Unplaced(row.label, table.file, table.sheet.name, "", "", why)


def _unlike(report: Report, path: str, found: Sequence[Row]) -> list[Node]:
    """The rows of the draft's list at ``path`` that have no name among those found."""
    names = {_same_name(row.name) for row in found}
    return [row for row in report.rows(path).rows if _same_name(row.cell("name").raw) not in names]


def _is_optional_blank(cell: Cell | None, doubt: Doubt) -> bool:
    """Whether a blank cell, or none, stands for a field that may stay empty and is."""
    blank_cell = doubt.why in (UNCERTAIN, NOTHING, NOT_FOUND)
    return cell is not None and blank_cell and (cell.field.blank_is_none or cell.folded) and not cell.raw


def _unplaced(report: Report, cell: Cell | None, doubt: Doubt) -> Unplaced:
    """What to say of a doubt."""
    text = str(doubt.table.cell(doubt.row, doubt.column)).strip() if doubt.cell else ""
    label = cell.label if cell is not None else ""
    if doubt.path in (mapping.FUNCTIONS, mapping.ECONOMIC):
        label = report.rows(doubt.path).element.label
    return Unplaced(label, doubt.table.file, doubt.table.sheet.name, doubt.cell, text, doubt.why)

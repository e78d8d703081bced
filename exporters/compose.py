"""From a report to its document: the wording of each section applied to what the draft says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from exporters.document import (
    Annex,
    Block,
    Document,
    Heading,
    Origin,
    Paragraph,
    Run,
    Table,
    lines_of_annexes,
    text_of_runs,
)
from exporters.wording import wording_blocks
from exporters.wording.cell_text import is_bare_reason, lines_of
from exporters.wording.list_numbers import bare_heading, numbered_lines
from exporters.wording.lookup import find
from exporters.wording.renderer import BLANK, Renderer, as_one, lead_in_once
from exporters.wording.standard import standard
from exporters.wording.wording_reader import UNIT
from model.patterns import Pattern
from model.report.references import Names
from model.report.report import Report
from model.report.tree import Cell, Node, RowList
from model.schema.fields import NONE, YES, Number
from model.text import numeral

MOST_SHEETS: Final = 5
"""Of more annexed tables of one kind, a part that is said alone holds one."""


def compose(report: Report, wording: wording_blocks.Wording | None = None) -> Document:
    """The whole report as a document: title, sections in the order of ``wording``, every figure with its path.

    ``wording`` is the standard one by default.
    """
    wording = wording or standard()
    frame, composer = wording.frame, _Composer(report, wording)
    title = tuple(filter(None, map(composer.line, (frame.above, wording.title))))
    subject = (report.cell(path).raw for path in ("overview.year", "overview.unit"))
    annexes = tuple(composer.annexes(wording.annexes))
    return Document(
        title,
        composer.line(frame.signature),
        composer.line(frame.date),
        tuple(composer.sections(wording.sections)),
        annexes,
        seal_line=composer.line(frame.seal),
        annex_lines=tuple(lines_of_annexes(annexes, frame.attached)),
        origin=content_hash(report),
        about=tuple(name for name in subject if name and any(name in line for line in title)),
    )


def compose_part(
    report: Report,
    key: str,
    wording: wording_blocks.Wording | None = None,
    *,
    names: Names | None = None,
    near: Node | None = None,
) -> Iterator[Block]:
    """The section or annexed tables called ``key`` alone, as they will read; nothing where an annex is left out.

    What is not asked for is not composed: a thousand tables take seconds.

    ``names`` is what the figures of the report are called, where that is known already. With ``near``, of many tables
    of one kind only the one of the record is said that ``near`` stands in, else the first.
    """
    wording = wording or standard()
    composer = _Composer(report, wording, names)
    yield from composer.sections(wording.sections, key)
    for annex in composer.annexes(wording.annexes, key, near):
        yield Heading(1, f"{annex.mark}　", annex.title)
        yield from annex.blocks


def content_hash(report: Report) -> str:
    """What tells the content of one draft from another, however the files are written."""
    from hashlib import sha256

    content = [node.content() for node in (*report.sections(), *report.annexes())]
    return sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()


def _answer(cell: Cell) -> str:
    """What a condition on ``cell`` goes by: where a department may have none of a part, noughts say so as 无 does."""
    none, figure = cell.node.parts.get("none"), cell.figure
    if not isinstance(none, Cell):
        return cell.raw
    if cell is none and cell.raw != YES and _has_only_noughts(cell.node):
        return YES
    return NONE if cell.raw and figure is not None and not figure.value else cell.raw


def _has_only_noughts(part: Node) -> bool:
    """Whether amounts are told in ``part``, all of them 0 or 无, and nothing else is."""
    told = [cell for cell in part.cells() if cell.raw and cell.field.name != "none"]
    return bool(told) and all(
        isinstance(cell.field, Number) and cell.figure is not None and not cell.figure.value for cell in told
    )


class _Composer:
    """Says the parts of a wording, counting headings."""

    def __init__(self, report: Report, wording: wording_blocks.Wording, names: Names | None = None) -> None:
        self.root = report.root
        self.renderer = Renderer(report, names or Names(report), wording.frame.own_name)
        self.text = _BlockWriter(self.renderer, wording.frame.unit, form=False)
        self.form = _BlockWriter(self.renderer, wording.frame.unit, form=True)

    def line(self, template: str) -> str:
        """What ``template`` says of the whole report."""
        return text_of_runs(self.renderer.render(template, self.root))

    def sections(self, sections: Iterable[wording_blocks.SectionWording], only: str = "") -> Iterator[Block]:
        for number, section in enumerate(sections, 1):
            if only and section.key != only:
                continue
            yield Heading(1, f"{numeral(number)}、", section.heading, section.key)
            self.text.level = 1
            yield from _numbered(self.text.all(section.blocks, self.node(section.key)))

    def annexes(
        self, sheets: Sequence[wording_blocks.AnnexWording], only: str = "", near: Node | None = None
    ) -> Iterator[Annex]:
        """The annexes that the draft includes; a mark without a number of its own gets one where there are several.

        With ``near``, one table of many, see ``compose_part``.
        """
        shown = [sheet for sheet in sheets if self.node(sheet.key).cell("included").raw == YES]
        chosen = {sheet.key for sheet in shown if sheet.when is not None and self.holds(sheet)}
        shown = [sheet for sheet in shown if (self.holds(sheet) if sheet.when is not None else sheet.key not in chosen)]
        for place, sheet in enumerate(shown, 1):
            if only and sheet.key != only:
                continue
            node = self.node(sheet.key)
            rows = find(node, sheet.each) if sheet.each else None
            records = rows.rows if isinstance(rows, RowList) else [node]
            alone = len(shown) == len(records) == 1
            mark = sheet.mark if alone or not sheet.mark or sheet.mark[-1].isdecimal() else f"{sheet.mark}{place}"
            wanted = _nearest(records, near) if near is not None and len(records) > MOST_SHEETS else None
            for number, said in enumerate(records, 1):
                if wanted is not None and said is not wanted:
                    continue
                heading = text_of_runs(self.renderer.render(sheet.heading, said))
                numbered = f"{mark}-{number}" if len(records) > 1 and mark else mark
                yield Annex(numbered, heading, tuple(_numbered(self.form.all(sheet.blocks, said))), sheet.landscape)

    def holds(self, sheet: wording_blocks.AnnexWording) -> bool:
        """Whether what the sheet stands for was chosen."""
        return sheet.when is not None and self.node(sheet.key).cell(sheet.when.name).raw in sheet.when.values

    def node(self, key: str) -> Node:
        """The part of the draft called ``key``, the whole draft for ""."""
        return self.root.record_at(key) if key else self.root


def _nearest(records: Sequence[Node], near: Node) -> Node:
    """The one of ``records`` that ``near`` is or stands in, else the first."""
    return next((around for around in near.outwards() if around in records), records[0])


class _BlockWriter:
    """Says blocks of a record. ``form``: as a form, whose rows stand there whether or not they are filled in.

    ``unit`` is what stands over a table.
    """

    def __init__(self, renderer: Renderer, unit: str, *, form: bool) -> None:
        self.renderer = renderer
        self.unit = unit
        self.form = form
        self.level = 1
        """That of the heading that stands above what is said now."""

    def all(self, parts: Iterable[wording_blocks.Block], node: Node) -> Iterator[Block]:
        for block in parts:
            if isinstance(block, wording_blocks.SentenceBlock):
                yield from paragraphs(self.renderer.render(block.template, node))
            elif isinstance(block, wording_blocks.TextBlock):
                yield from self.prose(block, node)
            elif isinstance(block, wording_blocks.HeadingBlock):
                yield from self.heading(block, node)
            elif isinstance(block, wording_blocks.TableBlock):
                yield from self.grid(block, node)
            elif not isinstance(block, wording_blocks.RowBlock):
                for inner, around in self.inside(block, node):
                    yield from self.all(inner, around)

    def inside(
        self, block: wording_blocks.Around, node: Node
    ) -> Iterator[tuple[tuple[wording_blocks.Block, ...], Node]]:
        """The blocks within ``block`` that are said, each time with the record that they are said of."""
        found = find(node, block.name)
        if isinstance(block, wording_blocks.EachBlock):
            assert isinstance(found, RowList)
            for row in found.rows:
                if self.form or not row.empty:
                    yield block.blocks, row
        elif isinstance(block, wording_blocks.IfBlock):
            assert isinstance(found, Cell)
            yield (block.blocks if _answer(found) in block.values else block.other), node
        else:
            assert isinstance(found, Node)
            if not (block.optional and found.empty):
                yield block.blocks, found

    def grid(self, block: wording_blocks.TableBlock, node: Node) -> Iterator[Table]:
        said = _Rows(self.renderer, block.unit, form=self.form)
        self.rows(block.blocks, node, said)
        rows = tuple(said.rows)
        # A total alone tells nothing that the text does not.
        lone = len(rows) == 1 and any(isinstance(part, wording_blocks.EachBlock) for part in block.blocks)
        if self.form or (any(run.path for row in rows for run in row) and not lone):
            caption = text_of_runs(self.renderer.render(block.caption, node))
            columns = range(len(block.header or rows[0]))
            numeric = tuple(any(row[column].path for row in rows) for column in columns)
            unit = self.unit.replace(UNIT, block.unit) if block.unit else ""
            joined = frozenset(said.left), frozenset(said.above)
            yield Table(caption, unit, block.header, numeric, rows, frozenset(said.heads), *joined)

    def rows(self, parts: Iterable[wording_blocks.Block], node: Node, said: _Rows) -> None:
        for block in parts:
            if isinstance(block, wording_blocks.RowBlock):
                said.add(block, node)
            elif isinstance(block, wording_blocks.Around):
                for inner, around in self.inside(block, node):
                    self.rows(inner, around, said)

    def heading(self, block: wording_blocks.HeadingBlock, node: Node) -> Iterator[Block]:
        title, own = block.template, "{" in block.template
        origin = None
        if own or "[" in title:
            runs = as_one(self.renderer.render(title, node))
            title = text_of_runs(runs).strip()
            origin = runs[0].origin if len(runs) == 1 else None
        if own:
            title = bare_heading(title)
        if title:
            self.level = block.level
            yield Heading(block.level, "" if own or block.level < 3 else _MAY_GO, title, origin=origin)

    def prose(self, block: wording_blocks.TextBlock, node: Node) -> Iterator[Block]:
        cell = find(node, block.name)
        assert isinstance(cell, Cell)
        lines = lines_of(cell)
        said_before = block.before and not (block.to_reason and not is_bare_reason(cell.raw))
        before = list(self.renderer.render(block.before, cell.node)) if said_before else []
        if not lines and (not before or block.before.count("{") or not (cell.field.required or self.form)):
            return
        label = text_of_runs(before)
        if lines and label.endswith("：") and lines[0].lstrip().startswith(label[:-1]):
            before = []  # the clerk typed the label, too
        if not block.to_reason:
            lead_in_once(before, lines[0] if lines else "")
        for number, line in enumerate(numbered_lines(lines or [BLANK], self.level)):
            text = Origin(self.renderer.place(cell)[0], number if lines else None)
            runs = [*(before if number == 0 else ())]
            if line.printed != line.typed:
                runs.append(Run(line.printed, origin=replace(text, typed=line.typed)))
            said = line.rest if line.printed != line.typed else line.typed + line.rest
            runs += self.renderer.quotes(said, cell, text.line)
            if _unended(said) and not line.heading:
                runs.append(Run("。", origin=replace(text, typed="")))
            yield from paragraphs(tuple(runs))


class _Rows:
    """Says the rows of a table, and tells which cells go on from the one at their left or above them."""

    def __init__(self, renderer: Renderer, unit: str, *, form: bool) -> None:
        self.renderer = renderer
        self.unit = unit
        self.form = form
        self.rows: list[tuple[Run, ...]] = []
        self.heads: list[int] = []
        self.left: list[tuple[int, int]] = []
        self.above: list[tuple[int, int]] = []
        self.said: list[str] = []
        self.units: dict[int, str] = {}

    def add(self, block: wording_blocks.RowBlock, node: Node) -> None:
        """Say one row; outside of a form it is left out where nothing of it is filled in."""
        templates = [cell.removeprefix(wording_blocks.ABOVE) for cell in block.cells]
        row = [
            self.renderer.cell("" if cell == wording_blocks.LEFT else cell, node, self.units.get(column, self.unit))
            for column, cell in enumerate(templates)
        ]
        said = [run.text for cell, run in zip(templates[1:], row[1:], strict=True) if "{" in cell]
        if not (self.form or any(said) or not said):
            return
        number, same = len(self.rows), True
        texts = [run.text for run in row]
        for column, cell in enumerate(block.cells):
            if cell == wording_blocks.LEFT:
                self.left.append((number, column))
                texts[column] = texts[column - 1]
            elif cell[:1] == wording_blocks.ABOVE and number:
                # A cell that says the same belongs to the one above only where those at its left do. One that says
                # nothing was copied from a table whose cell goes over several rows.
                goes_on = ("", self.said[column]) if number - 1 not in self.heads else (self.said[column],)
                same = cell == wording_blocks.ABOVE or (same and texts[column] in goes_on)
                if same:
                    self.above.append((number, column))
                    texts[column], row[column] = self.said[column], replace(row[column], text="")
        if block.head:
            self.heads.append(number)
            units = [_UNIT_OF_HEAD.search(text) for text in texts]
            self.units = {column: found[1] for column, found in enumerate(units) if found}
        self.rows.append(tuple(row))
        self.said = texts


_UNIT_OF_HEAD = Pattern(r"（([^（）]+)）$")

_MAY_GO = "?"
"""The number, until it has one, of a heading of the outline that goes where nothing is said below it."""


def _numbered(blocks_: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a section with the headings counted; of 1. and （1） only those that have something below them."""
    counts = [0] * 5
    waiting: list[Heading] = []
    for block in blocks_:
        if isinstance(block, Heading):
            while waiting and waiting[-1].level >= block.level:
                waiting.pop()
            waiting.append(block)
            if block.number == _MAY_GO:
                continue
        for heading in waiting:
            level = heading.level
            counts[level] += 1
            counts[level + 1 :] = [0] * (4 - level)
            count = counts[level]
            number = {2: f"（{numeral(count)}）", 3: f"{count}.", 4: f"（{count}）"}[level]
            yield replace(heading, number=number)
        waiting.clear()
        if not isinstance(block, Heading):
            yield block


_CLOSING = "”’）》〉」』】)]"


def _unended(line: str) -> bool:
    """Whether a paragraph lacks the stop at its end; one within closing marks is enough."""
    last = line[-1]
    if last in _CLOSING:
        return line.rstrip(_CLOSING)[-1:] not in tuple("。！？…")
    return last.isalnum() or last in "}%％‰℃°㎡"


def paragraphs(runs: tuple[Run, ...]) -> Iterator[Paragraph]:
    """The paragraph that the runs make; none where they say nothing."""
    if any(run.text.strip() for run in runs):
        yield Paragraph(runs)

"""From a report to its document: the wording of each section applied to what the draft says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.document import Document, Heading, Paragraph, Run
from exporters.template import BLANK, find, render, text_of
from exporters.wording import blocks
from exporters.wording.assets import ASSETS
from exporters.wording.funds import INSURANCE, fund_budget
from exporters.wording.general_budget import GENERAL_BUDGET
from exporters.wording.overview import OVERVIEW
from exporters.wording.work import IMPLEMENTATION, IMPROVEMENTS, PERFORMANCE, PROBLEMS, PUBLICATION
from model.fields import Number
from model.references import Names, quoted
from model.report import Cell, Node, RowList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exporters.document import Block
    from model.report import Report

NUMERALS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
WORDING = (
    OVERVIEW,
    GENERAL_BUDGET,
    IMPLEMENTATION,
    ASSETS,
    fund_budget("政府性基金"),
    fund_budget("国有资本经营"),
    INSURANCE,
    PERFORMANCE,
    PROBLEMS,
    IMPROVEMENTS,
    PUBLICATION,
)


def numeral(number: int) -> str:
    """``number`` from 1 to 99 in Chinese: 十一, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else NUMERALS[tens]) + "十"
    return head + (NUMERALS[ones] if ones or not tens else "")


def compose(report: Report) -> Document:
    """The whole report as a document: title, the eleven sections with their headings, every figure with its path."""
    composer = _Composer(report)
    for section in report.sections():
        composer.section(section)
    overview = report.section(1)
    unit, year = overview.cell("unit").raw, overview.cell("year")
    title = (f"{year.raw if year.state == 'typed' else BLANK}年度{unit or BLANK}", "部门整体支出绩效自评报告")
    date = report.section(11).cell("date")
    return Document(
        title,
        unit,
        text_of(date) if date.state == "typed" else "",
        tuple(composer.blocks),
        origin=content_hash(report),
    )


def content_hash(report: Report) -> str:
    """What tells this content of a draft from any other, however the file is written."""
    from hashlib import sha256

    return sha256(repr(report.root.content()).encode("utf-8", "surrogatepass")).hexdigest()


class _Composer:
    """Walks the wording and gathers the blocks, counting headings."""

    def __init__(self, report: Report) -> None:
        self.blocks: list[Block] = []
        self.names = Names(report)
        self.counts = [0] * 5

    def section(self, node: Node) -> None:
        number = node.section
        self.blocks.append(Heading(1, f"{numeral(number)}、", node.element.label if node.element else "", node.path))
        self.counts = [0] * 5
        for block in WORDING[number - 1]:
            self.blocks.extend(self.block(block, node))

    def block(self, block: blocks.Block, node: Node) -> Iterator[Block]:
        if isinstance(block, blocks.Head):
            yield from self.heading(block, node)
        elif isinstance(block, blocks.Say):
            yield from paragraphs(render(block.template, node))
        elif isinstance(block, blocks.Prose):
            yield from self.prose(block, node)
        elif isinstance(block, blocks.Each):
            rows = find(node, block.name)
            assert isinstance(rows, RowList)
            for row in rows.rows:
                yield from self.all(block.blocks, row)
        elif isinstance(block, blocks.If):
            cell = find(node, block.name)
            assert isinstance(cell, Cell)
            yield from self.all(block.blocks if cell.raw in block.values else block.other, node)
        else:
            inside = find(node, block.name)
            assert isinstance(inside, Node)
            if not (block.optional and inside.empty):
                yield from self.all(block.blocks, inside)

    def all(self, parts: Iterable[blocks.Block], node: Node) -> Iterator[Block]:
        for part in parts:
            yield from self.block(part, node)

    def heading(self, block: blocks.Head, node: Node) -> Iterator[Block]:
        title = "".join(run.text for run in render(block.template, node)).strip()
        if title:
            level = block.level
            self.counts[level] += 1
            self.counts[level + 1 :] = [0] * (4 - level)
            count = self.counts[level]
            number = {2: f"（{numeral(count)}）", 3: f"{count}.", 4: f"（{count}）"}[level]
            yield Heading(level, number, title)

    def prose(self, block: blocks.Prose, node: Node) -> Iterator[Block]:
        cell = find(node, block.name)
        assert isinstance(cell, Cell)
        lines = [line.strip() for line in cell.raw.split("\n") if line.strip()]
        before = list(render(block.before, cell.node)) if block.before else []
        if not lines and (not before or block.before.count("{")):
            return
        for number, line in enumerate(lines or [BLANK]):
            end = "。" if line[-1].isalnum() or line[-1] in "）”》}" else ""
            runs = [*(before if number == 0 else ()), *self.quotes(line, cell), Run(end)]
            yield from paragraphs(tuple(runs))

    def quotes(self, line: str, cell: Cell) -> Iterator[Run]:
        """The runs of a line in which figures may be quoted; an unknown name stays as it was typed."""
        at = 0
        for quote in quoted(line):
            found = self.names.find(quote.name, cell.section)
            if found is None or found.state in ("missing", "invalid"):
                continue
            if at < quote.start:
                yield Run(line[at : quote.start])
            figure = found.printed if isinstance(found.field, Number) else None
            yield Run(figure.text(), found.path, found.label) if figure is not None else Run(text_of(found))
            at = quote.end
        if at < len(line):
            yield Run(line[at:])


def paragraphs(runs: tuple[Run, ...]) -> Iterator[Paragraph]:
    """The paragraph that the runs make; none where they say nothing."""
    if any(run.text.strip() for run in runs):
        yield Paragraph(runs)

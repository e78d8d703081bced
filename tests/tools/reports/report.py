"""A whole report: headings, paragraphs and tables, and its text in three formats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.tools.reports.claims import Claim
from tests.tools.reports.grammar import Phrase, Sentence, numbered, shown
from tests.tools.reports.printing import Gap, Loose, Part, Printed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below a caption and a row of heads; claims hold among the cells."""

    caption: str
    rows: tuple[tuple[Phrase, ...], ...]
    claims: tuple[Claim, ...] = ()


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Report:
    """Blocks in order; ``gap`` is how a plain text separates the cells of a table."""

    title: str
    year: int
    blocks: tuple[Block, ...]
    cell_gap: str = "    "

    def phrases(self) -> Iterator[tuple[int, int, Phrase]]:
        """Every phrase with the place of its block and of its sentence (-1: a row of a table)."""
        for place, block in enumerate(self.blocks):
            if isinstance(block, Paragraph):
                for number, sentence in enumerate(block.sentences):
                    yield place, number, sentence.parts
            elif isinstance(block, Table):
                for row in block.rows:
                    yield place, -1, tuple(part for cell in row for part in cell)

    def parts(self) -> dict[int, Part]:
        return {part.id: part for _, _, phrase in self.phrases() for part in numbered(phrase)}

    def count(self) -> int:
        """How many figures the report holds: each was counted when it was written."""
        return sum(isinstance(part, Printed | Loose) for _, _, phrase in self.phrases() for part in phrase)

    def claims(self) -> list[Claim]:
        """What sentences and tables assert, and that an amount printed twice is the same amount."""
        claims: list[Claim] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                claims += [claim for sentence in block.sentences for claim in sentence.claims]
            elif isinstance(block, Table):
                claims += block.claims
        return claims + self._repeats()

    def _repeats(self) -> list[Claim]:
        first: dict[tuple[str, str, int], Printed] = {}
        claims = []
        for part in self.parts().values():
            if not isinstance(part, Printed) or not part.name:
                continue
            key = part.name, part.unit, part.decimals
            if key in first:
                claims.append(Claim("repeat", "sum", (first[key].id, part.id), (1, -1)))
            else:
                first[key] = part
        return claims

    def with_part(self, new: Printed | Gap | Part) -> Report:
        """The same report with one part replaced by another of the same id."""
        assert not isinstance(new, str | Loose)

        def changed(phrase: Phrase) -> Phrase:
            return tuple(new if not isinstance(part, str | Loose) and part.id == new.id else part for part in phrase)

        blocks: list[Block] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                block = Paragraph(tuple(replace(one, parts=changed(one.parts)) for one in block.sentences))
            elif isinstance(block, Table):
                block = replace(block, rows=tuple(tuple(changed(cell) for cell in row) for row in block.rows))
            blocks.append(block)
        return replace(self, blocks=tuple(blocks))

    def text(self, markdown: bool = False) -> str:
        """The report as plain text, or as Markdown."""
        lines = [f"# {self.title}" if markdown else self.title, ""]
        for block in self.blocks:
            if isinstance(block, Heading):
                lines.append(f"{'#' * (block.level + 1)} {block.text}" if markdown else block.text)
            elif isinstance(block, Paragraph):
                words = "".join(sentence.text for sentence in block.sentences)
                lines.append(words.replace("\n", "") if markdown else words)
            else:
                lines += self._table(block, markdown)
            if markdown:
                lines.append("")
        return "\n".join(lines) + "\n"

    def _table(self, table: Table, markdown: bool) -> list[str]:
        rows = [[shown(cell) for cell in row] for row in table.rows]
        lines = [line for line in table.caption.split("\n") if line]
        if not markdown:
            return lines + [self.cell_gap.join(row) for row in rows]
        drawn = [f"| {' | '.join(row)} |" for row in rows]
        return [*lines, "", drawn[0], "|" + " --- |" * len(rows[0]), *drawn[1:]]

    def save(self, path: Path) -> None:
        """Write .txt, .md or .docx, as the name says."""
        if path.suffix == ".docx":
            self._word(path)
        else:
            path.write_text(self.text(markdown=path.suffix == ".md"), "utf-8")

    def _word(self, path: Path) -> None:
        from docx import Document

        document = Document()
        document.add_paragraph(self.title)
        for block in self.blocks:
            if isinstance(block, Heading):
                document.add_heading(block.text, block.level)
            elif isinstance(block, Paragraph):
                document.add_paragraph("".join(sentence.text for sentence in block.sentences).replace("\n", ""))
            else:
                for line in block.caption.split("\n"):
                    document.add_paragraph(line)
                table = document.add_table(len(block.rows), len(block.rows[0]))
                for row, cells in zip(block.rows, table.rows, strict=True):
                    for cell, box in zip(row, cells.cells, strict=True):
                        box.text = shown(cell)
        document.save(str(path))

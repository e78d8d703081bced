"""A report as it is read: its prose, its tables, and the mentions of numbers in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from model.language.paragraphs import PlainProse, PlainTable, TextParagraph, TextTable, prose_and_tables
from model.language.quantity import Quantity, Role
from model.language.tokens import SentenceReader
from model.patterns import Pattern

_TITLE_YEAR = Pattern(r"(20[0-9]{2})年?度?")
_RESULT_YEAR = Pattern(r"(20[0-9]{2})年(?!.{0,12}(?:计划|拟|力争|安排|预计|将|目标))")
_END = Pattern(r"[。！？!?\n]+[”’）]?")
_TITLE_LINES = 8
_OPENING_LINES = 24
_YEAR_OF_REPORT = Pattern(r"(20[0-9]{2})年度(?:部门|整体|单位|预算|绩效|自评|收支|支出)")
# So many figures are taken for one sentence at most: no reader follows a longer one, and the work stays linear.
_LONGEST = 80
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the source: ``block`` of those given (0 for one text), ``start`` to ``end`` within it.

    ``cell`` is (row, column) where the block is a table; places are then those of the cell's text, or of the text
    where one text was given.
    """

    block: int
    start: int
    end: int
    cell: tuple[int, int] | None = None


@dataclass(slots=True, eq=False)
class TextDocument:
    """What was read. ``year`` is the report's, 0 where it cannot be told; ``mentions`` count up by ``index``.

    ``sentences`` holds the mentions of each sentence; ``by_key`` the levels of each name.
    """

    year: int
    pieces: list[PlainProse | PlainTable]
    mentions: list[Quantity] = field(default_factory=list)
    sentences: list[list[Quantity]] = field(default_factory=list)
    headings: list[str] = field(default_factory=lambda: [""])
    by_key: dict[str, list[Quantity]] = field(default_factory=dict)

    def add(self, found: list[Quantity], prose: int, section: int) -> None:
        """Take the mentions of one sentence of a piece below the heading ``section``."""
        for mention in found:
            mention.index = len(self.mentions)
            mention.prose, mention.section = prose, section
            mention.sentence = len(self.sentences)
            self.mentions.append(mention)
            if mention.role is Role.LEVEL and not mention.hedged and mention.key:
                self.by_key.setdefault(mention.key, []).append(mention)
        self.sentences.append(found)

    def text_of(self, mention: Quantity) -> str:
        """The prose, or the cell, that the mention stands in."""
        piece = self.pieces[mention.prose]
        if isinstance(piece, PlainTable):
            assert mention.cell is not None
            return piece.rows[mention.cell[0]][mention.cell[1]][0]
        return piece.text

    def heading_of(self, mention: Quantity) -> int:
        """How many headings there are before it."""
        if mention.cell is None:
            return mention.section
        return sum(isinstance(piece, PlainProse) and piece.heading for piece in self.pieces[: mention.prose])

    def span(self, mention: Quantity) -> Span:
        """Where the mention stands in the source."""
        return self.span_of(mention.prose, mention.start, mention.end, mention.cell)

    def span_of(self, prose: int, start: int, end: int, cell: tuple[int, int] | None = None) -> Span:
        """Where ``start`` to ``end`` of a piece stands in the source."""
        piece = self.pieces[prose]
        if isinstance(piece, PlainTable):
            assert cell is not None
            offset = piece.rows[cell[0]][cell[1]][1]
            return Span(piece.block, offset + start, offset + end, cell)
        return Span(piece.block, piece.places[start], piece.places[end - 1] + 1)

    def clause(self, mention: Quantity) -> str:
        """The words that end with the mention, as a reader would quote them; of a cell its row, its column and it."""
        text = self.text_of(mention)
        piece = self.pieces[mention.prose]
        if isinstance(piece, PlainTable) and mention.cell is not None:
            return "·".join(filter(None, (*piece.around(*mention.cell), text)))
        start = mention.start
        least = max(0, start - 40)
        while start > least and text[start - 1] not in "，；。：（）、！？":
            start -= 1
        return text[start : mention.end]


def read(source: str | Iterable[TextParagraph | TextTable], *, year: int | None = None) -> TextDocument:
    """Read one text, or a report as paragraphs and tables; ``year`` is the report's where it is known."""
    pieces = prose_and_tables(source)
    report = _year(pieces) if year is None else year
    document = TextDocument(report, pieces)
    reader = SentenceReader(report)
    section = 0
    for at, piece in enumerate(pieces):
        if isinstance(piece, PlainTable):
            document.sentences.append([])  # keeps its place
            continue
        if piece.heading:
            section += 1
            document.headings.append(piece.text)
        for start, end in sentences(piece.text):
            found = reader.read(piece.text, start, end)
            for begin in range(0, max(len(found), 1), _LONGEST):
                document.add(found[begin : begin + _LONGEST], at, section)
    return document


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end."""
    start = 0
    for found in _END.finditer(text):
        if found.end() > start:
            yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _year(pieces: list[PlainProse | PlainTable]) -> int:
    """The report's year: of the title, else the latest year that results are told of; 0 where there is none."""
    lines = [piece.text for piece in pieces if isinstance(piece, PlainProse)]
    first = 0
    for line in lines[:_TITLE_LINES]:
        found = _TITLE_YEAR.search(line)
        if found is not None and len(line) <= _LONGEST_TITLE:
            first = first or int(found[1])
        if re.search("自评|评价|报告|绩效|决算", line):
            if first:
                return first
            break
    for line in lines[:_OPENING_LINES]:
        if found := _YEAR_OF_REPORT.search(line):
            thing = found[0][4:]  # 2023年度支出90万元。2024年度支出95万元: of the later
            return max(int(one[1]) for one in _YEAR_OF_REPORT.finditer(line) if one[0][4:] == thing)
    years = [int(found[1]) for line in lines for found in _RESULT_YEAR.finditer(line)]
    return max(years, default=0)

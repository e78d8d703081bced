"""What a report says, before any format: the tree that every exporter walks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from model.patterns import Pattern

Level = Literal[1, 2, 3, 4]

NOTES = "核对意见"
"""What stands over a reviewer's notes where a format has no comments of its own."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The text of the draft that a run prints: what is changed there in Word finds its way back.

    ``path`` is the field; ``line`` the number of its line, counting those that hold something, None for all of it.
    ``typed`` is what the draft has for the run where that is not its text: a quoted ``{name}``, "" for a stop that the
    clerk did not type. ``before`` and ``after`` are fixed words that the run holds around the text.
    """

    path: str
    line: int | None = None
    typed: str | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line. ``path`` and ``label`` name the field whose figure it prints; both are "" for plain text.

    ``origin`` is the text of the draft that it prints, None for fixed words.
    """

    text: str
    path: str = ""
    label: str = ""
    origin: Origin | None = field(default=None, compare=False, repr=False)


def text_of_runs(runs: Iterable[Run]) -> str:
    """What the runs print, one after another."""
    return "".join([run.text for run in runs])


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: level 1 is 一、, 2 is （一）, 3 is 1., 4 is （1）. ``number`` holds those characters.

    ``key`` is the draft's table that a section is said of, "" below level 1. ``origin`` is the text of the draft that
    the title is, None for a title of the outline.
    """

    level: Level
    number: str
    title: str
    key: str = ""
    origin: Origin | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The heading as printed: number and title together."""
        return self.number + self.title


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The paragraph as printed."""
        return text_of_runs(self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and rows of cells; ``unit`` (单位：万元) stands top right, "" for none.

    ``header`` is repeated on every page. It is () in a grid, as official forms are: there the rows by the numbers
    ``heads`` are heads of those below them. ``numeric`` tells for each column whether it holds figures. Every row has a
    run for each column; the cells (row, column) of ``left`` go on from the one at their left, those of ``above`` from
    the one above them.
    """

    caption: str
    unit: str
    header: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Run, ...], ...]
    heads: frozenset[int] = frozenset()
    left: frozenset[tuple[int, int]] = frozenset()
    above: frozenset[tuple[int, int]] = frozenset()

    @property
    def head(self) -> tuple[str, ...]:
        """The texts of the first row, which formats without merged cells set as the head of all others."""
        return self.header or tuple([run.text for run in self.rows[0]])

    @property
    def body(self) -> tuple[tuple[Run, ...], ...]:
        """The rows below ``head``."""
        return self.rows if self.header else self.rows[1:]

    def cells(self, row: int) -> list[tuple[int, int, Run]]:
        """The cells that the row by that number is drawn with: first column, how many columns, what it says."""
        runs = self.rows[row]
        starts = [column for column in range(len(runs)) if (row, column) not in self.left]
        ends = [*starts[1:], len(runs)]
        return [(start, end - start, runs[start]) for start, end in zip(starts, ends, strict=True)]

    def drawn(self) -> list[list[tuple[int, int, Run]]]:
        """The cells of every row, those of the header first, where there is one."""
        header = [[(column, 1, Run(text)) for column, text in enumerate(self.header)]] if self.header else []
        return [*header, *map(self.cells, range(len(self.rows)))]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """A sheet behind the signature: ``mark`` ("附件1") stands flush left over its title, on a page of its own."""

    mark: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A remark for a reviewer at the figure ``path``; where no such figure is printed, at the section ``key``."""

    path: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: its title lines, the unit that signs it, its date ("" when not set) and its blocks in order.

    ``seal_line`` stands under the title, ``annex_lines`` before the signature: they name what is attached.
    ``mark`` says what copy it is (征求意见稿), "" for the one that is stamped; ``notes`` are a reviewer's.
    ``origin`` is the hash of the draft's content. ``returning``: the copy comes back to be read again, so a format that
    can remembers which field each figure prints. ``about`` are the year and the unit, as far as the title names them.
    """

    title: tuple[str, ...]
    unit: str
    date: str
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    seal_line: str = ""
    annex_lines: tuple[str, ...] = ()
    mark: str = ""
    notes: tuple[Note, ...] = ()
    origin: str = ""
    about: tuple[str, ...] = ()
    returning: bool = False

    @property
    def marked(self) -> str:
        """What stands behind the title to tell the copy, where a format has no headers."""
        return f"（{self.mark}）" if self.mark else ""

    def walk(self) -> Iterator[Block]:
        """Every block in reading order, those of the annexes last."""
        yield from self.blocks
        for annex in self.annexes:
            yield from annex.blocks

    def figures(self) -> Iterator[Run]:
        """Every run that prints a field's figure, in reading order."""
        for block in self.walk():
            if isinstance(block, Paragraph):
                yield from (run for run in block.runs if run.path)
            elif isinstance(block, Table):
                yield from (run for row in block.rows for run in row if run.path)

    def lines(self) -> Iterator[str]:
        """Every paragraph as printed, cells of tables included, in reading order."""
        yield from (*self.title, self.seal_line)
        for block in self.blocks:
            yield from _lines(block)
        yield from (*self.annex_lines, self.unit, self.date)
        for annex in self.annexes:
            yield from (annex.mark, annex.title)
            for block in annex.blocks:
                yield from _lines(block)


def lines_of_annexes(annexes: Sequence[Annex], label: str) -> Iterator[str]:
    """The lines that name what is attached, numbered as the annexes themselves are marked; ``label`` begins the first.

    One annex alone has no number. Where a mark has none, the annexes are counted.
    """
    if len(annexes) < 2:
        yield from (label + annex.title for annex in annexes)
        return
    found = [_NUMBER_OF_MARK.search(annex.mark) for annex in annexes]
    for place, (annex, number) in enumerate(zip(annexes, found, strict=True)):
        before = _INDENT * len(label) if place else label
        yield f"{before}{number[0] if number and all(found) else place + 1}.{annex.title}"


_NUMBER_OF_MARK = Pattern(r"(?<!\d)(?<!\d-)\d+(?:-\d+)*$")
_INDENT = "　"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (block.caption, block.unit, *block.header)
        yield from (run.text for row in block.rows for run in row)
    else:
        yield block.text

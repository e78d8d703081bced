"""What a report says, before any format: the tree that every exporter walks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Level = Literal[1, 2, 3, 4]

NOTES = "核对意见"
"""What stands over a reviewer's notes where a format has no comments of its own."""


class Run(NamedTuple):
    """A piece of a line. ``path`` and ``label`` name the field whose figure it prints; both are "" for plain text."""

    text: str
    path: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: level 1 is 一、, 2 is （一）, 3 is 1., 4 is （1）. ``number`` holds those characters.

    ``key`` is the draft's table that a section is said of, "" below level 1.
    """

    level: Level
    number: str
    title: str
    key: str = ""

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
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, one header row and rows of cells; ``unit`` ("万元") stands top right, "" for none.

    ``numeric`` tells for each column whether it is right-aligned.
    """

    caption: str
    unit: str
    header: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Run, ...], ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """A sheet behind the signature: ``mark`` ("附表1") stands flush left over its title, on a page of its own."""

    mark: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


class Note(NamedTuple):
    """A remark for a reviewer at the figure ``path``; where no such figure is printed, at the section ``key``."""

    path: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: its title lines, the unit that stamps it, its date ("" when not set) and its blocks in order.

    ``mark`` says what copy it is (征求意见稿), "" for the one that is stamped; ``notes`` are a reviewer's.
    ``origin`` is the hash of the draft's content. ``returning``: the copy comes back to be read again, so a format that
    can remembers which field each figure prints.
    """

    title: tuple[str, ...]
    unit: str
    date: str
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    mark: str = ""
    notes: tuple[Note, ...] = ()
    origin: str = ""
    returning: bool = False

    @property
    def seal_line(self) -> str:
        """The line under the title that the seal is set on."""
        return f"单位名称（盖章）：{self.unit}"

    @property
    def marked(self) -> str:
        """What stands behind the title to tell the copy, where a format has no headers."""
        return f"（{self.mark}）" if self.mark else ""

    @property
    def annex_lines(self) -> tuple[str, ...]:
        """The lines before the signature that name what is attached, numbered as the annexes themselves are marked."""
        if len(self.annexes) < 2:
            return tuple(f"附件：{annex.title}" for annex in self.annexes)
        numbers = [annex.mark.removeprefix("附表").removeprefix("附件") for annex in self.annexes]
        if not all(number.replace("-", "").isdecimal() for number in numbers):
            numbers = [str(number) for number in range(1, len(numbers) + 1)]
        return tuple(
            f"{'　　　' if index else '附件：'}{number}.{annex.title}"
            for index, (number, annex) in enumerate(zip(numbers, self.annexes, strict=True))
        )

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


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (block.caption, f"单位：{block.unit}" if block.unit else "", *block.header)
        yield from (run.text for row in block.rows for run in row)
    else:
        yield block.text

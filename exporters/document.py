"""What a report says, before any format: the tree that every exporter walks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Level = Literal[1, 2, 3, 4]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line. ``path`` and ``label`` name the field whose figure it prints; both are "" for plain text."""

    text: str
    path: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: level 1 is 一、, 2 is （一）, 3 is 1., 4 is （1）. ``number`` holds those characters."""

    level: Level
    number: str
    title: str

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
class Document:
    """A whole report: its title lines, the unit that stamps it, its date ("" when not set) and its blocks in order."""

    title: tuple[str, ...]
    unit: str
    date: str
    blocks: tuple[Block, ...]

    @property
    def seal_line(self) -> str:
        """The line under the title that the seal is set on."""
        return f"单位名称（盖章）：{self.unit}"

    def figures(self) -> Iterator[Run]:
        """Every run that prints a field's figure, in reading order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield from (run for run in block.runs if run.path)
            elif isinstance(block, Table):
                yield from (run for row in block.rows for run in row if run.path)

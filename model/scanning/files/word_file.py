"""What a .docx says, as its reader gives it: paragraphs, tables, what hangs on them, what stands beside the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class WordControl(NamedTuple):
    """A content control in a paragraph: its tag, and where its text begins and ends."""

    tag: str
    start: int
    end: int


class TrackedChange(NamedTuple):
    """What someone put in or took out with changes tracked, at ``at`` in the text as it reads now.

    ``date`` is as Word writes it (2025-06-20T09:30:00Z), "" where it is not known.
    """

    kind: Literal["inserted", "deleted"]
    author: str
    date: str
    at: int
    text: str


class WordComment(NamedTuple):
    """A comment: who wrote it, when ("" where not known), and what it says."""

    author: str
    date: str
    text: str


NoteKind = Literal["footnote", "endnote"]


class WordNote(NamedTuple):
    """A foot- or endnote: which of them, and what it says in one line."""

    kind: NoteKind
    text: str


class CustomPart(NamedTuple):
    """A part that only the program that wrote it understands: its root, with namespace, and the elements in that.

    Each is told by its attributes.
    """

    root: str
    values: dict[str, str]
    elements: list[dict[str, str]]


class Anchor(NamedTuple):
    """The stretch of a paragraph that the comment with the id ``remark`` is on."""

    remark: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph as printed. ``number`` is what Word itself writes before it; ``heading`` as a Line's.

    ``bookmarks`` are the names of those that begin in it, ``notes`` the notes that it is the first to refer to.
    """

    text: str
    number: str = ""
    heading: int = 0
    controls: tuple[WordControl, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    bookmarks: tuple[str, ...] = ()
    notes: tuple[WordNote, ...] = ()

    @property
    def printed(self) -> str:
        """Number and text together; a text that begins with a figure keeps apart from its number."""
        apart = " " if self.number[-1:].isdigit() or self.number.endswith(".") else ""
        return self.number + (apart if self.text[:1].isdigit() else "") + self.text


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell of a table. ``span``: the columns it takes; ``below``: it continues the cell above it."""

    blocks: tuple[WordBlock, ...]
    span: int = 1
    below: bool = False


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table, row by row."""

    rows: tuple[tuple[WordCell, ...], ...]


WordBlock = WordParagraph | WordTable


@dataclass(frozen=True, slots=True)
class WordFile:
    """What a .docx says: the blocks of its text, foot- and endnotes, comments by their id, the text of each header.

    ``saved`` is by whom and when, both "" where it does not tell; ``custom`` what programs left in it for themselves.
    ``embedded`` are the names of files in it whose text Word shows in its own, and which are not read.
    """

    blocks: tuple[WordBlock, ...]
    notes: tuple[WordBlock, ...] = ()
    remarks: dict[str, WordComment] = field(default_factory=dict)
    headers: tuple[str, ...] = ()
    saved: tuple[str, str] = ("", "")
    custom: tuple[CustomPart, ...] = ()
    embedded: tuple[str, ...] = ()

    def paragraphs(self) -> Iterator[WordParagraph]:
        """Every paragraph of the text in reading order, those in cells included."""
        yield from paragraphs(self.blocks)


def paragraphs(blocks: Iterable[WordBlock]) -> Iterator[WordParagraph]:
    """The paragraphs of ``blocks`` in reading order, those in cells included."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)

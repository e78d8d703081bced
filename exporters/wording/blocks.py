"""What a section's wording is made of; the modules beside this one hold nothing but these."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from exporters.document import Level


class Head(NamedTuple):
    """A numbered heading; left out where its template says nothing."""

    level: Level
    template: str


class Say(NamedTuple):
    """A paragraph of a standard sentence; left out where its template says nothing."""

    template: str


class Prose(NamedTuple):
    """What the clerk wrote in a long text, a paragraph a line; ``before`` is a template put before the first."""

    name: str
    before: str = ""


class Each(NamedTuple):
    """The blocks once for every row of a list."""

    name: str
    blocks: tuple[Block, ...]


class If(NamedTuple):
    """The blocks, where the choice ``name`` has one of ``values``; else ``other``."""

    name: str
    values: tuple[str, ...]
    blocks: tuple[Block, ...]
    other: tuple[Block, ...] = ()


class Inside(NamedTuple):
    """The blocks as said of the group ``name``; left out where nothing is filled there, when ``optional``."""

    name: str
    blocks: tuple[Block, ...]
    optional: bool = False


class Row(NamedTuple):
    """A row of a table: a template for each cell."""

    cells: tuple[str, ...]


class Grid(NamedTuple):
    """A table: its rows are ``Row`` blocks, alone or within Each, If and Inside; left out where there are none.

    ``unit`` ("万元") stands top right and is not repeated at the figures; "" for none.
    """

    caption: str
    unit: str
    header: tuple[str, ...]
    blocks: tuple[Block, ...]


Block = Head | Say | Prose | Each | If | Inside | Row | Grid


class Section(NamedTuple):
    """A part of the report with its official heading. ``key`` is the draft's table that it is said of, "" for none."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


class Sheet(NamedTuple):
    """An annex: left out unless the draft's table ``key`` says it is included; one for each row of ``each``, if any."""

    key: str
    mark: str
    heading: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    each: str = ""


class Wording(NamedTuple):
    """All that a report says beside what is filled in: its parts in order, the sentences in them, and the annexes."""

    title: str
    sections: tuple[Section, ...]
    annexes: tuple[Sheet, ...]

"""What a wording is made of. The sentences themselves stand in ``standard.toml`` or in a bureau's file."""

from __future__ import annotations

from dataclasses import dataclass

from exporters.document import Level
from model.checks.policy import STANDARD, RulePolicy

LEFT, ABOVE = "<", "^"


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A numbered heading; left out where its template says nothing."""

    level: Level
    template: str


@dataclass(frozen=True, slots=True)
class SentenceBlock:
    """A paragraph of a standard sentence; left out where its template says nothing."""

    template: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """What the clerk wrote in a long text, a paragraph a line; ``before`` is a template put before the first.

    ``to_reason``: only before a text that begins with a reason and does not say of what (主要是人员调资).
    """

    name: str
    before: str = ""
    to_reason: bool = False


@dataclass(frozen=True, slots=True)
class EachBlock:
    """The blocks once for every row of a list."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class IfBlock:
    """The blocks, where the choice ``name`` has one of ``values``; else ``other``."""

    name: str
    values: tuple[str, ...]
    blocks: tuple[Block, ...]
    other: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """The blocks as said of the group ``name``; left out where nothing is filled there, when ``optional``."""

    name: str
    blocks: tuple[Block, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class RowBlock:
    """A row of a table: a template for each cell; ``head``: the row heads those below it.

    ``LEFT`` alone goes on from the cell at its left, ``ABOVE`` alone from the one above; ``ABOVE`` before a template
    does where the cell above says the same.
    """

    cells: tuple[str, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. Its rows are ``RowBlock``, alone or within blocks that choose or repeat; left out where there are none.

    ``unit`` ("万元") stands top right and is not repeated at the figures; "" for none. ``header`` is () in a grid,
    which has its heads among its rows: a unit in brackets at the end of such a head is that of the column below it.
    """

    caption: str
    unit: str
    header: tuple[str, ...]
    blocks: tuple[Block, ...]


Around = EachBlock | IfBlock | GroupBlock
"""The blocks that hold others and choose whether, and how often, those are said."""

Block = HeadingBlock | SentenceBlock | TextBlock | RowBlock | TableBlock | Around


@dataclass(frozen=True, slots=True)
class SectionWording:
    """A part of the report with its official heading. ``key`` is the draft's table that it is said of, "" for none."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class AnnexWording:
    """An annex: left out unless the draft's table ``key`` says it is included; one for each row of ``each``, if any.

    ``when``: the choice by which this sheet stands in place of the others of the same table.
    """

    key: str
    mark: str
    heading: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    each: str = ""
    when: IfBlock | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the text: templates said of the whole report, "" for none.

    ``above`` is the line over the title, ``seal`` the line that the seal is set on. ``attached`` stands before the
    titles of the annexes. ``unit`` stands over a table, ``{@unit}`` in it for the unit. ``own_name`` is what
    ``{@self}`` says where the draft gives no name.
    """

    above: str
    seal: str
    attached: str
    signature: str
    date: str
    unit: str
    own_name: str


@dataclass(frozen=True, slots=True)
class Wording:
    """All that a report says beside what is filled in: its parts in order, the sentences in them, and the annexes.

    ``rules`` is what the bureau's notice says about the rules of checking.
    """

    title: str
    frame: Frame
    sections: tuple[SectionWording, ...]
    annexes: tuple[AnnexWording, ...]
    rules: RulePolicy = STANDARD

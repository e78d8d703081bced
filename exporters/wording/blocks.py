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


Block = Head | Say | Prose | Each | If | Inside

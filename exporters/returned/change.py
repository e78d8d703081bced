"""What came back in a Word file, as values: changes that can be taken, and remarks that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from model.report.tree import Content

Kind = Literal["figure", "text", "line_added", "line_cut", "row_added", "row_cut", "words"]
"""A figure or a text with another value; a line of running text put in or cut; a row put in or cut.

``words`` are words that the draft does not hold: standard sentences, headings, what stands outside the fields.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """A change by its place, its author ("" where not known) and time (as Word writes it, "" where not known).

    ``old`` and ``new`` are as printed, "" for nothing. ``path`` is the field, row or list in the draft as it is now,
    "" where it has none. ``conflict`` says what the draft has become since the export, "" where it is as exported.
    ``refusal`` says why the change cannot be taken, "" where it can.

    The rest is for taking it: ``value`` is what goes into the field, ``line`` the number of the line that it is about
    (-1: before the first) and ``was`` that line in the draft that was exported, ``content`` what a new row holds, and
    ``at`` where it goes in its list.
    """

    kind: Kind
    label: str
    path: str
    author: str
    date: str
    old: str
    new: str
    conflict: str = ""
    refusal: str = ""
    value: str = ""
    line: int | None = None
    was: str = ""
    content: Content | None = field(default=None, hash=False)
    at: int = 0


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A comment that somebody made: ``on`` are the words that it is on, ``path`` the field there, "" for none."""

    label: str
    path: str
    author: str
    date: str
    on: str
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back. ``stale``: the draft was changed after the export.

    ``certain``: the exported draft is known, so that later edits of the draft are told from those in the file.
    """

    changes: tuple[Change, ...]
    points: tuple[OpenPoint, ...]
    stale: bool
    certain: bool

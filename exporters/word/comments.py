"""A reviewer's notes as Word comments: at their figures, without a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.characters import escape
from exporters.document import Heading
from exporters.word import base_document as base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporters.document import Document, Note

AUTHOR, INITIALS = "自评核对", "核"

Places = dict[tuple[str, str], tuple[int, ...]]
"""The numbers of the comments that belong to a figure (path, "") or a section's heading ("", key)."""


def places(document: Document) -> Places:
    """Where each note is set: at the first printing of its figure, else at its section's heading, else at the title."""
    if not document.notes:
        return {}
    printed = {run.path for run in document.figures()}
    headed = {block.key for block in document.blocks if isinstance(block, Heading)}
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for number, note in enumerate(document.notes):
        place = (note.path, "") if note.path in printed else ("", note.key if note.key in headed else "")
        found[place] = (*found.get(place, ()), number)
    return found


def part(notes: Sequence[Note]) -> base.Part:
    """The part that holds the comments; they bear no date, since the same report shall give the same bytes."""
    listed = "".join(
        [
            f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}"><w:p><w:r>'
            f'<w:t xml:space="preserve">{escape(note.text)}</w:t></w:r></w:p></w:comment>'
            for number, note in enumerate(notes)
        ]
    )
    return base.Part(
        "word/comments.xml", base.part("comments", listed), f"{base.CONTENT}.comments+xml", "comments", "rIdC"
    )

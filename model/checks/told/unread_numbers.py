"""The numbers of a draft's texts that no check has read: not wrong, but nobody has compared them with anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.checks.told.read_texts import ReadText
from model.language.quantity import Quantity
from model.report.tree import Cell

if TYPE_CHECKING:  # what reads sentences is loaded by the first of them
    from model.language.text_document import Span, TextDocument


@dataclass(frozen=True, slots=True, eq=False)
class UnreadNumber:
    """A number typed in the text of ``cell``; ``start`` is its place in the text."""

    cell: Cell
    start: int
    _document: TextDocument
    _number: Quantity

    @property
    def words(self) -> str:
        """The clause with it. Of the thousands in a large draft a few are shown."""
        return self._document.clause(self._number).strip()


def unread_numbers(
    texts: Iterable[tuple[Cell, ReadText]], judged: Collection[Quantity], told: Collection[tuple[Cell, int, int]]
) -> Iterator[UnreadNumber]:
    """The numbers of ``texts`` that are in no statement, no quotation of a figure and no finding, in their order.

    ``judged`` are numbers that a rule compared, ``told`` the places of those that tell of a figure of the report.
    Bounds and estimates (近300户, 90%以上) take part in no equality and are left out.
    """
    for cell, text in texts:
        document = text.document
        for one in document.mentions if document is not None else ():
            place = text.place(one)
            if place is None or one.hedged or one in text.checked or one in judged or (cell, *place) in told:
                continue
            assert document is not None
            if not (text.found and _is_within(document.span(one), text)):
                yield UnreadNumber(cell, place[0], document, one)


def _is_within(span: Span, text: ReadText) -> bool:
    """Whether a number that stands there is in a finding."""
    return any(found.span.start <= span.start < found.span.end for found in text.found)

"""The numbers of a draft's texts that no check has read: not wrong, but nobody has compared them with anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from model.checks.told.read_texts import ReadText
from model.language.quantity import Quantity
from model.report.tree import Cell


@dataclass(frozen=True, slots=True)
class UnreadNumber:
    """A number typed in the text of ``cell``, and the clause with it; ``start`` is its place in the text."""

    cell: Cell
    words: str
    start: int


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
            span = document.span(one)
            if not any(found.span.start <= span.start < found.span.end for found in text.found):
                yield UnreadNumber(cell, document.clause(one).strip(), place[0])

"""A statement: a printed figure, and the ways in which the text says what it should come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from model.language.amounts import Amount
from model.language.intervals import HUNDRED, Interpretation
from model.language.quantity import Quantity

Kind = Literal[
    "change",
    "average",
    "rate",
    "direction",
    "flat",
    "share",
    "execution",
    "list",
    "total",
    "balance",
    "repeat",
    "unit",
    "nothing",
    "table",
]
Certainty = Literal["explicit", "slip", "asked", "never"]


@dataclass(slots=True)
class Statement:
    """``target`` should come to one of ``readings``, the canonical one first, or to any of ``charity``.

    ``certainty`` tells what may be said where none holds: "explicit" an error; "slip" an error only where a slip of
    the pen explains it; "asked" a request to look where one does; "never" nothing. ``whole`` says why a list is whole.
    ``rivals`` are readings that the words do not allow and that tell a slip: another base than the one named, with its
    name in Chinese.
    """

    kind: Kind
    target: Quantity
    readings: tuple[Interpretation, ...]
    charity: Iterable[Interpretation] = ()
    certainty: Certainty = "explicit"
    whole: str = ""
    rivals: tuple[tuple[str, Interpretation], ...] = ()
    items: tuple[Quantity, ...] = ()


def of_itself(statement: Statement, reading: Interpretation) -> bool:
    """Whether a head would come to itself and to what is too little to be seen in it."""
    times: Counter[Quantity] = Counter()
    for sign, one in reading.terms:
        times[one] += sign
    if statement.kind != "list" or times.pop(statement.target, 0) != 1:
        return False
    apart = abs(sum(count * one.amount.value for one, count in times.items()))
    return apart > sum(abs(count) * one.amount.half for one, count in times.items())


def all_of_it(share: Quantity) -> Quantity:
    """100 per cent, as what shares and rates beside ``share`` come to with it."""
    amount = Amount(HUNDRED, 0, share.amount.unit, 0, "100")
    return Quantity(share.start, share.start, amount, False, "", prose=share.prose)

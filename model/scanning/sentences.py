"""A sentence in two forms: as printed, to be shown, and without the marks that come and go, to be read."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Final

from model.scanning.numbers import Number, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

# Quotes, and brackets within a name: 因公出国（境）费, 维修（护）费.
_DROPPED: Final = re.compile(
    r"[“”‘’\"']|（(?=(?:境|境外|护|维护)）)|(?<=（境)）|(?<=（境外)）|(?<=（护)）|(?<=（维护)）"
)
_SEPARATORS: Final = "，；：。！？"
# The longest clause that is shown.
_CLAUSE: Final = 120


class Sentence:
    """A sentence; positions are those of ``text``, the form that is read."""

    def __init__(self, printed: str) -> None:
        self.printed = printed
        self._kept = list(range(len(printed)))
        for match in reversed(list(_DROPPED.finditer(printed))):
            del self._kept[match.start() : match.end()]
        self.text = "".join(printed[at] for at in self._kept)

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers in it."""
        return list(numbers(self.text))

    def shown(self, start: int, end: int) -> str:
        """The printed words from ``start`` to ``end`` of the form that is read."""
        if start >= end:
            return ""
        return self.printed[self._kept[start] : self._kept[end - 1] + 1]

    def following(self, number: Number) -> list[Number]:
        """The two numbers behind ``number``, as far as there are any."""
        at = bisect_left(self.numbers, (number.end,))
        return self.numbers[at : at + 2]

    def before(self, number: Number) -> str:
        """The words before ``number``, as many as make a clause."""
        return self.text[max(0, number.start - _CLAUSE) : number.start]

    def _item_start(self, number: Number) -> int:
        """Where the item of a list with ``number`` begins: behind the number before; 0 where there is none."""
        before = bisect_left(self.numbers, (number.start,)) - 1
        end = self.numbers[before].end if before >= 0 else 0
        return end if self.text[end : end + 1] in ("、", "和") else 0

    def clause(self, number: Number) -> str:
        """The printed clause that ends with ``number``."""
        start = number.start
        least = max(0, start - _CLAUSE, self._item_start(number))
        while start > least and self.text[start - 1] not in _SEPARATORS:
            start -= 1
        if number.start - start < 2 and start > least:
            start -= 1
            while start > least and self.text[start - 1] not in _SEPARATORS:
                start -= 1
        return self.shown(start, number.end).strip("、，（ ")


def sentences(paragraph: str) -> Iterator[Sentence]:
    """The sentences of a paragraph."""
    for piece in re.findall(r"[^。！？]+[。！？]?[”’）]?", paragraph):
        if piece.strip("。！？”’） "):
            yield Sentence(piece)

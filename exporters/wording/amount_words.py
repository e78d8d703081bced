"""The amounts of money in a paragraph as its reader compares them: in one unit, none more exact than it is known.

An amount that was typed keeps its digits; in a text it gets the separators that all others have. One in 亿元 beside
others in 万元 is said in 万元. One that was computed loses the zeros that none of the amounts has that it comes from:
较上年5万元增加4万元, not 4.00万元. Where an amount of the paragraph has the two decimals of final accounts, all have
them: 预算3,420.00万元，支出3,268.70万元，结转151.32万元. A zero stays 0, and nothing is made longer beside what was
typed in 亿元, which is known to fewer places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from exporters.document import Run
from exporters.wording.cell_text import converted, figure_of
from model.figures import MAX_DIGITS, MONEY, WAN, YI, group, read
from model.language import amounts
from model.patterns import Pattern
from model.report.report import Report
from model.report.tree import Cell

_UNITS: Final = (WAN.name, YI.name)
_PLACES: Final = 2


def aligned(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs of a standard paragraph with its amounts in one unit. What the clerk wrote stays."""
    said = list(runs)
    money = [place for place, run in enumerate(said) if run.path and run.origin is None and run.text.endswith(_UNITS)]
    if not money:
        return tuple(said)
    large = [place for place in money if said[place].text.endswith(YI.name)]
    for place in large if len(large) < len(money) else ():
        text = group(converted(read(said[place].text, WAN, 0), WAN)) + WAN.name
        said[place] = replace(said[place], text=text)
    for place in money if not large and max(_places(said[place].text) for place in money) == _PLACES else ():
        said[place] = replace(said[place], text=_lengthened(said[place].text))
    return tuple(said)


_UNGROUPED: Final = Pattern(rf"(?<![0-9.,，])[1-9][0-9]{{3,{MAX_DIGITS - 1}}}(?:\.[0-9]+)?(?![0-9,，])")
"""An amount without separators; what has more digits than a field takes is no amount and stays as it was typed."""


def typed_amounts(text: str) -> Iterator[tuple[int, int, str]]:
    """The digits of amounts of money in a typed text that lack their separators: start, end, and the digits with them.

    Years, numbers of documents, percentages and counts are none.
    """
    if not _UNGROUPED.search(text):
        return
    for token in amounts.numbers(text):
        if token.amount.kind == amounts.MONEY:
            for found in _UNGROUPED.finditer(text, token.start, token.end):
                yield *found.span(), group(found[0])


def amount_text(cell: Cell, report: Report) -> str:
    """A figure as a sentence prints it, with its unit; what was computed, no more exact than what it comes from."""
    text = figure.text() if (figure := figure_of(cell)) is not None else ""
    return text if cell.raw or not text.endswith(WAN.name) else _shortened(text, _decimals(cell, report))


def _decimals(cell: Cell, report: Report) -> int:
    """How many decimals in 万元 an amount is known to; those that it is printed with where it is no sum of others."""
    figure = figure_of(cell)
    if figure is None or figure.unit.dimension != MONEY:
        return 0
    arm = report.network.arm(cell) if not cell.raw else None
    if arm is None or arm.base is not None:
        return len(converted(figure, WAN).partition(".")[2])
    return max([_decimals(one, report) for one in arm.operands()], default=0)


def _places(text: str) -> int:
    """How many decimals an amount in 万元 is printed with."""
    return len(text.removesuffix(WAN.name).partition(".")[2])


def _lengthened(text: str) -> str:
    """The amount in 万元 with two decimals, but for a zero."""
    whole, _, tail = text.removesuffix(WAN.name).partition(".")
    return text if not (whole + tail).strip("-0") else f"{whole}.{tail:0<{_PLACES}}{WAN.name}"


def _shortened(text: str, decimals: int) -> str:
    """The amount in 万元 without zeros behind so many decimals."""
    number = text.removesuffix(WAN.name)
    while len(number.partition(".")[2]) > decimals and number.endswith("0"):
        number = number[:-1]
    return number.removesuffix(".0").removesuffix(".") + WAN.name

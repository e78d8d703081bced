"""The amounts of money in a paragraph as its reader compares them: in one unit, none more exact than it is known.

An amount that was typed keeps its digits; in a text it gets the separators that all others have. One in 亿元 beside
others in 万元 is said in 万元. One that was computed loses the zeros that none of the amounts has that it comes from:
较上年5万元增加4万元, not 4.00万元.
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


def aligned(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs of a standard paragraph with its amounts in one unit. What the clerk wrote stays."""
    said = list(runs)
    money = [place for place, run in enumerate(said) if run.path and run.origin is None and run.text.endswith(_UNITS)]
    large = [place for place in money if said[place].text.endswith(YI.name)]
    for place in large if len(large) < len(money) else ():
        text = group(converted(read(said[place].text, WAN, 0), WAN)) + WAN.name
        said[place] = replace(said[place], text=text)
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


def _shortened(text: str, decimals: int) -> str:
    """The amount in 万元 without zeros behind so many decimals."""
    number = text.removesuffix(WAN.name)
    while len(number.partition(".")[2]) > decimals and number.endswith("0"):
        number = number[:-1]
    return number.removesuffix(".0").removesuffix(".") + WAN.name

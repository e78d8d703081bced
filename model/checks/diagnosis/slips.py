"""The kinds of slips that a repair tells of, and those of unit and decimal point."""

from __future__ import annotations

from collections.abc import Iterator

from model.figures import MAX_DECIMALS, MONEY, PERCENT, Figure, Unit, half_unit

# The order in which slips of one rank are offered: the ones that leave the least to chance first.
BASE, COLUMN, UNIT, SIGN, ITEM, SWAP, DIGIT, SCOPE, QUOTE, RATIO, OTHER, AT_LEAST = range(12)

_MONEY = (
    (1, 10**4, "大了一万倍（把元当成了万元）"),
    (10**4, 1, "小了一万倍（把亿元当成了万元）"),
    (1, 10**3, "大了一千倍"),
    (10**3, 1, "小了一千倍"),
)
_PERCENT = ((100, 1, "小了一百倍（填了小数而不是百分数）"), (1, 100, "大了一百倍"))
_POINT = ((1, 10, "小数点错了一位（大了十倍）"), (10, 1, "小数点错了一位（小了十倍）"))


def factors(figure: Figure) -> tuple[tuple[int, int, str], ...]:
    """The slips of unit or decimal point that a figure may have: times, over, and what the slip was."""
    own = _MONEY if figure.unit.dimension == MONEY else _PERCENT if figure.unit.dimension == PERCENT else ()
    return (*own, *(_POINT if own or figure.decimals else _POINT[:1]))  # what is counted may have a nought too many


def scales(figure: Figure) -> Iterator[tuple[int, str]]:
    """The value with its unit or decimal point put right, in billionths, and what the slip was; none for nothing."""
    for times, over, what in factors(figure):
        if figure.value and not figure.value * times % over:
            yield figure.value * times // over, what


def shown(value: int, unit: Unit, decimals: int) -> Figure | None:
    """The figure of ``value`` with ``decimals`` places, or as many more as it needs; None where six are too few."""
    while decimals <= MAX_DECIMALS:
        if not value % (unit.factor * 10 ** (9 - decimals)):
            return Figure(value, half_unit(unit, decimals), unit, decimals)
        decimals += 1
    return None

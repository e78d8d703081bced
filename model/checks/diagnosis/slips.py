"""The slips of the fingers that turn one figure into another: digits, decimal point, unit, sign."""

from __future__ import annotations

from collections.abc import Iterator

from model.figures import MAX_DECIMALS, MONEY, PERCENT, SCALE, Figure, Unit, half_unit

# The order in which slips of one rank are offered: the ones that leave the least to chance first.
BASE, UNIT, SIGN, ITEM, SWAP, DIGIT, QUOTE, RATIO, OTHER = range(9)

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
    return (*own, *_POINT)


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


def slip(was: str, new: str) -> int | None:
    """SWAP or DIGIT when ``new`` is ``was`` with two neighbouring digits swapped or one digit changed, else None."""
    if len(was) != len(new):
        was, new = was.rjust(len(new), "0"), new.rjust(len(was), "0")
    wrong = [place for place, (old, right) in enumerate(zip(was, new, strict=True)) if old != right]
    if len(wrong) == 1 and was[wrong[0]].isdigit() and new[wrong[0]].isdigit():
        return DIGIT
    if len(wrong) == 2:
        first, second = wrong
        between = was[first + 1 : second]
        if between in ("", ".") and was[first] == new[second] and was[second] == new[first]:
            return SWAP
    return None


def neighbours(figure: Figure) -> Iterator[tuple[int, int]]:
    """The values one slip of the fingers away: neighbours swapped, then one digit changed."""
    plain = figure.digits().removeprefix("-").replace(".", "")
    step = figure.unit.factor * SCALE // 10**figure.decimals
    sign = -1 if figure.value < 0 else 1
    for place in range(len(plain) - 1):
        if plain[place] != plain[place + 1]:
            swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
            yield sign * int(swapped) * step, SWAP
    whole = int(plain)
    for place, old in enumerate(plain):
        weight = 10 ** (len(plain) - 1 - place)
        for digit in range(10):
            if digit != int(old) and not (place == 0 and digit == 0 and len(plain) > 1):
                yield sign * (whole + (digit - int(old)) * weight) * step, DIGIT

"""The slips of the fingers that turn one figure into another: digits, decimal point, unit, sign."""

from __future__ import annotations

from model.figures import MONEY, PERCENT, SCALE, Figure, half_unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

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


def scales(figure: Figure, decimals: int) -> Iterator[tuple[Figure, str]]:
    """The figure with its unit or decimal point put right, and what the slip was; ``decimals`` are the field's."""
    own = _MONEY if figure.unit.dimension == MONEY else _PERCENT if figure.unit.dimension == PERCENT else ()
    for times, over, what in (*own, *_POINT):
        moved = _scaled(figure, times, over, decimals)
        if moved is not None:
            yield moved, what


def _scaled(figure: Figure, times: int, over: int, decimals: int) -> Figure | None:
    """The figure times a factor; None where it is nothing or a digit would be lost."""
    value = abs(figure.value) * times
    if not value or value % over:
        return None
    value //= over
    while decimals < 6 and value % (figure.unit.factor * 10 ** (9 - decimals)):
        decimals += 1
    if value % (figure.unit.factor * 10 ** (9 - decimals)):
        return None
    return Figure(value if figure.value > 0 else -value, half_unit(figure.unit, decimals), figure.unit, decimals)


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

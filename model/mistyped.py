"""What one slip of the fingers makes of a figure: two neighbouring digits swapped, or one digit wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from model.figures import SCALE, Figure

DigitSlip = Literal["swap", "digit"]


def slip_between(was: str, new: str) -> DigitSlip | None:
    """The slip that makes ``was`` of ``new``, both plain digits with equal decimals; None where it is no slip.

    Signs are not compared.
    """
    was, new = was.removeprefix("-"), new.removeprefix("-")
    longer = len(was) != len(new)  # 24 is 204 with a digit left out
    width = max(len(was), len(new))
    was, new = was.rjust(width, "0"), new.rjust(width, "0")
    wrong = [at for at, (old, right) in enumerate(zip(was, new, strict=True)) if old != right]
    if len(wrong) == 1 and was[wrong[0]].isdigit() and new[wrong[0]].isdigit():
        return "digit"
    if len(wrong) == 2 and not longer:
        first, second = wrong
        if was[first + 1 : second] in ("", ".") and was[first] == new[second] and was[second] == new[first]:
            return "swap"
    return None


def one_slip_away(figure: Figure) -> Iterator[tuple[int, DigitSlip]]:
    """The values, in billionths, that ``figure`` may have been meant to be: swapped digits first, then one digit."""
    plain = figure.digits().removeprefix("-").replace(".", "")
    step = figure.unit.factor * SCALE // 10**figure.decimals
    sign = -1 if figure.value < 0 else 1
    for at in range(len(plain) - 1):
        if plain[at] != plain[at + 1]:
            yield sign * int(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]) * step, "swap"
    whole = int(plain)
    for at, old in enumerate(plain):
        weight = 10 ** (len(plain) - 1 - at)
        for digit in range(10):
            if digit != int(old) and not (at == 0 and digit == 0 and len(plain) > 1):
                yield sign * (whole + (digit - int(old)) * weight) * step, "digit"

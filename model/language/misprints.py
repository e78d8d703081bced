"""The slips of the pen that turn one printed amount into another: a digit, two digits swapped, the unit, the point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from model.language.amounts import MONEY, PERCENT, Amount

if TYPE_CHECKING:
    from collections.abc import Iterator

Slip = Literal["swap", "digit", "unit", "point", "sign"]
WORDS: dict[Slip, str] = {
    "swap": "相邻两位数字颠倒",
    "digit": "一位数字有误",
    "unit": "单位写错（差一万倍）",
    "point": "小数点错位",
    "sign": "正负号反了",
}


def slip_between(was: str, new: str) -> Slip | None:
    """The slip that makes ``was`` of ``new``, both plain digits of equal decimals; None where it is no slip."""
    was, new = was.lstrip("-"), new.lstrip("-")
    width = max(len(was), len(new))
    was, new = was.rjust(width, "0"), new.rjust(width, "0")
    wrong = [at for at, (old, right) in enumerate(zip(was, new, strict=True)) if old != right]
    if len(wrong) == 1 and was[wrong[0]].isdigit() and new[wrong[0]].isdigit():
        return "digit"
    if len(wrong) == 2:
        first, second = wrong
        if was[first + 1 : second] in ("", ".") and was[first] == new[second] and was[second] == new[first]:
            return "swap"
    return None


def neighbours(amount: Amount) -> Iterator[tuple[int, Slip]]:
    """The values that ``amount`` may have been meant to be, one slip away, the likelier slips first."""
    plain = amount.digits.lstrip("-").replace(".", "").replace(",", "").replace("，", "")
    sign = -1 if amount.value < 0 else 1
    step = amount.step
    if len(plain) > 15:
        return
    for at in range(len(plain) - 1):
        if plain[at] != plain[at + 1]:
            yield sign * int(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]) * step, "swap"
    whole = int(plain)
    for at, old in enumerate(plain):
        weight = 10 ** (len(plain) - 1 - at)
        for digit in range(10):
            if digit != int(old) and not (at == 0 and digit == 0 and len(plain) > 1):
                yield sign * (whole + (digit - int(old)) * weight) * step, "digit"
    if amount.kind == MONEY:
        yield from ((amount.value * 10**4, "unit"), (amount.value // 10**4, "unit"))
    if amount.kind in (MONEY, PERCENT):
        yield from ((amount.value * 10, "point"), (amount.value // 10, "point"))
    yield -amount.value, "sign"

"""Numbers as a report counts its parts."""

from __future__ import annotations

NUMERALS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def numeral(number: int) -> str:
    """``number`` from 1 to 9999 in Chinese: 十一, 二十, 一百零五."""
    said, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            said += ("零" if gap and said else "") + NUMERALS[digit] + name
        gap = not digit
    return said.removeprefix("一") if 10 <= number < 20 else said

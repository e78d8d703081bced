"""The amounts of money in a paragraph as its reader compares them: in one unit, none more exact than the others.

An amount that was typed keeps its digits. One in 亿元 beside others in 万元 is said in 万元. One that was computed
loses the zeros that no typed amount of its paragraph has: 较上年5万元增加4万元, not 4.00万元.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from exporters.document import Run
from exporters.wording.cell_text import converted
from model.figures import WAN, YI, group, read

_UNITS: Final = (WAN.name, YI.name)


def aligned(runs: Iterable[Run], computed: Collection[str]) -> tuple[Run, ...]:
    """The runs of a standard paragraph; ``computed`` are the fields that nobody typed. What the clerk wrote stays."""
    said = list(runs)
    money = [place for place, run in enumerate(said) if run.path and run.origin is None and run.text.endswith(_UNITS)]
    large = [place for place in money if said[place].text.endswith(YI.name)]
    for place in large if len(large) < len(money) else ():
        text = group(converted(read(said[place].text, WAN, 0), WAN)) + WAN.name
        said[place] = replace(said[place], text=text)
    typed = [_decimals(said[place].text) for place in money if said[place].path not in computed]
    for place in money if typed else ():
        if said[place].path in computed:
            said[place] = replace(said[place], text=_shortened(said[place].text, max(typed)))
    return tuple(said)


def _decimals(text: str) -> int:
    return len(text.partition(".")[2].rstrip(YI.name + WAN.name))


def _shortened(text: str, decimals: int) -> str:
    """The amount without zeros behind so many decimals."""
    unit = text.lstrip("-0123456789,.")
    number = text.removesuffix(unit)
    while _decimals(number) > decimals and number.endswith("0"):
        number = number[:-1]
    return number.removesuffix(".") + unit

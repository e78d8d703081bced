"""Numbers in a sentence, with their unit, and whether they are exact; dates and ordinals are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from model.figures import unit_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.figures import Unit

_ITEMS: Final = (
    "人次|平方米|个百分点|百分点|批次|轮次|元|人|名|户|个|家|件|项|台|辆|条|起|次|场|篇|所|处|套|份"
    "|批|宗|座|只|课|期|分|%"
)
_HEDGES: Final = "将近|接近|大约|(?<!节)约为?|近|超过?|逾|不低于|不少于|不足|不超过|突破|最高达?|最多|至少|高达"
HEDGE: Final = re.compile(f"(?:{_HEDGES})$")
_NUMBER: Final = re.compile(
    rf"(?P<hedge>{_HEDGES})?"
    r"(?P<sign>负|-)?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*"
    r"(?P<more>余|多)?(?P<unit>(?:万亿|千万|百万|亿|万|千)?(?:" + _ITEMS + r")|万亿|亿|万(?!分))?"
    r"(?P<after>余|多(?![0-9少支出])|以上|以下|左右|以内|之多|上下)?"
)
_NO_FIGURE: Final = re.compile(
    r"[0-9]{4}\s*年|[0-9]{1,2}月份?(?:[0-9]{1,2}日)?|[0-9]{1,2}日|第[0-9]+|[0-9]+年|[0-9]+[—\-~至][0-9]+[年月]"
    r"|[〔（][0-9]{4}[〕）][0-9]*号?|[0-9]+号|[0-9]+[、.](?=[^0-9])|[A-Za-z][A-Za-z0-9.\-]*[0-9]+|[0-9]+[A-Za-z]+"
)
_LEADING: Final = re.compile(r"^(?:[（(]?[0-9]{1,2}[）)、.](?![0-9])|[①-⑳])")


class Number(NamedTuple):
    """A number at ``start`` to ``end`` of a sentence: plain ``digits``, sign and all, and the name of its unit.

    ``hedged``: the words around make it a bound (近395万, 2100余).
    """

    start: int
    end: int
    digits: str
    unit: str
    hedged: bool

    @property
    def measure(self) -> Unit | None:
        """The unit, None where none stands behind the number."""
        return unit_named(self.unit) if self.unit else None

    @property
    def percent(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "%"


def numbers(sentence: str) -> Iterator[Number]:
    """The numbers of ``sentence`` in order; years, days, ordinals and enumerators are left out."""
    at = 0
    leading = _LEADING.match(sentence)
    if leading:
        at = leading.end()
    while found := _NUMBER.search(sentence, at):
        begin = found.start("number")
        if begin and sentence[begin - 1] == "第":
            at = found.end()
            continue
        none = _NO_FIGURE.match(sentence, max(begin - 1, 0)) or _NO_FIGURE.match(sentence, begin)
        if none and none.end() >= found.end("number") and not (found["unit"] and none.end() <= found.end("number")):
            at = max(none.end(), found.end("number"))
            continue
        if sentence[:begin].endswith(("单价", "单位价值")) and re.match(
            r"(?:（含）|[0-9万元])*以[上下]", sentence[found.end("number") :]
        ):
            at = found.end()
            continue
        if begin and sentence[begin - 1].isascii() and sentence[begin - 1].isalpha():
            at = found.end("number")
            continue
        unit = (found["unit"] or "").replace("个百分点", "百分点")
        end = found.end("unit") if found["unit"] else found.end("number")
        if unit and sentence[found.end("unit") : found.end("unit") + 1] == "/":
            unit += "/"  # per person, per month: no amount of anything
        after = sentence[found.end() : found.end() + 2]
        hedged = bool(found["hedge"] or found["more"] or found["after"]) or after in ("以上", "以下", "左右")
        sign = "-" if found["sign"] else ""
        if sign == "-" and found["sign"] == "-" and begin > 1 and sentence[begin - 2].isdigit():
            sign = ""
            hedged = True
        start = found.start("sign") if found["sign"] else begin
        yield Number(start, end, sign + found["number"].replace(",", ""), unit, hedged)
        at = max(found.end("more") if found["more"] else end, end)

"""What a figure is said to be worked out on: 满意度88.9%（以收回份数为基数）, 按参加人数计算合格率92.88%."""

from __future__ import annotations

from collections.abc import Iterable

from model.language.lexicon import pattern
from model.language.quantity import Quantity
from model.patterns import Pattern
from model.text import in_order

_SHORTEST, _LONGEST = 2, 24
_BEHIND = Pattern("，[^，；。]{0,6}以(?P<Base>[^，；。0-9]{2,12}?)(?:金额|数量?)?为(?:基数|分母)")
_RECKONED_BEFORE = Pattern("[，；]按照?(?P<Base>[^，；：0-9]{2,12}?)(?:人数|数量?)?[计测]算，[^，]*$")
_RECKONED_ON = Pattern("按照?(?P<Base>[^，；：0-9]{2,12}?)(?:人数|数量?)?[计测]算(?!机)")

_SAID = (
    "（[均都]?(?:按照?|以|占)(?P<Base>[^（）0-9，；]{2,16}?)"
    "(?:<counts>?数量?)?(?:为?(?:基数|口径|分母)|[计测折]?算|计)?）"
)


def said_base(mention: Quantity) -> str:
    """What stands in brackets beside the mention, or right before its name, as its base; "" for none.

    The word for its number (人数) is no part of it.
    """
    found = (
        _BEHIND.match(mention.after)
        or pattern(_SAID).match(mention.after)
        or pattern(_SAID).search(mention.gap[-_LONGEST:])
        or _RECKONED_ON.match(mention.tail)
        or _RECKONED_BEFORE.search(mention.gap)
    )
    return found["Base"] if found is not None else ""


def called(levels: Iterable[Quantity], said: str) -> list[Quantity]:
    """Those of ``levels`` whose names say ``said``: all of it, else its first word, else its characters in order."""
    named = [one for one in levels if len(one.name) >= _SHORTEST]
    for told in (said, said[:_SHORTEST]):
        if found := [one for one in named if told in one.name or one.name in told]:
            longest = max(len(one.name) for one in found)  # 调解成功, not 调解, of 按调解成功案件
            return [one for one in found if told in one.name or len(one.name) == longest]
    return [one for one in named if one.tail[:1] == said[0] and in_order(said, one.tail)]

"""The numbers of a sentence: exact value, unit, how far they were rounded, and whether they are hedged.

No figures are dates, years, numbers of documents, ordinals, enumerators, telephones and names such as 5G.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from model.figures import MAX_DECIMALS, MULTIPLIERS, SCALE, Figure, Unit, digits
from model.language.lexicon import alternatives, lexicon
from model.patterns import Pattern

MONEY, PERCENT, POINTS, PLAIN = "money", "percent", "points", "plain"
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Amount(Figure):
    """The figure that a sentence prints; ``typed`` are its digits as they stand there, without separators.

    The dimension of its unit is "money", "percent", "points", "plain" or "count:" and the unit without its multiplier.
    ``half`` is 0 for what is counted singly.
    """

    typed: str

    @property
    def kind(self) -> str:
        """The dimension of its unit."""
        return self.unit.dimension

    @property
    def step(self) -> int:
        """One unit of the last digit printed, in billionths of the base unit."""
        return int(self.unit.factor * SCALE // 10**self.decimals)

    def shown(self, value: int | None = None, decimals: int | None = None) -> str:
        """``value`` (its own where None) in its unit with ``decimals`` (its own where None), the unit behind."""
        places = self.decimals if decimals is None else decimals
        return digits(self.value if value is None else value, self.unit, places) + self.unit.name


@dataclass(frozen=True, slots=True)
class NumberToken:
    """A number at ``start`` to ``end`` of a text, its unit included.

    ``hedged``: the words around make it a bound, an estimate, a range or a price; it takes part in no equality.
    ``about``: it is hedged by no more than a word such as 约.
    """

    start: int
    end: int
    amount: Amount
    hedged: bool
    about: bool = False


_NONE = r"""
[〔\[（][0-9]{4}[〕\]）](?:第?[0-9]+号)?
|(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}
|(?:19|20)[0-9]{2}(?:[-—–~～至、和及](?:(?:19|20)[0-9]{2}|[0-9]{2}))+(?=年)
|[0-9]{4}年(?:度|初|末|底|中)?(?:[0-9]{1,2}(?:[-—–~～至][0-9]{1,2})?月(?:份|底|末|初)?(?:[0-9]{1,2}日)?)?
|[0-9]{1,3}(?:[-—–~～至][0-9]{1,3})?年(?!级)
|[0-9]{1,2}(?:[-—–~～至到、][0-9]{1,2})?月(?:份|底|末|初)?(?:[0-9]{1,2}日(?:[0-9]{1,2}时)?)?
|[0-9]{1,2}(?:[-—–~～至][0-9]{1,2})?日(?:[0-9]{1,2}时)?(?!内)
|第[0-9]+(?:[-—–~～至、][0-9]+)*
|[0-9]+号|(?<![0-9比为约])(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?![0-9])
|(?<![0-9.])[0-9]{3,4}-[0-9]{7,8}(?![0-9])|(?<![0-9.])1[3-9][0-9]{9}(?![0-9.])
|(?<![0-9.,])[0-9]{3,5}(?=(?:政务|市民|公共|便民|便捷|服务|便民服务|市长)*热线|政务|平台投诉)
|(?<![0-9.])[0-9]{1,2}[·・•][0-9]{1,2}(?![0-9.])|[0-9]{4}(?=元[旦宵])|[0-9]+\+[0-9N]+|\{[^{}\n]{0,200}\}
"""


def _written_amount() -> str:
    number = lexicon().number
    call = alternatives(number["call"].split())
    units = alternatives([*number["counts"].split(), number["money"]])
    multiples = alternatives(number["multipliers"].split())
    inside = f"[{number['hedge_inside'].replace(' ', '')}]"
    own = alternatives([*number["percent"].split(), *number["points"].split()])
    after = alternatives(number["hedge_after"].split())
    none = _NONE.replace("\n", "")
    # Most characters begin nothing of this: one look passes them over.
    first = "".join({word[0] for word in number["call"].split()})
    return (
        rf"(?=[0-9A-Za-z〔\[（第{{−负{first}-])"
        rf"(?:(?P<none>{none}|(?:{call})[为是:：]?[0-9][0-9-]*+(?![.,，][0-9]|(?:{multiples})?(?:{units}))|(?<![A-Za-z])[A-Za-z][A-Za-z0-9_.\-/]*)"
        r"|(?P<sign>[-−]|(?<!减)负)?(?P<digits>[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
        rf"(?P<more>{inside})?(?P<unit>{own}|(?P<times>{multiples})?(?P<inner>{inside})?(?P<base>(?:{units})(?!(?<=[A-Za-z])[A-Za-z]))|(?P<alone>万亿|万|亿))?"
        rf"(?P<after>(?:（含）)?(?:{after})(?![0-9])(?!(?<=多)[^，。；、）的万亿千百元]))?)"
    )


_AMOUNT = Pattern(_written_amount)


def _hedge_before() -> str:
    words = alternatives(lexicon().number["hedge_before"].split())
    return f"(?<![节大制相签合条契邀预违履简特守婚通经])(?:{words})$"


_BEFORE = Pattern(_hedge_before)


_DIGIT = Pattern("[0-9]")
_RANGE = Pattern(r"\s*[-—–~～－至到]\s*[0-9]")
_ENUMERATOR = Pattern(r"[、.．）](?![0-9])|[、）](?=20[0-9]{2}(?:年|[-—–~～至]20[0-9]{2}年))")
# A price: 元/人, 元/月.
_PER = Pattern(r"[/／](?=[^0-9决预调全年实计目完上本]|年(?![初度末]))")
# 师生比1：15.2, 2.05：1: neither is a figure of its own.
_RATIO = Pattern(r"[：:∶][0-9]")
_RATIO_BEFORE = Pattern(r"[0-9][：:∶]$")
_LONGEST_HEDGE = 6


def numbers(text: str) -> Iterator[NumberToken]:
    """The numbers of ``text`` from left to right; a range is one, of its first number."""
    if _DIGIT.search(text) is None:  # as most sentences are: the pattern is not even made for them
        return
    at, size = 0, len(text)
    while at < size and (found := _AMOUNT.search(text, at)):
        at = max(found.end(), found.start() + 1)
        if found["none"] is not None:
            continue
        start = found.start("digits")
        typed, unit = found["digits"], found["unit"] or ""
        end = found.end("digits") if not unit else found.end("unit")
        if not unit and "，" in typed and "." not in typed:
            typed, end = typed.partition("，")[0], start + typed.index("，")
            at = end
        if (
            not unit
            and (start == 0 or text[start - 1] in "。；：（\n")
            and "." not in typed
            and _ENUMERATOR.match(text, end)
        ):
            continue
        if not unit and "A" <= text[end : end + 1] <= "Z":
            continue  # 5G
        hedged = bool(found["more"] or found["inner"] or found["after"])
        sign = found["sign"] is not None and not (start > 1 and (text[start - 2].isdigit() or text[start - 2] in "%元"))
        hedged = hedged or (found["sign"] is not None and not sign)
        word = _BEFORE.search(text, max(0, start - _LONGEST_HEDGE), start)
        about = not hedged and word is not None and word[0] in lexicon().number["about"].split()
        hedged = hedged or word is not None
        if (ranged := _RANGE.match(text, end)) and (last := _AMOUNT.match(text, ranged.end() - 1)) and last["digits"]:
            hedged, about, unit, at = True, False, last["unit"] or unit, last.end()
            end = last.end("unit") if last["unit"] else last.end("digits")
            found = last
        ratio = _RATIO.match(text, end) or _RATIO_BEFORE.search(text, max(0, start - 2), start)
        if _PER.match(text, end) or (ratio and not unit):
            hedged = True
        amount = _amount(typed.replace(",", "").replace("，", ""), unit, found, sign)
        yield NumberToken(start - sign, end, amount, hedged or len(typed) > _MOST_DIGITS, about)


def _amount(typed: str, unit: str, found: re.Match[str], negative: bool) -> Amount:
    whole, _, tail = typed.partition(".")
    tail = tail[:MAX_DECIMALS]
    times = found["times"] or found["alone"] or ""
    factor = MULTIPLIERS[times]
    value = int((whole[:_MOST_DIGITS] + tail) or "0") * factor * SCALE // 10 ** len(tail)
    kind, unit = _kind(unit, found["base"] or "", times)
    exact = factor == 1 and (kind == MONEY or (kind.startswith("count") and not tail))
    half = 0 if exact else factor * SCALE // 10 ** len(tail) // 2
    sign = "-" if negative else ""
    return Amount(-value if negative else value, half, _unit(unit, kind, factor), len(tail), sign + typed)


@lru_cache(maxsize=1000)
def _unit(name: str, kind: str, factor: int) -> Unit:
    """The unit, the same for all amounts that have it: a large draft has thousands of them."""
    return Unit(name, kind, factor)


def _kind(unit: str, base: str, times: str) -> tuple[str, str]:
    declared = lexicon().number
    if base == declared["money"]:
        return MONEY, times + base
    if base:
        same = next((row.split()[0] for row in declared["same_counts"] if base in row.split()), base)
        return f"count:{same}", times + base
    if unit == "%":
        return PERCENT, unit
    if unit in declared["points"].split():
        return POINTS, unit
    return (f"count:{unit}", unit) if unit else (PLAIN, unit)

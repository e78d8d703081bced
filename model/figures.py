"""Figures as reports print them: an amount with its unit and precision, read from what people type, held exactly.

Amounts are whole numbers of billionths of the dimension's base unit (元, 人, %, ...), so that every bound and every
comparison is exact integer arithmetic and never a float. Six decimals at most are read, hence half a unit of the last
place is always whole, too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from model.errors import ZipingError
from model.patterns import Pattern
from model.text import normalise

SCALE: Final = 10**9
MAX_DECIMALS: Final = 6
MAX_DIGITS: Final = 15
NONE_WORDS: Final = frozenset({"无", "没有", "本单位无此项"})
DASHES: Final = "-－—–/"
"""What stands alone in a table where there is no figure."""


class FigureError(ZipingError):
    """The text is no figure of the wanted dimension; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: ``factor`` base units of its ``dimension`` (money: 元)."""

    name: str
    dimension: str
    factor: int = 1


MONEY, PERSONS, VISITS, HOUSEHOLDS, ITEMS = "金额", "人数", "人次", "户数", "数量"
PERCENT, POINTS, AREA, SCORE, PLAIN = "百分比", "百分点", "面积", "分数", "数值"
YUAN = Unit("元", MONEY)
WAN = Unit("万元", MONEY, 10**4)
YI = Unit("亿元", MONEY, 10**8)
PEOPLE = Unit("人", PERSONS)
PERCENT_UNIT = Unit("%", PERCENT)
POINT_UNIT = Unit("个百分点", POINTS)
PLAIN_UNIT = Unit("", PLAIN)

_BASES: Final = {
    "元": MONEY,
    "人": PERSONS,
    "名": PERSONS,
    "人次": VISITS,
    "户": HOUSEHOLDS,
    "平方米": AREA,
    "分": SCORE,
    **dict.fromkeys("个家件项台辆条起次场篇所处套份批宗座只课期", ITEMS),
    **dict.fromkeys(("件次", "项次", "批次", "场次"), ITEMS),
}
MULTIPLIERS: Final = {
    "": 1,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_KNOWN: Final = {unit.name: unit for unit in (YUAN, WAN, YI, PEOPLE, PERCENT_UNIT, POINT_UNIT, PLAIN_UNIT)} | {
    "百分点": POINT_UNIT,
    "人民币元": YUAN,
}


@cache
def unit_named(name: str) -> Unit | None:
    """The unit called ``name`` ("万元", "人次", "%"), or None when it is not a known one."""
    name = unicodedata.normalize("NFKC", name).strip()
    if name in _KNOWN:
        return _KNOWN[name]
    for multiplier, factor in MULTIPLIERS.items():
        base = name.removeprefix(multiplier)
        if base in _BASES and name == multiplier + base:
            return Unit(name, _BASES[base], factor)
    return None


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure. ``value`` and ``half`` (half a unit of the last place) are billionths of the base unit.

    ``decimals`` counts places in ``unit``, the unit it was typed in. ``half`` is 0 for figures that were not rounded
    (source figures in 元, "无").
    """

    value: int
    half: int
    unit: Unit
    decimals: int

    @property
    def low(self) -> int:
        """The least amount that would have been printed like this."""
        return self.value - self.half

    @property
    def high(self) -> int:
        """The greatest amount that would have been printed like this."""
        return self.value + self.half

    @property
    def in_base_unit(self) -> Decimal:
        """The amount in the base unit of its dimension: 元, 人, %."""
        return Decimal(self.value) / SCALE

    def digits(self, unit: Unit | None = None, decimals: int | None = None) -> str:
        """The amount as plain digits in ``unit``, rounded half up to ``decimals``; default: as typed, no separators."""
        unit = unit or self.unit
        return digits(self.value, unit, self.decimals if decimals is None else decimals)

    def grouped(self) -> str:
        """The amount in its own unit with separators: "1,234.56"."""
        return group(self.digits())

    def text(self) -> str:
        """The amount with separators and unit: "1,234.56万元", "16.88%"."""
        return self.grouped() + self.unit.name


# One unit of the last place in billionths, by the number of decimals.
_STEPS: Final[tuple[int, ...]] = tuple(10**places for places in range(9, -1, -1))


# What is counted one by one and never rounded.
_COUNTED: Final = frozenset({PERSONS, VISITS, HOUSEHOLDS, ITEMS})


def half_unit(unit: Unit, decimals: int) -> int:
    """Half a unit of the last place in billionths; 0 for what is not rounded: amounts in 元, things counted singly."""
    if unit.factor == 1 and (unit == YUAN or (not decimals and unit.dimension in _COUNTED)):
        return 0
    return unit.factor * _STEPS[decimals] // 2


def figure(value: int, unit: Unit, decimals: int, over: int = 1) -> Figure:
    """The figure printed for ``value / over`` billionths, rounded half away from zero to ``decimals`` places."""
    step = unit.factor * _STEPS[decimals]
    places = (2 * abs(value) + step * over) // (2 * step * over)
    return Figure((places if value >= 0 else -places) * step, half_unit(unit, decimals), unit, decimals)


def digits(value: int, unit: Unit, decimals: int) -> str:
    """``value`` billionths as plain digits in ``unit``, rounded half away from zero to ``decimals`` places."""
    step = unit.factor * 10 ** (9 - decimals)
    places = (2 * abs(value) + step) // (2 * step)
    sign = "-" if value < 0 and places else ""
    whole = str(places)
    if not decimals:
        return sign + whole
    whole = whole.rjust(decimals + 1, "0")
    return f"{sign}{whole[:-decimals]}.{whole[-decimals:]}"


def exact_digits(value: int, unit: Unit, least: int = 0) -> str:
    """``value`` billionths in ``unit`` with as many decimals as it needs (at most nine), at least ``least``."""
    plain = digits(value, unit, 9)
    head, _, tail = plain.partition(".")
    tail = tail.rstrip("0").ljust(least, "0")
    return f"{head}.{tail}" if tail else head


def group(plain: str) -> str:
    """Plain digits with thousands separators: "-12580.41" -> "-12,580.41"."""
    sign = "-" if plain.startswith("-") else ""
    whole, point, tail = plain.removeprefix("-").partition(".")
    return sign + f"{int(whole):,}" + point + tail


@lru_cache(4096)
def read_plain(text: str, unit: Unit, decimals: int) -> Figure | None:
    """The figure of plain digits ("-1234.56") in ``unit``; None when ``text`` is anything else (the fast way)."""
    whole, point, tail = text.removeprefix("-").partition(".")
    if not (text.isascii() and whole.isdigit() and len(whole) <= MAX_DIGITS):
        return None
    if point and not (tail.isdigit() and len(tail) <= MAX_DECIMALS):
        return None
    places = len(tail)
    value = int(whole + tail) * unit.factor * _STEPS[places]
    if places > decimals:
        decimals = places
    half = half_unit(unit, decimals)
    return Figure(-value if text[0] == "-" else value, half, unit, decimals)


def read(text: str, unit: Unit, decimals: int) -> Figure:
    """The figure that ``text`` says for a field in ``unit`` with ``decimals`` declared places.

    Reads full-width digits and signs, thousands separators, a unit of the same dimension behind the number, brackets
    for negative amounts. The figure keeps the unit that was typed; amounts in 元 are exact.
    Raises FigureError with a sentence that says what is expected.
    """
    found = read_plain(text, unit, decimals)
    if found is None:
        plain, typed = _split(text, unit)
        found = read_plain(plain, typed, decimals)
        assert found is not None, "_split gives plain digits"
    return found


_NUMBER = Pattern(r"([-+]?)((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?)\s*([^0-9.,]*)")


def canonical(text: str, unit: Unit) -> str:
    """``text`` as it is kept: plain digits, the unit behind them where it is not ``unit``; raises FigureError."""
    if read_plain(text, unit, 0) is not None:
        return text
    plain, typed = _split(text, unit)
    return plain if typed == unit else plain + typed.name


_LONGEST_WORDS: Final = 8
"""What is longer is a text that was meant for another field, not a number in words or with a slip."""

_BEFORE_BOUND: Final = ("≥", "≤", ">", "<", "不低于", "不少于", "不超过", "近", "约", "超", "逾")
_AFTER_BOUND: Final = ("以上", "以下", "左右", "以内", "余", "多")


def hedged(text: str) -> bool:
    """Whether ``text`` is a bound or an estimate (≥95, 近395, 90%以上), which takes part in no equality."""
    plain = normalise(text).rstrip("%")
    return any(map(str.isdigit, plain)) and (plain.startswith(_BEFORE_BOUND) or plain.endswith(_AFTER_BOUND))


def _split(text: str, unit: Unit) -> tuple[str, Unit]:
    """The plain digits and the unit of what was typed for a field of ``unit``."""
    shown = text.strip() if len(text) <= 20 else text[:20] + "…"
    plain = normalise(text)
    negative = False
    body, tail = plain, ""
    if plain.startswith("("):
        body, closed, tail = plain[1:].partition(")")
        if not closed or body[:1] in "+-":
            raise FigureError(f"“{shown}”的括号不成对：负数请写成 -12580.41 或（12580.41）")
        negative = True
    match = _NUMBER.fullmatch(body + tail)
    if match is None or not any(map(str.isdigit, match[2])):
        commas = "," in plain and re.fullmatch(r"[-+(]?[0-9][0-9,.]*\)?\D{0,3}", plain)
        how = "这里要填" if len(plain) > _LONGEST_WORDS and not commas else "请用阿拉伯数字填写"
        raise FigureError(f"“{shown}”不是数：{'千分位逗号要每三位一个，' if commas else ''}{how}{_expected(unit)}")
    sign, number, name = match.groups()
    typed = _typed_unit(name.strip(), unit)
    if typed is None:
        wanted = unit_named(name.strip())
        what = f"{wanted.dimension}（{wanted.name}）" if wanted and wanted.name else f"“{name.strip()[:8]}”"
        raise FigureError(f"“{shown}”写的是{what}，这里要填{_expected(unit)}")
    plain = number.replace(",", "").replace(" ", "")
    plain = ("0" + plain if plain.startswith(".") else plain).removesuffix(".")
    if negative or sign == "-":
        plain = "-" + plain
    if read_plain(plain, typed, 0) is None:
        plain, typed = _in_wan(plain, typed)
    if read_plain(plain, typed, 0) is None:
        raise FigureError(f"“{shown}”位数太多：整数最多{MAX_DIGITS}位，小数最多{MAX_DECIMALS}位")
    return plain, typed


def _in_wan(plain: str, unit: Unit) -> tuple[str, Unit]:
    """An amount with more decimals than are read, in 万元 where its unit is larger: 1.8300007亿元 is 18300.007."""
    whole, _, tail = plain.partition(".")
    places = len(str(unit.factor // WAN.factor)) - 1
    if unit.dimension != MONEY or unit.factor <= WAN.factor or len(tail) < places:
        return plain, unit
    sign = "-" * plain.startswith("-")
    moved = f"{whole.removeprefix('-')}{tail[:places]}".lstrip("0") or "0"
    return f"{sign}{moved}.{tail[places:]}".removesuffix("."), WAN


def _typed_unit(name: str, unit: Unit) -> Unit | None:
    """The unit meant by the words behind a number in a field of ``unit``: none at all means the field's own."""
    if not name:
        return unit
    named = unit_named(name)
    if named is None and name in MULTIPLIERS and unit.dimension not in (PERCENT, POINTS, PLAIN):
        base = next((base for base, dimension in _BASES.items() if dimension == unit.dimension), unit.name)
        if unit.dimension == ITEMS:
            base = unit.name.lstrip("千百万亿")
        named = unit_named(name + base)
    if named is None or named.dimension != unit.dimension:
        return None
    if unit.dimension == ITEMS and _counted(named) != _counted(unit):
        return None
    return unit if named == unit or (unit.dimension == ITEMS and named.factor == unit.factor) else named


def _counted(unit: Unit) -> str:
    """What a unit of things counts: 批 for 万批 and 批次, too."""
    return unit.name.lstrip("千百万亿").removesuffix("次") or "次"


def _expected(unit: Unit) -> str:
    example = "1234.56" if unit.dimension in (MONEY, PERCENT, POINTS) else "123"
    name = f"（{unit.name}）" if unit.name else ""
    return f"{unit.dimension}{name}，如 {example}"

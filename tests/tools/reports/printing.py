"""How figures are printed: units, decimals, separators, and the interval that a printed figure stands for."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
HALF_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends of what a printed figure can have been before it was rounded."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it stands in the text. ``name`` is what it measures, or empty where nothing repeats it."""

    id: int
    digits: str
    unit: str
    factor: Decimal
    exact: bool = False
    name: str = ""

    @property
    def text(self) -> str:
        return self.digits + self.unit

    @property
    def number(self) -> Decimal:
        return Decimal(self.digits.translate(HALF_WIDTH).replace(",", ""))

    @property
    def decimals(self) -> int:
        return max(0, -int(self.number.as_tuple().exponent))

    @property
    def interval(self) -> Interval:
        """In base units: yuan, per cent, things."""
        value = self.number * self.factor
        half = Decimal(0) if self.exact else self.factor.scaleb(-self.decimals) / 2
        return Interval(value - half, value + half)


@dataclass(frozen=True, slots=True)
class Loose:
    """A hedged figure or a range: it counts as one figure and takes part in no relation."""

    text: str


@dataclass(frozen=True, slots=True)
class Direction:
    """A word such as 增加. ``sign`` is what it says, ``other`` the word that would say the opposite."""

    id: int
    text: str
    other: str
    sign: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where a planted slip may put words; the consistent report has none there."""

    id: int
    words: str
    text: str = ""


Part = str | Printed | Loose | Direction | Gap


def rounded(value: Decimal, decimals: int, *, down: bool = False) -> Decimal:
    """Half-up, as accountants round; or cut off."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN if down else ROUND_HALF_UP)


@dataclass(slots=True)
class Style:
    """The habits of one report: which unit, how many decimals, separators, dropped zeros."""

    unit: str
    decimals: int
    percent_decimals: int
    commas: bool = False
    drop_zeros: bool = False
    blanks: bool = False
    full_width: bool = False
    percent_sign: str = "%"
    large_unit: bool = False
    ids: itertools.count[int] = field(default_factory=itertools.count)

    def money(self, value: Decimal, name: str = "", *, unit: str = "", decimals: int | None = None) -> Printed:
        """An amount of money in yuan, printed in the report's unit unless another is asked for."""
        if not unit and self.unit == "亿元" and abs(value) < YUAN["亿元"] / 20:
            unit, decimals = "万元", 2
        unit = unit or self.unit
        decimals = self.decimals if decimals is None else decimals
        if not unit.endswith("元"):
            raise ValueError(unit)
        digits = self._digits(rounded(value / YUAN[unit], decimals))
        return Printed(next(self.ids), digits, self._unit(unit), YUAN[unit], name=name)

    def cell(self, value: Decimal, name: str = "") -> Printed:
        """The same in a table, whose caption says the unit; a column keeps its decimals."""
        digits = self._plain(rounded(value / YUAN[self.unit], self.decimals))
        return Printed(next(self.ids), digits, "", YUAN[self.unit], name=name)

    def percent(self, value: Decimal, *, decimals: int | None = None, down: bool = False, sign: bool = True) -> Printed:
        decimals = self.percent_decimals if decimals is None else decimals
        digits = self._digits(rounded(value, decimals, down=down))
        return Printed(next(self.ids), digits, self.percent_sign if sign else "", Decimal(1))

    def count(self, value: Decimal, unit: str, decimals: int = 0, name: str = "") -> Printed:
        """Things: whole numbers are exact, measured ones are rounded."""
        return Printed(
            next(self.ids), self._digits(rounded(value, decimals)), unit, Decimal(1), exact=decimals == 0, name=name
        )

    def direction(self, sign: int, pair: tuple[str, str]) -> Direction:
        up, down = pair
        return Direction(next(self.ids), up if sign >= 0 else down, down if sign >= 0 else up, 1 if sign >= 0 else -1)

    def gap(self, words: str) -> Gap:
        return Gap(next(self.ids), words)

    def _unit(self, unit: str) -> str:
        return f" {unit}" if self.blanks else unit

    def _plain(self, number: Decimal) -> str:
        return f"{number:,f}" if self.commas else f"{number:f}"

    def _digits(self, number: Decimal) -> str:
        digits = self._plain(number)
        if self.drop_zeros and "." in digits:
            digits = digits.rstrip("0").rstrip(".")
        return digits.translate(FULL_WIDTH) if self.full_width else digits


def style(rng: random.Random, size: Decimal) -> Style:
    """Random habits that suit a department of ``size`` yuan a year."""
    unit, decimals = rng.choices(
        [("万元", 2), ("元", 2), ("万元", 1), ("万元", 4), ("万元", 0), ("亿元", 4), ("万元", 6)],
        [64, 10, 6, 5, 5 if size > 10**8 else 0, 4 if size > 10**9 else 0, 2],
    )[0]
    return Style(
        unit=unit,
        decimals=decimals,
        percent_decimals=rng.choices([2, 1, 0], [66, 26, 8])[0],
        commas=rng.random() < 0.2,
        drop_zeros=rng.random() < 0.25,
        blanks=rng.random() < 0.06,
        full_width=rng.random() < 0.03,
        percent_sign="％" if rng.random() < 0.08 else "%",
        large_unit=size > 3 * 10**8 and rng.random() < 0.3,
    )


def with_digits(figure: Printed, number: Decimal) -> Printed:
    """The same figure with another number, printed as the old one was."""
    decimals = figure.decimals
    digits = rounded(number, decimals)
    text = f"{digits:,f}" if "," in figure.digits else f"{digits:f}"
    return replace(figure, digits=text.translate(FULL_WIDTH) if _is_full(figure.digits) else text)


def _is_full(digits: str) -> bool:
    return any("０" <= character <= "９" for character in digits)

"""What a cell says: its text, a number in a unit, a count, nothing."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Final

from model.errors import ZipingError
from model.figures import MAX_DIGITS, Unit, canonical, unit_named
from model.patterns import Pattern
from model.text import NOTE_MARKS, UNSEEN, half_width, years_in_digits
from model.workbooks.books import Value

MONEY_NAME: Final = r"(?:人民币)?((?:千|万|百万|亿)?元)"
BRACKETED_UNIT: Final = Pattern(rf"\((?:单位:)?{MONEY_NAME}\)")
_UNSEEN: Final = dict.fromkeys((*range(32), *range(127, 160), *map(ord, "“”‘’\"'《》*★" + UNSEEN)))
_MARKED: Final = str.maketrans("", "", NOTE_MARKS)
_NUMBERING: Final = Pattern(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[、.](?![0-9]))+"
)
_NUMBER: Final = Pattern(
    r"(?:[-+]?[0-9][0-9,]*(?:\.[0-9]+)?|\([0-9][0-9,]*(?:\.[0-9]+)?\)|[0-9 ]+\.[0-9]+)(?:[千万亿]?元)?"
)
_NOTED: Final = Pattern(r"(?<!{0}){0}++$".format(rf"[\s{re.escape(NOTE_MARKS)}*※#△▲★☆†‡]"))
_LOOSE: Final = Pattern(r"(?<=[0-9])\s*[,，]\s*(?=[0-9]{3}(?![0-9]))")
_COUNTED: Final = Pattern(r"([0-9][0-9,]*(?:\.0+)?)(?:个|批次?|人次?|次|辆|台)?")
_BLANKS: Final = frozenset({"", "-", "--", "/", "－", "—", "——", "–", "\\"})


def clean(value: Value) -> str:
    """The text of a cell without spaces, line breaks and quotation marks, in half-width characters.

    Signs of footnotes are left out; years are in four digits, however they are said.
    """
    return _clean(str(value))


@lru_cache(1 << 16)  # title, headers, labels and notes each look at every cell, and labels come again in every table
def _clean(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text.translate(_MARKED)).translate(_UNSEEN).split())
    return years_in_digits(plain)


def bare(value: Value) -> str:
    """The text of a cell without the numbering before it, the unit and the colon behind it."""
    text = BRACKETED_UNIT.sub("", clean(value))
    found = _NUMBERING.match(text)
    return text[found.end() if found else 0 :].rstrip(":")


def blank(value: Value) -> bool:
    """Whether the cell says nothing; a dash says nothing."""
    return isinstance(value, str) and clean(value) in _BLANKS


def numeric(value: Value) -> bool:
    """Whether a number stands in the cell, as such or as text."""
    return isinstance(value, Decimal) or _is_number(value)


@lru_cache(1 << 16)  # as above: each look at a table asks it of every cell
def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(_unmarked(text)) is not None


def amount(value: Value, unit: Unit) -> Decimal | None:
    """The number in a cell, in ``unit`` or the unit behind it; None where there is none."""
    if isinstance(value, Decimal):
        return value if value.adjusted() < MAX_DIGITS else None
    try:
        typed = canonical(_unmarked(value), unit)
    except ZipingError:
        return None
    digits = re.match(r"-?[0-9.]+", typed)
    if digits is None:
        return None
    other = unit_named(typed[digits.end() :])
    named = unit if other is None or not other.name else other
    return Decimal(digits[0]) * named.factor / unit.factor


def counted(value: Value) -> Decimal | None:
    """The number of things in a cell, a whole one, whatever they are called behind it; None where there is none."""
    if not isinstance(value, Decimal):
        found = _COUNTED.fullmatch(_unmarked(value))
        value = Decimal(found[1].replace(",", "")) if found else Decimal(-1)
    return value if value == value.to_integral_value() and 0 <= value < 10**9 else None


def _unmarked(value: str) -> str:
    """The text of a number in half-width characters, without the signs of notes behind it and blanks after commas."""
    return _LOOSE.sub(",", half_width(_NOTED.sub("", value)).strip())

"""One copied figure: the marks that stand for none, whether a field reads it, and the unit that is said above it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from typing import Final

from model.errors import ZipingError
from model.figures import DASHES, NONE_WORDS, YUAN, Unit, unit_named
from model.patterns import Pattern
from model.schema.fields import Field, Money, Number
from model.text import normalise

_IN_BRACKETS: Final = Pattern(r"[(](?:单位:)?([^()]{1,8})[)]:?$")
_TITLE: Final = Pattern(r"(?:^[(]|^|[^(])单位:([^()位:]{1,8})[)]?$")
_BETWEEN: Final = Pattern("[、,/和]")
_CURRENCY: Final = "人民币"
_MONEY: Final = Money("金额")


def is_nil(value: str) -> bool:
    """Whether a cell holds only the dashes that stand for no figure."""
    return bool(value) and not value.strip(DASHES)


def says_none(value: str) -> bool:
    """Whether a cell says in words that there is no such thing: 无."""
    return value.strip() in NONE_WORDS


def is_number(value: str) -> bool:
    """Whether a cell holds a number, perhaps with commas or a percent sign."""
    return normalise(value).replace(",", "").replace(".", "", 1).lstrip("-").rstrip("%").isdecimal()


def is_amount(value: str) -> bool:
    """Whether a cell holds a number, or money with its unit behind: 305,000.00元."""
    return is_number(value) or (value.endswith(YUAN.name) and reads(_MONEY, value))


def reads(field: Field, value: str) -> bool:
    """Whether ``value`` is a figure of ``field``."""
    if not says_none(value) and not any(map(str.isdigit, value)):
        return False
    with contextlib.suppress(ZipingError):
        return bool(field.read(value))
    return False


def units_behind(label: str) -> list[Unit]:
    """The units in brackets at the end of a label or heading, as in 预算数（元）; none where it has no unit."""
    return _units(_IN_BRACKETS.search(_plain(label)))


def units_alone(cell: str) -> list[Unit]:
    """The units of the whole table, where ``cell`` says only or at its end 单位：元; none where it does not."""
    return _units(_TITLE.search(_plain(cell)))


def take_units(block: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[Unit]]:
    """The lines of ``block`` without cells such as 单位：元 above its figures, and the units that these name."""
    lines: list[list[str]] = []
    units: list[Unit] = []
    titles = True
    for line in block:
        titles = titles and not any(map(is_number, line))
        found = [units_alone(cell) for cell in line] if titles else []
        if titles and sum(map(bool, line)) == 1:  # the title of the table: 支出表（单位：元）
            units = next(filter(None, map(units_behind, line)), units)
        units = next(filter(None, found), units)
        kept = ["" if any(found[at : at + 1]) else cell for at, cell in enumerate(line)]
        if any(kept) or not any(line):
            lines.append(kept)
    return lines, units


def in_units(field: Field | None, units: Sequence[Unit], value: str) -> str:
    """``value`` with the one of ``units`` that ``field`` takes, where it is another than the field's own."""
    if not isinstance(field, Number) or field.unit_field or field.unit in units:
        return value
    plain = normalise(value).strip()
    if plain.startswith("(") and plain.endswith(")"):
        plain = "-" + plain[1:-1]
    if not is_number(plain):
        return value
    return next((plain + unit.name for unit in units if reads(field, plain + unit.name)), value)


def _plain(label: str) -> str:
    return "".join(normalise(label).split())


def _units(found: re.Match[str] | None) -> list[Unit]:
    names = _BETWEEN.split(found[1]) if found else []
    units = [unit_named(name.removeprefix(_CURRENCY)) for name in names]
    return [unit for unit in units if unit is not None]

"""What was filled in, as a sentence prints it: days, bounds, texts of several lines."""

from __future__ import annotations

from dataclasses import replace

from model.figures import MONEY, SCORE, Figure, Unit, exact_digits, group, unit_named
from model.language.lexicon import lexicon
from model.patterns import Pattern
from model.report.tree import Cell
from model.schema.fields import Date, month_and_day
from model.text import normalise


def figure_of(cell: Cell) -> Figure | None:
    """The figure of a cell as a sentence prints it: with the decimals that were typed, those of its field if computed.

    None where it is a bound, or there is none.
    """
    found = cell.printed
    if found is None or not cell.raw or found is not cell.figure:
        return found
    tail = _DECIMALS.search(normalise(cell.raw))
    return replace(found, decimals=len(tail[1]) if tail else 0)


_DECIMALS = Pattern(r"\.([0-9]+)")


def in_table(cell: Cell, unit: str) -> str:
    """The figure of a cell in a column of that unit, which is not repeated; "" for none.

    An amount of money is converted to it, so that a column adds up. Other figures than money are as typed.
    """
    figure = cell.printed if cell.printed is None or cell.printed.unit.dimension == MONEY else figure_of(cell)
    if figure is None:
        return ""
    wanted = unit_named(unit)
    if wanted is not None and figure.unit.dimension == wanted.dimension == MONEY:
        return group(converted(figure, wanted))
    if figure.unit.dimension == SCORE:
        return figure.grouped() if cell.raw else group(exact_digits(figure.value, figure.unit))
    return figure.grouped() if figure.unit.name == unit else figure.text()


def converted(figure: Figure, unit: Unit) -> str:
    """The amount in another unit of its dimension, as plain digits: no more precise than it was stated."""
    decimals, factor = figure.decimals, figure.unit.factor
    while factor > unit.factor and decimals:
        decimals, factor = decimals - 1, factor // 10
    return figure.digits(unit, decimals)


def bound_of(cell: Cell) -> str:
    """A bound such as 90以上 as printed, with its unit behind the number."""
    unit = cell.unit.name
    if not unit or unit in cell.raw:
        return cell.raw
    last = max(place for place, mark in enumerate(cell.raw) if mark.isdigit()) + 1
    return cell.raw[:last] + unit + cell.raw[last:]


def text_of(cell: Cell) -> str:
    """A text field's value as printed; days as 2022年12月31日, one without a year as 6月30日."""
    if isinstance(cell.field, Date) and cell.raw:
        if without_year := month_and_day(cell.raw):
            return f"{without_year[0]}月{without_year[1]}日"
        year, month, day = cell.raw.split("-")
        return f"{year}年{int(month)}月{int(day)}日"
    return cell.raw


def lines_of(cell: Cell) -> list[str]:
    """The lines of a text that hold something, without the blanks around them."""
    return [line for raw in cell.raw.split("\n") if (line := raw.strip())]


def is_bare_reason(text: str) -> bool:
    """Whether ``text`` begins with a reason and does not say of what: 主要是人员调资."""
    return text.lstrip().startswith(lexicon().texts["bare_reason"])


_ENDED = frozenset("。！？；：，、…—")


def in_one_line(cell: Cell) -> str:
    """A text of several paragraphs as it goes into a sentence."""
    first, *rest = lines_of(cell) or [""]
    for line in rest:
        first += line if first[-1] in _ENDED else f"；{line}"
    return first

"""What was filled in, as a sentence prints it: days, bounds, texts of several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.schema.fields import Date, month_and_day

if TYPE_CHECKING:
    from model.report.tree import Cell


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


_ENDED = frozenset("。！？；：，、…—")


def in_one_line(cell: Cell) -> str:
    """A text of several paragraphs as it goes into a sentence."""
    first, *rest = lines_of(cell) or [""]
    for line in rest:
        first += line if first[-1] in _ENDED else f"；{line}"
    return first

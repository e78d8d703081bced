"""Amounts in 元 that were typed or pasted over a whole column, or over a whole table, of 万元."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from model.checks.diagnosis.repairs import Repair, to_figure
from model.checks.diagnosis.slips import COLUMN, UNIT, shown
from model.checks.findings import Finding
from model.figures import Figure, exact_digits, group, half_unit
from model.report.formulas import Arm
from model.report.tree import Cell
from model.schema.fields import Money, Number

_LEAST: Final = 100
"""Amounts of fewer 元 are told in 万元 by no table."""
_BEYOND: Final = 10
"""Parts that come to so many times their whole are not just one part too many."""
_ALIKE: Final = 50
"""Two columns of a table have one unit where no row has so many times as much in one as in the other."""


def in_wan(cell: Cell) -> Repair | None:
    """The amount of ``cell``, which was typed in 元, in the unit of the field; None where that is no whole 分."""
    figure, field = cell.figure, cell.field
    if not cell.raw or figure is None or not isinstance(field, Number):
        return None
    right = shown(figure.value // 10_000, figure.unit, field.decimals) if not figure.value % 10_000 else None
    if right is None:
        return None
    return to_figure(UNIT, cell, right, f"{cell.label}大了一万倍（把元当成了万元），应为{right.text()}")


def typed_in_yuan(arm: Arm, figure: Figure, *, at_most: bool) -> Iterator[Repair]:
    """The whole column of a list that is added up was typed in 元; ``with_its_column`` tells which figures it has.

    The sum is then what it should be; where the parts must only be no more than ``figure``, they are many times it, and
    would be too much without the greatest.
    """
    value = arm.value()
    if value is None or arm.base is not None:
        return
    columns: dict[tuple[int, str], list[Cell]] = {}
    for sign, cell in arm.terms:
        rows = cell.node.row_list
        if rows is not None and sign > 0 and isinstance(cell.field, Money) and cell.figure is not None:
            columns.setdefault((id(rows), cell.field.name), []).append(cell)
    for cells in columns.values():
        told = [cell for cell in cells if cell.figure is not None and cell.figure.value]
        if len(told) < 2 or not all(map(_may_be_yuan, told)):
            continue
        amounts = [cell.figure.value for cell in told if cell.figure is not None]
        if at_most:
            rest = value.point - max(amounts) * value.over
            whole = figure.value * value.over
            fits = rest > whole > 0 and value.point > _BEYOND * whole
            fits = fits and 10_000 * (value.point - whole) <= 9_999 * sum(amounts) * value.over
        else:
            off = 10_000 * (value.point - figure.value * value.over) - 9_999 * sum(amounts) * value.over
            room = figure.half + len(told) * half_unit(told[0].unit, 2)
            fits = abs(off) <= 10_000 * value.over * room
        if fits:
            yield _of_column(told[0])


def with_its_column(repair: Repair) -> Repair:
    """``repair``, which puts one figure from 元 into 万元, with all of its column and of the columns like it."""
    rows, field = repair.cell.node.row_list, repair.cell.field
    assert rows is not None
    others: list[Cell] = []
    for other in repair.cell.node.record.own_fields:
        column = [row.cell(other.name) for row in rows.rows]
        if isinstance(other, Money) and (other is field or _alike([row.cell(field.name) for row in rows.rows], column)):
            others += [cell for cell in column if cell.figure is not None and cell.figure.value]
    found = [(cell, mended.raw) for cell in others if (mended := in_wan(cell)) is not None and cell is not repair.cell]
    return replace(repair, also=tuple(found))


def rows_in_yuan(found: Iterable[tuple[Finding, Sequence[Repair]]]) -> list[Repair]:
    """The columns of which two rows or more are found wrong, each by itself, and right if they were typed in 元."""
    columns: dict[tuple[int, str], dict[Cell, Repair]] = {}
    for _, repairs in found:
        for repair in repairs:
            rows, right = repair.cell.node.row_list, in_wan(repair.cell) if repair.kind == UNIT else None
            if rows is not None and right is not None and right.raw == repair.raw and _may_be_yuan(repair.cell):
                columns.setdefault((id(rows), repair.cell.field.name), {})[repair.cell] = repair
    return [_of_column(next(iter(cells))) for cells in columns.values() if len(cells) > 1]


def mends(column: Repair, repairs: Sequence[Repair]) -> bool:
    """Whether one of ``repairs`` is done with ``column``."""
    put = {(id(cell), raw) for cell, raw in ((column.cell, column.raw), *column.also)}
    return any((id(repair.cell), repair.raw) in put for repair in repairs)


def told_of(column: Repair, finding: Finding) -> Finding:
    """``finding`` as one of all figures that ``column`` mends."""
    cells = [column.cell, *(cell for cell, _ in column.also)]
    called = "、".join(dict.fromkeys(cell.field.label for cell in cells))
    lines = len({cell.node for cell in cells})
    where = column.cell.node.label.removesuffix(column.cell.node.title).rstrip("·")
    first, right = column.cell.figure, group(column.raw)
    amount = group(exact_digits(first.value, first.unit, 2)) if first is not None else column.cell.raw
    message = (
        f"{where}的{called}（{lines}行）像是按元填的，这里是{column.cell.unit.name}："
        f"如{column.cell.node.title}{amount}，应为{right}。是的话整列一起改"
    )
    paths = (*dict.fromkeys((*(cell.path for cell in cells), *finding.fields)),)
    return replace(finding, fields=paths, message=message, diagnosis=column.text)


def _of_column(cell: Cell) -> Repair:
    right = in_wan(cell)
    assert right is not None
    return replace(right, kind=COLUMN, text="整列大了一万倍（把元当成了万元）")


def _may_be_yuan(cell: Cell) -> bool:
    figure = cell.figure
    return (
        figure is not None
        and figure.unit == cell.unit
        and figure.value >= _LEAST * cell.unit.factor * 10**9
        and in_wan(cell) is not None
    )


def _alike(column: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether the amounts of two columns are of one size in every row that has both; False where none has."""
    pairs = [
        (one.figure.value, two.figure.value)
        for one, two in zip(column, other, strict=True)
        if one.figure and two.figure
    ]
    told = [pair for pair in pairs if all(pair)]
    return bool(told) and all(one < _ALIKE * two and two < _ALIKE * one for one, two in told)

"""Every declared field reaches the report: filled with a value of its own, it is found in the standard wording."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

import pytest

from exporters.compose import compose
from exporters.wording.cell_text import text_of
from model.report.report import Report
from model.report.tree import Node, RowList
from model.schema.fields import NO, YES, Choice, Date, Flag, Number, Year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.report.tree import Cell
    from model.schema.fields import Field


def values(field: Field, number: int) -> str:
    """A value of ``field`` that no other field has; no for a switch, the first option of a choice."""
    if isinstance(field, Flag):
        return NO
    if isinstance(field, Choice):
        return field.options[0]
    if isinstance(field, Year):
        return "2044"
    if isinstance(field, Date):
        return f"2031-{number % 12 + 1:02}-{number % 28 + 1:02}"
    if isinstance(field, Number):
        return f"{20_000 + number}.{number % 90 + 10}" if field.decimals else str(20_000 + number)
    return f"文{number}字"


def fill(node: Node, numbers: Iterator[int]) -> None:
    for part in node.parts.values():
        if isinstance(part, RowList):
            for _ in range(2):
                fill(part.insert(len(part.rows)), numbers)
        elif isinstance(part, Node):
            fill(part, numbers)
        else:
            part.raw = values(part.field, next(numbers))


def filled() -> Report:
    """A report with every field filled, two rows in every list, and all annexes; no tables beside the text."""
    report = Report()
    numbers = count(1)
    for node in (*report.sections(), *report.annexes()):
        fill(node, numbers)
    for annex in report.annexes():
        annex.cell("included").raw = YES
    report.bind()
    return report


def said(report: Report) -> str:
    return "\n".join(compose(report).lines())


@cache
def all_said() -> str:
    return said(filled())


def fields() -> list[Cell]:
    """A cell of every declared field in every place where it is declared, rows by the first."""
    report = filled()
    nodes = (*report.sections(), *report.annexes())
    return [cell for node in nodes for cell in node.cells() if not re.search(r"\.1\.", cell.path)]


def shown(cell: Cell) -> str:
    if cell.figure is not None:
        return (cell.printed or cell.figure).grouped()
    return text_of(cell)


FREE = [cell for cell in fields() if not isinstance(cell.field, Choice)]
CHOSEN = [cell for cell in fields() if isinstance(cell.field, Choice)]


@pytest.mark.parametrize("cell", FREE, ids=lambda cell: cell.path)
def test_what_is_filled_in_is_printed_or_its_declaration_says_why_not(cell: Cell) -> None:
    assert (shown(cell) in all_said()) != bool(cell.field.unprinted)


@pytest.mark.parametrize("cell", CHOSEN, ids=lambda cell: cell.path)
def test_what_is_chosen_changes_the_report_or_its_declaration_says_why_not(cell: Cell) -> None:
    report = filled()
    changed = report.cell(cell.path)
    assert isinstance(changed.field, Choice)
    changed.raw = next(option for option in changed.field.options if option != changed.raw)
    report.bind()
    assert (said(report) != all_said()) != bool(cell.field.unprinted)

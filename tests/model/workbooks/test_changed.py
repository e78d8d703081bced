"""Workbooks drawn otherwise, or damaged at random: what is taken is right, whatever else is left out."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from model.workbooks import proposing, taking
from model.workbooks.books import Book, Sheet, Value
from tests.model.drafting import draft
from tests.model.workbooks.accounts import ECONOMIC, Accounts, Grid
from tests.model.workbooks.test_layouts import BY_LAYOUT, LAYOUTS, WITH_ANNEX, values

Dice = random.Random
Change = Callable[[Grid, Dice], object]


def shift(grid: Grid, rows: int, columns: int, from_row: int = 0, from_column: int = 0) -> None:
    """Move what stands from a row and a column on."""

    def moved(row: int, column: int) -> tuple[int, int]:
        return row + rows * (row >= from_row), column + columns * (column >= from_column)

    grid.cells = {moved(*place): value for place, value in grid.cells.items()}
    grid.spans = [(*moved(*span[:2]), *moved(*span[2:])) for span in grid.spans]


def reword(grid: Grid, change: Callable[[str], str]) -> None:
    """Write every label without digits otherwise."""
    for place, value in grid.cells.items():
        if isinstance(value, str) and not any(map(str.isdigit, value)) and "单位" not in value:
            grid.cells[place] = change(value)


def print_numbers(grid: Grid, change: Callable[[float], str]) -> None:
    """Write amounts as text."""
    for place, value in grid.cells.items():
        if isinstance(value, float):
            grid.cells[place] = change(value)


def broken(dice: Dice, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    return f"{text[:at]}\n{text[at:]}"


def full_width(value: float) -> str:
    return "".join(chr(ord(mark) + 0xFEE0) for mark in f"{value:.2f}")


HARMLESS: tuple[Change, ...] = (
    lambda grid, dice: shift(grid, dice.choice((0, 1, 2)), dice.choice((0, 1))),
    lambda grid, dice: shift(grid, 1, 0, dice.randrange(grid.size[0])),
    lambda grid, dice: grid.spans.clear(),
    lambda grid, dice: reword(grid, " ".join),
    lambda grid, dice: reword(grid, lambda text: broken(dice, text)),
    lambda grid, dice: print_numbers(grid, lambda value: f"{value:,.2f}"),
    lambda grid, dice: print_numbers(grid, full_width),
)


def drop(grid: Grid, axis: int, number: int) -> None:
    grid.cells = {place: value for place, value in grid.cells.items() if place[axis] != number}


def swap(grid: Grid, axis: int, one: int, other: int) -> None:
    if not grid.spans:
        turned = {one: other, other: one}
        grid.cells = {
            (turned.get(row, row), column) if axis == 0 else (row, turned.get(column, column)): value
            for (row, column), value in grid.cells.items()
        }


HARMFUL: tuple[Change, ...] = (
    lambda grid, dice: drop(grid, 0, dice.randrange(grid.size[0])),
    lambda grid, dice: drop(grid, 1, dice.randrange(grid.size[1])),
    lambda grid, dice: grid.cells.pop(dice.choice(list(grid.cells))),
    lambda grid, dice: shift(grid, 0, 1, 0, dice.randrange(grid.size[1])),
    lambda grid, dice: swap(grid, 0, dice.randrange(grid.size[0]), dice.randrange(grid.size[0])),
    lambda grid, dice: swap(grid, 1, dice.randrange(grid.size[1]), dice.randrange(grid.size[1])),
)


def sheet(grid: Grid) -> Sheet:
    height, width = grid.size
    rows: list[list[Value]] = [[""] * width for _ in range(height)]
    for (row, column), value in grid.cells.items():
        rows[row][column] = value if isinstance(value, str) else Decimal(str(value))
    return Sheet(grid.name, rows, grid.spans)


def by_label(layout: str, grids: list[Grid]) -> tuple[dict[str, str], dict[str, str]]:
    """What was taken and what should be, classes by their labels: their rows follow the table."""
    proposal = proposing.propose(
        draft(WITH_ANNEX).report, [Book("a.xlsx", [sheet(grid) for grid in grids if grid.cells], [])]
    )
    found = values(proposal)
    labels = {figure.path: figure.label for figure in proposal.figures if figure.row}
    classes = [(f"项目支出按功能分类·{name}·支出", amount) for _, name, _, amount in Accounts().functions]
    classes += [(f"支出按经济分类·{name}·支出", amount) for _, name, amount in ECONOMIC]
    expected = {path: value for path, value in BY_LAYOUT[layout].items() if not re.search(r"\.[0-9]+\.", path)}
    expected |= {label: str(amount) for label, amount in classes}
    return {labels.get(path, path): value for path, value in found.items()}, expected


def drawn(layout: str, dice: Dice) -> list[Grid]:
    grids = LAYOUTS[layout](Accounts() if layout == "hunan-2021" else Accounts(fund=118.6, carried=6.4))
    for grid in grids:
        for change in dice.sample(HARMLESS[:-1] if dice.random() < 0.5 else HARMLESS[:5] + HARMLESS[-1:], 2):
            change(grid, dice)
    dice.shuffle(grids)
    return grids


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_table_drawn_otherwise_says_the_same(layout: str, seed: int) -> None:
    found, expected = by_label(layout, drawn(layout, Dice(seed)))
    assert found == expected


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_taken_from_a_damaged_table_is_right(layout: str, seed: int) -> None:
    dice = Dice(1000 + seed)
    grids = drawn(layout, dice)
    for _ in range(dice.choice((1, 2, 4))):
        dice.choice(HARMFUL)(dice.choice([grid for grid in grids if grid.cells]), dice)
    found, expected = by_label(layout, grids)
    assert found.items() <= expected.items()


# What stands alone in its table: nothing of it speaks against another amount.
ALONE = {
    "hunan-2021": {"overview.scale.execution.original"},
    "hunan-2022": {"overview.scale.execution.original"},
    "elsewhere": {"government_funds.carried_over", "government_funds.actual"},
}


@pytest.mark.parametrize("change", [lambda number: number * 10, lambda number: -number, lambda number: number * 1.2])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_amount_that_others_speak_against_is_not_taken_unasked(
    layout: str, change: Callable[[float], float]
) -> None:
    accounts = Accounts() if layout == "hunan-2021" else Accounts(fund=118.6, carried=6.4)

    def proposed(grids: list[Grid]) -> taking.Proposal:
        book = Book("a.xlsx", [sheet(grid) for grid in grids], [])
        return proposing.propose(draft(WITH_ANNEX).report, [book])

    right = {(figure.path, figure.row): figure for figure in proposed(LAYOUTS[layout](accounts)).certain}
    missed = set()
    for figure in right.values():
        grids = LAYOUTS[layout](accounts)
        grid = next(grid for grid in grids if grid.name == figure.sheet)
        place = cell_at(figure.cell)
        value = grid.cells.get(place)
        if isinstance(value, float | int):
            grid.cells[place] = change(value or 5)
            wrong = [other for other in proposed(grids).certain if right[other.path, other.row].value != other.value]
            missed |= {other.path for other in wrong}
    assert missed == ALONE[layout]


def cell_at(name: str) -> tuple[int, int]:
    """Row and column of D6, from 0."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(name.removeprefix(letters)) - 1, column - 1

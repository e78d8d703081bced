from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exporters.document import Run, Table
from exporters.printable import width
from exporters.word.columns import MARGINS, SIZES, fit

TEXT_WIDTH = 8845
"""Twips between the margins of the standard."""


def table(header: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    """A table whose first column is text and whose others are figures."""
    cells = tuple(tuple(Run(text) for text in row) for row in rows)
    return Table("", "", header, (False, *[True] * (len(header) - 1)), cells)


def room(size: int, column: int) -> int:
    """How many half-width characters of ``size`` stand in one line of a column."""
    return (column - MARGINS) // (size * 5)


def test_a_small_table_keeps_the_usual_size_and_fills_the_line() -> None:
    size, widths = fit(table(("项目", "预算数", "决算数"), ("公务接待费", "8.00", "1.47")), TEXT_WIDTH)
    assert size == SIZES[0]
    assert sum(widths) == TEXT_WIDTH
    assert all(room(size, column) >= 10 for column in widths)


def test_no_label_is_broken_that_a_size_below_keeps_on_its_line() -> None:
    header = ("项目", "预算数", "决算数", "较预算节约", "上年决算数", "较上年节约")
    size, widths = fit(table(header, ("公务用车购置及运行维护费", "6.00", "5.58", "0.42", "5.73", "0.15")), TEXT_WIDTH)
    assert size == SIZES[1]
    assert room(size, widths[0]) >= width("公务用车购置及运行维护费")
    long = table(header, ("公务用车购置及运行维护费" * 8, "6.00", "5.58", "0.42", "5.73", "0.15"))
    assert fit(long, TEXT_WIDTH)[0] == SIZES[0]


def test_six_columns_of_large_figures_make_the_type_smaller_and_break_none() -> None:
    figures = ("2,534,145.94",) * 6
    size, widths = fit(table(("基金", *["决算收入"] * 6), ("企业职工基本养老保险基金", *figures)), TEXT_WIDTH)
    assert size == SIZES[-1]
    assert all(room(size, column) >= 12 for column in widths[1:])


@given(st.lists(st.tuples(st.text(max_size=40), st.integers(), st.integers()), min_size=1, max_size=5))
def test_widths_fill_the_line_and_figures_are_whole(rows: list[tuple[str, int, int]]) -> None:
    content = [(text, str(one % 10**20), str(two % 10**20)) for text, one, two in rows]
    size, widths = fit(table(("项目", "预算数", "决算数"), *content), TEXT_WIDTH)
    assert sum(widths) == TEXT_WIDTH
    for index in (1, 2):
        assert room(size, widths[index]) >= max(width(row[index]) for row in content)

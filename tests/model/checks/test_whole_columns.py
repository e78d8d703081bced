"""Amounts in 元 over a whole column of 万元: one finding, which mends all of it; nothing of that where it is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.checks.checker import Checker
from model.drafts.draft import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENING = "schema = 2\n[overview]\nyear = 2025\n"


def column_repairs(text: str) -> list[dict[str, str]]:
    """What each finding that mends several figures at once would put where."""
    checker = Checker(parse(OPENING + text).report)
    repairs = [repair for finding in checker.findings() for repair in checker.repairs(finding)[:1] if repair.also]
    return [{cell.path: raw for cell, raw in ((one.cell, one.raw), *one.also)} for one in repairs]


def rows(path: str, **columns: Sequence[object]) -> str:
    """The rows of the list at ``path`` with these columns."""
    lines = (zip(columns, row, strict=True) for row in zip(*columns.values(), strict=True))
    return "".join(f"[[{path}]]\n" + "".join(f"{name} = {value!r}\n" for name, value in line) for line in lines)


UNITS = "general_budget.projects.unit_projects.items"
SCALE = "[overview.scale]\nproject = 462.35\n"
NAMES = ["教育支出", "农林水支出"]


@pytest.mark.parametrize(
    ("text", "put"),
    [
        (
            SCALE + rows("overview.scale.functions", name=NAMES, amount=[4_023_500, 600_000]),
            {"overview.scale.functions.0.amount": "402.35", "overview.scale.functions.1.amount": "60.00"},
        ),
        (
            "[assets.totals]\ntotal = 2424.06\n"
            + rows("assets.totals.additions", name=["电脑", "车"], amount=[386_000, 213_600]),
            {"assets.totals.additions.0.amount": "38.60", "assets.totals.additions.1.amount": "21.36"},
        ),
        (
            rows(UNITS, name=["甲", "乙"], amount=[120, 86], executed=[1_184_200, 840_000]),
            {f"{UNITS}.0.executed": "118.42", f"{UNITS}.1.executed": "84.00"},
        ),
    ],
    ids=["sum", "part", "rows"],
)
def test_a_column_in_another_unit_is_one_finding_that_mends_it(text: str, put: dict[str, str]) -> None:
    assert column_repairs(text) == [put]


@pytest.mark.parametrize(
    "text",
    [
        SCALE + rows("overview.scale.functions", name=NAMES, amount=[402.35, 600_000]),
        SCALE + rows("overview.scale.functions", name=NAMES, amount=[402.53, 60]),
        "[overview.scale]\nproject = 0.05\n" + rows("overview.scale.functions", name=NAMES, amount=[402.35, 60]),
        "[assets.totals]\ntotal = 24.06\n"
        + rows("assets.totals.additions", name=["电脑", "车"], amount=[386_000, 0.36]),
        "[assets.totals]\ntotal = 2424.06\n" + rows("assets.totals.additions", name=["电脑", "车"], amount=[2386, 136]),
        rows(UNITS, name=["甲", "乙"], amount=[120, 86], executed=[1_184_200, 84]),
    ],
    ids=["one row", "a digit", "the total", "one of two", "a little too much", "one row of two"],
)
def test_what_is_wrong_in_one_figure_is_not_told_of_its_column(text: str) -> None:
    assert column_repairs(text) == []

"""What we export we read back: the figures in their fields, in each format."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.tools.read_back import SHAPES, Account, read_back
from tests.tools.variants import drafts, variants

if TYPE_CHECKING:
    from pathlib import Path

    from model.report.report import Report


@cache
def known() -> tuple[tuple[str, Report], ...]:
    return (*drafts(), *variants(6, 7))


@pytest.mark.parametrize("shape", SHAPES)
def test_of_the_figures_of_our_own_exports_97_in_100_come_back(shape: str, tmp_path: Path) -> None:
    whole = Account()
    for _, report in known():
        whole.add(read_back(report, shape, tmp_path))
    assert whole.printed > 1000
    tagged = shape.startswith("draft")
    assert whole.back >= Decimal("0.995" if tagged else "0.97") * whole.printed
    assert whole.wrong.total() <= Decimal("0.005") * whole.placed


def test_no_error_is_told_of_the_export_of_a_draft_in_which_a_check_finds_none(tmp_path: Path) -> None:
    told: dict[str, list[str]] = {}
    for number, (name, report) in enumerate(known()[-6:]):
        account = read_back(report, SHAPES[number % 3], tmp_path)
        if account.errors:
            told[name] = list(account.errors)
    assert told == {}

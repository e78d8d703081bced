"""What we export we read back: the figures in their fields, in each format."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.tools.read_back import SHAPES, Account, drafts, invented, read_back

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("shape", SHAPES)
def test_of_the_figures_of_our_own_exports_97_in_100_come_back(shape: str, tmp_path: Path) -> None:
    whole = Account()
    for _, report in (*drafts(), *invented(4, 1)):
        whole.add(read_back(report, shape, tmp_path))
    assert whole.printed > 1000
    tagged = shape.startswith("draft")
    assert whole.back >= Decimal("0.995" if tagged else "0.97") * whole.printed
    assert whole.wrong.total() <= Decimal("0.01") * whole.placed

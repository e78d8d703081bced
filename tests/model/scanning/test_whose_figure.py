"""Figures whose sentence speaks of several things: each with a neighbour that must not be read so."""

from __future__ import annotations

import pytest

from tests.model.scanning.test_strangers import found, read

INCOME = "overview.income."
SCALE = "overview.scale."


@pytest.mark.parametrize(
    ("said", "path", "told"),
    [
        (
            "支出总额90.00万元，其中基本支出60.00万元。年末结转结余20.00万元，比上年减少5.00万元。",
            f"{SCALE}change",
            None,
        ),
        ("支出总额90.00万元，其中基本支出60.00万元。支出总额比上年减少5.00万元。", f"{SCALE}change", "-5.00"),
        ("收入、支出总计均为90.00万元，比上年增加5.00万元。", f"{SCALE}total", None),
        ("收、支总计90.00万元，其中本年收入80.00万元，上年结转10.00万元。", f"{INCOME}total", "80.00"),
        ("收、支总计90.00万元，其中本年收入80.00万元，上年结转10.00万元。", f"{INCOME}opening", "10.00"),
        ("财政拨款收、支总计90.00万元，其中本年收入80.00万元，上年结转10.00万元。", f"{INCOME}opening", None),
        ("支出总计90.00万元（含年末结转10.00万元）。", f"{SCALE}total", None),
        ("支出总计90.00万元，年末结转10.00万元。", f"{SCALE}total", "90.00"),
    ],
)
def test_what_was_left_and_both_sides_together_are_no_expenditure(said: str, path: str, told: str | None) -> None:
    assert found(read("一、部门概况", "（一）收支情况", said)).get(path) == told

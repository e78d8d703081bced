"""What is copied from Excel, WPS or a page: separators, totals, headers, full-width figures."""

from __future__ import annotations

import pytest

from model.report import Report
from model.session import Inserted
from tui.blocks import block_edits, table


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("甲\t1\n乙\t2\n", [["甲", "1"], ["乙", "2"]]),
        ("甲\t1\r\n\r\n乙\t2\r\n", [["甲", "1"], ["乙", "2"]]),
        ("甲  1\n乙　2", [["甲", "1"], ["乙", "2"]]),
        ("甲 乙\n丙", [["甲 乙"], ["丙"]]),
        ('"甲\n乙"\t1\n丙\t2', [["甲 乙", "1"], ["丙", "2"]]),
        ('"甲\t1\n丙\t2', [['"甲', "1"], ["丙", "2"]]),
        ("甲\t1\n合 计\t1\n总计：\t1\n　小计\t1", [["甲", "1"]]),
        ("名称\t支出（万元）\n甲\t1", [["甲", "1"]]),
        ("名称\n", []),
        ("", []),
    ],
)
def test_a_copied_block_is_read(text: str, rows: list[list[str]]) -> None:
    assert table(text, ["名称", "支出"]) == rows


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1,234.50", "1234.50"), ("１２．５", "12.5"), ("－", ""), ("-", ""), ("（3.2）", "-3.2"), ("待定", "待定")],
)
def test_pasted_figures_are_put_in_order(typed: str, kept: str) -> None:
    rows = Report().rows("overview.scale.functions")
    (edit,) = block_edits(rows, 0, 0, [["甲", typed]])
    assert isinstance(edit, Inserted)
    assert edit.content.get("amount", "") == kept


def test_a_cell_beyond_all_measure_is_read_all_the_same() -> None:
    assert table("文" * 200_000 + "\t1") == [["文" * 200_000, "1"]]

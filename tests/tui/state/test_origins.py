"""Where a figure was taken from: a long name of a file is cut in its middle, the cell is always to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.driving import LARGE, NARROW, WIDE, opened
from tui.look.cells import middle
from tui.state.source_words import place

if TYPE_CHECKING:
    from pathlib import Path

LONG = "长沙市人力资源和社会保障局2022年度部门决算公开表（定稿，财政局反馈后第三次修改，含下属单位汇总数）最终版.xlsx"
SHEETS = ("支出决算表", "一般公共预算财政拨款基本支出决算明细表（部门汇总）")
PATHS = ("overview.scale.basic", "overview.scale.functions.1.amount")


@given(text=st.text(alphabet="表a1（）", min_size=1, max_size=40), width=st.integers(1, 30))
def test_both_ends_of_a_cut_text_are_kept(text: str, width: int) -> None:
    cut = middle(text, width)
    assert cell_len(cut) <= width
    if cut != text and width > 6:
        head, tail = cut.split("..")
        assert head
        assert tail
        assert text.startswith(head)
        assert text.endswith(tail)


@pytest.mark.parametrize("room", [38, 60, 99])
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("cell", ["F8", "AB1234"])
def test_the_place_fits_and_ends_in_its_cell(room: int, sheet: str, cell: str) -> None:
    said = place(LONG, sheet, cell, room)
    assert cell_len(said) <= room
    assert said.endswith(f"”{cell}")
    assert said.startswith("长沙")
    assert ".xlsx 工作表“" in said or room == 38


@pytest.mark.parametrize("room", [40, 22, 20, 10, 3])
def test_where_there_is_no_room_for_both_names_the_sheet_is_left_out(room: int) -> None:
    placed = place("2025年决算账表.xlsx", "收入支出决算总表", "A8", room)
    assert "“”" not in placed
    assert placed.endswith("A8")
    assert cell_len(placed) <= max(room, 2)
    assert ("工作表" in placed) == (room == 40)


def test_what_fits_is_not_cut() -> None:
    assert place("决算.xlsx", "支出决算表", "F8", 38) == "决算.xlsx 工作表“支出决算表”F8"


@pytest.mark.parametrize("size", [NARROW, WIDE, LARGE], ids=["narrow", "wide", "large"])
@pytest.mark.parametrize("sheet", SHEETS, ids=["short", "long"])
async def test_the_cell_is_read_beside_the_field(draft: Path, size: tuple[int, int], sheet: str) -> None:
    rows = "".join(
        f'[[sources]]\npath = "{path}"\nfile = "{LONG}"\nsheet = "{sheet}"\ncell = "AB127"\nvalue = "{value}"\n'
        for path, value in zip(PATHS, ("14825.83", "10384.42"), strict=True)
    )
    draft.write_text(draft.read_text("utf-8") + rows, "utf-8")
    async with opened(draft, size) as form:
        for path in PATHS:
            form.go(path)
            await form.settle()
            panel = form.part(form.screen.panel)
            assert "取自 长" in panel
            assert "”AB127" in panel

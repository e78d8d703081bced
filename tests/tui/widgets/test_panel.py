"""The panel beside the form follows every key without moving anything around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import LARGE, NARROW, WIDE, opened

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", [NARROW, WIDE, LARGE])
async def test_a_key_lays_nothing_out_anew(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        form.go("overview.scale.basic")
        layouts: list[object] = []
        form.screen.screen_layout_refresh_signal.subscribe(form.screen, layouts.append, immediate=True)
        counts = []
        for key in "123456":
            layouts.clear()
            await form.keys(key)
            counts.append(len(layouts))
        assert "123456" in form.text()
        assert 0 in counts  # what waits for its time after the start may come in between


async def test_what_a_choice_has_to_choose_from_is_read_in_full_below_its_label(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go("general_budget.scope")
        await form.settle()
        assert "空格换选：与部门整体支出同口径 / 仅一般公共预算" in form.part(form.screen.panel)
        form.go("assets.classes.base")
        await form.settle()
        assert ".." not in "".join(form.lines()[-7:-1])


async def test_no_formula_is_told_that_has_no_parts(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    path.write_text("schema = 2\n[government_funds]\nincome = 500\n", "utf-8")
    async with opened(path, NARROW) as form:
        form.go("government_funds.income")
        await form.settle()
        assert "应等于" not in form.text()


async def test_an_error_too_long_for_the_room_is_cut_and_shown_before_the_rest_is_counted(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go("overview.staff.fund_paid")
        await form.keys("0")
        form.go("overview.staff.serving")
        await form.keys("ctrl+a", "409")
        form.go("overview.staff.contract_name")
        await form.settle()
        assert "人员情况·在职人员填409人" in form.text()
        assert "还有 1 条，按 F8 逐条看" in form.text()


async def test_a_finding_of_another_part_says_of_which(tmp_path: Path) -> None:
    """Several parts have a field of that name; the finding also stands with the year, in the first part."""
    path = tmp_path / "some.toml"
    path.write_text('schema = 2\n[overview]\nyear = 2025\n[performance]\nlead = "2024年，我局完成了任务。"\n', "utf-8")
    async with opened(path, WIDE) as form:
        form.go("overview.unit")
        await form.pilot.pause(1)
        assert "八 总述里写着2024年" in form.part(form.screen.panel)
        form.screen.entry.go_to("performance.themes")
        await form.settle()
        assert "八 总述" not in form.part(form.screen.panel)
        assert "写着2024年" in form.part(form.screen.panel)

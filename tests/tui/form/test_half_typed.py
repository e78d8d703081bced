"""A figure that is being typed: its first digits are no figure yet, and nothing that rests on them is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import NARROW, SAMPLE, opened

if TYPE_CHECKING:
    from pathlib import Path

SMALL = SAMPLE.with_name("small-bureau-2024.toml")
BASIC = "overview.scale.basic"


@pytest.mark.parametrize("key", ["enter", "escape", "tab", "left", "f8", "ctrl+l", "ctrl+s", "up", "万"])
async def test_half_a_figure_is_told_when_it_is_whole(draft: Path, key: str) -> None:
    draft.write_bytes(SMALL.read_bytes())
    async with opened(draft, NARROW) as form:
        cell = form.go(BASIC)
        raw, state = cell.raw, form.screen.state
        before = set(state.findings)
        for letter in raw:
            await form.keys(letter)
            assert set(state.findings) <= before, "the right figure is wrong at none of its digits"
            assert "核对无误" not in form.text()
        await form.keys("backspace", "0")
        assert set(state.findings) <= before
        await form.keys(key)
        assert any(cell.path in finding.fields for finding in set(state.findings) - before)


async def test_what_was_wrong_of_another_field_stays_while_its_parts_are_typed(draft: Path) -> None:
    draft.write_bytes(SMALL.read_bytes())
    async with opened(draft, NARROW) as form:
        form.go("overview.scale.total")
        await form.keys("1", "escape")
        wrong = {one.code for one in form.screen.state.findings if one.fields[:1] == ("overview.scale.total",)}
        assert wrong
        form.go(BASIC)
        await form.keys("7")
        still = {one.code for one in form.screen.state.findings if one.fields[:1] == ("overview.scale.total",)}
        assert wrong & still

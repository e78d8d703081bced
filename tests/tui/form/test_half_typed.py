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


@pytest.mark.parametrize(
    ("place", "typed", "kept"),
    [
        ("assets.book_values.date", "12月31日", "2025-12-31"),
        ("assets.book_values.date", "十二月三十一日", "2025-12-31"),
        ("assets.book_values.date", "20251231", "2025-12-31"),
        ("assets.book_values.date", "25.12.31", "2025-12-31"),
        ("assets.book_values.date", "二〇二五年十二月三十一日", "2025-12-31"),
        ("publication.signed", "5月20日", "2026-05-20"),
        ("publication.date", "5月30日", "5月30日前"),
        ("publication.date", "2026年5月底前", "2026-05-31"),
        ("publication.date", "5月底前", "5月31日前"),
    ],
)
async def test_a_day_is_taken_as_clerks_write_it(tmp_path: Path, place: str, typed: str, kept: str) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n[overview]\nyear = 2025\n", "utf-8")
    async with opened(path, NARROW) as form:
        cell = form.go(place)
        await form.keys(typed, "enter")
        assert (cell.raw, cell.error) == (kept, "")


async def test_what_is_no_day_is_told_without_the_year_of_another_report(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n[overview]\nyear = 2025\n", "utf-8")
    async with opened(path, NARROW) as form:
        cell = form.go("assets.book_values.date")
        await form.keys("年底", "enter")
        assert cell.raw == "年底"
        assert "不是日期" in form.text()
        assert "2022" not in form.text()


@pytest.mark.parametrize(
    ("place", "typed", "kept"),
    [
        ("overview.unit", "岳阳市 特殊教育学校", "岳阳市特殊教育学校"),
        ("overview.unit", "岳阳市特殊教育学校（本级 ）", "岳阳市特殊教育学校（本级）"),
        ("publication.place", "门户网站 公告栏", "门户网站 公告栏"),
    ],
)
async def test_no_blank_parts_the_name_of_the_unit(tmp_path: Path, place: str, typed: str, kept: str) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        cell = form.go(place)
        await form.keys(*("space" if letter == " " else letter for letter in typed), "enter")
        assert cell.raw == kept

"""A group that is being filled in from the top: its sums are judged when it is filled in, or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import NARROW, opened

if TYPE_CHECKING:
    from pathlib import Path

STAFF = "overview.staff."
HEAD = "schema = 2\n"
WRONG = "填23人，按"


async def test_a_sum_is_not_wrong_while_its_parts_are_typed_one_by_one(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    draft.write_text(HEAD + '[overview]\nunit = "某县气象局"\nyear = 2025\n', "utf-8")
    async with opened(draft, NARROW) as form:
        form.go(STAFF + "serving")
        await form.keys("23", "enter")
        form.go(STAFF + "administrative")
        await form.keys("5", "enter")
        assert WRONG not in form.text()
        form.go(STAFF + "public_institution")
        await form.keys("17", "enter")
        assert WRONG not in form.text()
        form.go("overview.scale.basic")
        form.go(STAFF + "serving")
        await form.shows(WRONG)  # the group was left
        form.go(STAFF + "public_institution")
        await form.keys("16")
        assert WRONG in form.text(), "it was wrong before"
        await form.keys("backspace", "8")
        assert WRONG not in form.text()


@pytest.mark.parametrize("key", ["f8", "ctrl+l"])
async def test_who_asks_what_is_wrong_is_told_at_once(tmp_path: Path, key: str) -> None:
    draft = tmp_path / "草稿.toml"
    draft.write_text(HEAD + '[overview]\nunit = "某县气象局"\nyear = 2025\n[overview.staff]\nserving = 23\n', "utf-8")
    async with opened(draft, NARROW) as form:
        form.go(STAFF + "administrative")
        await form.keys("5", key)
        await form.shows(WRONG)

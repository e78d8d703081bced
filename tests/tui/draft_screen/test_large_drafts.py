"""Keys in the form of a large draft, while most of it is still to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.large_drafts import large_draft
from tests.tui.driving import WIDE, opened

if TYPE_CHECKING:
    from pathlib import Path


EMPTIED = (*["pagedown"] * 6, *["down"] * 4, "8", "backspace")
"""An amount that other figures rest on is taken out, which has findings and proposals."""


@pytest.mark.parametrize("keys", [EMPTIED, ("f8",), ("ctrl+l",), ("f3",), ("ctrl+e",)])
async def test_no_key_waits_until_all_of_a_large_draft_is_read(tmp_path: Path, keys: tuple[str, ...]) -> None:
    path = tmp_path / "large.toml"
    path.write_text(large_draft(200), encoding="utf-8")
    async with opened(path, WIDE) as form:
        await form.keys(*keys)
        assert not form.screen.state.whole
        if keys[0] in ("f3", "ctrl+e"):
            assert "其余部分还在核对" in form.text()

"""Keys in the form of a large draft, while most of it is still to be read."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from tests.benchmarks.large_drafts import large_draft
from tests.tui.driving import WIDE, opened
from tui.config import settings

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


async def test_no_key_of_a_large_draft_waits_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.toml"
    path.write_text(large_draft(200), encoding="utf-8")
    settings.remember(greeted=True)
    waiting: list[threading.Thread] = []
    real = os.fsync

    def fsync(file: int) -> None:
        waiting.append(threading.current_thread())
        real(file)

    monkeypatch.setattr(os, "fsync", fsync)
    async with opened(path, WIDE) as form:
        form.go("overview.unit")
        await form.keys("新", "ctrl+s")
        await form.shows("可以继续填写")
        assert waiting  # the journal was synced before that was said
        await form.keys("局")
        await form.shows("已保存")
        assert threading.main_thread() not in waiting
        assert load(path).report.cell("overview.unit").raw.endswith("新")

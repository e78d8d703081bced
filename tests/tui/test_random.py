"""Whatever keys come in whatever order: nothing crashes, and undo to the start gives the opening draft back."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from textual import events

from tests.tui.driving import NARROW, WIDE, opened

if TYPE_CHECKING:
    from pathlib import Path

KEYS = [
    "enter",
    "tab",
    "shift+tab",
    "up",
    "down",
    "left",
    "right",
    "pagedown",
    "pageup",
    "f1",
    "f2",
    "f5",
    "f6",
    "f7",
    "f8",
    "ctrl+z",
    "ctrl+y",
    "ctrl+e",
    "f3",
    "f9",
    "f12",
    "escape",
    "space",
    "backspace",
    "delete",
    "home",
    "end",
    "shift+left",
    "ctrl+k",
    "f4",
    *(f"ctrl+{letter}" for letter in "rtduplnfgbo"),
]
MARKS = "123.,+={万元无文字好[b/]，是否"
BLOCKS = ("a\tb\nc\t1,2\n", "文" * 300, "12\n13\n14", "\x1b[31m")
SIZES = (NARROW, WIDE, (40, 8), (200, 60), (20, 5))


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_keys_do_no_harm(draft: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(draft.parent)
    dice = random.Random(seed)
    async with opened(draft, NARROW) as form:
        before = form.screen.state.report.root.content()
        for turn in range(600):
            key = dice.choice(KEYS) if dice.random() < 0.5 else dice.choice(MARKS)
            form.app.post_message(events.Key(key, key if len(key) == 1 else " " if key == "space" else None))
            if dice.random() < 0.02:
                form.app.post_message(events.Paste(dice.choice(BLOCKS)))
            if dice.random() < 0.01:
                await form.pilot.resize_terminal(*dice.choice(SIZES))
            if turn % 5 == 0:
                await form.settle()
        await form.pilot.resize_terminal(*NARROW)
        for _ in range(4):
            await form.keys("escape")
        form.screen.entry.commit()
        while form.screen.state.session.done is not None:
            form.screen.action_command("undo")
        assert form.screen.state.report.root.content() == before

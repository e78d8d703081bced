"""What a terminal answers late is no input; what a clerk types is, brackets too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from tests.tui.driving import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.driving import Driver

PLACE = "overview.short_name"


async def arrive(form: Driver, letters: str) -> None:
    """Letters and control characters as Textual hands on a sequence that it does not know."""
    for letter in letters:
        name = {"\x07": "ctrl+g", " ": "space"}.get(letter, letter)
        form.app.post_message(events.Key(name, letter))
    await form.settle()
    await form.pilot.pause(0.1)


@pytest.mark.parametrize(
    "reply",
    [
        "]11;rgb:1e1e/1e1e/1e1e\x07",
        "^]11;rgb:1e1e/1e1e/1e1e\\",
        "]10;rgba:ffff/ffff/ffff/ffff\x07",
        "]4;15;rgb:ff/ff/ff\x07",
        "[?62;22c",
        "[>0;276;0c",
        "[?1u",
        "[?2026;2$y",
        "^P>|tmux 3.3\\",
        "]11;rgb:1e1e/1e",
    ],
)
async def test_an_answer_of_the_terminal_is_no_input(draft: Path, reply: str) -> None:
    async with opened(draft) as form:
        cell = form.go(PLACE)
        before = cell.raw
        await arrive(form, reply)
        assert cell.raw == before
        await arrive(form, "甲")
        assert cell.raw == before + "甲"


@pytest.mark.parametrize("text", ["[2025]", "]", "[", "^", "[?", "]11", "]11;", "[[]]", "^P", "a]b[c^d", "[?6"])
async def test_what_is_typed_comes_in_whole(draft: Path, text: str) -> None:
    async with opened(draft) as form:
        cell = form.go(PLACE)
        before = cell.raw
        await arrive(form, text)
        assert cell.raw == before + text


async def test_an_answer_in_two_parts_is_no_input(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(PLACE)
        before = cell.raw
        for part in ("]11;rgb:1e", "1e/1e1e/1e1e\x07"):
            for letter in part:
                form.app.post_message(events.Key({"\x07": "ctrl+g"}.get(letter, letter), letter))
            await form.pilot.pause(0.01)
        await form.pilot.pause(0.1)
        assert cell.raw == before


async def test_esc_and_a_control_key_that_come_at_once_are_both_keys(draft: Path) -> None:
    """Over a slow line they are read together, and Textual makes a ^ of Esc."""
    async with opened(draft) as form:
        cell = form.go(PLACE)
        before = cell.raw
        await form.keys("甲")
        form.app.post_message(events.Key("circumflex_accent", "^"))
        form.app.post_message(events.Key("ctrl+z", "\x1a"))
        await form.settle()
        await form.pilot.pause(0.1)
        assert cell.raw == before
        await arrive(form, "^")
        assert cell.raw.endswith("^")

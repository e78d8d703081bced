"""Every text of every scene is read on its ground, in each of the colours; a switch of colours paints everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.color import Color, ColorSystem

from tests.tui.driving import WIDE, opened
from tests.tui.screen_text import Painted, painted
from tests.tui.snapshots import SCENES, Scene, played
from tui.config import settings

if TYPE_CHECKING:
    from pathlib import Path

LEAST = 4.5
NAMES = [name for name, _ in settings.THEMES]
FURTHER = (
    Scene("row-to-begin", ("f6",), "overview.offices.0.name"),
    Scene("list-to-begin", ("down",), "overview.offices.21.name"),
    Scene("name-longer-than-its-field", ("财" * 60,), "overview.unit"),
    Scene("choice", (), "assets.classes.base"),
    Scene("marked", ("ctrl+a",), "overview.scale.total"),
    Scene("whole-screen", ("ctrl+p", "f12"), "overview.duties"),
    Scene("replacing", ("ctrl+p", "f2"), "overview.duties"),
    Scene("mending", ("f8", "f8", "f8", "ctrl+r"), "overview.duties"),
)
"""Where colours stand on grounds that no kept picture has."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 of two colours written as #rrggbb."""

    def luminance(color: str) -> float:
        parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def of_256(color: str) -> str:
    """The colour #rrggbb as a terminal with 256 colours shows it."""
    shown = Color.parse(color).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
    return "#" + "".join(f"{part:02x}" for part in shown)


def weak(picture: list[Painted]) -> list[Painted]:
    """What is hard to read in ``picture``, on a terminal with all colours or with 256."""
    return [
        cell
        for cell in picture
        if min(contrast(cell.ink, cell.ground), contrast(of_256(cell.ink), of_256(cell.ground))) < LEAST
    ]


def test_the_ratio_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_every_text_is_read_in_every_theme_and_a_switch_leaves_nothing_of_the_old_one(
    draft: Path, scene: Scene
) -> None:
    async with played(scene, draft, WIDE) as form:
        pictures = {}
        before: object
        for name in NAMES[1:] + NAMES[:1]:
            form.app.theme = name
            await form.settle()
            pictures[name], before = painted(form.app), None
            while pictures[name] != before:  # on a busy machine a part is painted later than its neighbours
                await form.settle()
                pictures[name], before = painted(form.app), pictures[name]
            assert not weak(pictures[name]), name
        grounds = {name: {cell.ground for cell in picture} for name, picture in pictures.items()}
        assert all(grounds[one].isdisjoint(grounds[other]) for one in NAMES for other in NAMES if one != other)


@pytest.mark.parametrize("scene", FURTHER, ids=lambda scene: scene.name)
async def test_words_on_other_grounds_are_read_in_every_theme(draft: Path, scene: Scene) -> None:
    async with played(scene, draft, WIDE) as form:
        for name in NAMES:
            form.app.theme = name
            await form.settle()
            assert not weak(painted(form.app)), name


@pytest.mark.parametrize("name", NAMES)
async def test_the_theme_that_was_kept_is_that_of_the_first_picture(draft: Path, name: str) -> None:
    async with opened(draft) as form:
        form.app.theme = name
        await form.settle()
        wanted = set(painted(form.app))
    settings.remember(theme=name)
    async with opened(draft) as form:
        places = {cell[:3] for cell in wanted}
        first = {cell for cell in painted(form.app) if cell[:3] in places}  # the counts of the sections come later
        assert len(first) > 40
        assert first <= wanted


async def test_the_key_turns_the_colours_and_they_are_kept(draft: Path) -> None:
    async with opened(draft) as form:
        await form.shows("错3")
        await form.keys("f12")
        assert "配色：浅色" in form.text()
        await form.keys("down")
        light = painted(form.app)
        for _ in NAMES:
            await form.keys("f12")
        await form.keys("up")
        await form.keys("down")
        assert painted(form.app) == light
    assert settings.load()["theme"] == NAMES[1]

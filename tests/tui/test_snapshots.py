"""Every screen looks as it did when someone last looked at it: see ``tests.tui.snapshots``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.snapshots import SCENES, SIZES, file, shown

if TYPE_CHECKING:
    from tests.tui.snapshots import Scene


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_a_screen_looks_as_it_did(scene: Scene, size: tuple[int, int]) -> None:
    picture = await shown(scene, size)
    assert picture == file(scene, size).read_text("utf-8"), "if it is meant: python -m tests.tui.snapshots"

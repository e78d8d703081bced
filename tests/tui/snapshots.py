"""``python -m tests.tui.snapshots`` writes the pictures that the tests compare every screen with, as plain text."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from model.drafts.draft import load
from tests.tui.driving import LARGE, NARROW, SAMPLE, WIDE, Driver
from tui.app.application import ZipingApp
from tui.config import settings
from tui.config.recent import remember

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

FOLDER: Final = Path(__file__).with_name("snapshots")
SIZES: Final = (NARROW, WIDE, LARGE)
HERE: Final = "general_budget.three_public.reception.saving"


class Scene(NamedTuple):
    """A screen: its name, the keys that lead there, the field that the cursor is put on first ("": no draft open)."""

    name: str
    keys: Sequence[str] = ()
    path: str = HERE


SCENES: Final = (
    Scene("start", (), ""),
    Scene("form"),
    Scene("form-long-text", (), "overview.duties"),
    Scene("form-rows", (), "overview.scale.functions.1.amount"),
    Scene("form-invalid", ("12..3",)),
    Scene("form-insurance", (), "insurance.funds.0.budget_income.0.amount"),
    Scene("sections", ("f2",)),
    Scene("help", ("f1",)),
    # At the top of its section: where the form scrolls to beside the preview depends on which of both is drawn first.
    Scene("preview", ("f9",), "general_budget.basic.budget"),
    Scene("reader", ("f9", "f9")),
    Scene("overview", ("f3",)),
    Scene("export", ("ctrl+e",)),
    Scene("palette", ("ctrl+p", "sgjf")),
    Scene("problems", ("ctrl+l",)),
    Scene("search", ("ctrl+f", "三公")),
    Scene("jump", ("ctrl+g",)),
    Scene("accept", ("ctrl+t",)),
    Scene("explain", ("ctrl+o",)),
    Scene("quit", ("1", "ctrl+q")),
)


@asynccontextmanager
async def played(scene: Scene, draft: Path, size: tuple[int, int]) -> AsyncIterator[Driver]:
    """The form in ``scene``, with ``draft`` open or among the recent ones."""
    app = ZipingApp(load(draft) if scene.path else None)
    if not scene.path:
        remember(draft)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await app.workers.wait_for_complete()
        await driver.settle()
        if scene.path:
            assert driver.screen.state.findings
            driver.go(scene.path)
        for key in scene.keys:
            await driver.keys(key)
        await pilot.pause(0.05)
        yield driver


async def shown(scene: Scene, size: tuple[int, int]) -> str:
    """What the screen of ``scene`` shows, without the blanks at the ends of the lines."""
    with TemporaryDirectory(prefix="z", dir="/tmp") as folder:
        return await _shown(scene, size, Path(folder))


async def _shown(scene: Scene, size: tuple[int, int], folder: Path) -> str:
    draft = folder / "草稿.toml"
    shutil.copy(SAMPLE, draft)
    settings.remember(greeted=True)
    before = Path.cwd()
    os.chdir(folder)
    try:
        async with played(scene, draft, size) as driver:
            return plain(driver.lines(), folder)
    finally:
        os.chdir(before)


def plain(lines: Sequence[str], folder: Path) -> str:
    """``lines`` without what differs from one run to the next."""
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return re.sub(rf"{re.escape(str(folder)[:5])}[\w.]*", "…", text.replace(str(folder.resolve()), str(folder)))


def file(scene: Scene, size: tuple[int, int]) -> Path:
    """Where the picture of ``scene`` is kept."""
    return FOLDER / f"{scene.name}-{size[0]}x{size[1]}.txt"


def main() -> None:
    """Write every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    for scene in SCENES:
        for size in SIZES:
            with TemporaryDirectory() as home:
                os.environ |= dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), home)
                file(scene, size).write_text(asyncio.run(shown(scene, size)), "utf-8")
    print(f"{len(SCENES) * len(SIZES)} pictures in {FOLDER.name}/; look at the differences before committing them")


if __name__ == "__main__":
    main()

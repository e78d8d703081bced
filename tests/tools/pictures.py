"""``python -m tests.tools.pictures`` makes the pictures of the README from the program: samples/screens/*.svg."""

from __future__ import annotations

import asyncio
import html
import os
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from model.drafts.draft import load
from tests.tui.driving import SAMPLE, WIDE, Driver
from tests.tui.snapshots import SCENES
from tui.app.application import ZipingApp
from tui.config import settings

if TYPE_CHECKING:
    from tests.tui.snapshots import Scene

FOLDER: Final = Path(__file__).parents[2] / "samples" / "screens"
SHOWN: Final = ("form", "preview", "overview", "export", "problems")
FONTS: Final = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Fira Code',monospace"


TEXT: Final = re.compile(r'textLength="([\d.]+)"([^>]*)>([^<]*)<')
CELL: Final = 12.2


def _in_cells(text: re.Match[str]) -> str:
    """A stretch of text as long as its cells: Rich counts a Chinese character as one."""
    return f'textLength="{cell_len(html.unescape(text[3])) * CELL:.1f}"{text[2]}>{text[3]}<'


async def picture(scene: Scene, draft: Path) -> str:
    """The screen of ``scene`` as SVG, in a font that has Chinese in two cells."""
    app = ZipingApp(load(draft))
    async with app.run_test(size=WIDE) as pilot:
        driver = Driver(app, pilot)
        await pilot.pause(0.5)
        driver.go(scene.path)
        for key in scene.keys:
            await driver.keys(key)
        if not scene.keys:
            driver.screen.hush()
        await pilot.pause(0.1)
        svg = app.export_screenshot(title="自评")
    # The font that Textual fetches from the net has no Chinese.
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    svg = svg.replace("font-variant-east-asian: full-width;", "")
    svg = TEXT.sub(_in_cells, svg)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return svg.replace("Fira Code, monospace", FONTS).replace("font-family: Fira Code", f"font-family: {FONTS}")


def main() -> None:
    """Write every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as home:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = home
        settings.remember(greeted=True)
        draft = Path(home, "自评草稿.toml")
        for scene in SCENES:
            if scene.name in SHOWN:
                shutil.copy(SAMPLE, draft)
                (FOLDER / f"{scene.name}.svg").write_text(asyncio.run(picture(scene, draft)), "utf-8")
                print(f"samples/screens/{scene.name}.svg")


if __name__ == "__main__":
    main()

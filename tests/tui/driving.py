"""Keys in, screen out: what the tests of the form share."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.keys import Keys

from model.drafts.draft import load
from tests.tui.screen_text import cells, screen_lines
from tui.app.application import ZipingApp
from tui.draft_screen.screen import EditScreen
from tui.widgets.preview import Preview

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot
    from textual.widget import Widget

    from model.report.tree import Cell

SAMPLE = Path(__file__).parents[2] / "samples" / "changsha-hrss-2022.toml"
NAMED = {key.value for key in Keys} | {"space"}
LARGE, WIDE, NARROW = (200, 60), (120, 40), (80, 24)


class Driver:
    """A running form. ``keys`` come one after another within one turn, as from a quick typist."""

    def __init__(self, app: ZipingApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> EditScreen:
        """The screen of the draft."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, EditScreen))

    async def keys(self, *names: str) -> None:
        """Press keys: a name ("enter", "ctrl+s") each; everything else is typed letter by letter."""
        for name in names:
            for key in [name] if name in NAMED or "+" in name[1:] else list(name):
                character = key if len(key) == 1 else " " if key == "space" else None
                self.app.post_message(events.Key(key, character))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste ``text`` as a terminal does."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Until all is painted."""
        await self.pilot.pause()
        # A layout is painted one frame later, and a long report in slices.
        await self.pilot.pause(0.02)
        for preview in self.app.screen.query(Preview):
            for _ in range(1500):
                if preview.whole:
                    break
                await self.pilot.pause(0.02)

    async def shows(self, words: str) -> None:
        """Until the screen shows ``words``: what a thread or another process has to end first."""
        for _ in range(1500):
            if words in self.text():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"{words} is not shown:\n{self.text()}")

    def lines(self) -> list[str]:
        """What the screen shows."""
        return screen_lines(self.app)

    def text(self) -> str:
        """What the screen shows, in one piece."""
        return "\n".join(self.lines())

    def part(self, widget: Widget) -> str:
        """What a part of the screen shows, its lines one behind another without the blanks around them."""
        region = widget.region
        lines = self.lines()[region.y : region.bottom]
        return "".join(cells(line, region.x, region.right).strip() for line in lines)

    def go(self, path: str) -> Cell:
        """Put the cursor on the field at ``path``."""
        self.screen.entry.go_to(path)
        return self.screen.state.report.cell(path)

    @property
    def here(self) -> str:
        """The address of what the cursor stands on."""
        return self.screen.entry.here.path


@asynccontextmanager
async def opened(path: Path, size: tuple[int, int] = WIDE) -> AsyncIterator[Driver]:
    """The form with the draft at ``path``, as ``ziping path`` opens it."""
    app = ZipingApp(load(path))
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        yield driver

"""The least Textual apps that do one thing of ours: ``python -m tests.benchmarks.floors paint|key|sections``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from textual.events import Key

READY = "ready"


class Paint(App[None]):
    """One word."""

    def compose(self) -> ComposeResult:
        yield Static(READY)


class Typing(App[None]):
    """One input and nothing that follows from it."""

    def compose(self) -> ComposeResult:
        yield Static(READY)
        yield Input()


class Lines(Widget, can_focus=True):
    """A form of two dozen lines drawn as text; page keys show the next one."""

    DEFAULT_CSS = "Lines { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.section = 0

    def render_line(self, y: int) -> Strip:
        text = f"{self.section}.{y} label of the field".ljust(40) + f"{(self.section + 1) * (y + 7919) % 99991:>12}"
        return Strip([Segment(text)]).adjust_cell_length(self.size.width)

    def on_key(self, event: Key) -> None:
        self.section = (self.section + {"pagedown": 1, "pageup": -1}.get(event.key, 0)) % 11
        self.refresh()


class Sections(App[None]):
    """A drawn form with eleven sections."""

    def compose(self) -> ComposeResult:
        yield Static(READY)
        yield Lines()


if __name__ == "__main__":
    {"paint": Paint, "key": Typing, "sections": Sections}[sys.argv[1]]().run()

"""The base of everything that is drawn: lines of a fixed area, of which only the changed ones are painted again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.look.palette import Palette, palette
from tui.widgets.key_taker import run_bound


class Drawn(Widget):
    """A widget that shows lines; ``show`` puts in new ones, with ``MARGIN`` blank cells at either side."""

    MARGIN: ClassVar[int] = 0

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: list[Strip] = []
        self._lines: list[list[Segment]] = []
        self._look: tuple[int, Style | None] = (0, None)

    @property
    def room(self) -> Size:
        """The cells there are to draw on."""
        return Size(max(self.size.width - 2 * self.MARGIN, 0), self.size.height)

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        return palette(self.app)

    def on_mount(self) -> None:
        """Hear of other colours."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.redraw())

    def on_resize(self) -> None:
        """Draw in the new size."""
        self.redraw()

    def redraw(self) -> None:
        """Draw all of it in the size and colours of now; nothing for what a screen updates."""

    async def take_key(self, event: events.Key) -> None:
        """Do what the key is bound to."""
        await run_bound(self, event.key)

    async def take_paste(self, text: str) -> None:
        """There is nothing to paste into."""

    def show(self, lines: Sequence[Sequence[Segment]], back: Style | None = None) -> None:
        """Show ``lines`` from the top, on ``back``."""
        width = self.size.width
        ground = self.rich_style if back is None else back
        old, self._lines = self._lines, [list(line) for line in lines]
        if (width, ground) != self._look:
            self._look = (width, ground)
            old, self._strips = [], []
            self.refresh()
        del self._strips[len(self._lines) :]
        margin = [Segment(" " * self.MARGIN)] if self.MARGIN else []
        changed: list[Region] = []
        for y in range(max(len(old), len(self._lines))):
            line = self._lines[y] if y < len(self._lines) else None
            if y < len(old) and old[y] == line:
                continue
            if line is not None:
                self._strips[y : y + 1] = [whole(margin + line, width, ground)]
            changed.append(Region(0, y, width, 1))
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """The line at ``y``."""
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self._look[1] or self.rich_style)


def whole(segments: Iterable[Segment], width: int, ground: Style) -> Strip:
    """A line of exactly ``width`` cells on ``ground``; made in one go, since a strip is dear."""
    line: list[Segment] = []
    left = width
    for text, style, _ in segments:
        cells = cell_len(text)
        if cells > left:
            text, cells = set_cell_size(text, left), left
        if cells:
            line.append(Segment(text, ground if style is None else ground + style))
            left -= cells
    if left > 0:
        line.append(Segment(" " * left, ground))
    return Strip(line, width)

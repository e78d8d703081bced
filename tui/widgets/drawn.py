"""The base of everything that is drawn: lines of a fixed area, of which only the changed ones are painted again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip

from tui.widgets.surface import Surface, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events


class Drawn(Surface):
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
    def live(self) -> Drawn:
        """Who takes the keys while this has the focus."""
        return self

    async def _on_paste(self, event: events.Paste) -> None:
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

"""The keys of a window, in the order they matter; a click on one does what the key does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events

from tui.widgets.drawn import Drawn
from tui.widgets.footer import Key

GAP = 2


class Hints(Drawn):
    """As many lines as the keys need; the action of a key is one of the screen's, "" where only keys can do it.

    ``apart``: a blank line stands above them, over which nothing is scrolled.
    """

    def __init__(self, *keys: Key, apart: bool = True) -> None:
        super().__init__()
        self._keys: Sequence[Key] = keys
        self._top = int(apart)

    def set(self, *keys: Key) -> None:
        """Other keys."""
        if keys != self._keys:
            self._keys = keys
            self.refresh(layout=True)
            self.redraw()

    def get_content_height(self, _container: object, _viewport: object, width: int) -> int:
        """As many lines as the keys take."""
        return max((y for y, _x, _key in self._placed(width)), default=self._top) + 1

    def redraw(self) -> None:
        """The keys, as many on a line as have room."""
        palette = self.palette
        lines: list[list[Segment]] = [[]] * self._top
        for y, x, (key, word, _action) in self._placed(self.size.width):
            if y == len(lines):
                lines.append([])
            if x:
                lines[y].append(Segment(" " * GAP))
            lines[y] += [Segment(key, palette.accent), Segment(" " * bool(word) + word, palette.faint)]
        self.show(lines)

    def _placed(self, width: int) -> Iterator[tuple[int, int, Key]]:
        """Each key with its line and column."""
        y, x = self._top, 0
        for key in self._keys:
            wide = cell_len(key[0]) + bool(key[1]) + cell_len(key[1])
            if x and x + wide > width:
                y, x = y + 1, 0
            yield y, x, key
            x += wide + GAP

    async def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        for y, x, (key, word, action) in self._placed(self.size.width):
            if action and event.y == y and x <= event.x < x + cell_len(key) + 1 + cell_len(word):
                await self.run_action(f"screen.{action}")
                return

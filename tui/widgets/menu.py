"""A list to choose one line from, with the arrows and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widget import Widget

from tui.look.cells import clip, fit, visible, wrap
from tui.widgets.drawn import Drawn


class Menu(Drawn, can_focus=True):
    """Lines of two parts: what it is, and beside it what it means.

    ``chosen`` is told the number of the line that is taken, from 0: at once, since the next key may already be meant
    for what comes of it. ``whole``: what has no room on its line goes on below it, instead of being cut.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "step(1)", show=False),
        Binding("up,shift+tab", "step(-1)", show=False),
        Binding("pagedown,end", "turn(1)", show=False),
        Binding("pageup,home", "turn(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        chosen: Callable[[int], object],
        index: int = 0,
        *,
        whole: bool = False,
    ) -> None:
        super().__init__()
        self.options = list(options)
        self.index = index
        self._chosen = chosen
        self._whole = whole
        self._drawn: list[int] = []

    def get_content_height(self, _container: object, _viewport: object, width: int) -> int:
        """One line an option, or as many as it takes."""
        return sum(len(self._set(name, note, width)) for name, note in self.options)

    def on_mount(self) -> None:
        """Take the keys."""
        self.screen.set_focus(
            self, scroll_visible=False
        )  # not by way of the app's queue, in which the next keys are waiting

    def redraw(self) -> None:
        """The lines, the marked one in another colour."""
        palette = self.palette
        lines = []
        self._drawn = []
        for index, (name, note) in enumerate(self.options):
            here = index == self.index
            for number, (said, beside) in enumerate(self._set(name, note, self.size.width)):
                head = f"{'>' if here and not number else ' '} {said}"
                line = [Segment(head, palette.choice if here else palette.text)]
                left = self.size.width - line[0].cell_length - 2
                line.append(Segment("  " + fit(beside, left), palette.choice if here else palette.faint))
                lines.append(line)
                self._drawn.append(index)
        self.show(lines)

    def _set(self, name: str, note: str, width: int) -> list[tuple[str, str]]:
        """An option in lines of ``width`` cells: what stands in each, and what stands beside it."""
        name, note, room = visible(name), visible(note), max(width - 4, 4)
        if not self._whole or cell_len(name) + cell_len(note) + 2 <= room:
            return [(clip(name, room), note)]
        named = [(line, "") for line in wrap(name, room)]
        return named + [("", line) for line in wrap(note, room - 2) if note]

    def rename(self, index: int, note: str) -> None:
        """Another note beside the line with that number."""
        self.options[index] = self.options[index][0], note
        self.redraw()

    def action_step(self, step: int) -> None:
        """Another line."""
        self._mark((self.index + step) % len(self.options))

    def action_turn(self, step: int) -> None:
        """The last line (1) or the first (-1)."""
        self._mark(len(self.options) - 1 if step > 0 else 0)

    def _mark(self, index: int) -> None:
        """Mark that option and bring it into sight; with the first, what stands above the list."""
        self.index = index
        self.redraw()
        first, end = self._drawn.index(index), self._drawn.index(index) + self._drawn.count(index)
        above = self.virtual_region.y
        top = above + first if index else 0
        if isinstance(self.parent, Widget):
            seen = Region(0, top, 1, above + end - top)
            self.parent.scroll_to_region(seen, spacing=self.dock_gutter, animate=False, immediate=True)

    def action_choose(self) -> None:
        """This line."""
        self._chosen(self.index)

    def on_click(self, event: events.Click) -> None:
        """The line that was clicked."""
        if event.y < len(self._drawn):
            self.index = self._drawn[event.y]
            self.redraw()
            self.action_choose()

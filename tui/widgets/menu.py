"""A list to choose one line from, with the arrows and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType

from tui.look.cells import clip, fit, visible
from tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events


class Menu(Drawn, can_focus=True):
    """Lines of two parts: what it is, and beside it what it means.

    ``chosen`` is told the number of the line that is taken, from 0: at once, since the next key may already be meant
    for what comes of it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "step(1)", show=False),
        Binding("up,shift+tab", "step(-1)", show=False),
        Binding("pagedown,end", "turn(1)", show=False),
        Binding("pageup,home", "turn(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(self, options: Sequence[tuple[str, str]], chosen: Callable[[int], object], index: int = 0) -> None:
        super().__init__()
        self.options = list(options)
        self.index = index
        self._chosen = chosen

    def get_content_height(self, *_sizes: object) -> int:
        """One line an option."""
        return len(self.options)

    def on_mount(self) -> None:
        """Take the keys."""
        self.screen.set_focus(self)  # not by way of the app's queue, in which the next keys are waiting

    def redraw(self) -> None:
        """The lines, the marked one in another colour."""
        palette, width = self.palette, self.size.width
        lines = []
        for index, (name, note) in enumerate(self.options):
            here = index == self.index
            head = f"{'>' if here else ' '} {clip(visible(name), max(width - 4, 4))}"
            line = [Segment(head, palette.choice if here else palette.text)]
            left = width - line[0].cell_length - 2
            line.append(Segment("  " + fit(visible(note), left), palette.choice if here else palette.faint))
            lines.append(line)
        self.show(lines)

    def rename(self, index: int, note: str) -> None:
        """Another note beside the line with that number."""
        self.options[index] = self.options[index][0], note
        self.redraw()

    def action_step(self, step: int) -> None:
        """Another line."""
        self.index = (self.index + step) % len(self.options)
        self.redraw()

    def action_turn(self, step: int) -> None:
        """The last line (1) or the first (-1)."""
        self.index = len(self.options) - 1 if step > 0 else 0
        self.redraw()

    def action_choose(self) -> None:
        """This line."""
        self._chosen(self.index)

    def on_click(self, event: events.Click) -> None:
        """The line that was clicked."""
        if event.y < len(self.options):
            self.index = event.y
            self.redraw()
            self.action_choose()

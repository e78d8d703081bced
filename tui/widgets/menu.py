"""A list to choose one line from, with the arrows and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.look.cells import clip, fit, visible
from tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events


class Menu(Drawn, can_focus=True):
    """Lines of two parts: what it is, and beside it what it means."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "step(1)", show=False),
        Binding("up,shift+tab", "step(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Chosen(Message):
        """A line was chosen; ``index`` is its number from 0."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, options: Sequence[tuple[str, str]], index: int = 0) -> None:
        super().__init__()
        self.options = list(options)
        self.index = index

    def get_content_height(self, *_sizes: object) -> int:
        """One line an option."""
        return len(self.options)

    def on_mount(self) -> None:
        """Take the keys."""
        self.screen.set_focus(self)  # not by way of the app's queue, in which the next keys are waiting

    def on_resize(self) -> None:
        """Draw in the new width."""
        self._draw()

    def _draw(self) -> None:
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
        self._draw()

    def action_step(self, step: int) -> None:
        """Another line."""
        self.index = (self.index + step) % len(self.options)
        self._draw()

    def action_choose(self) -> None:
        """This line."""
        # Told at once, not by way of a queue: the next key may already be meant for what comes of it.
        chosen: Callable[[Menu.Chosen], object] = self.screen.on_menu_chosen  # type: ignore[attr-defined]
        chosen(self.Chosen(self.index))

    def on_click(self, event: events.Click) -> None:
        """The line that was clicked."""
        if event.y < len(self.options):
            self.index = event.y
            self._draw()
            self.action_choose()

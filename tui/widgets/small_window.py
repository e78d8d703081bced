"""A window that is too small: a notice stands over what no longer fits in, and no key goes to what nobody sees."""

from __future__ import annotations

from typing import Final

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType

from tui.look.cells import wrap
from tui.widgets.drawn import Drawn

SMALLEST: Final = Size(40, 8)
"""With fewer columns or lines a screen shows nothing that is of use."""


class TooSmall(Drawn):
    """The notice."""

    def redraw(self) -> None:
        """What to do, in the width of now."""
        lines = wrap("窗口太小，放大后接着填；填写的都在", max(self.size.width, 2))
        self.show([[Segment(line, self.palette.tone("warning"))] for line in lines])


class CoverableScreen(Screen[ScreenResultType]):
    """Base of every screen: it is covered while the window is too small for it."""

    UNSEEN: tuple[str, ...] = ("escape", "ctrl+q")
    """The keys that may be pressed then: they leave what is covered as it is."""

    def takes(self, event: events.Key | events.Paste) -> bool:
        """Whether ``event`` may go to what the screen shows: none but ``UNSEEN`` where that is covered."""
        return not self.has_class("-small") or (isinstance(event, events.Key) and event.key in self.UNSEEN)

    def on_resize(self) -> None:
        """Show the notice, or take it away."""
        small = self.size.width < SMALLEST.width or self.size.height < SMALLEST.height
        self.set_class(small, "-small")
        if small and not self.query(TooSmall):
            self.mount(TooSmall())

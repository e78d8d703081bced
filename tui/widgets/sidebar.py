"""The eleven sections at the left: number, name, how full, what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType

from tui.desk import MARKS, SHORT_NAMES, SHORT_NUMBERS
from tui.widgets.drawn import Drawn
from tui.words import fit

if TYPE_CHECKING:
    from textual import events

    from tui.desk import Desk


class Sidebar(Drawn, can_focus=True):
    """Two lines a section, or one where the height is short; while it has the focus the arrows choose one."""

    DEFAULT_CSS = """
    Sidebar {
        dock: left; width: 25; height: 1fr; background: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.turn(1)", show=False),
        Binding("up", "screen.turn(-1)", show=False),
        Binding("enter,escape,f2,right,tab", "screen.back_to_form", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._key: object = None
        self._shown: tuple[Desk, int] | None = None

    def on_resize(self) -> None:
        """Draw in the new size, or for the first time where it was folded."""
        if self._shown is not None:
            self.update(*self._shown)

    def update(self, desk: Desk, section: int) -> None:
        """Show every section, the chosen one marked."""
        self._shown = desk, section
        counts = desk.counts()
        key = (section, dict(desk.shares), counts, self.size, self.app.theme)
        if key == self._key:
            return
        self._key = key
        palette = self.palette
        lines: list[list[Segment]] = []
        for number, count in counts.items():
            name = fit(f" {fit(SHORT_NUMBERS[number], 4)} {SHORT_NAMES[number]}", min(self.size.width, 24))
            head = [Segment(name, palette.choice if number == section else palette.text)]
            tail = [Segment(" " + fit(desk.shares[number], 8), palette.faint)]
            for severity, mark in MARKS.items():
                if count[severity]:
                    tail.append(Segment(f"{mark}{count[severity]} ", palette.severity(severity)))
            lines += [head + tail] if self._one else [head, [Segment("     "), *tail]]
        self.show(lines)

    @property
    def _one(self) -> bool:
        """Whether a section has one line, for lack of height."""
        return self._shown is not None and self.size.height < 2 * len(self._shown[0].numbers)

    async def on_click(self, event: events.Click) -> None:
        """Go to the section that was clicked."""
        index = event.y if self._one else event.y // 2
        if self._shown is not None and index < len(self._shown[0].numbers):
            await self.run_action(f"screen.open_section({self._shown[0].numbers[index]})")

"""The eleven sections at the left: number, name, how full, what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType

from tui.desk import MARKS, SHORT_NAMES
from tui.widgets.drawn import Drawn
from tui.words import NUMERALS, fit

if TYPE_CHECKING:
    from textual import events

    from tui.desk import Desk


class Sidebar(Drawn, can_focus=True):
    """Two lines a section; while it has the focus the arrows choose one."""

    DEFAULT_CSS = """
    Sidebar {
        dock: left; width: 25; height: 1fr; background: $surface;
        &:focus { background: $surface-lighten-1; }
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
        counts = [desk.counts(number) for number in range(1, 12)]
        key = (section, dict(desk.shares), counts, self.size, self.app.theme, self.has_focus)
        if key == self._key:
            return
        self._key = key
        palette = self.palette
        width = self.size.width
        lines: list[list[Segment]] = []
        for number, count in enumerate(counts, 1):
            chosen = number == section
            name = palette.choice if chosen else palette.text
            lines.append([Segment(fit(f" {fit(NUMERALS[number], 4)} {SHORT_NAMES[number]}", width), name)])
            lines.append([Segment("      " + fit(desk.shares[number], 8), palette.faint)])
            for severity, mark in MARKS.items():
                if count[severity]:
                    lines[-1].append(Segment(f"{mark}{count[severity]} ", palette.severity(severity)))
        self.show(lines)

    async def on_click(self, event: events.Click) -> None:
        """Go to the section that was clicked."""
        if 0 <= event.y // 2 < 11:
            await self.run_action(f"screen.open_section({event.y // 2 + 1})")

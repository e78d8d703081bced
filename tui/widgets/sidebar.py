"""The eleven sections at the left: number, name, how full, what was found."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType

from tui.look.cells import fit
from tui.state.section_status import standing
from tui.state.view_state import SHORT_NAMES, SHORT_NUMBERS, ViewState
from tui.widgets.drawn import Drawn

NAME: Final = 23
INDENT: Final = 2


class Sidebar(Drawn, can_focus=True):
    """Two lines a section, or one where the height is short; while it has the focus the arrows choose one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.turn(1)", show=False),
        Binding("up", "screen.turn(-1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("enter,escape,f2,right,tab", "screen.back_to_form", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._key: object = None
        self._shown: tuple[ViewState, int] | None = None

    def redraw(self) -> None:
        """Show again what was shown, or for the first time where it was folded."""
        if self._shown is not None:
            self.update(*self._shown)

    def update(self, state: ViewState, section: int) -> None:
        """Show every section, the chosen one marked."""
        self._shown = state, section
        counts = state.counts()
        key = (section, dict(state.shares), counts, self.size, self.app.theme)
        if key == self._key:
            return
        self._key = key
        palette, room = self.palette, self.size.width - 1
        lines: list[list[Segment]] = []
        for number, count in counts.items():
            name = fit(f" {fit(SHORT_NUMBERS[number], 4)} {SHORT_NAMES[number]}", NAME)
            head = Segment(name, palette.choice if number == section else palette.text)
            before = head if self._one else Segment(" " * INDENT)
            told = standing(before, state.shares[number], count, room, palette)
            lines += [told] if self._one else [[head], told]
        self.show(lines)

    @property
    def _one(self) -> bool:
        """Whether a section has one line, for lack of height."""
        return self._shown is not None and self.size.height < 2 * len(self._shown[0].numbers)

    async def action_edge(self, at: int) -> None:
        """To the first section (0) or the last one (-1)."""
        if self._shown is not None:
            state, section = self._shown
            if step := state.numbers.index(state.numbers[at]) - state.numbers.index(section):
                await self.run_action(f"screen.turn({step})")

    async def on_click(self, event: events.Click) -> None:
        """Go to the section that was clicked."""
        index = event.y if self._one else event.y // 2
        if self._shown is not None and index < len(self._shown[0].numbers):
            await self.run_action(f"screen.open_section({self._shown[0].numbers[index]})")

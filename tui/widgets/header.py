"""The line at the top: whose report, which year, which file, whether it is saved."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from rich.segment import Segment

from tui.look.cells import clip, visible
from tui.state.view_state import ViewState
from tui.widgets.drawn import Drawn

WITH_FILE: Final = 56
"""In fewer cells the unit and the year have the room of the file's name."""


class Header(Drawn):
    """One line."""

    def update(self, state: ViewState, file: str) -> None:
        """Show the state of the draft; ``file`` is what to call it."""
        palette = self.palette
        modified = state.session.modified
        year = f"  {visible(state.year)}年度" if state.year else ""
        saved = "未保存 * " if modified else "已保存   "
        right = f"{clip(visible(file), 40)}  " if self.size.width >= WITH_FILE else ""
        room = self.size.width - cell_len(year) - cell_len(right) - cell_len(saved) - 3
        name = clip(visible(state.unit_name) or "（未填单位名称）", room)
        gap = " " * max(room - cell_len(name), 0)
        self.show(
            [
                [
                    Segment(" " + name, palette.bar + palette.here),
                    Segment(year + gap + "  ", palette.bar),
                    Segment(right, palette.bar),
                    Segment(saved, palette.bar + (palette.warning if modified else palette.good)),
                ]
            ],
            palette.bar,
        )

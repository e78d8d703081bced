"""Paints the lines that changed and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region

if TYPE_CHECKING:
    from rich.console import Console
    from textual._compositor import ChopsUpdate
    from textual.strip import Strip
    from textual.widget import Widget


class Painted(CompositorUpdate):
    """Lines, each with the cell where it begins."""

    def __init__(self, lines: list[tuple[int, int, Strip]]) -> None:
        self.lines = lines

    def render_segments(self, console: Console) -> str:
        """What to send to the terminal."""
        return "".join([f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self.lines])


class Painter(Compositor):
    """Sends lines as they are where nothing lies over the widget that changed.

    Textual takes every line of every widget between the first and the last change, and cuts each to pieces.
    """

    def render_partial_update(self) -> Painted | ChopsUpdate | None:  # type: ignore[override]
        """The lines to paint; what Textual makes of it where a widget is partly covered; None for nothing."""
        due: list[tuple[Widget, Region, Region]] = []
        whole = self.size.region
        for region in self._dirty_regions:
            front = self._front(region)
            if front is None:
                return self._cut()
            due.append((*front, region.intersection(whole)))
        if not due:
            return None
        self._dirty_regions.clear()
        lines: list[tuple[int, int, Strip]] = []
        for widget, at, region in due:
            crop = region.translate(-at.offset)
            lines += [
                (region.x, y, strip) for y, strip in zip(region.line_range, widget.render_lines(crop), strict=False)
            ]
        return Painted(lines)

    def _cut(self) -> ChopsUpdate | None:
        """What Textual makes of it, in whole lines: a wide letter at the edge of a part would be torn."""
        width = self.size.width
        self._dirty_regions = {Region(0, region.y, width, region.height) for region in self._dirty_regions}
        return super().render_partial_update()

    def _front(self, region: Region) -> tuple[Widget, Region] | None:
        """The widget that ``region`` shows, and where it stands; None where it shows more than one."""
        for widget, (at, clip) in self.visible_widgets.items():
            seen = at.intersection(clip)
            if seen.overlaps(region):
                return (widget, at) if seen.contains_region(region) else None
        return None

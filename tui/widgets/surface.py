"""Widgets that are whole lines, and nothing of Textual's styles laid over them: a line costs only itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.filter import ANSIToTruecolor
from textual.strip import Strip
from textual.widget import Widget

from tui.look.palette import Palette, palette

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual.geometry import Region


class Surface(Widget):
    """Shows what ``render_line`` gives, which is as wide as the widget: it has neither border nor padding."""

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        return palette(self.app)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Have ``regions`` painted again, or everything."""
        if not regions or layout or recompose or not self._is_mounted:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self._repaint_regions.update(regions)
        self._repaint_required = True
        self.check_idle()
        return self

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of ``crop``."""
        strips = [self.render_line(y) for y in crop.line_range]
        for each in self.app.get_line_filters():
            if not isinstance(each, ANSIToTruecolor):  # what is drawn has true colours already
                strips = [strip.apply_filter(each, self.background_colors[1]) for strip in strips]
        left, right = crop.column_span
        return [strip.crop(left, right) for strip in strips]


def whole(segments: Iterable[Segment], width: int, ground: Style) -> Strip:
    """A line of exactly ``width`` cells on ``ground``; made in one go, since a strip is dear."""
    line: list[Segment] = []
    left = width
    for text, style, _ in segments:
        cells = cell_len(text)
        if cells > left:
            text, cells = set_cell_size(text, left), left
        if cells:
            line.append(Segment(text, ground if style is None else ground + style))
            left -= cells
    if left > 0:
        line.append(Segment(" " * left, ground))
    return Strip(line, width)

"""The form of the chosen section: one widget, drawn line by line, whatever the number of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.lines import Pen
from tui.palette import palette

if TYPE_CHECKING:
    from textual import events

    from tui.desk import Desk
    from tui.forms import Sheet
    from tui.lines import Place
    from tui.palette import Palette


class Host(Protocol):
    """Who decides what the form shows."""

    def resized(self) -> None:
        """The form got another size."""

    def scrolled(self) -> None:
        """The form was scrolled."""

    def clicked(self, x: int, y: int) -> None:
        """The form was clicked at ``x``, ``y`` from its upper left corner, scrolled parts included."""


class Live(Protocol):
    """An editor that the form draws where the cursor stands."""

    def key(self, row: int) -> object:
        """What the drawing of its line ``row`` depends on."""

    def strip(self, row: int, width: int, palette: Palette) -> Strip:
        """Its line ``row`` in ``width`` cells."""

    def cursor_at(self, width: int) -> tuple[int, int]:
        """Where its text cursor stands: column and line."""

    def point(self, x: int, y: int, width: int) -> None:
        """Put its text cursor to a cell."""


class FormView(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws a sheet; the keys that it is given go to ``live``.

    ``sync`` after every change: only lines that say something else are painted again.
    """

    DEFAULT_CSS = """
    FormView { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """
    ALLOW_SELECT: ClassVar[bool] = False
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, desk: Desk, host: Host) -> None:
        super().__init__()
        self.desk = desk
        self.host = host
        self.sheet: Sheet | None = None
        self.place: Place | None = None
        self.live: Live | None = None
        self.tags: dict[int, list[tuple[int, str]]] = {}
        self._drawn: dict[int, tuple[object, Strip]] = {}
        self._ground = Style()

    @property
    def room(self) -> Size:
        """The cells there are to draw on."""
        return self.scrollable_content_region.size

    def show(self, sheet: Sheet) -> None:
        """Show another sheet; ``sync`` is still due."""
        self.sheet = sheet
        self._drawn = {}
        self.virtual_size = Size(self.room.width, len(sheet.lines))
        self._scroll_update(self.virtual_size)
        self.refresh()

    def reveal(self, top: int, bottom: int) -> None:
        """Scroll so that the lines from ``top`` up to ``bottom`` are seen."""
        height = self.room.height
        y = self.scroll_offset.y
        wanted = max(bottom - height, min(y, top))
        if wanted != y:
            self.scroll_to(y=wanted, animate=False)

    def sync(self, place: Place | None = None) -> None:
        """Paint the lines again that changed; with a ``place``, look only at the lines of it."""
        sheet = self.sheet
        if sheet is None:
            return
        top, room = self.scroll_offset.y, self.room
        pen = self._pen()
        self._ground = self.rich_style
        seen = range(top, min(top + room.height, len(sheet.lines)))
        due = seen if place is None else range(max(top, place.y), min(seen.stop, place.y + place.height))
        changed: list[Region] = []
        if place is None:
            self._drawn = {index: drawn for index, drawn in self._drawn.items() if index in seen}
        for index in due:
            key = self._key(index, pen)
            before = self._drawn.get(index)
            if before is not None and before[0] == key:
                continue
            self._drawn[index] = (key, self._draw(index, pen))
            changed.append(Region(0, index - top, room.width, 1))
        if changed:
            self.refresh(*changed)

    def _pen(self) -> Pen:
        here = None if self.place is None else self.place.target
        return Pen(self.desk, here, palette(self.app), self.room.width)

    def _row(self, index: int) -> int:
        """Which line of the live editor stands on a line of the form; -1 for none."""
        place = self.place
        if place is None or self.live is None or not place.y <= index < place.y + place.height:
            return -1
        return index - place.y

    def _key(self, index: int, pen: Pen) -> object:
        assert self.sheet is not None
        key, row = self.sheet.lines[index].key(pen), self._row(index)
        if self.tags:
            return key, len(self.tags.get(index, ()))
        return key if row < 0 or self.live is None else (key, self.live.key(row))

    def _draw(self, index: int, pen: Pen) -> Strip:
        assert self.sheet is not None
        strip = Strip(self.sheet.lines[index].draw(pen)).adjust_cell_length(pen.width).apply_style(self._ground)
        row, place = self._row(index), self.place
        if row >= 0 and place is not None and self.live is not None:
            live = self.live.strip(row, place.room, pen.palette)
            strip = Strip.join([strip.crop(0, place.x), live, strip.crop(place.x + place.room, pen.width)])
        for x, name in self.tags.get(index, ()):
            tag = Strip([Segment(f" {name} ", pen.palette.choice)])
            strip = Strip.join([strip.crop(0, x), tag, strip.crop(x + tag.cell_length, pen.width)])
        return strip

    def render_line(self, y: int) -> Strip:
        """The line at ``y`` of what is seen."""
        index = y + self.scroll_offset.y
        if self.sheet is None or index >= len(self.sheet.lines):
            return Strip.blank(self.size.width, self.rich_style)
        found = self._drawn.get(index)
        if found is None:
            pen = self._pen()
            found = self._drawn[index] = (self._key(index, pen), self._draw(index, pen))
        return found[1]

    def notify_style_update(self) -> None:
        """The theme changed: draw everything again."""
        self._drawn = {}
        super().notify_style_update()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell the host."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._drawn = {}
            self.host.scrolled()

    def on_resize(self) -> None:
        """Tell the host."""
        self.host.resized()

    def on_click(self, event: events.Click) -> None:
        """Tell the host where."""
        self.host.clicked(event.x, event.y + self.scroll_offset.y)

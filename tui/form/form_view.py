"""The form of the chosen section: one widget, drawn line by line, whatever the number of fields."""

from __future__ import annotations

from typing import ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.form.form_lines import Pen, Place
from tui.form.form_sheet import FormSheet
from tui.look.palette import Palette, palette
from tui.state.view_state import ViewState
from tui.widgets.drawn import whole
from tui.widgets.key_taker import run_bound


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

    def take_letter(self, character: str) -> None:
        """Take a letter."""

    async def press(self, key: str) -> bool:
        """Take another key; returns whether it means anything here."""

    def paste(self, text: str) -> None:
        """Take pasted text."""

    def key(self, row: int) -> object:
        """What the drawing of its line ``row`` depends on."""

    def strip(self, row: int, width: int, palette: Palette) -> Strip:
        """Its line ``row`` in ``width`` cells."""

    def cursor_at(self, width: int) -> tuple[int, int]:
        """Where its text cursor stands: column and line."""

    def point(self, x: int, y: int, width: int) -> None:
        """Put its text cursor to a cell."""


class FormView(Widget, can_focus=True, inherit_bindings=False):
    """Draws a sheet from the line ``top`` on, a bar at its right edge; the keys that it is given go to ``live``.

    ``sync`` after every change: only lines that say something else are painted again.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, state: ViewState, host: Host) -> None:
        super().__init__()
        self.state = state
        self.host = host
        self.sheet: FormSheet | None = None
        self.top = 0
        self.place: Place | None = None
        self.live: Live | None = None
        self.tags: dict[int, list[tuple[int, str]]] = {}
        self._drawn: dict[int, tuple[object, Strip]] = {}
        self._rows: list[tuple[Strip, Strip]] = []
        self._ground = Style()
        self._bar = Strip([]), Strip([])
        self._blank = Strip([])
        self._gripped = False

    async def take_key(self, event: events.Key) -> None:
        """Commands of the screen first; then letters go into the text, other keys to the editor and to the screen."""
        if event.is_printable and event.character is not None and self.live is not None:
            self.live.take_letter(event.character)
            return
        if await run_bound(self, event.key, priority=True):
            return
        if self.live is None or not await self.live.press(event.key):
            await run_bound(self, event.key)

    async def take_paste(self, text: str) -> None:
        """What is pasted goes into the text under the cursor."""
        if self.live is not None:
            self.live.paste(text)

    @property
    def room(self) -> Size:
        """The cells there are to draw on."""
        width, height = self.size
        return Size(max(width - 1, 0), height)

    def show(self, sheet: FormSheet) -> None:
        """Show another sheet; ``sync`` is still due."""
        self.sheet = sheet
        self._drawn = {}
        self.top = max(min(self.top, len(sheet.lines) - self.room.height), 0)

    def reveal(self, top: int, bottom: int) -> None:
        """Scroll so that the lines from ``top`` up to ``bottom`` are seen; ``sync`` is still due."""
        self.top = max(bottom - self.room.height, min(self.top, top), 0)

    def turn(self, lines: int) -> None:
        """Scroll by so many lines, as far as there are any."""
        self._turn_to(self.top + lines)

    def _turn_to(self, top: int) -> None:
        if self.sheet is None:
            return
        top = max(min(top, len(self.sheet.lines) - self.room.height), 0)
        if top != self.top:
            self.top = top
            self.host.scrolled()

    def sync(self, place: Place | None = None) -> None:
        """Paint the lines again that changed; with a ``place``, look only at the lines of it."""
        sheet = self.sheet
        room = self.room
        if sheet is None or not room.width:
            return
        pen = self._pen()
        if len(self._rows) != room.height or self._blank.cell_length != room.width:
            self._new_size(pen)
        first, last = (0, room.height) if place is None else (place.y - self.top, place.y + place.height - self.top)
        thumb = self._thumb()
        changed: list[Region] = []
        for y in range(max(first, 0), min(last, room.height)):
            row = self._line(self.top + y, pen), self._bar[y in thumb]
            if row != self._rows[y]:
                self._rows[y] = row
                changed.append(Region(0, y, room.width + 1, 1))
        if changed:
            self.refresh(*changed)

    def _new_size(self, pen: Pen) -> None:
        width, height = self.room
        self._ground = self.rich_style
        self._blank = whole([], width, self._ground)
        self._bar = whole([], 1, self._ground + pen.palette.bar), whole([], 1, self._ground + pen.palette.thumb)
        self._drawn = {}
        self._rows = [(self._blank, self._bar[0])] * height
        self.refresh()

    def _thumb(self) -> range:
        """The rows at which the bar shows what part of the sheet is seen; none where all of it is."""
        height, lines = self.room.height, 0 if self.sheet is None else len(self.sheet.lines)
        if lines <= height:
            return range(0)
        size = max(height * height // lines, 1)
        start = round(self.top * (height - size) / (lines - height))
        return range(start, start + size)

    def _pen(self) -> Pen:
        here = None if self.place is None else self.place.target
        return Pen(self.state, here, palette(self.app), self.room.width)

    def _row(self, index: int) -> int:
        """Which line of the live editor stands on a line of the form; -1 for none."""
        place = self.place
        if place is None or self.live is None or not place.y <= index < place.y + place.height:
            return -1
        return index - place.y

    def _line(self, index: int, pen: Pen) -> Strip:
        """The line ``index`` of the sheet, drawn anew only where it says something else."""
        assert self.sheet is not None
        if index >= len(self.sheet.lines):
            return self._blank
        key = self._key(index, pen)
        drawn = self._drawn.get(index)
        if drawn is None or drawn[0] != key:
            drawn = self._drawn[index] = key, self._draw(index, pen)
        return drawn[1]

    def _key(self, index: int, pen: Pen) -> object:
        assert self.sheet is not None
        key, row = self.sheet.lines[index].key(pen), self._row(index)
        if self.tags:
            return key, len(self.tags.get(index, ()))
        return key if row < 0 or self.live is None else (key, self.live.key(row))

    def _draw(self, index: int, pen: Pen) -> Strip:
        assert self.sheet is not None
        segments = self.sheet.lines[index].draw(pen)
        row, place = self._row(index), self.place
        if not segments and row < 0 and index not in self.tags:
            return self._blank
        strip = whole(segments, pen.width, self._ground)
        if row >= 0 and place is not None and self.live is not None:
            live = self.live.strip(row, place.room, pen.palette)
            strip = Strip.join([strip.crop(0, place.x), live, strip.crop(place.x + place.room, pen.width)])
        for x, name in self.tags.get(index, ()):
            tag = Strip([Segment(f" {name} ", pen.palette.choice)])
            strip = Strip.join([strip.crop(0, x), tag, strip.crop(x + tag.cell_length, pen.width)])
        return strip

    def render_line(self, y: int) -> Strip:
        """The line at ``y`` of what is seen."""
        if y < len(self._rows):
            return Strip.join(self._rows[y])
        return Strip.blank(self.size.width, self.rich_style)

    def notify_style_update(self) -> None:
        """The theme changed: draw everything again."""
        self._rows = []
        super().notify_style_update()
        if self.is_mounted:
            self.sync()

    def on_resize(self) -> None:
        """Tell the host."""
        self.host.resized()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Grip the bar: the form goes along until it is let go."""
        if event.x == self.room.width:
            self._gripped = True
            self.capture_mouse()
            self._drag(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go along with the bar."""
        if self._gripped:
            self._drag(event.y)

    def on_mouse_up(self) -> None:
        """Let the bar go."""
        if self._gripped:
            self._gripped = False
            self.release_mouse()

    def _drag(self, y: int) -> None:
        """Show the part of the sheet that the bar stands for at ``y``."""
        if self.sheet is not None and (height := self.room.height) > 1:
            self._turn_to(round((len(self.sheet.lines) - height) * min(max(y, 0), height - 1) / (height - 1)))

    def on_click(self, event: events.Click) -> None:
        """Tell the host where."""
        if event.x < self.room.width:
            self.host.clicked(event.x, event.y + self.top)

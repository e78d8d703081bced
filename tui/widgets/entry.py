"""Where the clerk types: the drawn form with its live editors, the cursor, and what typing does to the draft."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.geometry import Offset

from model.errors import ZipingError
from model.fields import Choice, Number, Prose, Text
from model.report import Cell, RowList
from tui.blocks import block_edits, table
from tui.desk import in_order, shown, target_path
from tui.forms import Sheet, flat, row_of
from tui.widgets.editor import Editor
from tui.widgets.form import FormView

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from tui.desk import Desk, Target
    from tui.lines import Place
    from tui.widgets.prose import ProseEditor

LEAST_LINES, MOST_LINES = 4, 12


class Entry(Container):
    """The form under edit. ``follow`` is called, within the same frame, after everything that changes what is seen."""

    DEFAULT_CSS = "Entry { layers: default unseen; overflow: hidden; width: 1fr; height: 1fr; }"

    def __init__(self, desk: Desk, follow: Callable[[], None]) -> None:
        super().__init__()
        self.desk = desk
        self.follow = follow
        self.section = 1
        self.view = FormView(desk, self)
        self.editor = Editor(self)
        self.prose: ProseEditor | None = None
        self.sheet = Sheet(desk.report.section(1), 60)
        self.index = 0
        self._last: dict[int, int] = {}
        self._typing = False
        self._loading = False

    def compose(self) -> ComposeResult:
        """The form and the editor of lines; the editor of texts comes with the first text."""
        yield self.view
        yield self.editor

    # Where the cursor is

    @property
    def place(self) -> Place:
        """Where the cursor stands."""
        return self.sheet.places[self.index]

    @property
    def here(self) -> Target:
        """What the cursor stands on."""
        return self.place.target

    @property
    def cell(self) -> Cell | None:
        """The field under the cursor; None on the line that begins a next row."""
        return self.here if isinstance(self.here, Cell) else None

    @property
    def in_text(self) -> bool:
        """Whether a long text is under edit and has been touched."""
        return self.prose is not None and self._is_prose(self.here) and self.prose.touched

    def resume(self) -> None:
        """Take the keys again."""
        self._arrive(rebuild=False)

    def show_section(self, number: int) -> None:
        """Show the section with ``number``, the cursor where it was there last."""
        self.commit()
        self._last[self.section] = self.index
        self.section = number
        self.index = self._last.get(number, 0)
        self.view.set_reactive(FormView.scroll_y, 0.0)
        self.view.set_reactive(FormView.scroll_target_y, 0.0)
        self._arrive()

    def go(self, index: int) -> None:
        """Put the cursor on the place with that number."""
        index = max(0, min(index, len(self.sheet.places) - 1))
        rebuild = self.commit() or self._is_prose(self.here) or self._is_prose(self.sheet.places[index].target)
        self.index = index
        self._arrive(rebuild=rebuild)

    def go_to(self, path: str) -> None:
        """Put the cursor on the field, row or list at ``path``, in whatever section."""
        number = next(
            (
                part.section
                for part in map(self.desk.report.section, self.desk.numbers)
                if path.startswith(part.path + ".")
            ),
            1,
        )
        if number != self.section:
            self.show_section(number)
        self.commit()
        self._build()
        paths = [target_path(place.target) for place in self.sheet.places]
        found = [index for index, at in enumerate(paths) if at == path or at.startswith(path + ".")]
        if not found:
            around = path.rpartition(".")[0]
            found = [index for index, at in enumerate(paths) if at.startswith(around + ".") or at == around]
        nearest = self.index if self.index in found else (found[-1:] or [self.index])[0]
        self.index = found[0] if path in paths and found else nearest
        self._arrive()

    def move(self, step: int) -> None:
        """A line down (1) or up (-1), in grids within the column."""
        here = self.place
        places = self.sheet.places
        index = self.index
        while 0 <= index < len(places) and places[index].y == here.y:
            index += step
        if not 0 <= index < len(places):
            return
        y = places[index].y
        same = [number for number, place in enumerate(places) if place.y == y]
        self.go(min(same, key=lambda number: abs(places[number].x - here.x)))

    def next(self) -> bool:
        """The next field; returns False at the end of the section."""
        if self.index + 1 >= len(self.sheet.places):
            return False
        self.go(self.index + 1)
        return True

    def previous(self) -> bool:
        """The field before; returns False at the beginning of the section."""
        if self.index == 0:
            return False
        self.go(self.index - 1)
        return True

    # What typing does

    def typed(self, text: str, editor: Widget) -> None:
        """The editor holds another text: the draft, the figures and the findings follow at once."""
        target = self.here
        if self._loading or editor is not (self.prose if self._is_prose(target) else self.editor):
            return
        if isinstance(target, RowList):
            if text:
                self._begin_row(target, text)
            return
        self._typing = True
        self.desk.session.type(target, text)
        if self.prose is editor and not self._fits():
            self._arrive(load=False)
        self._changed()

    def turned(self, editor: Widget) -> None:
        """The text cursor moved."""
        live: object = self.view.live
        if live is editor and not self._loading:
            self.view.sync(self.place)
            self._point_terminal()

    def mode_changed(self) -> None:
        """A long text was touched or left: Enter means something else."""
        self.follow()

    def _begin_row(self, rows: RowList, text: str) -> None:
        self.desk.session.insert(rows.path, len(rows.rows))
        first = next(rows.rows[-1].cells(), None)
        self.desk.refresh(self.section)
        self._build()
        self.index = self._index_of(first) if first is not None else self.index
        self._typing = first is not None
        if first is not None:
            self.desk.session.type(first, text)
        prose = first is not None and self._is_prose(first)
        self._arrive(load=prose)
        if prose and self.prose is not None:
            self.prose.touched = True
        elif first is not None:
            self.editor.right = isinstance(first.field, Number)
        self._changed()

    def _changed(self) -> None:
        self.desk.refresh(self.section)
        self.view.sync()
        self._point_terminal()
        self.follow()

    def commit(self) -> bool:
        """The field under the cursor is left: its text is put in order. Returns whether anything was typed."""
        if not self._typing:
            return False
        self._typing = False
        if (cell := self.cell) is not None:
            with contextlib.suppress(ZipingError):
                self.desk.session.type(cell, in_order(cell))
        self.desk.session.leave()
        self.desk.refresh()
        return True

    def cycle(self, step: int) -> bool:
        """Choose the next or previous option of a choice."""
        cell = self.cell
        if cell is None or not isinstance(cell.field, Choice):
            return False
        options = cell.field.options
        now = cell.raw or cell.field.default
        at = options.index(now) + step if now in options else 0 if step > 0 else -1
        self._typing = True
        self.desk.session.type(cell, options[at % len(options)])
        self._load()
        self._changed()
        return True

    def pasted(self, text: str) -> bool:
        """A block was pasted: inside a grid it fills cells and adds rows, in one step."""
        found = row_of(self.here)
        if found is None or not flat(found[0].element.record):
            return False
        rows, at = found
        column = 0
        if isinstance(self.here, Cell):
            column = list(rows.rows[at].parts).index(self.here.field.name)
        self.commit()
        if edits := block_edits(rows, at, column, table(text)):
            self.desk.session.together(rows.path, edits)
            self.reload()
        return True

    def add_row(self) -> bool:
        """A new row behind the one under the cursor; returns False where there is no list."""
        found = row_of(self.here)
        if found is None:
            return False
        self.commit()
        rows, at = found
        at = min(at + 1, len(rows.rows))
        self.desk.session.insert(rows.path, at)
        self.reload(next(rows.rows[at].cells(), None))
        return True

    def remove_row(self) -> bool:
        """Take away the row under the cursor; returns False where there is none."""
        found = row_of(self.here)
        if found is None or isinstance(self.here, RowList):
            return False
        self.commit()
        rows, at = found
        self.desk.session.remove(rows.path, at)
        self.reload(next(rows.rows[at].cells(), None) if at < len(rows.rows) else rows)
        return True

    def undo(self, *, redo: bool = False) -> bool:
        """Take the last step back (or do it again) and go there; returns False when there is none."""
        self.commit()
        path = self.desk.session.redo() if redo else self.desk.session.undo()
        if path is None:
            return False
        self.desk.refresh()
        self.go_to(path)
        return True

    def reload(self, target: Target | None = None) -> None:
        """Rows came or went: make the form anew, the cursor on ``target`` or where it was."""
        self.desk.refresh()
        self._build()
        self.index = self._index_of(target) if target is not None else min(self.index, len(self.sheet.places) - 1)
        self._arrive()

    # Putting it on the screen

    def _index_of(self, target: Target) -> int:
        return next((index for index, place in enumerate(self.sheet.places) if place.target is target), 0)

    def _is_prose(self, target: Target) -> bool:
        return isinstance(target, Cell) and isinstance(target.field, Prose)

    def _build(self, edited: Cell | None = None) -> None:
        width = max(self.view.room.width, 40)
        height = 0
        if edited is not None and self.prose is not None:
            height = min(max(self.prose.lines + 1, LEAST_LINES), MOST_LINES, max(self.view.room.height - 2, 2))
        self.sheet = Sheet(self.desk.report.section(self.section), width, edited, height)

    def _fits(self) -> bool:
        """Whether the long text under edit has the room that it wants."""
        lines, height = self._prose_editor().lines, self.place.height
        return lines < height or height >= min(MOST_LINES, self.view.room.height - 2)

    def _arrive(self, *, rebuild: bool = True, load: bool = True) -> None:
        """Show the form with the cursor on its place and the editor there."""
        fresh = False
        if rebuild:
            if self.sheet.width != self.view.room.width or self.sheet.section != self.section:
                self._build()
                fresh = True
            self.index = min(self.index, len(self.sheet.places) - 1)
        if load:
            self._load()
        if rebuild:
            cell = self.cell
            if cell is not None and self._is_prose(cell):
                self._prose_editor().room(self.place.room, MOST_LINES)
                self._build(cell)
            elif not fresh:
                self._build()
            self.index = min(self.index, len(self.sheet.places) - 1)
            self.view.show(self.sheet)
        place = self.place
        prose = self._is_prose(place.target)
        used: Editor | ProseEditor = self._prose_editor() if prose else self.editor
        if prose:
            self._prose_editor().room(place.room, place.height)
        self.view.place, self.view.live = place, used
        self.view.reveal(0 if self.index == 0 else place.y - 1 - prose, place.y + place.height + 1)
        if self.screen.focused is not self.view:
            self.screen.set_focus(self.view, scroll_visible=False)
        self.view.sync()
        self._point_terminal()
        self.follow()

    def _load(self) -> None:
        """Give the editor the text under the cursor."""
        cell = self.cell
        self._loading = True
        if cell is not None and self._is_prose(cell):
            self._prose_editor().take(cell.raw)
        elif isinstance(self.here, RowList):
            self.editor.load("", hint=f"再加一行{self.here.element.noun}：直接输入")
        elif cell is not None:
            plain = isinstance(cell.field, Text)
            hint = shown(cell) if not cell.raw else ""
            self.editor.load(cell.raw, hint=hint, right=isinstance(cell.field, Number), select=not plain)
        self._loading = False

    def _point_terminal(self) -> None:
        """Put the terminal's cursor, where an input method opens its window, to the text cursor."""
        place, live = self.place, self.view.live
        if live is None:
            return
        x, y = live.cursor_at(place.room)
        origin = self.view.content_region.offset
        top = place.y - self.view.scroll_offset.y
        self.app.cursor_position = origin + Offset(place.x + x, max(top + y, 0))

    def prepare(self) -> None:
        """Have the editor of long texts ready; it is not needed for the first picture."""
        if self.prose is None:
            self._prose_editor()

    def _prose_editor(self) -> ProseEditor:
        if self.prose is None:
            from tui.widgets.prose import ProseEditor

            self.prose = ProseEditor(self)
            self.mount(self.prose)
        return self.prose

    def resized(self) -> None:
        """The form got another size: set it anew, the cursor and the text under edit where they were."""
        touched = self.in_text
        at = self.prose.selection if self.prose is not None else None
        self._arrive()
        if touched and self.prose is not None and at is not None:
            self.prose.touched = True
            self.prose.selection = at
            self.follow()

    def scrolled(self) -> None:
        """The form was scrolled: the editor goes along."""
        if self.view.sheet is self.sheet:
            self.view.sync()
            self._point_terminal()

    def clicked(self, x: int, y: int) -> None:
        """Put the cursor where it was clicked."""
        found = [
            index
            for index, (target, _x, top, _width, height, _right) in enumerate(self.sheet.places)
            if top - self._is_prose(target) <= y < top + height
        ]
        if found:
            places = self.sheet.places
            index = min(found, key=lambda index: max(places[index].x - x, x - places[index].x - places[index].width))
            if index != self.index:
                self.go(index)
            elif self.view.live is not None:
                self.view.live.point(max(x - self.place.x, 0), max(y - self.place.y, 0), self.place.room)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel over the editor turns the form."""
        self.view.scroll_relative(y=3, animate=False)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel over the editor turns the form."""
        self.view.scroll_relative(y=-3, animate=False)

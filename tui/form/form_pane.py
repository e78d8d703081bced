"""The drawn form with its live editors and the cursor: what is shown where, and which editor has the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Offset

from model.report.tree import Cell, Node, RowList
from model.schema.fields import Number, Prose, Text
from model.schema.records import AnnexSection
from tui.form.form_lines import Place, add_words
from tui.form.form_sheet import FormSheet
from tui.form.form_view import FormView
from tui.state.view_state import Target, ViewState, shown
from tui.widgets.line_editor import LineEditor, Listener

if TYPE_CHECKING:
    from tui.form.text_editor import ProseEditor

LEAST_WIDTH = 30
LEAST_LINES, MOST_LINES = 4, 12


class FormPane(Container):
    """The form with the cursor on one of its places. ``listener`` hears what the editors are given.

    ``follow`` is called, within the same frame, after everything that changes what is seen.
    """

    def __init__(self, state: ViewState, listener: Listener, follow: Callable[[], None]) -> None:
        super().__init__()
        self.state = state
        self.listener = listener
        self.follow = follow
        self.section = 1
        self.view = FormView(state, self)
        self.editor = LineEditor(self.listener)
        self.prose: ProseEditor | None = None
        self.sheet = FormSheet(state, 1, 60)
        self._open: Node | None = None
        self.index = 0
        self._loading = False
        self.typing = False

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

    @property
    def in_phrase(self) -> bool:
        """Whether that text is of one line, and Enter goes on."""
        return self.in_text and self.prose is not None and not self.prose.breaks

    @property
    def label(self) -> str:
        """What the clerk calls that on which the cursor stands."""
        here = self.here
        return here.label if isinstance(here, Cell) else here.element.label

    def go(self, index: int) -> None:
        """Put the cursor on the place with that number."""
        self.index = max(0, min(index, len(self.sheet.places) - 1))
        self._arrive()

    @property
    def more_below(self) -> bool:
        """Whether it is an annex that goes on below what is seen."""
        return self._long and self.view.top + self.view.room.height < len(self.sheet.lines)

    @property
    def _long(self) -> bool:
        annex = isinstance(self.state.report.section(self.section).element, AnnexSection)
        return annex and len(self.sheet.lines) > self.view.room.height

    @property
    def at_end_of_long(self) -> bool:
        """Whether the end of an annex is seen that was paged through."""
        return self._long and not self.more_below

    def page(self, step: int) -> bool:
        """In a long annex, show what stands below (1) or above (-1); False at its end, and in all other parts.

        The row that is open stays so: one that the cursor comes to opens when something is done there.
        """
        before = self.index, self.view.top
        if not (self.more_below if step > 0 else self._long and self.view.top):
            return False
        if self._is_prose(self.here):  # without the room that it has under edit
            self._build(at=self._open)
        top = max(self.view.top + step * (self.view.room.height - 1), 0)
        seen = (index for index, place in enumerate(self.sheet.places) if place.y >= top)
        self.view.top = top
        self.commit()
        self.index = next(seen, len(self.sheet.places) - 1)
        self._arrive(unfold=False)
        return (self.index, self.view.top) != before

    def unfold(self) -> bool:
        """Open the row that the cursor was paged to; False where it stands in an open one."""
        if not self.place.folded:
            return False
        self._arrive(load=False)
        return True

    def commit(self) -> bool:
        """The field under the cursor is left; returns whether anything was typed."""
        return False

    def resume(self) -> None:
        """Take the keys again."""
        self._arrive(rebuild=False)

    # Putting it on the screen

    def _index_of(self, target: Target) -> int:
        return next((index for index, place in enumerate(self.sheet.places) if place.target is target), 0)

    def _is_prose(self, target: Target) -> bool:
        return isinstance(target, Cell) and isinstance(target.field, Prose)

    def _build(self, edited: Cell | None = None, at: Target | Node | None = None) -> None:
        """Make the form anew; ``at`` is what the cursor is to stand on, or in, else where it is."""
        at = at or self.sheet.places[min(self.index, len(self.sheet.places) - 1)].target
        width = max(self.view.room.width, LEAST_WIDTH)
        height = 0
        if edited is not None and self.prose is not None:
            height = min(max(self.prose.lines + 1, LEAST_LINES), MOST_LINES, max(self.view.room.height - 2, 2))
        self._open = at if isinstance(at, Node) else at.node
        self.sheet = FormSheet(self.state, self.section, width, edited, height, self._open)

    def _fits(self) -> bool:
        """Whether the long text under edit has the room that it wants."""
        lines, height = self._prose_editor().lines, self.place.height
        return lines < height or height >= min(MOST_LINES, self.view.room.height - 2)

    def _arrive(self, *, rebuild: bool = True, load: bool = True, fresh: bool = False, unfold: bool = True) -> None:
        """Show the form with the cursor on its place and the editor there; ``fresh``: it was made anew already.

        Without ``unfold``, the row that is open stays so, and a folded one with the cursor, too.
        """
        if rebuild and (self.sheet.width != self.view.room.width or self.sheet.section != self.section):
            self._build()
            fresh = True
        self.index = min(self.index, len(self.sheet.places) - 1)
        kept = None if unfold else self._open
        self.state.stand_at(self.here)
        if unfold and self.place.folded:
            target = self.here
            self._build(at=target)
            self.index = self._index_of(target)
            rebuild = fresh = True
        if load:
            self._load()
        if rebuild:
            cell = self.cell
            if cell is not None and self._is_prose(cell):
                self._prose_editor().room(self.place.room, MOST_LINES)
                self._build(cell, kept)
            elif not fresh:
                self._build(at=kept)
            self.index = min(self.index, len(self.sheet.places) - 1)
            self.view.show(self.sheet)
        place = self.place
        prose = self._is_prose(place.target)
        used = self._used()
        if prose:
            self._prose_editor().room(place.room, place.height)
        self.view.place, self.view.live, self.view.tags = place, used, {}
        self.view.reveal(0 if self.index == 0 else place.y - 1 - prose, place.y + place.height + 1)
        if self.screen.focused is not self.view:
            self.screen.set_focus(self.view, scroll_visible=False)
        self.view.sync()
        self._point_terminal()
        self.follow()

    def _used(self) -> LineEditor | ProseEditor:
        """The editor of what the cursor stands on."""
        return self._prose_editor() if self._is_prose(self.here) else self.editor

    def _load(self) -> None:
        """Give the editor the text under the cursor."""
        cell = self.cell
        self._loading = True
        if cell is not None and self._is_prose(cell):
            self._prose_editor().take(cell.raw, phrase=isinstance(cell.field, Prose) and cell.field.phrase)
        elif isinstance(self.here, RowList):
            self.editor.load("", hint=f"直接输入就{add_words(self.here)}；回车往下走")
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
        top = place.y - self.view.top
        self.app.cursor_position = origin + Offset(place.x + x, max(top + y, 0))

    def regain(self) -> None:
        """A window over the form was closed: the text cursor is in the form again."""
        self.view.sync()
        self._point_terminal()
        self.follow()

    def prepare(self) -> None:
        """Have the editor of long texts ready; it is not needed for the first picture."""
        if self.prose is None:
            self._prose_editor()

    def _prose_editor(self) -> ProseEditor:
        if self.prose is None:
            from tui.form.text_editor import ProseEditor

            self.prose = ProseEditor(self.listener)
            self.mount(self.prose)
        return self.prose

    def resized(self) -> None:
        """The form got another size: set it anew, the cursor and the text under edit where they were."""
        touched = self.in_text
        at = self.prose.selection if self.prose is not None else None
        self._arrive(load=touched or not self.typing)  # a line under edit stays as it is
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
            for index, place in enumerate(self.sheet.places)
            if place.y - self._is_prose(place.target) <= y < place.y + place.height
        ]
        if found:
            places = self.sheet.places
            index = min(found, key=lambda index: max(places[index].x - x, x - places[index].x - places[index].width))
            if index != self.index:
                self.go(index)
            elif self.view.live is not None:
                self.view.live.point(max(x - self.place.x, 0), max(y - self.place.y, 0), self.place.room)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel turns the form."""
        self.view.turn(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel turns the form."""
        self.view.turn(-3)

"""Where the clerk types: the drawn form with its live editors, the cursor, and what typing does to the draft."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from model.errors import ZipingError
from model.patterns import Pattern
from model.report.edits import MAX_ROWS, Typed
from model.report.tree import Cell, Node, RowList
from model.schema.fields import NONE, Choice, Date, Number, SubjectName, Year, month_and_day
from model.text import normalise
from tui.form.entry_screen import EntryScreen
from tui.form.form_pane import FormPane
from tui.form.jumper import Jumper
from tui.form.typed_sums import result
from tui.form.typed_words import TypedWords
from tui.state.absent_figures import absent_from
from tui.state.view_state import Target, ViewState, in_order, is_passed, to_fill
from tui.widgets.line_editor import Listener

if TYPE_CHECKING:
    pass

_FIGURES = Pattern(r"[0-9][0-9,.]*")
_BEGUN = Pattern("[0-9０-９][.．,，]?$")
_GOES_ON = Pattern("[0-9０-９.．]")


class DataEntry(FormPane, Listener):
    """The form under edit: every key goes into the draft at once."""

    def __init__(self, state: ViewState, screen: EntryScreen) -> None:
        super().__init__(state, self, screen.follow)
        self._screen = screen
        self._last: dict[int, tuple[int, Target]] = {}
        self.typing = False
        self._words = TypedWords()

    # Where the cursor goes

    def show_section(self, number: int, *, from_top: bool = False) -> None:
        """Show the section with ``number``, the cursor where it was there last, or ``from_top`` on its first field."""
        self.commit()
        self._last[self.section] = self.index, self.here
        self.section = number
        self.index, target = (0, None) if from_top else self._last.get(number, (0, None))
        self.state.look_at(number, target.node if target is not None else None)
        self._build(at=target or self.state.report.section(number))
        if target is not None:
            self.index = self._index_of(target) or self.index
        self.view.top = 0
        self._arrive(fresh=True)

    def go(self, index: int) -> None:
        """Put the cursor on the place with that number."""
        index = max(0, min(index, len(self.sheet.places) - 1))
        rebuild = self.commit() or self._is_prose(self.here) or self._is_prose(self.sheet.places[index].target)
        self.index = index
        self._arrive(rebuild=rebuild)

    def go_to(self, path: str) -> None:
        """Put the cursor on the field, row or list at ``path``, in whatever section."""
        sections = map(self.state.report.section, self.state.numbers)
        number = next((part.section for part in sections if f"{path}.".startswith(part.path + ".")), self.section)
        if number != self.section:
            self.show_section(number)
        self.commit()
        self._build(at=self._at(path))
        paths = [place.target.path for place in self.sheet.places]
        if path not in paths and path in self.sheet.folded:
            self.state.unfolded.add(number)
            self._build()
            paths = [place.target.path for place in self.sheet.places]
        if path in paths:
            self.index = paths.index(path)
        else:
            around = path.rpartition(".")[0]
            inside = [index for index, at in enumerate(paths) if at.startswith(path + ".")]
            inside = inside or [index for index, at in enumerate(paths) if at == around or at.startswith(around + ".")]
            whole = len(inside) == len(paths)
            if whole:  # a section as a whole: where filling it in begins
                here = (index for index in inside if self._is_to_fill(index))
                self.index = next(here, inside[0])
            elif inside and self.index not in inside:
                self.index = inside[0]
        self._arrive(fresh=True)

    def _at(self, path: str) -> Target | Node | None:
        """What stands at ``path``; None where nothing does."""
        try:
            return self.state.report.root.at(path)
        except KeyError:
            return None

    def _is_to_fill(self, index: int) -> bool:
        target = self.sheet.places[index].target
        return isinstance(target, Cell) and to_fill(target)

    def arrive_at(self, path: str) -> None:
        """Something changed at ``path``: show it, the cursor there."""
        self.state.go_back(path)
        self.state.refresh()
        if path:
            self.go_to(path)
        else:
            self.reload()

    def point_at(self, words: str) -> None:
        """Put the cursor to the figure that ends ``words`` in the text under the cursor, where they stand in it."""
        text = self.prose.text if self.prose is not None and self._is_prose(self.here) else ""
        start = text.find(words) if words else -1
        if start >= 0 and self.prose is not None:
            figures = [found.start() for found in _FIGURES.finditer(words)]
            before = text[: start + (figures[-1] if figures else 0)]
            self.prose.move_cursor((before.count("\n"), len(before) - before.rfind("\n") - 1))
            self.follow()

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
        if self.unfold():
            return True
        if self.index + 1 >= len(self.sheet.places):
            return False
        self.go(self.index + 1)
        return True

    def next_input(self) -> bool:
        """The next field that Enter does not pass over; returns False at the end of the section.

        What became computed by the value just typed is passed over like all that is.
        """
        if self.unfold():
            return True
        left = self.here
        rebuild = self.commit()  # what was typed may be what others are computed from
        targets = [stop.target for stop in self.sheet.places]
        for index, target in enumerate(targets[self.index + 1 :], self.index + 1):
            if not isinstance(target, Cell) or not is_passed(target):
                self.index = index
                self._arrive(rebuild=rebuild or self._is_prose(left) or self._is_prose(target))
                return True
        return False

    def beside(self, step: int) -> bool:
        """An arrow at the end of a cell: the next one (1) of its row, or the one before; False where there is none."""
        index = self.index + step
        places = self.sheet.places
        if not 0 <= index < len(places) or places[index].y != self.place.y:
            return False
        self.go(index)
        return True

    def pass_absent(self) -> bool:
        """Space on an empty figure: that and the next ones, which may be empty, are not there; go on behind them.

        Where it may not be passed so, say what to do; returns False where the space is a letter like any other.
        """
        cell = self.cell
        if cell is None or not isinstance(cell.field, Number):
            return False
        if cell.raw:  # all of it is selected when the cursor comes: a space would take its place
            kept = not self.typing and not self.editor.selection.is_empty
            if kept:
                self._screen.say("这一栏有数，空格不改；要清空按退格")
            return kept
        absent = absent_from(cell)
        places = [place.target for place in self.sheet.places]
        if absent is None or absent.passed[-1] not in places:
            self._screen.say(_how_to_fill(cell), "warning")
            return True
        if absent.none:
            edits = [Typed(cell.path, cell.raw, NONE) for cell in absent.none]
            self.state.session.together(absent.passed[0].path, edits)
            self.state.refresh()
            self._screen.say(f"已填 {len(edits)} 栏“无”，Ctrl+Z 恢复")
        else:
            self._screen.say(f"已跳过 {len(absent.passed)} 栏，留空就是“无”")
        self.index = places.index(absent.passed[-1])
        if not self.next_input():
            self._arrive()
        return True

    def previous(self) -> bool:
        """The field before; returns False at the beginning of the section."""
        if self.index == 0:
            return False
        self.go(self.index - 1)
        return True

    # What typing does

    @property
    def typing_does(self) -> str:
        """What the first key does to a value on which the cursor has just arrived, in a word; "" for nothing else."""
        cell = self.cell
        if cell is None or self.typing or not cell.raw or isinstance(cell.field, Choice):
            return ""
        used = self._used()
        if used is self.editor and not self.editor.selection.is_empty:
            return "替换"
        return "续写" if not used.around[1] else ""

    def typed(self, text: str, editor: Widget) -> None:
        """The editor holds another text: the draft, the figures and the findings follow at once."""
        target = self.here
        if self._loading or editor is not (self.prose if self._is_prose(target) else self.editor):
            return
        if isinstance(target, RowList):
            if text.strip():
                self._begin_row(target, text)
            else:
                self._load()  # a space is no row
            return
        self.typing = True
        if target.field.multiline and self._words.changed(target.raw, text):
            self.state.session.leave()
        self.state.session.type(target, self._worked_out(target, text))
        self.state.type_in(self._in_figure())
        if self.prose is editor and not self._fits():
            self._arrive(load=False)
        self.unfold()
        self._changed()

    def _in_figure(self) -> Cell | None:
        """The field under the cursor where a figure is being typed into it, the text cursor behind its last digit."""
        cell = self.cell
        if cell is None or not self.typing:
            return None
        before, behind = self._used().around
        return cell if _BEGUN.search(before) and not _GOES_ON.match(behind) else None

    def _no_longer_held(self) -> None:
        """The text cursor left a figure, or its field was left: what is found in it shows."""
        if self.state.type_in(None):
            self._changed()

    def _worked_out(self, cell: Cell, text: str) -> str:
        """What ``text`` comes to: the result of a sum, or a day in order; the editor keeps it as typed."""
        field = cell.field
        self.state.summed = None
        year = self.state.report.cell("overview.year").raw
        if isinstance(field, Date) and not field.deadline and year.isdigit() and month_and_day(normalise(text)):
            text = f"{int(year) + (not field.within_year)}年{text}"  # a report is written in the year after its own
        if isinstance(field, Date | Year | SubjectName):
            with contextlib.suppress(ZipingError):
                return field.read(text)
        if not isinstance(field, Number) or (field.hedged and not text.lstrip().startswith(("=", "＝"))):
            return text
        value = result(text, field.decimals)
        if value is None:
            return text
        self.state.summed = cell
        return value

    def quote(self, editor: Any) -> bool:
        """{ was typed: ask which figure is to be quoted; returns False where none can be."""
        cell = self.cell
        if cell is None or not cell.field.free:
            return False
        self._screen.ask_figure(editor.put)
        return True

    def turned(self, editor: Widget) -> None:
        """The text cursor moved."""
        live: object = self.view.live
        if live is editor and not self._loading:
            self.view.sync(self.place)
            self._point_terminal()
            if not self.typing:  # what is typed brings the keys up to date by itself
                self._screen.follow_keys()
            # Behind a key that changes the text, ``typed`` is still to come.
            if self.cell is not None and self._used().said == self.cell.raw and self._in_figure() is None:
                self._no_longer_held()

    def refused(self, why: str) -> None:
        """Something typed was not taken: say why."""
        self._screen.say(why, "warning")

    def begun(self) -> None:
        """A text comes next that is a step of its own."""
        self.state.session.leave()

    def mode_changed(self) -> None:
        """A long text was touched or left: Enter means something else."""
        if self.prose is not None and not self.prose.touched:
            self._no_longer_held()
        self.follow()

    def has_room(self, rows: RowList, more: int = 1) -> bool:
        """Whether a list can take ``more`` rows; says so where it cannot."""
        full = self.why_full(rows, more)
        if full:
            self._screen.say(full, "warning")
        return not full

    def why_full(self, rows: RowList, more: int = 1) -> str:
        """Why a list cannot take ``more`` rows; "" where it can."""
        if len(rows.rows) + more <= MAX_ROWS:
            return ""
        wanting = f"，现有 {len(rows.rows)} 行，放不下再来的 {more} 行" if more > 1 else ""
        return f"{rows.element.label}最多 {MAX_ROWS} 行{wanting}"

    def _begin_row(self, rows: RowList, text: str) -> None:
        if not self.has_room(rows):
            self._load()
            return
        self.state.session.insert(rows.path, len(rows.rows), begun=True)
        self.state.begin_row(rows.rows[-1])
        first = next(rows.rows[-1].cells(), None)
        self.state.refresh(self.section, rows.rows[-1])
        self._build(at=first)
        self.index = self._index_of(first) if first is not None else self.index
        if first is not None:
            self.typing = True
            self._words.changed("", text)
            self.state.session.type(first, text)
        prose = first is not None and self._is_prose(first)
        self._arrive(load=prose, fresh=True)
        if prose and self.prose is not None:
            self.prose.touched = True
        elif first is not None:
            self.editor.right = isinstance(first.field, Number)
        self._changed()

    def _changed(self) -> None:
        self.state.refresh(self.section, self.here.node)
        self.view.sync()
        self._point_terminal()
        self.follow()

    def commit(self) -> bool:
        """The field under the cursor is left: its text is put in order. Returns whether anything was typed."""
        if not self.typing:
            return False
        self.typing = False
        self.state.summed = None
        self.state.type_in(None)
        if (cell := self.cell) is not None:
            with contextlib.suppress(ZipingError):
                self.state.session.type(cell, in_order(cell))
        self.state.session.leave()
        self.state.refresh()
        return True

    def cycle(self, step: int) -> bool:
        """Choose the next or previous option of a choice."""
        cell = self.cell
        if cell is None or not isinstance(cell.field, Choice):
            return False
        options = cell.field.options
        now = cell.raw or cell.field.default
        at = options.index(now) + step if now in options else 0 if step > 0 else -1
        self.typing = True
        self.state.session.type(cell, options[at % len(options)])
        self._load()
        self._changed()
        return True

    def pasted(self, text: str) -> bool:
        """A block was pasted: rows, cells or figures in one step; what has no place is shown and kept."""
        from tui.form.paste.block_taker import BlockTaker

        taker = BlockTaker(self, self._screen)
        if (cell := self.cell) is not None and self._is_prose(cell):
            taker.offer(cell, text)
            return False
        return taker.take(text)

    def put(self, cell: Cell, raw: str, also: Sequence[tuple[Cell, str]] = ()) -> None:
        """Put ``raw`` into ``cell``, and ``also`` other texts into other cells, as one step, the cursor going there."""
        self.commit()
        session = self.state.session
        session.leave()
        if also:
            session.together(cell.path, [Typed(one.path, one.raw, new) for one, new in [(cell, raw), *also]])
        else:
            session.type(cell, raw)
        session.leave()
        self.arrive_at(cell.path)

    def reload(self, target: Target | None = None) -> None:
        """Rows came or went: make the form anew, the cursor on ``target`` or where it was."""
        self.state.refresh(self.section, target.node if target is not None else None)
        self._build(at=target)
        self.index = self._index_of(target) if target is not None else min(self.index, len(self.sheet.places) - 1)
        self._arrive(fresh=True)

    def number_places(self, before: Callable[[], None]) -> None:
        """Put a number on every place that is seen; typing one goes there, after ``before``."""

        def chosen(index: int | None) -> None:
            if index is None:
                self.resume()
                return
            before()
            self.go(index)

        if self.view.live is not None:
            top = self.view.top
            seen = range(top, top + self.view.room.height)
            found = [index for index, place in enumerate(self.sheet.places) if place.y in seen]
            jumper = Jumper(self.view.live, found, chosen)
            for name, index in zip(jumper.names, found, strict=True):
                place = self.sheet.places[index]
                self.view.tags.setdefault(place.y, []).append((place.x, name))
            self.view.live = jumper
            self.view.sync()


def _how_to_fill(cell: Cell) -> str:
    """What to do on an empty figure that a space does not pass."""
    if cell.computable:
        return "这一栏由程序算，要另填就直接输入数；往下走按回车"
    return "请输入数；本单位没有的填“无”" if to_fill(cell) else "请输入数；没有就留空，按回车往下走"

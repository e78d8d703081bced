"""The window with one line to type into and a list that follows every key; Enter takes the line that is marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from tui.look.cells import clip, fit, named, visible
from tui.widgets.drawn import Drawn
from tui.widgets.footer import Key
from tui.widgets.hints import Hints
from tui.widgets.line_input import LineInput
from tui.windows.dialogs import BACK, Dialog, Words

T = TypeVar("T")
MOST: Final = 300
NARROW: Final = 50
"""In fewer cells what stands beside a name, such as the keys of a command, has the room of its mark, too."""


STEPS: Final = (("↑↓", "选", ""), ("回车", "前往", "take"), BACK)
"""The keys of a list that leads somewhere."""


@dataclass(frozen=True, slots=True)
class FinderLine(Generic[T]):
    """A line of the list: ``name``, beside it ``note``, before it ``mark`` in the colour of ``severity``."""

    name: str
    note: str
    value: T
    mark: str = ""
    severity: str = ""


class ChoiceList(Drawn):
    """The lines that fit what is typed, as many as there is room for around the marked one."""

    def __init__(self, chosen: Callable[[], None], marked: Callable[[], None]) -> None:
        super().__init__()
        self.choices: Sequence[FinderLine[Any]] = ()
        self.index = 0
        self._chosen = chosen
        self._marked = marked
        self._top = 0
        self.nothing = "没有符合的"

    def set(self, choices: Sequence[FinderLine[Any]]) -> None:
        """Other lines, the first one marked."""
        self.choices = choices
        self.index = self._top = 0
        self.redraw()

    def step(self, step: int) -> None:
        """Mark another line."""
        if self.choices:
            last = len(self.choices) - 1
            wrapped = abs(step) == 1
            self.index = (self.index + step) % (last + 1) if wrapped else max(0, min(self.index + step, last))
            self.redraw()

    def redraw(self) -> None:
        """Show the lines."""
        self._marked()
        palette, (width, height) = self.palette, self.size
        self._top = max(min(self._top, self.index), self.index - height + 1, 0)
        if not self.choices:
            self.show([[Segment(f"  {self.nothing}", palette.faint)]])
            return
        seen = self.choices[self._top : self._top + height]
        beside = (cell_len(choice.name) for choice in seen if choice.note)
        side = min(max(beside, default=0), max(width * 3 // 5, 10))
        marked = any(choice.mark for choice in self.choices) and (
            width >= NARROW or not any(choice.note for choice in self.choices)
        )
        lines = []
        for index, choice in enumerate(seen, self._top):
            here = index == self.index
            line = [Segment("> " if here else "  ", palette.accent)]
            if marked:
                line.append(Segment(fit(choice.mark, 7), palette.severity(choice.severity)))
            note = visible(choice.note)
            room = width - sum(segment.cell_length for segment in line)
            if note:
                name = fit(named(visible(choice.name), side), side)
                line.append(Segment(name, palette.choice if here else palette.text))
                line.append(Segment("  " + clip(note, room - side - 2), palette.faint))
            else:
                line.append(Segment(clip(visible(choice.name), room), palette.choice if here else palette.text))
            lines.append(line)
        self.show(lines)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel marks other lines."""
        event.stop()
        self.step(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel marks other lines."""
        event.stop()
        self.step(-3)

    def on_click(self, event: events.Click) -> None:
        """Take the line that was clicked."""
        index = self._top + event.y
        if index < len(self.choices):
            self.index = index
            self.redraw()
            self._chosen()


class Finder(Dialog[T | None]):
    """Asks ``look`` for the lines that fit what is typed; the result is the value of the line taken, None for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("pagedown", "step(10)", show=False, priority=True),
        Binding("pageup", "step(-10)", show=False, priority=True),
    ]

    WHOLE: ClassVar[bool] = False
    """Whether the marked line is too long for the list and stands below it in full."""

    def __init__(self, title: str, *hints: Key, typed: str = "") -> None:
        super().__init__()
        self._title = title
        self._hints = hints
        self.typed = typed
        self.listing = ChoiceList(self.clicked, self._tell)
        self._whole = Words("", role="whole")

    def compose(self) -> ComposeResult:
        """Title, the line, the list, the keys."""
        with Vertical():
            yield Words(self._title, "heading")
            yield LineInput(self.typed, self.look_up, lambda _text: self.action_take(), select=bool(self.typed))
            yield self.listing
            yield from self.foot()
            yield Hints(*self._hints)

    def foot(self) -> ComposeResult:
        """What stands between the list and the keys."""
        if self.WHOLE:
            yield self._whole

    def on_mount(self) -> None:
        """Begin with what fits nothing typed."""
        self.look_up(self.typed)

    def look(self, text: str) -> Sequence[FinderLine[T]]:
        """The lines that fit ``text``, best first."""
        raise NotImplementedError

    def look_up(self, text: str) -> None:
        """Another text was typed."""
        self.typed = text
        self.listing.set(self.look(text)[:MOST])

    def _tell(self) -> None:
        """Another line is marked."""
        if self.WHOLE and self._whole.is_attached:
            choices = self.listing.choices
            self._whole.set(self.whole(choices[self.listing.index]) if choices else "")

    @property
    def whole_width(self) -> int:
        """The cells of a line below the list."""
        return max(self._whole.size.width, 2)

    @property
    def whole_height(self) -> int:
        """How many lines may stand below the list: a third of the screen, some of the list stays in sight."""
        return max(3, min(self.size.height // 3, 10))

    def whole(self, choice: FinderLine[T]) -> str:
        """All there is to say about a line."""
        return choice.name

    def clicked(self) -> None:
        """A line was clicked, and is marked now."""
        self.action_take()

    def action_step(self, step: int) -> None:
        """Mark another line."""
        self.listing.step(step)

    def action_take(self) -> None:
        """The marked line is what is wanted."""
        if self.listing.choices:
            self.dismiss(self.listing.choices[self.listing.index].value)

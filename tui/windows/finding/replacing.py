"""Other words for words, everywhere in the report: each place is shown as it will read, and can be left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from model.report.edits import Typed
from model.report.tree import Cell
from tui.look.cells import visible
from tui.state.view_state import SHORT_NUMBERS, ViewState
from tui.widgets.hints import Hints
from tui.widgets.line_input import LineInput
from tui.windows.dialogs import BACK, Dialog, Words
from tui.windows.finding.finder import ChoiceList, FinderLine

AROUND = 12


@dataclass(frozen=True, slots=True)
class TextSpot:
    """A place where the words stand in the text of ``cell``."""

    cell: Cell
    at: int


def spots(cells: Sequence[Cell], wanted: str) -> list[TextSpot]:
    """Every place of ``wanted`` in the texts of ``cells``, in order and apart from each other."""
    found: list[TextSpot] = []
    for cell in cells:
        at = cell.raw.find(wanted) if wanted else -1
        while at >= 0:
            found.append(TextSpot(cell, at))
            at = cell.raw.find(wanted, at + len(wanted))
    return found


def replacements(chosen: Sequence[TextSpot], wanted: str, new: str) -> list[Typed]:
    """The edits that put ``new`` for ``wanted`` at the places ``chosen``, one a field."""
    by_cell: dict[Cell, list[int]] = {}
    for spot in chosen:
        by_cell.setdefault(spot.cell, []).append(spot.at)
    edits: list[Typed] = []
    for cell, places in by_cell.items():
        text = cell.raw
        for at in sorted(places, reverse=True):
            text = text[:at] + new + text[at + len(wanted) :]
        if text != cell.raw:
            edits.append(Typed(cell.path, cell.raw, text))
    return edits


class ReplaceWindow(Dialog[list[Typed] | None]):
    """Asks for both words; the result is the edits for the places that are left marked, None for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("pagedown", "step(10)", show=False, priority=True),
        Binding("pageup", "step(-10)", show=False, priority=True),
        Binding("tab,shift+tab", "other_line", show=False, priority=True),
        Binding("ctrl+r", "replace", show=False, priority=True),
    ]

    def __init__(self, state: ViewState) -> None:
        super().__init__()
        self._cells = [cell for cell in state.report.root.cells() if cell.raw and cell.section and cell.field.free]
        self._old = LineInput("", lambda _text: self._look(), lambda _text: self.action_other_line())
        self._new = LineInput("", lambda _text: self._show(), lambda _text: self.action_turn_over())
        self._spots: list[TextSpot] = []
        self._left_out: set[int] = set()
        self._list = ChoiceList(self.action_turn_over, lambda: None)
        self._keys = Hints()

    def compose(self) -> ComposeResult:
        """Both lines over the places."""
        with Vertical():
            yield Words("查找（数字栏不在内）", "heading")
            yield self._old
            yield Words("替换成", "heading")
            yield self._new
            yield self._list
            yield self._keys

    def on_mount(self) -> None:
        """Begin with the first line."""
        self.set_focus(self._old)
        self._look()

    def _look(self) -> None:
        self._spots = spots(self._cells, self._old.value)
        self._left_out = set()
        self._list.index = 0
        self._show()

    def _show(self) -> None:
        """The places as they will read."""
        index = self._list.index
        self._list.nothing = "没有符合的" if self._old.value else "输入要找的词，这里列出每一处"
        self._list.set([self._choice(number, spot) for number, spot in enumerate(self._spots)])
        self._list.index = min(index, max(len(self._spots) - 1, 0))
        self._list.redraw()
        count = len(self._spots) - len(self._left_out)
        keys = [("^R", f"替换 {count} 处", "replace"), ("回车", "这一处换不换", "turn_over")] if self._spots else []
        self._keys.set(*keys, ("Tab", "换一行", "other_line"), ("↑↓", "看各处", ""), BACK)

    def _choice(self, number: int, spot: TextSpot) -> FinderLine[TextSpot]:
        text, wanted = spot.cell.raw, self._old.value
        end = spot.at + len(wanted)
        start = max(spot.at - AROUND, 0)
        before = (".." if start else "") + text[start : spot.at]
        after = text[end : end + AROUND] + (".." if end + AROUND < len(text) else "")
        taken = number not in self._left_out
        words = self._new.value if taken else wanted
        said = visible(f"{before}【{words}】{after}")
        place = f"{SHORT_NUMBERS[spot.cell.section]} {spot.cell.label}"
        return FinderLine(said, place, spot, "[x]" if taken else "[ ]", "info")

    def action_step(self, step: int) -> None:
        """Mark another place."""
        self._list.step(step)

    def action_other_line(self) -> None:
        """Type into the other line."""
        self.set_focus(self._new if self.focused is self._old else self._old)

    def action_turn_over(self) -> None:
        """The marked place is left out, or not after all; the next one is marked."""
        if self._spots:
            self._left_out ^= {self._list.index}
            self._list.index = min(self._list.index + 1, len(self._spots) - 1)
            self._show()

    def action_replace(self) -> None:
        """Do it at the places that are left."""
        chosen = [spot for number, spot in enumerate(self._spots) if number not in self._left_out]
        self.dismiss(replacements(chosen, self._old.value, self._new.value))

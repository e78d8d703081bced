"""Both the clerk and someone else changed a field: one key each decides whose stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from model.editing.merging import Conflict
from tui.widgets.hints import Hints
from tui.windows.dialogs import Dialog, Words
from tui.windows.recovery_offer import shortened


class Decide(Dialog[bool | None]):
    """Goes through ``conflicts``; True when all are decided and done, None for Esc, with nothing done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "take(0)", show=False, priority=True),
        Binding("right", "take(1)", show=False, priority=True),
        Binding("up,backspace", "back", show=False, priority=True),
    ]

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__()
        self._conflicts = conflicts
        self._chosen: list[int] = []

    def compose(self) -> ComposeResult:
        """Which field, both values, the keys."""
        with Vertical():
            yield Words("", "heading", "note")
            yield Words("", "text", "note")
            yield Words("", "accent", "note")
            yield Hints(
                ("←", "用我的", "take(0)"),
                ("→", "用别人的", "take(1)"),
                ("↑", "回上一处", "back"),
                ("Esc", "先不合并", "close"),
            )

    def on_mount(self) -> None:
        """The first one."""
        self._show()

    def _show(self) -> None:
        number = len(self._chosen)
        conflict = self._conflicts[number]
        mine, theirs = shortened(conflict.mine, conflict.theirs)
        said = (
            f"这一处你和别人都改了（{number + 1}/{len(self._conflicts)}）\n{conflict.label}",
            f"←  我的：{mine}",
            f"→  别人的：{theirs}",
        )
        for words, text in zip(self.query(Words), said, strict=True):
            words.set(text, words.tone)
            words.refresh(layout=True)

    def action_take(self, theirs: int) -> None:
        """Mine, or theirs; and on to the next."""
        self._chosen.append(theirs)
        if len(self._chosen) < len(self._conflicts):
            self._show()
            return
        for conflict, chosen in zip(self._conflicts, self._chosen, strict=True):
            if chosen:
                conflict.take_theirs()
        self.dismiss(True)

    def action_back(self) -> None:
        """The one before again."""
        if self._chosen:
            self._chosen.pop()
            self._show()

"""The steps done so far: back and forth through them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tui.draft_screen.draft_actions import DraftActions
from tui.state.history_words import told, where


class HistoryActions(DraftActions):
    """Undo and redo."""

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {"undo": self.undo, "redo": self.redo}

    def undo(self) -> None:
        """One step back, the cursor going there."""
        self._entry.commit()
        edit = self._state.session.done
        if edit is None:
            self._footer.say("没有可撤销的了，这是打开时的样子")
            return
        said = told(edit, self._state.report, back=True)
        self._state.session.undo()
        self._entry.arrive_at(where(edit, back=True))
        self._footer.say(f"已撤销：{said}")

    def redo(self) -> None:
        """One step forth, the cursor going there."""
        self._entry.commit()
        edit = self._state.session.undone
        if edit is None:
            self._footer.say("没有可重做的了")
            return
        self._state.session.redo()
        self._entry.arrive_at(where(edit, back=False))
        self._footer.say(f"已重做：{told(edit, self._state.report)}")

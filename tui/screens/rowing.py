"""Rows, computed values and the history: what changes the draft other than by typing."""

from __future__ import annotations

from tui.screens.bench import Bench
from tui.steps import told, where


class Rowing(Bench):
    """The actions on rows, on computed fields and on the steps done so far."""

    def action_add_row(self) -> None:
        """A row more."""
        if not self.entry.add_row():
            self.footer.say("光标不在列表里，不能加行", "warning")

    def action_remove_row(self) -> None:
        """A row less."""
        if self.entry.remove_row():
            self.footer.say("已删去一行，Ctrl+Z 恢复")
        else:
            self.footer.say("光标不在列表的行里，不能删行", "warning")

    def action_duplicate_row(self) -> None:
        """The same row once more, below."""
        self._say(self.entry.duplicate_row(), "复制")

    def action_row_up(self) -> None:
        """The row changes places with the one above."""
        self._move_row(-1)

    def action_row_down(self) -> None:
        """The row changes places with the one below."""
        self._move_row(1)

    def _move_row(self, step: int) -> None:
        self._say(self.entry.move_row(step), "移动")

    def _say(self, done: str | None, what: str) -> None:
        if done is None:
            self.footer.say(f"光标不在列表的行里，不能{what}", "warning")
        else:
            self.footer.say(done)

    def action_own_value(self) -> None:
        """A computed figure becomes one of the report's own, or is computed again."""
        self.footer.say(self.entry.own_value())

    def action_undo(self) -> None:
        """One step back, the cursor going there."""
        self.entry.commit()
        edit = self.desk.session.done
        if edit is None:
            self.footer.say("没有可撤销的了，这是打开时的样子")
            return
        said = told(edit, self.desk.report)
        self.desk.session.undo()
        self.entry.arrive_at(where(edit, back=True))
        self.footer.say(f"已撤销：{said}")

    def action_redo(self) -> None:
        """One step forth, the cursor going there."""
        self.entry.commit()
        edit = self.desk.session.undone
        if edit is None:
            self.footer.say("没有可重做的了")
            return
        self.desk.session.redo()
        self.entry.arrive_at(where(edit, back=False))
        self.footer.say(f"已重做：{told(edit, self.desk.report)}")

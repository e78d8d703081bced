"""Rows, computed values and the history: what changes the draft other than by typing."""

from __future__ import annotations

from model.report.tree import RowList
from model.schema.fields import Number
from tui.draft_screen.bench import Bench
from tui.form.generator import row_of
from tui.state.desk import shown
from tui.state.steps import told, where


class Rowing(Bench):
    """The actions on rows, on computed fields and on the steps done so far."""

    def _row(self, what: str) -> tuple[RowList, int] | None:
        """The row under the cursor, as its list and its number, once it is left; where there is none, says so."""
        found = row_of(self.entry.here)
        if found is None or isinstance(self.entry.here, RowList):
            self.footer.say(f"光标不在列表的行里，不能{what}", "warning")
            return None
        self.entry.commit()
        return found

    def action_add_row(self) -> None:
        """A row more, below the one under the cursor."""
        found = row_of(self.entry.here)
        if found is None:
            self.footer.say("光标不在列表里，不能加行", "warning")
            return
        self.entry.commit()
        rows, at = found
        at = min(at + 1, len(rows.rows))
        if self.entry.has_room(rows):
            self.desk.session.insert(rows.path, at)
            self.entry.reload(next(rows.rows[at].cells(), None))

    def action_remove_row(self) -> None:
        """A row less."""
        if (found := self._row("删行")) is None:
            return
        rows, at = found
        self.desk.session.remove(rows.path, at)
        self.entry.reload(next(rows.rows[at].cells(), None) if at < len(rows.rows) else rows)
        self.footer.say("已删去一行，Ctrl+Z 恢复")

    def action_duplicate_row(self) -> None:
        """The same row once more, below."""
        if (found := self._row("复制")) is None or not self.entry.has_room(found[0]):
            return
        rows, at = found
        inside = self.entry.here.path.removeprefix(f"{rows.path}.{at}")
        self.desk.session.insert(rows.path, at + 1, rows.rows[at].content())
        self.entry.reload(self.desk.report.cell(f"{rows.path}.{at + 1}{inside}"))
        self.footer.say("已在下面复制这一行，Ctrl+Z 恢复")

    def action_row_up(self) -> None:
        """The row changes places with the one above."""
        self._move_row(-1)

    def action_row_down(self) -> None:
        """The row changes places with the one below."""
        self._move_row(1)

    def _move_row(self, step: int) -> None:
        here = self.entry.here
        if (found := self._row("移动")) is None:
            return
        rows, at = found
        if not 0 <= at + step < len(rows.rows):
            self.footer.say("已经是第一行" if step < 0 else "已经是最后一行")
            return
        self.desk.session.move(rows.path, at, at + step)
        self.entry.reload(here)
        self.footer.say(f"已移到第{at + step + 1}行")

    def action_own_value(self) -> None:
        """A computed figure becomes one of the report's own, or is computed again."""
        self.entry.commit()
        cell = self.entry.cell
        if cell is None or not cell.computable or not isinstance(cell.field, Number):
            self.footer.say("这一栏不是算得的数")
        elif cell.raw:
            self.entry.put(cell, "")
            said = f"已交还自动计算：{shown(cell)}{cell.unit.name}" if cell.figure else "已清空，各数齐了自动算出"
            self.footer.say(said)
        elif cell.figure is None:
            self.footer.say("各数还不全，算不出来；可直接填")
        else:
            self.entry.put(cell, cell.figure.digits())
            self.footer.say(f"已改为自填 {shown(cell)}{cell.unit.name}，再按 F4 交还")

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

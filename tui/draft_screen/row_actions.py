"""Rows and computed values: what changes the draft other than by typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from model.report.edits import Inserted
from model.report.tree import RowList
from model.schema.fields import Number
from tui.draft_screen.draft_actions import DraftActions
from tui.form.form_sheet import row_of
from tui.state.field_facts import names_offered, row_offered
from tui.state.view_state import shown
from tui.windows.dialogs import Ask

SHOWN: Final = 12
"""So many names are offered one by one."""


class RowActions(DraftActions):
    """The actions on rows and on computed fields."""

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {
            "add_row": self.add_row,
            "remove_row": self.remove_row,
            "duplicate_row": self.duplicate_row,
            "row_up": lambda: self._move_row(-1),
            "row_down": lambda: self._move_row(1),
            "own_value": self.own_value,
            "unfold": self.unfold,
        }

    def _row(self, what: str) -> tuple[RowList, int] | None:
        """The row under the cursor, as its list and its number, once it is left; where there is none, says so."""
        found = row_of(self._entry.here)
        if found is None or isinstance(self._entry.here, RowList):
            self._footer.say(f"光标不在列表的行里，不能{what}", "warning")
            return None
        self._entry.commit()
        return found

    def add_row(self) -> None:
        """A row more, below the one under the cursor; on the line of a list that has names to offer, one of those."""
        here = self._entry.here
        if isinstance(here, RowList) and (names := names_offered(self._state, here)):
            self._offer(here, names)
            return
        self._add()

    def _offer(self, rows: RowList, names: Sequence[str]) -> None:
        """Ask which of ``names`` come into ``rows``."""
        self._entry.commit()
        noun = rows.element.noun
        answers = [(f"全部 {len(names)} 个", "前文已填、这里还没有的"), (f"空白的一行{noun}", "")]
        answers += [(name, "") for name in names[:SHOWN]]

        def chosen(index: int | None) -> None:
            if index == 1:
                self._add()
            elif index is not None:
                self._take(rows, names if index == 0 else names[index - 2 : index - 1])

        self._windows.ask(Ask(f"加哪一个{noun}？", answers), chosen)

    def _take(self, rows: RowList, names: Sequence[str]) -> None:
        """A row for each of ``names``, with what is said of it elsewhere, as one step."""
        if self._entry.has_room(rows, len(names)):
            at = len(rows.rows)
            offered = [row_offered(self._state, rows, name) for name in names]
            edits = [Inserted(rows.path, number, content) for number, content in enumerate(offered, at)]
            self._state.session.together(rows.path, edits)
            self._entry.reload(next(rows.rows[at].cells(), None))
            filled = sum(isinstance(part, dict) for content in offered for part in content.values())
            self._footer.say(f"已加 {len(names)} 行{'，前文填过的数已带来' if filled else ''}，Ctrl+Z 恢复")

    def _add(self) -> None:
        found = row_of(self._entry.here)
        if found is None:
            self._footer.say("光标不在列表里，不能加行", "warning")
            return
        self._entry.commit()
        rows, at = found
        at = min(at + 1, len(rows.rows))
        if self._entry.has_room(rows):
            self._state.session.insert(rows.path, at)
            self._state.begin_row(rows.rows[at])
            self._entry.reload(next(rows.rows[at].cells(), None))

    def remove_row(self) -> None:
        """A row less."""
        if (found := self._row("删行")) is None:
            return
        rows, at = found
        self._state.session.remove(rows.path, at)
        self._entry.reload(next(rows.rows[at].cells(), None) if at < len(rows.rows) else rows)
        self._footer.say("已删去一行，Ctrl+Z 恢复")

    def duplicate_row(self) -> None:
        """The same row once more, below."""
        if (found := self._row("复制")) is None or not self._entry.has_room(found[0]):
            return
        rows, at = found
        inside = self._entry.here.path.removeprefix(f"{rows.path}.{at}")
        self._state.session.insert(rows.path, at + 1, rows.rows[at].content())
        self._entry.reload(self._state.report.cell(f"{rows.path}.{at + 1}{inside}"))
        self._footer.say("已在下面复制这一行，Ctrl+Z 恢复")

    def _move_row(self, step: int) -> None:
        """The row changes places with the one above (-1) or below (1)."""
        here = self._entry.here
        if (found := self._row("移动")) is None:
            return
        rows, at = found
        if not 0 <= at + step < len(rows.rows):
            self._footer.say("已经是第一行" if step < 0 else "已经是最后一行")
            return
        self._state.session.move(rows.path, at, at + step)
        self._entry.reload(here)
        self._footer.say(f"已移到第{at + step + 1}行")

    def own_value(self) -> None:
        """A computed figure becomes one of the report's own, or is computed again."""
        self._entry.commit()
        cell = self._entry.cell
        if cell is None or not cell.computable or not isinstance(cell.field, Number):
            self._footer.say("这一栏不是算得的数")
        elif cell.raw:
            self._entry.put(cell, "")
            said = f"已交还自动计算：{shown(cell)}{cell.unit.name}" if cell.figure else "已清空，各数齐了自动算出"
            self._footer.say(said)
        elif cell.figure is None:
            self._footer.say("各数还不全，算不出来；可直接填")
        else:
            self._entry.put(cell, cell.figure.digits())
            self._footer.say(f"已改为自填 {shown(cell)}{cell.unit.name}，再按 F4 交还")

    def unfold(self) -> None:
        """The fields of the section that nothing stands in are shown, or folded away again."""
        self._entry.commit()
        here = self._entry.here
        self._state.unfolded ^= {self._entry.section}
        self._entry.reload()
        self._entry.go_to(here.path)
        self._footer.say("已展开" if self._entry.section in self._state.unfolded else "已收起没有用到的栏目")

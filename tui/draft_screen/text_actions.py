"""Long texts: one over the whole screen, other words for words in all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from model.report.edits import Typed
from model.schema.fields import Prose
from tui.draft_screen.draft_actions import DraftActions


class TextActions(DraftActions):
    """The actions on texts."""

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {"edit_text": self.edit_text, "replace": self.replace}

    def edit_text(self) -> None:
        """The text under the cursor over the whole screen; all that is typed there is one step of the history."""
        from tui.windows.text_window import TextWindow

        cell, session = self._entry.cell, self._state.session
        if cell is None or not isinstance(cell.field, Prose):
            self._footer.say("光标不在长文字里，不能整屏写", "warning")
            return
        at = self._entry.prose.selection if self._entry.in_text and self._entry.prose is not None else None
        self._entry.commit()
        session.leave()

        def closed(_result: None) -> None:
            session.leave()
            self._entry.arrive_at(cell.path)

        label = cell.field.label
        window = TextWindow(label, cell.raw, lambda text: session.type(cell, text), self._entry.quote, at)
        self._windows.ask(window, closed)

    def replace(self) -> None:
        """Other words for words in every text, as one step of the history."""
        from tui.windows.finding.replacing import ReplaceWindow

        self._entry.commit()
        self._windows.ask(ReplaceWindow(self._state), self._replaced)

    def _replaced(self, edits: list[Typed] | None) -> None:
        if edits is None:
            return
        if not edits:
            self._footer.say("没有替换", "warning")
            return
        self._state.session.together(edits[0].path, edits)
        self._entry.arrive_at(edits[0].path)
        self._footer.say(f"已替换 {len(edits)} 栏里的文字，Ctrl+Z 恢复")

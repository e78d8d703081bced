"""What was done to the draft: back and forth through its steps, what differs from the file or another draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from model.drafts.draft import DraftError, load, parse
from model.editing.differences import differences
from model.report.report import Report
from tui.draft_screen.draft_actions import DraftActions
from tui.state import history_words
from tui.windows.dialogs import Ask, AskPath, Read, here
from tui.windows.recovery_offer import told


class HistoryActions(DraftActions):
    """Undo, redo, and comparing."""

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {"undo": self.undo, "redo": self.redo, "changes": self.changes}

    def undo(self) -> None:
        """One step back, the cursor going there."""
        self._entry.commit()
        edit = self._state.session.done
        if edit is None:
            self._footer.say("没有可撤销的了，这是打开时的样子")
            return
        said = history_words.told(edit, self._state.report, back=True)
        self._state.session.undo()
        self._entry.arrive_at(history_words.where(edit, back=True))
        self._footer.say(f"已撤销：{said}")

    def redo(self) -> None:
        """One step forth, the cursor going there."""
        self._entry.commit()
        edit = self._state.session.undone
        if edit is None:
            self._footer.say("没有可重做的了")
            return
        self._state.session.redo()
        self._entry.arrive_at(history_words.where(edit, back=False))
        self._footer.say(f"已重做：{history_words.told(edit, self._state.report)}")

    def changes(self) -> None:
        """What is different from the file, or from another draft."""

        def answer(index: int | None) -> None:
            if index == 0:
                self._compare(parse(self._draft.text).report, "保存的文件", "文件里")
            elif index == 1:
                self._compare_with_another()

        self._entry.commit()
        self._windows.ask(Ask("与哪一份比较？", [("保存的文件", ""), ("上年的或别的草稿", "")]), answer)

    def _compare_with_another(self) -> None:
        def take(path: Path | None) -> None:
            if path is None:
                return
            try:
                old = load(path).report
            except DraftError as error:
                self._footer.say(error.problems[0], "warning")
                return
            self._compare(old, path.name, old.section(1).cell("year").raw or path.name)

        folder = self._draft.path.parent if self._draft.path is not None else here()
        names = [row.cell("file").raw for row in self._state.report.rows("sources").rows]
        known = next((name for name in names if name.endswith(".toml")), "")
        question = "与哪份草稿比较？"
        self._windows.ask(AskPath(question, str(folder / Path(known).name), ".toml", old=True), take)

    def _compare(self, old: Report, name: str, then: str) -> None:
        found = list(differences(old.root, self._state.report.root))
        if not found:
            self._footer.say(f"与{name}没有不同")
            return
        self._windows.show(Read(f"与{name}有 {len(found)} 处不同", told(found, then, "现在")))

"""What is different from the file as it was saved, or from last year's draft or another one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.draft_screen.bench import Bench
from tui.windows.dialogs import Ask, AskPath, Read

if TYPE_CHECKING:
    from model.drafts.draft import Draft
    from model.report.report import Report


class Changes(Bench):
    """The action that compares."""

    draft: Draft

    def action_changes(self) -> None:
        """What is different from the file, or from another draft."""
        from model.drafts.draft import parse

        def answer(index: int | None) -> None:
            if index == 0:
                self._compare(parse(self.draft.text).report, "保存的文件", "文件里")
            elif index == 1:
                self._compare_with_another()

        self.entry.commit()
        self.app.push_screen(Ask("与哪一份比较？", [("保存的文件", ""), ("上年的或别的草稿", "")]), answer)

    def _compare_with_another(self) -> None:
        from model.drafts.draft import DraftError, load

        def take(path: Path | None) -> None:
            if path is None:
                return
            try:
                old = load(path).report
            except DraftError as error:
                self.footer.say(error.problems[0], "warning")
                return
            self._compare(old, path.name, old.section(1).cell("year").raw or path.name)

        folder = self.draft.path.parent if self.draft.path is not None else Path.cwd()
        names = [row.cell("file").raw for row in self.state.report.rows("sources").rows]
        known = next((name for name in names if name.endswith(".toml")), "")
        question = "与哪份草稿比较？"
        self.app.push_screen(AskPath(question, str(folder / Path(known).name), ".toml", old=True), take)

    def _compare(self, old: Report, name: str, then: str) -> None:
        from model.editing.differences import differences
        from tui.windows.recovery_offer import told

        found = list(differences(old.root, self.state.report.root))
        if not found:
            self.footer.say(f"与{name}没有不同")
            return
        self.app.push_screen(Read(f"与{name}有 {len(found)} 处不同", told(found, then, "现在")))

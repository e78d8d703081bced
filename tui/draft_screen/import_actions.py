"""From what the clerk already has: figures out of workbooks, looked through before they are taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from model.report.edits import MAX_ROWS
from tui.draft_screen.bench import Bench

if TYPE_CHECKING:
    from model.drafts.draft import Draft
    from tui.windows.importing import Line, Readings


class Starting(Bench):
    """The action that takes figures from workbooks."""

    draft: Draft
    _folder: Path | None = None

    def action_take_workbooks(self) -> None:
        """Figures from workbooks; asks which."""
        from tui.windows.picking import Pick

        self.entry.commit()
        folder = self._folder or (self.draft.path.absolute().parent if self.draft.path is not None else Path.cwd())
        self.ask(Pick(folder), self._read)

    def _read(self, paths: tuple[Path, ...] | None) -> None:
        from tui.windows.importing import Reading

        if paths:
            self._folder = paths[0].absolute().parent
            self.ask(Reading(self.desk.report, paths), self._offer_figures)

    def _offer_figures(self, found: Readings | None) -> None:
        from tui.windows.dialogs import Read
        from tui.windows.importing import Take

        if found is None:
            return
        if found.proposal is None:
            self.app.push_screen(Read("没有取数，草稿没有改动", "\n".join(found.faults)))
            return
        self.ask(Take(found), self._take_figures)

    def _take_figures(self, lines: tuple[Line, ...] | None) -> None:
        from model.report.edits import Inserted
        from model.workbooks import taking

        figures = [line for line in lines or () if isinstance(line, taking.Taken)]
        if not figures:
            self.footer.say("没有取数，草稿没有改动")
            return
        edits = taking.edits(self.desk.report, figures)
        full = [edit for edit in edits if isinstance(edit, Inserted) and edit.at >= MAX_ROWS]
        if full:
            label = self.desk.report.rows(full[0].path).element.label
            self.footer.say(f"{label}最多 {MAX_ROWS} 行，放不下，没有取数", "warning")
            return
        if edits:
            self.mark()
            self.desk.session.together(figures[0].path, edits)
            self.entry.arrive_at(figures[0].path)
        self.footer.say(f"已取 {len(figures)} 项，来源随草稿保存；Ctrl+Z 一步撤销")

"""From what the clerk already has: figures out of workbooks, looked through before they are taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from model.report.edits import MAX_ROWS
from tui.draft_screen.draft_actions import DraftActions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tui.draft_screen.draft_actions import DraftParts
    from tui.windows.importing import Line, Readings
    from tui.windows.tieout import Tied


class ImportActions(DraftActions):
    """The actions that take figures from workbooks, and that hold the draft against them and last year's report."""

    def __init__(self, parts: DraftParts) -> None:
        super().__init__(parts)
        self._folder: Path | None = None

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {"take_workbooks": self.take_workbooks, "tie_out": self.tie_out}

    def take_workbooks(self) -> None:
        """Figures from workbooks; asks which."""
        from tui.windows.picking import Pick

        self._entry.commit()
        self._windows.ask(Pick(self._where()), self._read)

    def _where(self) -> Path:
        return self._folder or (self._draft.path.absolute().parent if self._draft.path is not None else Path.cwd())

    def _read(self, paths: tuple[Path, ...] | None) -> None:
        from tui.windows.importing import ReadingDialog, Readings, read

        if paths:
            self._folder = paths[0].absolute().parent
            report = self._state.report
            work = ReadingDialog(paths, lambda stop: read(report, paths, stop), lambda said: Readings(None, [said]))
            self._windows.ask(work, self._offer_figures)

    def _offer_figures(self, found: Readings | None) -> None:
        from tui.windows.dialogs import Read
        from tui.windows.importing import Take

        if found is None:
            return
        if found.proposal is None:
            self._windows.show(Read("没有取数，草稿没有改动", "\n".join(found.faults)))
            return
        self._windows.ask(Take(found), self._take_figures)

    def _take_figures(self, lines: tuple[Line, ...] | None) -> None:
        from model.report.edits import Inserted
        from model.workbooks import taking

        figures = [line for line in lines or () if isinstance(line, taking.Taken)]
        if not figures:
            self._footer.say("没有取数，草稿没有改动")
            return
        edits = taking.edits(self._state.report, figures)
        full = [edit for edit in edits if isinstance(edit, Inserted) and edit.at >= MAX_ROWS]
        if full:
            label = self._state.report.rows(full[0].path).element.label
            self._footer.say(f"{label}最多 {MAX_ROWS} 行，放不下，没有取数", "warning")
            return
        if edits:
            self._trail.mark()
            self._state.session.together(figures[0].path, edits)
            self._entry.arrive_at(figures[0].path)
        self._footer.say(f"已取 {len(figures)} 项，来源随草稿保存；Ctrl+Z 一步撤销")

    def tie_out(self) -> None:
        """Each figure beside the accounts and last year's report; asks for the files."""
        from tui.windows.picking import Pick
        from tui.windows.tieout import KNOWN

        self._entry.commit()
        self._windows.ask(Pick(self._where(), "与哪些决算公开表、上年的草稿或报告核对？", KNOWN), self._hold)

    def _hold(self, paths: tuple[Path, ...] | None) -> None:
        from tui.windows.importing import ReadingDialog
        from tui.windows.tieout import Tied, hold

        if paths:
            self._folder = paths[0].absolute().parent
            report, own = self._state.report, self._draft.path
            work = ReadingDialog(paths, lambda stop: hold(report, own, paths, stop), lambda said: Tied(None, [said]))
            self._windows.ask(work, self._show_compared)

    def _show_compared(self, found: Tied | None) -> None:
        from tui.windows.dialogs import Read
        from tui.windows.tieout import Compare

        if found is None:
            return
        if found.found is None:
            self._windows.show(Read("没有核对", "\n".join(found.faults)))
            return
        self._windows.ask(Compare(found), self._to_compared)

    def _to_compared(self, path: str | None) -> None:
        if path and path in {cell.path for cell in self._state.report.root.cells()}:
            self._trail.mark()
            self._entry.arrive_at(path)

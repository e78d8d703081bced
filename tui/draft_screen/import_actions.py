"""From what others have: figures out of workbooks, changes in Word files, looked through before they are taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from model.report.edits import MAX_ROWS, Inserted
from tui.draft_screen.draft_actions import DraftActions, DraftParts
from tui.windows.dialogs import Read, here

if TYPE_CHECKING:
    from exporters.returned.change import Returned
    from tui.windows.importing import Line, Readings
    from tui.windows.picking import Pick
    from tui.windows.returning import Line as ReturnedLine
    from tui.windows.tieout import Tied

T = TypeVar("T")


class ImportActions(DraftActions):
    """The actions that take from workbooks and Word files, and that hold the draft against accounts and last year."""

    def __init__(self, parts: DraftParts) -> None:
        super().__init__(parts)
        self._folder: Path | None = None

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {"take_workbooks": self.take_workbooks, "tie_out": self.tie_out, "take_back": self.take_back}

    def take_workbooks(self) -> None:
        """Figures from workbooks; asks which."""
        from tui.windows.importing import read
        from tui.windows.picking import Pick

        report = self._state.report
        refused = "没有取数，草稿没有改动"
        self._read(Pick(self._where()), lambda paths, stop: read(report, paths, stop), self._offer_figures, refused)

    def _read(
        self,
        window: Pick,
        work: Callable[[Sequence[Path], Callable[[], bool]], T],
        then: Callable[[T], object],
        refused: str,
    ) -> None:
        """Ask for files by ``window``, and give ``then`` what ``work`` makes of them, unless the clerk goes back.

        Where nothing comes of them, ``refused`` stands over the reason.
        """
        from tui.windows.importing import NothingRead, ReadingDialog

        def picked(paths: tuple[Path, ...] | None) -> None:
            if paths:
                self._folder = paths[0].absolute().parent
                self._windows.ask(ReadingDialog(paths, lambda stop: work(paths, stop)), answered)

        def answered(found: T | NothingRead | None) -> None:
            if isinstance(found, NothingRead):
                self._windows.show(Read(refused, found.why))
            elif found is not None:
                then(found)

        self._entry.commit()
        self._windows.ask(window, picked)

    def _where(self) -> Path:
        return self._folder or (self._draft.path.parent if self._draft.path is not None else here())

    def _offer_figures(self, found: Readings) -> None:
        from tui.windows.importing import Take

        self._windows.ask(Take(found), self._take_figures)

    def _take_figures(self, lines: tuple[Line, ...] | None) -> None:
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
        from tui.windows.tieout import KNOWN, Compare, hold

        report, own = self._state.report, self._draft.path
        window = Pick(self._where(), "与哪些决算公开表、上年的草稿或报告核对？", KNOWN, own)

        def work(paths: Sequence[Path], stop: Callable[[], bool]) -> Tied:
            return hold(report, own, paths, stop)

        self._read(window, work, lambda found: self._windows.ask(Compare(found), self._to_compared), "没有核对")

    def _to_compared(self, path: str | None) -> None:
        if path and path in {cell.path for cell in self._state.report.root.cells()}:
            self._trail.mark()
            self._entry.arrive_at(path)

    def take_back(self) -> None:
        """What others changed in an exported Word file; asks which."""
        from exporters.returned import returned_copy
        from tui.windows.picking import Pick
        from tui.windows.returning import WORD

        def work(paths: Sequence[Path], stop: Callable[[], bool]) -> Returned:
            return returned_copy.read(paths[0], self._draft, stop=stop)

        window = Pick(self._where(), "取回哪一份改过的 Word 文件？", WORD)
        self._read(window, work, self._offer_returned, "没有取回，草稿没有改动")

    def _offer_returned(self, found: Returned) -> None:
        from tui.windows.returning import TakeBack

        window = TakeBack(found, self._draft)
        if window.lines:
            self._windows.ask(window, self._take_returned)
        else:
            self._footer.say("Word 文件里没有改动，也没有批注")

    def _take_returned(self, lines: tuple[ReturnedLine, ...] | None) -> None:
        from exporters.returned import adopting
        from exporters.returned.change import Change, OpenPoint

        changes = [line for line in lines or () if isinstance(line, Change)]
        points = [line for line in lines or () if isinstance(line, OpenPoint)]
        if not (changes or points):
            self._footer.say("没有取回，草稿没有改动")
            return
        self._trail.mark()
        adopting.take(self._state.session, changes, points)
        self._entry.reload()
        done = self._state.session.done
        if done is not None:
            self._entry.arrive_at(done.path)
        told = [f"已取回 {len(changes)} 处改动"] * bool(changes)
        told += [f"{len(points)} 条批注待答复（F8 逐条看，Ctrl+T 写答复）"] * bool(points)
        self._footer.say(f"{'，'.join(told)}；Ctrl+Z 一步撤销")

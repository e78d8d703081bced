"""From what others have: figures out of workbooks, changes in Word files, looked through before they are taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from model.report.edits import MAX_ROWS, Inserted
from tui.draft_screen.draft_actions import DraftActions, DraftParts
from tui.windows.dialogs import Dialog, Read, here

if TYPE_CHECKING:
    from tui.windows.importing import Line, Readings
    from tui.windows.returning import Line as ReturnedLine
    from tui.windows.returning import ReturnedFile
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
        from tui.windows.importing import ReadingDialog, Readings, read
        from tui.windows.picking import Pick

        def reading(paths: tuple[Path, ...]) -> Dialog[Readings | None]:
            report = self._state.report
            return ReadingDialog(paths, lambda stop: read(report, paths, stop), lambda said: Readings(None, [said]))

        self._pick(Pick(self._where()), reading, self._offer_figures)

    def _pick(
        self,
        window: Dialog[tuple[Path, ...] | None],
        reading: Callable[[tuple[Path, ...]], Dialog[T | None]],
        then: Callable[[T], object],
    ) -> None:
        """Ask for files by ``window``, and give ``then`` what comes of ``reading`` them, unless the clerk goes back."""

        def picked(paths: tuple[Path, ...] | None) -> None:
            if paths:
                self._folder = paths[0].absolute().parent
                self._windows.ask(reading(paths), lambda found: None if found is None else then(found))

        self._entry.commit()
        self._windows.ask(window, picked)

    def _where(self) -> Path:
        return self._folder or (self._draft.path.parent if self._draft.path is not None else here())

    def _offer_figures(self, found: Readings) -> None:
        from tui.windows.importing import Take

        if found.proposal is None:
            self._windows.show(Read("没有取数，草稿没有改动", "\n".join(found.faults)))
            return
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
        from tui.windows.importing import ReadingDialog
        from tui.windows.picking import Pick
        from tui.windows.tieout import KNOWN, Tied, hold

        report, own = self._state.report, self._draft.path

        def reading(paths: tuple[Path, ...]) -> Dialog[Tied | None]:
            return ReadingDialog(paths, lambda stop: hold(report, own, paths, stop), lambda said: Tied(None, [said]))

        title = "与哪些决算公开表、上年的草稿或报告核对？"
        self._pick(Pick(self._where(), title, KNOWN, own), reading, self._show_compared)

    def _show_compared(self, found: Tied) -> None:
        from tui.windows.tieout import Compare

        if found.found is None:
            self._windows.show(Read("没有核对", "\n".join(found.faults)))
            return
        self._windows.ask(Compare(found), self._to_compared)

    def _to_compared(self, path: str | None) -> None:
        if path and path in {cell.path for cell in self._state.report.root.cells()}:
            self._trail.mark()
            self._entry.arrive_at(path)

    def take_back(self) -> None:
        """What others changed in an exported Word file; asks which."""
        from tui.windows.importing import ReadingDialog
        from tui.windows.picking import Pick
        from tui.windows.returning import WORD, ReturnedFile, read

        def reading(paths: tuple[Path, ...]) -> Dialog[ReturnedFile | None]:
            return ReadingDialog(
                paths[:1],
                lambda stop: read(paths[0], self._draft, stop),
                lambda said: ReturnedFile(None, said),
                "正在读 Word 文件",
            )

        self._pick(Pick(self._where(), "取回哪一份改过的 Word 文件？", WORD), reading, self._offer_returned)

    def _offer_returned(self, found: ReturnedFile) -> None:
        from tui.windows.returning import TakeBack

        if found.returned is None:
            self._windows.show(Read("没有取回，草稿没有改动", found.fault))
            return
        window = TakeBack(found.returned, self._draft)
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

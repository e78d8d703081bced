"""One draft under edit: every change goes through here, so that figures, findings, undo and the saved mark agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from model.checks.checker import Checker
from model.drafts.draft import Draft
from model.report.edits import Edit, Inserted, Moved, Removed, Single, Together, Typed, reverse
from model.report.tree import Cell, Content


class Session:
    """A draft with its findings, its history and whether it is saved.

    ``observer`` is called with each edit after it is in the report, also with undone and redone ones.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.report = draft.report
        self.checker = Checker(draft.report)
        self.observer: Callable[[Edit], object] = lambda edit: None
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._saved: Edit | None = None
        self._open = False

    @property
    def modified(self) -> bool:
        """Whether anything differs from what was last saved, as far as the history tells."""
        return self.done is not self._saved

    def mark_saved(self) -> None:
        """What is here now is what is on disk."""
        self._saved = self.done
        self._open = False

    def mark_changed(self) -> None:
        """The file on disk became another: nothing in the history is what it says."""
        self._saved = Typed("", "", "")
        self._open = False

    def type(self, cell: Cell, raw: str) -> None:
        """Put ``raw`` into ``cell``. Texts typed into one field one after another are one step of the history."""
        if raw == cell.raw:
            return
        edit: Edit = Typed(cell.path, cell.raw, raw)
        stroke = edit
        last = self.done if self._open else None
        if isinstance(last, Typed) and last.path == edit.path:
            edit = Typed(edit.path, last.old, raw)
            self._done.pop()
        elif isinstance(last, Inserted) and edit.path == f"{last.path}.{last.at}.{cell.field.name}":
            edit = Inserted(last.path, last.at, {**last.content, cell.field.name: raw})
            self._done.pop()
        self._keep(edit)
        self._open = True
        self._apply(stroke)

    def leave(self) -> None:
        """The field under edit was left: what is typed next is a step of its own."""
        self._open = False

    def insert(self, path: str, index: int, content: Content | None = None, *, begun: bool = False) -> None:
        """A new row at ``index`` of the list at ``path``, filled with ``content``.

        ``begun``: the row came because something is typed into it, and goes when that is taken back.
        """
        self._do(Inserted(path, index, content or {}))
        self._open = begun

    def remove(self, path: str, index: int) -> None:
        """Take the row at ``index`` out of the list at ``path``."""
        self._do(Removed(path, index, self.report.rows(path).rows[index].content()))

    def move(self, path: str, index: int, to: int) -> None:
        """Put the row at ``index`` of the list at ``path`` at ``to``."""
        self._do(Moved(path, index, to))

    def together(self, path: str, edits: Sequence[Single]) -> None:
        """Do ``edits`` as one step of the history; ``path`` is where the clerk sees them."""
        self._do(Together(path, tuple(edits)))

    @property
    def done(self) -> Edit | None:
        """The step that ``undo`` would take back; None when there is none."""
        return self._done[-1] if self._done else None

    @property
    def undone(self) -> Edit | None:
        """The step that ``redo`` would do again; None when there is none."""
        return self._undone[-1] if self._undone else None

    def undo(self) -> str | None:
        """Take the last step back; returns the path where it was, None when there is none."""
        if not self._done:
            return None
        edit = self._done.pop()
        self._undone.append(edit)
        self._open = False
        self._apply(reverse(edit))
        return edit.path

    def redo(self) -> str | None:
        """Do again what was taken back last; returns the path where it was, None when there is none."""
        if not self._undone:
            return None
        edit = self._undone.pop()
        self._done.append(edit)
        self._open = False
        self._apply(edit)
        return edit.path

    def _do(self, edit: Edit) -> None:
        self._keep(edit)
        self._open = False
        self._apply(edit)

    def _keep(self, edit: Edit) -> None:
        self._done.append(edit)
        self._undone.clear()

    def _apply(self, edit: Edit) -> None:
        if isinstance(edit, Typed):
            cell = self.report.cell(edit.path)
            due = self.report.set(cell, edit.new)
            self.observer(edit)
            self.checker.check(cell, due)
        else:
            change, rebound = self.report.apply(edit)
            self.observer(edit)
            self.checker.check_rows(change, rebound)

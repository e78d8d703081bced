"""One draft under edit: every change goes through here, so that figures, findings, undo and the saved mark agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from model.checks.checker import Checker
from model.drafts.draft import MAX_ROWS
from model.report.tree import Cell, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from model.drafts.draft import Draft
    from model.report.tree import Content, RowList


class Typed(NamedTuple):
    """A field got another text."""

    path: str
    old: str
    new: str


class Inserted(NamedTuple):
    """A row came into the list at ``path``; ``content`` is what stood in it."""

    path: str
    at: int
    content: Content


class Removed(NamedTuple):
    """A row left the list at ``path``; ``content`` is what stood in it."""

    path: str
    at: int
    content: Content


class Moved(NamedTuple):
    """A row of the list at ``path`` changed its place."""

    path: str
    at: int
    to: int


Single = Typed | Inserted | Removed | Moved


class Together(NamedTuple):
    """Several edits that are one step of the history; ``path`` is where the clerk sees them."""

    path: str
    edits: tuple[Single, ...]


Edit = Single | Together


class Session:
    """A draft with its findings, its history and whether it is saved.

    ``observer`` hears of each edit once it is in the report, undone and redone ones too.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.report = draft.report
        self.checker = Checker(draft.report)
        self.observer: Callable[[Edit], None] | None = None
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._saved: Edit | None = None
        self._open = False

    @property
    def modified(self) -> bool:
        """Whether anything differs from what was last saved, as far as the history tells."""
        return (self._done[-1] if self._done else None) is not self._saved

    def mark_saved(self) -> None:
        """What is here now is what is on disk."""
        self._saved = self._done[-1] if self._done else None
        self._open = False

    def mark_changed(self) -> None:
        """The file on disk became another: nothing in the history is what it says."""
        self._saved = Typed("", "", "")
        self._open = False

    def type(self, cell: Cell, raw: str) -> None:
        """Put ``raw`` into ``cell``. Texts typed into one field one after another are one step of the history."""
        if raw == cell.raw:
            return
        edit = stroke = Typed(cell.path, cell.raw, raw)
        last = self._done[-1] if self._done else None
        if self._open and isinstance(last, Typed) and last.path == edit.path:
            edit = Typed(edit.path, last.old, raw)
            self._done.pop()
        self._keep(edit)
        self._open = True
        due = self.report.set(cell, raw)
        if self.observer is not None:
            self.observer(stroke)
        self.checker.check(cell, due)

    def leave(self) -> None:
        """The field under edit was left: what is typed next is a step of its own."""
        self._open = False

    def insert(self, path: str, index: int, content: Content | None = None) -> None:
        """A new row at ``index`` of the list at ``path``, filled with ``content``."""
        self._do(Inserted(path, index, content or {}))

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
        else:
            apply(self.report.root, edit)
            self.report.bind()
        if self.observer is not None:
            self.observer(edit)
        if isinstance(edit, Typed):
            self.checker.check(cell, due)
        else:
            self.checker.check_all()


def apply(root: Node, edit: Edit) -> None:
    """Do ``edit`` in the report below ``root``, whose relations must be bound anew afterwards.

    Raises KeyError or IndexError, with nothing but earlier edits of a Together done, where it has no place or the list
    no room.
    """
    if isinstance(edit, Together):
        for single in edit.edits:
            apply(root, single)
        return
    if isinstance(edit, Typed):
        path, _, name = edit.path.rpartition(".")
        _node(root, path).cell(name).raw = edit.new
        return
    rows = list_at(root, edit.path)
    if isinstance(edit, Inserted) and len(rows.rows) >= MAX_ROWS:
        raise IndexError(edit.path)
    places = len(rows.rows) + isinstance(edit, Inserted)
    if not (0 <= edit.at < places and (not isinstance(edit, Moved) or 0 <= edit.to < places)):
        raise IndexError(edit.path)
    if isinstance(edit, Inserted):
        rows.insert(edit.at).fill(edit.content)
    elif isinstance(edit, Removed):
        del rows.rows[edit.at]
    else:
        rows.rows.insert(edit.to, rows.rows.pop(edit.at))
    rows.renumber()


def list_at(root: Node, path: str) -> RowList:
    """The list at ``path`` below ``root``; raises KeyError or IndexError where there is none."""
    around, _, name = path.rpartition(".")
    part = _node(root, around).parts[name]
    if isinstance(part, Cell | Node):
        raise KeyError(path)
    return part


def _node(root: Node, path: str) -> Node:
    """The record at ``path`` below ``root``; raises KeyError or IndexError where there is none."""
    part: Cell | Node | RowList = root
    for step in path.split(".") if path else ():
        if isinstance(part, Cell):
            raise KeyError(path)
        if isinstance(part, Node):
            part = part.parts[step]
        elif step.isdecimal() and len(step) < 6:
            part = part.rows[int(step)]
        else:
            raise KeyError(path)
    if not isinstance(part, Node):
        raise KeyError(path)
    return part


def reverse(edit: Edit) -> Edit:
    """The edit that takes ``edit`` back."""
    if isinstance(edit, Together):
        return Together(edit.path, tuple(_reverse(single) for single in reversed(edit.edits)))
    return _reverse(edit)


def _reverse(edit: Single) -> Single:
    if isinstance(edit, Typed):
        return Typed(edit.path, edit.new, edit.old)
    if isinstance(edit, Inserted):
        return Removed(*edit)
    if isinstance(edit, Removed):
        return Inserted(*edit)
    return Moved(edit.path, edit.to, edit.at)

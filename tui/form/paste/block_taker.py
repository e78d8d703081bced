"""Puts what was pasted into the draft: at once, or where the clerk says; and tells what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from model.report.edits import Inserted, Single
from model.report.tree import Cell, RowList
from model.schema.outline import place
from tui.form.entry_screen import EntryScreen
from tui.form.paste.pasting import Paste, as_rows, as_table, read_paste
from tui.state.view_state import Target, ViewState


class PastedInto(Protocol):
    """The form that something is pasted into."""

    state: ViewState

    @property
    def here(self) -> Target:
        """What the cursor stands on."""

    def commit(self) -> bool:
        """The field under the cursor is left."""

    def reload(self, target: Target | None = None) -> None:
        """Rows came or went: make the form anew."""

    def arrive_at(self, path: str) -> None:
        """Something changed at ``path``: show it, the cursor there."""

    def why_full(self, rows: RowList, more: int = 1) -> str:
        """Why a list cannot take ``more`` rows; "" where it can."""


class BlockTaker:
    """Takes one paste into ``entry``; ``screen`` tells the clerk of it."""

    def __init__(self, entry: PastedInto, screen: EntryScreen) -> None:
        self._entry = entry
        self._screen = screen

    def take(self, text: str) -> bool:
        """Put rows, cells or figures in as one step; returns False where ``text`` is a text like any other."""
        entry = self._entry
        if any(mark in text for mark in "\n\r\t"):
            entry.commit()
        found = read_paste(entry.here, text)
        if found is None:
            return False
        entry.commit()
        if full := self._why_full(found.edits):
            self._screen.left_over(text.splitlines(), why=full)
            return True
        if found.edits:
            here = entry.here
            entry.state.session.together(found.path, found.edits)
            if here.path.startswith(found.path):
                entry.reload(here)
            else:
                entry.arrive_at(found.path)
        self._tell(found)
        return True

    def offer(self, cell: Cell, text: str) -> None:
        """Points or a table went into the text ``cell``: ask whether they go into the list or figures beside it."""
        found = as_rows(cell, text) or as_table(cell, text)
        if found is None and "\t" in text.strip() and any(mark in text.strip() for mark in "\r\n"):
            self._screen.say("粘贴的是表格，已当文字放进；要填进栏目，按 Ctrl+Z，再粘到那个列表或那组数上", "warning")
        if found is None:
            return
        if full := self._why_full(found.edits):
            self._screen.say(full, "warning")
            return

        def answered(index: int | None) -> None:
            if index == 0:
                self._entry.commit()
                self._entry.state.session.together(found.path, found.edits)
                self._entry.arrive_at(found.path)
                self._tell(found)

        question = f"粘贴的像是 {found.likely}，放到哪里？"
        self._screen.ask(question, [(found.place, ""), (f"整段留在“{cell.field.label}”", "")], answered)

    def _tell(self, found: Paste) -> None:
        """Say what a paste did, and what is left of it; ask about what is of other sections."""
        if found.said:
            self._screen.say(found.said, "info" if found.edits else "warning")
        if found.rest or found.amiss:
            self._screen.left_over(found.rest, found.left, found.amiss)
        if found.elsewhere:
            self._offer_elsewhere(found)

    def _offer_elsewhere(self, found: Paste) -> None:
        """Some of what was pasted is of other sections: ask whether it goes there; else it is kept."""
        edits = [edit for other in found.elsewhere for edit in other.edits]
        sections = [self._entry.state.report.rows(other.path).node.section for other in found.elsewhere]
        whole = "、".join(f"{place(at)}的 {other.said}" for at, other in zip(sections, found.elsewhere, strict=True))

        def answered(index: int | None) -> None:
            full = self._why_full(edits)
            if index == 0 and not full:
                self._entry.state.session.together(found.path, edits)
                self._entry.reload(self._entry.here)
                self._screen.say(f"已放到{whole}，Ctrl+Z 恢复")
            else:
                lines = [line for other in found.elsewhere for line in other.lines]
                self._screen.left_over(lines, why=full if index == 0 else "")

        question = f"粘贴的文字里还有{whole}，放到那里吗？"
        self._screen.ask(question, [("放到那里", ""), ("不放，留在剪贴板里", "")], answered)

    def _why_full(self, edits: Sequence[Single]) -> str:
        """Which list cannot take the rows that ``edits`` bring; "" where all can."""
        more = Counter(edit.path for edit in edits if isinstance(edit, Inserted))
        rows = self._entry.state.report.rows
        return next(filter(None, (self._entry.why_full(rows(path), count) for path, count in more.items())), "")

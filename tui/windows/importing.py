"""Figures from workbooks: the files are read, and every figure is seen with its cell before it is taken."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias, TypeVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical

from model.drafts.draft import DraftError
from model.errors import ZipingError
from model.report.report import Report
from model.workbooks import proposing, taking
from model.workbooks.books import Book, open_book
from model.workbooks.import_listing import change
from model.workbooks.taking import Proposal
from tui.look.cells import clip, visible, wrap
from tui.state.source_words import place
from tui.widgets.hints import Hints
from tui.windows.dialogs import Dialog, Words
from tui.windows.finding.by_kind import ChooseLines
from tui.windows.finding.finder import FinderLine

T = TypeVar("T")
NAME: Final = 26
SHORTEST: Final = 6
"""The least cells of the name of a group that tell what it is."""


class NothingRead(NamedTuple):
    """Nothing came of the files; ``why`` says it to the clerk."""

    why: str


class Readings(NamedTuple):
    """What was read: the proposal, and a sentence for each file that could not be read."""

    proposal: Proposal
    faults: list[str]


def read(report: Report, paths: Sequence[Path], stop: Callable[[], bool]) -> Readings:
    """What the workbooks at ``paths`` have for ``report``; ``stop`` gives it up. Raises DraftError for nothing."""
    faults: list[str] = []
    books: list[Book] = []
    for path in paths:
        try:
            books.append(open_book(path, stop))
        except DraftError as error:
            faults += error.problems
    if not books:
        raise DraftError(*faults)
    try:
        return Readings(proposing.propose(report, books), faults)
    except DraftError as error:
        raise DraftError(*faults, *error.problems) from None


class ReadingDialog(Dialog[T | NothingRead | None]):
    """Reads files in a thread; the result is what came of it, None for Esc, which ends the reading.

    ``work`` is given what to ask whether it was given up.
    """

    def __init__(self, paths: Sequence[Path], work: Callable[[Callable[[], bool]], T]) -> None:
        super().__init__()
        self._paths = paths
        self._work = work
        self._given_up = threading.Event()

    def compose(self) -> ComposeResult:
        """What is being read."""
        with Vertical():
            yield Words("正在读文件", "heading")
            yield Words("\n".join(path.name for path in self._paths))
            yield Hints(("Esc", "不读了", "close"))

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._read, thread=True, exit_on_error=False)

    def _read(self) -> None:
        """In the thread: no key changes the report while this window is open."""
        found: T | NothingRead
        try:
            found = self._work(self._given_up.is_set)
        except ZipingError as error:
            found = NothingRead(str(error))
        except Exception as error:  # a fault of ours must not cost the clerk what was typed
            found = NothingRead(f"读文件时程序出错（{type(error).__name__}），草稿没有改动")
        with contextlib.suppress(RuntimeError):  # the program was left meanwhile
            self.app.call_from_thread(self._done, found)

    def on_unmount(self) -> None:
        """Whatever is still being read is of no use any more."""
        self._given_up.set()

    def _done(self, found: T | NothingRead) -> None:
        if self.is_current:
            self.dismiss(found)


Line: TypeAlias = taking.Taken | taking.Unplaced | str
CHANGED, DOUBTED, NEW, SAME, LEFT, TOLD = "改已填的", "对不上的", "新填", "不变", "没有取的", "说明"
MARKS: Final = {CHANGED: "改", DOUBTED: "疑", NEW: "新", SAME: "同"}
KINDS: Final = (CHANGED, DOUBTED, NEW, SAME, LEFT, TOLD)


class Take(ChooseLines[Line]):
    """Every figure with old and new value and its cell; the result is those that are chosen.

    At first those are chosen that fill an empty field or change nothing. What would change a figure that was filled,
    and what does not add up, waits for the clerk.
    """

    def __init__(self, found: Readings) -> None:
        proposal = found.proposal
        figures = sorted(proposal.figures, key=lambda figure: (KINDS.index(self.kind(figure)), figure.section))
        super().__init__([*figures, *proposal.unplaced, *found.faults, *proposal.remarks], KINDS)

    def heading(self) -> str:
        """How many figures are chosen."""
        return f"取数：已选 {len(self.chosen)} 项，共 {len(self.takeable)} 项"

    def kind(self, line: Line) -> str:
        """What taking it does, or why it is told."""
        if not isinstance(line, taking.Taken):
            return TOLD if isinstance(line, str) else LEFT
        if line.doubt:
            return DOUBTED
        return SAME if line.unchanged else CHANGED if line.old else NEW

    def can_take(self, line: Line) -> bool:
        """A figure."""
        return isinstance(line, taking.Taken)

    def doubtful(self, line: Line) -> bool:
        """What changes a figure that was filled, or does not add up."""
        return self.kind(line) in (CHANGED, DOUBTED)

    def searched(self, line: Line) -> str:
        """All that is said, and the place."""
        return f"{_said(line)} {_place(line)}"

    def choice(self, line: Line) -> FinderLine[tuple[Line, ...]]:
        """The figure with its cell, whether it is chosen before it."""
        kind = self.kind(line)
        if isinstance(line, taking.Taken):
            note = f"{line.cell}  {change(line)}{f'  {line.doubt}' if line.doubt else ''}  {line.sheet}"
            severity = {CHANGED: "warning", DOUBTED: "error"}.get(kind, "info")
            return FinderLine(_short(line.label), note, (line,), f"{self.box(line)} {MARKS[kind]}", severity)
        if isinstance(line, str):
            return FinderLine(line, "", (line,), kind)
        return FinderLine(_short(line.label or f"{line.name} {line.sheet}"), line.reason, (line,), "没取", "warning")

    def whole(self, choice: FinderLine[tuple[Line, ...]]) -> str:
        """All there is to say about a line, its cell on a line of its own."""
        line, width = choice.value[0], self.whole_width
        where = _place(line, width)
        return "\n".join([*wrap(_said(line), width, self.whole_height - bool(where)), where])


def _said(line: Line) -> str:
    """What there is to say about a line."""
    if isinstance(line, taking.Taken):
        return f"{line.label}：{change(line)}{f'；{line.doubt}' if line.doubt else ''}"
    if isinstance(line, str):
        return line
    return f"{line.label}：{line.reason}" if line.label else line.reason


def _place(line: Line, room: int = 1000) -> str:
    """Where it stands in a workbook, and what could not be taken there, in ``room`` cells; "" for a remark."""
    if isinstance(line, str):
        return ""
    text = f" {line.text[:20]}" if isinstance(line, taking.Unplaced) else ""
    return place(line.file, line.sheet, line.cell, room - cell_len(text)) + text


def _short(label: str) -> str:
    """The end of a label, which says most, after the group that it belongs to: 公务用车…·预算数."""
    *groups, last = visible(label.removesuffix("·金额")).split("·")
    room = NAME - cell_len(last) - 1
    if not groups or room < SHORTEST:
        return clip(last, NAME)
    group = groups[-1]
    if cell_len(group) > room:
        while cell_len(group) > room - 1:
            group = group[:-1]
        group += "…"
    return f"{group}·{last}"

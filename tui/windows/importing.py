"""Figures from workbooks: the files are read, and every figure is seen with its cell before it is taken."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, TypeAlias, TypeVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from model.drafts.draft import DraftError
from model.workbooks import taking
from model.workbooks.telling import change, same
from tui.look.cells import clip, visible, wrap
from tui.look.initials import folded, score
from tui.state.source_words import place
from tui.widgets.hints import Hints
from tui.windows.dialogs import Dialog, Words
from tui.windows.finding.finder import Finder, FinderLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from model.report.report import Report
    from model.workbooks.books import Book
    from model.workbooks.taking import Proposal, Taken

T = TypeVar("T")
NAME: Final = 26
SHORTEST: Final = 6
"""The least cells of the name of a group that tell what it is."""


class Readings(NamedTuple):
    """What was read: the proposal, None where there is none, and a sentence for each file that could not be read."""

    proposal: Proposal | None
    faults: list[str]


def read(report: Report, paths: Sequence[Path], stop: Callable[[], bool]) -> Readings:
    """What the workbooks at ``paths`` have for ``report``; ``stop`` gives it up."""
    from model.workbooks.opening_books import open_book

    faults: list[str] = []
    books: list[Book] = []
    for path in paths:
        try:
            books.append(open_book(path, stop))
        except DraftError as error:
            faults += error.problems
    try:
        return Readings(taking.propose(report, books) if books else None, faults)
    except DraftError as error:
        return Readings(None, [*faults, *error.problems])


class ReadingDialog(Dialog[T | None]):
    """Reads files in a thread; the result is what came of it, None for Esc, which ends the reading.

    ``work`` is given what to ask whether it was given up; ``failed`` makes a result of a sentence on our own fault.
    """

    def __init__(
        self, paths: Sequence[Path], work: Callable[[Callable[[], bool]], T], failed: Callable[[str], T]
    ) -> None:
        super().__init__()
        self._paths = paths
        self._work = work
        self._failed = failed
        self._given_up = threading.Event()

    def compose(self) -> ComposeResult:
        """What is being read."""
        with Vertical():
            yield Words("正在读工作簿", "heading")
            yield Words("\n".join(path.name for path in self._paths))
            yield Hints(("Esc", "不读了", "close"))

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._read, thread=True, exit_on_error=False)

    def _read(self) -> None:
        """In the thread: no key changes the report while this window is open."""
        try:
            found = self._work(self._given_up.is_set)
        except Exception as error:  # a fault of ours must not cost the clerk what was typed
            found = self._failed(f"读工作簿时程序出错（{type(error).__name__}），草稿没有改动")
        with contextlib.suppress(RuntimeError):  # the program was left meanwhile
            self.app.call_from_thread(self._done, found)

    def on_unmount(self) -> None:
        """Whatever is still being read is of no use any more."""
        self._given_up.set()

    def _done(self, found: T) -> None:
        if self.is_current:
            self.dismiss(found)


Line: TypeAlias = taking.Taken | taking.Unplaced | str
CHANGED, DOUBTED, NEW, SAME, LEFT, TOLD = "改已填的", "对不上的", "新填", "不变", "没有取的", "说明"
MARKS: Final = {CHANGED: "改", DOUBTED: "疑", NEW: "新", SAME: "同"}
KINDS: Final = ("", CHANGED, DOUBTED, NEW, SAME, LEFT, TOLD)


class Take(Finder[tuple[Line, ...]]):
    """Every figure with old and new value and its cell; the result is those that are chosen.

    At first those are chosen that fill an empty field or change nothing. What would change a figure that was filled,
    and what does not add up, waits for the clerk.
    """

    WHOLE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "choose", show=False, priority=True),
        Binding("ctrl+a", "choose_all", show=False, priority=True),
        Binding("right", "kind(1)", show=False, priority=True),
        Binding("left", "kind(-1)", show=False, priority=True),
    ]

    def __init__(self, found: Readings) -> None:
        super().__init__(
            "",
            ("Tab", "取、不取", "choose"),
            ("^A", "全取、全不取", "choose_all"),
            ("← →", "换一类", "kind(1)"),
            ("回车", "取选中的", "take"),
            ("Esc", "返回，不取", "close"),
        )
        proposal = found.proposal
        assert proposal is not None
        figures = sorted(proposal.figures, key=lambda figure: (KINDS.index(_kind(figure)), figure.section))
        self._lines: list[Line] = [*figures, *proposal.unplaced, *found.faults, *proposal.remarks]
        self._out = {figure.path for figure in figures if _kind(figure) in (CHANGED, DOUBTED)}
        self._only = ""
        there = {_kind(line) for line in self._lines}
        self._kinds = [kind for kind in KINDS if not kind or kind in there]
        self._title = self._head()

    @property
    def _figures(self) -> list[Taken]:
        return [line for line in self._lines if isinstance(line, taking.Taken)]

    def look(self, text: str) -> Sequence[FinderLine[tuple[Line, ...]]]:
        """The lines of the kind chosen that have the words in them."""
        wanted = folded(text)
        return [
            self._choice(line)
            for line in self._lines
            if self._only in ("", _kind(line)) and (not wanted or score(wanted, f"{_said(line)} {_place(line)}") > 2)
        ]

    def _choice(self, line: Line) -> FinderLine[tuple[Line, ...]]:
        kind = _kind(line)
        if isinstance(line, taking.Taken):
            mark = "[ ]" if line.path in self._out else "[x]"
            note = f"{line.cell}  {change(line)}{f'  {line.doubt}' if line.doubt else ''}  {line.sheet}"
            severity = {CHANGED: "warning", DOUBTED: "error"}.get(kind, "info")
            return FinderLine(_short(line.label), note, (line,), f"{mark} {MARKS[kind]}", severity)
        if isinstance(line, str):
            return FinderLine(line, "", (line,), kind)
        return FinderLine(_short(line.label or f"整张表 {line.sheet}"), line.reason, (line,), "没取", "warning")

    def whole(self, choice: FinderLine[tuple[Line, ...]]) -> str:
        """All there is to say about a line, its cell on a line of its own."""
        line, width = choice.value[0], self.whole_width
        where = _place(line, width)
        return "\n".join([*wrap(_said(line), width, 2 if where else 3), where])

    def _head(self) -> str:
        count = {kind: sum(kind in ("", _kind(line)) for line in self._lines) for kind in self._kinds}
        kinds = " ".join(
            f"[{kind or '全部'} {count[kind]}]" if kind == self._only else f" {kind or '全部'} {count[kind]} "
            for kind in self._kinds
        )
        return f"取数：已选 {len(self._figures) - len(self._out)} 项，共 {len(self._figures)} 项\n{kinds}"

    def _turned(self) -> None:
        index = self.listing.index
        self.query(Words).first().set(self._head(), "heading")
        self.look_up(self.typed)
        self.listing.index = max(min(index, len(self.listing.choices) - 1), 0)
        self.listing.redraw()

    def _turn(self, lines: Sequence[Line]) -> None:
        """Choose the figures among ``lines``, or none of them where all are chosen."""
        paths = {line.path for line in lines if isinstance(line, taking.Taken)}
        self._out = self._out - paths if paths & self._out else self._out | paths
        self._turned()

    def action_choose(self) -> None:
        """This figure, or not; and on to the next line."""
        listing = self.listing
        if listing.choices:
            line = listing.choices[listing.index].value
            listing.index += listing.index + 1 < len(listing.choices)
            self._turn(line)

    def action_choose_all(self) -> None:
        """Every figure that is listed now, or none of them."""
        self._turn([line for choice in self.look(self.typed) for line in choice.value])

    def action_kind(self, step: int) -> None:
        """Another kind of line."""
        self._only = self._kinds[(self._kinds.index(self._only) + step) % len(self._kinds)]
        self.listing.index = 0
        self._turned()

    def clicked(self) -> None:
        """A click on a figure chooses it, or not."""
        self._turn(self.listing.choices[self.listing.index].value)

    def take(self) -> None:
        """What is chosen is wanted."""
        self.dismiss(tuple(figure for figure in self._figures if figure.path not in self._out))


def _kind(line: Line) -> str:
    if not isinstance(line, taking.Taken):
        return TOLD if isinstance(line, str) else LEFT
    if line.doubt:
        return DOUBTED
    return SAME if same(line) else CHANGED if line.old else NEW


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

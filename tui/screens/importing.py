"""Figures from workbooks: which files, then every figure with its cell before it is taken."""

from __future__ import annotations

import contextlib
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, TypeAlias

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from model.drafts import DraftError
from model.workbooks import taking
from model.workbooks.telling import change, same
from tui.initials import folded, score
from tui.screens.dialogs import Dialog, Words
from tui.screens.finder import Choice, Finder
from tui.widgets.hints import Hints
from tui.widgets.line_input import LineInput
from tui.words import clip, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from model.report import Report
    from model.workbooks.reading import Book
    from model.workbooks.taking import Proposal, Taken

SUFFIXES: Final = (".xlsx", ".xls", ".ods")
UP: Final = "上一级文件夹"
NAME: Final = 26


class Pick(Finder[tuple[Path, ...]]):
    """The workbooks of a folder, those changed last first, and the folders around it; the result is the files chosen.

    What is typed narrows the list by words or pinyin initials; a path, or several as a terminal types files that are
    dropped on it, is taken as it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "choose", show=False, priority=True)]

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "从哪些决算公开表取数？",
            ("↑↓", "选", ""),
            ("Tab", "选几个", "choose"),
            ("回车", "读取、进文件夹", "take"),
            ("Esc", "返回", "close"),
        )
        self.folder = folder
        self._chosen: dict[Path, None] = {}

    def look(self, text: str) -> Sequence[Choice[tuple[Path, ...]]]:
        """The files that are typed, or those of the folder that fit."""
        dropped = dropped_files(text)
        if dropped:
            return [self._choice(path, str(path.parent)) for path in dropped]
        head, slash, rest = text.rpartition("/")
        folder = self.folder
        with contextlib.suppress(RuntimeError):
            folder = folder / Path(head + slash).expanduser()
        return [choice for choice in self._inside(folder) if score(folded(rest), choice.name)]

    def _inside(self, folder: Path) -> Iterator[Choice[tuple[Path, ...]]]:
        try:
            found = [path for path in folder.iterdir() if not path.name.startswith((".", "~$"))]
            files = [path for path in found if path.suffix.lower() in SUFFIXES and path.is_file()]
            files.sort(key=lambda path: -path.stat().st_mtime)
            folders = sorted(path for path in found if path.is_dir())
        except (OSError, ValueError):
            return
        for path in files:
            yield self._choice(path, _size(path))
        for path in folders:
            yield Choice(path.name + "/", "文件夹", (path,), "")
        if folder.parent != folder:
            yield Choice(UP, str(folder.resolve().parent), (folder.resolve().parent,), "")

    def _choice(self, path: Path, note: str) -> Choice[tuple[Path, ...]]:
        return Choice(path.name, note, (path,), "[x]" if path in self._chosen else "[ ]", "info")

    def action_choose(self) -> None:
        """This file too, or not after all."""
        listing = self.listing
        if not listing.choices:
            return
        path = listing.choices[listing.index].value[0]
        if path.is_dir():
            return
        if path in self._chosen:
            del self._chosen[path]
        else:
            self._chosen[path] = None
        index = listing.index
        self.look_up(self.typed)
        files = sum(not choice.value[0].is_dir() for choice in listing.choices)
        listing.index = min(index + 1, files - 1)
        listing.draw()

    def clicked(self) -> None:
        """A click chooses a file or opens a folder."""
        self.action_choose()
        if self.listing.choices[self.listing.index].value[0].is_dir():
            self.take()

    def take(self) -> None:
        """Into the folder that is marked; or the files chosen, else the one that is marked."""
        if not self.listing.choices:
            return
        path = self.listing.choices[self.listing.index].value[0]
        if path.is_dir():
            self.folder = path
            self.query_one(LineInput).load("")
            self.look_up("")
            return
        self.dismiss(tuple(self._chosen) or (path,))


def dropped_files(text: str) -> list[Path]:
    """The files that ``text`` names by path, quoted or not; none where one of them is no file."""
    if "/" not in text and "\\" not in text:
        return []
    plain = text.strip()
    with contextlib.suppress(ValueError, OSError, RuntimeError):
        whole = Path(plain.strip("\"'“”")).expanduser()
        if whole.is_file():
            return [whole]
        paths = [Path(word).expanduser() for word in shlex.split(plain)]
        if paths and all(path.is_file() for path in paths):
            return paths
    return []


def _size(path: Path) -> str:
    import time

    status = path.stat()
    return f"{time.strftime('%Y-%m-%d %H:%M', time.localtime(status.st_mtime))}  {max(status.st_size // 1024, 1)} KB"


class Readings(NamedTuple):
    """What was read: the proposal, None where there is none, and a sentence for each file that could not be read."""

    proposal: Proposal | None
    faults: list[str]


def read(report: Report, paths: Sequence[Path]) -> Readings:
    """What the workbooks at ``paths`` have for ``report``."""
    from model.workbooks.reading import read_book

    faults: list[str] = []
    books: list[Book] = []
    for path in paths:
        try:
            books.append(read_book(path))
        except DraftError as error:
            faults += error.problems
    try:
        return Readings(taking.propose(report, books) if books else None, faults)
    except DraftError as error:
        return Readings(None, [*faults, *error.problems])


class Reading(Dialog[Readings | None]):
    """Reads in a thread; the result is what was read, None for Esc, whatever the thread still does."""

    def __init__(self, report: Report, paths: Sequence[Path]) -> None:
        super().__init__()
        self._report = report
        self._paths = paths

    def compose(self) -> ComposeResult:
        """What is being read."""
        with Vertical():
            yield Words("正在读工作簿", "heading")
            yield Words("\n".join(path.name for path in self._paths))
            yield Hints(("Esc", "不取了", "close"))

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._read, thread=True, exit_on_error=False)

    def _read(self) -> None:
        """In the thread: no key changes the report while this window is open."""
        try:
            found = read(self._report, self._paths)
        except Exception as error:  # a fault of ours must not cost the clerk what was typed
            found = Readings(None, [f"读工作簿时程序出错（{type(error).__name__}），草稿没有改动"])
        with contextlib.suppress(RuntimeError):  # the program was left meanwhile
            self.app.call_from_thread(self._done, found)

    def _done(self, found: Readings) -> None:
        if self.is_current:
            self.dismiss(found)


Line: TypeAlias = taking.Taken | taking.Unplaced | str
CHANGED, NEW, SAME, LEFT, TOLD = "改已填的", "新填", "不变", "没有取的", "说明"
MARKS: Final = {CHANGED: "改", NEW: "新", SAME: "同"}
KINDS: Final = ("", CHANGED, NEW, SAME, LEFT, TOLD)


class Take(Finder[tuple[Line, ...]]):
    """Every figure with old and new value and its cell, all chosen at first; the result is those that stay chosen."""

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
        self._out: set[str] = set()
        self._only = ""
        self._title = self._head()

    @property
    def _figures(self) -> list[Taken]:
        return [line for line in self._lines if isinstance(line, taking.Taken)]

    def look(self, text: str) -> Sequence[Choice[tuple[Line, ...]]]:
        """The lines of the kind chosen that have the words in them."""
        wanted = folded(text)
        return [
            self._choice(line)
            for line in self._lines
            if self._only in ("", _kind(line)) and (not wanted or score(wanted, _whole(line)) > 2)
        ]

    def _choice(self, line: Line) -> Choice[tuple[Line, ...]]:
        kind = _kind(line)
        if isinstance(line, taking.Taken):
            mark = "[ ]" if line.path in self._out else "[x]"
            note = f"{change(line)}  {line.sheet} {line.cell}"
            severity = "warning" if kind == CHANGED else "info"
            return Choice(_short(line.label), note, (line,), f"{mark} {MARKS[kind]}", severity)
        if isinstance(line, str):
            return Choice(line, "", (line,), kind)
        return Choice(_short(line.label or f"整张表 {line.sheet}"), line.reason, (line,), "没取", "warning")

    def whole(self, choice: Choice[tuple[Line, ...]]) -> str:
        """All there is to say about a line."""
        return _whole(choice.value[0])

    def _head(self) -> str:
        count = {kind: sum(kind in ("", _kind(line)) for line in self._lines) for kind in KINDS}
        kinds = "  ".join(
            f"[{kind or '全部'} {count[kind]}]" if kind == self._only else f" {kind or '全部'} {count[kind]} "
            for kind in KINDS
        )
        return f"取数：已选 {len(self._figures) - len(self._out)} 项，共 {len(self._figures)} 项\n{kinds}"

    def _turned(self) -> None:
        index = self.listing.index
        self.query(Words).first().set(self._head(), "heading")
        self.look_up(self.typed)
        self.listing.index = max(min(index, len(self.listing.choices) - 1), 0)
        self.listing.draw()

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
        self._only = KINDS[(KINDS.index(self._only) + step) % len(KINDS)]
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
    return SAME if same(line) else CHANGED if line.old else NEW


def _whole(line: Line) -> str:
    """All there is to say about a line."""
    if isinstance(line, taking.Taken):
        return f"{line.label}：{change(line)}\n{line.file} 工作表“{line.sheet}”{line.cell}"
    if isinstance(line, str):
        return line
    told = f"{line.label}：{line.reason}" if line.label else line.reason
    return f"{told}\n{line.file} 工作表“{line.sheet}”{line.cell} {line.text[:20]}"


def _short(label: str) -> str:
    """The end of a label, which says most."""
    parts = visible(label.removesuffix("·金额")).split("·")
    while len(parts) > 1 and len("·".join(parts)) > NAME // 2:
        parts = parts[1:]
    return clip("·".join(parts), NAME)

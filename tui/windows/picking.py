"""Which files are to be read: those of a folder, those chosen among them, or files that are typed."""

from __future__ import annotations

import contextlib
import shlex
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from model.workbooks import SUFFIXES
from tui.look.initials import folded, score
from tui.widgets.line_input import LineInput
from tui.windows.dialogs import BACK, Words
from tui.windows.finding.finder import Finder, FinderLine

UP: Final = "上一级文件夹"


class Pick(Finder[tuple[Path, ...]]):
    """The files of a folder that end in one of ``suffixes``, those changed last first, and the folders around it.

    The result is the files chosen.

    What is typed narrows the list by words or pinyin initials; a path, or several as a terminal types files that are
    dropped on it, is taken as it is. ``but`` is a file that is not offered: the draft that is open. ``refuse`` says why
    the files chosen are not taken, "" where they are: the choice stays, to be changed. ``chosen`` have ticks at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "choose", show=False, priority=True)]

    def __init__(
        self,
        folder: Path,
        title: str = "从哪些决算公开表取数？",
        suffixes: tuple[str, ...] = SUFFIXES,
        but: Path | None = None,
        refuse: Callable[[Sequence[Path]], str] = lambda _paths: "",
        chosen: Sequence[Path] = (),
    ) -> None:
        super().__init__(title, ("↑↓", "选", ""), ("Tab", "选几个", "choose"), ("回车", "读取、进文件夹", "take"), BACK)
        self.folder = folder
        self._suffixes = suffixes
        self._but = but.absolute() if but is not None else None
        self._refuse = refuse
        self._why = Words("", "error")
        self._chosen: dict[Path, None] = dict.fromkeys(chosen)

    @property
    def chosen(self) -> tuple[Path, ...]:
        """The files with ticks."""
        return tuple(self._chosen)

    def foot(self) -> ComposeResult:
        """What is wrong with the choice."""
        yield self._why

    def look(self, text: str) -> Sequence[FinderLine[tuple[Path, ...]]]:
        """The files that are typed, or those of the folder that fit."""
        dropped = dropped_files(text)
        if dropped:
            return [self._choice(path, str(path.parent)) for path in dropped]
        head, slash, rest = text.rpartition("/")
        folder = self.folder
        with contextlib.suppress(RuntimeError):
            folder = folder / Path(head + slash).expanduser()
        return [choice for choice in self._inside(folder) if score(folded(rest), choice.name)]

    def _inside(self, folder: Path) -> Iterator[FinderLine[tuple[Path, ...]]]:
        try:
            found = [path for path in folder.iterdir() if not path.name.startswith((".", "~$"))]
            found = [path for path in found if path.absolute() != self._but]
            files = [path for path in found if path.suffix.lower() in self._suffixes and path.is_file()]
            files.sort(key=lambda path: -path.stat().st_mtime)
            folders = sorted(path for path in found if path.is_dir())
        except (OSError, ValueError):
            return
        for path in files:
            yield self._choice(path, _size(path))
        for path in folders:
            yield FinderLine(path.name + "/", "文件夹", (path,), "")
        if folder.parent != folder:
            yield FinderLine(UP, str(folder.resolve().parent), (folder.resolve().parent,), "")

    def _choice(self, path: Path, note: str) -> FinderLine[tuple[Path, ...]]:
        return FinderLine(path.name, note, (path,), "[x]" if path in self._chosen else "[ ]", "info")

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
        self._why.set("")
        files = sum(not choice.value[0].is_dir() for choice in listing.choices)
        listing.index = min(index + 1, files - 1)
        listing.redraw()

    def clicked(self) -> None:
        """A click chooses a file or opens a folder."""
        self.action_choose()
        if self.listing.choices[self.listing.index].value[0].is_dir():
            self.action_take()

    def action_take(self) -> None:
        """Into the folder that is marked; or the files chosen, else the one that is marked."""
        if not self.listing.choices:
            return
        path = self.listing.choices[self.listing.index].value[0]
        if path.is_dir():
            self.folder = path
            self.query_one(LineInput).load("")
            self.look_up("")
            return
        paths = tuple(self._chosen) or (path,)
        if why := self._refuse(paths):
            self._why.set(why, "error")
        else:
            self.dismiss(paths)


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
    status = path.stat()
    return f"{time.strftime('%Y-%m-%d %H:%M', time.localtime(status.st_mtime))}  {max(status.st_size // 1024, 1)} KB"

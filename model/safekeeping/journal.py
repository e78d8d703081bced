"""Writes down every edit the moment it is made, so that nothing typed is lost when the program or the machine dies.

The journal lies hidden beside the draft, one line of JSON an edit, and goes once the draft is saved. Its lines:

- the header: whose it is, which file it belongs to and the SHA-256 of what that file said (``base``; ``text``: all of
  it, where there is no file yet);
- ``{"seq", "time", "edit"}``: an edit, with the old and the new text;
- ``{"seq", "time", "more": [at, old, new]}``: the field of the line before goes on being typed;
- ``{"seq", "time", "whole"}``: all that the report says;
- ``{"seq", "time", "saving"}``: what follows is based on a file of that SHA-256, should it have come to the disk.
  Where the file takes long to make, an empty ``saving`` says where it was begun: the one with the SHA-256 means that.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from model.drafts.draft import SCHEMA, Draft, digest
from model.files.atomic import sync_folder
from model.files.companions import beside, data_folder, hide, make_private
from model.report.edits import Edit, Typed
from model.safekeeping.edit_lines import plain, spliced
from model.safekeeping.processes import this_process

MARK: Final = "ziping journal 1"
PLACES: Final = 9
MAX_BYTES: Final = 16 * 1024 * 1024
_LONG: Final = 4 * 1024 * 1024
_MANY: Final = 5000
_RETRY: Final = 0.5
_GONE: Final = "草稿旁边的日志不见了（文件夹被移走、改名或清理过）"
_FULL: Final = "草稿旁边记不下未保存的内容（文件夹只读、磁盘已满或网络盘断开）"


class Journal:
    """The journal of one draft under edit; ``note`` is the observer of its session.

    ``now`` gives the time in seconds. ``trouble`` is the sentence for the clerk as long as the journal had to go
    elsewhere, or nowhere; ``notice`` is one to be told once, which whoever tells it clears. ``sync`` may be called in
    another thread, everything else belongs to the one that edits.
    """

    def __init__(self, draft: Draft, now: Callable[[], float]) -> None:
        self.draft = draft
        self.path: Path | None = None
        self.trouble = ""
        self.notice = ""
        self._now = now
        self._file = -1
        self._seq = 0
        self._size = 0
        self._begun = 0
        self._text = ("", "")
        self._syncing = threading.Lock()
        self._unsynced = False
        self._new_name = False
        self._since: list[dict[str, Any]] | None = None
        self._fault = ""
        self._tried = 0.0
        self._stale: list[tuple[Path, int, int]] = []

    def note(self, edit: Edit) -> None:
        """Write ``edit`` down; it is in the report already."""
        before, self._text = self._text, (edit.path, edit.new) if isinstance(edit, Typed) else ("", "")
        if self._file < 0 and not self.trouble:
            self._begin({"edit": plain(edit)})
        elif self._file < 0:
            self.look()
        elif self._lost():
            self._move()
        elif isinstance(edit, Typed) and before == (edit.path, edit.old):
            self._write({"more": spliced(edit.old, edit.new)})
        else:
            self._write({"edit": plain(edit)})
        if self._size - self._begun > _LONG or self._seq > _MANY:
            self.begin_anew()

    def look(self) -> None:
        """See that the journal is where it should be: to be called now and then, as long as something is not saved.

        One that went, or that the disk did not take, is written anew, in the user's data folder where it cannot lie
        beside the draft; from there it comes back as soon as it can.
        """
        if self._file >= 0 and self._lost():
            self._move()
        elif self._file < 0 and not self.trouble:
            self._fault = ""
        elif self.trouble and time.monotonic() - self._tried >= _RETRY:
            self._come_back()

    @property
    def ailing(self) -> bool:
        """Whether there is something to tell, or something was found that ``look`` has to see to."""
        return bool(self.trouble or self._fault or self.notice)

    def begin_saving(self) -> None:
        """The draft is to be saved as it is now, in another thread: what is typed from now on is not in that file."""
        self._since = []
        if self._file >= 0:
            self._write({"saving": ""})
            self._text = ("", "")

    def saving(self, data: bytes) -> None:
        """The draft is about to be saved as ``data``: if that succeeds, what was written until it began is done.

        ``sync`` has to be called before the file is replaced.
        """
        if self._file >= 0:
            self._write({"saving": digest(data)})
            self._text = ("", "")

    def sync(self) -> None:
        """Have what was written on the disk; may take long there. Finds out, too, whether the journal went."""
        with self._syncing:  # who comes second must not go on before the first is done
            self._sync()

    def _sync(self) -> None:
        file, path = self._file, self.path
        if file < 0 or path is None:
            return
        if self._unsynced:
            self._unsynced = False
            try:
                if self._new_name:
                    self._new_name = False
                    sync_folder(path.parent)
                os.fsync(file)
            except OSError:
                # Another file may have been opened under that number meanwhile: only the one now in use counts.
                if file == self._file and path == self.path:
                    self._fault = _FULL
        if not _is_there(file, path) and file == self._file and path == self.path:
            self._fault = _GONE

    def go_on(self) -> None:
        """The save that was begun is safely on the disk: only what was typed since then is still to be recovered."""
        since, self._since = self._since, None
        self._write_anew(*(since or [self._whole()]))

    def begin_anew(self) -> None:
        """Write down all that the report says, for what its file says now, and forget the lines before."""
        self._write_anew(self._whole())

    def _write_anew(self, *lines: dict[str, Any]) -> None:
        before = self.path
        self._close()
        self._begin(*lines)
        if before is not None and self._file >= 0 and before != self.path:
            _remove(before)

    def discard(self) -> None:
        """The draft is safely on the disk, or not wanted: nothing is to be recovered."""
        path, self.path = self.path, None
        self._close()
        if path is not None:
            _remove(path)
        self._remove_stale()
        self.trouble = self.notice = ""

    def close(self) -> None:
        """Leave the journal as it is."""
        self.sync()
        self._close()

    # Where it lies

    def _begin(self, *lines: dict[str, Any]) -> None:
        """Open a journal with ``lines`` below the header, beside the draft or where else it can be."""
        self.trouble = ""
        if not any(self._open(place, *lines) for place in places(self.draft.path)):
            self._begin_elsewhere(_FULL, *lines)

    def _begin_elsewhere(self, said: str, *lines: dict[str, Any]) -> None:
        self._tried = time.monotonic()
        if place := next((place for place in fallbacks(self.draft.path) if self._open(place, *lines)), None):
            self.trouble = ""
            if self.draft.path is not None:
                self.trouble = f"{said}，已改记在 {place.parent}；请尽快保存"
        else:
            self.trouble = f"{said}，别处也不能：请尽快保存，或换一个位置保存"

    def _lost(self) -> bool:
        """Whether what was written is not to be found where it should be, or is not safe there."""
        if not self._fault and self.path is not None and not _is_there(self._file, self.path):
            self._fault = _GONE
        return bool(self._fault)

    def _move(self) -> None:
        """Write all anew: beside the draft if that can be, else in the data folder."""
        said, whole = self._fault or _FULL, self._whole()
        self._give_up()
        self._close()
        self.path = None
        self.trouble = ""
        # A disk that did not take the last lines is not trusted with the next ones at once.
        if said == _GONE and any(self._open(place, whole) for place in places(self.draft.path)):
            self.notice = f"{said}，已重新记下全部未保存的内容"
        else:
            self._begin_elsewhere(said, whole)
        if self._file >= 0:
            self._remove_stale()

    def _give_up(self) -> None:
        """What is open now is to be removed, as soon as that can be; its folder may have another name by now."""
        for path in filter(None, {self.path, *places(self.draft.path)}):
            with contextlib.suppress(OSError):
                if _is_there(self._file, path):
                    status = os.fstat(self._file)
                    self._stale.append((path, status.st_dev, status.st_ino))

    def _remove_stale(self) -> None:
        """Remove journals of this draft that were given up, unless something else stands there now."""
        for path, device, number in self._stale:
            with contextlib.suppress(OSError):
                status = os.lstat(path)
                if (status.st_dev, status.st_ino) == (device, number):
                    path.unlink()
        self._stale = [one for one in self._stale if os.path.lexists(one[0])]

    def _come_back(self) -> None:
        """Try the place beside the draft again; where nothing is written anywhere, every other place, too."""
        self._tried = time.monotonic()
        file, path, seq, size, text = self._file, self.path, self._seq, self._size, self._text
        whole = self._whole()
        self._file = -1
        if any(self._open(place, whole) for place in places(self.draft.path)):
            self.trouble, self.notice = "", "草稿旁边又能记下未保存的内容了"
            if file >= 0:
                os.close(file)
            if path is not None:
                _remove(path)
            self._remove_stale()
            return
        self._file, self.path, self._seq, self._size, self._text = file, path, seq, size, text
        if file < 0:
            self._begin_elsewhere(_FULL, whole)

    def _open(self, place: Path, *lines: dict[str, Any]) -> bool:
        try:
            if place.parent.name == "journals":
                make_private(place.parent)
            # A name that is taken, be it by a link, is not followed: someone else's journal stays as it is.
            self._file = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        except OSError:
            return False
        hide(place)
        self.path = place
        self._seq = self._size = 0
        self._fault = ""
        try:
            # In one go: who is killed in between leaves no journal without its first edit.
            begun = [{"saving": ""}] if self._since is not None else []
            self._append(header(self.draft), *map(self._numbered, [*begun, *lines]))
            if self.trouble:
                # Room that is only promised is refused here, not when the machine dies.
                os.fsync(self._file)
        except OSError:
            self._give_up()
            self._close()
            self._remove_stale()
            self.path = None
            return False
        self._new_name = True
        self._begun = self._size  # all of a large draft is long by itself
        if self._since is not None:
            self._since = list(lines)
        return True

    def _write(self, line: dict[str, Any]) -> None:
        if self._file < 0:
            return
        if self._since is not None and "saving" not in line:
            self._since.append(line)
        try:
            self._append(self._numbered(line))
        except OSError:
            self._fault = _FULL
            self._move()

    def _whole(self) -> dict[str, Any]:
        return {"whole": self.draft.report.root.content()}

    def _numbered(self, line: dict[str, Any]) -> dict[str, Any]:
        self._seq += 1
        return {"seq": self._seq, "time": round(self._now(), 1), **line}

    def _append(self, *lines: dict[str, Any]) -> None:
        text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
        data = text.encode("utf-8", "surrogatepass")
        written = os.write(self._file, data)
        if written < len(data) and os.write(self._file, data[written:]) < len(data) - written:
            raise OSError("short write")
        self._size += len(data)
        self._unsynced = True

    def _close(self) -> None:
        if self._file >= 0:
            with contextlib.suppress(OSError):
                os.close(self._file)
        self._file = -1
        self._text = ("", "")
        self._fault = ""


def _is_there(file: int, path: Path) -> bool:
    """Whether the open ``file`` is what stands at ``path``."""
    try:
        return os.path.samestat(os.fstat(file), os.lstat(path))
    except OSError:
        return False


def header(draft: Draft) -> dict[str, Any]:
    """The first line of a journal of ``draft``."""
    found = {
        "ziping": MARK,
        "schema": SCHEMA,
        **this_process().plain(),
        "file": draft.path.name if draft.path is not None else "",
        "base": digest(draft.data) if draft.data is not None else "",
    }
    return found if draft.path is not None else {**found, "text": draft.text}


def places(path: Path | None) -> list[Path]:
    """Where the journal of the draft at ``path`` can lie beside it: the first place, more where others are kept."""
    return _numbered_places(beside(path, "journal")) if path is not None else []


def fallbacks(path: Path | None) -> list[Path]:
    """Where it can lie else; for a draft without a file, where all of these lie."""
    folder = data_folder("journals")
    if path is None:
        return [folder / f"new-{number}.journal" for number in range(1, 100)]
    name = digest(os.fsencode(os.path.realpath(path)))[:24]
    return _numbered_places(folder / f"{name}.journal")


def _numbered_places(first: Path) -> list[Path]:
    return [first, *(first.with_name(f"{first.name}{number}") for number in range(2, PLACES + 1))]


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()

"""Writes down every edit the moment it is made, so that nothing typed is lost when the program or the machine dies.

The journal lies hidden beside the draft, one line of JSON an edit, and goes once the draft is saved. Its lines:

- the header: whose it is, which file it belongs to and the SHA-256 of what that file said (``base``; ``text``: all of
  it, where there is no file yet);
- ``{"seq", "time", "edit"}``: an edit, with the old and the new text;
- ``{"seq", "time", "more": [at, old, new]}``: the field of the line before goes on being typed;
- ``{"seq", "time", "whole"}``: all that the report says;
- ``{"seq", "time", "saving"}``: what follows is based on a file of that SHA-256, should it have come to the disk.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from typing import TYPE_CHECKING, Any, Final

from model.files.companions import beside, data_folder
from model.drafts.draft import SCHEMA, digest
from model.editing.session import Typed
from model.safekeeping.edit_lines import plain, spliced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from model.drafts.draft import Draft
    from model.editing.session import Edit

MARK: Final = "ziping journal 1"
PLACES: Final = 9
MAX_BYTES: Final = 16 * 1024 * 1024
_LONG: Final = 4 * 1024 * 1024
_MANY: Final = 5000


class Journal:
    """The journal of one draft under edit; ``note`` is the observer of its session.

    ``now`` gives the time in seconds. ``trouble`` is the sentence for the clerk once the journal had to go elsewhere,
    or nowhere.
    """

    def __init__(self, draft: Draft, now: Callable[[], float]) -> None:
        self.draft = draft
        self.path: Path | None = None
        self.trouble = ""
        self._now = now
        self._file = -1
        self._seq = 0
        self._size = 0
        self._text = ("", "")
        self._unsynced = False

    def note(self, edit: Edit) -> None:
        """Write ``edit`` down; it is in the report already."""
        before, self._text = self._text, (edit.path, edit.new) if isinstance(edit, Typed) else ("", "")
        if self._file < 0 and not self.trouble:
            self._begin({"edit": plain(edit)})
        elif isinstance(edit, Typed) and before == (edit.path, edit.old):
            self._write({"more": spliced(edit.old, edit.new)})
        else:
            self._write({"edit": plain(edit)})
        if self._size > _LONG or self._seq > _MANY:
            self.begin_anew()

    def saving(self, data: bytes) -> None:
        """The draft is about to be saved as ``data``: if that succeeds, what is written so far is done."""
        if self._file >= 0:
            self._write({"saving": digest(data)})
            self._text = ("", "")
            self.sync()

    def sync(self) -> None:
        """Have what was written on the disk; may take long there."""
        if self._unsynced and self._file >= 0:
            self._unsynced = False
            with contextlib.suppress(OSError):
                os.fsync(self._file)

    def begin_anew(self) -> None:
        """Write down all that the report says, for what its file says now, and forget the lines before."""
        before = self.path
        self._close()
        self._begin(self._whole())
        if before is not None and self._file >= 0:
            _remove(before)

    def discard(self) -> None:
        """The draft is safely on the disk, or not wanted: nothing is to be recovered."""
        self._close()
        if self.path is not None:
            _remove(self.path)
            self.path = None
        self.trouble = ""

    def close(self) -> None:
        """Leave the journal as it is."""
        self.sync()
        self._close()

    # Lines

    def _begin(self, line: dict[str, Any]) -> None:
        """Open a journal with ``line`` below the header, beside the draft or where else it can be."""
        if any(self._open(place, line) for place in places(self.draft.path)):
            return
        self._begin_elsewhere(line)

    def _begin_elsewhere(self, line: dict[str, Any]) -> None:
        said = "草稿旁边记不下未保存的内容（文件夹只读、磁盘已满或网络盘断开）"
        if place := next((place for place in fallbacks(self.draft.path) if self._open(place, line)), None):
            if self.draft.path is not None:
                self.trouble = f"{said}，已改记在 {place.parent}；请尽快保存"
        else:
            self.trouble = f"{said}，别处也不能：请尽快保存，或换一个位置保存"

    def _open(self, place: Path, line: dict[str, Any]) -> bool:
        try:
            if place.parent.name == "journals":
                place.parent.mkdir(parents=True, exist_ok=True)
            # A name that is taken, be it by a link, is not followed: someone else's journal stays as it is.
            self._file = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        except OSError:
            return False
        self.path = place
        self._seq = self._size = 0
        try:
            self._append(header(self.draft))
            self._append(self._numbered(line))
        except OSError:
            self._close()
            _remove(place)
            self.path = None
            return False
        return True

    def _write(self, line: dict[str, Any]) -> None:
        if self._file < 0:
            return
        try:
            self._append(self._numbered(line))
        except OSError:
            self._close()
            self.path = None
            self._begin_elsewhere(self._whole())

    def _whole(self) -> dict[str, Any]:
        return {"whole": self.draft.report.root.content()}

    def _numbered(self, line: dict[str, Any]) -> dict[str, Any]:
        self._seq += 1
        return {"seq": self._seq, "time": round(self._now(), 1), **line}

    def _append(self, line: dict[str, Any]) -> None:
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
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


def header(draft: Draft) -> dict[str, Any]:
    """The first line of a journal of ``draft``."""
    found = {
        "ziping": MARK,
        "schema": SCHEMA,
        **who(),
        "file": draft.path.name if draft.path is not None else "",
        "base": digest(draft.data) if draft.data is not None else "",
    }
    return found if draft.path is not None else {**found, "text": draft.text}


def who() -> dict[str, Any]:
    """The user, the host and the process that writes."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    return {"pid": os.getpid(), "host": socket.gethostname(), "user": user}


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

"""Files that commands write: what this program wrote before is replaced, everything else is left or set aside.

What was written is recorded in the user's data folder, one small file for each place: the SHA-256 of the content
and, where it matters, what kind of output that is.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple

from model.errors import ZipingError
from model.files.atomic import refuse_unusable, replace_file
from model.files.companions import data_folder, make_private
from model.files.kinds import is_special

MOST: Final = 4000
"""So many places are remembered; the longest unused are forgotten first."""
_SCHEMA: Final = re.compile(rb"[ \t]*[\"']?schema[\"']?\s*=\s*[0-9'\"]")
_HEAD: Final = 64 * 1024


class OutputRefusedError(ZipingError):
    """An output would take the place of an input or of a draft; the text says which and what to do."""


class Written(NamedTuple):
    """Where the output is, and where the file of somebody else is now that stood there, None for none."""

    path: Path
    aside: Path | None
    other_kind: bool = False
    """Whether this program wrote what is aside, as an output of another kind."""

    @property
    def notice(self) -> str:
        """The sentence for the clerk, "" for nothing to tell."""
        if self.aside is None:
            return ""
        why = "是 ziping 写的另一种文件" if self.other_kind else "不是 ziping 写的，或写出后改过"
        return f"“{self.path.name}”{why}，原文件已另存为“{self.aside.name}”。"


def write_output(
    path: Path,
    data: bytes,
    inputs: Iterable[Path] = (),
    *,
    kind: str = "",
    is_report: Callable[[Path], bool] = lambda path: False,
) -> Written:
    """Make ``data`` the content of ``path``; a file there that this program did not write gets another name.

    So does an output of another ``kind`` ("report", "check", "template", "wording"; "" for all others), as it was
    recorded. ``is_report`` is asked of what is not recorded: whether it is a report as this program writes it, here or
    elsewhere.

    Raises OutputRefusedError where the file there is one of the ``inputs`` or a draft, OSError where it cannot be
    written; then everything is as it was.
    """
    refuse_to_overwrite(path, inputs)
    giving_way = _GivingWay(path, kind, is_report)
    try:
        replace_file(path, data, ready=giving_way)
    except BaseException:
        giving_way.undo()
        raise
    remember(path, data, kind)
    return Written(path, giving_way.aside, giving_way.other_kind)


def take_the_place(path: Path, part: Path, kind: str) -> Written:
    """As ``write_output`` with the content of the file ``part`` beside it, which is given the name ``path``."""
    refuse_unusable(path)
    refuse_to_overwrite(path)
    giving_way = _GivingWay(path, kind)
    try:
        giving_way()
        os.replace(part, path)
    except BaseException:
        giving_way.undo()
        raise
    with open(path, "rb") as file:
        _remember(path, hashlib.file_digest(file, "sha256").hexdigest(), kind)
    return Written(path, giving_way.aside, giving_way.other_kind)


class _GivingWay:
    """Sets aside what stands at ``path``, when called, unless this program wrote it as an output of that ``kind``.

    ``aside`` is where it is then.
    """

    def __init__(self, path: Path, kind: str, is_report: Callable[[Path], bool] = lambda path: False) -> None:
        self.path = path
        self.kind = kind
        self.is_report = is_report
        self.other_kind = False
        self.aside: Path | None = None

    def __call__(self) -> None:
        path = self.path
        if os.path.isdir(path):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not os.path.exists(path):
            return
        recorded = os.path.exists(_entry(path))
        there = _recorded(path)[1] if is_own(path) else "report" if not recorded and self.is_report(path) else None
        self.other_kind = there not in (None, "", self.kind)
        if self.other_kind or there is None:
            aside = free_name(path, "原文件")
            if aside is None:
                raise FileExistsError(errno.EEXIST, "没有空着的文件名", str(path))
            os.rename(os.path.realpath(path), aside)
            self.aside = aside

    def undo(self) -> None:
        """Give it its name back."""
        if self.aside is not None and not os.path.exists(self.path):
            with contextlib.suppress(OSError):
                os.rename(self.aside, os.path.realpath(self.path))


def refuse_to_overwrite(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Raise OutputRefusedError where ``path`` is one of the ``inputs``, a draft, or a device."""
    if os.path.exists(path) and is_special(path):
        raise OutputRefusedError(f"{path}：这不是普通文件（是设备或管道），没有写；请换一个文件名")
    for one in inputs:
        with contextlib.suppress(OSError, ValueError):
            if os.path.samefile(path, one):
                raise OutputRefusedError(f"{path}：这是输入的文件，不能写在它上面，没有写；请换一个文件名")
    if is_draft(path):
        raise OutputRefusedError(f"{path}：这是一份草稿，不能写在它上面，没有写；请换一个文件名")


def is_draft(path: Path) -> bool:
    """Whether the file at ``path`` is a draft, also one that is damaged further down."""
    head = _head(path)
    for line in head.removeprefix(b"\xef\xbb\xbf").splitlines():
        if line.lstrip().startswith(b"["):
            return False
        if _SCHEMA.match(line):
            return True
    return False


def is_own(path: Path) -> bool:
    """Whether the file at ``path`` is what this program wrote there last; an empty file counts as nobody's."""
    try:
        if not os.path.isfile(path) or os.path.getsize(path) == 0:
            return os.path.isfile(path)
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == _recorded(path)[0]
    except (OSError, ValueError):
        return False


def _recorded(path: Path) -> tuple[str, str]:
    """The SHA-256 of what this program wrote at ``path``, and its kind; "" for what is not recorded."""
    try:
        sha256, _, kind = _entry(path).read_text("ascii").strip().partition(" ")
    except (OSError, ValueError):
        return "", ""
    return sha256, kind


def remember(path: Path, data: bytes, kind: str = "") -> None:
    """Record that this program made ``data`` the content of ``path``. Where there is no room for that, nothing is."""
    _remember(path, hashlib.sha256(data).hexdigest(), kind)


def _remember(path: Path, sha256: str, kind: str) -> None:
    entry = _entry(path)
    with contextlib.suppress(OSError):
        make_private(entry.parent)
        replace_file(entry, f"{sha256} {kind}".encode(), mode=0o600)
        _forget(entry.parent)


def free_name(path: Path, word: str = "") -> Path | None:
    """A name beside ``path``, told apart by ``word`` and a number, that no file has; None where a hundred are taken."""
    marks = [word] * bool(word) + [f"{word}{number}" for number in range(2, 100)]
    names = (path.with_name(f"{path.stem}（{mark}）{path.suffix}") for mark in marks)
    return next((name for name in names if not os.path.lexists(name)), None)


def _head(path: Path) -> bytes:
    try:
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return file.read(_HEAD)
    except (OSError, ValueError):
        pass
    return b""


def _entry(path: Path) -> Path:
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    return data_folder("written") / name


def _forget(folder: Path) -> None:
    entries = list(os.scandir(folder))
    if len(entries) > MOST:
        for entry in sorted(entries, key=lambda one: one.stat().st_mtime)[: len(entries) - MOST * 3 // 4]:
            os.unlink(entry.path)

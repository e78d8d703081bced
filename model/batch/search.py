"""Finds the drafts and finished reports below folders, one folder's names in memory at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from model.drafts.no_draft import DRAFT_LINE, is_draft
from model.files.kinds import is_special
from model.files.unwritten import reason

DRAFT, WORD = ".toml", ".docx"
_TEXTS: Final = (".txt", ".md")
REPORTS: Final = (WORD, ".pdf", *_TEXTS)
"""The endings of finished reports."""
UNREADABLE: Final = (".doc", ".wps", ".rtf", ".odt", ".ofd", ".zip", ".rar", ".7z")
"""The endings of files that may be reports, which nobody can read as they are."""
NOTHING: Final = "里面没有草稿（.toml）和报告（.docx、.pdf、.txt、.md），请检查是否选错了文件夹"
"""What is said of folders without anything to check."""
_LEFT_OUT: Final = (".", "~$")
_HEAD: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class Source:
    """A file to check. ``size`` and ``changed`` (ns) are -1 where the system tells nothing; ``named``: by the user.

    ``fault`` says why there is nothing to read, "" otherwise.
    """

    path: str
    size: int = -1
    changed: int = -1
    named: bool = False
    fault: str = ""


def find(paths: Iterable[str]) -> Iterator[Source]:
    """What there is to check in and below ``paths``: files named are taken as they are, folders searched by name.

    In a folder, drafts and reports count by their endings, in any case of letters, and what may be a report that nobody
    can read as it is. Hidden ones and the lock files of Word (``~$``) do not, nor does what is reached through a linked
    folder. Each folder gives its content in order of names.
    """
    for path in paths:
        if os.path.isdir(path):
            yield from _below(path)
        else:
            yield _source(path, named=True)


def is_report(path: str) -> bool:
    """Whether the file at ``path`` is a finished report rather than a draft: by its name, unless a text is a draft."""
    if not path.lower().endswith(_TEXTS):
        return path.lower().endswith(REPORTS)
    try:
        if is_special(path):
            return False  # whoever reads a draft says that it is no file
        with open(path, "rb") as file:
            return DRAFT_LINE.search(file.read(_HEAD)) is None
    except OSError:
        return True  # whoever reads it says why it cannot be read


def is_left_out(source: Source) -> bool:
    """Whether a file of a folder is no draft by its content, or no report that anybody can read by its name."""
    if source.named or source.path.lower().endswith(REPORTS):
        return False
    if not source.path.lower().endswith(DRAFT):
        return True
    try:
        with open(source.path, "rb") as file:
            return not is_draft(file.read(_HEAD))
    except OSError:
        return False  # whoever reads it says why it cannot be read


def is_any_text(source: Source) -> bool:
    """Whether a file of a folder may be a report or any other text: only what it holds tells."""
    return not source.named and source.path.lower().endswith(_TEXTS)


def _below(folder: str) -> Iterator[Source]:
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry.name, _is_folder(entry)) for entry in found if not entry.name.startswith(_LEFT_OUT))
    except OSError as error:
        yield Source(folder, fault=f"{folder}：打不开这个文件夹（{reason(error)}），请检查权限、磁盘或网络盘")
        return
    for name, is_folder in entries:
        path = os.path.join(folder, name)
        if is_folder:
            if not os.path.islink(path):
                yield from _below(path)
        elif name.lower().endswith((DRAFT, *REPORTS, *UNREADABLE)):
            yield _source(path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself: whoever reads it will say so
        return False


def _source(path: str, *, named: bool = False) -> Source:
    try:
        found = os.stat(path)
        if is_special(path):
            return Source(
                path, named=named, fault=f"{path}：这不是普通文件（是设备或管道），没有核对；请移走，或换一个"
            )
    except (OSError, ValueError):
        return Source(path, named=named)
    return Source(path, found.st_size, found.st_mtime_ns, named)

"""Finds the drafts and finished reports below folders, one folder's names in memory at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from model.files.unwritten import reason
from model.schema.outline import Outline

DRAFT, WORD = ".toml", ".docx"
_LEFT_OUT: Final = (".", "~$")
_MARKS: Final = "|".join(part.name for part in Outline.elements)
_DRAFT_LINE: Final = re.compile(rf"^[ \t]*(?:schema[ \t]*=|\[+[ \t]*(?:{_MARKS})[ \t.\]])".encode(), re.MULTILINE)


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

    In a folder, files ending in .toml or .docx count, in any case of letters. Hidden ones and the lock files of Word
    (``~$``) do not, nor does what is reached through a linked folder. Each folder gives its content in order of names.
    """
    for path in paths:
        if os.path.isdir(path):
            yield from _below(path)
        else:
            yield _source(path, named=True)


def is_draft(data: bytes) -> bool:
    """Whether the content of a .toml file is a draft, sound or broken: wording and settings of programs are not.

    A draft has a line ``schema =`` or a table of one of the sections; what is empty or no text may have been one.
    """
    return not data.strip() or b"\0" in data or _DRAFT_LINE.search(data.removeprefix(b"\xef\xbb\xbf")) is not None


def is_word(path: str) -> bool:
    """Whether the file at ``path`` is a finished report rather than a draft."""
    return path.lower().endswith(WORD)


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
        elif name.lower().endswith((DRAFT, WORD)):
            yield _source(path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself: whoever reads it will say so
        return False


def _source(path: str, *, named: bool = False) -> Source:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return Source(path, named=named)
    return Source(path, found.st_size, found.st_mtime_ns, named)

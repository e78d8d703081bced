"""Reads a journal with distrust: it may come from a stranger, from another version, or from a disk that is failing."""

from __future__ import annotations

import json
import math
import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

from model.drafts.draft import MAX_ALL_ROWS, SCHEMA
from model.drafts.migrations import migrate_content
from model.errors import ZipingError
from model.files.unwritten import reason
from model.report.edits import Edit, Typed
from model.report.tree import Content
from model.safekeeping.edit_lines import content_of, edit_of
from model.safekeeping.journal import MARK, MAX_BYTES
from model.safekeeping.processes import Process

_MOST_LINES: Final = 10_000
_MOST_RECORDS: Final = 20 * MAX_ALL_ROWS
"""No line has more braces: a row of the largest draft has some groups, and texts of its own that quote figures."""
_FAMILY: Final = MARK.rpartition(" ")[0]
_BEGIN: Final = f'{{"ziping":"{MARK}"'.encode()
_LATEST: Final = 32_503_680_000.0
"""The year 3000, in seconds: what comes later is no time that a clock showed."""


class JournalError(ZipingError):
    """The file is no journal that can be used.

    ``garbage``: it never will be one. Else it may be read later: with the rights for it, by another version.
    ``unbegun``: whoever began it was killed before the first edit was in it.
    """

    def __init__(self, sentence: str, *, garbage: bool = True, unbegun: bool = False) -> None:
        super().__init__(sentence)
        self.garbage = garbage
        self.unbegun = unbegun


class Whole(NamedTuple):
    """All that the report said."""

    content: Content


class Saving(NamedTuple):
    """A file with that SHA-256 was about to be written, of what was said until then; "" where it was only begun."""

    digest: str


@dataclass(frozen=True, slots=True)
class JournalHeader:
    """Whose journal it is, for the file of which name, which said something with the SHA-256 ``base``.

    ``text`` is the draft itself where it had no file. ``time`` is when the last line was written, in seconds, None
    where that is not told.
    """

    process: Process
    file: str = ""
    base: str = ""
    text: str = ""
    time: float | None = None


class Kept(NamedTuple):
    """What a journal says; ``damage`` is the sentence on whole lines that cannot be used, "" where there are none."""

    header: JournalHeader
    steps: list[Edit | Whole | Saving]
    damage: str = ""


def read(path: Path) -> Kept:
    """The journal at ``path``, up to a torn or damaged line. Raises JournalError."""
    data = _bytes(path)
    if b"\n" not in data and _BEGIN.startswith(data[: len(_BEGIN)]):
        raise JournalError("还没有内容", unbegun=True)
    lines = data.split(b"\n", _MOST_LINES + 2)
    if len(lines) > _MOST_LINES + 2:
        raise JournalError("太长")
    first = _object(lines[0])
    header = _header(first)
    schema = first["schema"] if first is not None else SCHEMA
    steps: list[Edit | Whole | Saving] = []
    time, damage = None, ""
    for number, line in enumerate(lines[1:-1], 1):
        found = _object(line)
        try:
            if found is None or found.get("seq") != number:
                raise ValueError("no line")
            _take(found, steps, schema)
            time = _time(found.get("time"))
        except (ValueError, KeyError, TypeError, RecursionError):
            # What comes behind a damaged line cannot be trusted: it builds on it.
            damage = f"日志从第{number + 1}行起损坏，{len(lines) - 1 - number} 步读不出来"
            break
    return Kept(replace(header, time=time), steps, damage)


def _bytes(path: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if os.path.islink(path):
            raise JournalError("是链接，不读")
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise JournalError("不是普通文件")
        with open(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise JournalError("不是普通文件")
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise JournalError(f"现在读不了（{reason(error)}）", garbage=False) from None
    if len(data) > MAX_BYTES:
        raise JournalError("太大")
    return data


def _header(found: dict[str, Any] | None) -> JournalHeader:
    mark = found.get("ziping") if found is not None else None
    if found is None or not isinstance(mark, str) or not mark.startswith(_FAMILY):
        raise JournalError("不是日志，或已损坏")
    # What an older program wrote down are edits of fields that still are: they replay on the draft as it is migrated.
    schema = found.get("schema")
    if mark != MARK or type(schema) is not int or not 1 <= schema <= SCHEMA:
        raise JournalError("是另一版程序写的，请用那一版打开", garbage=False)
    file, base, text = (found.get(name, "") for name in ("file", "base", "text"))
    if not (isinstance(file, str) and isinstance(base, str) and isinstance(text, str)):
        raise JournalError("不是日志，或已损坏")
    return JournalHeader(Process.of(found), file, base, text)


def _time(value: object) -> float | None:
    if type(value) not in (int, float) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= _LATEST and math.isfinite(value) and value >= 0 else None


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _object(line: bytes) -> dict[str, Any] | None:
    if line.count(b"{") > _MOST_RECORDS:
        return None
    try:
        found = json.loads(line.decode("utf-8", "surrogatepass"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _take(line: dict[str, Any], steps: list[Edit | Whole | Saving], schema: int) -> None:
    if "edit" in line:
        steps.append(edit_of(line["edit"]))
    elif "whole" in line:
        whole = content_of(line["whole"])
        migrate_content(whole, schema, SCHEMA)
        steps.append(Whole(whole))
    elif "saving" in line:
        saving = Saving(str(line["saving"]))
        if saving.digest and Saving("") in steps:
            steps[len(steps) - 1 - steps[::-1].index(Saving(""))] = saving
        else:
            steps.append(saving)
    else:
        at, old, new = line["more"]
        last = steps[-1] if steps else None
        if not (isinstance(last, Typed) and type(at) is int and isinstance(old, str) and isinstance(new, str)):
            raise ValueError("nothing to go on with")
        if at < 0 or last.new[at : at + len(old)] != old:
            raise ValueError("does not fit")
        steps[-1] = Typed(last.path, last.old, last.new[:at] + new + last.new[at + len(old) :])

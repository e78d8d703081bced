"""What journals have that no file has: read with distrust, and offered when the draft is opened again."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from model.drafts import draft as drafts
from model.drafts import versions as history
from model.drafts.companions import put_aside
from model.drafts.draft import MAX_ALL_ROWS, SCHEMA, DraftError, digest, parse
from model.editing.differences import Difference, differences, own_differences, step_to
from model.editing.merging import Merge
from model.errors import ZipingError
from model.report.edits import Removed, Together, Typed, apply, list_at
from model.report.report import Report
from model.safekeeping.edit_lines import content_of, edit_of
from model.safekeeping.journal import MARK, MAX_BYTES, fallbacks, places, who
from model.safekeeping.processes import gone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from model.drafts.draft import Draft
    from model.editing.session import Session
    from model.report.edits import Edit
    from model.report.tree import Content

_MOST_LINES: Final = 10_000


class JournalError(ZipingError):
    """The file is no journal that can be used."""


class Whole(NamedTuple):
    """All that the report said."""

    content: Content


class Saving(NamedTuple):
    """A file with that SHA-256 was about to be written."""

    digest: str


class Kept(NamedTuple):
    """What a journal says: its header, with the ``time`` of the last step, and its steps."""

    header: dict[str, Any]
    steps: list[Edit | Whole | Saving]


class Offer(NamedTuple):
    """What a journal can give back to a draft.

    ``content`` is what the report would say in place of ``before``, ``differences`` what is different then.
    ``same_base``: the file is still what the clerk typed into. ``left_out`` are sentences on edits that have no place
    in the file any more.
    """

    path: Path
    header: dict[str, Any]
    before: Content
    content: Content
    differences: list[Difference]
    same_base: bool
    left_out: list[str]

    def take(self, session: Session) -> None:
        """Put it into the draft as one step of its history; what was typed there meanwhile stays."""
        content = Merge(self.before, session.report.root.content(), self.content).content
        if step := step_to(session.report.root, content):
            session.together(step.path, step.edits)

    def drop(self) -> Path | None:
        """Let it go: a journal that could not be used up, or is perhaps still in use elsewhere, is put aside.

        Returns where it is then, None where nothing is left.
        """
        if self.left_out or self.header.get("host") != who()["host"]:
            return put_aside(self.path)
        with contextlib.suppress(OSError):
            self.path.unlink()
        return None


def read(path: Path) -> Kept:
    """The journal at ``path``, up to a torn last line. Raises JournalError."""
    lines = _bytes(path).split(b"\n", _MOST_LINES + 2)
    if len(lines) > _MOST_LINES + 2:
        raise JournalError("太长")
    header = _object(lines[0])
    if header is None or header.get("ziping") != MARK:
        raise JournalError("不是日志，或已损坏")
    # What older programs wrote down are edits of fields that still are: they replay on the draft as it is migrated.
    schema = header.get("schema")
    if type(schema) is not int or not 1 <= schema <= SCHEMA:
        raise JournalError("是另一版程序写的")
    steps: list[Edit | Whole | Saving] = []
    for number, line in enumerate(lines[1:-1], 1):
        found = _object(line)
        try:
            if found is None or found.get("seq") != number:
                raise ValueError("no line")
            _take(found, steps)
            header["time"] = found.get("time")
        except (ValueError, KeyError, TypeError, RecursionError):
            # What comes behind a damaged line cannot be trusted: it builds on it.
            break
    return Kept(header, steps)


def _bytes(path: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if os.path.islink(path):
            raise JournalError("是链接，不读")
        with open(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise JournalError("不是普通文件")
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise JournalError(f"读不了（{error.strerror}）") from None
    if len(data) > MAX_BYTES:
        raise JournalError("太大")
    return data


def _object(line: bytes) -> dict[str, Any] | None:
    if line.count(b"{") > MAX_ALL_ROWS:
        return None
    try:
        found = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _take(line: dict[str, Any], steps: list[Edit | Whole | Saving]) -> None:
    if "edit" in line:
        steps.append(edit_of(line["edit"]))
    elif "whole" in line:
        steps.append(Whole(content_of(line["whole"])))
    elif "saving" in line:
        steps.append(Saving(str(line["saving"])))
    else:
        at, old, new = line["more"]
        last = steps[-1] if steps else None
        if not (isinstance(last, Typed) and isinstance(at, int) and isinstance(old, str) and isinstance(new, str)):
            raise ValueError("nothing to go on with")
        if at < 0 or last.new[at : at + len(old)] != old:
            raise ValueError("does not fit")
        steps[-1] = Typed(last.path, last.old, last.new[:at] + new + last.new[at + len(old) :])


def offers(draft: Draft, own: Path | None = None) -> tuple[list[Offer], list[str]]:
    """What the journals of ``draft`` can give back, and sentences on those that cannot be used, which are put aside.

    The journal at ``own`` is being written, and those of programs that still run are left alone; those that have
    nothing new are removed.
    """
    found: list[Offer] = []
    refused: list[str] = []
    for path, kept in _journals(draft.path, refused, own):
        if kept.header.get("file") != _name(draft) and kept.header.get("base") != _hash(draft):
            refused.append(_refusal(path, "属于另一份草稿"))
            continue
        offer = _offer(path, kept, draft)
        if offer.differences or offer.left_out:
            found.append(offer)
        else:
            offer.drop()
    return found, refused


def unsaved() -> tuple[list[tuple[Draft, Offer]], list[str]]:
    """The drafts that never had a file, with what was typed into them; and sentences on what cannot be used."""
    found: list[tuple[Draft, Offer]] = []
    refused: list[str] = []
    for path, kept in _journals(None, refused):
        try:
            draft = parse(str(kept.header.get("text")))
        except DraftError:
            refused.append(_refusal(path, "已损坏"))
            continue
        offer = _offer(path, kept, draft)
        if offer.differences:
            found.append((draft, offer))
        else:
            offer.drop()
    return found, refused


def _journals(path: Path | None, refused: list[str], own: Path | None = None) -> Iterator[tuple[Path, Kept]]:
    known: dict[tuple[object, object], tuple[Path, Kept]] = {}
    here = who()
    for place in [*places(path), *fallbacks(path)]:
        if place == own or not os.path.lexists(place):
            continue
        try:
            kept = read(place)
        except JournalError as error:
            refused.append(_refusal(place, str(error)))
            continue
        host, pid = kept.header.get("host"), kept.header.get("pid")
        if host == here["host"] and pid != here["pid"] and not gone(host, pid):
            continue
        # Of two journals of one process the earlier one was being replaced.
        earlier = known.get((host, pid))
        if earlier is not None and place.stat().st_mtime < earlier[0].stat().st_mtime:
            continue
        known[host, pid] = place, kept
    yield from known.values()


def _refusal(path: Path, why: str) -> str:
    aside = put_aside(path)
    return f"未保存内容的日志 {path.name} {why}，没有采用" + (f"，已改名为 {aside.name}" if aside else "")


def _name(draft: Draft) -> str:
    return draft.path.name if draft.path is not None else ""


def _hash(draft: Draft) -> str:
    return digest(draft.data) if draft.data is not None else ""


def _offer(path: Path, kept: Kept, draft: Draft) -> Offer:
    steps, base, disk = kept.steps, str(kept.header.get("base")), drafts.content(draft.text)
    same = base == _hash(draft)
    for at, step in enumerate(kept.steps):
        if isinstance(step, Saving) and step.digest == _hash(draft):
            steps, same = kept.steps[at + 1 :], True
    # Where the file is another one now, what was typed is merged into it if the version that it was typed into is left.
    before = None if same or draft.path is None else history.content_with(draft.path, base)
    left_out: list[str] = []
    content = _replayed(disk if before is None else before, steps, left_out, strict=not same and before is None)
    if before is not None:
        content = Merge(before, content, disk).content
    old, new = _report(disk), _report(content)
    told = [*differences(old.root, new.root), *own_differences(old.root, new.root)]
    return Offer(path, kept.header, disk, new.root.content(), told, same, left_out)


def _report(content: Content) -> Report:
    report = Report()
    report.root.fill(content)
    report.bind()
    return report


def _replayed(content: Content, steps: list[Edit | Whole | Saving], left_out: list[str], *, strict: bool) -> Content:
    """What ``content`` becomes by ``steps``. ``strict``: in lists, only what finds the text that it was typed over."""
    for at, step in enumerate(steps):
        if isinstance(step, Whole):
            content, steps = step.content, steps[at + 1 :]
    report = Report()
    try:
        report.root.fill(content)
    except (KeyError, AttributeError, TypeError):
        left_out.append("全部内容：与草稿的格式不合")
    for step in steps:
        if isinstance(step, Saving | Whole):
            continue
        try:
            if strict:
                _must_fit(report, step)
            apply(report.root, step)
        except (KeyError, IndexError, AttributeError, TypeError):
            left_out.append(_told(step))
    return report.root.content()


def _must_fit(report: Report, edit: Edit) -> None:
    """Raise KeyError where ``edit``, in a list, does not find what it was made on."""
    if isinstance(edit, Together):
        for single in edit.edits:
            _must_fit(report, single)
    elif isinstance(edit, Typed) and any(step.isdigit() for step in edit.path.split(".")):
        if report.cell(edit.path).raw not in (edit.old, edit.new):
            raise KeyError(edit.path)
    elif isinstance(edit, Removed) and list_at(report.root, edit.path).rows[edit.at].content() != edit.content:
        raise KeyError(edit.path)


def _told(edit: Edit) -> str:
    said = f"：{edit.new[:60]}" if isinstance(edit, Typed) else ""
    return f"{edit.path[:80]}{said}"

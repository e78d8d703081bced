"""What journals have that no file has: offered when the draft is opened again."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from model.drafts import versions as history
from model.drafts.draft import Draft, DraftError, digest, parse
from model.editing.differences import Difference, differences, own_differences, step_to
from model.editing.merging import Merge
from model.editing.session import Session
from model.files.atomic import remove_leftovers
from model.files.companions import put_aside
from model.report.edits import Edit, Removed, Together, Typed, apply
from model.report.report import Report
from model.report.tree import Content
from model.safekeeping.journal import fallbacks, places
from model.safekeeping.journal_reading import JournalError, JournalHeader, Kept, Saving, Whole, read
from model.text import shown


class Offer(NamedTuple):
    """What a journal can give back to a draft.

    ``content`` is what the report would say in place of ``before``, ``differences`` what is different then.
    ``same_base``: the file is still what the clerk typed into. ``left_out`` are sentences on edits that have no place
    in the file any more.
    """

    path: Path
    header: JournalHeader
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
        if self.left_out or not self.header.process.here:
            return put_aside(self.path)
        with contextlib.suppress(OSError):
            self.path.unlink()
        return None


def offers(draft: Draft, own: Path | None = None) -> tuple[list[Offer], list[str]]:
    """What the journals of ``draft`` can give back, and sentences on those that cannot be used.

    Only what will never be a journal of this draft is put aside; what cannot be read now, or only by another version,
    stays where it is. The journal at ``own`` is being written, and those of programs that still run are left alone;
    those that have nothing new are removed, so are the remains of saves that were killed.
    """
    found: list[Offer] = []
    refused: list[str] = []
    if draft.path is not None:
        remove_leftovers(draft.path)
    for path, kept in _journals([*places(draft.path), *fallbacks(draft.path), *_renamed(draft)], refused, own):
        if kept.header.file != _name(draft) and kept.header.base != _hash(draft):
            refused.append(_put_aside(path, "属于另一份草稿"))
            continue
        offer = _offer(path, kept, draft)
        if _gives(offer, kept, refused):
            found.append(offer)
    return found, refused


def unsaved() -> tuple[list[tuple[Draft, Offer]], list[str]]:
    """The drafts that never had a file, with what was typed into them; and sentences on what cannot be used."""
    found: list[tuple[Draft, Offer]] = []
    refused: list[str] = []
    for path, kept in _journals(fallbacks(None), refused):
        try:
            draft = parse(kept.header.text)
        except DraftError:
            refused.append(_put_aside(path, "已损坏"))
            continue
        offer = _offer(path, kept, draft)
        if _gives(offer, kept, refused):
            found.append((draft, offer))
    return found, refused


def _gives(offer: Offer, kept: Kept, refused: list[str]) -> bool:
    """Whether ``offer`` has anything to give; if not, its journal goes, put aside where some of it cannot be read."""
    if offer.differences or (offer.left_out and not kept.damage):
        return True
    if kept.damage:
        refused.append(_put_aside(offer.path, "已损坏"))
    else:
        offer.drop()
    return False


def _renamed(draft: Draft) -> list[Path]:
    """Journals beside ``draft`` whose own file is not there any more, and said what this one says: it was renamed."""
    if draft.path is None or draft.data is None:
        return []
    folder = Path(os.path.realpath(draft.path)).parent
    found = []
    with contextlib.suppress(OSError):
        for name in sorted(os.listdir(folder)):
            file, mark, number = name[1:].rpartition(".journal")
            if not (name.startswith(".") and mark and file and (not number or number.isdecimal())):
                continue
            if os.path.lexists(folder / file):
                continue
            with contextlib.suppress(JournalError):
                if read(folder / name).header.base == _hash(draft):
                    found.append(folder / name)
    return found


def _journals(candidates: list[Path], refused: list[str], own: Path | None = None) -> Iterator[tuple[Path, Kept]]:
    known: dict[tuple[object, ...], tuple[Path, Kept]] = {}
    for place in candidates:
        if place == own or not os.path.lexists(place):
            continue
        try:
            kept = read(place)
        except JournalError as error:
            if error.unbegun:
                # A minute is more than anybody takes to write the first line.
                if time.time() - _modified(place) / 1e9 > 60:
                    with contextlib.suppress(OSError):
                        place.unlink()
                continue
            refused.append(_put_aside(place, str(error)) if error.garbage else _left(place, str(error)))
            continue
        process = kept.header.process
        if process.runs and not process.is_this:
            continue
        # Of two journals of one process the earlier one was being replaced.
        key = (process.host, process.boot, process.pid, process.start, kept.header.file)
        earlier = known.get(key)
        if earlier is not None and _modified(place) < _modified(earlier[0]):
            continue
        known[key] = place, kept
    yield from known.values()


def _modified(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _put_aside(path: Path, why: str) -> str:
    aside = put_aside(path)
    return f"未保存内容的日志 {path.name} {why}，没有采用" + (f"，已改名为 {aside.name}" if aside else "")


def _left(path: Path, why: str) -> str:
    return f"未保存内容的日志 {path.name} {why}，里面的内容还没有找回，日志留在原处（{path.parent}）"


def _name(draft: Draft) -> str:
    return draft.path.name if draft.path is not None else ""


def _hash(draft: Draft) -> str:
    return digest(draft.data) if draft.data is not None else ""


def _offer(path: Path, kept: Kept, draft: Draft) -> Offer:
    steps, base, disk = kept.steps, kept.header.base, draft.base.content
    same = base == _hash(draft)
    for at, step in enumerate(kept.steps):
        if isinstance(step, Saving) and step.digest and step.digest == _hash(draft):
            steps, same = kept.steps[at + 1 :], True
    # Where the file is another one now, what was typed is merged into it if the version that it was typed into is left.
    before = None if same or draft.path is None else history.content_with(draft.path, base)
    left_out = [kept.damage] if kept.damage else []
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
    elif isinstance(edit, Removed) and report.rows(edit.path).rows[edit.at].content() != edit.content:
        raise KeyError(edit.path)


def _told(edit: Edit) -> str:
    said = f"：{edit.new[:60]}" if isinstance(edit, Typed) else ""
    return shown(f"{edit.path[:80]}{said}")

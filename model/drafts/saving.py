"""Saves a draft: the least change to its text, proven by reading it again before the file is replaced.

The versions before the last saves are kept (``model.drafts.versions``). Where the new text does not say what the
report says, the file stays as it is and ``name.rescue.toml`` gets the values.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from model.drafts import draft as drafts
from model.drafts import versions as history
from model.drafts.draft import Draft, DraftError
from model.drafts.in_place.kept_document import CannotEditError, KeptDocument
from model.drafts.notation import dotted, value
from model.drafts.proof import says
from model.drafts.separate_document import SeparateDocument
from model.drafts.snapshot import Snapshot, snapshot
from model.files.atomic import replace_file
from model.files.turns import turn
from model.files.unwritten import unusable, why_unwritten
from model.files.written import is_own, remember
from model.schema.fields import Field

_BOM = b"\xef\xbb\xbf"


class ChangedOnDisk(DraftError):  # noqa: N818 - it is a question to the clerk rather than an error
    """The file changed since it was opened: someone else saved it, or it was replaced by another file."""


def save(
    draft: Draft,
    path: Path | None = None,
    *,
    overwrite: bool = False,
    announce: Callable[[bytes], None] | None = None,
    said: Snapshot | None = None,
) -> list[str]:
    """Write what the report says to ``path``, the draft's own file by default, and make it the draft's file.

    Only what changed since the file was read or saved is written again. Returns sentences for the clerk on what could
    not be kept: owner, group, attributes, the version before. ``announce`` is called with the new content before it is
    written. Raises ChangedOnDisk when the file changed since it was read, unless ``overwrite`` is set, and DraftError
    when it cannot be written, or could not be read again. The old file is whole in every case.

    ``said`` is what to save, by default the report as it is now. With a snapshot, a thread can save while the clerk
    edits the report.
    """
    target = path or draft.path
    if target is None:
        raise DraftError("草稿还没有文件名，请先指定保存的位置")
    if said is None:
        said = snapshot(draft.report.root)
    if wrong := unusable(target.name):
        raise DraftError(f"{target}：没有保存，{wrong}，请换一个文件名")
    on_disk = _on_disk(target)
    if on_disk is not None and not overwrite and on_disk != draft.data:
        raise _changed(draft, target)
    told: list[str] = []
    with draft.lock:
        document, text = _edited(draft, said, target)
        data = (_BOM if draft.bom else b"") + text.encode()
        if len(data) > drafts.MAX_BYTES:
            most = drafts.MAX_BYTES // 1024 // 1024
            raise DraftError(f"{target}：没有保存，写出来超过 {most} MB，就再也打不开了；请缩短文字或删去多余的行")
        if said.longest > drafts.MAX_TEXT:
            raise DraftError(f"{target}：没有保存，有一项超过 {drafts.MAX_TEXT} 字，就再也打不开了；请缩短那一项")
        if data != on_disk:
            if announce is not None:
                announce(data)
            told = _replace(draft, target, data, on_disk, overwrite=overwrite)
        draft.path, draft.text, draft.data = target, text, data
        draft.document, draft.base = document, said
    return told


def prepare(draft: Draft) -> None:
    """Begin to read a large draft for its first save, in another process; to be called in a thread, before it is due.

    Without it the first save takes seconds longer.
    """
    with draft.lock, contextlib.suppress(OSError):
        text = draft.text
        if draft.document is None and draft.is_large:
            document = SeparateDocument(text, draft.newline)
            if draft.document is None and draft.text is text:
                draft.document = document


def _changed(draft: Draft, target: Path) -> ChangedOnDisk:
    if target == draft.path:
        return ChangedOnDisk(f"{target}：打开以后被别人改过，没有保存；请选择覆盖它，或换一个文件名保存")
    return ChangedOnDisk(f"{target}：已经有这个文件，没有保存；请选择覆盖它，或换一个文件名")


def _replace(draft: Draft, target: Path, data: bytes, seen: bytes | None, *, overwrite: bool) -> list[str]:
    """Write ``data`` over the file, whose content was ``seen`` (None for no file), and keep that as a version.

    Two programs that save at once take turns. The file is read again just before it is replaced, to find other
    writers. What another program writes into the old file after that is kept as a version; a sentence says so.
    """
    told: list[str] = []
    old: list[int] = []
    last = seen

    def ready() -> None:
        nonlocal last
        if seen is None and not overwrite:
            return
        if os.name != "nt":  # an open file could not be replaced there
            with contextlib.suppress(OSError):
                old.append(os.open(target, os.O_RDONLY))
        last = _on_disk(target)
        if last != seen and not overwrite:
            raise _changed(draft, target)
        if last is not None:
            told.append(history.keep(target, last))

    try:
        with turn(target):
            told += write(target, data, new=seen is None and not overwrite, ready=ready)
        for file in old:
            late = _read_all(file)
            if late != last and late:
                history.keep(target, late)
                number = history.versions(target)[0].number
                told.append(f"保存的同时别人也写了这个文件：那一版留作第 {number} 版，可用 history 找回")
    except FileExistsError:
        raise _changed(draft, target) from None
    finally:
        for file in old:
            os.close(file)
    history.thin_out(target)
    return [sentence for sentence in told if sentence]


def _read_all(file: int) -> bytes:
    """What the open ``file`` says; b"" where it cannot be told."""
    try:
        os.lseek(file, 0, os.SEEK_SET)
        return os.read(file, drafts.MAX_BYTES)
    except OSError:
        return b""


def write(target: Path, data: bytes, *, new: bool = False, ready: Callable[[], object] | None = None) -> list[str]:
    """Make ``data`` the content of ``target``, see ``replace_file``. Raises DraftError; what was there is whole then.

    Raises FileExistsError where it is to be ``new`` and is not.
    """
    try:
        return replace_file(target, data, new=new, ready=ready)
    except FileExistsError:
        raise
    except (OSError, ValueError) as error:
        raise DraftError(f"{target}：没有保存，{why_unwritten(error, target)}") from error


def _on_disk(target: Path) -> bytes | None:
    try:
        return drafts.read_bytes(str(target))
    except drafts.NoFileError:
        return None


def _edited(draft: Draft, said: Snapshot, target: Path) -> tuple[KeptDocument, str]:
    """The draft's document with all changes in it, and its text, proven by reading it.

    Raises DraftError, with a rescue file written, if that does not say what was meant. The document of the last save
    is taken from the draft: only a save that comes to its end puts it back.
    """
    document, draft.document = draft.document, None
    try:
        if isinstance(document, SeparateDocument) or (document is None and draft.is_large):
            with contextlib.suppress(OSError, EOFError):  # where no process can be had, this one does it
                document = document or SeparateDocument(draft.text, draft.newline)
                document.update(said, draft.base)
                return document, document.text
            document = None
        document = document or KeptDocument(draft.text, draft.newline)
        document.update(said, draft.base)
        text = document.text
        if says(text, said):
            return document, text
    except (CannotEditError, RecursionError):
        pass
    raise DraftError(_rescue(said, target))


def _rescue(said: Snapshot, target: Path) -> str:
    """Write the values to a rescue file beside the draft, with its mode; returns the sentence that says so."""
    rescue = _rescue_place(target)
    text = f"schema = {drafts.SCHEMA}\n{_plain(said, ())}".encode()
    try:
        replace_file(rescue, text, like=target if target.is_file() else None, new=not rescue.exists())
    except (OSError, ValueError) as error:
        return f"{target}：写法特殊，改不动，没有保存；另存 {rescue.name} 也没有成功，{why_unwritten(error, rescue)}"
    remember(rescue, text)
    return f"{target}：写法特殊，改不动，没有保存；填写的内容已另存为 {rescue.name}，请打开它继续"


def _rescue_place(target: Path) -> Path:
    """A name that is free, or has a rescue file of ours that nobody went on with."""
    names = [target.with_name(f"{target.stem}.rescue{number}.toml") for number in ("", *range(2, 100))]
    own = (name for name in names if not os.path.lexists(name) or (not name.is_symlink() and is_own(name)))
    return next(own, names[-1])


def _plain(said: Snapshot, keys: tuple[str, ...]) -> str:
    """The values of a record and all below it as a draft of nothing else."""
    text = ""
    for part in said.record.elements:
        if isinstance(part, Field) and (raw := said.texts.get(part.name)):
            text += f"{part.name} = {value(part, raw)}\n"
    for name, inner in said.groups.items():
        text += f"\n[{dotted((*keys, name))}]\n{_plain(inner, (*keys, name))}"
    for name, rows in said.lists.items():
        text += "".join(f"\n[[{dotted((*keys, name))}]]\n{_plain(row, (*keys, name))}" for row in rows)
    return text

"""Saves a draft: the least change to its text, proven by reading it again before the file is replaced.

The versions before the last saves are kept (``model.drafts.versions``). Where the new text does not say what the
report says, the file stays as it is and ``name.rescue.toml`` gets the values.
"""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING, Any

from model.drafts import draft as drafts
from model.drafts import versions as history
from model.drafts.atomic import replace_file
from model.drafts.draft import DraftError
from model.drafts.edits import CannotEditError, Document
from model.drafts.notation import dotted, storable, value
from model.drafts.snapshot import Snapshot, snapshot
from model.errors import ZipingError
from model.report.edits import MAX_ROWS
from model.schema.fields import Field
from model.schema.records import Group, Rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from model.drafts.draft import Draft

_BOM = b"\xef\xbb\xbf"


class ChangedOnDisk(DraftError):  # noqa: N818 - it is a question to the clerk rather than an error
    """The file is no longer what was opened: someone else saved it meanwhile, or another file stands there."""


def prepare(draft: Draft) -> None:
    """Let tomlkit read the draft, which takes most of the first save: a thread may do it while the report is edited.

    Where tomlkit cannot, nothing happens; saving will say so.
    """
    with draft.lock:
        if draft.document is None:
            with contextlib.suppress(CannotEditError, RecursionError):
                draft.document = Document(draft.text, draft.newline)


def save(
    draft: Draft,
    path: Path | None = None,
    *,
    overwrite: bool = False,
    announce: Callable[[bytes], None] | None = None,
    said: Snapshot | None = None,
) -> None:
    """Write what the report says to ``path``, the draft's own file by default, and make it the draft's file.

    Only what changed since the file was read or saved is written anew. Raises ChangedOnDisk when the file there is
    not the one that was read, unless told to ``overwrite``; DraftError when it cannot be written. The old file is
    whole in every case. ``announce`` is told the new content before it is written.

    ``said`` is what to save, the report as it is now by default. With a snapshot taken before, the whole work may be
    done in a thread while the report is edited.
    """
    target = path or draft.path
    if target is None:
        raise DraftError("草稿还没有文件名，请先指定保存的位置")
    if said is None:
        said = snapshot(draft.report.root)
    on_disk = _on_disk(target)
    if on_disk is not None and not overwrite and on_disk != draft.data:
        if target == draft.path:
            raise ChangedOnDisk(f"{target}：打开以后被别人改过，没有保存；请选择覆盖它，或换一个文件名保存")
        raise ChangedOnDisk(f"{target}：已经有这个文件，没有保存；请选择覆盖它，或换一个文件名")
    with draft.lock:
        document, text = _edited(draft, said, target)
        data = (_BOM if draft.bom else b"") + text.encode()
        if data != on_disk:
            if announce is not None:
                announce(data)
            if on_disk is not None:
                history.keep(target)
            write(target, data)
        draft.path, draft.text, draft.data = target, text, data
        draft.document, draft.base = document, said


def write(target: Path, data: bytes) -> None:
    """Make ``data`` the content of ``target``. Raises DraftError; what was there is whole then."""
    try:
        replace_file(target, data)
    except (OSError, ValueError) as error:
        raise DraftError(_explain(error, target)) from error


def _on_disk(target: Path) -> bytes | None:
    try:
        return drafts.read_bytes(str(target))
    except drafts.NoFileError:
        return None


def _edited(draft: Draft, said: Snapshot, target: Path) -> tuple[Document, str]:
    """The draft's document with all changes in it and its text, proven by reading it.

    Raises DraftError, with a rescue file written, if that does not say what was meant. The document of the last save
    is taken from the draft: only a save that comes to its end puts it back.
    """
    document, draft.document = draft.document, None
    try:
        if document is None:
            document = Document(draft.text, draft.newline)
        document.update(said, draft.base)
        text = document.text
        if _says(drafts.tree(text), said):
            return document, text
    except (CannotEditError, DraftError, RecursionError):
        pass
    raise DraftError(_rescue(said, target))


def _says(table: dict[str, Any], said: Snapshot) -> bool:
    """Whether the tables read from a file say what was to be saved, a text as a file can hold it."""
    for part in said.record.elements:
        name = part.name
        value = table.get(name)
        if isinstance(part, Field):
            raw = drafts.typed(part, value) if value is not None else None
            wanted = storable(said.texts.get(name, ""))
            if (raw or "") != wanted and not (raw and _same(part, raw, wanted)):
                return False
        elif isinstance(part, Rows):
            rows = said.lists.get(name, [])
            tables = value if isinstance(value, list) and all(isinstance(row, dict) for row in value) else []
            if len(tables) > MAX_ROWS:
                tables = []
            if len(tables) != len(rows) or not all(map(_says, tables, rows)):
                return False
        elif isinstance(part, Group):
            inner = said.groups.get(name) or Snapshot(part.record, said.node, {}, {}, {})
            if not _says(value if isinstance(value, dict) else {}, inner):
                return False
    return True


def _same(field: Field, raw: str, wanted: str) -> bool:
    """Whether the text of the file is read as ``wanted``: 2024.6.30 is kept as 2024-06-30."""
    try:
        return field.read(raw) == wanted
    except ZipingError:
        return False


def _rescue(said: Snapshot, target: Path) -> str:
    """Write the values to the rescue file; returns the sentence that says so."""
    rescue = target.with_name(f"{target.stem}.rescue.toml")
    text = f"schema = {drafts.SCHEMA}\n{_plain(said, ())}"
    try:
        if rescue.is_symlink():
            rescue.unlink()
        replace_file(rescue, text.encode())
    except (OSError, ValueError) as error:
        return f"{target}：写法特殊，改不动，没有保存；另存 {rescue.name} 也没有成功。{_explain(error, rescue)}"
    return f"{target}：写法特殊，改不动，没有保存；填写的内容已另存为 {rescue.name}，请打开它继续"


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


def _explain(error: OSError | ValueError, target: Path) -> str:
    if isinstance(error, ValueError):
        return f"{target}：没有保存，文件名里有不能用的字符，请换一个文件名"
    match error.errno:
        case errno.EISDIR:
            return f"{target}：没有保存，这是文件夹，请在后面加上文件名"
        case errno.ENOENT if target.parent.is_dir():
            return f"{target}：没有保存，文件夹 {target.parent} 由系统使用，里面不能放文件，请换一个位置"
        case errno.ENOENT:
            return f"{target}：没有保存，文件夹 {target.parent} 不存在，请先建立它，或换一个位置"
        case errno.ENOTDIR:
            return f"{target}：没有保存，{target.parent} 不是文件夹，请换一个位置"
        case errno.ENOSPC | errno.EDQUOT:
            return f"{target}：没有保存，磁盘已满，请清理磁盘后再保存，或换一个磁盘"
        case errno.EACCES | errno.EPERM | errno.EROFS | errno.EBUSY:
            return f"{target}：没有保存，文件或文件夹不许写入，请取消只读、关闭占用它的程序，或换一个位置保存"
        case errno.ENAMETOOLONG:
            return f"{target}：没有保存，文件名太长，请改短"
        case _:
            return f"{target}：没有保存（系统提示：{error.strerror or error}），请检查磁盘或网络盘，或换一个位置保存"

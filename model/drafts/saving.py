"""Saves a draft: the least change to its text, proven by reading it again before the file is replaced.

The versions before the last saves are kept (``model.drafts.versions``). Where the new text does not say what the
report says, the file stays as it is and ``name.rescue.toml`` gets the values.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

from model.drafts import draft as drafts
from model.drafts import versions as history
from model.drafts.atomic import replace_file
from model.drafts.baseline import Base
from model.drafts.draft import DraftError
from model.drafts.edits import CannotEditError, Document
from model.drafts.notation import dotted, storable, value
from model.report.tree import Cell, Node, RowList

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from model.drafts.draft import Draft

_BOM = b"\xef\xbb\xbf"


class ChangedOnDisk(DraftError):  # noqa: N818 - it is a question to the clerk rather than an error
    """The file is no longer what was opened: someone else saved it meanwhile, or another file stands there."""


def save(
    draft: Draft,
    path: Path | None = None,
    *,
    overwrite: bool = False,
    announce: Callable[[bytes], None] | None = None,
) -> None:
    """Write what the report says to ``path``, the draft's own file by default, and make it the draft's file.

    Only what changed since the file was read or saved is written anew. Raises ChangedOnDisk when the file there is
    not the one that was read, unless told to ``overwrite``; DraftError when it cannot be written. The old file is
    whole in every case. ``announce`` is told the new content before it is written.
    """
    target = path or draft.path
    if target is None:
        raise DraftError("草稿还没有文件名，请先指定保存的位置")
    on_disk = _on_disk(target)
    if on_disk is not None and not overwrite and on_disk != draft.data:
        if target == draft.path:
            raise ChangedOnDisk(f"{target}：打开以后被别人改过，没有保存；请选择覆盖它，或换一个文件名保存")
        raise ChangedOnDisk(f"{target}：已经有这个文件，没有保存；请选择覆盖它，或换一个文件名")
    root = draft.report.root
    document = _document(draft, target)
    text = document.text
    data = (_BOM if draft.bom else b"") + text.encode()
    if data != on_disk:
        if announce is not None:
            announce(data)
        if on_disk is not None:
            history.keep(target)
        write(target, data)
    draft.path, draft.text, draft.data = target, text, data
    draft.document = None if document.rebuilt else document
    draft.base = Base(root)


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


def _document(draft: Draft, target: Path) -> Document:
    """The draft's text with all changes in it, proven. Raises DraftError, with a rescue file written, if there is none.

    The document of the last save is taken from the draft: only a save that comes to its end puts it back.
    """
    proven, draft.document = draft.document, None
    root = draft.report.root
    try:
        document = proven or Document(draft.text, draft.newline)
        document.update(root, draft.base)
        if proven and not document.rebuilt:
            said = _values_said(document)
        else:
            said = drafts.content(document.text) == _storable(root.content())
        if said:
            return document
    except (CannotEditError, DraftError, RecursionError):
        pass
    raise DraftError(_rescue(draft, target))


def _values_said(document: Document) -> bool:
    """Whether the blocks that were touched say what was written, and for the rest the same as before.

    A document that was read through as a whole once, and had no table moved since, need not be again.
    """
    for block, before in document.touched.items():
        old, new = _table(before, block.keys), _table(block.text, block.keys)
        for touched, keys, cell in document.written:
            if touched is block:
                _take(old, keys)
                said = _take(new, keys)
                if (drafts.typed(cell.field, said) if said is not None else "") != storable(cell.raw):
                    return False
        if old != new:
            return False
    return True


def _table(text: str, keys: tuple[str, ...]) -> dict[str, Any]:
    """The table that the block ``text`` with the header ``keys`` is."""
    found: Any = drafts.tree(text)
    for key in keys:
        found = found[key]
    table: dict[str, Any] = found[0] if isinstance(found, list) else found
    return table


def _take(table: dict[str, Any], keys: tuple[str, ...]) -> Any:
    """Take what is at ``keys`` out of ``table``, and what tables are empty then; None when nothing is there."""
    if len(keys) == 1:
        return table.pop(keys[0], None)
    inner = table.get(keys[0], {})
    value = _take(inner, keys[1:])
    if not inner:
        table.pop(keys[0], None)
    return value


def _storable(content: Any) -> Any:
    if isinstance(content, str):
        return storable(content)
    if isinstance(content, dict):
        return {name: _storable(inner) for name, inner in content.items()}
    return [_storable(row) for row in content]


def _rescue(draft: Draft, target: Path) -> str:
    """Write the values to the rescue file; returns the sentence that says so."""
    rescue = target.with_name(f"{target.stem}.rescue.toml")
    text = f"schema = {drafts.SCHEMA}\n{_plain(draft.report.root)}"
    try:
        if rescue.is_symlink():
            rescue.unlink()
        replace_file(rescue, text.encode())
    except (OSError, ValueError) as error:
        return f"{target}：写法特殊，改不动，没有保存；另存 {rescue.name} 也没有成功。{_explain(error, rescue)}"
    return f"{target}：写法特殊，改不动，没有保存；填写的内容已另存为 {rescue.name}，请打开它继续"


def _plain(node: Node) -> str:
    """The values of ``node`` and all below it as a draft of nothing else."""
    keys = tuple(step for step in node.path.split(".") if step and not step.isdigit())
    mark = dotted(keys)
    text = "" if not keys else f"\n[[{mark}]]\n" if node.index >= 0 else f"\n[{mark}]\n"
    for name, part in node.parts.items():
        if isinstance(part, Cell) and part.raw:
            text += f"{name} = {value(part.field, part.raw)}\n"
    for part in node.parts.values():
        if isinstance(part, Node) and part.content():
            text += _plain(part)
        elif isinstance(part, RowList):
            text += "".join(map(_plain, part.rows))
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

"""The one way from an exporter's bytes to a file, and the one error when there is no way."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.errors import ZipingError
from model.files.written import free_name, write_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


class ExportError(ZipingError):
    """The report could not be exported; the text is one sentence with the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where an output was written, and a sentence for the clerk where something else gave way, else ""."""

    path: Path
    notice: str = ""


def save(
    out: Path, data: bytes, inputs: Iterable[Path] = (), *, untouched: Callable[[Path], bool] | None = None
) -> Saved:
    """Make ``data`` the content of ``out``, at once and safely on the disk.

    A file there that this program did not write, or that was changed since, is set aside under another name;
    ``untouched`` may know more of that than the record of what was written. Windows lets nobody replace a file that is
    open in Word; elsewhere what is open there would be saved over the new content. Then it is written beside it under
    a new name.

    Raises OutputRefusedError where ``out`` is one of the ``inputs`` or a draft, and ExportError; a file that stood
    there before is then whole and no other file is left behind.
    """
    try:
        if os.path.isfile(out) and _shown_open(out):
            raise PermissionError(errno.EACCES, "open elsewhere", str(out))
        written = write_output(out, data, inputs, untouched=untouched)
    except PermissionError as error:
        other = free_name(out) if _locked(out) else None
        if other is None:
            raise ExportError(_explain(error, out)) from error
        try:
            written = write_output(other, data)
        except OSError:
            raise ExportError(_explain(error, out)) from error
        return Saved(other, f"“{out.name}”正在 Word 或 WPS 中打开，已另存为“{other.name}”。")
    except OSError as error:
        raise ExportError(_explain(error, out)) from error
    except ValueError as error:
        raise ExportError(f"无法导出：文件名“{out!s}”含有不能使用的字符，请改名后再导出。") from error
    return Saved(out, written.notice)


def _shown_open(out: Path) -> bool:
    """Whether Word or LibreOffice keeps beside ``out`` the file by which each says that it has it open.

    Word puts ``~$`` before a short name and in place of the first one or two letters of a longer one.
    """
    owner = f"~${out.name[min(max(len(out.stem) - 6, 0), 2) :]}"
    return any(os.path.lexists(out.with_name(name)) for name in (owner, f".~lock.{out.name}#"))


def _locked(out: Path) -> bool:
    """Whether ``out`` is a file that may be written but is held by another program."""
    return os.path.isfile(out) and os.access(out, os.W_OK)


def _explain(error: OSError, out: Path) -> str:
    if os.path.isdir(out):
        return f"无法导出：“{out}”是文件夹，请在后面加上文件名，例如“自评报告.docx”。"
    match error.errno:
        case errno.ENOENT if out.parent.is_dir():
            return f"无法导出：文件夹“{out.parent}”由系统使用，里面不能放文件，请换一个文件夹。"
        case errno.ENOENT:
            return f"无法导出：文件夹“{out.parent}”不存在，请先建立该文件夹，或换一个位置。"
        case errno.ENOTDIR:
            return f"无法导出：“{out.parent}”不是文件夹，请换一个位置。"
        case errno.ENOSPC | errno.EDQUOT:
            return f"无法导出到“{out}”：磁盘空间不足，请清理磁盘或换一个磁盘后再导出。"
        case errno.ENAMETOOLONG:
            return f"无法导出：文件名“{out.name}”太长，请改短后再导出。"
        case errno.EACCES | errno.EPERM | errno.EROFS | errno.EBUSY:
            if os.path.exists(out) and os.access(out.parent, os.W_OK):
                return f"无法替换“{out}”：文件正在 Word 或 WPS 中打开，或为只读，请先关闭它、取消只读，或换一个文件名。"
            return f"无法导出：没有在文件夹“{out.parent}”中写文件的权限，请换一个文件夹，或请管理员开通权限。"
        case _:
            return f"无法写入“{out}”（系统提示：{error.strerror}），请换一个位置后再导出。"

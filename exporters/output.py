"""The one way from an exporter's bytes to a file, and the one error when there is no way."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from model.errors import ZipingError
from model.files.atomic import replace_file

if TYPE_CHECKING:
    from pathlib import Path


class ExportError(ZipingError):
    """The report could not be exported; the text is one sentence with the place and the remedy."""


def save(out: Path, data: bytes) -> Path:
    """Make ``data`` the content of ``out``, at once and safely on the disk; returns where it was written.

    Windows lets nobody replace a file that is open in Word: then it is written beside it under a new name.
    Raises ExportError; a file that stood there before is then whole and no other file is left behind.
    """
    try:
        replace_file(out, data)
    except PermissionError as error:
        other = beside(out) if _locked(out) else None
        if other is None:
            raise ExportError(_explain(error, out)) from error
        try:
            replace_file(other, data)
        except OSError:
            raise ExportError(_explain(error, out)) from error
        return other
    except OSError as error:
        raise ExportError(_explain(error, out)) from error
    except ValueError as error:
        raise ExportError(f"无法导出：文件名“{out!s}”含有不能使用的字符，请改名后再导出。") from error
    return out


def _locked(out: Path) -> bool:
    """Whether ``out`` is a file that may be written but is held by another program."""
    return os.path.isfile(out) and os.access(out, os.W_OK)


def beside(out: Path, word: str = "") -> Path | None:
    """A name beside ``out``, told apart by ``word`` and a number, that no file has; None where a hundred are taken."""
    marks = [word] * bool(word) + [f"{word}{number}" for number in range(2, 100)]
    names = (out.with_name(f"{out.stem}（{mark}）{out.suffix}") for mark in marks)
    return next((name for name in names if not os.path.lexists(name)), None)


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

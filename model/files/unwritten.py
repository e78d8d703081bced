"""Why the system did not let a file be read or written, as a clerk can act on it."""

from __future__ import annotations

import errno
import os
import tomllib
from functools import cache
from pathlib import Path

from model.patterns import Pattern

_DEVICES = Pattern(r"(?i)(?:con|prn|aux|nul|(?:com|lpt)[1-9¹²³]) *(?:\..*)?")
_INVALID_NAME = 123  # as Windows counts its reasons
_SIGNS = frozenset('<>:"/\\|?*')


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, in a few Chinese words; the number of a reason that is rare, to be looked up."""
    if isinstance(error, OSError) and getattr(error, "winerror", 0) != _INVALID_NAME:
        return _reasons().get(error.errno or 0) or f"系统错误 {error.errno or type(error).__name__}"
    return "名称里有不能用的字符"


@cache
def _reasons() -> dict[int, str]:
    said = tomllib.loads(Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8"))
    return {vars(errno)[name]: words for name, words in said.items()}


def unusable(name: str, *, windows: bool = os.name == "nt") -> str:
    """Why no file can be called ``name``, in a few Chinese words; "" where one can, as on all systems but Windows.

    The rules are Windows's own for names of files. It refuses not all of these itself: ``con.docx`` is a device there,
    what stands behind a colon a hidden part of another file, and a full stop at the end is left out.
    """
    if not windows:
        return ""
    if wrong := [sign for sign in name if sign in _SIGNS or sign < " "]:
        return f"Windows 的文件名里不能有 {ascii(wrong[0]).strip(chr(39))}"
    if _DEVICES.fullmatch(name):
        return f"{name} 是 Windows 留给设备的名称"
    return "Windows 的文件名不能以空格或句点结尾" if name.endswith((" ", ".")) else ""


def why_unwritten(error: OSError | ValueError, path: Path | str) -> str:
    """The end of a sentence that begins "X：没有保存，": why ``path`` could not be written, and what to do about it.

    A ValueError is what Python raises for characters that no name of a file can have.
    """
    out = Path(path)
    if isinstance(error, ValueError):
        return "文件名里有不能用的字符，请换一个文件名"
    if isinstance(error, IsADirectoryError) or os.path.isdir(out):
        return "这是文件夹，请在后面加上文件名"
    match error.errno:
        case errno.ENOENT if out.parent.is_dir():
            return f"文件夹 {out.parent} 由系统使用，里面不能放文件，请换一个位置"
        case errno.ENOENT:
            return f"文件夹 {out.parent} 不存在，请先建立它，或换一个位置"
        case errno.ENOTDIR:
            return f"{out.parent} 不是文件夹，请换一个位置"
        case errno.ENOSPC | errno.EDQUOT:
            return "磁盘已满，请清理磁盘，或换一个磁盘"
        case errno.ENAMETOOLONG:
            return "文件名太长，请改短"
        case errno.EINVAL if said := unusable(out.name):
            return f"{said}，请换一个文件名"
        case errno.EACCES | errno.EPERM | errno.EROFS | errno.EBUSY:
            if os.path.exists(out) and os.access(out.parent, os.W_OK):
                return "文件不许写入，请取消只读，关闭打开它的程序（如 Word 或 WPS），或换一个文件名"
            return "文件夹不许写入，请换一个位置，或请管理员开通权限"
        case _:
            return f"系统提示：{reason(error)}，请检查磁盘或网络盘，或换一个位置"

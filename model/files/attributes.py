"""Carries owner, group, permission bits and extended attributes over from one file to another."""

from __future__ import annotations

import contextlib
import os
import stat
import sys

# What the system gives a new file by itself; nobody misses that it is not carried over.
_OWN_AFFAIR = ("security.", "system.nfs4_acl", "trusted.")


def keep_attributes(file: int, like: os.stat_result, path: str) -> list[str]:
    """Give the new, open ``file`` owner, group, permission bits and extended attributes of the file at ``path``.

    ``like`` is that file's status. Returns a sentence for the clerk on each thing that the system refuses. Where the
    group cannot be kept, the new group may do no more than everybody may.
    """
    if sys.platform == "win32":
        return []
    refused: list[str] = []
    mode = stat.S_IMODE(like.st_mode)
    if os.fstat(file).st_gid != like.st_gid:
        try:
            os.fchown(file, -1, like.st_gid)
        except OSError:
            refused.append("文件所属的组没能保留，换成了你的组")
            mode = mode & ~0o2070 | (mode & 0o007) << 3
    if os.fstat(file).st_uid != like.st_uid:
        try:
            os.fchown(file, like.st_uid, -1)
        except OSError:
            refused.append("文件的所有者换成了你（系统不许保留原来的）")
            mode &= ~0o4000
    # Changing the owner takes the special bits away: the mode comes last.
    with contextlib.suppress(OSError):
        os.fchmod(file, mode)
    return refused + _keep_extended(file, path)


def _keep_extended(file: int, path: str) -> list[str]:
    if sys.platform != "linux":
        return []
    lost: list[str] = []
    try:
        names = os.listxattr(path)
    except OSError:
        return []
    for name in names:
        try:
            os.setxattr(file, name, os.getxattr(path, name))
        except OSError:
            if not name.startswith(_OWN_AFFAIR):
                lost.append(name)
    return [f"文件的附加属性没能保留：{'、'.join(lost)}"] if lost else []

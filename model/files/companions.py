"""Where the companions of a draft lie: hidden beside it, or in the user's data folder where that cannot be."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Final

ASIDE: Final = ".kept"


def beside(path: Path, ending: str) -> Path:
    """The hidden file beside the draft at ``path``, whose symbolic links are resolved: ``.name.toml.journal``."""
    real = Path(os.path.realpath(path))
    return real.with_name(f".{real.name}.{ending}")


def hide(path: Path) -> None:
    """Hide what stands at ``path`` on Windows, where a dot before its name does not. Does not raise."""
    if sys.platform == "win32":
        import ctypes

        ctypes.WinDLL("kernel32").SetFileAttributesW(str(path), stat.FILE_ATTRIBUTE_HIDDEN)


def data_folder(name: str) -> Path:
    """The folder ``name`` in the user's data folder; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path("ziping", appauthor=False) / name


def make_private(folder: Path) -> Path:
    """Create ``folder`` for this user alone (0700), the folders above it where they are missing; returns it.

    A folder of ours that an older version left open to others is closed. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name != "nt" and folder.stat().st_uid == os.getuid() and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    return folder


def put_aside(path: Path) -> Path | None:
    """Give the file another name under which nothing looks for it; returns that, None where it cannot be done."""
    for number in range(1, 100):
        aside = path.with_name(f"{path.name}{ASIDE}{number}")
        if not os.path.lexists(aside):
            try:
                os.rename(path, aside)
            except OSError:
                return None
            return aside
    return None

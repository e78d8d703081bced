"""Where the companions of a draft lie: hidden beside it, or in the user's data folder where that cannot be."""

from __future__ import annotations

import os
from pathlib import Path


def beside(path: Path, ending: str) -> Path:
    """The hidden file beside the draft at ``path``, whose symbolic links are resolved: ``.name.toml.journal``."""
    real = Path(os.path.realpath(path))
    return real.with_name(f".{real.name}.{ending}")


def data_folder(name: str) -> Path:
    """The folder ``name`` in the user's data folder; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path("ziping") / name


def put_aside(path: Path) -> Path | None:
    """Give the file another name under which nothing looks for it; returns that, None where it cannot be done."""
    for number in range(1, 100):
        aside = path.with_name(f"{path.name}.kept{number}")
        if not os.path.lexists(aside):
            try:
                os.rename(path, aside)
            except OSError:
                return None
            return aside
    return None

"""The drafts opened last, newest first, kept in the user's state folder."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Final

MOST: Final = 9


def _file() -> Path:
    from platformdirs import user_state_path

    return user_state_path("ziping", appauthor=False) / "recent.json"


def recent() -> list[Path]:
    """The drafts opened last that are still there."""
    try:
        found = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return []
    if not isinstance(found, list):
        return []
    paths = [Path(name) for name in found if isinstance(name, str)]
    return [path for path in paths if os.path.isfile(path)]  # raises nothing, whatever the path


def remember(path: Path) -> None:
    """Put ``path`` first. A folder that cannot be written is no failure: the list is a convenience."""
    from model.files.atomic import replace_file
    from model.files.companions import make_private

    path = path.absolute()
    paths = [path, *(other for other in recent() if other != path)][:MOST]
    with contextlib.suppress(OSError, ValueError):
        file = _file()
        make_private(file.parent)
        said = json.dumps([str(one) for one in paths], ensure_ascii=False, indent=1)
        replace_file(file, said.encode("utf-8", "surrogateescape"), mode=0o600)

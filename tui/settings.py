"""What the program remembers of the clerk's taste, in the user's config folder: the colours, that the hint was read."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

DARK: Final = "textual-dark"
THEMES: Final = ((DARK, "深色"), ("textual-light", "浅色"), ("ziping-contrast", "高对比"))


def folder() -> Path:
    """The user's config folder; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("ziping")


def load() -> dict[str, Any]:
    """What was remembered; empty where there is nothing or it cannot be read."""
    try:
        found = json.loads((folder() / "settings.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def remember(**what: object) -> None:
    """Keep ``what`` beside what is remembered already. A folder that cannot be written is no failure."""
    from model.atomic import replace_file

    with contextlib.suppress(OSError, ValueError):
        folder().mkdir(parents=True, exist_ok=True)
        text = json.dumps({**load(), **what}, ensure_ascii=False, indent=1)
        replace_file(folder() / "settings.json", text.encode())

"""What the program remembers of the clerk's taste, in the user's config folder: the colours, that the hint was read."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, Final

FILE: Final = "settings.toml"
DARK: Final = "textual-dark"
THEMES: Final = ((DARK, "深色"), ("textual-light", "浅色"), ("ziping-contrast", "高对比"))


def folder() -> Path:
    """The user's config folder; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("ziping", appauthor=False)


def load() -> dict[str, Any]:
    """What was remembered; empty where there is nothing or it cannot be read."""
    import tomllib

    try:
        return tomllib.loads((folder() / FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}


def remember(**what: str | bool) -> None:
    """Keep ``what`` beside what is remembered already. A folder that cannot be written is no failure."""
    from model.files.atomic import replace_file

    with contextlib.suppress(OSError, ValueError):
        folder().mkdir(parents=True, exist_ok=True)
        replace_file(folder() / FILE, "".join(map(_line, {**load(), **what}.items())).encode())


def _line(setting: tuple[str, object]) -> str:
    name, value = setting
    plain = str(value).replace("\\", "").replace('"', "").replace("\n", " ")
    return f"{name} = {str(value).lower()}\n" if isinstance(value, bool) else f'{name} = "{plain}"\n'

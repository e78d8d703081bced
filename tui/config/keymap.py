"""The user's own keys: keymap.toml in the config folder, a line an action, as ``preview = "f4"``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from model.errors import ZipingError
from tui.config.actions import ACTIONS, OWN_KEYS
from tui.config.settings import folder

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE: Final = "keymap.toml"
KEYS: Final = re.compile(r"f([1-9]|1[0-2])|ctrl\+[a-z]|pageup|pagedown")
# In a terminal these are Backspace, Tab and Enter.
TAKEN: Final = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"})


class KeymapError(ZipingError):
    """The keymap cannot be used; the text says why, in one sentence."""


def use() -> str:
    """Take the user's keymap, if there is one; returns a sentence for the clerk where it is ignored, else ""."""
    OWN_KEYS.clear()
    try:
        text = (folder() / FILE).read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        return f"按键设置 {FILE} 读不出来，没有采用"
    try:
        OWN_KEYS.update(read(text))
    except KeymapError as error:
        return str(error)
    return ""


def read(text: str) -> dict[str, str]:
    """The keys by action in the text of a keymap file. Raises KeymapError."""
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KeymapError(f"按键设置 {FILE} 写得不对（{error}），没有采用") from None
    known = {action.name for action in ACTIONS}
    for name, key in found.items():
        if name not in known:
            raise KeymapError(f"按键设置 {FILE} 里没有“{name[:30]}”这个动作，没有采用")
        if not isinstance(key, str) or not KEYS.fullmatch(key.lower()) or key.lower() in TAKEN:
            raise KeymapError(f"按键设置 {FILE} 里 {name} 的键“{str(key)[:20]}”不能用，只能是 f1 至 f12 或 ctrl+字母")
    keys = {name: str(key).lower() for name, key in found.items()}
    _single(keys)
    return keys


def _single(keys: Mapping[str, str]) -> None:
    used: dict[str, str] = {}
    for action in ACTIONS:
        key = keys.get(action.name, action.key)
        if not key:
            continue
        if key in used:
            raise KeymapError(f"按键设置 {FILE} 里“{action.label}”和“{used[key]}”用了同一个键 {key}，没有采用")
        used[key] = action.label

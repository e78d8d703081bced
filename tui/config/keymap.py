"""The user's own keys: keymap.toml in the config folder, a line an action, as ``preview = "f4"``.

``accept = "ctrl+p f5"`` gives a second stroke: the key of the list of commands, then another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from model.errors import ZipingError
from model.patterns import Pattern
from tui.config.actions import ACTIONS, OWN_KEYS, OWN_SECONDS
from tui.config.settings import folder

FILE: Final = "keymap.toml"
KEYS: Final = Pattern(r"f([1-9]|1[0-2])|ctrl\+[a-z]|pageup|pagedown")
# In a terminal these are Backspace, Tab and Enter.
TAKEN: Final = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"})


class KeymapError(ZipingError):
    """The keymap cannot be used; the text says why, in one sentence."""


def use() -> str:
    """Take the user's keymap, if there is one; returns a sentence for the clerk where it is ignored, else ""."""
    OWN_KEYS.clear()
    OWN_SECONDS.clear()
    try:
        text = (folder() / FILE).read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        return f"按键设置 {FILE} 读不出来，没有采用"
    try:
        for name, key in read(text).items():
            first, _, second = key.rpartition(" ")
            (OWN_SECONDS if first else OWN_KEYS)[name] = second
    except KeymapError as error:
        return str(error)
    return ""


def read(text: str) -> dict[str, str]:
    """The keys by action in the text of a keymap file. Raises KeymapError."""
    from model.drafts.draft import DraftError, tree

    try:
        found = tree(text)
    except DraftError as error:
        raise KeymapError(f"按键设置 {FILE} {error}；没有采用") from None
    known = {action.name for action in ACTIONS}
    for name, key in found.items():
        if name not in known:
            raise KeymapError(f"按键设置 {FILE} 里没有“{name[:30]}”这个动作，没有采用")
        strokes = key.lower().split() if isinstance(key, str) else []
        palette = str(found.get("palette", "ctrl+p")).lower()
        known_strokes = all(KEYS.fullmatch(stroke) and stroke not in TAKEN for stroke in strokes)
        two = len(strokes) == 2 and strokes[0] == palette and strokes[1].startswith("f")
        if not known_strokes or not (len(strokes) == 1 or two):
            raise KeymapError(
                f"按键设置 {FILE} 里 {name} 的键“{str(key)[:20]}”不能用，"
                "只能是 f1 至 f12 或 ctrl+字母，或者先 ctrl+p 再 f1 至 f12"
            )
    keys = {name: " ".join(str(key).lower().split()) for name, key in found.items()}
    _single(keys)
    return keys


def _single(keys: Mapping[str, str]) -> None:
    used: dict[str, str] = {}
    for action in ACTIONS:
        own = keys.get(action.name, action.key)
        key, second = (action.key, own) if " " in own else (own, action.second)
        for stroke in filter(None, (key, f"ctrl+p {second.rpartition(' ')[2]}" if second else "")):
            if stroke not in used:
                used[stroke] = action.label
                continue
            key = stroke
            raise KeymapError(f"按键设置 {FILE} 里“{action.label}”和“{used[key]}”用了同一个键 {key}，没有采用")

"""What becomes of a name that no text can hold: a file may be called anything, an output must be read by others."""

from __future__ import annotations

import json
from typing import Any, Final

_SPACES: Final = "\u3000\u00a0"


def shown(text: str) -> str:
    r"""``text`` on one line; what is no text, or steers a terminal, is spelt: ``\n``, ``\udcff``."""
    if text.isprintable():
        return text
    return "".join(
        mark if mark.isprintable() or mark in _SPACES else mark.encode("unicode_escape").decode() for mark in text
    )


def dumps(value: Any) -> str:
    """``value`` as JSON of one line that UTF-8 can hold; who reads it gets back the same names."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text

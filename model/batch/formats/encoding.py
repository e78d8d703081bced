"""JSON that others can read, whatever a file is called."""

from __future__ import annotations

from typing import Any

from model.text import json_text


def dumps(value: Any) -> str:
    """``value`` as JSON of one line that UTF-8 can hold; who reads it gets back the same names."""
    return json_text(value)

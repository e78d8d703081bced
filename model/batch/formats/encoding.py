"""JSON that others can read, whatever a file is called."""

from __future__ import annotations

import json
from typing import Any


def dumps(value: Any) -> str:
    """``value`` as JSON of one line that UTF-8 can hold; who reads it gets back the same names."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text

"""How a TextArea breaks Chinese into lines: between any two characters, and no line begins with a full stop.

Textual 8.2.8 takes a Chinese sentence for one word: it leaves half a line blank before each, and breaks before full
stops. Its document calls one function of its own for that and offers no way to give it another, so that function
is replaced here, for the whole process. ``tests/tui/form/test_chinese_wrapping.py`` shows the fault and the mending;
no report to Textual is known.
"""

from __future__ import annotations

import textual.document._wrapped_document as wrapped_document

from tui.look.cells import breaks


def wrap_between_characters() -> None:
    """Let every TextArea break lines as Chinese is set."""
    wrapped_document.compute_wrap_offsets = _offsets  # type: ignore[attr-defined]  # imported there, not declared


def _offsets(text: str, width: int, *_rest: object, **_options: object) -> list[int]:
    return breaks(text, width)

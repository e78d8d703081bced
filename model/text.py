"""What is printed: nothing that a terminal obeys, nothing that a file cannot hold, whatever a draft contains."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final, TextIO

_SPACES: Final = "\u3000\u00a0"


def shown(text: str) -> str:
    r"""``text`` on one line; what is no text, or steers a terminal, is spelt: ``\n``, ``\x1b``, ``\udcff``."""
    if text.isprintable():
        return text
    return "".join(
        [mark if mark.isprintable() or mark in _SPACES else mark.encode("unicode_escape").decode() for mark in text]
    )


def put(text: object, out: TextIO) -> None:
    """Print the lines of ``text`` on ``out``, each as it is ``shown``."""
    print("\n".join([shown(line) for line in str(text).split("\n")]), file=out)

"""An app that breaks without showing the draft.

Textual prints the traceback of a broken app with the values of its variables, the draft's text among them: that goes
nowhere here. What the app broke on is told to one private method alone, which ``QuietCrash`` listens to;
``tests/tui/app/test_crash.py`` shows the fault. Others meet it, too, but no report to Textual is known.
"""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from textual.app import App


class QuietCrash(App[int]):
    """An app that prints nothing of itself when it breaks; ``broken`` is what it broke on, None while it is whole."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: BaseException | None = None
        self.error_console = Console(file=StringIO())

    def _handle_exception(self, error: Exception) -> None:
        self.broken = self.broken or error
        super()._handle_exception(error)

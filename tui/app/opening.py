"""Opens the form in a terminal or a browser."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from model.drafts.draft import Draft, DraftError, NoFileError, load
from model.errors import ZipingError
from model.files.standard_input import at_keyboard
from model.safekeeping.leftovers import leftovers
from model.text import put

CRASHED: Final = 70
"""The exit code of a program that broke: 1 means that errors were found."""


def run(path: Path | None) -> int:
    """Open the draft at ``path``, or the start screen; returns the exit code. Raises ZipingError for a bad draft."""
    draft = _load(path) if path is not None else None
    in_browser = "TEXTUAL_DRIVER" in os.environ
    if not in_browser and not (at_keyboard() and sys.stdout.isatty()):
        raise ZipingError("填写界面要在终端里打开；核对请用 ziping check，导出请用 ziping export")
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        # There the extended keyboard protocol swallows what an input method commits.
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    # Textual reads its environment when it is first imported.
    from tui.app.application import ZipingApp
    from tui.app.crash import FORM, report

    app = ZipingApp(draft)
    app.run()
    if app.broken is not None:
        put(report(app.broken, FORM), sys.stderr)
        return CRASHED
    return app.return_code or 0


def _load(path: Path) -> Draft:
    """The draft. Raises DraftError, which tells, too, what was typed into a draft whose file is gone."""
    try:
        return load(path)
    except NoFileError as error:
        raise DraftError(*error.problems, *leftovers(path)) from None

"""Opens the screen. The draft is read before Textual is imported: a bad path costs nothing but its sentence."""

from __future__ import annotations

import gc
import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from model.errors import ZipingError

if TYPE_CHECKING:
    from pathlib import Path

    from model.drafts.draft import Draft


def run(path: Path | None) -> int:
    """Open the draft at ``path``, or the start screen; returns the exit code. Raises ZipingError for a bad draft."""
    # What is made until the first picture stays for good: collecting it again and again only costs time.
    gc.disable()
    draft: Draft | None = None
    if path is not None:
        draft = _load(path)
    in_browser = "TEXTUAL_DRIVER" in os.environ
    if not in_browser and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ZipingError("填写界面要在终端里打开；核对请用 ziping check，导出请用 ziping export")
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        # There the extended keyboard protocol swallows what an input method commits.
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    _leave_out_openssl()
    from tui.app.application import ZipingApp

    app = ZipingApp(draft)
    app.run()
    if app.broken is not None:
        from tui.app import crash

        raise ZipingError(crash.report(app.broken))
    return app.return_code or 0


def _load(path: Path) -> Draft:
    """The draft. Raises DraftError, which tells, too, what was typed into a draft whose file is gone."""
    from model.drafts.draft import DraftError, NoFileError, load

    try:
        return load(path)
    except NoFileError as error:
        from model.safekeeping.leftovers import leftovers

        raise DraftError(*error.problems, *leftovers(path)) from None


def _leave_out_openssl() -> None:
    """Import what would load OpenSSL without it: 8 MiB and 15 ms for connections that a form never makes.

    SHA-256 is Python's own then; where a Python was built without it, OpenSSL stays.
    """
    absent = {"ssl"}
    if find_spec("_sha256") or find_spec("_sha2"):
        absent.add("_hashlib")
    absent -= sys.modules.keys()
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None: what an absent module looks like
    try:
        import asyncio  # noqa: F401
        import hashlib  # noqa: F401
    finally:
        for name in absent:
            del sys.modules[name]

"""Whoever ends the form, the terminal comes back as it was and what was typed is offered again."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from model.drafts.draft import load
from model.safekeeping.journal import places
from model.safekeeping.recovery import offers
from tests.benchmarks.pty import Terminal
from tui.app.application import ZipingApp
from tui.widgets.drawn import Drawn

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")


def wait_for(process: int) -> None:
    """Until the process ended, which it does by itself or is made to after a minute."""
    end = time.monotonic() + 60
    while os.waitpid(process, os.WNOHANG)[0] == 0:
        if time.monotonic() > end:
            os.kill(process, signal.SIGKILL)
            raise AssertionError("the form does not end")
        time.sleep(0.05)


def test_a_signal_restores_the_terminal_and_keeps_what_was_typed(draft: Path) -> None:
    form = Terminal([sys.executable, "-m", "tui", draft], folder=ROOT)
    try:
        form.first_paint("单位名称")
        form.send("被结束的单位")
        form.shows("被结束的单位")
        form.output = b""
        os.kill(form.pid, signal.SIGTERM)
        form.shows("\x1b[?1049l")
        form.shows("\x1b[?25h")
        wait_for(form.pid)
    finally:
        os.close(form._file)
    (offer,), _ = offers(load(draft))
    assert offer.differences[0].new.endswith("被结束的单位")


def test_a_terminal_that_goes_ends_the_form_though_hangups_are_ignored(draft: Path) -> None:
    ignoring = "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); from tui.cli.main import main; "
    form = Terminal([sys.executable, "-c", f"{ignoring}sys.exit(main(sys.argv[1:]))", draft], folder=ROOT)
    form.first_paint("单位名称")
    form.send("断线的单位")
    form.shows("断线的单位")
    os.close(form._file)
    wait_for(form.pid)
    (offer,), _ = offers(load(draft))
    assert offer.differences[0].new.endswith("断线的单位")


async def test_a_journal_that_cannot_be_used_is_told_on_the_start_screen(
    draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    from tui.config.recent import remember

    remember(draft)
    places(draft)[0].write_bytes(b'{"ziping":"ziping journal 2"}\n')
    app = ZipingApp()
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(40):
            await pilot.pause(0.05)
            words = " ".join(str(getattr(one, "text", "")) for one in app.screen.query(Drawn))
            if places(draft)[0].name in words:
                break
        assert places(draft)[0].name in words
        assert "另一版" in words

"""A running ``ziping serve`` and a browser on it: what the tests of both share."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

PROGRAM = (sys.executable, "-m", "tui", "serve")
# The page keeps its terminal to itself: take hold of it as it is made, to read the cells that it really holds.
SPY = """
Object.defineProperty(Object.prototype, "terminal", {configurable: true, set(value) {
  window.xterm = value;
  Object.defineProperty(this, "terminal", {value, writable: true});
}});
window.shown = () => {
  if (!window.xterm) return "";
  const buffer = window.xterm.buffer.active;
  const rows = [...Array(window.xterm.rows).keys()].map((row) => buffer.getLine(buffer.viewportY + row));
  return rows.map((row) => row?.translateToString(true) ?? "").join("\\n");
};
"""


class Server(NamedTuple):
    """The running server: the address with the key, and the address without."""

    process: subprocess.Popen[str]
    address: str

    @property
    def origin(self) -> str:
        """The address without path and key."""
        return self.address.partition("/?")[0]

    def next_address(self) -> str:
        """The address with a new key that the server prints when no page is open any more."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := re.search(r"http://\S+\?key=\S+", line):
                return found.group()
        raise AssertionError("the server ended")

    def stop(self) -> tuple[int, str]:
        """Ctrl+C; the exit code and what was still said, errors included."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=20)
        return self.process.returncode, said


@contextmanager
def served(draft: Path) -> Iterator[Server]:
    """``ziping serve`` of ``draft`` on a free port."""
    words = [*PROGRAM, str(draft), "--port", "0"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + process.stdout.read()
        yield Server(process, found.group())
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@contextmanager
def browser() -> Iterator[BrowserContext]:
    """Headless Chromium, which must be there in CI."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is missing")
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = chromium.new_context(viewport={"width": 1100, "height": 700})
        context.add_init_script(SPY)
        yield context
        chromium.close()


def shows(page: Page, text: str, seconds: float = 20) -> str:
    """The cells of the page's terminal once they show ``text``."""
    end = time.monotonic() + seconds
    screen = ""
    while time.monotonic() < end:
        screen = str(page.evaluate("window.shown()"))
        if text in screen:
            return screen
        page.wait_for_timeout(50)
    raise AssertionError(f"{text} is not shown:\n{screen}")

"""What a screen shows, read from a screenshot: the one way in which tests look at it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.app import App

TEXT: Final = re.compile(r'<text [^>]*x="([\d.]+)" y="([\d.]+)" textLength="[^>]*>([^<]*)</text>')
WIDTH, HEIGHT, TOP = 12.2, 24.4, 20
"""The cells of Rich's screenshots, and where the first line stands in them."""


def screen_lines(app: App[Any]) -> list[str]:
    """The lines of the screen of ``app``, blank to the right edge."""
    width, height = app.size
    lines = [""] * height
    pieces = [
        (round((float(y) - TOP) / HEIGHT), round(float(x) / WIDTH), html.unescape(text).replace("\xa0", " "))
        for x, y, text in TEXT.findall(app.export_screenshot())
    ]
    for row, column, text in sorted(pieces):
        if text.strip("\n"):
            lines[row] += " " * (column - cell_len(lines[row])) + text
    return [line + " " * (width - cell_len(line)) for line in lines]


def screen_text(app: App[Any]) -> str:
    """The same in one piece."""
    return "\n".join(screen_lines(app))


def cells(line: str, left: int, right: int) -> str:
    """The part of a line between two columns."""
    at, found = 0, ""
    for letter in line:
        if left <= at < right:
            found += letter
        at += cell_len(letter)
    return found


def underlined(app: App[Any]) -> str:
    """What is underlined on the screen of ``app``."""
    shot = app.export_screenshot()
    styles = re.findall(r"\.(terminal-\d+-r\d+) \{[^}]*text-decoration: underline", shot)
    pieces = re.findall(r'<text class="([^"]+)"[^>]*>([^<]*)</text>', shot)
    return "".join(html.unescape(text).replace("\xa0", " ") for style, text in pieces if style in styles)

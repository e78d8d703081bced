"""What a screen shows, read from a screenshot: the one way in which tests look at it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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


class Painted(NamedTuple):
    """A piece of text as it is painted: where it begins, its colour and that of what lies under it, as #rrggbb."""

    row: int
    column: int
    text: str
    ink: str
    ground: str


def painted(app: App[Any]) -> list[Painted]:
    """The pieces of text on the screen of ``app``, in order; not the bars, blocks and lines that are drawn."""
    shot = app.export_screenshot()
    inks = dict(re.findall(r"\.(terminal-\d+-r\d+) \{ fill: (#[0-9a-f]{6})", shot))
    (whole,) = set(re.findall(r'<rect fill="(#[0-9a-f]{6})" stroke=', shot))
    grounds: dict[int, list[tuple[int, int, str]]] = {}
    for fill, x, y, wide in re.findall(r'<rect fill="(#[0-9a-f]{6})" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', shot):
        left = round(float(x) / WIDTH)
        grounds.setdefault(round((float(y) - 1.5) / HEIGHT), []).append((left, left + round(float(wide) / WIDTH), fill))
    found = []
    for style, x, y, text in re.findall(r'<text class="([^"]+)" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', shot):
        row, column = round((float(y) - TOP) / HEIGHT), round(float(x) / WIDTH)
        words = html.unescape(text).replace("\xa0", " ")
        if style not in inks or not any(letter.isalnum() for letter in words):
            continue
        under = [fill for left, right, fill in grounds.get(row, ()) if left <= column < right]
        found.append(Painted(row, column, words.strip(), inks[style], under[-1] if under else whole))
    return sorted(found)

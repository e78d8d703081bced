"""How well a text is read on its ground, and the colours for eyes or screens that want more contrast."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

LEAST: Final = 4.5
"""The ratio that WCAG 2 asks for text of this size (success criterion 1.4.3)."""
STEPS: Final = 40


def contrast() -> Theme:
    """White on black, with few, bright colours."""
    return Theme(
        name="ziping-contrast",
        primary="#4da6ff",
        secondary="#ffffff",
        accent="#ffff00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1f1f1f",
        success="#00ff66",
        warning="#ffd700",
        error="#ff6b6b",
        dark=True,
    )


def readable(wanted: Color, text: Color, grounds: Iterable[Color]) -> Color:
    """``wanted``, blended with ``text`` as little as it takes to stand out from each of ``grounds``.

    It does so on terminals with 256 colours, too, which show the nearest they have. ``text`` itself where nothing
    nearer to ``wanted`` does.
    """
    pairs = [(ground, _of_256(ground)) for ground in grounds]
    blends = (wanted.blend(text, step / STEPS) for step in range(STEPS))
    return next((ink for ink in blends if all(_stands_out(ink, *pair) for pair in pairs)), text)


def _stands_out(ink: Color, ground: Color, ground_of_256: Color) -> bool:
    return min(ratio(ink, ground), ratio(_of_256(ink), ground_of_256)) >= LEAST


def _of_256(color: Color) -> Color:
    """``color`` as a terminal with 256 colours shows it."""
    return Color(*color.rich_color.downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def ratio(one: Color, other: Color) -> float:
    """The contrast of two colours, from 1 (none) to 21, as WCAG 2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

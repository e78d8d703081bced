"""The colours for eyes or screens that want more contrast."""

from __future__ import annotations

from textual.theme import Theme


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

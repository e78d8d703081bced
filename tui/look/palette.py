"""The colours of everything that is drawn, taken from the theme; state is also told by words, never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from tui.look.contrast import readable

Tone = Literal["text", "faint", "heading", "accent", "warning", "error", "good"]
"""What words are to the window that shows them."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Styles by what they are for; ``hint`` is what is said in the ``field`` that is typed into."""

    text: Style
    faint: Style
    label: Style
    here: Style
    heading: Style
    accent: Style
    bar: Style
    bar_key: Style
    error: Style
    warning: Style
    info: Style
    good: Style
    choice: Style
    field: Style
    hint: Style
    cursor: Style
    selected: Style
    thumb: Style

    def tone(self, tone: Tone) -> Style:
        """The style of words by what they are to their window, which is the name of one here."""
        style: Style = getattr(self, tone)
        return style

    def severity(self, severity: str) -> Style:
        """The style of a finding's mark."""
        return self.error if severity == "error" else self.warning if severity == "warning" else self.info


_known: Final[dict[str, Palette]] = {}


def palette(app: App[Any]) -> Palette:
    """The palette of the theme in use."""
    theme = app.current_theme
    found = _known.get(theme.name)
    if found is None:
        found = _known[theme.name] = _palette(theme)
    return found


def _palette(theme: Theme) -> Palette:
    # Not the variables of the application: those still are the default theme's when the first picture is drawn.
    variables = {**theme.to_color_system().generate(), **theme.variables}

    def color(name: str) -> Color:
        return Color.parse(variables[name])

    def style(
        fore: Color, back: Color | None = None, *, bold: bool = False, dim: bool = False, reverse: bool = False
    ) -> Style:
        ground = None if back is None else back.rich_color
        return Style(color=fore.rich_color, bgcolor=ground, bold=bold, dim=dim, reverse=reverse)

    fore, ground, panel = color("foreground"), color("background"), color("panel")
    plain = not ground.ansi
    grounds = (ground, color("surface"), panel)

    def ink(wanted: Color) -> Color:
        """``wanted``, as far towards the colour of the text as it takes to be read on every ground."""
        return readable(wanted, fore, grounds) if plain else wanted

    faint = ink(fore.blend(ground, 0.45)) if plain else fore
    muted = ink(fore.blend(ground, 0.2)) if plain else fore
    primary, accent = color("primary"), ink(color("accent"))
    bright = ink(primary.blend(fore, 0.45)) if plain else primary
    marked = readable(ground.blend(primary, 0.8), ground, (fore,))
    under = ground.blend(primary, 0.35) if plain else primary
    return Palette(
        text=style(fore),
        faint=style(faint, dim=not plain),
        label=style(muted),
        here=style(fore, bold=True),
        heading=style(bright, bold=True),
        accent=style(accent, bold=True),
        bar=style(fore, panel if plain else None),
        bar_key=style(accent, panel if plain else None, bold=True),
        error=style(ink(color("error").blend(fore, 0.25)) if plain else color("error"), bold=True),
        warning=style(ink(color("warning")), bold=True),
        info=style(bright),
        good=style(ink(color("success"))),
        field=style(fore, under),
        hint=style(readable(fore.blend(ground, 0.45), fore, (under,)) if plain else fore, dim=not plain),
        cursor=style(ground if plain else fore, fore if plain else None, reverse=not plain),
        selected=style(fore, marked if plain else None, reverse=not plain),
        thumb=style(fore, fore.blend(ground, 0.7) if plain else None, reverse=not plain),
        choice=style(ground if plain else fore, bright if plain else None, bold=True, reverse=not plain),
    )

"""Takes the keys while the places of the form have numbers: the number typed is the place to go to."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from textual.strip import Strip

from tui.form.form_view import Live
from tui.look.palette import Palette


class Jumper:
    """Draws what ``under`` draws; ``chosen`` hears the number of the place, None when another key is pressed."""

    def __init__(self, under: Live, places: Sequence[int], chosen: Callable[[int | None], None]) -> None:
        width = len(str(len(places)))
        self.names = [str(number).rjust(width, "0") for number in range(1, len(places) + 1)]
        self._under = under
        self._places = dict(zip(self.names, places, strict=True))
        self._chosen = chosen
        self._typed = ""

    def key(self, row: int) -> object:
        """What the drawing of a line depends on."""
        return self._under.key(row)

    def strip(self, row: int, width: int, palette: Palette) -> Strip:
        """A line of the editor below."""
        return self._under.strip(row, width, palette)

    def cursor_at(self, width: int) -> tuple[int, int]:
        """Where its text cursor stands."""
        return self._under.cursor_at(width)

    def point(self, x: int, y: int, width: int) -> None:
        """Put its text cursor to a cell."""
        self._under.point(x, y, width)

    def take_letter(self, character: str) -> None:
        """A digit of the number, or something else."""
        self._typed += unicodedata.normalize("NFKC", character)
        if self._typed in self._places:
            self._chosen(self._places[self._typed])
        elif not any(name.startswith(self._typed) for name in self.names):
            self._chosen(None)

    async def press(self, _key: str) -> bool:
        """Any other key takes the numbers away."""
        self._chosen(None)
        return True

    def paste(self, _text: str) -> None:
        """As another key."""
        self._chosen(None)

"""The texts of one report as they are read: with the figures that they quote, by the one reader of Chinese sentences.

A text is read again only when its printed form or the year of the report changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from model.errors import ZipingError
from model.figures import Figure, Unit, read
from model.language.lexicon import lexicon
from model.patterns import Pattern
from model.report.references import Names, quoted
from model.report.tree import Cell
from model.schema.fields import Number
from model.text import normalise

if TYPE_CHECKING:
    from model.language.language_findings import LanguageFinding
    from model.language.quantity import Quantity
    from model.language.text_document import TextDocument

_FIGURE: Final = Pattern("[0-9０-９]")
_NO_QUOTES: Final[Mapping[int, Cell]] = MappingProxyType({})
_NONE: Final[Set[Quantity]] = frozenset()


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as typed, ``raw``, read for ``year``, 0 for none.

    ``text`` is what will be printed; ``places`` holds for each of its characters the place in ``raw``, -1 for what
    comes from a quoted figure; ``quoted`` the figures that it quotes by where they begin in ``text``. ``document`` is
    what was read, None where no number stands in it; ``found`` is what does not hold in it, ``checked`` the numbers of
    what does.
    """

    raw: str
    year: int
    text: str = ""
    places: Sequence[int] = ()
    quoted: Mapping[int, Cell] = field(default_factory=lambda: _NO_QUOTES)
    document: TextDocument | None = None
    found: Sequence[LanguageFinding] = ()
    checked: Set[Quantity] = _NONE

    def place(self, one: Quantity) -> tuple[int, int] | None:
        """Where the number ``one`` with its unit stands in ``raw``; None where it comes from a quoted figure."""
        assert self.document is not None
        span = self.document.span(one)
        places = self.places[span.start : span.end]
        return None if -1 in places else (places[0], places[-1] + 1)

    def before(self, one: Quantity) -> int | None:
        """Where in ``raw`` the words before the number ``one`` end; None where a quoted figure stands there."""
        assert self.document is not None
        start = self.document.span(one).start
        if not start:
            return 0
        return self.places[start - 1] + 1 if self.places[start - 1] >= 0 else None

    def figure(self, place: tuple[int, int], unit: Unit) -> Figure | None:
        """The figure at that ``place``; None where it is none that can be in ``unit``."""
        try:
            return read(normalise(self.raw[slice(*place)]).replace("，", ","), unit, 0)
        except ZipingError:
            return None


NOTHING: Final = ReadText("", 0)
"""What a text says that states nothing: the same for all of them, since a large draft has thousands."""


class ReadTexts:
    """Reads the texts of one report, each once as long as it reads as before; ``judging`` them, too."""

    def __init__(self, *, judging: bool) -> None:
        self.judging = judging
        self._read: dict[Cell, ReadText] = {}
        self._year = 0
        self._silent: dict[Cell, str] = {}

    def of(self, cell: Cell, names: Names) -> ReadText:
        """What the text of ``cell`` says now; ``NOTHING`` where it states nothing."""
        raw, year = cell.raw, names.year_told
        if year != self._year:
            self._year = year
            self._silent.clear()
        if self._silent.get(cell) == raw:
            return NOTHING
        kept = self._read.get(cell)
        if kept is None or "{" in kept.raw or kept.raw != raw or kept.year != year:
            kept = _read(cell, names, year, kept, judging=self.judging) if _may_state(raw) else NOTHING
            if kept.document is None and not kept.found and "{" not in raw:
                self._silent[cell], kept = raw, NOTHING
                self._read.pop(cell, None)
            else:
                self._read[cell] = kept
        return kept


def _read(cell: Cell, names: Names, year: int, before: ReadText | None, *, judging: bool) -> ReadText:
    raw = cell.raw
    text, places, quotes = printed(cell, names)
    if before is not None and before.text == text and before.year == year and before.raw == raw:
        return before
    # What reads sentences is loaded by the first of them: the form shows its first picture before that.
    from model.language import judgement, text_document

    document = text_document.read(text, year=year or None)
    checked: set[Quantity] = set()
    found = judgement.judge(document, checked) if judging else ()
    # Thousands of the texts of a large draft hold nothing: what is not kept of them needs no looking through.
    return ReadText(
        raw, year, text, places, quotes, document if document.mentions else None, found or (), checked or _NONE
    )


def _may_state(raw: str) -> bool:
    """Whether a text can hold anything that is judged."""
    twice = (raw.count(word) > 1 for word in lexicon().texts["lead_in"])
    return len(raw) > 3 and ("{" in raw or bool(_FIGURE.search(raw)) or any(twice))


def printed(cell: Cell, names: Names) -> tuple[str, Sequence[int], Mapping[int, Cell]]:
    """The text of ``cell`` with the figures that it quotes, the place of each character as typed, and those figures.

    The place is -1 for what comes from a quoted figure. The figures are found by where they begin.
    """
    raw = cell.raw
    if "{" not in raw:
        return raw, range(len(raw)), _NO_QUOTES
    text, at = "", 0
    places: list[int] = []
    quotes: dict[int, Cell] = {}
    for quote in quoted(raw):
        source = names.find(quote.name, cell.section)
        figure = source.printed if source is not None and isinstance(source.field, Number) else None
        if source is None or figure is None:
            continue
        text += raw[at : quote.start]
        places += [*range(at, quote.start), *[-1] * len(figure.text())]
        quotes[len(text)] = source
        text += figure.text()
        at = quote.end
    return text + raw[at:], [*places, *range(at, len(raw))], quotes
